"""The command line: translate, call, print, exit."""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn, TextIO

import click

from converter.cli import terminal
from converter.cli.check import check
from converter.cli.convert import convert
from converter.cli.doctor import doctor
from converter.cli.error_words import translated
from converter.cli.messages import language, say
from converter.cli.shells import completion, man
from converter.cli.speaking import Context, explained
from converter.cli.styles import styles
from converter.cli.watch import watch
from converter.errors import ConverterError, ExitCode


class Dingben(click.Group):
    """The group of commands; every error becomes one line and an exit code."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in the user's language."""
        return explained(super().get_help_option(ctx))

    def main(  # type: ignore[override]  # click's has overloads
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run a command and exit."""
        if args is None:  # the process is ours: a hundred thousand jobs are not looked through for garbage
            gc.set_threshold(10_000, 10, 10)
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, _interrupt)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")  # a terminal that is not UTF-8
        try:
            code = super().main(args, prog_name, **{**extra, "standalone_mode": False})
        except KeyboardInterrupt:  # while click itself was at work, or on the way out
            code = _told(click.Abort(), verbose=False)
        except Exception as error:
            told = click.Abort() if isinstance(error.__cause__, KeyboardInterrupt) else error  # while a class was made
            code = _told(told, verbose="-vv" in (sys.argv if args is None else args))
        if code is ExitCode.interrupted and args is None:
            _leave(code)
        sys.exit(int(code or 0))


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _leave(code: ExitCode) -> NoReturn:
    """End the process with the code: Python would die of a signal that came during an exec, as dataclasses are made."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(int(code))


def _told(error: Exception, *, verbose: bool) -> ExitCode:
    """Say what went wrong, in one line; the traceback only for -vv."""
    if verbose:
        terminal.trace(traceback.format_exc())
    match error:
        case click.Abort():
            terminal.note("interrupted")
            return ExitCode.interrupted
        case click.UsageError():
            command = error.ctx.command_path if error.ctx else "dingben"
            said = translated(error.format_message(), language())
            terminal.note("error", said=say("error.usage", said=said, command=command))
            return ExitCode.usage
        case ConverterError():
            terminal.note("error", said=str(error))
            return error.exit_code
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            terminal.note("error", said=say("error.full"))
            _give_up(sys.stdout)
            return ExitCode.unwritable
    terminal.note("error", said=say("error.unexpected", said=f"{type(error).__name__}: {error}"))
    return ExitCode.unexpected


def _give_up(stream: TextIO | None) -> None:
    """What is still held back goes nowhere: Python would write it at its end, fail again and change the exit code."""
    with contextlib.suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # type: ignore[union-attr]  # None: closed already


def _version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked:
        from converter import __version__

        click.echo(f"dingben {__version__}")
        context.exit()


@click.group(cls=Dingben, help=say("help.main"), context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help=say("help.version"))
def main() -> None:
    """All commands stand below this one."""


for _command in (convert, check, watch, styles, doctor, completion, man):
    main.add_command(_command)
