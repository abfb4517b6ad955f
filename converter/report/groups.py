"""Entries gathered for a human reader: the same change made sixty times is one line that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass

from converter.ledger import BREAK
from converter.report.account import Entry

REPRINTED = frozenset({"lists.marker"})  # what they take out, the edition prints itself
SCATTERED = 4  # single lines taken out by one rule (page numbers) are told together


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


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was taken out of lines that follow each other, or of single lines by one rule; never empty."""

    entries: tuple[Entry, ...]
    scattered: bool = False

    @property
    def lines(self) -> list[int]:
        """The lines, each once."""
        return list(dict.fromkeys(entry.line for entry in self.entries))

    @property
    def rules(self) -> Counter[str]:
        """How often each rule was at work."""
        return Counter(entry.rule for entry in self.entries)


def stretches(entries: Iterable[Entry], blank: Set[int] = frozenset()) -> list[Stretch]:
    """Removals by where they were made; lines with nothing but `blank` ones between them follow each other."""
    found: list[list[Entry]] = []
    for entry in sorted(entries, key=lambda entry: entry.line):
        last = found[-1][-1].line if found else -1
        if found and all(line in blank for line in range(last + 1, entry.line)):
            found[-1].append(entry)
        else:
            found.append([entry])
    alone: dict[str, list[Entry]] = {}
    for entry in (run[0] for run in found if len(run) == 1):
        alone.setdefault(entry.rule, []).append(entry)
    out = [Stretch(tuple(run)) for run in found if len(run) > 1 or len(alone[run[0].rule]) < SCATTERED]
    out += [Stretch(tuple(run), scattered=True) for run in alone.values() if len(run) >= SCATTERED]
    return sorted(out, key=lambda stretch: stretch.entries[0].line)


def removals(entries: Iterable[Entry]) -> list[Entry]:
    """What is no longer in the text: words and whole lines, not a space or a mark within a line."""
    return [
        entry for entry in entries
        if entry.kind == "remove" and entry.rule not in REPRINTED and entry.before.strip()
        and (BREAK in entry.before or any(c.isalnum() for c in entry.before))
    ]  # fmt: skip


def moves(entries: Iterable[Entry]) -> list[Entry]:
    """What stands elsewhere now, each where it stood in the source."""
    return [entry for entry in entries if entry.kind == "move" and entry.before.strip()]
