"""Recipes: what an edition was made from, as a hash: the input's bytes, the options, and the versions at work.

Two editions of one recipe are the same, so one that is there already need not be made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path

from converter import requirements, resources
from converter.batch.outcome import Job, Place, Remote, Variant
from converter.settings import Settings

NOT_CONTENT = {"limits", "style"}  # limits decide whether, not what; a style is its text, whatever its name


def digest_of(source: Place | bytes, most: int) -> str:
    """The SHA-256 of a source's bytes, or what its store says of their version.

    "" for what cannot be read, is no file, or has more than `most` bytes.
    """
    if isinstance(source, Remote):
        return source.version if source.size <= most else ""
    try:
        if isinstance(source, bytes):
            return hashlib.sha256(source).hexdigest()
        status = os.stat(source)  # noqa: PTH116 - asked of every text: a Path's own is slower
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return ""
        with open(source, "rb", buffering=0) as file:  # noqa: PTH123
            return hashlib.sha256(file.read()).hexdigest()
    except (OSError, ValueError):
        return ""


def editions(job: Job, digest: str) -> dict[str, str]:
    """The recipe of each edition of a job, by the edition's file name."""
    name = "" if isinstance(job.source, bytes) else job.source.name  # its suffix is a hint to its kind
    return {
        target.name: _hash(digest, name, _content(variant.settings), target.name)
        for variant in job.variants
        for target in variant.targets
    }


def attempt(job: Job, digest: str) -> str:
    """The recipe of the whole job, its limits too: what failed for its text alone will fail again by this one."""
    return _hash(*editions(job, digest).values(), *map(_limits, job.variants))


def _limits(variant: Variant) -> str:
    return json.dumps(asdict(variant.settings.limits), sort_keys=True)


@cache
def _content(settings: Settings) -> str:
    """All that decides what an edition looks like, apart from its source."""
    chosen = {one.name: getattr(settings, one.name) for one in fields(settings) if one.name not in NOT_CONTENT}
    style = resources.style(settings.style)
    return _hash(versions(), json.dumps(chosen, sort_keys=True, default=sorted), style.css, style.page)


@cache
def versions() -> str:
    """Those of what we require, and our own code as it is: a checkout changes without its version."""
    package = Path(__file__).parents[1]
    ours = hashlib.sha256()
    for module in sorted(package.rglob("*.py")):
        ours.update(module.read_bytes())
    return "\n".join(
        [ours.hexdigest(), *(f"{one.name} {requirements.installed(one.name)}" for one in requirements.ours())]
    )


def _hash(*parts: str) -> str:
    out = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "backslashreplace")
        out.update(b"%d:%b" % (len(data), data))
    return out.hexdigest()[:32]
