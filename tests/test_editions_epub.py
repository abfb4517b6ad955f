"""What the finished EPUB says: its text, its pages, its navigation, its metadata."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from converter import pandoc, pandoc_json
from converter.document import Document, Foreign, Heading, Json, Meta, Paragraph, Role, Rule, Source, Text
from converter.editions.epub import ONE_PAGE, epub
from converter.editions.epub_css import flatten
from converter.pandoc_json import SLOT
from converter.settings import Settings

SETTINGS = Settings()
OPS = "{http://www.idpf.org/2007/ops}"
DC = "{http://purl.org/dc/elements/1.1/}"
X = "{http://www.w3.org/1999/xhtml}"


def parsed(data: str) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def png(width: int = 4, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def story(*blocks: Json, language: str = "zh-Hans", **meta: Text) -> Document:
    head = Meta(
        title=Text("河上的桥"),
        subtitle=Text("——一座石桥的三百年"),
        authors=(Text("陆明远"), Text("苏小棠")),
        date=Text("2020-03-05"),
        source=Text("乡土周报"),
        language=language,
    )
    return Document(blocks or BLOCKS, replace(head, **meta))


NOTE = Foreign({"t": "Note", "c": [{"t": "Para", "c": SLOT}]}, (Text("桥名见县志卷三。"),))
IMAGE = Foreign({"t": "Image", "c": [["", [], []], SLOT, ["bridge.png", ""]]}, (Text("石桥正面"),))
QUOTE = Foreign({"t": "BlockQuote", "c": [{"t": "Para", "c": SLOT}]}, (Text("桥成，行者便之。"),))
BLOCKS: tuple[Json, ...] = (
    Paragraph(Text("村口的石桥建于康熙年间\ufffc，至今仍在使用。", (), (NOTE,))),
    Heading(1, Text("修桥")),
    Paragraph(Text("每隔十年，村里就要修一次桥。")),
    Heading(2, Text("石料")),
    Paragraph(Text("石料来自后山。")),
    Paragraph(Text("青石作骨水作魂，"), Role.VERSE),
    QUOTE,
    Rule(),
    Heading(1, Text("过桥")),
    Paragraph(Text("过桥的人不多了。")),
)


def parts(document: Document, settings: Settings = SETTINGS) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(epub(document, settings))) as archive:
        return {n: archive.read(n).decode() for n in archive.namelist() if not n.endswith((".png", ".jpg"))}


def pages(found: dict[str, str]) -> dict[str, ElementTree.Element]:
    return {name: parsed(data) for name, data in found.items() if "/text/" in name}


def lines(page: ElementTree.Element) -> Iterator[str]:
    for element in page.find(f"{X}body").iter():  # type: ignore[union-attr]
        if element.tag.removeprefix(X) in ("p", "h1", "h2", "h3", "td", "th"):
            yield "".join(element.itertext())


@pytest.fixture(scope="module")
def book() -> dict[str, str]:
    return parts(story())


def test_the_title_block_stands_above_the_text_once_and_in_order(book: dict[str, str]) -> None:
    (page,) = pages(book).values()
    shown = list(lines(page))
    assert shown[:5] == ["乡土周报", "河上的桥", "——一座石桥的三百年", "陆明远\u3000苏小棠", "2020年3月5日"]
    assert shown.count("河上的桥") == 1
    assert [p.get("class") for p in page.iter() if p.get("class") in ("kicker", "title", "byline")] == [
        "kicker", "title", "byline",
    ]  # fmt: skip


def test_headings_begin_below_the_title(book: dict[str, str]) -> None:
    (page,) = pages(book).values()
    found = [(e.tag.removeprefix(X), "".join(e.itertext())) for e in page.iter() if re.fullmatch(rf"{X}h\d", e.tag)]
    assert found == [("h1", "河上的桥"), ("h2", "修桥"), ("h3", "石料"), ("h2", "过桥")]


def test_navigation_is_headed_in_chinese_and_holds_every_heading(book: dict[str, str]) -> None:
    nav = parsed(book["EPUB/nav.xhtml"])
    kinds = {n.get(f"{OPS}type"): n for n in nav.iter(f"{X}nav")}
    assert "".join(kinds["toc"].find(f"{X}h1").itertext()) == "目录"  # type: ignore[union-attr]
    assert ["".join(a.itertext()) for a in kinds["toc"].iter(f"{X}a")] == ["河上的桥", "修桥", "石料", "过桥"]
    landmarks = [(a.get(f"{OPS}type"), a.text) for a in kinds["landmarks"].iter(f"{X}a")]
    assert landmarks == [("cover", "封面"), ("bodymatter", "正文")]


def test_a_note_pops_up_and_leads_back(book: dict[str, str]) -> None:
    (page,) = pages(book).values()
    calls = [a for a in page.iter(f"{X}a") if a.get(f"{OPS}type") == "noteref"]
    notes = [a for a in page.iter(f"{X}aside") if a.get(f"{OPS}type") == "footnote"]
    assert [c.get("href") for c in calls] == [f"#{n.get('id')}" for n in notes] == ["#fn1"]
    back = notes[0].find(f".//{X}a")
    assert back is not None
    assert back.get("href") == f"#{calls[0].get('id')}"
    assert "".join(notes[0].itertext()).strip() == "1\u2002桥名见县志卷三。"


def test_metadata_says_who_when_and_in_which_language(book: dict[str, str]) -> None:
    package = parsed(book["EPUB/content.opf"])

    def said(name: str) -> list[str | None]:
        return [element.text for element in package.iter(DC + name)]

    assert said("title") == ["河上的桥"]
    assert said("creator") == ["陆明远", "苏小棠"]
    assert said("date") == ["2020-03-05"]
    assert said("language") == ["zh-Hans"]
    assert said("source") == ["乡土周报"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f-]+", said("identifier")[0] or "")
    claims = {m.get("property"): m.text for m in package.iter() if m.get("property")}
    assert claims["schema:accessibilityHazard"] == "none"
    assert "schema:accessibilitySummary" in claims
    assert "dcterms:conformsTo" not in claims  # nobody certified it


def test_a_book_without_a_date_is_not_from_1970() -> None:
    undated = replace(story(), meta=replace(story().meta, date=None))
    assert "<dc:date" not in parts(undated)["EPUB/content.opf"]


@pytest.mark.parametrize(("language", "contents"), [("zh-TW", "目錄"), ("zh-HK", "目錄"), ("zh-Hans", "目录")])
def test_every_page_is_in_the_readers_language(language: str, contents: str) -> None:
    found = parts(story(language=language))
    named = {n: d for n, d in found.items() if n.endswith(".xhtml")}
    assert all(f'xml:lang="{language}"' in data for data in named.values())
    assert f">{contents}<" in found["EPUB/nav.xhtml"]
    face = {"zh-TW": "CJK TC", "zh-HK": "CJK HK", "zh-Hans": "CJK SC"}[language]
    assert face in next(data for name, data in found.items() if name.endswith(".css"))


def test_the_same_text_gives_the_same_bytes_and_another_variant_another_identifier(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert epub(story(), Settings()) == epub(story(), Settings())
    uuids = {re.search(r"urn:uuid:[\w-]+", parts(story(language=tag))["EPUB/content.opf"])[0]  # type: ignore[index]
             for tag in ("zh-Hans", "zh-TW")}  # fmt: skip
    assert len(uuids) == 2


def test_source_date_epoch_dates_the_book(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    data = epub(story(), Settings())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "2023-11-14T22:13:20Z" in archive.read("EPUB/content.opf").decode()
        assert {info.date_time for info in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}


def test_a_long_text_has_a_file_for_each_chapter_a_short_one_has_one() -> None:
    chapter = [Paragraph(Text("河水向东流去，桥上的人看着它。" * 20))] * (ONE_PAGE // 600)
    found = pages(parts(story(Heading(1, Text("上游")), *chapter, Heading(1, Text("下游")), *chapter)))
    titles = [page.findtext(f"{X}head/{X}title") for page in found.values()]
    assert titles == ["河上的桥", "上游", "下游"]
    assert len(pages(parts(story()))) == 1


def test_markup_and_control_characters_in_a_title_stay_text() -> None:
    title = "<b>桥</b> & ]]> \x01\x1b[31m"
    found = parts(story(title=Text(title), source=Text("<i>报\x02")))
    for name, data in found.items():
        if name.endswith((".xhtml", ".opf", ".ncx")):
            parsed(data)  # well-formed
    package = parsed(found["EPUB/content.opf"])
    assert (package.findtext(f".//{DC}title") or "").startswith("<b>桥</b> & ]]>")


def test_text_that_imitates_our_own_markup_is_printed_as_it_stands() -> None:
    words = '<div class="title-block"><aside epub:type="footnote" id="fn1"><p><title>假</title>'
    (page,) = pages(parts(story(Paragraph(Text(words))))).values()
    assert words in list(lines(page))


def test_an_image_of_the_source_is_in_the_book_with_its_words() -> None:
    picture = Paragraph(Text("\ufffc", (), (IMAGE,)))
    document = story(picture)
    document = replace(document, source=Source(media=(("bridge.png", "image/png", png()),)))
    with zipfile.ZipFile(io.BytesIO(epub(document, Settings()))) as archive:
        assert [archive.read(n) for n in archive.namelist() if n.endswith(".png")] == [png()]
    (page,) = pages(parts(document)).values()
    assert [image.get("alt") for image in page.iter(f"{X}img")] == ["石桥正面"]
    assert "data:image" not in str(parts(document))


def test_a_text_without_a_title_gets_no_invented_words() -> None:
    document = Document((Paragraph(Text("只有一段，没有题目。")),), Meta(language="zh-Hans"))
    (page,) = pages(parts(document)).values()
    assert list(lines(page)) == ["只有一段，没有题目。"]


def test_an_address_may_break_anywhere_and_its_stops_are_not_in_it(book: dict[str, str]) -> None:
    text = "见https://example.org/a-b?c=1，又见 www.example.com。"
    (page,) = pages(parts(Document((Paragraph(Text(text)),), Meta(language="zh-Hans")))).values()
    assert [span.text for span in page.iter(f"{X}span")] == ["https://example.org/a-b?c=1", "www.example.com"]
    assert list(lines(page)) == [text]
    css = next(data for name, data in book.items() if name.endswith(".css"))
    assert "word-break: break-all" in css


def test_the_stylesheet_asks_no_reader_to_know_tokens(book: dict[str, str]) -> None:
    css = next(data for name, data in book.items() if name.endswith(".css"))
    assert "var(" not in css
    assert "--word" not in css
    assert re.search(r"\bp \{[^}]*text-indent: 2em", css)
    assert "@page" not in css


def test_tokens_follow_the_language_and_unknown_ones_stay() -> None:
    css = ":root { --c: red; } :root:lang(zh-Hant), :root:lang(zh-TW) { --c: blue; }\np { color: var(--c, green); }"
    assert flatten(css, "zh-Hans") == "p { color: red; }\n"
    assert flatten(css, "zh-Hant-HK") == flatten(css, "zh-TW") == "p { color: blue; }\n"
    assert flatten("p { color: var(--d); margin: var(--e, 1em) }", "zh-TW") == "p { color: var(--d); margin: 1em }\n"


def test_pandoc_gives_the_whole_text_back() -> None:
    tree = json.loads(pandoc.run(["-f", "epub", "-t", "json"], epub(story(), Settings())))
    words = "".join(text.chars for text in pandoc_json.read(tree).texts())
    for text in story().texts():
        assert all(piece in words for piece in text.chars.split("\ufffc") if text.chars != "2020-03-05")


def read(markdown: str) -> Document:
    """A whole document, as its file was read; titles and chapters as in a book."""
    from converter import readers

    return readers.read(markdown.encode(), Settings(script="keep"), name="书.md")


LONG = "河水向东流去，桥上的人看着它。" * (ONE_PAGE // 10)
CHAPTERS = f"""---
title: 渡口
lang: zh-Hans
---

