"""One line of the source, and what can be read off it.

A line keeps its raw characters; quoting marks, indent and trailing space stand outside `text`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from converter.characters import ends_sentence, plain, width

OPENING = 40  # characters
SEPARATOR = re.compile(r"[-–—_=*·•~#+─━═╌┄＊＝－]{5,}")
BLANK = " \t\u3000\u00a0\u2002\u2003"


@dataclass(slots=True)
class Line:
    """One line of the source that is not blank. Nothing of it changes; what is asked most is worked out at once."""

    number: int  # in the source, 1-based
    at: int  # of the raw line in the flat text
    raw: str
    blanks: int  # blank lines before it
    quoting: int = 0  # characters of "> " before it, when it is quoted
    quoted: bool = False  # it stands in a passage that the text quotes; False when the whole text is quoted
    text: str = field(init=False)  # without its quoting marks, its indent and its trailing space
    lead: int = field(init=False)  # how many characters stand before `text`
    indent: float = field(init=False)  # the width of the space before it, in ems; a tab counts for two
    width: float = field(init=False)  # of the text, in ems
    stopped: bool = field(init=False)  # whether it ends a sentence
    plain: str = field(init=False)  # the text in Simplified characters and half-width ASCII; same offsets
    opening: str = field(init=False)  # the beginning in plain form: enough for a number or a label

    def __post_init__(self) -> None:
        inner = self.raw[self.quoting :].lstrip(BLANK)
        self.lead = len(self.raw) - len(inner)
        self.text = inner.rstrip(BLANK)
        space = self.raw[self.quoting : self.lead]
        self.indent = width(space.replace("\t", "\u3000\u3000")) if space else 0.0
        self.width = width(self.text)
        self.stopped = ends_sentence(self.text)
        self.plain = plain(self.text)
        self.opening = self.plain[:OPENING]

    @property
    def separates(self) -> bool:
        """Whether it is drawn from edge to edge and says nothing: it stands alone, however wide it is."""
        return SEPARATOR.fullmatch(self.text) is not None
