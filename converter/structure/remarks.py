"""What a site put inside the text's own lines: （本章未完，请点击下一页） in a paragraph, [編輯] behind each heading.

The line stays, the remark goes. A remark in brackets is known by its form or its wording; a button by coming again
behind other lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from converter.characters import content, ends_sentence
from converter.structure.form_search import ANYWHERE, form_of_text
from converter.structure.galley import Galley, Part
from converter.structure.line import Line
from converter.structure.numbering import number_of

BRACKETED = re.compile(r"[(【\[〔](?P<inner>[^()【】\[\]〔〕]{1,40})[)】\]〕]")  # in plain form
BUTTON = re.compile(
    r"(?<=\w)(?:\s*[\[【〔](?P<inner>[^\[\]【】〔〕]{1,16})[\]】〕]|[\s\u3000]+(?P<words>\S{1,4}(?:[\s\u3000]+\S{1,4})?)|播报\s*编辑|编辑本段)$"
)
SIGNED = re.compile(r"(?<=\w)\s+[+▾▸▶►✎✐♡♥☆★⊕](?P<words>\S{2,10})$")  # 食材　＋加入買菜清單
WORDED = 5.5  # log-odds of a remark by its wording
PRESSED = 1.0  # of a button, which comes again as well
FEWEST, FEWEST_UNKNOWN = 2, 3  # lines that have the same button, of known words and of others in brackets
OPENING = re.compile(r"[\[【〔](?!.?\d)(?![一-鿿]{0,2}注)")
FEWEST_OUTSIDE = 4  # characters of text beside a remark
LONGEST_BUTTONED = 30.0  # ems of a line with a button
RULE = "furniture.wording"


def cut_remarks(galley: Galley) -> None:
    """Take a site's remarks out of the lines about which nothing is decided yet."""
    buttons: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in galley.open():
        if BRACKETED.search(line.plain):
            for part in _bracketed(galley, line):
                galley.cut(index, part)
        short = index not in galley.cuts and not line.stopped and line.width <= LONGEST_BUTTONED
        if short and (match := BUTTON.search(line.plain)):
            buttons[match[0].strip()].append((index, match.start()))
        if short and (match := SIGNED.search(line.plain)) and galley.page_words.weigh(match["words"]) >= PRESSED:
            galley.cut(index, Part(match.start(), len(line.text), RULE, "a button of the page, behind its sign"))
    for words, places in buttons.items():
        titles = {content(galley.lines[index].text[:start]) for index, start in places}
        pressed = galley.page_words.weigh(words.strip("[]【】〔〕")) >= PRESSED
        if len(titles) >= (FEWEST if pressed else FEWEST_UNKNOWN) and (pressed or OPENING.match(words)):
            for index, start in places:
                if index in galley.cuts:
                    continue
                end = len(galley.lines[index].text)
                galley.cut(index, Part(start, end, RULE, "a button of the page, behind several lines"))


def _bracketed(galley: Galley, line: Line) -> Iterator[Part]:
    outside = BRACKETED.sub("", line.plain)
    told = ends_sentence(outside) or line.width > LONGEST_BUTTONED or number_of(line.opening) is not None
    if not told or len(content(outside)) < FEWEST_OUTSIDE:
        return
    for match in BRACKETED.finditer(line.plain):
        inner = match["inner"]
        form = form_of_text(inner, ANYWHERE, galley.settings.skips)
        if form or galley.page_words.weigh(inner) >= WORDED:
            rule, why = (form.rule, form.why) if form else (RULE, "a site's remark, worded as a page is")
            yield Part(*match.span(), rule, why)
