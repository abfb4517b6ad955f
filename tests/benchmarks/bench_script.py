"""What script conversion costs: `python tests/benchmarks/bench_script.py [CHARACTERS] [--opencc PYTHON]`.

Million characters per CPU second, the median of five different texts, on two kinds of text: the seed's prose, and the
test sentences, which are full of traps; a letter or digit stands in every clause, so that no cache of clauses helps.
Beside each figure the package over the same dictionaries (on a tenth of the text) and, with --opencc, the OpenCC in C++
of another environment (the two cannot live in one), timed in turn with ours: quote the ratios, not the figures.
"""

import argparse
import random
import re
import statistics
import string
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
SEED = TESTS.parent / "seeds" / "000_f8d11c881a77f0d7.txt"
PAIRS = TESTS / "script" / "pairs.tsv"
ROUNDS = 5
# What the other environment runs: a text's length and the text come in, seconds go out.
OTHER = """
import sys, time, opencc
made = {name: opencc.OpenCC(name) for name in ("s2tw", "t2s")}
for line in iter(sys.stdin.readline, ""):
    name, _, text = line.rstrip("\\n").partition(" ")
    text = text.replace("|", "\\n")
    start = time.process_time()
    made[name].convert(text)
    print(time.process_time() - start, flush=True)
"""


def clauses(text: str) -> list[str]:
    return re.findall(r"[^，。；！？：、\n|]+[，。；！？：、\n]*", text)


def prose(sentences: list[str], characters: int, seed: int) -> str:
    """These sentences in another order, every clause with a letter or digit somewhere in it."""
    chance = random.Random(seed)  # noqa: S311  # the same texts every time
    out: list[str] = []
    size = line = 0
    while size < characters:
        for clause in clauses(chance.choice(sentences)):
            at = chance.randrange(len(clause))
            out.append(f"{clause[:at]}{chance.choice(string.ascii_letters + string.digits)}{clause[at:]}")
            size += len(out[-1])
        if size - line > 150:  # characters in a line
            out.append("\n")
            line = size
    return "".join(out)


def seconds(run: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    run(text)
    return max(time.process_time() - start, 1e-9)


class Other:
    """OpenCC C++ in its own environment."""

    def __init__(self, python: str | None) -> None:
        command = [python, "-c", OTHER] if python else None
        self._process = command and subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def seconds(self, name: str, text: str) -> float:
        """What it took, or 0 when there is none."""
        if not self._process:
            return 0.0
        print(name, text.replace("\n", "|"), file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())


def compared(label: str, texts: list[str], ours: Callable[[str], object], others: list[Callable[[str], float]]) -> None:
    """One line: our speed, and how many times as fast as each other one that is."""
    ours(texts[0][:2000])
    taken = [[seconds(ours, text) / len(text), *(other(text) for other in others)] for text in texts]
    speed = statistics.median(1e-6 / row[0] for row in taken)
    ratios = [statistics.median(row[n + 1] / row[0] for row in taken) for n in range(len(others))]
    print(f"{label:<44}{speed:8.2f}", *(f"{ratio:9.2f}" if ratio else f"{'–':>9}" for ratio in ratios))


def kinds(traps: list[tuple[str, str]]) -> Iterator[tuple[str, list[str], list[str]]]:
    """A name, the sentences in Simplified, the same in Traditional."""
    from converter.script import convert_script

    seed = [line for line in SEED.read_text(encoding="utf-8").splitlines() if len(line) > 20]
    yield "the seed", [convert_script(line, "zh-Hans") for line in seed], [convert_script(s, "zh-TW") for s in seed]
    yield "traps", [pair[0] for pair in traps], [pair[1] for pair in traps]


def main(characters: int, python: str | None) -> None:
    from converter.script import convert_script

    start = time.process_time()
    convert_script("转换一句话。", "zh-TW")
    print(f"load: the first sentence {time.process_time() - start:.2f} s CPU")

    from converter.document import Document, Paragraph, Text
    from converter.settings import Settings

    packages = {name: package(name) for name in ("s2tw", "t2s")}
    other = Other(python)
    print(f"{'million characters per CPU second':<44}{'ours':>8} {'package':>9} {'C++':>9}  (times as fast)")
    rows = (line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for kind, simplified, traditional in kinds([(row[0], row[1]) for row in rows]):
        mixed = [pair[n % 2] for n, pair in enumerate(zip(simplified, traditional, strict=True))]
        mixed += [s[: len(s) // 2] + t[len(s) // 2 :] for s, t in zip(simplified, traditional, strict=True)]
        for source, variant, name, sentences in (
            ("Simplified", "zh-TW", "s2tw", simplified),
            ("Simplified", "zh-Hans", "", simplified),
            ("Traditional", "zh-Hans", "t2s", traditional),
            ("Traditional", "zh-TW", "", traditional),
            ("mixed", "zh-TW", "", mixed),
            ("mixed", "zh-Hans", "", mixed),
        ):
            texts = [prose(sentences, characters, seed) for seed in range(ROUNDS)]
            others: list[Callable[[str], float]] = [lambda _: 0.0, lambda _: 0.0]
            if name:
                run = packages[name]
                others = [
                    lambda text, run=run: seconds(run, text[: len(text) // 10]) / (len(text) // 10),
                    lambda text, name=name: other.seconds(name, text) / len(text),
                ]
            compared(f"{kind}: {source} to {variant}", texts, lambda text, v=variant: convert_script(text, v), others)
        text = prose(mixed, characters, 0)
        document = Document(tuple(Paragraph(Text(line)) for line in text.splitlines()))
        settings = Settings(script="zh-TW")
        taken = statistics.median(stage_seconds(document, settings) for _ in range(ROUNDS))
        print(f"{kind}: mixed, the stage with its ledger balanced, {len(text):,} characters: {taken:.2f} s CPU")


def stage_seconds(document: object, settings: object) -> float:
    """What the whole stage takes, its books balanced too."""
    from converter.ledger import balance
    from converter.script import normalise

    start = time.process_time()
    balance(document, normalise(document, settings))
    return time.process_time() - start


def package(name: str) -> Callable[[str], str]:
    """The package's own conversion, over the same dictionaries."""
    from converter.dictionaries import table
    from converter.script.opencc import engine

    if name == "t2s":
        return engine((table("TSPhrases"), table("TSCharacters")))
    first = engine((table("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"), table("STCharacters")))
    second = engine((table("TWVariantsPhrases"), table("TWVariants")))
    return lambda text: second(first(text))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("characters", nargs="?", type=int, default=300_000, help="length of each text [%(default)s]")
    parser.add_argument("--opencc", metavar="PYTHON", help="interpreter of an environment with OpenCC C++")
    given = parser.parse_args()
    sys.exit(main(given.characters, given.opencc))
