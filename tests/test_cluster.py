"""A Dask cluster does a batch: the real scheduler, the real workers, one of them killed."""

from __future__ import annotations

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from batches import HANG, broken, command, editions, entered, heavy, texts, told, wait_for

pytest.importorskip("distributed", reason="--cluster needs the extra: pip install 'dingben[cluster]'")

from clusters import Cluster, running

from converter.batch import cluster as engine
from converter.batch.outcome import Job, Variant
from converter.errors import UnwritableError, UsageError
from converter.settings import Limits, Settings

pytestmark = pytest.mark.slow
COUNT = 80


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with running(tmp_path, workers=2) as found:
        yield found


def started(source: Path, output: Path, cluster: Cluster) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(source, output, "--cluster", cluster.address),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def test_one_of_two_workers_is_killed_midway_and_all_is_done(cluster: Cluster, tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", COUNT), tmp_path / "out"
    run = started(source, output, cluster)
    wait_for(output, COUNT, run)
    cluster.kill(0)
    stood = {path: path.stat().st_mtime_ns for path in editions(output)}
    stdout, stderr = run.communicate(timeout=HANG)
    assert run.returncode == 0, stderr
    assert Counter(str(one["state"]) for one in told(stdout)) == {"done": COUNT}
    assert len({str(one["source"]) for one in told(stdout)}) == COUNT, "none twice, none lost"
    assert broken(output) == []
    assert entered(output) == {path: path.stat().st_size for path in editions(output)}
    again = {path.with_suffix("") for path, when in stood.items() if path.stat().st_mtime_ns != when}
    assert len(again) <= engine.AHEAD * 2 * engine.LARGEST
    assert len(again) <= COUNT // 2, "what was in flight, not what was done"
    rest = started(source, output, cluster)
    stdout, stderr = rest.communicate(timeout=HANG)
    assert Counter(str(one["state"]) for one in told(stdout)) == {"unchanged": COUNT}, stderr


def test_a_run_that_is_killed_goes_on(cluster: Cluster, tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", 40), tmp_path / "out"
    run = started(source, output, cluster)
    wait_for(output, 30, run)
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()
    known = len(entered(output))
    stdout, stderr = started(source, output, cluster).communicate(timeout=HANG)
    states = Counter(str(one["state"]) for one in told(stdout))
    assert states["done"] + states["unchanged"] == 40, stderr
    assert states["unchanged"] * 2 == known
    assert broken(output) == []


def test_a_document_over_its_limits_costs_neither_its_batch_nor_the_cluster(cluster: Cluster, tmp_path: Path) -> None:
    jobs = [_job(tmp_path, str(n)) for n in range(6)]
    jobs[2] = _job(tmp_path, "bad", Limits(document_seconds=0.2), heavy())
    done = {outcome.source: outcome for outcome in engine.run(iter([*jobs, None]), cluster.address)}
    assert [name for name, outcome in done.items() if outcome.failures] == ["bad"]
    assert done["bad"].tries == 2
    assert "--max-seconds" in done["bad"].failures[0].message
    assert len(done) == 6


def _job(folder: Path, name: str, limits: Limits = Limits(), text: str = "雨夜\n\n　　雨停了。\n") -> Job:  # noqa: B008 - frozen
    return Job(text.encode(), name, (Variant(Settings(script="keep", limits=limits), (folder / f"{name}.txt",)),))


def test_no_scheduler_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 1.0)
    with pytest.raises(UnwritableError, match="no scheduler answers"):
        list(engine.run([], "tcp://127.0.0.1:9"))
    with pytest.raises(UsageError, match="no address"):
        list(engine.run([], "klingon://x"))
