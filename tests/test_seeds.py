"""The seed, from the file as it was found to the finished editions: what they say, and what they may not say."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import SCRIPTS
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import page

import converter
from converter.characters import plain
from converter.document import Document, Heading, Paragraph
from converter.errors import UnreadableError
from converter.ledger import restore
from converter.script.forms import simplified_only, traditional_only

TITLE = "凝聚善的力量奔往梦的方向"
SUBTITLE = "——湖南省怀化市引导社会组织全力投入脱贫攻坚纪实"
HEADINGS = ["集合优势力量汇聚民生活水", "坚持问题导向疏解民生痛点", "注重志智双扶梦想变成现实"]
WRITTEN = re.compile(r"\.(?:xhtml|opf|ncx)$|(?:document|header\d*|footer\d*|core)\.xml$")
LINES = st.lists(
    st.text(
        alphabet="天地玄黄宇宙洪荒後裡发發「」“”，。,.:;!?()（） \u3000-—…①1２a|第章条目录〔〕[]\t>#*&nbsp;",
        max_size=40,
    ),
    max_size=14,
)


def prepared(seed: Path, script: str = "zh-Hans") -> Document:
    return converter.prepare(converter.read(seed), script=script)


def test_the_seed_becomes_what_an_editor_would_make_of_it(seed: Path) -> None:
    document = prepared(seed)
    assert document.meta.title is not None
    assert document.meta.subtitle is not None
    assert (document.meta.title.chars, document.meta.subtitle.chars) == (TITLE, SUBTITLE)
    assert [author.chars for author in document.meta.authors] == ["王铭", "杨秀益"]
    assert [block.text.chars for block in document.blocks if isinstance(block, Heading)] == HEADINGS
    prose = [block.text.chars for block in document.blocks if isinstance(block, Paragraph) and block.role == "body"]
    assert len(prose) == 21
    assert all(paragraph.endswith("。") for paragraph in prose)
    assert "得到充分利用，降低产业风险" in page(document)


@pytest.mark.parametrize("script", ["keep", *SCRIPTS])
def test_the_source_comes_back_from_the_ledger(seed: Path, script: str) -> None:
    assert restore(prepared(seed, script)) == seed.read_text(encoding="utf-8")


@settings(max_examples=150)
@given(LINES, st.sampled_from(["auto", "keep", *SCRIPTS]), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_text_comes_back_from_the_ledger(lines: list[str], script: str, newline: str) -> None:
    source = newline.join(lines)
    try:
        document = converter.prepare(converter.read(source.encode()), script=script)
    except UnreadableError:
        return  # blank, or nothing but a page's furniture
    assert restore(document) == source


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_character_of_the_other_script_is_left_anywhere(seed_editions: Path, script: str) -> None:
    foreign = traditional_only() if script == "zh-Hans" else simplified_only()
    for edition in sorted(seed_editions.glob(f"*.{script}.*")):
        found = {char for char in everything(edition) if char in foreign}
        assert not found, f"{edition.name}: {''.join(sorted(found))}"


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_three_editions_say_the_same(seed_editions: Path, script: str) -> None:
    pdf, epub, docx = (next(seed_editions.glob(f"*.{script}.{form}")) for form in ("pdf", "epub", "docx"))
    words = body_of_epub(epub)
    assert words.count(plain_title(script)) == 1
    assert body_of_docx(docx) == words
    assert without_page_furniture(printed(pdf), words) == words


def plain_title(script: str) -> str:
    return TITLE if script == "zh-Hans" else next(t for t in ("凝聚善的力量奔往夢的方向",) if plain(t) == TITLE)


def everything(edition: Path) -> str:
    """All that is written in an edition: text, names of styles apart, navigation and metadata."""
    if edition.suffix == ".pdf":
        told = subprocess.run(["pdfinfo", str(edition)], capture_output=True, text=True, check=True).stdout
        return printed(edition) + told
    with zipfile.ZipFile(edition) as archive:
        names = [
            name for name in archive.namelist() if re.search(r"\.(xhtml|opf|ncx)$|document|header|footer|core", name)
        ]
        trees = [ElementTree.fromstring(archive.read(name)) for name in names if not name.endswith(".rels")]
    return "".join("".join(tree.itertext()) for tree in trees)


def printed(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def body_of_epub(epub: Path) -> str:
    with zipfile.ZipFile(epub) as archive:
        names = sorted(name for name in archive.namelist() if "/text/" in name and name.endswith(".xhtml"))
        bodies = [ElementTree.fromstring(archive.read(name)).find("{*}body") for name in names]
    return bare("".join("".join(body.itertext()) for body in bodies if body is not None))


def body_of_docx(docx: Path) -> str:
    with zipfile.ZipFile(docx) as archive:
        tree = ElementTree.fromstring(archive.read("word/document.xml"))
    texts = tree.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t")
    return bare("".join(text.text or "" for text in texts))


def without_page_furniture(text: str, words: str) -> str:
    """The text of the pages without running heads and folios, which stand alone on their lines."""
    title = words[words.index(plain_title("zh-Hans")[0]) :]
    kept = []
    for number, page_text in enumerate(text.split("\f")):
        lines = (bare(line) for line in page_text.split("\n"))
        kept += [line for line in lines if not line.isdigit() and not (number and line and title.startswith(line))]
    return "".join(kept)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)
