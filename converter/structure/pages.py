"""What a printed page leaves in a text: page numbers and running heads, also in the middle of a paragraph.

A page number is known by its form and by counting on; a running head by standing beside page numbers, or by coming
again and again at the distance of a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from converter.characters import content
from converter.structure.galley import Galley, Kind, Verdict
from converter.structure.line import Line

NUMBER = re.compile(
    r"[-—–·~.\[(\s]*(?:第\s*)?(?P<number>\d{1,4}|[〇零一二三四五六七八九十百]{1,5})(?:\s*[页頁])?"
    r"(?:\s*[/共]\s*\d{1,4}\s*[页頁]?)?[-—–·~.\])\s]*"
)
LONGEST_NUMBER = 24  # characters
FEWEST = 2  # page numbers, for a file to have pages
GROWING = 0.7  # of the numbers, at least, are greater than the one before
BROKEN_WIDTH = 12.0  # ems of a line that may be broken off at the page's end
INDENT = 1.5  # ems, of a paragraph's beginning
HEAD_WIDTH = 30.0  # ems


def mark_pages(galley: Galley) -> None:
    """Decide about page numbers and the running heads beside them."""
    numbers = _page_numbers(galley.lines)
    for index in numbers:
        galley.decide(index, Verdict(Kind.FURNITURE, "furniture.page-number", "a page number", page=True))
    for index in _running_heads(galley, set(numbers)):
        galley.decide(index, Verdict(Kind.FURNITURE, "furniture.running-head", "the head of a page, again", page=True))


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    """The lines that are page numbers: of the form, and counting upwards through the file."""
    found = [(index, match) for index, line in enumerate(lines) if (match := _number(line))]
    values = [int(match["number"]) if match["number"].isdigit() else None for _, match in found]
    if len(found) == 1:
        return [found[0][0]] if _is_dressed(lines[found[0][0]]) else []
    pairs = [(a, b) for a, b in pairwise(values) if a is not None and b is not None]
    growing = sum(a < b <= a + 5 for a, b in pairs)
    if len(found) < FEWEST or growing < GROWING * max(1, len(values) - 1):
        return []
    return [index for (index, _), value in zip(found, values, strict=True) if value is not None]


def _number(line: Line) -> re.Match[str] | None:
    return NUMBER.fullmatch(line.plain) if len(line.text) <= LONGEST_NUMBER else None


def _is_dressed(line: Line) -> bool:
    """Whether a number alone in a file is set as page numbers are: - 3 -, 第3页."""
    return bool(re.fullmatch(r"[-—–·~]\s*\d{1,4}\s*[-—–·~]|第\s*\d{1,4}\s*[页頁].*", line.plain))


def _running_heads(galley: Galley, numbers: set[int]) -> list[int]:
    """The lines beside page numbers that say the same as other lines beside page numbers, or as the first lines."""
    places: dict[str, list[int]] = defaultdict(list)
    for index in sorted({near for number in numbers for near in (number - 1, number + 1)} - numbers):
        if 0 <= index < len(galley.lines) and galley.verdicts[index] is None and _is_head(galley.lines[index]):
            places[content(galley.lines[index].text)].append(index)
    first: dict[str, int] = {}
    for index, line in enumerate(galley.lines):
        first.setdefault("".join(line.text.split()), index)
    return sorted(
        index
        for found in places.values()
        for index in found
        if len(found) > 1
        or first["".join(galley.lines[index].text.split())] < index
        or _interrupts(galley, index, numbers)
    )


def _interrupts(galley: Galley, index: int, numbers: set[int]) -> bool:
    """Whether the line stands in the middle of a sentence that goes on behind the page number."""
    around = range(min(index, *numbers & {index - 1, index + 1}) - 1, -1, -1)
    above = next((galley.lines[at] for at in around if at not in numbers), None)
    below = next((galley.lines[at] for at in range(index + 1, len(galley.lines)) if at not in numbers), None)
    broken = above is not None and not above.stopped and above.width >= BROKEN_WIDTH
    return broken and below is not None and below.indent < INDENT


def _is_head(line: Line) -> bool:
    return 0 < line.width <= HEAD_WIDTH and not any(mark in line.text for mark in "。，、；：！")
