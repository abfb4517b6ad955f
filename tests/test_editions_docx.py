"""What the finished DOCX says: its text, its styles, its page, its properties."""

from __future__ import annotations

import base64
import io
import json
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from converter import editions, pandoc, pandoc_json, resources
from converter.document import Document, Foreign, Heading, Json, Mark, Meta, Paragraph, Role, Rule, Source, Text
from converter.editions.cascade import ask
from converter.editions.docx import docx
from converter.pandoc_json import SLOT
from converter.settings import Settings

SETTINGS = Settings()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"

SHOWN = {f"{W}t", f"{W}br"}

MARKDOWN = """# 采茶

谷雨前后，*一芽一叶*最贵，**一芽两叶**次之[^1]，“……”也有人喝。

[^1]: 见《茶经》卷上。

## 品种

| 名称 | 产地 | 海拔（米） |
|------|:----:|-----------:|
| 龙井 | 杭州 | 300 |
| 碧螺春 | 苏州 | 120 |

: 各地名茶

1.  杀青
2.  揉捻

    - 轻揉
    - 重揉

      又一段。

| 且将新火试新茶，
| 诗酒趁年华。

> 茶者，南方之嘉木也。

```
水温 = 85
```

---

茶

:   南方之嘉木。

又见[县志](https://example.org/)与`代码`。
"""


def parsed(data: str) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def tea(language: str = "zh-Hans", **meta: Text) -> Document:
    tree = json.loads(pandoc.run(["-f", "markdown", "-t", "json"], MARKDOWN.encode()))
    head = Meta(Text("茶事"), Text("——江南散记"), (Text("周远"),), Text("2021-03-04"), Text("茶业周刊"), language)
    more = (Paragraph(Text("竹外一枝斜更好"), Role.VERSE), Paragraph(Text("二〇二一年春于杭州"), Role.DATELINE))
    return Document((*pandoc_json.read(tree).blocks, *more), replace(head, **meta))


def plain(*blocks: Json, **meta: Text) -> Document:
    return Document(blocks or (Paragraph(Text("雨停了，山色更青。")),), Meta(language="zh-Hans", **meta))


def parts(document: Document, settings: Settings = SETTINGS) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx(document, settings))) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: archive.read(name).decode() for name in names}


def paragraphs(found: dict[str, str]) -> list[tuple[str, str]]:
    """(style id, text) of each paragraph that has a text, in order."""
    body = parsed(found["word/document.xml"])
    rows = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = "".join("\n" if e.tag == f"{W}br" else e.text or "" for e in paragraph.iter() if e.tag in SHOWN)
        if text:
            rows.append(("" if style is None else style.get(f"{W}val", ""), text))
    return rows


def style(found: dict[str, str], name: str) -> ElementTree.Element:
    styles = parsed(found["word/styles.xml"])
    return next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == name)


def attributes(found: dict[str, str], name: str, path: str) -> dict[str, str]:
    element = style(found, name).find("/".join(f"{W}{step}" for step in path.split("/")))
    return {} if element is None else {key.removeprefix(W): value for key, value in element.attrib.items()}


@pytest.fixture(scope="module")
def word() -> dict[str, str]:
    return parts(tea())


def test_the_title_block_comes_first_once_and_in_order(word: dict[str, str]) -> None:
    assert paragraphs(word)[:5] == [
        ("Source", "茶业周刊"), ("Title", "茶事"), ("Subtitle", "——江南散记"), ("Author", "周远"),
        ("Date", "2021年3月4日"),
    ]  # fmt: skip
    assert sum(name == "Title" for name, _ in paragraphs(word)) == 1


def test_every_paragraph_has_the_style_of_what_it_is(word: dict[str, str]) -> None:
    named = {text: name for name, text in paragraphs(word)}
    assert {
        "采茶": "Heading1", "品种": "Heading2", "各地名茶": "TableCaption", "名称": "TableHead", "龙井": "TableText",
        "杭州": "TableTextCenter", "300": "TableTextRight", "杀青": "ListParagraph", "又一段。": "ListParagraph",
        "且将新火试新茶，\n诗酒趁年华。": "Poem", "茶者，南方之嘉木也。": "BlockText", "水温 = 85": "SourceCode",
        "竹外一枝斜更好": "Verse", "二〇二一年春于杭州": "Dateline", "茶": "DefinitionTerm",
        "又见县志与代码。": "BodyText",
    }.items() <= named.items()  # fmt: skip
    assert not {"FirstParagraph", "Compact", ""} & set(named.values())


