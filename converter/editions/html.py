"""HTML from the publication tree: the markup that one stylesheet dresses in the PDF, the EPUB and the browser.

What Pandoc's tree has no word for, a paragraph's role, the title block and a note on paper, is a Div or Span in it;
`markup` writes the elements.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape

from converter.characters import CLAUSE_MARKS, CLOSERS, SENTENCE_ENDS, is_han, is_western
from converter.document import Document, Json
from converter.editions import clauses, formulas, formulas_drawn, table_sizes, tree, word_tree
from converter.editions.allowed import NOT_IN_XML
from converter.editions.cascade import Sheet
from converter.editions.contents import with_contents
from converter.editions.cover import description
from converter.editions.markup import Markup
from converter.settings import Limits

MAY_END = "\u200b"  # ZERO WIDTH SPACE: a line may end behind it
LONGEST = 1000  # characters of one text node: layout costs more than the square of it
STOPS = re.compile("(?<=[。！？；，])")
MARKS = SENTENCE_ENDS + CLAUSE_MARKS + CLOSERS
FOOTNOTE = "footnote"
TAIL = "tail"  # the class of a paragraph's end that does not break: 单字不成行
URL = "url"  # the class of an address, which may break anywhere
ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]*[\w/=#&%-]", re.ASCII | re.IGNORECASE)
LONG_TITLE = 10  # ems: no style of ours has so few in a line of its title
CLAUSE = "clause"  # the class of a clause of the title, or a name of the byline, that is kept on one line


def from_pandoc(published: Json, limits: Limits, *, paper: bool = False) -> str:
    """The inside of an HTML body, on paper with its formulas drawn. Raises what `pandoc.run` raises."""
    markup = Markup((formulas_drawn if paper else formulas).written(published, limits))
    return NOT_IN_XML.sub("\ufffd", markup.blocks(published["blocks"]) + markup.notes()) + "\n"


def standalone(document: Document, inside: str, css: str = "") -> str:
    """A whole page, in one file, that asks nothing of the network."""
    authors = "".join(f'<meta name="author" content="{escape(name)}">\n' for name in tree.authors_of(document))
    date = tree.iso_date(document)
    # A stylesheet may not close its own element; in CSS "<\/" is "</".
    sheet = "<style>\n{}\n</style>\n".format(css.replace("</", "<\\/")) if css else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(tree.language(document))}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(tree.title_of(document))}</title>\n{authors}"
        + (f'<meta name="dcterms.date" content="{date}">\n' if date else "")
        + f'<meta name="generator" content="{tree.MAKER}">\n'
        + '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        + f"{sheet}</head>\n<body>\n{inside}</body>\n</html>\n"
    )


def cover(document: Document, image: bytes | None) -> str:
    """The cover as the first thing of a page; nothing without an image."""
    if image is None:
        return ""
    data, alt = base64.b64encode(image).decode("ascii"), escape(description(document))
    return f'<section class="cover"><img src="data:image/jpeg;base64,{data}" alt="{alt}"></section>\n'


def breaking(published: Json, sheet: Sheet | None = None) -> Json:
    """The tree with Spans where lines break in a way of their own: addresses, the clauses of the title block.

    For a page of a known width a title whose clauses are too long for it gets lines of like length.
    """
    return {**published, "blocks": list(_title_block(_addresses(published["blocks"]), sheet))}


def for_paper(published: Json, sheet: Sheet | None = None) -> Json:
    """The tree for paper: a book's contents, notes where they are called, as Spans that the page floats to its foot.

    What the stylesheet says is asked only where it is needed: of a text with tables, or with a long title.
    """
    return {**published, "blocks": list(_paper(breaking(with_contents(published), sheet)["blocks"], sheet))}


def has_long_title(blocks: list[Json]) -> bool:
    """Whether a line of the title block may be too long for a line of the page."""
    lines = (
        blocks[0]["c"][1] if blocks and blocks[0]["t"] == "Div" and blocks[0]["c"][0][1] == [tree.TITLE_BLOCK] else []
    )
    return any(clauses.too_long(node["c"], LONG_TITLE) for line in lines for node in _texts(line))


def _texts(line: Json) -> list[Json]:
    return [node for node in line["c"][1][0]["c"] if node["t"] == "Str"]


def _title_block(blocks: list[Json], sheet: Sheet | None) -> Iterator[Json]:
    for block in blocks:
        match block:
            case {"t": "Div", "c": [[_, [tree.TITLE_BLOCK], _] as attr, lines]}:
                yield {"t": "Div", "c": [attr, [_in_clauses(line, sheet) for line in lines]]}
            case _:
                yield block


def _in_clauses(line: Json, sheet: Sheet | None) -> Json:
    """A line of the title block, each of its clauses a Span."""
    attr, [paragraph] = line["c"]
    match paragraph["c"]:
        case [{"t": "Str", "c": str(words)}] if sheet:
            measure = clauses.room(sheet, word_tree.look_of(line))
            if clauses.too_long(words, measure):
                return {"t": "Div", "c": [attr, [{"t": "Para", "c": list(clauses.lined(words, measure))}]]}
    inlines = [new for node in paragraph["c"] for new in (_clauses(node["c"]) if node["t"] == "Str" else [node])]
    return {"t": "Div", "c": [attr, [{"t": "Para", "c": inlines}]]}


def _clauses(words: str) -> Iterator[Json]:
    parts = clauses.split(words)
    for part in parts:
        text = {"t": "Str", "c": part}
        yield _span(CLAUSE, [text]) if len(parts) > 1 and clauses.is_whole(part) else text


def _addresses(nodes: list[Json]) -> list[Json]:
    return [new for node in nodes for new in _address(node)]


def _address(node: Json) -> Iterator[Json]:
    match node:
        case {"t": "Para", "c": [{"t": "Str", "c": word}]} if not ADDRESS.search(word):
            yield node
        case {"t": "Para", "c": inlines} if tree.is_picture(node):
            yield {"t": "Figure", "c": [["", [], []], [None, []], [{"t": "Plain", "c": inlines}]]}
        case {"t": "Link", "c": [[name, classes, pairs], [{"t": "Str", "c": word}], _]} if ADDRESS.search(word):
            yield {"t": "Link", "c": [[name, [*classes, URL], pairs], *node["c"][1:]]}
        case {"t": "Link"}:
            yield node  # no Span in a link: its words would be out of its tag
        case {"t": "Str", "c": word} if found := ADDRESS.search(word):
            before, after = word[: found.start()], word[found.end() :]
            yield from ([{"t": "Str", "c": before}] if before else [])
            yield _span(URL, [{"t": "Str", "c": found[0]}])
            yield from (_address({"t": "Str", "c": after}) if after else [])
        case [*items]:
            yield _addresses(items)
        case {}:
            yield {key: _addresses(value) if isinstance(value, list) else value for key, value in node.items()}
        case _:
            yield node


def _paper(nodes: list[Json], sheet: Sheet | None) -> Iterator[Json]:
    for node in nodes:
        match node:
            case {"t": "Note", "c": blocks}:
                yield _span(FOOTNOTE, list(_paper(_lines(blocks), sheet)))
            case {"t": "Table"}:
                yield _inside(table_sizes.sized(node, sheet) if sheet else node, sheet)
            case {"t": "Str", "c": word} if len(word) > LONGEST:
                yield from (_span("", [{"t": "Str", "c": part}]) for part in _parts(word))
            case {"t": "Para", "c": [*before, {"t": "Str", "c": word}]} if end := _tail(word):
                head = [{"t": "Str", "c": word[: -len(end)]}]
                yield {"t": "Para", "c": [*_paper([*before, *head], sheet), _span(TAIL, [{"t": "Str", "c": end}])]}
            case _:
                yield _inside(node, sheet)


def _span(name: str, inlines: list[Json]) -> Json:
    return {"t": "Span", "c": [["", [name] if name else [], []], inlines]}


def _tail(word: str) -> str:
    """What of a paragraph's last words may not be left alone on a line; empty when no Chinese ends it."""
    marks = len(word) - len(word.rstrip(MARKS))
    end = word[-marks - 2 :]
    return end if len(word) > marks + 2 and all(map(is_han, word[-marks - 3 : len(word) - marks])) else ""


