"""The ledger: what each stage changed, written so that it can be taken back.

A document's flat text is its texts' characters, joined by PARAGRAPH SEPARATOR, in the order of
`Document.texts`. Changes are splices of that text, so the books can be balanced: the text before
with the changes applied is the text after, and reverting them gives the text before.
"Nothing silently lost" is this equation; `balance` checks it after every stage of every run.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import attrgetter

from converter.document import OBJECT, Block, Document, Foreign, Mark, Meta, Text
from converter.errors import LedgerError

BREAK = "\u2029"  # PARAGRAPH SEPARATOR: between two texts of the flat text


@dataclass(frozen=True, slots=True)
class Change:
    """One splice of the flat text, and why it was made.

    `at` is the offset in the flat text before the stage. With `before == after` nothing is replaced:
    the change says what the place became (`to="heading.2"`) or what a person may want there (`alternatives`).
    """

    rule: str  # "furniture.font-size": what a user types after --skip
    at: int
    before: str
    after: str
    why: str = ""
    sure: bool = True  # False: a person should look
    to: str = ""  # where it went: "meta.title", "heading.2"; empty for a change of the text itself
    alternatives: tuple[str, ...] = ()  # what else it might have been

    @property
    def end(self) -> int:
        """The offset behind what was replaced."""
        return self.at + len(self.before)

    @property
    def kind(self) -> str:
        """One of: insert, remove, join, split, replace, move, become, propose."""
        match self.before, self.after:
            case before, after if before == after:
                return "become" if self.to else "propose"
            case _ if self.to:
                return "move"
            case "", after:
                return "split" if after == BREAK else "insert"
            case before, "":
                return "join" if before == BREAK else "remove"
        return "join" if BREAK in self.before and BREAK not in self.after else "replace"

    def moved(self, by: int) -> Change:
        """The same change, `by` characters further on."""
        return replace(self, at=self.at + by)


@dataclass(frozen=True, slots=True)
class StageChanges:
    """What one stage did, in the order of the flat text it was given."""

    stage: str
    changes: tuple[Change, ...] = ()


def flat(document: Document) -> str:
    """The flat text: every text of the document, joined by `BREAK`."""
    return BREAK.join(text.chars for text in document.texts())


def apply(changes: Iterable[Change], text: str) -> str:
    """The text with the changes made.

    Raises LedgerError when a change does not fit the text or overlaps the one before it.
    """
    out: list[str] = []
    at = 0
    for change in sorted(changes, key=attrgetter("at")):
        if change.at < at or not text.startswith(change.before, change.at):
            raise LedgerError(f"{change} does not fit {text[change.at : change.at + 20]!r}")
        out += (text[at : change.at], change.after)
        at = change.at + len(change.before)
    return "".join([*out, text[at:]])


def inverse(changes: Iterable[Change]) -> list[Change]:
    """The changes that take these back."""
    out: list[Change] = []
    shift = 0
    for change in sorted(changes, key=attrgetter("at")):
        out.append(replace(change, at=change.at + shift, before=change.after, after=change.before))
        shift += len(change.after) - len(change.before)
    return out


def revert(changes: Iterable[Change], text: str) -> str:
    """The text as it was before the changes."""
    return apply(inverse(changes), text)


def restore(document: Document) -> str:
    """The source's text, every change of every stage taken back."""
    text = flat(document)
    for stage in reversed(document.changes):
        text = revert(stage.changes, text)
    return text


def balance(before: Document, after: Document) -> None:
    """Check one stage's books.

    Raises LedgerError when the stage wrote down anything but exactly what it did.
    """
    if after.changes[:-1] != before.changes or len(after.changes) != len(before.changes) + 1:
        raise LedgerError("a stage must add one entry to the ledger, and leave the earlier ones alone")
    stage = after.changes[-1]
    made, found = apply(stage.changes, flat(before)), flat(after)
    if made != found:
        at = next((i for i, (a, b) in enumerate(zip(made, found, strict=False)) if a != b), min(len(made), len(found)))
        raise LedgerError(
            f"{stage.stage}: the changes give {made[max(0, at - 10) : at + 20]!r}, "
            f"the document has {found[max(0, at - 10) : at + 20]!r} at {at}"
        )


def entered(document: Document, stage: str, changes: Iterable[Change], *, blocks: Iterable[Block] | None = None,
            meta: Meta | None = None) -> Document:  # fmt: skip
    """The document after a stage: new blocks and metadata, and one more entry in the ledger."""
    return replace(
        document,
        blocks=document.blocks if blocks is None else tuple(blocks),
        meta=document.meta if meta is None else meta,
        changes=(*document.changes, StageChanges(stage, tuple(sorted(changes, key=attrgetter("at"))))),
    )


