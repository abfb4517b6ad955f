"""A dictionary's words, found around a place; and the words that Taiwan prints beside the forms OpenCC has."""

from __future__ import annotations

from functools import cache, lru_cache

from converter.script.index import inside
from converter.script.runner import REMEMBERED

LONGEST_WORD = 8
# Beside 傢俱 發黴 硃紅 捱打 紮實 伙伕 祕密 僱用 兇手 獎盃 託付 …: an author's choice.
PRINTED_TOO = (
    "干貝 碼表 全彩 家具 發霉 霉菌 霉味 黴菌 朱紅 挨打 挨餓 挨罵 扎實 扎根 駐扎 伙夫 伙食 秘密 "
    "秘書 秘訣 神秘 雇用 雇主 雇員 凶手 凶惡 凶器 凶猛 行凶 獎杯 世界杯 托付 寄托 托兒所 "
    "拜托 委托 背包 背負 品嘗 嘗試 欲望 食欲 升起 橋梁 棟梁 脊梁 旗杆 桅杆 念書 念頭 背誦 "
    "注解 注釋 注冊 記錄 紀錄 迴響 回響 折疊 曲折 煙草 碼表 全彩 香煙 鏟除 搜集 彙集 匯集 "
    "匯報 才能 剛才 "
)


class Words:
    """A dictionary's words, to be found around a place."""

    def __init__(self, words: frozenset[str], inner: frozenset[str]) -> None:
        self.words = words
        self._inner = inner  # every two characters inside a word
        self._within = lru_cache(maxsize=REMEMBERED)(self._longest)

    def longest(self, text: str, at: int, first: int, last: int) -> int:
        """The length of the longest word of two or more characters that holds this place; 0 when there is none.

        It lies between two other places, `first` and `last`.
        """
        inner = self._inner
        start, end = at, at + 1
        while start > first and text[start - 1 : start + 1] in inner:
            start -= 1
        while end < last and text[end - 1 : end + 1] in inner:
            end += 1
        return self._within(text[start:end], at - start) if end - start > 1 else 0

    def _longest(self, text: str, at: int) -> int:
        for length in range(min(LONGEST_WORD, len(text)), 1, -1):
            for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
                if text[start : start + length] in self.words:
                    return length
        return 0


@cache
def printed_too() -> Words:
    """Words that Taiwan prints beside the forms that OpenCC has."""
    words = frozenset(PRINTED_TOO.split())
    return Words(words, inside(words))
