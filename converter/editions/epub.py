"""The EPUB edition: EPUB 3 by pandoc from the publication tree, then one pass over the archive.

The pass says in Chinese what pandoc says in English or not at all: the title block, the pages' titles, landmarks,
the way back from a note. The stylesheet is the PDF's own; what only paper has is left out.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator
from html import escape

from converter import pandoc, resources
from converter.document import Document, Heading, Json
from converter.editions import archive, cover, epub_fonts, epub_front, epub_package, html, matter, tree, vertical
from converter.editions.allowed import NOT_IN_XML, is_plain
from converter.editions.epub_css import flatten
from converter.settings import Settings

WRITER = ("--from=json", "--to=epub3", "--wrap=none", "--syntax-highlighting=none", "--epub-title-page=false",
          "--toc-depth=6", "--output=-")  # fmt: skip
ONE_PAGE = 12_000  # characters: a longer text has a file for each chapter, for readers open one file at a time
TITLE = "title"  # the id of the section under the title
NAMESPACE = uuid.UUID("6f1d7c1e-52c4-5d0f-9a63-7f9c5b8e4a10")  # of our editions' identifiers (RFC 9562, version 5)
# Markup that only pandoc can have written: it escapes every < of the text.
OWN_TITLE = re.compile(rf'(<section id="{TITLE}"[^>]*>)\s*<h1[^>]*>.*?</h1>', re.DOTALL)
TITLE_BLOCK = re.compile(rf'<div class="{tree.TITLE_BLOCK}">(.*?)</div>', re.DOTALL)
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
PAGE_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
EMPTY_STYLE = epub_package.EMPTY_STYLE
ISBN = re.compile(r"^ISBN(?:-1[03])?:?|[\s-]", re.IGNORECASE)
COLOPHON = f'<div class="{matter.COLOPHON}" id="{matter.COLOPHON}" epub:type="copyright-page">'
CALL = re.compile(r'<a href="#fn\d+"[^>]*epub:type="noteref"[^>]*>\d+</a>')
NOTE = re.compile(r'(<aside epub:type="footnote"[^>]*id="fn(\d+)"[^>]*>\s*)(<p>)?')
# Pandoc gives a section its heading's classes too, and the look of a chapter's heading is none of its text.
OPENING = re.compile(rf'(<section [^>]*class="level\d) (?:{matter.PART}|{matter.CHAPTER})(?=[ "])')
TAG = re.compile(r"<[^>]*>")


def epub(document: Document, settings: Settings) -> bytes:
    """An EPUB of the document.

    Raises UsageError when there is no such style or the cover is no image, UnwritableError when pandoc fails or meets a
    limit.
    """
    style = resources.style(settings.style)
    document = matter.known(document, style.matter)
    columns = vertical.wanted(document, settings)
    picture = cover.image(document, settings, style)
    published = _published(document, style)
    made = pandoc.run(
        [*WRITER, f"--split-level={_split_level(document, published, style)}"],
        pandoc.encoded(published),
        settings.limits,
    )
    parts = archive.read(made)
    pages = _pages(parts, document, style)
    book = epub_package.Book.of(document, style, [name for name in pages if "/text/" in name])
    css = flatten(style.css, tree.language(document))
    package, navigation = parts[epub_package.PACKAGE].decode(), pages[epub_package.NAVIGATION]
    pages[epub_package.PACKAGE] = epub_package.package(package, book, cover=picture is not None, columns=columns)
    pages[epub_package.NAVIGATION] = epub_package.navigation(navigation, book, cover=picture is not None)
    pages |= {name: vertical.logical(css) if columns else css for name in parts if name.endswith(".css")}
    parts |= {name: page.encode() for name, page in pages.items()}
    if settings.embed_fonts:
        parts = _with_fonts(parts, tree.language(document))
    if picture is not None:
        parts |= epub_package.cover(picture, document)
    return archive.write(parts)


def _with_fonts(parts: dict[str, bytes], language: str) -> dict[str, bytes]:
    """The parts, with the faces that the stylesheet names and their characters."""
    sheet = next(name for name in parts if name.endswith(".css"))
    pages = [data for name, data in parts.items() if name.endswith(".xhtml")]
    css, files = epub_fonts.embedded(parts[sheet].decode(), pages, language)
    package = epub_fonts.manifest(parts[epub_package.PACKAGE].decode(), files)
    fonts = {epub_package.FOLDER + name: data for name, data in files.items()}
    return {**parts, sheet: css.encode(), epub_package.PACKAGE: package.encode(), **fonts}


# ---- the tree


def _published(document: Document, style: resources.Style) -> Json:
    """The tree; the contents are no part of it, for an EPUB has them as its navigation."""
    published = html.breaking(matter.published(document, style.matter - {matter.CONTENTS}))
    meta = {key: _clean(value) for key, value in (published["meta"] | _meta(document, published)).items()}
    return {**published, "meta": meta, "blocks": [*_start(document), *published["blocks"]]}


def _clean(value: Json) -> Json:
    """Metadata without what XML cannot hold: one control character and no reader opens the book."""
    match value:
        case {"t": kind, "c": content}:
            return {"t": kind, "c": _clean(content)}
        case str():
            return NOT_IN_XML.sub("", value)
        case [*items]:
            return [_clean(item) for item in items]
    return value


def _start(document: Document) -> Iterator[Json]:
    """A heading for the top of the contents; `_page` puts the title block in its place.

    Pandoc would make one of its own. A text that begins with a heading and has no title needs none.
    """
    if tree.title_block(document) or not isinstance(next(iter(document.blocks), None), Heading):
        words = [{"t": "Str", "c": epub_package.title_of(document)}]
        yield {"t": "Header", "c": [1, [TITLE, [], []], words]}


def _split_level(document: Document, published: Json, style: resources.Style) -> int:
    """The level of the headings that begin a new file: that of the chapters."""
    below = 2 if document.meta.title else 1
    length = sum(len(text.chars) for text in document.texts())
    if length <= ONE_PAGE and matter.TITLE_PAGE not in style.matter:
        return 1
    return below + matter.chapter_depth(published["blocks"][1:]) - 1


def _meta(document: Document, published: Json) -> dict[str, Json]:
    said = epub_package.words(document)
    pictures = _has_picture(published["blocks"])
    values = {
        "toc-title": said["contents"],
        "source": tree.plain(document.meta.source) if document.meta.source else "",
        "accessibilitySummary": said["summary"],
        "publisher": matter.given(document, "publisher"),
        "rights": matter.given(document, "rights"),
        **dict(zip(("belongs-to-collection", "group-position"), matter.series(document), strict=True)),
    }
    lists = {
        "accessModes": ["textual", "visual"] if pictures else ["textual"],
        "accessModeSufficient": ["textual,visual"] if pictures else ["textual"],
        "accessibilityFeatures": ["readingOrder", "structuralNavigation", "tableOfContents"],
        "accessibilityHazards": ["unknown" if pictures else "none"],  # nobody looked at the pictures
    }
    lists["identifier"] = [_identifier(document)]
    if given := matter.given(document, "identifier"):
        lists["identifier"].append(_urn(given))
    return {key: _string(value) for key, value in values.items() if value} | {
        key: {"t": "MetaList", "c": [_string(value) for value in values]} for key, values in lists.items()
    }


def _has_picture(value: Json) -> bool:
    match value:
        case {"t": "Image"}:
            return True
        case {"c": [*inside]}:
            return not is_plain(value) and _has_picture(inside)
        case [*items]:
            return any(map(_has_picture, items))
    return False


def _urn(identifier: str) -> str:
    """A book's number as a URN where it is an ISBN (RFC 8254), else as it was given."""
    digits = ISBN.sub("", identifier)
    return f"urn:isbn:{digits}" if re.fullmatch(r"\d{9}[\dXx]|97[89]\d{10}", digits) else identifier


