"""The faces that Word uses for a script, and what the readers of each region call them.

In: what a stylesheet says of a face. Out: Word's names of a Latin and a Chinese face.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from converter.editions.cascade import Look

WORD_LANGUAGE: Final = {"SC": "zh-CN", "TC": "zh-TW", "HK": "zh-HK"}  # Word knows regions, not scripts
# The faces of a script's readers, by the names that every Word and every LibreOffice knows: where 宋体 is not installed
# LibreOffice puts a sans serif in its place, and a serif where SimSun is not.
CHINESE: Final = {
    "zh-CN": {"serif": "SimSun", "sans": "SimHei", "kai": "KaiTi", "fangsong": "FangSong", "mono": "SimHei"},
    "zh-TW": {"serif": "PMingLiU", "sans": "Microsoft JhengHei", "kai": "DFKai-SB", "fangsong": "DFKai-SB",
              "mono": "Microsoft JhengHei"},
}  # fmt: skip
CHINESE["zh-HK"] = CHINESE["zh-TW"]
CHINESE_NAMES: Final = {
    "SimSun": "宋体", "SimHei": "黑体", "Microsoft YaHei": "微软雅黑", "KaiTi": "楷体", "FangSong": "仿宋",
    "PMingLiU": "新細明體", "Microsoft JhengHei": "微軟正黑體", "DFKai-SB": "標楷體",
}  # fmt: skip
ENGLISH_NAMES: Final = {chinese: english for english, chinese in CHINESE_NAMES.items()}
LATIN: Final = {
    "serif": "Times New Roman", "sans": "Arial", "kai": "Times New Roman", "fangsong": "Times New Roman",
    "mono": "Consolas",
}  # fmt: skip
KINDS: Final = (  # the first that a family's name holds says what kind of face it is
    ("mono", "mono"), ("kai", "kai"), ("楷", "kai"), ("fang", "fangsong"), ("仿", "fangsong"), ("sans", "sans"),
    ("hei", "sans"), ("黑", "sans"), ("serif", "serif"), ("song", "serif"), ("宋", "serif"), ("ming", "serif"),
)  # fmt: skip


def faces(look: Look, language: str) -> tuple[str, str]:
    """The Latin and the Chinese face: those that the stylesheet names for Word, else those of its families' kind.

    A stylesheet names them as --word-latin and --word-cjk; a kind is found in the families' names.
    """
    kind = kind_of(look.families)
    latin, chinese = look.word_latin or LATIN[kind], look.word_cjk or CHINESE[language][kind]
    return ENGLISH_NAMES.get(latin, latin), ENGLISH_NAMES.get(chinese, chinese)


def kind_of(families: Iterable[str]) -> str:
    """What kind of face the first family is whose name says it; "serif" when none does."""
    named = (kind for family in families for word, kind in KINDS if word in family.lower())
    return next(named, "serif")
