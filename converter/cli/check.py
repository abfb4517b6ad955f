"""`dingben check`: what convert would change, and nothing written."""

from __future__ import annotations

from typing import Any

import click

from converter.cli import config, options, run, terminal
from converter.cli.messages import language, say
from converter.cli.speaking import Command
from converter.errors import ExitCode


@click.command(cls=Command, help=say("help.check"))
@options.shared
def check(sources: tuple[str, ...], **given: Any) -> ExitCode:
    """Translate, call, print."""
    from converter.batch import plan  # late: `--help` must not wait for it
    from converter.report import plain

    report = given["report"]
    run.check_report(report)
    orders = options.orders(given, run.announcer(given["verbose"]))
    paths = [options.path_of(source) for source in sources]
    if given["show_config"]:
        return config.show(paths, orders, given["config"])
    planned = plan.make(paths, None, orders)
    run.check_report(report, planned)
    tally = run.Tally(given["quiet"], given["verbose"], keep=True)
    run.run(run.with_stdin(planned), tally, given["jobs"])
    if report:
        run.write_report(tally, report)
    if report != "-" and not given["quiet"]:
        terminal.lines(plain.text(tally.accounts, language(), brief=not given["verbose"]))
    return tally.exit_code(strict=planned.strict)
