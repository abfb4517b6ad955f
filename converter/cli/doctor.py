"""`dingben doctor`: what the editions need, what of it is here, and the command that installs the rest."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import click

from converter.cli import terminal
from converter.cli.messages import say
from converter.cli.speaking import Command
from converter.errors import ExitCode

if TYPE_CHECKING:
    from converter.installed import Need


@click.command(cls=Command, help=say("help.doctor"))
def doctor() -> ExitCode:
    """Translate, call, print."""
    from pathlib import Path

    from converter import __version__, installed

    needs = (*installed.needs(), installed.folder(Path("build"), "editions go there unless -o says otherwise"))
    terminal.line(f"dingben {__version__}, Python {platform.python_version()}, {platform.platform(terse=True)}")
    for need in needs:
        terminal.line(_described(need))
    lacking = [need for need in needs if need.state is not installed.State.FOUND]
    if not lacking:
        terminal.line(say("doctor.well"))
        return ExitCode.ok
    commands = installed.commands(lacking)
    if commands:
        terminal.line(say("doctor.install"))
    for command in commands:
        terminal.line(f"  {command}")
    return ExitCode.missing if any(need.lacking for need in needs) else ExitCode.ok


def _described(need: Need) -> str:
    """One need on one line: how it stands, what it is, its version, and, unless all is well, why it is needed."""
    state = say(f"doctor.{need.state}")
    optional = f" ({say('doctor.optional')})" if need.optional and need.state != "found" else ""
    why = f": {need.why}" if need.state != "found" else ""
    mend = f" — {need.install}" if need.kind == "folder" and need.install else ""
    version = f" {need.version}" if need.version not in ("", need.name) else ""
    return f"{state:8}{optional} {need.name}{version}{why}{mend}"
