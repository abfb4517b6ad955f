"""Documents made by a Dask cluster, with the semantics of the local pool.

In: jobs and the address of a scheduler. Out: the outcome of every job. Documents go out in batches, as many as keep
every thread of the cluster busy and no more: what a lost machine held is what is done again. In each of its threads
a worker watches a child of its own, so the limits of a document hold there as they do at home, and a document that
kills whoever holds it costs a child, not the batch.
"""

from __future__ import annotations

import logging
import math
import multiprocessing
import queue
import re
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from converter.batch import pool, recipe
from converter.batch.outcome import Failure, Job, Outcome
from converter.errors import ExitCode, MissingError, UnwritableError, UsageError

if TYPE_CHECKING:
    from distributed import Client, Future

ADDRESS = re.compile(r"(tcp|tls|ws|wss|ucx)://[^\s/]+:\d{1,5}")
FIRST = 4  # documents of a batch, until it is known how long they take
LARGEST = 100
SECONDS = 5.0  # that a batch shall take: far more than sending it, and little to lose
AHEAD = 2  # batches for each thread: one that it makes, one that waits
PATIENCE = 15.0  # seconds for a scheduler to answer
SILENCE = 60.0  # seconds without the scheduler until it counts as lost
INSTALL = "a cluster needs Dask: run pip install 'dingben[cluster]', here and on every worker"
BURIED = "every machine that held it was lost; try it alone"
OTHER = "a worker of the cluster has another version of dingben or of what it needs: install the same on all machines"

Batch = tuple[Job, ...]


def run(
    things: Iterable[pool.Thing], address: str, started: Callable[[Job], object] = lambda _: None
) -> Iterator[Outcome]:
    """The outcome of every job, as each batch is done; sources and targets must lie where every worker finds them.

    An Outcome among the jobs is passed on; `started` is told of each job that is sent. Raises MissingError without
    Dask, UsageError for an address that is none, UnwritableError when the scheduler cannot be reached or is lost.
    """
    client = _client(address)
    try:
        yield from _Window(client, iter(things), started).outcomes()
    finally:
        client.close(timeout=pool.GRACE)


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise MissingError(INSTALL) from None
    if not ADDRESS.fullmatch(address):
        raise UsageError(f"--cluster {address}: no address of a scheduler, such as tcp://host:8786")
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say, we say
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions: those that matter are asked by `_made`
            return Client(address, timeout=PATIENCE, set_as_default=False, name="dingben")
    except (OSError, ValueError):
        raise UnwritableError(
            f"{address}: no scheduler answers there; start one with `dask scheduler`, and workers with `dask worker`"
        ) from None


@dataclass(slots=True)
class _Window:
    """What is on its way: never more than the cluster can hold at once."""

    client: Client
    things: Iterator[pool.Thing]
    started: Callable[[Job], object]
    flying: dict[Future, Batch] = field(default_factory=dict)
    landed: queue.SimpleQueue[Future] = field(default_factory=queue.SimpleQueue)
    again: deque[Batch] = field(default_factory=deque)
    threads: int = 1
    size: int = FIRST
    dry: bool = False

    def outcomes(self) -> Iterator[Outcome]:
        silent = time.monotonic()
        while True:
            yield from self._filled()
            if not self.flying and self.dry and not self.again:
                return
            try:
                future = self.landed.get(timeout=pool.PAUSE)
            except queue.Empty:
                if self.client.status == "running":
                    silent = time.monotonic()
                elif time.monotonic() > silent + SILENCE:
                    raise UnwritableError("the scheduler is lost; the same command goes on from here") from None
            else:
                yield from self._settled(future)

    def _filled(self) -> Iterator[Outcome]:
        """Send batches while there is room."""
        with suppress(OSError):  # the scheduler is away: as many as there were
            self.threads = max(1, sum(self.client.nthreads().values()))
        while len(self.flying) < AHEAD * self.threads:
            batch: list[Job] = []
            for thing in self._next():
                if isinstance(thing, Outcome):
                    yield thing
                    continue
                batch.append(thing)
                if len(batch) >= self.size:
                    break
            if not batch:
                if self.again:
                    self._send(self.again.popleft())
                    continue
                return
            self._send(tuple(batch))

    def _next(self) -> Iterator[Job | Outcome]:
        for thing in self.things:
            if thing is None:
                return
            yield thing
        self.dry = True

    def _send(self, batch: Batch) -> None:
        for job in batch:
            self.started(job)
        future = self.client.submit(_made, batch, recipe.versions(), pure=False)
        self.flying[future] = batch
        future.add_done_callback(self.landed.put)

    def _settled(self, future: Future) -> Iterator[Outcome]:
        """The outcomes of a batch; one that took its workers with it is cut up, to find the document that does."""
        batch = self.flying.pop(future)
        error = future.exception() if future.status == "error" else None
        if future.status == "finished":
            outcomes, seconds = future.result()
            future.release()
            self._weigh(seconds / len(batch))
            yield from outcomes
        elif error is not None and type(error).__name__ != "KilledWorker":
            raise _told(error)
        elif error is not None and len(batch) == 1:
            yield Outcome(batch[0].name, failures=(Failure(BURIED, ExitCode.unwritable, transient=True),))
        else:  # killed, or cancelled as the scheduler was started anew
            self.again += [(job,) for job in batch] if error is not None else [batch]

    def _weigh(self, seconds: float) -> None:
        """Let the next batches take about SECONDS, by what the documents of one took; it grows by steps."""
        fit = math.ceil(SECONDS / max(seconds, 0.001))
        self.size = max(1, min(fit, 2 * self.size, LARGEST))


def _told(error: BaseException) -> Exception:
    """What a batch raised, which no document can: something is wrong with the worker's installation."""
    if isinstance(error, MissingError):
        return MissingError(str(error))
    if isinstance(error, ImportError):
        return MissingError(f"a worker of the cluster cannot import dingben ({error}): {INSTALL}")
    return UnwritableError(f"a worker of the cluster failed ({type(error).__name__}: {error}); look at its log")


# ---- on a worker


class _Lane(threading.local):
    """A thread's own child, warm from batch to batch."""

    def __init__(self) -> None:
        self.waiting: deque[Job] = deque()
        self.done = pool.run(iter(self._jobs, 0), 1)

    def _jobs(self) -> Job | None:
        return self.waiting.popleft() if self.waiting else None

    def made(self, batch: Batch) -> list[Outcome]:
        """The outcomes of a batch, every one of its documents done."""
        self.waiting += batch
        return [next(self.done) for _ in batch]


_lane: _Lane | None = None
_opening = threading.Lock()


def _made(batch: Batch, versions: str) -> tuple[list[Outcome], float]:
    """A batch's outcomes, and the seconds it took. Raises MissingError when this machine would make other editions."""
    if versions != recipe.versions():
        raise MissingError(OTHER)
    multiprocessing.current_process().daemon = False  # as Dask's nanny has it, it might have no children
    began = time.monotonic()
    return _opened().made(batch), time.monotonic() - began


def _opened() -> _Lane:
    global _lane
    with _opening:
        _lane = _lane or _Lane()
        return _lane
