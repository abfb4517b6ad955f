"""An EPUB's package, navigation and cover page, in the book's own language.

In: what pandoc wrote. Out: the same with landmarks in Chinese, the maker, the time of making, and a cover if there is
one (EPUB 3.3, sections 5 and 7).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from converter.document import Document
from converter.editions import archive, matter, tree
from converter.editions import cover as cover_
from converter.editions.allowed import NOT_IN_XML
from converter.editions.epub_front import COLOPHON_PAGE, OPENING_PAGE
from converter.faces import region
from converter.resources import Style

FOLDER: Final = "EPUB/"
PACKAGE, NAVIGATION = "EPUB/content.opf", "EPUB/nav.xhtml"
COVER_PAGE, COVER_IMAGE = "cover.xhtml", "media/cover.jpg"
WORDS = {  # what the edition itself says, by region
    "SC": {"contents": "目录", "landmarks": "导航", "body": "正文", "back": "回到正文",
           "summary": "本书为可重排的文字，有目录与标题层级，可由读屏软件顺序朗读。"},
    "TC": {"contents": "目錄", "landmarks": "導覽", "body": "正文", "back": "回到正文",
           "summary": "本書為可重排的文字，有目錄與標題層級，可由報讀軟體依序朗讀。"},
    "HK": {"contents": "目錄", "landmarks": "導覽", "body": "正文", "back": "回到正文",
           "summary": "本書為可重排的文字，有目錄與標題層級，可由讀屏軟件順序朗讀。"},
}  # fmt: skip


FRONT: Final = (COLOPHON_PAGE, OPENING_PAGE)
OWN_DATE = re.compile(r"\s*<dc:date[^>]*>[^<]*</dc:date>")
EMPTY_STYLE = re.compile(r"\s*<style>\s*</style>")
LANDMARKS: Final = {"cover": "cover", "titlepage": "titlepage", "copyright-page": "colophon", "toc": "contents",
                   "bodymatter": "body"}  # fmt: skip
COVER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" \
xml:lang="{language}">
<head>
  <meta charset="utf-8" />
  <title>{word}</title>
  <link rel="stylesheet" type="text/css" href="styles/stylesheet1.css" />
  <style>body {{ margin: 0; padding: 0; text-align: center; }} img {{ max-width: 100%; max-height: 100vh; }}</style>
</head>
<body epub:type="cover">
<section epub:type="cover"><img role="doc-cover" src="{image}" alt="{alt}" /></section>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Book:
    """What the parts of an EPUB say of the whole."""

    title: str
    said: Mapping[str, str]  # WORDS and matter.WORDS of the region
    stamp: str
    dated: bool
    title_page: bool
    contents: bool  # a page of the book, behind its title page
    files: tuple[str, ...]  # of the text, as pandoc wrote them, in order
    front: tuple[str, ...]  # of our own: the colophon, what stands before the first chapter

    @classmethod
    def of(cls, document: Document, style: Style, files: Sequence[str]) -> Book:
        """The book that a document in a style becomes, its text in these files."""
        date, names = tree.iso_date(document), [name.removeprefix(FOLDER) for name in files]
        return cls(
            title=title_of(document),
            said=said(document),
            stamp=archive.timestamp(date),
            dated=bool(date),
            title_page=matter.TITLE_PAGE in style.matter and bool(tree.title_block(document)),
            contents=matter.CONTENTS in style.matter,
            files=tuple(name for name in names if name not in FRONT),
            front=tuple(name for name in FRONT if name in names),
        )


def title_of(document: Document) -> str:
    """The book's title, without what XML cannot hold."""
    return NOT_IN_XML.sub("", tree.title_of(document))


def words(document: Document) -> Mapping[str, str]:
    """What the edition itself says, in the document's language."""
    return WORDS[region(tree.language(document))]


def said(document: Document) -> Mapping[str, str]:
    """What the edition and its matter say."""
    return {**matter.words(document), **words(document)}