# 上游[^a] {{#up}}

{LONG}

又见[下游](#down)与[支流](#side)，[本章](#up)略。[^b]

## 支流 {{#side}}

## [石]{{#stone}}桥*与*[舟]{{lang=ja}}

# 下游 {{#down}}

水浅[^c]，见[上游的石](#stone)。

[^a]: 题上的注。
[^b]: 甲。

    乙。
[^c]: 丙。
"""


def test_links_lead_across_files_and_notes_are_counted_in_each() -> None:
    first, up, down = pages(parts(read(CHAPTERS))).values()
    names = [n.get("id") for page in (first, up, down) for n in page.iter() if n.get("id")]
    links = {"".join(a.itertext()): a.get("href") for page in (up, down) for a in page.iter(f"{X}a")}
    assert links["支流"] == links["本章"].replace("s1", "s1-1") == "#s1-1"  # type: ignore[union-attr]
    assert links["下游"] == "ch003.xhtml#s2"
    assert (links["上游的石"] or "").partition("#")[0] == "ch002.xhtml"
    assert {link.partition("#")[2] for link in links.values() if link} <= {*names}
    told = [
        ["".join(p.itertext()) for p in aside.iter(f"{X}p")] for page in (up, down) for aside in page.iter(f"{X}aside")
    ]
    assert told == [["1\u2002题上的注。"], ["2\u2002甲。", "乙。"], ["1\u2002丙。"]]


def test_the_contents_say_a_headings_words_alone() -> None:
    contents = next(parsed(parts(read(CHAPTERS))["EPUB/nav.xhtml"]).iter(f"{X}nav"))
    lines = {"".join(a.itertext()): a for a in contents.iter(f"{X}a")}
    assert list(lines) == ["渡口", "上游", "支流", "石桥与舟", "下游"]
    assert [(e.tag.removeprefix(X), e.attrib) for e in lines["石桥与舟"]] == [("em", {}), ("span", {"lang": "ja"})]
    assert sum(1 for _ in lines["上游"].iter()) == 1


def test_a_formula_is_mathml_and_its_page_says_so() -> None:
    found = parts(read("---\ntitle: 算式\n---\n\n设 $x^2$，则 $$\\frac{1}{2}$$ 又 $\\unknown{$。\n"))
    (page,) = pages(found).values()
    formulas = [element for element in page.iter() if element.tag.endswith("}math")]
    assert [formula.get("alttext") for formula in formulas] == ["x^2", "\\frac{1}{2}"]
    assert ["".join(formula.itertext()) for formula in formulas] == ["x2", "12"]
    assert "\\unknown{" in "".join(page.itertext())
    items = parsed(found["EPUB/content.opf"]).iter("{http://www.idpf.org/2007/opf}item")
    assert [item.get("href") for item in items if "mathml" in (item.get("properties") or "")] == ["text/ch001.xhtml"]


TABLE = """<html lang="zh-Hans"><head><title>水质</title></head><body><p>见表。</p><table><caption>年均</caption>
<thead><tr><th rowspan="2">断面</th><th colspan="2">溶解氧</th></tr><tr><th>上年</th><th>本年</th></tr></thead>
<tbody><tr><th rowspan="2">上村桥</th><td>8.1</td><td>8.3</td></tr><tr><td>7.9</td><td>8.0</td></tr></tbody>
<tfoot><tr><td>均值</td><td>8.0</td><td>8.2</td></tr></tfoot></table></body></html>"""


def test_the_cells_of_a_table_keep_their_place() -> None:
    from converter import readers

    document = readers.read(TABLE.encode(), Settings(script="keep"), name="表.html")
    (page,) = pages(parts(document)).values()
    rows = [
        [(c.tag.removeprefix(X), "".join(c.itertext()), c.get("rowspan"), c.get("colspan")) for c in row]
        for row in page.iter(f"{X}tr")
    ]
    assert rows == [
        [("th", "断面", "2", None), ("th", "溶解氧", None, "2")],
        [("th", "上年", None, None), ("th", "本年", None, None)],
        [("th", "上村桥", "2", None), ("td", "8.1", None, None), ("td", "8.3", None, None)],
        [("td", "7.9", None, None), ("td", "8.0", None, None)],
        [("td", "均值", None, None), ("td", "8.0", None, None), ("td", "8.2", None, None)],
    ]
    assert ["".join(c.itertext()) for c in page.iter(f"{X}caption")] == ["年均"]


def test_lists_keep_their_numbers_and_boxes_to_tick_are_characters() -> None:
    text = "---\ntitle: 清单\n---\n\n3. 丙\n4. 丁\n\n- [ ] 未办\n- [x] 已办\n\n术语\n:   释义\n"
    (page,) = pages(parts(read(text))).values()
    (ordered,) = page.iter(f"{X}ol")
    assert (ordered.get("start"), ordered.get("type")) == ("3", "1")
    assert ["".join(item.itertext()).strip() for item in page.iter(f"{X}li")] == ["丙", "丁", "☐ 未办", "☒ 已办"]
    assert [element.tag.removeprefix(X) for element in next(page.iter(f"{X}dl"))] == ["dt", "dd"]


def test_attributes_of_a_source_never_make_a_page_invalid() -> None:
    (page,) = pages(parts(read("---\ntitle: 桥\n---\n\n[宽]{width=3 onclick=x lang=ja}字。\n"))).values()
    assert [span.attrib for span in page.iter(f"{X}span")] == [{"lang": "ja"}]


def test_an_image_shown_twice_is_one_file_in_its_size() -> None:
    def shown(**size: str) -> Paragraph:
        attr = ["", [], [list(pair) for pair in size.items()]]
        image = Foreign({"t": "Image", "c": [attr, SLOT, ["bridge.png", ""]]}, (Text("石桥"),))
        return Paragraph(Text("桥\ufffc", (), (image,)))

    document = story(shown(width="50%"), shown(width="300px", height="9px;x"))
    document = replace(document, source=Source(media=(("bridge.png", "image/png", png()),)))
    (page,) = pages(parts(document)).values()
    images = [{name: image.get(name) for name in ("src", "width", "height", "style")} for image in page.iter(f"{X}img")]
    place = "../media/file0.png"
    assert images == [
        {"src": place, "width": None, "height": None, "style": "width:50%"},
        {"src": place, "width": "300", "height": None, "style": None},
    ]
