"""Simplified, Traditional and mixed text to OpenCC's Traditional standard, and to Simplified.

Traditional, by fold and merge: what is Traditional is folded to Simplified, so that phrases are
seen whole whatever they are written in; the fold is converted; then each place takes the converted
character or keeps its own. A character of one script only decides itself. 后 里 干 面 …, written in
both, follow the evidence of clause, sentence, line and document, unless a dictionary word says
otherwise. Every function keeps the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress
from operator import ne
from typing import NamedTuple

from converter.dictionaries import CharacterMap, Table, phrases, table
from converter.script import vocabulary
from converter.script.authorship import particles
from converter.script.context import in_context, placed
from converter.script.everyday import measured
from converter.script.evidence import MIXED, SIMPLIFIED, TRADITIONAL, UNKNOWN, Evidence
from converter.script.forms import (
    PROVES_NOTHING,
    fold,
    has_simplified,
    simplified_only,
    standard_forms,
    traditional_only,
)
from converter.script.index import Index, inside
from converter.script.lexicon import LONGEST_WORD, Words, printed_too
from converter.script.names import corrected, of_families, surnames
from converter.script.passages import Decided, Passages, Places
from converter.script.runner import REMEMBERED, Group, Splice, spliced
from converter.script.segments import MARGIN, Segmented, with_everyday
from converter.script.store import stored

REGIONAL = ("TWPhrases", "HKPhrases", "TWPhrasesRev", "HKPhrasesRev")  # the dictionaries of regional words
# The one character that is the Traditional of one (苎) and the Simplified of another (薴): alone it says nothing.
ZHU_HEMP = {"苧": "苧"}
# Simplified words with a character that is elsewhere Traditional: 苎麻 too is written so, 夥 where it means many.
STILL_SIMPLIFIED = {"苧麻": "苎麻", "夥颐": "夥颐", "甚夥": "甚夥"}
# Names that Simplified prints with a character of Traditional, and that t2s does not know.
KEPT_NAMES = {name: name for name in ("洪昇", "文徵明")} | {"陸徵祥": "陆徵祥", "蕭乾": "萧乾"}
# The mainland's one word for several.
ONE_WORD = {"甚麼": "什么", "甚么": "什么", "牠們": "它们", "牠们": "它们", "牠": "它"}
# Entries of t2s for men and tones of old, whose characters mostly meet by chance: 屬於|單位, 徵調 is to requisition.
MEET_BY_CHANCE = frozenset({"於倫", "於則", "於單", "於戲", "徵調"})
NEARBY = 4  # characters on each side in which a word of one script competes with one of the other
CONTEXT = 3  # what a rule of the neighbourhood weighs, as if it were a word of so many characters
# Traditional text has these only inside words (皇后, 公里, 茶几, 人云亦云); alone they are Simplified.
BOUND = frozenset("后里几云")
# Taiwan and Hong Kong print these beside their longer forms (佈 週 佔 註 誌 嶽 讚 臺): an author's choice.
EITHER = frozenset("布周占注志岳贊台")

BOTH = "the clause is written in both scripts"
NEIGHBOURS = "the words beside it say otherwise than the dictionary"
LONGER = "a longer word in the other script's dictionary"


class Doubt(NamedTuple):
    """A place where the dictionaries and the evidence do not agree: what it is now, what else it may be, and why."""

    other: str
    why: str


def _none() -> dict[int, Doubt]:
    return {}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in the other script, of the same length, and what tells its doubtful places, which not everybody asks."""

    text: str
    doubts: Callable[[], dict[int, Doubt]] = _none


IndexData = tuple[Table, frozenset[str], frozenset[str], Table, str, frozenset[str], frozenset[str], int]


@cache
def to_traditional() -> Segmented:
    """OpenCC's s2t, corrected."""
    return Segmented(Index(*_to_traditional()))


@stored
def _to_traditional() -> IndexData:
    singles = table("STCharacters") | ZHU_HEMP
    words = with_everyday(_simplified_phrases(), singles)
    return Index.of(_still_traditional(words, singles) | words, singles)[:]  # a plain tuple, which can be kept


def _still_traditional(words: Table, singles: Table) -> Table:
    """Words in Traditional that nothing shows to be so (伙伕, 布列敦), and that these tables would change again."""
    telling = traditional_only().union(simplified_only())
    targets = sorted(word for word in {*words.values(), *_regional_words()} if telling.isdisjoint(word))
    again = Segmented(Index.of(words, singles)).convert("\n".join(targets)).split("\n")
    return {word: word for word, changed in zip(targets, again, strict=True) if word != changed}


