"""Numbers that begin a heading, in every style that Chinese texts use.

Ranks order the outline, volumes above chapters above sections; within official documents 一、 above （一） above
1. above （1） (GB/T 9704-2012, 7.3.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)) | {"参": 3}
UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
ORDER = {"上": 1, "中": 2, "下": 3, "前": 1, "后": 2, "首": 0, "末": 99}
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
ROMAN_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
N = r"[零〇○一二三四五六七八九十百千两0-9壹贰叁肆伍陆柒捌玖拾佰]{1,8}"
ORDINAL = "(?:件事|步骤|步|天|站|招|问|点|关|层|阶段|部分|类|种|项|代|眼|程|周|课|单元|讲|场|乐章)"  # 第一件事：海图
MEASURE = "[个只条张块片根把勺杯碗克斤两米里元角分点时天日月年周岁人次位名家座层楼则篇回种件部本款项道]"
STEMS = "甲乙丙丁戊己庚辛壬癸"
UNIT = "[万亿千百元米克斤吨里度倍折秒分个只人年月日]"  # 1.8万人 is a quantity
NO_AMOUNT = (
    rf"(?=[\s.、]|[一-鿿])(?!{UNIT}|\s+{UNIT}(?![一-鿿])|\s*(?:小节|章节|节|条))"  # nor 6.2 节, a place in a text
)
APART = r"(?=$|[\s:·.、,《\-—])"  # a unit that is also a word (部队, 篇幅) counts only when it stands apart


@dataclass(frozen=True, slots=True)
class Number:
    """A heading's number: its kind, its value, its place in the outline, and where it ends in the line."""

    key: str
    value: int
    rank: float  # smaller is higher
    strength: float  # log-odds that a line beginning with it is a heading
    end: int


@dataclass(frozen=True, slots=True)
class _Style:
    key: str
    pattern: re.Pattern[str]  # on plain text; group "n" is the number
    rank: float
    strength: float


def _style(key: str, pattern: str, rank: float, strength: float) -> _Style:
    return _Style(key, re.compile(pattern, re.IGNORECASE), rank, strength)


STYLES = (
    _style("volume", rf"第\s*(?P<n>{N})\s*[卷部集册辑]{APART}", 0, 6),
    _style("volume", rf"[卷辑]\s*之?\s*(?P<n>{N}|[上中下首末]){APART}", 0, 5),
    _style("part", rf"第\s*(?P<n>{N})\s*[篇编]{APART}", 0.5, 6),
    _style("part", r"(?:part|book|volume)\s+(?P<n>\d+|[IVXLC]+)\b", 0, 4),
    _style("chapter", rf"(?:正文\s*)?第\s*(?P<n>{N})\s*[章回折幕话讲课](?![节回])", 1, 6),
    _style("chapter", rf"第\s*(?P<n>{N})\s*[出齣夜日]{APART}", 1, 3),
    _style("chapter", r"chapter\s+(?P<n>\d+|[IVXLC]+)\b", 1, 5),
    _style("section", rf"第\s*(?P<n>{N})\s*[节節]", 2, 6),
    _style("article", rf"第\s*(?P<n>{N})\s*条(?:\s*之\s*{N})?$", 3, 3),
    _style("ordinal", rf"第\s*(?P<n>{N})\s*{ORDINAL}(?:\s*[:·]\s*|(?=\s|$))", 2.4, 3),
    _style("stem", r"(?P<n>[甲乙丙丁戊己庚辛壬癸])\s*[、.]", 2.8, 2.5),
    _style("poem", r"其(?P<n>[一二三四五六七八九十]{1,3})$", 4.5, 4),
    _style("formal", r"(?P<n>[壹贰叁参肆伍陆柒捌玖拾]{1,3})\s*[、.:\s]", 2.5, 3),
    _style("roman", rf"(?P<n>[{ROMAN_SIGNS}]|[IVX]{{1,5}}(?=[.、:\s]))\s*[.、:]?\s*", 2.6, 2),
    _style("han", r"(?P<n>[零〇一二三四五六七八九十百]{1,5})\s*(?:[、.:]|(?=\s)|$)", 3, 2.5),
    _style("han-brackets", r"\((?P<n>[零〇一二三四五六七八九十]{1,4})\)", 4, 2),
    _style("decimal-4", rf"(?:\d{{1,2}}\.){{3}}(?P<n>\d{{1,2}}){NO_AMOUNT}", 5.7, 2.5),
    _style("decimal-3", rf"(?:\d{{1,2}}\.){{2}}(?P<n>\d{{1,2}}){NO_AMOUNT}", 5.6, 2.5),
    _style("decimal", rf"\d{{1,2}}\.(?P<n>\d{{1,2}}){NO_AMOUNT}", 5.5, 2.5),
    _style("arabic", r"(?P<n>\d{1,3})\s*[.、](?!\d)", 5, 0.0),
    _style("arabic-gap", rf"(?P<n>\d{{1,2}})\s+(?=[一-鿿]{{2}})(?!{MEASURE})", 5, 0.0),
    _style("arabic-alone", r"(?P<n>\d{1,3})$", 3, -1.0),
    _style("question", r"[q问]\s*(?P<n>\d{1,2})\s*(?:[.、:]\s*|\s|(?=[一-鿿]))", 5, 0.5),
    _style("arabic-brackets", r"\((?P<n>\d{1,2})\)", 6, -1.0),
)  # fmt: skip
TITLE_TAIL = r"(?:\s*(?P<n>[零〇一二三四五六七八九十0-9]{1,3}))?(?:$|[\s:·、\-—].{0,24}$)"
MATTER = re.compile(  # front and back matter of the whole book
    r"(?:序[言文]?|自序|代序|原序|总序|[再三]版序|引言|前言|导[言论读]|绪[言论]|凡例|题记|献辞|卷首语|编者按|内容简介|"
    r"结[语论]|后[记序]|跋|编后|译后记|译者序|附[录记]|附注|注[释解]|参考(?:文献|资料|书目)|致谢|目录|总目)"
    + TITLE_TAIL
)
CHAPTERS = re.compile(r"(?:序[章幕曲]|引子|楔子|尾声|终章|大结局|番外篇?|外传)" + TITLE_TAIL)  # unnumbered chapters
WORDED = re.compile(  # 场景一：…, Step 2: a word of the text's own that counts; 图一 is a caption
    r"(?P<word>(?![附续]?[图表])(?!步骤|示例|大年|小学|初中|高中)[一-鿿]{2,4}|(?:step|day|case|lesson|unit|round)\b)"
    r"\s*(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})(?:\s*[:.、]\s*|\s+|$)",
    re.IGNORECASE,
)
WORD_KEY = "word "  # before the word; such numbers are headings' only where several count
NAMED_STRENGTH = 5.0
TOP, CHAPTER = -1.0, 1.0  # ranks


