"""Faces cut down to the glyphs that a PDF shows, in one pass.

WeasyPrint cuts twice, the second time to drop the empty glyphs behind the last that is used, which HarfBuzz has dropped
already. A Chinese face has sixty thousand: the second pass takes longer than all the rest of a page. It also keeps the
number of each glyph, and with it an entry for each of the sixty thousand. A face that is keyed by CIDs, as those for
Chinese are, needs neither numbers nor any table but its outlines: the PDF's codes are CIDs (ISO 32000-1, 9.7.4.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from converter.editions.weasyprint_patch import cff

DROPPED = (  # tables of no use in a PDF, as WeasyPrint names them
    b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ",
)  # fmt: skip
OUTLINES = "CFF "
NEEDED = (OUTLINES, "head", "hhea", "hmtx", "maxp")  # by HarfBuzz, to cut
BARE = b"\1\0"  # how a CFF table begins
SUBTYPE = "/CIDFontType0C"  # of an embedded face that is such a table (ISO 32000-1, 9.9, table 126)


def install() -> None:
    """Put the quicker way in place; where HarfBuzz cannot cut, WeasyPrint's own goes on."""
    from weasyprint import pdf
    from weasyprint.pdf import fonts

    stock, stock_type, build = fonts.Font._harfbuzz_subset, fonts.Font.type, fonts.build_fonts_dictionary

    def cut(font: Any, glyphs: dict[int, str], hinting: bool) -> None:
        data = _compact(font, glyphs, hinting) or _retained(font, glyphs, hinting)
        if data:
            font.file_content = data
        else:
            stock(font, glyphs, hinting)

    def kind(font: Any) -> str:
        found: str = "otf" if _is_bare(font.file_content) else stock_type.fget(font)
        return found

    def build_fonts_dictionary(pdf: Any, fonts: Any, compress: Any, subset: Any, options: Any) -> Any:
        begun = len(pdf.objects)
        made = build(pdf, fonts, compress, subset, options)
        for item in pdf.objects[begun:]:
            if getattr(item, "extra", {}).get("Subtype") == "/OpenType" and _is_bare(item.stream[0]):
                item.extra["Subtype"] = SUBTYPE
        return made

    fonts.Font._harfbuzz_subset, fonts.Font.type = cut, property(kind)
    fonts.build_fonts_dictionary = pdf.build_fonts_dictionary = build_fonts_dictionary


def _is_bare(data: bytes) -> bool:
    return data.startswith(BARE)


def _compact(font: Any, glyphs: dict[int, str], hinting: bool) -> bytes:
    """The outlines of these glyphs as a bare CFF table, its CIDs the glyphs' old numbers; b"" where it has none."""
    if OUTLINES not in font.tables or "fvar" in font.tables or font.png or font.svg or font.colr:
        return b""
    with suppress(cff.UnfitError):
        with _table(font.hb_face) as table:
            if not cff.keyed_by_numbers(table, font.glyph_count):
                return b""
        face = _cut(font, glyphs, [name.encode() for name in font.tables if name not in NEEDED], hinting)
        if face:
            with _table(face) as table:
                return cff.levelled(table)
    return b""


def _retained(font: Any, glyphs: dict[int, str], hinting: bool) -> bytes:
    """The face with these glyphs under their old numbers; b"" when that fails."""
    from weasyprint.text.ffi import harfbuzz_subset
    from weasyprint.text.fonts import get_hb_object_data

    face = _cut(font, glyphs, DROPPED, hinting, harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS)
    return (get_hb_object_data(face) or b"") if face else b""


def _cut(font: Any, glyphs: Iterable[int], dropped: Iterable[bytes], hinting: bool, flags: int = 0) -> Any:
    """The face with these glyphs, without those tables; NULL when that fails."""
    from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset

    wanted = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    tags = [harfbuzz.hb_tag_from_string(name, -1) for name in dropped]
    for chosen, numbers in (
        (harfbuzz_subset.hb_subset_input_glyph_set(wanted), sorted(glyphs)),
        (harfbuzz_subset.hb_subset_input_set(wanted, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG), sorted(tags)),
    ):
        array = ffi.new("hb_codepoint_t[]", numbers)
        harfbuzz.hb_set_add_sorted_array(chosen, array, len(numbers))
    flags |= harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
    flags |= harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    if not hinting:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    if font.missing:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    harfbuzz_subset.hb_subset_input_set_flags(wanted, flags)
    return ffi.gc(harfbuzz_subset.hb_subset_or_fail(font.hb_face, wanted), harfbuzz.hb_face_destroy)


@contextmanager
def _table(face: Any) -> Iterator[memoryview]:
    """The outlines of a face, for as long as they are read; empty where there are none."""
    from weasyprint.text.ffi import ffi, harfbuzz

    blob = harfbuzz.hb_face_reference_table(face, harfbuzz.hb_tag_from_string(OUTLINES.encode(), -1))
    length = ffi.new("unsigned int *")
    start = harfbuzz.hb_blob_get_data(blob, length)
    try:
        yield memoryview(ffi.buffer(start, length[0]) if length[0] else b"")
    finally:
        harfbuzz.hb_blob_destroy(blob)