def _regional_words() -> set[str]:
    return {word for name in REGIONAL for word in table(name).values() if len(word) > 1}


def _simplified_phrases() -> Table:
    words = corrected(table("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"))
    return words | {"苧烯": "薴烯"} | {word: form for word, form in measured().items() if word not in words}


@cache
def to_simplified() -> Group:
    """OpenCC's t2s without the extension characters, which few fonts have; Taiwan's and Hong Kong's glyphs too."""
    plain, words = table("TSCharacters"), table("TSPhrases")
    words = {word: target for word, target in words.items() if word not in MEET_BY_CHANCE} | KEPT_NAMES
    regional: Table = {}
    for region in ("TW", "HK"):
        glyphs = CharacterMap({form: c for c, form in table(f"{region}VariantsRev").items() if c in standard_forms()})
        regional |= {glyphs(word): target for word, target in words.items()}
    forms = {c: plain.get(form, form) for c, form in standard_forms().items()}
    # What Simplified keeps of Traditional is right in Simplified text already: 毕昇, 变徵.
    kept = {target: target for target in words.values() if target not in words}
    words = {_half_folded(word): target for word, target in words.items() if _AMBIGUOUS.search(word)} | words
    return Group(kept | regional | words | STILL_SIMPLIFIED | ONE_WORD, forms | plain | ZHU_HEMP)


def _half_folded(word: str) -> str:
    """A word as mixed text may have it: 凭藉."""
    return "".join(c if c in PROVES_NOTHING else fold()(c) for c in word)


def traditional(evidence: Evidence) -> Reading:
    """The text in OpenCC's Traditional standard (爲, 裏); 臺 and 台, and the like, as they were written."""
    text = evidence.text
    if not evidence.any_traditional:
        folded = text.replace("乾", "干")
        decided = _passages()(folded)
        as_written = [(found.start(), found.end(), found.group()) for found in _AMBIGUOUS.finditer(text)]
        converted = spliced(placed(decided.text, of_families(folded)), as_written)
        return Reading(_with_particles(evidence, converted), lambda: _against_dictionary(decided))
    if evidence.pure_traditional and not has_simplified().search(text):
        return Reading(_with_particles(evidence, to_standard()(text)))
    folded, standard = fold()(text), to_standard()(text)
    read, families = _passages()(folded), of_families(folded)
    converted, near = placed(read.text, families), read.places.keys() | families
    kept, foreign = _kept(), simplified_only()
    out = list(converted)
    doubts = {}
    for at in compress(range(len(text)), map(ne, converted, standard)):
        own, new = text[at], converted[at]
        if own in foreign:
            continue
        if own in kept:
            out[at] = standard[at]
        elif own != new:
            out[at], doubt = _choose(evidence, standard, folded, at, new, at in near)
            if doubt:
                doubts[at] = doubt
    return Reading(_with_particles(evidence, "".join(out)), lambda: doubts)


@cache
def _passages() -> Passages:
    """The text as a Simplified writer means it, and the places that their neighbours decide.

    With each place stands the dictionary's own form, where the neighbours say otherwise.
    """
    return Passages(_decided)


def _decided(folded: str) -> tuple[str, Places]:
    near, named = in_context(folded.replace("著", "着")), surnames(folded, to_traditional().index.words)
    listed = to_traditional().convert(folded)
    places = {at: listed[at] if at not in named and listed[at] != form else "" for at, form in near.items()}
    return placed(listed, near | named), dict.fromkeys(named, "") | places


def _against_dictionary(decided: Decided) -> dict[int, Doubt]:
    return {at: Doubt(listed, NEIGHBOURS) for at, listed in decided.places.items() if listed}


def simplified(evidence: Evidence) -> Reading:
    """The text in Simplified. 著 is read as Taiwan's 着 only where the evidence is Traditional."""
    doubts: dict[int, Doubt] = {}
    splices: list[Splice] = []
    for at, clause, sure in particles(evidence, (SIMPLIFIED, UNKNOWN)):
        read = sure or clause.script is not MIXED or evidence.nearest(at, clause.start, clause.end) is TRADITIONAL
        if read:
            splices.append((at, at + 1, "着"))
        if not sure and clause.script is not TRADITIONAL:
            doubts[at] = Doubt("著" if read else "着", BOTH)
    return Reading(to_simplified().convert(spliced(evidence.text, splices)), lambda: doubts)


