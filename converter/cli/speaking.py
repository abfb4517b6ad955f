"""Help in the user's language: what click itself writes in it.

In: a page of click's, in English. Out: the same page, its headings ("Usage:", "Options:", "Commands:") and the line
about --help in the user's language.
"""

from __future__ import annotations

import click

from converter.cli.messages import MESSAGES, say


class Page(click.HelpFormatter):
    """A page of help whose headings are messages."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that says how the command is written."""
        super().write_usage(prog, args, say("help.usage") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """A heading; one that is no message stays as it is."""
        name = f"help.heading.{heading.lower()}"
        self.write(f"{'':>{self.current_indent}}{say(name) if name in MESSAGES else f'{heading}:'}\n")


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
