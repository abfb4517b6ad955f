"""What the editions need and what of it is here: libraries, faces, pandoc, Python packages, folders to write in.

In: editions by suffix, and the language of the text. Out: one `Need` for each thing, with its state, its version, why
it is needed and the command that installs it. Nothing heavy is imported: libraries are opened under the names
WeasyPrint opens them by, packages are looked up in their metadata.
"""

from __future__ import annotations

import ctypes
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from converter import faces, installers, pandoc, requirements
from converter.errors import ConverterError, MissingError

EDITIONS = ("pdf", "epub", "docx")
LAID_OUT = frozenset({"pdf", "docx"})  # both ask WeasyPrint: for pages, and for what a style means in Word
CONVERTED = frozenset({"pdf", "epub", "docx", "html", "md", "txt"})  # by pandoc
OLDEST_PANGO = (1, 44)  # WeasyPrint's documentation, First Steps


class State(StrEnum):
    """Whether a thing is here."""

    FOUND = "found"
    MISSING = "missing"
    UNFIT = "unfit"  # here, but too old, too new or not to be written in


class Kind(StrEnum):
    """What sort of thing it is."""

    LIBRARY = "library"
    FACE = "face"
    PROGRAM = "program"
    PACKAGE = "package"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that editions need, and how it stands with it."""

    name: str  # as people call it: "Pango", "Noto Serif CJK TC"
    kind: Kind
    why: str  # what it is needed for; of a folder, the reason it is unfit
    state: State
    version: str = ""  # of a face, the family that was found
    optional: bool = False  # editions come out without it, later or less well
    install: str = ""  # the command, or the sentence, that mends it; "" when there is nothing to mend
    package: str = ""  # its name in installers.PACKAGES, or its requirement on PyPI

    @property
    def lacking(self) -> bool:
        """Whether an edition cannot be made because of it."""
        return self.state is not State.FOUND and not self.optional


@dataclass(frozen=True, slots=True)
class _Library:
    name: str
    package: str
    files: tuple[str, ...]  # the names WeasyPrint opens, of Linux, macOS and Windows
    why: str
    version: str = ""  # the function that tells it
    optional: bool = False


def _files(stem: str) -> tuple[str, ...]:
    return f"lib{stem}.so.0", f"lib{stem}.0.dylib", f"lib{stem}-0.dll"


LIBRARIES = (
    _Library("GObject", "gobject", _files("gobject-2.0"), "Pango is built on it"),
    _Library("Pango", "pango", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
             "sets lines of text", "pango_version_string"),
    _Library("PangoFT2", "pangoft2", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
             "draws the faces"),
    _Library("HarfBuzz", "harfbuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
             "finds the glyphs", "hb_version_string"),
    _Library("Fontconfig", "fontconfig", faces.FONTCONFIG, "finds the faces"),
    _Library("HarfBuzz subset", "harfbuzz-subset", _files("harfbuzz-subset"),
             "cuts the faces down to the glyphs in use; without it a PDF takes 8 s longer", optional=True),
)  # fmt: skip


def needs(editions: Iterable[str] = EDITIONS, languages: Iterable[str] = ()) -> tuple[Need, ...]:
    """Everything these editions need, found or not, the Python packages first.

    `editions` are suffixes without the dot. Of faces, those of the languages are asked for; without languages, the
    faces of every region, of which those of one are enough.
    """
    found = _needs(frozenset(editions), tuple(languages))
    return tuple(replace(need, version=_pandoc_version()) if need.kind is Kind.PROGRAM else need for need in found)


def missing(editions: Iterable[str] = EDITIONS, languages: Iterable[str] = ()) -> tuple[Need, ...]:
    """Of `needs`, what is not here and must be."""
    return tuple(need for need in needs(editions, languages) if need.lacking)


def commands(lacking: Iterable[Need]) -> tuple[str, ...]:
    """The fewest commands that install all of these: one for the system's packages, one for Python's."""
    listed = [need for need in lacking if need.state is not State.FOUND]
    python = [need.package for need in listed if need.kind in (Kind.PACKAGE, Kind.PROGRAM)]
    system = [need.package for need in listed if need.kind in (Kind.LIBRARY, Kind.FACE)]
    said = [installers.system_command(system)] if system else []
    return (*said, *([installers.python_command(python)] if python else []))


@cache
def require(edition: str, language: str = "") -> None:
    """Make sure that an edition can be made; asked once for each edition and language.

    Raises MissingError, one line, with the command that installs what is missing. Warns when something is missing
    without which the edition comes out all the same.
    """
    asked = tuple(_needs(frozenset({edition}), (language,)))
    lacking = [need for need in asked if need.lacking]
    if lacking:
        things = ", ".join(need.name for need in lacking)
        mend = " && ".join(commands(lacking))
        raise MissingError(f"no {edition.upper()} without {things}: run `{mend}`; `dingben doctor` lists everything")
    for need in asked:
        if need.state is not State.FOUND:
            warnings.warn(f"{need.name} is missing ({need.why}): run `{need.install}`", stacklevel=2)


def folder(path: Path, why: str) -> Need:
    """Whether a file can be written in a folder, which need not exist yet; tried by writing one."""
    place = next(place for place in (path, *path.absolute().parents) if place.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".dingben-") as file:
            file.write(b"\0" * 4096)  # enough for a full disk to say so
            file.flush()
    except OSError as error:
        reason = f"{why}; it cannot be written: {error.strerror or error}"
        return Need(
            str(path), Kind.FOLDER, reason, State.UNFIT, install="choose another folder with -o, or make it writable"
        )
    return Need(str(path), Kind.FOLDER, why, State.FOUND)


def _needs(wanted: frozenset[str], languages: tuple[str, ...]) -> Iterator[Need]:
    yield from _packages()
    if wanted & CONVERTED:
        yield _pandoc()
    if wanted & LAID_OUT:
        yield from (_library(library) for library in LIBRARIES if not library.optional or "pdf" in wanted)
    if "pdf" in wanted:
        yield from _faces(languages)


def _library(library: _Library) -> Need:
    handle = next(filter(None, map(_opened, library.files)), None)
    version = _said(handle, library.version) if handle and library.version else ""
    state = State.FOUND if handle else State.MISSING
    if library.package == "pango" and version and requirements.release(version) < OLDEST_PANGO:
        state = State.UNFIT
    mend = "" if state is State.FOUND else installers.system_command([library.package])
    return Need(library.name, Kind.LIBRARY, library.why, state, version, library.optional, mend, library.package)


def _opened(name: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def _said(library: ctypes.CDLL, function: str) -> str:
    tell: Callable[[], bytes] = getattr(library, function)
    tell.restype = ctypes.c_char_p  # type: ignore[attr-defined]
    return tell().decode()


def _faces(languages: tuple[str, ...]) -> Iterator[Need]:
    """Serif and sans of each region asked for; where none was, the faces of one region make the others optional."""
    regions = dict.fromkeys(map(faces.region, languages)) or faces.FACES
    installed = faces.families()
    optional = not languages and any(name in installed for kinds in faces.FACES.values() for name in kinds[0])
    mend = installers.system_command(["faces"])
    for region in regions:
        for families in faces.FACES[region]:
            found = next((name for name in families if name in installed), "")
            state = State.FOUND if found else State.MISSING
            why = f"the forms of the characters as {faces.READERS[region]} read them"
            yield Need(families[0], Kind.FACE, why, state, found, optional, "" if found else mend, "faces")


def _pandoc() -> Need:
    wheel = "pypandoc-binary"
    try:
        pandoc.path()
    except MissingError:
        mend = installers.python_command([wheel])
        return Need("pandoc", Kind.PROGRAM, "reads and writes documents", State.MISSING, install=mend, package=wheel)
    return Need("pandoc", Kind.PROGRAM, "reads and writes documents", State.FOUND, package=wheel)


def _pandoc_version() -> str:
    """As pandoc tells it, which takes a process: only for people who ask. "" when it does not answer."""
    try:
        return pandoc.run(["--version"], b"").decode().split("\n")[0].removeprefix("pandoc ")
    except ConverterError:
        return ""


def _packages() -> Iterator[Need]:
    for wanted in requirements.ours():
        found = requirements.installed(wanted.name)
        state = State.MISSING if not found else State.FOUND if wanted.admits(found) else State.UNFIT
        mend = "" if state is State.FOUND else installers.python_command([str(wanted)])
        yield Need(wanted.name, Kind.PACKAGE, f"dingben asks for {wanted}", state, found, False, mend, str(wanted))
