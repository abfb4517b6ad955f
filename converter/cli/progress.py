"""How far a run is: on a terminal a bar that a person likes; elsewhere nothing, for the lines of each document tell."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from converter.cli.messages import say

if TYPE_CHECKING:
    from rich.progress import Progress

    from converter.batch.outcome import Job, Outcome

SHOWN = 2  # files that are named while they are made
WIDTH = 24  # characters of each name
ALMOST = 0.99  # of the bar, when all pages are made and the file is not written


class Display:
    """Where a run says what it begins and what it has ended."""

    shown = False  # whether a person watches a bar, so that a line for every document is too much

    def started(self, job: Job) -> None:
        """A document begins."""

    def ended(self, outcome: Outcome) -> None:
        """A document is done, or has failed."""

    def page(self, made: int, expected: int) -> None:
        """A page of a PDF is made, and so many will be, nearly."""


class Bar(Display):
    """Done, failed, rate, time left and the files at hand, on standard error."""

    shown = True

    def __init__(self, bar: Progress, total: int) -> None:
        self._bar, self._failed, self._made, self._total = bar, 0, 0, total
        self._files: dict[str, None] = {}
        self._pages, self._done = "", 0
        self._task = bar.add_task("", total=total, failed="", rate="", files=say("bar.starting"))

    def started(self, job: Job) -> None:
        """Name its file."""
        self._files[job.name] = None
        self._show()

    def ended(self, outcome: Outcome) -> None:
        """Count it; what was there already says nothing about the rate."""
        self._files.pop(outcome.source, None)
        self._failed += bool(outcome.failures)
        self._made += not outcome.kept
        self._pages = ""
        self._done += 1
        self._bar.update(self._task, completed=self._done)
        self._show()

    def page(self, made: int, expected: int) -> None:
        """Move the bar by pages while there is one document: a long book is minutes of an empty bar else."""
        if self._total == 1:
            self._bar.update(self._task, completed=made / max(expected, 1) * ALMOST)
            self._pages = say("bar.pages", n=made)
            self._show()

    def _show(self) -> None:
        from converter.report.printable import shortened

        spent = self._bar.tasks[0].elapsed or 0
        self._bar.update(
            self._task,
            failed=say("bar.failed", n=self._failed) if self._failed else "",
            rate=self._pages or (say("bar.rate", n=f"{self._made / spent:.1f}") if spent > 1 and self._made else ""),
            files=" ".join(shortened(name.rpartition("/")[2], WIDTH) for name in list(self._files)[:SHOWN]),
        )


@contextmanager
def display(total: int, *, quiet: bool) -> Iterator[Display]:
    """A bar when standard error is a terminal and something is to be done; else a Display that says nothing."""
    if quiet or not total or sys.stderr is None or not sys.stderr.isatty():
        yield Display()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from converter.editions import progress as pages

    columns = (
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]}", style="red", markup=False),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(),
        TextColumn("{task.fields[files]}", style="dim", markup=False),
    )
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    with Progress(*columns, console=console, transient=True) as bar:
        shown = Bar(bar, total)
        with pages.shown(shown.page):
            yield shown
