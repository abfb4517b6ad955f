"""The characters of which a PDF must say what they are (/ActualText; ISO 32000-1, 14.9.4), for its glyphs do not.

Readers of PDFs take a wide gap for a word space, and a glyph for the one character that it stands for most often.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from converter.composition.matter import within
from converter.editions.weasyprint_patch.pieces import Piece

GAP = 0.09  # em; readers of PDFs take what is wider for a space (poppler: from 0.1)
BLANKS = re.compile("[\u2000-\u200a\u3000]")  # spaces of a fixed width
SPACES = "_B"  # classes beside which a gap is no news

BEYOND = "\uffff"  # what comes after it, pdfium leaves out of /ActualText: rare ideographs, emoji


class Span(NamedTuple):
    """Characters of the paragraph, from and to, and whether a space fills the gap before them, and behind them."""

    start: int
    stop: int
    before: bool = False
    behind: bool = False


def spans_of(piece: Piece, unnamed: Iterable[int]) -> list[Span]:
    """Where /ActualText is needed, in order; none has another's characters.

    `unnamed` are characters that no face has, and that share the number of their glyph with others.
    """
    found: list[Span] = []
    named = [*_gaps(piece), *_unlike(piece), *(Span(at, at + 1) for at in unnamed)]
    if piece.calls or is_bridged(piece):
        named.append(Span(piece.stop - 1, piece.stop))
    for span in sorted(_whole(piece, span) for span in named):
        if found and span.start < found[-1].stop:
            last = found[-1] if found[-1].stop > span.stop else span
            before = found[-1].before or (span.before and span.start == found[-1].start)
            behind = last.behind or (found[-1].stop == span.stop and found[-1].behind)
            found[-1] = Span(found[-1].start, last.stop, before, behind)
        else:
            found.append(span)
    return found


def _whole(piece: Piece, span: Span) -> Span:
    """The span, with the characters that share a glyph with its first or its last one."""
    offset = piece.node.start
    start, stop = piece.node.glyphs.whole(span.start - offset, span.stop - offset)
    return span._replace(start=max(start + offset, piece.start), stop=min(stop + offset, piece.stop))


def is_bridged(piece: Piece) -> bool:
    """Whether a gap that must not be read as a space lies between this piece and the next one."""
    if piece.stop >= piece.line.stop:
        return False
    return not _spaced(piece, piece.stop - 1) and _wide(piece, piece.stop - 1)


def _gaps(piece: Piece) -> Iterator[Span]:
    """The characters on both sides of a gap that is no space."""
    inside = range(piece.start, piece.stop - 1)
    if piece.spread.even > GAP * piece.paragraph.sizes[piece.start]:
        places = {*inside}
    else:
        joints = within(piece.paragraph.spaced().joints, piece.start, piece.stop - 1)
        places = {at for at in (*joints, *piece.spread.more, *piece.paragraph.extra) if at in inside}
    blanks = {*_blanks(piece)}
    for at in places | blanks:
        if not _spaced(piece, at) and (at in blanks or _wide(piece, at)):
            yield _around(piece, at)


def _around(piece: Piece, at: int) -> Span:
    """The characters on both sides of a gap; one of them, and a space in the gap, where pdfium would lose the other."""
    text, filled = piece.paragraph.text, _wide(piece, at)
    if (text[at] > BEYOND) == (text[at + 1] > BEYOND):
        return Span(at, at + 2)
    return Span(at + 1, at + 2, before=filled) if text[at] > BEYOND else Span(at, at + 1, behind=filled)


def _wide(piece: Piece, at: int) -> bool:
    return bool(piece.gap(at) > GAP * piece.paragraph.sizes[at])


def _spaced(piece: Piece, at: int) -> bool:
    """Whether a space stands before or behind the gap after this character."""
    kinds = piece.paragraph.kinds
    return kinds[at] in SPACES or kinds[at + 1] in SPACES


def _blanks(piece: Piece) -> Iterator[int]:
    """Characters beside a wide space: readers of PDFs take it for a common one, or the gap between two columns."""
    for found in BLANKS.finditer(piece.paragraph.text, piece.start, piece.stop):
        yield from (at for at in (found.start() - 1, found.start()) if piece.start <= at < piece.stop - 1)


def _unlike(piece: Piece) -> Iterator[Span]:
    """Characters that the glyphs do not say: a form chosen by an invisible character, joined emoji."""
    offset = piece.node.start
    for start, stop in piece.node.glyphs.unlike:
        if start + offset < piece.stop and stop + offset > piece.start:
            yield Span(max(start + offset, piece.start), min(stop + offset, piece.stop))
