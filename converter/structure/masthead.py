"""Which of a page's first lines is the title of its text, when a site's own lines stand above it.

A site prints its name, its navigation and where the page stands; then the title, and under it who wrote it and when.
The title is the line whose words come again in the text, that is repeated (in the window's title, at the end of the
breadcrumb), and that the line of date and author follows. What stands above it is the site's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converter.characters import content, is_han
from converter.structure.byline import is_name, names_in
from converter.structure.dateline import dateline_parts
from converter.structure.forms import Form
from converter.structure.galley import Galley
from converter.structure.heading_wording import is_something_else
from converter.structure.line import Line
from converter.structure.numbering import number_of

DEPTH = 24  # lines that a site's own may take above the title
PROSE, LONG = 20.0, 30.0  # ems of a stopped line that is text, and of one with a clause
WIDEST, NARROWEST = 60.0, 1.5  # ems of a title
CHAPTER = 4.0  # strength of a number that makes a chapter of a line
SITE = 2.5  # weight of a form that shows a site's own lines
NOT_TITLE = 3.0  # weight of a form that no title has
LONG_TITLE = 5  # characters
OFTEN = 3  # times that a text names what it is about
TELLING_PAIRS = 4  # a word or two may come again by chance
REACH = 3  # lines of no known form that may stand between the site's last line and the title
BODY = 20_000  # characters of the text to find the title's words in
LEAST = 1.0
SPACED = re.compile(r"(?<=\w\w)\s+(?=\w\w)")
OF_PAGE = re.compile("本(?:词条|条目|页|站|网|平台|系统|库)")  # a page that speaks of itself
DASHED = re.compile("[—–─]{2}|--")
ASKING = re.compile("[请你您]")
GAP = re.compile("\\w\u3000+\\w")
TITLED = re.compile(r"(?:法规名称|标题|题名|篇名|书名)\s*:\s*\S")
FEW_WORDS = 2  # between spaces: more are buttons
BRIEF, FULL = 4.0, 8.0  # ems
# 南灣鎮公所　函: what stands for a title in a letter of a Taiwanese office (文書處理手冊, 公文格式)
OFFICIAL = re.compile(r"[^\s:，。]{3,24}\s+(?:函|书函|令|公告|咨|呈|开会通知单|会勘通知单)")
NAVIGATION = ("furniture.navigation", "furniture.breadcrumb")
SITE_NAME = re.compile(
    r".*(?:网|网站|书库|文库|诗社|杂志|周刊|月刊|中文|门户|平台|社区|论坛|频道|文学|书屋|书城|日报|晚报|在线|部落|之家|图书馆|资料库|数据库|法院|学校|学院|大学|中学|医院|公司|基金会"
    r"|协会|精华区|公报|双月刊|季刊|网路版|电子报|小筑|日[记誌志])(?:[-—·\s].*)?"
)
OWNED = re.compile(r"©|copyright|版权|备案|地址|电话|powered", re.IGNORECASE)  # where a page says whose it is
SUBTITLE = re.compile(r"(?:访|专访(?!\s*[|:])|对话(?!\s*[|:])|——|\().+")
LABELS = re.compile(  # what a page tells about its text
    r"(?:作\s?者|编\s?者|译\s?者|楼主|记者|撰文|采写|编辑|文|图|摄|摄影|来源|稿源|出处|出自|刊名|卷期|看板|时间|日期|posted|by"
    r"|(?:发布|发表|上传|更新|最后更新|最后修订)(?:时间|日期)?|类别|分类|主题分类|字数|阅读|点击|浏览|点阅|单位|状态|体\s*裁"
    r"|档\s*号|索\s*引\s*号|文\s*号|有\s*效\s*性|保存年限|发布机构|地址|电话|传真|承办人|受文者|速别|密等|附件|发文\w{2})"
    r"(?:于|on|\s)*(?:[:|/\d]|\s+\S)|\S{2,6}:\S+\s+\S{2,6}:\S",
    re.IGNORECASE,
)
ISSUE = re.compile(
    r".{0,30}第.{1,6}卷?\s*(?:第.{1,4})?期.{0,16}|.{2,16}\s第.{1,4}[辑册].{0,8}|第?[A-Z]?\d{1,3}版.{0,8}"
)
LABELLED = re.compile(r"\S{2,6}\s*:\s*\S")
TAG = re.compile(r"^\s*[\[【〔][^\]】〕]{1,8}[\]】〕]\s*")
NUMERIC_DATE = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}")
BAR = re.compile(r"\s*[|︱_]\s*")
SHORTEST_TITLE = 3  # characters before a site's name
BOOK = re.compile("[《〈][^《》〈〉]{1,30}[》〉]")
WORDS = re.compile(r"[一-鿿]{3,10}")
CUT = re.compile(r"\s*[_|｜︱>»›→/\\〉:：-]\s*|\s+[-—–]\s+")


@dataclass(frozen=True, slots=True)
class _Head:
    """A page's first lines, and what the rest of it says."""

    lines: Sequence[Line]
    forms: Sequence[Form | None]
    pairs: frozenset[str]  # of neighbouring characters in the text
    foot: frozenset[str]  # the page's last lines
    owners: str  # the words of those that say whose the page is
    letters: str  # the text's own


