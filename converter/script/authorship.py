"""The character 著: what is written and what is plain to see (zhù), or Taiwan's spelling of 着.

In: Traditional or mixed text. Out: the places of 著 that are 着 in Simplified and in OpenCC's standard. The words
around it decide, cut as words are: 寫著|作業 but 著作, 看著|名著 but 著名; where none does, the script of its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from converter.addresses import HAN
from converter.dictionaries import table
from converter.script import vocabulary
from converter.script.everyday import everyday
from converter.script.evidence import Evidence, Script
from converter.script.forms import fold, standard_forms
from converter.script.names import COMMON_SURNAMES, DOUBLE_SURNAMES
from converter.script.runner import REMEMBERED

# Taiwan writes 看著 with the same character, and OpenCC's list of the words that keep it when Taiwan's glyphs are taken
# back is short.
ZHU = [
    "卓著", "原著", "编著", "译著", "论著", "专著", "新著", "旧著", "遗著", "拙著", "撰著", "所著", "合著", "土著",
    "名著", "见微知著", "著书立说", "著书人", "著文", "著录", "著述", "著称", "著者", "巨著", "显著", "昭著",
]  # fmt: skip
NOT_ZHU = ("著书",)  # 看著书 is far more frequent than 著书
# Verbs whose 着 says that something goes on.
GOING_ON = (
    "看听穿带戴写坐站走跑拿抱背提望盯等想说笑哭唱跳睡躺跟随沿顺朝向对冲为有接藏挂贴印放开关活忙急闹骂摸握牵拉推举端捧扶"
    "靠围绕含咬吃喝抽点烧照闪流飘下刮吹淋念读讲谈问叫喊领持养种守住摆堆装盛夹插踩骑试学借凭仗护爱恨怀憋忍撑顶冒披裹缠追"
    "赶找数算记拄眯睁闭板陪伴过做低弯翘露映透发荡味熬扎系绑"
    "顾闻嗅尝哼吟嚷嚼摇晃挥甩扛挑拖拽搂揽捏掐捂托搭架砍切炒煮炖蒸烤晒晾洗擦扫刷剪缝织绣画描刻雕盖挖埋浇割寄递欠差空亮醒"
    "痛饿沾粘染滴淌涌滚转飞游爬跪蹲趴倚斜歪竖悬吊垂浮漂隔逼催劝哄瞒躲防阻拦挡堵锁捆绑套罩遮掩瞧瞅瞪寻觅猜敬羡愁怕嫌"
)
# Of these, given names end in some, and authors in all of them: 刘念著.
NAMELIKE = frozenset("写想念爱学为怀养望守映唱记伴冲朝向顺随活开敬飞游画寻")
# Words that have a 着 (zhuó, zháo), whatever follows them.
ZHUO = [
    "执著", "沉著", "衣著", "穿著", "胶著", "附著", "执著于", "著陆", "著手", "著重", "著急", "著想",
    "著落", "著火", "著迷", "著凉", "著眼", "著色", "著实", "著力", "著笔", "著墨", "著装", "著魔",
    "著慌", "睡著", "猜著", "找著", "够著", "得著", "不著", "用不著", "犯不著", "数不著", "怪不著", "歪打正著",
]  # fmt: skip
# Who wrote what, where no word tells: before a title, before how many, and behind a name that is all of its clause.
AUTHORED = re.compile("著(?=有?[《〈]|的[《〈]|有[一二兩两三四五六七八九十多數数大])")
_AUTHOR = (
    rf"(?:^|[^{HAN}])(?:[{COMMON_SURNAMES}]|{'|'.join(DOUBLE_SURNAMES)})[{HAN}]{{1,2}}$"
    rf"|[·•．・][{HAN}]{{1,8}}$|[（(〔［\[【][{HAN}]{{1,3}}[）)〕］\]】][{HAN}]{{2,10}}$"
)
LONGEST_NAME = 16  # characters in front of 著, with what stands before the name
REACH = 4  # characters on each side that a word of 著 and its neighbours may take

_ZHE = re.compile("著")
_HAN = re.compile(f"[{HAN}]")
_HAN_BEFORE, _HAN_BEHIND = re.compile("[\u3400-\u9fff]*$"), re.compile("[\u3400-\u9fff]+")  # no word goes farther


class Particle(NamedTuple):
    """A 著 that may be a 着: where, and whether a verb before it says so."""

    at: int
    sure: bool


def particles(evidence: Evidence, unless: tuple[Script, ...]) -> Iterator[Particle]:
    """Every 著 that is 着 by its words, and those that no word keeps outside clauses in one of these scripts."""
    text = evidence.text
    for found in _ZHE.finditer(text):
        at = found.start()
        if _authored(text, at):
            continue
        reading = _around(text[max(0, at - REACH) : at], text[at + 1 : at + 1 + REACH])
        if reading == PARTICLE:
            yield Particle(at, sure=True)
        elif reading == OPEN and (evidence.script_at(at) not in unless or _silent(evidence, at)):
            yield Particle(at, sure=False)


def _authored(text: str, at: int) -> bool:
    """Whether what stands before 著 wrote what follows it: no verb that goes on, but 曹雪芹著、 and 魯迅著《…》."""
    if text[at - 1 : at] in _verbs():
        return False
    if AUTHORED.match(text, at):
        return True
    if _HAN.match(text, at + 1):
        return False
    return _author().search(fold()(text[max(0, at - LONGEST_NAME) : at])) is not None


@cache
def _author() -> re.Pattern[str]:
    return re.compile(_AUTHOR)


@cache
def _verbs() -> frozenset[str]:
    """Verbs that go on and end no name, in either script."""
    verbs = set(GOING_ON) - NAMELIKE
    return frozenset(verbs.union(c for c in {*table("TSCharacters"), *standard_forms()} if fold()(c) in verbs))


KEPT, PARTICLE, OPEN = "著", "着", ""


@lru_cache(maxsize=REMEMBERED)
def _around(before: str, behind: str) -> str:
    """What the words make of a 著 between these characters."""
    start, end = _HAN_BEFORE.search(before), _HAN_BEHIND.match(behind)
    word = start.group() if start else ""
    return _reading(f"{word}著{end.group() if end else ''}", len(word))


@lru_cache(maxsize=REMEMBERED)
def _reading(text: str, at: int) -> str:
    """What the words around a place make of its 著."""
    folded = fold()(text)
    if not any(folded[start:end] in _keeping() for start in range(at + 1) for end in range(at + 1, len(text) + 1)):
        words = [(at - 1, at + 1)] if folded[at - 1 : at + 1] in _going_on() else []
    else:
        places = [(start, end) for start in range(len(text)) for end in range(start + 2, len(text) + 1)]
        listed = [place for place in places if folded[slice(*place)] in _words()]
        words, _ = vocabulary.cheapest(folded, listed, _price)
    for start, end in words:
        if start <= at < end:
            if folded[start:end] not in _going_on():
                return PARTICLE if folded[start:end] in ZHUO else KEPT
            return OPEN if folded[start] in NAMELIKE and not _HAN.match(text, end) else PARTICLE
    return OPEN


@cache
def _going_on() -> frozenset[str]:
    return frozenset(f"{verb}著" for verb in GOING_ON)


@cache
def _keeping() -> frozenset[str]:
    """Words in Simplified that say what their 著 is, but for verbs."""
    regional = table("TWVariantsRevPhrases", "HKVariantsRevPhrases")
    keeping = {fold()(word) for word, target in regional.items() if "著" in word and "著" in target}.union(ZHU)
    return frozenset(keeping.union(ZHUO, (word for word in everyday() if "著" in word)).difference(NOT_ZHU))


@cache
def _words() -> frozenset[str]:
    """Words in Simplified, but with 著 in them, to cut a text by."""
    return _keeping().union(everyday(), _going_on(), ZHUO)


def _price(word: str) -> float:
    return vocabulary.cost(word.replace("著", "着") if word in _particles() else word)


@cache
def _particles() -> frozenset[str]:
    return _going_on().union(ZHUO)


def _silent(evidence: Evidence, at: int) -> bool:
    """Whether 著 stands inside a clause that says nothing about its script: 大家都著急."""
    return _HAN.match(evidence.text, at + 1) is not None and not evidence.alone(at).script