# Most lines begin with none of these; one look at all of them says so.
ANY = re.compile(
    "|".join(
        re.sub(r"\(\?P<n>", "(?:", one.pattern) for one in (*(style.pattern for style in STYLES), MATTER, CHAPTERS)
    ),
    re.IGNORECASE,
)
WORDED_RANK, WORDED_STRENGTH = 2.4, 1.5


def number_of(line: str) -> Number | None:
    """The number that a line in plain form begins with, the name of a preface or an appendix among them."""
    if not ANY.match(line):
        return None
    for style in STYLES:
        match = style.pattern.match(line)
        if match and (value := value_of(match["n"])) is not None:
            return Number(style.key, value, style.rank, style.strength, match.end())
    for key, pattern, rank in (("matter", MATTER, TOP), ("named", CHAPTERS, CHAPTER)):
        if pattern.match(line):
            return Number(key, 1, rank, NAMED_STRENGTH, 0)
    return None


def heading_number(line: str) -> Number | None:
    """The number that a line begins with, 场景一： among them, which only several together show to be headings'."""
    if number := number_of(line):
        return number
    worded = WORDED.match(line)
    value = value_of(worded["n"]) if worded else None
    if worded is None or value is None:
        return None
    return Number(WORD_KEY + worded["word"], value, WORDED_RANK, WORDED_STRENGTH, worded.end())


def value_of(numeral: str) -> int | None:
    """The value of a numeral: 12, 十二, 一二, 壹拾, Ⅻ, XII, 上; None when it is none."""
    if numeral.isdecimal():
        return int(numeral)
    if numeral in STEMS:
        return STEMS.index(numeral) + 1
    if numeral in ORDER:
        return ORDER[numeral]
    if len(numeral) == 1 and numeral in ROMAN_SIGNS:
        return ROMAN_SIGNS.index(numeral) + 1
    if all(char in ROMAN for char in numeral.upper()):
        return _roman(numeral.upper())
    return _chinese(numeral)


def _roman(numeral: str) -> int:
    values = [ROMAN[char] for char in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _chinese(numeral: str) -> int | None:
    digits = HAN_DIGITS | FORMAL | {str(n): n for n in range(10)}
    if not any(char in UNITS for char in numeral):  # 一二三, digit by digit
        found = [digits.get(char) for char in numeral]
        return None if None in found else int("".join(map(str, found)))
    total, digit = 0, None
    for char in numeral:
        if char in UNITS:
            total += (1 if digit is None else digit) * UNITS[char]
            digit = None
        elif char in digits:
            digit = digits[char]
        else:
            return None
    return total + (digit or 0)
