"""Formulas as markup, by the one part of Pandoc's HTML writer that is not ours: TeX is a language of its own.

In: a publication tree. Out: the markup of each of its formulas; Pandoc runs once, and only where there are any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from converter import pandoc
from converter.document import Json
from converter.editions.allowed import is_plain
from converter.settings import Limits

WRITER: Final = ("--from=json", "--to=html5", "--wrap=none")
MATHML: Final = "--mathml"
BETWEEN: Final = "<hr />"
# The TeX that Pandoc puts beside the formula would be read out, and found, as words of the text.
ANNOTATION = re.compile(r"</?semantics>|<annotation [^>]*>.*?</annotation>", re.DOTALL)
Formula = tuple[str, str]  # InlineMath or DisplayMath, and its TeX


def written(published: Json, limits: Limits, *, mathml: bool = False) -> dict[Formula, str]:
    """Each formula of a tree as markup: letters and raised figures, or MathML, and its TeX where that says too little.

    Raises what `pandoc.run` raises.
    """
    found = list(dict.fromkeys(_formulas(published["blocks"])))
    if not found:
        return {}
    blocks = [
        block
        for kind, tex in found
        for block in ({"t": "Para", "c": [{"t": "Math", "c": [{"t": kind}, tex]}]}, {"t": "HorizontalRule"})
    ]
    made = pandoc.run([*WRITER, *([MATHML] if mathml else [])], pandoc.encoded({**published, "blocks": blocks}), limits)
    pieces = made.decode().split(BETWEEN)
    return {formula: _bare(piece, formula[1]) for formula, piece in zip(found, pieces, strict=False)}


def _bare(piece: str, tex: str) -> str:
    piece = ANNOTATION.sub("", piece.strip().removeprefix("<p>").removesuffix("</p>"))
    return piece.replace("<math ", f'<math alttext="{escape(tex)}" ', 1)


def _formulas(value: Json) -> Iterator[Formula]:
    match value:
        case {"t": "Math", "c": [kind, tex]}:
            yield kind["t"], tex
        case {"c": [*inside]} if not is_plain(value):
            yield from _formulas(inside)
        case [*items]:
            for item in items:
                yield from _formulas(item)
