"""Local workers, watched: a worker that dies costs the job it held, not the rest.

`concurrent.futures` gives up the whole pool when one worker is killed, so each worker here has a pipe
of its own, holds one job at a time, and is replaced when it dies.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from converter.batch.outcome import Failure, Job, Outcome
from converter.errors import ExitCode

GRACE = 5.0  # seconds a worker has to clean up when it is told to stop
DIED = "the worker that held it was killed (out of memory?); try it alone, or with a smaller -j"


def run(jobs: Iterable[Job], workers: int = 1) -> Iterator[Outcome]:
    """The outcome of every job, as each is done; in this process when one worker is enough."""
    from converter.batch.work import run as work  # what is wrong with the installation shows here, once

    waiting = deque(jobs)
    count = min(workers, len(waiting))
    if count <= 1:
        yield from map(work, waiting)
        return
    pool: list[_Worker] = []
    try:
        _prepare(waiting)
        pool += (_start() for _ in range(count))
        yield from _served(pool, waiting)
    finally:
        _stop(pool)


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: Job | None = None


def _served(pool: list[_Worker], waiting: deque[Job]) -> Iterator[Outcome]:
    while True:
        for worker in pool:
            if worker.job is None and waiting:
                _give(worker, waiting.popleft())
        busy = {worker.pipe: worker for worker in pool if worker.job is not None}
        if not busy:
            return
        for pipe in wait(list(busy)):
            worker = busy[pipe]  # type: ignore[index]
            yield _taken(worker)
            if not worker.process.is_alive() and waiting:
                pool[pool.index(worker)] = _start()


def _give(worker: _Worker, job: Job) -> None:
    worker.job = job
    with suppress(OSError):  # a dead worker is noticed when its answer is awaited
        worker.pipe.send(job)


def _taken(worker: _Worker) -> Outcome:
    """The outcome of the job a worker holds, or, when it died, that it did."""
    job, worker.job = worker.job, None
    assert job is not None  # noqa: S101
    try:
        outcome: Outcome = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(GRACE)
        return Outcome(job.name, failures=(Failure(DIED, ExitCode.unwritable),))
    return outcome


def _prepare(jobs: Iterable[Job]) -> None:
    """Have the fork server import what these jobs need, unless it runs already."""
    if sys.platform != "win32":
        laid_out = any(target.suffix in {".pdf", ".docx"} for job in jobs for v in job.variants for target in v.targets)
        preload = "converter.batch.preload" if laid_out else "converter.batch.work"
        multiprocessing.get_context("forkserver").set_forkserver_preload([preload])


def _start() -> _Worker:
    """A new worker, forked from a clean server, or on Windows started anew."""
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(pipe: Connection) -> None:
    """A worker's life: one job after another, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to everyone; the parent decides
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ExitCode.interrupted))  # so that temporary files go
    from converter.batch.work import run as work

    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


def _stop(pool: list[_Worker]) -> None:
    for worker in pool:
        worker.pipe.close()
        if worker.job is not None:
            worker.process.terminate()
    for worker in pool:
        worker.process.join(GRACE)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
