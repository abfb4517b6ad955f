"""Where the phrases of a group of OpenCC tables may begin, end and matter: plain data, worked out once.

In: tables, the first with an entry wins over the later ones. Out: an `Index`, which can be kept between runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import add
from typing import NamedTuple

from converter.dictionaries import CharacterMap, Table, characters, phrases


class Index(NamedTuple):
    """The phrases of a group, and what its runner asks of them."""

    singles: Table  # one character to its target
    words: frozenset[str]  # the phrases
    inner: frozenset[str]  # two characters side by side inside a phrase
    odd: Table  # the phrases that say something else than their characters do one by one, and their targets
    triggers: str  # the characters that such a phrase maps in its own way
    going_on: frozenset[str]  # such a character and the one behind it, in a phrase that makes a difference
    ending: frozenset[str]  # the one before it and such a character, where it is the last of the phrase
    longest: int  # characters of the longest phrase

    @classmethod
    def of(cls, *tables: Table) -> Index:
        """The index of these tables."""
        words: Table = {}
        singles: Table = {}
        for entries in reversed(tables):
            words |= phrases(entries)
            singles |= characters(entries)
        odd = _odd(words, singles)
        places = [(phrase, at) for phrase, (_, own) in odd.items() for at in own]
        triggers = {phrase[at] for phrase, at in places}
        return cls(
            singles,
            frozenset(words),
            inside(words),
            {phrase: target for phrase, (target, _) in odd.items()},
            "".join(sorted(triggers)),
            frozenset(phrase[at : at + 2] for phrase, at in places if at + 1 < len(phrase)),
            frozenset(phrase[at - 1 : at + 1] for phrase, at in places if at + 1 == len(phrase)),
            max(map(len, words), default=0),
        )


def inside(words: Iterable[str]) -> frozenset[str]:
    """Every two characters that stand side by side inside a word."""
    together = "\n".join(words)
    return frozenset(pair for pair in map(add, together, together[1:]) if "\n" not in pair)


def _odd(words: Table, singles: Table) -> dict[str, tuple[str, list[int]]]:
    """The phrases that say something else than their characters do, with their targets, and at which characters."""
    plain = CharacterMap(singles)
    together = plain("\n".join(words)).split("\n")
    if len(together) != len(words) or any(len(target) != 1 for target in singles.values()):
        together = [plain(word) for word in words]
    out: dict[str, tuple[str, list[int]]] = {}
    for (word, target), chars in zip(words.items(), together, strict=True):
        if target == chars:
            continue
        same = len(chars) == len(target) == len(word)
        own = [at for at, (a, b) in enumerate(zip(target, chars, strict=False)) if a != b] if same else [0]
        out[word] = target, own
    return out
