"""Structure: a text's lines become its title, headings and paragraphs; what is not of the text goes.

In: a `Document` as the readers give it. Out: one with `Meta` filled, blocks rebuilt, and each removal, join,
move and promotion in the ledger. What came with a structure of its own (DOCX, EPUB, HTML, Markdown) keeps it.
"""

from __future__ import annotations

from converter.collector import paused
from converter.document import Document
from converter.errors import UnreadableError
from converter.ledger import entered
from converter.settings import Settings
from converter.structure.assembly import Entry, assemble
from converter.structure.breaks import continuing
from converter.structure.contents import mark_contents
from converter.structure.front import read_front
from converter.structure.furniture import mark_furniture
from converter.structure.galley import Galley, Kind, galley_of
from converter.structure.headings import heading_scores
from converter.structure.levels import set_levels
from converter.structure.line_types import Type, set_types
from converter.structure.lists import item_scores, set_items
from converter.structure.notes import set_notes
from converter.structure.pages import mark_pages
from converter.structure.poets import name_scores
from converter.structure.remarks import cut_remarks
from converter.structure.structured import lift_title
from converter.structure.tables import mark_tables
from converter.structure.verse import set_stanzas, verse_scores

SCORERS = {
    Type.CONTINUED: continuing,
    Type.HEADING: heading_scores,
    Type.VERSE: verse_scores,
    Type.ITEM: item_scores,
    Type.NAME: name_scores,
}


@paused()
def rebuild(document: Document, settings: Settings) -> Document:
    """The document with its structure rebuilt.

    Raises UnreadableError when a text holds nothing but furniture; the message lists what was found.
    """
    if document.source.kind != "text":
        return lift_title(document, settings)
    if not document.blocks:
        return entered(document, "structure", ())
    galley, entries = galley_read(document, settings)
    found = set_types(galley, SCORERS)
    set_levels(galley, found[Type.HEADING])
    set_stanzas(galley, found[Type.VERSE])
    set_items(galley, found[Type.ITEM])
    set_notes(galley)
    _refuse_bare_furniture(galley)
    return assemble(document, galley, entries)


def galley_read(document: Document, settings: Settings) -> tuple[Galley, list[Entry]]:
    """The lines of a plain text with what is decided before their types: pages, furniture, tables, front matter."""
    galley = galley_paged(document, settings)
    mark_furniture(galley)
    galley.fit_again()
    return galley, read_front(galley)


def galley_paged(document: Document, settings: Settings) -> Galley:
    """The lines of a plain text with what is decided about pages, remarks, typed contents and tables."""
    galley = galley_of(document, settings)
    mark_pages(galley)
    cut_remarks(galley)
    mark_contents(galley)
    mark_tables(galley)
    return galley


def _refuse_bare_furniture(galley: Galley) -> None:
    if any(verdict is None or verdict.kind not in (Kind.FURNITURE, Kind.FRONT) for verdict in galley.verdicts):
        return
    if any(verdict and verdict.rule == "front.title" for verdict in galley.verdicts):
        return  # a title alone is a text
    found = "; ".join(line.text[:24] for line in galley.lines[:5])
    raise UnreadableError(
        f"nothing but a page's furniture: {found} … Keep it as text with --skip furniture --skip front."
    )
