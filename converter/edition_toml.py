"""Orders: what the command line and `edition.toml` ask for, the command line winning.

An `edition.toml` may lie beside a text that came from a stranger. It is data: it chooses among what
dingben does, and can name no place to write to, no program, and no file outside its own folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from converter.errors import GlossaryError, UnknownScriptError, UsageError
from converter.patterns import PatternError
from converter.settings import COVER_DRAWN, COVER_NONE, Settings, checked, script_named

NAME = "edition.toml"
LARGEST = 1_000_000  # bytes

Table = Mapping[str, Any]  # long names as a user types them, to values as TOML or the command line gives them


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of a source: formats, the same settings in several scripts, and how strictly."""

    formats: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ("auto",)
    settings: Settings = Settings()  # noqa: RUF009 - frozen
    strict: bool = False

    def variants(self) -> tuple[Settings, ...]:
        """The settings, once for each script."""
        return tuple(replace(self.settings, script=script) for script in self.scripts)


def nearest(folder: Path) -> Path | None:
    """The `edition.toml` in this folder or the nearest one above it."""
    here = Path(folder).absolute()
    return next((path for up in (here, *here.parents) if (path := up / NAME).is_file()), None)


def load(path: Path) -> Table:
    """The file's table, checked to hold only what an `edition.toml` may.

    Raises UsageError naming the file and what to do.
    """
    import tomllib  # late: most runs have no such file

    try:
        if not path.is_file():
            raise UsageError(f"{path}: no such settings file")
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path}: larger than {LARGEST} bytes; a settings file is short")
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: not a TOML file in UTF-8 ({error})") from error
    try:
        order(table)  # says what is wrong with it before anything is done
        return _with_files_beside(table, path.absolute().parent)
    except PatternError as error:
        raise UsageError(f"{path}:{_line_of(path, error.pattern)}: {error}") from error
    except UnknownScriptError as error:
        raise UsageError(f"{path}:{_line_of(path, error.name)}: {error}") from error
    except GlossaryError as error:
        raise UsageError(f"{path}:{_line_of_key(path, error.key)}: {error}") from error
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def _line_of_key(path: Path, key: str) -> int:
    """The line, 1-based, on which a key stands before its equals sign."""
    spelt = (f'"{key}"', f"'{key}'", key or '""')
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    keys = (line.partition("=")[0].strip() for line in lines)
    return next((number for number, found in enumerate(keys, 1) if found in spelt), 1)


def _line_of(path: Path, pattern: str) -> int:
    """The line, 1-based, on which a pattern stands, as it is or with its backslashes doubled."""
    spelt = (pattern, pattern.replace("\\", "\\\\"))
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((number for number, line in enumerate(lines, 1) if any(one in line for one in spelt)), 1)


def merge(below: Table, above: Table) -> Table:
    """One table, `above` winning; skipped rules add up, and metadata and the glossary win key by key."""
    out = {**below, **above}
    for key in ("metadata", "glossary"):
        if key in below and key in above:
            out[key] = {**below[key], **above[key]}
    if "skip" in below and "skip" in above:
        out["skip"] = [*_words("skip", below["skip"]), *_words("skip", above["skip"])]
    return out


def order(table: Table) -> Order:
    """The order that a table describes.

    Raises UsageError for a name that is not one of ours, and for a value of another kind or that does not fit.
    """
    for key in table:
        if key not in READERS:
            raise UsageError(f"{key!r} cannot be set here; {_advice(key)}")
    read = {key: READERS[key](key, value) for key, value in table.items()}
    formats, scripts = read.pop("to", ()), read.pop("script", ("auto",))
    strict = read.pop("strict", False)
    settings = Settings(**{key.replace("-", "_"): value for key, value in read.items()})
    for script in scripts:
        checked(replace(settings, script=script))
    return Order(tuple(dict.fromkeys(formats)), tuple(dict.fromkeys(scripts)) or ("auto",), settings, strict)


def _advice(key: str) -> str:
    import difflib

    close = difflib.get_close_matches(key, READERS, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(READERS)}"


def _with_files_beside(table: Table, folder: Path) -> Table:
    """A stylesheet and a cover are named from the settings file's own folder, and lie in it."""
    out = dict(table)
    if table.get("style", "").lower().endswith(".css"):
        out["style"] = _beside("style", table["style"], folder)
    if table.get("cover", COVER_NONE) not in (COVER_NONE, COVER_DRAWN):
        out["cover"] = _beside("cover", table["cover"], folder)
    return out


def _beside(key: str, name: str, folder: Path) -> str:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        what = "stylesheet" if key == "style" else "image"
        raise UsageError(f"{key} {name!r}: the {what} must lie in the same folder")
    return str(path)


# ---- the values, each read as its kind


def _words(key: str, value: object) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, (list, tuple)) or not all(isinstance(word, str) for word in values):
        raise UsageError(f"{key} takes a list of words in quotation marks")
    return tuple(values)


def _rules(key: str, value: object) -> frozenset[str]:
    return frozenset(word.strip() for words in _words(key, value) for word in words.split(","))


def _formats(key: str, value: object) -> tuple[str, ...]:
    names = (name.strip().lower().lstrip(".") for words in _words(key, value) for name in words.split(","))
    return tuple(name for name in names if name)


def _scripts(key: str, value: object) -> tuple[str, ...]:
    words = (word.strip() for words in _words(key, value) for word in words.split(","))
    return tuple(script_named(word) for word in words)


def _flag(key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{key} takes true or false")
    return value


def _word(key: str, value: object) -> str:
    if not isinstance(value, str) or not value or "\0" in value:
        raise UsageError(f"{key} takes one word in quotation marks")
    return value


def _metadata(key: str, value: object) -> tuple[tuple[str, str], ...]:
    table = _table(key, value)
    return tuple((name, word) for name, words in table.items() for word in _words(f"{key} {name}", words))


def _glossary(key: str, value: object) -> tuple[tuple[str, str], ...]:
    table = _table(key, value)
    for name, word in table.items():
        if not isinstance(word, str):
            raise GlossaryError(name, f"{key} {name}: what stands there instead must be text in quotation marks")
        if not name.strip() or not word.strip():
            raise GlossaryError(name, f'{key} "{name}" = "{word}": a side is empty; write both spellings')
        if len(f"{name}.".splitlines()) > 1 or len(f"{word}.".splitlines()) > 1:
            raise GlossaryError(name, f"{key} {name!r}: an entry cannot hold a line break; write it on one line")
        if table.get(word, word) != word:
            raise GlossaryError(name, f"{key} {name} = {word} leads on to {table[word]}; write the last one at once")
    return tuple(table.items())


def _patterns(name: str) -> Callable[[str, object], tuple[str, ...]]:
    """The reader of a table that holds one list of regular expressions."""

    def read(key: str, value: object) -> tuple[str, ...]:
        table = _table(key, value)
        if unknown := set(table) - {name}:
            raise UsageError(f'{key}: {sorted(unknown)[0]!r} is unknown; it holds {name} = ["…"]')
        return _words(f"{key} {name}", table.get(name, []))

    return read


def _table(key: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f'{key} is a table: write [{key}] on a line of its own, and name = "value" below it')
    return value


READERS: dict[str, Callable[[str, object], Any]] = {
    "to": _formats,
    "script": _scripts,
    "regional-words": _flag,
    "style": _word,
    "cover": _word,
    "vertical": _flag,
    "embed-fonts": _flag,
    "encoding": _word,
    "skip": _rules,
    "strict": _flag,
    "metadata": _metadata,
    "furniture": _patterns("lines"),
    "headings": _patterns("patterns"),
    "glossary": _glossary,
}
