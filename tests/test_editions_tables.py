"""Tables: the same columns in the PDF and in Word, and none that breaks a short entry beside an empty one."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from test_editions_docx import paragraphs, parts

from converter import pandoc, pandoc_json
from converter.document import Document, Json, Meta, Text
from converter.editions import table_sizes
from converter.editions.cascade import Sheet, ask
from converter.editions.docx import docx
from converter.editions.pdf import pdf
from converter.editions.word_sample import sample
from converter.resources import style
from converter.settings import Settings

PRICES = """前文。

| 读法 | 用什么 | 所得 | 费用 | 说明 |
|:-----|:------:|-----:|-----:|:-----|
| 朗读 | 眼、口、耳 | 9,000 字 | 0 元 | 最慢，记得最牢，一个上午只能读完一章，读完以后嗓子要歇半天 |
| 听读 | 耳 | 13,500 字 | 120 元 | 可以一边走路一边听，但遇到生字不能停下来查，错过了就错过了 |

之间。

| 甲 | 乙 |
|----|----|
| 一 | 二 |

后文。
"""


def document(markdown: str = PRICES) -> Document:
    tree = json.loads(pandoc.run(["-f", "markdown", "-t", "json"], markdown.encode()))
    return Document(pandoc_json.read(tree).blocks, Meta(Text("表"), language="zh-Hans"))


def sheet(name: str) -> Sheet:
    return ask(sample((), "zh-Hans"), style(name).css, style(name).page)


def tables(markdown: str) -> list[Json]:
    blocks = json.loads(pandoc.run(["-f", "markdown", "-t", "json"], markdown.encode()))["blocks"]
    return [block for block in blocks if block["t"] == "Table"]


def told(path: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True, text=True).stdout


def places(path: Path, words: tuple[str, ...]) -> list[float]:
    """How far from the left edge of the page each of some words begins, in points."""
    found = re.findall(r'<word xMin="([\d.]+)"[^>]*>([^<]*)<', told(path, "-bbox"))
    return [next(float(x) for x, text in found if text == word) for word in words]


@pytest.mark.parametrize("name", ["article", "book", "gongwen"])
def test_the_columns_of_the_pdf_are_those_of_word(name: str, tmp_path: Path) -> None:
    path, settings = tmp_path / "a.pdf", Settings(style=name)
    path.write_bytes(pdf(document(), settings))
    body = parts(document(), settings)["word/document.xml"]
    grid = re.findall(r"<w:tblGrid>.*?</w:tblGrid>", body)[0]
    widths = [int(width) / 20 for width in re.findall(r'w:gridCol w:w="(\d+)"', grid)]
    left, last = places(path, ("读法", "说明"))
    assert last - left == pytest.approx(sum(widths[:4]), abs=0.8), "points between two columns set to the left"


@pytest.mark.parametrize("name", ["article", "book", "gongwen"])
def test_a_short_entry_stays_on_one_line_beside_a_long_one(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(document(), Settings(style=name)))
    text = told(path, "-layout")
    for entry in ("9,000 字", "13,500 字", "120 元", "眼、口、耳"):
        assert entry in text, entry


def test_widths_of_the_source_hold_unless_a_column_would_wrap_beside_an_empty_one() -> None:
    wide = "| 甲 | 乙 |\n|{}|{}|\n| 一 | " + "很长的一段话，" * 12 + "|\n"
    for dashes, kept in (((10, 70), False), ((40, 40), False)):
        (table,) = tables(wide.format("-" * dashes[0], "-" * dashes[1]))
        widths = [c["c"] for _, c in table_sizes.sized(table, sheet("article"))["c"][2]]
        given = [c["c"] for _, c in table["c"][2]]
        assert (widths == given) is kept
        assert widths[0] < 0.1 < 0.9 < widths[1]
    (table,) = tables("| 姓名 | 备注 |\n|----|----|\n| 王小 | 无 |\n")
    table["c"][2] = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": part}] for part in (0.3, 0.7)]
    assert [c["c"] for _, c in table_sizes.sized(table, sheet("article"))["c"][2]] == [0.3, 0.7], "a form to fill in"


def test_a_small_table_stands_on_one_page(tmp_path: Path) -> None:
    rows = "".join(f"| 第{n}项 | 值{n} |\n" for n in range(8))
    table = f"| 名 | 值 |\n|----|----|\n{rows}\n"
    for before in range(26, 38, 2):
        path = tmp_path / f"{before}.pdf"
        path.write_bytes(pdf(document("一行。\n\n" * before + table), Settings()))
        pages = told(path, "-layout").split("\f")
        assert len([page for page in pages if re.search(r"第\d项", page)]) == 1, before


def test_a_paragraph_between_two_tables_keeps_the_distance_of_both() -> None:
    found = parts(document(), Settings())
    styles = {text: name for name, text in paragraphs(found)}
    assert [styles[text] for text in ("前文。", "之间。", "后文。")] == ["BeforeTable", "BetweenTables", "AfterTable"]


def test_a_table_set_smaller_has_its_style_by_its_id() -> None:
    """A name that is no id would leave it without its lines in every reader."""
    columns = 14
    wide = "| " + " | ".join(f"第{n}季度" for n in range(columns)) + " |\n|" + "----|" * columns + "\n"
    body = parts(document(wide + "| 1,234 " * columns + "|\n"), Settings())["word/document.xml"]
    assert 'w:tblStyle w:val="TableTight"' in body
    assert docx(document(wide), Settings())