def test_every_style_used_is_defined(word: dict[str, str]) -> None:
    styles = parsed(word["word/styles.xml"])
    known = {s.get(f"{W}styleId") for s in styles.iter(f"{W}style")}
    used = {value for name in word for value in re.findall(r'<w:[prt](?:bl)?Style w:val="([^"]+)"', word[name])}
    assert used <= known


def test_nothing_is_formatted_by_hand(word: dict[str, str]) -> None:
    body = parsed(word["word/document.xml"])
    in_paragraphs = {e.tag.removeprefix(W) for p in body.iter(f"{W}pPr") for e in p}
    in_runs = {e.tag.removeprefix(W) for r in body.iter(f"{W}r") for p in r.iter(f"{W}rPr") for e in p}
    assert in_paragraphs <= {"pStyle", "numPr"}
    assert in_runs <= {"rStyle", "rFonts"}
    assert {key.removeprefix(W) for e in body.iter(f"{W}rFonts") for key in e.attrib} == {"hint"}


def test_the_styles_are_the_stylesheets_own(tmp_path: Path) -> None:
    sheet = tmp_path / "mine.css"
    sheet.write_text("h2 { color: #123456; font-size: 2em; } p { text-indent: 3em; }", encoding="utf-8")
    sheet.with_suffix(".page.css").write_text("@page { size: 148mm 210mm; margin: 20mm }", encoding="utf-8")
    found = parts(tea(), Settings(style=str(sheet)))
    assert attributes(found, "Heading1", "rPr/color") == {"val": "123456"}
    assert attributes(found, "Heading1", "rPr/sz") == {"val": "42"}
    assert attributes(found, "BodyText", "pPr/ind")["firstLineChars"] == "300"
    assert 'w:w="8391"' in found["word/document.xml"]
    assert 'w:left="1134"' in found["word/document.xml"]


def test_body_text_is_indented_by_characters_justified_and_on_the_line_grid(word: dict[str, str]) -> None:
    assert attributes(word, "BodyText", "pPr/ind")["firstLineChars"] == "200"
    assert attributes(word, "BodyText", "pPr/jc") == {"val": "both"}
    assert attributes(word, "BodyText", "pPr/spacing")["line"] == "360"
    assert attributes(word, "BodyText", "pPr/kinsoku") == {"val": "1"}
    assert 'w:linePitch="360"' in word["word/document.xml"]


def test_headings_are_words_headings(word: dict[str, str]) -> None:
    for n in range(1, 7):
        assert attributes(word, f"Heading{n}", "name") == {"val": f"heading {n}"}
        assert attributes(word, f"Heading{n}", "pPr/outlineLvl") == {"val": str(n - 1)}
        assert attributes(word, f"Heading{n}", "pPr/keepNext") == {"val": "1"}


@pytest.mark.parametrize(
    ("language", "tag", "serif"), [("zh-Hans", "zh-CN", "SimSun"), ("zh-TW", "zh-TW", "PMingLiU"),
                                   ("zh-Hant", "zh-TW", "PMingLiU"), ("zh-HK", "zh-HK", "PMingLiU")])  # fmt: skip
def test_faces_and_language_are_the_regions(language: str, tag: str, serif: str) -> None:
    found = parts(plain(title=Text("山雨")) if language == "zh-Hans" else tea(language))
    assert attributes(found, "BodyText", "rPr/rFonts")["eastAsia"] == serif
    languages = re.findall(r'<w:lang [^>]*w:eastAsia="([^"]+)"', found["word/styles.xml"])
    assert set(languages) == {tag}
    assert f'w:eastAsia="{tag}"' in found["word/settings.xml"]
    assert f"<dc:language>{tag}<" in found["docProps/core.xml"]


