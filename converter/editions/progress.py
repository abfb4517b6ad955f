"""How far a PDF is: pages made, told to whoever watches.

WeasyPrint says in its log that it begins a page; a long book, of how many characters the pages are made.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

LOG = "weasyprint.progress"
PAGE = "Step 5 - Creating layout - Page %d"  # the words of the log
PER_PAGE = 1_100  # characters, as long as nothing is known


@dataclass(slots=True)
class Watch:
    """What is known of the PDF at hand."""

    tell: Callable[[int, int], None]  # pages made, and how many there will be, nearly
    length: int = 0  # characters of the text
    pages: int = 0
    counted: int = 0  # characters of which the pages are made

    def expected(self) -> int:
        """How many pages there will be."""
        guessed = self.length // PER_PAGE
        if self.counted:
            guessed = self.pages * self.length // self.counted
        return max(guessed, self.pages)


_watching: list[Watch] = []


@contextmanager
def shown(tell: Callable[[int, int], None]) -> Iterator[None]:
    """Tell of each page of the PDFs that are made inside: pages made, pages expected."""
    _watching.append(Watch(tell))
    try:
        with watched(page):
            yield
    finally:
        _watching.pop()


@contextmanager
def watched(made: Callable[[], None]) -> Iterator[None]:
    """Call this for each page that WeasyPrint begins in this process."""
    handler, logger = _Pages(made), logging.getLogger(LOG)
    before = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before[0])
        logger.propagate = before[1]


def begin(length: int) -> None:
    """A PDF of so many characters begins."""
    for watch in _watching[-1:]:
        watch.length, watch.pages, watch.counted = length, 0, 0


def page() -> None:
    """A page is made."""
    for watch in _watching[-1:]:
        watch.pages += 1
        watch.tell(watch.pages, watch.expected())


def parts(length: int) -> None:
    """The pages of so many characters are made."""
    for watch in _watching[-1:]:
        watch.counted = length


class _Pages(logging.Handler):
    def __init__(self, made: Callable[[], None]) -> None:
        super().__init__(logging.INFO)
        self._made = made

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg == PAGE:
            self._made()
