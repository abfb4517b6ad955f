"""Everyday words in Simplified: OpenCC lists words for their conversion, and 如何 and 今天, which need none, not.

They stand among its phrases, so that a word that is written alike in both scripts is known as one, too.
`everyday.txt` was written for this project.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from converter.dictionaries import Table

WORDS = Path(__file__).with_name("everyday.txt")

_DIGITS = "一二两三四五六七八九十百千万几半数多每某"
_MEASURES = "天年月日次个位名种件条项张本座所层段篇句首幅步岁块元斤米杯瓶碗壶包袋箱盒双对组群批"
_MEASURED = {"里": "里", "周": "週"}  # a measure that is written otherwise than the same character elsewhere


@cache
def everyday() -> frozenset[str]:
    """The words, and how much or many: 三天, 几年."""
    return frozenset(WORDS.read_text(encoding="utf-8").split()).union(d + m for d in _DIGITS for m in _MEASURES)


@cache
def measured() -> Table:
    """How far and how long: 五里 and 三周, in OpenCC's Traditional standard."""
    numbers = zip("一二两三四五六七八九十百千万几半数", "一二兩三四五六七八九十百千萬幾半數", strict=True)
    return {d + m: written + form for d, written in numbers for m, form in _MEASURED.items()}
