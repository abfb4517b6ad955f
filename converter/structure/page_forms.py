"""Which form of furniture each line has, if any: by its pattern, its wording, its neighbours or its coming again.

A form is evidence; `furniture` decides, by where the line stands and by what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from converter.characters import content, count_han
from converter.structure.byline import is_name, names_in
from converter.structure.dateline import dateline_parts
from converter.structure.form_search import ANYWHERE, form_of
from converter.structure.forms import DATE, FORMS, Form
from converter.structure.galley import LINK_WIDTH, Galley
from converter.structure.heading_wording import CODE
from converter.structure.line import Line
from converter.structure.numbering import number_of
from converter.structure.own_words import spare_own
from converter.structure.page_wording import PageWords

ANY_LINE = re.compile(".*")
DRESS = "-—─━╴=~～*·•_ "
DRESSED_LINE = re.compile(rf"[{DRESS}]{{2,}}[^{DRESS}].*[^{DRESS}][{DRESS}]{{2,}}")
DRESSED = 1.0  # log-odds
LABEL = re.compile(r"[\[【〔](?P<label>[^\]】〕]{2,6})[\]】〕]\s*\S")  # 【广告】, [小程序], 〔影片〕
LABELLED, LABELLED_WEIGHT, LABELLED_WIDTH = 3.0, 4.0, 60.0  # log-odds of the label and of the line; ems
HEAD = 60  # lines
TAIL = 300  # lines; a page's furniture is not longer
WORDED_LEAST = 1.5  # log-odds
CUT_SHORT = re.compile(r"(?:\.{2,}|…)\s*(?:\[?(?:详细|詳細|全文|更多|查看)\]?)?$")
LISTED_DATE = re.compile(rf".{{0,40}}?[\s\[(]*{DATE}[\])]*")
LISTED = Form("furniture.listed-date", "the date of another page", LISTED_DATE, 3.0)
REFERENCE = re.compile(r"\[?\d{1,2}\]?[\s.、].*?[.《]")  # 3　著者．题名
SIGNED_DATE = re.compile(r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
FEWEST_LISTED = 2
COMMENTS = re.compile(
    r".{0,8}(?:留言|评论|跟帖|回复|回应|讨论|书评|点评|thoughts on|comments?)(?:区|列表|摘录|版|板)?(?:\s*\W.*)?$",
    re.IGNORECASE,
)
REMARK = Form("furniture.comment", "what a reader said", ANY_LINE, 4.0)
LONGEST_REMARK = 120.0  # ems of what a reader says
OVER = 0.6  # of the text stands above, where it may be over
RELATED = re.compile("推荐|相关|延伸|热门|热搜|往期|最新|也喜欢|还看|还读|还想|也在读|更多|排行|同案由|同一单位")
COUNT = re.compile(r"[\d,.]{1,12}\s*[万亿kKwW]?\+?")
MENU_WIDTH = 5.0  # ems of a menu's entry
FEWEST_ENTRIES = 4
GAPS = re.compile(r"(?<=\S\S)(?:\u3000| {2,})(?=\S{2})")  # not 长　明　灯
COUNTING = re.compile(r"(?<![a-z.\d])\d")  # not EP.73
COLUMN = re.compile(r"(?<=\S)(?:\u3000{1,}| {2,})(?=\S)")
FIGURES = re.compile(r"\d+")
ICONS = re.compile("[☀-➿←-⇿■-◿\U0001f300-\U0001faff+]")
SECTION = re.compile("原文|题解|译文|译诗|注释|赏析|鉴赏")  # of an annotated work
COUNTERS = Form("furniture.counts", "numbers with gaps between them", ANY_LINE, 3.4)
COLUMNS = Form("furniture.navigation", "words with gaps between them", ANY_LINE, 2.0)
MENU = Form("furniture.navigation", "a word of a site's navigation", ANY_LINE, 3.0)
COUNTED = 2.0  # weight of the line beside a count
NUMBER = Form("furniture.counts", "a number beside a page's own line", ANY_LINE, 2.5)
ENTRY = 3  # lines of an entry: title, teaser, date
TEASER = Form("furniture.teaser", "the title or the first words of another page", CUT_SHORT, 4.0)
BULLET = re.compile(r"[-*•·●]\s")
ADDRESSES = ("furniture.address", "furniture.watermark")
DOI = re.compile(r"doi\.org/|\bdoi:|arxiv\.org/", re.IGNORECASE)
NOTE = re.compile(r"[\[〔(]\d{1,3}[\]〕)]|[①-⑳]|注[释:]")
NOTE_LINES = 3  # that a note's address may stand below its mark
BAR = re.compile(r"\s*[|｜]\s*")
FEW_PARTS = 3
WORDED = "furniture.wording"
FIRM, WORDED_TOO = 4.5, 2.5  # a form that with a page's words beside it tells anywhere, and how much of them
WORDED_ANYWHERE = 3.6


def forms_of(galley: Galley) -> list[Form | None]:
    """The form of each line, None where it has none."""
    forms = _patterns(galley)
    _add_wordings(galley, forms)
    _add_menus(galley.lines, forms)
    _add_columns(galley.lines, forms)
    _add_counts(galley.lines, forms)
    _add_teasers(galley.lines, forms)
    _add_listed(galley.lines, forms)
    _add_below_heads(galley, forms)
    prose = (at for at, line in enumerate(galley.lines) if forms[at] is None and is_prose(line))
    spare_own(galley.lines, forms, max(prose, default=0))
    return forms


def is_prose(line: Line) -> bool:
    """Whether the line may be of the text for its stop or its length alone."""
    return line.stopped or line.width > LINK_WIDTH


def is_bare(line: Line) -> bool:
    """Whether the line is what a link to another page is: short, unstopped, Chinese."""
    return not line.stopped and line.width <= LINK_WIDTH and 2 * count_han(line.text) >= len(line.text)


def is_row(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a row of data: a neighbour has as many gaps, or is the same but for its figures."""
    gaps, shape = len(COLUMN.findall(lines[at].text)), FIGURES.sub("#", lines[at].plain)
    near = [lines[place] for place in (at - 1, at + 1) if 0 <= place < len(lines)]
    if gaps and any(len(COLUMN.findall(line.text)) == gaps for line in near):
        return True
    return "#" in shape and any(
        line.plain != lines[at].plain and FIGURES.sub("#", line.plain) == shape for line in near
    )


