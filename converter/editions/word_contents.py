"""The contents of a DOCX: a TOC field that is filled, so that it is right before Word is asked to update it (F9).

In: the text's blocks and the stylesheet's measures. Out: WordprocessingML. The page numbers are counted as Word will
break the pages, from the measure, the pitch of the lines and the height of the page: a line may end elsewhere than we
think, so a number can be one off until Word counts itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice
from typing import Final

from converter.characters import width
from converter.document import Json
from converter.editions import matter
from converter.editions.cascade import Look, Sheet
from converter.editions.word_xml import paragraph, run, tag

LOOKS: Final = {"BlockQuote": "BlockText", "BulletList": "ListParagraph", "OrderedList": "ListParagraph",
                "LineBlock": "Poem", "CodeBlock": "SourceCode", "Table": "TableText"}  # fmt: skip
LINES: Final = ("Para", "Plain", "Header", "CodeBlock")  # blocks that hold words themselves


def contents(block: Json, text: list[Json], sheet: Sheet) -> str:
    """The contents as Word has them: a heading, and a field with a line for each entry of the text."""
    title, *_ = block["c"][1]
    listed = matter.entries(text)
    pages = _pages(text, sheet)
    deepest = max(entry.depth for entry in listed)
    begin = _mark("begin") + _code(f'TOC \\o "1-{deepest}" \\h \\z \\u') + _mark("separate")
    lines = [_entry(entry, pages.get(entry.identifier, 1)) for entry in listed]
    lines[0] = begin + lines[0]
    lines[-1] += _mark("end")
    heading = paragraph("TOCHeading", run(matter.plain(title["c"][1][0]["c"])))
    body = (paragraph(f"TOC{entry.depth}", line) for entry, line in zip(listed, lines, strict=True))
    gallery = tag("docPartObj", tag("docPartGallery", val="Table of Contents"), tag("docPartUnique"))
    return tag("sdt", tag("sdtPr", gallery), tag("sdtContent", heading, *body))


def _entry(entry: matter.Entry, page: int) -> str:
    anchor = entry.identifier.replace("-", "_")
    number = _mark("begin") + _code(f"PAGEREF {anchor} \\h") + _mark("separate") + run(str(page)) + _mark("end")
    return tag("hyperlink", run(entry.title), tag("r", tag("tab")), number, anchor=anchor, history=1)


def _code(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'


def _mark(kind: str) -> str:
    return tag("r", tag("fldChar", fldCharType=kind))


# ---- pages


def _pages(text: list[Json], sheet: Sheet) -> dict[str, int]:
    """The page of the text, from 1, that each heading stands on, by the heading's name."""
    page, y, height = 1, 0.0, sheet.page.depth
    top = min((block["c"][0] for block in text if block["t"] == "Header"), default=1)
    found = {}
    for block, look in _lines(text, sheet.looks["BodyText"], sheet, top):
        if look.new_page and y:
            page, y = page + 1, 0.0
        lines, y = _count(block, look, sheet), y + look.before
        room = math.floor((height - y) / look.pitch + 0.01)
        if room < 1 or (block["t"] == "Header" and room < 3):
            page, y, room = page + 1, 0.0, math.floor(height / look.pitch)
        if block["t"] == "Header":
            found[block["c"][1][0]] = page
        while lines > room:
            page, y, lines, room = page + 1, 0.0, lines - room, max(math.floor(height / look.pitch), 1)
        y += lines * look.pitch + look.after
    return found


def _lines(blocks: Json, look: Look, sheet: Sheet, top: int) -> Iterator[tuple[Json, Look]]:
    """Every block that holds words, with its look; of a row of a table the first cell."""
    for block in blocks if isinstance(blocks, list) else ():
        match block:
            case {"t": "Table", "c": [_, _, columns, *rows]}:
                yield from islice(_lines(rows, sheet.looks["TableText"], sheet, top), 0, None, max(len(columns), 1))
            case {"t": "Header", "c": [level, _, _]}:
                yield block, sheet.looks[f"Heading{min(level - top + 1, 6)}"]
            case {"t": kind} if kind in LINES:
                yield block, sheet.looks[LOOKS[kind]] if kind in LOOKS else look
            case {"t": kind, "c": inside}:
                yield from _lines(inside, sheet.looks[LOOKS[kind]] if kind in LOOKS else look, sheet, top)
            case [*_]:
                yield from _lines(block, look, sheet, top)


def _count(block: Json, look: Look, sheet: Sheet) -> int:
    words = block["c"][1] if block["t"] == "CodeBlock" else matter.plain(block["c"])
    room = sheet.page.measure - look.left - look.right
    return max(math.ceil((look.indent + width(words) * look.size) / room), 1)
