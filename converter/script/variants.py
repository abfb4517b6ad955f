"""What each variant of Chinese means, and how a text gets there.

zh-Hans is the mainland's standard; zh-TW and zh-HK are Taiwan's and Hong Kong's glyphs (裡 and 裏);
zh-Hant is Taiwan's glyphs too, never with regional words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from converter.document import OBJECT
from converter.script import regional
from converter.script.dictionaries import compatibility, table
from converter.script.evidence import PROVES_NOTHING, Script, Surroundings, simplified_only, traditional_only
from converter.script.glossary import Glossary
from converter.script.mask import Range, masked, merged
from converter.script.mixed import Doubt, Reading, simplified, to_simplified, traditional
from converter.script.runner import Group, Splice, spliced

VARIANTS = ("zh-Hans", "zh-Hant", "zh-TW", "zh-HK")
SCRIPT_OF = {
    "zh-Hans": Script.SIMPLIFIED,
    "zh-Hant": Script.TRADITIONAL,
    "zh-TW": Script.TRADITIONAL,
    "zh-HK": Script.TRADITIONAL,
}
GLYPHS = {"zh-Hant": "TW", "zh-TW": "TW", "zh-HK": "HK"}  # whose glyphs: the first letters of OpenCC's dictionaries

CHARACTERS = "script.characters"  # 发 to 發
GLYPH = "script.variants"  # 裏 to 裡: the same character as another region prints it
WORDS = "script.words"  # 软件 to 軟體
CONTESTED = "script.contested"  # 后 in a clause that is written in both scripts
GLOSSARY = "script.glossary"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text (offsets in it), what stands there in the variant, and the rule that says so."""

    start: int
    end: int
    new: str
    rule: str
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """A variant to convert to, with everything that the decision depends on beside the text."""

    variant: str  # one of VARIANTS
    words: bool  # exchange regional words too
    glossary: Glossary
    around: Surroundings  # of the whole document: the last evidence when a text has none

    def pieces(self, text: str) -> list[Piece]:
        """What changes in a text, and what stays but is doubtful; in order, never overlapping."""
        own, _, blank = self._hidden(text)
        words, reading = self._read(blank)
        found = [*own, *words, *_single(text, blank, reading, words, self.variant)]
        found.sort(key=lambda piece: piece.start)
        return [piece for piece in found if piece.doubt or piece.new != text[piece.start : piece.end]]

    def convert(self, text: str) -> str:
        """The text in the variant: what the pieces say, without making them."""
        own, hidden, blank = self._hidden(text)
        words, reading = self._read(blank)
        as_written = {(start, end): text[start:end] for start, end in hidden}
        wanted = {(piece.start, piece.end): piece.new for piece in (*own, *words)}
        return spliced(reading.text, [(*place, new) for place, new in sorted((as_written | wanted).items())])

    def _hidden(self, text: str) -> tuple[list[Piece], list[Range], str]:
        """The glossary's pieces, the ranges that are not ours to convert, and the text with both blanked."""
        kept = masked(text)
        own = [Piece(*found, GLOSSARY) for found in self.glossary.splices(text) if not _touches(found, kept)]
        blank = blanked(text, merged([*kept, *((piece.start, piece.end) for piece in own)]))
        return own, kept, blank.translate(_copies())

    def _read(self, blank: str) -> tuple[list[Piece], Reading]:
        return _to_simplified(blank, self) if self.variant == "zh-Hans" else _to_traditional(blank, self)


def blanked(text: str, ranges: Sequence[Range]) -> str:
    """The text with these ranges hidden from the dictionaries and from the evidence."""
    return spliced(text, [(start, end, OBJECT * (end - start)) for start, end in ranges])


def _touches(splice: Splice, ranges: Sequence[Range]) -> bool:
    return any(start < splice[1] and splice[0] < end for start, end in ranges)


def _to_simplified(text: str, conversion: Conversion) -> tuple[list[Piece], Reading]:
    words: list[Piece] = []
    if conversion.words:
        needed = regional.needed(text, regional.mainland().splices(text), Script.SIMPLIFIED, conversion.around)
        words = [Piece(start, end, to_simplified().convert(new), WORDS) for start, end, new in needed]
    return words, simplified(text, conversion.around)


def _to_traditional(text: str, conversion: Conversion) -> tuple[list[Piece], Reading]:
    standard = traditional(text, conversion.around)
    region = GLYPHS[conversion.variant]
    glyphs = _glyphs(region)
    words: list[Piece] = []
    if conversion.words and conversion.variant != "zh-Hant":
        found = regional.words(region).splices(standard.text)
        needed = regional.needed(text, found, Script.TRADITIONAL, conversion.around)
        words = [Piece(*splice, WORDS) for splice in needed]
    doubts = {at: Doubt(glyphs.plain(doubt.other), doubt.why) for at, doubt in standard.doubts.items()}
    return words, Reading(glyphs.convert(standard.text), doubts)


def _single(text: str, blank: str, reading: Reading, words: Sequence[Piece], variant: str) -> Iterator[Piece]:
    """The changes of single characters, and the doubtful ones that stay, outside the words and what is hidden."""
    taken = {at for word in words for at in range(word.start, word.end)}
    differs = {at for at, (own, new) in enumerate(zip(text, reading.text, strict=True)) if own != new}
    for at in differs | reading.doubts.keys():
        own, new, doubt = text[at], reading.text[at], reading.doubts.get(at)
        if at in taken or (blank[at] == OBJECT != own):
            continue
        if doubt and doubt.other != new:
            yield Piece(at, at + 1, new, CONTESTED, doubt)
        elif own != new:
            yield Piece(at, at + 1, new, _rule(own, variant))


def _rule(own: str, variant: str) -> str:
    """Whether a character has changed its script, or only its region's glyph."""
    traditional_form = own in traditional_only() or own in PROVES_NOTHING
    same_script = traditional_form is (SCRIPT_OF[variant] is Script.TRADITIONAL)
    return GLYPH if same_script or own in compatibility() else CHARACTERS


@cache
def _copies() -> dict[int, str]:
    return {ord(c): form for c, form in compatibility().items()}


@cache
def _glyphs(region: str) -> Group:
    """OpenCC's t2tw or t2hk, without the one step that writes a Simplified character: 幺 to 么."""
    glyphs = {c: form for c, form in table(f"{region}Variants").items() if form not in simplified_only()}
    return Group(table(f"{region}VariantsPhrases"), glyphs)
