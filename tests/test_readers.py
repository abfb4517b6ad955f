"""Reading: what comes out of a file, and that the ledger gives the source back."""

from __future__ import annotations

import base64
import io
import os
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from converter import ledger, pandoc, readers
from converter.document import Document, Foreign, Heading, Paragraph
from converter.errors import ConverterError, UnreadableError
from converter.settings import Limits, Settings

SEED = Path(__file__).parent.parent / "seeds" / "000_f8d11c881a77f0d7.txt"


def lines(document: Document) -> list[str]:
    return [block.text.chars for block in document.blocks if isinstance(block, Paragraph | Heading)]


def rules(document: Document) -> list[str]:
    return [change.rule for change in document.changes[0].changes]


def assert_balanced(document: Document) -> None:
    assert [entry.stage for entry in document.changes] == ["reading"]
    assert ledger.apply(document.changes[0].changes, document.source.text) == ledger.flat(document)
    assert ledger.restore(document) == document.source.text


# ---- plain text


def test_the_seed_is_one_paragraph_a_line_with_its_line_number() -> None:
    document = readers.read(SEED)
    source = SEED.read_text(encoding="utf-8").splitlines()
    assert lines(document) == [line for line in source if line.strip()]
    for block in document.blocks:
        assert isinstance(block, Paragraph)
        assert block.origin
        assert source[block.origin.first_line - 1] == block.text.chars
    assert document.source.text == SEED.read_bytes().decode()
    assert_balanced(document)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\n\n \u3000\n"])
def test_every_kind_of_line_end_ends_a_line(end: str) -> None:
    document = readers.read(f"春水{end}　　秋山 {end}".encode(), name="a.txt")
    assert lines(document) == ["春水", "　　秋山 "]
    assert set(rules(document)) == {"reading.line-end"}
    assert_balanced(document)


def test_blank_lines_count_in_line_numbers() -> None:
    document = readers.read("\r\n\r\n一\r\n \r\n\r\n二\n三".encode(), name="a.txt")
    origins = [block.origin.first_line for block in document.blocks if isinstance(block, Paragraph) and block.origin]
    assert origins == [3, 6, 7]


@pytest.mark.parametrize(
    ("found", "cleaned", "rule"),
    [
        ("山\0\x01水", "山水", "reading.control"),
        ("\x1b[31m红\x1b[0m字", "红字", "reading.control"),
        ("山\u200b水\u00ad", "山水", "reading.zero-width"),
        ("山\u202e水\u2069", "山水", "reading.bidi"),
        ("\ufeff山水", "山水", "reading.bom"),
        ("山\ufffe\U0001ffff水", "山水", "reading.noncharacter"),
        ("山\ufffc水", "山水", "reading.object"),
        ("山水" + "\u0301" * 50, "山水" + "\u0301" * 8, "reading.marks"),
    ],
)
def test_what_no_edition_can_hold_is_taken_out_and_recorded(found: str, cleaned: str, rule: str) -> None:
    document = readers.read(found.encode(), name="a.txt")
    assert lines(document) == [cleaned]
    assert set(rules(document)) == {rule}
    assert_balanced(document)


@pytest.mark.parametrize(
    "text",
    [
        "𠮷野家 葛\U000e0100城",
        "👨\u200d👩\u200d👧和☎\ufe0f",
        "cafe\u0301",
        "می\u200cخواهم",
        "hy\u00adphen",
        "🏴\U000e0067\U000e007f",
    ],
)
def test_invisible_characters_that_are_part_of_the_writing_stay(text: str) -> None:
    document = readers.read(text.encode(), name="a.txt")
    assert lines(document) == [text]
    assert not rules(document)


def test_private_use_and_lost_characters_stay_and_a_person_is_asked() -> None:
    document = readers.read("山\ue000水\ufffd".encode(), name="a.txt")
    assert lines(document) == ["山\ue000水\ufffd"]
    assert [(c.rule, c.before == c.after, c.sure) for c in document.changes[0].changes] == [
        ("reading.private", True, False),
        ("reading.replacement", True, False),
    ]


def test_a_bad_byte_is_named_with_its_offset() -> None:
    document = readers.read("竹外桃花三两枝，".encode() + b"\xff" + "春江水暖鸭先知。".encode(), name="a.txt")
    (change,) = document.changes[0].changes
    assert (change.rule, change.before, change.after, change.sure) == ("reading.undecodable", "\ufffd", "\ufffd", False)
    assert "offset 24" in change.why


