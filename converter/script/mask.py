"""What conversion must not touch: addresses, code, file names, and passages in Japanese or Korean.

In: a text. Out: the ranges that stay as they are, in order, never overlapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from converter.dictionaries import table
from converter.script.evidence import LINE_END
from converter.script.forms import simplified_only, traditional_only

Range = tuple[int, int]

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆"
KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9d"
HANGUL = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
# RFC 3986's characters. Han belongs to an address when the address goes on behind it, or when it ends a longer path
# (…/wiki/汉字); directly behind a host's own slash it is the sentence going on (http://a.cn/了解详情).
URI = r"A-Za-z0-9\-._~:/?\#\[\]@!$&'()*+,;=%"
HOST = rf"(?i:https?|ftp|file)://(?:[A-Za-z0-9\-._~:@%]|[{HAN}](?=[{HAN}]{{0,30}}\.))+"
PATH = rf"(?:[{URI}]|[{HAN}]+(?=[/.?\#&=%_\-]))*"
NO_NAME = r"\s，。；：！？、（）「」『』“”‘’《》<>|\"*?"  # what ends the name of a file
FILE_TYPE = (
    "txt|md|docx?|xlsx?|pptx?|odt|pdf|epub|html?|css|js|json|xml|csv|"
    "py|c|h|cpp|java|zip|rar|7z|jpe?g|png|gif|svg|mp[34]"
)

FENCE = "```"  # encloses lines of code

# A foreign passage ends where a sentence, a quotation or a Chinese clause ends; 、 is Japan's own comma.
_STRETCH = re.compile("[^。，！？!?；\n\r\u2028\u2029「」『』“”（）()《》\ufffc]+")
_CODE = re.compile("`")
_ANY_CLUE = re.compile(rf"[`@/\\.{KANA}{HANGUL}]")
_LINE_END = re.compile(f"[{LINE_END}]")
_FOREIGN = re.compile(f"[{KANA}{HANGUL}]")
_FOREIGN_WORD = re.compile(f"[{KANA}{HANGUL}]+(?:[{HAN}]{{1,2}}[{KANA}{HANGUL}]+)*")


def masked(text: str) -> list[Range]:
    """The ranges of a text that stay as they are."""
    if not _ANY_CLUE.search(text):
        return []
    fixed = [
        found.span() for kind in _fixed() for place in _places(kind, text) for found in kind.body.finditer(text, *place)
    ]
    foreign = [span for place in lines_with(_FOREIGN, text) for span in _foreign(text, *place)]
    return merged([*fixed, *foreign])


class Kind(NamedTuple):
    """Something that is masked: what no line that holds it is without, and what it looks like."""

    clue: re.Pattern[str]
    body: re.Pattern[str]


def _places(kind: Kind, text: str) -> Iterable[Range]:
    return [(0, len(text))] if kind.clue is _CODE and FENCE in text else lines_with(kind.clue, text)


def lines_with(clue: re.Pattern[str], text: str) -> Iterator[Range]:
    """The lines of a text that hold a clue."""
    end = 0
    for found in clue.finditer(text):
        if found.start() >= end:
            start = max(text.rfind(mark, end, found.start()) for mark in LINE_END) + 1
            after = _LINE_END.search(text, found.end())
            end = after.start() if after else len(text)
            yield max(start, 0), end


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order, those that touch made one."""
    out: list[Range] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


def _foreign(text: str, start: int, end: int) -> Iterator[Range]:
    for stretch in _STRETCH.finditer(text, start, end):
        letters = len(_FOREIGN.findall(stretch.group()))
        if letters >= 2 and not _chinese().search(stretch.group()):
            yield stretch.span()
        elif letters:
            yield from (word.span() for word in _FOREIGN_WORD.finditer(text, *stretch.span()))


@cache
def _fixed() -> tuple[Kind, ...]:
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
            re.compile(rf"\.(?i:{FILE_TYPE})(?![A-Za-z0-9])"),
            rf"""(?<=[“"'‘「『《（(])[\w\-.]+\.(?i:{FILE_TYPE})(?=[”"'’」』》）)])
            |(?<!\S)[\w\-.]{{1,20}}\.(?i:{FILE_TYPE})(?!\S)""",
        ),
    )


@cache
def _chinese() -> re.Pattern[str]:
    """Characters that modern Japanese does not write: a stretch that has one is Chinese with a foreign word in it."""
    shinjitai = table("JPShinjitaiCharacters")
    japanese = set(shinjitai) | set(table("TSCharacters"))  # most of Japan's own forms are Traditional ones
    simplified = simplified_only() - set(shinjitai) - set(shinjitai.values()) - japanese
    abolished = {old for new, old in shinjitai.items() if new != old and old in traditional_only()}
    return re.compile(f"[{''.join(sorted(simplified | abolished))}]")
