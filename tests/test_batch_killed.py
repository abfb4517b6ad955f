"""Batches that are killed: nothing broken, nothing lost, nothing done twice, and the next run goes on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from batches import (
    HANG,
    broken,
    children_of,
    editions,
    entered,
    heavy,
    kill,
    started,
    texts,
    told,
    wait_for,
    wait_until,
    workers,
)

from converter.batch import manifest, turns

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds workers by /proc")
COUNT = 24


def done(stdout: str) -> list[str]:
    return [str(one["source"]) for one in told(stdout) if one["state"] == "done"]


def finish(source: Path, output: Path, *extra: str) -> tuple[int, str, str]:
    running = started(source, output, *extra)
    stdout, stderr = running.communicate(timeout=HANG)
    return running.returncode, stdout, stderr


def is_whole(output: Path, count: int) -> None:
    """Every edition stands, whole, and the manifest lists exactly those."""
    assert broken(output) == []
    assert len(editions(output)) == 2 * count
    assert entered(output) == {path: path.stat().st_size for path in editions(output)}
    assert list((output / ".dingben" / "runs").iterdir()) == []


@linux
@pytest.mark.slow
def test_killed_again_and_again_it_ends_whole_and_redoes_only_what_was_in_hand(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", COUNT), tmp_path / "out"
    for at, whom in ((4, "all"), (14, "parent"), (26, "all")):
        running = started(source, output)
        wait_for(output, at, running)
        before = {path for path in entered(output) if path.exists()} if (output / ".dingben").exists() else set()
        kill(running, whom)
        running.communicate(timeout=HANG)
        assert before <= editions(output)
    listed = {str(path) for path in entered(output)}
    code, stdout, _ = finish(source, output)
    assert code == 0
    again = [one for one in told(stdout) if one["state"] == "done" and set(map(str, one["outputs"])) <= listed]  # type: ignore[call-overload]
    assert again == [], "what the manifest lists is not made again"
    is_whole(output, COUNT)


@linux
def test_a_lost_worker_costs_a_second_try_and_nothing_else(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", COUNT), tmp_path / "out"
    running = started(source, output)
    wait_for(output, 6, running)
    kill(running, "worker")
    stdout, stderr = running.communicate(timeout=HANG)
    assert running.returncode == 0, stderr
    assert set(Counter(done(stdout)).values()) == {1}
    assert len(done(stdout)) == COUNT
    assert max(int(str(one["tries"])) for one in told(stdout)) <= 2
    is_whole(output, COUNT)


@linux
def test_workers_do_not_outlive_their_parent(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", COUNT), tmp_path / "out"
    running = started(source, output)
    wait_until(lambda: len(workers(running)) == 2 or running.poll() is not None)
    wait_for(output, 4, running)
    orphans = workers(running)
    kill(running, "parent")
    running.communicate(timeout=HANG)
    wait_until(lambda: not any(map(_runs, orphans)), seconds=5)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_an_interrupt_is_felt_within_two_seconds_and_says_how_to_go_on(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", COUNT), tmp_path / "out"
    running = started(source, output)
    wait_for(output, 4, running)
    began = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)  # as a terminal sends it: to everyone
    _, stderr = running.communicate(timeout=HANG)
    assert time.monotonic() - began < 2
    assert running.returncode == 130
    assert "same command" in stderr
    assert broken(output) == []
    assert finish(source, output)[0] == 0
    is_whole(output, COUNT)


@linux
def test_an_interrupt_while_the_workers_are_still_to_come_is_as_quiet(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", COUNT), tmp_path / "out"
    running = started(source, output)
    wait_until(lambda: any(map(_imports, children_of(running.pid))) or running.poll() is not None)
    os.killpg(running.pid, signal.SIGINT)
    _, stderr = running.communicate(timeout=HANG)
    assert running.returncode == 130
    assert "Traceback" not in stderr
    assert finish(source, output)[0] == 0
    is_whole(output, COUNT)


def _imports(pid: int) -> bool:
    """Whether this is the process that workers are forked from, a tenth of a second of work into its imports."""
    with suppress(OSError):
        spent = sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
        return b"forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes() and spent >= os.sysconf("SC_CLK_TCK") / 10
    return False


TIDYING = """
import signal, sys, time
from converter.batch import pool

class Slow:
    def __del__(self):
        print("tidying up", flush=True)
        time.sleep(1)

signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
sys.unraisablehook = pool._asked_again
Slow()
time.sleep(60)
"""


@linux
def test_a_worker_that_is_stopped_while_it_tidies_up_says_nothing_and_ends() -> None:
    worker = subprocess.Popen(
        [sys.executable, "-c", TIDYING], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    worker.stdout.readline()
    worker.terminate()
    _, stderr = worker.communicate(timeout=HANG)
    assert (worker.returncode, stderr) == (130, "")


def test_two_runs_at_once_share_the_work(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", COUNT), tmp_path / "out"
    runs = [started(source, output) for _ in range(2)]
    said = [run.communicate(timeout=HANG) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    times = Counter(name for stdout, _ in said for name in done(stdout))
    assert len(times) == COUNT
    assert sum(times.values()) == COUNT, "none twice"
    is_whole(output, COUNT)


def open_together(folders: Iterable[Path], start: Barrier) -> None:
    for folder in folders:
        start.wait(HANG)
        with closing(manifest.Manifest(folder)) as opened:
            assert list(opened.entries()) == []


def test_runs_that_begin_at_once_all_open_the_list_of_a_new_folder(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(60)]
    apart = multiprocessing.get_context("spawn")
    start = apart.Barrier(4)
    runs = [apart.Process(target=open_together, args=(folders, start)) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(HANG)
    assert [run.exitcode for run in runs] == [0] * 4


def test_what_dead_runs_left_is_swept_before_another_may_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half = tmp_path / f".{'0' * 16}.part"
    half.touch()
    swept: list[bool] = []

    def sweep(output: Path) -> None:
        path = tmp_path / ".dingben" / "manifest.sqlite"
        with closing(sqlite3.connect(path, timeout=0)) as other, pytest.raises(sqlite3.OperationalError, match="lock"):
            other.execute("BEGIN IMMEDIATE")
        real(output)
        swept.append(half.exists())

    real = turns.sweep
    monkeypatch.setattr(turns, "sweep", sweep)
    with closing(manifest.Manifest(tmp_path)) as opened:
        (tmp_path / ".dingben" / turns.RUNS).mkdir()
        (tmp_path / ".dingben" / turns.RUNS / "dead").touch()
        with turns.taken(opened, tmp_path):
            assert swept == [False]


def test_only_what_is_missing_or_changed_is_done(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", 4), tmp_path / "out"
    assert len(done(finish(source, output)[1])) == 4
    assert done(finish(source, output)[1]) == []
    first, second, third, _ = sorted(source.rglob("*.txt"))
    first.write_text("改过的一夜\n\n　　老周走了。\n", encoding="utf-8")
    (output / second.parent.name / f"{second.stem}.txt").unlink()
    (output / third.parent.name / f"{third.stem}.epub").write_bytes(b"")
    kept = (output / second.parent.name / f"{second.stem}.epub").stat().st_mtime_ns
    assert sorted(done(finish(source, output)[1])) == sorted(map(str, (first, second, third)))
    assert (output / second.parent.name / f"{second.stem}.epub").stat().st_mtime_ns == kept
    assert len(done(finish(source, output, "--skip", "punctuation")[1])) == 4
    assert done(finish(source, output, "--skip", "punctuation")[1]) == []
    assert len(done(finish(source, output, "--force", "--skip", "punctuation")[1])) == 4


def test_what_fails_still_fails_the_next_time(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", 2), tmp_path / "out"
    (source / "坏.txt").write_bytes(bytes(range(256)) * 40)
    for _ in range(2):
        code, stdout, stderr = finish(source, output)
        assert code == 7
        assert [Path(str(one["source"])).name for one in told(stdout) if one["state"] == "failed"] == ["坏.txt"]
        assert "坏.txt" in stderr
    (source / "坏.txt").write_text("第一夜\n\n　　雨停了。\n", encoding="utf-8")
    assert finish(source, output)[0] == 0
    assert "坏.txt" in (output / "index.html").read_text(encoding="utf-8")


def test_a_document_over_its_time_is_ended_tried_again_and_named(tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number in range(2):
        (source / f"{number}.txt").write_text(heavy(), encoding="utf-8")
    code, stdout, _ = finish(source, output, "--max-seconds", "0.2")
    assert code == 6
    assert {(one["state"], one["tries"]) for one in told(stdout)} == {("failed", 2)}
    assert finish(source, output)[0] == 0


@linux
def test_a_document_over_its_memory_is_named_and_the_rest_is_made(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", 2), tmp_path / "out"
    (source / "大.txt").write_text(heavy(60_000), encoding="utf-8")
    code, stdout, stderr = finish(source, output, "--max-memory", "100")
    failed = [one for one in told(stdout) if one["state"] == "failed"]
    assert code == 7
    assert [(Path(str(one["source"])).name, one["tries"]) for one in failed] == [("大.txt", 2)]
    assert "--max-memory" in stderr
    assert "Traceback" not in stderr
    assert broken(output) == []


def test_a_damaged_manifest_costs_only_time(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", 2), tmp_path / "out"
    finish(source, output)
    (output / ".dingben" / "manifest.sqlite").write_bytes(b"not a database, whatever its name says" * 99)
    code, stdout, stderr = finish(source, output)
    assert (code, len(done(stdout))) == (0, 2), stderr
    is_whole(output, 2)


def test_the_shards_of_a_batch_are_its_parts(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", 9), tmp_path / "out"
    parts = [done(finish(source, output, "--shard", f"{part}/3")[1]) for part in (1, 2, 3)]
    assert sorted(name for part in parts for name in part) == sorted(map(str, source.rglob("*.txt")))
    is_whole(output, 9)


def test_a_manifest_is_an_sqlite_file_that_other_programs_can_ask(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", 2), tmp_path / "out"
    (source / "空.txt").touch()
    finish(source, output)
    asked = "SELECT error, exit_code FROM documents WHERE error <> ''"
    with sqlite3.connect(output / ".dingben" / "manifest.sqlite") as manifest:
        ((error, code),) = manifest.execute(asked)
    assert "empty" in error
    assert code == 4
