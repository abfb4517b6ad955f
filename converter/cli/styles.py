"""`dingben styles`: what --style knows, and a copy of one to edit."""

from __future__ import annotations

from pathlib import Path

import click

from converter.cli import terminal
from converter.cli.messages import say
from converter.cli.speaking import Command
from converter.errors import UsageError


@click.command(cls=Command, help=say("help.styles"))
@click.argument("name", required=False)
@click.argument("folder", required=False, default=".", metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help=say("help.explain"))
@click.option("-f", "--force", is_flag=True, help=say("help.force.styles"))
def styles(name: str | None, folder: Path, explain: bool, force: bool) -> None:
    """Translate, call, print."""
    from converter import resources

    if explain:
        _explain(name or resources.BASE)
        return
    if name is None:
        for known in resources.styles():
            terminal.line(known)
        return
    if name not in resources.styles():
        raise UsageError(f"no style {name!r}: choose one of {', '.join(resources.styles())}")
    for sheet in (f"{name}.css", f"{name}{resources.PAGE}"):
        if (resources.folder() / sheet).is_file():
            _copy(resources.folder() / sheet, folder / sheet, force)
    terminal.note("copied", path=folder / f"{name}.css")


def _explain(name: str) -> None:
    from converter.editions import explain

    for line in explain.lines(name):
        terminal.line(line)


def _copy(sheet: Path, target: Path, force: bool) -> None:
    from converter.editions.files import replace_file

    if target.exists() and not force:
        raise UsageError(say("error.exists", path=target))
    replace_file(target, sheet.read_bytes())
