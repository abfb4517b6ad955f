"""Where an address, or what is longer than any word, may be cut.

An address has no syllables and takes no hyphen, for that would be read as a part of it. It is cut after / . ? which
begin no line, and before - & = _ (The Chicago Manual of Style 7.46, after the prohibitions of CLREQ 3.1.5); between
other characters only where the line would be loose. Its letters may be set apart as far as Chinese is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 40  # characters; what is longer is no word that a dictionary divides
SHORT = 24  # characters; an address of so many at most is cut at its marks only
KEPT = 3  # characters of an address that stay together at its ends
RUN = re.compile("[!-~]+")
ADDRESS = re.compile(r"[A-Za-z]:[/\\]|^\W*www\.|[\w-]@[\w-]+\.\w|[\w-]\.[A-Za-z]{2,}/", re.ASCII)
NAME = re.compile(r"[A-Za-z0-9]_[A-Za-z]|[A-Za-z]\w*\.[A-Za-z]\w+\.[A-Za-z]\w", re.ASCII)
NAME_LENGTH = 10  # characters; a shorter one is kept on its line
# Where the match is empty, a line may end.
AT_MARKS = re.compile(r"(?<=[/\\?;])|(?<=[.,:])(?=[A-Za-z])|(?<=[A-Za-z][.,:])|(?=[-&=_#~+@])")
NEVER = re.compile(
    r"(?=[/.,;:!?)\]}>%'\"])|(?<=[(\[{<$'\"])|(?<=[0-9])(?=[0-9A-Za-z])|(?<=[0-9][.,])(?=[0-9])|(?<=[0-9]-)(?=[0-9])"
)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Each address and each overlong word of a text, from and to."""
    for run in RUN.finditer(text):
        if len(run[0]) > LONGEST or ADDRESS.search(run[0]):
            yield run.span()


def names(text: str) -> Iterator[tuple[int, int]]:
    """Each name of a program's text, from and to: read_file, os.path.join. It is cut at its marks, if need be."""
    for run in RUN.finditer(text):
        if NAME_LENGTH <= len(run[0]) <= LONGEST and NAME.search(run[0]) and not ADDRESS.search(run[0]):
            yield run.span()


def at_marks(text: str, start: int, stop: int) -> set[int]:
    """Where an address is cut best: before which characters."""
    return _places(AT_MARKS, text[start:stop], start)


def elsewhere(text: str, start: int, stop: int) -> set[int]:
    """Where it may be cut for want of a better place."""
    if stop - start <= SHORT:
        return set()
    return anywhere(text, start, stop).intersection(range(start + KEPT, stop - KEPT + 1))


def anywhere(text: str, start: int, stop: int) -> set[int]:
    """Where a text is cut that may be cut between any two characters (CSS word-break: break-all)."""
    return {*range(start + 1, stop)} - _places(NEVER, text[start:stop], start)


def _places(rule: re.Pattern[str], address: str, start: int) -> set[int]:
    found = {at.start() for at in rule.finditer(address)}
    if rule is not NEVER:
        found -= _places(NEVER, address, 0)
    return {start + at for at in found if 0 < at < len(address)}