def test_lines_in_two_encodings_are_repaired_and_a_person_is_asked() -> None:
    data = "雨打梨花深闭门，忘了青春。\n\n".encode() + "赏心乐事共谁论，花下销魂。\n".encode("gbk")
    document = readers.read(data, name="a.txt")
    assert lines(document) == ["雨打梨花深闭门，忘了青春。", "赏心乐事共谁论，花下销魂。"]
    assert not document.source.sure
    assert "reading.encoding" in rules(document)
    assert_balanced(document)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "![](/etc/hostname)", "---\ntitle: 假\n---", "# 一", "{{7*7}}"]
)
def test_markup_in_a_plain_text_stays_text(text: str) -> None:
    document = readers.read(text.encode(), name="a.txt")
    assert lines(document) == text.split("\n")


@given(
    st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
)
def test_the_ledger_gives_any_text_back(text: str, name: str) -> None:
    try:
        document = readers.read(text.encode(name), Settings(encoding=name), name="a.txt")
    except UnreadableError:
        return
    assert document.source.text == text
    assert_balanced(document)


ODD = st.sampled_from("甲乙，“ \t\u3000\n\r\x85\x0c\0\x1b[m\u200b\ufeff\u202e\ufffd\ufffc\ue000\u0301\u2029a")


@trials(deadline=None)
@given(st.text(ODD, max_size=60))
def test_the_ledger_gives_odd_texts_back_and_no_line_is_blank(text: str) -> None:
    try:
        document = readers.read(("字" + text).encode(), Settings(encoding="utf-8"), name="a.txt")
    except UnreadableError:
        return
    assert document.source.text == "字" + text
    assert all(line.strip() for line in lines(document))
    assert_balanced(document)


def test_a_long_novel_takes_no_longer_than_its_length() -> None:
    def seconds(count: int) -> float:
        data = ("\u200b他推开门，看见\u200b满院子的月光。\r\n" * count).encode()
        start = time.process_time()
        readers.read(data, name="a.txt")
        return time.process_time() - start

    seconds(1000)
    assert seconds(20_000) < 10 * max(seconds(5_000), 0.05)


