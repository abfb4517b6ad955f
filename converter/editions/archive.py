"""Zip archives read and written, the same bytes for the same parts.

In: an EPUB or DOCX as pandoc wrote it. Out: its parts, in their order; and the archive of parts that were edited,
every time stamp that of SOURCE_DATE_EPOCH (reproducible-builds.org), or 1980 without it.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip archive knows no earlier time
LATEST = datetime(2107, 12, 31, tzinfo=UTC)  # and no later one
STORED = "mimetype"  # EPUB OCF 3.3, section 4.2: first, and not compressed
LEVEL = 6


def moment() -> datetime:
    """When an edition says it was made: SOURCE_DATE_EPOCH, else a fixed day, so that two runs give the same bytes."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given.isdecimal():
        return EARLIEST
    try:
        return max(EARLIEST, min(LATEST, datetime.fromtimestamp(int(given), tz=UTC)))
    except (OverflowError, OSError, ValueError):
        return LATEST


def timestamp(date: str = "") -> str:
    """When the edition was made, as metadata wants it: 2024-02-29T00:00:00Z.

    Without SOURCE_DATE_EPOCH it is the text's own date: YYYY, YYYY-MM or YYYY-MM-DD.
    """
    if date and not os.environ.get("SOURCE_DATE_EPOCH"):
        return f"{date}{'-01-01'[len(date) - 10 :] if len(date) < 10 else ''}T00:00:00Z"
    return f"{moment():%Y-%m-%dT%H:%M:%SZ}"


def read(data: bytes) -> dict[str, bytes]:
    """The parts of an archive, by name, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts, in this order."""
    stamp = moment().timetuple()[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.create_system = 3  # Unix, whatever the machine
            entry.external_attr = 0o644 << 16
            kind = zipfile.ZIP_STORED if name == STORED else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, kind, LEVEL)
    return out.getvalue()
