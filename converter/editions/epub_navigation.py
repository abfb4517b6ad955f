"""The ways into a book: its contents, its landmarks, the contents for readers of EPUB 2, and the page of its cover.

In: a book, and how a heading's words are written. Out: nav.xhtml (EPUB 3.3, section 7), toc.ncx (OPF 2.0.1, section
2.4.1) and cover.xhtml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Final

from converter.document import Json
from converter.editions import matter
from converter.editions.allowed import NOT_IN_XML
from converter.editions.cover import description
from converter.editions.epub_book import COVER_IMAGE, COVER_PAGE, Book
from converter.editions.epub_markup import whole
from converter.editions.epub_pages import BODY, COLOPHON_PAGE, FRONT, Entry

NAVIGATION: Final = "nav.xhtml"
NCX_NAME: Final = "toc.ncx"
WORDS: Final = {"cover": "cover", "titlepage": "titlepage", "copyright-page": "colophon", "toc": "contents",
                "bodymatter": "body"}  # fmt: skip
NCX: Final = """<?xml version="1.0" encoding="UTF-8"?>
<ncx version="2005-1" xmlns="http://www.daisy.org/z3986/2005/ncx/">
  <head>
    <meta name="dtb:uid" content="{identifier}" />
    <meta name="dtb:depth" content="{depth}" />
    <meta name="dtb:totalPageCount" content="0" />
    <meta name="dtb:maxPageNumber" content="0" />
  </head>
  <docTitle><text>{title}</text></docTitle>
  <navMap>
{points}
  </navMap>
</ncx>
"""
POINT: Final = '<navPoint id="navPoint-{n}"><navLabel><text>{label}</text></navLabel><content src="{place}" />'
WHOLE_SCREEN: Final = (
    "<style>body { margin: 0; padding: 0; text-align: center; } img { max-width: 100%; max-height: 100vh; }</style>"
)


def navigation(book: Book, inlines: Callable[[list[Json]], str]) -> str:
    """The contents and the landmarks."""
    listed = _nested(
        book.entries,
        lambda n, entry: f'<li id="toc-li-{n}"><a href="{entry.place}">{inlines(entry.inlines)}</a>',
        ('<ol class="toc">', "</ol>", "</li>"),
    )
    places = "".join(
        f'<li><a href="{place}" epub:type="{kind}">{book.said[WORDS[kind]]}</a></li>'
        for kind, place in _landmarks(book)
    )
    inside = (
        f'<nav epub:type="toc" role="doc-toc" id="toc"><h1 id="toc-title">{book.said["contents"]}</h1>{listed}</nav>\n'
        f'<nav epub:type="landmarks" id="landmarks" hidden="hidden"><h2>{book.said["landmarks"]}</h2>'
        f"<ol>{places}</ol></nav>"
    )
    return whole(inside, book.title, FRONT, book.language, up="")


def ncx(book: Book) -> str:
    """The contents for readers of EPUB 2."""
    points = _nested(
        book.entries,
        lambda n, entry: POINT.format(n=n, label=escape(matter.plain(entry.inlines)), place=entry.place),
        ("", "", "</navPoint>\n"),
    )
    depth = max((entry.depth for entry in book.entries), default=1)
    identifier = escape(book.identifiers()[0])
    return NCX.format(identifier=identifier, depth=depth, title=escape(book.title), points=NOT_IN_XML.sub("", points))


def cover(book: Book) -> str:
    """The page of the cover, for readers that show none of their own."""
    alt = escape(description(book.document))
    inside = f'<section epub:type="cover"><img role="doc-cover" src="{COVER_IMAGE}" alt="{alt}" /></section>'
    return whole(inside, book.said["cover"], "cover", book.language, up="", head=WHOLE_SCREEN)


def _landmarks(book: Book) -> Iterator[tuple[str, str]]:
    """Kinds and places, in the order of reading."""
    if book.cover:
        yield "cover", COVER_PAGE
    front = [page.name for page in book.pages if page.kind == FRONT]
    for name in front:
        yield "copyright-page" if name == COLOPHON_PAGE else "titlepage", name
    if book.contents:
        yield "toc", f"{NAVIGATION}#toc"
    yield "bodymatter", next((page.name for page in book.pages if page.kind == BODY), book.pages[0].name)


def _nested(entries: Sequence[Entry], line: Callable[[int, Entry], str], marks: tuple[str, str, str]) -> str:
    """The entries in lists inside lists; `marks` open and close a list, and close an entry."""
    opening, closing, end = marks
    lines: list[str] = []
    depth = 0
    for n, entry in enumerate(entries, 1):
        lines.append(opening if entry.depth > depth else (end + closing) * (depth - entry.depth) + end)
        lines.append(line(n, entry))
        depth = entry.depth
    return "".join(lines) + (end + closing) * depth
