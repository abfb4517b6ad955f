"""Simplified, Traditional and mixed text to OpenCC's Traditional standard, and to Simplified.

Traditional, by fold and merge: what is Traditional is folded to Simplified, so that phrases are
seen whole whatever they are written in; the fold is converted; then each place takes the converted
character or keeps its own. A character of one script only decides itself. 后 里 干 面 …, written in
both, follow the evidence of clause, sentence, line and document, unless a dictionary word says
otherwise. Every function keeps the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import add

from converter.script.context import in_context, placed
from converter.script.dictionaries import PLANE, CharacterMap, Table, phrases, table
from converter.script.everyday import measured
from converter.script.evidence import (
    PROVES_NOTHING,
    Clause,
    Evidence,
    Script,
    simplified_only,
    standard_forms,
    traditional_only,
)
from converter.script.names import corrected, surnames, with_authorship
from converter.script.runner import Group, Splice, spliced
from converter.script.segments import Segmented

LONGEST_WORD = 8
# The one character that is the Traditional of one (苎) and the Simplified of another (薴): alone it says nothing.
ZHU_HEMP = {"苧": "苧"}
CONTEXT = 3  # what a rule of the neighbourhood weighs, as if it were a word of so many characters
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
    words = corrected(table("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"))
    words |= {"苧烯": "薴烯"} | {word: form for word, form in measured().items() if word not in words}
    return Segmented(words, table("STCharacters") | ZHU_HEMP)


@cache
def to_simplified() -> Group:
    """OpenCC's t2s without the extension characters, which few fonts have; Taiwan's and Hong Kong's glyphs too."""
    plain, words = table("TSCharacters"), table("TSPhrases")
    regional: Table = {}
    for region in ("TW", "HK"):
        glyphs = CharacterMap({form: c for c, form in table(f"{region}VariantsRev").items() if c in standard_forms()})
        regional |= {glyphs(word): target for word, target in words.items()}
    forms = {c: plain.get(form, form) for c, form in standard_forms().items()}
    return Group(regional | words | {"苧麻": "苎麻"}, forms | plain | ZHU_HEMP)


@cache
def _authorship() -> Group:
    """Taiwan's 著: OpenCC's 着 but for the words that keep it (著名, 著作)."""
    back = with_authorship(table("TWVariantsRevPhrases", "HKVariantsRevPhrases"))
    return Group({word: target for word, target in back.items() if "著" in word}, {"著": "着"})


def _particles(evidence: Evidence, unless: tuple[Script, ...]) -> Iterator[tuple[int, Clause]]:
    """The places of 著 that is a Traditional writer's 着, with the clauses they stand in."""
    text = evidence.text
    if "著" not in text:
        return
    kept = {found.start() for found in AUTHORED.finditer(text)}  # who wrote what: no dictionary word tells
    for start, _, new in _authorship().splices(text):
        kept.update(start + i for i, c in enumerate(new) if c == "著")
    for found in _ZHE.finditer(text):
        at = found.start()
        if at not in kept:
            clause = evidence.clause_at(at)
            if clause.script not in unless or _verbal(evidence, at):
                yield at, clause


def _verbal(evidence: Evidence, at: int) -> bool:
    """Whether 著 stands inside a clause that says nothing about its script: 大家都看著他."""
    return _AFTER_ZHE.match(evidence.text, at + 1) is not None and not evidence.script(*evidence.clause_span(at))


def traditional(evidence: Evidence) -> Reading:
    """The text in OpenCC's Traditional standard (爲, 裏); 臺 and 台, and the like, as they were written."""
    text = evidence.text
    if not _has_traditional().search(text):
        converted, _ = _converted(text)
        own = [(found.start(), found.end(), found.group()) for found in _AMBIGUOUS.finditer(text)]
        return Reading(_with_particles(evidence, spliced(converted, own)), {})
    if evidence.pure_traditional and not _has_simplified().search(text):
        return Reading(_with_particles(evidence, _standard_forms()(text)), {})
    folded = _fold()(text)
    converted, decided = _converted(folded)
    standard = _standard_forms()(text)
    out = list(_merged(evidence, standard, converted))
    doubts: dict[int, Doubt] = {}
    for line in evidence.lines():
        if evidence.script(*line) is Script.SIMPLIFIED:
            continue
        for at in (found.start() for found in _shared().finditer(text, *line)):
            if converted[at] != text[at]:
                out[at], doubt = _choose(evidence, standard, folded, at, converted[at], at in decided)
                if doubt:
                    doubts[at] = doubt
    return Reading(_with_particles(evidence, "".join(out)), doubts)


def _converted(folded: str) -> tuple[str, dict[int, str]]:
    """The whole text as a Simplified writer means it, and the places that their neighbours decide."""
    decided = in_context(folded) | surnames(folded)
    return placed(to_traditional().convert(folded), decided), decided


