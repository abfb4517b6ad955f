"""What a printed page leaves in a text: page numbers and running heads, also in the middle of a paragraph.

A page number is known by its form and by counting on; a running head by standing beside page numbers, or by coming
again and again at the distance of a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from converter.characters import content, is_han
from converter.structure.galley import Galley, Kind, Verdict
from converter.structure.line import Line
from converter.structure.numbering import number_of, value_of
from converter.structure.page_heads import heads_in_parts, jumps

NUMBER = re.compile(
    r"[-—–·~.\[(=*\s]*(?:(?:第|影像|图像|页|p\.?)\s*)?(?P<number>\d{1,4}|[〇零一二三四五六七八九十百]{1,5})(?:\s*[页頁])?"
    r"(?:\s*[/共]\s*\d{1,4}\s*[页頁]?)?[-—–·~.\])=*\s]*",
    re.IGNORECASE,
)
FOLIO = r"\d{1,4}|[〇零一二三四五六七八九十百]{1,5}"
HEAD_AND_FOLIO = re.compile(rf"(?P<left>{FOLIO})\s+(?P<after>\D.*)|(?P<before>.*\D)\s+(?P<right>{FOLIO})")
LONGEST_NUMBER = 24  # characters
FEWEST = 2  # page numbers, for a file to have pages
STEP, SKIPPED = 5, 999  # pages between two numbers
TOTAL = re.compile(r"/\d")
BINDING = ("装", "订", "线")
FIRST_LINES = 12  # where a page's head may be found in full
HEADS_GROWING = 0.9  # where the numbers stand beside words, as those of headings do
GROWING = 0.7  # of the numbers, at least, are greater than the one before
CHAPTER = 4.0  # strength of a number that makes a chapter of a line
BROKEN_WIDTH = 12.0  # ems of a line that may be broken off at the page's end
PART_LINES = 8  # below a part's number, within which its text begins
FEWEST_ABOVE = 4  # lines above a sentence that a page's end may break off
INDENT = 1.5  # ems, of a paragraph's beginning
HEAD_WIDTH = 30.0  # ems


def mark_pages(galley: Galley) -> None:
    """Decide about page numbers and the running heads beside them, and the marks of a letter's binding."""
    for index in _binding_marks(galley):
        why = "where a letter is bound (文書處理手冊)"
        galley.decide(index, Verdict(Kind.FURNITURE, "furniture.binding", why, page=True))
    folios = [folio for index, _ in galley.open() if (folio := _folio(galley.lines, index))]
    alone = [folio for folio in folios if not folio.head]
    numbers = _page_numbers(galley.lines, alone) if not _heads_sections(galley.lines, alone) else set()
    if len(folios) == 1 and not folios[0].head and _interrupts(galley, folios[0].index, {folios[0].index}):
        numbers = {folios[0].index}
    heads = _heads_with_folios(galley, [folio for folio in folios if folio.head or folio.index in numbers or folio.han])
    for index in sorted({*numbers, *heads}):
        verdict = "furniture.page-number", "a page number"
        if heads.get(index):
            verdict = "furniture.running-head", "the head of a page, with its number"
        galley.decide(index, Verdict(Kind.FURNITURE, *verdict, page=True))
    again = (index for index in heads_in_parts(galley.lines) if galley.verdicts[index] is None)
    for index in sorted({*again, *_running_heads(galley, {*numbers, *heads})}):
        galley.decide(index, Verdict(Kind.FURNITURE, "furniture.running-head", "the head of a page, again", page=True))
    for index in jumps(galley.lines):
        galley.decide(index, Verdict(Kind.FURNITURE, "furniture.jump", "where the text goes on", page=True))


def _binding_marks(galley: Galley) -> list[int]:
    """The lines 裝, 訂 and 線, where a letter has all three."""
    found = {line.plain: index for index, line in galley.open() if line.plain in BINDING}
    return sorted(found.values()) if len(found) == len(BINDING) else []


@dataclass(frozen=True, slots=True)
class _Folio:
    """A line that may be a page's number, alone or with the page's head."""

    index: int
    value: int
    shape: str  # what stands around the number
    head: str  # the words of the head
    han: bool  # the number is written 三八


def _folio(lines: Sequence[Line], index: int) -> _Folio | None:
    line = lines[index]
    if match := _number(line):
        number, han = match["number"], not match["number"].isdigit()
        if han and (len(number) == 1 or set(number) & set("十百")):
            return None  # 十二 may be a chapter's; 一二 is a page's alone
        shape = "".join((line.plain[: match.start("number")] + "#" + line.plain[match.end("number") :]).split())
        return _Folio(index, value_of(number) or 0, shape, "", han)
    match = HEAD_AND_FOLIO.fullmatch(line.plain) if _is_head(line) else None
    value = value_of(match["left"] or match["right"]) if match else None
    return _Folio(index, value, "", content(match["after"] or match["before"]), False) if match and value else None


def _page_numbers(lines: Sequence[Line], folios: Sequence[_Folio]) -> set[int]:
    """The lines that are page numbers alone: set alike, and counting upwards through the file."""
    kinds: dict[str, list[_Folio]] = defaultdict(list)
    for folio in folios:
        if not folio.han:
            kinds[folio.shape].append(folio)
    found: set[int] = set()
    han = [folio for folio in folios if folio.han]
    if len(han) > FEWEST and _grow(han, STEP):
        found.update(folio.index for folio in han)
    for shape, kind in kinds.items():
        alone = len(kind) == 1 and len(folios) == 1 and _is_dressed(lines[kind[0].index])
        step = SKIPPED if TOTAL.search(shape) else STEP  # 27/96: a sample of a book leaves pages out
        if alone or (len(kind) >= FEWEST and _grow(kind, step)):
            found.update(folio.index for folio in kind)
    return found


