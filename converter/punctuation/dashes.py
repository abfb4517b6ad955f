"""Dashes and ellipses take two places each: —— and …… (GB/T 15834-2011 4.11, 4.13; 重訂標點符號手冊 破折號, 刪節號).

A single — between Han stays: it joins a range or a route (GB/T 15834-2011 4.14, 一字线).
"""

from __future__ import annotations

import re

from converter.characters import is_han
from converter.punctuation.proof import Mend, Proof

DASH, ELLIPSIS = "——", "……"
DASHES = re.compile(r"(?<!<!)(?<![A-Za-z0-9])-{2,}(?![A-Za-z>])|[—―─－]{2,}")  # no --option, no <!-- comment -->
DOTS = re.compile(r"\.{3,}|…+(?:\.+)?|。{2,}|(?:· ?){4,}·|・{3,}")
DASH_MEND = Mend("punctuation.dash", "a dash takes two places")
DOTS_MEND = Mend("punctuation.ellipsis", "an ellipsis takes two places")
DASHLIKE, DOTLIKE = "-—―─－", ".…·・"  # no run without one of these, but of full stops
CHINESE_MARKS = "，。、；：？！（）《》「」『』“”‘’"


def double(proof: Proof) -> None:
    """Runs of hyphens, dashes and dots beside Chinese become the two-place marks."""
    text = proof.text()
    dashes, dots = proof.may_have(DASHLIKE), proof.may_have(DOTLIKE) or "。。" in text
    if not (dashes or dots) or set(map(len, proof.cells)) > {1}:
        return
    for match in DASHES.finditer(text) if dashes else ():
        _replace(proof, match, DASH, DASH_MEND)
    for match in DOTS.finditer(text) if dots else ():
        _replace(proof, match, ELLIPSIS, DOTS_MEND)


def _replace(proof: Proof, match: re.Match[str], new: str, mend: Mend) -> None:
    start, end = match.span()
    whole = start == 0 and end == len(proof)  # a line of dashes is a rule, not a dash
    if match[0] == new or whole or not _beside_chinese(proof, start, end):
        return
    for index in range(start, end):
        offset = index - start
        last = index == end - 1
        proof.mend(index, new[offset:] if last else new[offset : offset + 1], mend)


def _beside_chinese(proof: Proof, start: int, end: int) -> bool:
    around = proof.before(start, spaces=False) + proof.after(end - 1, spaces=False)
    return any(is_han(char) or char in CHINESE_MARKS for char in around)
