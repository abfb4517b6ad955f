"""WeasyPrint imported in half of its time: for one short text, that is most of the time there is.

Much of it goes into fontTools, which WeasyPrint wants for variable and coloured faces, and where there is no HarfBuzz
to cut them, and into looking for Pango under the names of other systems, each time with a compiler's help.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.metadata import version
from types import ModuleType
from typing import Any

KNOWN = "70."  # the minor release whose internals these are
# What WeasyPrint imports of fontTools, and where.
LATE = ("fontTools.subset", "fontTools.ttLib", "fontTools.varLib.instancer")
USERS = ("weasyprint.pdf.fonts", "weasyprint.text.fonts")
LIBRARY = "libpango-1.0.so.0"  # a name of Linux


def load() -> None:
    """Import WeasyPrint, when nobody has done so; what imports it by itself waits longer. Errors are the import's."""
    if "weasyprint" not in sys.modules and version("weasyprint").startswith(KNOWN):
        with _fonttools_late(), _libraries_by_name():
            import_module("weasyprint")


class _Late:
    """Stands for something of a module that is imported when this is first used."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self.found()(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.found(), name)

    def found(self) -> Any:
        """What it stands for. WeasyPrint has all such things from now on: it may ask what class one is of."""
        for user in USERS:
            known = vars(sys.modules[user])
            known |= {name: late.there() for name, late in known.items() if isinstance(late, _Late)}
        return self.there()

    def there(self) -> Any:
        """What it stands for, and no more."""
        with suppress(ModuleNotFoundError):
            return import_module(f"{self.module}.{self.name}")
        return getattr(import_module(self.module), self.name)


class _Stand(ModuleType):
    """Stands for a module while WeasyPrint is imported."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Late(self.__name__, name)


@contextmanager
def _fonttools_late() -> Iterator[None]:
    """Let WeasyPrint have names of fontTools, and fontTools itself when it uses one of them."""
    stands = {name: _Stand(name) for name in LATE if name not in sys.modules}
    sys.modules.update(stands)
    try:
        yield
    finally:
        for name in stands:
            del sys.modules[name]


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Where the system's loader knows Pango by its name, do not ask a compiler where other names may lead."""
    import ctypes.util

    try:
        ctypes.CDLL(LIBRARY)
    except OSError:
        yield
        return
    stock = ctypes.util.find_library
    ctypes.util.find_library = lambda *_: None
    try:
        yield
    finally:
        ctypes.util.find_library = stock
