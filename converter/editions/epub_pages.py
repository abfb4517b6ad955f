"""The pages of an EPUB: the text cut where its chapters begin, and the way to every heading.

In: the publication tree. Out: pages of blocks, and the entries of the navigation. Of a book with a title page the front
has pages of its own, as a reader turns them: title page, colophon (版权页), opening.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from converter.document import Json
from converter.editions import matter
from converter.editions.markup import PLAIN_TAGS

TEXT_PAGE: Final = "text/ch{:03}.xhtml"
COLOPHON_PAGE: Final = "text/colophon.xhtml"
OPENING_PAGE: Final = "text/opening.xhtml"  # what stands before the first chapter: a preface, or a whole short text
TITLE, OPENING = "title", "opening"  # ids of the sections of the first page, and of what stands below the title page
FRONT, BODY = "frontmatter", "bodymatter"


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the book: its blocks, and what it is called."""

    name: str
    title: str
    blocks: Sequence[Json]
    kind: str = BODY
    section: str = ""  # the id of a section around all of it


class Titles(NamedTuple):
    """What the pages are called that no heading names."""

    book: str
    colophon: str


class Entry(NamedTuple):
    """A line of the navigation."""

    depth: int  # 1 is the highest, none is skipped
    place: str  # the file, and the id in it
    inlines: list[Json]


def cut(blocks: list[Json], level: int, titles: Titles, *, title_page: bool) -> Iterator[Page]:
    """The pages of the blocks, a new one from each heading of this level or a higher one on.

    `title_page`: the first block, the title block, has a page of its own.
    """
    starts = [n for n, block in enumerate(blocks) if block["t"] == "Header" and block["c"][0] <= level]
    front = blocks[: [*starts, len(blocks)][0]]
    first = 1
    if front or not starts:
        name, first = TEXT_PAGE.format(first), 2
        yield from _front(name, front, titles) if title_page else [Page(name, titles.book, front, section=TITLE)]
    for n, (start, end) in enumerate(pairwise([*starts, len(blocks)]), first):
        title = " ".join(matter.plain(blocks[start]["c"][2]).split())
        yield Page(TEXT_PAGE.format(n), title or titles.book, blocks[start:end])


def entries(pages: Sequence[Page], title: str) -> Iterator[Entry]:
    """The way to the first page and to every heading but those in quotations, lists and tables."""
    named = [{"t": "Str", "c": title}]
    above: list[int] = []
    for page in pages:
        first = [(1, TITLE, named)] if page.section == TITLE else []
        for level, name, inlines in (*first, *_headings(page.blocks)):
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            yield Entry(len(above), f"{page.name}#{name}", inlines)
    if not above:
        yield Entry(1, pages[0].name, named)


def _front(name: str, blocks: list[Json], titles: Titles) -> Iterator[Page]:
    """The title page, then what follows it before the first chapter."""
    title, *rest = blocks
    yield Page(name, titles.book, [title], FRONT, TITLE)
    if rest and rest[0]["t"] == "Div" and rest[0]["c"][0][1] == [matter.COLOPHON]:
        yield Page(COLOPHON_PAGE, titles.colophon, [rest.pop(0)], FRONT)
    if rest:
        yield Page(OPENING_PAGE, titles.book, rest, section=OPENING)


def _headings(blocks: Sequence[Json]) -> Iterator[tuple[int, str, list[Json]]]:
    """The level, the id and the words of each heading that has any."""
    for block in blocks:
        match block:
            case {"t": "Header", "c": [level, [name, _, _], inlines]} if matter.plain(inlines).strip():
                yield level, name, list(_label(inlines))
            case {"t": "Div", "c": [_, inside]}:
                yield from _headings(inside)


def _label(inlines: list[Json]) -> Iterator[Json]:
    """A heading's words as they stand in the contents: no notes, links or pictures, and no ids a second time."""
    for node in inlines:
        match node:
            case {"t": "Note"}:
                pass
            case {"t": "Span", "c": [[_, _, [_, *_] as pairs], inside]} if matter.plain(inside).strip():
                yield {"t": "Span", "c": [["", [], pairs], list(_label(inside))]}  # its language
            case {"t": "Span", "c": [_, inside]} | {"t": "Image" | "Link", "c": [_, inside, _]}:
                yield from _label(inside)
            case {"t": "Quoted" | "Cite" as kind, "c": [first, inside]}:
                yield {"t": kind, "c": [first, list(_label(inside))]}
            case {"t": kind, "c": inside} if kind in PLAIN_TAGS or kind == "SmallCaps":
                yield {"t": kind, "c": list(_label(inside))}
            case _:
                yield node
