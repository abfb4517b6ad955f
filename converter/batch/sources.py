"""Which files are to be converted: what the user named, and what its folders hold.

A folder is walked in the order of its names. Links, pipes and devices in it are never opened, hidden
files are none of our business, and the folder we write to is not read.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from pathlib import Path, PurePath

from converter.batch.outcome import Place, Remote

SUFFIXES = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt", ".epub"))

# How our EPUB and HTML (a meta element "generator") and DOCX (an Application element) name their maker.
MAKER = re.compile(rb"""generator["'][^<>]*\bdingben\b|<Application>dingben\b""")


Identity = tuple[int, int] | str  # of a file: its device and inode, or its address


class Why(StrEnum):
    """Why something in a folder is left alone."""

    LINK = "link"
    SPECIAL = "special"  # a pipe, a socket, a device
    KIND = "kind"  # not a kind of file that holds a text
    OURS = "ours"  # an edition that we made
    CLOSED = "closed"  # a folder that may not be opened
    EMPTY = "empty"  # a folder that was named and holds nothing to convert


@dataclass(frozen=True, slots=True)
class Found:
    """A file to convert, and where its editions belong below the output folder."""

    path: Place
    relative: PurePath
    identity: Identity | None = None  # None: nothing is there


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was left alone."""

    path: Place
    why: Why


def find(sources: Iterable[Place], output: Place | None = None) -> Iterator[Found | Skipped]:
    """Every file that the sources name or hold, each once; a named file is taken as it is, for the reader to judge."""
    known: set[Identity | Place] = set()
    for source in sources:
        for thing in _things(source, output):
            if isinstance(thing, Skipped):
                yield thing
            elif (one := thing.identity or thing.path) not in known:
                known.add(one)
                yield thing


def _things(source: Place, output: Place | None) -> Iterable[Found | Skipped]:
    if isinstance(source, Remote):
        from converter.batch import stores

        return stores.find(source, str(output))
    return _inside(source, identity_of(output)) if is_folder(source) else [_named(source)]


def _named(source: Path) -> Found:
    """`-` is standard input."""
    return Found(source, PurePath("stdin" if source == Path("-") else source.name), identity_of(source))


def _inside(folder: Path, output: Identity | None) -> Iterator[Found | Skipped]:
    empty = True
    for thing in _walk(folder, PurePath(), output):
        empty = empty and isinstance(thing, Skipped)
        yield thing
    if empty:
        yield Skipped(folder, Why.EMPTY)


def _walk(folder: Path, below: PurePath, output: Identity | None) -> Iterator[Found | Skipped]:
    try:
        entries = sorted(os.scandir(folder), key=attrgetter("name"))
    except OSError:
        yield Skipped(folder, Why.CLOSED)
        return
    for entry in entries:
        name, kind = entry.name, _kind(entry)
        if kind == "folder":
            path = folder / name
            if identity_of(path) != output:
                yield from _walk(path, below / name, output)
        elif kind == "file":
            path = folder / name
            if not holds_text(name):
                yield Skipped(path, Why.KIND)
            elif made_by_us(path):
                yield Skipped(path, Why.OURS)
            else:
                yield Found(path, below / name, identity_of(path))
        elif isinstance(kind, Why):
            yield Skipped(folder / name, kind)


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.name.startswith(".") and not entry.name.startswith(".."):
        return "hidden"
    if entry.is_file(follow_symlinks=False):
        return "file"
    if entry.is_symlink():
        return Why.LINK
    return "folder" if entry.is_dir(follow_symlinks=False) else Why.SPECIAL


def holds_text(name: str) -> bool:
    """By its suffix; a name without one, such as 序 or 第1回 上, is a text's until the reader finds otherwise."""
    suffix = os.path.splitext(name)[1]  # noqa: PTH122 - asked of every file: a path's own is slower
    return suffix.lower() in SUFFIXES or not (suffix.isascii() and suffix[1:].isalnum())


def made_by_us(path: Path) -> bool:
    """Whether a file is an edition that names dingben as its maker, and no text of the user's."""
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - asked of every file: a path's own is slower
    try:
        if suffix in {".html", ".xhtml", ".htm"}:
            with path.open("rb") as file:
                return MAKER.search(file.read(4096)) is not None
        if suffix in {".epub", ".docx"}:
            return _names_us(path)
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, ValueError):
        pass  # the reader will say what is wrong with it
    return False


def _names_us(path: Path) -> bool:
    """Look in a container's small lists of properties, never at more than a few kilobytes of each."""
    with zipfile.ZipFile(path) as archive:
        named = [name for name in archive.namelist() if name.endswith((".opf", "docProps/app.xml"))]
        return any(MAKER.search(archive.open(name).read(65536)) for name in named[:2])


def is_folder(path: Place) -> bool:
    """Whether there is such a folder; a name too long for the file system is none."""
    if isinstance(path, Remote):
        from converter.batch import stores

        return stores.is_folder(path)
    try:
        return path.is_dir()
    except OSError:
        return False


def identity_of(path: Place | None) -> Identity | None:
    """The file behind a path, whatever its name; `..` goes up from a folder that is still to be made, too."""
    if path is None:
        return None
    if isinstance(path, Remote):
        return path.url
    try:
        state = os.stat(path)  # noqa: PTH116 - asked of every text and edition: a Path's own is slower
    except FileNotFoundError:
        if ".." not in path.parts:
            return None
        return identity_of(Path(os.path.realpath(path)))
    except (OSError, ValueError):
        return None
    return None if stat.S_ISFIFO(state.st_mode) else (state.st_dev, state.st_ino)
