"""The manifest: what is done in an output folder, and what became of every source, in one SQLite file.

It says less than is true, never more: an edition is in its place before it is entered, so a run that is killed
loses at most the entries of what it held, and makes those again.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from converter.errors import ExitCode, UnwritableError

FOLDER = ".dingben"  # in the output folder; hidden, so never taken for a text
NAME = "manifest.sqlite"
AT_ONCE = 500  # places of one question: an SQLite may be built to take no more than 999
PATIENCE = 30.0  # seconds to wait for another run that is writing
BREATH = 0.01  # seconds between two tries to open
SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    place TEXT PRIMARY KEY,          -- the editions' name below the folder, without suffix
    source TEXT NOT NULL,            -- as the user named it
    attempt TEXT NOT NULL,           -- the recipe of the last attempt
    editions TEXT NOT NULL,          -- JSON: {file name: [recipe, bytes]}
    title TEXT NOT NULL,
    changes INTEGER NOT NULL,
    unsure INTEGER NOT NULL,
    error TEXT NOT NULL,             -- "" when all is well
    exit_code INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    ended TEXT NOT NULL              -- UTC
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS claims (place TEXT PRIMARY KEY, run TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest knows of one source."""

    place: str
    source: str
    attempt: str
    editions: dict[str, tuple[str, int]]  # file name: recipe and size in bytes
    title: str = ""
    changes: int = 0
    unsure: int = 0
    error: str = ""
    exit_code: ExitCode = ExitCode.ok
    tries: int = 1
    ended: str = ""


class Manifest:
    """An open manifest. Every method raises UnwritableError when the file cannot be read or written."""

    def __init__(self, output: Path) -> None:
        self.path = output / FOLDER / NAME
        with self._told():
            if self.path.parent.is_symlink():
                raise UnwritableError(f"{self.path.parent}: is a link, and is not followed; remove it")
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._connection = self._opened_in_turn()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self.path.replace(self.path.with_suffix(".damaged"))  # all is made again, which harms nothing
                self._connection = self._opened_in_turn()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def entry(self, place: str) -> Entry | None:
        """What is known of the source with this place."""
        with self._told():
            row = self._connection.execute("SELECT * FROM documents WHERE place = ?", (place,)).fetchone()
        return _entry(row) if row else None

    def entries_of(self, places: Sequence[str]) -> dict[str, Entry]:
        """What is known of the sources with these places, by place; so many as AT_ONCE."""
        marks = ",".join("?" * len(places))
        with self._told():
            rows = self._connection.execute(f"SELECT * FROM documents WHERE place IN ({marks})", places)  # noqa: S608 - marks only
            return {row[0]: _entry(row) for row in rows}

    def entries(self) -> Iterator[Entry]:
        """Every entry, by place; streamed, for there may be millions."""
        with self._told():
            yield from map(_entry, self._connection.execute("SELECT * FROM documents ORDER BY place"))

    def enter(self, entry: Entry) -> None:
        """Set down an entry; editions that an earlier one had in other formats stay. Its claim ends."""
        with self.alone():
            before = self.entry(entry.place)
            editions = {**(before.editions if before else {}), **entry.editions}
            self._connection.execute(
                f"INSERT OR REPLACE INTO documents VALUES ({','.join('?' * 11)})",  # noqa: S608 - places only
                (
                    entry.place, _plain(entry.source), entry.attempt, json.dumps(editions), _plain(entry.title),
                    entry.changes, entry.unsure, _plain(entry.error), int(entry.exit_code), entry.tries,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )  # fmt: skip
            self.leave(entry.place)

    def merge(self, other: Path) -> None:
        """Enter what another manifest knows of documents that this one does not know, or ended later there."""
        with self._told():
            self._connection.execute("ATTACH ? AS other", (f"file:{quote(str(other))}?mode=ro",))
            try:
                self._connection.execute(
                    "INSERT OR REPLACE INTO main.documents SELECT theirs.* FROM other.documents AS theirs"
                    " LEFT JOIN main.documents AS ours USING (place)"
                    " WHERE ours.place IS NULL OR theirs.ended > ours.ended"
                )
            finally:
                self._connection.execute("DETACH other")

    def copy(self, to: Path) -> None:
        """Write all of it, as it is now, to a new file."""
        with self._told():
            self._connection.execute("VACUUM INTO ?", (str(to),))

    def holder(self, place: str) -> str:
        """The run that has claimed a place; "" when none has. Within `alone`."""
        row = self._connection.execute("SELECT run FROM claims WHERE place = ?", (place,)).fetchone()
        return str(row[0]) if row else ""

    def claim(self, place: str, run: str) -> None:
        """Have a run claim a place. Within `alone`."""
        self._connection.execute("INSERT OR REPLACE INTO claims VALUES (?, ?)", (place, run))

    def leave(self, place: str) -> None:
        """End the claim of a place. Within `alone`."""
        self._connection.execute("DELETE FROM claims WHERE place = ?", (place,))

    def release(self, run: str) -> None:
        """End every claim of a run. Within `alone`."""
        self._connection.execute("DELETE FROM claims WHERE run = ?", (run,))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """A transaction: no other run writes meanwhile."""
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _opened_in_turn(self) -> sqlite3.Connection:
        """SQLite does not wait, whatever its timeout, where two runs at once make a file or change its journal."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._opened()
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(BREATH)

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{quote(str(self.path))}", uri=True, timeout=PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may lose the last entries, nothing else
            connection.executescript(SCHEMA)
            with closing(connection.execute("SELECT * FROM documents LIMIT 1")) as found:
                found.fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            full = "full" in str(error)
            mend = "free some space" if full else "choose another folder with -o"
            raise UnwritableError(f"{self.path}: the list of what is done cannot be kept ({error}); {mend}") from error


def _entry(row: tuple[Any, ...]) -> Entry:
    place, source, attempt, editions, title, changes, unsure, error, code, tries, ended = row
    made = {name: (str(recipe), int(size)) for name, (recipe, size) in json.loads(editions).items()}
    return Entry(place, source, attempt, made, title, changes, unsure, error, ExitCode(code), tries, ended)


def _plain(text: str) -> str:
    """A name that is not UTF-8 cannot be stored as it is."""
    return text.encode("utf-8", "backslashreplace").decode()
