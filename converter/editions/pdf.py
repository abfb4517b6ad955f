"""The PDF edition: the publication tree as HTML, set by WeasyPrint, tagged as PDF/UA-1.

The same document gives the same bytes: the file's identifier comes from what it is made from, its date from
SOURCE_DATE_EPOCH or from the text. Nothing is fetched but data: URIs, by the HTML or by any stylesheet.
"""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from contextlib import suppress
from functools import partial

from converter import installed, resources
from converter.document import Document, Json
from converter.editions import (
    archive,
    cover,
    crew,
    html,
    matter,
    missing_faces,
    parts,
    progress,
    tables,
    tree,
    vertical,
)
from converter.editions.cascade import Sheet, ask
from converter.editions.watch import few_collections, messages, time_limit
from converter.editions.weasyprint_patch.parts import IndivisibleError
from converter.editions.word_sample import sample
from converter.ledger import BREAK, Tracer, flat
from converter.settings import Settings

NEARBY = 6  # characters shown on each side of one that no face has


def pdf(document: Document, settings: Settings) -> bytes:
    """A PDF of the document.

    Raises MissingError when a face of the language or a library of WeasyPrint is not installed, UnwritableError when
    the layout takes longer than its limit, UsageError when there is no such style.
    """
    style = resources.style(settings.style)
    document = matter.known(document, style.matter)
    if vertical.wanted(document, settings):
        warnings.warn("a PDF is set in horizontal lines; --vertical is for EPUB and DOCX", stacklevel=2)
    installed.require("pdf", tree.language(document))
    missing_faces.tell(style, tree.language(document))
    published = matter.published(document, style.matter)
    paper = html.for_paper(published, _sheet(published, document, style))
    front = html.cover(document, cover.image(document, settings, style)) if cover.on_paper(settings, style) else ""
    limits, created, sheets = settings.limits, _instant(document), (style.css, style.page)
    progress.begin(sum(len(text.chars) for text in document.texts()))
    with time_limit(limits.layout_seconds), messages(partial(_place, document)), few_collections():
        if divided := parts.divided(paper, style):
            with suppress(IndivisibleError):
                book = crew.Book(html.standalone(document, ""), front, sheets, parts.names(paper), limits)
                return _bound(book, divided, created)
        page = html.standalone(document, front + html.from_pandoc(paper, limits, paper=True))
        del published, paper  # of ten thousand rows of a table, 75 MB
        return _print(page, sheets, created)


def _sheet(published: Json, document: Document, style: resources.Style) -> Sheet | None:
    """What the stylesheet says, where there is a table to size or a long title to divide."""
    if not tables.among(published["blocks"]) and not html.has_long_title(published["blocks"]):
        return None
    with messages():
        return ask(sample((), tree.language(document)), style.css, style.page)


def _place(document: Document, char: str) -> str:
    """A character with the first place where it stands: 𪚥 (line 3: 他叫王𪚥，是)."""
    text = flat(document)
    at = text.find(char)
    if at < 0:
        return char
    before, behind = text[:at].rpartition(BREAK)[2], text[at + 1 :].partition(BREAK)[0]
    around = f"{before[-NEARBY:]}{char}{behind[:NEARBY]}"
    line = f"line {Tracer(document).line(len(document.changes), at)}: " if document.source.text else ""
    return f"{char} ({line}{around})"


def _bound(book: crew.Book, divided: list[parts.Part], created: str) -> bytes:
    """The PDF of a long book, whose parts are laid out by themselves. Raises IndivisibleError when they cannot be."""
    from converter.editions.weasyprint_patch.binding import Bound

    made = crew.printed(book, divided, crew.free_processes())
    bound = Bound(book.shell, created or None)
    for _, sheets in sorted(made.sheets.items()):
        bound.add(sheets)
    for face in sorted(made.cast):
        bound.add_face(face)
    trees = json.dumps([part.tree for part in divided])
    return bound.write(_identifier(book.shell, book.cover, trees, *book.sheets, created))


def _identifier(*made_from: str) -> bytes:
    """A name for the file that another text, or another style, does not have."""
    return hashlib.sha256("\0".join(made_from).encode()).digest()[:16]


def _print(page: str, sheets: tuple[str, ...], created: str) -> bytes:
    """The PDF of an HTML page."""
    from converter.editions import weasyprint_patch
    from converter.editions.weasyprint_patch import kept

    weasyprint_patch.install()
    from weasyprint import HTML

    read, faces = kept.stylesheets(page, sheets)
    rendered = HTML(string=page, url_fetcher=kept.fetcher()).render(
        stylesheets=read, font_config=faces, pdf_variant="pdf/ua-1"
    )
    rendered.metadata.created = rendered.metadata.modified = created or None
    written: bytes = rendered.write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=_identifier(page, *sheets, created),
        finisher=_finish,
    )
    return written


def _finish(document: object, pdf: object) -> None:
    """What is done to the PDF's objects before they are written."""
    from converter.editions.tags import mend
    from converter.editions.weasyprint_patch.once import freeze

    mend(document, pdf)
    freeze(document, pdf)


def _instant(document: Document) -> str:
    """When the edition was made, in ISO 8601: SOURCE_DATE_EPOCH, else the date of the text, else nothing."""
    return archive.timestamp() if os.environ.get("SOURCE_DATE_EPOCH") else tree.iso_date(document)
