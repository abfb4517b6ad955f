"""Files written whole or not at all.

In: a path and the bytes it shall hold. The bytes go to a temporary file beside it, and take its place in one step, so
that no reader ever sees half a file, and a symbolic link is replaced, never followed.
"""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from converter.errors import UnwritableError

MODE = 0o666  # less the umask: what any other program's new file gets
MADE_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


def replace_file(target: Path, data: bytes) -> None:
    """Put the bytes in the target's place; its folder is made when missing.

    Raises UnwritableError, with the reason, when that cannot be done; the old file is then as it was.
    """
    temporary = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        if target.is_dir() and not target.is_symlink():
            raise UnwritableError(f"{target}: is a folder; give the name of a file, such as {target / 'edition.pdf'}")
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(temporary, data)
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise UnwritableError(f"{target}: {_reason(error)}") from error
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync(target.parent)


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, MADE_NEW, MODE), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets folders be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> str:
    match error:
        case PermissionError():
            return "no permission to write here; choose another folder with -o"
        case FileExistsError() | NotADirectoryError():
            return "a file stands where a folder is needed; choose another folder with -o"
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "the disk is full; free some space or choose another folder with -o"
        case errno.EROFS:
            return "the file system is read-only; choose another folder with -o"
        case errno.ENAMETOOLONG:
            return "the name is too long; give a shorter one with -o"
    return f"cannot be written ({error.strerror or error}); choose another folder with -o"
