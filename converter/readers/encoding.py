"""Bytes become text: in which encoding this is, and how sure that is.

In: the bytes of a file. Out: its text, the encoding's name, and every place where it did not fit.
The order: a byte order mark; the shift codes of HZ and ISO 2022 in what is ASCII otherwise; then UTF-8, GB18030, Big5
(with Hong Kong's characters, or Windows' marks) and UTF-16, by how probable each makes the same bytes as Chinese prose
(`frequency`). A file whose lines are in several encodings is read line by line. What fits nowhere is refused, never
guessed into garbage.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from converter.errors import UnreadableError, UsageError
from converter.readers.frequency import MARKS, common, likelihood, likelihood_japanese, likelihood_korean

UNKNOWN = "in no encoding that fits (UTF-8, GB18030, Big5, UTF-16): if you know it, pass --encoding NAME"
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SHIFTED = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_2"), (b"~{", "hz"))  # RFC 1557, 1554, 1843
CANDIDATES = {  # what each costs, in the unit of `likelihood`: how much rarer it is than the first
    "utf-8": 0.0, "gb18030": 3.0, "big5hkscs": 4.0, "cp950": 5.0, "utf-16-le": 8.0, "utf-16-be": 10.0,
    "cp949": 12.0, "euc_jp": 12.0, "cp932": 12.0,  # Korean and Japanese, lest they become nonsense in Chinese
}  # fmt: skip
FAMILIES = {"cp950": "big5hkscs"}  # these are no rivals: they differ in a few marks
PROSE = {"euc_jp": likelihood_japanese, "cp932": likelihood_japanese, "cp949": likelihood_korean}  # the rest: Chinese
BY_LINE = ("utf-8", "gb18030", "big5hkscs")  # no line end is part of a character in these
WIDER = {  # what a user calls it, as Python spells it → the standard that holds all of it
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf-8-sig": "utf-8",
}  # fmt: skip

SAMPLE = 1 << 16  # bytes that are weighed
CERTAIN = 24  # bytes: valid UTF-8 of this length with ideographs in it is nothing else
MARGIN = 12.0  # e^12 to 1 against the next best reading: sure
DOUBTFUL = -10.5  # a character's average share: prose has -7 to -9
HOPELESS = -13.0  # below this it is no Chinese text
REPAIR_MARGIN = 15.0  # what another encoding must gain on one line of a file
SPACE = " \t\r\n\u3000\xa0"
CONTROLS = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
ESCAPED = re.compile("[\ud800-\udfff]+")
EASTERN = re.compile("[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")  # kana, ideographs, syllables
WIDE = re.compile("[\u0800-\uffff\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Bad:
    """A place that the encoding does not cover: U+FFFD stands there."""

    at: int  # in the text
    byte: int  # in the file
    raw: bytes
    cut: bool = False  # the file ends inside a character


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and how it was found."""

    text: str  # with its byte order mark
    encoding: str
    sure: bool = True
    bad: tuple[Bad, ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()  # offset in the text, and what a person should look at


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file; `encoding` overrides what would be found.

    Raises UnreadableError when no encoding fits (or the given one does not), UsageError when its name is unknown.
    """
    if encoding:
        return _told(data, encoding)
    for bom, name in BOMS:
        if data.startswith(bom):
            return _checked(_read([(name, data)]), f"begins as {name.upper()} and goes on as something else")
    return _shifted(data) or _plain_utf8(data) or _found(data)


def _told(data: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name  # one spelling for utf16, UTF_16 and u16
        b"\xffa".decode(name, "replace")  # raises for what is no encoding of files: zlib, punycode
    except (LookupError, ValueError):
        raise UsageError(
            f"there is no encoding {encoding!r}: try utf-8, gb18030, big5hkscs or utf-16, or leave --encoding out"
        ) from None
    name = WIDER.get(name, name)
    if name in ("utf-16", "utf-32"):  # which end first is the byte order mark's to say
        name = next((by_bom for bom, by_bom in BOMS if data.startswith(bom) and name[:6] in by_bom), f"{name}-le")
    return _checked(_read([(name, data)]), f"not in {encoding}: leave --encoding out, and it is found")


def _shifted(data: bytes) -> Decoded | None:
    """The text of a file in seven bits whose shift codes lead to characters of East Asia."""
    name = next((name for code, name in SHIFTED if code in data), "") if data.isascii() else ""
    text = data.decode(name, "replace") if name else ""
    if not WIDE.search(text) or _average(text) < DOUBTFUL:
        return None
    why = f"read as {name}, in which this fits nowhere: something is missing here"
    doubts = tuple((found.start(), why) for found in re.finditer("\ufffd+", text))
    return Decoded(text, name, sure=not doubts, doubts=doubts)


def _plain_utf8(data: bytes) -> Decoded | None:
    """The file as UTF-8, when it can be nothing else."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return None
    if len(data) < CERTAIN or "\0" in text or not WIDE.search(text):
        return None
    return _checked(_read([("utf-8", data)]), UNKNOWN)


def _found(data: bytes) -> Decoded:
    """The most probable reading.

    Raises UnreadableError when even that is improbable.
    """
    sample = _sample(data)
    scores = {name: _score(sample, name) - cost for name, cost in CANDIDATES.items()}
    best = max(scores, key=lambda name: scores[name])
    pieces = _by_line(data, best) if best in BY_LINE else [(best, data)]
    decoded = _checked(_read(pieces), UNKNOWN)
    if len(pieces) > 1:
        return decoded
    if best == "utf-8" and not decoded.bad:
        return decoded
    average = _average(_lenient(sample, best)[0])
    if average < (HOPELESS if EASTERN.search(decoded.text) else DOUBTFUL):
        raise UnreadableError(UNKNOWN)
    rival = _rival(best, scores)
    if average < DOUBTFUL:
        return _unsure(decoded, f"read as {best}, in which it is hardly Chinese prose: pass --encoding if it is wrong")
    if scores[best] - scores[rival] < MARGIN and _lenient(sample, rival)[0] != _lenient(sample, best)[0]:
        return _unsure(decoded, f"read as {best}; {rival} is almost as probable: pass --encoding if it is wrong")
    return decoded


def _sample(data: bytes) -> bytes:
    """The part to weigh: from the first byte that is not ASCII, or near it."""
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, first.start() - 64) & ~3 if first else 0  # UTF-16 and UTF-32 keep their step
    return data[start : start + SAMPLE] if start > SAMPLE // 2 else data[:SAMPLE]


