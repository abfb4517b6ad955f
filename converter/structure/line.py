"""One line of the source, and what can be read off it.

A line keeps its raw characters; quoting marks, indent and trailing space stand outside `text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from converter.characters import ends_sentence, plain, width

OPENING = 40  # characters
BLANK = " \t\u3000\u00a0\u2002\u2003"


@dataclass(frozen=True)
class Line:
    """One line of the source that is not blank."""

    number: int  # in the source, 1-based
    at: int  # of the raw line in the flat text
    raw: str
    blanks: int  # blank lines before it
    quoting: int = 0  # characters of "> " before it, when the whole text is quoted

    @cached_property
    def text(self) -> str:
        """The line without its quoting marks, its indent and its trailing space."""
        return self.raw[self.quoting :].strip(BLANK)

    @cached_property
    def lead(self) -> int:
        """How many characters stand before `text`."""
        return len(self.raw) - len(self.raw[self.quoting :].lstrip(BLANK))

    @cached_property
    def plain(self) -> str:
        """The text in Simplified characters and half-width ASCII; same offsets."""
        return plain(self.text)

    @cached_property
    def opening(self) -> str:
        """The beginning of the text in plain form: enough for a number or a label."""
        return plain(self.text[:OPENING])

    @cached_property
    def indent(self) -> float:
        """The width in ems of the space before it."""
        return width(self.raw[self.quoting : self.lead].replace("\t", "\u3000\u3000"))

    @cached_property
    def width(self) -> float:
        """The width of the text in ems."""
        return width(self.text)

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends a sentence."""
        return ends_sentence(self.text)