def _string(value: str) -> Json:
    return {"t": "MetaString", "c": value}


def _identifier(document: Document) -> str:
    """A name that the same text in the same variant always has."""
    words = "\n".join([tree.language(document), *(text.chars for text in document.texts())])
    digest = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, digest)}"


# ---- the archive


def _pages(parts: dict[str, bytes], document: Document, style: resources.Style) -> dict[str, str]:
    """The pages of the text, the navigation and the old table of contents, by name; the front in pages of its own."""
    title, said = epub_package.title_of(document), epub_package.said(document)
    pages = {name: data.decode() for name, data in parts.items() if name.endswith((".xhtml", ".ncx"))}
    front = matter.TITLE_PAGE in style.matter and bool(tree.title_block(document))
    for name in (name for name in pages if "/text/" in name):
        pages[name] = _page(pages[name], title, said["back"], title_page=front)
    first = next(name for name in pages if "/text/" in name)
    return epub_front.divided(pages, first, said["colophon"]) if front else pages


def _page(page: str, book: str, back: str, *, title_page: bool) -> str:
    """One file of the text: its title block, its title (the book's, where it has no heading), its notes."""
    page = OWN_TITLE.sub(r"\1", page)
    page = OPENING.sub(r"\1", html.roles(page))
    kind = ' epub:type="titlepage"' if title_page else ""
    page = TITLE_BLOCK.sub(rf'<header class="title-block"{kind}>\1</header>', page, count=1)
    page = page.replace(f'<div class="{matter.COLOPHON}">', COLOPHON, 1)
    title = escape(book)
    if tree.TITLE_BLOCK not in page and (heading := HEADING.search(page)):
        title = _plain(CALL.sub("", heading[1])) or title
    page = PAGE_TITLE.sub(lambda _: f"<title>{title}</title>", page, count=1)
    return _notes(EMPTY_STYLE.sub("", page, count=1), back)


def _plain(markup: str) -> str:
    return " ".join(TAG.sub("", markup).split())


def _notes(page: str, back: str) -> str:
    """Calls raised, and before each note its number, which leads back to the call."""

    def numbered(found: re.Match[str]) -> str:
        opening, number, paragraph = found.groups()
        link = f'<a href="#fnref{number}" class="footnote-back" role="doc-backlink" title="{back}">{number}</a>\u2002'
        return f"{opening}<p>{link}" + ("" if paragraph else "</p>")

    return NOTE.sub(numbered, CALL.sub(r"<sup>\g<0></sup>", page))
