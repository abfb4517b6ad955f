"""Watching WeasyPrint at work: how long it may take, and what it says while it does.

What it logs (a character without a glyph, a rule of a stylesheet that it does not know) becomes a warning of one line.
"""

from __future__ import annotations

import gc
import logging
import re
import signal
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from converter.errors import UnwritableError

LOG = logging.getLogger(__name__)
NO_GLYPH = re.compile(
    r'\.notdef glyph rendered (?:in "(.*)": |.*)"(.+)" \((U\+[0-9A-F]+)\)'
)  # WeasyPrint's words, nearly
CONSEQUENCE = "Too many glyphs missing"  # what it adds to them
OF_STYLES = (
    "Ignored `",
    "Invalid or unsupported selector",
    "Unknown rule <",
)  # said by `css_check`, with the stylesheet's own lines
SELDOM = (10_000, 20, 20)  # new objects, and rounds, after which garbage is looked for: an eighth of the time else
AGAIN = 0.2  # seconds; an alarm that falls into a callback of the interpreter's is lost, the next one is not


class _OverTimeError(BaseException):
    """Not an Exception: no library shall swallow it on its way."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End what runs inside after so many seconds.

    Raises UnwritableError when the time is up. Only the main thread can be ended, and only where there are alarms;
    elsewhere there is no limit.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def over(*_: object) -> None:
        raise _OverTimeError

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    except _OverTimeError:
        raise UnwritableError(
            f"setting the pages took longer than {seconds:g} s and was ended: split the text into smaller files"
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def few_collections() -> Iterator[None]:
    """Let Python look for circular garbage seldom: in a book it looks at millions of boxes, nearly all in use."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def messages(place: Callable[[str], str] = str) -> Iterator[None]:
    """Route WeasyPrint's log: nothing is printed, what a reader would notice is warned of, each thing once.

    `place` says where a character stands that no face has; in itself when nobody knows.
    """
    logger = logging.getLogger("weasyprint")
    collected = _Collector(place)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collected)
    try:
        yield
    finally:
        logger.removeHandler(collected)
        logger.propagate = propagate
    for message in collected.found:
        warnings.warn(message, stacklevel=4)


class _Collector(logging.Handler):
    def __init__(self, place: Callable[[str], str]) -> None:
        super().__init__(logging.WARNING)
        self._place = place
        self.found: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        said = " ".join(record.getMessage().split())[:300]
        if missing := NO_GLYPH.fullmatch(said):
            _, char, code = missing.groups()
            said = f"no installed face has {self._place(char)} ({code}), it prints as a box: install a font that has it"
        elif said.startswith((CONSEQUENCE, *OF_STYLES)):
            return
        LOG.debug("%s", said)
        self.found[said] = None
