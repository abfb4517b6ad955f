"""The editions pass the validators of their formats, in every script and with everything a document may hold."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from conftest import SCRIPTS, dingben
from validators import epubcheck, ooxml, pdf_ua

pytestmark = pytest.mark.validators

# What the seed has none of: notes, tables, lists, links, verse, code, an inline emphasis and a deep heading.
RICH = """---
title: 江南茶事
author: [林語堂, 周作人]
date: 2021-03-04
---

# 採茶

清明前後，茶農上山採茶。*一芽一葉*最貴，**一芽兩葉**次之[^1]。

[^1]: 見《茶經》卷上，又見[縣志](https://example.org/zhi)。

## 品種

| 名稱 | 產地 | 海拔（米） |
|------|------|-----------:|
| 龍井 | 杭州 | 300 |
| 碧螺春 | 蘇州 | 120 |

: 各地名茶

1.  殺青
2.  揉捻
    -   輕揉
    -   重揉
3.  烘乾

### 詩

| 且將新火試新茶，
| 詩酒趁年華。

> 茶者，南方之嘉木也。

```
水溫 = 85
```

* * *

# 飲茶

泡茶用 85℃ 的水，約 3 克茶葉配 150 毫升水。
"""


def names(folder: Path, suffix: str) -> list[Path]:
    """The editions with this suffix, one of each script."""
    found = sorted(folder.rglob(f"*.{suffix}"))
    assert len(found) == len(SCRIPTS), f"{len(found)} {suffix} editions for {len(SCRIPTS)} scripts"
    return found


@pytest.fixture(scope="module")
def rich_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rich")
    source = folder / "茶事.md"
    source.write_text(RICH, encoding="utf-8")
    dingben("convert", str(source), "-o", str(folder / "out"), *(word for tag in SCRIPTS for word in ("-s", tag)))
    return folder / "out"


@pytest.fixture(scope="module")
def epub_findings(seed_editions: Path, rich_editions: Path) -> dict[Path, list[str]]:
    return epubcheck([*names(seed_editions, "epub"), *names(rich_editions, "epub")])


def test_epubcheck_finds_nothing_in_the_seed(seed_editions: Path, epub_findings: dict[Path, list[str]]) -> None:
    assert {file.name: epub_findings[file] for file in names(seed_editions, "epub") if epub_findings[file]} == {}


def test_epubcheck_finds_nothing_in_notes_tables_and_verse(
    rich_editions: Path, epub_findings: dict[Path, list[str]]
) -> None:
    assert {file.name: epub_findings[file] for file in names(rich_editions, "epub") if epub_findings[file]} == {}


@pytest.mark.parametrize("editions", ["seed_editions", "rich_editions"])
def test_word_accepts_the_docx(editions: str, request: pytest.FixtureRequest) -> None:
    found = {file.name: ooxml(file) for file in names(request.getfixturevalue(editions), "docx")}
    assert {name: errors for name, errors in found.items() if errors} == {}


@pytest.mark.parametrize("editions", ["seed_editions", "rich_editions"])
def test_the_pdf_is_accessible(editions: str, request: pytest.FixtureRequest) -> None:
    found = {file.name: pdf_ua(file) for file in names(request.getfixturevalue(editions), "pdf")}
    assert {name: failures for name, failures in found.items() if failures} == {}


@pytest.fixture(scope="module")
def styled_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same text as a book, as one in columns with its own faces, and as an official document."""
    folder = tmp_path_factory.mktemp("styled")
    source = folder / "茶事.md"
    source.write_text(RICH, encoding="utf-8")
    known = ("-M", "publisher=長河書店", "-M", "series=長河文庫 3", "-M", "identifier=ISBN 978-7-111-54321-0")
    dingben("convert", str(source), "-o", str(folder / "book"), "--style", "book", *known)
    columns = ("--vertical", "--embed-fonts", "-s", "zh-TW", "-t", "epub,docx")
    dingben("convert", str(source), "-o", str(folder / "columns"), "--style", "book", *columns)
    dingben("convert", str(source), "-o", str(folder / "gongwen"), "--style", "gongwen", "-s", "zh-Hans")
    return folder


SPANS = """<html lang="zh-Hans"><head><title>水质年报</title></head><body>
<p>各断面两年的结果见下表，括号内为采样次数，枯水期与丰水期分别统计。</p>
<table><caption>年均值</caption><thead><tr><th rowspan="2">断面</th><th colspan="2">溶解氧</th><th colspan="2">总磷</th>
<th rowspan="2">说明</th></tr><tr><th>上年</th><th>本年</th><th>上年</th><th>本年</th></tr></thead><tbody>
<tr><th rowspan="2">上村桥</th><td>8.1</td><td>8.3</td><td colspan="2">未测</td><td>山区河段，水量稳定。</td></tr>
<tr><td>7.9</td><td>8.0</td><td>0.06</td><td>0.05</td><td>复测。</td></tr>
<tr><td>柳林渡</td><td>5.9</td><td>6.4</td><td>0.17</td><td>0.14</td><td>养殖场搬迁后明显下降。</td></tr></tbody></table>
</body></html>"""


@pytest.mark.parametrize("style", ["article", "book", "gongwen"])
def test_a_table_whose_cells_span_others_passes(style: str, tmp_path: Path) -> None:
    source = tmp_path / "年报.html"
    source.write_text(SPANS, encoding="utf-8")
    dingben("convert", str(source), "-o", str(tmp_path / "out"), "--style", style, "-t", "pdf,docx")
    assert pdf_ua(tmp_path / "out" / "年报.pdf") == []
    assert ooxml(tmp_path / "out" / "年报.docx") == []


def test_every_style_passes(styled_editions: Path) -> None:
    epubs = sorted(styled_editions.rglob("*.epub"))
    found = {file.parent.name + file.suffix: errors for file, errors in epubcheck(epubs).items()}
    for suffix, validator in ((".docx", ooxml), (".pdf", pdf_ua)):
        found |= {file.parent.name + suffix: validator(file) for file in sorted(styled_editions.rglob(f"*{suffix}"))}
    assert sorted(found) == [
        "book.docx", "book.epub", "book.pdf", "columns.docx", "columns.epub",
        "gongwen.docx", "gongwen.epub", "gongwen.pdf",
    ]  # fmt: skip
    assert {name: errors for name, errors in found.items() if errors} == {}


def test_the_validators_see_a_fault(seed_editions: Path, tmp_path: Path) -> None:
    """A validator that accepts everything proves nothing."""
    from weasyprint import HTML

    epub = _without(names(seed_editions, "epub")[0], tmp_path / "broken.epub", "META-INF/container.xml")
    docx = _without(names(seed_editions, "docx")[0], tmp_path / "broken.docx", "word/styles.xml")
    pdf = tmp_path / "untagged.pdf"
    HTML(string="<p>無標籤</p>").write_pdf(pdf)
    assert epubcheck([epub])[epub]
    assert ooxml(docx)
    assert pdf_ua(pdf)


def _without(archive: Path, copy: Path, member: str) -> Path:
    """A copy of a zip file that lacks one member."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(copy, "w") as new:
        for item in old.infolist():
            if item.filename != member:
                new.writestr(item, old.read(item))
    return copy
