"""Editions: a Document becomes a PDF, an EPUB, a DOCX and more."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from converter import resources
from converter.document import Document
from converter.editions.files import replace_file
from converter.errors import UnwritableError, UsageError
from converter.settings import Settings

STYLED = ("pdf", "epub", "docx", "html")  # what a stylesheet is for
DEFAULTS = Settings()
SHORTEST = 4  # characters that a line holds at least
Edition = Callable[[Document, Settings], bytes]

FORMATS: dict[str, str] = {  # suffix: the module and function that make it, imported when asked for
    "pdf": "converter.editions.pdf:pdf",
    "epub": "converter.editions.epub:epub",
    "docx": "converter.editions.docx:docx",
    "md": "converter.editions.plain:md",
    "html": "converter.editions.plain:html",
    "txt": "converter.editions.plain:txt",
    "json": "converter.editions.plain:json",
}


def write(document: Document, target: Path, settings: Settings = DEFAULTS) -> None:
    """Print the edition that the target's suffix names, and put it in the target's place in one step.

    Raises UsageError for an unknown format or style, MissingError for a face or program that is not installed,
    UnwritableError when the file cannot be written or a limit was hit.
    """
    replace_file(target, make(document, target.suffix.lstrip("."), settings))


def check(settings: Settings) -> None:
    """Look at what the user brings along, before any work: a stylesheet, a cover.

    Raises UsageError for a style that does not exist or leaves no room for text, and for a cover that is no image.
    """
    from converter.editions import cover

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the editions will say it, each to its reader
        style = resources.style(settings.style)
        if settings.style not in resources.styles():
            _check_page(settings.style, style)
    cover.check(settings)


def _check_page(name: str, style: resources.Style) -> None:
    from converter.editions import tree
    from converter.editions.cascade import ask
    from converter.editions.watch import messages
    from converter.editions.word_sample import sample

    with messages():
        sheet = ask(sample((), tree.DEFAULT_LANGUAGE), style.css, style.page)
    body = sheet.looks["BodyText"]
    if sheet.page.measure < SHORTEST * body.size or sheet.page.depth < body.pitch:
        raise UsageError(f"{name}: @page leaves no room for text: make it larger, or its margins smaller")


def make(document: Document, form: str, settings: Settings = DEFAULTS) -> bytes:
    """The bytes of one edition; `form` is one of FORMATS. Raises what `write` raises."""
    edition = _edition(form)
    if settings.style not in resources.styles() and form.lower() in STYLED and Path(settings.style).is_file():
        from converter.editions import css_check

        for problem in css_check.problems(Path(settings.style)):
            warnings.warn(problem, stacklevel=2)
    try:
        return edition(document, settings)
    except RecursionError:
        raise UnwritableError(
            "the text is nested too deeply (lists or quotations inside one another) to be set: flatten it"
        ) from None


def _edition(form: str) -> Edition:
    if form.lower() not in FORMATS:
        raise UsageError(f"no format {form or '(none)'!r}: choose one of {', '.join(FORMATS)}")
    module, _, name = FORMATS[form.lower()].partition(":")
    edition: Edition = getattr(import_module(module), name)
    return edition
