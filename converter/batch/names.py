"""What editions are called: names any file system takes, none twice, none outside the output folder."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath

from converter.errors import UnreadableError
from converter.readers import encoding

LONGEST = 180  # bytes of a name in UTF-8, leaving room for a tag, a suffix and a temporary file's extra
# Windows refuses these, with any suffix (Naming Files, Paths, and Namespaces); a folder may be shared with it.
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(\..*)?")
FORBIDDEN = '<>:"/\\|?*'
SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,8}")  # 第1.5版 and 日记2020.12.31 have none
LETTERS_ONLY = re.compile(r"^[\s.\-]+|[\s.]+$")  # what a name must not begin with, or end in
LETTER = "[0-9A-Za-z_\u4e00-\u9fff]"
USUAL = re.compile(f"{LETTER}(?:[-. ]?{LETTER})*")  # a name in which nothing is to be mended, unless reserved


def safe(name: str) -> str:
    """A name like this one that any file system takes and no terminal or program misreads."""
    if USUAL.fullmatch(name) and len(name) * 3 <= LONGEST and not RESERVED.fullmatch(name):
        return name
    read = _read(os.fsencode(name))
    kept = "".join("_" if _unfit(c) else c for c in unicodedata.normalize("NFC", read))
    kept = LETTERS_ONLY.sub("", kept) or "_"
    if RESERVED.fullmatch(kept):
        kept = f"_{kept}"
    return kept.encode()[:LONGEST].decode("utf-8", "ignore").rstrip(" .") or "_"


def _read(name: bytes) -> str:
    """The name; one that is not in UTF-8 comes from an archive made on a Chinese Windows."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        with suppress(UnreadableError):
            return encoding.decode(name).text
    return name.decode("utf-8", "replace")


def _unfit(c: str) -> bool:
    return c in FORBIDDEN or c == "\ufffd" or unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def stems(sources: Sequence[PurePath]) -> list[str]:
    """For each source, relative to the output folder, its editions' path without suffix; no two alike in any case.

    Sources of one stem keep their whole names (序.txt and 序.md: 序.txt.pdf and 序.md.pdf); what is still
    alike (A.txt and a.txt) is numbered. Between folders stands a slash on every system.
    """
    short = [_joined(source, _stem(source.name)) for source in sources]
    keys = list(map(_key, short))
    alike = Counter(keys)
    taken = {key for key, number in alike.items() if number == 1}
    for at, key in enumerate(keys):
        if alike[key] > 1:
            short[at] = _free(_joined(sources[at], sources[at].name), taken)
            taken.add(_key(short[at]))
    return short


def _stem(name: str) -> str:
    stem, suffix = os.path.splitext(name)  # noqa: PTH122 - asked of every source: a path's own is slower
    return stem if SUFFIX.fullmatch(suffix) else name


def _joined(source: PurePath, name: str) -> str:
    return _folder(source.parts[:-1]) + safe(name)


@lru_cache(maxsize=1024)  # the same folders again and again
def _folder(parts: tuple[str, ...]) -> str:
    return "".join(f"{safe(part)}/" for part in parts)


def _free(stem: str, taken: set[str]) -> str:
    tried, number = stem, 1
    while _key(tried) in taken:
        number += 1
        tried = f"{stem}-{number}"
    return tried


def _key(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).casefold()


def targets(folder: Path, stem: str, formats: Iterable[str], script: str, *, tagged: bool) -> tuple[Path, ...]:
    """The editions of one script: NAME.pdf, or NAME.zh-TW.pdf when there are several scripts."""
    tag = f".{script}" if tagged else ""
    return tuple(folder / f"{stem}{tag}.{suffix}" for suffix in formats)
