"""Our own sentence pairs, full of traps, mixed in several ways: what share comes out right. Floors are only raised."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from converter.script import convert_script

FILE = Path(__file__).parent / "script" / "pairs.tsv"
FLOORS = {"zh-TW": 0.99, "zh-Hans": 0.99}
SAME = str.maketrans("臺檯", "台台")  # printed both ways


class Mix(NamedTuple):
    text: str
    simplified: str
    traditional: str
    equal: tuple[str, ...] = ()  # "usual=as good"

    def right(self, out: str, variant: str) -> bool:
        wanted = self.simplified if variant == "zh-Hans" else self.traditional
        for usual, as_good in (entry.split("=") for entry in self.equal):
            out, wanted = out.replace(as_good, usual), wanted.replace(as_good, usual)
        return out.translate(SAME) == wanted.translate(SAME)


def pairs() -> list[Mix]:
    rows = [row.split("\t") for row in FILE.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    return [Mix("", row[0], row[1], tuple("".join(row[2:]).split())) for row in rows]


def runs(pair: Mix, longest: int, chance: random.Random) -> str:
    """Stretches of the one script and of the other in turn."""
    out, at, turn = "", 0, chance.random() < 0.5
    while at < len(pair.simplified):
        end = at + chance.randint(1, longest)
        out += (pair.traditional if turn else pair.simplified)[at:end]
        at, turn = end, not turn
    return out


def mixes() -> Iterator[Mix]:
    chance = random.Random(20)  # noqa: S311  # the same mixes every time
    all_pairs = pairs()
    for n, pair in enumerate(all_pairs):
        yield pair._replace(text=pair.simplified)
        yield pair._replace(text=pair.traditional)
        for longest in (3, 8):
            yield pair._replace(text=runs(pair, longest, chance))
        other = all_pairs[(n + 7) % len(all_pairs)]
        both = (pair.simplified + other.simplified, pair.traditional + other.traditional, pair.equal + other.equal)
        yield Mix(pair.simplified + other.traditional, *both)
        yield Mix(pair.traditional + other.simplified, *both)


@pytest.mark.parametrize("variant", FLOORS)
def test_mixed_sentences_become_one_script(variant):
    made = list(mixes())
    wrong = [
        f"{mix.text} → {out}"
        for mix in made
        if not mix.right(out := convert_script(mix.text, variant), variant) or convert_script(out, variant) != out
    ]
    assert len(wrong) <= (1 - FLOORS[variant]) * len(made), "\n".join(wrong)


def test_the_pairs_are_aligned_and_enough():
    assert len(pairs()) >= 100
    for pair in pairs():
        assert len(pair.simplified) == len(pair.traditional)
