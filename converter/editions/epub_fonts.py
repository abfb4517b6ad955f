"""The faces of a book carried along in its EPUB, each only with the characters that the book needs.

In: the pages and the stylesheet of an EPUB. Out: WOFF2 files, and the stylesheet with a rule for each. The faces are
those that are installed under the names in the stylesheet; Noto CJK and Source Han may be passed on (SIL Open Font
License), for others the user answers.
"""

from __future__ import annotations

import html
import io
import re
import warnings
from collections.abc import Iterable
from typing import Final

from converter import faces, fontfiles

FOLDER: Final = "fonts"
TAG = re.compile(r"<[^>]*>")
FAMILIES = re.compile(r"font-family\s*:\s*([^;}]*)")
ALWAYS: Final = "0123456789.·•◦–—…“”‘’「」『』（）" + "".join(map(chr, range(0x20, 0x7F)))
FACE: Final = (
    '@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("../{file}") format("woff2"); }}\n'
)
FEATURES: Final = ["ccmp", "locl", "vert", "vrt2", "kern"]  # dashes joined, the region's forms, columns


def embedded(css: str, pages: Iterable[str], language: str) -> tuple[str, dict[str, bytes]]:
    """The stylesheet, and the font files by their names in the book; nothing new where no face is installed."""
    characters = frozenset(ALWAYS) | frozenset("".join(html.unescape(TAG.sub("", page)) for page in pages))
    rules = ""
    files: dict[str, bytes] = {}
    for family in _families(css, language):
        for weight in (400, 700):
            file = fontfiles.find((family,), bold=weight > 400)
            if file is None:
                continue
            name = f"{FOLDER}/font{len(files) + 1}.woff2"
            files[name] = _subset(file, characters)
            rules += FACE.format(family=family, weight=weight, file=name)
    if not files:
        warnings.warn("no face of the stylesheet is installed: none was embedded (see `dingben doctor`)", stacklevel=2)
    return rules + css, files


def _families(css: str, language: str) -> list[str]:
    """Of each list of families in the stylesheet the first that is installed and made for the language."""
    suitable = {family for kind in faces.faces(language) for family in kind}
    found: dict[str, None] = {}
    for listed in FAMILIES.findall(css):
        names = [name.strip(" \"'\n") for name in listed.split(",")]
        first = next((name for name in names if name in faces.families()), "")
        if first in suitable:
            found[first] = None
    return list(found)


def _subset(file: fontfiles.FontFile, characters: frozenset[str]) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", layout_features=FEATURES, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True)
    font = TTFont(file.path, fontNumber=file.place, recalcTimestamp=False, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    cutter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()
