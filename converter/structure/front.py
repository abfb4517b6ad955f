"""Front matter: the title among its duplicates, the subtitle, and what `credits` and `posthead` find around them.

In: the lines before the text begins. Out: entries for `Meta`, and verdicts on the lines they stood in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converter.characters import CLAUSE_MARKS, content, letters, script_balance
from converter.structure.assembly import Entry
from converter.structure.byline import is_name, names_in
from converter.structure.credits import read_bylines, read_datelines
from converter.structure.dateline import DATELINE
from converter.structure.galley import Galley, Kind, Part, Verdict
from converter.structure.heading_wording import DATED
from converter.structure.line import Line
from converter.structure.masthead import BOOK, ISSUE, OFFICIAL, is_meta, site_tail
from converter.structure.numbering import number_of
from converter.structure.posthead import read_post

HEAD_LINES = 12  # front matter ends here at the latest
TITLE_WIDTH = 60.0  # ems; a longer line is prose
CHAPTER = 4.0  # strength of a number that makes a chapter of a line, not a title
SENTENCE = 20.0  # ems of a stopped line that is no title
INDENT, NEARLY = 1.5, 2.5  # ems: an indented line that ends so little short of the width begins a paragraph
HEADLINE = 8.0  # ems of a headline under a section that is known by its shortness alone
SHORTEST = 3.0  # ems of a title under an issue's line
SECTION_WIDTH = 8.0  # ems
FULL = 8.0  # ems of a subtitle over a bare name; a shorter line may be a poem's title over its poet
SECTION = re.compile(  # what a page's section is called
    r"[\w·]{0,6}(?:新闻|要闻|时评|评论|专栏|频道|首页|资讯|副刊|专题|快讯|头条|中心|天地|版|在线|公告|园地|[日晚早晨时快周]报|[周旬月季]刊|书屋|小说网)"
)
COLLECTED = re.compile("(?P<who>[一-鿿·]{2,4})\\s*《[^《》]{1,20}》")  # 沈若川《河湾集》 over the title of a piece
DASH = re.compile(r"\s*(?:[—–─]{1,3}|--+)\s*")


def read_front(galley: Galley) -> list[Entry]:
    """Decide about the lines of front matter and give what they say of the text."""
    head = _head(galley)
    post = list(read_post(galley, head))
    entries = list(_unique([*read_datelines(galley, head), *_read_title(galley, head, post), *post]))
    return [*entries, *read_bylines(galley, head, {entry.name for entry in entries})]


def _unique(entries: list[Entry]) -> Iterator[Entry]:
    """The entries, of each field but the authors only the first."""
    seen: set[str] = set()
    for entry in entries:
        if entry.name == "authors" or entry.name not in seen:
            seen.add(entry.name)
            yield entry


def _head(galley: Galley) -> list[int]:
    """The lines that may be front matter: up to the first line of prose."""
    found: list[int] = []
    for index, line in galley.open():
        if (
            len(found) == HEAD_LINES
            or line.quoted
            or line.width > TITLE_WIDTH
            or (line.stopped and line.width > SENTENCE and index != galley.title)
        ):
            break
        found.append(index)
    return found


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    line: Line
    letters: str


def _read_title(galley: Galley, head: Sequence[int], post: Sequence[Entry]) -> list[Entry]:
    candidates = [
        _Candidate(index, galley.lines[index], content(galley.lines[index].text))
        for index in head
        if galley.verdicts[index] is None and index >= galley.title and any(map(str.isalnum, galley.lines[index].text))
    ]
    told = next((content(entry.text) for entry in post if entry.name == "title"), "")
    if told and candidates and candidates[0].letters not in told:
        return []  # the post's head has the title
    if not candidates or galley.settings.skips("front.title"):
        return []
    letter = next((one for one in candidates if OFFICIAL.fullmatch(one.line.plain)), None)
    if letter is not None:
        return _enter_title(galley, letter, [])
    first = candidates[0]
    twins = [other for other in candidates[1:] if _is_twin(first, other)]
    if not twins and len(candidates) > 1 and _is_section(galley, first, candidates[1]):
        return [*_enter_section(galley, first), *_read_title(galley, head, post)]
    author = COLLECTED.fullmatch(first.line.plain)
    if (
        not twins
        and author
        and is_name(author["who"])
        and len(candidates) > 1
        and not candidates[1].line.stopped
        and not galley.settings.skips("front.author")
    ):
        return [*_enter_collected(galley, first, author.end("who")), *_read_title(galley, head, post)]
    best = _fullest([first, *twins], script_balance(galley.sample))
    if not _is_title(galley, best):
        return []
    for other in (first, *twins):
        if other is not best:
            why = f"the title again, {'cut short' if len(other.letters) < len(best.letters) else 'in other characters'}"
            galley.decide(other.index, Verdict(Kind.FURNITURE, "furniture.duplicate-title", why))
    after = [other for other in candidates if other.index > best.index and other not in twins]
    return _enter_title(galley, best, after)


def _is_twin(first: _Candidate, other: _Candidate) -> bool:
    """Whether a later line is the title again, and not the first sentence that begins with its words."""
    longer = len(other.letters) > 1.5 * len(first.letters)
    same_script = letters(other.line.text).startswith(letters(first.line.text))
    sentence = other.line.stopped or (longer and same_script and any(mark in other.line.text for mark in "，,。"))
    return not sentence and _same_title(first.letters, other.letters)


def _same_title(one: str, other: str) -> bool:
    """Whether one is the other, or begins it, or differs from it in a character or two."""
    short, long = sorted((one, other), key=len)
    if len(short) < 4:
        return short == long
    if long.startswith(short):
        return True
    agree = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return agree >= 6 and agree >= 0.8 * len(short)


def _is_title(galley: Galley, best: _Candidate) -> bool:
    """Whether the line is a title: short, unstopped, with text below it."""
    line = best.line
    alone = not any(verdict is None for verdict in galley.verdicts[best.index + 1 :])
    number = number_of(line.opening)
    if (
        (number is not None and number.strength >= CHAPTER and _counts_on(galley, best.index, number.key))
        or DATELINE.match(line.plain)
        or _is_broken_off(galley, best)
    ):
        return False
    open_end = line.text[-1] in "？?！!" or not line.stopped
    return (
        not alone
        and open_end
        and line.text[-1] not in CLAUSE_MARKS
        and line.width <= TITLE_WIDTH
        and "。" not in line.text
    )


def _counts_on(galley: Galley, index: int, key: str) -> bool:
    """Whether further numbers of the kind stand below; a text that is one chapter has the chapter's title."""
    below = (number_of(line.opening) for line in galley.lines[index + 1 :])
    return any(number is not None and number.key == key for number in below)


