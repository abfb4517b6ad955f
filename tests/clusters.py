"""A Dask cluster of this machine's own: a scheduler and its workers as processes, to be used and to be killed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ALONE = "300 s"  # until each goes by itself, when whoever started it was killed
SECONDS = 600.0  # for everything to stand; a busy machine may take its time


@dataclass
class Cluster:
    """A running cluster."""

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill(self, worker: int) -> None:
        """Kill -9 a worker, its nanny, and all that they have started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.workers[worker].pid, signal.SIGKILL)


@contextlib.contextmanager
def running(folder: Path, workers: int, *, nanny: bool = True) -> Iterator[Cluster]:
    """A cluster on the loopback, gone at the end whatever happens."""
    cluster = Cluster(folder)
    try:
        found = folder / "scheduler.json"
        words = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", found, "--idle-timeout", ALONE)
        cluster.scheduler = _dask(folder, "scheduler", *words)
        _until(found.is_file)
        cluster.address = json.loads(found.read_text())["address"]
        for number in range(workers):
            each = ("--nthreads", "1", "--host", "127.0.0.1", "--name", f"w{number}", "--memory-limit", "0")
            more = ("--death-timeout", ALONE) if nanny else ("--death-timeout", ALONE, "--no-nanny")
            cluster.workers.append(_dask(folder, "worker", cluster.address, *each, *more, log=f"w{number}"))
        _until(lambda: all(b"Registered to" in _log(folder, f"w{number}") for number in range(workers)))
        yield cluster
    finally:
        for process in (*cluster.workers, cluster.scheduler):
            if process is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _dask(folder: Path, *words: str | Path, log: str = "scheduler") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + str(words[0]), *map(str, words[1:])]
    with (folder / f"{log}.log").open("wb") as out:
        return subprocess.Popen(
            [*command, "--no-dashboard"], stdout=out, stderr=out, cwd=folder, start_new_session=True
        )


def _log(folder: Path, name: str) -> bytes:
    return (folder / f"{name}.log").read_bytes()


def _until(done: object) -> None:
    deadline = time.monotonic() + SECONDS
    while not done():  # type: ignore[operator]
        assert time.monotonic() < deadline, "the cluster never stood"
        time.sleep(0.05)