def test_word_lays_out_as_word_2013_and_compresses_punctuation(word: dict[str, str]) -> None:
    settings = word["word/settings.xml"]
    assert re.search(r'compatibilityMode"[^>]*w:val="15"', settings)
    assert 'w:val="compressPunctuation"' in settings
    assert "，" in re.search(r"noLineBreaksBefore[^>]*", settings)[0]  # type: ignore[index]


def test_running_head_and_page_number_with_another_first_page(word: dict[str, str]) -> None:
    assert "<w:titlePg" in word["word/document.xml"]
    assert "TITLE" in word["word/header1.xml"]
    assert "茶事" in word["word/header1.xml"]
    assert "<w:t" not in word["word/header2.xml"]
    assert all("PAGE" in word[f"word/footer{n}.xml"] for n in (1, 2))


def test_a_text_without_a_title_has_no_running_head_and_no_line_for_it() -> None:
    found = parts(plain())
    assert "<w:t" not in found["word/header1.xml"]
    assert 'w:val="FirstHeader"' in found["word/header1.xml"]
    assert not attributes(found, "FirstHeader", "pPr/pBdr/bottom")


def test_a_running_head_that_is_too_long_is_cut_to_one_line() -> None:
    head = parts(plain(title=Text("关于农村饮用水水源地环境保护的调查研究报告" * 4)))["word/header1.xml"]
    shown = re.sub(r"<[^>]*>", "", head).strip()
    assert shown == "关于农村饮用水水源地环境保护的调查研究报告" * 2 + "关于农…"
    assert len(shown) <= 420 / 9  # the measure in characters of the running head
    assert "TITLE" not in head


def test_properties_are_this_documents(word: dict[str, str]) -> None:
    core = parsed(word["docProps/core.xml"])
    assert core.findtext(f"{DC}title") == "茶事"
    assert core.findtext(f"{DC}creator") == "周远"
    assert "2021-03-04T00:00:00Z" in word["docProps/core.xml"]
    shown = sum(len("".join(text.split())) for _, text in paragraphs(word))
    assert f"<Characters>{shown}<" in word["docProps/app.xml"]


def test_a_note_is_a_real_note_with_its_number_on_the_line(word: dict[str, str]) -> None:
    assert word["word/document.xml"].count("<w:footnoteReference ") == 1
    notes = word["word/footnotes.xml"]
    assert "见《茶经》卷上。" in notes
    assert 'w:val="FootnoteText"' in notes
    assert "<w:r><w:footnoteRef/></w:r><w:r><w:tab/></w:r>" in notes
    tabs = style(word, "FootnoteText").findall(f"{W}pPr/{W}tabs/{W}tab")
    assert [tab.get(f"{W}pos") for tab in tabs] == ["180", "270", "360"], "1, 1.5 and 2 em of 9 points, as on paper"


def test_marks_that_stand_alone_keep_the_chinese_face() -> None:
    text = Text("他说“……”", (Mark(2, 6, "Strong"),))
    body = parts(plain(Paragraph(text)))["word/document.xml"]
    run = next(r for r in re.findall(r"<w:r>.*?</w:r>", body) if "……" in r)
    assert '<w:rFonts w:hint="eastAsia"' in run
    assert '<w:rStyle w:val="Strong"' in run


def test_a_quotation_is_spaced_from_the_text_and_not_from_itself(word: dict[str, str]) -> None:
    assert attributes(word, "BlockText", "pPr/spacing")["before"] != "0"
    assert style(word, "BlockText").find(f"{W}pPr/{W}contextualSpacing") is not None
    assert style(word, "BodyText").find(f"{W}pPr/{W}contextualSpacing") is None


def test_a_table_has_three_lines_and_stands_in_the_middle(word: dict[str, str]) -> None:
    borders = style(word, "Table").find(f"{W}tblPr/{W}tblBorders")
    assert borders is not None
    assert [edge.tag.removeprefix(W) for edge in borders] == ["top", "bottom"]
    assert style(word, "Table").find(f"{W}tblStylePr/{W}tcPr/{W}tcBorders/{W}bottom") is not None
    assert '<w:jc w:val="center"/>' in re.search(r"<w:tblPr>.*?</w:tblPr>", word["word/document.xml"])[0]  # type: ignore[index]


