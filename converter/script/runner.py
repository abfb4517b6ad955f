"""One group of OpenCC tables at the speed of `str.translate`, with exactly the package's output.

In: a text. Out: the text converted, or the splices that phrases make. Characters are mapped all at
once; only where a phrase says something else than its characters do are the matches gathered, and
where several overlap the package itself decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from converter.dictionaries import CharacterMap, Table
from converter.script.index import Index
from converter.script.opencc import Engine, engine, findable

FOR_THE_PACKAGE = (
    40  # characters; its time grows with the square of the length, so that a hostile text would take hours
)
FEW_PAIRS = 1000  # of more, a pattern takes longer to compile than it saves
SHORT = 1000  # characters: in a text so short what it does not hold is not looked for
REMEMBERED = 20_000  # stretches; the words of a book come again and again
Match = tuple[int, int]  # start, end of a phrase
Splice = tuple[int, int, str]  # start, end, what stands there instead


class Runner:
    """Converts by an index; how matches that overlap are settled is for others to say."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.plain = CharacterMap(index.singles)  # a text with its characters mapped one by one
        self._even = all(len(target) == 1 for target in index.singles.values())
        self._within = lru_cache(maxsize=REMEMBERED)(self._found)
        self._written = lru_cache(maxsize=REMEMBERED)(self._rewritten)
        self._trigger = _beside(index) if index.triggers else None

    def convert(self, text: str) -> str:
        """The text after this step."""
        if not self._even:
            return _joined(text, list(self.splices(text)), self.plain)
        plain, written = self.plain(text), self._written
        out: list[str] = []
        add, at = out.append, 0
        for start, end in self._stretches(text):
            new = written(text[start:end])
            if new is not None:
                add(plain[at:start])
                add(new)
                at = end
        return "".join([*out, plain[at:]]) if out else plain

    def splices(self, text: str) -> Iterator[Splice]:
        """What phrases change beyond the plain mapping of characters, left to right, never overlapping."""
        for start, end in self._stretches(text):
            for first, last, new in self._within(text[start:end]):
                yield start + first, start + last, new

    def _stretches(self, text: str) -> Iterator[Match]:
        """The widest ranges that no phrase can cross, around each place where a phrase may make a difference."""
        if not self._trigger:
            return
        inner, going_on, ending = self.index.inner, self.index.going_on, self.index.ending
        size, done = len(text), 0
        for at in [found.start() for found in self._trigger.finditer(text)]:
            if at < done or (text[at : at + 2] not in going_on and text[at - 1 : at + 1] not in ending):
                continue
            start, done = at, at + 1
            while start and text[start - 1 : start + 1] in inner:
                start -= 1
            while done < size and text[done - 1 : done + 1] in inner:
                done += 1
            yield start, done

    def _rewritten(self, text: str) -> str | None:
        """What a stretch becomes, if that is anything else than its characters become one by one."""
        splices = self._found(text)
        return _joined(text, splices, self.plain) if splices else None

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

    def _matches(self, text: str) -> Iterable[Match]:
        size, longest, words = len(text), self.index.longest, self.index.words
        for at in range(size - 1):
            for end in range(at + 2, min(size, at + longest) + 1):
                if text[at:end] in words:
                    yield at, end

    def _settle(self, text: str, group: list[Match]) -> Iterator[Splice]:
        """One splice for matches that overlap each other, when it makes a difference."""
        if not any(text[start:end] in self.index.odd for start, end in group):
            return  # whichever of them wins, its characters are mapped one by one
        start, end = group[0][0], max(end for _, end in group)
        piece = text[start:end]
        new = self._settled(text, group, piece)
        if new != self.plain(piece):
            yield start, end, new

    def _settled(self, text: str, group: list[Match], piece: str) -> str:
        """What these matches, of which one at least is odd, make of the piece they cover together."""
        raise NotImplementedError

    def target(self, phrase: str) -> str:
        """What a phrase becomes."""
        return self.index.odd.get(phrase) or self.plain(phrase)

    def _chosen(self, text: str, start: int, end: int, chosen: Sequence[Match]) -> str:
        """A piece when these matches have been chosen."""
        splices = [(first - start, last - start, self.target(text[first:last])) for first, last in chosen]
        return _joined(text[start:end], splices, self.plain)


class Group(Runner):
    """Tables of one conversion step as the package runs them, the first with an entry wins over the later ones."""

    def __init__(self, *tables: Table) -> None:
        self._tables = [findable(entries) for entries in tables]
        super().__init__(Index.of(*self._tables))
        # A lone match decides itself, unless a table before the phrases has taken one of its characters.
        self._direct = not any(len(source) == 1 for entries in self._tables[:-1] for source in entries)

    @cached_property
    def _decide(self) -> Engine:
        return lru_cache(maxsize=REMEMBERED)(engine(self._tables))

    def _settled(self, text: str, group: list[Match], piece: str) -> str:
        if len(group) == 1 and self._direct:
            return self.target(piece)
        if self._direct and len(piece) > FOR_THE_PACKAGE:
            return self._chosen(text, group[0][0], group[0][0] + len(piece), self._first_choice(text, group))
        return self._decide(piece)

    def _level(self, phrase: str) -> int:
        return next(level for level, entries in enumerate(self._tables) if phrase in entries)

    def _first_choice(self, text: str, group: list[Match]) -> list[Match]:
        """The package's own order: the first table, the longest match, the leftmost."""
        return undisturbed(sorted(group, key=lambda m: (self._level(text[m[0] : m[1]]), m[0] - m[1], m[0])))


def _beside(index: Index) -> re.Pattern[str]:
    """Finds a character that phrases map in their own way; where these are few, beside one that stands so in them."""
    trigger = f"[{re.escape(index.triggers)}]"
    if len(index.going_on) + len(index.ending) > FEW_PAIRS:
        return re.compile(trigger)
    behind = re.escape("".join({pair[1] for pair in index.going_on}))
    before = re.escape("".join({pair[0] for pair in index.ending}))
    places = [f"(?=[{behind}])"] * bool(behind) + [f"(?<=[{before}].)"] * bool(before)
    return re.compile(f"{trigger}(?:{'|'.join(places)})", re.DOTALL)


def undisturbed(matches: Sequence[Match]) -> list[Match]:
    """Of these matches, in the order of their right, those that none before them overlaps; from left to right."""
    first, last = min((start for start, _ in matches), default=0), max((end for _, end in matches), default=0)
    taken = bytearray(last - first)
    chosen: list[Match] = []
    for start, end in matches:
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
