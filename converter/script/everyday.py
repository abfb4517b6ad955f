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

# What stands alone in a sentence as a word; other characters hardly do.
ALONE = frozenset(
    "的了是在不有我你他她它这那和与跟同就也都很太更最被把让给从到对向往于为以而但若如将已要会能可应该还又再才只便却仍曾"
    "去来上下里中前后内外说道问想看见听吃喝做用写读走跑站坐买卖送拿放开关打叫请找学教等着过得地所之其并且或及因由比按"
    "一二两三四五六七八九十百千万几半多少每各某年月日天时人家国心手头大小新老好高长快慢早晚没未非别"
    "吗呢吧啊呀嘛么哪谁何此该使令当像连除靠经用至自向朝沿随据凭干发系面"
)


@cache
def everyday() -> frozenset[str]:
    """The words, and how much or many: 三天, 几年."""
    return frozenset(WORDS.read_text(encoding="utf-8").split()).union(d + m for d in _DIGITS for m in _MEASURES)


@cache
def measured() -> Table:
    """How far and how long: 五里 and 三周, in OpenCC's Traditional standard."""
    numbers = zip("一二两三四五六七八九十百千万几半数", "一二兩三四五六七八九十百千萬幾半數", strict=True)
    return {d + m: written + form for d, written in numbers for m, form in _MEASURED.items()}
