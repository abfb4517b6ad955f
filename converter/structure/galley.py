"""The galley: the source's lines, and what has been decided about each.

In: one `Paragraph` per source line, as the text reader gives them. The rules read the lines and write
a `Verdict` where they know something; `assembly` makes blocks, metadata and the ledger's entry from both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from converter.characters import is_han, is_western
from converter.document import Document, Paragraph
from converter.ledger import BREAK
from converter.settings import Settings
from converter.structure.line import Line
from converter.structure.page_wording import PageWords
from converter.structure.wrapping import Wrap, fit

QUOTING = re.compile(r"[ \t]*(?:>[ \t]?)+")
QUOTED_SHARE = 0.9  # of the lines begin with >: the text is a quoted e-mail
APART = re.compile("[一-鿿] [A-Za-z0-9]|[A-Za-z0-9] [一-鿿]")
CLOSE = re.compile("[一-鿿][A-Za-z0-9]|[A-Za-z0-9][一-鿿]")
OPENS, ENDS = "([{", ",.;:)]}!?"  # Western marks that have a space outside them
COLUMNS = re.compile(r"\S(?:\u3000{2,}| {3,})\S")  # no wrapper leaves such a gap in a line
SAMPLE_LINES = 2000
LINK_WIDTH = 30.0  # ems; hardly any link to another page is longer
SAMPLE = 60_000  # characters, enough to count marks in


class Kind(StrEnum):
    """What a line is."""

    BODY = "body"
    HEADING = "heading"
    BYLINE = "byline"
    QUOTE = "quote"
    VERSE = "verse"
    STANZA = "stanza"
    ITEM = "item"
    ROW = "row"
    FURNITURE = "furniture"
    FRONT = "front"  # every part of it goes to the metadata, or out


GONE = frozenset({Kind.FURNITURE, Kind.FRONT})  # such a line leaves the body


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line that leaves it (offsets in `Line.text`): where it goes, or what stands there instead."""

    start: int
    end: int
    rule: str
    why: str
    to: str = ""  # "meta.date"; empty: nowhere
    after: str = ""
    note: str = ""  # where `after` is an object: the note that is called here


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line is, and why we think so."""

    kind: Kind = Kind.BODY
    rule: str = ""
    why: str = ""
    sure: bool = True
    joined: bool = False  # it continues the line before
    page: bool = False  # furniture of a page: what stands before and after it may be one paragraph
    level: int = 0  # of a heading; an item's number
    to: str = ""  # where a line that leaves its place went
    parts: tuple[Part, ...] = ()


QUOTED = Verdict(Kind.QUOTE, "lines.quoted", "a passage quoted with >")


@dataclass
class Galley:
    """All lines with their verdicts; None where nothing is decided yet."""

    lines: list[Line]
    settings: Settings
    verdicts: list[Verdict | None] = field(default_factory=list)
    title: int = 0  # the line before which no title stands
    outline: dict[str, int] = field(default_factory=dict)  # how deep the entries of a typed table of contents stand
    cuts: dict[int, list[Part]] = field(default_factory=dict)  # what leaves a line whatever the line is

    def __post_init__(self) -> None:
        blank = Verdict(Kind.FURNITURE, "lines.blank", "nothing but space and quoting marks", page=True)
        self.verdicts = [None if line.text else blank for line in self.lines]

    def decide(self, index: int, verdict: Verdict) -> None:
        """Write a verdict down, unless its rule is switched off."""
        if not self.settings.skips(verdict.rule):
            self.verdicts[index] = verdict

    def cut(self, index: int, part: Part) -> None:
        """Take a piece out of a line about which nothing is decided yet, unless the rule is switched off."""
        if not self.settings.skips(part.rule):
            self.cuts.setdefault(index, []).append(part)

    def kept(self, index: int) -> str:
        """A line's text without what was cut out of it."""
        if index not in self.cuts:
            return self.lines[index].text
        text, at = "", 0
        for part in sorted(self.cuts[index], key=lambda part: part.start):
            text, at = text + self.lines[index].text[at : part.start], part.end
        return text + self.lines[index].text[at:]

    def read(self, index: int) -> Line:
        """A line as it reads without what was cut out of it."""
        line = self.lines[index]
        if index not in self.cuts:
            return line
        return Line(
            line.number, line.at, line.raw[: line.lead] + self.kept(index), line.blanks, line.quoting, line.quoted
        )

    def settled(self, index: int) -> Verdict:
        """What became of a line: its verdict, with what was cut out of it."""
        verdict = self.verdicts[index] or (QUOTED if self.lines[index].quoted else Verdict())
        cuts = self.cuts.get(index, [])
        if not cuts or verdict.kind in GONE:
            return verdict
        apart = [part for part in verdict.parts if all(part.end <= cut.start or cut.end <= part.start for cut in cuts)]
        return replace(verdict, parts=tuple(sorted((*apart, *cuts), key=lambda part: part.start)))

    def open(self) -> Iterator[tuple[int, Line]]:
        """The lines about which nothing is decided yet."""
        for index, (line, verdict) in enumerate(zip(self.lines, self.verdicts, strict=True)):
            if verdict is None:
                yield index, line

    @cached_property
    def wrap(self) -> Wrap:
        """How the text was wrapped; asked once the page numbers are out."""
        return fit([line for _, line in self.open() if not line.quoted and not COLUMNS.search(line.text)])

    def fit_again(self) -> None:
        """Forget how the text was wrapped, for lines of a page have been found since that was asked."""
        if any(verdict and verdict.kind is Kind.FURNITURE and not verdict.page for verdict in self.verdicts):
            self.__dict__.pop("wrap", None)

    @cached_property
    def quoted_wrap(self) -> Wrap:
        """How the passages that it quotes were wrapped."""
        return fit([line for _, line in self.open() if line.quoted])

    @cached_property
    def page_words(self) -> PageWords:
        """The words of web pages, weighed against this text's prose."""
        prose = (line for line in self.lines[:SAMPLE_LINES] if line.stopped or line.width > LINK_WIDTH)
        return PageWords(line.plain for line in prose)

    @cached_property
    def body_width(self) -> float:
        """The median width in ems of the lines of prose (those of 20 ems or more); 0 when there are none."""
        widths = sorted(line.width for line in self.lines if line.width >= 20)
        return widths[len(widths) // 2] if widths else 0.0

    @cached_property
    def spaced(self) -> bool:
        """Whether the text has a space between Han and Western words, as some authors write."""
        apart, close = len(APART.findall(self.sample)), len(CLOSE.findall(self.sample))
        return apart > close

    @cached_property
    def sample(self) -> str:
        """The text's first characters, to count in: up to SAMPLE of them."""
        return "".join(line.text for line in self.lines[: SAMPLE // 10])[:SAMPLE]


def galley_of(document: Document, settings: Settings) -> Galley:
    """The lines of a document that came from plain text."""
    found: list[tuple[int, int, str]] = []  # number, offset, raw
    at = 0
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            raise TypeError("a plain text holds nothing but lines")
        number = block.origin.first_line if block.origin else len(found) + 1
        found.append((number, at, block.text.chars))
        at += len(block.text.chars) + len(BREAK)
    marks = [0] * len(found) if settings.skips("lines.quoting") else _quoting(found)
    whole = sum(map(bool, marks)) >= max(2, QUOTED_SHARE * len(found))
    return Galley(list(_lines(found, marks, whole=whole)), settings)


def _quoting(found: Sequence[tuple[int, int, str]]) -> list[int]:
    """How many characters of quoting marks each line begins with; lines that stand alone only begin with >."""
    ends = [match.end() if (match := QUOTING.match(raw)) else 0 for _, _, raw in found]
    return ends if any(map(all, pairwise(ends))) else [0] * len(found)


def _lines(found: Sequence[tuple[int, int, str]], marks: Sequence[int], *, whole: bool) -> Iterator[Line]:
    """The lines; a line of nothing but quoting marks is a blank line of the quoted text, and goes with the next."""
    last, empty = 0, 0
    for (number, at, raw), end in zip(found, marks, strict=True):
        line = Line(number, at, raw, number - last - 1 + empty, end, bool(end) and not whole)
        yield line
        empty = 0 if line.text else empty + 1
        last = number


def seam(left: str, right: str, *, spaced: bool) -> str:
    """What a line end stood for: a space between Western words, and beside one where the text has spaces there."""
    if not left or not right:
        return ""
    one, other = is_western(left[-1]), is_western(right[0])
    apart = (one and other) or (spaced and ((one and is_han(right[0])) or (other and is_han(left[-1]))))
    return " " if apart or (one and right[0] in OPENS and right[0].isascii()) or (left[-1] in ENDS and other) else ""
