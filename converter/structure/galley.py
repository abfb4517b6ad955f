"""The galley: the source's lines, and what has been decided about each.

In: one `Paragraph` per source line, as the text reader gives them. The rules read the lines and write
a `Verdict` where they know something; `assembly` makes blocks, metadata and the ledger's entry from both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from converter.characters import ends_sentence, plain, width
from converter.document import Document, Paragraph
from converter.ledger import BREAK
from converter.settings import Settings

BLANK = " \t\u3000\u00a0\u2002\u2003"
INDENT = re.compile(f"[{BLANK}]*")


class Kind(StrEnum):
    """What a line is."""

    BODY = "body"
    HEADING = "heading"
    BYLINE = "byline"
    VERSE = "verse"
    FURNITURE = "furniture"
    FRONT = "front"  # every part of it goes to the metadata, or out


@dataclass(frozen=True)
class Line:
    """One line of the source that is not blank."""

    number: int  # in the source, 1-based
    at: int  # of the raw line in the flat text
    raw: str
    blanks: int  # blank lines before it

    @cached_property
    def text(self) -> str:
        """The line without its indent and trailing space."""
        return self.raw.strip(BLANK)

    @cached_property
    def plain(self) -> str:
        """The same in Simplified characters and half-width ASCII; same offsets."""
        return plain(self.text)

    @cached_property
    def indent(self) -> float:
        """The width in ems of the space before it."""
        match = INDENT.match(self.raw)
        return width(match[0]) if match else 0.0

    @cached_property
    def width(self) -> float:
        """The width of the text in ems."""
        return width(self.text)

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends a sentence."""
        return ends_sentence(self.text)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line that leaves it (offsets in `Line.text`): where it goes, or what stands there instead."""

    start: int
    end: int
    rule: str
    why: str
    to: str = ""  # "meta.date"; empty: nowhere
    after: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a line is, and why we think so."""

    kind: Kind = Kind.BODY
    rule: str = ""
    why: str = ""
    sure: bool = True
    joined: bool = False  # it continues the line before
    page: bool = False  # furniture of a page: what stands before and after it may be one paragraph
    level: int = 0
    parts: tuple[Part, ...] = ()


@dataclass
class Galley:
    """All lines with their verdicts; None where nothing is decided yet."""

    lines: list[Line]
    settings: Settings
    verdicts: list[Verdict | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.verdicts = [None] * len(self.lines)

    def decide(self, index: int, verdict: Verdict) -> None:
        """Write a verdict down, unless its rule is switched off."""
        if not self.settings.skips(verdict.rule):
            self.verdicts[index] = verdict

    def open(self) -> Iterator[tuple[int, Line]]:
        """The lines about which nothing is decided yet."""
        for index, (line, verdict) in enumerate(zip(self.lines, self.verdicts, strict=True)):
            if verdict is None:
                yield index, line

    @cached_property
    def body_width(self) -> float:
        """The median width in ems of the lines of prose (those of 20 ems or more); 0 when there are none."""
        widths = sorted(line.width for line in self.lines if line.width >= 20)
        return widths[len(widths) // 2] if widths else 0.0


def galley_of(document: Document, settings: Settings) -> Galley:
    """The lines of a document that came from plain text."""
    lines: list[Line] = []
    at, last = 0, 0
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            raise TypeError("a plain text holds nothing but lines")
        number = block.origin.first_line if block.origin else last + 1
        lines.append(Line(number, at, block.text.chars, number - last - 1))
        at += len(block.text.chars) + len(BREAK)
        last = block.origin.last_line if block.origin else number
    return Galley(lines, settings)
