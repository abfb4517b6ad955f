"""Running a plan: outcomes as they come, their messages, the report, and the exit code."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from converter.cli import progress, terminal
from converter.cli.error_words import translated
from converter.cli.messages import language, say
from converter.errors import ExitCode, UnreadableError, UnwritableError, UsageError

if TYPE_CHECKING:
    from converter.batch.outcome import Outcome
    from converter.batch.plan import Output, Plan
    from converter.batch.pool import Engine
    from converter.report.account import Account


@dataclass(frozen=True, slots=True)
class Batch:
    """A run whose folder keeps a manifest."""

    output: Output
    force: bool = False
    cluster: str = ""  # the address of the scheduler that has it done; "": this machine


@dataclass
class Tally:
    """What a run has come to so far."""

    quiet: bool = False
    verbose: int = 0
    keep: bool = False  # the accounts, for a report
    stdout: bool = False  # whether the edition goes to standard output
    json: bool = False  # one line of JSON a document on standard output, for programs
    watched: bool = False  # a bar is shown: a line for every document would be too much
    each: bool = False  # that line all the same, for what was made
    count: int = 0
    made: int = 0  # those that a manifest did not know, or not as they are now
    began: float = field(default_factory=time.monotonic)
    unsure: int = 0
    doubtful: int = 0  # sources with unsure changes
    codes: Counter[ExitCode] = field(default_factory=Counter)  # of the sources that failed
    accounts: list[Account] = field(default_factory=list)
    failed: dict[str, list[str]] = field(default_factory=dict)
    warned: set[str] = field(default_factory=set)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome, and say what became of it."""
        if self.stdout:  # the edition was made in a folder that is gone when all is done
            accounts = tuple(replace(account, outputs=("-",)) for account in outcome.accounts)
            outcome = replace(outcome, written=tuple(Path("-") for _ in outcome.written), accounts=accounts)
        self.count += 1
        self.made += not outcome.kept
        self.unsure += outcome.unsure
        self.doubtful += outcome.unsure > 0
        if self.keep:
            self.accounts += outcome.accounts
        if outcome.failures:
            self.codes[outcome.failures[0].exit_code] += 1
            self.failed[outcome.source] = [failure.message for failure in outcome.failures]
        if self.json:
            terminal.data(_machine(outcome))
        self._say(outcome)

    def exit_code(self, *, strict: bool) -> ExitCode:
        """One source's own code; 7 when some of several failed, unless all did for one reason; 3 for `--strict`."""
        failed = self.codes.total()
        if failed:
            return next(iter(self.codes)) if failed == self.count and len(self.codes) == 1 else ExitCode.partly
        if strict and self.unsure:
            terminal.note("unsure", n=self.unsure)
            return ExitCode.unsure
        return ExitCode.ok

    def failed_in_words(self) -> dict[str, list[str]]:
        """The errors of each source, as the user's language has them; programs are told in English."""
        return {source: [_told(source, error) for error in errors] for source, errors in self.failed.items()}

    def _say(self, outcome: Outcome) -> None:
        for said in outcome.warnings:
            if not self.quiet and said not in self.warned:
                self.warned.add(said)
                terminal.note("warning", said=said)
        told = not outcome.kept and (self.each or not self.watched)
        silent = self.quiet or not (told or self.verbose)
        if not silent and (outcome.written or (outcome.accounts and not outcome.failures)):
            name = "kept" if outcome.kept else "done" if outcome.written else "checked"
            outputs = " ".join(map(str, outcome.written))
            terminal.note(name, source=outcome.source, outputs=outputs, changes=outcome.changed, unsure=outcome.unsure)
        once = {failure.message: failure for failure in outcome.failures}  # the same for each edition
        for failure in once.values():
            terminal.note("error.of", source=outcome.source, said=_without(outcome.source, failure.message))
            if self.verbose > 1:
                terminal.trace(failure.traceback)


def run(plan: Plan, tally: Tally, jobs: int | None, batch: Batch | None = None) -> None:
    """Do what is planned, and say what was left alone; a batch goes on where the last run on its folder ended."""
    from converter.batch import resume

    for outcome in plan.refused:
        tally.add(outcome)
    with progress.display(len(plan.jobs), quiet=tally.quiet) as display:
        tally.watched = display.shown
        engine = _engine(plan, jobs, batch, display)
        if batch and plan.jobs:
            done = resume.run(plan.jobs, batch.output, engine, force=batch.force)
        else:
            done = engine(plan.jobs)
        for outcome in done:
            display.ended(outcome)
            tally.add(outcome)
    summary(plan, tally)
    if batch and plan.jobs:
        _browse(plan, batch, tally)


def _engine(plan: Plan, jobs: int | None, batch: Batch | None, display: progress.Display) -> Engine:
    """Who does the work: a cluster, workers of this machine, or, for a single text, this process."""
    from converter.batch import pool

    if batch and batch.cluster:
        from converter.batch import cluster

        return partial(cluster.run, address=batch.cluster, started=display.started)
    workers = jobs or pool.cores()
    alone = batch is None and min(workers, len(plan.jobs)) < 2
    return partial(pool.run, workers=0 if alone else workers, started=display.started)


