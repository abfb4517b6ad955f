"""Which of the forms of furniture a line has.

Most lines have none, and one look at all patterns together says so; only then is each of them asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from converter.structure.forms import FORMS, Form
from converter.structure.line import Line

LONGEST = 160  # characters; furniture is short, and a pattern must not run over a whole book on one line


class Forms(tuple[Form, ...]):
    """Forms that are looked for together."""

    @cached_property
    def together(self) -> re.Pattern[str]:
        """What any of them matches."""
        return re.compile("|".join(f"(?:{form.pattern.pattern}\n)" for form in self), re.IGNORECASE | re.VERBOSE)


AT_THE_ENDS = Forms(FORMS)
ANYWHERE = Forms(form for form in FORMS if form.anywhere)


def form_of(line: Line, forms: Forms, skips: Callable[[str], bool]) -> Form | None:
    """Which of the forms the line has, the one of most weight; None when it has none that is switched on."""
    return form_of_text(line.plain, forms, skips) if len(line.text) <= LONGEST else None


def form_of_text(text: str, forms: Forms, skips: Callable[[str], bool]) -> Form | None:
    """The same for a text in plain form."""
    if not forms.together.fullmatch(text):
        return None
    found = (form for form in forms if form.pattern.fullmatch(text) and not skips(form.rule))
    return max(found, key=lambda form: form.weight, default=None)
