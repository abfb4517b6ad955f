"""Local workers, watched: a worker that dies or overstays costs the job it held, not the rest.

`concurrent.futures` gives up the whole pool when one worker is killed, so each worker here has a pipe
of its own, holds one job at a time, and is replaced when it dies, when its time is up, or when it has done its share.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from converter.batch.outcome import Failure, Job, Outcome
from converter.errors import ExitCode

GRACE = 0.7  # seconds that workers have to clean up when they are told to stop: an interrupt shall be felt at once
BREATH = 0.01  # seconds
PAUSE = 0.2  # seconds, before the source of jobs is asked again when it has none yet
TRIES = 2  # what may pass (a lost worker, no memory, no time) is tried again once, after all the rest
SHARE = 500  # documents of one worker: what libraries keep between documents goes with it
RARELY = (10_000, 10, 10)  # how often Python looks for garbage within a document; see `gc.set_threshold`
DIED = "the worker that held it was killed (out of memory?); try it alone, or with a smaller -j"
OVERTIME = "took longer than {seconds:g} s and was ended; split the text, or allow more with --max-seconds"

Thing = Job | Outcome | None  # to do, done already, or: nothing yet, ask again
Engine = Callable[[Iterable[Thing]], Iterator[Outcome]]  # what has jobs done: `run` here, or a cluster


def run(
    things: Iterable[Thing], workers: int = 0, started: Callable[[Job], object] = lambda _: None
) -> Iterator[Outcome]:
    """The outcome of every job, as each is done, by so many workers; 0: in this process, without limits.

    An Outcome among the jobs is passed on. `started` is told of each job that begins.
    """
    if workers > 0:
        yield from _Pool(iter(things), workers, started).outcomes()
        return
    from converter.batch.work import run as work

    for thing in things:
        if isinstance(thing, Job):
            started(thing)
            yield work(thing)
        elif thing is None:
            time.sleep(PAUSE)
        else:
            yield thing


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Task:
    job: Job
    tries: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: _Task | None = None
    until: float = 0.0  # when the task's time is up
    done: int = 0


@dataclass(slots=True)
class _Pool:
    things: Iterator[Thing]
    size: int
    started: Callable[[Job], object]
    workers: list[_Worker] = field(default_factory=list)
    again: deque[_Task] = field(default_factory=deque)
    dry: bool = False  # nothing more will come

    def outcomes(self) -> Iterator[Outcome]:
        try:
            while True:
                late = yield from self._filled()
                busy = [worker for worker in self.workers if worker.task is not None]
                if busy:
                    yield from self._answers(busy, late)
                elif late:
                    time.sleep(PAUSE)
                elif self.dry and not self.again:
                    return
        finally:
            _stop(self.workers)

    def _filled(self) -> Generator[Outcome, None, bool]:
        """Give every idle worker a task; the value is whether the source of jobs must be asked again."""
        while sum(worker.task is not None for worker in self.workers) < self.size:
            thing: Thing | _Task = self._next()
            if isinstance(thing, Outcome):
                yield thing
            elif isinstance(thing, (Job, _Task)):
                self._give(thing if isinstance(thing, _Task) else _Task(thing))
            else:
                return not self.dry
        return False

    def _next(self) -> Thing | _Task:
        if not self.dry:
            for thing in self.things:
                return self.again.popleft() if thing is None and self.again else thing
            self.dry = True
        return self.again.popleft() if self.again else None

    def _give(self, task: _Task) -> None:
        worker = next((worker for worker in self.workers if worker.task is None), None)
        if worker is None:
            _prepare(task.job)
            worker = _start()
            self.workers.append(worker)
        task.tries += 1
        worker.task, worker.until = task, time.monotonic() + _seconds(task.job)
        self.started(task.job)
        with suppress(OSError):  # a dead worker is noticed when its answer is awaited
            worker.pipe.send(task.job)

    def _answers(self, busy: list[_Worker], late: bool) -> Iterator[Outcome]:
        patience = max(0.0, min(worker.until for worker in busy) - time.monotonic())
        ready = wait([worker.pipe for worker in busy], min(patience, PAUSE) if late else patience)
        for worker in busy:
            if worker.pipe in ready:
                yield from self._settled(worker, _received(worker))
            elif time.monotonic() >= worker.until:
                assert worker.task is not None  # noqa: S101
                said = OVERTIME.format(seconds=_seconds(worker.task.job))
                _stop([worker])
                yield from self._settled(worker, _lost(worker.task.job, said))

    def _settled(self, worker: _Worker, outcome: Outcome) -> Iterator[Outcome]:
        """The outcome, unless it may be another the next time."""
        task, worker.task = worker.task, None
        assert task is not None  # noqa: S101
        worker.done += 1
        if worker.done >= SHARE or not worker.process.is_alive():
            self.workers.remove(worker)
            _stop([worker])
        if any(failure.transient for failure in outcome.failures) and task.tries < TRIES:
            self.again.append(task)
        else:
            yield replace(outcome, tries=task.tries)


def _seconds(job: Job) -> float:
    return job.variants[0].settings.limits.document_seconds


def _received(worker: _Worker) -> Outcome:
    """The outcome of the job a worker holds, or, when it died, that it did."""
    assert worker.task is not None  # noqa: S101
    try:
        outcome: Outcome = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join(GRACE)
        return _lost(worker.task.job, DIED)
    return outcome


def _lost(job: Job, said: str) -> Outcome:
    return Outcome(job.name, failures=(Failure(said, ExitCode.unwritable, transient=True),))


def _prepare(job: Job) -> None:
    """Have a fork server that imports what jobs like this one need, unless one runs already.

    They are imported here first: what is wrong with the installation shows once, and not in every worker.
    An interrupt is for the parent alone: blocked here, it reaches neither the server, whose imports it would end with a
    traceback on the user's terminal, nor a worker on its way.
    """
    import converter.batch.work  # noqa: F401

    if sys.platform == "win32":
        return
    from multiprocessing import forkserver, resource_tracker

    laid_out = any(target.suffix in {".pdf", ".docx"} for target in job.targets)
    forkserver.set_forkserver_preload(["converter.batch.preload" if laid_out else "converter.batch.work"])
    resource_tracker.ensure_running()  # the server starts it otherwise, and it lifts the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start() -> _Worker:
    """A new worker, forked from a clean server, or on Windows started anew."""
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(pipe: Connection) -> None:
    """A worker's life: one job after another, until the pipe closes or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to everyone; the parent decides
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ExitCode.interrupted))  # so that temporary files go
    sys.unraisablehook = _asked_again
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    from converter.batch.work import run as work

    gc.freeze()  # modules and dictionaries stay: they are not looked through again and again
    gc.set_threshold(*RARELY)
    with suppress(EOFError, OSError):
        for number in count():
            job: Job = pipe.recv()
            _limit_memory(job.variants[0].settings.limits.document_megabytes)
            pipe.send(work(job))
            gc.collect()  # a laid-out book is one great circle: it goes before the next one comes
            if number == 0:
                gc.freeze()  # what the first document had loaded


def _asked_again(lost: sys.UnraisableHookArgs) -> None:
    """When the end came while Python tidied up, it says so on the terminal and goes on: end a moment later instead."""
    if lost.exc_type is SystemExit:
        threading.Timer(BREATH, os.kill, (os.getpid(), signal.SIGTERM)).start()
    else:
        sys.__unraisablehook__(lost)


def _outlive_nobody() -> None:
    """End this worker when its parent was killed, so that a new run finds nobody at work."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _limit_memory(megabytes: int) -> None:
    """What this process may allocate; beyond it Python raises MemoryError. Not on Windows."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, most))


def _stop(workers: list[_Worker]) -> None:
    """End these workers: idle ones by themselves, busy ones at once, and none later than after GRACE."""
    for worker in workers:
        worker.pipe.close()
        if worker.task is not None:
            worker.process.terminate()
    until = time.monotonic() + GRACE
    for worker in workers:
        worker.process.join(max(0.0, until - time.monotonic()))
    for worker in workers:
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
