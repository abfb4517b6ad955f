"""Regional words: 软件 is 軟體 in Taiwan, 出租车 is 的士 in Hong Kong, 檔案 is 文件 on the mainland.

Words are exchanged once, and only where the text was written for the other region's readers: 文件 is
a file on the mainland, a document in Taiwan, and must not become 檔案 in a Taiwan author's contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from converter.dictionaries import Table, characters, phrases, table
from converter.script.everyday import everyday
from converter.script.evidence import Evidence, Script
from converter.script.mixed import to_simplified
from converter.script.runner import Group, Splice

# Taiwan's everyday words and names that OpenCC's list does not have, from the mainland's.
TAIWAN = {
    "悉尼": "雪梨", "新奧爾良": "紐奧良", "戛納": "坎城", "迪拜": "杜拜", "撒切爾": "柴契爾", "肯尼迪": "甘迺迪",
    "特朗普": "川普", "希拉里": "希拉蕊", "普京": "普丁", "梵高": "梵谷", "酸奶": "優格", "土豆": "馬鈴薯",
    "西紅柿": "番茄", "公交車": "公車", "公共汽車": "公車", "摩托車": "機車", "冰激凌": "冰淇淋", "因特網": "網際網路",
    "優盤": "隨身碟",
}  # fmt: skip
# The way back, where the word means nothing else: 雪梨 is a pear too.
FROM_TAIWAN = {
    new: word
    for word, new in TAIWAN.items()
    if new not in ("雪梨", "番茄", "機車", "冰淇淋", "網際網路", "隨身碟", "公車")
} | {"公車": "公交車"}
# Hong Kong's everyday words that OpenCC's list does not have, from the mainland's and Taiwan's.
HONG_KONG = {
    "出租車": "的士", "計程車": "的士", "摩托車": "電單車", "方便麪": "即食麪", "泡麪": "即食麪",
    "短信": "短訊", "公共汽車": "巴士", "幼兒園": "幼稚園", "冰激凌": "雪糕", "空調": "冷氣機",
}  # fmt: skip
FROM_HONG_KONG = {"的士": "出租車", "電單車": "摩托車", "即食麪": "方便麪", "短訊": "短信"}


class Words:
    """A region's words over the glyphs it already has; the chemists' characters (硅, 矽) are words of one."""

    def __init__(self, entries: Table, *glyphs: Table) -> None:
        self._group = Group(phrases(entries), *glyphs)
        # 埠 is a port in Taiwan's computers, but also the quay of 商埠: a character alone is no word for two.
        self._elements = {c: new for c, new in characters(entries).items() if len(new) == 1 and new != c}
        self._element = re.compile(f"[{''.join(self._elements)}]") if self._elements else None

    def splices(self, text: str) -> Iterator[Splice]:
        """The words found, left to right."""
        at = 0
        for start, end, new in self._group.splices(text):
            yield from self._alone(text, at, start)
            yield start, end, new
            at = end
        yield from self._alone(text, at, len(text))

    def _alone(self, text: str, start: int, end: int) -> Iterator[Splice]:
        if self._element:
            for found in self._element.finditer(text, start, end):
                yield *found.span(), self._elements[found.group()]


@cache
def words(region: str) -> Words:
    """The words of Taiwan (TW) or Hong Kong (HK), for text in OpenCC's Traditional standard."""
    own = HONG_KONG if region == "HK" else TAIWAN
    return Words(own | table(f"{region}Phrases"), table(f"{region}VariantsPhrases"), table(f"{region}Variants"))


@cache
def mainland() -> Words:
    """Taiwan's and Hong Kong's words back to the mainland's, in OpenCC's Traditional standard."""
    return Words(FROM_HONG_KONG | FROM_TAIWAN | table("TWPhrasesRev", "HKPhrasesRev"))


@cache
def _regional_words() -> frozenset[str]:
    return frozenset((TAIWAN | table("TWPhrases")).values()) | frozenset((HONG_KONG | table("HKPhrases")).values())


def needed(evidence: Evidence, splices: Iterable[Splice], target: Script) -> Iterator[Splice]:
    """The regional words that were written in the other script, and so by a reader of the other region."""
    for start, end, new in splices:
        if new == evidence.text[start:end] or not _foreign(evidence, start, end, target):
            continue
        if not _between_words(evidence.text, start, end):
            yield start, end, new


def _between_words(text: str, start: int, end: int) -> bool:
    """Whether the word is only where two everyday words meet: 多数|组织 holds no 数组."""
    first = max(0, start - 3)
    window = to_simplified().plain(text[first : end + 3])
    start, end = start - first, end - first
    return any(
        any(window[before:at] in everyday() for before in range(start))
        and any(window[at:after] in everyday() for after in range(end + 1, len(window) + 1))
        for at in range(start + 1, end)
    )


def _foreign(evidence: Evidence, start: int, end: int, target: Script) -> bool:
    own = evidence.script(start, end)
    if own in (Script.SIMPLIFIED, Script.TRADITIONAL):
        return own is not target
    clause = evidence.clause_at(start)
    if clause.script is Script.MIXED:
        return evidence.nearest(start, clause.start, clause.end) is not target
    if clause.script is Script.UNKNOWN:  # written alike in both: only what is no word of the target's own
        return target is Script.TRADITIONAL and evidence.text[start:end] not in _regional_words()
    return clause.script is not target
