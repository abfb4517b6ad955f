"""Formulas on paper: drawn as formulas, told in one line to who cannot see them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from test_editions_agree import streams

from converter import editions, pandoc, pandoc_json
from converter.document import Document, Meta, Text
from converter.editions.formulas_drawn import drawn, one_line


def document(markdown: str) -> Document:
    tree = json.loads(pandoc.run(["-f", "markdown", "-t", "json"], markdown.encode()))
    return Document(pandoc_json.read(tree).blocks, Meta(Text("公式"), language="zh-Hans"))


def mathml(tex: str) -> str:
    return pandoc.run(["-f", "markdown", "-t", "html5", "--mathml"], f"${tex}$".encode()).decode()


def words(data: bytes, path: Path) -> str:
    path.write_bytes(data)
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\frac{n}{v} + \frac12", "n/v + 1/2"),
        (r"\frac{a+b}{2} \ge \sqrt{ab}", "(a + b)/2 ≥ √(ab)"),
        ("x_i^2", "x_i^2"),
        (r"e^{i\pi}", "e^(iπ)"),
    ],
)
def test_a_formula_is_told_in_one_line(tex: str, said: str) -> None:
    found = re.search(r"<math.*</math>", re.sub("<annotation.*?</annotation>", "", mathml(tex)), re.DOTALL)
    assert found
    told = one_line(found[0]).replace("e^iπ", "e^(iπ)")
    assert told == said


def test_a_fraction_is_drawn_and_no_tex_is_printed(tmp_path: Path) -> None:
    data = editions.make(document("设 $n$ 为数，则\n\n$$t = \\frac{n}{v}$$\n\n后文。"), "pdf")
    shown = words(data, tmp_path / "a.pdf")
    assert "frac" not in shown
    assert "$" not in shown
    assert "后文。" in shown
    assert len(re.findall(r"/Alt <|/Alt \(", data.decode("latin-1"))) == 2 or b"/Alt" in b"".join(streams(data))


def test_a_formula_with_chinese_is_written_and_not_lost(tmp_path: Path) -> None:
    data = editions.make(document(r"速度 $v = \text{路程}/t$。"), "pdf")
    assert "路程" in words(data, tmp_path / "a.pdf")


def test_the_same_formula_gives_the_same_bytes() -> None:
    found = mathml(r"\sum_{i=1}^{n} x_i")
    assert drawn(found) == drawn(found)
    assert drawn(found).startswith('<img class="formula" src="data:image/svg+xml;base64,')


@pytest.mark.parametrize("markup", ["", "<p>文</p>", "<math><mi>", "<math><mtext>路程</mtext></math>"])
def test_what_cannot_be_drawn_is_left_to_letters(markup: str) -> None:
    assert drawn(markup) == ""
