"""Printing: every line a user sees goes through here, made harmless first."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from converter.cli.messages import say


def note(name: str, **values: object) -> None:
    """One of messages.MESSAGES, on standard error."""
    line(say(name, **values), err=True)


def line(text: str, *, err: bool = False) -> None:
    """One line; whatever in it could steer a terminal is shown by its number instead."""
    from converter.report.printable import printable

    click.echo(printable(text), err=err)


def lines(text: str) -> None:
    """A report, line by line, on standard output."""
    for one in text.rstrip("\n").split("\n"):
        line(one)


def trace(text: str) -> None:
    """A traceback, on standard error."""
    for one in text.splitlines():
        line(one, err=True)


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[[], object]]:
    """A bar on standard error, when that is a terminal; what it gives is called after each of `total` things."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(say("working"), total=total)
        yield lambda: bar.advance(task)