def _browse(plan: Plan, batch: Batch, tally: Tally) -> None:
    """Write the page that shows all that is in the folder, and say where."""
    from converter.batch import index, shelf

    taken, output = frozenset(plan.targets()), batch.output
    page = index.place(output.folder, taken)
    if tally.made or not page.is_file():
        index.write(output.folder, taken, language(), _told)
        if output.url:
            shelf.Shelf(output.folder, output.url).show(page)
    if not tally.quiet and tally.count > 1:
        terminal.note("browse", path=output.place / PurePath(page.name))


def summary(plan: Plan, tally: Tally) -> None:
    """What was left alone, and, of several sources, how many came to what, and the failures once more."""
    if tally.quiet:
        return
    for thing in plan.skipped:
        if tally.verbose or thing.why not in ("kind", "ours"):
            terminal.note("skipped", path=thing.path, why=say(f"skipped.{thing.why}"))
    if not tally.count and not plan.skipped:
        terminal.note("nothing")
    if tally.count <= 1 and not plan.skipped:
        return
    if tally.count > 1 and tally.failed:
        terminal.note("failed.list")
        for source, said in sorted(tally.failed.items()):
            terminal.note("failed.item", source=source, said=_without(source, said[0]))
    failed, spent = tally.codes.total(), time.monotonic() - tally.began
    counts = {"done": tally.count - failed, "failed": failed, "skipped": len(plan.skipped)}
    terminal.note("summary", **counts)
    if tally.count > 1:
        rows = (("made", tally.made), ("unchanged", tally.count - tally.made), ("unsure", tally.doubtful))
        shown = [f"{say(f'row.{name}')} {count:,}" for name, count in rows if count or name == "made"]
        rate = f"{tally.made / spent:.1f}" if spent else "–"
        terminal.note("table", rows=say("comma").join(shown), spent=_clock(spent), rate=rate)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _machine(outcome: Outcome) -> dict[str, object]:
    """An outcome as `--json` tells it; part of the stable interface."""
    state = "failed" if outcome.failures else "unchanged" if outcome.kept else "done"
    errors = [{"message": failure.message, "exit_code": int(failure.exit_code)} for failure in outcome.failures]
    return {
        "source": outcome.source, "state": state, "outputs": [str(path) for path in outcome.written],
        "changes": outcome.changed, "unsure": outcome.unsure, "tries": outcome.tries,
        "warnings": list(outcome.warnings), "errors": errors,
    }  # fmt: skip


def write_report(tally: Tally, target: str) -> None:
    """The report: a file by its suffix, or `-` for standard output. Raises UnwritableError."""
    from converter import __version__
    from converter.editions.files import replace_file
    from converter.report import render

    accounts = sorted(tally.accounts, key=lambda account: account.source)  # workers finish in any order
    if target == "-":
        terminal.lines(render(accounts, ".txt", tally.failed_in_words(), language()))
        return
    failed = tally.failed if Path(target).suffix == ".json" else tally.failed_in_words()
    text = render(accounts, Path(target).suffix, failed, language(), __version__)
    replace_file(Path(target), text.encode("utf-8", "backslashreplace"))


def with_stdin(plan: Plan) -> Plan:
    """The plan, with what standard input holds in the place of `-`; a byte over the limit, for the reader to refuse."""
    jobs = [
        replace(job, source=_stdin(job.variants[0].settings.limits.source_bytes + 1))
        if job.source == Path("-") else job
        for job in plan.jobs
    ]  # fmt: skip
    return replace(plan, jobs=tuple(jobs))


def _stdin(limit: int) -> bytes:
    if sys.stdin is None:
        raise UnreadableError(say("error.stdin.closed"))
    return sys.stdin.buffer.read(limit)


def deliver(edition: bytes) -> None:
    """The edition, on standard output. Raises UnwritableError when nobody can take it."""
    if sys.stdout is None:
        raise UnwritableError(say("error.stdout.closed"))
    sys.stdout.buffer.write(edition)
    sys.stdout.buffer.flush()


def announcer(verbose: int) -> Callable[[Path], None]:
    """What says which settings file is used, when more than usual is to be said."""
    return lambda path: terminal.note("config", path=path) if verbose else None


def check_report(report: str | None, plan: Plan | None = None) -> None:
    """Raise UsageError for a report that cannot be made, or would replace what is in the plan, before work is done."""
    from converter.report import check_target

    if report is None or report == "-":
        return
    check_target(Path(report))
    if plan and plan.takes(Path(report)):
        raise UsageError(say("error.report.taken", path=report))


def _told(source: str, error: str) -> str:
    """An error as a page shows it: in the user's language, and without the name that stands beside it."""
    return translated(_without(source, error), language())


def _without(source: str, message: str) -> str:
    """The message; a reader may have put the source's name before it, as it is or escaped."""
    escaped = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in source)
    return message.removeprefix(f"{source}: ").removeprefix(f"{escaped}: ")
