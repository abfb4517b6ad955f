"""Regular expressions from outside: valid, and unable to run away.

A settings file may lie beside a text that came from a stranger. A repeated group that itself repeats or
branches costs exponential time on a line that does not match, so such patterns are refused.
"""

from __future__ import annotations

import re

from converter.errors import UsageError

LONGEST = 500  # characters
MOST_REPEATS = 6  # unbounded repeats: the cost of a failed match grows with their power


class PatternError(UsageError):
    """A pattern that is no regular expression, or that could take for ever."""

    def __init__(self, pattern: str, message: str) -> None:
        super().__init__(f"{pattern[:60]!r}: {message}")
        self.pattern = pattern


def check(pattern: str) -> None:
    """Raise PatternError unless this is a regular expression that cannot run away."""
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise PatternError(pattern, f"not a regular expression ({error})") from error
    if len(pattern) > LONGEST or runs_away(pattern):
        raise PatternError(pattern, "too costly; use plain words with .* between them")


def runs_away(pattern: str) -> bool:
    """Whether a repeated group holds a repeat or a branch, or there are many repeats. Reads brackets, not meaning."""
    groups = [False]  # for each open group: does it hold a repeat or a branch?
    repeats, i, heavy = 0, 0, False  # heavy: a group that holds one has just closed
    while i < len(pattern):
        if _is_repeat(pattern, i):
            if heavy:
                return True
            repeats, groups[-1] = repeats + 1, True
        heavy = False
        match pattern[i]:
            case "\\":
                i += 1
            case "[":
                i = _class_end(pattern, i)
            case "(":
                groups.append(False)
            case ")" if len(groups) > 1:
                heavy = groups.pop()
                groups[-1] |= heavy
            case "|":
                groups[-1] = True
        i += 1
    return repeats > MOST_REPEATS


def _is_repeat(pattern: str, i: int) -> bool:
    """A star, a plus, or braces; a small fixed count in braces is no cheaper around a heavy group."""
    return pattern[i] in "*+" or re.match(r"\{\d*,?\d*\}", pattern[i:]) is not None


def _class_end(pattern: str, start: int) -> int:
    """Where the character class that opens at `start` closes."""
    i = start + 1 + pattern.startswith("^", start + 1)
    i += pattern.startswith("]", i)
    while i < len(pattern) and pattern[i] != "]":
        i += 1 + (pattern[i] == "\\")
    return i
