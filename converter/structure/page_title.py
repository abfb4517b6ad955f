"""Which of a page's first lines is the title of its text, when a site's own lines stand above it.

A site prints its name, its navigation and where the page stands; then the title, and under it who wrote it and when.
The title is the line whose words come again in the text, that is repeated (in the window's title, at the end of the
breadcrumb), and that the line of date and author follows. What stands above it is the site's. What each of these
counts is fitted to our own labelled pages (`title_weights.txt`, `tests/benchmarks/fit_weights.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converter.characters import content, is_han
from converter.structure.byline import is_name
from converter.structure.dateline import dateline_parts
from converter.structure.evidence import Evidence, odds_of
from converter.structure.forms import Form
from converter.structure.galley import Galley
from converter.structure.heading_wording import is_something_else
from converter.structure.line import Line
from converter.structure.masthead import BOOK, OFFICIAL, SITE_NAME, WIDEST, is_meta
from converter.structure.numbering import number_of

WEIGHTS = Path(__file__).with_name("title_weights.txt")
DEPTH = 24  # lines that a site's own may take above the title
PROSE, LONG = 20.0, 30.0  # ems of a stopped line that is text, and of one with a clause
NARROWEST = 1.5  # ems of a title
CHAPTER = 4.0  # strength of a number that makes a chapter of a line
SITE = 2.5  # weight of a form that shows a site's own lines
NOT_TITLE = 3.0  # weight of a form that no title has
LONG_TITLE = 5  # characters
OFTEN = 3  # times that a text names what it is about
TELLING_PAIRS = 4  # a word or two may come again by chance
REACH = 3  # lines of no known form that may stand between the site's last line and the title
BODY = 20_000  # characters of the text to find the title's words in
LEAST = 1.0
NEARLY = 1.0  # log-odds between the title and what may be it as well
SHORTEST = 3  # characters of a title that comes again
SPACED = re.compile(r"(?<=\w\w)\s+(?=\w\w)")
OF_PAGE = re.compile("本(?:词条|条目|页|站|网|平台|系统|库)")  # a page that speaks of itself
DASHED = re.compile("[—–─]{2}|--")
ASKING = re.compile("[请你您]")
GAP = re.compile("\\w\u3000+\\w")
TITLED = re.compile(r"(?:法规名称|标\s*题|题名|篇名|书名)\s*:\s*\S")
FEW_WORDS = 2  # between spaces: more are buttons
BRIEF, FULL = 4.0, 8.0  # ems
NAVIGATION = ("furniture.navigation", "furniture.breadcrumb")
OWNED = re.compile(r"©|copyright|版权|备案|地址|电话|powered", re.IGNORECASE)  # where a page says whose it is
SUBTITLE = re.compile(r"(?:访|专访(?!\s*[|:])|对话(?!\s*[|:])|——|\().+")
LABELLED = re.compile(r"\S{2,6}\s*:\s*\S")
TAG = re.compile(r"^\s*[\[【〔][^\]】〕]{1,8}[\]】〕]\s*")
CUT = re.compile(r"\s*[_|｜︱>»›→/\\〉:：-]\s*|\s+[-—–]\s+")
TIME = re.compile(r"\d{1,2}:\d{2}")
WESTERN = re.compile("[A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Head:
    """A page's first lines, and what the rest of it says."""

    lines: Sequence[Line]
    forms: Sequence[Form | None]
    pairs: frozenset[str]  # of neighbouring characters in the text
    foot: frozenset[str]  # the page's last lines
    owners: str  # the words of those that say whose the page is
    letters: str  # the text's own
    chapters: Sequence[str]  # kinds of the numbers that make chapters of lines, in the whole text
    numbers: frozenset[tuple[str, int]]  # kind and value of those that lines begin with


def title_below(galley: Galley, forms: Sequence[Form | None]) -> tuple[int, frozenset[int]]:
    """The place of the title below a site's own lines, and those above it that are as like one or nearly.

    The place is 0 where no site has any lines, or nothing is a better title than the first.
    """
    odds = {at: odds_of(evidence, WEIGHTS) for at, evidence in title_evidence(galley, forms).items()}
    best = max(odds, key=lambda at: (odds[at], -at), default=None)
    if best is None or odds[best] < LEAST or best < _site(galley, forms)[0]:
        return 0, frozenset()
    return best, frozenset(at for at in odds if at < best and odds[at] > odds[best] - NEARLY)


def title_evidence(galley: Galley, forms: Sequence[Form | None]) -> dict[int, Evidence]:
    """The evidence for each line that may be the title; none where no site's line stands among the first."""
    site = _site(galley, forms)
    if not site:
        return {}
    head = _head(galley, forms)
    found = {}
    for at in range(len(head.lines)):
        evidence = _evidence(head, at) if galley.verdicts[at] is None else None
        if evidence is not None and (at < site[0] or _reaches(head, site, at)):
            found[at] = evidence
    return found


def _site(galley: Galley, forms: Sequence[Form | None]) -> list[int]:
    """The first lines that are a site's by their form."""
    lines = galley.lines
    return [
        at
        for at in range(_depth(lines, forms))
        if (form := forms[at]) and form.weight >= SITE and not is_meta(lines[at])
    ]


