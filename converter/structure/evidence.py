"""Evidence that is weighed: its names, and the tables of what each piece counts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

Evidence = dict[str, float]  # by its name, how much of it there is; what is absent is left out


@cache
def weights_of(table: Path) -> dict[str, float]:
    """What each piece of evidence counts, in log-odds: rows of a number and a name."""
    rows = (row.split() for row in table.read_text(encoding="utf-8").splitlines() if row and row[0] != "#")
    return {name: float(weight) for weight, name in rows}


def odds_of(evidence: Evidence, table: Path) -> float:
    """The log-odds that the pieces of evidence give together."""
    weights = weights_of(table)
    return sum(weights[name] * amount for name, amount in evidence.items())


@cache
def words_of(table: Path) -> dict[str, float]:
    """What each word counts, in log-odds: rows of a number and the words that have it."""
    rows = (row.split() for row in table.read_text(encoding="utf-8").splitlines() if row and row[0] != "#")
    weights: dict[str, float] = {}
    for weight, *words in rows:
        weights.update((word, float(weight)) for word in words if word not in weights)
    return weights
