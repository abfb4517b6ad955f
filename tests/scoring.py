"""How well structure is rebuilt: our own labelled texts, and the figures they give.

A page under tests/labelled/GROUP/NAME.txt is a source with a label before each of its lines. What follows the label and
one space is the line as it stands in the source; a blank line is a blank line of the source.

title: 渡口         also subtitle: (may become part of the title)
meta: 2020-11-02   neither keeping nor dropping it is scored: dates, sources, labelled authors
byline: 周一舟      an author's or reporter's line: kept, in the text or in the metadata
h1: 第一卷 …        headings; h1 is the page's highest level
p: 　　天亮了。      a paragraph
v: 床前明月光        a line of verse; also line: (a signature, an address, a row of a table, a speech of a play)
li: 一、米二两      an item of a list; its mark may become the list's own
note: 〔1〕见下。    a note; its number may become the note's own
furniture: 首页     what must go
+: 了，船还没有来。    the block above goes on in this line, even across furniture

Inside a line {{分享到：微信}} must go, ((作者：)) is neutral, and 〈。〉 stands where the source lost a stop.
A heading that is all neutral, h1: ((注释)), may be one, or be text, or go.
A first line `@ also = indent blank` makes more sources from the same labels, hard-wrapped as PROFILES say.

    python tests/scoring.py [PART-OF-A-NAME ...]     the table, and every mistake of the pages asked for
"""

from __future__ import annotations

import html
import random
import re
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from converter import pandoc_json, pipeline, readers
from converter.document import Document
from converter.settings import Settings

LABELLED = Path(__file__).parent / "labelled"
# Written by people who had not seen the rules: pages of many sites and prints, a second set of them, plain documents.
STRANGERS = tuple(
    Path(__file__).parent / name for name in ("sites", "portals", "clippings", "leaves", "manuscripts", "drafts")
)
LABEL = re.compile(r"(title|subtitle|meta|byline|h[1-6]|p|v|line|li|note|furniture|\+):(?: |$)")
INLINE = re.compile(r"\{\{(.*?)\}\}|\(\((.*?)\)\)|〈([。！？])〉")
NOTE_MARK = re.compile(r"[〔\[]\d{1,3}[〕\]]|[①-⑳]")
ITEM_MARK = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[（(]?[a-zA-Z][）)、.．]|[①-⑳㈠-㈩])|\s*注[：:]|\s*[-*•·●]"
)
SOFT = frozenset(("v", "line", "byline", "note"))  # between two of these a line break is as good as a new block
TITLES = frozenset(("title", "subtitle"))
STOPS = frozenset("。！？!?…")
SURE = 0.8  # how much of a title must be found, and of what was found be title
HALF = 0.6  # the same for headings


