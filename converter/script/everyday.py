"""Everyday words in Simplified, which show where a dictionary's rarer word has been cut out of two neighbours.

OpenCC lists words for their conversion, so 了如 and 天后 stand there, and 如何 and 今天, which need none, do not; nor
does it say that 头发 is commoner than 发花. Beside an everyday word, 展示|了|如何 wins over 展示|了如|何, and
头发|花白 over 头|发花|白. `everyday.txt` was written for this project.
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
