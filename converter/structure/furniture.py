"""Furniture: what a page prints around a text and no edition wants.

Judged by position, form and repetition together. A form (a font switch, a breadcrumb, a teaser with its
date) is strong evidence only where furniture stands: before the text begins, after it ends, or in a run of its
own. What is nothing but short and unstopped goes only at the tail, when it stands in one run with strong forms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from converter.characters import CLAUSE_MARKS, content, ends_sentence
from converter.structure.dateline import dateline_parts
from converter.structure.evidence import Evidence
from converter.structure.forms import Form
from converter.structure.galley import Galley, Kind, Verdict
from converter.structure.heading_wording import COURT
from converter.structure.line import Line
from converter.structure.masthead import BOOK, SITE_NAME, is_issue, is_meta, site_names
from converter.structure.page_evidence import DOUBTED, is_apart, page_evidence, page_odds
from converter.structure.page_forms import HEAD, WORDED_LEAST, forms_of, is_bare, is_prose
from converter.structure.page_repeats import add_repeated, add_signed
from converter.structure.page_tail import mark_tail, pairs_of
from converter.structure.page_title import title_below
from converter.structure.runs import stanzas

IN_RUN = 1.5  # weight of a line at the head that stands among others
SURE_HEAD = 3.4  # a line at the head goes by its own form
RUN = 6.0  # log-odds of a run of lines at the head together
SAMPLE = 60_000  # characters, enough to know a text's wording
LETTER_SPACED = re.compile(r"[一-鿿](?:[ \u3000]+[一-鿿]){2,7}")  # 橄　榄　坡: as titles are set
BUTTON = 8.0  # ems of one link: no title asks its reader to do something
MAY_BE_TEXT = frozenset(
    f"furniture.{name}"
    for name in ["navigation", "wording", "interface", "tags", "tail", "repeated", "counts", "page-tools", "related"]
)
WEIGHED = 1.4  # log-odds
OVER_PROSE = 1.5  # more than that for what may be a heading
SENTENCE = 3.0
FEWEST = 3  # lines of a site's own
OF_TEXT = 0.6  # of a line's pairs of characters come again in the text: it may be the title
SOME_OF_TEXT = 0.2


def mark_furniture(galley: Galley) -> None:
    """Decide about furniture at the head, at the tail and, where a user named it, anywhere."""
    forms = mark_known(galley)
    _mark_weighed(galley, forms)
    _spare_lone(galley)


def mark_known(galley: Galley) -> list[Form | None]:
    """Decide about what its form, its place or its coming again shows to be furniture; each line's form."""
    _mark_named(galley)
    _mark_doubled(galley)
    if len(galley.lines) < 2:
        return [None] * len(galley.lines)  # furniture stands around a text: a line alone is one
    forms = forms_of(galley)
    if not any(map(is_prose, galley.lines)) and not _is_furniture_alone(galley, forms):
        return forms  # a text of a few words: nothing tells it from furniture
    _mark_masthead(galley, forms)
    add_repeated(galley, forms)
    add_signed(galley, forms, site_names(galley))
    _mark_head(galley, forms)
    mark_tail(galley, forms)
    _mark_within(galley, forms)
    return forms


def _mark_weighed(galley: Galley, forms: Sequence[Form | None]) -> None:
    """What no form told, where its words, its place and its neighbours together leave hardly a doubt."""
    for index, evidence in page_evidence(galley, forms).items():
        if page_odds(galley.lines[index], evidence) >= _least(galley.lines[index], evidence) and is_apart(
            galley, index
        ):
            why = "by its words, its place and its neighbours together"
            galley.decide(index, Verdict(Kind.FURNITURE, "furniture.weighed", why, sure=False))
        elif index < galley.title and not is_meta(galley.lines[index]):
            galley.decide(index, Verdict(Kind.BODY, DOUBTED, "perhaps the site's: above the title", sure=False))


def _least(line: Line, evidence: Evidence) -> float:
    """How sure it must be: more for what may be a heading, and most for a sentence among the text's own."""
    if ends_sentence(line.text) and line.text[-1] not in "！!" and "behind-the-text" not in evidence:
        return WEIGHED + SENTENCE
    return WEIGHED + (OVER_PROSE if "over-prose" in evidence and is_bare(line) else 0.0)


def _spare_lone(galley: Galley) -> None:
    """Take back what may be a page's line where the page has hardly another: a site never prints one alone."""
    found = [
        (index, verdict.rule in MAY_BE_TEXT)
        for index, verdict in enumerate(galley.verdicts)
        if verdict is not None and verdict.kind is Kind.FURNITURE and verdict.rule.startswith("furniture.")
        if not verdict.page
    ]
    told = any(is_prose(line) and not dateline_parts(line) for _, line in galley.open())
    if told and len(found) < FEWEST and all(doubtful for _, doubtful in found):
        for index, _ in found:
            galley.verdicts[index] = None


def _is_furniture_alone(galley: Galley, forms: Sequence[Form | None]) -> bool:
    """Whether each of several lines has a form of furniture, or is a dateline or a page number.

    A column of single letters (大, 中, 小) shows nothing of a page when there is nothing else: it stays.
    """
    triples = zip(galley.lines, forms, galley.verdicts, strict=True)
    told = len(forms) > 1 and any(len(line.text) > 1 for line in galley.lines)
    return told and all(form or verdict or dateline_parts(line) for line, form, verdict in triples)


