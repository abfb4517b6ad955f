"""Readers: a file becomes a Document, and the ledger's first entry says what that took.

In: a path or bytes. Out: a `Document` whose `source.text` is the text as it was decoded; every stage after
this one, and `ledger.restore`, start from there.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from converter.collector import paused
from converter.document import Document, Foreign, Source
from converter.errors import ConverterError, UnreadableError
from converter.ledger import flat
from converter.readers import encoding, text
from converter.readers.kinds import TEXT, kind_of
from converter.settings import Settings

DEFAULTS = Settings()


@paused()
def read(source: Path | str | bytes, settings: Settings = DEFAULTS, *, name: str = "") -> Document:
    """The document of a file, or of bytes (whose kind is found from their content; `name` helps).

    Raises UnreadableError when there is nothing to read or no way to read it, UsageError when the encoding that
    the settings name is unknown, MissingError when pandoc is needed and not installed.
    """
    if not isinstance(source, bytes):
        name = name or os.fspath(source)
    try:
        data = source if isinstance(source, bytes) else _bytes_of(Path(source), settings.limits.source_bytes)
        return _read(data, settings, name)
    except ConverterError as error:
        raise type(error)(f"{_shown(name)}: {error}" if name else str(error)) from error


def _read(data: bytes, settings: Settings, name: str) -> Document:
    if len(data) > settings.limits.source_bytes:
        raise UnreadableError(_too_large(len(data), settings.limits.source_bytes))
    if not data:
        raise UnreadableError("is empty: there is nothing to publish")
    kind = kind_of(data, name)
    source = Source(path=name, kind=kind, sha256=hashlib.sha256(data).hexdigest())
    if kind == TEXT:
        document = text.read(encoding.decode(data, settings.encoding), source)
    else:
        from converter.readers import foreign

        document = foreign.read(data, source, settings)
    if not document.blocks or not (flat(document).strip() or any(isinstance(b, Foreign) for b in document.blocks)):
        raise UnreadableError("is blank: there is nothing to publish")
    return document


def _bytes_of(path: Path, limit: int) -> bytes:
    """The bytes of a regular file, if it is no larger than the limit; nothing else is opened.

    Raises UnreadableError.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError("is a folder: name a file in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("is no regular file (a pipe or a device): save its contents in a file first")
        if status.st_size > limit:
            raise UnreadableError(_too_large(status.st_size, limit))
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with NUL in it
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(f"cannot be opened: {reason}") from None


def _too_large(size: int, limit: int) -> str:
    return f"has {size:,} bytes or more, the limit is {limit:,}: split it into parts"


def _shown(name: str) -> str:
    """A file's name that fits on one line of a terminal."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in name)
