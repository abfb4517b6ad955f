"""Batch: many sources, one outcome each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from converter.batch import plan, pool, stores
from converter.batch import resume as resuming
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
    resume: bool = False,
) -> Iterator[Outcome]:
    """Make the editions of many files and folders below an output folder, one outcome for each source.

    `formats` are suffixes without the dot (pdf, epub and docx when empty), `scripts` those of SCRIPTS (the
    settings' own when empty), `jobs` processes. A source that fails is an outcome with an error, and stops nothing.
    `resume` keeps a manifest in the output folder and makes only what is missing or changed (`kept` outcomes are those
    that were there). Raises UsageError for an order that does not fit.
    """
    order = Order(formats, scripts or (settings.script,), settings)
    for variant in order.variants():
        checked(variant)
    place = plan.output_at(output)
    planned = plan.make(map(stores.place, sources), place, lambda _: order, listed=not resume)
    workers = jobs if jobs > 1 else 0
    yield from planned.refused
    if resume and planned.jobs:
        yield from resuming.run(planned.jobs, place, partial(pool.run, workers=workers))
    else:
        yield from pool.run(planned.jobs, workers)
