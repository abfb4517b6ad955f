"""Texts and editions at addresses: an S3 of our own on the loopback, and stores in folders."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from batches import HANG, texts, told

pytest.importorskip("s3fs", reason="texts at addresses need the extra: pip install 'dingben[cluster]'")
moto = pytest.importorskip("moto.server", reason="the S3 of the tests needs moto, which `make setup-test` installs")

import fsspec  # noqa: E402

from converter.batch import stores  # noqa: E402
from converter.batch.outcome import Remote  # noqa: E402
from converter.errors import MissingError, UnreadableError, UsageError  # noqa: E402


@dataclass
class Bucket:
    """A bucket, and the command run with it in reach."""

    fs: Any
    home: Path

    def put(self, name: str, words: str | bytes) -> None:
        self.fs.pipe_file(f"shelf/{name}", words if isinstance(words, bytes) else words.encode())

    def names(self, folder: str) -> set[str]:
        self.fs.invalidate_cache()
        return {name.removeprefix(f"shelf/{folder}/") for name in self.fs.find(f"shelf/{folder}")}

    def read(self, name: str) -> bytes:
        self.fs.invalidate_cache()
        return bytes(self.fs.cat_file(f"shelf/{name}"))

    def dingben(self, *words: str, machine: str = "one") -> tuple[int, dict[str, str], str]:
        """Exit code, each source's state by its name, and what was said."""
        done = subprocess.run(
            [sys.executable, "-m", "converter", *words, "--json", "-j", "2"],
            capture_output=True, text=True, check=False, timeout=HANG,
            env={**os.environ, "XDG_STATE_HOME": str(self.home / machine)},
        )  # fmt: skip
        states = {str(one["source"]).rpartition("/")[2]: str(one["state"]) for one in told(done.stdout)}
        return done.returncode, states, done.stdout + done.stderr


@pytest.fixture(scope="module")
def s3() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield fsspec.filesystem("s3", endpoint_url=f"http://{host}:{port}", skip_instance_cache=True)
        server.stop()


@pytest.fixture
def bucket(s3: Any, tmp_path: Path) -> Iterator[Bucket]:
    s3.mkdir("shelf")
    yield Bucket(s3, tmp_path)
    s3.rm("shelf", recursive=True)
    s3.invalidate_cache()


TEXT = "第{}夜\n\n　　老周在渡口等了一个下午，没有人来。\n　　邮差把信放在船上就走了。\n"


def filled(bucket: Bucket, count: int) -> None:
    for number in range(count):
        bucket.put(f"in/卷{number % 2}/{number}.txt", TEXT.format(number))


def test_from_an_address_to_an_address_with_all_that_a_folder_has(bucket: Bucket) -> None:
    filled(bucket, 4)
    bucket.put("in/空.txt", b"")
    bucket.put("in/片.bin", b"x")
    bucket.put("in/.藏.txt", TEXT)
    code, states, said = bucket.dingben("convert", "s3://shelf/in", "-o", "s3://shelf/out", "-t", "txt,epub")
    assert (code, sorted(states.values())) == (7, ["done"] * 4 + ["failed"]), said
    made = {f"卷{n % 2}/{n}.{form}" for n in range(4) for form in ("txt", "epub")}
    assert bucket.names("out") == made | {"index.html", ".dingben/manifest.sqlite"}
    assert "老周在渡口" in bucket.read("out/卷0/2.txt").decode()
    assert "卷0/2.epub" in bucket.read("out/index.html").decode().replace("%E5%8D%B7", "卷")
    assert (
        "s3://shelf/out/卷0/2.txt"
        in json.loads(next(line for line in said.splitlines() if "/2.txt" in line))["outputs"]
    )


def test_only_what_is_missing_or_changed_is_made_again_on_whatever_machine(bucket: Bucket) -> None:
    filled(bucket, 4)
    words = ("convert", "s3://shelf/in", "-o", "s3://shelf/out", "-t", "txt,md")
    assert set(bucket.dingben(*words)[1].values()) == {"done"}
    assert set(bucket.dingben(*words)[1].values()) == {"unchanged"}
    assert set(bucket.dingben(*words, machine="two")[1].values()) == {"unchanged"}, "the manifest went along"
    bucket.put("in/卷0/0.txt", TEXT.format("最后一"))
    bucket.fs.rm_file("shelf/out/卷1/1.md")
    states = bucket.dingben(*words)[1]
    assert {name for name, state in states.items() if state == "done"} == {"0.txt", "1.txt"}
    assert "第最后一夜" in bucket.read("out/卷0/0.txt").decode()
    assert set(bucket.dingben(*words, "--force")[1].values()) == {"done"}


