"""What a PDF costs, with our lines and with WeasyPrint's own, from the same HTML and CSS; and beside Typst.

    python tests/benchmarks/bench_pdf.py [--chars N …] [--rounds N] [--typst PYTHON]
    python tests/benchmarks/bench_pdf.py --profile [--chars N]

Each run is a process of its own, ours and plain in turn, so that a machine that slows down slows both. Shown are
seconds of processor time, the least and the median of the rounds, for the first PDF of a process (with what is loaded
once) and for the second; then peak memory and the size of the file. `--typst` is a Python with PyPI's typst, which sets
the same text on the same page. `--profile` prints where the time of the second PDF goes.
Not a test: it asserts nothing, and its figures depend on the machine.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pickle
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from bench_stages import novel

from converter import pipeline, readers, resources
from converter.document import Document
from converter.editions import html, pdf, tree, weasyprint_patch
from converter.settings import Settings

SETTINGS = Settings(script="keep")
WAYS = ("ours", "plain")
FACE = "Noto Serif CJK SC"
TYPST = f"""
#set page(paper: "a4", margin: (x: 87.6pt, top: 76pt, bottom: 81.88pt), numbering: "1")
#set text(font: "{FACE}", size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 7.5pt, spacing: 7.5pt)
#set smartquote(enabled: false)
"""
COMPILE = """
import resource, sys, time, typst
start = time.process_time()
made = typst.compile(sys.argv[1])
used = resource.getrusage(resource.RUSAGE_SELF)
print([time.process_time() - start, used.ru_maxrss // 1024, len(made)])
"""


def document(chars: int, folder: Path) -> Document:
    """A novel of about so many characters, read and prepared."""
    source = folder / f"{chars}.txt"
    source.write_text(novel(chars), encoding="utf-8")
    return pipeline.prepare(readers.read(source, SETTINGS), SETTINGS)


def page_of(made: Document) -> tuple[str, tuple[str, str]]:
    """What WeasyPrint is given: HTML and stylesheets."""
    style = resources.style(SETTINGS.style)
    published = html.for_paper(tree.published(made, below_title=True, title_lines=True))
    return html.standalone(made, html.from_pandoc(published, SETTINGS.limits)), (style.css, style.page)


def child(way: str, given: Path) -> None:
    """Two PDFs in this process; prints their costs in s, the peak in MB and the size in bytes."""
    warnings.simplefilter("ignore")
    page, sheets = pickle.loads(given.read_bytes())  # noqa: S301 (our own)
    if way == "plain":
        weasyprint_patch.install = lambda: None
        pdf._finish = _mend  # type: ignore[assignment]
    costs = []
    for _ in range(2):
        start = time.process_time()
        made = pdf._print(page, sheets, "")
        costs.append(time.process_time() - start)
    print(json.dumps([*costs, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, len(made)]))


def _mend(document: object, made: object) -> None:
    from converter.editions.tags import mend

    mend(document, made)


def run(*command: str) -> list[float]:
    """What a child prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found


def compare(chars: int, rounds: int, typst: str) -> None:
    """One table."""
    print(f"\nnovel, {chars:,} characters")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = document(chars, folder)
        given = folder / "page.pickle"
        given.write_bytes(pickle.dumps(page_of(made)))
        found: dict[str, list[list[float]]] = {way: [] for way in WAYS}
        for _ in range(rounds):
            for way in WAYS:
                found[way].append(run(sys.executable, __file__, "--child", way, str(given)))
        for way, rows in found.items():
            first, second, peak, size = zip(*rows, strict=True)
            show(way, f"{cost(first)}   again {cost(second)}   {max(peak):5.0f} MB   {size[0] / 1e6:6.2f} MB file")
        for place, what in ((0, "first"), (1, "again")):
            pairs = [ours[place] / plain[place] for ours, plain in zip(found["ours"], found["plain"], strict=True)]
            least = min(row[place] for row in found["ours"]) / min(row[place] for row in found["plain"])
            show(f"ours / plain, {what}", f"median of pairs {statistics.median(pairs):.2f}, of the least {least:.2f}")
        if typst:
            source = folder / "novel.typ"
            source.write_text(TYPST + "\n\n".join(map(_escaped, made.texts())), encoding="utf-8")
            rows = [run(typst, "-c", COMPILE, str(source)) for _ in range(rounds)]
            seconds, peak, size = zip(*rows, strict=True)
            show("typst", f"{cost(seconds)}   {max(peak):5.0f} MB   {size[0] / 1e6:6.2f} MB file")
            show("ours / typst", f"of the least {min(row[0] for row in found['ours']) / min(seconds):.2f}")


def _escaped(text: object) -> str:
    chars: str = getattr(text, "chars", "")
    return "".join("\\" + char if char in "\\#*_$@[]<>`~'\"-+=/" else char for char in chars)


def cost(seconds: tuple[float, ...]) -> str:
    """The least and the median."""
    return f"{min(seconds):6.2f} s ({statistics.median(seconds):.2f})"


def show(name: str, figures: str) -> None:
    """One row."""
    print(f"  {name:20} {figures}", flush=True)


def profile(chars: int) -> None:
    """Where the time goes when everything that is loaded once has been loaded."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as name:
        page, sheets = page_of(document(chars, Path(name)))
    make: Callable[[], bytes] = lambda: pdf._print(page, sheets, "")  # noqa: E731
    make()
    profiler = cProfile.Profile()
    profiler.runcall(make)
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(40)


def main() -> None:
    """All tables."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--chars", type=int, nargs="+", default=[30_000, 300_000])
    ask.add_argument("--rounds", type=int, default=5)
    ask.add_argument("--typst", default="", metavar="PYTHON", help="a Python that has PyPI's typst")
    ask.add_argument("--profile", action="store_true")
    ask.add_argument("--child", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.child:
        child(given.child[0], Path(given.child[1]))
    elif given.profile:
        profile(given.chars[0])
    else:
        for chars in given.chars:
            compare(chars, given.rounds, given.typst)


if __name__ == "__main__":
    main()
