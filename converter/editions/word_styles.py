"""Word's styles, from what the stylesheet says.

In: the looks of `word_sample`'s elements, computed from the stylesheet that sets the PDF and dresses the EPUB.
Out: `word/styles.xml`. So a design is written once; nothing here chooses a size, a colour or an indent.
Chinese properties follow ECMA-376 part 1, 17.3: an indent counts characters (`firstLineChars`), and line breaking
keeps marks from the start of a line (`kinsoku`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from converter.editions.cascade import Edge, Look, Sheet
from converter.editions.table_sizes import VARIANTS
from converter.editions.word_fonts import faces
from converter.editions.word_tables import ALIGNED
from converter.editions.word_xml import part, tag

TWIPS = 20  # twentieths of a point, Word's unit for lengths
HALF_POINTS = 2  # its unit for sizes
EIGHTHS = 8  # its unit for the width of borders
FARTHEST = 31  # points: the most that Word allows between a border and its text


@dataclass(frozen=True, slots=True)
class Named:
    """A Word style: its id, the name Word knows it by, the style it is based on, the style that follows it."""

    id: str
    name: str
    base: str = "Normal"
    next: str = ""
    outline: int = -1  # 0: a heading of the highest level


HEADINGS: Final = tuple(Named(f"Heading{n}", f"heading {n}", next="BodyText", outline=n - 1) for n in range(1, 7))
# Pandoc reads a title block back as metadata while its styles' names are Title, Subtitle, Author, Date or Abstract;
# the first other name ends the block. The source stands first, so "Abstract" it is, with its real name as an alias.
PARAGRAPHS: Final = (
    Named("BodyText", "Body Text"), Named("BeforeTable", "Body Text Before Table", "BodyText", next="BodyText"),
    Named("AfterTable", "Body Text After Table", "BodyText", next="BodyText"),
    Named("BetweenTables", "Body Text Between Tables", "BodyText", next="BodyText"),
    Named("Grade", "Grade", next="Masthead"), Named("Masthead", "Masthead", next="Source"),
    Named("Source", "Abstract", next="Title"), Named("Title", "Title", next="Subtitle"),
    Named("Subtitle", "Subtitle", next="Author"), Named("Author", "Author", next="Date"),
    Named("Date", "Date", next="BodyText"),
    *HEADINGS,
    Named("BlockText", "Block Text", "BodyText"), Named("Quote", "Quote", "BodyText"),
    Named("Verse", "Verse", "BodyText"), Named("Stanza", "Stanza", "Verse"), Named("Poem", "Poem", "BodyText"),
    Named("Byline", "Byline", "BodyText"), Named("Dateline", "Dateline", "BodyText"), Named("Note", "Note", "BodyText"),
    Named("Addressee", "Addressee", "BodyText"), Named("Signature", "Signature", "BodyText"),
    Named("Annex", "Annex", "BodyText", next="Annexed"), Named("Annexed", "Annexed", "BodyText"),
    Named("ListParagraph", "List Paragraph"), Named("SourceCode", "Source Code"),
    Named("Caption", "caption"), Named("TableCaption", "Table Caption", "Caption"),
    Named("ImageCaption", "Image Caption", "Caption"), Named("Figure", "Figure"),
    Named("CaptionedFigure", "Captioned Figure", "Figure"),
    Named("TableText", "Table Text"), Named("TableHead", "Table Head", "TableText"),
    *(Named(f"{part.replace(' ', '')}{size}", f"{part} {size}", part.replace(" ", ""))
      for size in VARIANTS.values() for part in ("Table Text", "Table Head")),
    Named("DefinitionTerm", "Definition Term", next="Definition"), Named("Definition", "Definition"),
    Named("ColophonTitle", "Colophon Title", next="Colophon"), Named("Colophon", "Colophon"),
    Named("TOCHeading", "TOC Heading", next="TOC1"),
    Named("TOC1", "toc 1"), Named("TOC2", "toc 2"), Named("TOC3", "toc 3"),
    Named("FootnoteText", "footnote text"),
    Named("Header", "header"), Named("Footer", "footer"),
    Named("FirstHeader", "First Header"), Named("FirstFooter", "First Footer"),
    Named("EvenHeader", "Even Header"), Named("EvenFooter", "Even Footer"),
)  # fmt: skip
CELLS: Final = ("TableText", "TableHead")  # ids of the styles of cells begin so
ROWS: Final = tuple(f"TableHeadRow{size}" for size in ("", *VARIANTS.values()))
ALIASES: Final = {"Source": "Source"}


def styles(sheet: Sheet, language: str) -> str:
    """`word/styles.xml` for a language in Word's spelling: zh-CN, zh-TW or zh-HK."""
    looks = _adapted(sheet)
    defaults = tag("docDefaults", tag("rPrDefault", tag("rPr", *_run(looks["Normal"], language), _lang(language))),
                   tag("pPrDefault"))  # fmt: skip
    paragraphs = [_paragraph(style, looks[style.id], language, sheet.page.measure) for style in PARAGRAPHS]
    for style in PARAGRAPHS:
        for side in ALIGNED.values() if style.id.startswith(CELLS) else ():
            based, align = tag("basedOn", val=style.id), tag("pPr", tag("jc", val=side.lower()))
            paragraphs.append(_style("paragraph", style.id + side, f"{style.name} {side}", based, align, custom=True))
    first = _style("paragraph", "Normal", "Normal", tag("qFormat"), tag("pPr", *_block(looks["Normal"])), default=True)
    return part("styles", defaults, first, *paragraphs, *_characters(looks, language), *_tables(sheet.looks))


