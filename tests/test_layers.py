"""Imports go one way: a module knows only what lies below it, and a heavy library has one place that imports it.

Read from the sources with `ast`; an import under `if TYPE_CHECKING:` is not one, for it does not run.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "converter"

# The lowest first: a module may know those of the lines before its own, and none of its own layer. So no
# stage knows another, and no edition knows how documents were made. A folder is one name; inside, it does as it likes.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("dictionaries", "addresses", "collector"),
    ("errors", "document", "characters", "css", "requirements"),
    ("ledger", "pandoc_json", "patterns", "rules", "faces", "installers"),
    ("settings", "resources", "fontfiles"),
    ("pandoc", "metadata", "edition_toml", "composition"),
    ("installed",),
    ("readers", "structure", "script", "punctuation", "editions"),
    ("pipeline", "report"),
    ("batch",),
    ("api",),
    ("__init__",),
    ("cli", "review"),
    ("__main__",),
)

# Where a library may be imported, and a process be started: one place each, so that there is one place to replace.
PLACES = {
    "click": {"cli"},
    "distributed": {"batch/cluster.py"},
    "fsspec": {"batch/stores.py"},
    "opencc": {"script/opencc.py"},
    "pypandoc": {"pandoc.py"},
    "PIL": {"editions/cover.py"},
    "fontTools": {"editions/epub_fonts.py"},
    "rich": {"cli", "report"},
    "rjieba": {"script/vocabulary.py"},
    "subprocess": {"pandoc.py", "editions/crew.py"},
    "weasyprint": {"editions"},
    "ziamath": {"editions/formulas_drawn.py"},
}
LATE = {  # never at start-up
    "opencc", "pypandoc", "rich", "rjieba", "weasyprint", "click.testing", "fontTools", "PIL", "distributed", "fsspec",
    "ziamath",
}  # fmt: skip


class Import(NamedTuple):
    """One import of one module."""

    file: Path
    line: int
    name: str  # as written: "converter.editions.pdf", "weasyprint"

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line} imports {self.name}"


def top(file: Path) -> str:
    """The module or folder of the package that a file belongs to: "pandoc", "editions", "__init__"."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[Import]:
    """Every import of a file that can run, wherever it stands."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in _running(tree):
        match node:
            case ast.Import(names=names):
                yield from (Import(file, node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                below = [f"{module}.{alias.name}" for alias in names if module.startswith("converter")]
                yield from (Import(file, node.lineno, name) for name in below or [module])
            case ast.ImportFrom():
                raise AssertionError(f"{file.relative_to(ROOT)}:{node.lineno}: write the import out, from converter")


def _running(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _running(child)


ALL = [found for file in sorted(PACKAGE.rglob("*.py")) for found in imports(file)]


def test_an_import_is_seen_wherever_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "late.py"
    file.write_text(
        "if TYPE_CHECKING:\n    import click\ndef f():\n    from converter import pandoc\n    import rich.table\n"
    )
    assert [found.name for found in imports(file)] == ["converter.pandoc", "rich.table"]


def test_every_module_has_a_place() -> None:
    placed = [name for layer in LAYERS for name in layer]
    assert len(placed) == len(set(placed))
    assert {top(file) for file in PACKAGE.rglob("*.py")} - set(placed) == set(), "give it a place in LAYERS"


def test_imports_go_downwards() -> None:
    depth = {name: n for n, layer in enumerate(LAYERS) for name in layer}
    upwards = []
    for found in ALL:
        here, there = top(found.file), _module(found.name)
        if there not in ("", here) and depth.get(there, depth["__init__"]) >= depth[here]:
            upwards.append(str(found))
    assert upwards == []


def _module(name: str) -> str:
    """Of ours, the module that is imported; a name that is none belongs to the public API. "" when not ours."""
    package, *inside = name.split(".")
    return "" if package != PACKAGE.name else inside[0] if inside else "__init__"


@pytest.mark.parametrize("library", PLACES)
def test_a_library_has_one_place(library: str) -> None:
    elsewhere = [
        str(found)
        for found in ALL
        if found.name.split(".")[0] == library
        and not {top(found.file), found.file.relative_to(PACKAGE).as_posix()} & PLACES[library]
    ]
    assert elsewhere == []


def test_the_command_starts_without_the_heavy_libraries() -> None:
    ask = f"import sys, converter.cli; print(*(set(sys.modules) & {LATE!r}))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
