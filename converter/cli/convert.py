"""`dingben convert`: the main job."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from converter.cli import config, options, run, terminal
from converter.cli.messages import say
from converter.cli.speaking import Command
from converter.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from converter.batch.outcome import Place
    from converter.batch.plan import Orders, Output, Plan

BINARY = frozenset({"pdf", "epub", "docx"})


OUTPUT = click.option("-o", "--output", metavar="PATH", help=f"{say('help.output')}  [build]")
TO = click.option(
    "-t", "--to", multiple=True, metavar="FORMATS", shell_complete=options.completing("formats"), help=say("help.to")
)
FORCE = click.option("-f", "--force", is_flag=True, help=say("help.force"))


@click.command(cls=Command, help=say("help.convert"))
@options.shared
@OUTPUT
@TO
@click.option("--cover", metavar="IMAGE|none", help=say("help.cover"))
@click.option("--vertical", is_flag=True, default=None, help=say("help.vertical"))
@click.option("--embed-fonts", is_flag=True, default=None, help=say("help.fonts"))
@click.option("-n", "--dry-run", is_flag=True, help=say("help.dry"))
@FORCE
@click.option("--shard", metavar="K/N", help=say("help.shard"))
@click.option("--cluster", metavar="ADDRESS", help=say("help.cluster"))
@click.option("--json", "json_lines", is_flag=True, help=say("help.json"))
def convert(sources: tuple[str, ...], output: str | None, **given: Any) -> ExitCode:
    """Translate, call, print."""
    from converter.batch import plan  # late: `--help` must not wait for it

    report = given["report"]
    run.check_report(report)
    output = output or ("-" if "-" in sources else "build")
    lines = given["json_lines"]
    tally = run.Tally(given["quiet"] or lines, given["verbose"], keep=bool(report), stdout=output == "-", json=lines)
    if given["dry_run"] and report:
        raise UsageError(say("error.dry.report", path=report))
    if output == "-" == report or (lines and "-" in (output, report)):
        raise UsageError(say("error.stdout.report"))
    orders = options.orders(given, run.announcer(given["verbose"]))
    paths = [options.path_of(source) for source in sources]
    if given["show_config"]:
        return config.show(paths, orders, given["config"])
    with _placed(output, paths, orders) as place:
        planned = plan.make(paths, place, orders, listed=bool(report), shard=options.shard(given["shard"]))
        if given["dry_run"]:
            return _announce(planned, tally)
        run.check_report(report, planned)
        batch = _batch(paths, place, given)
        run.run(run.with_stdin(planned), tally, given["jobs"], batch)
        if output == "-" and not tally.codes:
            run.deliver(place.path.read_bytes())
    if report:
        run.write_report(tally, report)
    return tally.exit_code(strict=planned.strict)


def _batch(sources: list[Place], place: Output, given: Mapping[str, Any]) -> run.Batch | None:
    """What keeps a manifest: several sources, or whatever a cluster does."""
    cluster = given["cluster"] or ""
    if cluster and place.suffix:
        raise UsageError(say("error.cluster"))
    return run.Batch(place, given["force"], cluster) if cluster or _several(sources, place) else None


def _several(sources: list[Place], place: Output) -> bool:
    """Whether this is a batch: folders or several files, into a folder."""
    from converter.batch.sources import is_folder

    return not place.suffix and (len(sources) > 1 or is_folder(sources[0]))


@contextmanager
def _placed(output: str, sources: list[Place], orders: Orders) -> Iterator[Output]:
    """Where to write; for standard output, a file in a folder that goes when all is done."""
    from converter.batch import plan
    from converter.batch.sources import is_folder

    if output != "-":
        yield plan.output_at(output)
        return
    order = orders(sources[0])
    if len(order.formats) != 1:
        raise UsageError(say("error.stdout.to"))
    if len(order.scripts) > 1 or len(sources) > 1 or is_folder(sources[0]):
        raise UsageError(say("error.stdout.many"))
    form = order.formats[0]
    if form in BINARY and sys.stdout is not None and sys.stdout.isatty():
        raise UsageError(say("error.stdout.terminal", form=form))
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="dingben-") as folder:
        yield plan.Output(Path(folder) / f"stdout.{form}", form)


def _announce(planned: Plan, tally: run.Tally) -> ExitCode:
    """What would be written, on standard output."""
    for outcome in planned.refused:
        tally.add(outcome)
    for job in planned.jobs:
        outputs = " ".join(str(target) for variant in job.variants for target in variant.targets)
        terminal.line(say("would", source=job.name, outputs=outputs))
        tally.count += 1
    run.summary(planned, tally)
    return tally.exit_code(strict=False)
