"""Which Python packages dingben asks for, and which are here: read from installed metadata, importing none of them.

Only the comparisons that our own pyproject.toml uses are known (PEP 440: ==, >=, <); pre-releases count as releases.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from operator import eq, ge, gt, le, lt, ne

COMPARISONS: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    "==": eq, ">=": ge, "<": lt, "<=": le, ">": gt, "!=": ne,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Requirement:
    """A package and the versions of it that will do."""

    name: str
    bounds: tuple[tuple[str, str], ...]  # (comparison, version)

    def __str__(self) -> str:
        """As pip takes it."""
        return self.name + ",".join(sign + version for sign, version in self.bounds)

    def admits(self, version: str) -> bool:
        """Whether this version will do."""
        return all(COMPARISONS[sign](*_padded(release(version), release(bound))) for sign, bound in self.bounds)


def ours(distribution: str = "dingben") -> tuple[Requirement, ...]:
    """What dingben requires to run, by name; empty when it runs without being installed."""
    try:
        lines = metadata.requires(distribution) or []
    except metadata.PackageNotFoundError:
        return ()
    return tuple(sorted((_parsed(line) for line in lines if "extra ==" not in line), key=lambda wanted: wanted.name))


def installed(name: str) -> str:
    """The version of a package that is here, "" when none is."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def release(version: str) -> tuple[int, ...]:
    """The numbers of a version: (70, 0) of "70.0"; what follows a letter is not looked at."""
    numbers = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, numbers[0].split("."))) if numbers else ()


def _padded(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Both as long as the longer: 70 and 70.0 are one version."""
    length = max(len(one), len(other))
    return one + (0,) * (length - len(one)), other + (0,) * (length - len(other))


def _parsed(line: str) -> Requirement:
    name = re.match(r"[\w.-]+", line)
    bounds = re.findall(r"(==|>=|<=|!=|<|>)\s*([\w.]+)", line.split(";")[0])
    return Requirement(name[0] if name else line, tuple(bounds))
