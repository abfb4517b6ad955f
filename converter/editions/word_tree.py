"""The publication tree with a Word style on every paragraph.

In: Pandoc blocks as `tree.published` gives them. Out: the same blocks in Divs and Spans whose `custom-style` is a
style of `word_styles`, so that pandoc formats nothing by hand and splits no body text into First Paragraph and Compact.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from converter.document import Json
from converter.editions import matter, tree
from converter.editions.cascade import Sheet

STYLE = "custom-style"
BODY: Final = "Body Text"
# The lines of the title block, by role; the same roles further down are paragraphs of the text.
TITLE_BLOCK: Final = {
    "source": "Abstract", "title": "Title", "subtitle": "Subtitle", "byline": "Author", "date": "Date",
}  # fmt: skip
ROLES: Final = {
    "byline": "Byline", "dateline": "Dateline", "caption": "caption",
    "verse": "Verse", "stanza": "Stanza", "quote": "Quote", "note": "Note", "addressee": "Addressee",
    "signature": "Signature",
}  # fmt: skip
ALIGNED: Final = {"AlignCenter": "TableTextCenter", "AlignRight": "TableTextRight"}
ROOM: Final = 0.02  # ems that a cell keeps free, for what is rounded
NARROW: Final = {".": 0.28, ",": 0.28, ":": 0.28, ";": 0.28, "%": 0.9, "m": 0.85, "w": 0.75, "M": 0.95, "W": 0.95}
LOWER, UPPER = 0.56, 0.72  # ems of other Western characters in a text face
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


class _Styler:
    """One pass over one tree."""

    def __init__(self, sheet: Sheet) -> None:
        looks, page = sheet.looks, sheet.page
        self._rule = looks["Rule"]
        self._cell = looks["TableText"].size
        self._padding = looks["TableHead"].left - looks["Table"].left
        self._measure = page.measure

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
                    yield from _named(TITLE_BLOCK[_role(line)], _deep(line["c"][1]))
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
            case {"t": "Table", "c": parts}:
                yield {"t": "Table", "c": self._table(parts)}
            case {"t": "Para"}:
                yield from _named("Figure", [block])
            case {"t": "HorizontalRule"}:
                edge = self._rule.top
                height, colour = (edge.width, edge.colour) if edge else (1, self._rule.colour)
                line = RULE.format(height=height, colour=colour)
                yield {"t": "RawBlock", "c": ["openxml", line]}
            case _:
                yield _deep(block)

    def _item(self, blocks: list[Json]) -> list[Json]:
        """An item of a list: an indent of the first line would shift it against its number."""
        return list(self.blocks(blocks, "List Paragraph"))

    def _table(self, parts: list[Json]) -> list[Json]:
        """A table whose cells have styles, also for their alignment, and whose columns are as wide as their texts."""
        attr, caption, columns, head, bodies, foot = parts
        sides = [side["t"] for side, _ in columns]
        rows = [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]
        return [
            attr,
            _deep(caption),
            [[{"t": "AlignDefault"}, width] for width in self._widths([width for _, width in columns], rows)],
            [head[0], self._rows(head[1], "Table Head", sides)],
            [
                [a, n, self._rows(above, "Table Head", sides), self._rows(below, "Table Text", sides)]
                for a, n, above, below in bodies
            ],
            [foot[0], self._rows(foot[1], "Table Text", sides)],
        ]

    def _widths(self, given: list[Json], rows: list[Json]) -> list[Json]:
        """A table without widths is as wide as its texts, as in HTML, while it fits: Word would spread it out."""
        if any(width["t"] != "ColWidthDefault" for width in given):
            return given
        points = [0.0] * len(given)
        for _, cells in rows:
            if len(cells) != len(given):
                return given  # cells that span others: Word finds their widths better than we
            for n, cell in enumerate(cells):
                points[n] = max(points[n], (_ems(cell[4]) + ROOM) * self._cell + 2 * self._padding)
        if sum(points) > self._measure:
            return given
        return [{"t": "ColWidth", "c": round(width / self._measure, 5)} for width in points]

    def _rows(self, rows: list[Json], style: str, sides: list[str]) -> list[Json]:
        return [
            [attr, [self._in_cell(cell, style, side) for cell, side in _sided(cells, sides)]] for attr, cells in rows
        ]

    def _in_cell(self, cell: Json, style: str, side: str) -> Json:
        attr, own, rows, columns, blocks = cell
        side = own["t"] if own["t"] != "AlignDefault" else side
        name = ALIGNED.get(side, style).replace("Text", style.removeprefix("Table "))
        return [attr, {"t": "AlignDefault"}, rows, columns, list(self.blocks(blocks, name))]


def _sided(cells: list[Json], sides: list[str]) -> Iterator[tuple[Json, str]]:
    """Each cell with the alignment of its column; a cell may stand over several."""
    column = 0
    for cell in cells:
        yield cell, sides[column] if column < len(sides) else "AlignDefault"
        column += cell[3]


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
            return {"t": "Span", "c": [["", [], [[STYLE, "Emphasis"]]], _deep(inlines)]}
        case {"t": "Strong", "c": inlines}:
            return {"t": "Span", "c": [["", [], [[STYLE, "Strong"]]], _deep(inlines)]}
        case {"t": "Str" | "Code" | "CodeBlock" | "Math"}:
            return value
        case {"t": kind, "c": content}:
            return {"t": kind, "c": _deep(content)}
        case [*items]:
            return [_deep(item) for item in items]
    return value


def _narrow(c: str) -> float:
    return NARROW.get(c, UPPER if c.isupper() else LOWER)


def _ems(value: Json) -> float:
    """How wide the longest paragraph of a cell is, in its own size: full-width characters are 1."""
    match value:
        case {"t": "Note"}:
            return 0.5
        case {"t": "Str", "c": word}:
            return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else _narrow(c) for c in word)
        case {"t": "Code", "c": [_, word]}:
            return _ems({"t": "Str", "c": word})
        case {"t": "Space"}:
            return 0.25
        case {"t": _, "c": content}:
            return _ems(content)
        case [*items] if items and all(isinstance(i, dict) and i.get("t") in (*PARAGRAPHS, "Div") for i in items):
            return max(_ems(item) for item in items)
        case [*items]:
            return sum(_ems(item) for item in items)
    return 0.0
