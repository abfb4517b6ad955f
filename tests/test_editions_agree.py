"""The PDF and Word say a thing in the same way: lines of a title, dates, languages."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from test_editions_docx import paragraphs, parts

from converter import editions
from converter.document import Document, Mark, Meta, Paragraph, Text
from converter.editions.pdf import pdf
from converter.settings import Settings


@pytest.mark.parametrize("name", ["article", "book", "gongwen"])
def test_a_long_title_is_divided_at_the_same_places_in_the_pdf_and_in_word(name: str, tmp_path: Path) -> None:
    """Not fifteen characters and one: lines of like length, and none within 二〇二三年."""
    title = "青山镇茶叶专业合作社联合社二〇二三年度经营管理工作报告"
    document, path = Document((Paragraph(Text("文。")),), Meta(Text(title), language="zh-Hans")), tmp_path / "a.pdf"
    settings = Settings(style=name)
    path.write_bytes(pdf(document, settings))
    pages = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True).stdout
    (divided,) = [text for style, text in paragraphs(parts(document, settings)) if style == "Title"]
    assert divided.replace("\n", "") == title
    assert divided in pages
    lengths = [len(line) for line in divided.split("\n")]
    assert max(lengths) - min(lengths) <= 6


def test_latin_in_a_chinese_text_is_marked_as_part_of_it() -> None:
    """A reader without Times or Arial takes a face by the language: figures would be in another than the text."""
    styles = parts(Document((Paragraph(Text("2021年。")),), Meta(language="zh-TW")))["word/styles.xml"]
    assert re.findall(r"<w:lang [^>]*>", styles) == ['<w:lang w:val="zh-TW" w:eastAsia="zh-TW" w:bidi="ar-SA"/>']


def test_a_users_page_is_that_of_the_pdf_and_of_word_and_never_an_epubs(tmp_path: Path) -> None:
    sheet = tmp_path / "mine.css"
    sheet.write_text('@page { size: A5; margin: 20mm; @top-left { content: "甲" } }\nh2 { color: blue }\n', "utf-8")
    document = Document((Paragraph(Text("很长的一段文字，" * 30)),), Meta(Text("题"), language="zh-Hans"))
    settings, path = Settings(style=str(sheet)), tmp_path / "a.pdf"
    path.write_bytes(editions.make(document, "pdf", settings))
    boxes = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True, text=True).stdout
    assert '<page width="419.5' in boxes
    rightmost = max(float(right) for right in re.findall(r'xMax="([\d.]+)"', boxes))
    assert rightmost < 419.5 - 50, "20mm from the edge, but for a hanging stop"
    body = parts(document, settings)["word/document.xml"]
    assert re.search(r'<w:pgSz w:h="11906" w:w="8391"|<w:pgSz w:w="8391" w:h="11906"', body)
    with zipfile.ZipFile(io.BytesIO(editions.make(document, "epub", settings))) as archive:
        css = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".css")]
    assert "@page" not in "".join(css)
    assert "blue" in "".join(css)


def test_a_title_in_another_language_is_in_italics_and_emphasis_in_chinese_is_not() -> None:
    text = Text("见 The Sound of Paper 与中文的话。", (Mark(2, 20, "Emph"), Mark(22, 24, "Emph")))
    document = Document((Paragraph(text),), Meta(Text("题"), language="zh-Hans"))
    body = parts(document)["word/document.xml"]
    runs = {words: style for style, words in re.findall(r'<w:rStyle w:val="(\w+)"[^>]*>.*?<w:t[^>]*>([^<]+)<', body)}
    assert runs == {"The Sound of Paper": "WesternEmphasis", "中文": "Emphasis"}
    with zipfile.ZipFile(io.BytesIO(editions.make(document, "epub"))) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")]
    assert '<em class="western">The Sound of Paper</em>' in "".join(pages)
    assert "<em>中文</em>" in "".join(pages)
    leaning = re.findall(rb"1 0 0\.2 -1 [\d.]+ [\d.]+ Tm", b"".join(streams(editions.make(document, "pdf"))))
    assert len(leaning) == 1, "a face without italics is slanted, for the title and for nothing else"


def streams(data: bytes) -> Iterator[bytes]:
    """The streams of a PDF, unpacked."""
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(packed)
