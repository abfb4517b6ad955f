"""An account: one document's ledger, readable without the document.

In: a prepared Document. Out: plain data: what it was, what it became, and every change with its line in the
source and the words around it. The line ends of a text file are summed, not listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from converter.document import Document, Text
from converter.ledger import BREAK, Change, StageChanges, Tracer, apply
from converter.report.outline import Landmark, figures, outline
from converter.report.rows import LINE_ENDS, Place, Row, places, rows

SUMMED = frozenset({"reading.line-end"})  # one for every line of the source: counted only
AROUND = 12  # characters of context on either side


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: a `ledger.Change` with its stage, kind, line and context."""

    stage: str
    rule: str
    kind: str  # insert, remove, join, split, replace, move, become, propose
    line: int  # in the source, 1-based
    at: int  # offset in the flat text that the stage was given
    before: str
    after: str
    why: str
    sure: bool
    to: str
    alternatives: tuple[str, ...]
    left: str  # what stands before it in its paragraph
    right: str  # and after it


@dataclass(frozen=True, slots=True)
class Record:
    """What the source and the result are set side by side from."""

    text: str  # the source's
    stages: tuple[StageChanges, ...]
    places: tuple[Place, ...]

    def rows(self) -> Iterator[Row]:
        """Source lines beside what they became."""
        return rows(self.text, self.stages, self.places)

    def blank(self) -> frozenset[int]:
        """The numbers of the source's blank lines."""
        lines = LINE_ENDS.split(self.text)
        return frozenset(number for number, line in enumerate(lines, 1) if not line.strip())


@dataclass(frozen=True, slots=True)
class Account:
    """What was done to one source for one script."""

    source: str
    kind: str  # text, docx, html …
    encoding: str
    encoding_sure: bool
    sha256: str
    script: str  # as asked for
    language: str  # as it came out
    meta: tuple[tuple[str, str], ...]
    outputs: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]  # by rule, in the order of the stages
    unsure: int
    outline: tuple[Landmark, ...] = ()
    figures: tuple[tuple[str, int], ...] = ()  # how many there are of each of outline.FIGURES
    entries: tuple[Entry, ...] = ()  # empty when only counts were asked for
    record: Record | None = None  # None when only counts were asked for

    @property
    def changes(self) -> int:
        """How many there are, the line ends left out."""
        return sum(count for rule, count in self.counts if rule not in SUMMED)


def of(document: Document, script: str, outputs: Iterable[Path], name: str = "", *, listed: bool = True) -> Account:
    """The account of a prepared document. Linear in the text; `listed` False leaves the entries out."""
    source = document.source
    made = [change for stage in document.changes for change in stage.changes]
    return Account(
        source=name or source.path,
        kind=source.kind,
        encoding=source.encoding,
        encoding_sure=source.sure,
        sha256=source.sha256,
        script=script,
        language=document.meta.language,
        meta=tuple(_meta(document)),
        outputs=tuple(map(str, outputs)),
        counts=tuple(Counter(change.rule for change in made).items()),
        unsure=sum(not change.sure for change in made),
        outline=outline(document) if listed else (),
        figures=tuple(figures(document).items()) if listed else (),
        entries=tuple(_entries(document)) if listed else (),
        record=Record(source.text, document.changes, places(document)) if listed else None,
    )


def _meta(document: Document) -> Iterator[tuple[str, str]]:
    meta = document.meta
    fields: tuple[tuple[str, Text | None], ...] = (
        ("title", meta.title), ("subtitle", meta.subtitle), *(("author", author) for author in meta.authors),
        ("date", meta.date), ("source", meta.source),
    )  # fmt: skip
    return ((name, text.chars) for name, text in fields if text is not None)


def _entries(document: Document) -> Iterator[Entry]:
    tracer = Tracer(document)
    text = document.source.text
    for number, stage in enumerate(document.changes):
        for change in stage.changes:
            if change.rule not in SUMMED:
                yield _entry(stage.stage, change, tracer.line(number, change.at + _lead(change.before)), text)
        text = apply(stage.changes, text)


def _lead(before: str) -> int:
    """How many paragraph ends stand before the first character: a removed line is taken with the end of the last."""
    return len(before) - len(before.lstrip(BREAK)) if before.strip(BREAK) else 0


def _entry(stage: str, change: Change, line: int, text: str) -> Entry:
    left = text[max(0, change.at - AROUND) : change.at].rpartition(BREAK)[2]
    right = text[change.end : change.end + AROUND].partition(BREAK)[0]
    return Entry(
        stage, change.rule, change.kind, line, change.at, change.before, change.after, change.why, change.sure,
        change.to, change.alternatives, left, right,
    )  # fmt: skip
