"""What is to be made of one source, and what became of it: plain data that can cross to a worker and back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePath

from converter.errors import (
    ConverterError,
    ExitCode,
    MissingError,
    UnreadableError,
    UnwritableError,
    UsageError,
)
from converter.report.account import Account, Entry
from converter.settings import Settings

KINDS = {kind.exit_code: kind for kind in (UsageError, UnreadableError, MissingError, UnwritableError)}


@dataclass(frozen=True, slots=True)
class Remote:
    """A file or a folder at an address, such as s3://bucket/texts/a.txt."""

    url: str
    version: str = field(default="", compare=False)  # what its store says of its contents; changes with them
    size: int = field(default=0, compare=False)  # in bytes

    @property
    def name(self) -> str:
        """The last part of the address."""
        return self.url.rpartition("/")[2]

    def __truediv__(self, below: PurePath) -> Remote:
        return Remote(f"{self.url}/{below.as_posix()}")

    def __str__(self) -> str:
        return self.url


Place = Path | Remote


@dataclass(frozen=True, slots=True)
class Variant:
    """One script of one source, and the editions wanted in it."""

    settings: Settings
    targets: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One source and everything that is to be made of it."""

    source: Place | bytes
    name: str  # as the user knows it
    variants: tuple[Variant, ...]
    inside: Path | None = None  # the folder that nothing may be written outside of
    listed: bool = True  # whether the outcome lists every change, or only counts them
    place: str = ""  # its editions' common name below the output folder, unlike any other's of the run
    to: str = ""  # the address that stands for `inside` when the editions go elsewhere: nothing is written in it then

    @property
    def targets(self) -> tuple[Path, ...]:
        """The place of every edition."""
        return tuple(target for variant in self.variants for target in variant.targets)

    def stands(self, target: Path) -> Place:
        """Where an edition stands in the end."""
        return Remote(self.to) / target.relative_to(self.inside or "") if self.to else target


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something was not done: a line for the user, and the traceback for whoever mends the program."""

    message: str
    exit_code: ExitCode = ExitCode.unexpected
    traceback: str = field(default="", repr=False)
    transient: bool = False  # whether it may pass when tried again: no time, no memory, a worker lost

    def error(self) -> ConverterError:
        """The failure as an error that can be raised."""
        return KINDS.get(self.exit_code, ConverterError)(self.message)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source; one account for each script that was asked for."""

    source: str
    written: tuple[Place, ...] = ()
    sizes: tuple[int, ...] = ()  # of what was written, in bytes
    read: str = ""  # the digest of the source as it was read, or its store's version; "" when it was not
    accounts: tuple[Account, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    tries: int = 1
    kept: bool = False  # nothing was done: a manifest has what became of it before
    counted: tuple[int, int] = (0, 0)  # changes and unsure ones, by that manifest

    @property
    def error(self) -> ConverterError | None:
        """The first failure; None when all is well."""
        return self.failures[0].error() if self.failures else None

    @property
    def changes(self) -> tuple[Entry, ...]:
        """Every change that was made for its first script, in order."""
        return self.accounts[0].entries if self.accounts else ()

    @property
    def unsure(self) -> int:
        """How many changes a person should look at, in the script with the most."""
        return max((account.unsure for account in self.accounts), default=self.counted[1])

    @property
    def changed(self) -> int:
        """How many changes were made, in the script with the most."""
        return max((account.changes for account in self.accounts), default=self.counted[0])
