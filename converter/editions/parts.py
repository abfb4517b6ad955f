"""A long book in parts that are laid out one by one, or at once: cut before chapters that open a page.

In: the publication tree for paper, whose text stands in a Div of its own (`contents`). Out: the tree of what stands
before the text, and those of its parts. Nothing of the layout crosses such a cut but what `Start` hands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from converter.document import Json
from converter.editions import matter
from converter.editions.contents import OPENING, blocks_of, body_of
from converter.editions.html import FOOTNOTE
from converter.editions.tree import words_in
from converter.resources import Style

LONG = 100_000  # characters; a shorter text is quicker in one piece
SHARE = 60_000  # characters of a part: fewer cost more than they save, more hold more memory
OPENS = frozenset({OPENING, matter.PART, matter.CHAPTER})  # classes of headings before which a page ends
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CONTENTS = re.compile(r"\.contents a::after\s*\{[^}]*\}")  # which have the pages of all parts
# What a stylesheet may say that looks beyond a part; our own say nothing of it.
ACROSS = re.compile(
    r"counters?\(\s*pages|counter-(?:increment|set)|counter-reset\s*:(?!\s*page\b)|target-text|first-except"
    r"|target-counter|running\(|element\(|position\s*:\s*fixed|:nth-|:first-(?:child|of)|:last-|:only-|~"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a book."""

    tree: Json
    length: int  # characters
    notes: int  # that were counted before it
    front: bool = False  # what stands before the text; the first block of the text comes after it and is not printed


def divided(published: Json, style: Style) -> list[Part]:
    """The front and the parts of a long book; empty when it is to be laid out in one piece."""
    *front, body = published["blocks"] or [None]
    blocks = blocks_of(body)
    if not front or not blocks or ACROSS.search(CONTENTS.sub("", COMMENT.sub("", style.css + style.page))):
        return []
    shares = list(_shares(blocks))
    if sum(length for _, length in shares) < LONG or len(shares) < 2:
        return []
    parts = [Part(_tree(published, [*front, body_of(blocks[:1])]), 0, 0, front=True)]
    notes = sum(map(_notes, front))
    for share, length in shares:
        parts.append(Part(_tree(published, [body_of(share)]), length, notes))
        notes += sum(map(_notes, share))
    return parts


def names(published: Json) -> frozenset[str]:
    """Every identifier that a link may lead to."""
    return frozenset(_names(published["blocks"]))


def leads_to(published: Json) -> frozenset[str]:
    """Every identifier that a link of the tree leads to."""
    return frozenset(_links(published["blocks"]))


def _shares(blocks: list[Json]) -> Iterator[tuple[list[Json], int]]:
    """The text cut before chapters into shares of about the same length, and how long each is."""
    lengths = [words_in(block) for block in blocks]
    total = sum(lengths)
    goal = total / max(round(total / SHARE), 1)
    begun, length, made = 0, 0, 0.0
    for at, block in enumerate(blocks):
        if length and made + length >= goal and _opens(block) and not _opens(blocks[at - 1]):
            yield blocks[begun:at], length
            begun, made, length = at, made + length - goal, 0
        length += lengths[at]
    yield blocks[begun:], length


def _opens(block: Json) -> bool:
    return bool(block["t"] == "Header" and OPENS.intersection(block["c"][1][1]))


def _tree(published: Json, blocks: list[Json]) -> Json:
    return {**published, "blocks": blocks}


def _notes(value: Json) -> int:
    match value:
        case {"t": "Span", "c": [[_, [*classes], _], inside]}:
            return (FOOTNOTE in classes) + _notes(inside)
        case {"c": inside}:
            return _notes(inside)
        case [*items]:
            return sum(map(_notes, items))
    return 0


def _names(value: Json) -> Iterator[str]:
    match value:
        case [str(name), [*_], [*pairs]]:
            if name:
                yield name
            yield from _names(pairs)
        case {"c": inside}:
            yield from _names(inside)
        case [*items]:
            for item in items:
                yield from _names(item)


def _links(value: Json) -> Iterator[str]:
    match value:
        case {"t": "Link", "c": [_, inside, [str(address), _]]}:
            if address.startswith("#"):
                yield address[1:]
            yield from _links(inside)
        case {"c": inside}:
            yield from _links(inside)
        case [*items]:
            for item in items:
                yield from _links(item)
