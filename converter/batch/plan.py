"""What is to be written where, known before anything is read.

In: sources, an output, and for each source an Order. Out: a Plan: one Job for each source, what was skipped,
and what was refused because an edition would replace a text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path, PurePath
from zlib import crc32

from converter import collector, editions
from converter.batch import names, shelf, stores
from converter.batch.outcome import Failure, Job, Outcome, Place, Remote, Variant
from converter.batch.sources import Found, Identity, Skipped, Why, find, identity_of, is_folder
from converter.edition_toml import Order
from converter.errors import ExitCode, UsageError
from converter.settings import Settings

FORMATS = ("pdf", "epub", "docx")  # when the output is a folder
SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}")  # what looks like the suffix of a file; 第1.5版 has none

Orders = Callable[[Place], Order]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a run will do."""

    jobs: tuple[Job, ...] = ()
    refused: tuple[Outcome, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    strict: bool = False  # whether any source's order asks for it
    texts: frozenset[Identity] = frozenset()  # the files behind the sources, which nothing may replace

    def targets(self) -> Iterator[Path]:
        """Every edition's place."""
        return (target for job in self.jobs for target in job.targets)

    def takes(self, path: Path) -> bool:
        """Whether this is the place of a text or of an edition, so that no report can be written there."""
        editions_at = {os.path.realpath(target) for target in self.targets()}
        return identity_of(path) in self.texts or os.path.realpath(path) in editions_at


@dataclass(frozen=True, slots=True)
class Shard:
    """The `number`th of `count` parts of a batch, by the sources' names: each falls into one, wherever it is run."""

    number: int = 1
    count: int = 1

    def holds(self, source: PurePath) -> bool:
        """Whether a source, relative to the folder that was named, belongs to this part."""
        return self.count == 1 or crc32(os.fsencode(source)) % self.count == self.number - 1


WHOLE = Shard()


@dataclass(frozen=True, slots=True)
class Output:
    """Where editions go: into a folder, or, when `suffix` says so, into this one file.

    With a `url` they go there, and the folder of this machine that `path` names keeps only the manifest.
    """

    path: Path
    suffix: str = ""
    url: str = ""  # of a folder

    @property
    def folder(self) -> Path:
        """The folder that everything is written in."""
        return self.path.parent if self.suffix else self.path

    @property
    def place(self) -> Place:
        """The folder, wherever it is."""
        return Remote(self.url) if self.url else self.folder


def output_at(path: str | Path) -> Output:
    """Read `-o`: a known suffix means a file, as in pandoc, unless there is a folder of that name.

    Raises UsageError for what looks like a file of a kind that we do not make.
    """
    said, url = Path(path), stores.address(str(path))
    suffix = said.suffix.lower().lstrip(".")
    if is_folder(url or said) or str(path).endswith("/") or not SUFFIX.fullmatch(said.suffix):
        return Output(shelf.state(url.url), url=url.url) if url else Output(said)
    if suffix not in known_formats():
        known = ", ".join(known_formats())
        raise UsageError(f"{path}: unknown format {suffix!r}, not one of {known}; a folder's name may end in /")
    if url:
        above = url.url.rpartition("/")[0]
        return Output(shelf.state(above) / url.name, suffix, above)
    return Output(said, suffix)


def known_formats() -> tuple[str, ...]:
    """The formats that we make, as suffixes without the dot."""
    return tuple(name.lstrip(".") for name in editions.FORMATS)


def formats_of(order: Order, output: Output) -> tuple[str, ...]:
    """The formats of one source's editions.

    Raises UsageError for a format that we do not make, or one that contradicts the output file's suffix.
    """
    for name in order.formats:
        if name not in known_formats():
            raise UsageError(f"unknown format {name!r}: one of {', '.join(known_formats())}")
    if output.suffix and set(order.formats) - {output.suffix}:
        raise UsageError(f"{output.path} is one file, for {output.suffix}; for several formats name a folder with -o")
    return (output.suffix,) if output.suffix else order.formats or FORMATS


@collector.paused()
def make(
    sources: Iterable[Place], output: Output | None, orders: Orders, *, listed: bool = True, shard: Shard = WHOLE
) -> Plan:
    """The plan for these sources, or for one shard of them; without an output nothing will be written.

    Names are given before shards are cut, so that all shards may write into one folder.
    Raises UsageError when the output is one file and the sources are several, or an order does not fit.
    """
    things = list(find(sources, output.place if output else None))
    found = [thing for thing in things if isinstance(thing, Found)]
    if output and output.suffix and len(found) > 1:
        raise UsageError(f"{output.path} is one file, but there are {len(found)} sources; name a folder with -o")
    placed = [(thing, stem) for thing, stem in _placed(found, output) if shard.holds(thing.relative)]
    wanted = cache(partial(_wanted, output))  # one for each order, not for each of a million texts
    ordered = [orders(thing.path) for thing, _ in placed]
    jobs = [
        _job(thing, stem, output, wanted(order), listed) for (thing, stem), order in zip(placed, ordered, strict=True)
    ]
    several = {id(variant.settings): variant.settings for job in jobs for variant in job.variants}  # shared by most
    for settings in {replace(settings, script="auto") for settings in several.values()}:
        editions.check(settings)  # an unknown style, a bad cover: said once, before any work
    texts = frozenset(thing.identity for thing in found if thing.identity)
    safe: list[Job] = []
    unsafe: list[Job] = []
    for job in jobs:
        replaces = any(identity_of(job.stands(target)) in texts for target in job.targets)
        (unsafe if replaces else safe).append(job)
    skipped = [thing for thing in things if isinstance(thing, Skipped)]
    refused = [*map(_replaces_a_text, unsafe), *(_empty(thing) for thing in skipped if thing.why is Why.EMPTY)]
    return Plan(
        tuple(safe),
        tuple(refused),
        tuple(thing for thing in skipped if thing.why is not Why.EMPTY),
        any(order.strict for order in ordered),
        texts,
    )


def _placed(found: Sequence[Found], output: Output | None) -> list[tuple[Found, str]]:
    """Each file with the name of its editions below the output's folder, without their suffix."""
    if output is None:
        return [(thing, thing.path.name) for thing in found]
    if output.suffix:
        return [(thing, output.path.stem) for thing in found]
    return list(zip(found, names.stems([thing.relative for thing in found]), strict=True))


Wanted = tuple[tuple[Settings, tuple[str, ...]], ...]  # for each script its settings and formats


def _wanted(output: Output | None, order: Order) -> Wanted:
    return tuple((settings, formats_of(order, output) if output else ()) for settings in order.variants())


def _job(thing: Found, stem: str, output: Output | None, wanted: Wanted, listed: bool) -> Job:
    folder, to = (output.folder, output.url) if output else (None, "")
    variants = []
    for settings, formats in wanted:
        targets = names.targets(folder or Path(), stem, formats, settings.script, tagged=len(wanted) > 1)
        if output and output.suffix and len(wanted) == 1:
            targets = (output.path,)  # as it was typed: 定本.PDF
        variants.append(Variant(settings, targets))
    return Job(thing.path, str(thing.path), tuple(variants), folder, listed, stem, to)


def _replaces_a_text(job: Job) -> Outcome:
    said = "an edition would replace a text that is to be converted; choose another folder with -o"
    return Outcome(job.name, failures=(Failure(said, ExitCode.usage),))


def _empty(thing: Skipped) -> Outcome:
    said = "no text to convert in this folder; it should hold .txt, .md, .html, .docx, .odt or .epub files"
    return Outcome(str(thing.path), failures=(Failure(said, ExitCode.unreadable),))
