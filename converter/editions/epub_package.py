"""The package document of an EPUB: what the book is, which files it has, in which order they are read (EPUB 3.3, 5).

In: a book. Out: content.opf. It claims of accessibility only what is so in every book of ours: nobody certified it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from converter.editions import archive, matter, tree
from converter.editions.allowed import NOT_IN_XML
from converter.editions.epub_book import COVER_IMAGE, COVER_PAGE, Book
from converter.editions.epub_markup import STYLESHEET
from converter.editions.epub_navigation import NAVIGATION, NCX_NAME
from converter.editions.epub_pages import FRONT

FOLDER: Final = "EPUB/"
PACKAGE: Final = "EPUB/content.opf"
CONTAINER: Final = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml" />
  </rootfiles>
</container>
""",
    # Apple Books sets a book in its own faces only when this is said.
    "META-INF/com.apple.ibooks.display-options.xml": """<?xml version="1.0" encoding="UTF-8"?>
<display_options>
  <platform name="*">
    <option name="specified-fonts">true</option>
  </platform>
</display_options>
""",
}
OPF: Final = """<?xml version="1.0" encoding="UTF-8"?>
<package version="3.0" xmlns="http://www.idpf.org/2007/opf" xml:lang="{language}" unique-identifier="epub-id-1">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    {metadata}
  </metadata>
  <manifest>
    {manifest}
  </manifest>
  <spine{direction} toc="ncx">
    {spine}
  </spine>
  <guide>
    {guide}
  </guide>
</package>
"""
XHTML: Final = "application/xhtml+xml"
MATHML: Final = "<math "
SERIES: Final = "epub-collection-1"


def package(book: Book) -> str:
    """The package document."""
    return OPF.format(
        language=escape(book.language),
        metadata="\n    ".join([*_facts(book), *_access(book), *_hints(book)]),
        manifest="\n    ".join(_items(book)),
        direction=' page-progression-direction="rtl"' if book.columns else "",
        spine="\n    ".join(f'<itemref idref="{_id(name)}" />' for name in _order(book)),
        guide="\n    ".join(_guide(book)),
    )


def _facts(book: Book) -> Iterator[str]:
    """Who wrote what, when (Dublin Core)."""
    document = book.document
    for n, identifier in enumerate(book.identifiers(), 1):
        yield f'<dc:identifier id="epub-id-{n}">{_text(identifier)}</dc:identifier>'
    yield f"<dc:title>{_text(book.title)}</dc:title>"
    if date := tree.iso_date(document):
        yield f"<dc:date>{date}</dc:date>"
    yield f"<dc:language>{_text(book.language)}</dc:language>"
    for n, name in enumerate(tree.authors_of(document), 1):
        yield f'<dc:creator id="epub-creator-{n}">{_text(name)}</dc:creator>'
        yield f'<meta refines="#epub-creator-{n}" property="role" scheme="marc:relators">aut</meta>'
    source = tree.plain(document.meta.source) if document.meta.source else ""
    known = {"publisher": matter.given(document, "publisher"), "source": source,
             "rights": matter.given(document, "rights")}  # fmt: skip
    yield from (f"<dc:{name}>{_text(value)}</dc:{name}>" for name, value in known.items() if value)
    series, number = matter.series(document)
    if series:
        yield f'<meta property="belongs-to-collection" id="{SERIES}">{_text(series)}</meta>'
        yield f'<meta refines="#{SERIES}" property="collection-type">series</meta>'
    if series and number:
        yield f'<meta refines="#{SERIES}" property="group-position">{_text(number)}</meta>'
    yield f'<meta property="dcterms:modified">{archive.timestamp(tree.iso_date(document))}</meta>'


def _access(book: Book) -> Iterator[str]:
    """How the book can be read (EPUB Accessibility 1.1, section 2.2)."""
    modes = ["textual", "visual"] if book.pictures else ["textual"]
    said = [
        *(("accessMode", mode) for mode in modes),
        ("accessModeSufficient", ",".join(modes)),
        *(("accessibilityFeature", name) for name in ("readingOrder", "structuralNavigation", "tableOfContents")),
        *([("accessibilityFeature", "MathML")] if any(map(_has_formula, book.written.values())) else []),
        ("accessibilityHazard", "unknown" if book.pictures else "none"),  # nobody looked at the pictures
        ("accessibilitySummary", book.said["summary"]),
    ]
    yield from (f'<meta property="schema:{name}">{value}</meta>' for name, value in said)


def _hints(book: Book) -> Iterator[str]:
    """What some programs look for: who made it; for Kindle, the columns; for readers of EPUB 2, the cover."""
    yield f'<meta name="generator" content="{tree.MAKER}" />'
    if book.columns:
        yield '<meta name="primary-writing-mode" content="vertical-rl" />'
    if book.cover:
        yield '<meta name="cover" content="cover-image" />'


def _items(book: Book) -> Iterator[str]:
    """Every file."""
    yield _item(NCX_NAME, "application/x-dtbncx+xml")
    yield _item(NAVIGATION, XHTML, "nav", formula=_has_formula(book.written[NAVIGATION]))
    yield _item(STYLESHEET, "text/css")
    yield from (_item(page.name, XHTML, formula=_has_formula(book.written[page.name])) for page in book.pages)
    yield from (_item(picture.name, picture.media_type) for picture in book.pictures)
    yield from (_item(name, "font/woff2") for name in book.fonts)
    if book.cover:
        yield f'<item id="cover-image" href="{COVER_IMAGE}" media-type="image/jpeg" properties="cover-image" />'
        yield _item(COVER_PAGE, XHTML)


def _item(name: str, kind: str, *properties: str, formula: bool = False) -> str:
    listed = " ".join([*properties, *(["mathml"] if formula else [])])
    told = f' properties="{listed}"' if listed else ""
    return f'<item id="{_id(name)}" href="{name}" media-type="{kind}"{told} />'


def _order(book: Book) -> Iterator[str]:
    """The files in the order of reading: the contents, where they are a page, behind the front."""
    if book.cover:
        yield COVER_PAGE
    front = [page.name for page in book.pages if page.kind == FRONT]
    yield from front
    if book.contents:
        yield NAVIGATION
    yield from (page.name for page in book.pages if page.kind != FRONT)


def _guide(book: Book) -> Iterator[str]:
    """The landmarks for readers of EPUB 2."""
    yield f'<reference type="toc" title="{book.said["contents"]}" href="{NAVIGATION}" />'
    if book.cover:
        yield f'<reference type="cover" title="{book.said["cover"]}" href="{COVER_PAGE}" />'


def _id(name: str) -> str:
    return "ncx" if name == NCX_NAME else name.rpartition("/")[2].replace(".", "_")


def _has_formula(page: str) -> bool:
    return MATHML in page


def _text(value: str) -> str:
    return escape(NOT_IN_XML.sub("", value))
