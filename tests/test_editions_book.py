"""The style book in the finished editions: title page, colophon, contents, parts and chapters."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from converter import metadata, pandoc_json
from converter.document import Document, Heading, Mark, Meta, Paragraph, Text
from converter.editions import cover, make, matter
from converter.editions.cover_lines import balanced
from converter.settings import Settings

BOOK = Settings(style="book")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = Paragraph(Text("船靠了岸，没有人说话，只听见缆绳磨着木桩，吱呀、吱呀，像一扇关不严的门。" * 12))
PARTS = (
    Heading(1, Text("第一卷　春")),
    Heading(2, Text("第一章　渡口")), LONG, LONG, LONG, LONG,
    Heading(2, Text("第二章　灯")), LONG,
    Heading(1, Text("第二卷　秋")),
    Heading(2, Text("第三章　归")), LONG,
)  # fmt: skip


def novel(*blocks: object, language: str = "zh-Hans", **given: str) -> Document:
    meta = Meta(title=Text("渡船"), authors=(Text("陆秋白"),), language=language)
    document = Document(tuple(blocks) or PARTS, meta)  # type: ignore[arg-type]
    return metadata.override(document, Settings(metadata=tuple(given.items()))) if given else document


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n).decode() for n in archive.namelist() if n.endswith((".xml", ".xhtml", ".opf"))}


def word(document: Document) -> dict[str, str]:
    return parts(make(document, "docx", BOOK))


def lines(found: dict[str, str]) -> list[tuple[str, str]]:
    """Each paragraph of a DOCX: its style and its words."""
    root = ElementTree.fromstring(found["word/document.xml"])
    return [
        (p.find(f"{W}pPr/{W}pStyle").get(f"{W}val", ""), "".join(t.text or "" for t in p.iter(f"{W}t")))  # type: ignore[union-attr]
        for p in root.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle") is not None
    ]


def spine(found: dict[str, str]) -> list[str]:
    """The pages of an EPUB in the order of reading."""
    package = found["EPUB/content.opf"]
    named = {name: href for item in re.findall("<item [^>]*>", package)
             for name, href in [(re.search(r'id="([^"]*)"', item)[1], re.search(r'href="([^"]*)"', item)[1])]}  # type: ignore[index]  # fmt: skip
    return [f"EPUB/{named[name]}" for name in re.findall(r'<itemref idref="([^"]+)"', package)]


@pytest.fixture(scope="module")
def docx() -> dict[str, str]:
    return word(novel(publisher="长河出版社", series="长河文库 3", identifier="ISBN 978-7-111-54321-0"))


@pytest.fixture(scope="module")
def epub() -> dict[str, str]:
    document = novel(publisher="长河出版社", series="长河文库 3", identifier="ISBN 978-7-111-54321-0")
    return parts(make(document, "epub", BOOK))


def test_the_colophon_says_what_is_known_and_nothing_else(docx: dict[str, str]) -> None:
    shown = [text for style, text in lines(docx) if style.startswith("Colophon")]
    assert shown[:5] == [
        "渡船",
        "作者\u3000陆秋白",
        "出版\u3000长河出版社",
        "丛书\u3000长河文库 3",
        "书号\u3000ISBN 978-7-111-54321-0",
    ]
    assert re.fullmatch("字数\u3000\\d+千字", shown[5])
    assert len(shown) == 6


def test_a_colophon_counts_a_short_text_and_has_the_month_of_its_date() -> None:
    document = Document((Paragraph(Text("雨停了，山色更青。 ")),), Meta(Text("山"), date=Text("2021-03-09 10:20")))
    shown = [text for style, text in lines(word(document)) if style.startswith("Colophon")]
    assert shown == ["山", "日期\u30002021年3月", "字数\u30009字"]


def test_a_subtitle_has_a_line_of_the_colophon_without_its_dash() -> None:
    document = Document((Paragraph(Text("文。")),), Meta(Text("灯"), Text("——夜航记"), language="zh-Hans"))
    assert lines(word(document))[2:4] == [("ColophonTitle", "灯"), ("Colophon", "副题\u3000夜航记")]


def test_the_colophon_is_in_the_editions_script() -> None:
    shown = [text for style, text in lines(word(novel(language="zh-TW", series="長河文庫"))) if style == "Colophon"]
    assert "叢書\u3000長河文庫" in shown
    assert any(text.startswith("字數") for text in shown)


def test_the_contents_are_filled_with_parts_and_chapters(docx: dict[str, str]) -> None:
    listed = [(style, re.sub(r"\d+$", "", text)) for style, text in lines(docx) if re.fullmatch(r"TOC\d", style)]
    assert listed == [
        ("TOC1", "第一卷　春"), ("TOC2", "第一章　渡口"), ("TOC2", "第二章　灯"),
        ("TOC1", "第二卷　秋"), ("TOC2", "第三章　归"),
    ]  # fmt: skip
    assert ("TOCHeading", "目录") in lines(docx)


def test_the_contents_count_the_pages(docx: dict[str, str]) -> None:
    """The text begins at page 1; a part takes a page, the first chapter two."""
    pages = [int(re.findall(r"\d+$", text)[0]) for style, text in lines(docx) if re.fullmatch(r"TOC\d", style)]
    assert pages == [1, 2, 4, 5, 6]


def test_tables_and_lists_take_their_room_in_the_count() -> None:
    cell = ["", [], []], {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": [{"t": "Str", "c": "格"}]}]
    row = [["", [], []], [list(cell), list(cell)]]
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": 0.5}]] * 2
    rows = [[["", [], []], 0, [], [row] * 60]]
    head = [["", [], []], []]
    table = {"t": "Table", "c": [["", [], []], [None, []], columns, head, rows, head]}
    document = novel(Heading(1, Text("表")), pandoc_json.lift(table), Heading(1, Text("后")), LONG)
    listed = [text for style, text in lines(word(document)) if style == "TOC1"]
    assert listed in (["表1", "后3"], ["表1", "后4"]), "sixty rows are two pages, not four"


def test_every_line_of_the_contents_leads_to_a_heading(docx: dict[str, str]) -> None:
    body = docx["word/document.xml"]
    anchors = set(re.findall(r'<w:hyperlink w:anchor="([^"]+)"', body))
    assert anchors
    assert anchors <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body))
    assert all(re.fullmatch(r"\w+", name) for name in anchors), "Word knows no other names"


def test_what_stands_before_the_text_has_no_running_head(docx: dict[str, str]) -> None:
    front, text = re.findall(r"<w:sectPr.*?</w:sectPr>", docx["word/document.xml"], re.DOTALL)
    assert "headerReference" not in front
    assert text.count("headerReference") == 3
    assert "<w:evenAndOddHeaders" in docx["word/settings.xml"]


def test_chapters_open_a_page_and_sections_do_not(docx: dict[str, str]) -> None:
    found = dict(re.findall(r'w:styleId="(Heading\d)".*?<w:pageBreakBefore w:val="(\d)"', docx["word/styles.xml"]))
    assert (found["Heading1"], found["Heading2"], found["Heading3"]) == ("1", "1", "0")


def test_a_book_without_parts_has_chapters_on_its_first_level() -> None:
    plain = novel(Heading(1, Text("引子")), LONG, Heading(2, Text("一")), LONG, Heading(1, Text("余话")), LONG)
    assert matter.chapter_depth(pandoc_json.write(plain)["blocks"]) == 1
    assert matter.chapter_depth(pandoc_json.write(novel())["blocks"]) == 2


def test_emphasis_in_a_heading_is_read_in_the_contents_and_the_pages_titles() -> None:
    stressed = Text("第一章　渡口", (Mark(4, 6, "Emph"),))
    document = novel(Heading(1, stressed), LONG, Heading(1, Text("第二章　灯")), LONG)
    listed = [re.sub(r"\d+$", "", text) for style, text in lines(word(document)) if style == "TOC1"]
    assert listed == ["第一章　渡口", "第二章　灯"]
    titles = re.findall("<title>(.*?)</title>", "".join(parts(make(document, "epub", BOOK)).values()))
    assert "第一章　渡口" in [title.replace(" ", "\u3000") for title in titles]


def test_a_running_head_of_chapters_says_the_title_until_word_fills_it_in(docx: dict[str, str]) -> None:
    heads = [docx[f"word/header{n}.xml"] for n in (1, 2, 3)]
    fields = [head for head in heads if "STYLEREF" in head]
    assert fields
    assert all(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", head) == ["渡船"] for head in fields)


def test_one_heading_needs_no_contents() -> None:
    assert not any(style == "TOCHeading" for style, _ in lines(word(novel(Heading(1, Text("独章")), LONG))))


def test_an_epub_has_a_file_for_each_chapter_and_landmarks_for_its_matter(epub: dict[str, str]) -> None:
    titles = [re.search("<title>(.*?)</title>", epub[page])[1] for page in spine(epub)]  # type: ignore[index]
    assert titles == [
        "封面",
        "渡船",
        "版权页",
        "渡船",
        "第一卷 春",
        "第一章 渡口",
        "第二章 灯",
        "第二卷 秋",
        "第三章 归",
    ]
    found = re.findall(r'epub:type="([\w-]+)">([^<]+)</a>', epub["EPUB/nav.xhtml"])
    assert found == [
        ("cover", "封面"), ("titlepage", "书名页"), ("copyright-page", "版权页"),
        ("toc", "目录"), ("bodymatter", "正文"),
    ]  # fmt: skip


def test_a_preface_stands_behind_the_contents_with_its_notes_and_the_links_into_it() -> None:
    """And no longer on the title page, where pandoc leaves it."""
    note: Any = {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": "一条注。"}]}]}
    link: Any = {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "见前"}], ["#mark", ""]]}
    first: Any = {"t": "Span", "c": [["mark", [], []], [{"t": "Str", "c": "写在前面。"}]]}
    blocks = [pandoc_json.lift({"t": "Para", "c": nodes}) for nodes in ([first, note], [link])]
    book = Document((blocks[0], Heading(1, Text("一")), blocks[1], Heading(1, Text("二")), LONG), novel().meta)
    pages = parts(make(book, "epub", BOOK))
    order = spine(pages)
    assert [name.rpartition("/")[2] for name in order[1:5]] == [
        "ch001.xhtml", "colophon.xhtml", "nav.xhtml", "opening.xhtml",
    ]  # fmt: skip
    title, opening = pages[order[1]], pages[order[4]]
    assert "写在前面。" in opening
    assert "一条注。" in opening
    assert "写在前面。" not in title
    target, anchor = re.search(r'href="([^"#]*)#([^"]+)">见前', pages[order[5]]).groups()  # type: ignore[union-attr]
    assert target == "opening.xhtml"
    assert f'id="{anchor}"' in opening


def test_series_and_isbn_are_in_the_package(epub: dict[str, str]) -> None:
    package = epub["EPUB/content.opf"]
    assert "urn:isbn:9787111543210" in package
    assert ">长河文库<" in package
    assert 'property="group-position">3<' in package
    assert "<dc:publisher>长河出版社</dc:publisher>" in package


def test_a_chapters_look_is_its_headings_not_its_texts(epub: dict[str, str]) -> None:
    page = next(page for page in epub.values() if "<title>第一章" in page)
    assert '<h3 class="chapter">' in page
    assert not re.search(r'<section[^>]*class="[^"]*chapter', page)


def test_a_source_cannot_name_its_paragraphs_as_our_matter() -> None:
    tree = {"t": "Div", "c": [["", ["colophon"], []], [{"t": "Para", "c": [{"t": "Str", "c": "不是版权页"}]}]]}
    document = novel(pandoc_json.lift(tree))
    assert ("BodyText", "不是版权页") in lines(word(document))


def test_a_machines_number_is_for_no_reader() -> None:
    document = novel()
    rest = pandoc_json.lift({"identifier": {"t": "MetaInlines", "c": [{"t": "Str", "c": "urn:uuid:0-1"}]}})
    document = replace(document, meta=replace(document.meta, rest=rest))
    assert matter.given(document, "identifier") == ""


# ---- the cover


def image(document: Document, settings: Settings = BOOK) -> bytes | None:
    from converter import resources

    return cover.image(document, settings, resources.style(settings.style))


def test_a_cover_is_drawn_the_same_twice_and_another_for_another_title() -> None:
    first = image(novel())
    assert first == image(novel())
    other = replace(novel(), meta=replace(novel().meta, title=Text("渡口")))
    assert first != image(other)


def test_the_covers_colour_is_the_stylesheets() -> None:
    from PIL import Image

    drawn = Image.open(io.BytesIO(image(novel()) or b""))
    assert max(abs(a - b) for a, b in zip(drawn.getpixel((2, 2)), (0x2F, 0x4A, 0x43), strict=True)) < 4  # type: ignore[arg-type]
    assert abs(drawn.height / drawn.width - 260 / 184) < 0.01


def test_a_pdf_begins_with_its_cover_only_in_book() -> None:
    book, article = make(novel(), "pdf", BOOK), make(novel(), "pdf", Settings())
    assert b"/DCTDecode" in book
    assert b"/DCTDecode" not in article


@pytest.mark.parametrize(
    ("title", "measure", "expected"),
    [
        ("渡船", 10, ["渡船"]),
        ("说“慢”——一个字的五种读法", 10, ["说“慢”", "——一个字的五种读法"]),
        ("县图书馆夜间开放\u3000读者说灯亮着心里踏实", 12, ["县图书馆夜间开放", "读者说灯亮着心里踏实"]),
        ("南溪县二〇二三年度水资源公报", 8, ["南溪县二〇二三年", "度水资源公报"]),
        ("Supercalifragilistic", 4, ["Supercalifragilistic"]),
    ],
)
def test_a_title_is_broken_where_its_words_end(title: str, measure: float, expected: list[str]) -> None:
    assert balanced(title, measure) == expected