def _inside(value: Json, sheet: Sheet | None) -> Json:
    if isinstance(value, list):
        return list(_paper(value, sheet))
    if isinstance(value, dict):
        return {key: _inside(item, sheet) for key, item in value.items()}
    return value


def _lines(value: Json) -> list[Json]:
    """The inlines of a note's blocks, a line break between two blocks: a footnote is one paragraph on paper."""
    lines = list(_inlines(value))
    return [node for i, line in enumerate(lines) for node in ([{"t": "LineBreak"}, *line] if i else line)]


def _inlines(value: Json) -> Iterator[list[Json]]:
    match value:
        case {"t": "Para" | "Plain", "c": inlines}:
            yield inlines
        case {"t": "Header", "c": [_, _, inlines]}:
            yield inlines
        case {"t": "CodeBlock", "c": [_, code]}:
            for line in code.splitlines():
                yield [{"t": "Code", "c": [["", [], []], line]}]
        case {"t": "LineBlock", "c": lines}:
            yield from lines
        case {"c": content} if isinstance(content, list):
            for item in content:
                yield from _inlines(item)
        case [*items]:
            for item in items:
                yield from _inlines(item)


def _parts(word: str) -> Iterator[str]:
    """A long text cut behind its marks, or where LONGEST says when it has none.

    Inside a Western word a line may end there, for no line is broken between two boxes that hold one word: the rest
    would leave the page.
    """
    part = ""
    for clause in STOPS.split(word):
        if part and len(part) + len(clause) > LONGEST:
            yield part
            part = ""
        part += clause
        while len(part) > LONGEST:
            word_goes_on = is_western(part[LONGEST - 1]) and is_western(part[LONGEST])
            yield part[:LONGEST] + MAY_END * word_goes_on
            part = part[LONGEST:]
    if part:
        yield part