def package(package: str, book: Book, *, cover: bool, columns: bool = False) -> str:
    """The package document, with its maker and the time of its making, and no date that the text does not have.

    `columns`: the text is set in columns from right to left.
    """
    if not book.dated:
        package = OWN_DATE.sub("", package, count=1)  # pandoc's own: of the day, or 1970
    modified = re.compile(r'(<meta property="dcterms:modified">)[^<]*')
    package = modified.sub(lambda found: f"{found[1]}{book.stamp}", package, count=1)
    meta = f'<meta name="generator" content="{tree.MAKER}" />\n'
    if columns:
        meta += '<meta name="primary-writing-mode" content="vertical-rl" />\n'  # for Kindle
        package = re.sub(
            r"<spine(?![^>]*page-progression)", '<spine page-progression-direction="rtl"', package, count=1
        )
    package = _front(package, book)
    if cover:
        meta += '<meta name="cover" content="cover-image" />\n'  # for readers of EPUB 2
        items = (
            f'<item id="cover-image" href="{COVER_IMAGE}" media-type="image/jpeg" properties="cover-image" />\n'
            f'<item id="cover" href="{COVER_PAGE}" media-type="application/xhtml+xml" />\n'
        )
        package = package.replace("</manifest>", f"{items}</manifest>", 1)
        package = re.sub(r"(<spine[^>]*>)", r'\1\n    <itemref idref="cover" />', package, count=1)
        guide = f'<reference type="cover" title="{book.said["cover"]}" href="{COVER_PAGE}" />\n'
        package = package.replace("</guide>", f"{guide}</guide>", 1)
    return package.replace("</metadata>", f"{meta}</metadata>", 1)


def _front(package: str, book: Book) -> str:
    """The package with the pages that we add behind the title page, in their order: colophon, contents, opening."""
    items = "".join(
        f'<item id="{_id(name)}" href="{name}" media-type="application/xhtml+xml" />\n' for name in book.front
    )
    order = [_id(name) for name in book.front]
    order[order.count(_id(COLOPHON_PAGE)) : 0] = ["nav"] if book.contents else []
    listed = "".join(f'\n    <itemref idref="{name}" />' for name in order)
    package = re.sub(r"<itemref [^>]*>", lambda found: found[0] + listed, package, count=1)
    return package.replace("</manifest>", f"{items}</manifest>", 1)


def _id(name: str) -> str:
    return name.rpartition("/")[2].replace(".", "_")


def navigation(page: str, book: Book, *, cover: bool) -> str:
    """The navigation document, with landmarks."""
    first, *others = book.files
    places = [("cover", COVER_PAGE)] if cover else []
    places += [("titlepage", first)] if book.title_page else []
    places += [("copyright-page", COLOPHON_PAGE)] if COLOPHON_PAGE in book.front else []
    places += [("toc", "nav.xhtml#toc")] if book.contents else []
    begins = OPENING_PAGE if OPENING_PAGE in book.front else others[0] if others and book.title_page else first
    places += [("bodymatter", begins)]
    listed = "".join(
        f'<li><a href="{place}" epub:type="{kind}">{book.said[LANDMARKS[kind]]}</a></li>' for kind, place in places
    )
    nav = (
        f'<nav epub:type="landmarks" id="landmarks" hidden="hidden"><h2>{book.said["landmarks"]}</h2>'
        f"<ol>{listed}</ol></nav>\n"
    )
    return EMPTY_STYLE.sub("", page, count=1).replace("</body>", f"{nav}</body>")


def cover(image: bytes, document: Document) -> dict[str, bytes]:
    """The parts that a cover adds: the image, and a page for readers that show no cover of their own."""
    page = COVER.format(
        language=tree.language(document),
        word=matter.words(document)["cover"],
        image=COVER_IMAGE,
        alt=escape(NOT_IN_XML.sub("", cover_.description(document))),
    )
    return {FOLDER + COVER_PAGE: page.encode(), FOLDER + COVER_IMAGE: image}
