"""Printing: every line a user sees goes through here, made harmless first."""

from __future__ import annotations

import click

from converter.cli.error_words import translated
from converter.cli.messages import language, say


def note(name: str, **values: object) -> None:
    """One of messages.MESSAGES, on standard error; what an error said, in the same language."""
    if "said" in values:
        values["said"] = translated(str(values["said"]), language())
    line(say(name, **values), err=True)


def line(text: str, *, err: bool = False) -> None:
    """One line; whatever in it could steer a terminal is shown by its number instead."""
    click.echo(harmless(text), err=err)


def harmless(text: str) -> str:
    """The text on one line, with nothing in it that steers a terminal."""
    from converter.report.printable import printable

    return printable(text)


def lines(text: str) -> None:
    """A report, line by line, on standard output."""
    for one in text.rstrip("\n").split("\n"):
        line(one)


def data(values: dict[str, object]) -> None:
    """One line of JSON on standard output; all but ASCII escaped, so nothing in it steers a terminal."""
    import json

    click.echo(json.dumps(values))


def trace(text: str) -> None:
    """A traceback, on standard error."""
    for one in text.splitlines():
        line(one, err=True)
