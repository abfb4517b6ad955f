"""One group of OpenCC tables at the speed of `str.translate`, with exactly the package's output.

In: a text. Out: the text converted, or the splices that phrases make. Characters are mapped all at
once; only where a phrase says something else than its characters do are the matches gathered, and
where several overlap the package itself decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from operator import add

from converter.script.dictionaries import CharacterMap, Table, characters, phrases
from converter.script.opencc import Engine, engine, separators

FOR_THE_PACKAGE = (
    40  # characters; its time grows with the square of the length, so that a hostile text would take hours
)
REMEMBERED = 20_000  # stretches; the words of a book come again and again
Match = tuple[int, int]  # start, end of a phrase
Splice = tuple[int, int, str]  # start, end, what stands there instead


class Group:
    """Tables of one conversion step, the first with an entry wins over the later ones."""

    def __init__(self, *tables: Table) -> None:
        usable = [_findable(entries) for entries in tables]
        self._tables = usable
        self.phrases: Table = {}
        singles: Table = {}
        for entries in reversed(usable):
            self.phrases |= phrases(entries)
            singles |= characters(entries)
        self.plain = CharacterMap(singles)  # a text with its characters mapped one by one
        self._even = all(len(target) == 1 for target in singles.values())
        # A lone match decides itself, unless a table before the phrases has taken one of its characters.
        self._direct = not any(len(source) == 1 for entries in usable[:-1] for source in entries)
        self._within = lru_cache(maxsize=REMEMBERED)(self._found)
        self._index()

    @cached_property
    def _decide(self) -> Engine:
        return lru_cache(maxsize=REMEMBERED)(engine(self._tables))

    def convert(self, text: str) -> str:
        """The text after this step."""
        splices = list(self.splices(text))
        if not self._even:
            return _joined(text, splices, self.plain)
        return spliced(self.plain(text), splices)

    def splices(self, text: str) -> Iterator[Splice]:
        """What phrases change beyond the plain mapping of characters, left to right, never overlapping."""
        if self._trigger is None:
            return
        done = 0
        pairs = self._pairs
        for found in self._trigger.finditer(text):
            at = found.start()
            if at >= done and (text[at : at + 2] in pairs or (at and text[at - 1 : at + 1] in pairs)):
                start, done = self._stretch(text, at)
                for first, last, new in self._within(text[start:done]):
                    yield start + first, start + last, new

    def _index(self) -> None:
        self._trigger: re.Pattern[str] | None
        self.triggers: set[str] = set()  # the characters that some phrase maps in its own way
        self._trigger = None
        if not self.phrases:
            return
        together = "\n".join(self.phrases)
        plain = self.plain(together).split("\n") if self._even else [self.plain(phrase) for phrase in self.phrases]
        odd = {p: (t, c) for c, (p, t) in zip(plain, self.phrases.items(), strict=True) if c != t}
        self._pairs: set[str] = set()  # two characters, one of which a phrase maps in its own way
        for phrase, (target, chars) in odd.items():
            same = len(chars) == len(target) == len(phrase)
            own = [i for i, (a, b) in enumerate(zip(target, chars, strict=False)) if a != b] if same else [0]
            for i in own:
                self.triggers.add(phrase[i])
                self._pairs.add(phrase[i : i + 2] if i + 1 < len(phrase) else phrase[i - 1 : i + 1])
        self._odd = frozenset(odd)
        self._inner = set(map(add, together, together[1:]))  # two characters inside a phrase
        self._lengths: dict[str, int] = {}  # the first two characters of phrases, and one bit for each length
        for phrase in self.phrases:
            self._lengths[phrase[:2]] = self._lengths.get(phrase[:2], 0) | 1 << len(phrase)
        self._trigger = re.compile(f"[{re.escape(''.join(sorted(self.triggers)))}]") if self.triggers else None

    def _stretch(self, text: str, at: int) -> tuple[int, int]:
        """The widest range around a place that no phrase can cross."""
        inner, size = self._inner, len(text)
        start, end = at, at + 1
        while start and text[start - 1 : start + 1] in inner:
            start -= 1
        while end < size and text[end - 1 : end + 1] in inner:
            end += 1
        return start, end

    def _found(self, text: str) -> tuple[Splice, ...]:
        """The splices inside a stretch."""
        out: list[Splice] = []
        group: list[Match] = []
        reach = 0
        for match in self._matches(text):
            if group and match[0] >= reach:
                out += self._settle(text, group)
                group = []
            group.append(match)
            reach = max(reach, match[1])
        return (*out, *self._settle(text, group))

    def _matches(self, text: str) -> Iterator[Match]:
        size = len(text)
        for at in range(size - 1):
            lengths = self._lengths.get(text[at : at + 2], 0) >> 2
            length = 2
            while lengths and at + length <= size:
                if lengths & 1 and text[at : at + length] in self.phrases:
                    yield at, at + length
                lengths >>= 1
                length += 1

    def _settle(self, text: str, group: list[Match]) -> Iterator[Splice]:
        """One splice for matches that overlap each other, when it makes a difference."""
        if not any(text[start:end] in self._odd for start, end in group):
            return  # whichever of them wins, its characters are mapped one by one
        start, end = group[0][0], max(end for _, end in group)
        piece = text[start:end]
        new = self._settled(text, group, piece)
        if new != self.plain(piece):
            yield start, end, new

    def _settled(self, text: str, group: list[Match], piece: str) -> str:
        if len(group) == 1 and self._direct:
            return self.phrases[piece]
        if self._direct and len(piece) > FOR_THE_PACKAGE:
            return self._longest_first(text, group)
        return self._decide(piece)

    def _level(self, phrase: str) -> int:
        return next(level for level, entries in enumerate(self._tables) if phrase in entries)

    def _longest_first(self, text: str, group: list[Match]) -> str:
        """The package's own order: the first table, the longest match, the leftmost."""
        chosen = self._first_choice(text, group)
        start, end = group[0][0], max(end for _, end in group)
        splices = [(first - start, last - start, self.phrases[text[first:last]]) for first, last in chosen]
        return _joined(text[start:end], splices, self.plain)

    def _first_choice(self, text: str, group: list[Match]) -> list[Match]:
        first, last = group[0][0], max(end for _, end in group)
        taken = bytearray(last - first)
        chosen: list[Match] = []
        for start, end in sorted(group, key=lambda m: (self._level(text[m[0] : m[1]]), m[0] - m[1], m[0])):
            if not any(taken[start - first : end - first]):
                taken[start - first : end - first] = b"\1" * (end - start)
                chosen.append((start, end))
        return sorted(chosen)


def spliced(text: str, splices: Sequence[Splice]) -> str:
    """The text with the splices made; they are in order and do not overlap."""
    out: list[str] = []
    at = 0
    for start, end, new in splices:
        out += (text[at:start], new)
        at = end
    return "".join([*out, text[at:]])


def _joined(text: str, splices: Sequence[Splice], plain: CharacterMap) -> str:
    """The splices, and between them the text with its characters mapped."""
    out: list[str] = []
    at = 0
    for start, end, new in splices:
        out += (plain(text[at:start]), new)
        at = end
    return "".join([*out, plain(text[at:])])


def _findable(entries: Table) -> Table:
    """The entries that the package can find: none that holds a separator."""
    together = "\0" + "\0".join(entries) + "\0"  # \0 is no separator
    bad = {
        together[together.rindex("\0", 0, found.start()) + 1 : together.index("\0", found.end())]
        for found in separators().finditer(together)
    }
    out = entries.copy() if bad else entries
    for source in bad:
        out.pop(source, None)
    return out
