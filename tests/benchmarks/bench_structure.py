"""How right structure is over a folder of samples, and what it costs on books.

    python tests/benchmarks/bench_structure.py [--samples FOLDER --scorer SCORE.py] [--chars N ...] [--no-books]

The samples are files ID.txt, each with an ID.gold.json beside it; the scorer is a script that takes
`run FOLDER --cmd '… {in} … {out}' --ext md --pandoc PATH` and prints a table. Without them, and unless --no-books says
otherwise, books are generated and read: in lines, hard-wrapped, and with a single chapter. Each is measured in a
process of its own: processor seconds of reading and of structure, the seconds a million characters cost, which a
linear program keeps, and the highest memory of the whole process.
Not a test: it asserts nothing, and its figures depend on the machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import shlex
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench_stages import novel

from converter import readers, structure
from converter.settings import Settings

SIZES = (300_000, 1_000_000, 3_000_000)
WIDTH = 34  # characters a line of the hard-wrapped books
SETTINGS = Settings(script="keep")
MIB = 1024 * 1024
KIB_OF_RSS = 1 if sys.platform == "darwin" else 1024  # ru_maxrss counts bytes there, KiB elsewhere


def _wrapped(book: str) -> str:
    """The book in lines of one width, its paragraphs known by their indent alone."""
    return "\n".join(row for line in book.split("\n") if line for row in _rows(line))


def _blank_wrapped(book: str) -> str:
    """The book in lines of one width, a blank line between its paragraphs and no indent."""
    return "\n\n".join("\n".join(_rows(line.strip())) for line in book.split("\n") if line.strip())


def _one_chapter(book: str) -> str:
    """The book with its first heading alone."""
    lines = book.split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith("第"))
    return "\n".join(line for at, line in enumerate(lines) if at <= first or not line.startswith("第"))


def _one_paragraph(book: str) -> str:
    """The book without a line break."""
    return "".join(line.strip() for line in book.split("\n"))


def _rows(line: str) -> list[str]:
    return [line[at : at + WIDTH] for at in range(0, len(line), WIDTH)]


SHAPES: dict[str, Callable[[str], str]] = {
    "in lines": str,
    "wrapped, indented": _wrapped,
    "wrapped, blank lines": _blank_wrapped,
    "one chapter": _one_chapter,
    "one chapter, wrapped": lambda book: _wrapped(_one_chapter(book)),
    "one paragraph": _one_paragraph,
}


def cost(path: Path) -> dict[str, float]:
    """What this process needs for one file: seconds, MiB, and how many blocks came of it."""
    structure.rebuild(readers.read("题目\n　　正文一段。\n".encode(), SETTINGS), SETTINGS)  # imports and tables
    start = time.process_time()
    document = readers.read(path, SETTINGS)
    read = time.process_time()
    document = structure.rebuild(document, SETTINGS)
    done = time.process_time()
    return {"read": read - start, "structure": done - read, "peak": _peak(), "blocks": len(document.blocks)}


def _peak() -> float:
    """The highest memory of this process. Where Linux says it, from there: ru_maxrss begins with the parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / MIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB_OF_RSS / MIB


def books(sizes: tuple[int, ...]) -> Iterator[str]:
    """A table, row by row."""
    yield f"{'book':22}{'characters':>12}{'blocks':>9}{'reading':>9}{'structure':>11}{'a million':>11}{'memory':>10}"
    with tempfile.TemporaryDirectory() as folder:
        for name, shape in SHAPES.items():
            for size in sizes:
                book = shape(novel(size))
                path = Path(folder) / "book.txt"
                path.write_text(book, encoding="utf-8")
                yield _row(name, len(book), path)


def _row(name: str, size: int, path: Path) -> str:
    command = [sys.executable, __file__, "--one", str(path)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    million = (found["read"] + found["structure"]) * 1e6 / size
    return (
        f"{name:22}{size:12,}{found['blocks']:9,.0f}{found['read']:8.2f}s{found['structure']:10.2f}s"
        f"{million:10.2f}s{found['peak']:7.0f} MiB"
    )


def samples(folder: Path, scorer: Path, jobs: int, only: str) -> int:
    """The scorer's table over the folder; its exit code."""
    import pypandoc

    command = f"{shlex.quote(sys.executable)} -m converter convert {{in}} -o {{out}} -s keep -q"
    arguments = ["run", str(folder), "--cmd", command, "--ext", "md", "--pandoc", pypandoc.get_pandoc_path()]
    more = ["--jobs", str(jobs), *(["--only", only] if only else [])]
    return subprocess.run([sys.executable, str(scorer), *arguments, *more], check=False).returncode


def main() -> int:
    """What was asked for."""
    about = argparse.RawDescriptionHelpFormatter
    ask = argparse.ArgumentParser(description=textwrap.dedent(__doc__ or ""), formatter_class=about)
    ask.add_argument("--samples", type=Path, help="a folder of ID.txt and ID.gold.json")
    ask.add_argument("--scorer", type=Path, help="the script that scores them")
    ask.add_argument("--only", default="", help="score the samples whose names match this expression")
    ask.add_argument("--jobs", type=int, default=2, help="samples converted at a time [2]")
    ask.add_argument(
        "--chars", type=int, nargs="+", default=SIZES, help="lengths of the books [300000 1000000 3000000]"
    )
    ask.add_argument("--no-books", action="store_true", help="score the samples only")
    ask.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.one:
        print(json.dumps(cost(given.one)))
        return 0
    if (given.samples is None) != (given.scorer is None):
        ask.error("--samples and --scorer belong together")
    failed = samples(given.samples, given.scorer, given.jobs, given.only) if given.samples else 0
    for row in () if given.no_books else books(tuple(given.chars)):
        print(row, flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
