"""The CJK faces a PDF is set in: which a language's readers expect, and which are installed.

A character such as 骨 or 直 is drawn differently in Beijing, Taipei and Hong Kong, so each region needs a face of its
own. Which families are installed is asked of fontconfig, which WeasyPrint asks as well; it answers in milliseconds.
"""

from __future__ import annotations

import ctypes
from functools import cache

FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")

# Region: serif and sans; of each, the families that will do, the preferred one first. Noto CJK and Source Han (思源)
# are the same drawings under two names; the last is what macOS brings. The stylesheets name all of these.
FACES: dict[str, tuple[tuple[str, ...], ...]] = {
    "SC": (
        ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC"),
        ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC"),
    ),
    "TC": (
        ("Noto Serif CJK TC", "Source Han Serif TC", "Songti TC"),
        ("Noto Sans CJK TC", "Source Han Sans TC", "PingFang TC"),
    ),
    "HK": (
        ("Noto Serif CJK HK", "Source Han Serif HC", "Songti TC"),
        ("Noto Sans CJK HK", "Source Han Sans HC", "PingFang HK"),
    ),
}
READERS = {"SC": "the mainland and Singapore", "TC": "Taiwan", "HK": "Hong Kong and Macau"}


def region(language: str) -> str:
    """The region whose faces a language tag asks for: SC, TC or HK; SC when the tag does not say.

    >>> region("zh-Hant-HK")
    'HK'
    """
    tags = language.upper().replace("_", "-").split("-")
    if "HK" in tags or "MO" in tags:
        return "HK"
    return "TC" if "TW" in tags or "HANT" in tags else "SC"


def faces(language: str) -> tuple[tuple[str, ...], ...]:
    """For each kind of face, serif and sans, the families that suit the language, the preferred one first."""
    return FACES[region(language)]


class _FontSet(ctypes.Structure):
    """Fontconfig's FcFontSet."""

    _fields_ = (
        ("count", ctypes.c_int),
        ("allocated", ctypes.c_int),
        ("patterns", ctypes.POINTER(ctypes.c_void_p)),
    )


@cache
def families() -> frozenset[str]:
    """The name of every installed font family, in every language it has a name in; empty without fontconfig."""
    fontconfig = library()
    if fontconfig is None:
        return frozenset()
    config = fontconfig.FcInitLoadConfigAndFonts()
    everything, names = fontconfig.FcPatternCreate(), fontconfig.FcObjectSetCreate()
    fontconfig.FcObjectSetAdd(names, b"family")
    found = fontconfig.FcFontList(config, everything, names)
    try:
        return frozenset(
            name for n in range(found.contents.count) for name in _names(fontconfig, found.contents.patterns[n])
        )
    finally:
        fontconfig.FcFontSetDestroy(found)
        fontconfig.FcObjectSetDestroy(names)
        fontconfig.FcPatternDestroy(everything)
        fontconfig.FcConfigDestroy(config)


@cache
def library() -> ctypes.CDLL | None:
    """Fontconfig, its functions declared; None where it is not installed."""
    for name in FONTCONFIG:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        return _declared(library)
    return None


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    """Say what the functions take and give: ctypes would cut a pointer down to 32 bits."""
    pointer, string = ctypes.c_void_p, ctypes.c_char_p
    for name, gives, takes in (
        ("FcInitLoadConfigAndFonts", pointer, ()),
        ("FcConfigDestroy", None, (pointer,)),
        ("FcPatternCreate", pointer, ()),
        ("FcPatternDestroy", None, (pointer,)),
        ("FcPatternAddString", ctypes.c_int, (pointer, string, string)),
        ("FcPatternAddInteger", ctypes.c_int, (pointer, string, ctypes.c_int)),
        ("FcPatternGetInteger", ctypes.c_int, (pointer, string, ctypes.c_int, ctypes.POINTER(ctypes.c_int))),
        ("FcConfigSubstitute", ctypes.c_int, (pointer, pointer, ctypes.c_int)),
        ("FcDefaultSubstitute", None, (pointer,)),
        ("FcFontMatch", pointer, (pointer, pointer, ctypes.POINTER(ctypes.c_int))),
        ("FcPatternGetString", ctypes.c_int, (pointer, string, ctypes.c_int, ctypes.POINTER(string))),
        ("FcObjectSetCreate", pointer, ()),
        ("FcObjectSetAdd", ctypes.c_int, (pointer, string)),
        ("FcObjectSetDestroy", None, (pointer,)),
        ("FcFontList", ctypes.POINTER(_FontSet), (pointer, pointer, pointer)),
        ("FcFontSetDestroy", None, (ctypes.POINTER(_FontSet),)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = gives, takes
    return library


def _names(library: ctypes.CDLL, pattern: int) -> list[str]:
    """The family names of one font, as many as it has."""
    names: list[str] = []
    value = ctypes.c_char_p()
    while library.FcPatternGetString(pattern, b"family", len(names), ctypes.byref(value)) == 0:
        names.append((value.value or b"").decode("utf-8", "replace"))
    return names
