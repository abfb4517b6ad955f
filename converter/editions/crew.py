"""The parts of a long book laid out by several processes, or one after the other in this one: the same PDF.

Each process is a press of its own (`weasyprint_patch.press`), begun as a new Python, so that a program without
`if __name__ == "__main__"` can print books too. It is told its orders through a pipe, in the order of the parts, and
tells what each part hands on to the next as soon as its pages are made.
"""

from __future__ import annotations

import logging
import os
import pickle
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import current_process
from typing import IO, Any

from converter.editions import html, progress
from converter.editions.parts import Part, leads_to, names
from converter.editions.weasyprint_patch.parts import IndivisibleError, Start
from converter.editions.weasyprint_patch.press import Cast, Glyphs, Order, Press, Sheets
from converter.settings import Limits

PROCESSES = 4  # more are idle while the parts wait for one another, and cost their memory all the same
UNKNOWN = 888  # what stands in the contents as long as nobody knows better
BOOT = "import sys; sys.path[:] = {path!r}; from converter.editions.hand import serve; serve()"
GRACE = 2.0  # seconds that a process has to end by itself


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be laid out."""

    number: int
    part: Part
    last: bool
    targets: dict[str, int]  # folios


@dataclass(frozen=True, slots=True)
class Book:
    """What all presses are told."""

    shell: str  # HTML with an empty body
    cover: str  # HTML
    sheets: tuple[str, ...]  # CSS
    names: frozenset[str]  # that links may lead to
    limits: Limits

    def order(self, task: Task) -> Order:
        """The order for a press: the part as HTML, its notes counted on from the part before."""
        part = task.part
        head, body, tail = self.shell.partition("<body>\n")
        inside = (self.cover if part.front else "") + html.from_pandoc(part.tree, self.limits, paper=True)
        body = f'<body style="counter-reset: footnote {part.notes}">\n'
        first = task.number == 1
        return Order(task.number, head + body + inside + tail, first, part.front, task.last, task.targets)


@dataclass(slots=True)
class Printed:
    """What the presses have made so far."""

    parts: list[Part]
    sheets: dict[int, Sheets] = field(default_factory=dict)
    ends: dict[int, Start] = field(default_factory=dict)
    cast: list[Cast] = field(default_factory=list)

    def task(self, number: int) -> Task:
        """A part to be laid out; the contents want the folios of all others."""
        part, last = self.parts[number], number == len(self.parts) - 1
        if not part.front:
            return Task(number, part, last, {})
        if len(self.sheets) < len(self.parts):
            return Task(number, part, last, dict.fromkeys(leads_to(part.tree) - names(part.tree), UNKNOWN))
        own = names(part.tree)
        folios = {
            name: folio for made in self.sheets.values() for name, folio in made.targets.items() if name not in own
        }
        return Task(number, part, last, folios)

    def add(self, number: int, sheets: Sheets, end: Start) -> None:
        """Note a part. The front is printed twice, and may not become longer or shorter by its figures."""
        if sheets.front and number in self.sheets and len(self.sheets[number].pages) != len(sheets.pages):
            raise IndivisibleError
        self.sheets[number], self.ends[number] = sheets, end
        done = sum(self.parts[one].length for one in self.sheets)
        progress.parts(done)


def free_processes() -> int:
    """How many processes may lay out a book now: one in a worker of a batch, whose other cores are taken."""
    if current_process().daemon or not sys.executable:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, PROCESSES)


def printed(book: Book, parts: list[Part], processes: int) -> Printed:
    """The parts of a book. Raises IndivisibleError when it can only be laid out in one piece."""
    if processes > 1:
        with suppress(_LackingError, OSError):
            return _Crew(book, parts, min(processes, len(parts) - 1)).printed()
    return _alone(book, parts)


def _alone(book: Book, parts: list[Part]) -> Printed:
    """One part after the other, here."""
    press, made = Press(book.sheets, book.names), Printed(parts)
    for number in _in_order(parts):
        begins = made.ends[number - 1] if number else Start()
        made.add(number, *press.print(book.order(made.task(number)), begins))
    made.cast = press.cast(press.glyphs())
    return made


def _in_order(parts: list[Part]) -> list[int]:
    """The front first, for the text begins behind it, and again when all folios are known."""
    return [*range(len(parts)), 0]


class _LackingError(Exception):
    """A character that no face has: its glyph has a number that only one press knows."""


class _Hand:
    """One process, and what it says."""

    def __init__(self, book: Book, said: queue.Queue[tuple[_Hand, Any]]) -> None:
        boot = BOOT.format(path=sys.path)
        self.process = subprocess.Popen([sys.executable, "-c", boot], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._said = said
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.tell(book)

    def tell(self, thing: Any) -> None:
        assert self.process.stdin is not None  # noqa: S101
        send(self.process.stdin, thing)

    def _listen(self) -> None:
        assert self.process.stdout is not None  # noqa: S101
        with suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                self._said.put((self, pickle.load(self.process.stdout)))  # noqa: S301 (our own)
        self._said.put((self, None))

    def end(self) -> None:
        self.process.kill()
        self.process.wait(GRACE)
        self._listener.join(GRACE)  # it reads to the end of the pipe, which must not be closed under it
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


class _Crew:
    """Several processes at one book."""

    def __init__(self, book: Book, parts: list[Part], size: int) -> None:
        self.book, self.size = book, size
        self.said: queue.Queue[tuple[_Hand, Any]] = queue.Queue()
        self.made = Printed(parts)
        self.waiting: dict[int, _Hand] = {}  # parts that ask where they start
        self.idle: list[_Hand] = []
        self.todo = _in_order(parts)

    def printed(self) -> Printed:
        hands: list[_Hand] = []
        try:
            while len(hands) < self.size:
                hands.append(_Hand(self.book, self.said))
            self.idle = list(hands)
            self._give()
            while len(self.idle) < self.size or self.todo:
                self._heard(*self.said.get())
            self._cast(hands)
        finally:
            for hand in hands:
                hand.end()
        return self.made

    def _give(self) -> None:
        """Give orders to all who have none: the next part that can be begun."""
        while self.idle and self.todo:
            number = next((one for one in self.todo if self._ready(one)), None)
            if number is None:
                return
            self.todo.remove(number)
            self.idle.pop().tell((self.made.task(number), self._start(number)))

    def _ready(self, number: int) -> bool:
        """The text begins where the front ends; the front is printed again at the very end."""
        if number == 0:
            return not self.made.sheets or len(self.made.sheets) == len(self.made.parts)
        return number > 1 or 0 in self.made.ends

    def _start(self, number: int) -> Start | None:
        return self.made.ends.get(number - 1) if number else Start()

    def _heard(self, hand: _Hand, thing: Any) -> None:
        match thing:
            case None:
                raise OSError("a process that laid out a part of the book ended")
            case ("asks", number):
                self.waiting[number] = hand
            case ("ends", number, end):
                self.made.ends.setdefault(number, end)
            case ("printed", number, sheets, end):
                self.made.add(number, sheets, end)
                self.idle.append(hand)
            case ("page",):
                progress.page()
            case ("log", level, message):
                logging.getLogger("weasyprint").log(level, "%s", message)
            case ("error", error):
                raise error
        for number in [number for number in self.waiting if number - 1 in self.made.ends]:
            self.waiting.pop(number).tell(self.made.ends[number - 1])
        self._give()

    def _cast(self, hands: list[_Hand]) -> None:
        """Have each face cast by one press, with the glyphs that all have used."""
        used = [self._answer(hand, "glyphs") for hand in hands]
        if any(glyphs is None for glyphs in used):
            raise _LackingError
        union = _union(used)
        for hand, glyphs in zip(hands, used, strict=True):
            if share := {name: union.pop(name) for name in glyphs if name in union}:
                self.made.cast += self._answer(hand, share)

    def _answer(self, hand: _Hand, question: Any) -> Any:
        hand.tell(question)
        while True:
            answering, thing = self.said.get()
            if thing is None:
                raise OSError("a process that laid out a part of the book ended")
            if answering is hand and thing[0] == "answer":
                return thing[1]


def _union(used: list[Glyphs]) -> Glyphs:
    """The glyphs that all presses have used. The answer does not depend on who has printed what."""
    union: Glyphs = {}
    for glyphs in used:
        for name, mine in glyphs.items():
            known = union.setdefault(name, {})
            for glyph, found in mine.items():
                known[glyph] = max(known.get(glyph, found), found)
    return union


def send(pipe: IO[bytes], thing: Any) -> None:
    """Put a thing into a pipe."""
    pickle.dump(thing, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()
