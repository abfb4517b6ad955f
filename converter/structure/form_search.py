"""Which of the forms of furniture a line has.

Within a long text most lines have none: one look at all patterns together says so before each of them is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from converter.structure.forms import FORMS, Form
from converter.structure.line import Line

LONGEST = 160  # characters; furniture is short, and a pattern must not run over a whole book on one line


ANYWHERE = tuple(form for form in FORMS if form.anywhere)


def form_of(line: Line, forms: Sequence[Form], skips: Callable[[str], bool]) -> Form | None:
    """Which of the forms the line has, the one of most weight; None when it has none that is switched on."""
    return form_of_text(line.plain, forms, skips) if len(line.text) <= LONGEST else None


def form_of_text(text: str, forms: Sequence[Form], skips: Callable[[str], bool]) -> Form | None:
    """The same for a text in plain form."""
    if forms is ANYWHERE and not _anywhere().fullmatch(text):
        return None
    found = (form for form in forms if form.pattern.fullmatch(text) and not skips(form.rule))
    return max(found, key=lambda form: form.weight, default=None)


@cache
def _anywhere() -> re.Pattern[str]:
    """What any of the forms matches that stand anywhere."""
    return re.compile("|".join(f"(?:{form.pattern.pattern}\n)" for form in ANYWHERE), re.IGNORECASE | re.VERBOSE)
