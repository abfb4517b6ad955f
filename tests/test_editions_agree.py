"""The PDF and Word say a thing in the same way: lines of a title, dates, languages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from test_editions_docx import paragraphs, parts

from converter.document import Document, Meta, Paragraph, Text
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
