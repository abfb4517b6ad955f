"""What is kept between runs: read back, never trusted blindly, never a reason to fail."""

import marshal
import os
import zlib
from pathlib import Path

import pytest

from converter.script import store

DATA = {"头发": "頭髮"}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "folder", lambda: tmp_path / "kept")


def _made() -> tuple[object, list[int]]:
    calls: list[int] = []

    def words() -> dict[str, str]:
        calls.append(1)
        return DATA

    return store.stored(words)(), calls


def test_a_second_run_reads_what_the_first_kept():
    assert _made() == (DATA, [1])
    assert _made() == (DATA, [])


@pytest.mark.parametrize("damage", [b"", b"no cache at all", None])
def test_a_damaged_file_is_made_again(damage):
    _made()
    (file,) = store.folder().iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] if damage is None else damage)
    assert _made() == (DATA, [1])
    assert file.read_bytes() == whole


def test_other_dictionaries_have_other_files(monkeypatch):
    _made()
    monkeypatch.setattr(store, "_key", lambda: b"another version!")
    assert _made() == (DATA, [1])


def test_what_others_may_write_is_not_read():
    _made()
    (file,) = store.folder().iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole.replace(marshal.dumps("頭髮")[1:], marshal.dumps("头头")[1:]))
    file.chmod(0o666)
    assert _made() == (DATA, [1])


@pytest.mark.parametrize("content", [b"i\x01\x00\x00\x00", b"N", b"", b"?"])
def test_content_of_another_kind_is_made_again(content):
    _made()
    (file,) = store.folder().iterdir()
    file.write_bytes(store._key() + zlib.crc32(content).to_bytes(store.CHECK, "big") + content)
    assert _made() == (DATA, [1])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_is_no_cache_and_makes_nobody_wait():
    _made()
    (file,) = store.folder().iterdir()
    file.unlink()
    os.mkfifo(file)
    assert _made() == (DATA, [1])


def test_two_installations_keep_their_own(monkeypatch):
    _made()
    with monkeypatch.context() as other:
        other.setattr(store, "_key", lambda: b"another version!")
        assert _made() == (DATA, [1])
    assert _made() == (DATA, [])


def test_what_a_killed_run_has_left_is_removed():
    store.folder().mkdir(parents=True)
    left = store.folder() / f"{store.UNFINISHED}abc"
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    _made()
    assert not left.exists()


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path):
    (tmp_path / "kept").write_text("a file where the folder should be")
    assert _made() == (DATA, [1])


def test_a_folder_that_is_nowhere_is_not_made(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(store, "folder", lambda: Path("~/kept"))
    assert _made() == (DATA, [1])
    assert list(tmp_path.iterdir()) == []
