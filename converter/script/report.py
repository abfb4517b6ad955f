"""What the script stage found in a source and decided: how much was in which script, and every unsure decision.

In: a document that has been through the stage. Out: figures and decisions, for whatever prints a report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converter.document import Document
from converter.ledger import Change, Tracer, flat, revert
from converter.script.evidence import Evidence, Script
from converter.script.mask import masked
from converter.script.variants import STAGE, blanked

NEARBY = 8  # characters shown on each side of a decision


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a text was in which script; characters of both scripts are evidence for neither."""

    simplified: int = 0  # characters that only Simplified text has
    traditional: int = 0
    lines: tuple[tuple[Script, int], ...] = ()  # how many lines hold evidence for one script, for both, for none

    @property
    def mixed(self) -> bool:
        """Whether both scripts occur."""
        return bool(self.simplified and self.traditional)


@dataclass(frozen=True, slots=True)
class Decision:
    """One place where the evidence did not settle a character."""

    line: int  # of the source, 1-based
    at: int  # the offset in the source's text
    source: str  # what stood there
    choice: str  # what stands there now
    alternatives: tuple[str, ...]
    why: str
    around: str  # the place with its neighbours, as written


@dataclass(frozen=True, slots=True)
class ScriptReport:
    """What there is to say about a document's script."""

    language: str  # the variant it is in now
    share: Share
    changed: tuple[tuple[str, int], ...]  # how many changes each rule made
    unsure: tuple[Decision, ...]


def script_report(document: Document) -> ScriptReport:
    """The report of a document; empty of decisions when the script stage has not been run."""
    number = next((n for n, stage in enumerate(document.changes) if stage.stage == STAGE), None)
    if number is None:
        return ScriptReport(document.meta.language, share(flat(document)), (), ())
    text = flat(document)
    for stage in reversed(document.changes[number:]):
        text = revert(stage.changes, text)
    changes = document.changes[number].changes
    rules = sorted({change.rule for change in changes})
    counts = tuple((rule, sum(c.rule == rule and c.before != c.after for c in changes)) for rule in rules)
    unsure = tuple(_decisions(Tracer(document), number, text, changes))
    return ScriptReport(document.meta.language, share(text), counts, unsure)


def share(text: str) -> Share:
    """How much of a text is in which script; addresses, code, Japanese and Korean are left out."""
    evidence = Evidence(blanked(text, masked(text)))
    scripts = [evidence.script(*line) for line in evidence.lines()]
    counts = tuple((script, scripts.count(script)) for script in Script)
    return Share(*evidence.counts, lines=counts)


def _decisions(tracer: Tracer, stage: int, text: str, changes: tuple[Change, ...]) -> Iterator[Decision]:
    for change in changes:
        if not change.sure:
            start, end = max(0, change.at - NEARBY), change.end + NEARBY
            at = tracer.source(stage, change.at)
            around = text[start:end].replace("\u2029", " ")
            choice, others, why = change.after, change.alternatives, change.why
            yield Decision(tracer.line(stage, change.at), at, change.before, choice, others, why, around)