def _enter_section(galley: Galley, first: _Candidate) -> list[Entry]:
    """The section as the source, unless the dateline names one."""
    known = any(part.to == "meta.source" for verdict in galley.verdicts if verdict for part in verdict.parts)
    rule, why = ("furniture.section" if known else "front.section"), "the section of the paper or site"
    part = Part(0, len(first.line.text), rule, why, "" if known else "meta.source")
    galley.decide(first.index, Verdict(Kind.FRONT, part.rule, part.why, parts=(part,)))
    return [] if known else [Entry("source", first.line.text, part.rule, part.why)]


def _enter_collected(galley: Galley, first: _Candidate, end: int) -> list[Entry]:
    """The author, up to `end`, and the book that the piece stands in as its source."""
    text, why = first.line.text, "who wrote it, and the book that it stands in"
    author, source = (
        Part(0, end, "front.author", why, "meta.authors"),
        Part(end, len(text), "front.source", why, "meta.source"),
    )
    galley.decide(first.index, Verdict(Kind.FRONT, "front.author", why, parts=(author, source)))
    return [Entry("authors", text[:end], author.rule, why), Entry("source", text[end:].strip(), source.rule, why)]


def _is_section(galley: Galley, first: _Candidate, second: _Candidate) -> bool:
    """Whether the first line names a section, and the title is the one below it."""
    known = bool(SECTION.fullmatch(first.line.plain)) and first.line.width <= SECTION_WIDTH
    known = known or bool(ISSUE.fullmatch(first.line.plain))
    dated = any(verdict is not None and verdict.rule == "front.dateline" for verdict in galley.verdicts[:HEAD_LINES])
    short = first.line.width <= 4 and dated and number_of(second.line.opening) is None
    title = (
        (SHORTEST if known else 5) <= second.line.width <= 40
        and not second.line.stopped
        and not names_in(second.line.text)
    )
    return (known or (short and second.line.width >= HEADLINE)) and title and "，" not in second.line.text[:4]


def _is_broken_off(galley: Galley, best: _Candidate) -> bool:
    """Whether the line is the first of a wrapped paragraph."""
    if best.index + 1 >= len(galley.lines) or not galley.wrap.width:
        return False
    below = galley.lines[best.index + 1]
    if not below.text:
        return False  # a line of nothing but quoting marks
    indented = best.line.indent >= INDENT > below.indent and galley.wrap.slack(best.line) <= NEARLY
    full = galley.wrap.breaks(best.line, below) and not _continued(galley, best)
    return not below.blanks and (full or indented)