def _adapted(sheet: Sheet) -> dict[str, Look]:
    """The looks, where what stands around a paragraph is not the paragraph's own in Word."""
    looks = dict(sheet.looks)
    looks["Normal"] = _flush(looks["Normal"])  # what all others are based on
    for side, style in (("top", "Header"), ("bottom", "Footer")):
        for margins, name in ((sheet.margins, style), (sheet.left_margins, f"Even{style}")):
            boxes = [box.look for box in margins if box.box.startswith(side)]
            look = _flush(boxes[0] if boxes else looks[style])
            looks[name] = replace(look, bottom=boxes[0].bottom if boxes and side == "top" else None)
        looks[f"First{style}"] = replace(looks[style], bottom=None)
    for cell in (name for name in looks if name.startswith(CELLS)):  # the table has the lines and the distances
        kept = cell.startswith("TableHead")  # a head alone at the foot of a page says nothing
        looks[cell] = replace(_flush(looks[cell]), keep_next=kept) if cell not in ROWS else looks[cell]
    looks["CaptionedFigure"] = replace(looks["CaptionedFigure"], keep_next=True)
    looks["BeforeTable"] = replace(looks["BodyText"], after=looks["Table"].before)
    looks["AfterTable"] = replace(looks["BodyText"], before=looks["Table"].after)
    looks["BetweenTables"] = replace(looks["AfterTable"], after=looks["Table"].before)
    caption = looks["TableCaption"]  # CSS has half of its leading below the words, Word all of it above
    lower = max((caption.pitch - looks["TableText"].pitch) / 2, 0)
    looks["TableCaption"] = replace(caption, after=lower, left=0, right=0, top=None, bottom=None, keep_next=True)
    return looks


def _flush(look: Look) -> Look:
    """The look without anything around the text."""
    return replace(look, left=0, right=0, before=0, after=0, indent=0, top=None, bottom=None)


def _paragraph(style: Named, look: Look, language: str, measure: float) -> str:
    outline = tag("outlineLvl", val=style.outline) if style.outline >= 0 else ""
    alias = tag("aliases", val=ALIASES[style.id]) if style.id in ALIASES else ""
    follows = tag("next", val=style.next) if style.next else ""
    body = (alias, tag("basedOn", val=style.base), follows, tag("qFormat"),
            tag("pPr", *_block(look, _tabs(style, look, measure)), outline),
            tag("rPr", *_run(look, language)))  # fmt: skip
    return _style("paragraph", style.id, style.name, *body, custom=style.name[0].isupper() and style.id not in BUILT_IN)


