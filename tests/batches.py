"""Batches to kill: folders of texts, runs of the command on them, and what must be true however they ended."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

FORMATS = ("epub", "txt")
HANG = 600  # seconds until a process counts as hanging; a busy machine may take its time
PEOPLE = ("老周", "阿秀", "掌柜", "船上的客人", "理发店的学徒", "邮差")
DEEDS = ("在渡口等了一个下午,没有人来", "把旧账本翻了又翻", "写了三封信,都没有寄出去", "听见钟声一下一下地响")


def texts(folder: Path, count: int) -> Path:
    """A folder of `count` different short texts, some in folders of their own."""
    chance = random.Random(count)  # noqa: S311 - the same texts every time
    for number in range(count):
        lines = [f"　　{chance.choice(PEOPLE)}{chance.choice(DEEDS)}。" for _ in range(chance.randint(3, 9))]
        path = folder / f"卷{number % 3}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join([f"第{number}夜", "", *lines]), encoding="utf-8")
    return folder


def command(source: Path, output: Path, *extra: str, formats: tuple[str, ...] = FORMATS) -> list[str]:
    """The command that converts a folder, telling each document in JSON."""
    words = ("convert", str(source), "-o", str(output), "-t", ",".join(formats), "--json", "-j", "2", *extra)
    return [sys.executable, "-m", "converter", *words]


def started(source: Path, output: Path, *extra: str) -> subprocess.Popen[str]:
    """The command, in a process group of its own."""
    return subprocess.Popen(
        command(source, output, *extra),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def told(stdout: str) -> list[dict[str, object]]:
    """What `--json` said; a last line that was cut off is none."""
    lines = [line for line in stdout.splitlines(keepends=True) if line.endswith("\n")]
    return [json.loads(line) for line in lines]


def kill(running: subprocess.Popen[str], whom: str) -> None:
    """Kill -9 one worker, the parent, or the whole process group."""
    with contextlib.suppress(ProcessLookupError):
        match whom:
            case "all":
                os.killpg(running.pid, signal.SIGKILL)
            case "parent":
                running.kill()
            case "worker":
                if found := workers(running):
                    os.kill(found[0], signal.SIGKILL)


def heavy(lines: int = 5_000) -> str:
    """A text that takes more than a second: far longer than its run needs to look whether it is done."""
    return "长夜\n\n" + "　　老周在渡口等了一个下午，没有人来。\n" * lines


def workers(running: subprocess.Popen[str]) -> list[int]:
    """The processes that the fork server of a run has made."""
    return workers_of(running.pid)


def workers_of(pid: int) -> list[int]:
    """The same, for the run in a process."""
    return [child for server in children_of(pid) for child in children_of(server)]


def children_of(pid: int) -> list[int]:
    """The processes that a process has started and not yet seen the end of."""
    with contextlib.suppress(OSError):
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    return []


def wait_for(output: Path, count: int, running: subprocess.Popen[str]) -> None:
    """Until so many editions stand in the folder, or the run has ended."""
    wait_until(lambda: len(editions(output)) >= count or running.poll() is not None)


def wait_until(done: Callable[[], object], seconds: float = HANG) -> None:
    """Until something is so."""
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


def editions(output: Path) -> set[Path]:
    """The editions that stand in a folder."""
    return {path for form in FORMATS for path in output.rglob(f"*.{form}") if ".dingben" not in path.parts}


def broken(output: Path) -> list[Path]:
    """Editions that are not whole, and halves that were left."""
    halves = list(output.rglob(".*.part"))
    return [*halves, *(path for path in editions(output) if not _whole(path))]


def _whole(path: Path) -> bool:
    if path.suffix == ".epub":
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
        return False
    return path.read_text(encoding="utf-8").endswith("。\n")


def entered(output: Path) -> dict[Path, int]:
    """Every edition that the manifest lists, with its size."""
    with contextlib.closing(sqlite3.connect(output / ".dingben" / "manifest.sqlite")) as manifest:
        rows = manifest.execute("SELECT place, editions FROM documents").fetchall()
    return {
        (output / place).parent / name: size for place, made in rows for name, (_, size) in json.loads(made).items()
    }
