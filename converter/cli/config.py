"""`--show-config`: what settings a source would be converted with, as an edition.toml would say them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from converter.cli import terminal
from converter.cli.messages import say
from converter.errors import ExitCode

if TYPE_CHECKING:
    from converter.batch.outcome import Place
    from converter.batch.plan import Orders
    from converter.edition_toml import Order


def show(paths: Iterable[Place], orders: Orders, given: Path | None) -> ExitCode:
    """Print each different order of these sources once, with the settings file it comes from; `given` is --config's.

    Raises UsageError for a settings file that does not fit.
    """
    from converter import edition_toml
    from converter.batch.sources import Found, find

    found = [thing.path for thing in find(paths) if isinstance(thing, Found)]
    above = {path: edition_toml.nearest(path.parent) if isinstance(path, Path) else None for path in found}
    ordered = {(given or above[path], orders(path)): None for path in found}
    for config, order in ordered:
        terminal.line(f"# {say('config', path=config) if config else say('config.none')}")
        terminal.lines("\n".join(_lines(order)))
    return ExitCode.ok


def _lines(order: Order) -> Iterator[str]:
    from converter.batch.plan import FORMATS

    settings = order.settings
    yield f"to = {_list(order.formats or FORMATS)}"
    yield f"script = {_list(order.scripts)}"
    yield f"regional-words = {_word(settings.regional_words)}"
    yield f"style = {_word(settings.style)}"
    if settings.encoding:
        yield f"encoding = {_word(settings.encoding)}"
    yield f"skip = {_list(sorted(settings.skip))}"
    yield f"strict = {_word(order.strict)}"
    if settings.metadata:
        yield "[metadata]"
    for key in dict.fromkeys(key for key, _ in settings.metadata):
        yield f"{key} = {_list([value for name, value in settings.metadata if name == key])}"
    if settings.furniture:
        yield f"[furniture]\nlines = {_list(settings.furniture)}"
    if settings.headings:
        yield f"[headings]\npatterns = {_list(settings.headings)}"
    if settings.glossary:
        yield "[glossary]"
    yield from (f"{_word(left)} = {_word(right)}" for left, right in settings.glossary)


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(_word, words))}]"


def _word(value: str | bool) -> str:
    """A basic string of TOML is one of JSON, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
