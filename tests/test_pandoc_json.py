"""A document and its Pandoc tree are the same thing, both ways."""

from __future__ import annotations

import json
import subprocess

import pypandoc
import pytest
from documents import documents
from hypothesis import given

from converter import pandoc_json
from converter.document import Document, Heading, Paragraph

SAMPLES = {
    "marks and notes": "他在*理*发**店**[链接](http://a.example)里^[注*解*一则]，~~删~~ x^2^ H~2~O `码` $a$。",
    "metadata": "---\ntitle: 标题 *一*\nauthor: [甲, 乙]\ndate: 2019-12-22\nlang: zh-TW\n---\n\n正文",
    "odd metadata": "---\nauthor: 独\nkeywords: [一, {二: 三}]\ntitle: ''\n---\n\n正文",
    "blocks": "# 头 {#h .c k=v}\n\n- 一\n\n  二\n- 三\n\n> 引\n\n1. 甲\n2. 乙\n\n***\n\n```\n码\n```",
    "table": "| 甲 | 乙 |\n|---|--:|\n| *一* | 二[^1] |\n\n: 表题\n\n[^1]: 表注",
    "verse": "| 床前明月光\n|   疑是地上霜\n",
    "image": '![图*注*](a.png "题"){width=3cm}\n',
    "definition": "词\n:   释义\n",
    "empty": "",
    "anchor": "前[]{#a}后",
}


@given(documents)
def test_read_of_write_is_the_document(document: Document) -> None:
    again = pandoc_json.read(pandoc_json.write(document))
    assert again.blocks == document.blocks
    assert again.meta == pandoc_json.read(pandoc_json.write(again)).meta
    assert list(again.meta.texts()) == list(document.meta.texts())


@pytest.mark.parametrize("name", SAMPLES)
def test_write_of_read_is_the_tree(name: str) -> None:
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "json"]
    tree = json.loads(subprocess.run(command, input=SAMPLES[name].encode(), capture_output=True, check=True).stdout)
    assert pandoc_json.write(pandoc_json.read(tree)) == tree


def test_the_texts_inside_notes_and_cells_are_reached() -> None:
    tree = {
        "pandoc-api-version": [1, 23, 1],
        "meta": {"title": {"t": "MetaInlines", "c": [{"t": "Str", "c": "题"}]}},
        "blocks": [
            {"t": "Header", "c": [1, ["h", [], []], [{"t": "Str", "c": "头"}]]},
            {
                "t": "Para",
                "c": [{"t": "Str", "c": "文"}, {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": "注"}]}]}],
            },
            {"t": "BulletList", "c": [[{"t": "Plain", "c": [{"t": "Str", "c": "项"}]}]]},
        ],
    }
    document = pandoc_json.read(tree)
    assert [text.chars for text in document.texts()] == ["题", "头", "文\ufffc", "注", "项"]
    assert isinstance(document.blocks[0], Heading)
    assert isinstance(document.blocks[1], Paragraph)
