"""Fit the weights of `heading_weights.txt` to our labelled pages, and say how well they would do on unseen ones.

Logistic regression with a Gaussian prior, by coordinate-wise Newton steps: a page's variants count for less than the
page itself. The figures come from folds of pages that the weights did not see; run this when evidence is added.

    python tests/benchmarks/fit_headings.py [--write] [FOLDER-OF-LABELLED-PAGES ...]
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

import scoring

from converter import readers, structure
from converter.settings import Settings
from converter.structure import heading_evidence, headings

FOLDS = 10
PRIOR = 10  # precision of the weights' prior
EXPECTED = {  # its means: what we thought before the first fit
    "always": 0.5,
    "formulaic": 2.0,
    "a-number": 1.0,
    "half-as-wide": 1.5,
    "over-prose": 0.6,
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
    "quoted": -0.5,
    "page-worded": -0.8,
}
SWEEPS = 60
HALF_WIDTH = str.maketrans("，；：？！（）", ",;:?!()")
VARIANT = 0.4  # how much a page that was made by wrapping another counts
HEAD = """\
# What each piece of evidence for a heading without a number counts, in log-odds (`heading_evidence.py`).
# Fitted by tests/benchmarks/fit_headings.py; not to be edited by hand.
"""


class Case(NamedTuple):
    """A line that may be a heading."""

    page: str
    text: str
    evidence: heading_evidence.Evidence
    heading: bool
    weight: float

    @property
    def on_a_page(self) -> bool:
        """Whether it stood among a site's own lines."""
        return "on-a-page" in self.evidence


def variants(page: scoring.Page) -> Iterator[scoring.Page]:
    """The page; the same without its stops at the ends of paragraphs; and without furniture and blank lines."""
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


def cases_of(page: scoring.Page, folder: Path) -> Iterator[Case]:
    """The lines of a page that may be headings, but for those whose label leaves it open."""
    source = folder / "page.txt"
    source.write_text(page.source, encoding="utf-8")
    galley = structure.galley_read(readers.read(source, Settings()), Settings())[0]
    places = [index for index, _ in galley.open()]
    lines = [galley.read(index) for index in places]
    name, _, variant = page.name.partition("~")
    for at, evidence in headings.plain_evidence(galley, lines).items():
        label = _label(page, lines[at].number)
        if label is not None:
            weight = VARIANT if variant else 1.0
            yield Case(name, lines[at].text, evidence, label.startswith("h"), weight)


def _label(page: scoring.Page, number: int) -> str | None:
    """The label of a line by its number; None where it begins no block or may be a heading or not."""
    line = page.lines[number - 1]
    if line.label != "+":
        return None if line.label in scoring.TITLES or line.text.startswith("((") else line.label
    begun = next(line.label for line in page.lines[number - 2 :: -1] if line.label not in ("", "+", "furniture"))
    return begun if begun.startswith("h") else None


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """The weights under which the cases are likeliest."""
    rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, case in enumerate(cases):
        for name, amount in case.evidence.items():
            rows[name].append((at, amount))
    weights = {name: EXPECTED.get(name, 0.0) for name in rows}
    odds = [sum(weights[name] * amount for name, amount in case.evidence.items()) for case in cases]
    for _ in range(SWEEPS):
        for name, own in rows.items():
            prior = PRIOR
            slope, bend = prior * (EXPECTED.get(name, 0.0) - weights[name]), prior + 1e-6
            for at, amount in own:
                likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds[at]))))
                slope += cases[at].weight * amount * (cases[at].heading - likely)
                bend += cases[at].weight * amount * amount * max(likely * (1 - likely), 0.02)
            step = slope / bend
            weights[name] += step
            for at, amount in own:
                odds[at] += step * amount
    return weights


def fit_both(cases: Sequence[Case]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights in a text alone, and on a page."""
    return fit([case for case in cases if not case.on_a_page]), fit([case for case in cases if case.on_a_page])


def unseen(cases: Sequence[Case]) -> Iterator[tuple[Case, float]]:
    """Each case with the log-odds that weights give it which did not see its page."""
    folds = [zlib.crc32(case.page.encode()) % FOLDS for case in cases]
    for fold in range(FOLDS):
        weights = fit_both([case for case, own in zip(cases, folds, strict=True) if own != fold])
        for case, own in zip(cases, folds, strict=True):
            if own == fold:
                yield (
                    case,
                    sum(weights[case.on_a_page].get(name, 0.0) * amount for name, amount in case.evidence.items()),
                )


def said(judged: Iterable[tuple[Case, float]]) -> str:
    """How many were found, taken wrongly and missed."""
    hit = extra = missed = 0.0
    for case, odds in judged:
        hit += case.weight * (case.heading and odds > 0)
        extra += case.weight * (not case.heading and odds > 0)
        missed += case.weight * (case.heading and odds <= 0)
    return f"{hit:.0f} found, {extra:.0f} false, {missed:.0f} missed, F {2 * hit / (2 * hit + extra + missed):.3f}"


def main() -> None:
    """Fit, tell, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights into the project")
    parser.add_argument("-v", action="store_true", help="tell each mistake")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folders = (scoring.LABELLED, *scoring.STRANGERS, *arguments.folders)
        cases = [
            case
            for folder in folders
            for own in scoring.pages(folder)
            for page in variants(own)
            for case in cases_of(page, Path(name))
        ]
    judged = list(unseen(cases))
    for page in (False, True):
        print("page " if page else "alone", said(one for one in judged if one[0].on_a_page == page))
    print(f"{len(cases)} lines, {sum(case.heading for case in cases)} headings; on pages unseen: {said(judged)}")
    if arguments.v:
        for case, odds in judged:
            if case.heading != (odds > 0):
                print(f"{odds:5.1f} {'missed' if case.heading else 'false'} {case.page}: {case.text}")
    alone, page = fit_both(cases)
    names = sorted(alone.keys() | page.keys(), key=lambda name: -page.get(name, 0.0))
    table = HEAD + "".join(f"{alone.get(name, 0.0):+.2f} {page.get(name, 0.0):+.2f} {name}\n" for name in names)
    if arguments.write:
        heading_evidence.WEIGHTS.write_text(table, encoding="utf-8")
    else:
        print(table)


if __name__ == "__main__":
    main()
