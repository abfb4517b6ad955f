"""What a text says itself in words that a page has too: whom to ask, its keywords, the articles that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.structure.forms import Form
from converter.structure.line import Line

KEYWORDS = re.compile(r"[\[【〖(]?\s*(?:关\s*键\s*[词字]|主\s*题\s*词|key\s?words)\s*[\]】〗)]?", re.IGNORECASE)
CONTACT = re.compile(  # 咨询电话：…; a site has a hotline, an address, a number to report to
    r"\(?(?!.*(?:举报|客服|服务|广告|发行|编辑部|备案|地址|邮编))[一-鿿\d]{0,14}(?:电话|联系人|联络人)\)?\s*:[^:]*"
)
CITED = re.compile(r"[-·•*●]?\s*《[^《》]{2,40}》(?:\(.{2,12}\))?第[一二三四五六七八九十百零〇\d]{1,6}[条款]")
FIGURE = re.compile(r"\d")


def spare_own(lines: Sequence[Line], forms: list[Form | None], last: int) -> None:
    """Take the form from such lines; `last`: the text's last line of prose, behind which a page has its keywords."""
    for at, line in enumerate(lines[:-1]):
        if forms[at] is None and forms[at + 1] is None:
            continue
        below = lines[at + 1]
        keyed = KEYWORDS.fullmatch(line.plain) and not FIGURE.search(below.plain) and at < last
        if keyed or CITED.match(below.plain):
            forms[at] = forms[at + 1] = None
        elif CONTACT.fullmatch(below.plain):
            forms[at + 1] = None
