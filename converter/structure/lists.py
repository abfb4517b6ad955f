"""Lists: items by their marks, and which of them an edition can number itself.

- • are bullets; 1. 2. 3. counts on and becomes a numbered list. An item with any other mark (①, （1）, 1、, a)) stays a
paragraph with its mark as printed, for no edition's own numbering prints it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from converter.structure.galley import Galley, Kind, Part, Verdict
from converter.structure.line import Line

BULLET = re.compile(r"(?:[-*•●○■□◆◇▪·‧・→▸▹►▻▶]\s+|[•●■◆▪▸►▶])(?=\S)")
DECIMAL = re.compile(r"(?P<n>\d{1,3})\.\s*(?=[^\s\d])")
PRINTED = re.compile(r"(?:[①-⑳㈠-㈩❶-❿⑴-⒇]|\(\s*(?:\d{1,2}|[a-zA-Z])\s*\)|(?:\d{1,3}|[a-zA-Z])\s*[、)])\s*(?=\S)")
NOTE = re.compile(r"[\[〔【]\s*\d{1,3}\s*[\]〕】]")
NUMBER = re.compile(r"\(?\s*(?P<n>\d{1,3})(?=\s*[.、)])")
NEVER = -100.0
FEWEST = 2  # items of a list
WHY = {
    "bullet": "an item of a list; the edition prints its bullet",
    "decimal": "an item of a numbered list; the edition prints its number",
}


def item_scores(galley: Galley, places: Sequence[int]) -> list[float]:
    """The log-odds that each of the open lines is an item of a list or a note."""
    return [_score(galley.lines[index].opening) for index in places]


def _score(line: str) -> float:
    if "一" <= line[:1] <= "鿿":
        return NEVER
    if BULLET.match(line):
        return 3.0
    return 1.5 if DECIMAL.match(line) or PRINTED.match(line) or NOTE.match(line) else NEVER


def counting_on(lines: Sequence[Line]) -> list[bool]:
    """Whether each line begins with a number that counts with another line's, or with the bullet of another line."""
    numbers = [_printed_number(line.opening) for line in lines]
    bullets = [match[0].strip() if (match := BULLET.match(line.opening)) else "" for line in lines]
    known, again = {number for number in numbers if number}, Counter(filter(None, bullets))
    return [
        again[bullet] >= FEWEST or bool(number and {(number[0], number[1] + step) for step in (-1, 1)} & known)
        for number, bullet in zip(numbers, bullets, strict=True)
    ]


def _printed_number(line: str) -> tuple[str, int] | None:
    """The shape and the value of the number that an item begins with."""
    if (
        "一" <= line[:1] <= "鿿"
        or not (DECIMAL.match(line) or PRINTED.match(line))
        or not (match := NUMBER.match(line))
    ):
        return None
    return line[: match.start("n")] + "#" + line[match.end("n")], int(match["n"])


def set_items(galley: Galley, items: Sequence[int]) -> None:
    """Write the verdicts of the items that stand in lists of their kind."""
    known = set(items)
    for family, run in groupby(_in_runs(galley, items), key=lambda pair: pair[0]):
        places = [index for _, index in run]
        if family[1] and len(places) >= FEWEST and known.issuperset(places):
            for index in places:
                _decide(galley, index, family[1])


def _in_runs(galley: Galley, items: Sequence[int]) -> Iterator[tuple[tuple[int, str], int]]:
    """Each item with its run's number and family: a run ends where anything but its items' continuations stands."""
    run, before, family, value = 0, -1, "", 0
    for index in items:
        own, count = _family(galley.lines[index].opening)
        between = range(before + 1, index)
        apart = before < 0 or not all(_continues(galley, place) for place in between)
        if apart or own != family or (own == "decimal" and count != value + 1):
            run += 1
        before, family, value = index, own, count
        yield (run, own), index


def _family(line: str) -> tuple[str, int]:
    if BULLET.match(line):
        return "bullet", 0
    if match := DECIMAL.match(line):
        return "decimal", int(match["n"])
    return "", 0


def _continues(galley: Galley, index: int) -> bool:
    verdict = galley.verdicts[index]
    return verdict is not None and (verdict.joined or verdict.page)


def _decide(galley: Galley, index: int, family: str) -> None:
    line = galley.lines[index].opening
    match = BULLET.match(line) or DECIMAL.match(line)
    if match:
        value = int(match["n"]) if family == "decimal" else 0
        part = Part(0, match.end(), "lists.marker", WHY[family])
        galley.decide(index, Verdict(Kind.ITEM, f"lists.{family}", WHY[family], level=value, parts=(part,)))
