"""Entries gathered for a human reader: the same change made sixty times is one line that says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from converter.ledger import BREAK
from converter.report.account import Entry


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one rule with the same words before and after, in order; never empty."""

    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The one that speaks for all."""
        return self.entries[0]

    def lines(self, most: int = 12) -> str:
        """The source lines, each once: 3, 8, 21 …; `most` of them."""
        lines = list(dict.fromkeys(entry.line for entry in self.entries))
        return ", ".join(map(str, lines[:most])) + (" …" if len(lines) > most else "")


def grouped(entries: Iterable[Entry]) -> list[Group]:
    """The entries by what they do, in the order in which each was first done."""
    groups: dict[tuple[str, str, str, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.rule, entry.before, entry.after, entry.to), []).append(entry)
    return [Group(tuple(group)) for group in groups.values()]


def removals(entries: Iterable[Entry]) -> list[Entry]:
    """What is no longer in the text: words and whole lines, not a space or a mark within a line."""
    return [
        entry for entry in entries
        if entry.kind == "remove" and (BREAK in entry.before or any(c.isalnum() for c in entry.before))
    ]  # fmt: skip
