"""The publication tree with a Word style on every paragraph.

In: Pandoc blocks as `tree.published` gives them. Out: the same blocks in Divs and Spans whose `custom-style` is a
style of `word_styles`, so that pandoc formats nothing by hand and splits no body text into First Paragraph and Compact.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from converter.characters import all_western
from converter.document import Json
from converter.editions import clauses, matter, tree, word_tables
from converter.editions.cascade import Sheet
from converter.editions.word_tables import STYLE

BODY: Final = "Body Text"
# The lines of the title block, by role; the same roles further down are paragraphs of the text.
TITLE_BLOCK: Final = {
    "grade": "Grade", "masthead": "Masthead",
    "source": "Abstract", "title": "Title", "subtitle": "Subtitle", "byline": "Author", "date": "Date",
}  # fmt: skip
LOOKS: Final = {**TITLE_BLOCK, "source": "Source"}  # by the ids of their styles
ROLES: Final = {
    "byline": "Byline", "dateline": "Dateline", "caption": "caption",
    "verse": "Verse", "stanza": "Stanza", "quote": "Quote", "note": "Note", "addressee": "Addressee",
    "signature": "Signature", "annex": "Annex", "annexed": "Annexed",
}  # fmt: skip
PARAGRAPHS: Final = ("Para", "Plain")
# A rule as pandoc writes and reads it (VML, as wide as the text), as thick and dark as the stylesheet says. It has no
# style: pandoc does not see a rule in a paragraph that has one; and LibreOffice does not centre a narrow rule.
RULE: Final = (
    '<w:p><w:r><w:pict><v:rect style="width:0;height:{height:g}pt" o:hralign="center" o:hrstd="t" o:hrnoshade="t"'
    ' o:hr="t" fillcolor="#{colour}" stroked="f"/></w:pict></w:r></w:p>'
)


def styled(blocks: list[Json], sheet: Sheet) -> Iterator[Json]:
    """Every block of a text, its paragraphs in styles; tables and rules take their measures from the stylesheet."""
    return _Styler(sheet).blocks(blocks)


def roles_above(blocks: list[Json]) -> tuple[str, ...]:
    """The roles of the lines of the title block, in their order."""
    match blocks:
        case [{"t": "Div", "c": [[_, [tree.TITLE_BLOCK], _], lines]}, *_]:
            return tuple(map(_role, lines))
    return ()


class _Styler:
    """One pass over one tree."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def blocks(self, blocks: list[Json], style: str = BODY) -> Iterator[Json]:
        """Blocks, their plain paragraphs in one style; neighbours share one Div, which costs less."""
        waiting: list[Json] = []
        for block in blocks:
            if block["t"] in PARAGRAPHS and not tree.is_picture(block):
                waiting.append({"t": "Para", "c": _deep(block["c"])})
                continue
            yield from _named(style, waiting)
            waiting = []
            yield from self._block(block)
        yield from _named(style, waiting)

    def _block(self, block: Json) -> Iterator[Json]:
        match block:
            case {"t": "Div", "c": [[_, [tree.TITLE_BLOCK], _], lines]}:
                for line in lines:
                    yield from _named(TITLE_BLOCK[_role(line)], [self._title_line(line)])
            case {"t": "Div", "c": [[_, [matter.COLOPHON], _], [title, *lines]]}:
                yield from _named("Colophon Title", title["c"][1])
                yield from _named("Colophon", lines)
            case {"t": "Div", "c": [_, inside]} if (role := _role(block)) in ROLES:
                yield from _named(ROLES[role], _deep(inside))
            case {"t": "Div", "c": [attr, inside]}:
                yield {"t": "Div", "c": [attr, list(self.blocks(inside))]}
            case {"t": "BlockQuote", "c": inside}:
                yield {"t": "BlockQuote", "c": list(self.blocks(inside, "Block Text"))}
            case {"t": "LineBlock", "c": lines}:
                verse = [node for i, line in enumerate(lines) for node in ([{"t": "LineBreak"}] if i else []) + line]
                yield from _named("Poem", [{"t": "Para", "c": _deep(verse)}])
            case {"t": "BulletList", "c": items}:
                yield {"t": "BulletList", "c": [self._item(item) for item in items]}
            case {"t": "OrderedList", "c": [start, items]}:
                yield {"t": "OrderedList", "c": [start, [self._item(item) for item in items]]}
            case {"t": "Table", "c": [_, caption, *_]}:
                attr, _, *parts = word_tables.styled(block, self._sheet, self.blocks)
                yield {"t": "Table", "c": [attr, _deep(caption), *parts]}
            case {"t": "Para"}:
                yield from _named("Figure", [block])
            case {"t": "HorizontalRule"}:
                rule = self._sheet.looks["Rule"]
                height, colour = (rule.top.width, rule.top.colour) if rule.top else (1, rule.colour)
                line = RULE.format(height=height, colour=colour)
                yield {"t": "RawBlock", "c": ["openxml", line]}
            case _:
                yield _deep(block)

    def _title_line(self, line: Json) -> Json:
        """A line of the title block, broken where its clauses end, as on paper."""
        [paragraph] = line["c"][1]
        match paragraph["c"]:
            case [{"t": "Str", "c": str(words)}]:
                return {"t": "Para", "c": list(clauses.lined(words, clauses.room(self._sheet, look_of(line))))}
        return _deep(paragraph)

    def _item(self, blocks: list[Json]) -> list[Json]:
        """An item of a list: an indent of the first line would shift it against its number."""
        return list(self.blocks(blocks, "List Paragraph"))


def look_of(line: Json) -> str:
    """The id of the Word style of a line of the title block."""
    return LOOKS[_role(line)]


def _role(block: Json) -> str:
    match block:
        case {"t": "Div", "c": [[_, [name, *_], _], _]} if name.startswith(tree.LINE):
            return str(name.removeprefix(tree.LINE))
    return ""


def _named(style: str, blocks: list[Json]) -> Iterator[Json]:
    if blocks:
        yield {"t": "Div", "c": [["", [], [[STYLE, style]]], blocks]}


def _deep(value: Json) -> Json:
    """Anything else, emphasis in it as styles: Chinese has no italics, so the stylesheet says what stands for them."""
    match value:
        case {"t": "Emph", "c": inlines}:
            style = "Western Emphasis" if all_western(matter.plain(inlines)) else "Emphasis"
            return {"t": "Span", "c": [["", [], [[STYLE, style]]], _deep(inlines)]}
        case {"t": "Strong", "c": inlines}:
            return {"t": "Span", "c": [["", [], [[STYLE, "Strong"]]], _deep(inlines)]}
        case {"t": "Str" | "Code" | "CodeBlock" | "Math"}:
            return value
        case {"t": kind, "c": content}:
            return {"t": kind, "c": _deep(content)}
        case [*items]:
            return [_deep(item) for item in items]
    return value
