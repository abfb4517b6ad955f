"""Faces as Pango found them, and what of a face's glyphs is known: width, blank, the character it stands for.

Lengths are px where not said otherwise. Everything is kept with WeasyPrint's font configuration, one for a document.
"""

from __future__ import annotations

from typing import Any, NamedTuple

# What decides which glyphs a text gets, and how high its line is; all of them inherited.
FONT_PROPERTIES = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_kerning", "font_variant_ligatures",
    "font_variant_position", "font_variant_caps", "font_variant_numeric", "font_variant_alternates",
    "font_variant_east_asian", "font_feature_settings", "font_variation_settings", "font_language_override",
    "lang", "font_size", "line_height",
)  # fmt: skip
_CASCADED = frozenset(FONT_PROPERTIES)


CLOSE = 0.02  # px between what a glyph takes and what the PDF says it takes, that nobody sees


class Face:
    """A Pango font: one face at one size."""

    def __init__(self, pointer: Any, layout: Any) -> None:
        from weasyprint.text.fonts import get_pango_font_key

        self.pointer, self.layout = pointer, layout  # the layout keeps the font alive
        _, _, self.size = get_pango_font_key(pointer)
        self.widths: dict[int, int] = {}  # by glyph, in thousandths of the size: what the PDF will say
        self.usual: dict[int, int] = {}  # Pango's widths, in its units, where the PDF's are the same
        self.blanks: dict[int, tuple[float, float]] = {}  # left and right of the ink, in em
        self.unicode: dict[int, str] = {}
        self.printed: tuple[Any, Any, float, int] | None = None  # what it is in the PDF that is being written

    def learn(self, glyphs: set[int]) -> None:
        """Measure glyphs that were not met before."""
        from weasyprint.text.ffi import FROM_UNITS, ffi, pango

        ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
        for glyph in glyphs:
            pango.pango_font_get_glyph_extents(self.pointer, glyph, ink, logical)
            em = self.size / FROM_UNITS or 1
            self.widths[glyph] = round(logical.width * 1000 * FROM_UNITS / (self.size or 1))
            # Asked of the glyph, not of where it was met first, which may be beside one that it is kerned with.
            if abs(self.widths[glyph] * self.size / 1000 - logical.width * FROM_UNITS) <= CLOSE:
                self.usual[glyph] = logical.width
            self.blanks[glyph] = (ink.x / em, (logical.width - ink.x - ink.width) / em)


class Metrics(NamedTuple):
    """Of a line of a style: CSS line-height, and where its baseline is below its top."""

    line_height: float
    baseline: float


NONE = Metrics(0.0, 0.0)  # of what has no line of its own


class Types:
    """The faces, layouts and metrics of one document."""

    def __init__(self) -> None:
        self.faces: dict[int, Face] = {}
        self.layouts: dict[tuple[Any, ...], Any] = {}
        self.metrics: dict[tuple[Any, ...], Metrics] = {}
        self.told: set[int] = set()  # characters that no face has, and of which the log has spoken
        self.short: dict[tuple[Any, str], Any] = {}  # what short texts were shaped to: running heads come again

    def face(self, pointer: Any, style: Any, text: str) -> Face:
        """The face of that pointer; `text` is set in it, and kept, so that Pango keeps the face."""
        from weasyprint.text.ffi import ffi
        from weasyprint.text.line_break import Layout

        address = int(ffi.cast("intptr_t", pointer))
        if address not in self.faces:
            layout = Layout(style)
            layout.set_text(text)
            layout.get_first_line()
            self.faces[address] = Face(pointer, layout)
        return self.faces[address]


def types(style: Any) -> Types:
    """What is known of the document's faces."""
    configuration = style.font_config
    if not hasattr(configuration, "composition"):
        configuration.composition = Types()
    found: Types = configuration.composition
    return found


def font_key(style: Any) -> tuple[Any, ...]:
    """Equal for two styles that set a text in the same glyphs and on lines of the same height."""
    try:
        found: tuple[Any, ...] = style.font_key
    except AttributeError:
        # Most elements say nothing of fonts, and asking a style for a property costs much.
        parent = style.parent_style
        plain = parent is not None and _CASCADED.isdisjoint(getattr(style, "cascaded", ()))
        found = font_key(parent) if plain else tuple(str(style[name]) for name in FONT_PROPERTIES)
        style.font_key = found
    return found


def metrics(style: Any) -> Metrics:
    """The height and the baseline of a line in this style, with nothing on it."""
    from weasyprint.text.line_break import strut

    key, known = font_key(style), types(style).metrics
    if key not in known:
        known[key] = Metrics(*strut(style))
    return known[key]