# ---- the labels


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source; "" labels a blank one."""

    label: str
    text: str


class Run(NamedTuple):
    """Characters of a block that share a fate: "content", "neutral" or "furniture"."""

    chars: str
    fate: str
    gap: str = ""  # a stop that the source lost


@dataclass(slots=True)
class Label:
    """A block as an editor wants it."""

    kind: str
    runs: list[Run] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """A source and its labels."""

    name: str
    group: str
    lines: tuple[Line, ...]

    @cached_property
    def source(self) -> str:
        """The text as it would be found."""
        return "".join(f"{INLINE.sub(_in_source, line.text)}\n" for line in self.lines)

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        """The blocks, furniture among them, in the order of the source."""
        found: list[Label] = []
        open_label: Label | None = None
        for line in self.lines:
            if line.label == "+":
                if open_label is None:
                    raise ValueError(f"{self.name}: nothing to go on with: {line.text}")
                open_label.runs += _runs(line.text, open_label.kind, begins=False)
            elif line.label:
                found.append(Label(line.label, _runs(line.text, line.label, begins=True)))
                if line.label != "furniture":
                    open_label = found[-1]
        return tuple(found)


def _in_source(found: re.Match[str]) -> str:
    return found[1] or found[2] or ""


def _runs(text: str, kind: str, *, begins: bool) -> list[Run]:
    """The runs of a line; the marks of items and notes are neutral."""
    fate = {"furniture": "furniture", "meta": "neutral"}.get(kind, "content")
    found: list[Run] = []
    if begins and kind in ("li", "note") and (mark := ITEM_MARK.match(text)):
        found.append(Run(mark[0], "neutral"))
        text = text[mark.end() :]
    at = 0
    for inline in INLINE.finditer(text):
        found += _with_note_marks(text[at : inline.start()], fate)
        at = inline.end()
        if inline[3]:
            found.append(Run("", fate, inline[3]))
        else:
            found.append(Run(_in_source(inline), "furniture" if inline[1] else "neutral"))
    return found + list(_with_note_marks(text[at:], fate))


def _with_note_marks(text: str, fate: str) -> Iterator[Run]:
    at = 0
    for mark in NOTE_MARK.finditer(text):
        yield Run(text[at : mark.start()], fate)
        yield Run(mark[0], fate if fate == "furniture" else "neutral")
        at = mark.end()
    yield Run(text[at:], fate)


def read_page(path: Path) -> tuple[Page, tuple[str, ...]]:
    """The page of a file, and the profiles it asks to be wrapped in.

    Raises ValueError when a line bears no label.
    """
    rows = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    also: tuple[str, ...] = ()
    if rows[0].startswith("@ also = "):
        also = tuple(rows.pop(0).removeprefix("@ also = ").split())
    lines = []
    for number, row in enumerate(rows, 1):
        label = LABEL.match(row)
        if row and label is None:
            raise ValueError(f"{path}: line {number} bears no label: {row}")
        lines.append(Line(label[1], row[label.end() :]) if label else Line("", ""))
    return Page(path.stem, path.parent.name, tuple(lines)), also


def pages(folder: Path = LABELLED) -> Iterator[Page]:
    """Every page of a folder, each followed by those made of it."""
    for path in sorted(folder.rglob("*.txt")):
        page, also = read_page(path)
        yield page
        for profile in also:
            yield wrapped(page, profile)


# ---- wrapping a page: the labels stay, the lines change

NOT_FIRST = frozenset("，。、；：？！）》」』】〉”’…")
NOT_LAST = frozenset("（《「『【〈“‘")
WORD = re.compile(r"[A-Za-z0-9.@/_-]+|.")


@dataclass(frozen=True, slots=True)
class Profile:
    """How a file was wrapped."""

    widths: tuple[int, ...]  # in full-width characters; one is drawn for each page
    kinsoku: str  # "pushed": a mark takes the character before it along; "hanging": it stands beyond the edge; "none"
    indent: str = ""
    blank: bool = False  # a blank line between blocks
    quoted: str = ""
    mixed: bool = False  # the second half in another width
    leaf: int = 0  # lines a page; a page number and a running head stand between two


PROFILES: Mapping[str, Profile] = {
    "indent": Profile((28, 32, 36), "pushed", indent="　　"),
    "spaces": Profile((30, 35), "none", indent="    "),
    "blank": Profile((30, 34, 38), "hanging", blank=True),
    "mixed": Profile((26, 34, 38), "pushed", indent="　　", mixed=True),
    "none": Profile((32, 36, 40), "none"),
    "ocr": Profile((26, 30), "pushed", indent="　　", leaf=22),
    "email": Profile((34, 36), "hanging", blank=True, quoted="> "),
}


def wrapped(page: Page, name: str) -> Page:
    """The page, hard-wrapped: always the same for the same name."""
    profile = PROFILES[name]
    rng = random.Random(zlib.crc32(f"{page.name} {name}".encode()))  # noqa: S311
    width, other = rng.sample(profile.widths, 2)
    rows: list[Line] = []
    for at, line in enumerate(page.lines):
        if profile.mixed and 2 * at >= len(page.lines):
            width = other
        if not line.label:
            rows.append(line)
            continue
        if profile.blank and rows and rows[-1].label and not _one_stanza(rows[-1].label, line.label):
            rows.append(Line("", ""))
        rows += _wrap(line, width, profile)
    if profile.leaf:
        rows = _leaves(rows, profile.leaf, next(line.text for line in page.lines if line.label), rng.randint(1, 300))
    if profile.quoted:
        rows = [replace(row, text=(profile.quoted + row.text) if row.label else "") for row in rows]
    return Page(f"{page.name}~{name}", f"~{name}", tuple(rows))


def _one_stanza(before: str, after: str) -> bool:
    return before == after and after in ("v", "line")


def _wrap(line: Line, width: int, profile: Profile) -> Iterator[Line]:
    indent = {"p": profile.indent, "li": profile.indent, "note": profile.indent, "v": profile.indent * 2}
    text = indent.get(line.label, "") + line.text.strip("　 ")
    label = line.label
    while text:
        row = _row(text, width, profile.kinsoku)
        yield Line(label, row.rstrip(" "))
        text = text[len(row) :]
        label = "+"


def _row(text: str, width: int, kinsoku: str) -> str:
    """What a greedy wrapper puts on the first row."""
    used, end = 0, 0
    ends = [0]
    for word in WORD.finditer(text):
        used += sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in word[0])
        if used > 2 * width and end:
            break
        end = word.end()
        ends.append(end)
    else:
        return text
    if kinsoku == "hanging":
        while end < len(text) and text[end] in NOT_FIRST:
            end += 1
        return text[:end]
    if kinsoku == "pushed":
        while len(ends) > 2 and (text[ends[-1]] in NOT_FIRST or text[ends[-1] - 1] in NOT_LAST):
            ends.pop()
        return text[: ends[-1]]
    return text[:end]


def _leaves(rows: list[Line], leaf: int, head: str, number: int) -> list[Line]:
    """The rows with a page number, and a running head on every other page, after each leaf."""
    paged: list[Line] = []
    for at, row in enumerate(rows):
        if at and at % leaf == 0:
            paged.append(Line("furniture", f"- {number} -"))
            if number % 2:
                paged.append(Line("furniture", head))
            number += 1
        paged.append(row)
    return paged


# ---- what the project made of it


class Piece(NamedTuple):
    """A block of a result, or what follows a line break in one."""

    kind: str  # title subtitle meta heading block line
    level: int
    text: str


def pieces(document: Document) -> Iterator[Piece]:
    """Title first, then the blocks, notes behind the block they are called in; the other metadata last."""
    tree = pandoc_json.write(document)
    meta = {key: tuple(_meta_texts(value)) for key, value in tree["meta"].items() if key not in ("lang", "language")}
    for key in ("title", "subtitle"):
        yield from (Piece(key, 0, text) for text in meta.pop(key, ()))
    for block in tree["blocks"]:
        yield from _block_pieces(block)
    for texts in meta.values():
        yield from (Piece("meta", 0, text) for text in texts)


def _meta_texts(value: Any) -> Iterator[str]:
    match value:
        case {"t": "MetaInlines", "c": inlines}:
            yield _inline(inlines).replace("\v", " ")
        case {"t": "MetaString", "c": str(text)}:
            yield text
        case {"t": "MetaBlocks", "c": blocks}:
            for block in blocks:
                yield from (piece.text for piece in _block_pieces(block))
        case {"t": "MetaList", "c": items}:
            for item in items:
                yield from _meta_texts(item)
        case {"t": "MetaMap", "c": dict(items)}:
            for item in items.values():
                yield from _meta_texts(item)


def _block_pieces(block: Any) -> Iterator[Piece]:
    match block:
        case {"t": "Header", "c": [level, _, inlines]}:
            yield from _lines("heading", level, inlines)
        case {"t": "Para" | "Plain", "c": inlines}:
            yield from _lines("block", 0, inlines)
        case {"t": "LineBlock", "c": rows}:
            for at, row in enumerate(rows):
                yield Piece("line" if at else "block", 0, _inline(row))
        case {"t": "CodeBlock", "c": [_, text]}:
            for at, row in enumerate(text.split("\n")):
                yield Piece("line" if at else "block", 0, row)
        case {"t": "Table", "c": [_, caption, _, head, bodies, foot]}:
            for inner in caption[1]:
                yield from _block_pieces(inner)
            rows = [*head[1], *(row for body in bodies for row in body[2] + body[3]), *foot[1]]
            for at, row in enumerate(rows):
                cells = [piece.text for cell in row[1] for inner in cell[4] for piece in _block_pieces(inner)]
                yield Piece("line" if at else "block", 0, " ".join(cells))
        case {"t": _, "c": content}:
            for inner in _blocks_in(content):
                yield from _block_pieces(inner)


def _lines(kind: str, level: int, inlines: Any) -> Iterator[Piece]:
    rows = _inline(inlines).split("\v")
    if kind == "heading":  # a heading over two lines is one heading
        yield Piece(kind, level, " ".join(rows))
    else:
        for at, row in enumerate(rows):
            yield Piece("line" if at else "block", 0, row)
    for note in _notes_in(inlines):
        for inner in note:
            yield from _block_pieces(inner)


def _blocks_in(value: Any) -> Iterator[Any]:
    """The outermost blocks inside lists, quotes, divisions and whatever else holds blocks."""
    match value:
        case {"t": _}:
            yield value
        case [*items]:
            for item in items:
                yield from _blocks_in(item)


def _inline(inlines: Any) -> str:
    return "".join(_inline_texts(inlines))


def _inline_texts(inlines: Any) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case {"t": "Str" | "MetaString", "c": str(text)}:
                yield text
            case {"t": "Space" | "SoftBreak"}:
                yield " "
            case {"t": "LineBreak"}:
                yield "\v"
            case {"t": "Code" | "Math", "c": [_, str(text)]}:
                yield text
            case {"t": "Note" | "RawInline"}:
                pass
            case {"t": "Quoted", "c": [_, [*inner]]}:
                yield from ("“", _inline(inner), "”")
            case {"t": "Cite" | "Span", "c": [_, [*inner]]} | {"t": "Link" | "Image", "c": [_, [*inner], _]}:
                yield from _inline_texts(inner)
            case {"t": _, "c": [*inner]}:
                yield from _inline_texts(inner)


def _notes_in(value: Any) -> Iterator[Any]:
    match value:
        case {"t": "Note", "c": blocks}:
            yield blocks
        case {"t": _, "c": content}:
            yield from _notes_in(content)
        case [*items]:
            for item in items:
                yield from _notes_in(item)


# ---- comparing


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were found rightly, found wrongly, and missed."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hit + other.hit, self.extra + other.extra, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.extra) if self.hit + self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.hit / (2 * self.hit + self.extra + self.missed) if self.hit + self.extra + self.missed else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """What one page or many gave, as counts, so that scores can be added; `mistakes` is for who reads them."""

    pages: int = 0
    boundaries: Tally = Tally()
    headings: Tally = Tally()
    levels: Tally = Tally()
    titles: Tally = Tally()
    furniture: Tally = Tally()
    stops: Tally = Tally()
    content: int = 0
    lost: int = 0
    invented: int = 0
    mistakes: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))


FIGURES: Mapping[str, Callable[[Score], float]] = {
    "boundaries": lambda score: score.boundaries.f1,
    "headings": lambda score: score.headings.f1,
    "levels": lambda score: score.levels.recall,
    "titles": lambda score: score.titles.recall,
    "furniture": lambda score: score.furniture.recall,
    "stop-precision": lambda score: score.stops.precision,
    "stop-recall": lambda score: score.stops.recall,
    "lost": lambda score: 1e4 * score.lost / max(1, score.content),
    "invented": lambda score: 1e4 * score.invented / max(1, score.content),
}
LESS_IS_BETTER = frozenset(("lost", "invented"))


def folded(text: str) -> str:
    """The characters that count: letters, digits and Han, whatever their width and case."""
    return "".join(char for char in unicodedata.normalize("NFKC", html.unescape(text)).casefold() if char.isalnum())


class _Gold:
    """A page's characters in a row, each with its block; furniture stands apart."""

    def __init__(self, page: Page) -> None:
        self.chars = self.furniture = ""
        self.block: list[int] = []  # of each character
        self.content: list[bool] = []
        self.kinds = [label.kind for label in page.labels]
        self.stops: list[str] = []  # after which character: "" or a stop
        for number, label in enumerate(page.labels):
            for run in label.runs:
                self._add(number, run)

    def _add(self, number: int, run: Run) -> None:
        if run.fate == "furniture":
            self.furniture += folded(run.chars)
            return
        for char, after in _with_stops(run.chars + run.gap):
            if not char:
                if self.stops and after:
                    self.stops[-1] = after
                continue
            self.chars += char
            self.block.append(number)
            self.content.append(run.fate == "content")
            self.stops.append(after)


