"""What a text holds that is no prose: web and e-mail addresses, code, file names.

In: a text. Out: the ranges of these, in order, never overlapping. No stage changes a character inside one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

Range = tuple[int, int]

LINE_END = "\n\r\u2028\u2029"
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆"
# RFC 3986's characters. Han belongs to an address when the address goes on behind it, or when it ends a longer path
# (…/wiki/汉字); directly behind a host's own slash it is the sentence going on (http://a.cn/了解详情).
URI = r"A-Za-z0-9\-._~:/?\#\[\]@!$&'()*+,;=%"
HOST = rf"(?i:https?|ftp|file)://(?:[A-Za-z0-9\-._~:@%]|[{HAN}](?=[{HAN}]{{0,30}}\.))+"
PATH = rf"(?:[{URI}]|[{HAN}]+(?=[/.?\#&=%_\-]))*"
NO_NAME = r"\s，。；：！？、（）「」『』“”‘’《》<>|\"*?"  # what ends the name of a file
NAME = r"[A-Za-z0-9_.+\-]{1,64}"
FILE_TYPE = (
    "txt|md|docx?|xlsx?|pptx?|odt|pdf|epub|html?|css|js|json|xml|csv|"
    "py|c|h|cpp|java|zip|rar|7z|jpe?g|png|gif|svg|mp[34]"
)

FENCE = "```"  # encloses lines of code
TRAILING = ",.;:!?)]\"'"  # these end the sentence or the bracket around an address, not the address

_CODE = re.compile("`")
_ANY_CLUE = re.compile(r"[`@/\\.]")  # none of these is without one


def addresses(text: str) -> list[Range]:
    """The ranges of addresses, code and file names."""
    if not _ANY_CLUE.search(text):
        return []
    found = (match for kind in _kinds() for place in _places(kind, text) for match in kind.body.finditer(text, *place))
    return merged((match.start(), match.start() + len(match.group().rstrip(TRAILING))) for match in found)


class Kind(NamedTuple):
    """Something that is masked: what no line that holds it is without, and what it looks like."""

    clue: re.Pattern[str]
    body: re.Pattern[str]


def _places(kind: Kind, text: str) -> Iterable[Range]:
    return [(0, len(text))] if kind.clue is _CODE and FENCE in text else lines_with(kind.clue, text)


def lines_with(clue: re.Pattern[str], text: str) -> Iterator[Range]:
    """The lines of a text that hold a clue."""
    marks = [mark for mark in LINE_END if mark in text]
    end = 0
    for found in clue.finditer(text):
        if found.start() >= end:
            start = max((text.rfind(mark, end, found.start()) for mark in marks), default=-1) + 1
            ends = [after for mark in marks if (after := text.find(mark, found.end())) >= 0]
            yield max(start, 0), (end := min(ends, default=len(text)))


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order, those that touch made one."""
    out: list[Range] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


@cache
def _kinds() -> tuple[Kind, ...]:
    def kind(clue: re.Pattern[str], body: str) -> Kind:
        return Kind(clue, re.compile(body, re.VERBOSE | re.DOTALL))

    return (
        kind(_CODE, r"```.*?```  |  `[^`\n\u2029]+`"),  # as Markdown fences it
        kind(
            re.compile("://"),
            rf"{HOST}/{PATH}(?:[A-Za-z0-9%]|[{HAN}]+)[/=][{HAN}]+(?![{HAN}\w])  |  {HOST}(?:[/?\#]{PATH})?",
        ),
        kind(re.compile(r"(?i:www)\."), r"(?i:www)\.[A-Za-z0-9\-._~/?\#=%&]+"),
        kind(
            re.compile("@"), r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"
        ),  # e-mail
        kind(
            re.compile(r"[\\/]"),
            rf"""(?:[A-Za-z]:\\|(?<![A-Za-z0-9/])~?/(?=[A-Za-z][A-Za-z0-9._\-]*/))
            (?:[^{NO_NAME}]{{0,200}}?\.(?i:{FILE_TYPE})(?![A-Za-z0-9])|[^{NO_NAME}{HAN}]*)""",
        ),
        kind(
            re.compile("/"), r"(?<![\w/.])(?:[A-Za-z0-9_.+\-]{1,64}/){1,20}[A-Za-z0-9_.+\-]{1,64}\.[A-Za-z0-9]{1,5}\b"
        ),
        kind(
            re.compile(rf"\.(?i:{FILE_TYPE})(?![A-Za-z0-9])"),
            rf"""(?<=[“"'‘「『《（(])[\w\-.]+\.(?i:{FILE_TYPE})(?=[”"'’」』》）)])
            |(?<!\S)[\w\-.]{{1,20}}\.(?i:{FILE_TYPE})(?!\S)""",
        ),
    )
