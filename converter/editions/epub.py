"""The EPUB edition: EPUB 3, written from the publication tree; the stylesheet is the PDF's own, without paper.

In: a prepared document. Out: the bytes of the archive, the same for the same document.
"""

from __future__ import annotations

from dataclasses import replace

from converter import resources
from converter.document import Document, Json
from converter.editions import (
    archive,
    cover,
    epub_fonts,
    epub_navigation,
    epub_package,
    formulas,
    html,
    matter,
    tree,
    vertical,
)
from converter.editions.allowed import identifiers
from converter.editions.epub_book import COVER_IMAGE, COVER_PAGE, Book, said, title_of
from converter.editions.epub_css import flatten
from converter.editions.epub_markup import STYLESHEET, PageMarkup, Shelf, whole
from converter.editions.epub_pages import Page, Titles, cut, entries
from converter.editions.markup import Markup
from converter.settings import Settings

ONE_PAGE = 12_000  # characters: a longer text has a file for each chapter, for readers open one file at a time


def epub(document: Document, settings: Settings) -> bytes:
    """An EPUB of the document.

    Raises UsageError when there is no such style or the cover is no image, UnwritableError when pandoc, which writes
    its formulas, fails or meets a limit.
    """
    style = resources.style(settings.style)
    document = matter.known(document, style.matter)
    picture = cover.image(document, settings, style)
    book = _book(document, settings, style, cover=picture is not None)
    css = flatten(style.css, book.language)
    css = vertical.logical(css) if book.columns else css
    fonts: dict[str, bytes] = {}
    if settings.embed_fonts:
        css, fonts = epub_fonts.embedded(css, book.written.values(), book.language)
        book = replace(book, fonts=tuple(fonts))
    files = {STYLESHEET: css.encode()} | {name: page.encode() for name, page in book.written.items()}
    files |= {image.name: image.data for image in book.pictures} | fonts
    if picture is not None:
        files |= {COVER_PAGE: epub_navigation.cover(book).encode(), COVER_IMAGE: picture}
    parts = {name: text.encode() for name, text in epub_package.CONTAINER.items()}
    parts[epub_package.PACKAGE] = epub_package.package(book).encode()
    return archive.write(parts | {epub_package.FOLDER + name: data for name, data in files.items()})


def _book(document: Document, settings: Settings, style: resources.Style, *, cover: bool) -> Book:
    """The book, every page written; the contents are no part of its text, for an EPUB has them as its navigation."""
    published = html.breaking(matter.published(document, style.matter - {matter.CONTENTS}))
    title_page = matter.TITLE_PAGE in style.matter and bool(tree.title_block(document))
    titles = Titles(title_of(document), said(document)["colophon"])
    level = _split_level(document, published, style)
    pages = tuple(cut(published["blocks"], level, titles, title_page=title_page))
    places = {name: page.name for page in pages for name in identifiers(page.blocks)}
    written_formulas = formulas.written(published, settings.limits, mathml=True)
    shelf, language = Shelf(), tree.language(document)

    def written(page: Page) -> str:
        markup = PageMarkup(page, written_formulas, places, shelf, said(document)["back"])
        return whole(markup.written(), page.title, page.kind, language)

    texts = {page.name: written(page) for page in pages}
    book = Book(
        document=document,
        pages=pages,
        written=texts,
        entries=tuple(entries(pages, titles.book)),
        pictures=tuple(shelf),
        contents=matter.CONTENTS in style.matter,
        cover=cover,
        columns=vertical.wanted(document, settings),
    )
    navigation = epub_navigation.navigation(book, Markup(written_formulas).inlines)
    ways = {epub_navigation.NCX_NAME: epub_navigation.ncx(book), epub_navigation.NAVIGATION: navigation}
    return replace(book, written=texts | ways)


def _split_level(document: Document, published: Json, style: resources.Style) -> int:
    """The level of the headings that begin a new file: that of the chapters."""
    below = 2 if document.meta.title else 1
    length = sum(len(text.chars) for text in document.texts())
    if length <= ONE_PAGE and matter.TITLE_PAGE not in style.matter:
        return 1
    return below + matter.chapter_depth(published["blocks"]) - 1
