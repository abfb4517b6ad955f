"""The source and the result cut into pieces that belong together, and the changes that lie between the two.

In: the source's text and every stage's changes. Out: pieces in order: joined, what they were is the source's text,
and what they became is the flat text after the last stage. So no change is without its place on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import ne
from typing import NamedTuple

from converter.ledger import Change, StageChanges


class Made(NamedTuple):
    """A change, and the stage that made it."""

    stage: str
    change: Change


class Piece(NamedTuple):
    """A stretch of the source, what it became, and through which changes; an insertion has an empty stretch."""

    start: int  # offsets in the source's text
    end: int
    after: str | None = None  # None: the same as in the source
    made: tuple[Made, ...] = ()

    @property
    def size(self) -> int:
        """Its length in the flat text."""
        return self.end - self.start if self.after is None else len(self.after)

    def cut(self, at: int) -> tuple[Piece, Piece]:
        """Its first `at` characters of the flat text, and the rest; all of the source it replaced is the first's."""
        start, end, after, made = self
        if after is None:
            return Piece(start, start + at, None, made), Piece(start + at, end, None, made)
        middle = start + at if len(after) == end - start else end
        return Piece(start, middle, after[:at], made), Piece(middle, end, after[at:], made)


def pieces(text: str, stages: Iterable[StageChanges]) -> list[Piece]:
    """The pieces after every stage. Linear in the text and the changes, for every stage."""
    found = [Piece(0, len(text))] if text else []
    for stage in stages:
        if stage.changes:
            found = list(_changed(text, found, stage))
    return found


def _changed(text: str, found: Sequence[Piece], stage: StageChanges) -> Iterator[Piece]:
    stack = list(reversed(found))
    at = 0  # the offset in the flat text of what is next on the stack
    for change in stage.changes:
        # What is inserted stands behind the last character that is left, not behind what went after it.
        for piece in _taken(stack, change.at - at, exactly=not change.before):
            yield piece
            at += piece.size
        if change.before:
            covered = list(_taken(stack, len(change.before), exactly=True))
            at += len(change.before)
        else:
            here = stack[-1].start if stack else len(text)
            covered = [Piece(here, here)]
        yield from _made(text, covered, Made(stage.stage, change))
    yield from reversed(stack)


def _taken(stack: list[Piece], size: int, *, exactly: bool = False) -> Iterator[Piece]:
    """Pieces from the stack that add up to `size`; those of no size that follow too, unless `exactly`."""
    while stack and (size or (not exactly and not stack[-1].size)):
        piece = stack.pop()
        if piece.size > size:
            piece, rest = piece.cut(size)
            stack.append(rest)
        size -= piece.size
        yield piece


def _made(text: str, covered: list[Piece], made: Made) -> Iterator[Piece]:
    """The pieces that a change covers, changed; cut as finely as it says which character became which."""
    before, after = made.change.before, made.change.after
    if before == after or not after:
        for piece in covered:
            yield Piece(piece.start, piece.end, "" if before != after else piece.after, (*piece.made, made))
    elif len(before) == len(after):
        at = 0
        for piece in covered:
            yield from _replaced(text, piece, after[at : at + piece.size], made)
            at += piece.size
    else:
        known = tuple(dict.fromkeys(one for piece in covered for one in piece.made))
        yield Piece(covered[0].start, covered[-1].end, after, (*known, made))


def _replaced(text: str, piece: Piece, after: str, made: Made) -> Iterator[Piece]:
    """A piece with as many new characters as it has; those that stay are not changed."""
    before = text[piece.start : piece.end] if piece.after is None else piece.after
    if not before:
        yield piece
        return
    for differs, run in groupby(map(ne, before, after)):
        length = sum(1 for _ in run)
        head, piece = piece.cut(length)
        new, after = after[:length], after[length:]
        yield Piece(head.start, head.end, new, (*head.made, made)) if differs else head
