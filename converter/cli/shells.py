"""`dingben completion` and `dingben man`: what shells and `man` read, made from the commands themselves."""

from __future__ import annotations

import click

from converter.cli import terminal
from converter.cli.messages import say
from converter.cli.speaking import UNIT, Command
from converter.errors import ExitCode

SHELLS = ("bash", "zsh", "fish")


@click.command(cls=Command, help=say("help.completion"), short_help=say("help.completion.short"))
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Translate, call, print."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - click knows all of SHELLS
    click.echo(kind(context.find_root().command, {}, "dingben", "_DINGBEN_COMPLETE").source())


@click.command(cls=Command, help=say("help.man"))
@click.pass_context
def man(context: click.Context) -> None:
    """Translate, call, print."""
    root = context.find_root()
    click.echo("\n".join(_page(root)))


def _page(root: click.Context) -> list[str]:
    """The manual page, in the macros of man(7)."""
    from converter import __version__

    group = root.command
    assert isinstance(group, click.Group)  # noqa: S101
    said = (group.help or "").removeprefix("dingben ")
    lines = [f'.TH DINGBEN 1 "" "dingben {__version__}"', ".nh", ".ad l"]  # ideographs are not spread, words not cut
    lines += [f'.SH "{say("man.name")}"', rf"dingben \- {_text(said)}"]
    lines += [
        f'.SH "{say("man.synopsis")}"',
        ".B dingben",
        f"{say('help.command')} {say('help.options')} {say('help.args')}",
    ]
    for name in group.list_commands(root):
        command = group.get_command(root, name)
        assert command is not None  # noqa: S101
        lines += [f'.SH "DINGBEN {name.upper()}"', _text(command.help or "")]
        for one in command.get_params(root):
            record = one.get_help_record(root)
            if record and record[1]:
                lines += [".TP", rf"\fB{_text(record[0])}\fR", _text(record[1])]
    lines += [f'.SH "{say("man.exit")}"']
    for code in ExitCode:
        lines += [".TP", rf"\fB{int(code)}\fR", _text(say(f"exit.{code.name}"))]
    return lines


def _text(said: str) -> str:
    r"""Text that no macro of troff's is seen in: a hyphen as itself, a backslash as \e, a leading dot guarded.

    troff breaks a line at spaces alone, so every other place where Chinese may be broken is marked: \:.
    """
    units = (
        unit.replace("\\", r"\e").replace("-", r"\-")
        for unit in UNIT.findall(terminal.harmless(" ".join(said.split())))
    )
    safe = "".join(unit if unit.endswith(" ") else rf"{unit}\:" for unit in units).removesuffix(r"\:")
    return rf"\&{safe}" if safe.startswith((".", "'")) else safe
