"""The file that holds a face, for what draws letters itself (a cover) or carries them along (an EPUB's own fonts).

Fontconfig answers, as it does for WeasyPrint. In: families and a weight. Out: a path, and the face's place in it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from converter import faces

MEDIUM, BOLD = 80, 200  # fontconfig's weights
MATCH_PATTERN = 0  # FcMatchPattern


class FontFile(NamedTuple):
    """A face: its file, and which of a collection's faces it is."""

    path: str
    place: int  # in a collection


@cache
def find(families: tuple[str, ...], *, bold: bool = False) -> FontFile | None:
    """The first of the families that is installed, in that weight; None when none is."""
    library = faces.library()
    family = next((name for name in families if name in faces.families()), None)
    if library is None or family is None:
        return None
    return _match(library, family, BOLD if bold else MEDIUM)


def families_of(language: str, named: Iterable[str]) -> tuple[str, ...]:
    """A stylesheet's families, and behind them those that suit the language."""
    return (*named, *(family for kind in faces.faces(language) for family in kind))


def _match(library: ctypes.CDLL, family: str, weight: int) -> FontFile | None:
    pattern = library.FcPatternCreate()
    library.FcPatternAddString(pattern, b"family", family.encode())
    library.FcPatternAddInteger(pattern, b"weight", weight)
    library.FcConfigSubstitute(None, pattern, MATCH_PATTERN)
    library.FcDefaultSubstitute(pattern)
    result = ctypes.c_int()
    found = library.FcFontMatch(None, pattern, ctypes.byref(result))
    library.FcPatternDestroy(pattern)
    if not found:
        return None
    path, index = ctypes.c_char_p(), ctypes.c_int()
    try:
        if library.FcPatternGetString(found, b"file", 0, ctypes.byref(path)) or not path.value:
            return None
        library.FcPatternGetInteger(found, b"index", 0, ctypes.byref(index))
        return FontFile(path.value.decode("utf-8", "surrogateescape"), index.value & 0xFFFF)
    finally:
        library.FcPatternDestroy(found)
