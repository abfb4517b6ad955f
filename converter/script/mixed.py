"""Simplified, Traditional and mixed text to OpenCC's Traditional standard, and to Simplified.

Traditional, by fold and merge: what is Traditional is folded to Simplified, so that phrases are
seen whole whatever they are written in; the fold is converted; then each place takes the converted
character or keeps its own. A character of one script only decides itself. 后 里 干 面 …, written in
both, follow the evidence of clause, sentence, line and document, unless a dictionary word says
otherwise. Every function keeps the length of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING

from converter.script.contested import BOTH, Contested, Doubt, chosen
from converter.script.context import in_context, placed
from converter.script.conversions import AMBIGUOUS, to_simplified, to_standard, to_traditional
from converter.script.evidence import MIXED, SIMPLIFIED, TRADITIONAL, UNKNOWN, Evidence, Script
from converter.script.forms import (
    PROVES_NOTHING,
    fold,
    has_simplified,
    simplified_only,
    standard_forms,
    traditional_only,
)
from converter.script.lexicon import LONGEST_WORD
from converter.script.names import of_families, surnames
from converter.script.passages import Decided, Passages
from converter.script.runner import Splice, spliced

if TYPE_CHECKING:
    from converter.script.authorship import Particle

NEIGHBOURS = "the words beside it say otherwise than the dictionary"


def _none() -> dict[int, Doubt]:
    return {}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in the other script, of the same length, and what tells its doubtful places, which not everybody asks."""

    text: str
    doubts: Callable[[], dict[int, Doubt]] = _none


def traditional(evidence: Evidence) -> Reading:
    """The text in OpenCC's Traditional standard (爲, 裏); 臺 and 台, and the like, as they were written."""
    text = evidence.text
    if not evidence.any_traditional:
        return _of_simplified(evidence)
    if evidence.pure_traditional and not has_simplified().search(text):
        return Reading(_with_particles(evidence, to_standard()(text)))
    merged = _merged()(text)
    kept, doubts = {}, {}
    for at, place in merged.places.items():
        choice, doubt = chosen(evidence, at, place)
        if choice != place.new:
            kept[at] = choice
        if doubt:
            doubts[at] = doubt
    if "姓" in text:
        written = _kept()
        kept |= {at: family for at, family in of_families(fold()(text)).items() if text[at] not in written}
    return Reading(_with_particles(evidence, placed(merged.text, kept)), lambda: doubts)


def _of_simplified(evidence: Evidence) -> Reading:
    folded = evidence.text.replace("乾", "干")
    meant = _meant()(folded)
    as_written = [(found.start(), found.end(), found.group()) for found in AMBIGUOUS.finditer(evidence.text)]
    converted = spliced(placed(meant.text, of_families(folded)), as_written)
    return Reading(_with_particles(evidence, converted), lambda: _against_dictionary(meant))


@cache
def _meant() -> Passages[str]:
    """A text as a Simplified writer means it; at the places that their neighbours decide, the dictionary's own form.

    Nothing stands at such a place where the neighbours say the same.
    """
    return Passages(_as_meant)


def _as_meant(folded: str) -> tuple[str, dict[int, str]]:
    near, named = in_context(folded.replace("著", "着")), surnames(folded, to_traditional().index.words)
    listed = to_traditional().convert(folded)
    places = {at: listed[at] if at not in named and listed[at] != form else "" for at, form in near.items()}
    return placed(listed, near | named), places | dict.fromkeys(named, "")


def _against_dictionary(meant: Decided[str]) -> dict[int, Doubt]:
    return {at: Doubt(listed, NEIGHBOURS) for at, listed in meant.places.items() if listed}


@cache
def _merged() -> Passages[Contested]:
    """A mixed text with what is of one script only decided, and contested places as a Simplified writer means them."""
    return Passages(_as_merged)


def _as_merged(text: str) -> tuple[str, dict[int, Contested]]:
    folded, standard = fold()(text), to_standard()(text)
    meant, near = _as_meant(folded)
    kept, foreign = _kept(), simplified_only()
    own_forms: dict[int, str] = {}
    contested: dict[int, Contested] = {}
    for at in compress(range(len(text)), map(ne, meant, standard)):
        own, new = text[at], meant[at]
        if own in foreign or own == new:
            continue
        if own in kept:
            own_forms[at] = standard[at]
            continue
        start, end = max(0, at - LONGEST_WORD), at + LONGEST_WORD
        contested[at] = Contested(own, new, standard[start:end], folded[start:end], at - start, at in near)
    return placed(meant, own_forms), contested


def simplified(evidence: Evidence) -> Reading:
    """The text in Simplified. 著 is read as Taiwan's 着 only where the evidence is Traditional."""
    doubts: dict[int, Doubt] = {}
    splices: list[Splice] = []
    for at, sure in _particles(evidence, (SIMPLIFIED, UNKNOWN)):
        if sure or evidence.script_at(at) is TRADITIONAL:
            splices.append((at, at + 1, "着"))
            continue
        clause = evidence.clause_at(at)
        read = clause.script is not MIXED or evidence.nearest(at, clause.start, clause.end) is TRADITIONAL
        if read:
            splices.append((at, at + 1, "着"))
        doubts[at] = Doubt("著" if read else "着", BOTH)
    return Reading(to_simplified().convert(spliced(evidence.text, splices)), lambda: doubts)


def _particles(evidence: Evidence, unless: tuple[Script, ...]) -> Iterable[Particle]:
    if "著" not in evidence.text:
        return ()
    from converter.script.authorship import particles  # late: many a text has none

    return particles(evidence, unless)


def _with_particles(evidence: Evidence, out: str) -> str:
    """Traditional 看著 becomes the standard's 看着, 著名 stays; Simplified text writes 著 for the second only."""
    return spliced(out, [(particle.at, particle.at + 1, "着") for particle in _particles(evidence, (SIMPLIFIED,))])


@cache
def _kept() -> frozenset[str]:
    """Characters that Traditional text wrote on purpose."""
    return traditional_only() | set(PROVES_NOTHING) | set(standard_forms()) - simplified_only()
