"""Which characters only one script has, read from OpenCC's dictionaries.

Simplified-only is what both Taiwan's and Hong Kong's standard write otherwise, and what is not
itself one of the Traditional choices; Traditional-only the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from converter.dictionaries import PLANE, CharacterMap, characters, choices, table
from converter.script.store import stored

# OpenCC lists these among the Simplified spellings too (于 or 於), yet modern Simplified prose does not write them.
WRITTEN_IN_TRADITIONAL = "於裡麼徵夥餘儘鍾摺"
# Current in both scripts, by word or by region: 著名 and 看著, 乾坤 and 乾淨, 瞭望 and 瞭解, 狼藉 and 藉口.
PROVES_NOTHING = "著乾瞭藉"

# By OpenCC Hong Kong's or the mainland's, and printed in Taiwan beside 溼 柺 黴 蝨 餚.
TAIWAN_TOO = "濕枴霉虱肴"

# OpenCC knows Traditional uses of these, but they are so rare (种師道, 洪适) that the character speaks for Simplified.
NEARLY_SIMPLIFIED = "价种虫适确愿荐柜筑腊蜡蝎蚝苹帘厂广据万胜"
TRADITIONAL_ALL_THE_SAME = ("拮据", "万俟", "胜肽")


@stored
def standard_forms() -> dict[str, str]:
    """Taiwan's and Hong Kong's glyphs to OpenCC's standard (裡 to 裏, 衞 to 衛), where they stand for nothing else."""
    simplified, traditional = choices("STCharacters"), table("TSCharacters")
    usual = {forms[0] for forms in simplified.values()}
    reverse = characters(table("TWVariantsRev", "HKVariantsRev"))
    hong_kong = table("HKVariantsRev")
    return {
        regional: form
        for regional, form in reverse.items()
        if form != regional not in PROVES_NOTHING + TAIWAN_TOO
        and regional not in usual
        # 温 is Hong Kong's 溫 as well as Simplified; 群 is Taiwan's 羣, but Hong Kong writes it too.
        and (regional not in simplified or (regional in hong_kong and regional not in simplified[regional]))
        and traditional.get(form, form) != regional
    }


@stored
def simplified_only() -> frozenset[str]:
    """Characters that no Traditional text has."""
    taiwan, hong_kong = table("TWVariants"), table("HKVariants")
    targets = choices("STCharacters")
    usual = {forms[0] for forms in targets.values()}
    return frozenset(
        c
        for c, forms in targets.items()
        if c not in forms
        and c not in usual
        and c not in TAIWAN_TOO
        and c not in (taiwan.get(forms[0], forms[0]), hong_kong.get(forms[0], forms[0]))
    )


@stored
def traditional_only() -> frozenset[str]:
    """Characters that no Simplified text has."""
    back = choices("TSCharacters")
    plain = {c for c, forms in back.items() if c not in forms} | (set(standard_forms()) - set(table("STCharacters")))
    also_simplified = set(PROVES_NOTHING) | set(
        table("TSCharacters").values()
    )  # 苧 is 苎's Traditional and 薴's Simplified
    return frozenset((plain | set(WRITTEN_IN_TRADITIONAL)) - also_simplified - simplified_only())


@cache
def has_simplified() -> re.Pattern[str]:
    """Finds a character that no Traditional text has, or a rare one that may be."""
    return any_of(simplified_only())


@cache
def has_traditional() -> re.Pattern[str]:
    """Finds a character of Traditional text or of one region's glyphs, or a rare one that may be."""
    return any_of(traditional_only() | set(standard_forms()) - simplified_only())


def any_of(some: Iterable[str]) -> re.Pattern[str]:
    """Finds these, and all beyond the first plane: a class that lists any of those is slow."""
    return re.compile(f"[{''.join(sorted(c for c in some if ord(c) < PLANE))}\U00010000-\U0010ffff]")


@cache
def fold() -> CharacterMap:
    """Traditional characters to the Simplified ones, where there is no choice."""
    plain = table("TSCharacters")
    regional = {c: plain.get(form, form) for c, form in standard_forms().items()}
    return CharacterMap(regional | {c: plain[c] for c in traditional_only() if c in plain} | {"乾": "干"})
