"""What stands in an element's first tag: Pandoc's attributes, an image's size, a list's numbering, as HTML has them."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from converter.document import Json

EVERYWHERE: Final = ("lang", "dir")  # attributes that any element may have
LENGTH = re.compile(r"(\d+(?:\.\d+)?)(px|%|cm|mm|in|pt|pc|em|)")
NUMBERS: Final = {"Decimal": "1", "Example": "1", "LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i",
                  "UpperRoman": "I"}  # fmt: skip


def attributes(attr: Json) -> str:
    """Pandoc's attributes as those of an element, a space before each."""
    if attr == ["", [], []]:
        return ""
    identifier, classes, pairs = attr
    written = f' id="{escape(identifier)}"' if identifier else ""
    if classes:
        written += f' class="{escape(" ".join(classes))}"'
    return written + "".join(f' {name}="{escape(value)}"' for name, value in pairs if name in EVERYWHERE)


def size(pairs: Json) -> str:
    """How large an image is shown: in pixels as attributes, in other units as a style."""
    given = dict(pairs)
    lengths = {name: found for name in ("width", "height") if (found := LENGTH.fullmatch(given.get(name, "")))}
    pixels = {name: found[1] for name, found in lengths.items() if found[2] in ("px", "")}
    style = ";".join(f"{name}:{found[0]}" for name, found in lengths.items() if name not in pixels)
    written = "".join(f' {name}="{round(float(value))}"' for name, value in pixels.items())
    return written + (f' style="{style}"' if style else "")


def numbering(numbers: Json) -> str:
    """How a list is numbered, where it is not from 1 on."""
    start, style, _ = numbers
    written = f' start="{start}"' if start != 1 else ""
    return written + (f' type="{NUMBERS[style["t"]]}"' if style["t"] in NUMBERS else "")
