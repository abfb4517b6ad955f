"""`dingben watch`: a folder's editions kept up to date while its texts are written."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from converter.cli import options, run, terminal
from converter.cli.convert import FORCE, OUTPUT, TO
from converter.cli.messages import say
from converter.cli.speaking import Command
from converter.errors import UsageError

EVERY = 0.5  # seconds between two looks: cheaper than a watcher of each system's own, and right on any file system

Seen = frozenset[tuple[Path, int, int]]


@click.command(cls=Command, help=say("help.watch"))
@options.shared
@OUTPUT
@TO
@FORCE
def watch(sources: tuple[str, ...], output: str | None, **given: Any) -> None:
    """Translate, call, print; until it is interrupted."""
    from converter.batch import plan  # late: `--help` must not wait for it

    if "-" in sources or output == "-":
        raise UsageError(say("error.watch"))
    place = plan.output_at(output or "build")
    if place.suffix:
        raise UsageError(say("error.watch"))
    paths = [path for path in map(options.path_of, sources) if isinstance(path, Path)]
    if place.url or len(paths) < len(sources):
        raise UsageError(say("error.watch"))
    before: Seen | None = None
    done: Seen | None = None
    while True:
        now = _seen(paths, place.folder)
        if now == before != done:  # as it was at the last look: nobody is in the middle of saving
            done = now
            _make(paths, place, given)
            given["force"], given["each"] = False, True  # all of them once; then what is saved, one by one
            terminal.note("watching", path=", ".join(map(str, paths)))
        before = now
        time.sleep(EVERY)


def _make(paths: list[Path], place: Any, given: dict[str, Any]) -> None:
    """One run over all, of which only what has changed is made; what is wrong is said, and mended by the next save."""
    from converter.batch import plan
    from converter.errors import ConverterError

    try:
        orders = options.orders(given, run.announcer(given["verbose"]))
        report = given["report"]
        planned = plan.make(paths, place, orders, listed=bool(report))
        run.check_report(report, planned)
        tally = run.Tally(given["quiet"], given["verbose"], keep=bool(report), each=given.get("each", False))
        run.run(planned, tally, given["jobs"], run.Batch(place, given["force"]))
        if report:
            run.write_report(tally, report)
    except ConverterError as error:
        terminal.note("error", said=str(error))


def _seen(paths: Iterable[Path], output: Path) -> Seen:
    """What the sources are now: every file with its time and size, and the settings files beside and above them."""
    from converter import edition_toml
    from converter.batch.sources import Found, find

    things = (thing.path for thing in find(paths, output) if isinstance(thing, Found))
    texts = [path for path in things if isinstance(path, Path)]
    configs = {edition_toml.nearest(folder) for folder in {path.parent for path in texts}}
    files = (*texts, *(config for config in configs if config))
    return frozenset(state for path in files if (state := _state(path)))


def _state(path: Path) -> tuple[Path, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return path, status.st_mtime_ns, status.st_size