def _with_stops(text: str) -> Iterator[tuple[str, str]]:
    """Each folded character with the stop behind it; "" first for stops before any."""
    last, stop = "", ""
    for raw in unicodedata.normalize("NFKC", html.unescape(text)).casefold():
        if raw.isalnum():
            yield last, stop
            last, stop = raw, ""
        elif raw in STOPS:
            stop = raw
    yield last, stop


class _Result:
    """A result's characters in a row, each with its piece."""

    def __init__(self, made: Iterable[Piece]) -> None:
        self.pieces: list[Piece] = []
        self.chars = ""
        self.piece: list[int] = []
        self.stops: list[str] = []
        for piece in made:
            for char, after in _with_stops(piece.text):
                if char:
                    self.chars += char
                    self.piece.append(len(self.pieces))
                    self.stops.append(after)
            self.pieces.append(piece)


def _aligned(gold: str, result: str) -> dict[int, int]:
    """Which character of the result is which of the gold: first in order, then what was moved, longest runs first."""
    found: dict[int, int] = {}
    for start, other, size in SequenceMatcher(None, gold, result, autojunk=False).get_matching_blocks():
        if size > 1:
            found.update((other + step, start + step) for step in range(size))
    while True:
        rest = [at for at in range(len(gold)) if at not in set(found.values())]
        left = [at for at in range(len(result)) if at not in found]
        if not rest or not left:
            return found
        best = SequenceMatcher(
            None, "".join(gold[at] for at in rest), "".join(result[at] for at in left), autojunk=False
        ).find_longest_match()
        if best.size < 2:
            return found
        for step in range(best.size):
            found[left[best.b + step]] = rest[best.a + step]


