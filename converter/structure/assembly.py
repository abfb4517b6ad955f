"""From a galley to blocks, metadata and the ledger's entry, all three in one pass, so that they agree.

A line that goes takes one `BREAK` with it; a line that is joined loses the `BREAK` before it; what goes to the
metadata is taken out where it stood and entered at the front, where the metadata's texts begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from converter.document import Document, Foreign, Meta, Origin, Text
from converter.ledger import BREAK, Change, entered
from converter.structure.blocks import Blocks, footnote
from converter.structure.galley import GONE, Galley, Kind, Verdict, seam
from converter.structure.line import Line

LABEL = "a label or a space between the parts of the line"


@dataclass(frozen=True, slots=True)
class Entry:
    """A text for the metadata, and the rule that found it."""

    name: str  # "title", "authors" …
    text: str
    rule: str
    why: str
    sure: bool = True


@dataclass
class _Set:
    """A block being set."""

    verdict: Verdict
    chars: list[str]
    first: int
    last: int
    end: int  # of the last line, in the flat text
    objects: list[Foreign]


@dataclass
class _Assembly:
    spaced: bool  # the text has spaces between Han and Western words
    changes: list[Change] = field(default_factory=list)
    blocks: Blocks = field(default_factory=Blocks)


def assemble(document: Document, galley: Galley, entries: Sequence[Entry]) -> Document:
    """The document that the verdicts ask for, with its entry in the ledger."""
    work = _Assembly(galley.spaced)
    meta = _enter_meta(work, document.meta, entries, empty=not _kept(galley))
    setting: _Set | None = None
    pending: list[tuple[Line, Verdict]] = []  # lines that go, since the last kept one
    for line, verdict in _decided(galley):
        kept = _trim(work, line, verdict)
        if kept is None:
            pending.append((line, verdict))
            continue
        if pending:
            _remove(work, pending, after=setting is None)
            pending.clear()
        if setting is not None and verdict.joined:
            _join(work, setting, line, verdict, kept)
            continue
        _finish(work, setting)
        objects = [footnote(part.note) for part in verdict.parts if part.note]
        setting = _Set(verdict, [kept], line.number, line.number, line.at + len(line.raw), objects)
        _become(work, line, verdict)
    _remove(work, pending, after=setting is None, last=True)
    _finish(work, setting)
    work.blocks.close()
    changes = sorted(work.changes, key=lambda change: (change.at, change.end))  # what is inserted goes before what goes
    return entered(document, "structure", changes, blocks=work.blocks.found, meta=meta)


def _decided(galley: Galley) -> Iterator[tuple[Line, Verdict]]:
    for index, line in enumerate(galley.lines):
        yield line, galley.settled(index)


def _kept(galley: Galley) -> bool:
    return any(verdict.kind not in GONE for _, verdict in _decided(galley))


def _trim(work: _Assembly, line: Line, verdict: Verdict) -> str | None:
    """What the line keeps in the body, its indent and its departing parts written down; None when it goes whole."""
    if verdict.kind in GONE:
        return None
    lead, tail = line.lead, line.lead + len(line.text)
    if line.quoting:
        work.changes.append(Change("lines.quoting", line.at, line.raw[: line.quoting], "", "a quoting mark"))
    if lead > line.quoting:
        indent = line.raw[line.quoting : lead]
        work.changes.append(Change("lines.indent", line.at + line.quoting, indent, "", "an indent; the style sets it"))
    if tail < len(line.raw):
        space = line.raw[tail:]
        work.changes.append(Change("lines.trailing-space", line.at + tail, space, "", "space at a line's end"))
    if not verdict.parts:
        return line.text
    kept: list[str] = []
    at = 0
    for part in verdict.parts:
        kept += (line.text[at : part.start], part.after)
        where, before = line.at + lead + part.start, line.text[part.start : part.end]
        work.changes.append(Change(part.rule, where, before, part.after, part.why, to=part.to))
        at = part.end
    kept.append(line.text[at:])
    return "".join(kept)


def _remove(work: _Assembly, pending: Sequence[tuple[Line, Verdict]], *, after: bool, last: bool = False) -> None:
    """Take whole lines out, each with the BREAK behind it or, once something stands before it, the one before it.

    The last line of all has no BREAK behind it.
    """
    for place, (line, verdict) in enumerate(pending):
        cuts = _cuts(line, verdict)
        for number, (start, end, rule, why, to, sure) in enumerate(cuts):
            before, at = line.raw[start:end], line.at + start
            if after and number == len(cuts) - 1 and not (last and place == len(pending) - 1):
                before += BREAK
            if not after and number == 0:
                before, at = BREAK + before, at - len(BREAK)
            work.changes.append(Change(rule, at, before, "", why, sure, to))


def _cuts(line: Line, verdict: Verdict) -> list[tuple[int, int, str, str, str, bool]]:
    """The raw line cut at its parts; what lies between them are labels and spaces."""
    if not verdict.parts:
        return [(0, len(line.raw), verdict.rule, verdict.why, verdict.to, verdict.sure)]
    cuts: list[tuple[int, int, str, str, str, bool]] = []
    at = 0
    for part in verdict.parts:
        start, end = line.lead + part.start, line.lead + part.end
        if at < start:
            cuts.append((at, start, verdict.rule, LABEL, "", verdict.sure))
        cuts.append((start, end, part.rule, part.why, part.to, verdict.sure))
        at = end
    if at < len(line.raw):
        cuts.append((at, len(line.raw), verdict.rule, LABEL, "", verdict.sure))
    return cuts


def _join(work: _Assembly, setting: _Set, line: Line, verdict: Verdict, kept: str) -> None:
    heading = setting.verdict.kind is Kind.HEADING
    glue = "\u3000" if heading else seam(setting.chars[-1], kept, spaced=work.spaced)
    where = line.at - len(BREAK)
    work.changes.append(Change(verdict.rule or "lines.join", where, BREAK, glue, verdict.why, verdict.sure))
    setting.chars += (glue, kept)
    setting.objects += [footnote(part.note) for part in verdict.parts if part.note]
    setting.last, setting.end = line.number, line.at + len(line.raw)


def _become(work: _Assembly, line: Line, verdict: Verdict) -> None:
    """Write down what the line became; its words too, unless other changes stand inside them."""
    if verdict.kind is Kind.BODY and verdict.sure:
        return
    to = f"heading.{verdict.level}" if verdict.kind is Kind.HEADING else str(verdict.kind)
    words = "" if verdict.parts else line.text
    at = line.at + line.lead
    work.changes.append(Change(verdict.rule, at, words, words, verdict.why, verdict.sure, to))


def _finish(work: _Assembly, setting: _Set | None) -> None:
    """Close a block: its notes' texts stand behind it in the flat text."""
    if setting is None:
        return
    text = Text("".join(setting.chars), objects=tuple(setting.objects))
    notes = "".join(BREAK + inner.chars for thing in setting.objects for inner in thing.texts)
    if notes:
        work.changes.append(
            Change("notes.set", setting.end, "", notes, "the notes called in this paragraph", to="note")
        )
    work.blocks.add(setting.verdict, text, Origin(setting.first, setting.last))


def _enter_meta(work: _Assembly, meta: Meta, entries: Sequence[Entry], *, empty: bool) -> Meta:
    """The metadata with the entries in it; each entered in the ledger in the order of `Meta.texts`."""
    order = ("title", "subtitle", "authors", "date", "source")
    placed = sorted(entries, key=lambda entry: order.index(entry.name))
    for number, entry in enumerate(placed):
        glue = "" if empty and number == len(placed) - 1 else BREAK
        work.changes.append(Change(entry.rule, 0, "", entry.text + glue, entry.why, entry.sure, f"meta.{entry.name}"))
        if entry.name == "authors":
            meta = replace(meta, authors=(*meta.authors, Text(entry.text)))
        else:
            meta = _with_field(meta, entry)
    return meta


def _with_field(meta: Meta, entry: Entry) -> Meta:
    text = Text(entry.text)
    match entry.name:
        case "title":
            return replace(meta, title=text)
        case "subtitle":
            return replace(meta, subtitle=text)
        case "date":
            return replace(meta, date=text)
    return replace(meta, source=text)
