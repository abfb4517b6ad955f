"""How a piece of a line is written into a PDF.

What is drawn are the glyphs as they were shaped, in the order of the text; what moves them are numbers between them, so
that no character is added to the text. Where a gap is so wide that a reader of PDFs takes it for a word space,
/ActualText says that there is none (ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from converter.composition.matter import within
from converter.editions.weasyprint_patch.faces import Face, types
from converter.editions.weasyprint_patch.paragraph import hyphen_of
from converter.editions.weasyprint_patch.pieces import Piece
from converter.editions.weasyprint_patch.shaping import EMPTY, Glyphs, shape
from converter.editions.weasyprint_patch.shaping import NONE as NO_GLYPHS
from converter.editions.weasyprint_patch.slant import slanted
from converter.editions.weasyprint_patch.spans import Span, is_bridged, spans_of

AROUND = 8  # characters on both sides of one that no face has, to say where it stands


def drawable(piece: Piece, stream: Any) -> bool:
    """Whether all its glyphs are outlines; pictures in colour are WeasyPrint's to draw."""
    fonts = (_font(face, stream) for _, face in piece.node.glyphs.faces)
    return not any(font.png or font.svg or font.colr or font.bitmap for font, _ in fonts)


def draw(piece: Piece, stream: Any, matrix: tuple[float, ...]) -> None:
    """Write the piece into a page's stream; the matrix leads to the beginning of its baseline."""
    if not piece.joined:
        if piece.node.box.style["font_style"] != "normal":
            glyphs = piece.node.glyphs
            first = bisect_right([at for at, _ in glyphs.faces], glyphs.glyph(piece.start - piece.node.start)) - 1
            matrix = slanted(_font(glyphs.faces[first][1], stream)[0], matrix)
        stream.set_text_matrix(*matrix)
        _Pen(piece, stream, matrix).draw()