def score(page: Page, document: Document) -> Score:
    """What the document is worth as the page's result."""
    gold, result = _Gold(page), _Result(pieces(document))
    where = _aligned(gold.chars, result.chars)
    back = {at: other for other, at in where.items()}
    said: list[str] = []
    boundaries = _boundaries(gold, result, where, back, said)
    titles = _titles(gold, result, where, said)
    headings, levels = _headings(gold, result, where, said)
    kept, invented = _leftover(gold, result, where, said)
    gone = len(gold.furniture) - kept
    lost = _lost(gold, result, where, back, said)
    return Score(
        pages=1,
        boundaries=boundaries,
        headings=headings,
        levels=levels,
        titles=titles,
        furniture=Tally(gone, 0, kept),
        stops=_stops(gold, result, where, said),
        content=sum(gold.content),
        lost=lost,
        invented=invented,
        mistakes=tuple(f"{page.name}: {mistake}" for mistake in said),
    )


def _around(chars: str, at: int, mark: str = "|") -> str:
    return f"{chars[max(0, at - 14) : at]}{mark}{chars[at : at + 14]}"


def _boundaries(gold: _Gold, result: _Result, where: dict[int, int], back: dict[int, int], said: list[str]) -> Tally:
    """Where blocks begin, by the first character of each that both know."""
    wanted: dict[int, int] = {}
    for at, number in enumerate(gold.block):
        if at in back and gold.kinds[number] != "meta":
            wanted.setdefault(number, at)
    starts = {at: number for number, at in wanted.items()}
    order = sorted(starts)
    soft = {at: gold.kinds[starts[at]] in SOFT and gold.kinds[starts[before]] in SOFT for before, at in pairwise(order)}
    begun: dict[int, str] = {}
    seen: set[int] = set()
    for at, number in enumerate(result.piece):
        if at in where and number not in seen:
            seen.add(number)
            begun[where[at]] = result.pieces[number].kind
    hit = extra = 0
    for at, kind in begun.items():
        if at in soft and (kind != "line" or soft[at]):
            hit += 1
        elif at not in starts and gold.kinds[gold.block[at]] != "meta" and kind not in ("meta", "subtitle"):
            extra += 1
            said.append(f"split  {_around(gold.chars, at)}")
    missed = [at for at in soft if at not in begun or (begun[at] == "line" and not soft[at])]
    said += [f"joined {gold.kinds[starts[at]]:5} {_around(gold.chars, at)}" for at in missed]
    return Tally(hit, extra, len(missed))


