"""Runs that can be killed and go on: only what is missing or changed is done.

In: jobs and an output folder with its manifest. Out: one outcome for each job, those that need nothing done included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from converter.batch import pool, recipe, turns
from converter.batch.manifest import Entry, Manifest
from converter.batch.outcome import Job, Outcome
from converter.errors import ExitCode

# What failed for these reasons fails again unless its recipe changes: the text itself is at fault.
POISONED = frozenset({ExitCode.unreadable})


def run(
    jobs: Iterable[Job],
    output: Path,
    workers: int,
    *,
    force: bool = False,
    started: Callable[[Job], object] = lambda _: None,
) -> Iterator[Outcome]:
    """The outcome of every job, its editions made unless the manifest in `output` knows them; `force` makes all.

    Raises UnwritableError when the manifest cannot be kept.
    """
    with closing(Manifest(output)) as manifest, turns.taken(manifest, output) as turn:
        book = _Book(manifest, turn, force)
        for outcome in pool.run(book.things(jobs), workers, started):
            yield book.entered(outcome)


@dataclass(slots=True)
class _Held:
    """A job in a worker's hands."""

    job: Job
    digest: str
    kept: tuple[Path, ...] = ()  # its editions, when only the account of its changes is wanted


@dataclass(slots=True)
class _Book:
    manifest: Manifest
    turn: turns.Turn
    force: bool
    held: dict[str, _Held] = field(default_factory=dict)  # by source

    def things(self, jobs: Iterable[Job]) -> Iterator[pool.Thing]:
        """What the pool is to do, and what is done already; what another run is doing is waited for at the end."""
        elsewhere: list[Job] = []
        for job in jobs:
            thing = self._thing(job, self.force)
            if thing is None:
                elsewhere.append(job)
            else:
                yield thing
        while elsewhere:
            thing = self._thing(elsewhere[0], force=False)
            if thing is not None:
                elsewhere.pop(0)
            yield thing

    def _thing(self, job: Job, force: bool) -> pool.Thing:
        digest = recipe.digest_of(job.source, job.variants[0].settings.limits.source_bytes)
        if not force and (known := self._known(job, digest)) is not None:
            if not job.listed or known.error is not None:
                return known
            self.held[job.name] = _Held(job, digest, known.written)  # a report lists the changes: read it again
            return replace(job, variants=tuple(replace(variant, targets=()) for variant in job.variants))
        if not self.turn.claim(job.place):
            return None
        if not force and (known := self._known(job, digest)) is not None and not job.listed:
            return known  # done by another run since we looked
        self.held[job.name] = _Held(job, digest)
        return job

    def _known(self, job: Job, digest: str) -> Outcome | None:
        """What the manifest says of a job, when nothing about it has changed."""
        entry = self.manifest.entry(job.place) if digest else None
        if entry is None:
            return None
        targets = tuple(target for variant in job.variants for target in variant.targets)
        if entry.exit_code in POISONED and entry.attempt == recipe.attempt(job, digest):
            return replace(entry.outcome(()), source=job.name)
        wanted = recipe.editions(job, digest)
        for target in targets:
            if entry.editions.get(target.name) != (wanted[target.name], _size(target)):
                return None
        good = replace(entry, error="", exit_code=ExitCode.ok)  # what failed then was another edition
        return replace(good.outcome(targets), source=job.name)

    def entered(self, outcome: Outcome) -> Outcome:
        """The outcome, entered in the manifest when it is new."""
        held = self.held.pop(outcome.source, None)
        if held is None:
            return outcome
        if held.kept and not outcome.failures:
            said = tuple(str(path) for path in held.kept)
            accounts = tuple(replace(account, outputs=said) for account in outcome.accounts)
            return replace(outcome, written=held.kept, accounts=accounts, kept=True)
        self.manifest.enter(_entry(held, outcome))
        return outcome


def _entry(held: _Held, outcome: Outcome) -> Entry:
    job, recipes = held.job, recipe.editions(held.job, held.digest)
    read = {account.sha256 for account in outcome.accounts}
    same = bool(held.digest) and read <= {held.digest}  # the source may have changed before it was read
    made = {path.name: (recipes[path.name], _size(path)) for path in outcome.written if same}
    title = next((dict(account.meta).get("title", "") for account in outcome.accounts), "")
    error = "; ".join(failure.message for failure in outcome.failures)
    code = outcome.failures[0].exit_code if outcome.failures else ExitCode.ok
    attempt = recipe.attempt(job, held.digest) if same else ""
    return Entry(
        job.place, job.name, attempt, made, title, outcome.changed, outcome.unsure, error, code, outcome.tries
    )  # fmt: skip


def _size(path: Path) -> int:
    """In bytes; -1 for what is no file."""
    try:
        return path.stat().st_size
    except OSError:
        return -1
