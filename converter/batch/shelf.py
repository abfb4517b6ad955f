"""Editions at an address: what stands there, and the manifest that says so.

A manifest is an SQLite file and needs a disk: it is kept in a folder of this machine, and copied to the address from
time to time and at the end. What other machines have entered in the copy meanwhile is taken over first, so several may
work at one address; an entry that gets lost costs a document that is made once more.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from converter.batch import manifest, stores

OFTEN = 60.0  # seconds between two copies of the manifest
SHARE = 20  # and at least so many times what the last took
LISTED = 64  # folders whose lists are kept in memory


def state(url: str) -> Path:
    """The folder of this machine that keeps what is known of an address (XDG Base Directory Specification)."""
    above = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(above) / "dingben" / hashlib.sha256(url.encode()).hexdigest()[:16]


@contextmanager
def kept(folder: Path, url: str) -> Iterator[Shelf]:
    """The manifest of an address, here from the beginning and there at the end. Raises UnwritableError."""
    shelf = Shelf(folder, url)
    shelf.pull()
    try:
        yield shelf
    finally:
        shelf.push()


class Shelf:
    """What stands at an address."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder, self._url = folder, url
        self._sizes = lru_cache(LISTED)(self._listed)
        self._copy = f"{url}/{manifest.FOLDER}/{manifest.NAME}"
        self._version, self._next = "", time.monotonic() + OFTEN

    def size(self, path: Path) -> int:
        """The size in bytes of the edition that a path below the folder means; -1 when there is none."""
        relative = path.relative_to(self._folder)
        return self._sizes(relative.parent).get(relative.name, -1)

    def _listed(self, below: Path) -> dict[str, int]:
        return stores.sizes(self._url if below == Path() else f"{self._url}/{below.as_posix()}")

    def keep(self) -> None:
        """Copy the manifest to the address, if that was not done of late."""
        if time.monotonic() >= self._next:
            began = time.monotonic()
            self.push()
            self._next = time.monotonic() + max(OFTEN, SHARE * (time.monotonic() - began))

    def push(self) -> None:
        """Copy the manifest to the address, together with what other machines have entered there."""
        self.pull()
        with TemporaryDirectory(prefix="dingben-") as folder:
            whole = Path(folder) / manifest.NAME
            with closing(manifest.Manifest(self._folder)) as ours:
                ours.copy(whole)
            stores.put(whole.read_bytes(), self._copy)
        self._version = self._now()

    def pull(self) -> None:
        """Enter what the copy at the address knows better."""
        version = self._now()
        if version in ("", self._version):
            return
        with TemporaryDirectory(prefix="dingben-") as folder:
            theirs = Path(folder) / manifest.NAME
            theirs.write_bytes(stores.get(self._copy))
            with closing(manifest.Manifest(self._folder)) as ours:
                ours.merge(theirs)
        self._version = version

    def _now(self) -> str:
        """The version of the copy, "" when there is none."""
        found = stores.seen(self._copy)
        return (found.version or "?") if found else ""

    def show(self, page: Path) -> None:
        """Copy the page of a batch, and those it leads on to, to the address. Raises UnwritableError."""
        for path in (page, *(self._folder / manifest.FOLDER).rglob("*.html")):
            stores.put(path.read_bytes(), f"{self._url}/{path.relative_to(self._folder).as_posix()}")
