"""Faces cut down to the glyphs that a PDF shows, in one pass.

WeasyPrint cuts twice, the second time to drop the empty glyphs behind the last that is used, which HarfBuzz has dropped
already. A Chinese face has sixty thousand: the second pass takes longer than all the rest of a page.
"""

from __future__ import annotations

from typing import Any

DROPPED = (  # tables of no use in a PDF, as WeasyPrint names them
    b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ",
)  # fmt: skip


def install() -> None:
    """Put the quicker way in place; where HarfBuzz cannot cut, WeasyPrint's own goes on."""
    from weasyprint.pdf.fonts import Font

    stock = Font._harfbuzz_subset

    def cut(font: Any, glyphs: dict[int, str], hinting: bool) -> None:
        data = _cut(font, glyphs, hinting)
        if data:
            font.file_content = data
        else:
            stock(font, glyphs, hinting)

    Font._harfbuzz_subset = cut


def _cut(font: Any, glyphs: dict[int, str], hinting: bool) -> bytes:
    """The face with these glyphs under their numbers; b"" when that fails."""
    from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
    from weasyprint.text.fonts import get_hb_object_data

    wanted = ffi.gc(harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy)
    tags = [harfbuzz.hb_tag_from_string(name, -1) for name in DROPPED]
    for chosen, numbers in (
        (harfbuzz_subset.hb_subset_input_glyph_set(wanted), sorted(glyphs)),
        (harfbuzz_subset.hb_subset_input_set(wanted, harfbuzz_subset.HB_SUBSET_SETS_DROP_TABLE_TAG), sorted(tags)),
    ):
        array = ffi.new("hb_codepoint_t[]", numbers)
        harfbuzz.hb_set_add_sorted_array(chosen, array, len(numbers))
    flags = (
        harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
        | harfbuzz_subset.HB_SUBSET_FLAGS_PASSTHROUGH_UNRECOGNIZED
        | harfbuzz_subset.HB_SUBSET_FLAGS_DESUBROUTINIZE
    )
    if not hinting:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NO_HINTING
    if font.missing:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    harfbuzz_subset.hb_subset_input_set_flags(wanted, flags)
    face = ffi.gc(harfbuzz_subset.hb_subset_or_fail(font.hb_face, wanted), harfbuzz.hb_face_destroy)
    return (get_hb_object_data(face) or b"") if face else b""
