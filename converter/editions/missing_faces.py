"""Faces that a style asks for and that are not installed: 仿宋 and 楷体, for which a 宋体 then stands in the PDF.

In: a style and a language. Out: a warning of one line for each kind of face that is missing.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Final

from converter import faces
from converter.editions.cascade import Look, Sheet, ask
from converter.editions.watch import messages
from converter.editions.word_fonts import CHINESE, CHINESE_NAMES, WORD_LANGUAGE, kind_of
from converter.editions.word_sample import sample
from converter.resources import Style

SPECIAL: Final = ("fangsong", "kai")  # of the others a face is always there, or the edition is refused
NAMES = re.compile("仿宋|楷体|楷體|FangSong|Kai")
SHOWN: Final = 3  # families that the line names


def tell(style: Style, language: str) -> None:
    """Warn of what is lacking. A style that names no such face is not asked about."""
    if not NAMES.search(style.css):
        return
    with messages():
        sheet = ask(sample((), language), style.css, style.page)
    for line in lacking(sheet, WORD_LANGUAGE[faces.region(language)]):
        warnings.warn(line, stacklevel=3)


def lacking(sheet: Sheet, language: str) -> Iterator[str]:
    """What to tell the user; `language` is in Word's spelling: zh-CN, zh-TW or zh-HK."""
    told = set()
    for look in sheet.looks.values():
        wanted, found = kind_of(look.families[:1]), _found(look)
        if wanted in SPECIAL and found and kind_of((found,)) != wanted:
            name = CHINESE_NAMES[CHINESE[language][wanted]]
            if name not in told:
                told.add(name)
                families = ", ".join(look.families[:SHOWN])
                yield f"the style asks for {name} ({families}), which is not installed: {found} stands for it"


def _found(look: Look) -> str:
    installed = faces.families()
    return next((family for family in look.families if family in installed), "")
