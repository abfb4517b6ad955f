"""A document written as a small page that anyone can read: what the test cases under tests/cases expect.

title: 凝聚善的力量            metadata, one field a line
# 第一章                       headings, one # a level
[byline] 本报记者　王铭         paragraphs of another role than the body's
床前明月光 / 疑是地上霜          line breaks inside a block
正文一段。
"""

from __future__ import annotations

from collections.abc import Iterator

from converter.document import Document, Foreign, Heading, Paragraph, Role, Rule, Text
from converter.ledger import Change

INVISIBLE = {"\u2029": "⏎", "\ufffc": "/", "\u3000": "□", "\n": "␊", "\r": "␍", "\u200b": "[ZWSP]", "\ufeff": "[BOM]"}


def page(document: Document) -> str:
    """The document as a page."""
    return "\n".join(_lines(document)) + "\n"


def ledger_page(changes: tuple[Change, ...], hidden: tuple[str, ...] = ("reading.line-end",)) -> str:
    """The changes as a page: rule, what was there and what stands there now, ? for an unsure one."""
    rows = (_row(change) for change in changes if change.rule not in hidden)
    return "".join(f"{row}\n" for row in rows)


def _row(change: Change) -> str:
    mark = "" if change.sure else "  ?"
    to = f"  ({change.to})" if change.to else ""
    also = f"  or {' '.join(change.alternatives)}" if change.alternatives else ""
    return f"{change.rule:24}{_visible(change.before)} → {_visible(change.after)}{to}{mark}{also}"


def _visible(chars: str) -> str:
    return "".join(INVISIBLE.get(char, char) for char in chars)


def _lines(document: Document) -> Iterator[str]:
    meta = document.meta
    for name, text in (("title", meta.title), ("subtitle", meta.subtitle)):
        if text is not None:
            yield f"{name}: {text.chars}"
    for author in meta.authors:
        yield f"author: {author.chars}"
    for name, text in (("date", meta.date), ("source", meta.source)):
        if text is not None:
            yield f"{name}: {text.chars}"
    for block in document.blocks:
        match block:
            case Heading(level=level, text=text):
                yield "#" * level + " " + _inline(text)
            case Paragraph(text=text, role=Role.BODY):
                yield _inline(text)
            case Paragraph(text=text, role=role):
                yield f"[{role}] {_inline(text)}"
            case Rule():
                yield "* * *"
            case Foreign(texts=texts):
                yield "{" + " | ".join(map(_inline, texts)) + "}"


def _inline(text: Text) -> str:
    return text.chars.replace("\ufffc", " / ")
