"""The head of a post or a mail: 作者 … 看板 … / 標題 … / 時間 …, 发信人: … 信区: … / 主题: …, From: … Subject: ….

In: the first lines. Out: the fields they give, where each stands. A head has a title and two more fields, or is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converter.structure.assembly import Entry
from converter.structure.galley import Galley, Kind, Part, Verdict

FIELDS = {
    **dict.fromkeys(("标题", "主题", "主旨", "subject"), "title"),
    **dict.fromkeys(("作者", "发信人", "寄件者", "寄件人", "发件人", "from"), "authors"),
    **dict.fromkeys(("时间", "日期", "发信时间", "date", "sent"), "date"),
    **dict.fromkeys(("看板", "信区", "版面"), "source"),
    **dict.fromkeys(("站内", "发信站", "收件者", "收件人", "to", "cc", "转信站"), ""),
}
NAMES = "|".join(r"\s*".join(name) if len(name) == 2 and not name.isascii() else name for name in FIELDS)  # 标　题
LABEL = re.compile(rf"(?:^|(?<=\s\s)|(?<=,\s))\s*(?P<label>{NAMES})(?:\s*:\s*|\s+)(?=\S)", re.IGNORECASE)
TAG = re.compile(r"(?:\s*(?:re|fw|fwd|回复|转寄)\s*:)*\s*(?:[\[〔【][^\]〕】]{1,8}[\]〕】]\s*)?", re.IGNORECASE)
DEPTH = 10  # lines within which a head begins
FEWEST = 3  # fields


def read_post(galley: Galley, head: Sequence[int]) -> Iterator[Entry]:
    """What a post's head says; its title counts when no line below is the title in full or in part."""
    for index, parts in _post_head(galley, head).items():
        line = galley.lines[index]
        galley.decide(index, Verdict(Kind.FRONT, "front.post", "the head of a post", parts=tuple(parts)))
        for part in parts if galley.verdicts[index] else ():
            if part.to:
                yield Entry(part.to.removeprefix("meta."), line.text[part.start : part.end], part.rule, part.why)


def _post_head(galley: Galley, head: Sequence[int]) -> dict[int, list[Part]]:
    """For each line of the head its fields as parts; empty when the text has no such head."""
    found: dict[int, list[Part]] = {}
    for index in head[:DEPTH]:
        parts = _fields(galley.lines[index].plain)
        if parts:
            found[index] = parts
        elif found and any(map(str.isalnum, galley.lines[index].text)):
            break
    names = [part.to for parts in found.values() for part in parts]
    return found if len(names) >= FEWEST and names.count("meta.title") == 1 and "meta.authors" in names else {}


def _fields(line: str) -> list[Part]:
    labels = list(LABEL.finditer(line))
    if not labels or labels[0].start() > 0:
        return []
    ends = [label.start() for label in labels[1:]] + [len(line)]
    parts = []
    for label, end in zip(labels, ends, strict=True):
        name = FIELDS["".join(label["label"].split()).lower()]
        start = label.end()
        if name == "title" and (tag := TAG.match(line, start)) and tag.end() < end:
            start = tag.end()
        stop = start + len(line[start:end].rstrip(" ,"))
        to = f"meta.{name}" if name else ""
        rule = f"front.{name}" if name else "furniture.page-data"
        parts.append(Part(start, stop, rule, "a field of the post's head", to))
    return parts
