"""HTML entities that a scraper left in a plain text: &nbsp;&nbsp;他说&ldquo;好&rdquo;.

A text about HTML writes &lt;b&gt; and means it. So entities are read only where a file is full of those that only
typesetting needs: spaces, quotation marks, dashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from converter.ledger import Change

TYPOGRAPHIC = "nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|bull|laquo|raquo|times|zwnj|zwj"
ENTITY = re.compile(rf"(?:&(?:{TYPOGRAPHIC}|quot|amp|lt|gt|apos|#\d{{2,6}}|#[xX][0-9a-fA-F]{{2,5}});)+")
TELLING = re.compile(rf"&(?:{TYPOGRAPHIC}|#12288|#160|#8\d{{3}}|#x3000|#xa0|#x20\d\d);", re.IGNORECASE)
MARKUP = re.compile(r"&lt;/?[a-z]", re.IGNORECASE)
FEWEST = 3
WHY = "an HTML entity left in the text"


def find(text: str) -> Iterator[Change]:
    """The changes that put characters in the place of entities; none where the text may be about HTML itself."""
    if "&" not in text or len(TELLING.findall(text)) < max(FEWEST, len(MARKUP.findall(text)) + 1):
        return
    for match in ENTITY.finditer(text):
        chars = unescape(match[0])
        if all(char.isprintable() or char.isspace() for char in chars) and "\n" not in chars:
            yield Change("reading.entity", match.start(), match[0], chars, WHY)
