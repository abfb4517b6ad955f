"""Batch: many sources, one outcome each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from converter.batch import plan, pool
from converter.batch.outcome import Failure, Job, Outcome, Variant
from converter.edition_toml import Order
from converter.settings import Settings, checked

__all__ = ["Failure", "Job", "Outcome", "Variant", "convert", "convert_all"]


def convert(source: str | Path | bytes, targets: Iterable[str | Path], settings: Settings) -> Outcome:
    """Make one source's editions, each at the path given for it, its format by the suffix.

    Raises the ConverterError of what went wrong first; the other editions are made all the same.
    """
    path, name = (source, "") if isinstance(source, bytes) else (Path(source), str(source))
    job = Job(path, name, (Variant(checked(settings), tuple(map(Path, targets))),))
    outcome = next(pool.run([job]))
    if outcome.error:
        raise outcome.error
    return outcome


def convert_all(
    sources: Iterable[str | Path],
    output: str | Path,
    settings: Settings,
    *,
    formats: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
    jobs: int = 1,
) -> Iterator[Outcome]:
    """Make the editions of many files and folders below an output folder, one outcome for each source.

    `formats` are suffixes without the dot (pdf, epub and docx when empty), `scripts` those of SCRIPTS (the
    settings' own when empty), `jobs` processes. A source that fails is an outcome with an error, and stops nothing.
    Raises UsageError for an order that does not fit.
    """
    order = Order(formats, scripts or (settings.script,), settings)
    for variant in order.variants():
        checked(variant)
    planned = plan.make(map(Path, sources), plan.output_at(output), lambda _: order)
    yield from planned.refused
    yield from pool.run(planned.jobs, jobs)
