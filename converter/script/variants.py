"""What each variant of Chinese means, and how a text gets there.

zh-Hans is the mainland's standard; zh-TW and zh-HK are Taiwan's and Hong Kong's glyphs (裡 and 裏);
zh-Hant is Taiwan's glyphs too, never with regional words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import merge
from operator import attrgetter, ne
from typing import NamedTuple

from converter.addresses import Range, merged
from converter.dictionaries import PLANE, CharacterMap, Table, compatibility, table
from converter.document import OBJECT
from converter.ledger import Change
from converter.script.contested import Doubt
from converter.script.conversions import to_simplified
from converter.script.evidence import Evidence, Script
from converter.script.forms import PROVES_NOTHING, simplified_only, traditional_only
from converter.script.glossary import Glossary
from converter.script.mixed import Reading, simplified, traditional
from converter.script.runner import Group, Splice, spliced
from converter.script.store import stored

VARIANTS = ("zh-Hans", "zh-Hant", "zh-TW", "zh-HK")
SCRIPT_OF = {
    "zh-Hans": Script.SIMPLIFIED,
    "zh-Hant": Script.TRADITIONAL,
    "zh-TW": Script.TRADITIONAL,
    "zh-HK": Script.TRADITIONAL,
}
GLYPHS = {"zh-Hant": "TW", "zh-TW": "TW", "zh-HK": "HK"}  # whose glyphs: the first letters of OpenCC's dictionaries

STAGE = "script"
CHARACTERS = "script.characters"  # 发 to 發
GLYPH = "script.variants"  # 裏 to 裡: the same character as another region prints it
WORDS = "script.words"  # 软件 to 軟體
CONTESTED = "script.contested"  # 后 in a clause that is written in both scripts
GLOSSARY = "script.glossary"


WHY = {
    CHARACTERS: "written in the other script",
    GLYPH: "another region's glyph of the same character",
    WORDS: "another region's word",
    CONTESTED: "belongs to both scripts",
    GLOSSARY: "the glossary says so",
}


class Piece(NamedTuple):
    """A stretch of the text (offsets in it), what stands there in the variant, and the rule that says so."""

    start: int
    end: int
    new: str
    rule: str


class Converted(NamedTuple):
    """A text in its variant, and the changes that make it so, in order; nobody who wants none makes them."""

    text: str
    changes: Iterator[Change]
    even: bool  # every change has the length of what it replaces


@dataclass(frozen=True, slots=True)
class Conversion:
    """A variant to convert to, with everything that the decision depends on beside the text."""

    variant: str  # one of VARIANTS
    words: bool  # exchange regional words too
    glossary: Glossary
    around: Script = Script.UNKNOWN  # the last evidence when a text has none

    def converted(self, text: str, kept: Sequence[Range]) -> Converted:
        """The text in the variant, but for the ranges that are kept."""
        own, words, reading = self._read(text, kept)
        as_written = {(start, end): text[start:end] for start, end in kept}
        named = [*own, *words]
        wanted = {(piece.start, piece.end): piece.new for piece in named}
        new = spliced(reading.text, [(*place, new) for place, new in sorted((as_written | wanted).items())])
        even = all(piece.end - piece.start == len(piece.new) for piece in named)
        return Converted(new, self._changes(text, kept, named, reading), even)

    def _changes(self, text: str, kept: Sequence[Range], named: list[Piece], reading: Reading) -> Iterator[Change]:
        """What changes outside the ranges that are kept, and what stays but is doubtful; in order."""
        differs = bytearray(map(ne, text, reading.text))
        doubts = reading.doubts()
        for at, doubt in doubts.items():
            differs[at] = DOUBTFUL if doubt.other != reading.text[at] else differs[at]
        for start, end in (*kept, *((piece.start, piece.end) for piece in named)):
            differs[start:end] = bytes(end - start)
        single = _single(text, reading.text, doubts, differs, self.variant)
        changed = [
            Change(rule, start, text[start:end], new, WHY[rule])
            for start, end, new, rule in sorted(named)
            if new != text[start:end]
        ]
        yield from merge(changed, single, key=attrgetter("at")) if changed else single

    def _read(self, text: str, kept: Sequence[Range]) -> tuple[list[Piece], list[Piece], Reading]:
        """The glossary's pieces, in order, those of regional words, and the rest of the text in the variant."""
        own = [Piece(*found, GLOSSARY) for found in self.glossary.splices(text) if not _touches(found, kept)]
        blank = blanked(text, merged([*kept, *((piece.start, piece.end) for piece in own)]))
        evidence = Evidence(_copies()(blank) if _any_copy(blank) else blank, self.around)
        words, reading = (
            _to_simplified(evidence, self) if self.variant == "zh-Hans" else _to_traditional(evidence, self)
        )
        return own, sorted(words), reading


