"""Formulas for paper, drawn: WeasyPrint sets no MathML, and letters in a row are no fraction.

In: a formula as MathML, as Pandoc writes it. Out: an image for the line it stands in, as high above its baseline and as
deep below it as the formula is; who cannot see it is told the formula in one line. ziamath draws it.
"""

from __future__ import annotations

import base64
import re
from contextlib import suppress
from html import escape
from typing import Final
from xml.etree import ElementTree

from converter.document import Json
from converter.editions import formulas
from converter.editions.formulas import Formula
from converter.settings import Limits

SIZE: Final = 100  # units of the drawing to an em
LONGEST: Final = 20_000  # characters of MathML: a formula that long is no formula
HAN_FROM: Final = "\u2e80"  # the face for formulas has no Chinese
BOX = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"')
BETWEEN: Final = {"mfrac": "/", "msup": "^", "msub": "_", "mover": "^", "munder": "_"}
ROWS: Final = {"mtr": "; ", "mtd": ", "}


def written(published: Json, limits: Limits) -> dict[Formula, str]:
    """Each formula of a tree as markup for paper: drawn, or as letters and figures where it cannot be.

    Raises what `pandoc.run` raises.
    """
    mathml = formulas.written(published, limits, mathml=True)
    found = {formula: _placed(formula, image) for formula, markup in mathml.items() if (image := drawn(markup))}
    return formulas.written(published, limits) | found if len(found) < len(mathml) else found


def _placed(formula: Formula, image: str) -> str:
    return f'<span class="math display">{image}</span>' if formula[0] == "DisplayMath" else image


def drawn(markup: str) -> str:
    """An <img> of a formula, "" for one that is not to be drawn. `markup` is MathML, alone or in other elements."""
    begin, end = markup.find("<math"), markup.rfind("</math>")
    mathml = markup[begin : end + len("</math>")]
    if begin < 0 or end < 0 or len(mathml) > LONGEST or max(mathml) >= HAN_FROM:
        return ""
    with suppress(Exception):  # a library's own; what it cannot draw is written
        svg = _svg(mathml)
        return _image(svg, one_line(mathml)) if svg else ""
    return ""


def one_line(mathml: str) -> str:
    """The formula in one line of plain characters: t = n/v + 1/2."""
    return " ".join(_said(ElementTree.fromstring(mathml)).split())  # noqa: S314 (written by Pandoc)


def _said(node: ElementTree.Element) -> str:
    name = node.tag.rpartition("}")[2]
    parts = [_said(child) for child in node]
    match name:
        case "mo":
            return f" {node.text or ''} " if (node.text or "") in "=+−-<>≤≥≈≠×→" else node.text or ""
        case "msqrt":
            return f"√({''.join(parts)})"
        case "mroot" | "msubsup" | "munderover":
            first, *rest = parts
            return first + "".join(f"{sign}{_grouped(part)}" for sign, part in zip("_^", rest, strict=False))
        case _ if name in BETWEEN:
            return BETWEEN[name].join(map(_grouped, parts))
    return (node.text or "").strip() + "".join(parts) + ROWS.get(name, "")


def _grouped(part: str) -> str:
    part = part.strip()
    return part if len(part) < 2 or part.isalnum() else f"({part})"


def _svg(mathml: str) -> str:
    from ziamath.config import config
    from ziamath.zmath import Math

    config.svg2 = False  # glyphs as outlines where they stand
    return str(Math(mathml, size=SIZE).svg())


def _image(svg: str, said: str) -> str:
    found = BOX.search(svg)
    if not found:
        return ""
    top, width, height = (float(found[n]) / SIZE for n in (2, 3, 4))
    data = base64.b64encode(svg.encode()).decode("ascii")
    style = f"width: {width:.4f}em; height: {height:.4f}em; vertical-align: {-(top + height):.4f}em"
    return f'<img class="formula" src="data:image/svg+xml;base64,{data}" alt="{escape(said)}" style="{style}" />'
