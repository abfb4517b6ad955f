"""What stands around the text: title page, colophon (版权页) and contents, and which headings open a part or a chapter.

In: the publication tree, and the names that a style lists in `--matter`. Out: the tree with Divs for them, in the
order of a Chinese book (GB/T 12450: title page, its verso with the colophon, contents), the same in every edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from converter import metadata, pandoc_json
from converter.document import Document, Json, Meta, Paragraph, Text
from converter.editions import dates, official, official_head, tree
from converter.faces import region

COVER, TITLE_PAGE, COLOPHON, CONTENTS = "cover", "title-page", "colophon", "contents"
OFFICIAL = "official"  # the parts of an official document are told apart
PARTS: Final = (COVER, TITLE_PAGE, COLOPHON, CONTENTS, OFFICIAL)  # what `--matter` may list
PART, CHAPTER = "part", "chapter"  # classes of headings
COLOPHON_TITLE, CONTENTS_TITLE, ENTRY = "colophon-title", "contents-title", "toc"  # toc1, toc2, toc3
DEEPEST: Final = 3  # levels of the contents on paper
WORDS: Final[Mapping[str, Mapping[str, str]]] = {  # what the matter itself says, by region
    "SC": {"contents": "目录", "subtitle": "副题", "author": "作者", "publisher": "出版", "series": "丛书",
           "identifier": "书号", "date": "日期", "source": "来源", "length": "字数", "rights": "版权", "cover": "封面",
           "titlepage": "书名页", "colophon": "版权页"},
    "TC": {"contents": "目錄", "subtitle": "副題", "author": "作者", "publisher": "出版", "series": "叢書",
           "identifier": "書號", "date": "日期", "source": "來源", "length": "字數", "rights": "版權", "cover": "封面",
           "titlepage": "書名頁", "colophon": "版權頁"},
}  # fmt: skip
MACHINE_MADE = re.compile(r"^(?:urn:uuid|https?):|[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE)
THOUSAND, TEN_THOUSAND = {"SC": "千字", "TC": "千字"}, {"SC": "万字", "TC": "萬字"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    depth: int  # 1 is the highest
    identifier: str
    title: str


def words(document: Document) -> Mapping[str, str]:
    """What the matter says, in the document's script."""
    return WORDS[_script(document)]


def known(document: Document, names: frozenset[str]) -> Document:
    """The document as its style knows it: an official one under its own title, its author whoever signs it."""
    if OFFICIAL not in names:
        return document
    document = official_head.titled(document)
    lines = [tree.plain(block.text) for block in document.blocks if isinstance(block, Paragraph)]
    signer = official.signer(lines)
    if document.meta.authors or not signer or len(tree.body(document)) < len(document.blocks):
        return document
    return replace(document, meta=replace(document.meta, authors=(Text(signer),)))


def published(document: Document, names: frozenset[str], *, below_title: bool = True) -> Json:
    """The publication tree, its title block first, bound in the matter that the style asks for."""
    return bound(tree.published(document, below_title=below_title, title_lines=True), document, names)


def bound(published: Json, document: Document, names: frozenset[str]) -> Json:
    """The tree with the matter that the style asks for, if any, and each heading of a part or a chapter marked as one.

    The contents stand only where there are two headings or more: a list of one line leads nowhere.
    """
    if not names:
        return published
    blocks = official.formed(published["blocks"]) if OFFICIAL in names else published["blocks"]
    blocks = list(_opened(blocks))
    head, text = (blocks[:1], blocks[1:]) if blocks and _is_title_block(blocks[0]) else ([], blocks)
    if COLOPHON in names:
        head.append(_div(COLOPHON, list(_colophon(document))))
    if CONTENTS in names and len(found := entries(text)) > 1:
        lines = [_div(f"{ENTRY}{entry.depth}", [_para(_link(entry))]) for entry in found]
        head.append(_div(CONTENTS, [_div(CONTENTS_TITLE, [_para(_str(words(document)["contents"]))]), *lines]))
    return {**published, "blocks": [*head, *text]}


def chapter_depth(blocks: list[Json]) -> int:
    """How deep below the highest headings the chapters are: 1, or 2 in a book of parts (卷、部、编).

    Headings are parts when most of them are followed by a deeper heading and no text.
    """
    headings = [block for block in blocks if block["t"] == "Header"]
    top = min((heading["c"][0] for heading in headings), default=0)
    tops = sum(heading["c"][0] == top for heading in headings)
    empty = sum(a["t"] == b["t"] == "Header" and a["c"][0] == top < b["c"][0] for a, b in pairwise(blocks))
    several, one = tops > 1 and 2 * empty > tops, tops == empty == 1 and _deeper(headings, top) > 1
    return 2 if several or one else 1


def entries(blocks: list[Json]) -> list[Entry]:
    """The lines of the contents: parts, chapters and, in a book without parts, their sections; not a note's number."""
    headings = [block["c"] for block in blocks if block["t"] == "Header"]
    top = min((level for level, _, _ in headings), default=1)
    deepest = min(chapter_depth(blocks) + 1, DEEPEST)
    found = (Entry(level - top + 1, attr[0], plain(inlines)) for level, attr, inlines in headings)
    return [entry for entry in found if entry.depth <= deepest and entry.title]


