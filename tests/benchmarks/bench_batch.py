"""What a batch costs: documents a second, the pool against a bare loop, a re-run with nothing to do, and kills.

    python tests/benchmarks/bench_batch.py [speed] [overhead] [rerun] [memory] [kills] [poisoned] [cluster]
                                           [--count N] [--kills N]

`rerun` fills a manifest without making editions that nobody reads, and runs the command on it. `kills` kills -9 a
worker, the parent or the whole group at random moments, until all is done; `poisoned` has one document among many that
can never be read; `cluster` kills one of two Dask workers midway. Figures depend on the machine.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import batches
import clusters

from converter.batch import index, plan, pool, recipe
from converter.batch.manifest import Entry, Manifest
from converter.batch.plan import Plan
from converter.edition_toml import Order
from converter.settings import Settings

SEED = Path(__file__).parents[2] / "seeds" / "000_f8d11c881a77f0d7.txt"


def speed(folder: Path, count: int) -> None:
    """Three editions, and EPUB alone, of copies of the seed, on a warm worker."""
    source = _copies(folder, count)
    for formats in (("pdf", "epub", "docx"), ("epub",)):
        made = _planned(source, folder / "-".join(formats), formats)
        done = pool.run(made.jobs, 1)
        next(done)  # warm
        spent, began, outcomes = _used(), time.perf_counter(), []
        for outcome in done:
            outcomes.append(outcome)
            used, wall = _used() - spent, time.perf_counter() - began
        assert not any(outcome.failures for outcome in outcomes)
        each = f"{len(outcomes) / used:.2f} a CPU second"
        print(f"speed     {'+'.join(formats)}, one warm worker: {each}, {len(outcomes) / wall:.2f} a second")


def overhead(folder: Path, count: int) -> None:
    """One supervised worker against a loop in this process, both warm, wall clock; the best of three pairs."""
    source = _copies(folder, count)
    ratios = []
    for turn in range(4):
        took = []
        for workers in (0, 1):
            stream = iter(_planned(source, folder / f"{turn}-{workers}", ("epub",)).jobs)
            done = pool.run(stream, workers)
            next(done)  # warm
            began = time.perf_counter()
            assert sum(1 for _ in done) == count - 1
            took.append(time.perf_counter() - began)
        ratios.append(took[1] / took[0])
    print(f"overhead  pool of one against a bare loop: {(sorted(ratios[1:])[1] - 1) * 100:+.1f} % (median of three)")


def rerun(folder: Path, count: int) -> None:
    """The command on a folder in which all is done."""
    source, output = batches.texts(folder / "in", count), folder / "out"
    made = _planned(source, output, ("epub",))
    _fill(made, output)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "converter", "convert", str(source), "-o", str(output), "-t", "epub"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    said = " ".join(done.stderr.split("\n")[-4:])
    wall, used = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = f"{used.ru_utime + used.ru_stime:.1f} CPU s, peak {used.ru_maxrss >> 10} MB"
    print(f"rerun     {count:,} documents, nothing changed: {wall:.1f} s, {cpu} ({said.strip()})")


def _fill(made: Plan, output: Path) -> None:
    """A manifest in which these jobs are done, and a small file for each edition."""
    manifest = Manifest(output)
    manifest._connection.execute("PRAGMA synchronous = OFF")
    for job in made.jobs:
        digest = recipe.digest_of(job.source, 1 << 30)
        editions = {}
        for target in (target for variant in job.variants for target in variant.targets):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b"x")
            editions[target.name] = (recipe.editions(job, digest)[target.name], 1)
        manifest.enter(Entry(job.place, job.name, "", editions))
    manifest.close()
    index.write(output)


def memory(folder: Path, count: int) -> None:
    """The resident memory of one worker that is never replaced; every tenth of the way. Text alone is made."""
    jobs = _planned(batches.texts(folder / "in", 500), folder / "out", ("txt",)).jobs
    pool.SHARE = count + 1
    seen: list[int] = []
    things = (replace(jobs[n % len(jobs)], name=str(n)) for n in range(count))
    for number, _ in enumerate(pool.run(things, 1), 1):
        if number % max(1, count // 10) == 0:
            seen += [_resident(child) for child in batches.workers_of(os.getpid())]
            print(f"memory    of a worker after {number:,} documents: {seen[-1] >> 10} MB", flush=True)
    print(f"memory    the most over the first: {(max(seen) / seen[0] - 1) * 100:+.1f} %")


def kills(folder: Path, count: int, times: int) -> None:
    """Kill at random moments, then let it end; what was broken, lost, doubled and done again."""
    chance = random.Random(1)  # noqa: S311
    source, output = batches.texts(folder / "in", count), folder / "out"
    broken = again = killed = 0
    while killed < times:
        if len(batches.editions(output)) >= 2 * count:
            for path in list(batches.editions(output)):
                path.unlink()  # all over again, until there were kills enough
        listed = set(batches.entered(output)) & batches.editions(output) if output.exists() else set()
        running = batches.started(source, output)
        while running.poll() is None and killed < times:
            time.sleep(chance.uniform(0.2, 2.5))
            whom = chance.choice(("worker", "parent", "all"))
            if running.poll() is None:
                batches.kill(running, whom)
                killed += 1
            if whom != "worker":
                break
        if running.poll() is None and killed >= times:
            batches.kill(running, "all")
        stdout, _ = running.communicate()
        for one in batches.told(stdout):
            made = {Path(str(path)) for path in one["outputs"]}  # type: ignore[attr-defined]
            again += one["state"] == "done" and made <= listed
        broken += len([path for path in batches.broken(output) if path.suffix != ".part"])
    last = subprocess.run(batches.command(source, output), capture_output=True, text=True, check=False)
    lost = 2 * count - len(batches.editions(output))
    halves = len(list(output.rglob(".*.part")))
    print(
        f"kills     {killed} over {count} documents: {broken + len(batches.broken(output))} broken, {lost} lost, "
        f"{again} done again though listed, {halves} halves left, exit {last.returncode}"
    )


def poisoned(folder: Path, count: int) -> None:
    """One document among many that can never be read; text alone is made, for it is the batch that is asked."""
    source, output = batches.texts(folder / "in", count - 1), folder / "out"
    (source / "毒.txt").write_bytes(bytes(range(256)) * 40)
    for turn in ("first", "second"):
        began = time.perf_counter()
        done = subprocess.run(
            batches.command(source, output, formats=("txt",)), capture_output=True, text=True, check=False
        )
        states = Counter(str(one["state"]) for one in batches.told(done.stdout))
        failed = [str(one["source"]) for one in batches.told(done.stdout) if one["state"] == "failed"]
        took = time.perf_counter() - began
        print(
            f"poisoned  {turn} run of {count:,}: {dict(states)}, exit {done.returncode}, named {failed}, {took:.0f} s"
        )


def cluster(folder: Path, count: int) -> None:
    """A Dask scheduler and two workers, one killed midway; what was made twice."""
    source, output = batches.texts(folder / "in", count), folder / "out"
    with clusters.running(folder, workers=2) as found:
        began = time.perf_counter()
        running = batches.started(source, output, "--cluster", found.address)
        batches.wait_for(output, count, running)
        found.kill(0)
        stood = {path: path.stat().st_mtime_ns for path in batches.editions(output)}
        stdout, _ = running.communicate()
    states = Counter(str(one["state"]) for one in batches.told(stdout))
    again = {path.with_suffix("") for path, when in stood.items() if path.stat().st_mtime_ns != when}
    lost, took = 2 * count - len(batches.editions(output)), time.perf_counter() - began
    print(
        f"cluster   {count} documents, one of two workers killed midway: {dict(states)}, {lost // 2} lost, "
        f"{len(batches.broken(output))} broken, {len(again)} made twice, exit {running.returncode}, {took:.0f} s"
    )


def _copies(folder: Path, count: int) -> Path:
    source = folder / "copies"
    source.mkdir(exist_ok=True)
    for number in range(count):
        (source / f"{number}.txt").write_bytes(SEED.read_bytes() + f"\n{number}\n".encode())
    return source


def _planned(source: Path, output: Path, formats: tuple[str, ...]) -> Plan:
    order = Order(formats, ("auto",), Settings())
    return plan.make([source], plan.output_at(output), lambda _: order, listed=False)


def _used() -> float:
    """Processor seconds of the workers so far, those of the programs they ran included."""
    ticks = 0
    for worker in batches.workers_of(os.getpid()):
        fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))  # user and system, its own and its ended children's
    return ticks / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def main() -> None:
    """Run the benchmarks that were named, or the short ones."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", default=["speed", "overhead", "rerun"])
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--kills", type=int, default=100)
    given = parser.parse_args()
    default = {
        "speed": 24,
        "overhead": 60,
        "rerun": 100_000,
        "memory": 10_000,
        "kills": 300,
        "poisoned": 10_000,
        "cluster": 500,
    }
    benchmarks: dict[str, Callable[[Path, int], None]] = {
        "speed": speed, "overhead": overhead, "rerun": rerun, "memory": memory, "poisoned": poisoned,
        "cluster": cluster, "kills": lambda folder, count: kills(folder, count, given.kills),
    }  # fmt: skip
    for name in given.names:
        with tempfile.TemporaryDirectory() as folder:
            benchmarks[name](Path(folder), given.count or default[name])


if __name__ == "__main__":
    main()
