"""Heads of pages that are set in parts: the work at one edge, the page's number or the issue at the other.

A printed page, a PDF's text and a page that a browser printed all have them:

    一八　　　　　　　　　　　　青萍月刊　第二卷第五期
    https://site.example/882                      2/4

One is known by a part that comes again a page further on, or that the file's first lines say; a table's rows have
such gaps too, but stand together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from converter.characters import content, ends_sentence
from converter.structure.line import Line

GAP = re.compile(r"\u3000{3,}|[ \t\u3000]{4,}")
JUMP = re.compile(r".{0,20}[\[(]\s*(?:下转|上接|转入|接)\s*第.{1,5}[页版].{0,20}[\])]")
FOLIO = re.compile(
    r"[-–—·.\s]*(?:第\s*)?(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,5})(?:\s*/\s*\d{1,4})?(?:\s*[页頁])?[-–—·.\s]*"
)
FIGURES = re.compile(r"\d+")
WIDEST = 60.0  # ems
MOST_PARTS = 4
PAGE = 6  # lines that a page has at least
FIRST_LINES = 12  # where a file says what work and what issue it is
SHORTEST = 2  # characters of a part that tells


def heads_in_parts(lines: Sequence[Line]) -> Iterator[int]:
    """The lines that are heads or feet of pages set in parts."""
    parts = {at: found for at, line in enumerate(lines) if (found := _parts(line))}
    places: dict[str, list[int]] = defaultdict(list)
    for at, words in parts.items():
        for word in words:
            places[word].append(at)
    again = {word for word, found in places.items() if len(found) > 1 and _are_apart(found)}
    first = {content(line.text) for line in lines[:FIRST_LINES]}
    for at, words in parts.items():
        told = again.intersection(words) or (at >= FIRST_LINES and first.intersection(words))
        if told and not (at - 1 in parts and at + 1 in parts):
            yield at


def jumps(lines: Sequence[Line]) -> Iterator[int]:
    """The lines that say on which page the text goes on, or went on from."""
    return (at for at, line in enumerate(lines) if JUMP.fullmatch(line.plain))


def _parts(line: Line) -> list[str]:
    """The words of a line with wide gaps, part by part, without a page's number; none where it is no head."""
    text = line.text.strip()
    if not GAP.search(text) or ends_sentence(text):
        return []
    found = GAP.split(text)
    if len(found) > MOST_PARTS or sum(map(len, found)) > WIDEST:
        return []
    words = [FIGURES.sub("#", content(part)) for part in found if not FOLIO.fullmatch(part)]
    return [word for word in words if len(word) >= SHORTEST]


def _are_apart(places: Sequence[int]) -> bool:
    """Whether lines stand at least a page from one another."""
    return all(after - before >= PAGE for before, after in pairwise(places))
