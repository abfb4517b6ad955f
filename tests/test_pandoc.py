"""The pandoc binary: what it may do, what it may cost, and how its failures are told."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batches import children_of, wait_until

from converter import pandoc
from converter.errors import MissingError, UnreadableError, UnwritableError
from converter.settings import Limits

MANY_LINKS = b"*a* [b](c) `d`\n\n" * 200_000


def test_bytes_go_in_and_come_out() -> None:
    assert pandoc.run(["-f", "markdown", "-t", "plain"], "夜*雨*".encode()).decode() == "夜雨\n"


def test_no_file_is_read_that_the_text_names(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("SECRET", encoding="utf-8")
    page = f'<iframe src="{secret}"></iframe><p>正文</p>'.encode()
    assert b"SECRET" not in pandoc.run(["-f", "html", "-t", "html", "--embed-resources", "-s"], page)


def test_a_failure_is_one_line_and_the_callers_error() -> None:
    with pytest.raises(UnreadableError, match=r"^pandoc: .*klingon") as caught:
        pandoc.run(["-f", "klingon"], b"", failure=UnreadableError)
    assert "\n" not in str(caught.value)


def test_the_timeout_ends_the_process_at_once() -> None:
    before = running()
    start = time.monotonic()
    with pytest.raises(UnwritableError, match="longer than"):
        pandoc.run(["-f", "markdown", "-t", "json"], MANY_LINKS, Limits(pandoc_seconds=0.2))
    assert time.monotonic() - start < 3
    assert running() <= before  # nothing is left behind


def test_a_short_text_may_not_take_all_the_time_that_a_long_one_may(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(pandoc, "LEAST_SHARE", 0.001)  # of a minute: the brackets would take hours
    with pytest.raises(UnwritableError, match=r"longer than 0\.12 s"):
        pandoc.run(["-f", "markdown", "-t", "json"], b"[" * 20_000)


def running() -> set[int]:
    """The processes that this one has started and not yet seen the end of."""
    return set(children_of(os.getpid()))


def test_a_pandoc_whose_process_was_killed_ends_when_its_time_is_spent() -> None:
    resource = pytest.importorskip("resource")
    code = (
        "from converter import pandoc; from converter.settings import Limits\n"
        "pandoc.run(['-f', 'markdown', '-t', 'json'], b'*a* [b](c)\\n\\n' * 999_999, Limits(pandoc_seconds=20))"
    )

    def bounded() -> list[int]:
        with contextlib.suppress(ProcessLookupError):  # pypandoc tries a pandoc first, which ends at once
            return [pid for pid in children_of(caller.pid) if resource.prlimit(pid, resource.RLIMIT_CPU)[1] == 21]
        return []

    with subprocess.Popen([sys.executable, "-c", code], start_new_session=True) as caller:
        wait_until(lambda: bounded() or caller.poll() is not None)
        left = bounded()
        caller.kill()
    assert len(left) == 1
    with contextlib.suppress(ProcessLookupError):
        os.kill(left[0], signal.SIGKILL)


def test_the_memory_limit_ends_in_a_message() -> None:
    with pytest.raises(UnwritableError, match="more than 32 MB"):
        pandoc.run(["-f", "markdown", "-t", "json"], MANY_LINKS, Limits(pandoc_megabytes=32))


def test_without_pandoc_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypandoc

    def absent() -> str:
        raise OSError("No pandoc was found")

    monkeypatch.setattr(pypandoc, "get_pandoc_path", absent)
    pandoc.path.cache_clear()
    with pytest.raises(MissingError, match="pip install pypandoc-binary"):
        pandoc.path()
    pandoc.path.cache_clear()
