"""Help in the user's language: what click itself writes in it.

In: a page of click's, in English. Out: the same page, its headings ("Usage:", "Options:", "Commands:"), what stands for
options and arguments and the line about --help in the user's language, and its lines broken as Chinese is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

import click

from converter.cli.messages import MESSAGES, say

# What a line is not broken in: a default in brackets, a word, a character and the marks beside it (CLREQ 3.1.5).
UNIT = re.compile(r"[（「《“]*(?:\[[^\]]{1,32}\]|[!-~]+|[^\s])[、，。；：！？）」》”…]*\s*")
PLACEHOLDERS = {"[OPTIONS]": "help.options", "COMMAND": "help.command", "[ARGS]...": "help.args"}
FIRST, BETWEEN = 30, 2  # columns of a terminal, at most, for an option's name, and then before what it does


class Page(click.HelpFormatter):
    """A page of help whose headings are messages."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how the command is written."""
        said = " ".join(say(PLACEHOLDERS[word]) if word in PLACEHOLDERS else word for word in args.split(" "))
        super().write_usage(prog, said, say("help.usage") if prefix is None else prefix)

    def write_text(self, text: str) -> None:
        """A paragraph."""
        before = " " * self.current_indent
        self.write("".join(f"{before}{line}\n" for line in wrapped(text, self.width - self.current_indent)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = FIRST, col_spacing: int = BETWEEN) -> None:
        """A list of options or commands, each with what it does beside it, or below it when its name is long."""
        rows = list(rows)
        first = min(max((cells(name) for name, _ in rows), default=0), col_max) + col_spacing
        for name, text in rows:
            lines = list(wrapped(text, max(self.width - first - self.current_indent, 10)))
            above = cells(name) > first - col_spacing
            self.write(f"{'':>{self.current_indent}}{name}{'' if above else ' ' * (first - cells(name))}")
            self.write(f"\n{' ' * (first + self.current_indent)}".join(["", *lines] if above else lines) + "\n")

    def write_heading(self, heading: str) -> None:
        """A heading; one that is no message stays as it is."""
        name = f"help.heading.{heading.lower()}"
        self.write(f"{'':>{self.current_indent}}{say(name) if name in MESSAGES else f'{heading}:'}\n")


def wrapped(text: str, width: int) -> Iterator[str]:
    """The lines of a paragraph, each of so many columns of a terminal at most, if its words allow."""
    line = ""
    for unit in UNIT.findall(" ".join(text.split())):
        if line and cells(line + unit.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += unit
    yield line.rstrip()


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: two for an ideograph and the marks of its width."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


class Context(click.Context):
    """What click makes for each command, its help a Page."""

    formatter_class = Page


class Command(click.Command):
    """A command whose help is a Page."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, explained in the user's language."""
        return explained(super().get_help_option(ctx))


def explained(option: click.Option | None) -> click.Option | None:
    """The option --help, its explanation a message; it is made by click, and kept by the command."""
    if option is not None:
        option.help = say("help.page")
    return option