def edit(text: Text, changes: Sequence[Change]) -> Text:
    """The text with the changes made (offsets in this text), its marks carried along.

    A replacement of equal length moves no mark: 面*条* becomes 麵*條*. Where lengths differ a mark whose edge
    falls inside the change takes in the whole of it: 内*存*条 becomes *記憶體*條. What is inserted at a mark's
    edge stays outside it. An object goes when its `OBJECT` character is removed.
    Raises LedgerError when a change would add an `OBJECT`: an object cannot be made from nothing.
    """
    if not changes:
        return text
    ordered = sorted(changes, key=attrgetter("at"))
    marks = tuple(_moved_marks(text.marks, ordered)) if text.marks else ()
    objects = tuple(_kept_objects(text, ordered)) if text.objects else ()
    new = apply(ordered, text.chars)
    if new.count(OBJECT) != len(objects):
        raise LedgerError(f"a change adds or reorders objects in {text.chars[:40]!r}")
    return Text(new, marks, objects)


def _moved_marks(marks: Iterable[Mark], changes: Sequence[Change]) -> Iterator[Mark]:
    starts = [change.at for change in changes]
    shifts = [0, *accumulate(len(change.after) - len(change.before) for change in changes)]

    def moved(at: int, *, end: bool) -> int:
        count = bisect_right(starts, at)
        while end and count and changes[count - 1].at == at:  # inserted at the mark's end: outside it
            count -= 1
        if not count:
            return at
        last = changes[count - 1]
        if last.end <= at or len(last.before) == len(last.after):
            return at + (shifts[count] if last.end <= at else shifts[count - 1])
        if last.at == at:
            return at + shifts[count - 1]
        return last.at + shifts[count - 1] + (len(last.after) if end else 0)

    for mark in marks:
        start, end = moved(mark.start, end=False), moved(mark.end, end=True)
        if start < end:
            yield replace(mark, start=start, end=end)


def _kept_objects(text: Text, changes: Sequence[Change]) -> Iterator[Foreign]:
    things = iter(text.objects)
    at = 0
    for change in changes:
        yield from (next(things) for _ in range(text.chars.count(OBJECT, at, change.at)))
        before, after = change.before.count(OBJECT), change.after.count(OBJECT)
        held = [next(things) for _ in range(before)]
        yield from held[:after]
        at = change.end
    yield from things


def rewrite(document: Document, stage: str, find: Callable[[Text], Iterable[Change]]) -> Document:
    """The document with every text edited by the changes that `find` sees in it, and the ledger's entry for it.

    `find` gives offsets in the text it is shown; it is shown the texts in the order of `Document.texts`.
    """
    entry: list[Change] = []
    start = 0

    def edited(text: Text) -> Text:
        nonlocal start
        changes = list(find(text))
        entry.extend(change.moved(start) for change in changes)
        start += len(text.chars) + len(BREAK)
        return edit(text, changes)

    return entered(document.map_text(edited), stage, entry)


class Tracer:
    """Finds where in the source a change was made. Linear to build, logarithmic to ask."""

    def __init__(self, document: Document) -> None:
        self._steps = [_Step(stage.changes) for stage in document.changes]
        text = document.source.text
        self._lines = [
            i + 1 for i, c in enumerate(text) if c in "\n\u2028\u2029" or (c == "\r" and text[i + 1 : i + 2] != "\n")
        ]

    def source(self, stage: int, at: int) -> int:
        """The offset in the source's text of the offset `at` in the flat text that the stage was given."""
        for step in reversed(self._steps[:stage]):
            at = step.back(at)
        return at

    def line(self, stage: int, at: int) -> int:
        """The same place as a line number, 1-based."""
        return bisect_right(self._lines, self.source(stage, at)) + 1


class _Step:
    """One stage's splices, to be walked backwards."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._after: list[int] = []  # offsets after the stage
        self._back: list[tuple[int, int, int]] = []  # the same place before, length before, length after
        shift = 0
        for change in changes:
            self._after.append(change.at + shift)
            self._back.append((change.at, len(change.before), len(change.after)))
            shift += len(change.after) - len(change.before)

    def back(self, at: int) -> int:
        i = bisect_right(self._after, at) - 1
        if i < 0:
            return at
        start, before, after = self._back[i]
        inside = at - self._after[i]
        return start + before + (inside - after) if inside >= after else start + min(inside, before)
