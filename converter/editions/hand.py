"""A process that lays out parts of a book: what `crew` begins, and tells what to do through a pipe."""

from __future__ import annotations

import logging
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from converter.editions import progress
from converter.editions.crew import Book, Task, send
from converter.editions.weasyprint_patch.parts import Start
from converter.editions.weasyprint_patch.press import Order, Press


def serve() -> None:
    """The life of a process: orders, then questions about faces, until the pipe closes."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to everyone; the parent decides
    orders, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer

    def say(*thing: Any) -> None:
        send(out, thing)

    with suppress(EOFError, OSError, KeyboardInterrupt), _told(say):
        book: Book = pickle.load(orders)  # noqa: S301 (our own)
        press = Press(book.sheets, book.names)
        while True:
            match pickle.load(orders):  # noqa: S301 (our own)
                case (Task() as task, start):
                    _serve(press, book.order(task), start, orders, say)
                case "glyphs":
                    say("answer", None if press.lacking else press.glyphs())
                case share:
                    say("answer", press.cast(share))


def _serve(press: Press, order: Order, start: Start | None, orders: IO[bytes], say: Callable[..., None]) -> None:
    """Print one part, and say what it hands on as soon as that is known."""

    def ask() -> Start:
        say("asks", order.number)
        begins: Start = pickle.load(orders)  # noqa: S301 (our own)
        return begins

    def ends(end: Start) -> None:
        if not order.front:
            say("ends", order.number, end)

    try:
        sheets, end = press.print(order, start, ask, ends)
    except Exception as error:
        say("error", error)
    else:
        say("printed", order.number, sheets, end)


@contextmanager
def _told(say: Callable[..., None]) -> Iterator[None]:
    """Send on what WeasyPrint logs, and that a page is made."""
    handler = _Sender(say)
    logging.getLogger("weasyprint").addHandler(handler)
    with progress.watched(lambda: say("page")):
        yield


class _Sender(logging.Handler):
    def __init__(self, say: Callable[..., None]) -> None:
        super().__init__(logging.WARNING)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        self._say("log", record.levelno, record.getMessage())
