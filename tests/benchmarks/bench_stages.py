"""What things cost: start-up, each stage and each edition, for the seed and for a novel of 300,000 characters.

    python tests/benchmarks/bench_stages.py [--rounds N] [--chars N]

Each figure is the best of its rounds, in milliseconds (processor and wall clock are the same here: nothing waits).
Not a test: it asserts nothing, and its figures depend on the machine.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from converter import editions, pipeline, readers
from converter.document import Document
from converter.ledger import balance
from converter.report import account, render
from converter.settings import Settings

SEED = Path(__file__).parents[2] / "seeds" / "000_f8d11c881a77f0d7.txt"
SETTINGS = Settings(script="zh-TW")  # the costliest: nearly every sentence changes
EDITIONS = ("pdf", "epub", "docx", "md", "html", "txt", "json")
DIGITS = "零一二三四五六七八九"

WHO = ("老周", "阿秀", "掌柜", "那个后生", "她妹妹", "船上的客人", "发电站的师傅", "理发店的学徒")
WHERE = ("在渡口", "在后院里", "沿着干涸的河床", "隔着一层窗纸", "站在台阶下面", "坐在面馆门口", "从云里雾里的山上")
DID = (
    "等了整整一个下午", "把旧账本翻了又翻", "听见钟声一下一下地响", "只喝了半碗面汤", "想起了当年只身出关的事",
    "把头发剪得很短", "说什么也不肯松口", "看着雨水顺着屋檐往下流", "写了三封信都没有寄出去", "花了38.5元买了两本旧书",
)  # fmt: skip
ENDS = ("。", "。", "。", "！", "？", "……")

Made = TypeVar("Made")


def novel(size: int) -> str:
    """About `size` characters in numbered chapters, always the same: prose, talk, some figures and Latin letters."""
    rng = random.Random(7)  # noqa: S311
    parts = ["渡口旧事\n作者：周一舟\n"]
    number = length = 0
    while length < size:
        number += 1
        lines = [f"\n第{_numeral(number)}章　{rng.choice(WHERE)[1:]}\n", *(_paragraph(rng) for _ in range(24))]
        parts += lines
        length += sum(map(len, lines))
    return "\n".join(parts)


def _paragraph(rng: random.Random) -> str:
    return "　　" + "".join(_sentence(rng) for _ in range(rng.randint(1, 5)))


def _sentence(rng: random.Random) -> str:
    comma = rng.choice("，，，,")  # some half-width ones, as in files that were typed in a hurry
    words = f"{rng.choice(WHO)}{rng.choice(WHERE)}{comma}{rng.choice(DID)}{rng.choice(ENDS)}"
    return f"“{words}”" if rng.random() < 0.2 else words


def _numeral(n: int) -> str:
    """N, below a thousand, in Chinese numerals, digit by digit."""
    return "".join(DIGITS[int(digit)] for digit in str(n))


def best(rounds: int, f: Callable[[], Made]) -> tuple[float, Made]:
    """The shortest of some runs in milliseconds, and what the last one gave."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        made = f()
        times.append((time.perf_counter() - start) * 1000)
    return min(times), made


def start_up(rounds: int) -> Iterator[tuple[str, float]]:
    """A whole process that only says how it is used, and one that only imports the package."""
    asked = {"dingben --help": ["-m", "converter", "--help"], "import converter": ["-c", "import converter"]}
    for name, arguments in asked.items():
        command = [sys.executable, *arguments]
        yield name, best(rounds, lambda c=command: subprocess.run(c, check=True, capture_output=True))[0]  # type: ignore[misc]


def stages(source: Path, rounds: int) -> Iterator[tuple[str, float]]:
    """Reading, each stage with its books balanced, the report, then each edition."""
    cost, document = best(rounds, lambda: readers.read(source, SETTINGS))
    yield "reading", cost
    for stage in pipeline.STAGES:
        cost, document = best(rounds, lambda d=document, s=stage: _balanced(d, s))  # type: ignore[misc]
        yield stage.__module__.removeprefix("converter."), cost
    cost, _ = best(rounds, lambda: render([account.of(document, SETTINGS.script, ())], ".json"))
    yield "report (json)", cost
    for form in EDITIONS:
        cost, made = best(rounds, lambda f=form: editions.make(document, f, SETTINGS))  # type: ignore[misc]
        yield f"{form}, {len(made) / 1000:.0f} kB", cost


def _balanced(document: Document, stage: pipeline.Stage) -> Document:
    after = stage(document, SETTINGS)
    balance(document, after)
    return after


def show(title: str, rows: Iterator[tuple[str, float]]) -> None:
    """One table, printed as its figures come."""
    print(f"\n{title}")
    for name, cost in rows:
        print(f"  {name:24} {cost:10.1f} ms", flush=True)


def main() -> None:
    """All tables."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rounds", type=int, default=3, help="runs of each; the novel is run once [3]")
    ask.add_argument("--chars", type=int, default=300_000, help="length of the novel [300,000]")
    given = ask.parse_args()
    show("start-up", start_up(given.rounds))
    show(f"seed, {len(SEED.read_text(encoding='utf-8')):,} characters", stages(SEED, given.rounds))
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "novel.txt"
        book.write_text(novel(given.chars), encoding="utf-8")
        show(f"novel, {len(book.read_text(encoding='utf-8')):,} characters", stages(book, 1))


if __name__ == "__main__":
    main()
