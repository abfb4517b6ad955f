"""What a style is in Word, and what of it Word cannot show: `dingben styles NAME --explain`.

In: a style's name or the path of a CSS file. Out: lines of text: the style's basis, what stands around its text, its
page, each of Word's styles as computed, and every declaration that has no counterpart.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from converter import resources
from converter.editions import css_check, matter, tree
from converter.editions.cascade import Look, Sheet, ask
from converter.editions.watch import messages
from converter.editions.word_fonts import CHINESE_NAMES, faces
from converter.editions.word_sample import TITLE_BLOCK, sample
from converter.editions.word_styles import PARAGRAPHS

MM: Final = 25.4 / 72
BASED = "based-on"
FILLED = "filled in when Word opens the file: the running head's chapter (STYLEREF)"
COUNTED = "counted by us, to be refreshed with F9: the page numbers of the contents"


def lines(name: str, language: str = tree.DEFAULT_LANGUAGE) -> Iterator[str]:
    """The explanation, line by line. Raises UsageError when there is no such style."""
    style = resources.style(name)
    with messages():
        sheet = ask(sample(tuple(TITLE_BLOCK), language), style.css, style.page)
    around = [part for part in matter.PARTS if part in style.matter]
    yield f"style     {name}"
    yield f"based on  {' < '.join(chain(name)) or '-'}"
    yield f"matter    {' '.join(around) or '-'}"
    yield f"page      {_page(sheet)}"
    for problem in css_check.problems(Path(name)) if name not in resources.styles() else ():
        yield f"ignored   {problem}"
    for named in PARAGRAPHS:
        if named.id in sheet.looks:
            yield f"{named.name:22}{_look(sheet.looks[named.id])}"
    yield "not in Word:"
    for file in files(name):
        yield from (f"  {said}" for said in css_check.unshown(file))
    if matter.CONTENTS in style.matter:
        yield f"  {COUNTED}"
    if any(kind == "string" and word != "title" for box in sheet.margins for kind, word in box.content):
        yield f"  {FILLED}"


def chain(name: str) -> list[str]:
    """The styles that a style is based on, the nearest first."""
    path = _path(name)
    basis = resources.token(path.read_text(encoding="utf-8-sig"), BASED)
    basis = basis or ("" if name in resources.styles() else resources.BASE)
    return [basis, *chain(basis)] if basis else []


def files(name: str) -> Iterator[Path]:
    """The files of a style and of those that it is based on."""
    for one in (name, *chain(name)):
        path = _path(one)
        yield from (sheet for sheet in (path, path.with_name(path.stem + resources.PAGE)) if sheet.is_file())


def _path(name: str) -> Path:
    return resources.folder() / f"{name}.css" if name in resources.styles() else Path(name)


def _page(sheet: Sheet) -> str:
    page = sheet.page
    top, right, bottom, left = (f"{margin * MM:.1f}" for margin in page.margins)
    size = f"{page.width * MM:.0f} × {page.height * MM:.0f} mm"
    return f"{size}, margins {top} {right} {bottom} {left} mm, {_grid(sheet)}"


def _grid(sheet: Sheet) -> str:
    page, body = sheet.page, sheet.looks["BodyText"]
    height = page.height - page.margins[0] - page.margins[2]
    return (
        f"{int(page.measure / (body.size + body.tracking) + 0.01)} characters × {int(height / body.pitch + 0.01)} lines"
    )


def _look(look: Look) -> str:
    _, chinese = faces(look, "zh-CN")
    weight = " bold" if look.bold else ""
    indent = f", indent {look.indent / look.size:g} characters" if look.indent else ""
    colour = f", #{look.colour}" if look.colour not in ("", "000000") else ""
    return (
        f"{CHINESE_NAMES.get(chinese, chinese)}{weight} {look.size:g}/{look.pitch:g} pt, {look.align}{indent}{colour}"
    )