def _merged(evidence: Evidence, standard: str, converted: str) -> str:
    """Line by line: the converted text where the line is Simplified, the standard form where it is Traditional."""
    kept = _kept()
    out: list[str] = []
    for start, end in evidence.lines():
        match evidence.script(start, end):
            case Script.SIMPLIFIED | Script.UNKNOWN if not _AMBIGUOUS.search(evidence.text, start, end):
                out.append(converted[start:end])
            case Script.TRADITIONAL if not _has_simplified().search(evidence.text, start, end):
                out.append(standard[start:end])
            case _:
                three = zip(evidence.text[start:end], standard[start:end], converted[start:end], strict=True)
                out.append("".join([form if own in kept else new for own, form, new in three]))
    return "".join(out)


def simplified(evidence: Evidence) -> Reading:
    """The text in Simplified. 著 is read as Taiwan's 着 only where the evidence is Traditional."""
    doubts: dict[int, Doubt] = {}
    splices: list[Splice] = []
    for at, clause in _particles(evidence, (Script.SIMPLIFIED, Script.UNKNOWN)):
        mixed = clause.script is not Script.TRADITIONAL
        read = clause.script is not Script.MIXED or evidence.nearest(at, clause.start, clause.end) is Script.TRADITIONAL
        if read:
            splices.append((at, at + 1, "着"))
        if mixed:
            doubts[at] = Doubt("著" if read else "着", BOTH)
    return Reading(to_simplified().convert(spliced(evidence.text, splices)), doubts)


def _with_particles(evidence: Evidence, out: str) -> str:
    """Traditional 看著 becomes the standard's 看着, 著名 stays; Simplified text writes 著 for the second only."""
    places = _particles(evidence, (Script.SIMPLIFIED,))
    return spliced(out, [(at, at + 1, "着") for at, _ in places])


def _choose(
    evidence: Evidence, standard: str, folded: str, at: int, new: str, decided: bool
) -> tuple[str, Doubt | None]:
    """What stands at a place whose character belongs to both scripts, and the doubt about it."""
    own = evidence.text[at]
    clause = evidence.clause_at(at)
    if clause.script in (Script.SIMPLIFIED, Script.UNKNOWN):
        return new, None
    if clause.script is Script.TRADITIONAL and (own == "了" or evidence.pure_traditional):
        return own, None  # 了 is right in nearly every word; a phrase that says 瞭 is cut wrong more often than not
    start, end = max(clause.start, at - LONGEST_WORD), min(clause.end, at + LONGEST_WORD)
    written = _traditional_words().longest(standard[start:end], at - start)
    phrase = CONTEXT if decided else _simplified_words().longest(folded[start:end], at - start)
    if written > phrase:
        return own, None
    if written < phrase:
        return new, Doubt(own, LONGER)
    if clause.script is Script.TRADITIONAL and not (own in BOUND and not written):
        return own, None
    near = evidence.nearest(at, clause.start, clause.end)
    chosen, other = (own, new) if near is Script.TRADITIONAL and own not in BOUND else (new, own)
    return chosen, Doubt(other, BOTH)


class Words:
    """A dictionary's words, to be found around a place."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        together = "\n".join(self._words)
        self._inner = set(map(add, together, together[1:]))  # two characters inside a word

    def longest(self, text: str, at: int) -> int:
        """The length of the longest word of two or more characters that holds this place; 0 when there is none."""
        if text[at : at + 2] not in self._inner and text[at - 1 if at else 0 : at + 1] not in self._inner:
            return 0
        for length in range(min(LONGEST_WORD, len(text)), 1, -1):
            for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
                if text[start : start + length] in self._words:
                    return length
        return 0


@cache
def _traditional_words() -> Words:
    """Words as Traditional text writes them, in OpenCC's standard."""
    written = set(to_traditional().phrases.values()) | set(phrases(table("TSPhrases")))
    return Words(written | set(table("TWPhrases").values()))


@cache
def _simplified_words() -> Words:
    return Words(to_traditional().phrases)


@cache
def _fold() -> CharacterMap:
    """Traditional characters to the Simplified ones, where there is no choice."""
    plain = table("TSCharacters")
    regional = {c: plain.get(form, form) for c, form in standard_forms().items()}
    return CharacterMap(regional | {c: plain[c] for c in traditional_only() if c in plain} | {"乾": "干"})


@cache
def _standard_forms() -> CharacterMap:
    return CharacterMap(standard_forms())


@cache
def _kept() -> frozenset[str]:
    """Characters that Traditional text wrote on purpose."""
    return traditional_only() | set(PROVES_NOTHING) | set(standard_forms()) - simplified_only()


@cache
def _shared() -> re.Pattern[str]:
    """Characters of both scripts that a Simplified writer may have meant as another one."""
    both = set(table("STCharacters")) | to_traditional().triggers
    return _any_of(both - simplified_only() - _kept())


def _any_of(characters: Iterable[str]) -> re.Pattern[str]:
    """Finds these, and all beyond the first plane: a class that lists any of those is slow."""
    return re.compile(f"[{''.join(sorted(c for c in characters if ord(c) < PLANE))}\U00010000-\U0010ffff]")


@cache
def _has_traditional() -> re.Pattern[str]:
    return _any_of(_kept() - set(PROVES_NOTHING))


@cache
def _has_simplified() -> re.Pattern[str]:
    return _any_of(simplified_only())


_AMBIGUOUS = re.compile(f"[{PROVES_NOTHING}]")
_ZHE = re.compile("著")
_AFTER_ZHE = re.compile("[\u3400-\u9fff]")
