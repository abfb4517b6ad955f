"""The parts of an official document (公文), told apart by their form, as GB/T 9704-2012 sets each in its own way.

In: the publication tree. Out: the same words in the same order, but for the document's number (发文字号), which stands
above the title; the addressee (主送机关, 7.3.2), the signature and its date (7.3.5) with roles of their own, the
second level's heading that runs into its paragraph (（一）…。) as emphasis, for 楷体.
"""

from __future__ import annotations

import re
from typing import Final

from converter.document import Json
from converter.editions import dates, tree

NUMBER = re.compile(r"[\u4e00-\u9fff]{2,14}[〔\[［]\d{4}[〕\]］]第?\s*\d{1,5}\s*号")
RUN_IN = re.compile(r"（[一二三四五六七八九十]{1,3}）[^。；！？]{2,40}。(?=.)")
DATE = re.compile(
    r"(?:\d{4}|[〇零○一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
ENDS: Final = "。！？；：，、"
ADDRESSEE, SIGNATURE, DATELINE = "addressee", "signature", "dateline"
LONGEST_NAME: Final = 40  # characters of whoever signs
EARLY: Final = 3  # the addressee stands among so many blocks


def formed(blocks: list[Json]) -> list[Json]:
    """The blocks of an official document, the title block first if there is one."""
    titled = bool(blocks) and blocks[0]["t"] == "Div" and blocks[0]["c"][0][1] == [tree.TITLE_BLOCK]
    head, text = (blocks[:1], blocks[1:]) if titled else ([], blocks)
    if head and text and NUMBER.fullmatch(words(text[0])):
        head, text = [_above(head[0], text[0])], _raised(text[1:], text[0])
    return [*head, *_ended([_run_in(block) for block in _addressed(text)])]


def words(block: Json) -> str:
    """The characters of a heading or a paragraph of nothing but text; empty for anything else."""
    match block:
        case {"t": "Header", "c": [_, _, inlines]} | {"t": "Para", "c": inlines}:
            if all(node["t"] in ("Str", "Space") for node in inlines):
                return "".join(node.get("c", " ") for node in inlines).strip()
    return ""


def _above(title_block: Json, number: Json) -> Json:
    """The title block with the document's number as its first line, where no other stands."""
    attr, lines = title_block["c"]
    first = _role("source", [{"t": "Str", "c": words(number)}])
    return {"t": "Div", "c": [attr, [first, *lines]]}


def _raised(blocks: list[Json], gone: Json) -> list[Json]:
    """The blocks, their headings a level higher when the one that has gone was alone on the highest."""
    levels = [block["c"][0] for block in blocks if block["t"] == "Header"]
    if gone["t"] != "Header" or not levels or min(levels) <= gone["c"][0]:
        return blocks
    by = min(levels) - gone["c"][0]
    return [
        {"t": "Header", "c": [block["c"][0] - by, *block["c"][1:]]} if block["t"] == "Header" else block
        for block in blocks
    ]


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
        if block["t"] != "Para" or not DATE.fullmatch(words(block)) or not dates.iso(words(block)):
            continue
        out[n] = _role(DATELINE, block["c"])
        above = words(blocks[n - 1]) if n and blocks[n - 1]["t"] == "Para" else ""
        if above and len(above) <= LONGEST_NAME and above[-1] not in ENDS and "：" not in above:
            out[n - 1] = _role(SIGNATURE, blocks[n - 1]["c"])
    return out


def _run_in(block: Json) -> Json:
    """A paragraph that begins with its own heading of the second level, the heading in emphasis."""
    match block:
        case {"t": "Para", "c": [{"t": "Str", "c": str(word)}, *others]} if found := RUN_IN.match(word):
            heading = {"t": "Emph", "c": [{"t": "Str", "c": found[0]}]}
            return {"t": "Para", "c": [heading, {"t": "Str", "c": word[found.end() :]}, *others]}
    return block


def _role(name: str, inlines: list[Json]) -> Json:
    return {"t": "Div", "c": [["", [tree.LINE + name], []], [{"t": "Para", "c": inlines}]]}
