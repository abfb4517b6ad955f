"""Where a Western word may be divided: by the patterns of its language, as TeX has them (pyphen).

A word in Chinese text is nearly always English, and says nothing of its language; text that names its language is
divided by that. A word is divided only where its line would be loose otherwise; that is for `fitting` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen

ASSUMED = "en"
LONG = re.compile(r"(?<![\w.@/'’-])[^\W\d_]{7,40}(?![\w.@/'’-])")  # a whole word, not a part of an address or a code
LEFT, RIGHT = 2, 3  # letters that stay before and after the hyphen: English custom


def places(text: str, language: str) -> Iterator[int]:
    """Where a hyphen may be put into the text; nowhere in languages that have no patterns."""
    if not (divided := _dictionary(language)):
        return
    for word in LONG.finditer(text):
        letters = word[0]
        if letters.isascii() or not language.startswith("zh"):
            yield from (word.start() + at for at in _points(divided, letters))


def _points(dictionary: Pyphen, letters: str) -> Iterator[int]:
    if letters[1:] != letters[1:].lower():  # UNESCO, InDesign
        return
    for at in dictionary.positions(letters):
        yield int(at)


@cache
def _dictionary(language: str) -> Pyphen | None:
    import pyphen

    spoken = ASSUMED if language.split("-")[0].lower() in ("", "zh", "ja") else language
    known = pyphen.language_fallback(spoken)
    return pyphen.Pyphen(lang=known, left=LEFT, right=RIGHT) if known else None
