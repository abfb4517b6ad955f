"""A slant for a face that has no italics of its own: Chinese faces never have, and their Latin comes with them.

Fontconfig answers a wish for italics with the upright face and a matrix, which a PDF has to bring along itself.
"""

from __future__ import annotations

from typing import Any, Final

LEAN: Final = 0.2  # how far the top leans over, in heights: what Fontconfig and browsers take
STYLES_AT: Final = 44  # bytes from the start of the table `head` to macStyle (OpenType)
ITALIC: Final = 2  # its second bit


def slanted(font: Any, matrix: tuple[float, ...]) -> tuple[float, ...]:
    """The text matrix for a PDF's font: leaning, where italics were wanted and the face is upright."""
    if not font.style or _is_italic(font):
        return matrix
    a, b, c, d, x, y = matrix
    return (a, b, c + LEAN * a, d + LEAN * b, x, y)


def _is_italic(font: Any) -> bool:
    """Whether the face is itself drawn slanted."""
    from weasyprint.text.ffi import ffi, harfbuzz

    blob = harfbuzz.hb_face_reference_table(font.hb_face, harfbuzz.hb_tag_from_string(b"head", -1))
    try:
        length = ffi.new("unsigned int *")
        data = bytes(ffi.buffer(harfbuzz.hb_blob_get_data(blob, length), length[0]))
    finally:
        harfbuzz.hb_blob_destroy(blob)
    return bool(int.from_bytes(data[STYLES_AT : STYLES_AT + 2], "big") & ITALIC)
