"""A text shaped by Pango, once: its glyphs, how wide each character is, and where UAX 14 lets a line end.

Lengths are px. Positions are characters of the text, or glyphs of the shaped text; nearly always these are the same.
"""

from __future__ import annotations

import re
import struct
import sys
from array import array
from dataclasses import dataclass
from typing import Any

from converter.editions.weasyprint_patch.faces import Face, font_key, types

GLYPH = struct.Struct("<IiiiI")  # PangoGlyphInfo
APOSTROPHE = re.compile("(?<=[A-Za-z0-9])[’‘](?=[A-Za-z])")  # in a word it takes the narrow glyph
SHORT = 64  # characters of a text that is likely to come again, as running heads do
CLOSE = 0.02  # px between what a glyph takes and what the PDF says it takes, that nobody sees


@dataclass(slots=True, eq=False)
class Glyphs:
    """A shaped text."""

    text: str
    codes: str  # the glyphs as a PDF wants them: four hexadecimal digits each
    first: list[int] | None  # each character's first glyph, and the end; None: one glyph a character
    faces: list[tuple[int, Face]]  # from which glyph on
    advances: list[float]  # of each character
    odd: dict[int, tuple[float, float, float]]  # glyphs that the PDF would place otherwise: advance, x and y offset
    unknown: dict[int, tuple[int, float]]  # glyphs that no face has: the character, and the width of its box
    blanks: dict[int, tuple[float, float]]  # of marks, left and right, in em
    narrow: list[int]  # apostrophes
    height: float
    baseline: float

    def glyph(self, at: int) -> int:
        """The first glyph of a character."""
        return at if self.first is None else self.first[at]


NONE = Glyphs("", "", None, [], [], {}, {}, {}, [], 0.0, 0.0)  # of what is no text


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
    layouts, key = types(style).layouts, font_key(style)
    layout = Layout(style) if narrow else layouts.get(key)
    if layout is None:
        layout = layouts[key] = Layout(style)
    pointer, kept = unicode_to_char_p(text)
    pango.pango_layout_set_text(layout.layout, pointer, -1)
    if narrow:
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for at in narrow:
            attribute = pango.pango_attr_font_features_new(b"pwid 1")
            attribute.start_index = len(text[:at].encode())
            attribute.end_index = attribute.start_index + 3
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
    made = Glyphs(text, "", None, [], [], {}, {}, {}, narrow, extents.height * FROM_UNITS, baseline)
    codes: list[str] = []
    owners: list[int] = []  # the character of each glyph
    places = _Places(text)
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item, run = run.data, run.next
        if item.item.analysis.level % 2:
            return None
        _run(made, item, style, places, codes, owners)
    made.codes = "".join(codes)
    _assign(made, owners, kinds)
    return made


class _Places:
    """From bytes of UTF-8, where Pango counts, to characters."""

    def __init__(self, text: str) -> None:
        size = len(text.encode())
        self.each = size // len(text) if size in (len(text), 3 * len(text)) else 0
        self.at: dict[int, int] = {}
        if not self.each:
            byte = 0
            for at, char in enumerate(text):
                self.at[byte] = at
                code = ord(char)
                byte += 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4

    def of(self, offset: int, clusters: list[int]) -> list[int]:
        if self.each == 1:
            return [offset + cluster for cluster in clusters] if offset else clusters
        if self.each:
            return [(offset + cluster) // 3 for cluster in clusters]
        return [self.at[offset + cluster] for cluster in clusters]


def _run(made: Glyphs, item: Any, style: Any, places: _Places, codes: list[str], owners: list[int]) -> None:
    """Add the glyphs of one run: a part of the text in one face."""
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango

    count, begun = item.glyphs.num_glyphs, len(owners)
    buffer = ffi.buffer(item.glyphs.glyphs, GLYPH.size * count)
    glyphs, widths, lefts, rises, _ = zip(*GLYPH.iter_unpack(buffer), strict=True)
    mine = places.of(item.item.offset, ffi.unpack(item.glyphs.log_clusters, count))
    start, stop = mine[0], mine[0] + item.item.num_chars
    face = types(style).face(item.item.analysis.font, style, made.text[start:stop][:SHORT])
    made.faces.append((begun, face))
    unknown = [at for at, glyph in enumerate(glyphs) if glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG]
    for at in unknown:
        made.unknown[begun + at] = (glyphs[at] - pango.PANGO_GLYPH_UNKNOWN_FLAG, widths[at] * FROM_UNITS)
    drawn = [0 if glyph > 0xFFFF else glyph for glyph in glyphs]
    if new := set(drawn).difference(face.widths):
        face.learn(new)
        ends = [*mine[1:], stop]
        for glyph, char, end in zip(drawn, mine, ends, strict=True):
            if glyph in new and glyph and glyph not in face.unicode:
                face.unicode[glyph] = made.text[char : max(end, char + 1)]
    # What the PDF will move on by, against what Pango wants.
    unit = face.size / 1000
    known = face.widths
    for at, (glyph, width) in enumerate(zip(drawn, widths, strict=True)):
        if abs(known[glyph] * unit - width * FROM_UNITS) > CLOSE or glyphs[at] > 0xFFFF:
            made.odd[begun + at] = (width * FROM_UNITS, lefts[at] * FROM_UNITS, rises[at] * FROM_UNITS)
    if any(lefts) or any(rises):
        for at, (left, rise) in enumerate(zip(lefts, rises, strict=True)):
            if left or rise:
                made.odd[begun + at] = (widths[at] * FROM_UNITS, left * FROM_UNITS, rise * FROM_UNITS)
    packed = array("H", drawn)
    if sys.byteorder == "little":
        packed.byteswap()
    codes.append(packed.tobytes().hex())
    owners += mine
    made.advances += [width * FROM_UNITS for width in widths]


def _assign(made: Glyphs, owners: list[int], kinds: str) -> None:
    """From glyphs to characters: each character's width, and the blank of its mark."""
    count = len(made.text)
    glyph_advances = made.advances
    if owners != list(range(count)):
        made.first, made.advances = [len(owners)] * (count + 1), [0.0] * count
        for glyph in range(len(owners) - 1, -1, -1):
            made.first[owners[glyph]] = glyph
            made.advances[owners[glyph]] += glyph_advances[glyph]
        for at in range(count - 1, -1, -1):
            made.first[at] = min(made.first[at], made.first[at + 1])
    for found in re.finditer("[OCS]", kinds):
        at = found.start()
        glyph = made.glyph(at)
        face = next((face for begun, face in reversed(made.faces) if begun <= glyph), None)
        if face and glyph < len(owners) and made.advances[at] > 0.9 * face.size:
            made.blanks[at] = face.blanks[int(made.codes[4 * glyph : 4 * glyph + 4], 16)]
