"""Fit the weights of evidence to our labelled pages, and say how well they would do on pages unseen.

Logistic regression with a Gaussian prior, by coordinate-wise Newton steps: a page's variants count for less than the
page itself. The figures come from folds of pages that the weights did not see; run this when evidence or pages are
added.

    python tests/benchmarks/fit_weights.py headings|titles|furniture [--write] [-v] [FOLDER-OF-LABELLED-PAGES ...]
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import scoring

from converter import readers, structure
from converter.settings import Settings
from converter.structure import furniture, heading_evidence, headings, page_evidence, page_title
from converter.structure.evidence import Evidence
from converter.structure.grams import grams
from converter.structure.line import Line
from converter.structure.page_forms import forms_of

FOLDS = 10
SWEEPS = 60
STILL = 0.001  # a weight that moves by less is left as it is
HALF_WIDTH = str.maketrans("，；：？！（）", ",;:?!()")
QUOTED = "“{}”"  # the name of a character or a pair of them, as evidence
LEAST = 0.1  # log-odds of one that is written down
WRAPPED = ("indent", "blank", "none")
VARIANT = 0.4  # how much a page that was made of another counts
Expected = Mapping[str, float]  # the prior's means
HEADINGS: Expected = {  # what we thought before the first fit
    "always": 0.5,
    "formulaic": 2.0,
    "a-number": 1.0,
    "half-as-wide": 1.5,
    "over-prose": 0.6,
    "others-alike": 1.3,
    "over-a-wide-line": 0.6,
    "over-a-list": 1.5,
    "under-a-long-line": -0.5,
    "under-a-label": -2.0,
    "under-a-number": 3.0,
    "among-bare-lines": -2.5,
    "over-a-name": 1.0,
    "blank-around": 0.5,
    "not-indented": 1.5,
    "indented": -0.5,
    "western-over-han": -2.5,
    "a-row": -3.0,
    "many-short": -3.0,
    "exclaims": -3.0,
    "asks": -1.0,
    "holds-a-stop": -4.0,
    "holds-a-clause": -2.5,
    "holds-a-colon": -1.0,
    "begins-quoted": -3.0,
    "begins-as-an-item": -2.5,
    "in-columns": -3.0,
    "tells": -1.0,
    "begins-as-a-sentence": -1.0,
    "enclosed": -3.0,
    "an-arrow": -2.5,
    "labelled": -3.0,
    "a-speaker": -3.0,
    "others-are-numbered": -1.0,
    "stops-are-lost": -1.5,
    "names-the-topic": 1.0,
    "a-name": -2.0,
    "dressed": 6.0,
    "over-verse": 4.0,
    "first-over-numbers": -1.5,
    "a-tune": 3.0,
    "names-a-case": 4.0,
    "quoted": -0.5,
    "page-worded": -0.8,
}
TITLES: Expected = {
    "counts-on": -3.0,
    "comes-again": 4.0,
    "named-often": 2.0,
    "over-credits": 2.0,
    "right-over-credits": 1.0,
    "under-a-date": 1.0,
    "repeated": 3.0,
    "a-site": -2.0,
    "at-the-foot": -2.0,
    "a-subtitle": -1.5,
    "blank-above": 0.5,
    "brief": -1.0,
    "full": 1.0,
    "an-author": -1.5,
    "an-office": 6.0,
    "over-chapters": 3.5,
    "a-book": 4.0,
    "under-the-site": 1.5,
    "unknown-above": -0.3,
    "over-navigation": -1.0,
    "first-over-navigation": -2.0,
    "of-the-page": -3.0,
    "over-a-dash": 2.0,
    "under-a-breadcrumb": 1.0,
    "clauses": -1.0,
    "asks-its-reader": -0.5,
    "gapped": -1.0,
    "named-title": 7.0,
    "buttons": -2.0,
    "a-form": -1.0,
}
HEAD = """\
# What each piece of evidence counts, in log-odds: {says}.
# Fitted by tests/benchmarks/fit_weights.py; not to be edited by hand.
"""


class Case(NamedTuple):
    """A line about which is asked."""

    page: str
    text: str
    evidence: Evidence
    wanted: bool
    weight: float


@dataclass(frozen=True)
class Subject:
    """A table of weights."""

    table: Path
    grams: Path | None
    says: str
    cases: Callable[[scoring.Page, Path], Iterator[Case]]
    prior: float  # its precision
    gram_prior: float  # that of characters and pairs of them
    threshold: float  # log-odds from which a line counts as found
    expected: Expected = field(default_factory=dict)


def variants(page: scoring.Page) -> Iterator[scoring.Page]:
    """The page; without its stops at the ends of paragraphs; without furniture and blank lines; hard-wrapped."""
    yield page
    if "~" in page.name:
        return
    rows = [
        replace(row, text=row.text.rstrip("。").translate(HALF_WIDTH)) if row.label in ("p", "+") else row
        for row in page.lines
    ]
    yield replace(page, name=f"{page.name}~stops", lines=tuple(rows))
    kept = tuple(row for row in page.lines if row.label not in ("", "furniture"))
    yield replace(page, name=f"{page.name}~flat", lines=kept)
    if all(row.label != "furniture" for row in page.lines):
        yield from (scoring.wrapped(page, profile) for profile in WRAPPED)


def heading_cases(page: scoring.Page, source: Path) -> Iterator[Case]:
    """The lines of a page that may be headings, but for those whose label leaves it open."""
    galley = structure.galley_read(readers.read(source, Settings()), Settings())[0]
    lines = [galley.read(index) for index, _ in galley.open()]
    for at, evidence in headings.plain_evidence(galley, lines).items():
        label = _label(page, lines[at].number)
        if label is not None:
            yield _case(page, lines[at], evidence, label.startswith("h"))


def furniture_cases(page: scoring.Page, source: Path) -> Iterator[Case]:
    """The lines of a page that no form showed to be furniture; how long they are is how much they count."""
    if "~flat" in page.name:
        return
    galley = structure.galley_paged(readers.read(source, Settings()), Settings())
    forms = furniture.mark_known(galley)
    for at, evidence in page_evidence.page_evidence(galley, forms).items():
        label = page.lines[galley.lines[at].number - 1].label
        titled = label in scoring.TITLES and at >= galley.title
        if label != "meta" and not titled:
            yield _case(page, galley.lines[at], evidence, label == "furniture")


def title_cases(page: scoring.Page, source: Path) -> Iterator[Case]:
    """Each first line of a page that is not the title: what the title has and it has not."""
    if "~" in page.name:
        return
    galley = structure.galley_paged(readers.read(source, Settings()), Settings())
    found = page_title.title_evidence(galley, forms_of(galley))
    titles = [at for at in found if page.lines[galley.lines[at].number - 1].label == "title"]
    for at in (at for at in found if titles and at not in titles):
        own, other = found[titles[-1]], found[at]
        less = {name: own.get(name, 0.0) - other.get(name, 0.0) for name in own.keys() | other.keys()}
        yield Case(page.name, galley.lines[at].text, less, True, 1.0)


def _case(page: scoring.Page, line: Line, evidence: Evidence, wanted: bool) -> Case:
    name, _, variant = page.name.partition("~")
    worded = {QUOTED.format(gram): amount for gram, amount in grams(line).items()}
    return Case(name, line.text, evidence | worded, wanted, VARIANT if variant else 1.0)


SUBJECTS = {
    "headings": Subject(
        heading_evidence.WEIGHTS,
        heading_evidence.GRAMS,
        "for a heading without a number (`heading_evidence.py`)",
        heading_cases,
        prior=4.0,
        gram_prior=2.5,
        threshold=0.0,
        expected=HEADINGS,
    ),
    "titles": Subject(
        page_title.WEIGHTS,
        None,
        "for the title among a page's first lines (`page_title.py`)",
        title_cases,
        prior=10.0,
        gram_prior=0.0,
        threshold=0.0,
        expected=TITLES,
    ),
    "furniture": Subject(
        page_evidence.WEIGHTS,
        page_evidence.GRAMS,
        "for a page's own line (`page_evidence.py`)",
        furniture_cases,
        prior=2.0,
        gram_prior=2.0,
        threshold=furniture.WEIGHED,
    ),
}


def _label(page: scoring.Page, number: int) -> str | None:
    """The label of a line by its number; None where it begins no block or may be a heading or not."""
    line = page.lines[number - 1]
    if line.label != "+":
        return None if line.label in scoring.TITLES or line.text.startswith("((") else line.label
    begun = next(line.label for line in page.lines[number - 2 :: -1] if line.label not in ("", "+", "furniture"))
    return begun if begun.startswith("h") else None


def fit(cases: Sequence[Case], subject: Subject) -> dict[str, float]:
    """The weights under which the cases are likeliest."""
    rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, case in enumerate(cases):
        for name, amount in case.evidence.items():
            rows[name].append((at, amount))
    weights = {**subject.expected, **{name: subject.expected.get(name, 0.0) for name in rows}}
    odds = [sum(weights[name] * amount for name, amount in case.evidence.items()) for case in cases]
    priors = {name: subject.gram_prior if name[0] == QUOTED[0] else subject.prior for name in rows}
    moving = dict(rows)
    for _ in range(SWEEPS):
        for name, own in list(moving.items()):
            slope, bend = priors[name] * (subject.expected.get(name, 0.0) - weights[name]), priors[name]
            for at, amount in own:
                likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds[at]))))
                slope += cases[at].weight * amount * (cases[at].wanted - likely)
                bend += cases[at].weight * amount * amount * max(likely * (1 - likely), 0.02)
            step = slope / bend
            if abs(step) < STILL:
                del moving[name]
            weights[name] += step
            for at, amount in own:
                odds[at] += step * amount
    return weights


def unseen(cases: Sequence[Case], subject: Subject) -> Iterator[tuple[Case, float]]:
    """Each case with the log-odds that weights give it which did not see its page."""
    folds = [zlib.crc32(case.page.encode()) % FOLDS for case in cases]
    for fold in range(FOLDS):
        weights = fit([case for case, own in zip(cases, folds, strict=True) if own != fold], subject)
        for case, own in zip(cases, folds, strict=True):
            if own == fold:
                yield case, sum(weights.get(name, 0.0) * amount for name, amount in case.evidence.items())


def told(judged: Sequence[tuple[Case, float]], threshold: float) -> str:
    """How many lines, and characters of them, were found, taken wrongly and missed."""
    counts: dict[str, float] = defaultdict(float)
    for case, odds in judged:
        name = "found" if odds > threshold else "missed"
        name = name if case.wanted else "false" if odds > threshold else ""
        counts[name] += case.weight
        counts[name + " characters"] += case.weight * len(case.text)
    found = ", ".join(f"{counts[name]:.0f} {name}" for name in ("found", "false", "missed"))
    characters = ", ".join(f"{counts[name + ' characters']:.0f}" for name in ("found", "false", "missed"))
    score = 2 * counts["found"] / (2 * counts["found"] + counts["false"] + counts["missed"])
    return f"{found} ({characters} characters); F {score:.3f}"


def main() -> None:
    """Fit, tell, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("subject", choices=SUBJECTS)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the project")
    parser.add_argument("--quick", action="store_true", help="do not judge pages unseen")
    parser.add_argument("-v", action="store_true", help="tell each mistake")
    arguments = parser.parse_args()
    subject = SUBJECTS[arguments.subject]
    cases = []
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "page.txt"
        for folder in (scoring.LABELLED, *scoring.STRANGERS, *arguments.folders):
            for page in (page for own in scoring.pages(folder) for page in variants(own)):
                source.write_text(page.source, encoding="utf-8")
                cases += subject.cases(page, source)
    judged = list(unseen(cases, subject)) if not arguments.quick else []
    if judged:
        print(f"on pages unseen: {told(judged, subject.threshold)}")
    if arguments.v:
        for case, odds in sorted(judged, key=lambda one: one[1]):
            if case.wanted != (odds > subject.threshold):
                print(f"{odds:5.1f} {'missed' if case.wanted else 'false'} {case.page}: {case.text}")
    weights = fit(cases, subject)
    words = {name[1:-1]: weights.pop(name) for name in list(weights) if name[0] == QUOTED[0]}
    own = sorted(weights.items(), key=lambda row: -row[1])
    tables = {subject.table: "".join(f"{weight:+.2f} {name}\n" for name, weight in own)}
    if subject.grams is not None:
        tables[subject.grams] = _grouped(words)
    for path, table in tables.items():
        if arguments.write:
            path.write_text(HEAD.format(says=subject.says) + table, encoding="utf-8")
        else:
            print(table)


def _grouped(grams: Mapping[str, float]) -> str:
    """Rows of a weight and what has it; what hardly counts is left out."""
    groups: dict[float, list[str]] = defaultdict(list)
    for gram, weight in sorted(grams.items()):
        if abs(weight) >= LEAST:
            groups[round(weight, 1)].append(gram)
    return "".join(f"{weight:+.1f} {' '.join(groups[weight])}\n" for weight in sorted(groups, reverse=True))


if __name__ == "__main__":
    main()
