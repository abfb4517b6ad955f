"""HTML from the publication tree, well-formed as XML too: the markup of the EPUB, the PDF and the page in one file.

In: nodes of Pandoc's tree, cleaned by `allowed`. Out: the elements that one stylesheet dresses, those that Pandoc's own
writer has for them; a paragraph's role and the title block, for which it has no word, as elements of their own.
What a kind of page does in its own way (notes, links, images, sections) it does in a class of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from converter.characters import all_western
from converter.document import Json
from converter.editions import markup_tables, matter, tree
from converter.editions.allowed import LOWEST
from converter.editions.elements import attributes, numbering, size
from converter.editions.formulas import Formula

ROLE = re.compile(rf"{tree.LINE}([a-z]+)")
# The classes of a role that has others than its own name: the line above the title (民生评论), a stanza's first line.
CLASSES: Final = {"source": "kicker", "stanza": "verse stanza"}
PLAIN_TAGS: Final = {"Emph": "em", "Strong": "strong", "Underline": "u", "Strikeout": "del", "Superscript": "sup",
                     "Subscript": "sub"}  # fmt: skip
WESTERN: Final = "western"  # the class of emphasis that has italics: it holds no Chinese
SPAN_TAGS: Final = {"kbd": "kbd", "mark": "mark", "dfn": "dfn", "underline": "u", "ul": "u"}  # by class
QUOTES: Final = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
BACK: Final = '<a href="#fnref{n}" class="footnote-back" role="doc-backlink">↩\ufe0e</a>'


class Markup:
    """Writes the nodes of one page, and keeps its notes until they are asked for.

    `formulas` are those of the page as markup, by kind and TeX (`formulas.written`).
    """

    line_break = "<br />"  # in a footnote WeasyPrint takes a newline behind it for a line of its own

    def __init__(self, formulas: Mapping[Formula, str]) -> None:
        self._formulas = formulas
        self._notes: list[str] = []

    def blocks(self, nodes: list[Json]) -> str:
        """Blocks, each on lines of its own."""
        return "\n".join(map(self.block, nodes))

    def inlines(self, nodes: list[Json]) -> str:
        """Running text."""
        return "".join(map(self.inline, nodes))

    def notes(self) -> str:
        """The notes that were called so far, behind the text; empty without any."""
        if not self._notes:
            return ""
        return (
            '\n<section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes">\n<hr />\n<ol>\n'
            + "\n".join(self._notes)
            + "\n</ol>\n</section>"
        )

    # ---- blocks

    def block(self, node: Json) -> str:
        """One block. Raises KeyError for a kind that Pandoc does not have."""
        match node["t"], node.get("c"):
            case "Para", inlines:
                return f"<p>{self.inlines(inlines)}</p>"
            case "Plain", inlines:
                return self.inlines(inlines)
            case "Header", [level, attr, inlines]:
                return self.heading(level, attr, inlines)
            case "Div", [attr, inside]:
                return self.div(attr, inside)
            case "BlockQuote", inside:
                return f"<blockquote>\n{self.blocks(inside)}\n</blockquote>"
            case "BulletList", items:
                return f"<ul>\n{self._items(items)}\n</ul>"
            case "OrderedList", [numbers, items]:
                return f"<ol{numbering(numbers)}>\n{self._items(items)}\n</ol>"
            case "DefinitionList", items:
                return "<dl>\n" + "\n".join(map(self._definition, items)) + "\n</dl>"
            case "CodeBlock", [attr, code]:
                return f"<pre{attributes(attr)}><code>{escape(code)}</code></pre>"
            case "LineBlock", lines:
                return f'<div class="line-block">{self.line_break.join(map(self.inlines, lines))}</div>'
            case "HorizontalRule", _:
                return "<hr />"
            case "Table", [*parts]:
                return markup_tables.table(parts, self.blocks)
            case "Figure", [attr, [_, caption], inside]:
                return self._figure(attr, caption, inside)
            case "RawBlock", _:
                return ""  # only ours are left, and they say nothing
        raise KeyError(node["t"])

    def heading(self, level: int, attr: Json, inlines: list[Json]) -> str:
        """A heading."""
        tag = f"h{min(level, LOWEST)}"
        return f"<{tag}{attributes(attr)}>{self.inlines(inlines)}</{tag}>"

    def div(self, attr: Json, inside: list[Json]) -> str:
        """A Div: the title block, a paragraph with a role, or what the source grouped."""
        if attr[1] == [tree.TITLE_BLOCK]:
            return self.title_block(inside)
        if len(attr[1]) == len(inside) == 1 and inside[0]["t"] == "Para" and (role := ROLE.fullmatch(attr[1][0])):
            tag = "h1" if role[1] == "title" else "p"
            named = attributes([attr[0], [CLASSES.get(role[1], role[1])], attr[2]])
            return f"<{tag}{named}>{self.inlines(inside[0]['c'])}</{tag}>"
        return f"<div{attributes(attr)}>\n{self.blocks(inside)}\n</div>"

    def title_block(self, lines: list[Json]) -> str:
        """The lines above the text."""
        return f'<header class="{tree.TITLE_BLOCK}">\n{self.blocks(lines)}\n</header>'

    def _items(self, items: list[list[Json]]) -> str:
        return "\n".join(f"<li>{self.blocks(item)}</li>" for item in items)

    def _definition(self, item: Json) -> str:
        term, definitions = item
        told = "".join(f"\n<dd>\n{self.blocks(blocks)}\n</dd>" for blocks in definitions)
        return f"<dt>{self.inlines(term)}</dt>{told}"

    def _figure(self, attr: Json, caption: list[Json], inside: list[Json]) -> str:
        """A figure; who listens is not told its caption twice, as the words of the image and below it."""
        written = f"<figure{attributes(attr)}>\n{self.blocks(inside)}\n"
        if caption:
            twice = matter.plain(caption) in [matter.plain(image["c"][1]) for image in _images(inside)]
            hidden = ' aria-hidden="true"' if twice else ""
            written += f"<figcaption{hidden}>{self.blocks(caption)}</figcaption>\n"
        return f"{written}</figure>"

    # ---- running text

    def inline(self, node: Json) -> str:
        """One node of running text. Raises KeyError for a kind that Pandoc does not have."""
        kind: str = node["t"]
        match kind, node.get("c"):
            case "Str", word:
                return escape(word)
            case "Space" | "SoftBreak", _:
                return " "
            case "LineBreak", _:
                return self.line_break
            case "Span", [attr, inside]:
                tag = next((SPAN_TAGS[name] for name in attr[1] if name in SPAN_TAGS), "span")
                left = [name for name in attr[1] if name not in SPAN_TAGS]
                return f"<{tag}{attributes([attr[0], left, attr[2]])}>{self.inlines(inside)}</{tag}>"
            case "SmallCaps", inside:
                return f'<span class="smallcaps">{self.inlines(inside)}</span>'
            case "Cite", [_, inside]:
                return f'<span class="citation">{self.inlines(inside)}</span>'
            case "Quoted", [marks, inside]:
                opening, closing = QUOTES[marks["t"]]
                return f"{opening}{self.inlines(inside)}{closing}"
            case "Link", [attr, inside, [target, title]]:
                named = f' title="{escape(title)}"' if title else ""
                return f'<a href="{escape(self.target(target))}"{attributes(attr)}{named}>{self.inlines(inside)}</a>'
            case "Image", [attr, inside, [target, title]]:
                return self._image(attr, matter.plain(inside), target, title)
            case "Note", inside:
                return self.note(inside)
            case "Code", [attr, code]:
                return f"<code{attributes(attr)}>{escape(code)}</code>"
            case "Math", [place, tex]:
                return self._formulas[place["t"], tex]
            case "RawInline", _:
                return ""
        tag = PLAIN_TAGS[kind]
        western = f' class="{WESTERN}"' if kind == "Emph" and all_western(matter.plain(node["c"])) else ""
        return f"<{tag}{western}>{self.inlines(node['c'])}</{tag}>"

    def note(self, inside: list[Json]) -> str:
        """The call of a note; the note itself is kept."""
        n = self._kept()
        *before, last = inside or [{"t": "Plain", "c": []}]
        match last:
            case {"t": "Para" | "Plain", "c": inlines}:
                end = f"<p>{self.inlines(inlines)}{BACK.format(n=n)}</p>"
            case _:
                end = f"{self.block(last)}\n<p>{BACK.format(n=n)}</p>"
        self._notes[n - 1] = f'<li id="fn{n}">{self.blocks(before)}{end}</li>'
        return f'<a href="#fn{n}" class="footnote-ref" id="fnref{n}" role="doc-noteref"><sup>{n}</sup></a>'

    def target(self, target: str) -> str:
        """Where a link leads from this page."""
        return target

    def picture(self, target: str) -> str:
        """Where an image lies, seen from this page."""
        return target

    def _kept(self) -> int:
        """The number of a new note, with room for its text: it may hold notes itself."""
        self._notes.append("")
        return len(self._notes)

    def _image(self, attr: Json, alt: str, target: str, title: str) -> str:
        named = f' title="{escape(title)}"' if title else ""
        place = escape(self.picture(target))
        return f'<img src="{place}"{attributes(attr)}{size(attr[2])} alt="{escape(alt)}"{named} />'


def _images(blocks: list[Json]) -> Iterator[Json]:
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            yield from (node for node in block["c"] if node["t"] == "Image")
