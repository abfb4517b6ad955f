"""Pictures in Word, as large as on paper: CSS has 96 of their pixels to the inch, Word what the file says, often 72.

In: the publication tree, its images' data in it. Out: the same, each image with a width that fits the page.
"""

from __future__ import annotations

import base64
from typing import Final

from converter.document import Json
from converter.editions import cover
from converter.editions.allowed import is_plain
from converter.editions.cascade import Page

POINTS: Final = 0.75  # of a CSS pixel
HIGHEST: Final = 0.7  # of the page's text, as the stylesheets' own limit for paper


def fitted(value: Json, page: Page) -> Json:
    """The tree, its images with widths; one with a size of its own, or that cannot be measured, is left as it is."""
    match value:
        case {"t": "Image"}:
            return _sized(value, page)
        case {"t": kind, "c": [*inside]} if not is_plain(value):
            return {"t": kind, "c": fitted(inside, page)}
        case [*items]:
            return [fitted(item, page) for item in items]
    return value


def _sized(image: Json, page: Page) -> Json:
    [name, classes, pairs], alt, [data, title] = image["c"]
    if any(key in ("width", "height") for key, _ in pairs) or not (size := _size(data)):
        return image
    wide, high = (pixels * POINTS for pixels in size)
    width = wide * min(1.0, page.measure / wide, HIGHEST * page.depth / high)
    return {"t": "Image", "c": [[name, classes, [*pairs, ["width", f"{width / 72:.4f}in"]]], alt, [data, title]]}


def _size(data: str) -> tuple[int, int] | None:
    """Width and height in pixels; None for a drawing, whose size is its own, and for what is no picture."""
    head, _, coded = data.partition(";base64,")
    if not head.startswith("data:image/") or "svg" in head:
        return None
    try:
        return cover.pixels(base64.b64decode(coded))
    except ValueError:  # not base64 after all
        return None