def _titles(gold: _Gold, result: _Result, where: dict[int, int], said: list[str]) -> Tally:
    """Whether the title is found: with its subtitle or without."""
    sizes = {kind: sum(1 for at in gold.block if gold.kinds[at] == kind) for kind in TITLES if kind in gold.kinds}
    if "title" not in sizes:
        return Tally()
    owners = [(at, where.get(at)) for at, number in enumerate(result.piece) if result.pieces[number].kind in TITLES]
    right = sum(1 for _, at in owners if at is not None and gold.kinds[gold.block[at]] in TITLES)
    whole = (sizes["title"], sum(sizes.values()))
    if owners and right >= SURE * len(owners) and any(SURE * size <= right <= size / SURE for size in whole):
        return Tally(hit=1)
    wanted = "".join(char for char, at in zip(gold.chars, gold.block, strict=True) if gold.kinds[at] == "title")
    said.append(f"title  got {''.join(result.chars[at] for at, _ in owners) or 'none'}, wanted {wanted}")
    return Tally(missed=1)


def _headings(gold: _Gold, result: _Result, where: dict[int, int], said: list[str]) -> tuple[Tally, Tally]:
    """Headings found, and their levels: the first, second … of those that the page and the result have."""
    wanted = {n: kind for n, kind in enumerate(gold.kinds) if re.fullmatch(r"h\d", kind)}
    sizes = Counter(number for at, number in enumerate(gold.block) if number in wanted and gold.content[at])
    matched: dict[int, int] = {}
    false: list[str] = []
    for number, piece in enumerate(result.pieces):
        places = [at for at, owner in enumerate(result.piece) if owner == number]
        owners = Counter(gold.block[where[at]] for at in places if at in where)
        if piece.kind == "title" and any(gold.kinds[owner] in TITLES | {"meta"} for owner in owners):
            continue
        if piece.kind not in ("heading", "title") or not places:
            continue
        best, size = owners.most_common(1)[0] if owners else (-1, 0)
        if best in wanted and best not in matched and size >= HALF * max(len(places), sizes[best]):
            matched[best] = piece.level
        else:
            false.append(piece.text)
    said += [f"heading (false) {text}" for text in false]
    said += [
        f"heading (missed) {wanted[n]} {''.join(c for c, o in zip(gold.chars, gold.block, strict=True) if o == n)}"
        for n in wanted
        if n not in matched and sizes[n]
    ]
    missing = sum(1 for n in wanted if n not in matched and sizes[n])
    return Tally(len(matched), len(false), missing), _levels(wanted, matched, said)


