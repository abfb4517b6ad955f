"""Every error a user can meet: a class that knows its exit code and says what to do next.

Libraries raise; only `cli` prints and exits.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class ExitCode(IntEnum):
    """The command's exit status; part of its stable interface."""

    ok = 0
    unexpected = 1
    usage = 2
    unsure = 3
    unreadable = 4
    missing = 5
    unwritable = 6
    partly = 7
    interrupted = 130


class ConverterError(Exception):
    """Something a user can act on."""

    exit_code = ExitCode.unexpected


class LedgerError(ConverterError):
    """A stage did something that it did not write down: a bug of ours, never the user's."""


class UsageError(ConverterError):
    """An option, a setting or a style that does not exist or does not fit."""

    exit_code = ExitCode.usage


class UnknownScriptError(UsageError):
    """A variant of Chinese that we do not know."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"script {name!r} is unknown. Choose one of: {', '.join(known)}.")
        self.name = name  # so that whoever read it from a file can name its line


class GlossaryError(UsageError):
    """An entry of the user's glossary that cannot be used."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key  # the entry's left side, so that whoever read it from a file can name its line


class UnreadableError(ConverterError):
    """A source that cannot be opened, decoded or parsed, or that holds nothing to publish."""

    exit_code = ExitCode.unreadable


class MissingError(ConverterError):
    """A library, program or font that is not installed."""

    exit_code = ExitCode.missing


class UnwritableError(ConverterError):
    """An edition that could not be written, or a limit that was hit."""

    exit_code = ExitCode.unwritable
