"""Several runs on one output folder: who is at work, what dead runs left behind, and who does which document.

A run holds a lock on a file of its own as long as it lives, however it ends; so a claim whose run has no lock is void.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

from converter.batch.manifest import Manifest

RUNS = "runs"  # below the manifest's folder: one file a run
PART = re.compile(r"\.[0-9a-f]{16}\.part")  # how editions.files names what it has not finished


class Turn:
    """One run's presence in an output folder."""

    def __init__(self, manifest: Manifest, name: str) -> None:
        self._manifest, self._name, self._folder = manifest, name, manifest.path.parent / RUNS

    def claim(self, place: str) -> bool:
        """Whether this run may do the document; not when another one, alive, is at it."""
        with self._manifest.alone():
            holder = self._manifest.holder(place)
            if holder not in ("", self._name) and _alive(self._folder / holder):
                return False
            self._manifest.claim(place, self._name)
            return True

    def release(self, place: str) -> None:
        """Leave a document that turned out to be done."""
        with self._manifest.alone():
            self._manifest.leave(place)


@contextmanager
def taken(manifest: Manifest, output: Path) -> Iterator[Turn]:
    """Be present in the folder; what dead runs left is swept first, when no other run is alive.

    After an interrupt the lock's file stays: workers may have been stopped in the middle, and the next run sweeps.
    """
    folder, name = manifest.path.parent / RUNS, secrets.token_hex(8)
    folder.mkdir(exist_ok=True)
    with manifest.alone():
        others = [path for path in folder.iterdir() if not path.is_symlink()]
        dead = [path for path in others if not _alive(path)]
        handle = _locked(folder / name)
        for path in dead:
            manifest.release(path.name)
        if dead and len(dead) == len(others):  # before anyone else may begin: halves are anybody's
            sweep(output)
            for path in dead:
                path.unlink(missing_ok=True)
    try:
        yield Turn(manifest, name)
        (folder / name).unlink(missing_ok=True)
        with manifest.alone():
            manifest.release(name)
    finally:
        os.close(handle)


def sweep(output: Path) -> None:
    """Remove the halves of files that a run left when it was killed."""
    for folder, _, names in os.walk(output):
        for name in filter(PART.fullmatch, names):
            with suppress(OSError):
                (Path(folder) / name).unlink()


def _locked(path: Path) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    if locks := _locks():
        with suppress(OSError):  # a file system without locks: its runs count as dead, and may do a document twice
            locks.flock(handle, locks.LOCK_EX | locks.LOCK_NB)
    return handle


def _alive(path: Path) -> bool:
    """Whether the run of this file still holds its lock."""
    locks = _locks()
    if locks is None:
        return False
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        locks.flock(handle, locks.LOCK_EX | locks.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _locks() -> ModuleType | None:
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    return fcntl