def title_below(galley: Galley, forms: Sequence[Form | None]) -> int | None:
    """The place of the title below a site's own lines; None where no site has any, or nothing is a better title."""
    depth = _depth(galley.lines, forms)
    told = [line.text for at, line in enumerate(galley.lines) if at >= depth or (line.width > LONG and not forms[at])]
    body = "".join(told)[:BODY]
    letters = content(body)
    foot = {content(line.text) for line in galley.lines[-DEPTH:]}
    owners = "".join(content(line.text) for line in galley.lines[-DEPTH:] if OWNED.search(line.plain))
    pairs = frozenset(letters[at : at + 2] for at in range(len(letters) - 1))
    head = _Head(galley.lines[:depth], forms[:depth], pairs, frozenset(foot), owners, letters)
    site = [at for at in range(depth) if (form := forms[at]) and form.weight >= SITE and not is_meta(galley.lines[at])]
    if not site:
        return None
    scores = {at: score for at in range(depth) if (score := _score(head, at)) is not None}
    within = [at for at in scores if at < site[0] or _reaches(head, site, at)]
    within = [at for at in within if scores[at] >= LEAST]
    best = max(within, key=lambda at: (scores[at], -at), default=None)
    return best if best is not None and best > site[0] else None


def _reaches(head: _Head, site: Sequence[int], at: int) -> bool:
    """Whether hardly any line of the text stands between the site's lines and a line below them."""
    return site[0] < at and _unknown(head, at) <= REACH


def _depth(lines: Sequence[Line], forms: Sequence[Form | None]) -> int:
    """How many lines stand before the first line of prose, which a text without its stops shows by its length alone.

    A book's title in its marks over its author (《石门渡》 / 作者：…) counts wherever it stands among the first lines.
    """
    for at in range(min(DEPTH, len(lines) - 1)):
        if BOOK.fullmatch(lines[at].plain) and is_meta(lines[at + 1]):
            return at + 1
    found = (at for at, line in enumerate(lines[:DEPTH]) if forms[at] is None and _is_prose(line))
    return next(found, min(DEPTH, len(lines)))


def _is_prose(line: Line) -> bool:
    clauses = sum(mark in "，,；;" for mark in line.text)
    if line.text[-1:] in ("？", "?") and line.width <= WIDEST and "。" not in line.text:
        return False  # a question may be a title
    return line.width > PROSE and (line.stopped or clauses > 1 or (clauses > 0 and line.width > LONG))


def _score(head: _Head, at: int) -> float | None:
    """How much a line is like the title; None when it cannot be."""
    line, form = head.lines[at], head.forms[at]
    weight = form.weight if form is not None else 0.0
    number = number_of(line.opening)
    if weight >= NOT_TITLE or not NARROWEST <= line.width <= WIDEST or line.text.endswith(("。", "：", ":", "，")):
        return None
    if not any(map(is_han, line.text)) or (number is not None and number.strength >= CHAPTER) or is_meta(line):
        return None
    if is_something_else(line):
        return None
    if _is_in_index(head, at) and not TITLED.match(line.plain):
        return None
    words = content(line.text)
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    below = range(at + 1, min(at + 4, len(head.lines)))
    chapters = [number for place in below if (number := number_of(head.lines[place].opening))]
    is_book = any(chapter.strength >= CHAPTER for chapter in chapters)
    evidence = (
        (4.0, sum(pair in head.pairs for pair in pairs) / max(len(pairs), TELLING_PAIRS)),
        (2.0, len(words) >= SHORTEST_TITLE and head.letters.count(words) >= OFTEN),
        (2.0, any(is_meta(head.lines[place]) or _is_author(head.lines[place]) for place in below)),
        (1.0, bool(below) and is_meta(head.lines[at + 1])),
        (1.0, at > 0 and bool(dateline_parts(head.lines[at - 1]))),
        (3.0, _is_repeated(head, at)),
        (-2.0, SITE_NAME.fullmatch(line.plain) is not None),
        (-2.0, words in head.foot or words in head.owners),
        (-1.5, SUBTITLE.fullmatch(line.plain) is not None),
        (0.5, line.blanks > 0),
        (-1.0, line.width <= BRIEF),
        (1.0, line.width >= FULL),
        (-1.5, _is_author(line)),
        (6.0, OFFICIAL.fullmatch(line.plain) is not None),
        (3.5, is_book),
        (4.0, BOOK.fullmatch(line.plain) is not None),
        (1.5, _unknown(head, at) == 0),
        (-0.3, _unknown(head, at)),
        (-1.0 if _has_site_above(head, at) else -3.0, not is_book and _leads(head, below)),
        (-3.0, OF_PAGE.match(line.plain) is not None),
        (2.0, bool(below) and DASHED.match(head.lines[at + 1].plain) is not None),
        (1.0, at > 0 and (over := head.forms[at - 1]) is not None and over.rule == "furniture.breadcrumb"),
        (-1.0, sum(mark in "，,；;" for mark in line.text) > 1),
        (-0.5, ASKING.search(line.plain) is not None),
        (-1.0, GAP.search(line.text) is not None),
        (7.0, TITLED.match(line.plain) is not None),
        (-2.0, len(SPACED.split(line.text)) > FEW_WORDS),
    )
    return sum(much * holds for much, holds in evidence) - weight


