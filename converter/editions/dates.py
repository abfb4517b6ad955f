"""Dates: as a Chinese reader writes them, and as metadata wants them (ISO 8601).

A date that we cannot read, or that no calendar has (2月30日), is left as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

DIGITS = {c: n for n, line in enumerate(("〇零○", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for c in line}
REPUBLIC = 1911  # 民國 1 is 1912
WESTERN = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})(?:\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?|\s*月)?"
    r"(?:\s+|　)?(?P<time>\d{1,2}[:：]\d{2})?(?::\d{2})?(?P<rest>.*)",
)
STAMP = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.]*(?:Z|[+-]\d\d:?\d\d)?")  # a machine's: its hour is nobody's
CHINESE = re.compile(
    r"(?P<era>民[國国])?(?P<year>[〇零○一二三四五六七八九十百\d]{1,4})年"
    r"(?:(?P<month>[一二三四五六七八九十\d]{1,3})月(?:(?P<day>[一二三四五六七八九十廿卅\d]{1,3})[日號号])?)?"
)


@dataclass(frozen=True, slots=True)
class _Date:
    year: int
    month: int = 0  # 0: not said
    day: int = 0

    def __bool__(self) -> bool:
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return bool(self.month or not self.day)

    def iso(self) -> str:
        parts = [f"{self.year:04}", *(f"{n:02}" for n in (self.month, self.day) if n)]
        return "-".join(parts)

    def chinese(self) -> str:
        return f"{self.year}年" + (f"{self.month}月" if self.month else "") + (f"{self.day}日" if self.day else "")


def chinese(text: str) -> str:
    """2019-12-22 16:25:07 as 2019年12月22日 16:25; what is written in Chinese already, or is no date, as it is."""
    found = WESTERN.fullmatch(STAMP.sub(r"\1", text.strip()))
    if not found or "年" in text or found["rest"].strip():
        return text
    day = _Date(int(found["year"]), int(found["month"]), int(found["day"] or 0))
    time = (found["time"] or "").replace("：", ":")
    return f"{day.chinese()} {time}".rstrip() if day else text


def month(text: str) -> str:
    """A date as a colophon has it, without its day (GB/T 12450: 出版年月): 2019-12-22 as 2019年12月."""
    return re.sub(r"(?<=月).*", "", chinese(text))


def iso(text: str) -> str:
    """The first date in the text as YYYY-MM-DD, YYYY-MM or YYYY; empty when there is none."""
    if found := WESTERN.search(text):
        day = _Date(int(found["year"]), int(found["month"]), int(found["day"] or 0))
        if day:
            return day.iso()
    if found := CHINESE.search(text):
        era = REPUBLIC if found["era"] else 0
        day = _Date(era + _number(found["year"]), _number(found["month"]), _number(found["day"]))
        if day and (era or day.year >= 1000):
            return day.iso()
    bare = re.fullmatch(r"\s*(\d{4})\s*", text)
    return bare[1] if bare and int(bare[1]) else ""


def _number(numeral: str | None) -> int:
    """A numeral up to 199 by place (十二, 廿三, 一百零八), or digit by digit (二〇一九, 2019)."""
    numeral = (numeral or "").replace("廿", "二十").replace("卅", "三十")
    if not set(numeral) & set("十百"):
        return int("".join(str(DIGITS.get(c, c)) for c in numeral) or 0)
    total = unit = 0
    for c in numeral:
        match c:
            case "百":
                total, unit = total + (unit or 1) * 100, 0
            case "十":
                total, unit = total + (unit or 1) * 10, 0
            case _:
                unit = DIGITS.get(c, 0)
    return total + unit
