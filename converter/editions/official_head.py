"""The head of an official document (版头), told apart by its form, as GB/T 9704-2012, 7.2 and 7.3.1 set each line.

In: a document, whose first line may stand for its title: 文件 in red, or 特急. Out: the document with its own title,
the lines above it as its first paragraphs; and of the publication tree those lines as lines of the title block.
The kinds of documents are the fifteen of 《党政机关公文处理工作条例》, article 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from converter.document import Block, Document, Heading, Json, Paragraph
from converter.editions import tree

KINDS: Final = (
    "决议|決議|决定|決定|命令|公报|公報|公告|通告|意见|意見|通知|通报|通報|报告|報告|请示|請示|批复|批覆|议案|議案|函|"
    "纪要|紀要"
)
TITLE = re.compile(rf"[^。；]*(?:关于|關於)[^。；]{{2,80}}(?:{KINDS})(?:（[^）]{{1,12}}）)?")
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,14}[〔\[［]\d{4}[〕\]］]第?\s*\d{1,5}\s*[号號]|(?:[〔\[［]\d{4}[〕\]］])?第\s*\d{1,5}\s*期"
)
GRADE = re.compile(r"\d{6}|[绝絕机機秘祕]密(?:★.{0,8})?|特急|加急|平急|特提")
MASTHEAD = re.compile(r"[\u4e00-\u9fff（）、]{2,28}(?:文件|公报|公報|纪要|紀要|令)")
ORGAN = re.compile(r"[\u4e00-\u9fff（）、]{3,28}")  # whose document it is, right above its number
HEAD: Final = 8  # so many lines may stand above the addressee
GRADE_ROLE, MASTHEAD_ROLE, NUMBER_ROLE = "grade", "masthead", "source"


def titled(document: Document) -> Document:
    """The document under its own title, where the first line of its head stood for it."""
    lines = list(_lines(document))
    own = next((n for n, block in enumerate(lines) if TITLE.fullmatch(_words(block))), None)
    title = document.meta.title
    if title is None or TITLE.fullmatch(tree.plain(title)):
        head = [block for block in lines if role(_words(block))]
        flat = {id(block): Paragraph(block.text, origin=block.origin) for block in head if isinstance(block, Heading)}
        return (
            replace(document, blocks=tuple(flat.get(id(block), block) for block in document.blocks))
            if flat
            else document
        )
    if own is None or not role(tree.plain(title)):
        return document
    above = [Paragraph(title), *(Paragraph(block.text, origin=block.origin) for block in lines[:own])]
    meta = replace(document.meta, title=lines[own].text)
    return replace(document, meta=meta, blocks=(*above, *document.blocks[own + 1 :]))


def role(words: str, below: str = "") -> str:
    """What a line of the head is, by its form and the line below it; empty for none of its."""
    if GRADE.fullmatch(words):
        return GRADE_ROLE
    if NUMBER.fullmatch(words):
        return NUMBER_ROLE
    organ = bool(ORGAN.fullmatch(words) and NUMBER.fullmatch(below))
    return MASTHEAD_ROLE if organ or MASTHEAD.fullmatch(words) else ""


def lines_above(blocks: list[Json], words: list[str]) -> Iterator[Json]:
    """The paragraphs at the head of a text that belong above its title, each as a line of the title block.

    `words` are the blocks' characters, empty for what is no plain paragraph.
    """
    for n, block in enumerate(blocks):
        kind = role(words[n], words[n + 1] if n + 1 < len(words) else "")
        if not kind:
            return
        yield {"t": "Div", "c": [["", [tree.LINE + kind], []], [{"t": "Para", "c": block["c"]}]]}


def _lines(document: Document) -> Iterator[Heading | Paragraph]:
    """The lines that may be the head: short ones, before anybody is addressed."""
    for block in document.blocks[:HEAD]:
        words = _words(block)
        if not isinstance(block, Heading | Paragraph) or not words or words.endswith(("：", "。")):
            return
        yield block


def _words(block: Block) -> str:
    return tree.plain(block.text) if isinstance(block, Heading | Paragraph) else ""
