"""Text in columns from right to left (直排), for EPUB and DOCX in Traditional characters.

In: a stylesheet of sides as a horizontal page has them. Out: the same in logical ones (CSS Logical Properties), so that
what stood above a paragraph stands to its right.
"""

from __future__ import annotations

import re
from typing import Final

from converter.document import Document
from converter.editions import tree
from converter.errors import UsageError
from converter.faces import region
from converter.settings import Settings

COLUMNS: Final = "html { writing-mode: vertical-rl; -epub-writing-mode: vertical-rl; text-orientation: mixed; }\n"
SIDES: Final = {"top": "block-start", "bottom": "block-end", "left": "inline-start", "right": "inline-end"}
SIDE = re.compile(r"(?<![\w-])(margin|padding|border)-(top|bottom|left|right)(?=[\w-]*\s*:)")
SHORTHAND = re.compile(r"(?<![\w-])(margin|padding)\s*:\s*([^;}]+)")
ALIGNED = re.compile(r"(?<![\w-])text-align\s*:\s*(left|right)")
VALUES = re.compile(r"[\w.%+-]+(?:\([^)]*\))?")


def wanted(document: Document, settings: Settings) -> bool:
    """Whether the text is to be set in columns. Raises UsageError for one in Simplified characters."""
    if settings.vertical and region(tree.language(document)) == "SC":
        raise UsageError("--vertical is for Traditional characters: add --script zh-TW or zh-HK")
    return settings.vertical


def logical(css: str) -> str:
    """The stylesheet for text in columns."""
    css = SHORTHAND.sub(lambda found: _both(found[1], found[2]), css)
    css = SIDE.sub(lambda found: f"{found[1]}-{SIDES[found[2]]}", css)
    return COLUMNS + ALIGNED.sub(lambda found: f"text-align: {'start' if found[1] == 'left' else 'end'}", css)


def _both(name: str, value: str) -> str:
    """A shorthand of one to four sides (CSS 2, 8.3) as its two axes."""
    sides = VALUES.findall(value)
    if not 1 <= len(sides) <= 4:
        return f"{name}: {value}"
    top, right, bottom, left = (
        sides[n] for n in ((0, 0, 0, 0), (0, 1, 0, 1), (0, 1, 2, 1), (0, 1, 2, 3))[len(sides) - 1]
    )
    return f"{name}-block: {top} {bottom}; {name}-inline: {left} {right}"
