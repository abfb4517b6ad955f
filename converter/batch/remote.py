"""One document whose source or editions are at addresses: fetched, made in a folder of this machine, and delivered."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from converter.batch import stores
from converter.batch.outcome import Failure, Job, Outcome, Place, Remote
from converter.errors import ConverterError


def run(job: Job, make: Callable[[Job], Outcome]) -> Outcome:
    """The outcome of a job, of which `make` does what is done on this machine."""
    with TemporaryDirectory(prefix="dingben-") as folder:
        try:
            here = replace(job, source=_fetched(job), to="")
        except ConverterError as error:
            return Outcome(job.name, failures=(_failure(error),))
        outcome = make(_moved(here, Path(folder)) if job.to else here)
        outcome = replace(outcome, read=_read(job, outcome))
        return _delivered(job, Path(folder), outcome) if job.to else outcome


def _fetched(job: Job) -> Path | bytes:
    if not isinstance(job.source, Remote):
        return job.source
    return stores.get(job.source.url, job.variants[0].settings.limits.source_bytes + 1)  # one more, to be refused


def _failure(error: ConverterError) -> Failure:
    """A network may be better the next time; a file that is not there will not."""
    cause = error.__cause__
    transient = isinstance(cause, OSError) and not isinstance(cause, (FileNotFoundError, PermissionError))
    return Failure(str(error), error.exit_code, transient=transient)


def _read(job: Job, outcome: Outcome) -> str:
    """What was read: by a store's word the version that was found, unless it is another by now."""
    if not isinstance(job.source, Remote):
        return outcome.read
    with suppress(ConverterError):
        now = stores.seen(job.source.url)
        if now and now.version == job.source.version:
            return job.source.version
    return "another"


def _moved(job: Job, folder: Path) -> Job:
    """The job with its editions below this folder."""
    variants = (
        replace(variant, targets=tuple(folder / _below(job, target) for target in variant.targets))
        for variant in job.variants
    )
    return replace(job, variants=tuple(variants), inside=folder)


def _below(job: Job, target: Path) -> Path:
    return target.relative_to(job.inside or "")


def _delivered(job: Job, folder: Path, outcome: Outcome) -> Outcome:
    """The outcome, its editions put where they belong."""
    goals: dict[str, Place] = {str(folder / _below(job, target)): job.stands(target) for target in job.targets}
    written: list[Place] = []
    sizes: list[int] = []
    failures = list(outcome.failures)
    for path, size in zip(map(str, outcome.written), outcome.sizes, strict=True):
        try:
            stores.put(Path(path).read_bytes(), str(goals[path]))
        except ConverterError as error:
            failures.append(_failure(error))
        else:
            written.append(goals[path])
            sizes.append(size)
    accounts = tuple(
        replace(account, outputs=tuple(str(goals[path]) for path in account.outputs)) for account in outcome.accounts
    )
    return replace(
        outcome, written=tuple(written), sizes=tuple(sizes), failures=tuple(failures), accounts=accounts
    )  # fmt: skip
