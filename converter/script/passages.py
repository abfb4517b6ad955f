"""A long text decided passage by passage, and every different passage only once.

In: a text. Out: the text as it has been decided, of the same length, and the places worth a note. A passage is Han
characters side by side. No word of the dictionaries goes beyond it, and a rule of the neighbourhood asks at most for
the mark that ends it: so the passage decides, and nothing around it does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Generic, TypeVar

from converter.addresses import HAN

JOINED = "·〇\\-"  # inside names and numbers of the dictionaries: 里姆斯基-科萨科夫
ASKED_FOR = "：“「『，"  # a rule may ask whether the passage ends before one of these
BLOCK = 20_000  # passages looked up at a time
REMEMBERED = 500_000  # characters: two books' worth of different passages
SAMPLE = 10_000  # characters at the beginning of a text that show whether its passages come again
ENOUGH = 0.05  # of them
LIMIT = "\n"  # between passages that are decided together

Note = TypeVar("Note")

_PASSAGE = re.compile(f"([{HAN}{JOINED}]+[{ASKED_FOR}]?)")


class Decided(Generic[Note]):
    """A text as it has been decided, and the notes on it."""

    def __init__(self, parts: list[str], noted: Sequence[dict[int, Note] | None]) -> None:
        self.text = "".join(parts)
        self._parts = parts
        self._noted = noted  # of every second part

    @cached_property
    def places(self) -> dict[int, Note]:
        """The notes by their offsets in the text."""
        starts = list(accumulate(map(len, self._parts)))  # where each part ends, and so the passage behind it begins
        there = [(starts[2 * n], places) for n, places in enumerate(self._noted) if places]
        return {start + at: note for start, places in there for at, note in places.items()}


class Passages(Generic[Note]):
    """Decides a text by a function, each of its passages once where they are seen to come again."""

    def __init__(self, decide: Callable[[str], tuple[str, dict[int, Note]]]) -> None:
        self._decide = decide
        self._known: dict[str, str] = {}
        self._noted: dict[str, dict[int, Note]] = {}  # of the passages that have places worth a note
        self._size = 0  # characters remembered

    def __call__(self, text: str) -> Decided[Note]:
        """The text, every passage decided."""
        if len(text) > SAMPLE and not _repeats(text[:SAMPLE]):
            decided, places = self._decide(text)
            return Decided(["", decided], [places])
        parts = _PASSAGE.split(text)  # a passage at every second place
        noted: list[dict[int, Note] | None] = []
        for first in range(1, len(parts), 2 * BLOCK):
            passages = parts[first : first + 2 * BLOCK : 2]
            known, notes = self._learned(passages)
            noted += map(notes.get, passages)
            parts[first : first + 2 * BLOCK : 2] = map(known.__getitem__, passages)
        return Decided(parts, noted)

    def _learned(self, passages: list[str]) -> tuple[dict[str, str], dict[str, dict[int, Note]]]:
        """What is known of passages, these among them."""
        known, noted = self._known, self._noted
        new = [passage for passage in dict.fromkeys(passages) if passage not in known]
        if not new:
            return known, noted
        self._size += sum(map(len, new))
        if self._size > REMEMBERED:  # begin again with other dicts: another thread may be reading these
            new = list(dict.fromkeys(passages))
            self._known, self._noted, self._size = known, noted, _ = {}, {}, sum(map(len, new))
        decided, notes = self._decide(LIMIT.join(new))
        starts = list(accumulate((len(passage) + len(LIMIT) for passage in new), initial=0))
        for at, note in notes.items():
            place = bisect_right(starts, at) - 1
            noted.setdefault(new[place], {})[at - starts[place]] = note
        known.update(zip(new, decided.split(LIMIT), strict=True))
        return known, noted


def _repeats(text: str) -> bool:
    """Whether enough of a text has been said in it before: prose hardly repeats a passage, tables and forms do."""
    passages = _PASSAGE.findall(text)
    return sum(map(len, set(passages))) < (1 - ENOUGH) * sum(map(len, passages))
