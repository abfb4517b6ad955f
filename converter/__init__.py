"""dingben (定本): the definitive edition of a Chinese text.

    import converter

    document = converter.read("seeds/000.txt")
    document = converter.prepare(document, script="zh-TW")
    converter.write(document, "build/000.pdf")

What `__all__` names is promised; everything else may change. Each name is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from converter.api import convert, convert_all, convert_script, prepare, read, write
    from converter.batch.outcome import Outcome
    from converter.document import Document, Mark, Text
    from converter.errors import ConverterError, ExitCode
    from converter.ledger import Change
    from converter.settings import Settings

    __version__: str

__all__ = [
    "Change", "ConverterError", "Document", "ExitCode", "Mark", "Outcome", "Settings", "Text", "__version__",
    "convert", "convert_all", "convert_script", "prepare", "read", "write",
]  # fmt: skip

_HOMES = {
    **dict.fromkeys(("convert", "convert_all", "convert_script", "prepare", "read", "write"), "converter.api"),
    **dict.fromkeys(("Document", "Mark", "Text"), "converter.document"),
    **dict.fromkeys(("ConverterError", "ExitCode"), "converter.errors"),
    "Change": "converter.ledger",
    "Outcome": "converter.batch.outcome",
    "Settings": "converter.settings",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("dingben")
        except PackageNotFoundError:  # a checkout that was never installed
            return "0+unknown"
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'converter' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