def _head(galley: Galley, forms: Sequence[Form | None]) -> _Head:
    lines, depth = galley.lines, _depth(galley.lines, forms)
    told = [line.text for at, line in enumerate(lines) if at >= depth or (line.width > LONG and not forms[at])]
    letters = content("".join(told)[:BODY])
    foot = frozenset(content(line.text) for line in lines[-DEPTH:])
    owners = "".join(content(line.text) for line in lines[-DEPTH:] if OWNED.search(line.plain))
    pairs = frozenset(letters[at : at + 2] for at in range(len(letters) - 1))
    numbers = [number for line in lines if (number := number_of(line.opening))]
    chapters = [number.key for number in numbers if number.strength >= CHAPTER]
    return _Head(
        lines[:depth],
        forms[:depth],
        pairs,
        foot,
        owners,
        letters,
        chapters,
        frozenset((number.key, number.value) for number in numbers),
    )


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


def _evidence(head: _Head, at: int) -> Evidence | None:
    """All that speaks for a line being the title, or against; None when it cannot be."""
    line, form = head.lines[at], head.forms[at]
    if (form is not None and form.weight >= NOT_TITLE) or not NARROWEST <= line.width <= WIDEST:
        return None
    number = number_of(line.opening)
    chapter = number is not None and number.strength >= CHAPTER
    if not any(map(is_han, line.text)) or (chapter and not _is_only_chapter(head, at)) or is_meta(line):
        return None
    if line.text.endswith(("。", "：", ":", "，")) or is_something_else(line):
        return None
    if _is_in_index(head, at) and not TITLED.match(line.plain):
        return None
    counts = number is not None and (number.key, number.value + 1) in head.numbers
    amounts = _words(head, at) | _neighbours(head, at) | dict.fromkeys(_form(line), 1.0)
    amounts |= {"a-number": float(number is not None), "a-chapter": float(chapter), "counts-on": float(counts)}
    amounts |= {"a-form": form.weight if form is not None else 0.0, "blank-above": float(line.blanks > 0)}
    return {name: amount for name, amount in amounts.items() if amount}


def _is_only_chapter(head: _Head, at: int) -> bool:
    """Whether a chapter stands alone in its text and gives it its title."""
    number = number_of(head.lines[at].opening)
    return number is not None and head.chapters.count(number.key) == 1


def _words(head: _Head, at: int) -> Evidence:
    """Where the line's words come again."""
    line = head.lines[at]
    words = content(line.text)
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    return {
        "comes-again": sum(pair in head.pairs for pair in pairs) / max(len(pairs), TELLING_PAIRS),
        "named-often": float(len(words) >= SHORTEST and head.letters.count(words) >= OFTEN),
        "repeated": float(_is_repeated(head, at)),
        "at-the-foot": float(words in head.foot or words in head.owners),
        "a-site": float(SITE_NAME.fullmatch(line.plain) is not None),
    }


def _neighbours(head: _Head, at: int) -> Evidence:
    """What stands above and below."""
    below = range(at + 1, min(at + 4, len(head.lines)))
    chapters = [number for place in below if (number := number_of(head.lines[place].opening))]
    over_chapters = any(chapter.strength >= CHAPTER for chapter in chapters)
    next_line = head.lines[at + 1] if below else None
    over = head.forms[at - 1] if at else None
    leads = not over_chapters and _leads(head, below)
    unknown = _unknown(head, at)
    return {
        "over-credits": float(any(is_meta(head.lines[place]) or _is_author(head.lines[place]) for place in below)),
        "right-over-credits": float(next_line is not None and is_meta(next_line)),
        "under-a-date": float(at > 0 and bool(dateline_parts(head.lines[at - 1]))),
        "over-chapters": float(over_chapters),
        "under-the-site": float(unknown == 0),
        "unknown-above": float(unknown),
        "over-navigation": float(leads),
        "first-over-navigation": float(leads and not _has_site_above(head, at)),
        "over-a-dash": float(next_line is not None and DASHED.match(next_line.plain) is not None),
        "under-a-breadcrumb": float(over is not None and over.rule == "furniture.breadcrumb"),
        "over-the-text": float(at == len(head.lines) - 1),
        "over-a-longer-line": float(next_line is not None and next_line.width > head.lines[at].width),
    }


def _form(line: Line) -> Iterator[str]:
    """How the line is worded and set."""
    said = {
        "a-subtitle": SUBTITLE.fullmatch(line.plain) is not None,
        "brief": line.width <= BRIEF,
        "full": line.width >= FULL,
        "an-author": _is_author(line),
        "an-office": OFFICIAL.fullmatch(line.plain) is not None,
        "a-book": BOOK.fullmatch(line.plain) is not None,
        "of-the-page": OF_PAGE.match(line.plain) is not None,
        "clauses": sum(mark in "，,；;" for mark in line.text) > 1,
        "asks-its-reader": ASKING.search(line.plain) is not None,
        "gapped": GAP.search(line.text) is not None,
        "named-title": TITLED.match(line.plain) is not None,
        "buttons": len(SPACED.split(line.text)) > FEW_WORDS,
        "a-label": LABELLED.match(line.plain) is not None,
        "divided": len(CUT.split(line.text)) > FEW_WORDS,
        "a-time": TIME.search(line.plain) is not None,
        "a-figure": any(map(str.isdigit, line.text)),
        "western": WESTERN.search(line.plain) is not None,
        "stopped": line.stopped,
        "bracketed": line.text[0] in "[【（(" and line.text[-1] in "]】）)",
    }
    return (name for name, there in said.items() if there)


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