def blanked(text: str, ranges: Sequence[Range]) -> str:
    """The text with these ranges hidden from the dictionaries and from the evidence."""
    return spliced(text, [(start, end, OBJECT * (end - start)) for start, end in ranges])


def _touches(splice: Splice, ranges: Sequence[Range]) -> bool:
    at = bisect_left(ranges, splice[1], key=lambda place: place[0]) - 1  # the last that begins before the splice ends
    return at >= 0 and splice[0] < ranges[at][1]


def _to_simplified(evidence: Evidence, conversion: Conversion) -> tuple[list[Piece], Reading]:
    words: list[Piece] = []
    if conversion.words:
        from converter.script import regional  # late: few ask for other words

        needed = regional.needed(evidence, regional.mainland().splices(evidence.text), Script.SIMPLIFIED)
        words = [Piece(start, end, to_simplified().convert(new), WORDS) for start, end, new in needed]
    return words, simplified(evidence)


def _to_traditional(evidence: Evidence, conversion: Conversion) -> tuple[list[Piece], Reading]:
    standard = traditional(evidence)
    region = GLYPHS[conversion.variant]
    glyphs = _glyphs(region)
    words: list[Piece] = []
    if conversion.words and conversion.variant != "zh-Hant":
        from converter.script import regional

        other = regional.of_other_region(evidence, standard.text, region)
        found = regional.words(region).splices(standard.text)
        needed = regional.needed(evidence, found, Script.TRADITIONAL, region, other)
        words = [Piece(start, end, glyphs.convert(new), WORDS) for start, end, new in needed]
    plain = glyphs.index.singles

    def doubts() -> dict[int, Doubt]:
        return {at: Doubt(plain.get(doubt.other, doubt.other), doubt.why) for at, doubt in standard.doubts().items()}

    return words, Reading(glyphs.convert(standard.text), doubts)


def _single(text: str, new: str, doubts: dict[int, Doubt], differs: bytearray, variant: str) -> Iterator[Change]:
    """The changes of characters, those side by side and of one kind made one, and the doubtful ones that stay."""
    of_the_other_script = _own_glyphs(SCRIPT_OF[variant]).isdisjoint
    for found in _RUNS.finditer(differs):
        start, end = found.span()
        before = text[start:end]
        if differs[start] == DOUBTFUL:
            doubt = doubts[start]
            yield Change(CONTESTED, start, before, new[start:end], doubt.why, False, "", (doubt.other,))
        elif of_the_other_script(before):
            yield Change(CHARACTERS, start, before, new[start:end], WHY[CHARACTERS])
        else:
            yield from _of_kinds(start, before, new[start:end], _own_glyphs(SCRIPT_OF[variant]))


def _of_kinds(at: int, before: str, after: str, glyphs: frozenset[str]) -> Iterator[Change]:
    """A change of characters side by side, those that are only their region's glyph apart from the others."""
    for run in _KINDS.finditer(bytes(map(glyphs.__contains__, before))):
        start, end = run.span()
        rule = GLYPH if before[start] in glyphs else CHARACTERS
        yield Change(rule, at + start, before[start:end], after[start:end], WHY[rule])


DOUBTFUL = 2
_RUNS = re.compile(b"\1+|\2")
_KINDS = re.compile(b"\0+|\1+")


@cache
def _own_glyphs(script: Script) -> frozenset[str]:
    """Characters of the script itself: where these change, it is only their region's glyph."""
    traditional_forms = traditional_only().union(PROVES_NOTHING)
    if script is Script.TRADITIONAL:
        return traditional_forms.union(compatibility())
    return frozenset(map(chr, range(PLANE))).difference(traditional_forms).union(compatibility())


_COPY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_NO_COPY = bytes(set(range(0x100)) - {0xF9, 0xFA, 0xD8})  # the upper bytes in UTF-16 that no copy has


def _any_copy(text: str) -> bool:
    """Whether there is a compatibility ideograph; by bytes first, four times faster than by characters."""
    upper = text.encode("utf-16-le", "surrogatepass")[1::2]
    return bool(upper.translate(None, _NO_COPY)) and _COPY.search(text) is not None


@cache
def _copies() -> CharacterMap:
    return CharacterMap(compatibility())


@cache
def _glyphs(region: str) -> Group:
    """OpenCC's t2tw or t2hk, without the one step that writes a Simplified character: 幺 to 么."""
    return Group(*_glyph_tables()[region])


@stored
def _glyph_tables() -> dict[str, tuple[Table, Table]]:
    tables: dict[str, tuple[Table, Table]] = {}
    for region in ("TW", "HK"):
        glyphs = {c: form for c, form in table(f"{region}Variants").items() if form not in simplified_only()}
        tables[region] = table(f"{region}VariantsPhrases"), glyphs
    return tables
