"""A table of contents typed into the text: each edition makes its own, with the right pages.

It is known by its entries: short lines in a run that come again, in the same order, as lines of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from converter.structure.galley import Galley, Kind, Verdict

HEAD = re.compile(
    r"(?:[^\w\s]\s+)?[【\[]?\s*(?:本[条页文期刊])?(?:目\s*录|目\s*次|contents|table of contents)\s*[】\]]?"
    r"(?:\s*[\[(]?\w{1,4}[\])]?)?",
    re.IGNORECASE,
)
LEADER = re.compile(  # …… 12; from the first of a run, all of it: in step with the line's length
    r"(?<![\s.·…。‥\-—_])[\s.·…。‥\-—_]*+[(（]?\d{0,4}[)）]?\s*+$"
)
AUTHOR = re.compile(
    r"(?<=\S)(?:[.·…‥\-—_]{4,}|\u3000{3,}| {4,})\s*[一-鿿]{1,4}(?:[ \u3000][一-鿿]{1,2})?$"
)  # ………周　渔
SIGN = re.compile(r"[■-◿★☆※#]\s*(?=\S)")
NUMBER = re.compile(r"[▪•·]\s*|\d{1,2}(?:\.\d{1,2})*[.、]?\s+")
NUMBERED = re.compile(r"[▪•·\d]")  # cheap
MARK = re.compile(r"(?P<decimal>\d{1,2}(?:\.\d{1,2})*)[.、]?\s+|[▪•·]")
WIDEST = 40.0  # ems of an entry
LONGEST = 60  # characters of one
MEASURED = 400  # characters; a longer line is no entry, and its leaders are not looked for
MOST = 3000  # entries
FEWEST, FEWEST_UNHEADED = 2, 4  # entries, under a line that says 目录 and without one
UNHEADED_WITHIN = 30  # lines, where one without a head may begin
FOUND = 0.7  # of the entries come again
WHY = "a table of contents typed into the text; every edition makes its own"


def mark_contents(galley: Galley) -> None:
    """Decide about the lines of a typed table of contents."""
    places = [index for index, _ in galley.open()]
    keys = [_key(galley, index) for index in places]
    later = {key: position for position, key in enumerate(keys) if len(galley.lines[places[position]].text) <= LONGEST}
    for start, headed in _starts(galley, places):
        run = list(_entries(galley, places, start, keys, later))
        matched = [position for position in run if later.get(keys[position], -1) > position]
        enough = FEWEST if headed else FEWEST_UNHEADED
        if len(matched) >= enough and len(matched) >= FOUND * (matched[-1] - start + 1):
            if not headed and not _are_apart([later[keys[position]] for position in matched]):
                continue  # a refrain
            first = start - 1 if headed else start
            galley.outline = _depths(galley, [places[position] for position in matched])
            for position in range(first, matched[-1] + 1):
                galley.decide(places[position], Verdict(Kind.FURNITURE, "headings.typed-contents", WHY))
            return


def _starts(galley: Galley, places: list[int]) -> Iterator[tuple[int, bool]]:
    """Where a table of contents may begin: under a line that says so, or at the first lines."""
    for position, index in enumerate(places):
        if HEAD.fullmatch(galley.lines[index].plain) and position + 1 < len(places):
            yield position + 1, True
    yield from ((position, False) for position in range(min(UNHEADED_WITHIN, len(places))))


def _entries(galley: Galley, places: list[int], start: int, keys: list[str], later: dict[str, int]) -> Iterator[int]:
    """The lines from `start` that may be entries: short ones, until two in a row do not come again."""
    missed = 0
    for position in range(start, min(len(places), start + MOST)):
        line = galley.lines[places[position]]
        missed = 0 if later.get(keys[position], position) > position else missed + 1
        if line.width > WIDEST or missed > 1 or line.text.endswith("。"):
            return
        yield position


def _are_apart(places: list[int]) -> bool:
    """Whether lines stand in the order of their places, most with others between them, as headings do."""
    steps = [after - before for before, after in pairwise(places)]
    return all(step > 0 for step in steps) and sum(step > 1 for step in steps) >= FOUND * len(steps)


def _depths(galley: Galley, entries: list[int]) -> dict[str, int]:
    """How deep each entry stands: by its number (2.1), its bullet below numbers, or its indent; empty if alike."""
    marks = [MARK.match(galley.lines[index].plain) for index in entries]
    if any(mark and mark["decimal"] for mark in marks):
        depths = [1 + mark["decimal"].count(".") if mark and mark["decimal"] else 2 for mark in marks]
    else:
        steps = sorted({galley.lines[index].indent for index in entries})
        depths = [1 + steps.index(galley.lines[index].indent) for index in entries]
    return (
        {_key(galley, index): depth for index, depth in zip(entries, depths, strict=True)}
        if len(set(depths)) > 1
        else {}
    )


def entry_depth(galley: Galley, index: int) -> int:
    """How deep a heading stands in the typed table of contents; 0 where it is not in it, or all stand alike."""
    return galley.outline.get(_key(galley, index), 0) if galley.outline else 0


def _key(galley: Galley, index: int) -> str:
    """The words of a line, without its number, what leads to the page's, and spaces."""
    text = galley.kept(index)
    if len(text) > MEASURED:
        return text
    text = AUTHOR.sub("", SIGN.sub("", text))
    if text[-1:].isdigit() or text[-1:] in (")", ".", "）"):
        text = LEADER.sub("", text) or text
    if NUMBERED.search(text):
        text = NUMBER.sub("", text) or text
    return "".join(text.split())