def _levels(wanted: dict[int, str], matched: dict[int, int], said: list[str]) -> Tally:
    gold_ranks = sorted({wanted[n] for n in matched})
    ranks = sorted(set(matched.values()))
    wrong = [n for n in matched if gold_ranks.index(wanted[n]) != ranks.index(matched[n])]
    said += [f"level  block {n} got {matched[n]} of {ranks}, wanted {wanted[n]} of {gold_ranks}" for n in wrong]
    return Tally(len(matched) - len(wrong), 0, len(wrong))


def _leftover(gold: _Gold, result: _Result, where: dict[int, int], said: list[str]) -> tuple[int, int]:
    """Furniture kept, and characters that were in no source. What the metadata repeats is neither."""
    left = [at for at in range(len(result.chars)) if at not in where and result.pieces[result.piece[at]].kind != "meta"]
    runs: list[list[int]] = []
    for at in left:
        if runs and runs[-1][-1] == at - 1 and result.piece[at] == result.piece[at - 1]:
            runs[-1].append(at)
        else:
            runs.append([at])
    missing = Counter(gold.chars) - Counter(gold.chars[at] for at in where.values())
    furniture = Counter(gold.furniture)
    kept = invented = 0
    for run in runs:
        chars = "".join(result.chars[at] for at in run)
        found = Counter(chars) & furniture
        furniture -= found
        rest = Counter(chars) - found - missing
        kept += found.total()
        invented += rest.total()
        if found or rest:
            said.append(f"{'furniture kept' if found else 'invented'} {chars}")
    return kept, invented


