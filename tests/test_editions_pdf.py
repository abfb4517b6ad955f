"""The PDF as it comes out: its text, its lines, its tags; and the publication tree that every edition shares."""

import json
import re
import shutil
import subprocess
import sys
import warnings
import zlib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import page
import pytest

import converter
from converter import editions, pandoc_json
from converter.document import Document, Foreign, Heading, Mark, Meta, Paragraph, Role, Source, Text
from converter.editions import dates, html, tree
from converter.errors import UnwritableError, UsageError
from converter.settings import Limits, Settings

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")

DEFAULTS = Settings()
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SENTENCE = "清晨六点，渡口已经排起了长队，挑着菜担的老人、背着书包的孩子都在等第一班船过江。"
PARAGRAPHS = (
    f"{SENTENCE}船工老周说，他在这里摆渡38年，每天往返20多趟，从没有误过一班；{SENTENCE}",
    "“桥修好以后，这条船怎么办？”有人问。他笑了笑，没有回答……只把缆绳又紧了一圈——风要来了。",
    f"据县交通局统计，2023年全县有渡口14处、渡船31艘，年客运量达12.6万人次（不含节假日加班）。{SENTENCE}",
)


def story(language: str = "zh-Hans", *more: object) -> Document:
    meta = Meta(
        title=Text("江边最后的摆渡人"),
        subtitle=Text("——一条渡船与一座小城的三十八年"),
        authors=(Text("周文"), Text("李江")),
        date=Text("2023-05-06 08:30"),
        source=Text("地方纪事"),
        language=language,
    )
    body = tuple(Paragraph(Text(text)) for text in PARAGRAPHS * 4)
    return Document((*body[:5], Heading(1, Text("桥与船")), *body[5:], *more), meta)  # type: ignore[arg-type]


def tool(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def printed(document: Document, folder: Path, settings: Settings = DEFAULTS) -> Path:
    target = folder / "edition.pdf"
    editions.write(document, target, settings)
    return target


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed(story(), tmp_path_factory.mktemp("news"))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def words(path: Path) -> list[tuple[float, float, float, str]]:
    """Every word of the first page: left, right, bottom in pt, text."""
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>',
        tool("pdftotext", "-bbox", "-l", "1", str(path), "-"),
    )
    return [(float(left), float(right), float(bottom), text) for left, right, bottom, text in found]


