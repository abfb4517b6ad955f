"""The run of lines at a page's end that together are likelier furniture than text."""

from __future__ import annotations

import math
import re

from converter.characters import content
from converter.structure.byline import names_in
from converter.structure.forms import Form
from converter.structure.galley import Galley, Kind, Verdict
from converter.structure.line import Line
from converter.structure.own_words import CONTACT
from converter.structure.page_evidence import DOUBTED, OWN, REMARKED
from converter.structure.page_forms import TAIL, is_bare

PROSE = -2.0  # log-odds: what is likelier text than this stays, whatever stands around it
BARE = math.log(0.9)
ANCHOR = 3.0  # weight of a form that can show a page's end; a rule of dashes cannot
LABELLED = re.compile(r"[一-鿿]{2,4}:\S")  # 交通：公車兩站
LABELLED_ODDS = -1.5
FAMILIAR = 0.34  # of an advertisement's wording may be the text's own
LEARNT = 0.6  # pseudo-count for how often the body itself has short unstopped lines
SURE = 3.4  # a line behind which the text goes on goes by its own form
SAMPLE = 60_000  # characters, enough to know a text's wording


def mark_tail(galley: Galley, forms: list[Form | None]) -> None:
    """The run at the end whose lines together are likelier furniture than text.

    What is prose stays wherever it stands; what is only short goes only where no prose follows it.
    """
    first = max(1, len(galley.lines) - TAIL)
    odds = _odds(galley, forms, first)
    best, cut, total = 0.0, len(galley.lines), 0.0
    for index in range(len(galley.lines) - 1, first - 1, -1):
        total += odds[index - first]
        if total > best:
            best, cut = total, index
    run = range(len(galley.lines) - 1, cut - 1, -1)
    if not any((form := forms[index]) and form.weight >= ANCHOR for index in run):
        return
    text_follows = False
    for index in run:
        form, prose = forms[index], odds[index - first] <= PROSE
        text_follows = text_follows or prose
        if galley.verdicts[index] is not None or prose:
            continue
        if not text_follows or (form and form.weight >= SURE):
            galley.decide(index, _tail_verdict(form))
        elif form:
            galley.decide(index, Verdict(Kind.BODY, DOUBTED, f"perhaps {form.why}", sure=False))


def _tail_verdict(form: Form | None) -> Verdict:
    if form is None:
        return Verdict(Kind.FURNITURE, "furniture.tail", "short and unstopped, in one run with a page's furniture")
    return Verdict(Kind.FURNITURE, form.rule, form.why)


def _odds(galley: Galley, forms: list[Form | None], first: int) -> list[float]:
    """For each line from `first` on the log-odds that it is furniture.

    How telling "short and unstopped" is depends on how often this text itself has such lines: in verse or a list
    it says nothing, in prose much; and a line in the text's own words is less likely to be another page's.
    """
    lines = galley.lines
    body = [is_bare(line) for line in lines[: max(1, len(lines) * 2 // 3)]]
    share = (sum(body) + LEARNT) / (len(body) + 2 * LEARNT)
    foreign = min(2.0, BARE - math.log(share))
    seen = pairs_of("".join(line.text for line in lines[:first])[:SAMPLE])
    found = []
    for at in range(first, len(lines)):
        line, form = lines[at], forms[at]
        pairs = pairs_of(line.text)
        kin = len(pairs & seen) / len(pairs) if pairs else 0.0
        seen |= pairs
        if form is not None and form.foreign and kin > FAMILIAR:
            form = forms[at] = None
        found.append(form.weight if form is not None else _plain_odds(line, foreign - 2.0 * kin, galley))
    return found


def _plain_odds(line: Line, foreign: float, galley: Galley) -> float:
    """The log-odds of a line without a form of furniture; `foreign`: of one that is short and unstopped."""
    if (
        OWN.match(line.opening)
        or CONTACT.fullmatch(line.plain)
        or REMARKED.fullmatch(line.plain)
        or names_in(line.text)
    ):
        return -4.0
    if is_bare(line):
        return -0.5 if galley.wrap.width else LABELLED_ODDS if LABELLED.match(line.plain) else foreign
    return -4.0 if line.stopped or line.width > 40 else -1.5


def pairs_of(text: str) -> set[str]:
    """The pairs of neighbouring characters in a text."""
    letters = content(text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}
