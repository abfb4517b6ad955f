"""Reports: what was changed, for the terminal, and as a text, JSON or HTML file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from converter.errors import UsageError
from converter.report.account import Account
from converter.report.printable import printable

SUFFIXES = (".json", ".html", ".txt")


def check_target(target: Path) -> None:
    """Raise UsageError unless a report can be made for this suffix."""
    if target.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{target}: a report is one of {' '.join(SUFFIXES)}, or - for the terminal")


def render(
    accounts: Iterable[Account], suffix: str, failed: Mapping[str, Iterable[str]] | None = None,
    language: str = "en", version: str = "",
) -> str:  # fmt: skip
    """The report as the text of a file with this suffix, one of SUFFIXES.

    `failed` names the errors of each source that had any; `language` is one of labels.LANGUAGES.
    """
    from converter.report import machine, page, plain

    match suffix.lower():
        case ".json":
            return machine.text(accounts, failed, version)
        case ".html":
            return page.text(accounts, failed, language)
    lines = [f"{printable(source)}: {printable('; '.join(said))}" for source, said in (failed or {}).items()]
    return "\n".join([*lines, plain.text(accounts, language)])
