"""The DOCX edition: the publication tree in Word's own styles, by pandoc from a reference document of our making.

No paragraph is formatted by hand: each has a style, and the styles are computed from the stylesheet of the other
editions (`word_styles`). One pass over the finished archive adds what pandoc has no word for.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple

from converter import installed, pandoc, resources
from converter.document import Document, Json
from converter.editions import archive, matter, tree, vertical, word_contents, word_parts, word_pictures, word_tables
from converter.editions.cascade import Sheet, ask
from converter.editions.watch import messages
from converter.editions.word_fonts import WORD_LANGUAGE
from converter.editions.word_sample import sample
from converter.editions.word_styles import TWIPS, styles
from converter.editions.word_tree import roles_above, styled
from converter.editions.word_xml import paragraph
from converter.faces import region
from converter.settings import Limits, Settings

WRITER = ("--from=json", "--to=docx", "--syntax-highlighting=none", "--output=-")
# What pandoc calls a paragraph that nobody named; with us there is one body style.
UNNAMED = re.compile(r'(<w:pStyle w:val=")(?:FirstParagraph|Compact)"')
# A run without Han in which marks stand that Chinese and Latin share: Word must be told which face they have.
SHARED = re.compile(r"<w:r>(?:<w:rPr>((?:(?!w:rFonts)[^<]|<(?!w:rFonts|/w:rPr))*)</w:rPr>)?"
                    r'(<w:t xml:space="preserve">[^<A-Za-z]*[“”‘’…—·][^<A-Za-z]*</w:t></w:r>)')  # fmt: skip
# The number before a note: as on paper it is no superscript, and stands between the tabs of its style.
NOTE_NUMBER = re.compile(r'<w:r>\s*<w:rPr>\s*<w:rStyle w:val="FootnoteReference" ?/>\s*</w:rPr>\s*<w:footnoteRef ?/>\s*'
                         r'</w:r>\s*<w:r>\s*<w:t xml:space="preserve"> </w:t>\s*</w:r>')  # fmt: skip
NUMBERED = "<w:r><w:tab/></w:r><w:r><w:footnoteRef/></w:r><w:r><w:tab/></w:r>"
# What pandoc leaves out LibreOffice takes for 9 points; Word itself writes it.
PICTURE, PLACED = "<wp:inline>", '<wp:inline distT="0" distB="0" distL="0" distR="0">'
# A table has no distance to what stands around it: the paragraphs before and behind it keep it.
BEFORE_TABLE = re.compile(
    r'(<w:p><w:pPr><w:pStyle w:val=")(BodyText|AfterTable)(" ?/></w:pPr>(?:(?!</w:p>).)*</w:p>\s*(?=<w:tbl>))'
)
BEFORE: Final = {"BodyText": "BeforeTable", "AfterTable": "BetweenTables"}
AFTER_TABLE = re.compile(r'(</w:tbl>\s*<w:p><w:pPr><w:pStyle w:val=")BodyText"')
# A heading's name: Word takes letters, digits and underscores.
BOOKMARK = re.compile(r'w:(?:name|anchor)="s[\d-]+"')
MARKER = 1.5  # ems from a list's marker to its text: "10." has room
FIRST_LEVEL = 720  # twips: how far pandoc indents each level of a list


def docx(document: Document, settings: Settings) -> bytes:
    """A DOCX of the document.

    Raises MissingError when a library is not installed, UsageError when there is no such style, UnwritableError when
    pandoc fails or meets a limit.
    """
    installed.require("docx", tree.language(document))
    style = resources.style(settings.style)
    document = matter.known(document, style.matter)
    language = WORD_LANGUAGE[region(tree.language(document))]
    published = matter.published(document, style.matter, below_title=False)
    chapter, roles = matter.chapter_depth(published["blocks"]), roles_above(published["blocks"])
    page = sample(roles, tree.language(document), chapter)
    dress = _dress(page, style, language, settings.limits, columns=vertical.wanted(document, settings))
    blocks = word_pictures.fitted(published["blocks"], dress.sheet.page)
    published |= {"meta": {}, "blocks": list(_sections(blocks, dress.sheet, style.matter))}
    made = _pandoc(published, dress.reference, settings.limits)
    return _finished(made, document, dress, language, chapter)


def _sections(blocks: list[Json], sheet: Sheet, names: frozenset[str]) -> Iterator[Json]:
    """The blocks in styles; what stands before the text, where it has pages of its own, as a section without heads."""
    front = list(takewhile(matter.is_front, blocks)) if matter.TITLE_PAGE in names else []
    text = blocks[len(front) :]
    for block in front:
        if matter.is_contents(block):
            yield {"t": "RawBlock", "c": ["openxml", word_contents.contents(block, text, sheet)]}
        else:
            yield from styled([block], sheet)
    if front:
        ends = paragraph("BodyText").replace("</w:pPr>", f"{word_parts.section(sheet, front=True)}</w:pPr>")
        yield {"t": "RawBlock", "c": ["openxml", ends]}
    yield from styled(text, sheet)


def _pandoc(published: Json, reference: bytes, limits: Limits) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dingben-") as folder:
        path = Path(folder, "reference.docx")
        path.write_bytes(reference)
        return pandoc.run([*WRITER, f"--reference-doc={path}"], pandoc.encoded(published), limits)


@lru_cache(maxsize=1)
def _default(limits: Limits) -> bytes:
    return pandoc.run(["--print-default-data-file=reference.docx"], b"", limits)


class Dress(NamedTuple):
    """What all documents of one style and language have in common."""

    sheet: Sheet
    styles: str  # word/styles.xml
    reference: bytes  # the document that pandoc takes the rest from


@lru_cache(maxsize=8)
def _dress(page: str, style: resources.Style, language: str, limits: Limits, *, columns: bool) -> Dress:
    """The dress of a document; `page` is the sample of its kinds of paragraphs, `language` is in Word's spelling."""
    with messages():
        sheet = ask(page, style.css, style.page)
    if columns:
        sheet = word_parts.in_columns(sheet)
    written = styles(sheet, language)
    return Dress(sheet, written, word_parts.reference(_default(limits), sheet, written, language))


