"""One group of OpenCC tables at the speed of `str.translate`, with exactly the package's output.

In: a text. Out: the text converted, or the splices that phrases make. Characters are mapped all at
once; only where a phrase says something else than its characters do are the matches gathered, and
where several overlap the package itself decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from converter.script.dictionaries import Table, characters, phrases
from converter.script.opencc import engine, separators

FOR_THE_PACKAGE = (
    40  # characters; its time grows with the square of the length, so that a hostile text would take hours
)
Splice = tuple[int, int, str]  # start, end, what stands there instead


class Group:
    """Tables of one conversion step, the first with an entry wins over the later ones."""

    def __init__(self, *tables: Table) -> None:
        cut = separators()
        # The package never finds an entry that holds a separator.
        usable = [{k: v for k, v in entries.items() if not cut.search(k)} for entries in tables]
        self.phrases: Table = {}
        singles: Table = {}
        self._level: dict[str, int] = {}
        for level, entries in enumerate(usable):
            self._level = dict.fromkeys(phrases(entries), level) | self._level
            self.phrases = phrases(entries) | self.phrases
            singles = characters(entries) | singles
        self._characters = {ord(source): target for source, target in singles.items()}
        # A lone match decides itself, unless a table before the phrases has taken one of its characters.
        self._direct = not any(characters(entries) for entries in usable[:-1])
        self._decide = lru_cache(maxsize=20_000)(engine(usable))
        self._index()

    def convert(self, text: str) -> str:
        """The text after this step."""
        out: list[str] = []
        at = 0
        for start, end, new in self.splices(text):
            out += (text[at:start].translate(self._characters), new)
            at = end
        return "".join([*out, text[at:].translate(self._characters)])

    def splices(self, text: str) -> Iterator[Splice]:
        """What phrases change beyond the plain mapping of characters, left to right, never overlapping."""
        done = 0
        for found in self._trigger.finditer(text) if self._trigger else ():
            if found.start() >= done:
                start, done = self._stretch(text, found.start())
                yield from self._components(text, start, done)

    def plain(self, text: str) -> str:
        """The text with its characters mapped one by one."""
        return text.translate(self._characters)

    def _index(self) -> None:
        self._inner = {phrase[i : i + 2] for phrase in self.phrases for i in range(len(phrase) - 1)}
        self._lengths: dict[str, tuple[int, ...]] = {}
        lengths: dict[str, set[int]] = {}
        triggers: set[str] = set()
        self._odd: set[str] = set()
        for phrase, target in self.phrases.items():
            lengths.setdefault(phrase[:2], set()).add(len(phrase))
            plain = self.plain(phrase)
            if plain != target:
                self._odd.add(phrase)
                same = len(plain) == len(target) == len(phrase)
                triggers.update(c for c, a, b in zip(phrase, plain, target, strict=True) if a != b) if same else \
                    triggers.add(phrase[0])  # fmt: skip
        self._lengths = {start: tuple(sorted(found)) for start, found in lengths.items()}
        self._trigger = re.compile(f"[{re.escape(''.join(sorted(triggers)))}]") if triggers else None

    def _stretch(self, text: str, at: int) -> tuple[int, int]:
        """The widest range around a place that no phrase can cross."""
        start, end = at, at + 1
        while start and text[start - 1 : start + 1] in self._inner:
            start -= 1
        while end < len(text) and text[end - 1 : end + 1] in self._inner:
            end += 1
        return start, end

    def _components(self, text: str, start: int, end: int) -> Iterator[Splice]:
        group: list[tuple[int, int]] = []
        reach = start
        for match in self._matches(text, start, end):
            if group and match[0] >= reach:
                yield from self._settle(text, group)
                group = []
            group.append(match)
            reach = max(reach, match[1])
        yield from self._settle(text, group)

    def _matches(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for at in range(start, end - 1):
            for length in self._lengths.get(text[at : at + 2], ()):
                if at + length > end:
                    break
                if text[at : at + length] in self.phrases:
                    yield at, at + length

    def _settle(self, text: str, group: list[tuple[int, int]]) -> Iterator[Splice]:
        """One splice for matches that overlap each other, when it makes a difference."""
        if not any(text[start:end] in self._odd for start, end in group):
            return  # whichever of them wins, its characters are mapped one by one
        start, end = group[0][0], max(end for _, end in group)
        piece = text[start:end]
        if len(group) == 1 and self._direct:
            new = self.phrases[piece]
        elif self._direct and end - start > FOR_THE_PACKAGE:
            new = self._longest_first(text, group)
        else:
            new = self._decide(piece)
        if new != self.plain(piece):
            yield start, end, new

    def _longest_first(self, text: str, group: list[tuple[int, int]]) -> str:
        """The package's own order: the first table, the longest match, the leftmost."""
        first, last = group[0][0], max(end for _, end in group)
        taken = bytearray(last - first)
        chosen: list[Splice] = []
        for start, end in sorted(group, key=lambda m: (self._level[text[m[0] : m[1]]], m[0] - m[1], m[0])):
            if not any(taken[start - first : end - first]):
                taken[start - first : end - first] = b"\1" * (end - start)
                chosen.append((start - first, end - first, self.phrases[text[start:end]]))
        return spliced(self.plain(text[first:last]), sorted(chosen))


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """The text with the splices made; they are in order and do not overlap."""
    out: list[str] = []
    at = 0
    for start, end, new in splices:
        out += (text[at:start], new)
        at = end
    return "".join([*out, text[at:]])
