"""Whether the numbers of a kind count as headings' do or as a list's.

Items of a list follow each other, headings have text between them; and where many of a run are sentences, the others
are no headings either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from converter.characters import CLAUSE_MARKS, ends_sentence
from converter.structure.line import Line
from converter.structure.numbering import WORD_KEY, Number

LONGEST = 30.0  # ems of a heading
ASKED = ("？", "?")
WEAK = 1.0  # strength of a number that a list may have as well
FEWEST = 4  # lines of a kind, for their wording to tell
SENTENCES = 0.3  # of the lines of a run
ALIKE = 6.0  # log-odds that all of a run are text, when all others are
APART = 4.0  # log-odds between numbers that always and that never have text between them
COUNTING = 0.5  # of the steps from one number of a kind to the next, at least, are upwards by one, or begin anew

Run = Sequence[tuple[int, Number]]  # places and their numbers


def counted(lines: Sequence[Line], numbers: Sequence[Number | None]) -> dict[int, float]:
    """For each line whose number counts with others of its kind, or stands alone, the log-odds that this gives."""
    kinds: dict[str, list[tuple[int, Number]]] = {}
    for at, number in enumerate(numbers):
        if number is not None:
            kinds.setdefault(number.key, []).append((at, number))
    found: dict[int, float] = {}
    for kind in kinds.values():
        steps = [b.value in (a.value + 1, 1) for (_, a), (_, b) in pairwise(kind)]
        if kind[0][1].key.startswith(WORD_KEY) and not any(steps):
            continue
        if steps and sum(steps) < COUNTING * len(steps):
            continue
        whole = _apart(kind), _told(lines, kind)
        for run in _runs(kind):
            apart, told = (_apart(run), _told(lines, run)) if len(run) > 1 else whole
            alike = ALIKE * told if len(kind) >= FEWEST and told >= SENTENCES else 0.0
            found.update((at, apart - alike) for at, _ in run)
    return found


def tells(text: str) -> bool:
    """Whether the text has clauses or the end of a sentence."""
    return ends_sentence(text) or any(mark in CLAUSE_MARKS for mark in text)


def _runs(kind: Run) -> Iterator[Run]:
    """The numbers of a kind from each that begins anew to the next."""
    start = 0
    for at in range(1, len(kind) + 1):
        if at == len(kind) or kind[at][1].value != kind[at - 1][1].value + 1:
            yield kind[start:at]
            start = at


def _apart(run: Run) -> float:
    """What the distance of the numbers says."""
    counting = [b[0] - a[0] for a, b in pairwise(run) if b[1].value in (a[1].value + 1, 1)]
    return APART * (sum(step > 1 for step in counting) / len(counting) - 0.5) if counting else 0.0


def _told(lines: Sequence[Line], run: Run) -> float:
    """The share of a run's lines that tell something; a question alone may be a heading."""
    said = (
        lines[at].width > LONGEST or _says(lines[at].text[number.end :], weak=number.strength <= WEAK)
        for at, number in run
    )
    return sum(said) / len(run)


def _says(title: str, *, weak: bool) -> bool:
    """Whether a title tells something; a question with its number (3. 试用期内，要不要缴？) asks."""
    asked = title[-1:] in ASKED
    return not (asked and weak) and tells(title.rstrip("".join(ASKED)) if asked else title)
