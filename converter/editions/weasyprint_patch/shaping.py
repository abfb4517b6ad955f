"""A text shaped by Pango, once: its glyphs, how wide each character is, and where UAX 14 lets a line end.

Lengths are px. Positions are characters of the text, or glyphs of the shaped text; nearly always these are the same.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, repeat
from operator import itemgetter, ne
from typing import Any

from converter.composition.addresses import addresses
from converter.editions.weasyprint_patch.faces import Face, font_key, types

GLYPH = 20  # bytes of a PangoGlyphInfo: glyph, width, x and y offset, attributes
APOSTROPHE = re.compile("(?<=[A-Za-zÀ-ɏ0-9])[’‘](?=[A-Za-zÀ-ɏ])")  # in a word it takes the narrow glyph
SHORT = 64  # characters of a text that is likely to come again, as running heads do
EMPTY = 0xFFFF  # the code of what has no glyph: no face has so many
UNSEEN = "\u00ad\u200b\u2060\ufeff"  # characters without a glyph that are for the layout, not for the reader
VARIANT = re.compile("[\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # what chooses a form of the character before
RADICALS = ("\u2e80", "\u2fdf")  # look like ideographs, and share their glyphs


@dataclass(slots=True, eq=False)
class Glyphs:
    """A shaped text."""

    text: str
    codes: str  # the glyphs as a PDF wants them: four hexadecimal digits each
    first: list[int] | None  # each character's first glyph, and the end; None: one glyph a character
    faces: list[tuple[int, Face]]  # from which glyph on
    advances: array[float]  # of each character
    odd: dict[int, tuple[float, float, float]]  # glyphs that the PDF would place otherwise: advance, x and y offset
    unknown: dict[int, tuple[int, float]]  # glyphs that no face has: the character, and the width of its box
    blanks: dict[int, tuple[float, float]]  # of marks, left and right, in em
    narrow: list[int]  # apostrophes
    height: float
    baseline: float
    uneven: list[int] = field(default_factory=list)  # characters that have another number of glyphs than one
    odd_places: list[int] = field(default_factory=list)  # where `odd` has one, in order
    kerned: dict[int, float] = field(default_factory=dict)  # what a glyph gains where the next one is not beside it
    ends: dict[int, float] = field(default_factory=dict)  # the same, of the last glyphs of characters
    unlike: list[tuple[int, int]] = field(default_factory=list)  # characters that the PDF's glyphs alone do not say
    characters: int = 0  # that have been gone through

    def glyph(self, at: int) -> int:
        """The first glyph of a character."""
        return at if self.first is None else self.first[at]

    def whole(self, start: int, stop: int) -> tuple[int, int]:
        """These characters, and those that share a glyph with the first or the last of them: fi, ——."""
        if self.first is not None:
            while start > 0 and self.first[start] == self.first[start + 1]:
                start -= 1
            while stop < len(self.text) and self.first[stop] == self.first[stop + 1]:
                stop += 1
        return start, stop


NONE = Glyphs("", "", None, [], array("d"), {}, {}, {}, [], 0.0, 0.0)  # of what is no text


def shape(text: str, style: Any, kinds: str) -> Glyphs | None:
    """The text in the glyphs of its style; `kinds` are the classes of its characters. None when it runs rightwards."""
    known, key = types(style), (font_key(style), text)
    if len(text) <= SHORT and key in known.short:
        found: Glyphs | None = known.short[key]
        return found
    shaped = _shaped(text, style, kinds)
    if len(text) <= SHORT:
        known.short[key] = shaped
    return shaped


def allowed_breaks(text: str, language: str | None) -> bytes:
    """Where UAX 14 lets a line end, by Pango: 1 or 0 before each character and at the end."""
    from weasyprint.text.ffi import ffi
    from weasyprint.text.line_break import get_log_attrs

    flags = memoryview(ffi.buffer(get_log_attrs(text, language))).cast("I")
    return bytes(flag & 1 for flag in flags)


def _layout(text: str, style: Any) -> tuple[Any, list[int]]:
    """A Pango layout that holds the text on one line, and the places of its apostrophes."""
    from weasyprint.text.ffi import ffi, pango, unicode_to_char_p
    from weasyprint.text.line_break import Layout

    narrow = [found.start() for found in APOSTROPHE.finditer(text)] if "’" in text or "‘" in text else []
    features = [(at, at + 1, b"pwid 1") for at in narrow]
    features += [(start, stop, b"liga 0") for start, stop in addresses(text)]  # their letters may be set apart
    layouts, key = types(style).layouts, font_key(style)
    layout = Layout(style) if features else layouts.get(key)
    if layout is None:
        layout = layouts[key] = Layout(style)
    pointer, kept = unicode_to_char_p(text)
    pango.pango_layout_set_text(layout.layout, pointer, -1)
    if features:
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for start, stop, feature in features:
            attribute = pango.pango_attr_font_features_new(feature)
            attribute.start_index = len(text[:start].encode())
            attribute.end_index = attribute.start_index + len(text[start:stop].encode())
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(layout.layout, attributes)
    del kept
    return layout.layout, narrow


def _shaped(text: str, style: Any, kinds: str) -> Glyphs | None:
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    layout, narrow = _layout(text, style)
    line = pango.pango_layout_get_line_readonly(layout, 0)
    extents = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, ffi.NULL, extents)
    baseline = pango.pango_layout_get_baseline(layout) * FROM_UNITS
    made = Glyphs(text, "", None, [], array("d"), {}, {}, {}, narrow, extents.height * FROM_UNITS, baseline)
    codes: list[str] = []
    owners: list[int] = []  # the character of each glyph
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item, run = run.data, run.next
        if item.item.analysis.level % 2:
            return None
        _run(made, item, style, codes, owners)
    made.codes, made.odd_places = "".join(codes), sorted(made.odd)
    _assign(made, owners, kinds)
    return made


def _run(made: Glyphs, item: Any, style: Any, codes: list[str], owners: list[int]) -> None:
    """Add the glyphs of one run: a part of the text in one face."""
    from weasyprint.text.ffi import FROM_UNITS, ffi

    count, chars = item.glyphs.num_glyphs, item.item.num_chars
    begun, start = len(owners), made.characters
    made.characters = stop = start + chars
    fields = memoryview(ffi.buffer(item.glyphs.glyphs, GLYPH * count)).cast("i")
    glyphs, widths, lefts, rises = (fields[at :: GLYPH // 4].tolist() for at in range(4))
    clusters = ffi.unpack(item.glyphs.log_clusters, count)
    if count == chars and (clusters[-1] == 3 * (count - 1) or len(set(clusters)) == count):
        mine: Sequence[int] = range(start, stop)  # one glyph a character, in their order
    else:
        mine = [start + len(made.text[start:stop].encode()[:cluster].decode()) for cluster in clusters]
    face = types(style).face(item.item.analysis.font, style, made.text[start:stop][:SHORT])
    if not made.faces or made.faces[-1][1] is not face:  # Pango begins a run wherever the script changes
        made.faces.append((begun, face))
    if new := set(glyphs).difference(face.widths):
        _learn(face, new, glyphs, made.text, [*mine, stop])
    if max(glyphs) > EMPTY:
        _box(face, glyphs, widths)
    if "".join(map(face.unicode.get, glyphs, repeat(""))) != made.text[start:stop]:
        _unlike(made, face, glyphs, mine, stop)
    if any(map(ne, map(face.usual.get, glyphs), widths)) or any(lefts) or any(rises):
        _odd(made, begun, face, glyphs, widths, lefts, rises)
        glyphs = [_code(glyph) for glyph in glyphs]
    packed = array("H", glyphs)
    if sys.byteorder == "little":
        packed.byteswap()
    codes.append(packed.tobytes().hex())
    owners += mine
    made.advances.extend(map(FROM_UNITS.__mul__, widths))


def _box(face: Face, glyphs: Sequence[int], widths: list[int]) -> None:
    """Give each character that no face has the width of the box that the PDF shows for it; Pango would draw its own."""
    from weasyprint.text.ffi import TO_UNITS, pango

    for at, glyph in enumerate(glyphs):
        if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG and face.widths[0]:
            widths[at] = round(face.widths[0] * face.size / 1000 * TO_UNITS)


def _code(glyph: int) -> int:
    """What the PDF calls a glyph. One that no face has is named when it is drawn."""
    from weasyprint.text.ffi import pango

    if glyph <= 0xFFFF:
        return glyph
    return EMPTY if glyph == pango.PANGO_GLYPH_EMPTY else 0


def _unlike(made: Glyphs, face: Face, glyphs: Sequence[int], owners: Sequence[int], stop: int) -> None:
    """Note the characters of a run that the PDF's glyphs do not say: decomposed, or without a glyph of their own."""
    from weasyprint.text.ffi import pango

    grouped = groupby(zip(owners, glyphs, strict=True), itemgetter(0))
    clusters = [(owner, [glyph for _, glyph in group]) for owner, group in grouped]
    ends = [*(owner for owner, _ in clusters[1:]), stop]
    for (begin, mine), end in zip(clusters, ends, strict=True):
        text = made.text[begin:end]
        if mine == [pango.PANGO_GLYPH_EMPTY]:
            if begin and text not in UNSEEN:
                begun = made.unlike.pop()[0] if made.unlike and made.unlike[-1][1] == begin else begin - 1
                made.unlike.append((begun, end))
        elif max(mine) <= EMPTY and "".join(face.unicode.get(glyph, "") for glyph in mine) != text:
            made.unlike.append((begin, end))