def _lost(gold: _Gold, result: _Result, where: dict[int, int], back: dict[int, int], said: list[str]) -> int:
    """Content that the result holds nowhere."""
    left = Counter(result.chars[at] for at in range(len(result.chars)) if at not in where)
    lost: dict[int, str] = defaultdict(str)
    for at, char in enumerate(gold.chars):
        if at in back or not gold.content[at]:
            continue
        if left[char]:
            left[char] -= 1
        else:
            lost[gold.block[at]] += char
    said += [f"lost   {gold.kinds[number]:5} {chars}" for number, chars in lost.items()]
    return sum(map(len, lost.values()))


def _stops(gold: _Gold, result: _Result, where: dict[int, int], said: list[str]) -> Tally:
    """Stops of sentences, after each character that both know; one behind a note's mark is one before it."""
    last = -1  # the last character of the content
    wanted: dict[int, bool] = {}
    for at, stop in enumerate(gold.stops):
        last = at if gold.content[at] else last
        wanted[last] = wanted.get(last, False) or bool(stop)
    there: dict[int, bool] = {}
    last = -1
    for other, stop in enumerate(result.stops):
        at = where.get(other, -1)
        last = at if at < 0 or gold.content[at] else last
        there[last] = there.get(last, False) or bool(stop)
    both = [at for at in where.values() if gold.content[at]]
    said += [f"stop   put after {_around(gold.chars, at + 1)}" for at in both if there[at] and not wanted[at]]
    return Tally(
        hit=sum(1 for at in both if wanted[at] and there[at]),
        extra=sum(1 for at in both if there[at] and not wanted[at]),
        missed=sum(1 for at in both if wanted[at] and not there[at]),
    )


# ---- all of them

SETTINGS = Settings(script="keep")


def score_page(page: Page, settings: Settings = SETTINGS) -> Score:
    """The score of what the project makes of a page."""
    return score(page, pipeline.prepare(readers.read(page.source.encode(), settings), settings))


def score_all(wanted: Iterable[Page]) -> dict[str, Score]:
    """The score of each group, the made pages' groups among them, and of all."""
    found: dict[str, Score] = defaultdict(Score)
    for page in wanted:
        one = score_page(page)
        found[page.group] += one
        found["all"] += one
    return dict(sorted(found.items()))


def table(scores: Mapping[str, Score]) -> str:
    """The figures as a table for a terminal."""
    head = f"{'group':12}{'pages':>6}" + "".join(f"{name:>15}" for name in FIGURES)
    rows = (
        f"{group:12}{one.pages:6}" + "".join(f"{figure(one):15.4f}" for figure in FIGURES.values())
        for group, one in scores.items()
    )
    return "\n".join((head, *rows))


def main() -> None:
    """The table, and the mistakes of the pages whose names hold one of the arguments."""
    asked = sys.argv[1:]
    known = chain(pages(), *map(pages, STRANGERS))
    scores = score_all(page for page in known if not asked or any(part in page.name for part in asked))
    if asked:
        print("\n".join(scores.get("all", Score()).mistakes))
    print(table(scores))


if __name__ == "__main__":
    main()
