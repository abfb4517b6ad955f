"""Notes at the end of a text, brought to their marks: 〔1〕, [1], ①.

A line that begins with a mark is a note when the same mark stands in the text before it; the note then becomes a
footnote there. A note without its mark, or a mark without its note, stays as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converter.characters import plain
from converter.document import OBJECT
from converter.structure.galley import Galley, Kind, Part, Verdict, seam
from converter.structure.line import BLANK

MARK = re.compile(
    r"(?:\[\s*\d{1,3}\s*\]|〔\s*\d{1,3}\s*〕|【\s*\d{1,3}\s*】|[①-⑳]|\[\s*[一二三四五六七八九十]{1,3}\s*\])"
)
FEWEST_SEQUENCE = 0.6  # of the notes follow the one before by one, or there is but one
MOVED = "a note, moved to its mark"
CALLED = "the mark of a note, now a call of the edition's own"


@dataclass(frozen=True, slots=True)
class _Note:
    mark: str  # in plain form
    places: tuple[int, ...]  # its lines
    text: str


def set_notes(galley: Galley) -> None:
    """Turn notes whose marks stand in the text into footnotes."""
    if galley.settings.skips("notes"):
        return
    notes = list(_notes(galley))
    if not notes:
        return
    calls = _calls(galley, before=min(note.places[0] for note in notes))
    for note in notes:
        place = calls.get(note.mark)
        if place is None:
            continue
        index, start, end = place
        _call(galley, index, Part(start, end, "notes.call", CALLED, after=OBJECT, note=note.text))
        for line in note.places:
            galley.verdicts[line] = Verdict(Kind.FURNITURE, "notes.moved", MOVED, to="note")


def _notes(galley: Galley) -> Iterator[_Note]:
    """The lines that begin with a mark, with those that continue them; only where they stand together at the end."""
    found = [index for index, line in enumerate(galley.lines) if MARK.match(line.opening) and _is_free(galley, index)]
    run = _last_run(galley, found)
    for index in run:
        places = [index]
        while places[-1] + 1 < len(galley.lines) and _is_joined(galley, places[-1] + 1):
            places.append(places[-1] + 1)
        match = MARK.match(galley.lines[index].opening)
        if match:
            lines = [galley.lines[place].text for place in places]
            text = lines[0][match.end() :].strip(BLANK)
            for line in lines[1:]:
                text += seam(text, line, spaced=galley.spaced) + line
            yield _Note(match[0].replace(" ", ""), tuple(places), text)


def _is_free(galley: Galley, index: int) -> bool:
    verdict = galley.verdicts[index]
    return verdict is None or (verdict.kind in (Kind.BODY, Kind.ITEM) and not verdict.joined)


def _is_joined(galley: Galley, index: int) -> bool:
    verdict = galley.verdicts[index]
    return verdict is not None and verdict.joined


def _last_run(galley: Galley, found: Sequence[int]) -> list[int]:
    """The notes of the last run of lines that holds nothing but notes and what continues them."""
    run: list[int] = []
    for index in reversed(found):
        if run and not all(_is_joined(galley, place) or _is_gone(galley, place) for place in range(index + 1, run[-1])):
            break
        run.append(index)
    return run[::-1] if run and not _text_follows(galley, run[0]) else []


def _text_follows(galley: Galley, last: int) -> bool:
    """Whether more than what continues the last note stands behind it."""
    rest = range(last + 1, len(galley.lines))
    return any(not _is_joined(galley, place) and not _is_gone(galley, place) for place in rest)


def _is_gone(galley: Galley, index: int) -> bool:
    verdict = galley.verdicts[index]
    return verdict is not None and verdict.kind is Kind.FURNITURE


def _calls(galley: Galley, *, before: int) -> dict[str, tuple[int, int, int]]:
    """Where each mark stands in the text's lines; one that stands twice is no single note's."""
    found: dict[str, tuple[int, int, int]] = {}
    twice: set[str] = set()
    for index in range(before):
        verdict = galley.verdicts[index]
        if verdict is not None and verdict.kind in (Kind.FURNITURE, Kind.FRONT):
            continue
        line = galley.lines[index]
        for match in MARK.finditer(plain(line.text)):
            mark = match[0].replace(" ", "")
            if mark in found:
                twice.add(mark)
            found[mark] = (index, *match.span())
    return {mark: place for mark, place in found.items() if mark not in twice}


def _call(galley: Galley, index: int, part: Part) -> None:
    verdict = galley.verdicts[index] or Verdict()
    parts = sorted((*verdict.parts, part), key=lambda part: part.start)
    galley.verdicts[index] = replace(verdict, parts=tuple(parts))