def test_text_below_a_table_keeps_the_tables_distance() -> None:
    source = "| 甲 |\n|----|\n| 乙 |\n\n下文。\n\n再下。"
    tree = json.loads(pandoc.run(["-f", "markdown", "-t", "json"], source.encode()))
    found = parts(plain(*pandoc_json.read(tree).blocks))
    assert paragraphs(found)[-2:] == [("AfterTable", "下文。"), ("BodyText", "再下。")]
    assert attributes(found, "AfterTable", "pPr/spacing")["before"] == "180"
    assert attributes(found, "AfterTable", "pPr/ind") == attributes(found, "BodyText", "pPr/ind")


def test_a_picture_without_words_is_not_indented_out_of_the_page() -> None:
    image = Foreign({"t": "Image", "c": [["", [], []], [], ["a.png", ""]]})
    document = plain(Paragraph(Text("\ufffc", (), (image,))))
    found = parts(replace(document, source=Source(media=(("a.png", "image/png", _png()),))))
    body = found["word/document.xml"]
    assert re.search(r'w:val="Figure" ?/></w:pPr><w:r><w:drawing>', body)
    assert 'distL="0"' in body
    for name in ("Figure", "CaptionedFigure"):
        assert attributes(found, name, "pPr/ind")["firstLine"] == "0"
        assert attributes(found, name, "pPr/jc")["val"] == "center"
    assert attributes(found, "CaptionedFigure", "pPr/keepNext")["val"] == "1"


def test_a_table_in_a_list_keeps_its_one_place() -> None:
    source = "- 茶\n\n  | 名 | 产地 |\n  |----|----|\n  | 龙井 | 杭州 |\n"
    tree = json.loads(pandoc.run(["-f", "markdown", "-t", "json"], source.encode()))
    body = parts(Document(pandoc_json.read(tree).blocks, Meta(language="zh-Hans")))["word/document.xml"]
    (properties,) = re.findall(r"<w:tblPr>.*?</w:tblPr>", body)
    assert properties.count("<w:jc ") == 1  # the schema allows no second one


def test_pandoc_reads_everything_back() -> None:
    tree = json.loads(pandoc.run(["-f", "docx", "-t", "json"], docx(tea(), Settings())))
    again = pandoc_json.read(tree)
    assert again.meta.title == Text("茶事")
    assert again.meta.subtitle == Text("——江南散记")
    assert {"t": "HorizontalRule"} in tree["blocks"]
    kinds = {block["t"] for block in tree["blocks"]}
    assert {"Header", "Table", "OrderedList", "BlockQuote", "CodeBlock", "DefinitionList"} <= kinds
    words = "".join("".join(text.chars.split()) for text in again.texts())
    for text in tea().texts():
        for piece in "".join(text.chars.split()).split("\ufffc"):
            assert piece in words or piece == "2021-03-04"


def test_the_same_text_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert docx(tea(), Settings()) == docx(tea(), Settings())


def test_markup_and_control_characters_in_a_title_stay_text() -> None:
    found = parts(plain(title=Text("<w:b/>雨 & ]]> \x01\x1b[31m"), authors=(Text("甲<乙>\x00"),)))  # type: ignore[arg-type]
    for data in found.values():
        parsed(data)
    core = parsed(found["docProps/core.xml"])
    assert (core.findtext(f"{DC}title") or "").startswith("<w:b/>雨 & ]]>")
    assert "<w:b/>雨 & ]]>" in dict(paragraphs(found))["Title"]


def test_text_that_imitates_our_own_markup_is_printed_as_it_stands() -> None:
    words = '<w:pStyle w:val="Compact" /><w:sectPr>“</w:sectPr>'
    assert ("BodyText", words) in paragraphs(parts(plain(Paragraph(Text(words)))))


@pytest.mark.parametrize("name", ["title-block", "dingben-title"])
def test_a_source_has_no_title_block_of_its_own_making(name: str) -> None:
    tree = json.loads(pandoc.run(["-f", "markdown", "-t", "json"], f"::: {name}\n雨停了。\n:::\n".encode()))
    document = plain(*pandoc_json.read(tree).blocks)
    assert paragraphs(parts(document)) == [("BodyText", "雨停了。")]
    assert "<h1" not in editions.make(document, "html").decode()


