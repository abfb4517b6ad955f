"""Runs that can be killed and go on: only what is missing or changed is done.

In: jobs and an output folder with its manifest. Out: one outcome for each job, those that need nothing done included.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from converter.batch import pool, recipe, shelf, turns
from converter.batch.manifest import AT_ONCE, Entry, Manifest
from converter.batch.outcome import Failure, Job, Outcome
from converter.batch.plan import Output
from converter.errors import ExitCode

# What failed for these reasons fails again unless its recipe changes: the text itself is at fault.
POISONED = frozenset({ExitCode.unreadable})


def run(jobs: Iterable[Job], output: Output, engine: pool.Engine, *, force: bool = False) -> Iterator[Outcome]:
    """The outcome of every job, its editions made by the engine unless the manifest in `output` knows them.

    `force` makes all. Raises UnwritableError when the manifest cannot be kept.
    """
    with (
        shelf.kept(output.folder, output.url) if output.url else nullcontext() as away,
        closing(Manifest(output.folder)) as manifest,
        turns.taken(manifest, output.folder) as turn,
    ):
        book = _Book(manifest, turn, force, away.size if away else _size)
        for outcome in engine(book.things(jobs)):
            yield book.entered(outcome)
            if away:
                away.keep()


@dataclass(frozen=True, slots=True)
class _Held:
    """A job in a worker's hands."""

    job: Job
    digest: str
    there: tuple[Path, ...] = ()  # those of its editions that need not be made
    kept: bool = False  # all of them: only the account of its changes is wanted


@dataclass(slots=True)
class _Book:
    manifest: Manifest
    turn: turns.Turn
    force: bool
    size: Callable[[Path], int]  # of what stands in an edition's place; -1 for nothing
    held: dict[str, _Held] = field(default_factory=dict)  # by source

    def things(self, jobs: Iterable[Job]) -> Iterator[pool.Thing]:
        """What the pool is to do, and what is done already; what another run is doing is waited for at the end."""
        elsewhere: list[Job] = []
        for job, entry in self._looked_up(jobs):
            thing = self._thing(job, entry, self.force)
            if thing is None:
                elsewhere.append(job)
            else:
                yield thing
        while elsewhere:
            thing = self._thing(elsewhere[0], self.manifest.entry(elsewhere[0].place), force=False)
            if thing is not None:
                elsewhere.pop(0)
            yield thing

    def _looked_up(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Entry | None]]:
        """Each job with what is known of it, many at a time; what another run enters meanwhile is seen when claimed."""
        rest = iter(jobs)
        while some := list(islice(rest, AT_ONCE)):
            known = {} if self.force else self.manifest.entries_of([job.place for job in some])
            yield from ((job, known.get(job.place)) for job in some)

    def _thing(self, job: Job, entry: Entry | None, force: bool) -> pool.Thing:
        digest = recipe.digest_of(job.source, job.variants[0].settings.limits.source_bytes)
        known = bool(digest) and not force  # whether what the manifest says of it counts
        if known and entry and (ended := self._ended(entry, job, digest)):
            return ended
        if not self.turn.claim(job.place):
            return None
        entry = self.manifest.entry(job.place) if known else None
        if entry and (ended := self._ended(entry, job, digest)):  # another run has done it since we looked
            self.turn.release(job.place)
            return ended
        there = self._there(entry, job, digest)
        self.held[job.name] = _Held(job, digest, there)
        return _without(job, frozenset(there))

    def _ended(self, entry: Entry, job: Job, digest: str) -> Job | Outcome | None:
        """What is to be said of a job that needs no work, by its entry; None when it needs some."""
        if _poisoned(entry, job, digest):
            failed = (Failure(entry.error, entry.exit_code),)
            return Outcome(job.name, failures=failed, tries=entry.tries, kept=True)
        there = self._there(entry, job, digest)
        return self._kept(entry, job, digest, there) if len(there) == len(job.targets) else None

    def _kept(self, entry: Entry, job: Job, digest: str, there: tuple[Path, ...]) -> Job | Outcome:
        """A job with nothing to do; for a report its source is read again, since the manifest only counts changes."""
        if job.listed:
            self.held[job.name] = _Held(job, digest, there, kept=True)
            return _without(job, frozenset(there))
        counted = (entry.changes, entry.unsure)  # its error, if it has one, was another edition's
        return Outcome(job.name, tuple(map(job.stands, there)), tries=entry.tries, kept=True, counted=counted)

    def _there(self, entry: Entry | None, job: Job, digest: str) -> tuple[Path, ...]:
        """The editions that are in their place, made by the same recipe."""
        if entry is None:
            return ()
        wanted, made = recipe.editions(job, digest), entry.editions
        return tuple(path for path in job.targets if made.get(path.name) == (wanted[path.name], self.size(path)))

    def entered(self, outcome: Outcome) -> Outcome:
        """The outcome, with the editions that were there, entered in the manifest when it is new."""
        held = self.held.pop(outcome.source, None)
        if held is None:
            return outcome
        if not held.kept:
            self.manifest.enter(_entry(held, outcome))
        stands = held.job.stands
        there = {*map(stands, held.there), *outcome.written}
        written = tuple(place for place in map(stands, held.job.targets) if place in there)
        made = {variant.settings.script: tuple(map(stands, variant.targets)) for variant in held.job.variants}
        accounts = tuple(
            replace(account, outputs=tuple(str(place) for place in made[account.script] if place in written))
            for account in outcome.accounts
        )
        return replace(outcome, written=written, accounts=accounts, kept=held.kept)


def _without(job: Job, there: frozenset[Path]) -> Job:
    """The job without these editions; every variant stays, for its account."""
    if not there:
        return job
    left = (
        replace(variant, targets=tuple(target for target in variant.targets if target not in there))
        for variant in job.variants
    )
    return replace(job, variants=tuple(left))


def _poisoned(entry: Entry, job: Job, digest: str) -> bool:
    """Whether the job failed for its text alone, and would fail again."""
    return entry.exit_code in POISONED and entry.attempt == recipe.attempt(job, digest)


def _entry(held: _Held, outcome: Outcome) -> Entry:
    job, recipes = held.job, recipe.editions(held.job, held.digest)
    same = bool(held.digest) and outcome.read in ("", held.digest)  # the source may have changed before it was read
    sizes = zip(outcome.written, outcome.sizes, strict=True)
    made = {place.name: (recipes[place.name], size) for place, size in sizes if same}
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
        return os.stat(path).st_size  # noqa: PTH116 - asked of every edition: a Path's own is slower
    except OSError:
        return -1