def is_front(block: Json) -> bool:
    """Whether a block stands before the text: the title block, the colophon, the contents."""
    return bool(block["t"] == "Div" and block["c"][0][1] in ([tree.TITLE_BLOCK], [COLOPHON], [CONTENTS]))


def is_contents(block: Json) -> bool:
    """Whether a block is the contents."""
    return bool(block["t"] == "Div" and block["c"][0][1] == [CONTENTS])


def given(document: Document, key: str) -> str:
    """What the user or the source says of the book beyond what a text says: publisher, series, identifier, rights.

    A number that a machine gave it (urn:uuid:…) is for no reader.
    """
    value = plain(_inlines((pandoc_json.lower(document.meta.rest) or {}).get(metadata.KEPT.get(key, key))))
    return "" if key == "identifier" and MACHINE_MADE.search(value) else " ".join(value.split())


def series(document: Document) -> tuple[str, str]:
    """The series and the book's number in it: "长河文库 3" is ("长河文库", "3"); empty where there is none."""
    whole = given(document, "series")
    name, _, number = whole.rpartition(" ")
    return (name.strip(), number) if name and number.isdecimal() else (whole, "")


def _inlines(value: Json) -> Json:
    """The inlines of a value of pandoc's metadata: of a list, its first."""
    match value:
        case {"t": "MetaInlines", "c": inlines}:
            return inlines
        case {"t": "MetaString", "c": str(word)}:
            return [_str(word)]
        case {"t": "MetaList", "c": [first, *_]}:
            return _inlines(first)
        case {"t": "MetaMap", "c": {"text": inside}}:
            return _inlines(inside)
    return []


def _opened(blocks: list[Json]) -> Iterator[Json]:
    """The blocks, headings that open a part or a chapter with the class of it."""
    top = min((block["c"][0] for block in blocks if block["t"] == "Header"), default=0)
    chapter = top + chapter_depth(blocks) - 1
    for block in blocks:
        match block:
            case {"t": "Header", "c": [level, [name, classes, pairs], inlines]} if level <= chapter:
                kind = CHAPTER if level == chapter else PART
                yield {"t": "Header", "c": [level, [name, [*classes, kind], pairs], inlines]}
            case _:
                yield block


def _deeper(headings: list[Json], top: int) -> int:
    return sum(heading["c"][0] == top + 1 for heading in headings)


def _colophon(document: Document) -> Iterator[Json]:
    """Its lines: the title, then what is known of the book, each behind the word for it."""
    meta, said = document.meta, words(document)
    yield _div(COLOPHON_TITLE, [_para(_str(tree.title_of(document)))])
    known = {
        "subtitle": tree.plain(meta.subtitle).lstrip("—") if meta.subtitle else "",
        "author": "、".join(tree.authors_of(document)),
        **{key: given(document, key) for key in ("publisher", "series", "identifier")},
        "date": dates.month(tree.plain(meta.date)) if meta.date else "",
        "source": tree.plain(meta.source) if meta.source else "",
        "length": _length(document),
        "rights": given(document, "rights"),
    }
    for key, value in known.items():
        if value:
            yield _para(_str(f"{said[key]}\u3000{value.removeprefix(said[key] + '：')}"))


def _length(document: Document) -> str:
    """字数, as a colophon has it: in thousands, from ten thousand on in ten thousands with one decimal."""
    texts, script = replace(document, meta=Meta()).texts(), _script(document)
    count = sum(len("".join(text.chars.split())) for text in texts)
    if count < 1000:
        return f"{count}字"
    if count < 10_000:
        return f"{round(count / 1000)}{THOUSAND[script]}"
    return f"{count / 10_000:.1f}".removesuffix(".0") + TEN_THOUSAND[script]


def _script(document: Document) -> str:
    return "SC" if region(tree.language(document)) == "SC" else "TC"


def _is_title_block(block: Json) -> bool:
    return bool(block["t"] == "Div" and block["c"][0][1] == [tree.TITLE_BLOCK])


def plain(value: Json) -> str:
    """The words of inlines on one line, without notes."""
    match value:
        case {"t": "Note" | "Image"}:
            return ""
        case {"t": "Str", "c": str(word)} | {"t": "Code" | "Math", "c": [_, str(word)]}:
            return word
        case {"t": "Space" | "SoftBreak" | "LineBreak"}:
            return " "
        case {"t": "Link", "c": [_, inside, _]} | {"t": _, "c": [_, [*inside]]} | {"t": _, "c": [*inside]}:
            return plain(inside)
        case [*items]:
            return "".join(map(plain, items))
    return ""


def _div(name: str, blocks: list[Json]) -> Json:
    return {"t": "Div", "c": [["", [name], []], blocks]}


def _para(inline: Json) -> Json:
    return {"t": "Para", "c": [inline]}


def _str(value: str) -> Json:
    return {"t": "Str", "c": value}


def _link(entry: Entry) -> Json:
    return {"t": "Link", "c": [["", [], []], [_str(entry.title)], [f"#{entry.identifier}", ""]]}
