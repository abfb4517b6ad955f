"""The user's own spellings, which win over every dictionary at every stage.

In: pairs of a spelling and what it shall be. A name paired with itself is protected. A pair whose
sides show their script (溆浦 = 漵浦) works the other way round too, when the edition is in the
first side's script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from converter.errors import GlossaryError
from converter.script.evidence import Evidence, Script
from converter.script.runner import Splice


@dataclass(frozen=True, slots=True)
class Glossary:
    """Spellings to find, and what stands there in the edition."""

    entries: dict[str, str]
    pattern: re.Pattern[str] | None

    def splices(self, text: str) -> list[Splice]:
        """Every spelling of the glossary in the text, the longest first where several begin at one place."""
        if self.pattern is None:
            return []
        return [(*found.span(), self.entries[found.group()]) for found in self.pattern.finditer(text)]


def pairs(given: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A glossary as pairs, from a mapping or from pairs.

    Raises TypeError for anything else.
    """
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise TypeError(f"a glossary is a mapping or pairs of spellings, not {type(given).__name__}")
    entries = list(given.items() if isinstance(given, Mapping) else given)
    for entry in entries:
        if isinstance(entry, str | bytes) or not isinstance(entry, Sequence) or len(entry) != 2:
            raise TypeError(f"a glossary's entry is a pair of spellings, not {entry!r}")
    return tuple((source, wanted) for source, wanted in entries)


def glossary(pairs: Iterable[tuple[str, str]], target: Script) -> Glossary:
    """The glossary for editions in one script.

    Raises GlossaryError when an entry is empty, holds a line break, or leads on to another entry.
    """
    entries: dict[str, str] = {}
    for source, wanted in pairs:
        _check(source, wanted)
        turned = Evidence(source).script() is target and Evidence(wanted).script() not in (target, Script.UNKNOWN)
        source, wanted = (wanted, source) if turned else (source, wanted)
        if entries.setdefault(source, wanted) != wanted:
            raise GlossaryError(
                source, f"[glossary] {source}: stands for both {entries[source]} and {wanted}. Keep one of them."
            )
    for source, wanted in entries.items():
        if entries.get(wanted, wanted) != wanted:
            raise GlossaryError(
                source, f"[glossary] {source} = {wanted} leads on to {entries[wanted]}. Write the last one at once."
            )
    # What the glossary has written must stay when the edition is converted again.
    entries = {wanted: wanted for wanted in entries.values()} | entries
    if not entries:
        return Glossary({}, None)
    longest_first = sorted(entries, key=lambda source: (-len(source), source))
    return Glossary(entries, re.compile("|".join(map(re.escape, longest_first))))


def _check(source: object, wanted: object) -> None:
    if not (isinstance(source, str) and isinstance(wanted, str)):
        raise GlossaryError(
            str(source), f'[glossary] {source} = {wanted}: both sides must be text. Put them in "quotes".'
        )
    if not (source.strip() and wanted.strip()):
        raise GlossaryError(str(source), f'[glossary] "{source}" = "{wanted}": a side is empty. Write both spellings.')
    if len(f"{source}.".splitlines()) > 1 or len(f"{wanted}.".splitlines()) > 1:
        raise GlossaryError(
            str(source), f"[glossary] {source!r}: an entry cannot hold a line break. Write it on one line."
        )