def test_two_machines_share_an_address(bucket: Bucket) -> None:
    filled(bucket, 6)
    words = ("convert", "s3://shelf/in", "-o", "s3://shelf/out", "-t", "txt")
    for machine in ("one", "two"):
        bucket.dingben(*words, "--shard", f"{1 if machine == 'one' else 2}/2", machine=machine)
    assert set(bucket.dingben(*words, machine="three")[1].values()) == {"unchanged"}
    copy = bucket.home / "copy.sqlite"
    copy.write_bytes(bucket.read("out/.dingben/manifest.sqlite"))
    assert sqlite3.connect(copy).execute("SELECT count(*) FROM documents").fetchone() == (6,)


def test_from_a_folder_to_an_address_and_back(bucket: Bucket, tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 3)
    assert bucket.dingben("convert", str(source), "-o", "s3://shelf/up", "-t", "txt")[0] == 0
    assert len(bucket.names("up")) == 3 + 2
    assert bucket.dingben("convert", "s3://shelf/up", "-o", str(tmp_path / "down"), "-t", "md")[0] == 0
    assert sorted(path.stem for path in (tmp_path / "down").glob("卷*/*.md")) == ["00000", "00001", "00002"]


def test_one_text_becomes_one_file_at_an_address(bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("in/信.txt", TEXT.format(1))
    code, _, said = bucket.dingben("convert", "s3://shelf/in/信.txt", "-o", "s3://shelf/成书/信.epub")
    assert code == 0, said
    assert bucket.names("成书") == {"信.epub"}
    target = tmp_path / "信.md"
    assert bucket.dingben("convert", "s3://shelf/in/信.txt", "-o", str(target))[0] == 0
    assert "老周" in target.read_text(encoding="utf-8")


def test_no_edition_replaces_a_text_at_an_address(bucket: Bucket) -> None:
    bucket.put("in/a.md", TEXT.format(1))
    code, _, said = bucket.dingben("convert", "s3://shelf/in", "-o", "s3://shelf/in/", "-t", "md")
    assert code != 0
    assert bucket.read("in/a.md").decode() == TEXT.format(1), said


@pytest.mark.parametrize("words", [("s3://shelf/nowhere.txt",), ("s3://no-such-bucket/in",)])
def test_what_is_not_there_is_said_in_a_line(bucket: Bucket, words: tuple[str, ...], tmp_path: Path) -> None:
    code, _, said = bucket.dingben("convert", *words, "-o", str(tmp_path / "out"), "-t", "txt")
    assert code == 4, said
    assert "Traceback" not in said


def test_a_text_larger_than_the_limit_is_refused_without_being_fetched_whole(bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("in/大.txt", "帆" * 50_000)
    code, _, said = bucket.dingben(
        "convert", "s3://shelf/in/大.txt", "-o", str(tmp_path / "x.txt"), "--max-bytes", "1000"
    )
    assert code == 4
    assert "the limit is 1,000" in said


def test_a_store_in_a_folder_gets_whole_files_and_is_found_again(tmp_path: Path) -> None:
    source, url = texts(tmp_path / "in", 3), f"file://{tmp_path}/out"
    bucket = Bucket(None, tmp_path)
    words = ("convert", f"file://{source}", "-o", url, "-t", "txt")
    assert set(bucket.dingben(*words)[1].values()) == {"done"}
    assert set(bucket.dingben(*words)[1].values()) == {"unchanged"}
    assert list((tmp_path / "out").rglob("*.part")) == []


@pytest.mark.parametrize(
    ("said", "url"),
    [("s3://b/in/", "s3://b/in"), ("memory://x", "memory://x"), ("c:\\texts", None), ("a/b.txt", None), ("s3:", None)],
)
def test_what_is_an_address(said: str, url: str | None) -> None:
    assert stores.address(said) == (Remote(url) if url else None)


def test_an_address_that_nothing_opens_is_told_from_one_whose_library_is_missing() -> None:
    with pytest.raises(UsageError, match="no address"):
        stores.seen("klingon://x/y")
    with pytest.raises(MissingError, match="pip install"):
        stores.seen("gcs://x/y")
    with pytest.raises(UnreadableError, match="no such thing"):
        stores.get("memory://nowhere.txt")
