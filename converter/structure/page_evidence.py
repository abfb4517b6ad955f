"""What speaks for a line being a page's own where no form of furniture told, and what against.

The pieces of evidence are weighed as those for headings are: `page_weights.txt` has what each counts, `page_grams.txt`
what each character and each pair of characters does, both fitted to our own labelled pages
(`tests/benchmarks/fit_weights.py`). A line that belongs to a text by its form is never asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converter.characters import is_han
from converter.structure.byline import is_name, names_in
from converter.structure.dateline import dateline_parts
from converter.structure.evidence import Evidence, odds_of
from converter.structure.forms import Form
from converter.structure.galley import Galley, Kind
from converter.structure.grams import grams_odds
from converter.structure.heading_wording import ADDRESSED, ARROW, DATED, ENCLOSED, QUOTES, SIGN, is_something_else
from converter.structure.kinship import Kin, kinship
from converter.structure.line import Line
from converter.structure.masthead import SITE_NAME, is_meta, site_names
from converter.structure.numbering import number_of
from converter.structure.page_forms import HEAD, REFERENCE, TAIL, is_bare, is_listed, is_own, is_prose, is_row

WEIGHTS = Path(__file__).with_name("page_weights.txt")
GRAMS = Path(__file__).with_name("page_grams.txt")
DOUBTED = "furniture.perhaps"  # the rule by which a line stayed for the time being
NEAR = 3  # lines on either side
MOST_WORDED, LEAST_WORDED = 6.0, -4.0  # log-odds
WIDEST = 150.0  # ems of a line that is asked
PROSE, LONG = 20.0, 40.0  # ems of a stopped line of prose, and of any
KNOWN = 2.0  # weight of a form
FULL = 10  # lines of furniture: a page that surely is one
LAST = 0.85  # of the lines stand above the page's last ones
OWN = re.compile(  # what belongs to a text even where its page ends: notes, articles, an author's line, a date
    r"[\[〔(]?\d{1,3}[\]〕).、]|\d{1,2}\s+[^:]{2,20}[.,。《]|\(?[一二三四五六七八九十百]{1,4}[)、]|第.{1,6}[条章节回]|[①-⑳]|注[释:]|[—–]"
    r"|\(?(?:幕落|落幕|幕下|闭幕|剧终)\)?$|[(【\[]?(?:作者|本文|文中|受访者|应受访者|原载|选自|摘自|译自)"
    r"|[^|]{0,12}(?:19|20|二[〇○零]|一九)[\d〇○零一二三四五六七八九]{2}年"
)
KEPT = re.compile(  # a note, whose words these are, a play's end, who the author is and where the text comes from
    r"[\[〔(]\d{1,3}[\]〕)]|[①-⑳]|注[释:]|[—–]|\(?(?:幕落|落幕|幕下|闭幕|剧终)\)?$|[(【\[]?(?:作者|本文|文中|受访者|应受访者|原载|选自|摘自|译自)"
    r"|[▲△▼◎]?\s*[图表]\s*[|:一二三四五六七八九十\d]|[一-鿿]{0,6}[县市镇乡区部院校局署处厅]长\s+\S{1,4}$"
)
REMARKED = re.compile(r"\([^()]*[,;、][^()]*\)")  # （应受访者要求，文中人名为化名）
NEVER = re.compile(  # who answers for a notice and where, who sat in court, commands, a gap, a file, opening hours
    r"^[一-鿿]{2,8}:.*\d{3,4}[-\s]\d{3,}|[$\\{}]|>>|^\(?(?:删除|缺|略|空白|无|阙)\)?$"
    r"|^[一-鿿]{2,6}:\s*[一-鿿]{2,4}(?:[:、,;\s]|等|及|$)"
    r"|^[一-鿿]{2,8}:\s*[\w./\\-]+\.[a-z]{1,4}$"
    r"|\d{1,2}:\d\d\s*[-–—~至]\s*\d{1,2}:\d\d"
)
COUNT = re.compile(r"\(\s*\d[\d,.]*[万kK+]?\s*\)|\d+\s*[人条则次张个篇](?![一-鿿])")
IMPERATIVE = re.compile(
    "[请点按扫看听回]|打开|下载|长按|加入|返回|上传|关注|订阅|收藏|欢迎|喜欢|转发|分享|登[录入]|查看|支持|复制|展开|收起"
)
NUMBERS = re.compile(r"\d+")
GAPS = re.compile(r"\u3000| {2,}")
BARS = re.compile(r"[|/·•]")
ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|cn|net|org|tw|hk|example)\b")
LABEL = re.compile(r"[一-鿿]{2,5}:")


@dataclass(frozen=True, slots=True)
class _Page:
    """What the lines stand in."""

    lines: Sequence[Line]
    forms: Sequence[Form | None]
    gone: Sequence[bool]  # furniture already
    title: int
    prose: range  # from the first line of prose to the last
    names: frozenset[str]  # of the site
    short_share: float
    full: float  # how much of a page it is, 0 to 1


def page_evidence(galley: Galley, forms: Sequence[Form | None]) -> dict[int, Evidence]:
    """The evidence for each open line but the title that does not belong to the text by its form.

    In the middle of a long text only lines that stand apart are asked: of a wrapped paragraph none is a page's own.
    """
    lines = galley.lines
    gone = [verdict is not None and verdict.kind is Kind.FURNITURE for verdict in galley.verdicts]
    own = sum(there and not (verdict and verdict.page) for there, verdict in zip(gone, galley.verdicts, strict=True))
    places = [at for at, verdict in enumerate(galley.verdicts) if verdict is None or verdict.rule == DOUBTED]
    prose = [at for at in places if (lines[at].stopped and lines[at].width > PROSE) or lines[at].width > LONG]
    if not own or not prose:
        return {}  # no page
    title = next((at for at in places if at >= galley.title), 0)
    asked = [
        at
        for at in places
        if at != title
        and at not in galley.cuts
        and lines[at].width <= WIDEST
        and (at < HEAD or at >= len(lines) - TAIL or is_apart(galley, at))  # within a book hardly a line is
        and _may_be(lines[at])
        and not is_listed(lines, at)
        and not (at < prose[0] and (is_meta(lines[at]) or dateline_parts(lines[at])))  # it is read as front matter
    ]
    page = _Page(
        lines,
        forms,
        gone,
        title,
        range(prose[0], prose[-1] + 1),
        frozenset(site_names(galley)),
        sum(map(is_bare, lines)) / len(lines),
        min(own, FULL) / FULL,
    )
    kin = kinship(lines, asked)
    return {at: _evidence(galley, page, at, kin[at]) for at in asked}


def is_apart(galley: Galley, index: int) -> bool:
    """Whether a line cannot be a piece of a wrapped paragraph: nothing was wrapped, or blank lines stand around it."""
    if not galley.wrap.width or index == 0:
        return True
    line, above = galley.lines[index], galley.lines[index - 1]
    below = galley.lines[index + 1] if index + 1 < len(galley.lines) else None
    return (above.stopped or line.blanks > 0) and (below is None or below.blanks > 0 or below.indent > line.indent)


def page_odds(line: Line, evidence: Evidence) -> float:
    """The log-odds of a page's own line."""
    return odds_of(evidence, WEIGHTS) + grams_odds(line, GRAMS)


