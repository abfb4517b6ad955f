"""Stylesheets: what a user's own changes in all three editions, what is wrong in one, and what Word cannot show."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import warnings
import zipfile
import zlib
from pathlib import Path

import pytest
from conftest import dingben

from converter import faces, pandoc_json, resources
from converter.document import Document, Heading, Meta, Paragraph, Text
from converter.editions import (
    cascade,
    cascade_cache,
    check,
    css_check,
    explain,
    make,
    missing_faces,
    vertical,
    word_sample,
)
from converter.errors import UsageError
from converter.settings import Settings

LINE = "为做好今年的防汛工作，现将有关事项通知如下。"
NOTICE = Document(
    (
        Heading(1, Text("南政办发〔2024〕15号")),
        Paragraph(Text("各乡镇人民政府，县政府各部门：")),
        Paragraph(Text(LINE)),
        Heading(2, Text("一、落实责任")),
        Paragraph(Text("（一）落实首长负责制。各乡镇主要负责人是第一责任人。")),
        Paragraph(Text("南溪县人民政府办公室")),
        Paragraph(Text("2024年3月18日")),
    ),
    Meta(title=Text("关于做好防汛工作的通知"), language="zh-Hans"),
)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


# ---- a user's own


def test_one_token_changes_all_three_editions(tmp_path: Path) -> None:
    css = tmp_path / "mine.css"
    css.write_text(":root { --accent: #0a5c36; }", encoding="utf-8")
    document = Document((Heading(1, Text("引子")), Paragraph(Text(LINE))), Meta(title=Text("题"), language="zh-Hans"))
    settings = Settings(style=str(css))
    heading = re.search(r'w:styleId="Heading1".*?</w:style>', part(make(document, "docx", settings), "word/styles.xml"))
    assert heading
    assert 'w:color w:val="0A5C36"' in heading[0]
    assert "#0a5c36" in part(make(document, "epub", settings), "EPUB/styles/stylesheet1.css")
    assert make(document, "pdf", settings) != make(document, "pdf", Settings())


def test_a_style_may_stand_on_another(tmp_path: Path) -> None:
    css = tmp_path / "mine.css"
    css.write_text(":root { --based-on: book; --matter: title-page; }", encoding="utf-8")
    style = resources.style(str(css))
    assert style.matter == {"title-page"}
    assert "184mm 260mm" in style.page
    css.write_text(":root { --based-on: nothing; }", encoding="utf-8")
    with pytest.raises(UsageError, match="--based-on: nothing: choose one of article, book, gongwen"):
        resources.style(str(css))


@pytest.mark.parametrize(
    ("css", "said"),
    [
        ("p { colr: red }", "1: `colr: red` is ignored (unknown property)"),
        ("p {\n  font-size: huge;\n}", "2: `font-size: huge` is ignored (invalid value)"),
        ("h1 {}\np:::x { color: red }", "2: 'p:::x' is no selector, its rule is ignored"),
        ("h1 {}\n\nbody { color: #123456;", "3: this { has no }: what follows is taken for its own"),
        ("\n@nonsense { a: b }", "2: @nonsense is unknown, its rule is ignored"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, css: str, said: str) -> None:
    file = tmp_path / "mine.css"
    file.write_text(css, encoding="utf-8")
    assert list(css_check.problems(file)) == [f"{file}:{said}"]


def test_our_own_stylesheets_have_no_mistakes() -> None:
    found = [said for name in resources.styles() for said in css_check.problems(resources.folder() / f"{name}.css")]
    assert found == []


def test_an_import_is_refused_with_its_line(tmp_path: Path) -> None:
    css = tmp_path / "mine.css"
    css.write_text('p { color: red }\n@import "x.css";\nh1 { background: url(http://example.org/a.png) }')
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        kept = resources.style(str(css)).css
    said = [str(warning.message) for warning in caught]
    assert said[0].startswith(f"{css}:2: @import was left out")
    assert said[1].startswith(f"{css}:3: http://example.org/a.png was left out")
    assert "example.org" not in kept


# ---- explained


def test_a_style_is_explained() -> None:
    said = dingben("styles", "book", "--explain").splitlines()
    assert "matter    cover title-page colophon contents" in said
    assert any("184 × 260 mm" in line and "36 characters × 34 lines" in line for line in said)
    assert any(re.match(r"heading 1 +宋体 bold 16/27 pt, center", line) for line in said)


def test_what_word_cannot_show_is_listed_with_its_line(tmp_path: Path) -> None:
    css = tmp_path / "mine.css"
    css.write_text("p { color: red }\n.verse { float: left }\nh1::before { content: '§' }", encoding="utf-8")
    said = list(explain.lines(str(css)))
    assert "  mine.css:2: .verse { float }: a text in Word flows in one column" in said
    assert any("mine.css:3: h1::before { content }" in line for line in said)
    assert not any("mine.css:1" in line for line in said)


# ---- gongwen (GB/T 9704-2012)


def test_an_official_page_has_22_lines_of_28_characters() -> None:
    said = "\n".join(explain.lines("gongwen"))
    assert "210 × 297 mm, margins 37.0 26.0" in said
    assert re.search(r"Body Text +仿宋 16/29 pt", said)
    assert re.search(r"heading 1 +黑体 16/29 pt", said)
    assert re.search(r"heading 2 +楷体 16/29 pt", said)
    assert re.search(r"Title +宋体 bold 22/36 pt, center", said)
    assert "28 characters × 22 lines" in said


def test_a_line_of_an_official_page_holds_28_characters_the_first_too(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(make(Document((Paragraph(Text("甲" * 82)),)), "pdf", Settings(style="gongwen")))
    text = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, check=True, text=True).stdout
    assert [len(line.strip()) for line in text.splitlines() if "甲" in line] == [26, 28, 28]


def test_the_parts_of_an_official_document_have_styles_of_their_own() -> None:
    body = part(make(NOTICE, "docx", Settings(style="gongwen")), "word/document.xml")
    found = [
        (style, "".join(re.findall(r"<w:t[^>]*>([^<]*)", inside)))
        for style, inside in re.findall(r'<w:p>.*?w:pStyle w:val="(\w+)"(.*?)</w:p>', body, re.DOTALL)
    ]
    assert found == [
        ("Source", "南政办发〔2024〕15号"), ("Title", "关于做好防汛工作的通知"),
        ("Addressee", "各乡镇人民政府，县政府各部门："), ("BodyText", LINE), ("Heading1", "一、落实责任"),
        ("BodyText", "（一）落实首长负责制。各乡镇主要负责人是第一责任人。"),
        ("Signature", "南溪县人民政府办公室"), ("Dateline", "2024年3月18日"),
    ]  # fmt: skip
    assert '<w:rStyle w:val="Emphasis"' in body, "（一） runs into its paragraph, in 楷体"


def test_the_number_of_an_official_page_stands_between_dashes_on_the_outside() -> None:
    data = make(NOTICE, "docx", Settings(style="gongwen"))
    for name in ("footer1", "footer3"):
        runs = "".join(re.findall(r"<w:t[^>]*>([^<]*)", part(data, f"word/{name}.xml")))
        assert runs == "— 1 —"
    styles = part(data, "word/styles.xml")
    sides = {
        name: re.search(rf'w:styleId="{name}".*?<w:jc w:val="(\w+)"', styles)[1]  # type: ignore[index]
        for name in ("Footer", "EvenFooter")
    }
    assert sides == {"Footer": "right", "EvenFooter": "left"}


# ---- columns


def test_columns_are_for_traditional_characters() -> None:
    with pytest.raises(UsageError, match="--script zh-TW"):
        make(NOTICE, "epub", Settings(vertical=True))


def test_columns_run_from_right_to_left_in_epub_and_docx() -> None:
    document = Document((Paragraph(Text("渡船靠岸。")),), Meta(title=Text("渡船"), language="zh-TW"))
    data = make(document, "epub", Settings(vertical=True))
    assert 'page-progression-direction="rtl"' in part(data, "EPUB/content.opf")
    css = part(data, "EPUB/styles/stylesheet1.css")
    assert css.startswith("html { writing-mode: vertical-rl;")
    assert not re.search(r"(?<![\w-])(margin|padding)-(left|right|top|bottom)", css)
    body = part(make(document, "docx", Settings(vertical=True)), "word/document.xml")
    assert '<w:textDirection w:val="tbRl"' in body


@pytest.mark.parametrize(
    ("given", "logical"),
    [
        ("margin: 0 2em", "margin-block: 0 0; margin-inline: 2em 2em"),
        ("margin: calc(2 * 1rem) 0 1em 3em", "margin-block: calc(2 * 1rem) 1em; margin-inline: 3em 0"),
        ("padding-left: 2em", "padding-inline-start: 2em"),
        ("border-top: 1pt solid", "border-block-start: 1pt solid"),
        ("text-align: right", "text-align: end"),
    ],
)
def test_sides_become_logical(given: str, logical: str) -> None:
    assert vertical.logical(f"p {{ {given}; }}").removeprefix(vertical.COLUMNS) == f"p {{ {logical}; }}"


# ---- fonts and covers that the user brings


def test_an_epub_carries_only_the_characters_it_needs() -> None:
    from fontTools.ttLib import TTFont

    document = Document((Paragraph(Text("渡船靠岸。")),), Meta(title=Text("渡船"), language="zh-Hans"))
    with zipfile.ZipFile(io.BytesIO(make(document, "epub", Settings(embed_fonts=True)))) as archive:
        fonts = [archive.read(name) for name in archive.namelist() if name.endswith(".woff2")]
        package = archive.read("EPUB/content.opf").decode()
    assert fonts
    assert package.count('media-type="font/woff2"') == len(fonts)
    held = TTFont(io.BytesIO(fonts[0])).getBestCmap()
    assert ord("渡") in held
    assert ord("龍") not in held


@pytest.mark.parametrize("data", [b"", b"not an image", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_image_is_no_cover(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "cover.png"
    file.write_bytes(data)
    with pytest.raises(UsageError, match=r"--cover .*cover\.png: not a JPEG or PNG"):
        make(NOTICE, "epub", Settings(cover=str(file)))


def test_the_users_cover_takes_the_place_of_ours_and_none_is_none(tmp_path: Path) -> None:
    from PIL import Image

    file = tmp_path / "cover.png"
    Image.new("RGBA", (60, 90), (200, 10, 10, 255)).save(file)
    with zipfile.ZipFile(io.BytesIO(make(NOTICE, "epub", Settings(cover=str(file))))) as archive:
        shown = Image.open(io.BytesIO(archive.read("EPUB/media/cover.jpg")))
    assert shown.size == (60, 90)
    with zipfile.ZipFile(io.BytesIO(make(NOTICE, "epub", Settings(cover="none")))) as archive:
        assert not [name for name in archive.namelist() if "cover" in name]


def test_the_cells_of_a_table_in_columns_run_downwards() -> None:
    """Of a cell that takes its direction from the page LibreOffice shows nothing."""
    cell = ["", [], []], {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": [{"t": "Str", "c": "書名"}]}]
    rows = [[["", [], []], 0, [], [[["", [], []], [list(cell), list(cell)]]]]]
    empty, columns = [["", [], []], []], [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * 2
    table = pandoc_json.lift({"t": "Table", "c": [["", [], []], [None, []], columns, empty, rows, empty]})
    document = Document((table,), Meta(language="zh-TW"))
    for columns_wanted, count in ((True, 2), (False, 0)):
        body = part(make(document, "docx", Settings(style="book", vertical=columns_wanted)), "word/document.xml")
        assert body.count('<w:tcPr><w:textDirection w:val="tbRl"/></w:tcPr>') == count


# ---- the cache


def test_what_a_stylesheet_says_is_the_same_out_of_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    style = resources.style("book")
    question = (word_sample.sample(("title",), "zh-TW", 2), style.css, style.page)
    cascade.ask.cache_clear()
    asked = cascade.ask(*question)
    cascade.ask.cache_clear()
    monkeypatch.setattr(cascade, "_asked", lambda *_: pytest.fail("it was asked again"))
    assert cascade.ask(*question) == asked
    cascade.ask.cache_clear()


@pytest.mark.parametrize("spoilt", [b"", b"{}", b'{"looks": 1}', b"\xff"])
def test_a_spoilt_cache_is_none(spoilt: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    question = (word_sample.sample(("title",), "zh-Hans", 1), "p { color: #123456; }", "")
    cascade.ask.cache_clear()
    asked = cascade.ask(*question)
    [file] = cascade_cache.folder().iterdir()
    file.write_bytes(spoilt)
    cascade.ask.cache_clear()
    assert cascade.ask(*question) == asked
    cascade.ask.cache_clear()


# ---- the head of an official document


def official(*lines: str, title: str, language: str = "zh-Hans") -> Document:
    return Document(tuple(Paragraph(Text(line)) for line in lines), Meta(title=Text(title), language=language))


def styled(document: Document) -> list[tuple[str, str]]:
    """Each paragraph of the DOCX: its style and its words."""
    body = part(make(document, "docx", Settings(style="gongwen")), "word/document.xml")
    return [
        (style, "".join(re.findall(r"<w:t[^>]*>([^<]*)", inside)))
        for style, inside in re.findall(r'<w:p>.*?w:pStyle w:val="(\w+)"(.*?)</w:p>', body, re.DOTALL)
    ]


def test_the_line_in_red_is_not_the_title_of_an_official_document() -> None:
    document = Document(
        (
            Heading(1, Text("青河縣水利局文件")),
            Paragraph(Text("青水呈〔2023〕41號")),
            Heading(1, Text("關於增設雨量站的請示")),
            Paragraph(Text("縣人民政府：")),
            Heading(2, Text("一、選址")),
            Paragraph(Text("擬設三處，均在山區。")),
            Paragraph(Text("青河縣水利局")),
            Paragraph(Text("2023年10月9日")),
        ),
        Meta(title=Text("特急"), language="zh-TW"),
    )
    assert styled(document) == [
        ("Grade", "特急"), ("Masthead", "青河縣水利局文件"), ("Source", "青水呈〔2023〕41號"),
        ("Title", "關於增設雨量站的請示"), ("Addressee", "縣人民政府："), ("Heading1", "一、選址"),
        ("BodyText", "擬設三處，均在山區。"), ("Signature", "青河縣水利局"), ("Dateline", "2023年10月9日"),
    ]  # fmt: skip
    core = part(make(document, "docx", Settings(style="gongwen")), "docProps/core.xml")
    assert "<dc:title>關於增設雨量站的請示</dc:title>" in core
    assert "<dc:creator>青河縣水利局</dc:creator>" in core


def test_a_letter_has_the_name_of_its_organ_above_its_number() -> None:
    found = styled(official("青河省水利厅", "青水函〔2022〕117号", "省交通运输厅：", LINE, title="关于迁建水文站的函"))
    assert found[:3] == [
        ("Masthead", "青河省水利厅"),
        ("Source", "青水函〔2022〕117号"),
        ("Title", "关于迁建水文站的函"),
    ]


def test_a_text_that_only_begins_with_a_short_line_keeps_it() -> None:
    found = styled(official("青河省水利厅", LINE, title="水文站旧事"))
    assert found[:2] == [("Title", "水文站旧事"), ("BodyText", "青河省水利厅")]


def test_annexes_stand_under_one_another_and_lists_run_in() -> None:
    item = {"t": "Plain", "c": [{"t": "Str", "c": "由所在单位养护；"}]}
    numbered = [1, {"t": "Decimal"}, {"t": "Period"}]
    rows = pandoc_json.lift({"t": "OrderedList", "c": [numbered, [[item], [item]]]})
    lines = ["附件：1．名录", "2．责任书", "（此件公开发布）"]
    document = official(LINE, title="关于保护古树的通知")
    document = Document((*document.blocks, rows, *(Paragraph(Text(line)) for line in lines)), document.meta)
    assert styled(document)[2:] == [
        ("BodyText", "1.由所在单位养护；"), ("BodyText", "2.由所在单位养护；"),
        ("Annex", "附件：1．名录"), ("Annexed", "2．责任书"), ("BodyText", "（此件公开发布）"),
    ]  # fmt: skip


# ---- what a user may bring along


def test_one_fault_in_a_stylesheet_is_said_once(tmp_path: Path) -> None:
    css = tmp_path / "mine.css"
    css.write_text("h1 { colr: red; background: url(a.png) }\np { text-indent: 2em\nh2 { color: green }\n", "utf-8")
    found = [line.removeprefix(f"{css}:") for line in css_check.problems(css)]
    assert [line.partition(":")[0] for line in found] == ["1", "2"]
    assert "colr" in found[0]
    assert "this { has no }" in found[1]


def test_a_page_without_room_for_text_is_refused_before_any_work(tmp_path: Path) -> None:
    css = tmp_path / "mine.css"
    css.write_text("p { color: red }", "utf-8")
    css.with_name("mine.page.css").write_text("@page { size: 60mm 60mm; margin: 90mm }", "utf-8")
    with pytest.raises(UsageError, match="leaves no room for text"):
        check(Settings(style=str(css)))
    css.with_name("mine.page.css").unlink()
    check(Settings(style=str(css)))  # without rules for paper its pages are those of article


def test_an_image_with_too_many_pixels_for_a_cover_is_refused_for_that(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    image = tmp_path / "huge.png"
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    image.write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"0")) + chunk(b"IEND", b""))
    with pytest.raises(UsageError, match="pixels are too many"):
        check(Settings(cover=str(image)))


def test_a_face_that_a_style_asks_for_and_nobody_has_is_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    noto = frozenset({"Noto Serif CJK SC", "Noto Sans CJK SC"})
    style = resources.style("gongwen")
    for installed, missing in ((noto, ["仿宋", "楷体"]), (noto | {"FangSong"}, ["楷体"]), (noto | {"KaiTi"}, ["仿宋"])):
        monkeypatch.setattr(faces, "families", lambda installed=installed: installed)
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            missing_faces.tell(style, "zh-Hans")
        assert [re.search("asks for (.*?) \\(", str(one.message))[1] for one in told] == missing  # type: ignore[index]
        assert all("Noto Serif CJK SC stands for it" in str(one.message) for one in told)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        missing_faces.tell(resources.style("article"), "zh-Hans")
