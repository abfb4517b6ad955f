"""Simplified, Traditional and mixed text to OpenCC's Traditional standard, and to Simplified.

Traditional, by fold and merge: what is Traditional is folded to Simplified, so that phrases are
seen whole whatever they are written in; the fold is converted; then each place takes the converted
character or keeps its own. A character of one script only decides itself. 后 里 干 面 …, written in
both, follow the evidence of clause, sentence, line and document, unless a dictionary word says
otherwise. Every function keeps the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from converter.script.dictionaries import phrases, table
from converter.script.evidence import (
    PROVES_NOTHING,
    Clause,
    Evidence,
    Script,
    Surroundings,
    clause_at,
    simplified_only,
    standard_forms,
    traditional_only,
)
from converter.script.names import corrected, surnames, with_authorship
from converter.script.runner import Group, spliced

LONGEST_WORD = 8
# Traditional text has these only inside words (皇后, 公里, 茶几, 人云亦云); alone they are Simplified.
BOUND = frozenset("后里几云")

AUTHORED = re.compile("著(?=有?[《〈]|有[一二兩两三四五六七八九十多數数大])")

BOTH = "the clause is written in both scripts"
LONGER = "a longer word in the other script's dictionary"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where the dictionaries and the evidence do not agree: what it is now, what else it may be, and why."""

    other: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in the other script, of the same length, and its doubtful places."""

    text: str
    doubts: dict[int, Doubt]


@cache
def to_traditional() -> Group:
    """OpenCC's s2t, corrected."""
    return Group(corrected(table("STPhrases", "STPhrases_GeneratedFromRegionalPhrases")), table("STCharacters"))


@cache
def to_simplified() -> Group:
    """OpenCC's t2s without the extension characters, which few fonts have."""
    return Group(table("TSPhrases"), table("TSCharacters"))


@cache
def to_standard() -> Group:
    """Taiwan's and Hong Kong's glyphs to OpenCC's standard, by phrase where a glyph stands for two (著名, 看著)."""
    phrases_back = with_authorship(table("TWVariantsRevPhrases", "HKVariantsRevPhrases"))
    return Group(phrases_back, table("TWVariantsRev", "HKVariantsRev"))


def standardised(text: str) -> str:
    """Traditional text in OpenCC's standard. 著 stays where it says who wrote what, which no dictionary word tells."""
    authored = [(found.start(), found.end(), "著") for found in AUTHORED.finditer(text)]
    return spliced(to_standard().convert(text), authored)


def traditional(text: str, around: Surroundings) -> Reading:
    """The text in OpenCC's Traditional standard (爲, 裏); 臺 and 台, and the like, as they were written."""
    folded = text.translate(_fold())
    converted = surnames(folded, to_traditional().convert(folded))
    out = list(text)
    doubts: dict[int, Doubt] = {}
    pure = around.pure_traditional
    simplified, standard = simplified_only(), standard_forms()
    evidence = Evidence(text)
    found = list(evidence.clauses(around.script))
    for at, (own, new) in enumerate(zip(text, converted, strict=True)):
        if own == new:
            continue
        if own in simplified:
            out[at] = new
        elif own in standard:
            out[at] = standard[own]
        elif own not in _kept():
            out[at], doubt = _choose(evidence, text, folded, clause_at(found, at), at, new, pure)
            if doubt:
                doubts[at] = doubt
    _restore_zhe(text, out, found)
    return Reading("".join(out), doubts)


def simplified(text: str, around: Surroundings) -> Reading:
    """The text in Simplified. 著 is read as Taiwan's 着 only where the evidence is Traditional."""
    as_written = to_simplified().convert(text.translate(_standard_table()))
    as_traditional = to_simplified().convert(standardised(text))
    if as_written == as_traditional:
        return Reading(as_written, {})
    out = list(as_written)
    doubts: dict[int, Doubt] = {}
    evidence = Evidence(text)
    found = list(evidence.clauses(around.script))
    for at, (one, other) in enumerate(zip(as_written, as_traditional, strict=True)):
        clause = clause_at(found, at) if one != other else None
        if clause is None or clause.script in (Script.SIMPLIFIED, Script.UNKNOWN):
            continue
        near = evidence.nearest(at, clause.start, clause.end) if clause.script is Script.MIXED else clause.script
        if near is Script.TRADITIONAL:
            out[at], other = other, one
        if clause.script is Script.MIXED:
            doubts[at] = Doubt(other, BOTH)
    return Reading("".join(out), doubts)


def _restore_zhe(text: str, out: list[str], found: Sequence[Clause]) -> None:
    """Traditional 看著 becomes the standard's 看着, 著名 stays; Simplified text writes 著 for the second only."""
    standard = standardised(text) if "著" in text else text
    for at in (i for i, c in enumerate(text) if c == "著"):
        clause = clause_at(found, at)
        if clause and clause.script is not Script.SIMPLIFIED:
            out[at] = standard[at]


def _choose(
    evidence: Evidence, text: str, folded: str, clause: Clause | None, at: int, new: str, pure: bool
) -> tuple[str, Doubt | None]:
    """What stands at a place whose character belongs to both scripts, and the doubt about it."""
    own = text[at]
    if clause is None or clause.script in (Script.SIMPLIFIED, Script.UNKNOWN):
        return new, None
    start, end = max(clause.start, at - LONGEST_WORD), min(clause.end, at + LONGEST_WORD)
    written = longest(text[start:end].translate(_standard_table()), at - start, _traditional_words())
    phrase = longest(folded[start:end], at - start, to_traditional().phrases)
    if clause.script is Script.TRADITIONAL and (own == "了" or pure):
        return own, None  # 了 is right in nearly every word; a phrase that says 瞭 is cut wrong more often than not
    if written > phrase:
        return own, None
    if written < phrase:
        return new, Doubt(own, LONGER)
    if clause.script is Script.TRADITIONAL and not (clause.in_mixed_line and own in BOUND and not written):
        return own, None
    near = evidence.nearest(at, clause.start, clause.end)
    chosen, other = (own, new) if near is Script.TRADITIONAL and own not in BOUND else (new, own)
    return chosen, Doubt(other, BOTH)


def longest(text: str, at: int, words: dict[str, str] | frozenset[str]) -> int:
    """The length of the longest word of two or more characters that holds this place; 0 when there is none."""
    return next(_covering(text, at, words), 0)


def _covering(text: str, at: int, words: dict[str, str] | frozenset[str]) -> Iterator[int]:
    for length in range(min(LONGEST_WORD, len(text)), 1, -1):
        for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
            if text[start : start + length] in words:
                yield length


@cache
def _traditional_words() -> frozenset[str]:
    """Words as Traditional text writes them, in OpenCC's standard."""
    written = set(to_traditional().phrases.values()) | set(phrases(table("TSPhrases")))
    return frozenset(written | set(table("TWPhrases").values()))


@cache
def _fold() -> dict[int, str]:
    """Traditional characters to the Simplified ones, where there is no choice."""
    plain = table("TSCharacters")
    regional = {ord(c): plain.get(form, form) for c, form in standard_forms().items()}
    certain = {ord(c): plain[c] for c in traditional_only() if c in plain}
    return regional | certain | {ord("乾"): "干"}


@cache
def _standard_table() -> dict[int, str]:
    return {ord(c): form for c, form in standard_forms().items()}


@cache
def _kept() -> frozenset[str]:
    """Characters that Traditional text wrote on purpose."""
    return traditional_only() | set(PROVES_NOTHING)