def _fullest(candidates: Sequence[_Candidate], balance: int) -> _Candidate:
    """The longest; of equals the one in the script of the text, then the last, which stands next to it."""

    def rank(candidate: _Candidate) -> tuple[int, int, int]:
        own = script_balance(candidate.line.text)
        agrees = (own > 0) == (balance > 0) if own and balance else True
        return len(candidate.letters), int(agrees), candidate.index

    return max(candidates, key=rank)


def _enter_title(galley: Galley, best: _Candidate, after: Sequence[_Candidate]) -> list[Entry]:
    why = "the fullest of the first lines that say the same" if best.index else "the first line"
    text = best.line.text
    if wrapped := _continued(galley, best):
        text += "".join(galley.lines[index].text for index in wrapped)
        for index in (best.index, *wrapped):
            galley.decide(index, _title_verdict(galley.lines[index].text, len(galley.lines[index].text)))
        return [Entry("title", text, "front.title", "the first line, which goes on below")]
    if tail := site_tail(galley, best.line):
        part = Part(tail, len(text), "furniture.site-name", "the site's name behind the title")
        title = _title_verdict(text, tail).parts[:1]
        galley.decide(best.index, Verdict(Kind.FRONT, "front.title", "the title", parts=(*title, part)))
        return [Entry("title", text[:tail], "front.title", why)]
    dash = DASH.search(text, 1)
    if dash and dash.start() >= 2 and dash.end() < len(text):
        galley.decide(best.index, _title_verdict(text, dash.start()))
        return [
            Entry("title", text[: dash.start()], "front.title", why),
            Entry("subtitle", text[dash.start() :].strip(), "front.subtitle", "what follows the dash of the title"),
        ]
    inner = BOOK.fullmatch(best.line.plain) is not None  # 《雁过沙洲》 names itself without its marks
    galley.decide(best.index, _marked_verdict(len(text)) if inner else _title_verdict(text, len(text)))
    entries = [Entry("title", text[1:-1] if inner else text, "front.title", why)]
    follower = next((other for other in after if other.index == best.index + 1), None)
    why = "the line under the title, after a dash or over the author's"
    if follower is not None and (_is_subtitle(follower.line) or _is_over_author(galley, follower)):
        part = Part(0, len(follower.line.text), "front.subtitle", why, "meta.subtitle")
        galley.decide(follower.index, Verdict(Kind.FRONT, part.rule, part.why, parts=(part,)))
        entries.append(Entry("subtitle", follower.line.text, part.rule, part.why))
    return entries


def _is_subtitle(line: Line) -> bool:
    """Whether a line under the title begins with a dash or stands in brackets."""
    bracketed = line.text[0] in "（(" and line.text[-1] in "）)" and line.width <= SENTENCE and not names_in(line.text)
    return (bool(DASH.match(line.text)) or bracketed) and not line.text.endswith(("。", "！", "!"))


def _is_over_author(galley: Galley, follower: _Candidate) -> bool:
    """Whether a short line stands between the title and the line of its author or its date."""
    line, at = follower.line, follower.index + 1
    if line.stopped or line.width > SENTENCE or number_of(line.opening) or is_meta(line) or at >= len(galley.lines):
        return False
    below = galley.lines[at]
    named = names_in(below.text) or is_meta(below) or DATED.fullmatch(below.plain)
    return bool(named or (line.width >= FULL and is_name(below.text))) and not is_name(line.text)


def _continued(galley: Galley, best: _Candidate) -> list[int]:
    """The lines on which a title goes on that was wrapped like the text."""
    found: list[int] = []
    above = best.line
    for index in range(best.index + 1, min(best.index + 3, len(galley.lines))):
        below = galley.lines[index]
        if below.blanks or below.indent > best.line.indent or not galley.wrap.width or above.stopped:
            break
        if galley.verdicts[index] is not None or not galley.wrap.breaks(above, below):
            break
        found.append(index)
        above = below
    return found if above is not best.line and not above.stopped else []


def _title_verdict(text: str, cut: int) -> Verdict:
    parts = [Part(0, cut, "front.title", "the title", "meta.title")]
    if cut < len(text):
        parts.append(Part(cut, len(text), "front.subtitle", "what follows the dash of the title", "meta.subtitle"))
    return Verdict(Kind.FRONT, "front.title", "the title", parts=tuple(parts))


def _marked_verdict(length: int) -> Verdict:
    """The verdict on a title in its marks, which do not go with it."""
    marks = "the marks around a title, which name it elsewhere"
    ends = (Part(0, 1, "front.title-marks", marks), Part(length - 1, length, "front.title-marks", marks))
    title = Part(1, length - 1, "front.title", "the title", "meta.title")
    return Verdict(Kind.FRONT, "front.title", "the title", parts=(ends[0], title, ends[1]))