def _tabs(style: Named, look: Look, measure: float) -> list[str]:
    """Where a page number of the contents stands, behind a leader of dots, and a note and its own."""
    if style.id in CONTENTS:
        return [tag("tab", val="right", leader="middleDot", pos=_twips(measure))]
    places = NOTES if style.id == "FootnoteText" else ()
    return [tag("tab", val=side, pos=_twips(at * look.size)) for side, at in places]


CONTENTS: Final = ("TOC1", "TOC2", "TOC3")
# Ems: where a note's number ends and the note begins, as ::footnote-marker has it; behind three figures a little later.
NOTES: Final = (("right", 1.0), ("left", 1.5), ("left", 2.0))
BUILT_IN: Final = frozenset(
    {"BodyText", "Title", "Subtitle", "Date", "BlockText", "Quote", "ListParagraph", "Signature", "TOCHeading"}
)


def _style(kind: str, identifier: str, name: str, *body: str, custom: bool = False, default: bool = False) -> str:
    more = {"customStyle": 1} if custom else {"default": 1} if default else {}
    return tag("style", tag("name", val=name), *body, type=kind, **more, styleId=identifier)


def _block(look: Look, tabs: Sequence[str] = ()) -> list[str]:
    """What w:pPr holds, in the order of the schema."""
    edges = _edges(look)
    # Paragraphs in one box (a quotation, a list) are spaced from what is around them, not from each other.
    grouped = tag("contextualSpacing") if look.boxed else ""
    return [
        tag("keepNext", val=int(look.keep_next)),
        tag("keepLines", val=int(look.keep_whole)),
        tag("pageBreakBefore", val=int(look.new_page)),
        tag("widowControl", val=int(look.widows)),
        tag("pBdr", *edges) if any(edges) else "",
        tag("shd", val="clear", color="auto", fill=look.background) if look.background else "",
        tag("tabs", *tabs) if tabs else "",
        *(tag(name, val=on) for name, on in ASIAN),
        tag("spacing", before=_twips(look.before), after=_twips(look.after), line=_twips(look.pitch),
            lineRule="atLeast"),
        tag("ind", **_indents(look)),
        grouped,
        tag("jc", val=look.align),
    ]  # fmt: skip


def _edges(look: Look) -> list[str]:
    """The borders; a background reaches as far as they do, so one without borders gets some of its own colour."""
    if not look.background:
        return [_edge("top", look.top), _edge("bottom", look.bottom)]
    sides = zip(("top", "right", "bottom", "left"), look.padding, strict=True)
    found = {side: _edge(side, Edge(0.5, look.background, padding)) for side, padding in sides}
    return [found[side] for side in ("top", "left", "bottom", "right")]


# Line breaking by character class, hanging marks, gaps between Han and Latin; no trimming at the start of a line.
ASIAN: Final = (("kinsoku", 1), ("overflowPunct", 1), ("topLinePunct", 0), ("autoSpaceDE", 1), ("autoSpaceDN", 1))


def _indents(look: Look) -> dict[str, int]:
    """Sides in twips; the first line in hundredths of a character, which Word lets win over twips."""
    first = "firstLine" if look.indent >= 0 else "hanging"
    return {
        "left": _twips(look.left),
        "right": _twips(look.right),
        f"{first}Chars": round(abs(look.indent) / look.size * 100),
        first: _twips(abs(look.indent)),
    }


def _run(look: Look, language: str) -> list[str]:
    """What w:rPr holds, in the order of the schema."""
    return [
        _fonts(look, language),
        *_weight(look),
        tag("color", val=look.colour or "auto"),
        tag("spacing", val=_twips(look.tracking)),
        *_size(look),
    ]


def _weight(look: Look) -> list[str]:
    switches = (("b", look.bold), ("bCs", look.bold), ("i", look.italic), ("iCs", look.italic))
    return [tag(name, val=int(on)) for name, on in switches]


def _size(look: Look) -> list[str]:
    return [tag(name, val=round(look.size * HALF_POINTS)) for name in ("sz", "szCs")]


