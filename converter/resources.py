"""The stylesheets: where they are, which there are, and what a --style means.

In a wheel they lie in the package (converter/styles), in a checkout beside it (styles). NAME.css holds what every
edition can use, NAME.page.css what only paper has.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from converter.css import contained, divided
from converter.errors import UsageError

BASE = "article"  # what a user's own stylesheet is added to
PAGE = ".page.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class Style(NamedTuple):
    """A style as CSS text."""

    css: str  # for every edition
    page: str  # for paper only

    @property
    def matter(self) -> frozenset[str]:
        """What the style puts around the text, by the words of its last `--matter` (editions.matter.PARTS)."""
        return frozenset(token(self.css, "matter").split())


def folder() -> Path:
    """Where the stylesheets are: in the package first, for a checkout may leave a stale wheel beside itself."""
    package = Path(str(files("converter")))
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent / "styles"


def styles() -> tuple[str, ...]:
    """The names that --style knows, in alphabetical order."""
    return tuple(sorted(path.stem for path in folder().glob("*.css") if not path.name.endswith(PAGE)))


def style(name: str) -> Style:
    """The style of that name, or of the CSS file at that path, its rules after those of the style it is based on.

    A style names that one as `--based-on: book`; a user's file that does not is based on article. What the file says
    of @page, and FILE.page.css beside it, is added to the rules for paper. Raises UsageError when there is no such
    style.
    """
    if name in styles():
        return _based(_read(folder() / f"{name}.css"), "", frozenset({name}))
    path = Path(name)
    if path.suffix.lower() != ".css" or not path.is_file():
        raise UsageError(f"no style {name!r}: choose one of {', '.join(styles())}, or give the path of a .css file")
    own = _read(path)
    css, page = divided(contained(own.css, str(path)))
    page += contained(own.page, str(path.with_name(path.stem + PAGE)))
    return _based(Style(css, page), BASE, frozenset())


@lru_cache(maxsize=64)
def token(css: str, name: str) -> str:
    """The last value that a stylesheet gives a token such as `--matter`; empty when it gives none."""
    found = re.findall(rf"(?<![\w-])--{name}\s*:\s*([^;}}]*)", COMMENT.sub("", css))
    return found[-1].strip() if found else ""


def _based(own: Style, otherwise: str, above: frozenset[str]) -> Style:
    """A style behind the one that it is based on."""
    name = token(own.css, "based-on") or otherwise
    if not name:
        return own
    if name not in styles() or name in above:
        raise UsageError(f"--based-on: {name}: choose one of {', '.join(sorted({*styles()} - above))}")
    base = _based(_read(folder() / f"{name}.css"), "", above | {name})
    return Style(f"{base.css}\n{own.css}", f"{base.page}\n{own.page}")


def _read(path: Path) -> Style:
    page = path.with_name(path.stem + PAGE)
    return Style(_text(path), _text(page) if page.is_file() else "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise UsageError(f"{path}: cannot be read as a stylesheet ({reason})") from None
