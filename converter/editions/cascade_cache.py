"""What a stylesheet says, kept on disk: to ask WeasyPrint takes a second of processor time, to read the answer none.

In: the sample page and the stylesheets that were asked about. Out: the same `Sheet`, from the user's cache folder
(XDG Base Directory Specification), where it is kept as JSON under a name made of all that it depends on.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from converter.editions import cascade
from converter.editions.cascade import Edge, Look, Margin, Page, Sheet
from converter.editions.files import replace_file
from converter.errors import UnwritableError

MOST: Final = 200  # answers that are kept
EDGES: Final = ("top", "bottom")
TUPLES: Final = ("families", "padding")


def kept(ask: Callable[..., Sheet], sample: str, *sheets: str) -> Sheet:
    """The answer of `ask`, from the cache where it is there; a cache that cannot be used is none."""
    with suppress(OSError, ValueError, KeyError, TypeError, RuntimeError):
        return _sheet(json.loads(_file(sample, *sheets).read_bytes()))
    found = ask(sample, *sheets)
    with suppress(OSError, UnwritableError, RuntimeError):
        file = _file(sample, *sheets)
        replace_file(file, json.dumps(_plain(found)).encode())
        _prune(file.parent)
    return found


def folder() -> Path:
    """Where the answers are kept. Raises RuntimeError when nobody knows where the user is at home."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(given) if given.startswith("/") else Path.home() / ".cache") / "dingben" / "stylesheets"


@cache
def _makers() -> str:
    """What an answer depends on beside its question: WeasyPrint, and our own code."""
    code = b"".join(Path(module).read_bytes() for module in (cascade.__file__, __file__))
    return f"{version('weasyprint')} {version('tinycss2')} {hashlib.sha256(code).hexdigest()}"


def _file(*asked: str) -> Path:
    return folder() / (hashlib.sha256("\0".join((_makers(), *asked)).encode()).hexdigest() + ".json")


def _prune(folder: Path) -> None:
    """The oldest answers go when there are too many."""
    files = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime)
    for file in files[:-MOST]:
        file.unlink(missing_ok=True)


def _plain(value: Any) -> Any:
    """A dataclass as what JSON holds."""
    if hasattr(value, "__slots__"):
        return {name: _plain(getattr(value, name)) for name in value.__slots__}
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _sheet(data: Any) -> Sheet:
    page = data["page"]
    margins = (tuple(_margin(one) for one in data[name]) for name in ("margins", "first_margins", "left_margins"))
    return Sheet(
        {name: _look(one) for name, one in data["looks"].items()},
        Page(page["width"], page["height"], tuple(page["margins"]), page["columns"]),
        *margins,
    )


def _margin(data: Any) -> Margin:
    return Margin(data["box"], tuple((kind, value) for kind, value in data["content"]), _look(data["look"]))


def _look(data: Any) -> Look:
    edges = {side: Edge(**data[side]) if data[side] else None for side in EDGES}
    return Look(**data | edges | {name: tuple(data[name]) for name in TUPLES})
