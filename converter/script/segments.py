"""Where phrases of the dictionary meet other words in running prose, the likeliest cut by word frequencies.

OpenCC takes the longest phrase wherever it begins: 展示|了如|何, 工|头发|工资. Only where a phrase that matters meets
another word is the text cut again; everything else stays as OpenCC has it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter

from converter.dictionaries import CharacterMap, Table
from converter.script import vocabulary
from converter.script.everyday import everyday
from converter.script.runner import REMEMBERED, Match, Runner, undisturbed

MARGIN = 0.5  # below this, in the logarithm of probabilities, OpenCC's own cut stands
WHOLE = 0.1  # how much better a word of jieba's is than its parts
LISTED = 1.0  # and one that only OpenCC knows


class Segmented(Runner):
    """A group whose phrases are cut as words."""

    def _stretches(self, text: str) -> Iterator[Match]:
        """The group's own, with the words that begin before one or end behind it."""
        pairs, size = vocabulary.pairs, len(text)
        last: Match | None = None
        for start, end in super()._stretches(text):
            if last and end <= last[1]:
                continue
            done = last[1] if last else 1
            while start >= done and pairs[text[start - 1 : start + 1]]:
                start -= 1
            while end < size and pairs[text[end - 1 : end + 1]]:
                end += 1
            if last and start < last[1]:
                last = last[0], end
                continue
            if last:
                yield last
            last = start, end
        if last:
            yield last

    def _matches(self, text: str) -> Iterable[Match]:
        """The group's, and every word that overlaps one that matters."""
        found = list(super()._matches(text))
        if found == [(0, len(text))]:
            return found
        odd = [match for match in found if text[slice(*match)] in self.index.odd]
        if not odd:
            return found
        reach = vocabulary.LONGEST - 1
        near = vocabulary.words(text, max(0, odd[0][0] - reach), min(len(text), odd[-1][1] + reach))
        inside = bytearray(len(text))
        for start, end in odd:
            inside[start:end] = b"\1" * (end - start)
        return sorted({*found, *((start, end) for start, end in near if 1 in inside[start:end])})

    def _settled(self, text: str, group: list[Match], piece: str) -> str:
        if len(group) == 1:
            return self.target(piece)
        start, end = group[0][0], group[0][0] + len(piece)
        listed = [match for match in group if text[slice(*match)] in self.index.words]
        listed.sort(key=lambda match: (match[0] - match[1], match[0]))  # OpenCC's order: the longest, the leftmost
        chosen = undisturbed(listed)
        best, cost = vocabulary.cheapest(piece, [(first - start, last - start) for first, last in group], _price)
        if cost < _cost(text, start, end, chosen) - MARGIN:
            # A word that only holds phrases (面粉厂) leaves them as they are.
            chosen = undisturbed(list(_held(listed, [(first + start, last + start) for first, last in best])))
        return self._chosen(text, start, end, chosen)


def _held(matches: Iterable[Match], words: list[Match]) -> Iterator[Match]:
    """The matches that lie inside one of these words, which are in order and do not overlap."""
    for start, end in matches:
        at = bisect_right(words, start, key=itemgetter(0)) - 1  # the last that begins no later
        if at >= 0 and end <= words[at][1]:
            yield start, end


def _cost(text: str, start: int, end: int, words: list[Match]) -> float:
    inside = {at for first, last in words for at in range(first, last)}
    alone = sum(vocabulary.cost(text[at]) for at in range(start, end) if at not in inside)
    return alone + sum(_price(text[first:last]) for first, last in words)


@lru_cache(maxsize=REMEMBERED)
def _price(phrase: str) -> float:
    """What a phrase costs: no more than its own words, for inside it the dictionary knows best."""
    if len(phrase) < 2:
        return vocabulary.cost(phrase)
    parts = [match for match in vocabulary.words(phrase) if match != (0, len(phrase))]
    own = vocabulary.cheapest(phrase, parts)[1] - (WHOLE if vocabulary.is_word(phrase) else LISTED)
    return min(own, vocabulary.cost(phrase)) if vocabulary.is_word(phrase) else own


def with_everyday(words: Table, characters: Table) -> Table:
    """The phrases, and the everyday words that are not among them, their characters mapped one by one."""
    missing = everyday() - words.keys()
    mapped = CharacterMap(characters)("\n".join(missing)).split("\n")
    return words | dict(zip(missing, mapped, strict=True))
