"""Chinese words in Simplified and how common they are, by the dictionary of jieba; the likeliest cut of a text.

OpenCC lists words for their conversion, so 了如 and 天后 stand there, and 如何 and 今天, which need none, do not; nor
does it say that 头发 is commoner than 发花. Only this module imports rjieba, which reads its dictionary in 0.1 s.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from converter.script.everyday import everyday

if TYPE_CHECKING:
    from rjieba import Jieba

Match = tuple[int, int]  # start, end of a word

REMEMBERED = 50_000  # stretches
LATIN = "\u2fff"  # and what else comes before Han characters: T恤 is no word for these two
LONGEST = 5  # characters of a word that is looked for
TOTAL = math.log(6e7)  # of the occurrences of all words that jieba has counted
EVERYDAY = 300  # how often an everyday word has been seen at least: jieba lacks some
UNLISTED = 3  # how often a word of OpenCC's that jieba does not have may have been seen
COMMON = 300  # how often a word has been seen that everybody knows
STANDS_ALONE = 5000  # a character that is seen so often is a word by itself
STRAY = 2.5  # what one costs beyond its own frequency that is none


@cache
def _jieba() -> Jieba:
    from rjieba import Jieba

    return Jieba()


@lru_cache(maxsize=REMEMBERED)
def is_word(text: str) -> bool:
    """Whether jieba's dictionary has it, or it is one of our everyday words."""
    return text in everyday() or (text.isalpha() and _jieba().has_word(text))  # no surrogate is a letter


class _Pairs(dict[str, bool]):
    """Whether two Han characters are a word, remembered: asked so often that a plain dict's speed matters."""

    def __missing__(self, pair: str) -> bool:
        if len(self) >= REMEMBERED:
            self.clear()
        return self.setdefault(pair, min(pair) > LATIN and is_word(pair))


pairs = _Pairs()


@lru_cache(maxsize=REMEMBERED)
def cost(word: str) -> float:
    """How rare a word is: the negative logarithm of its share in running text."""
    if len(word) == 1:
        seen = _jieba().suggest_freq(word) if word.isalpha() else 0
        return TOTAL - math.log(max(1, seen)) + (0 if seen >= STANDS_ALONE else STRAY)
    seen = _jieba().suggest_freq(word) if is_word(word) else UNLISTED
    return TOTAL - math.log(max(seen, EVERYDAY) if word in everyday() else seen)


def common(word: str) -> bool:
    """Whether mainland prose has it often."""
    return is_word(word) and _jieba().suggest_freq(word) >= COMMON


@lru_cache(maxsize=REMEMBERED)
def is_name(text: str) -> bool:
    """Whether jieba's dictionary has it as the name of a person."""
    if not _jieba().has_word(text):
        return False
    tags = _jieba().tag(text, hmm=False)  # nr, nrt or nrfg: a person's name
    return len(tags) == 1 and tags[0][1].startswith("nr")


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
    """Every word that begins inside a stretch of a text and does not go beyond it."""
    size = len(text) if end is None else end
    for at in range(start, size - 1):
        for end in range(at + 2, min(size, at + LONGEST) + 1):
            if is_word(text[at:end]):
                yield at, end


@lru_cache(maxsize=REMEMBERED)
def cut(text: str) -> tuple[Match, ...]:
    """The words of the likeliest cut by jieba itself, left to right; what stands alone is not among them."""
    if not text.isprintable():  # a lone surrogate, which is none
        return ()
    return tuple((start, end) for _, start, end in _jieba().tokenize(text, hmm=False) if end - start > 1)


def cheapest(text: str, among: Iterable[Match], price: Callable[[str], float] = cost) -> tuple[list[Match], float]:
    """The cut into these words and single characters that costs least, and its cost."""
    size = len(text)
    costs = [0.0] * (size + 1)  # from each place to the end
    ends = list(range(1, size + 2))  # where the word ends that begins the best cut there
    beginning: dict[int, list[int]] = {}
    for first, last in among:
        beginning.setdefault(first, []).append(last)
    for at in range(size - 1, -1, -1):
        best = costs[at + 1] + price(text[at])
        for last in beginning.get(at, ()):
            here = costs[last] + price(text[at:last])
            if here < best:
                best, ends[at] = here, last
        costs[at] = best
    chosen: list[Match] = []
    at = 0
    while at < size:
        if ends[at] > at + 1:
            chosen.append((at, ends[at]))
        at = ends[at]
    return chosen, costs[0]
