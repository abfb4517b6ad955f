"""The parts of an official document (公文), told apart by their form, as GB/T 9704-2012 sets each in its own way.

In: the publication tree. Out: the same words in the same order: the head of the document (版头) in the title block, the
addressee (主送机关, 7.3.2), the annexes (7.3.4), the signature and its date (7.3.5) with roles of their own, the second
level's heading that runs into its paragraph (（一）…。) as emphasis, for 楷体.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from converter.document import Json
from converter.editions import dates, official_head, tree

RUN_IN = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。；！？]{2,40}。(?=.)")
DATE = re.compile(
    r"(?:\d{4}|[〇零○一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
ENDS: Final = "。！？；：，、"
ANNEX, ANNEXED = re.compile("附件[：:]"), re.compile(r"\d{1,2}[.．、]")
NUMBERS: Final = {"TwoParens": ("（", "）"), "OneParen": ("", "）")}
ADDRESSEE, SIGNATURE, DATELINE = "addressee", "signature", "dateline"
ANNEX_ROLE, ANNEXED_ROLE = "annex", "annexed"
LONGEST_NAME: Final = 40  # characters of whoever signs
EARLY: Final = 3  # the addressee stands among so many blocks


def formed(blocks: list[Json]) -> list[Json]:
    """The blocks of an official document, the title block first if there is one."""
    titled = bool(blocks) and blocks[0]["t"] == "Div" and blocks[0]["c"][0][1] == [tree.TITLE_BLOCK]
    head, text = (blocks[:1], blocks[1:]) if titled else ([], blocks)
    if head:
        above = list(official_head.lines_above(text, [words(block) for block in text[: official_head.HEAD]]))
        text = text[len(above) :]
        attr, lines = head[0]["c"]
        head = [{"t": "Div", "c": [attr, [*above, *(line for line in lines if not _signs(line, text))]]}]
    text = [new for block in _addressed(text) for new in _numbered(block)]
    return [*head, *_ended([_run_in(block) for block in _annexed(text)])]


def words(block: Json) -> str:
    """The characters of a heading or a paragraph of nothing but text; empty for anything else."""
    match block:
        case {"t": "Header", "c": [_, _, inlines]} | {"t": "Para", "c": inlines}:
            if all(node["t"] in ("Str", "Space") for node in inlines):
                return "".join(node.get("c", " ") for node in inlines).strip()
    return ""


def _signs(line: Json, text: list[Json]) -> bool:
    """Whether a line of the title block is a byline of nobody but who signs the text."""
    attr, [paragraph] = line["c"]
    return attr[1] == [f"{tree.LINE}byline"] and words(paragraph) in {words(text[n]) for n in _signatures(text)}


def _numbered(block: Json) -> Iterator[Json]:
    """A list as paragraphs that begin with their numbers, which run in and are indented like any other (7.3.3)."""
    match block:
        case {"t": "OrderedList", "c": [[first, _, delimiter], items]} if all(map(_is_text, items)):
            before, after = NUMBERS.get(delimiter["t"], ("", "."))
            for n, [paragraph, *others] in enumerate(items, first):
                yield {"t": "Para", "c": _begun(f"{before}{n}{after}", paragraph["c"])}
                yield from others
        case _:
            yield block


def _is_text(item: list[Json]) -> bool:
    return bool(item) and item[0]["t"] in ("Para", "Plain")


def _begun(words: str, inlines: list[Json]) -> list[Json]:
    match inlines:
        case [{"t": "Str", "c": str(first)}, *others]:
            return [{"t": "Str", "c": words + first}, *others]
    return [{"t": "Str", "c": words}, *inlines]


def _annexed(blocks: list[Json]) -> list[Json]:
    """The list of what is annexed (附件说明, 7.3.4): its first line, and the lines below, numbers under numbers."""
    out = list(blocks)
    for n, block in enumerate(blocks):
        if block["t"] == "Para" and ANNEX.match(words(block)):
            out[n] = _role(ANNEX_ROLE, block["c"])
            for more in range(n + 1, len(blocks)):
                if blocks[more]["t"] != "Para" or not ANNEXED.match(words(blocks[more])):
                    break
                out[more] = _role(ANNEXED_ROLE, blocks[more]["c"])
    return out


def _addressed(blocks: list[Json]) -> list[Json]:
    """The first paragraph that ends in a colon, if nothing but short lines stand before it, as the addressee."""
    for n, block in enumerate(blocks[:EARLY]):
        if block["t"] == "Para" and words(block).endswith("：") and "。" not in words(block):
            return [*blocks[:n], _role(ADDRESSEE, block["c"]), *blocks[n + 1 :]]
        if block["t"] == "Header" or words(block).endswith(("。", "！", "？")):
            break
    return blocks


def _ended(blocks: list[Json]) -> list[Json]:
    """Whoever signs, and the date below, with roles; a text may have several (印发 and its appendix)."""
    out = list(blocks)
    for n, block in enumerate(blocks):
        if _is_date(block):
            out[n] = _role(DATELINE, block["c"])
    for n in _signatures(blocks):
        out[n] = _role(SIGNATURE, blocks[n]["c"])
    return out


def signer(paragraphs: list[str]) -> str:
    """Who signs a text of these paragraphs: the line above the first date that stands alone; empty when nobody does."""
    return next((above for above, date in pairwise(paragraphs) if _is_dated(date) and _is_name(above)), "")


def _signatures(blocks: list[Json]) -> list[int]:
    """Where the names of those who sign stand, each above a date."""
    return [
        n
        for n, (block, below) in enumerate(pairwise(blocks))
        if block["t"] == "Para" and _is_date(below) and _is_name(words(block))
    ]


def _is_date(block: Json) -> bool:
    return block["t"] == "Para" and _is_dated(words(block))


def _is_dated(line: str) -> bool:
    return bool(DATE.fullmatch(line) and dates.iso(line))


def _is_name(line: str) -> bool:
    return bool(line) and len(line) <= LONGEST_NAME and line[-1] not in ENDS and "：" not in line


def _run_in(block: Json) -> Json:
    """A paragraph that begins with its own heading of the second level, the heading in emphasis."""
    match block:
        case {"t": "Para", "c": [{"t": "Str", "c": str(word)}, *others]} if found := RUN_IN.match(word):
            heading = {"t": "Emph", "c": [{"t": "Str", "c": found[0]}]}
            return {"t": "Para", "c": [heading, {"t": "Str", "c": word[found.end() :]}, *others]}
    return block


def _role(name: str, inlines: list[Json]) -> Json:
    return {"t": "Div", "c": [["", [tree.LINE + name], []], [{"t": "Para", "c": inlines}]]}