def _may_be(line: Line) -> bool:
    """Whether nothing in its form says for certain that it belongs to the text."""
    if not any(map(is_han, line.text)) or KEPT.match(line.opening) or REMARKED.fullmatch(line.plain):
        return False
    return not (
        REFERENCE.match(line.plain)
        or NEVER.search(line.plain)
        or DATED.fullmatch("".join(line.plain.split()))
        or is_something_else(line)
    )


def _evidence(galley: Galley, page: _Page, at: int, kin: Kin) -> Evidence:
    line, form = page.lines[at], page.forms[at]
    worded = galley.page_words.weigh(line.plain[:80])
    found = {"always": 1.0} | dict.fromkeys((*_wording(line, page), *_place(line, page, at)), 1.0)
    near = [place for place in range(max(0, at - NEAR), min(len(page.lines), at + NEAR + 1)) if place != at]
    known = [page.gone[place] or ((other := page.forms[place]) and other.weight >= KNOWN) for place in near]
    amounts = {
        "page-worded": max(0.0, min(worded, MOST_WORDED)),
        "not-page-worded": min(0.0, max(worded, LEAST_WORDED)),
        "a-form": form.weight if form is not None else 0.0,
        "clauses": float(min(3, sum(mark in "，、；,;" for mark in line.text))),
        "gaps": float(min(4, len(GAPS.findall(line.text)))),
        "bars": float(min(4, len(BARS.findall(line.plain)))),
        "named-below": kin.near,
        "named-elsewhere": kin.far,
        "known-around": sum(map(bool, known)) / (2 * NEAR),
        "bare-around": sum(is_bare(page.lines[place]) for place in near) / (2 * NEAR),
        "many-short": page.short_share,
        "a-full-page": page.full,
    }
    return found | {name: amount for name, amount in amounts.items() if amount}


def _wording(line: Line, page: _Page) -> Iterator[str]:
    text, plain = line.text, line.plain
    said = {
        "stopped": line.stopped,
        "asks": text[-1] in "？?",
        "exclaims": text[-1] in "！!～~",
        "begins-quoted": text[0] in QUOTES,
        "a-digit": NUMBERS.search(plain) is not None,
        "numbers": len(NUMBERS.findall(plain)) > 1,
        "a-count": COUNT.search(plain) is not None,
        "a-sign": SIGN.search(text) is not None,
        "an-arrow": ARROW.search(text) is not None,
        "addresses": ADDRESSED.search(plain) is not None,
        "an-imperative": IMPERATIVE.match(plain.lstrip("▲▼►▸▶→←↑↓[【(✎☞ ")) is not None,
        "an-address": ADDRESS.search(plain) is not None,
        "enclosed": ENCLOSED.fullmatch(text) is not None,
        "a-label": LABEL.match(plain) is not None,
        "the-site": any(name in plain for name in page.names) or SITE_NAME.fullmatch(plain) is not None,
        "as-a-text's": OWN.match(line.opening) is not None,
        "names": bool(names_in(line.text)) or is_name(line.text),
        "an-item": is_own(line),
        "as-metadata": is_meta(line),
        "a-dateline": bool(dateline_parts(line)),
        "numbered": number_of(line.opening) is not None,
        "very-short": line.width <= 5,
        "short": line.width <= 15,
        "wide": line.width > LONG,
    }
    return (name for name, there in said.items() if there)


def _place(line: Line, page: _Page, at: int) -> Iterator[str]:
    above = page.gone[at - 1] if at else False
    below = page.gone[at + 1] if at + 1 < len(page.lines) else False
    if above or below:
        yield "beside-furniture"
    if above and below:
        yield "between-furniture"
    if at < page.title:
        yield "above-the-title"
    if at < page.prose.start:
        yield "before-the-text"
    if at >= page.prose.stop:
        yield "behind-the-text"
    if at >= max(LAST * len(page.lines), len(page.lines) - TAIL):
        yield "at-the-end"
    if line.blanks:
        yield "blank-above"
    if is_row(page.lines, at):
        yield "in-columns"
    if at + 1 < len(page.lines) and is_prose(page.lines[at + 1]):
        yield "over-prose"
