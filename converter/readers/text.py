"""Plain text: every line that says something is a paragraph.

In: the text of a file. Out: a `Document` of one `Paragraph` a line, each with the line it came from, and the
ledger's entry for what was between and inside the lines. A line's spaces stay: the next stage reads its indent.
The text is never given to a markup reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from converter.document import Document, Origin, Paragraph, Source, Text
from converter.ledger import BREAK, Change, apply, entered
from converter.readers import clean, entities
from converter.readers.encoding import Bad, Decoded

LINE_END = "(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])"  # UAX #14: BK, CR, LF, NL
LINE_ENDS = re.compile(f"{LINE_END}(?:[ \t\u3000\xa0]*{LINE_END})*")  # with the blank lines between
COUNTED = re.compile("\r\n|[\n\r\u2028\u2029]")  # an editor numbers lines by these
LINE_ENDS_HERE = "where one line ends and the next begins"

_Line = tuple[int, int, int, Sequence[Change]]  # start, end, number, the changes inside


def read(decoded: Decoded, source: Source) -> Document:
    """The document of a plain text; no blocks when it is blank."""
    text = decoded.text
    source = replace(source, text=text, encoding=decoded.encoding, sure=decoded.sure)
    blocks: list[Paragraph] = []
    entry: list[Change] = []
    blank: list[Change] = []  # made in the blank lines since the last block
    end = 0
    for start, stop, number, changes in _lines(text, cleaning(decoded)):
        chars = text[start:stop]
        if changes:
            chars = apply((change.moved(-start) for change in changes), chars)
        if not chars or chars.isspace():
            blank += changes
            continue
        entry += _between(text, end, start, blank, BREAK if blocks else "")
        if changes:
            entry += changes
        blocks.append(Paragraph(Text(chars), origin=Origin(number, number)))
        end = stop
        if blank:
            blank = []
    entry += _between(text, end, len(text), blank, "")
    return entered(Document(source=source), "reading", entry, blocks=blocks)


def cleaning(decoded: Decoded) -> list[Change]:
    """What is wrong with the characters of a file: those it could not decode, those no edition can hold; in order."""
    found = [Change("reading.encoding", at, "", "", why, sure=False) for at, why in decoded.doubts]
    found += map(undecodable, decoded.bad)
    known = {bad.at for bad in decoded.bad}
    for change in clean.find(decoded.text):
        if change.rule == "reading.replacement" and known:
            found += _others(change, known)
        else:
            found.append(change)
    found += entities.find(decoded.text)
    return sorted(found, key=lambda change: (change.at, change.end))


def undecodable(bad: Bad) -> Change:
    """What stands where the file's bytes were no character; the beginning of one that is cut off is not printed."""
    raw = bad.raw[:16].hex(" ").upper() + (" …" if len(bad.raw) > 16 else "")
    why = f"the bytes {raw} at offset {bad.byte} are no character"
    if bad.cut:
        why = f"the file ends inside a character: the bytes {raw} at offset {bad.byte}"
    return Change("reading.undecodable", bad.at, "\ufffd", "" if bad.cut else "\ufffd", why, sure=False)


def _others(change: Change, known: set[int]) -> Iterator[Change]:
    """The characters of the run whose bytes were decoded: the file has U+FFFD there."""
    for i, char in enumerate(change.before):
        if change.at + i not in known:
            yield replace(change, at=change.at + i, before=char, after=char)


def _lines(text: str, changes: Sequence[Change]) -> Iterator[_Line]:
    """Every line without its end, with the changes inside it."""
    start, number, done = 0, 1, 0
    for match in chain(LINE_ENDS.finditer(text), (None,)):
        end, following = match.span() if match else (len(text), len(text) + 1)
        first = done
        while done < len(changes) and changes[done].at < following:
            done += 1
        yield start, end, number, changes[first:done]
        start = following
        number += 1 if text[end:following] == "\n" else len(COUNTED.findall(text, end, following))


def _between(text: str, start: int, end: int, changes: Sequence[Change], first: str) -> list[Change]:
    """The line ends and blank lines from `start` to `end`, what was cleaned in them apart; `first` for the first."""
    after = first
    found: list[Change] = []
    for change in (*changes, None):
        upto = change.at if change else end
        if start < upto:
            found.append(Change("reading.line-end", start, text[start:upto], after, LINE_ENDS_HERE))
            after = ""
        if change:
            found.append(change)
            start = change.end
    return found
