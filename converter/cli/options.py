"""The options that convert and check share, and what they add up to: an order for every source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import click

from converter.cli.messages import say
from converter.errors import UsageError

Command = TypeVar("Command", bound=Callable[..., Any])

ORDERED = (  # what edition.toml may say too
    "to", "script", "regional_words", "style", "cover", "vertical", "embed_fonts", "encoding", "skip", "strict",
)  # fmt: skip

SHARED = (
    click.argument("sources", nargs=-1, required=True, metavar="SOURCES..."),
    click.option("-s", "--script", multiple=True, metavar="TAG", help=say("help.script")),
    click.option("--regional-words", is_flag=True, default=None, help=say("help.regional")),
    click.option("--style", metavar="NAME|FILE.css", help=say("help.style")),
    click.option("-M", "--metadata", multiple=True, metavar="KEY=VALUE", help=say("help.metadata")),
    click.option("--encoding", metavar="NAME", help=say("help.encoding")),
    click.option("--skip", multiple=True, metavar="RULE", help=say("help.skip")),
    click.option("--report", metavar="PATH|-", help=say("help.report")),
    click.option("--strict", is_flag=True, default=None, help=say("help.strict")),
    click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help=say("help.jobs")),
    click.option("-c", "--config", type=click.Path(path_type=Path), metavar="FILE", help=say("help.config")),
    click.option("-q", "--quiet", is_flag=True, help=say("help.quiet")),
    click.option("-v", "--verbose", count=True, help=say("help.verbose")),
)


def shared(command: Command) -> Command:
    """The command with the options of SHARED, in their order."""
    for option in reversed(SHARED):
        command = option(command)
    return command


def path_of(source: str) -> Path:
    """A source as a path; `-` alone is standard input, and `./-` a file of that name.

    Raises UsageError for an empty name, as an unset variable of a shell gives: it does not mean this folder.
    """
    if not source:
        raise UsageError(say("error.nameless"))
    path = Path(source)
    return path.absolute() if str(path) == "-" != source else path


def orders(given: Mapping[str, Any], seen: Callable[[Path], object] = lambda _: None) -> Callable[[Path], Any]:
    """What gives each source its Order: its settings file, and over it the command line.

    `seen` is told of each settings file that is used. Raises UsageError for what does not fit.
    """
    from converter import edition_toml

    above = table(given)
    edition_toml.order(above)  # the command line's own mistakes come first, and once

    @cache
    def ordered(config: Path | None) -> edition_toml.Order:
        if config is not None:
            seen(config)
        return edition_toml.order(edition_toml.merge(edition_toml.load(config) if config else {}, above))

    if given.get("config"):
        return lambda _: ordered(given["config"])
    nearest = cache(edition_toml.nearest)
    return lambda source: ordered(nearest(source.parent))


def table(given: Mapping[str, Any]) -> dict[str, Any]:
    """The given options under their long names, as an edition.toml would hold them."""
    out = {name.replace("_", "-"): given[name] for name in ORDERED if given.get(name) not in (None, ())}
    if given.get("metadata"):
        out["metadata"] = _pairs(given["metadata"])
    return out


def _pairs(given: tuple[str, ...]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for pair in given:
        key, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(say("error.pair", given=pair))
        out.setdefault(key.strip(), []).append(value)
    return out
