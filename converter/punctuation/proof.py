"""The proof: a text being corrected, one cell for each character it had.

A rule reads the cells as they stand now and writes into them; so rules can follow one another, and the
changes still name places in the text as it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from converter.document import OBJECT, Role
from converter.ledger import Change


@dataclass(frozen=True, slots=True)
class Mend:
    """What was written into a cell."""

    rule: str
    why: str
    sure: bool = True
    alternatives: tuple[str, ...] = ()


class Proof:
    """A text's cells, and the mends made in them."""

    def __init__(self, chars: str, role: Role | None, language: str, masked: frozenset[int] = frozenset()) -> None:
        self.cells = list(chars)
        self.role = role  # None: a heading, a title or a text inside another block
        self.language = language
        self.masked = masked  # offsets that no rule touches: web addresses, file names
        self._chars = chars
        self._met = set(chars)  # every character that stood in a cell once: few rules find theirs in a text
        self._mends: dict[int, Mend] = {}
        self._proposals: list[Change] = []

    def __len__(self) -> int:
        return len(self.cells)

    def text(self) -> str:
        """The text as it stands now."""
        return "".join(self.cells)

    def text_from(self, index: int) -> str:
        """A few characters as they stand now, from this place on."""
        return "".join(self.cells[index : index + 8])

    def may_have(self, chars: Iterable[str]) -> bool:
        """Whether one of these characters stands in the text, or stood there before it was mended."""
        return not self._met.isdisjoint(chars)

    def places(self, chars: frozenset[str] | Mapping[str, object]) -> list[int]:
        """Where one of these characters stands now, masked places left out."""
        if not self.may_have(chars):
            return []
        return [index for index, cell in enumerate(self.cells) if cell in chars and index not in self.masked]

    def before(self, index: int, *, spaces: bool = True) -> str:
        """The character before this one as it stands now; spaces are passed over unless they count."""
        return self._near(range(index - 1, -1, -1), -1, spaces=spaces)

    def after(self, index: int, *, spaces: bool = True) -> str:
        """The character after this one as it stands now; spaces are passed over unless they count."""
        return self._near(range(index + 1, len(self.cells)), 0, spaces=spaces)

    def _near(self, indices: range, pick: int, *, spaces: bool) -> str:
        for near in indices:
            cell = self.cells[near]
            if cell and (spaces or cell not in " \u3000\n"):
                return cell[pick]
        return ""

    def mend(self, index: int, new: str, mend: Mend) -> None:
        """Write into a cell; a cell that is masked or an object stays."""
        if index in self.masked or self._chars[index] == OBJECT or self.cells[index] == new:
            return
        self.cells[index] = new
        self._met.update(new)
        self._mends[index] = mend

    def propose(self, index: int, mend: Mend) -> None:
        """Write down what a person may want before this character; nothing is changed."""
        self._proposals.append(Change(mend.rule, index, "", "", mend.why, False, "", mend.alternatives))

    def changes(self) -> Iterator[Change]:
        """What was done, neighbouring cells of one rule in one change."""
        run: list[int] = []
        found: list[Change] = list(self._proposals)
        for index in sorted(self._mends):
            if self.cells[index] == self._chars[index]:
                continue
            if run and (index != run[-1] + 1 or self._mends[index] != self._mends[run[0]]):
                found.append(self._change(run))
                run = []
            run.append(index)
        if run:
            found.append(self._change(run))
        return iter(sorted(found, key=lambda change: (change.at, change.end)))

    def _change(self, run: list[int]) -> Change:
        """The mends of neighbouring cells as one splice, what stays the same at its ends left out."""
        mend = self._mends[run[0]]
        at, before = run[0], self._chars[run[0] : run[-1] + 1]
        after = "".join(self.cells[run[0] : run[-1] + 1])
        lead = _shared(before, after)
        at, before, after = at + lead, before[lead:], after[lead:]
        tail = _shared(before[::-1], after[::-1])
        end = len(before) - tail
        return Change(
            mend.rule, at, before[:end], after[: len(after) - tail], mend.why, mend.sure, "", mend.alternatives
        )


def _shared(one: str, other: str) -> int:
    """How many characters two strings have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
