"""The outlines of a face (its CFF table), made ready to stand in a PDF by themselves.

Adobe Technical Note 5176 (The Compact Font Format Specification): 4 (DICT data), 5 (INDEX data), 13 (charsets), 18
(CID-keyed fonts), 19 (FDSelect); Technical Note 5177 (Type 2 Charstring Format): 3.1 (the width before the outline).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

# Operators; those of two bytes, 12 and another, are counted from 1200 on.
CHARSET, CHARSTRINGS, PRIVATE, SUBRS, DEFAULT, NOMINAL = 15, 17, 18, 19, 20, 21
ROS, FDARRAY, FDSELECT = 1230, 1236, 1237
ESCAPE, SHORT, LONG, REAL, END = 12, 28, 29, 30, 15
# Operators that may begin an outline, and how many operands they have when no width stands before them; the others:
MOVE, HORIZONTAL, VERTICAL, ENDCHAR = 21, 22, 4, 14
STRAIGHT = (HORIZONTAL, VERTICAL)
MOVES = {MOVE: 2, HORIZONTAL: 1, VERTICAL: 1, ENDCHAR: 0}
NOTHING = bytes([139])  # the number 0
STEMS = frozenset({1, 3, 18, 19, 20, 23})  # an even number
FIXED = 255


class UnfitError(Exception):
    """The table is written in a way that this module does not know."""


class Entry(NamedTuple):
    """One entry of a DICT."""

    operator: int
    operands: list[int]  # real numbers are left out
    raw: bytes


class Widths(NamedTuple):
    """How glyphs say their width: not at all when it is the default, else as the difference from the nominal one."""

    default: int
    nominal: int


def keyed_by_numbers(table: memoryview, count: int) -> bool:
    """Whether the face is keyed by CIDs, and the CID of each of its so many glyphs is the glyph's number.

    Raises UnfitError.
    """
    if not table or table[0] != 1:
        raise UnfitError
    said = {entry.operator: entry.operands for entry in _dict(bytes(_index(table, _index(table, table[2])[1])[0][0]))}
    if ROS not in said or CHARSET not in said:
        return False
    return all(glyph == first for glyph, first, _ in _charset(table, said[CHARSET][0], count))


def levelled(table: memoryview) -> bytes:
    """The same face of CIDs, in which all parts say widths in one way; some readers of PDFs know no other.

    Raises UnfitError.
    """
    _, names = _index(table, table[2])
    tops, after_top = _index(table, names)
    _, after_strings = _index(table, after_top)
    subroutines, after_subroutines = _index(table, after_strings)
    top = _dict(bytes(tops[0]))
    said = {entry.operator: entry.operands for entry in top}
    if subroutines or not {ROS, CHARSET, CHARSTRINGS, FDARRAY, FDSELECT} <= said.keys():
        raise UnfitError
    glyphs, _ = _index(table, said[CHARSTRINGS][0])
    charset = said[CHARSET][0]
    parts = [_part(table, bytes(one)) for one in _index(table, said[FDARRAY][0])[0]]
    chosen, selection = _selection(table, said[FDSELECT][0], len(glyphs))
    common = Counter(parts[part].widths for part in chosen).most_common(1)[0][0]
    outlines = [_said(bytes(glyph), parts[part].widths, common) for glyph, part in zip(glyphs, chosen, strict=True)]
    sections = {
        CHARSET: bytes(table[charset : _end(table, charset, len(glyphs))]),
        FDSELECT: selection,
        CHARSTRINGS: _written(outlines),
    }
    head, tail = bytes(table[:names]), bytes(table[after_top:after_subroutines])
    begin = len(head) + len(_written([_top(top, {})])) + len(tail)
    places = {}
    for operator, section in sections.items():
        places[operator], begin = begin, begin + len(section)
    privates = [part.private + _entry(DEFAULT, common.default) + _entry(NOMINAL, common.nominal) for part in parts]
    ends = list(accumulate(map(len, privates), initial=begin))
    fonts = [
        part.font + _entry(PRIVATE, len(private), start)
        for part, private, start in zip(parts, privates, ends, strict=False)
    ]
    places[FDARRAY] = ends[-1]
    body = [*sections.values(), *privates, _written(fonts)]
    return b"".join([head, _written([_top(top, places)]), tail, *body])


class _Part(NamedTuple):
    """One of the fonts that a CID-keyed face is made of: its DICTs without what is written anew."""

    font: bytes
    private: bytes
    widths: Widths


def _part(table: memoryview, font: bytes) -> _Part:
    entries = _dict(font)
    size, start = next((entry.operands for entry in entries if entry.operator == PRIVATE), [0, 0])
    private = _dict(bytes(table[start : start + size]))
    said = {entry.operator: entry.operands for entry in private}
    if SUBRS in said or [] in (said.get(DEFAULT), said.get(NOMINAL)):
        raise UnfitError
    widths = Widths(said.get(DEFAULT, [0])[0], said.get(NOMINAL, [0])[0])
    return _Part(
        b"".join(entry.raw for entry in entries if entry.operator != PRIVATE),
        b"".join(entry.raw for entry in private if entry.operator not in (DEFAULT, NOMINAL)),
        widths,
    )


def _top(entries: list[Entry], places: dict[int, int]) -> bytes:
    """The Top DICT, with these places; as long with none."""
    moved = (CHARSET, CHARSTRINGS, FDARRAY, FDSELECT)
    return b"".join(
        _entry(entry.operator, places.get(entry.operator, 0)) if entry.operator in moved else entry.raw
        for entry in entries
    )


def _said(outline: bytes, ours: Widths, common: Widths) -> bytes:
    """An outline that says its width in the common way.

    A horizontal or vertical move at its beginning becomes one in both directions, which is the same: some readers count
    the operands of no other.
    """
    at, begins = 0, [0]
    while outline[at] >= 32 or outline[at] == SHORT:
        at += _operand(outline, at)[0]
        begins.append(at)
    operator, count = outline[at], len(begins) - 1
    if operator not in MOVES and operator not in STEMS:
        raise UnfitError
    has_width = count > MOVES[operator] if operator in MOVES else count % 2 == 1
    width = _operand(outline, 0)[1] + ours.nominal if has_width else ours.default
    rest = outline[begins[1] :] if has_width else outline
    if operator in STRAIGHT:
        before, behind = (NOTHING, b"") if operator == VERTICAL else (b"", NOTHING)
        rest = before + outline[begins[-2] : at] + behind + bytes([MOVE]) + outline[at + 1 :]
    return rest if width == common.default else _number(width - common.nominal) + rest


def _operand(data: bytes, at: int) -> tuple[int, int]:
    """How many bytes a number of an outline or a DICT has, and the number."""
    first = data[at]
    if first == SHORT:
        return 3, int.from_bytes(data[at + 1 : at + 3], "big", signed=True)
    if first == FIXED:
        raise UnfitError  # a fraction
    if first < 247:
        return 1, first - 139
    if first < 251:
        return 2, 256 * (first - 247) + data[at + 1] + 108
    return 2, -256 * (first - 251) - data[at + 1] - 108


def _number(value: int) -> bytes:
    return bytes([SHORT]) + value.to_bytes(2, "big", signed=True)


def _entry(operator: int, *operands: int) -> bytes:
    """An entry of a DICT; its length does not depend on the operands."""
    name = [operator] if operator < 1200 else [ESCAPE, operator - 1200]
    return b"".join(bytes([LONG]) + value.to_bytes(4, "big", signed=True) for value in operands) + bytes(name)


def _dict(data: bytes) -> list[Entry]:
    entries, at, begun, operands = [], 0, 0, list[int]()
    while at < len(data):
        first, size = data[at], 1
        if first <= 21:
            size = 2 if first == ESCAPE else 1
            operator = first if size == 1 else 1200 + data[at + 1]
            entries.append(Entry(operator, operands, data[begun : at + size]))
            begun, operands = at + size, []
        elif first == LONG:
            size = 5
            operands.append(int.from_bytes(data[at + 1 : at + 5], "big", signed=True))
        elif first == REAL:
            while END not in (data[at + size] >> 4, data[at + size] & 15):
                size += 1
            size += 1
        else:
            size, value = _operand(data, at)
            operands.append(value)
        at += size
    return entries


def _index(table: memoryview, at: int) -> tuple[Sequence[memoryview], int]:
    """The objects of an INDEX, and where it ends. Raises UnfitError where there is none."""
    if not 0 < at < len(table) - 2:
        raise UnfitError
    count = int.from_bytes(table[at : at + 2], "big")
    if not count:
        return [], at + 2
    size = table[at + 2]
    before = at + 2 + (count + 1) * size  # offsets count from the byte before the objects
    raw = bytes(table[at + 3 : before + 1])
    ends = [before + int.from_bytes(raw[place : place + size], "big") for place in range(0, len(raw), size)]
    return [table[start:end] for start, end in pairwise(ends)], ends[-1]


def _written(objects: list[bytes]) -> bytes:
    """An INDEX."""
    ends = list(accumulate(map(len, objects), initial=1))
    size = (ends[-1].bit_length() + 7) // 8
    offsets = b"".join(end.to_bytes(size, "big") for end in ends)
    return len(objects).to_bytes(2, "big") + bytes([size]) + offsets + b"".join(objects)


def _charset(table: memoryview, at: int, count: int) -> Iterator[tuple[int, int, int]]:
    """The first glyph of each range, its CID, and where the next range stands. Glyph 0, .notdef, is not written."""
    wide, glyph = table[at], 1  # formats 0, 1, 2: so many bytes say how many glyphs follow the first
    at += 1
    while glyph < count:
        after = at + 2 + wide
        yield glyph, int.from_bytes(table[at : at + 2], "big"), after
        glyph += 1 + int.from_bytes(table[at + 2 : after], "big")
        at = after


def _end(table: memoryview, at: int, count: int) -> int:
    """Where the charset of so many glyphs ends."""
    end = at + 1
    for _, _, end in _charset(table, at, count):  # noqa: B007
        pass
    return end


def _selection(table: memoryview, at: int, count: int) -> tuple[list[int], bytes]:
    """The part that each glyph belongs to, and the bytes that say so."""
    if table[at] == 0:
        return list(table[at + 1 : at + 1 + count]), bytes(table[at : at + 1 + count])
    if table[at] != 3:
        raise UnfitError
    ranges = int.from_bytes(table[at + 1 : at + 3], "big")
    end = at + 3 + 3 * ranges + 2
    firsts = [int.from_bytes(table[place : place + 2], "big") for place in range(at + 3, end, 3)]
    parts = [table[place] for place in range(at + 5, end - 2, 3)]
    chosen = [
        part for part, start, stop in zip(parts, firsts[:-1], firsts[1:], strict=True) for _ in range(start, stop)
    ]
    return chosen, bytes(table[at:end])