def _is_in_index(head: _Head, at: int) -> bool:
    """Whether a labelled line stands among others: 裁判字號：… over 裁判日期：…."""
    labelled = [_is_labelled(head, place) for place in range(at - 1, min(at + 3, len(head.lines)))]
    above, *here = labelled
    return here[0] and (above or (at > 0 and is_meta(head.lines[at - 1])) or (len(here) > 2 and all(here)))


def _is_labelled(head: _Head, at: int) -> bool:
    site = at >= 0 and (form := head.forms[at]) is not None and form.weight >= SITE
    return at >= 0 and not site and LABELLED.match(head.lines[at].plain) is not None


def _has_site_above(head: _Head, at: int) -> bool:
    return any((form := head.forms[place]) is not None and form.weight >= SITE for place in range(at))


def _leads(head: _Head, below: Sequence[int]) -> bool:
    """Whether a site's navigation follows."""
    return any((form := head.forms[place]) is not None and form.rule in NAVIGATION for place in below)


def _unknown(head: _Head, at: int) -> int:
    """How many lines that are neither a site's nor about the text stand right above a line."""
    count = 0
    for place in range(at - 1, -1, -1):
        if (form := head.forms[place]) and form.weight >= SITE:
            return count
        count += not is_meta(head.lines[place]) and not _is_in_index(head, place)
    return 0


def site_names(galley: Galley) -> set[str]:
    """What the lines above the title call their site: 蓼花文学, 江北新闻网."""
    words = {word for line in galley.lines[: galley.title] for word in WORDS.findall(line.plain)}
    title = galley.lines[galley.title].plain
    return {word for word in words if SITE_NAME.fullmatch(word) and word not in title}


def site_tail(galley: Galley, line: Line) -> int:
    """Where the site's own words behind a title begin, as a window's title has them; 0 where there are none."""
    bar = BAR.search(line.plain, 2)
    if bar is None:
        return 0
    tail = line.plain[bar.end() :]
    sites = site_names(galley) or {""}
    named = any(name and name in tail for name in sites) or LABELS.match(tail) or SITE_NAME.fullmatch(tail)
    return bar.start() if named and bar.start() >= SHORTEST_TITLE else 0


def is_meta(line: Line) -> bool:
    """Whether a line says who wrote the text, when, or where it appeared."""
    if dateline_parts(line) or names_in(line.text) or LABELS.match(line.plain) or is_issue(line):
        return True
    return not line.stopped and line.width <= WIDEST and NUMERIC_DATE.search(line.plain) is not None


def is_issue(line: Line) -> bool:
    """Whether a line names an issue of a periodical: 海角月刊　第七卷第三期."""
    return ISSUE.fullmatch(line.plain) is not None


def _is_author(line: Line) -> bool:
    return line.width <= 5 and is_name(line.text)


def _is_repeated(head: _Head, at: int) -> bool:
    """Whether another of the first lines ends in the words, as a breadcrumb does, or begins with them."""
    words = content(TAG.sub("", head.lines[at].text))
    for place, other in enumerate(head.lines):
        parts = [content(part) for part in CUT.split(other.text)]
        if place != at and len(words) > 1 and len(parts) > 1:
            begins = len(words) > LONG_TITLE and content(other.text).startswith(words)
            menu = (form := head.forms[place]) is not None and form.rule == "furniture.navigation"
            if begins or (not menu and words in parts):
                return True
    return False