def test_an_image_has_its_words() -> None:
    picture = Foreign({"t": "Image", "c": [["", [], []], SLOT, ["hill.png", ""]]}, (Text("远山"),))
    document = plain(Paragraph(Text("\ufffc", (), (picture,))))
    document = replace(document, source=Source(media=(("hill.png", "image/png", _png()),)))
    assert 'descr="远山"' in parts(document)["word/document.xml"]


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\x80\x80" * 2))
        + chunk(b"IEND", b"")
    )


def test_a_text_of_nothing_but_a_rule_and_a_heading() -> None:
    assert paragraphs(parts(plain(Rule(), Heading(1, Text("只有标题"))))) == [("Heading1", "只有标题")]


# ---- the contract with WeasyPrint's private cascade: a new release that breaks it fails here, by name


def test_the_cascade_gives_inherited_and_collapsed_values() -> None:
    css = """@page { size: 100pt 200pt; margin: 10pt 20pt 30pt; @top-left { content: string(title); font-size: 9pt } }
    @page :first { @top-left { content: none } }
    :root { --word-cjk: "宋体"; --c: #102030 } html { font-size: 10pt; line-height: 2 } body { margin: 0 }
    header { border-top: 2pt solid var(--c); padding-top: 3pt; margin-bottom: 24pt }
    p { margin: 0; text-indent: 2em } .x { margin: 5pt 1em; color: var(--c); line-height: 15pt }"""
    sample = '<body><header><p id="a"></p><p id="b" class="x"></p></header><p id="c"></p></body>'
    sheet = ask(sample, css)
    a, b, c = (sheet.looks[name] for name in "abc")
    assert (a.size, a.pitch, a.indent, a.word_cjk) == (10, 20, 20, "宋体")
    assert a.top is not None
    assert (a.top.width, a.top.colour, a.top.distance) == (2, "102030", 3)
    assert (b.before, b.after, b.left, b.pitch, b.colour) == (5, 24, 10, 15, "102030")
    assert (c.before, c.after, c.top, c.boxed) == (0, 0, None, False)
    assert (sheet.page.width, sheet.page.height, *sheet.page.margins) == pytest.approx((100, 200, 10, 20, 30, 20))
    assert [(box.box, box.content) for box in sheet.margins] == [("top-left", (("string", "title"),))]
    assert sheet.first_margins == ()


def test_a_stylesheet_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    css = resources.style("article").css + '@import url("http://127.0.0.1:9/x.css");'
    ask('<p id="a"></p>', css + 'p { background: url("http://127.0.0.1:9/x.png") }')


def written(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_a_picture_is_as_large_as_on_paper_whatever_its_file_says() -> None:
    """A CSS pixel is a 96th of an inch; Word would take 72 of them to the inch."""
    picture = io.BytesIO()
    Image.new("RGB", (192, 96)).save(picture, "PNG", dpi=(72, 72))
    data = f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
    alt = [{"t": "Str", "c": "桥"}]
    shape = {"t": "Para", "c": [{"t": "Image", "c": [["", [], []], alt, [data, ""]]}]}
    body = written(docx(Document((pandoc_json.lift(shape),)), SETTINGS))["word/document.xml"]
    assert re.search(r'<wp:extent cx="1828800" cy="914400"', body), "2 by 1 inches of 914400 units"


def test_a_table_keeps_its_distance_from_the_text_before_it() -> None:
    cell = ["", [], []], {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": [{"t": "Str", "c": "格"}]}]
    rows = [[["", [], []], 0, [], [[["", [], []], [list(cell)]]]]]
    empty = [["", [], []], []]
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]]
    table = pandoc_json.lift({"t": "Table", "c": [["", [], []], [None, []], columns, empty, rows, empty]})
    found = written(docx(Document((Paragraph(Text("前。")), table, Paragraph(Text("后。")))), SETTINGS))
    assert re.findall(r'w:pStyle w:val="(\w+)"', found["word/document.xml"]) == [
        "BeforeTable",
        "TableText",
        "AfterTable",
    ]
    look = re.search(r'w:styleId="BeforeTable".*?</w:style>', found["word/styles.xml"])
    assert look
    assert 'w:after="180"' in look[0], "half a line of 18 points"
