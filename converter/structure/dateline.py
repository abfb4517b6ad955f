"""The line of date and source that stands under a headline: 民生评论 2019-12-22 16:25, 来源：… 作者：….

In: a line. Out: its parts, each with where it goes; a line that holds anything else is no such line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.characters import CLAUSE_MARKS
from converter.structure.byline import is_name
from converter.structure.forms import DATE, TIME
from converter.structure.galley import Part
from converter.structure.line import Line

WIDEST = 60.0  # ems; a longer line is prose
WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[.,]?\s+)?"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
ENGLISH = rf"{WEEKDAY}(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH}),?\s+{WEEKDAY}(?:19|20)\d\d"
DATELINE = re.compile(rf"(?:{DATE}|{ENGLISH})(?:\s*{TIME})?")
FONT_SIZE = re.compile(
    r"[【\[(]?\s*字[号体级]\s*(?:大小)?\s*[:】\]]?\s*(?:[【\[(]?\s*(?:特大|超大|大|中|小|默认)\s*[】\])]?\s*/?)*"
)
AUTHORS = ("作者", "撰文", "本报记者", "记者", "通讯员", "采写", "编译", "文字")
LABELLED = re.compile(
    rf"(?P<label>来源|稿源|出处|转自|{'|'.join(AUTHORS)}|编辑|责任编辑|(?:(?:最[后近])?(?:发布|刊登|发表|上稿|更新|出版))?(?:时间|日期)|发布|出版|更新|最[后近]更新|"
    r"点击数?|点击量|阅读数?|阅读量|浏览数?|浏览量|浏览次数|评论数?|人气|访问量|字数)\s*:\s*"
    rf"(?P<value>{DATE}(?:\s*{TIME})?|[^\s|]*(?: +(?![^\s:]{{2,6}}:)[一-鿿·]{{2,4}}(?![^\s|]))*)"
)
SOURCE_LABELS = {"来源", "稿源", "出处", "转自"}
DATA = re.compile(  # what stands beside a date and says nothing of the text
    r"(?:星期|周|礼拜)[一二三四五六日天]|第?[A-Z]?\d{1,3}版.{0,8}|第.{1,4}版.{0,8}|往期回顾|返回.{0,2}|上一版|下一版|原创|转载|\d+字"
)
WORD = re.compile(r"[^\s|·/]+")
SECTION = "the section or the paper it appeared in"
MOST_SECTIONS = 2  # names of sections and papers in one line
SOURCE_WIDTH = 12  # characters of a section's or a paper's name


def dateline_parts(line: Line) -> list[Part]:
    """The line as parts, each with its destination; empty when it is no dateline."""
    date = DATELINE.search(line.plain)
    if date is None or line.width > WIDEST:
        return []
    found = [Part(date.start(), date.end(), "front.date", "the date", "meta.date")]
    spans = [date.span()]
    for match in FONT_SIZE.finditer(line.plain):
        found.append(Part(*match.span(), "furniture.font-size", "a web page's font-size switch"))
        spans.append(match.span())
    for match in LABELLED.finditer(line.plain):
        if not any(start < match.end() and match.start() < end for start, end in spans):
            found.append(_labelled_part(match))
            spans.append(match.span())
    for match in WORD.finditer(line.plain):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        if DATA.fullmatch(match[0]):
            found.append(_page_data(Part(*match.span(), "", "")))
            continue
        if len(match[0]) > SOURCE_WIDTH or any(mark in match[0] for mark in CLAUSE_MARKS + "。"):
            return []
        found.append(_word_part(match))
    sections = [part for part in found if part.why == SECTION]
    if len(sections) > MOST_SECTIONS:  # a page's words about itself
        found = [_page_data(part) if part in sections else part for part in found]
    return _ordered(found) if len(found) > 1 or date.span() == (0, len(line.plain)) else []


def _word_part(match: re.Match[str]) -> Part:
    if is_name(match[0]):
        return Part(*match.span(), "front.author", "the author's name beside the date", "meta.authors")
    return Part(*match.span(), "front.source", SECTION, "meta.source")


def _page_data(part: Part) -> Part:
    return Part(part.start, part.end, "furniture.page-data", "a web page's data about itself")


def _labelled_part(match: re.Match[str]) -> Part:
    if match["label"] in SOURCE_LABELS:
        return Part(
            match.start("value"), match.end(), "front.source", "the paper or site it appeared in", "meta.source"
        )
    if match["label"] in AUTHORS:
        return Part(match.start("value"), match.end(), "front.author", "the author", "meta.authors")
    return Part(*match.span(), "furniture.page-data", "a web page's data about itself")


def _ordered(parts: Sequence[Part]) -> list[Part]:
    """The parts in order; of several dates or sources the first counts, the rest goes out with a reason."""
    seen: set[str] = set()
    found = []
    for part in sorted(parts, key=lambda part: part.start):
        if part.to and part.to in seen and part.to != "meta.authors":
            part = Part(part.start, part.end, "furniture.page-data", "a second date or source")
        seen.add(part.to)
        found.append(part)
    return found
