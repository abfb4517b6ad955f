"""The names of the rules that a user can switch off, by family: what `--skip` knows.

They are spelt out here so that a mistyped name is told at once; a test looks for them in the stages.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from converter.errors import UsageError

FAMILIES: dict[str, tuple[str, ...]] = {
    "front": (
        "author", "byline", "byline-space", "date", "dateline", "post", "section", "source", "subtitle", "title",
        "title-marks",
    ),
    "furniture": (
        "address", "advertisement", "binding", "breadcrumb", "comment", "contents", "continued", "copyright", "counts",
        "duplicate-heading", "duplicate-title", "editor", "end", "font-size", "interface", "jump", "listed-date",
        "masthead", "named", "navigation", "page-data", "page-number", "page-tools", "pager", "perhaps",
        "previous-next", "promotion", "qr-code", "related", "repeated", "running-head", "section", "separator",
        "share", "site-name", "tags", "tail", "teaser", "watermark", "weighed", "wording",
    ),
    "headings": ("form", "number-and-title", "typed-contents"),
    "lines": ("blank", "cannot-begin", "indent", "join", "mid-sentence", "quoted", "quoting", "trailing-space"),
    "lists": ("bullet", "decimal", "marker"),
    "notes": ("call", "moved", "set"),
    "punctuation": ("ascii", "dash", "ellipsis", "quotes", "space", "width"),
    "script": ("characters", "contested", "glossary", "variants", "words"),
    "stops": ("inside", "paragraph"),
    "tables": ("column", "row", "rule"),
    "verse": ("line", "stanza"),
}  # fmt: skip


def names() -> tuple[str, ...]:
    """Every family, and every rule as FAMILY.RULE, in alphabetical order."""
    return tuple(sorted({*FAMILIES, *(f"{family}.{rule}" for family, rules in FAMILIES.items() for rule in rules)}))


def check(wanted: Iterable[str]) -> None:
    """Raise UsageError, with the nearest name, for one that no rule and no family has."""
    known = names()
    for name in sorted(set(wanted) - set(known)):
        close = difflib.get_close_matches(name, known, n=1)
        families = ", ".join(FAMILIES)
        advice = f"did you mean {close[0]!r}?" if close else f"the families are {families}; a report names the rules"
        raise UsageError(f"no rule {name!r} to skip; {advice}")
