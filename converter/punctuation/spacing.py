"""Spaces that Chinese does not have.

Chinese is set without word spaces (CLREQ 3.2). A space between two Han is dropped in prose; in a heading, a
byline or a line of verse, and behind an article's number (第三条　…), it separates and becomes the ideographic space.
"""

from __future__ import annotations

import re

from converter.characters import is_han
from converter.document import Role
from converter.punctuation.proof import Mend, Proof

CJK = "，。、；：？！（）《》〈〉「」『』【】〔〕“”‘’…—·"
SPACES = " \u00a0\u3000\n\t"
RUNS = re.compile(f"[{SPACES}]+")
ORDINAL = re.compile(
    "第[零〇一二三四五六七八九十百千两兩0-9]+[条條款项項章节節编編回卷部篇集]|附则|附則|附录|附錄|[问問答][:：]?"
)
OFFICES = "记者|記者|通讯员|通訊員|摄影|攝影|摄|攝|编辑|編輯|作者|撰文|翻译|翻譯|报道|報導|整理|文|图|圖"
OFFICE_BEFORE = re.compile(f"(?:{OFFICES})$|(?:{OFFICES})[ \u3000][一-鿿]{{2,4}}$")
OFFICE_AFTER = re.compile(f"(?:{OFFICES})(?:[ \u3000，。）)]|$)")
PROSE_MARKS = frozenset("，。；！？、,;!?")
LONG = 6  # characters on each side of a space that may stand for a lost mark
DROPPED = Mend("punctuation.space", "a space between Chinese characters")
DOUBTFUL = Mend("punctuation.space", "a space between Chinese characters, perhaps for a lost mark", False, ("，", "。"))
ROW = re.compile(
    "(?<![一-鿿])(?:(?:[一-鿿]{2}[ \u3000]){2,}[一-鿿]{2}|(?:[一-鿿]{3}[ \u3000]){2,}[一-鿿]{3})"
)  # 北京 上海 广州
IN_A_ROW = Mend("punctuation.space", "a space between words in a row, perhaps for a mark", False, ("、", ""))
SEPARATES = Mend("punctuation.space", "a space that separates, as wide as a character")
ONE = Mend("punctuation.space", "several spaces in a row")


def close_up(proof: Proof) -> None:
    """Spaces between Chinese characters and marks; runs of spaces elsewhere become one."""
    text = proof.text() if proof.may_have(SPACES) else ""
    if len(text) != len(proof):
        return
    prose = proof.role is Role.BODY and any(mark in text for mark in PROSE_MARKS)
    rows = list(ROW.finditer(text)) if prose else []
    for match in RUNS.finditer(text):
        start, end = match.span()
        if start == 0 or end == len(text):
            continue
        if not (_cjk(text[start - 1]) and _cjk(text[end])):
            _set(proof, start, end, "\n" if "\n" in match[0] else " ", ONE) if end - start > 1 else None
        elif any(row.start() < start < row.end() for row in rows):
            _set(proof, start, end, "\u3000", IN_A_ROW)
        elif _separates(text, start, end, prose=prose):
            _set(proof, start, end, "\u3000", SEPARATES)
        else:
            _set(proof, start, end, "", DOUBTFUL if _is_doubtful(text, start, end) else DROPPED)


def _cjk(char: str) -> bool:
    return is_han(char) or char in CJK


def _separates(text: str, start: int, end: int, *, prose: bool) -> bool:
    if text[start - 1] in CJK or text[end] in CJK:
        return False
    ordinal = ORDINAL.match(text)
    return bool(ordinal and ordinal.end() == start) or not prose or _names_persons(text, start, end)


def _names_persons(text: str, start: int, end: int) -> bool:
    """Whether the space stands between an office and a name, or between names set in a row: 记者 高飞 通讯员 罗敏."""
    return bool(OFFICE_BEFORE.search(text[max(0, start - 8) : start]) or OFFICE_AFTER.match(text[end : end + 8]))


def _is_doubtful(text: str, start: int, end: int) -> bool:
    return (
        all(map(is_han, text[max(0, start - LONG) : start]))
        and start >= LONG
        and all(map(is_han, text[end : end + LONG]))
    )


def _set(proof: Proof, start: int, end: int, new: str, mend: Mend) -> None:
    for index in range(start, end):
        proof.mend(index, new if index == start else "", mend)
