"""What conversion must not touch: addresses, code, file names, and passages in Japanese or Korean.

In: a text. Out: the ranges that stay as they are, in order, never overlapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from converter.addresses import HAN, Range, addresses, lines_with, merged
from converter.dictionaries import table
from converter.script.forms import simplified_only, traditional_only

KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9d"
HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
# A foreign passage ends where a sentence, a quotation or a Chinese clause ends; 、 is Japan's own comma.
_STRETCH = re.compile("[^。，！？!?；\n\r\u2028\u2029「」『』“”（）()《》\ufffc]+")
_FOREIGN = re.compile(f"[{KANA}{HANGUL}]")
_FOREIGN_WORD = re.compile(f"[{KANA}{HANGUL}]+(?:[{HAN}]{{1,2}}[{KANA}{HANGUL}]+)*")


def masked(text: str) -> list[Range]:
    """The ranges of a text that stay as they are."""
    foreign = [span for place in lines_with(_FOREIGN, text) for span in _foreign(text, *place)]
    return merged([*addresses(text), *foreign]) if foreign else addresses(text)


def _foreign(text: str, start: int, end: int) -> Iterator[Range]:
    for stretch in _STRETCH.finditer(text, start, end):
        letters = len(_FOREIGN.findall(stretch.group()))
        if (letters >= 2 or (letters and _japanese().search(stretch.group()))) and not _chinese().search(
            stretch.group()
        ):
            yield stretch.span()
        elif letters:
            yield from (word.span() for word in _FOREIGN_WORD.finditer(text, *stretch.span()))


@cache
def _chinese() -> re.Pattern[str]:
    """Characters that modern Japanese does not write: a stretch that has one is Chinese with a foreign word in it."""
    shinjitai = table("JPShinjitaiCharacters")
    japanese = set(shinjitai) | set(table("TSCharacters"))  # most of Japan's own forms are Traditional ones
    simplified = simplified_only() - set(shinjitai) - set(shinjitai.values()) - japanese
    abolished = {old for new, old in shinjitai.items() if new != old and old in traditional_only()}
    return re.compile(f"[{''.join(sorted(simplified | abolished))}]")


@cache
def _japanese() -> re.Pattern[str]:
    """Characters that only Japanese writes: 発 気 駅."""
    chinese = {c for name in ("STCharacters", "TSCharacters") for pair in table(name).items() for c in pair}
    return re.compile(f"[{''.join(sorted(set(table('JPShinjitaiCharacters')) - chinese))}]")
