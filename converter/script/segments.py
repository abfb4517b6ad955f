"""Where phrases of the dictionary overlap in running prose, the cut that leaves the fewest and commonest words.

OpenCC takes the longest phrase wherever it begins: 展示|了如|何, 被发|明. Only such overlaps are judged again, with
everyday words as witnesses; everything else stays as OpenCC has it.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import cache

from converter.dictionaries import CharacterMap, Table
from converter.script.everyday import ALONE, everyday
from converter.script.runner import Match, Runner, undisturbed

EVERYDAY, LISTED = 0.9, 1.0  # what a word costs
SINGLE, STRAY = 1.0, 1.6  # what a character costs that is a word by itself, and one that hardly is
PARTICLES = frozenset("在的和与了是不也都就很有被把从对向到将这那")
ONLY = "只"
MARGIN = 0.05  # below this, OpenCC's own cut stands


class Segmented(Runner):
    """A group whose overlapping phrases are cut as words."""

    def _settled(self, text: str, group: list[Match], piece: str) -> str:
        if len(group) == 1:
            return self.target(piece)
        start, end = group[0][0], group[0][0] + len(piece)
        chosen = undisturbed(sorted(group, key=lambda m: (m[0] - m[1], m[0])))  # OpenCC's: the longest, the leftmost
        best, cost = _cheapest(piece, piece, [(first - start, last - start) for first, last in group], word_cost)
        if cost < _cost(text, start, end, chosen) - MARGIN:
            chosen = [(first + start, last + start) for first, last in best]
        return self._chosen(text, start, end, chosen)


def with_everyday(words: Table, characters: Table) -> Table:
    """The phrases, and the everyday words that are not among them, their characters mapped one by one."""
    missing = everyday() - words.keys()
    mapped = CharacterMap(characters)("\n".join(missing)).split("\n")
    return words | dict(zip(missing, mapped, strict=True))


class Lexicon:
    """Words and what each costs, to cut short texts by."""

    def __init__(self, words: Container[str], longest: int, price: Callable[[str], float]) -> None:
        self._words = words
        self._longest = longest  # characters
        self._price = price

    def cut(self, text: str, folded: str) -> tuple[list[Match], float]:
        """The words of the cheapest cut, left to right, and what it costs with all that stands alone.

        The text is given a second time in Simplified: so it shows what stands alone as a word.
        """
        size, words = len(text), self._words
        ends = ((at, end) for at in range(size - 1) for end in range(at + 2, min(size, at + self._longest) + 1))
        found = [(at, end) for at, end in ends if text[at:end] in words]
        return _cheapest(text, folded, found, self._price)


def _cost(text: str, start: int, end: int, words: list[Match]) -> float:
    inside = {at for first, last in words for at in range(first, last)}
    alone = sum(_alone(text[at]) for at in range(start, end) if at not in inside)
    return alone + sum(word_cost(text[first:last]) for first, last in words)


def _cheapest(text: str, folded: str, words: list[Match], price: Callable[[str], float]) -> tuple[list[Match], float]:
    """The cut that costs least, from the back to the front."""
    size = len(text)
    costs = [0.0] * (size + 1)  # from each place to the end
    ends = list(range(1, size + 2))  # where the word ends that begins the best cut there
    beginning: dict[int, list[int]] = {}
    for first, last in words:
        beginning.setdefault(first, []).append(last)
    for at in range(size - 1, -1, -1):
        best = costs[at + 1] + _alone(folded[at])
        for last in beginning.get(at, ()):
            cost = costs[last] + price(text[at:last])
            if cost < best:
                best, ends[at] = cost, last
        costs[at] = best
    chosen: list[Match] = []
    at = 0
    while at < size:
        if ends[at] > at + 1:
            chosen.append((at, ends[at]))
        at = ends[at]
    return chosen, costs[0]


@cache
def word_cost(word: str) -> float:
    """What a word of OpenCC's dictionary costs."""
    if word in everyday():
        return EVERYDAY
    if word[0] in PARTICLES and word[1:] in everyday():
        return SINGLE + EVERYDAY  # 在下面 stands in the dictionary, and is two words
    if word[0] == ONLY and len(word) == 2:
        return SINGLE + STRAY  # 只花 stands there to be kept from 隻; 那只|花狗 is no less a cut
    return LISTED


def _alone(c: str) -> float:
    return SINGLE if c in ALONE else STRAY
