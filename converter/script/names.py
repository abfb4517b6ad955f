"""What OpenCC's dictionaries get wrong in everyday prose: surnames, where something shows them, and entries cut wrong.

Few and general on purpose: a rule stands here only when it holds in running text of any kind.
"""

from __future__ import annotations

import re

from converter.script.dictionaries import Table

# Surnames that are also everyday characters with another Traditional form: 于先生 but 等於, 鍾老師 but 鐘聲.
SURNAMES = dict(zip("于余范姜沈钟党种仇朴卜岳郁涂谷曲", "于余范姜沈鍾党种仇朴卜岳郁涂谷曲", strict=True))
TITLES = "先生|女士|小姐|太太|夫人|老师|教授|医生|博士|经理|主任|校长|局长|处长|书记|同学|同志|警官|律师|师傅|某|氏"
# A title makes a name only where a name may begin: 于先生, 和于先生, but not 对于先生.
_NAMED = re.compile(
    rf"(?:(?<![\u3400-\u9fff])|(?<=[和与跟找问给请叫是老小]))([{''.join(SURNAMES)}])(?={TITLES})"
    rf"|(?<=(?<!百)姓)([{''.join(SURNAMES)}])"  # 姓范, but not 百姓余粮
)

# Entries whose two characters mostly meet by chance: 被发明 is 被 and 发明, not hair worn loose (被髮); 展示了如何;
# 参与制造; 借借 is asking for a loan or to pass, hardly ever 藉藉; 建于徐州 names a place, no Mr 于.
# The words that are meant, such as 被发左衽 and 了如指掌, have longer entries of their own.
CUT_WRONG = frozenset({"被发", "了如", "参与制", "借借", "于徐"})
# Taiwan's Ministry of Education and Hong Kong both print 胡同; 衚衕 is a form of the past.
PAST = ("衚衕", "胡同")

# 著 for what is written and what is plain to see (Mandarin zhù): Taiwan writes 看著 with the same character, and
# OpenCC's list of the words that keep it when Taiwan's glyphs are taken back is short.
ZHU = [
    "卓著", "原著", "編著", "譯著", "論著", "專著", "新著", "舊著", "遺著", "拙著", "撰著", "所著", "合著", "土著",
    "名著", "見微知著", "著書立說", "著書人", "著文", "著錄", "著述",
]  # fmt: skip
NOT_ZHU = ("著書",)  # 看著書 is far more frequent than 著書


def surnames(folded: str, converted: str) -> str:
    """The converted text (of the same length) with surnames before a title, and after 姓, as families write them."""
    out = list(converted)
    for found in _NAMED.finditer(folded):
        out[found.start()] = SURNAMES[found.group()]
    return "".join(out)


def corrected(entries: Table) -> Table:
    """OpenCC's phrases without what is cut wrong or past."""
    return {source: target.replace(*PAST) for source, target in entries.items() if source not in CUT_WRONG}


def with_authorship(entries: Table) -> Table:
    """OpenCC's phrases that take Taiwan's glyphs back to the standard, with the words that keep their 著."""
    return {word: word for word in ZHU} | {k: v for k, v in entries.items() if k not in NOT_ZHU}
