"""The one place that runs the pandoc binary: sandboxed, with limits, killed whole when it overstays.

In: pandoc's arguments and the bytes of its input. Out: the bytes it wrote. Pandoc's own manual warns that
"parsers can exhibit pathological performance on some corner cases": hence the memory limit and the timeout.
"""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from converter.document import Json
from converter.errors import ConverterError, MissingError, UnwritableError
from converter.settings import Limits

DEFAULTS = Limits()
HEAP_EXHAUSTED = (251, 2)  # the exit codes of GHC's runtime at its memory limit
OVER_LIMIT = "Unable to commit"  # what that runtime says at the limit of the process
LEAST_SHARE, SHARE_OF_A_MEGABYTE, PACKED = 0.25, 0.05, 10  # see `_share`
XCPU = getattr(signal, "SIGXCPU", 24)  # Windows has none
NOT_INSTALLED = "pandoc is not installed: run `pip install pypandoc-binary`; `dingben doctor` lists all that is missing"


def run(
    arguments: Sequence[str | os.PathLike[str]],
    data: bytes,
    limits: Limits = DEFAULTS,
    *,
    failure: type[ConverterError] = UnwritableError,
) -> bytes:
    """What pandoc writes to its standard output when `data` is its input.

    `--sandbox` is always on: pandoc opens no file and no connection but those that the arguments name.
    Raises MissingError when pandoc is not installed, and `failure` when pandoc fails or meets a limit.
    """
    command = [path(), "+RTS", f"-M{limits.pandoc_megabytes}M", "-RTS", "--sandbox", *(os.fspath(a) for a in arguments)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        start_new_session=True,  # its own process group, so that all of it can be ended
    )
    share = _share(data)
    _bound(process, share * limits.pandoc_seconds, limits.pandoc_seconds)
    try:
        out, messages = process.communicate(data, timeout=limits.pandoc_seconds)
    except BaseException as error:
        _end(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise failure(_overtime(limits.pandoc_seconds)) from None
        raise
    if process.returncode == -XCPU:
        raise failure(_overtime(share * limits.pandoc_seconds))
    if process.returncode:
        raise failure(_reason(process.returncode, messages, limits))
    return out


def encoded(tree: Json) -> bytes:
    """A tree as pandoc reads it; Chinese as it is, for an escape of each character takes twice the room."""
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")


@cache
def path() -> str:
    """The pandoc binary that pypandoc brings or finds.

    Raises MissingError when there is none.
    """
    try:
        import pypandoc
    except ImportError:
        raise MissingError(NOT_INSTALLED) from None
    try:
        return str(Path(pypandoc.get_pandoc_path()).resolve())
    except OSError:
        raise MissingError(NOT_INSTALLED) from None


def _environment() -> dict[str, str]:
    """Ours, but UTF-8 whatever the locale, and without the variable that could lift the memory limit."""
    return {name: value for name, value in os.environ.items() if name != "GHCRTS"} | {"LC_ALL": "C.UTF-8"}


def _share(data: bytes) -> float:
    """How much of its time an input may have: a quarter, and more the larger it is, what a container packs reckoned in.

    A megabyte of Markdown takes two seconds of a processor; what takes many for a few kilobytes will take forever.
    """
    size = len(data) / 1e6 * (PACKED if data.startswith(b"PK") else 1)
    return min(1.0, LEAST_SHARE + SHARE_OF_A_MEGABYTE * size)


def _overtime(seconds: float) -> str:
    return f"pandoc took longer than {seconds:.3g} s and was ended: try a smaller or simpler text"


def _bound(process: subprocess.Popen[bytes], seconds: float, most: float) -> None:
    """Let it end by itself when its time of a processor is spent, should nobody watch it any more. Linux only."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import resource

        spent = (math.ceil(seconds) + 1, math.ceil(most) + 1)  # asked to end at the first, killed at the second
        resource.prlimit(process.pid, resource.RLIMIT_CPU, spent)


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        process.kill()
    process.communicate()


def _reason(code: int, messages: bytes, limits: Limits) -> str:
    lines = messages.decode("utf-8", "replace").splitlines()
    first = next((line.strip() for line in lines if line.strip()), f"exit code {code}")
    if OVER_LIMIT in first:
        return "pandoc needs more memory than a document may take: split the text, or allow more with --max-memory"
    if code in HEAP_EXHAUSTED and "heap" in messages.decode("utf-8", "replace").lower():
        return f"pandoc needed more than {limits.pandoc_megabytes} MB and was ended: try a smaller or simpler text"
    return f"pandoc: {first.removeprefix('pandoc: ')}"
