# ruff: noqa: E501 - the pieces stand in rows
"""Whatever a file holds: a document or one line for the user, its books in balance, its source restored to the letter.

Texts are thrown together from what the rules look for, and from what nobody looks for; DOCX, EPUB, HTML and Markdown
are damaged ones. To look for new examples: pytest tests/test_fuzz.py --hypothesis-profile explore
"""

from __future__ import annotations

import io
import json
import random
import warnings
import zipfile
from dataclasses import replace

import hostile
import pytest
from documents import documents
from hypothesis import example, given, settings
from hypothesis import strategies as st

from converter import editions, pandoc_json, pipeline, readers
from converter.batch import work
from converter.batch.outcome import Job, Variant
from converter.document import Document, Source
from converter.errors import ConverterError, ExitCode, LedgerError
from converter.ledger import flat, restore
from converter.report import account
from converter.settings import SCRIPTS, Settings

PIECES = (
    "第一章 渡口", "第2回　夜雨", "（一）", "1. ", "一、", "①", "* ", "- ", "•", "【按】", "[1]", "〔注〕", "※", "——", "…", "......", "。。。",
    "字号：大 中 小", "责任编辑：老周", "打印本页 关闭窗口", "上一篇：帆", "相关阅读", "版权所有 © 渡口晚报", "来源：船报", "作者：阿秀", "2011-03-02 08:15",
    "第3页 共9页", "- 12 -", "==========", "http://e.cn/船?a=1&b=2", "a@b.cn", "|甲|乙|", "\t\t", "　　", " ", "\u00a0", "\u3000",
    "他在理发店，坐了很久。", "他在理發店,坐了很久.", "后来干面条里", "乾隆", "臺灣", "软件", "“他说：", "”", "「", "」", "『", "』", "‘", "’", '"', "'",
    "<b>", "&amp;", "$x$", "\\", "`", "```", "~~", "![](x)", "[[", "]]", "{{", "}}", "<!--", "-->", "---", "#", "%", "🚣", "𠮷", "葛\U000e0100",
    "e\u0301", "\u200b", "\u202e", "\ufeff", "\ufffd", "\ufffc", "\u2029", "\u2028", "\x85", "\0", "\x1b[31m", "\ue000", "\r", "\r\n", "\v", "\f",
    "の", "ル", "ㄅ", "한", "Ж", "α", "ａｂ", "１２", "㈠", "Ⅳ", "½", "㎡", "、", "，", "；", "：", "？", "！", "·", "•", "《", "》", "〈", "（", ")",
)  # fmt: skip
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=9).map("".join)
TEXTS = st.lists(LINES, max_size=14).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\n　　"]).map(lambda end: end.join(lines))
)
SETTINGS = st.builds(
    Settings, script=st.sampled_from(SCRIPTS), regional_words=st.booleans(),
    skip=st.sets(st.sampled_from(["furniture", "front", "lines", "headings", "verse", "punctuation", "lists", "notes"]), max_size=2).map(frozenset),
)  # fmt: skip
PLAIN = ("md", "txt", "html", "json")


def prepared(data: bytes, chosen: Settings, name: str = "") -> Document | None:
    """The document, None when the user is told why there is none. Any other error is one of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return pipeline.prepare(readers.read(data, chosen, name=name), chosen)
        except LedgerError:
            raise
        except ConverterError as error:
            assert "\n" not in str(error).strip()
            return None


@settings(max_examples=300)
@given(text=TEXTS, chosen=SETTINGS)
@example(text="\u2029\u2029帆", chosen=Settings())
@example(text="\ufffc\ufffc。\ufffc", chosen=Settings(script="zh-TW"))
def test_any_text_balances_and_is_restored(text: str, chosen: Settings) -> None:
    data = text.encode("utf-8", "surrogatepass")
    document = prepared(data, chosen)
    if document is not None:
        assert restore(document) == document.source.text
        assert flat(pandoc_json.read(json.loads(json.dumps(pandoc_json.write(document)))))
        made = account.of(document, chosen.script, ())
        assert made.changes == len(made.entries)


@settings(max_examples=300)
@given(
    data=st.one_of(st.binary(max_size=400), st.lists(st.binary(min_size=1, max_size=9), max_size=30).map(b"\n".join))
)
def test_any_bytes_balance_and_are_restored(data: bytes) -> None:
    document = prepared(data, Settings())
    if document is not None:
        assert restore(document) == document.source.text


@settings(max_examples=40)
@given(text=TEXTS, chosen=SETTINGS)
def test_any_text_becomes_every_plain_edition(text: str, chosen: Settings) -> None:
    document = prepared(text.encode("utf-8", "surrogatepass"), chosen)
    if document is None:
        return
    for form in PLAIN:
        data = editions.make(document, form, chosen)
        assert data.decode("utf-8").strip()
        assert b"\x1b" not in data
        assert b"\0" not in data


DOCX = hostile.docx("</w:t></w:r></w:p><w:p><w:r><w:t>他在理发店,坐了很久。</w:t></w:r></w:p><w:p><w:r><w:b/><w:t>帆")


def damaged(name: str, number: int) -> bytes:
    """A file that was whole, some of its bytes others, gone or doubled; the same for a number."""
    chance = random.Random(f"{name}{number}")  # noqa: S311
    if name == "docx" and number % 2:  # whole as an archive, its XML damaged
        with zipfile.ZipFile(io.BytesIO(DOCX)) as archive:
            xml = archive.read("word/document.xml")
        return _with(DOCX, "word/document.xml", _hurt(xml, chance))
    whole = {
        "docx": DOCX,
        "html": "<h1>题</h1><p>他在<b>理</b>发店<i>，</i>坐了<a href='x'>很</a>久。<ul><li>帆<li>桨</ul><table><tr><td>锚</table>".encode(),
        "md": "# 题\n\n他在*理*发店，坐了[很](x)久[^1]。\n\n- 帆\n- 桨\n\n| 甲 | 乙 |\n|--|--|\n| 丙 | 丁 |\n\n[^1]: 注\n".encode(),
    }[name]
    return _hurt(whole, chance)


def _hurt(data: bytes, chance: random.Random) -> bytes:
    hurt = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(hurt))
        match chance.randrange(3):
            case 0:
                hurt[at] = chance.randrange(256)
            case 1:
                del hurt[at : at + chance.randint(1, 9)]
            case _:
                hurt[at:at] = hurt[at : at + chance.randint(1, 9)] * chance.randint(1, 4)
        if not hurt:
            return b"x"
    return bytes(hurt)


def _with(archive: bytes, name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(out, "w") as after:
        for one in before.namelist():
            after.writestr(one, data if one == name else before.read(one))
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["docx", "html", "md"])
def test_a_damaged_document_is_read_or_refused(name: str) -> None:
    for number in range(25):
        data = damaged(name, number)
        document = prepared(data, Settings(), f"坏.{name}")
        if document is not None:
            assert restore(document) == document.source.text, number
            assert editions.make(document, "md"), number


@settings(max_examples=100)
@given(document=documents, chosen=SETTINGS)
def test_any_tree_balances_and_is_restored(document: Document, chosen: Settings) -> None:
    before = replace(document, source=Source(kind="docx", text=flat(document)), changes=())
    assert restore(pipeline.prepare(before, chosen)) == flat(document)


@settings(max_examples=60)
@given(data=st.binary(max_size=200))
def test_an_outcome_never_holds_what_is_unexpected(data: bytes) -> None:
    outcome = work.run(Job(data, "x", (Variant(Settings(), ()),), listed=False))
    assert all(failure.exit_code is not ExitCode.unexpected for failure in outcome.failures), outcome
