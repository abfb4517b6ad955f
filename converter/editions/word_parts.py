"""The parts of a DOCX beside its text: settings, page, running head and foot, fonts, properties.

In: what the stylesheet says (`Sheet`), the language, the title and authors. Out: WordprocessingML parts, and the
reference document, in which pandoc finds the styles and the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from converter.characters import width
from converter.editions import archive, tree
from converter.editions.cascade import Margin, Sheet
from converter.editions.word_fonts import CHINESE, CHINESE_NAMES
from converter.editions.word_styles import TWIPS
from converter.editions.word_xml import HEAD, R, field, paragraph, part, run, tag, text

DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RUNNING = {"header1": ("header", "rId901"), "header2": ("header", "rId902"), "header3": ("header", "rId903"),
           "footer1": ("footer", "rId904"), "footer2": ("footer", "rId905"), "footer3": ("footer", "rId906"),
           }  # fmt: skip
PAGES = {"1": "default", "2": "first", "3": "even"}  # by the last character of a part's name
FAMILY = {"serif": "roman", "fangsong": "roman", "kai": "script", "sans": "swiss", "mono": "modern"}
CHARSET = {"zh-CN": "86", "zh-TW": "88", "zh-HK": "88"}  # GB 2312, Big5
LOOKS = re.compile(r"<w:(docDefaults|tblStylePr|rPr|pPr|tblPr)\b(?:[^>]*/>|.*?</w:\1>)")  # of a style
BETWEEN_TABS = 420  # twips: two characters of 10.5 pt, Word's own default for Chinese

# Marks that Word keeps from the start and from the end of a line (CLREQ, prohibition at line start and line end).
NOT_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠—"
NOT_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"


def settings(language: str, *, facing: bool = False) -> str:
    """`word/settings.xml`: Word 2013's layout, Chinese line breaking, punctuation compressed.

    `facing`: left pages have running heads of their own.
    """
    modern = ("overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures", "doNotFlipMirrorIndents",
              "differentiateMultirowTableHeaders")  # fmt: skip
    uri = "http://schemas.microsoft.com/office/word"
    compat = tag(
        "compat",
        *(tag(name) for name in ("spaceForUL", "balanceSingleByteDoubleByteWidth", "doNotLeaveBackslashAlone",
                                 "ulTrailSpace", "doNotExpandShiftReturn", "adjustLineHeightInTable", "useFELayout")),
        tag("compatSetting", name="compatibilityMode", uri=uri, val=15),
        *(tag("compatSetting", name=name, uri=uri, val=1) for name in modern),
    )  # fmt: skip
    return part(
        "settings",
        tag("zoom", percent=100),
        tag("defaultTabStop", val=BETWEEN_TABS),
        tag("evenAndOddHeaders") if facing else "",
        tag("drawingGridVerticalSpacing", val=156),
        tag("characterSpacingControl", val="compressPunctuation"),
        tag("noLineBreaksAfter", lang=language, val=NOT_LAST),
        tag("noLineBreaksBefore", lang=language, val=NOT_FIRST),
        tag("footnotePr", tag("footnote", id=-1), tag("footnote", id=0)),
        compat,
        tag("themeFontLang", val="en-US", eastAsia=language),
        tag("decimalSymbol", val="."),
        tag("listSeparator", val=","),
    )


def in_columns(sheet: Sheet) -> Sheet:
    """The sheet for text in columns: what is as far from the head of a page as it is high does not fit across it."""
    page = replace(sheet.page, columns=True)
    deepest = page.depth / 2
    looks = {name: replace(look, before=min(look.before, deepest)) for name, look in sheet.looks.items()}
    return replace(sheet, page=page, looks=looks)


def section(sheet: Sheet, *, front: bool = False) -> str:
    """A section: the page, its margins, the grid of lines; running heads and numbers unless it stands in front."""
    page = sheet.page
    top, right, bottom, left = (_twips(margin) for margin in page.margins)
    head, foot = _distance(sheet, "top", page.margins[0]), _distance(sheet, "bottom", page.margins[2])
    references = "".join(
        f'<w:{kind}Reference w:type="{PAGES[name[-1]]}" r:id="{identifier}"/>'
        for name, (kind, identifier) in RUNNING.items()
        if not front
    )
    return tag(
        "sectPr",
        references,
        tag("footnotePr", tag("numRestart", val="continuous")),
        tag("pgSz", w=_twips(page.width), h=_twips(page.height)),
        tag("pgMar", top=top, right=right, bottom=bottom, left=left, header=head, footer=foot, gutter=0),
        "" if front else tag("pgNumType", start=1) + tag("titlePg"),
        tag("textDirection", val="tbRl") if page.columns else "",
        tag("docGrid", linePitch=_twips(sheet.looks["BodyText"].pitch)),  # no type: headings keep off the grid
    )


def _distance(sheet: Sheet, side: str, margin: float) -> int:
    """From the edge of the page to the running head or foot, so that it stands where paper has it."""
    box = next((box for box in sheet.margins if box.box.startswith(side)), None)
    if box is None:
        return _twips(margin / 2)
    look = box.look
    near, edge, padding = (look.after, look.bottom, look.padding[2]) if side == "top" else (
        look.before, look.top, look.padding[0])  # fmt: skip
    used = near + (edge.width if edge else 0) + padding + look.pitch
    return max(_twips(margin - used), 0)


def running(name: str, sheet: Sheet, title: str, chapter: int = 1) -> str:
    """One of RUNNING: the running head or foot of later pages (1), the first (2) or left ones (3).

    The title's words are in it; `chapter` is the level of the headings that other strings of the stylesheet name.
    """
    kind = RUNNING[name][0]
    side, root, style = ("top", "hdr", "Header") if kind == "header" else ("bottom", "ftr", "Footer")
    margins = {"1": sheet.margins, "2": sheet.first_margins, "3": sheet.left_margins}[name[-1]]
    boxes = [box for box in margins if box.box.startswith(side)]
    runs = [inside for box in boxes for inside in _contents(box, title, chapter, sheet.page.measure / box.look.size)]
    return part(root, paragraph(("Even" if name[-1] == "3" else "") + style if runs else f"First{style}", *runs))


def _contents(box: Margin, title: str, chapter: int, measure: float) -> list[str]:
    """The box's runs; `measure` is how many ems a line has."""
    found = []
    for kind, value in box.content:
        match kind, value:
            case "counter", _:
                found.append(field("NUMPAGES" if value == "pages" else "PAGE", "1"))
            case "string", name if name != "title":
                found.append(field(f'STYLEREF "heading {chapter}"', title))  # in Word the chapter of each page
            case "string", _ if title:
                # A head of two lines would push the text down: one that is too long is not Word's to fill in.
                short = _shortened(title, measure)
                found.append(field("TITLE", title) if short == title else run(short))
            case "text", _:
                found.append(run(value))
    return found


