"""Tunes of ci and qu: a poem of these kinds has its tune for a title, 瑞鹤仙, 临江仙·夜归, 【越调·天净沙】秋思."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

TUNES = Path(__file__).with_name("tunes.txt")
MODE = "(?:[一-鿿]{1,2}[调宫吕]|正宫)"
VARIANT = "(?:三犯|慢|令|引|近|犯)"
LONGEST = 24  # characters of a tune with the poem's own title


def is_tune(text: str) -> bool:
    """Whether a line in plain form is a tune's name, alone or with the poem's own title."""
    return len(text) <= LONGEST and _pattern().fullmatch(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    rows = (row for row in TUNES.read_text(encoding="utf-8").splitlines() if not row.startswith("#"))
    names = "|".join(sorted({name for row in rows for name in row.split()}, key=len, reverse=True))
    return re.compile(
        rf"[【\[]?(?:{MODE}[·・\s]*)?(?:{names})[】\]]?{VARIANT}?(?:[·・(\s].{{1,16}}|其[一二三四五六七八九十]+)?"
    )