# ---- what is refused


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "nothing to publish"),
        (b"\xef\xbb\xbf", "nothing to publish"),
        ("\n \u3000\n\t\u200b\n".encode(), "nothing to publish"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "looks like a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "old Office file"),
        (b"PK\x03\x04garbage", "damaged"),
        (bytes(range(256)) * 40, "not text"),
        (b"x" * 2001, "limit"),
    ],
)
def test_what_cannot_be_published_is_refused_by_name(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as caught:
        readers.read(data, Settings(limits=Limits(source_bytes=20_000 if says != "limit" else 2000)), name="稿\n.txt")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("稿\\n.txt: ")


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path, says in ((tmp_path, "folder"), (tmp_path / "pipe.txt", "pipe"), (tmp_path / "none.txt", "No such file")):
        with pytest.raises(UnreadableError, match=says):
            readers.read(path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a terabyte of nothing, which takes no room
    with pytest.raises(UnreadableError, match="split it into parts"):
        readers.read(path)


def test_a_docx_that_is_none_is_refused() -> None:
    with pytest.raises(UnreadableError, match="is no DOCX"):
        readers.read("其实是文本".encode(), name="a.docx")


# ---- markup and containers


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


DOT = b"".join((
    b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
    chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")), chunk(b"IEND", b""),
))  # fmt: skip
MANUSCRIPT = f"""---
title: 听雨记
author: [沈砚, 陆舟]
lang: zh-CN
---

# 序

檐下听*雨*，见[旧志](https://example.org/)。^[《旧志》卷三。]

![雨图](data:image/png;base64,{base64.b64encode(DOT).decode()})

| 年 | 雨 |
|---|---|
| 丁丑 | 大 |
"""


def made(kind: str) -> bytes:
    return pandoc.run(["-f", "markdown", "-t", kind, "-s", "-o", "-"], MANUSCRIPT.encode())


@pytest.mark.parametrize("kind", ["docx", "odt", "epub", "html", "markdown"])
def test_structure_and_pictures_survive(kind: str) -> None:
    document = readers.read(made(kind), name="" if kind != "markdown" else "a.md")
    every = [text.chars for text in document.texts()]
    assert document.source.kind == kind
    assert any("檐下听雨，见旧志。" in text for text in every)
    assert "《旧志》卷三。" in [text.strip() for text in every]
    assert {"年", "丁丑", "大"} <= set(every)
    assert any(isinstance(block, Heading) and block.text.chars.endswith("序") for block in document.blocks)
    body = next(block for block in document.blocks if isinstance(block, Paragraph) and "檐下" in block.text.chars)
    assert {mark.kind for mark in body.text.marks} == {"Emph", "Link"}
    ((name, media_type, data),) = document.source.media
    assert (media_type, data) == ("image/png", DOT)
    assert f"'{name}'" in repr(document.blocks)
    assert_balanced(document)


@pytest.mark.parametrize("kind", ["docx", "epub", "html", "markdown"])
def test_metadata_comes_in_its_plain_shape(kind: str) -> None:
    meta = readers.read(made(kind), name="" if kind != "markdown" else "a.md").meta
    assert meta.title
    assert meta.title.chars == "听雨记"
    assert {author.chars for author in meta.authors} == {"沈砚", "陆舟"}
    assert meta.language == ("" if kind == "docx" else "zh-CN")


def test_nothing_in_a_markdown_file_reaches_outside_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    text = f"""---
title: 题
css: {secret}
header-includes: <script>1</script>
---

甲[坏](javascript:alert(1))[好](https://example.org)<b onclick="x">粗</b>。
![外](http://127.0.0.1:1/x.png)乙![里]({secret})

<script>alert(1)</script>

`<w:p/>`{{=openxml}}丙"引"

- 项[断](#none)

![题注]({secret})
"""
    document = readers.read(text.encode(), name="a.md")
    assert ledger.flat(document).split(ledger.BREAK) == ["题", "甲坏好粗。外乙里", '丙"引"', "项断", "题注"]
    (link,) = [mark for text in document.texts() for mark in text.marks if mark.kind == "Link"]
    assert link.tail[0][0] == "https://example.org"
    assert not document.source.media
    assert sorted(set(rules(document))) == [
        "reading.image", "reading.line-end", "reading.link", "reading.metadata", "reading.raw",
    ]  # fmt: skip
    assert all(change.why for change in document.changes[0].changes)
    assert "script" not in repr(document.blocks) + repr(document.meta)
    assert_balanced(document)


def test_markdown_keeps_what_is_no_markup_in_chinese() -> None:
    text = '票价10~20元~30元，联系@小舟，路径C:\\temp\\新建，她说"好"，3--5天。'
    assert lines(readers.read(text.encode(), name="a.md")) == [text]


def test_a_broken_yaml_head_is_text() -> None:
    document = readers.read("---\n字号: 大 中 小: [\n---\n\n正文在此。".encode(), name="a.md")
    assert any("字号" in line for line in lines(document))
    assert "正文在此。" in lines(document)


def test_line_ends_inside_a_paragraph_leave_a_space_only_between_latin_words() -> None:
    document = readers.read("春江潮水\n连海平，\nmoon\nlight。\n".encode(), name="a.md")
    assert lines(document) == ["春江潮水连海平， moon light。"]
    assert_balanced(document)


def test_a_web_page_gives_its_paragraphs_whatever_boxes_they_are_in() -> None:
    head = "<html lang=zh><head><title>题</title></head>"
    page = head + "<body><div><div>裸文<p>一<q>引</q>\u200b</p></div></div><p>二<p>&nbsp;<h2>三</h2>"
    document = readers.read(page.encode("gb18030", "replace"), name="a.html")
    assert lines(document) == ["裸文", "一“引”", "二", "三"]
    assert document.source.encoding == "gb18030"
    assert_balanced(document)


@pytest.mark.parametrize(
    ("inner", "depth"), [("<blockquote>", 2000), ("<b>", 150), ("<ul><li>", 90), ("<ul><li>", 5000)]
)
def test_markup_nested_too_deeply_is_refused_without_a_traceback(inner: str, depth: int) -> None:
    settings = Settings(limits=Limits(pandoc_seconds=1))
    with pytest.raises(UnreadableError, match=r"nested too deeply|pandoc took longer"):
        readers.read((inner * depth + "文").encode(), settings, name="a.html")


def test_a_link_inside_the_document_keeps_its_place() -> None:
    page = '<p><a href="#x">去</a></p><p></p><a id="x"></a><p>到</p>'
    document = readers.read(page.encode(), name="a.html")
    assert ("Link" in [mark.kind for text in document.texts() for mark in text.marks]) and "'x'" in repr(
        document.blocks
    )


def rezipped(
    data: bytes,
    change: Callable[[str, bytes], bytes],
    extra: dict[str, bytes] | None = None,
    packing: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", packing) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def same(_: str, content: bytes) -> bytes:
    return content


def with_dtd(name: str, content: bytes) -> bytes:
    dtd = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return (
        content.replace(b"?>", b"?>" + dtd, 1) if name.endswith(("document.xml", "content.xml", "1.xhtml")) else content
    )


ENCRYPTION = b'<encryption><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/></encryption>'


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
@pytest.mark.parametrize(
    ("attack", "says"),
    [
        (lambda data: rezipped(data, with_dtd), "DTD"),
        (lambda data: rezipped(data, same, {"../../out.txt": b"x"}), "outside the archive"),
        (lambda data: rezipped(data, same, {"/out.txt": b"x"}), "outside the archive"),
        (lambda data: rezipped(data, same, {"bomb.xml": b"A" * 8_000_000}), "ZIP bomb"),
        (lambda data: data[: len(data) // 2], "damaged"),
        (lambda data: rezipped(data, same, packing=zipfile.ZIP_STORED).replace(b"IDAT", b"IDAX"), "damaged"),
    ],
)
def test_a_hostile_container_is_refused(kind: str, attack: Callable[[bytes], bytes], says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        readers.read(attack(made(kind)), name=f"a.{kind}")


TITLED = """---
title:
- {type: subtitle, text: 一份田野笔记}
- {type: main, text: 窑与桥}
creator:
- {role: author, text: 石南}
- {role: author, text: 方知白}
- {role: trl, text: 柯里}
...

# 窑

窑在村东。
"""


def test_an_epubs_titles_and_authors_are_read_in_their_order() -> None:
    """Its translator is no author of it, and its subtitle not its title."""
    meta = readers.read(pandoc.run(["-f", "markdown", "-t", "epub", "-o", "-"], TITLED.encode())).meta
    assert [text and text.chars for text in (meta.title, meta.subtitle)] == ["窑与桥", "一份田野笔记"]
    assert [author.chars for author in meta.authors] == ["石南", "方知白"]


def test_an_epub_whose_package_is_no_xml_is_read_by_what_it_has() -> None:
    broken = rezipped(made("epub"), lambda name, data: b"<package>" if name.endswith(".opf") else data)
    with pytest.raises(UnreadableError):
        readers.read(broken)


def test_an_encrypted_epub_is_refused_and_scrambled_fonts_are_not() -> None:
    fonts = b'<encryption><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></encryption>'
    readers.read(rezipped(made("epub"), same, {"META-INF/encryption.xml": fonts}))
    with pytest.raises(UnreadableError, match="encrypted"):
        readers.read(rezipped(made("epub"), same, {"META-INF/encryption.xml": ENCRYPTION}))


def test_a_picture_that_runs_code_is_left_out() -> None:
    svg = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').decode()
    document = readers.read(f"甲![图](data:image/svg+xml;base64,{svg})".encode(), name="a.md")
    assert (lines(document), document.source.media) == (["甲图"], ())


def test_a_picture_of_many_comments_takes_no_longer_than_its_length() -> None:
    data = base64.b64encode(b"<!---->" * 2000 + b"x").decode()
    start = time.process_time()
    assert readers.read(f"甲![图](data:image/svg+xml;base64,{data})".encode(), name="a.md").source.media == ()
    assert time.process_time() - start < 5


@pytest.mark.parametrize("name", ["a.log", "a", "没有后缀"])
def test_an_unknown_name_is_text_when_it_decodes(name: str) -> None:
    assert readers.read("# 一\n**二**".encode(), name=name).source.kind == "text"


def test_code_loses_what_xml_forbids() -> None:
    document = readers.read("    代\x01码\n".encode(), name="a.md")
    (block,) = document.blocks
    assert isinstance(block, Foreign)
    assert block.shape["c"][1] == "代码"


@trials(deadline=None, max_examples=40)
@given(st.binary(max_size=200), st.sampled_from(["a.md", "a.html"]))
def test_any_bytes_with_a_markup_name_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        assert_balanced(readers.read(data, name=name))
    except ConverterError as error:
        assert "\n" not in str(error)


def test_pictures_that_are_not_in_the_file_are_named_on_one_line() -> None:
    text = "文。\n\n![桥](a.png)\n\n![](b/c.jpg) ![](https://x.org/d.png) ![](e.png)\n".encode()
    with pytest.warns(
        UserWarning, match=r"^4 pictures were left out.*a\.png, b/c\.jpg, https://x\.org/d\.png …"
    ) as told:
        readers.read(text, name="a.md")
    assert len(told) == 1