def _shortened(title: str, measure: float) -> str:
    if width(title) <= measure:
        return title
    while title and width(title) > measure - 1:
        title = title[:-1]
    return f"{title}…"


def fonts(language: str) -> str:
    """`word/fontTable.xml`: each Chinese face with its other name, so that any Word finds it."""
    faces = {face: kind for kind, face in reversed(CHINESE[language].items())}
    return part("fonts", *(
        tag("font", tag("altName", val=CHINESE_NAMES[face]), tag("charset", val=CHARSET[language]),
            tag("family", val=FAMILY[kind]), tag("pitch", val="variable"), name=face)
        for face, kind in faces.items()
    ))  # fmt: skip


def core(title: str, authors: Sequence[str], language: str, date: str) -> str:
    """`docProps/core.xml`. The date is the text's, as YYYY, YYYY-MM or YYYY-MM-DD; empty when it has none."""
    times = dict.fromkeys(("created", "modified"), archive.timestamp(date))
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{text(title)}</dc:title><dc:creator>{text('; '.join(authors))}</dc:creator>"
        f"<dc:language>{language}</dc:language>"
        + "".join(f'<dcterms:{k} xsi:type="dcterms:W3CDTF">{v}</dcterms:{k}>' for k, v in times.items())
        + "</cp:coreProperties>"
    )


def statistics(document: str) -> str:
    """`docProps/app.xml`: what this document holds, counted."""
    words = re.findall(r"<w:t[ >][^<]*", document)
    shown = "".join(word.partition(">")[2] for word in words)
    shown = re.sub(r"&(?:lt|gt|amp|quot|apos|#\d+);", "x", shown)
    characters = len(re.sub(r"\s", "", shown))
    counted = {"Words": characters, "Characters": characters, "CharactersWithSpaces": len(shown),
               "Paragraphs": len(re.findall(r"<w:p[ >]", document))}  # fmt: skip
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        + "".join(f"<{name}>{number}</{name}>" for name, number in counted.items())
        + f"<Application>{tree.MAKER}</Application></Properties>"
    )


def reference(default: bytes, sheet: Sheet, styles: str, language: str) -> bytes:
    """Pandoc's reference document with our styles (`word_styles.styles`), settings and page in place of its own.

    Of the styles only their names, for pandoc needs no more: to read how each looks would take it half of its time.
    """
    parts = archive.read(default)
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    parts[types] = _before(parts[types], "</Types>", "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{DOCUMENT_TYPE}.{kind}+xml"/>'
        for name, (kind, _) in RUNNING.items()
    ))  # fmt: skip
    parts[relations] = _before(parts[relations], "</Relationships>", "".join(
        f'<Relationship Id="{identifier}" Type="{R}/{kind}" Target="{name}.xml"/>'
        for name, (kind, identifier) in RUNNING.items()
    ))  # fmt: skip
    body = parts["word/document.xml"].decode()
    parts["word/document.xml"] = re.sub(
        r"<w:sectPr>.*?</w:sectPr>", lambda _: section(sheet), body, flags=re.DOTALL
    ).encode()
    parts |= {f"word/{name}.xml": running(name, sheet, "").encode() for name in RUNNING}
    parts["word/styles.xml"] = LOOKS.sub("", styles).encode()
    parts["word/settings.xml"] = settings(language, facing=sheet.facing).encode()
    parts["word/fontTable.xml"] = fonts(language).encode()
    return archive.write(parts)


def _before(data: bytes, end: str, new: str) -> bytes:
    return data.decode().replace(end, new + end).encode()


def _twips(points: float) -> int:
    return round(points * TWIPS)
