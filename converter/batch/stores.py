"""Stores: S3, and every other place that fsspec knows by an address.

In: addresses of the user's own, never one that a text names. Out: files found, read and written there.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from converter.batch.outcome import Place, Remote
from converter.errors import ConverterError, MissingError, UnreadableError, UnwritableError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

    from converter.batch.sources import Found, Skipped

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(::[A-Za-z0-9+.-]+)*://.+", re.S)  # two letters at least: c:\ is a disk
WHOLE = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "memory"}  # a name there never has half a file
VERSIONS = ("ETag", "etag", "md5Hash", "sha256", "checksum", "mtime", "LastModified", "last_modified", "created")
INSTALL = "run pip install 'dingben[cluster]', or what fsspec asks for to open such an address"


def address(said: str) -> Remote | None:
    """The address that a user typed; None for what is a path."""
    return Remote(said.rstrip("/")) if ADDRESS.fullmatch(said) else None


def place(said: str | Path) -> Place:
    """A source as an address or a path."""
    return (address(said) if isinstance(said, str) else None) or Path(said)


def is_folder(folder: Remote) -> bool:
    """Whether there is such a folder."""
    store, path = _opened(folder.url)
    with _told(folder.url, UnreadableError):
        return bool(store.isdir(path))


def seen(url: str) -> Remote | None:
    """The file at an address as it is now; None when there is none."""
    store, path = _opened(url)
    with _told(url, UnreadableError):
        store.invalidate_cache()
        return _remote(store, store.info(path)) if store.isfile(path) else None


def sizes(url: str) -> dict[str, int]:
    """The files in a folder, each with its size in bytes."""
    store, path = _opened(url)
    with _told(url, UnwritableError):
        if not store.isdir(path):
            return {}
        return {str(info["name"]).rpartition("/")[2]: int(info["size"] or 0) for info in store.ls(path, detail=True)}


def find(source: Remote, output: str) -> Iterator[Found | Skipped]:
    """Every file that an address names or holds below it, in the order of their names; `output` is left out."""
    from converter.batch.sources import Found, Skipped, Why

    if not is_folder(source):
        yield Found(seen(source.url) or source, PurePath(source.name), source.url)
        return
    store, path = _opened(source.url)
    empty = True
    with _told(source.url, UnreadableError):
        store.invalidate_cache()
        for thing in _walk(store, path, (), output):
            empty = empty and isinstance(thing, Skipped)
            yield thing
    if empty:
        yield Skipped(source, Why.EMPTY)


def _walk(store: AbstractFileSystem, folder: str, above: tuple[str, ...], output: str) -> Iterator[Found | Skipped]:
    from converter.batch.sources import Found, Skipped, Why, holds_text

    for info in sorted(store.ls(folder, detail=True), key=lambda info: str(info["name"])):
        one = _remote(store, info)
        if one.name.startswith(".") or str(info["name"]).rstrip("/") == folder.rstrip("/") or one.url == output:
            continue
        if info.get("islink"):
            yield Skipped(one, Why.LINK)
        elif info["type"] == "directory":
            yield from _walk(store, str(info["name"]), (*above, one.name), output)
        elif info["type"] != "file":
            yield Skipped(one, Why.SPECIAL)
        elif holds_text(one.name):
            yield Found(one, PurePath(*above, one.name), one.url)
        else:
            yield Skipped(one, Why.KIND)


def _remote(store: AbstractFileSystem, info: dict[str, Any]) -> Remote:
    version = next((str(info[name]) for name in VERSIONS if info.get(name)), "")
    size = int(info.get("size") or 0)
    url = str(store.unstrip_protocol(str(info["name"]).rstrip("/")))
    return Remote(url, f"{version} {size}" if version else "", size)


def get(url: str, most: int | None = None) -> bytes:
    """The bytes of a file, no more than `most` of them. Raises UnreadableError."""
    store, path = _opened(url)
    with _told(url, UnreadableError):
        return bytes(store.cat_file(path, end=most))


def put(data: bytes, url: str) -> None:
    """Write a file, whole or not at all. Raises UnwritableError."""
    store, path = _opened(url)
    said = store.protocol
    with _told(url, UnwritableError):
        if {said} & WHOLE if isinstance(said, str) else set(said) & WHOLE:
            store.pipe_file(path, data)
            return
        folder, _, _ = path.rpartition("/")
        store.makedirs(folder, exist_ok=True)
        part = f"{folder}/.{secrets.token_hex(8)}.part"
        try:
            store.pipe_file(part, data)
            store.mv(part, path)
        except BaseException:
            with suppress(Exception):
                store.rm_file(part)
            raise


def _opened(url: str) -> tuple[AbstractFileSystem, str]:
    """The store of an address, and the path in it. Raises MissingError and UsageError."""
    try:
        from fsspec.core import url_to_fs

        found: tuple[AbstractFileSystem, str] = url_to_fs(url)
    except ImportError as error:
        raise MissingError(f"{url}: cannot be opened here ({error}): {INSTALL}") from None
    except ValueError as error:
        raise UsageError(f"{url}: no address that can be opened ({error})") from None
    return found


@contextmanager
def _told(url: str, kind: type[ConverterError]) -> Iterator[None]:
    """Turn whatever a store raises, each in its own way, into an error that names the address."""
    try:
        yield
    except ConverterError:
        raise
    except FileNotFoundError as error:
        raise kind(f"{url}: there is no such thing; look at the address") from error
    except Exception as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise kind(f"{url}: {said}; look at the address, the network and the keys for it") from error