def _said(text: str) -> str:
    """What a glyph stands for in the PDF, whichever of the texts that it may stand for came first."""
    plain = unicodedata.normalize("NFC", VARIANT.sub("", text) or text)
    return unicodedata.normalize("NFKC", plain) if RADICALS[0] <= plain[:1] <= RADICALS[1] else plain


def _learn(face: Face, new: set[int], glyphs: Sequence[int], text: str, owners: Sequence[int]) -> None:
    """Measure glyphs that this face had not drawn before, and note which characters they stand for."""
    face.learn({glyph if glyph <= 0xFFFF else 0 for glyph in new})
    for glyph, char, end in zip(glyphs, owners, owners[1:], strict=False):
        if glyph in new and glyph <= 0xFFFF:
            face.unicode.setdefault(glyph, _said(text[char : max(end, char + 1)]))


def _odd(
    made: Glyphs,
    begun: int,
    face: Face,
    glyphs: Sequence[int],
    widths: Sequence[int],
    lefts: Sequence[int],
    rises: Sequence[int],
) -> None:
    """Note the glyphs that the PDF would place otherwise, and those that no face has."""
    from weasyprint.text.ffi import FROM_UNITS, pango

    for at, (glyph, width, left, rise) in enumerate(zip(glyphs, widths, lefts, rises, strict=True), begun):
        if left or rise or face.usual.get(glyph) != width:
            made.odd[at] = (width * FROM_UNITS, left * FROM_UNITS, rise * FROM_UNITS)
            if width and (usual := face.usual.get(glyph)) and usual != width:
                made.kerned[at] = (usual - width) * FROM_UNITS
        if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            made.unknown[at] = (glyph - pango.PANGO_GLYPH_UNKNOWN_FLAG, width * FROM_UNITS)