def _score(sample: bytes, encoding: str) -> float:
    text = _lenient(sample, encoding)[0]
    if encoding in FAMILIES and ESCAPED.search(text):
        return -math.inf  # its relative has room for these bytes
    return PROSE.get(encoding, likelihood)(text)


def _rival(best: str, scores: dict[str, float]) -> str:
    family = FAMILIES.get(best, best)
    others = [name for name in scores if FAMILIES.get(name, name) != family]
    return max(others, key=lambda name: scores[name])


def _average(text: str) -> float:
    """The mean share of the characters that are not ASCII; 0 when all are."""
    beyond = "".join(char for char in text if char > "\x7f")
    return likelihood(beyond) / len(beyond) if beyond else 0.0


def _unsure(decoded: Decoded, why: str) -> Decoded:
    return replace(decoded, sure=False, doubts=((0, why), *decoded.doubts))


def _checked(decoded: Decoded, otherwise: str) -> Decoded:
    """The text, when it holds few enough bytes that do not fit, and few enough control characters."""
    length = len(decoded.text)
    bad = sum(1 for bad in decoded.bad if not bad.cut)
    if bad > max(min(3, 1 + length // 20), length // 50) or (decoded.bad and not decoded.text.strip("\ufeff\ufffd")):
        raise UnreadableError(otherwise)
    if len(CONTROLS.findall(decoded.text)) > max(8, length // 20):
        raise UnreadableError("not text: it is full of control characters")
    return decoded


# ---- reading with an encoding, the misfits noted


def _lenient(data: bytes, encoding: str) -> tuple[str, bytes]:
    """The text, bytes that do not fit as lone surrogates, and the bytes of a character that is cut at the end."""
    decoder = codecs.getincrementaldecoder(encoding)(
        "surrogatepass" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    )
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:  # a codec that cannot write its misfits down
        return data.decode(encoding, "replace"), b""
    if encoding == "gb18030":
        text = text.replace("\udc80", "€")  # Windows code page 936 has it there
    state = decoder.getstate()[0]
    return text, state if isinstance(state, bytes) else b""


def _read(pieces: Sequence[tuple[str, bytes]]) -> Decoded:
    """The pieces of a file, each in its encoding, as one text."""
    main = max(pieces, key=lambda piece: len(piece[1]))[0]
    out: list[str] = []
    bad: list[Bad] = []
    doubts: list[tuple[int, str]] = []
    at = byte = 0
    for n, (encoding, data) in enumerate(pieces):
        text, rest = _lenient(data, encoding)
        if encoding != main:
            blank = len(text) - len(text.lstrip(SPACE))
            doubts.append((at + blank, f"from here the file is in {encoding}, elsewhere in {main}"))
        misfits = list(_misfits(text, encoding, at, byte))
        text = ESCAPED.sub("\ufffd", text)
        if rest:
            last = n == len(pieces) - 1
            misfits.append(Bad(at + len(text), byte + len(data) - len(rest), rest, cut=last))
            text += "\ufffd"
        out.append(text)
        bad += misfits
        at, byte = at + len(text), byte + len(data)
    names = dict.fromkeys([main, *(encoding for encoding, _ in pieces)])
    return Decoded("".join(out), "+".join(names), len(names) == 1, tuple(bad), tuple(doubts))


def _misfits(text: str, encoding: str, at: int, byte: int) -> Iterator[Bad]:
    """Every run of bytes that did not fit; `at` and `byte` are where the text begins."""
    errors = "surrogatepass" if encoding.startswith("utf-") and encoding != "utf-8" else "surrogateescape"
    start = shrunk = 0
    for run in ESCAPED.finditer(text):
        byte += len(text[start : run.start()].encode(encoding, "replace"))
        raw = run.group().encode(encoding, errors)
        yield Bad(at + run.start() - shrunk, byte, raw)
        byte, start, shrunk = byte + len(raw), run.end(), shrunk + len(run.group()) - 1


# ---- files whose lines are in several encodings


def _by_line(data: bytes, main: str) -> list[tuple[str, bytes]]:
    """The file in pieces of whole lines, each with the encoding that makes it most probable."""
    if not _suspect().search(_lenient(data, main)[0]):
        return [(main, data)]
    lines = [(_of_line(line, main), line) for line in data.splitlines(keepends=True)]
    runs = groupby(lines, key=lambda item: item[0])
    return [(encoding, b"".join(line for _, line in run)) for encoding, run in runs]


def _of_line(line: bytes, main: str) -> str:
    text, rest = _lenient(line, main)
    if not rest and not _suspect().search(text):
        return main
    scores = {name: _score(line, name) for name in BY_LINE}
    best = max(scores, key=lambda name: scores[name])
    fits = not ESCAPED.search(_lenient(line, best)[0])
    return best if fits and scores[best] > scores[main] + REPAIR_MARGIN else main


@cache
def _suspect() -> re.Pattern[str]:
    """Bytes that did not fit, or three uncommon characters in a row: mojibake is made of these, prose hardly ever."""
    usual = "".join(sorted(common() | set("".join(chars for chars, _ in MARKS))))
    return re.compile(f"[\ud800-\udfff]|[^\\x00-\\x7f{re.escape(usual)}]{{3}}")