def _heads_sections(lines: Sequence[Line], folios: Sequence[_Folio]) -> bool:
    """Whether numbers alone (01, 02) head a text's parts: from one on, each below an end and above what begins."""
    counting = [folio.value for folio in folios] == list(range(1, len(folios) + 1))
    return counting and len(folios) >= FEWEST and all(_heads_section(lines, folio) for folio in folios)


def _heads_section(lines: Sequence[Line], folio: _Folio) -> bool:
    """Whether a number stands above what begins; one set as 01 is hardly a page's."""
    above = lines[folio.index - 1] if folio.index else None
    begins = any(line.stopped for line in lines[folio.index + 1 : folio.index + 1 + PART_LINES])
    return begins and (above is None or above.stopped or folio.value == 1 or lines[folio.index].plain.startswith("0"))


def _grow(folios: Sequence[_Folio], step: int, share: float = GROWING) -> bool:
    """Whether hardly any of the numbers is not a little greater than the one before."""
    growing = [a.value < b.value <= a.value + step for a, b in pairwise(folios)]
    return sum(growing) >= share * len(growing)


def _heads_with_folios(galley: Galley, folios: Sequence[_Folio]) -> dict[int, str]:
    """The lines that are a page's head and number in one: 五四　海角月刊, 第四章　水和空气　55.

    Their numbers grow through the file, and their words stand in other heads or, where the numbers do not count from
    one as those of headings do, in the text's first lines. A number in Han alone (三八) that counts with them is a
    page's too.
    """
    if len(folios) < FEWEST or not _grow(folios, STEP, HEADS_GROWING):
        return {}
    pages: dict[str, set[int]] = defaultdict(set)  # of each head; a heading's number is the same in the contents
    for folio in folios:
        pages[folio.head].add(folio.value)
    first = "|".join(content(line.text) for line in galley.lines[:FIRST_LINES]) if folios[0].value > STEP else ""
    known = {
        folio.index: folio.head
        for folio in folios
        if len(pages[folio.head]) > 1 or (len(folio.head) > 2 and folio.head in first)
    }
    if not any(known.values()):
        return {}
    return known | {folio.index: folio.head for folio in folios if folio.han}


def _number(line: Line) -> re.Match[str] | None:
    return NUMBER.fullmatch(line.plain) if len(line.text) <= LONGEST_NUMBER else None


def _is_dressed(line: Line) -> bool:
    """Whether a number alone in a file is set as page numbers are: - 3 -, 第3页."""
    return bool(re.fullmatch(r"[-—–·~]\s*\d{1,4}\s*[-—–·~]|第\s*\d{1,4}\s*[页頁].*", line.plain))


def _running_heads(galley: Galley, numbers: set[int]) -> list[int]:
    """The lines beside page numbers that say the same as other lines beside page numbers, or as a heading before.

    One that cuts a sentence in two may be a chapter's or, where no head comes again, say anything.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for index in sorted({near for number in numbers for near in (number - 1, number + 1)} - numbers):
        if 0 <= index < len(galley.lines) and galley.verdicts[index] is None and _is_head(galley.lines[index]):
            places[content(galley.lines[index].text)].append(index)
    if not places:
        return []
    said: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(galley.lines):
        said["".join(line.text.split())].append(index)
    again = {index for found in places.values() if len(found) > 1 for index in found}
    for index in (index for found in places.values() if len(found) == 1 for index in found):
        others = said["".join(galley.lines[index].text.split())]
        heads = len(others) == 2 and others[0] < index and _heads_text(galley, others[0])
        line = galley.lines[index]
        number = number_of(line.opening)
        chapter = number is not None and number.strength >= CHAPTER
        if heads or ((chapter or not (again or line.text[-1] in "？?")) and _interrupts(galley, index, numbers)):
            again.add(index)
    return sorted(again)


def _heads_text(galley: Galley, index: int) -> bool:
    """Whether a line stands at the very beginning or right above prose, as a title does and no entry of contents."""
    return index == 0 or any(line.stopped or line.width > BROKEN_WIDTH for line in galley.lines[index + 1 : index + 3])


def _interrupts(galley: Galley, index: int, numbers: set[int]) -> bool:
    """Whether the line stands in the middle of a sentence that goes on behind the page number."""
    if index < FEWEST_ABOVE:
        return False
    around = range(min({index, *numbers & {index - 1, index + 1}}) - 1, -1, -1)
    above = next((galley.lines[at] for at in around if at not in numbers), None)
    below = next((galley.lines[at] for at in range(index + 1, len(galley.lines)) if at not in numbers), None)
    broken = above is not None and not above.stopped and above.width >= BROKEN_WIDTH
    return broken and below is not None and below.indent < INDENT


def _is_head(line: Line) -> bool:
    said = any(mark in line.text for mark in "。，、；：！=<>{}$@/")
    return 0 < line.width <= HEAD_WIDTH and not said and any(map(is_han, line.text))