def _assign(made: Glyphs, owners: list[int], kinds: str) -> None:
    """From glyphs to characters: each character's width, and the blank of its mark."""
    count = len(made.text)
    glyph_advances = made.advances
    if len(owners) != count or owners[-1] != count - 1 or len(set(owners)) != count:
        made.first, made.advances = [len(owners)] * (count + 1), array("d", bytes(8 * count))
        for glyph in range(len(owners) - 1, -1, -1):
            made.first[owners[glyph]] = glyph
            made.advances[owners[glyph]] += glyph_advances[glyph]
        for at in range(count - 1, -1, -1):
            made.first[at] = min(made.first[at], made.first[at + 1])
        made.uneven = [at for at, (one, next_one) in enumerate(pairwise(made.first)) if next_one - one != 1]
    if made.kerned:
        after = [*owners[1:], count]
        made.ends = {after[glyph] - 1: more for glyph, more in made.kerned.items() if after[glyph] > owners[glyph]}
    for found in re.finditer("[OCS]", kinds):
        at = found.start()
        glyph = made.glyph(at)
        face = next((face for begun, face in reversed(made.faces) if begun <= glyph), None)
        if face and glyph < len(owners) and made.advances[at] > 0.9 * face.size:
            made.blanks[at] = face.blanks[int(made.codes[4 * glyph : 4 * glyph + 4], 16)]
