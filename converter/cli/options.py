"""The options that convert and check share, and what they add up to: an order for every source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from converter.cli.messages import say
from converter.errors import UsageError
from converter.settings import Limits

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from converter.batch.outcome import Place

Command = TypeVar("Command", bound=Callable[..., Any])

ORDERED = (  # what edition.toml may say too
    "to", "script", "regional_words", "style", "cover", "vertical", "embed_fonts", "encoding", "skip", "strict",
)  # fmt: skip

LIMITS = {
    "max_seconds": "document_seconds",
    "max_memory": "document_megabytes",
    "max_bytes": "source_bytes",
    "max_ratio": "unzip_ratio",
}


def files(_context: click.Context, _argument: click.Parameter, word: str) -> list[CompletionItem]:
    """The shell's own offer of files and folders."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(word, type="file")]


def completing(kind: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """What a shell offers for an option: the names of this kind that begin as the word does."""

    def complete(_context: click.Context, _option: click.Parameter, word: str) -> list[str]:
        from converter import editions, resources, rules
        from converter.settings import SCRIPTS

        known = {"formats": tuple(editions.FORMATS), "scripts": SCRIPTS, "rules": rules.names()}
        before, comma, last = word.rpartition(",")
        return [f"{before}{comma}{name}" for name in known.get(kind) or resources.styles() if name.startswith(last)]

    return complete


SHARED = (
    click.argument("sources", nargs=-1, required=True, metavar="SOURCES...", shell_complete=files),
    click.option(
        "-s", "--script", multiple=True, metavar="TAG", shell_complete=completing("scripts"), help=say("help.script")
    ),
    click.option("--regional-words", is_flag=True, default=None, help=say("help.regional")),
    click.option("--style", metavar="NAME|FILE.css", shell_complete=completing("styles"), help=say("help.style")),
    click.option("-M", "--metadata", multiple=True, metavar="KEY=VALUE", help=say("help.metadata")),
    click.option("--encoding", metavar="NAME", help=say("help.encoding")),
    click.option("--skip", multiple=True, metavar="RULE", shell_complete=completing("rules"), help=say("help.skip")),
    click.option("--report", metavar="PATH|-", help=say("help.report")),
    click.option("--strict", is_flag=True, default=None, help=say("help.strict")),
    click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help=say("help.jobs")),
    click.option("--max-seconds", type=click.FloatRange(min=0, min_open=True), metavar="N", help=say("help.seconds")),
    click.option("--max-memory", type=click.IntRange(min=100), metavar="MB", help=say("help.memory")),
    click.option("--max-bytes", type=click.IntRange(min=1), metavar="N", help=say("help.bytes")),
    click.option("--max-ratio", type=click.IntRange(min=1), metavar="N", help=say("help.ratio")),
    click.option("-c", "--config", type=click.Path(path_type=Path), metavar="FILE", help=say("help.config")),
    click.option("--show-config", is_flag=True, help=say("help.show")),
    click.option("-q", "--quiet", is_flag=True, help=say("help.quiet")),
    click.option("-v", "--verbose", count=True, help=say("help.verbose")),
)


def shared(command: Command) -> Command:
    """The command with the options of SHARED, in their order."""
    for option in reversed(SHARED):
        command = option(command)
    return command


def limits(given: Mapping[str, Any]) -> Limits:
    """What a document may cost; only the command line says so, for a settings file may be a stranger's."""
    said = {name: given[option] for option, name in LIMITS.items() if given.get(option) is not None}
    if "document_seconds" in said:
        said["layout_seconds"] = said["pandoc_seconds"] = said["document_seconds"]
    return Limits(**said)


def path_of(source: str) -> Place:
    """A source as a path or an address; `-` alone is standard input, and `./-` a file of that name.

    Raises UsageError for an empty name, as an unset variable of a shell gives: it does not mean this folder.
    """
    if not source:
        raise UsageError(say("error.nameless"))
    from converter.batch import stores

    if address := stores.address(source):
        return address
    path = Path(source)
    return path.absolute() if str(path) == "-" != source else path


def orders(given: Mapping[str, Any], seen: Callable[[Path], object] = lambda _: None) -> Callable[[Place], Any]:
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
        made = edition_toml.order(edition_toml.merge(edition_toml.load(config) if config else {}, above))
        return replace(made, settings=replace(made.settings, limits=limits(given)))

    if given.get("config"):
        return lambda _: ordered(given["config"])
    nearest = cache(edition_toml.nearest)  # beside a text at an address none is looked for
    return lambda source: ordered(nearest(source.parent) if isinstance(source, Path) else None)


def shard(said: str | None) -> Any:
    """A plan.Shard of K/N. Raises UsageError."""
    from converter.batch.plan import WHOLE, Shard

    if said is None:
        return WHOLE
    number, slash, count = said.partition("/")
    if not (slash and number.isdecimal() and count.isdecimal() and 0 < int(number) <= int(count)):
        raise UsageError(say("error.shard", said=said))
    return Shard(int(number), int(count))


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
