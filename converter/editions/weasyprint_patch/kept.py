"""What a process keeps from one document for the next: stylesheets that were read, and the faces that were found.

A face that is installed meanwhile is found by the next process. Nothing here remembers a text: the same document gives
the same bytes, whatever was printed before it.
"""

from __future__ import annotations

import logging
from copy import copy
from functools import cache
from typing import Any

from converter.editions.watch import OF_STYLES

FACES = "@font-face"  # brings faces of its own, for one document
STYLESHEETS = 16
_sheets: dict[str, Any] = {}


def stylesheets(page: str, sheets: tuple[str, ...]) -> tuple[list[Any], Any]:
    """The stylesheets, read, and what knows the faces for a page of HTML set with them: WeasyPrint's objects."""
    if any(FACES in text.lower() for text in (page, *sheets)):
        from weasyprint.text.fonts import FontConfiguration

        faces = FontConfiguration()
        return [_read(sheet, faces) for sheet in sheets], faces
    faces = copy(_installed())
    faces.strut_layouts, faces.font_features = {}, {}
    return [_common(sheet) for sheet in sheets], faces


def fetcher() -> Any:
    """What fetches for WeasyPrint: nothing but data: URIs."""
    from weasyprint.urls import URLFetcher

    return URLFetcher(allowed_protocols={"data"}, allow_redirects=False)


@cache
def _installed() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def _common(sheet: str) -> Any:
    """A stylesheet; kept when there is nothing to be said of it that the next document should hear too."""
    if sheet in _sheets:
        return _sheets[sheet]
    logger, heard = logging.getLogger("weasyprint"), logging.Handler(logging.WARNING)
    said: list[str] = []
    heard.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger.addHandler(heard)
    try:
        made = _read(sheet, _installed())
    finally:
        logger.removeHandler(heard)
    if all(message.startswith(OF_STYLES) for message in said):
        if len(_sheets) == STYLESHEETS:
            _sheets.clear()
        _sheets[sheet] = made
    return made


def _read(sheet: str, faces: Any) -> Any:
    from weasyprint import CSS

    return CSS(string=sheet, url_fetcher=fetcher(), font_config=faces)