def _fonts(look: Look, language: str) -> str:
    latin, chinese = faces(look, language)
    return tag("rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin)


def _lang(language: str) -> str:
    return tag("lang", val=language, eastAsia=language, bidi="ar-SA")


def _characters(looks: dict[str, Look], language: str) -> list[str]:
    code, emphasis, strong = looks["VerbatimChar"], looks["Emphasis"], looks["Strong"]
    plain = tag("basedOn", val="DefaultParagraphFont")
    return [
        _style("character", "DefaultParagraphFont", "Default Paragraph Font", tag("semiHidden"), default=True),
        _style("character", "BodyTextChar", "Body Text Char", plain, custom=True),
        _style("character", "FootnoteReference", "footnote reference", plain,
               tag("rPr", tag("vertAlign", val="superscript"))),
        _style("character", "Hyperlink", "Hyperlink", plain,
               tag("rPr", *_link(looks["Hyperlink"], looks["BodyText"]))),
        _style("character", "VerbatimChar", "Verbatim Char", plain,
               tag("rPr", _fonts(code, language), *_size(code)), custom=True),
        _style("character", "Emphasis", "Emphasis", plain, tag("qFormat"),
               tag("rPr", _fonts(emphasis, language), *_weight(emphasis))),
        _style("character", "WesternEmphasis", "Western Emphasis", plain, tag("qFormat"),
               tag("rPr", *_western(looks["WesternEmphasis"], looks["BodyText"], language)), custom=True),
        _style("character", "Strong", "Strong", plain, tag("qFormat"),
               tag("rPr", _fonts(strong, language), *_weight(strong))),
    ]  # fmt: skip


def _western(look: Look, around: Look, language: str) -> list[str]:
    """Italics in the face of the paragraph, unless the stylesheet has another for them."""
    own = faces(look, language) != faces(around, language)
    return [_fonts(look, language) if own else "", *_weight(look)]


def _link(look: Look, around: Look) -> list[str]:
    """A link's own colour and line; without a colour of its own it takes that of its paragraph."""
    colour = tag("color", val=look.colour) if look.colour != around.colour else ""
    return [colour, tag("u", val="single") if look.underlined else ""]


def _tables(looks: dict[str, Look]) -> list[str]:
    """The plain table that Word wants, and the three-line tables (三线表) of the stylesheet's borders."""
    nothing = tag("tblPr", tag("tblInd", w=0, type="dxa"), _padding(looks, ""))
    plain = _style("table", "TableNormal", "Normal Table", tag("semiHidden"), nothing, default=True)
    return [plain, *(_table(looks, size) for size in ("", *VARIANTS.values()))]


def _table(looks: dict[str, Look], size: str) -> str:
    table, middle = looks[f"Table{size}"], _middle(looks, size)
    edges = [_edge("top", table.top), _edge("bottom", table.bottom)]
    borders = tag("tblBorders", *edges) if any(edges) else ""
    first = tag("tblStylePr", tag("tcPr", tag("tcBorders", _edge("bottom", middle))), type="firstRow") if middle else ""
    look = tag("tblPr", tag("jc", val="center"), borders, _padding(looks, size))
    name = f"Table {size}".strip()
    based = tag("basedOn", val="TableNormal")
    return _style("table", f"Table{size}", name, based, tag("qFormat"), look, first, custom=True)


def _middle(looks: dict[str, Look], size: str) -> Edge | None:
    return looks[f"TableHead{size}"].bottom or looks[f"TableHeadRow{size}"].bottom


def _padding(looks: dict[str, Look], size: str) -> str:
    """The distances of a cell's text from its sides."""
    middle = _middle(looks, size)
    side, edge = looks[f"TableHead{size}"].left - looks[f"Table{size}"].left, middle.distance if middle else 0.0
    rooms = {"top": edge, "left": side, "bottom": edge, "right": side}
    return tag("tblCellMar", *(tag(name, w=_twips(max(room, 0)), type="dxa") for name, room in rooms.items()))


def _edge(side: str, edge: Edge | None) -> str:
    if edge is None:
        return ""
    space = min(round(edge.distance), FARTHEST)
    return tag(side, val="single", sz=max(2, round(edge.width * EIGHTHS)), space=space, color=edge.colour)


def _twips(points: float) -> int:
    return round(points * TWIPS)
