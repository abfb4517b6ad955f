"""The conversions that everything starts from: OpenCC's s2t, t2s and t2tw back to the standard, corrected.

In: the dictionaries. Out: what converts a text whose script is known.
"""

from __future__ import annotations

import re
from functools import cache

from converter.dictionaries import CharacterMap, Table, phrases, table
from converter.script.everyday import measured
from converter.script.forms import PROVES_NOTHING, fold, simplified_only, standard_forms, traditional_only
from converter.script.index import Index, inside
from converter.script.lexicon import Words
from converter.script.names import corrected
from converter.script.runner import Group
from converter.script.segments import Segmented, with_everyday
from converter.script.store import stored

REGIONAL = ("TWPhrases", "HKPhrases", "TWPhrasesRev", "HKPhrasesRev")  # the dictionaries of regional words
# The one character that is the Traditional of one (苎) and the Simplified of another (薴): alone it says nothing.
ZHU_HEMP = {"苧": "苧"}
# Simplified words with a character that is elsewhere Traditional: 苎麻 too is written so, 夥 where it means many.
STILL_SIMPLIFIED = {"苧麻": "苎麻", "夥颐": "夥颐", "甚夥": "甚夥"}
# Names that Simplified prints with a character of Traditional, and that t2s does not know.
KEPT_NAMES = {name: name for name in ("洪昇", "文徵明")} | {"陸徵祥": "陆徵祥", "蕭乾": "萧乾"}
# Of two characters for one word the mainland prints the second (First List of Variant Characters, 1955, and the Table
# of General Standard Characters, 2013); OpenCC's t2s does not know the first.
VARIANTS = dict(
    zip(
        "瞇暱搥摀徬覩諠紥賸鎗姪啣砲餽隄甦燄躭鞵欵甎碁穉筩箒脇膓荳蔕袴裠躶鬪嗁婬嬾孼宂寃嵒帋徧憇拏掽揑撦敺栢棃猨",
        "眯昵捶捂彷睹喧扎剩枪侄衔炮馈堤苏焰耽鞋款砖棋稚筒帚胁肠豆蒂裤裙裸斗啼淫懒孽冗冤岩纸遍憩拿碰捏扯驱柏梨猿",
        strict=True,
    )
) | {"髣": "仿", "髴": "佛"}
# The mainland's one word for several.
ONE_WORD = (
    {"甚麼": "什么", "甚么": "什么", "牠們": "它们", "牠们": "它们", "牠": "它"}
    | {
        "覆核": "复核",
        "覆查": "复查",
    }
    | {f"祇{c}": f"只{c}" for c in "有是能要好不会會得怕可須须"}
)
# Entries of t2s for men and tones of old, whose characters mostly meet by chance: 屬於|單位, 徵調 is to requisition.
MEET_BY_CHANCE = frozenset({"於倫", "於則", "於單", "於戲", "徵調"})

AMBIGUOUS = re.compile(f"[{PROVES_NOTHING}]")

IndexData = tuple[Table, frozenset[str], frozenset[str], Table, str, frozenset[str], frozenset[str], int]


@cache
def to_traditional() -> Segmented:
    """OpenCC's s2t, corrected."""
    return Segmented(Index(*_to_traditional()))


@stored
def _to_traditional() -> IndexData:
    singles = table("STCharacters") | ZHU_HEMP
    words = with_everyday(_simplified_phrases(), singles)
    return Index.of(_still_traditional(words, singles) | words, singles)[:]  # a plain tuple, which can be kept


def _still_traditional(words: Table, singles: Table) -> Table:
    """Words in Traditional that nothing shows to be so (伙伕, 布列敦), and that these tables would change again."""
    telling = traditional_only().union(simplified_only())
    targets = sorted(word for word in {*words.values(), *_regional_words()} if telling.isdisjoint(word))
    again = Segmented(Index.of(words, singles)).convert("\n".join(targets)).split("\n")
    return {word: word for word, changed in zip(targets, again, strict=True) if word != changed}


def _regional_words() -> set[str]:
    return {word for name in REGIONAL for word in table(name).values() if len(word) > 1}


def _simplified_phrases() -> Table:
    words = corrected(table("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"))
    return words | {"苧烯": "薴烯"} | {word: form for word, form in measured().items() if word not in words}


@cache
def to_simplified() -> Group:
    """OpenCC's t2s without the extension characters, which few fonts have; Taiwan's and Hong Kong's glyphs too."""
    plain, words = table("TSCharacters"), table("TSPhrases")
    words = {word: target for word, target in words.items() if word not in MEET_BY_CHANCE} | KEPT_NAMES
    regional: Table = {}
    for region in ("TW", "HK"):
        glyphs = CharacterMap({form: c for c, form in table(f"{region}VariantsRev").items() if c in standard_forms()})
        regional |= {glyphs(word): target for word, target in words.items()}
    forms = {c: plain.get(form, form) for c, form in standard_forms().items()}
    # What Simplified keeps of Traditional is right in Simplified text already: 毕昇, 变徵.
    kept = {target: target for target in words.values() if target not in words}
    words = {_half_folded(word): target for word, target in words.items() if AMBIGUOUS.search(word)} | words
    return Group(kept | regional | words | STILL_SIMPLIFIED | ONE_WORD, VARIANTS | forms | plain | ZHU_HEMP)


def _half_folded(word: str) -> str:
    """A word as mixed text may have it: 凭藉."""
    return "".join(c if c in PROVES_NOTHING else fold()(c) for c in word)


@cache
def to_standard() -> CharacterMap:
    """Taiwan's and Hong Kong's glyphs to OpenCC's standard."""
    return CharacterMap(standard_forms())


@cache
def traditional_words() -> Words:
    """Words as Traditional text writes them, in OpenCC's standard."""
    return Words(*_written())


@stored
def _written() -> tuple[frozenset[str], frozenset[str]]:
    singles = table("STCharacters") | ZHU_HEMP
    words = frozenset(with_everyday(_simplified_phrases(), singles).values()).union(
        phrases(table("TSPhrases")), _regional_words()
    )
    return words, inside(words)


@cache
def simplified_words() -> Words:
    """Words as Simplified text writes them."""
    return Words(to_traditional().index.words, to_traditional().index.inner)