def _with_particles(evidence: Evidence, out: str) -> str:
    """Traditional 看著 becomes the standard's 看着, 著名 stays; Simplified text writes 著 for the second only."""
    return spliced(out, [(particle.at, particle.at + 1, "着") for particle in particles(evidence, (SIMPLIFIED,))])


def _choose(
    evidence: Evidence, standard: str, folded: str, at: int, new: str, decided: bool
) -> tuple[str, Doubt | None]:
    """What stands at a place whose character belongs to both scripts, and the doubt about it."""
    own = evidence.text[at]
    clause = evidence.clause_at(at)
    if clause.script is SIMPLIFIED:
        return new, None
    if clause.script is TRADITIONAL and (own == "了" or evidence.pure_traditional):
        return own, None  # 了 is right in nearly every word; a phrase that says 瞭 is cut wrong more often than not
    if own in EITHER and evidence.only is TRADITIONAL and new not in evidence.text:
        return own, None
    start, end = max(clause.start, at - LONGEST_WORD), min(clause.end, at + LONGEST_WORD)
    if clause.script is TRADITIONAL and printed_too().longest(standard, at, start, end):
        return own, None
    written = _traditional_words().longest(standard, at, start, end)
    phrase = CONTEXT if decided else _simplified_words().longest(folded, at, start, end)
    if written == phrase > 0:
        written, phrase = _likelier(standard, folded, max(clause.start, at - NEARBY), min(clause.end, at + NEARBY + 1))
    if written > phrase:
        return own, None
    if clause.script is UNKNOWN:
        return new, None
    if written < phrase:
        return new, Doubt(own, LONGER)
    if clause.script is TRADITIONAL and not (own in BOUND and not written):
        return own, None
    near = evidence.nearest(at, clause.start, clause.end)
    chosen, other = (own, new) if near is TRADITIONAL and own not in BOUND else (new, own)
    return chosen, Doubt(other, BOTH)


def _likelier(standard: str, folded: str, start: int, end: int) -> tuple[int, int]:
    """Which reading leaves everyday words whole where the words found are equally long: 小|河干|涸 or 小|河|乾涸."""
    plain = folded[start:end]
    as_written, as_meant = _cost_as_written(standard[start:end], plain), _cost_as_meant(plain)
    return int(as_written < as_meant - MARGIN), int(as_meant < as_written - MARGIN)


@lru_cache(maxsize=REMEMBERED)
def _cost_as_written(text: str, folded: str) -> float:
    words = _traditional_words().words
    return vocabulary.cheapest(folded, [(at, end) for at, end in _ranges(folded) if text[at:end] in words])[1]


@lru_cache(maxsize=REMEMBERED)
def _cost_as_meant(folded: str) -> float:
    words = _simplified_words().words
    return vocabulary.cheapest(folded, [(at, end) for at, end in _ranges(folded) if folded[at:end] in words])[1]


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    """Where a word may stand inside a short text."""
    size = len(text)
    return ((at, end) for at in range(size - 1) for end in range(at + 2, min(size, at + LONGEST_WORD) + 1))


@cache
def _traditional_words() -> Words:
    """Words as Traditional text writes them, in OpenCC's standard."""
    return Words(*_written())


@stored
def _written() -> tuple[frozenset[str], frozenset[str]]:
    singles = table("STCharacters") | ZHU_HEMP
    words = frozenset(with_everyday(_simplified_phrases(), singles).values()).union(
        phrases(table("TSPhrases")), _regional_words()
    )
    return words, inside(words)


@cache
def _simplified_words() -> Words:
    return Words(to_traditional().index.words, to_traditional().index.inner)


@cache
def to_standard() -> CharacterMap:
    """Taiwan's and Hong Kong's glyphs to OpenCC's standard."""
    return CharacterMap(standard_forms())


@cache
def _kept() -> frozenset[str]:
    """Characters that Traditional text wrote on purpose."""
    return traditional_only() | set(PROVES_NOTHING) | set(standard_forms()) - simplified_only()


_AMBIGUOUS = re.compile(f"[{PROVES_NOTHING}]")
