"""A page's own lines that come again: a button under each answer, a poster's signature, a site's own name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from converter.characters import content
from converter.structure.forms import Form
from converter.structure.galley import LINK_WIDTH, Galley
from converter.structure.heading_wording import CODE, CREDITED, QUANTITY
from converter.structure.line import Line
from converter.structure.page_forms import ANY_LINE, COUNTED, MENU_WIDTH, is_bare, is_own, is_row, is_text

REPEATED = "furniture.repeated"
CONTINUED = Form(
    "furniture.continued", "the heading again, on a further page of its chapter", ANY_LINE, 5.0, anywhere=True
)
PARTED = re.compile(r"(?P<words>.+?)\s*[(\[](?P<part>\d{1,2})\s*/\s*\d{1,2}[)\]]")
AGAIN = Form(REPEATED, "a line of the page that comes again", ANY_LINE, 5.0, anywhere=True)
SIGNED = Form("furniture.site-name", "the site speaks under its name", ANY_LINE, 4.5, anywhere=True)
SPOKEN = 60.0  # ems of what a site says
VERSE, SUNG = 2, 0.7  # lines on either side, and how many of them
FEWEST_BESIDE = 3
BEGINNING = 6  # characters of the title
FEWEST_AGAIN, FEWEST_TITLED = 2, 4  # lines; characters of a title
AGAIN_WORDED = 0.8  # log-odds, by its wording, of a line that comes again
SIGNS = re.compile(r"={3,}|^\[.*[一-鿿].*\]$|[■-◿☀-➿\U0001f300-\U0001faff]")
NOT_DATE = re.compile("(?![中华民国公元年月日时分秒星期周礼拜晴阴雨雪第章节回卷页条号])[一-鿿]")
FEWEST_WORDS = 3  # characters, for a line of numbers to be a page's counter
LAST_WORDS = re.compile(r"\s*[·•・|]\s*|\s{2,}|\u3000")
DIGITS = re.compile(r"\d+")


def add_repeated(galley: Galley, forms: list[Form | None]) -> None:
    """Give a form to a page's own line that comes again: the same words, or the title with a number or a word more."""
    if galley.settings.skips(REPEATED):
        return
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in galley.open():
        if line.width <= LINK_WIDTH and not line.text.endswith(("。", "”", "」")) and not is_text(line):
            places[DIGITS.sub("#", "".join(line.plain.split()))].append(index)
    title = content(next((line.text for index, line in galley.open() if index >= galley.title), ""))
    for shape, found in places.items():
        line = galley.lines[found[0]]
        if CODE.fullmatch(line.plain) or any(is_row(galley.lines, at) for at in found):
            continue
        if any(_is_sung(galley.lines, forms, at) for at in found):
            continue
        words = content(line.text)
        weight = galley.page_words.weigh(line.plain)
        begins = len(title) >= BEGINNING and words.startswith(title[:BEGINNING])  # 外婆的萝卜丸子的做法　步骤3
        titled = words != title and (
            (begins and len(found) > FEWEST_AGAIN) or (len(title) >= FEWEST_TITLED and title in words)
        )
        often = len(found) > FEWEST_AGAIN
        counter = shape.count("#") > 1 and len(NOT_DATE.findall(shape)) >= FEWEST_WORDS
        signs = often and SIGNS.search(line.text) is not None
        if len(found) >= FEWEST_AGAIN and (
            weight >= (0.0 if often and weight else AGAIN_WORDED) or titled or counter or signs
        ):
            for index in found:
                forms[index] = AGAIN
    for found in _same_ends(galley).values():
        if len(found) > FEWEST_AGAIN:
            for index in found:
                forms[index] = AGAIN
    _add_beside(galley.lines, forms)
    _add_continued(galley, forms)


def _is_sung(lines: Sequence[Line], forms: Sequence[Form | None], at: int) -> bool:
    """Whether a line stands among short lines of no known form, as a refrain does."""
    near = [place for place in range(max(0, at - VERSE), min(len(lines), at + VERSE + 1)) if place != at]
    return sum(forms[place] is None and is_bare(lines[place]) for place in near) > SUNG * len(near)


def _same_ends(galley: Galley) -> dict[str, list[int]]:
    """The short lines whose last words are the same but for a number: 水电大拿 · 帮过 902 人, 麦田守望 · 帮过 4 人."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in galley.open():
        if line.stopped or line.width > MENU_WIDTH * 3 or QUANTITY.search(line.plain) or is_row(galley.lines, index):
            continue
        parts = LAST_WORDS.split(line.plain)
        if len(parts) > 1 and not is_own(line):
            end = DIGITS.sub("#", "".join(parts[1:]).replace(" ", ""))
            if "#" in end and NOT_DATE.search(end):
                places[end].append(index)
    return places


def _add_beside(lines: Sequence[Line], forms: list[Form | None]) -> None:
    """Give a form to a line that comes again, each time beside a page's own line: a poster's name, a signature."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if forms[at] is None and 0 < line.width <= LINK_WIDTH:
            places[line.text].append(at)
    told = [form is not None and form.weight >= COUNTED for form in forms]
    for found in places.values():
        beside = [at for at in found[1:] if told[at - 1] or (at + 1 < len(told) and told[at + 1])]
        if len(found) >= FEWEST_BESIDE and len(beside) == len(found) - 1:
            for at in beside:
                forms[at] = AGAIN


def _add_continued(galley: Galley, forms: list[Form | None]) -> None:
    """Give a form to a chapter's heading on the further pages of the chapter: 第四十一章　第三盏灯（2/2）."""
    seen: set[str] = set()
    for index, line in galley.open():
        if line.width > LINK_WIDTH:
            continue
        parted = PARTED.fullmatch(line.plain)
        if parted and parted["part"] != "1" and content(parted["words"]) in seen:
            forms[index] = CONTINUED
        seen.add(content(parted["words"] if parted else line.text))


def add_signed(galley: Galley, forms: list[Form | None], names: Collection[str]) -> None:
    """Give a form to a line in which a site speaks under its name: in brackets, or without a sentence's stop."""
    for index, line in galley.open():
        named = line.width <= SPOKEN and any(name in line.plain for name in names)
        if (
            named
            and line.text[-1] not in "：:"
            and (not line.stopped or line.text[-1] in ")）】］〕！!～")
            and not is_own(line)
            and not CREDITED.fullmatch(line.plain)  # a picture's caption names who took it
        ):
            forms[index] = forms[index] or SIGNED