# ---- the archive, finished


def _finished(made: bytes, document: Document, dress: Dress, language: str, chapter: int) -> bytes:
    sheet = dress.sheet
    title = tree.title_of(document)
    parts = archive.read(made)
    body = _hints(_languages(UNNAMED.sub(r'\1BodyText"', parts["word/document.xml"].decode())))
    body = word_tables.finished(body, sheet).replace(PICTURE, PLACED)
    body = AFTER_TABLE.sub(r'\1AfterTable"', body)
    body = BEFORE_TABLE.sub(lambda found: found[1] + BEFORE[found[2]] + found[3], body)
    body = BOOKMARK.sub(lambda found: found[0].replace("-", "_"), body)
    head = tree.plain(document.meta.title) if document.meta.title else ""
    new = {
        "word/styles.xml": dress.styles,  # without those that pandoc adds for code it does not colour
        "word/document.xml": body,
        "word/footnotes.xml": _hints(NOTE_NUMBER.sub(NUMBERED, parts["word/footnotes.xml"].decode())),
        "word/numbering.xml": _numbering(parts["word/numbering.xml"].decode(), sheet),
        "docProps/core.xml": word_parts.core(title, tree.authors_of(document), language, tree.iso_date(document)),
        "docProps/app.xml": word_parts.statistics(body),
        **{f"word/{name}.xml": word_parts.running(name, sheet, head, chapter) for name in word_parts.RUNNING},
    }
    return archive.write({name: new[name].encode() if name in new else old for name, old in parts.items()})


def _languages(body: str) -> str:
    """A span's language, where Word looks for it: pandoc writes w:val, which is for Latin text."""
    return re.sub(r'<w:lang w:val="(zh[^"]*)" ?/>',
                  lambda found: f'<w:lang w:eastAsia="{WORD_LANGUAGE[region(found[1])]}"/>', body)  # fmt: skip


def _hints(body: str) -> str:
    """Quotation marks, dashes and ellipses that stand alone, in the Chinese face."""

    def hinted(found: re.Match[str]) -> str:
        style, _, rest = (found[1] or "").rpartition("/>")
        style = f"{style}/>" if style else ""
        first, _, others = style.partition("/>")
        ordered = f'{first}/><w:rFonts w:hint="eastAsia"/>{others}' if "w:rStyle" in first else (
            f'<w:rFonts w:hint="eastAsia"/>{style}')  # fmt: skip
        return f"<w:r><w:rPr>{ordered}{rest}</w:rPr>{found[2]}"

    return SHARED.sub(hinted, body)


def _numbering(part: str, sheet: Sheet) -> str:
    """Lists indented as the stylesheet says; pandoc has 720 twips a level, its marker 480 before the text."""
    look = sheet.looks["ListParagraph"]
    step, marker = round(look.left * TWIPS), round(look.size * MARKER * TWIPS)

    def indent(found: re.Match[str]) -> str:
        left = round(int(found[1]) / FIRST_LEVEL * step)
        return f'<w:ind w:left="{left}" w:hanging="{min(marker, left)}"'

    part = re.sub(r'(<w:lvlText w:val=")o"', r'\1◦"', part)
    return re.sub(r'<w:ind w:left="(\d+)" w:hanging="\d+"', indent, part)