def _mark_named(galley: Galley) -> None:
    """Lines that the user's own expressions name."""
    patterns = [re.compile(pattern) for pattern in galley.settings.furniture]
    for index, line in galley.open():
        if any(pattern.fullmatch(line.text) for pattern in patterns):
            galley.decide(index, Verdict(Kind.FURNITURE, "furniture.named", "named in [furniture] of edition.toml"))


def _mark_doubled(galley: Galley) -> None:
    """A separator right under another: it separates nothing from nothing."""
    for index, (above, below) in enumerate(pairwise(galley.lines), 1):
        if below.separates and above.separates and galley.verdicts[index] is None:
            why = "a separator stands right above it"
            galley.decide(index, Verdict(Kind.FURNITURE, "furniture.separator", why))


def _mark_masthead(galley: Galley, forms: Sequence[Form | None]) -> None:
    """What stands above the title and is a site's, when the title is not the first line."""
    title, nearly = title_below(galley, forms)
    if title and _is_titled_above(galley, forms, title):
        title -= 1
    galley.title = title
    for index, line in enumerate(galley.lines[:title]):
        form = forms[index]
        own = form is None and (
            index in nearly
            or BOOK.search(line.plain) is not None
            or (index == title - 1 and COURT.fullmatch(line.plain) is not None)
            or LETTER_SPACED.fullmatch(line.text) is not None
            or (not SITE_NAME.fullmatch(line.plain) and _share_of_text(galley, index) >= OF_TEXT)
        )
        named = form is None and SITE_NAME.fullmatch(line.plain) is not None
        if galley.verdicts[index] is None and not line.stopped and not own and (not is_meta(line) or is_issue(line)):
            if form is not None:
                galley.decide(index, Verdict(Kind.FURNITURE, form.rule, form.why, form.weight >= SURE_HEAD))
            elif named:
                why = "above the title, a site's name"
                galley.decide(index, Verdict(Kind.FURNITURE, "furniture.masthead", why, sure=False))


def _is_titled_above(galley: Galley, forms: Sequence[Form | None], title: int) -> bool:
    """Whether what was found is a subtitle: a line of clauses right under a short one in the text's words."""
    above, below = galley.lines[title - 1], galley.lines[title]
    short = forms[title - 1] is None and not above.stopped and above.width < below.width and not below.blanks
    claused = any(mark in below.text for mark in CLAUSE_MARKS)
    return (
        short
        and claused
        and not is_meta(above)
        and not SITE_NAME.fullmatch(above.plain)
        and (_share_of_text(galley, title - 1) >= SOME_OF_TEXT)
    )


def _mark_head(galley: Galley, forms: Sequence[Form | None]) -> None:
    """Lines of a strong form before the text begins: before its first stopped or long line."""
    runs = _head_runs(forms)
    for index, line in galley.open():
        form = forms[index]
        if dateline_parts(line):
            continue
        above = galley.verdicts[index - 1] if index else None
        in_run = index in runs or (above is not None and above.kind is Kind.FURNITURE)
        button = form is not None and form.rule == "furniture.interface" and line.width <= BUTTON
        if form is not None and (form.weight >= (IN_RUN if in_run else SURE_HEAD) or button) and not form.foreign:
            galley.decide(index, Verdict(Kind.FURNITURE, form.rule, form.why))
        elif form is None and (line.stopped or line.width > 40):
            return


def _head_runs(forms: Sequence[Form | None]) -> set[int]:
    """The lines at the head that one by one say little and in a run of their own are a site's navigation."""
    weights = [form.weight if form is not None and not form.foreign else 0.0 for form in forms[:HEAD]]
    found: set[int] = set()
    for told, run in groupby(range(len(weights)), key=lambda index: weights[index] >= WORDED_LEAST):
        places = list(run)
        if told and len(places) > 1 and sum(weights[index] for index in places) >= RUN:
            found.update(places)
    return found


def _mark_within(galley: Galley, forms: Sequence[Form | None]) -> None:
    """A site's own lines in the middle of the text, and a heading printed twice in a row."""
    sung = set().union(*stanzas(galley.lines))  # verse may say a thing twice
    above: Line | None = None
    for index, line in galley.open():
        form = forms[index]
        above_it = galley.verdicts[index - 1] if index else None
        beside = above_it is not None and above_it.rule == "furniture.advertisement"
        strong = form is not None and form.weight >= SURE_HEAD and beside  # under the word 广告
        if form is not None and (form.anywhere or strong) and is_apart(galley, index):
            galley.decide(index, Verdict(Kind.FURNITURE, form.rule, form.why))
        elif above is not None and index not in sung and _is_again(line, above) and _heads(galley, index):
            why = "the line before, printed again"
            galley.decide(index, Verdict(Kind.FURNITURE, "furniture.duplicate-heading", why))
        else:
            above = line


def _is_again(line: Line, above: Line) -> bool:
    """Whether a heading is printed twice."""
    return is_bare(line) and content(line.text) == content(above.text) != ""


def _heads(galley: Galley, index: int) -> bool:
    """Whether prose follows, as below a heading; in verse a line may say the same as the one before."""
    return index + 1 < len(galley.lines) and is_prose(galley.lines[index + 1])


def _share_of_text(galley: Galley, index: int) -> float:
    """How much of a line's words comes again in the text below the title."""
    own = pairs_of(galley.lines[index].text)
    told = pairs_of("".join(line.text for line in galley.lines[galley.title + 1 :] if is_prose(line))[:SAMPLE])
    return len(own & told) / len(own) if own else 0.0