def is_listed(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is of a list of which one item at least is too long for a link to another page."""
    bullet = BULLET.match(lines[at].plain)
    near = (lines[place] for place in range(at - 1, at + 2) if 0 <= place < len(lines))
    return bullet is not None and any(line.plain.startswith(bullet[0]) and is_prose(line) for line in near)


def _patterns(galley: Galley) -> list[Form | None]:
    """Each line's form: at the head and the tail any, between them those that stand anywhere."""
    last = len(galley.lines)
    return [_form(galley, index, FORMS if index < HEAD or index >= last - TAIL else ANYWHERE) for index in range(last)]


def _form(galley: Galley, index: int, forms: Sequence[Form]) -> Form | None:
    """A line's form; a byline may look like a site's navigation and is none."""
    line = galley.lines[index]
    form = form_of(line, forms, galley.settings.skips) if line.text else None
    if form is None or names_in(line.text) or index in galley.cuts:
        return None
    credit = form.rule == "furniture.navigation" and _credits(line)
    reference = form.rule in ADDRESSES and _is_reference(galley.lines, index)
    return None if credit or reference else form


def _add_wordings(galley: Galley, forms: list[Form | None]) -> None:
    """Give a form to the lines that are worded as a page is, by how much they are."""
    if galley.settings.skips(WORDED):
        return
    lines, words = galley.lines, galley.page_words
    first = next((at for at, line in enumerate(lines) if is_prose(line)), 0)  # a label above it may be the title's
    for index, line in enumerate(lines):
        within = HEAD <= index < len(lines) - TAIL
        if galley.verdicts[index] is not None or (within and (galley.wrap.width or not is_bare(line))):
            continue
        if index in galley.cuts or is_own(line) or CODE.fullmatch(line.plain) or SECTION.fullmatch(line.plain):
            continue
        weight, form = _worded(words, line, labels=index > first), forms[index]
        if weight >= WORDED_LEAST and (form is None or not form.anywhere):
            kind = form or Form(WORDED, "worded as a page is", ANY_LINE, 0.0)
            told = weight >= WORDED_ANYWHERE or (kind.weight >= FIRM and weight >= WORDED_TOO)
            forms[index] = replace(kind, weight=max(weight, kind.weight), anywhere=told)


def _worded(words: PageWords, line: Line, *, labels: bool) -> float:
    """How much a line is worded as a page is, in its dress (─── 廣告 ───) and under its label (【广告】…)."""
    inner = line.plain.strip(DRESS)
    weight = words.weigh(inner) + (DRESSED if DRESSED_LINE.fullmatch(line.plain) else 0.0)
    if labels and line.width <= LABELLED_WIDTH and (label := LABEL.match(line.plain)):
        return max(weight, LABELLED_WEIGHT if words.weigh(label["label"]) >= LABELLED else 0.0)
    return weight


def is_own(line: Line) -> bool:
    """Whether its form says that it is about the text or the text's, whatever its words."""
    return is_text(line) or bool(dateline_parts(line))


def is_text(line: Line) -> bool:
    """Whether it is an item, a byline or a numbered heading."""
    numbered = number_of(line.opening) is not None or bool(BULLET.match(line.opening))
    return numbered or bool(names_in(line.text))


def _is_reference(lines: Sequence[Line], index: int) -> bool:
    """Whether an address belongs to a reference: a DOI, or it stands in a note."""
    above = lines[max(0, index - NOTE_LINES) : index]
    return bool(DOI.search(lines[index].text)) or any(NOTE.match(line.opening) for line in above)


def _credits(line: Line) -> bool:
    """Whether it is a byline between bars: 张三丰 | 河湾出版社 | 1998."""
    parts = BAR.split(line.text)
    return 1 < len(parts) <= FEW_PARTS and (is_name(parts[0]) or any(char.isdigit() for char in line.text))


def _add_teasers(lines: Sequence[Line], forms: list[Form | None]) -> None:
    """Give the form of a teaser to a line cut short that begins with the words of the line before, and to both."""
    for index in range(1, len(lines)):
        end = lines[index].text[-12:]
        if ("…" not in end and ".." not in end) or not CUT_SHORT.search(end):
            continue
        title, teaser = content(lines[index - 1].text), content(lines[index].text)
        if len(title) >= 4 and teaser.startswith(title):
            forms[index - 1] = forms[index - 1] or TEASER
            forms[index] = TEASER


def _add_menus(lines: Sequence[Line], forms: list[Form | None]) -> None:
    """Give a form to a site's navigation that stands one word a line at the head, beside a line of known form."""
    short = [line.width <= MENU_WIDTH and is_bare(line) and not number_of(line.opening) for line in lines[:HEAD]]
    for told, run in groupby(range(len(short)), key=lambda at: short[at]):
        places = list(run)
        around = [forms[at] for at in (places[0] - 1, *places, places[-1] + 1) if 0 <= at < len(forms)]
        known = sum(form is not None and form.weight >= COUNTED for form in around)
        if told and len(places) >= FEWEST_ENTRIES and known and not lines[places[0]].stopped:
            for at in places:
                forms[at] = forms[at] or MENU


def _add_columns(lines: Sequence[Line], forms: list[Form | None]) -> None:
    """Give a form to buttons and counters with wide gaps between them, above the first prose and below the last."""
    first = next((at for at, line in enumerate(lines[:HEAD]) if is_prose(line)), 0)
    last = next((at for at in range(len(lines) - 1, -1, -1) if is_prose(lines[at])), len(lines))
    for at in (*range(first), *range(last + 1, len(lines))):
        line = lines[at]
        if forms[at] is not None or line.stopped or is_own(line) or NOTE.match(line.opening) or "，" in line.text:
            continue
        if gaps := GAPS.findall(line.text):
            counted = COUNTING.search(line.plain) is not None or ICONS.search(line.text) is not None
            if counted or len(gaps) > 1:
                forms[at] = COUNTERS if counted else COLUMNS


def _add_counts(lines: Sequence[Line], forms: list[Form | None]) -> None:
    """Give a form to a number that stands alone beside a page's own line: 被浏览 / 562,310."""
    for at, line in enumerate(lines):
        if forms[at] is not None or not COUNT.fullmatch(line.plain):
            continue
        near = [forms[place] for place in (at - 1, at + 1) if 0 <= place < len(lines)]
        if any(form and form.weight >= COUNTED for form in near):
            forms[at] = NUMBER


def _add_below_heads(galley: Galley, forms: list[Form | None]) -> None:
    """Give a form to what stands below the head of a page's lists once the text is over.

    Below 相关阅读 stand titles of other pages, as far as they are short and unstopped. What readers said (网友评论)
    is the last of a page: all that follows is theirs or the site's, unless there is too much of it.
    """
    lines = galley.lines
    written = list(accumulate(len(line.text) if forms[at] is None else 0 for at, line in enumerate(lines)))
    listing = False
    for at in range(max(0, len(lines) - TAIL), len(lines)):
        form = forms[at]
        over = written[at] >= OVER * written[-1]
        if over and form and COMMENTS.match(lines[at].plain) and is_bare(lines[at]):
            _add_remarks(lines, forms, at + 1)
            return
        if form is not None:
            listing = over and (form.rule == "furniture.related" or RELATED.search(lines[at].plain) is not None)
        elif listing and _is_link(lines[at]) and not is_own(lines[at]):
            forms[at] = LISTED
        else:
            listing = False


def _is_link(line: Line) -> bool:
    """Whether it may be the title of another page, a question among them."""
    return is_bare(line) or (line.width <= LINK_WIDTH and line.text[-1] in "？?！!" and "。" not in line.text)


def _add_remarks(lines: Sequence[Line], forms: list[Form | None], first: int) -> None:
    for at in range(first, len(lines)):
        if lines[at].width <= LONGEST_REMARK and not NOTE.match(lines[at].opening):
            forms[at] = forms[at] or REMARK


def _is_listed(line: Line) -> bool:
    """Whether the line ends in a date as lists have it; 2019年4月16日 alone is how a text is dated."""
    own = SIGNED_DATE.fullmatch(line.plain) or REFERENCE.match(line.plain)
    return LISTED_DATE.fullmatch(line.plain) is not None and not own


def _list_head(forms: Sequence[Form | None], first: int) -> int:
    """The line over the first entry of a list of other pages; the first date itself when there is none."""
    return next((at for at in range(first - 1, max(-1, first - ENTRY - 1), -1) if forms[at]), first)


def _add_listed(lines: Sequence[Line], forms: list[Form | None]) -> None:
    """Give a form to the lines of a list of other pages that end in their dates; one such line alone is no list."""
    first = max(0, len(lines) - TAIL)
    dated = [at for at in range(first, len(lines)) if not lines[at].stopped and _is_listed(lines[at])]
    if len(dated) < FEWEST_LISTED:
        return
    for at in dated:
        forms[at] = forms[at] or LISTED
    for before, after in pairwise([_list_head(forms, dated[0]), *dated]):
        if after - before <= ENTRY:  # a title, a teaser, a date
            forms[before + 1 : after] = [form or LISTED for form in forms[before + 1 : after]]