class _Pen:
    """Writes glyphs, and the numbers that move them."""

    def __init__(self, piece: Piece, stream: Any, matrix: tuple[float, ...]) -> None:
        self.piece, self.stream, self.matrix, self.glyphs = piece, stream, matrix, piece.node.glyphs
        self.even = piece.spread.even
        self.out: list[str] = []
        self.due = 0.0  # px by which the pen is short of its place
        self.size = 1.0
        self.begun = [begun for begun, _ in self.glyphs.faces]

    def draw(self, *, spanned: bool = False) -> None:
        """Write all of it; `spanned` says that what it is read as is said already."""
        piece, offset = self.piece, self.piece.node.start
        self._face(self.glyphs.glyph(piece.start - offset))
        if piece.times > 1:
            first, last = self.glyphs.glyph(piece.start - offset), self.glyphs.glyph(piece.stop - offset)
            self.stream.show_text(f"<{self.glyphs.codes[4 * first : 4 * last] * piece.times}>")
            return
        if self.even:
            self.stream.stream.append(f"{self.even:.4f} Tc")
        spans = [] if spanned else spans_of(piece, self._unnamed())
        events = sorted({*self._moved(), *(at for span in spans for at in (span.start - 1, span.stop - 1))})
        begun, ended = {span.start: span for span in spans}, {span.stop: span for span in spans}
        done = piece.start
        if done in begun:
            self._open(begun[done])
        for at in [*(at for at in events if piece.start <= at < piece.stop - 1), piece.stop - 1]:
            self._show(done, at + 1)
            done = at + 1
            if done == piece.stop and done in ended:
                self._bridge()
                self._calls()
            self._move(at)
            if done in ended:
                self._close(filled=ended[done].behind)
            if done in begun:
                self._open(begun[done])
        if piece.line.hyphen and piece.stop == piece.line.stop:
            self._hyphen()
        self._flush()
        if self.even:
            self.stream.stream.append(b"0 Tc")

    def _moved(self) -> Iterator[int]:
        """Characters after which the pen is not where the PDF takes it."""
        piece, matter = self.piece, self.piece.paragraph.spaced()
        offset = piece.node.start
        yield from within(matter.moved, piece.start, piece.stop)
        if self.even:
            yield from within(matter.rigid, piece.start, piece.stop)
            uneven = within(self.glyphs.uneven, piece.start - offset, piece.stop - offset)
            yield from (at + offset for at in uneven)  # a —— that is one glyph
        yield from piece.spread.more
        yield from self._odd(piece.start - offset, piece.stop - offset)
        yield from (self._owner(begun) + offset - 1 for begun in self.begun[1:])

    def _odd(self, start: int, stop: int) -> Iterator[int]:
        glyphs = self.glyphs
        if glyphs.odd:
            odd = within(glyphs.odd_places, glyphs.glyph(start), glyphs.glyph(stop))
            yield from (self._owner(glyph) + self.piece.node.start for glyph in odd)

    def _owner(self, glyph: int) -> int:
        return glyph if self.glyphs.first is None else bisect_right(self.glyphs.first, glyph) - 1

    def _bridge(self) -> None:
        """Fill the gap to the next piece, or the place of a note's call, with a space that /ActualText leaves out."""
        piece = self.piece
        if piece.calls or is_bridged(piece):
            self.due += (piece.beyond or piece.gap(piece.stop - 1)) - self.even
            self._space()

    def _space(self) -> None:
        """A space that ends where the pen is to go on."""
        space = shape(" ", self.piece.node.box.style, "_") or NO_GLYPHS
        self.due -= sum(space.advances)
        self._settle()
        self._foreign(space)

    def _foreign(self, glyphs: Glyphs) -> None:
        """Write glyphs that are no part of the text, in a face of their own."""
        font, size = _font(glyphs.faces[0][1], self.stream)
        if font is not self.font:
            self._flush()
            self.stream.set_font_size(font.hash, size)
        self.out.append(f"<{glyphs.codes}>")
        if font is not self.font:
            self._flush()
            self.stream.set_font_size(self.font.hash, self.size)

    def _calls(self) -> None:
        """Draw the calls of notes that stand behind this piece, as a part of its last character."""
        if not self.piece.calls:
            return
        self._flush()
        if self.even:
            self.stream.stream.append(b"0 Tc")
        a, b, c, d, x, y = self.matrix
        for call, right, down in self.piece.calls:
            place = (a, b, c, d, x + right * a - down * c, y + right * b - down * d)
            self.stream.set_text_matrix(*place)
            _Pen(call, self.stream, place).draw(spanned=True)
        # Poppler takes the end of the last glyph for the end of all, so that one stands on the line again.
        space = shape(" ", self.piece.node.box.style, "_") or NO_GLYPHS
        right += sum(call.advances()) - sum(space.advances)
        self.stream.set_text_matrix(a, b, c, d, x + right * a, y + right * b)
        self.stream.set_font_size(self.font.hash, self.size)
        self._foreign(space)

    def _open(self, span: Span) -> None:
        self._flush()
        text = ("\ufeff" + self.piece.paragraph.text[span.start : span.stop]).encode("utf-16-be").hex()
        self.stream.stream.append(f"/Span <</ActualText <{text}>>> BDC")
        if span.before:
            self.due -= self.even
            self._space()

    def _close(self, *, filled: bool = False) -> None:
        if filled:
            self.due -= self.even
            self._space()
        self._flush()
        self.stream.stream.append(b"EMC")

    def _face(self, glyph: int) -> None:
        """Take up the face of a glyph."""
        self._flush()
        face = self.glyphs.faces[bisect_right(self.begun, glyph) - 1][1]
        font, self.size = _font(face, self.stream)
        self.stream.set_font_size(font.hash, self.size)
        self.font = font

    def _show(self, start: int, stop: int) -> None:
        """Write characters; those that are placed in a way of their own come last of them."""
        offset = self.piece.node.start
        first, last = self.glyphs.glyph(start - offset), self.glyphs.glyph(stop - offset)
        if first == last:  # the second half of a —— that is one glyph
            return
        if first in self.begun[1:]:
            self._face(first)
        self._settle()
        for glyph in within(self.glyphs.odd_places, first, last):
            self._code(first, glyph)
            self._placed(glyph)
            first = glyph + 1
        self._code(first, last)

    def _code(self, first: int, last: int) -> None:
        if first < last:
            self.out.append(f"<{self.glyphs.codes[4 * first : 4 * last]}>")

    def _placed(self, glyph: int) -> None:
        """One glyph that Pango moved, or that no face has."""
        advance, left, rise = self.glyphs.odd[glyph]
        code = self.glyphs.codes[4 * glyph : 4 * glyph + 4]
        if int(code, 16) == EMPTY:
            self.due += advance + self.even  # Tc moves after glyphs that are shown
            return
        width = self.font.widths[int(code, 16)] * self.size / 1000
        if glyph in self.glyphs.unknown:
            code, width = self._missing(glyph, *self.glyphs.unknown[glyph])
        self.due += left
        self._settle()
        if rise:
            self._flush()
            self.stream.set_text_rise(-rise)
        self.out.append(f"<{code}>")
        if rise:
            self._flush()
            self.stream.set_text_rise(0)
        self.due += advance - width - left

    def _missing(self, glyph: int, codepoint: int, width: float) -> tuple[str, float]:
        """The box that stands for a character no face has; the first time, the log says where."""
        from weasyprint.draw.text import LOGGER

        told = types(self.piece.node.box.style).told
        if codepoint not in told:
            told.add(codepoint)
            at = self._owner(glyph) + self.piece.node.start
            around = self.piece.paragraph.text[max(at - AROUND, 0) : at + AROUND + 1]
            LOGGER.warning('.notdef glyph rendered in "%s": "%s" (U+%04X)', around, chr(codepoint), codepoint)
        glyph = _named(self.font, codepoint)
        self.font.widths[glyph] = round(width * 1000 / self.size)
        self.font.widths.setdefault(0, self.font.widths[glyph])
        return f"{glyph:04x}", self.font.widths[glyph] * self.size / 1000

    def _unnamed(self) -> Iterator[int]:
        """Characters that no face has, and whose number in the PDF stands for another one."""
        piece, offset = self.piece, self.piece.node.start
        for glyph, (codepoint, _) in self.glyphs.unknown.items():
            at = self._owner(glyph) + offset
            if piece.start <= at < piece.stop:
                font, _ = _font(self.glyphs.faces[bisect_right(self.begun, glyph) - 1][1], self.stream)
                if font.to_unicode[_named(font, codepoint)] != chr(codepoint):
                    yield at

    def _move(self, at: int) -> None:
        """Go on to the next character: the gap after this one, but for what Tc moves by itself."""
        self.due += self.piece.gap(at) - self.even * self._count(at)

    def _count(self, at: int) -> int:
        """How many glyphs a character has: Tc moves after each of them."""
        first = self.glyphs.first
        at -= self.piece.node.start
        return 1 if first is None else first[at + 1] - first[at]

    def _settle(self) -> None:
        """Write what is due, in whole thousandths of the size; the rest stays due."""
        moved = round(self.due * 1000 / self.size)
        if moved:
            glued = self.out and self.out[-1][-1] != ">"  # two numbers would be read as one
            self.out.append(f" {-moved}" if glued else str(-moved))
            self.due -= moved * self.size / 1000

    def _hyphen(self) -> None:
        """The hyphen of a divided word, which is no part of the text."""
        hyphen = hyphen_of(self.piece.node.box.style)
        last = self.piece.stop - 1
        self.due += self.piece.paragraph.ends.get(last, 0.0) - self.piece.gap(last)
        self._settle()
        self._flush()
        self.stream.stream.append(b"/Span <</ActualText <feff00ad>>> BDC")
        font, size = _font(hyphen.faces[0][1], self.stream)
        self.stream.set_font_size(font.hash, size)
        self.out.append(f"<{hyphen.codes}>")
        self._close()

    def _flush(self) -> None:
        if self.out:
            self.stream.stream.append(f"[{''.join(self.out)}] TJ")
            self.out = []


def _named(font: Any, codepoint: int) -> int:
    """The number of a glyph for a character that no face has: few faces have many to spare."""
    glyph: int = font.get_unused_glyph_id(codepoint)
    font.to_unicode.setdefault(glyph, chr(codepoint))
    return glyph


def _font(face: Face, stream: Any) -> tuple[Any, float]:
    """The font of a PDF that a face is, and its size; the PDF learns which glyphs stand for which characters."""
    known = face.printed
    if known is None or known[0] is not stream._fonts:
        font, size = stream.add_font(face.pointer)
        known = face.printed = (stream._fonts, font, size, 0)
    _, font, size, learnt = known
    if learnt != len(face.widths):
        font.widths.update(face.widths)
        for glyph, text in face.unicode.items():
            font.to_unicode.setdefault(glyph, text)
        face.printed = (stream._fonts, font, size, len(face.widths))
    return font, size
