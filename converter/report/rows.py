"""Source lines beside the blocks they became: rows, each as short as the joins and splits allow.

In: the source's text, every stage's changes, and the places of the result. Out: rows in the order of the source. A
line that goes whole stands in a row of its own, with nothing beside it but the metadata that came of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from converter.document import Block, Document, Foreign, Heading, Paragraph, Rule, Text
from converter.ledger import BREAK, StageChanges
from converter.report.pieces import Made, Piece, pieces

LINE_ENDS = re.compile("\r\n|[\r\n\u2028\u2029]")  # as ledger.Tracer counts them
EITHER = re.compile("(\r\n|[\r\n\u2028\u2029])")
QUIET = frozenset({"reading.line-end", "reading.bom", "lines.indent", "lines.trailing-space", "lines.blank"})


@dataclass(frozen=True, slots=True)
class Place:
    """A text of the result, or a rule, which has none: what it is in its edition."""

    kind: str  # "meta.title", "heading.2", "body", "verse", "rule", "note", "Table" …
    objects: tuple[str, ...] = ()  # what the text's objects are: LineBreak, Note, Image …
    first: bool = True  # of its block


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line: what it was, what it became, and through which changes."""

    before: str
    after: str
    made: tuple[Made, ...] = ()

    @property
    def joins(self) -> bool:
        """Whether two lines became one here."""
        return any(made.change.kind == "join" for made in self.made)


@dataclass(slots=True)
class Line:
    """A line of the source; the last run holds its line end."""

    number: int
    runs: list[Run] = field(default_factory=list)

    @property
    def kept(self) -> bool:
        """Whether anything of it is in the result where it stood."""
        return any(run.before and run.after.strip() for run in self.runs)

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see in it."""
        return not any(run.before.strip() for run in self.runs)


@dataclass(slots=True)
class Set:
    """A block of the result, and the runs it is set from."""

    place: Place
    runs: list[Run] = field(default_factory=list)

    @property
    def new(self) -> bool:
        """Whether nothing of it stood here in the source."""
        return not any(run.before for run in self.runs)


@dataclass(slots=True)
class Row:
    """Lines, and the blocks they became."""

    lines: list[Line] = field(default_factory=list)
    blocks: list[Set] = field(default_factory=list)

    @property
    def made(self) -> list[Made]:
        """The changes worth telling, each once, in the order of their stages."""
        sides = (*(line.runs for line in self.lines), *(block.runs for block in self.blocks))
        made = (one for runs in sides for run in runs for one in run.made)
        seen = {id(one.change): one for one in made if one.change.rule not in QUIET}
        return list(seen.values())

    @property
    def removed(self) -> bool:
        """Whether nothing of it is left in the text."""
        return bool(self.lines) and all(block.place.kind.startswith("meta.") for block in self.blocks)


def places(document: Document) -> tuple[Place, ...]:
    """The places of a result, in the order of `Document.texts`, its rules among them."""
    meta = document.meta
    fields = (("title", meta.title), ("subtitle", meta.subtitle), *(("author", author) for author in meta.authors),
              ("date", meta.date), ("source", meta.source))  # fmt: skip
    out = [place for name, text in fields if text is not None for place in _places(f"meta.{name}", (text,))]
    out += _places("meta.rest", meta.rest.texts)
    for block in document.blocks:
        out += _of_block(block)
    return tuple(out)


def _of_block(block: Block) -> Iterator[Place]:
    match block:
        case Heading(level=level, text=text):
            yield from _places(f"heading.{level}", (text,))
        case Paragraph(role=role, text=text):
            yield from _places(str(role), (text,))
        case Foreign(shape=shape, texts=texts):
            yield from _places(str(shape.get("t", "")), texts)
        case Rule():
            yield Place("rule")


def _places(kind: str, texts: Iterable[Text]) -> Iterator[Place]:
    for number, text in enumerate(texts):
        yield Place(kind, tuple(str(thing.shape.get("t", "")) for thing in text.objects), first=not number)
        for thing in text.objects:
            yield from _places("note", thing.texts)


def rows(text: str, stages: Sequence[StageChanges], result: Sequence[Place]) -> Iterator[Row]:
    """Every line of the source that is not blank, beside what it became. Linear in the text and the changes."""
    setter = _Setter(result)
    for piece in pieces(text, stages):
        for run in _runs(text, piece):
            if setter.add(run):
                yield from _parted(setter.done())
    yield from _parted(setter.done())


def _runs(text: str, piece: Piece) -> Iterator[Run]:
    """A piece as runs; one that stays the same ends where a line does."""
    before = text[piece.start : piece.end]
    if piece.after is not None or not before:
        yield Run(before, piece.after or "", piece.made)
        return
    yield from (Run(part, part, piece.made) for part in EITHER.split(before) if part)


class _Setter:
    """Sets lines and blocks side by side as the runs come."""

    def __init__(self, result: Sequence[Place]) -> None:
        self._result = result
        self._next = 0
        self._number = 1
        self._open()

    def add(self, run: Run) -> bool:
        """Whether a line and a block end here, both, and nothing else does."""
        ends = len(LINE_ENDS.findall(run.before))
        if run.after == BREAK and ends and not run.before.strip():
            self._number += ends
            return True
        self._set_lines(run)
        self._set_blocks(run)
        return False

    def done(self) -> Row:
        """The row so far; a new one is begun."""
        row = self._row
        self._open()
        row.lines = [line for line in row.lines if not line.blank]
        row.blocks = [block for block in row.blocks if block.runs or block.place.kind == "rule"]
        return row

    def _open(self) -> None:
        self._row = Row()
        self._new_line()
        self._new_block()

    def _set_lines(self, run: Run) -> None:
        parts = EITHER.split(run.before)
        for number, (part, end) in enumerate(zip(parts[::2], (*parts[1::2], ""), strict=True)):
            if number:
                self._number += 1
                self._new_line()
            if part + end or not run.before:
                made = run.made if part or run.joins or not run.before else ()  # a line is not what went behind it
                self._line.runs.append(Run(part + end, "" if number else run.after, made))

    def _set_blocks(self, run: Run) -> None:
        for number, part in enumerate(run.after.split(BREAK)):
            if number:
                self._new_block()
            if part or (run.joins and not number) or not (run.before or run.after):
                self._block.runs.append(Run("" if number else run.before, part, run.made))

    def _new_line(self) -> None:
        self._line = Line(self._number)
        self._row.lines.append(self._line)

    def _new_block(self) -> None:
        while self._next < len(self._result) and self._result[self._next].kind == "rule":
            self._row.blocks.append(Set(self._result[self._next]))
            self._next += 1
        self._block = Set(self._result[self._next] if self._next < len(self._result) else Place(""))
        self._next += 1
        self._row.blocks.append(self._block)


def _parted(row: Row) -> Iterator[Row]:
    """The row without the lines before and behind it that went whole; those are rows of their own."""
    kept = [number for number, line in enumerate(row.lines) if line.kept]
    entered = [block for block in row.blocks if block.place.kind.startswith("meta.") and block.new]
    first, last = (kept[0], kept[-1] + 1) if kept else (len(row.lines), len(row.lines))
    blocks = [block for block in row.blocks if block not in entered]
    for one in (Row(row.lines[:first], entered), Row(row.lines[first:last], blocks), Row(row.lines[last:])):
        if one.lines or one.blocks:
            yield one