def lines(found: list[tuple[float, float, float, str]]) -> list[list[tuple[float, float, float, str]]]:
    """Words by line, from the top; words of one line differ by less than a third of the line's height."""
    rows: list[list[tuple[float, float, float, str]]] = []
    for word in sorted(found, key=lambda word: word[2]):
        if rows and word[2] - rows[-1][-1][2] < 6:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def unpacked(path: Path) -> bytes:
    """The objects of a PDF, its streams inflated."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.DOTALL)
    return b"\n".join(zlib.decompressobj().decompress(part) for part in parts if part[:1] == b"x")


def failures(path: Path) -> list[object]:
    return list(page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1).failures)


# ---- what is printed


def test_every_line_of_the_text_is_printed_once_and_in_order(news: Path) -> None:
    text = bare(tool("pdftotext", "-nopgbrk", str(news), "-"))
    head = "地方纪事江边最后的摆渡人——一条渡船与一座小城的三十八年周文李江2023年5月6日08:30"
    assert text.startswith(head)
    body = text.removeprefix(head)
    assert body.count("桥与船") == 1
    furniture = body.count("江边最后的摆渡人")
    pages = int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", str(news)))[1])  # type: ignore[index]
    assert furniture == pages - 1, "the running head is on every page but the first"
    for paragraph in PARAGRAPHS:
        assert body.replace("江边最后的摆渡人", "").count(bare(paragraph)) >= 3


def test_a_line_of_the_title_ends_where_a_clause_ends_and_no_name_is_cut(tmp_path: Path) -> None:
    names = "、".join(("王大明", "欧阳小红", "赵志强") * 5)
    meta = Meta(title=Text("《红楼梦》版本源流考——从脂砚斋抄本到程高刻本"), authors=(Text(names),), language="zh-Hans")
    found = lines(words(printed(Document((Paragraph(Text(SENTENCE)),), meta), tmp_path)))
    shown = [bare("".join(word[3] for word in sorted(line))) for line in found]
    assert shown[:2] == ["《红楼梦》版本源流考", "——从脂砚斋抄本到程高刻本"]
    assert shown[2].endswith("、")
    assert "".join(shown[2:4]) == names


def test_a_text_without_a_title_has_no_running_head_and_no_line_for_it(news: Path, tmp_path: Path) -> None:
    document = Document(tuple(Paragraph(Text(text)) for text in PARAGRAPHS * 8), Meta(language="zh-Hans"))
    path = printed(document, tmp_path)
    line = b"0.54902 0.54902 0.54902"  # its colour, #8c8c8c
    assert line in unpacked(news)
    assert line not in unpacked(path)
    text = re.sub(r"\n\s*\d\s*\n\f?", "", tool("pdftotext", str(path), "-"))  # without the folios
    assert bare(text).startswith(bare("".join(PARAGRAPHS * 8))[:-20])
    assert "清晨六点，渡口已经排起了长队" in tool("pdfinfo", str(path))


def test_a_picture_without_words_is_a_figure_within_the_measure() -> None:
    image = {"t": "Image", "c": [["", [], []], [], ["data:image/png;base64,", ""]]}
    alone, beside = {"t": "Para", "c": [image]}, {"t": "Para", "c": [image, {"t": "Str", "c": "图"}]}
    assert [block["t"] for block in html.breaking({"blocks": [alone, beside]})["blocks"]] == ["Figure", "Para"]


def test_a_linked_address_and_emphasis_in_it_stay_in_the_links_tag(tmp_path: Path) -> None:
    address = "https://example.org/a/long/address/of/a/page"
    marks = (Mark(1, 1 + len(address), "Link", (["", [], []],), ([address, ""],)), Mark(9, 20, "Strong"))
    link = Text(f"见{address}。", marks)
    assert failures(printed(story("zh-Hans", Paragraph(link)), tmp_path)) == []


@pytest.mark.parametrize(
    ("line", "called"),
    [
        ("窗外下着小雨", "窗外下着小雨"),
        ("窗外下着小雨。我泡了一壶茶。", "窗外下着小雨"),
        ("雨停了吗？没有。", "雨停了吗？"),
        ("长" * 20 + "，" + "话" * 30 + "。", "长" * 20 + "…"),
        ("字" * 60, "字" * 39 + "…"),
    ],
)
def test_a_text_without_a_title_is_called_by_its_first_words(line: str, called: str) -> None:
    blocks = (Paragraph(Text(line)), Heading(1, Text("后文")))
    assert tree.title_of(Document(blocks, Meta(source=Text("周刊")))) == called


def test_the_metadata_say_language_title_and_author(news: Path) -> None:
    info = tool("pdfinfo", str(news))
    assert "江边最后的摆渡人" in info
    assert "周文" in info
    assert "A4" in info
    assert re.search(r"Tagged:\s+yes", info)
    assert b"/Lang (zh-Hans)" in unpacked(news)


@pytest.mark.parametrize(
    ("language", "region"), [("zh-Hans", "SC"), ("zh-TW", "TC"), ("zh-HK", "HK"), ("zh-Hant", "TC")]
)
def test_the_faces_are_those_of_the_region(language: str, region: str, tmp_path: Path) -> None:
    short = replace(story(language), blocks=story().blocks[:1])
    fonts = tool("pdffonts", str(printed(short, tmp_path)))
    assert f"Noto-Serif-CJK-{region}" in fonts
    assert f"Noto-Sans-CJK-{region}" in fonts
    assert not re.search(rf"CJK-(?!{region})", fonts)


def test_lines_are_flush_on_both_sides_and_forty_characters_wide(news: Path) -> None:
    edges = [(min(left for left, *_ in line), max(right for _, right, *_ in line)) for line in lines(words(news))]
    left, right = min(edge for edge, _ in edges), max(edge for _, edge in edges)
    assert right - left == pytest.approx(420, abs=0.1), "forty characters of 10.5 pt"
    assert sum(edge > right - 0.1 for _, edge in edges) >= 12
    assert not [edge for _, edge in edges if right - 30 < edge < right - 0.1], "no line that is nearly full"


def test_chinese_is_not_torn_apart_where_a_space_stands(tmp_path: Path) -> None:
    text = "这一行里只有一个空格 它后面是一个很长的英文单词Internationalization接着又是很多很多的汉字一直写到这里为止。"
    path = printed(Document((Paragraph(Text(text)),), Meta(title=Text("空格"))), tmp_path)
    row = next(row for row in lines(words(path)) if any("这一行" in word for *_, word in row))
    row.sort()
    assert row[-1][1] - row[0][0] > 380, "the line is full"
    assert max(after[0] - before[1] for before, after in pairwise(row)) < 10.5, "no gap wider than a character"


def test_no_paragraph_ends_with_a_single_character_on_its_line(tmp_path: Path) -> None:
    # 38 characters fill the first line, 40 the second: the last one of 79 would stand alone.
    text = ("春江花月夜景色" * 12)[:78] + "人。"
    path = printed(Document((Paragraph(Text(text)),), Meta(title=Text("孤字"))), tmp_path)
    last = tool("pdftotext", "-nopgbrk", str(path), "-").split()[-2]
    assert last.endswith("人。")
    assert len(last) >= 3


def test_a_character_that_no_face_has_is_named(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="no installed face has \U00013000 \\(圣书体\U00013000\\) \\(U\\+13000\\)"):
        printed(Document((Paragraph(Text("圣书体\U00013000")),), Meta(title=Text("字"))), tmp_path)


# ---- PDF/UA, bookmarks, bytes


def rich(language: str = "zh-Hans") -> Document:
    def para(text: str, *marks: Mark, note: str = "") -> dict[str, object]:
        note_node = {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": note}]}] * 2}
        inlines = pandoc_json.inlines_of(Text(text, marks))
        return {"t": "Para", "c": [*inlines, note_node] if note else inlines}

    link = Mark(2, 6, "Link", (["", [], []],), (["https://example.org/", ""],))
    items = [[para("甲项"), {"t": "BulletList", "c": [[para("子项")]]}], [para("乙项")]]
    cell = lambda text: [["", [], []], {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": [{"t": "Str", "c": text}]}]]  # noqa: E731
    row = lambda *texts: [["", [], []], [cell(text) for text in texts]]  # noqa: E731
    table = {
        "t": "Table",
        "c": [
            ["", [], []],
            [None, [{"t": "Plain", "c": [{"t": "Str", "c": "表一"}]}]],
            [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * 2,
            [["", [], []], [row("年份", "船数")]],
            [[["", [], []], 0, [], [row("2022", "33"), row("2023", "31")]]],
            [["", [], []], []],
        ],
    }
    image = {"t": "Image", "c": [["", [], []], [], ["dot.png", ""]]}
    shapes = (
        para("参见渡口名录一文", link, note="名录由县交通局编。"),
        {"t": "BulletList", "c": items},
        {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], items]},
        table,
        {"t": "BlockQuote", "c": [para("江流天地外，山色有无中。")]},
        {"t": "CodeBlock", "c": [["", [], []], "print('渡船')"]},
        {"t": "Para", "c": [image]},
    )
    lifted = tuple(pandoc_json.lift(shape) for shape in shapes[1:])
    first = Paragraph(pandoc_json.text_of(shapes[0]["c"]))  # type: ignore[arg-type]
    base = story(language)
    blocks = (Heading(2, Text("从二级开始")), first, *lifted, Heading(5, Text("跳过几级")), *base.blocks[:1])
    return replace(base, blocks=blocks, source=Source(media=(("dot.png", "image/png", DOT),)))


def test_pdf_ua_has_no_failure_even_with_notes_links_tables_lists_and_images(news: Path, tmp_path: Path) -> None:
    assert not failures(news)
    assert not failures(printed(rich("zh-TW"), tmp_path))


def test_notes_stand_at_the_foot_of_the_page(tmp_path: Path) -> None:
    lines = tool("pdftotext", "-layout", "-nopgbrk", str(printed(rich(), tmp_path)), "-").splitlines()
    note = next(i for i, line in enumerate(lines) if "名录由县交通局编。" in line)
    code = next(i for i, line in enumerate(lines) if "print(" in line)
    assert note > code
    assert "名录由县交通局编。" in lines[note + 1], "no empty line between a note's paragraphs"


def test_two_runs_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_editions_pdf import rich; from converter import editions\n"
        "sys.stdout.buffer.write(editions.make(rich(), 'pdf'))"
    )
    other = subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).parent)], capture_output=True, check=True, cwd=tmp_path
    ).stdout
    mine = editions.make(rich(), "pdf")
    assert mine == other
    assert b"D:20231114221320" in mine or "Nov 14" in _created(mine, tmp_path)


def test_a_time_that_no_calendar_has_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 20)
    assert editions.make(rich(), "pdf").startswith(b"%PDF")


def _created(data: bytes, folder: Path) -> str:
    (folder / "x.pdf").write_bytes(data)
    return tool("pdfinfo", str(folder / "x.pdf"))


# ---- limits and strangers


def test_a_paragraph_of_a_hundred_thousand_characters_is_cut_where_it_does_not_show() -> None:
    text = "".join(chr(0x4E00 + i % 5000) for i in range(100_000))
    tree_ = html.for_paper({"blocks": [{"t": "Para", "c": [{"t": "Str", "c": text}]}]})
    parts = [node["c"][1][0]["c"] if node["t"] == "Span" else node["c"] for node in tree_["blocks"][0]["c"]]
    assert "".join(parts) == text
    assert max(map(len, parts)) <= html.LONGEST


def test_layout_ends_when_its_time_is_up(tmp_path: Path) -> None:
    book = replace(story(), blocks=story().blocks * 200)
    with pytest.raises(UnwritableError, match="longer than"):
        printed(book, tmp_path, Settings(limits=Limits(layout_seconds=0.5)))
    assert not list(tmp_path.iterdir())


def test_nesting_without_end_is_refused_with_a_reason() -> None:
    shape: object = {"t": "Para", "c": [{"t": "Str", "c": "深"}]}
    for _ in range(400):
        shape = {"t": "BlockQuote", "c": [shape]}
    with pytest.raises(UnwritableError, match="nested too deeply"):
        editions.make(Document((Foreign(shape),)), "pdf")


def test_nothing_outside_the_document_gets_into_a_pdf(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("密件")
    target = {"t": "Image", "c": [["", [], []], [{"t": "Str", "c": "一张图"}], [secret.as_uri(), ""]]}
    link = Mark(0, 2, "Link", (["", [], []],), ([secret.as_uri(), ""],))
    css = tmp_path / "mine.css"
    css.write_text(f"p {{ background: url({secret.as_uri()}) }} @import url({secret.as_uri()});")
    blocks = (Paragraph(Text("链接在此", (link,))), pandoc_json.lift({"t": "Para", "c": [target]}))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = printed(Document(blocks, Meta(title=Text("取物"))), tmp_path, Settings(style=str(css)))
    assert b"secret" not in path.read_bytes()
    assert "一张图" in tool("pdftotext", str(path), "-")
    assert "链接在此" in tool("pdftotext", str(path), "-")


def test_an_own_stylesheet_is_added_to_article(tmp_path: Path) -> None:
    (tmp_path / "mine.css").write_text("p { text-indent: 0 }", encoding="utf-8")
    (tmp_path / "mine.page.css").write_text("@page { size: A5 }", encoding="utf-8")
    info = tool("pdfinfo", str(printed(story(), tmp_path, Settings(style=str(tmp_path / "mine.css")))))
    assert re.search(r"Page size:\s+419\.5\d* x 595", info)


def test_an_unknown_style_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError, match="article"):
        editions.make(story(), "pdf", Settings(style="wedding"))


# ---- the publication tree


def test_the_title_block_is_in_print_order_and_the_byline_is_the_sources_own() -> None:
    byline = Paragraph(Text("本报记者　周文　通讯员　李江"), Role.BYLINE)
    document = replace(story(), blocks=(byline, *story().blocks))
    lines = tree.title_block(document)
    assert [role for role, _ in lines] == ["source", "title", "subtitle", "byline", "date"]
    assert lines[3][1] == byline.text
    assert byline not in tree.body(document)
    assert tree.title_block(story())[3][1].chars == "周文\u3000李江"


def test_headings_skip_no_level_below_the_title_and_have_plain_names() -> None:
    blocks = [Heading(level, Text("节")) for level in (2, 5, 5, 2, 1)]
    published = tree.published(Document(tuple(blocks), Meta(title=Text("题"))), below_title=True)
    assert [(b["c"][0], b["c"][1][0]) for b in published["blocks"]] == [
        (2, "s1"), (3, "s1-1"), (3, "s1-2"), (2, "s2"), (2, "s3"),
    ]  # fmt: skip
    without = tree.published(Document(tuple(blocks)), below_title=True)
    assert without["blocks"][0]["c"][0] == 1


def test_links_follow_a_renamed_heading_and_unknown_schemes_leave_their_text() -> None:
    def link(target: str) -> Paragraph:
        return Paragraph(Text("去看", (Mark(0, 2, "Link", (["", [], []],), ([target, ""],)),)))

    targets = (
        "#第一节",
        "#%E7%AC%AC%E4%B8%80%E8%8A%82",
        "#nowhere",
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "file:///etc",
    )
    heading = Heading(1, Text("第一节"), ("第一节", (), ()))
    published = tree.published(Document((heading, *map(link, targets), link("https://例子.cn/a?b=1"))))
    found = re.findall(r'"(#[^"]*|https[^"]*|[Jj]\w+:[^"]*|file[^"]*)"', json.dumps(published, ensure_ascii=False))
    assert found == ["#s1", "#s1", "https://例子.cn/a?b=1"]
    assert json.dumps(published, ensure_ascii=False).count("去看") == 7


def test_raw_html_and_foreign_attributes_are_dropped_and_warned_of() -> None:
    raw = pandoc_json.lift({"t": "RawBlock", "c": ["html", "<script>alert(1)</script>"]})
    div = pandoc_json.lift(
        {
            "t": "Div",
            "c": [["", ["x"], [["onclick", "evil()"], ["lang", "en"]]], [{"t": "Para", "c": [{"t": "Str", "c": "a"}]}]],
        }
    )
    with pytest.warns(UserWarning, match="raw html"):
        published = json.dumps(tree.published(Document((raw, div))))
    assert "script" not in published
    assert "onclick" not in published
    assert '["lang", "en"]' in published


@pytest.mark.parametrize(
    ("written", "read", "iso"),
    [
        ("2019-12-22 16:25", "2019年12月22日 16:25", "2019-12-22"),
        ("2024-06-18 07:42:15", "2024年6月18日 07:42", "2024-06-18"),
        ("2018-11-02T08:30:00Z", "2018年11月2日", "2018-11-02"),
        ("2018-11-02T08:30:00.250+08:00", "2018年11月2日", "2018-11-02"),
        ("2020/1/5", "2020年1月5日", "2020-01-05"),
        ("2021.11", "2021年11月", "2021-11"),
        ("2019年3月8日", "2019年3月8日", "2019-03-08"),
        ("二〇二一年十月三十一日", "二〇二一年十月三十一日", "2021-10-31"),
        ("民國一百零八年五月廿三日", "民國一百零八年五月廿三日", "2019-05-23"),
        ("2019-13-40", "2019-13-40", ""),
        ("2021-02-30", "2021-02-30", ""),
        ("己亥年冬", "己亥年冬", ""),
        ("1998", "1998", "1998"),
    ],
)
def test_dates_as_readers_write_them_and_as_metadata_wants_them(written: str, read: str, iso: str) -> None:
    assert dates.chinese(written) == read
    assert dates.iso(written) == iso


@pytest.mark.parametrize("letter", [">", "a", "["])
def test_a_word_of_thousands_of_letters_stays_on_the_page(tmp_path: Path, letter: str) -> None:
    converter.convert(f"{letter * 4000}文\n".encode(), tmp_path / "a.pdf")
    done = subprocess.run(["/usr/bin/pdftotext", "-raw", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True)
    assert done.stdout.decode().count(letter) == 4000
