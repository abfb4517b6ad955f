"""A book's contents on paper: its chapters, each with its page, before the text.

In: the publication tree. Out: the same; when it is a book, with a list of its chapters behind the title block and with
the text in a Div of its own, so that a stylesheet can number its pages from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from statistics import median

from converter.document import Json
from converter.editions import matter
from converter.editions.tree import TITLE_BLOCK, words_in
from converter.faces import region

CHAPTERS = 8  # headings of the highest level; with fewer there is nothing to look up
LONG = 30_000  # characters; a shorter text is an article, whatever its sections are called
PAGES = 1_500  # characters of a chapter that opens a page: what a page holds, in half of the chapters or more
CONTENTS, HEAD, BODY = "contents", "contents-head", "book-body"  # classes of the stylesheet
OPENING = "opening"  # the class of a heading that opens a page
NAMES = {"SC": "目录", "TC": "目錄", "HK": "目錄"}


def with_contents(published: Json) -> Json:
    """The tree with its contents, when it is a book; else the tree."""
    blocks = published["blocks"]
    if front := list(takewhile(matter.is_front, blocks))[1:]:  # the style has said what stands before the text
        text = blocks[len(front) + 1 :]
        return {**published, "blocks": [*blocks[: len(front) + 1], body_of(text)]}
    title = blocks[:1] if blocks and _is_title(blocks[0]) else []
    body = blocks[len(title) :]
    chapters = list(_chapters(body))
    if len(chapters) < CHAPTERS or sum(map(words_in, body)) < LONG:
        return published
    items = [[{"t": "Plain", "c": [{"t": "Link", "c": [_attr(), list(_words(words)), [f"#{name}", ""]]}]}]
             for name, words in chapters]  # fmt: skip
    name = NAMES[region(published["meta"].get("lang", {}).get("c", ""))]
    head = {"t": "Div", "c": [_attr(HEAD), [{"t": "Para", "c": [{"t": "Str", "c": name}]}]]}
    listed = {"t": "Div", "c": [_attr(CONTENTS), [head, {"t": "BulletList", "c": items}]]}
    return {**published, "blocks": [*title, listed, body_of(list(_opened(body)))]}


def body_of(blocks: list[Json]) -> Json:
    """The text of a book, or a part of it, in a Div of its own.

    What stands first says nothing: of a Div that begins with its only heading of that level pandoc makes one thing.
    """
    return {"t": "Div", "c": [_attr(BODY), [{"t": "RawBlock", "c": ["html", ""]}, *blocks]]}


def blocks_of(body: Json) -> list[Json]:
    """The blocks of such a Div; none when it is another thing."""
    match body:
        case {"t": "Div", "c": [[_, [name], _], [{"t": "RawBlock"}, *blocks]]} if name == BODY:
            return blocks
    return []


def _opened(body: list[Json]) -> Iterator[Json]:
    """The text; the headings of its chapters open pages when its chapters are long."""
    highest = min(block["c"][0] for block in body if block["t"] == "Header")
    lengths, heads = [0], [block["t"] == "Header" and block["c"][0] == highest for block in body]
    for block, head in zip(body, heads, strict=True):
        lengths += [0] if head else []
        lengths[-1] += words_in(block)
    if median(lengths[1:]) < PAGES:
        yield from body
        return
    for block, head in zip(body, heads, strict=True):
        if head:
            level, [name, classes, pairs], words = block["c"]
            yield {"t": "Header", "c": [level, [name, [*classes, OPENING], pairs], words]}
        else:
            yield block


def _chapters(body: list[Json]) -> Iterator[tuple[str, list[Json]]]:
    """The name and the words of each heading of the highest level."""
    heads = [block["c"] for block in body if block["t"] == "Header"]
    highest = min((level for level, _, _ in heads), default=0)
    yield from ((attr[0], words) for level, attr, words in heads if level == highest and attr[0])


def _words(inlines: list[Json]) -> Iterator[Json]:
    """A heading's words, without its notes and links."""
    for node in inlines:
        match node:
            case {"t": "Note"}:
                pass
            case {"t": "Link", "c": [_, inside, _]} | {"t": "Span", "c": [_, inside]}:
                yield from _words(inside)
            case _:
                yield node


def _is_title(block: Json) -> bool:
    match block:
        case {"t": "Div", "c": [[_, [name], _], _]}:
            return bool(name == TITLE_BLOCK)
    return False


def _attr(*classes: str) -> Json:
    return ["", list(classes), []]
