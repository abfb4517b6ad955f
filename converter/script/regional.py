"""Regional words: 软件 is 軟體 in Taiwan, 出租车 is 的士 in Hong Kong, 檔案 is 文件 on the mainland.

Words are exchanged once, and only where the text was written for the other region's readers: 文件 is
a file on the mainland, a document in Taiwan, and must not become 檔案 in a Taiwan author's contract.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache

from converter.dictionaries import CharacterMap, Table, characters, phrases, table
from converter.script import vocabulary
from converter.script.conversions import to_simplified, to_standard, to_traditional
from converter.script.evidence import NEAR, SENTENCE_END, Evidence, Script
from converter.script.forms import PROVES_NOTHING, any_of, simplified_only
from converter.script.runner import REMEMBERED, Group, Splice

# Taiwan's everyday words and names that OpenCC's list does not have, from the mainland's.
TAIWAN = {
    "悉尼": "雪梨", "新奧爾良": "紐奧良", "戛納": "坎城", "迪拜": "杜拜", "撒切爾": "柴契爾", "肯尼迪": "甘迺迪",
    "特朗普": "川普", "希拉里": "希拉蕊", "普京": "普丁", "梵高": "梵谷", "酸奶": "優格", "土豆": "馬鈴薯",
    "西紅柿": "番茄", "公交車": "公車", "公共汽車": "公車", "摩托車": "機車", "冰激凌": "冰淇淋", "因特網": "網際網路",
    "優盤": "隨身碟", "的士": "計程車",
}  # fmt: skip
# The way back, where the word means nothing else: 雪梨 is a pear too.
FROM_TAIWAN = {
    new: word
    for word, new in TAIWAN.items()
    if new not in ("雪梨", "番茄", "機車", "冰淇淋", "網際網路", "隨身碟", "公車", "計程車")
} | {"公車": "公交車"}
# Hong Kong's everyday words that OpenCC's list does not have, from the mainland's and Taiwan's.
HONG_KONG = {
    "出租車": "的士", "計程車": "的士", "摩托車": "電單車", "方便麪": "即食麪", "泡麪": "即食麪",
    "短信": "短訊", "公共汽車": "巴士", "幼兒園": "幼稚園", "冰激凌": "雪糕", "空調": "冷氣機",
}  # fmt: skip
FROM_HONG_KONG = {"的士": "出租車", "電單車": "摩托車", "即食麪": "方便麪", "短訊": "短信"}

NAMES = {"高清愿": "高清愿"}  # a scholar, no 高清

# General Chinese on both sides as well: a region's only beside a word of computing (not 法庭程序, 有智慧).
_GENERAL = (
    "程序 窗口 菜單 對象 支持 文件 打開 項目 高級 設置 設備 發送 發佈 消息 保存 信號 類型 訪問 連接 運行 "
    "智慧 資料 檔案 支援 建立 執行 整合 行程 核心 指標 影像 宣告 呼叫 連結 新增 即時 遠端 通道 傳送 儲存 開啟 裝置 "
    "線上 專案 高階 互動 列舉 引數 向量 排程 啟用 釋出 檢視"
)
GENERAL = frozenset(_GENERAL.split())
COMPUTING = (
    "电脑|计算机|软件|软体|硬件|硬体|网络|网路|网页|网站|互联网|网际|联网|上网|在线|线上|服务器|伺服器|数据库|资料库|硬盘|硬碟|光盘|"
    "光碟|磁盘|磁碟|[Uu]盘|随身碟|鼠标|滑鼠|键盘|屏幕|萤幕|打印机|印表机|内存|记忆体|操作系统|作业系统|应用程序|应用程式|程序员|"
    "程式|代码|编程|编译|算法|演算法|字符|字元|字串|数组|阵列|变量|变数|函数|函式|接口|介面|界面|图标|图示|点击|点选|双击|"
    "下载|上传|开启|文件夹|资料夹|文件名|档名|浏览器|手机|驱动|默认|预设|登录|登入|账号|帐号|用户|使用者|人工智能|人工智慧|智能|云端|"
    "备份|格式|安装|卸载|缓存|快取|字节|位元组|比特|芯片|晶片|视频|视讯|缩放|复制|粘贴|剪贴|快捷|命令行|终端|插件|外挂|像素|"
    "画素|数字化|数位|数据类型|[A-Za-z]{2,}"
)
REACH = 4  # characters on each side that tell where words end

_COMPUTING = re.compile(COMPUTING)
_COMPUTING_WORD = re.compile(f"(?=({COMPUTING.replace('{2,}', '{2}')}))")  # the shortest at each place
_SENTENCE_END = re.compile(f"[{SENTENCE_END}]")


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
    """What Taiwan (TW) or Hong Kong (HK) says for the words of the two others, in OpenCC's Traditional standard."""
    if region == "HK":
        own, back = HONG_KONG | table("HKPhrases"), FROM_TAIWAN | table("TWPhrasesRev")
        back = {word: meant for word, meant in back.items() if not vocabulary.common(to_simplified().plain(word))}
    else:
        own, back = TAIWAN | table("TWPhrases"), FROM_HONG_KONG | table("HKPhrasesRev")
    # No word of it is half Simplified (類别範本); and as 癡 is printed 痴, nothing shows who writes 痴呆症.
    repaired = CharacterMap(_simplified_forms())
    own = {word: repaired(new) for word, new in own.items() if "癡" not in word}
    moved = {word: own.get(meant, meant) for word, meant in back.items() if word not in meant}
    # A longer word that the region says already stays whole: 行內函數 is none of 函數.
    said = {to_standard()(word): word for word in said_in(region)} | NAMES
    return Words(said | moved | own, table(f"{region}VariantsPhrases"), table(f"{region}Variants"))


def _simplified_forms() -> Table:
    return {c: form for c, form in table("STCharacters").items() if c in simplified_only()}


@cache
def mainland() -> Words:
    """Taiwan's and Hong Kong's words back to the mainland's, in OpenCC's Traditional standard."""
    return Words(FROM_HONG_KONG | FROM_TAIWAN | table("TWPhrasesRev", "HKPhrasesRev"))


@cache
def said_in(region: str) -> frozenset[str]:
    """The words that Taiwan (TW) or Hong Kong (HK) has instead of the mainland's."""
    return frozenset(((HONG_KONG if region == "HK" else TAIWAN) | table(f"{region}Phrases")).values())


def of_other_region(evidence: Evidence, standard: str, region: str) -> bool:
    """Whether a text in Traditional was written for the other region's readers, by its glyphs and its words.

    The words that count are those of computing, and Hong Kong's own: 質量 is another word in Taiwan, no foreign one.
    """
    if not evidence.any_traditional:
        return False
    other = "HK" if region == "TW" else "TW"
    text = evidence.text
    foreign, own = len(_glyphs(other).findall(text)), len(_glyphs(region).findall(text))
    foreign += sum(1 for splice in words(region).splices(standard) if _tells(evidence, *splice))
    own += sum(1 for splice in words(other).splices(standard) if _tells(evidence, *splice))
    return foreign > own


def _tells(evidence: Evidence, start: int, end: int, new: str) -> bool:
    word = evidence.text[start:end]
    if word == new or evidence.script(start, end) is Script.SIMPLIFIED or _standard(word) in GENERAL:
        return False
    plain = to_simplified().plain(word)
    return word in FROM_HONG_KONG or _COMPUTING.fullmatch(plain) is not None


@cache
def _glyphs(region: str) -> re.Pattern[str]:
    """Finds what one of Taiwan and Hong Kong prints, and the other does not: 裡, or 裏 羣 衞 説."""
    forms = {name: table(f"{name}Variants") for name in ("TW", "HK")}
    prints = {
        name: {mine.get(c, c) for c in (*forms["TW"], *forms["HK"])} - set(PROVES_NOTHING)
        for name, mine in forms.items()
    }
    other = prints["HK" if region == "TW" else "TW"]
    return any_of(prints[region] - other - simplified_only())


def needed(
    evidence: Evidence, splices: Iterable[Splice], target: Script, region: str = "", other: bool = False
) -> Iterator[Splice]:
    """The regional words that were written in the other script, or in a text of the other region's."""
    computing = _Computing(evidence.text)
    for start, end, new in splices:
        if new == evidence.text[start:end] or not (other or _foreign(evidence, start, end, target, region)):
            continue
        if _between_words(evidence.text, start, end):
            continue
        if _standard(evidence.text[start:end]) not in GENERAL or computing.beside(start, end):
            yield start, end, new


@lru_cache(maxsize=REMEMBERED)
def _standard(word: str) -> str:
    """The word as OpenCC's Traditional standard has it, whatever it is written in."""
    return to_traditional().convert(to_simplified().convert(word))


class _Computing:
    """Where a text speaks of computing; every word is found once, for a text may repeat one without end."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> list[tuple[int, int]]:
        plain = to_simplified().plain(self._text)
        return [(found.start(), found.end(1)) for found in _COMPUTING_WORD.finditer(plain)]

    def beside(self, start: int, end: int) -> bool:
        """Whether the sentence around a word has one of computing beside it, not too far away."""
        text = self._text
        first = max(0, start - NEAR)
        ends = [first + found.end() for found in _SENTENCE_END.finditer(text[first:start])]
        behind = _SENTENCE_END.search(text, end, end + NEAR)
        parts = (ends[-1] if ends else first, start), (end, behind.start() if behind else end + NEAR)
        return any(self._within(*part) for part in parts)

    def _within(self, start: int, end: int) -> bool:
        words = self._words
        for at in range(bisect_left(words, (start, 0)), len(words)):
            first, last = words[at]
            if first >= end:
                return False
            if last <= end:
                return True
        return False


def _between_words(text: str, start: int, end: int) -> bool:
    """Whether the word is only where two others meet: 多数|组织 holds no 数组, 我军|的|士气 no 的士."""
    first = max(0, start - REACH)
    around = vocabulary.cut(to_simplified().plain(text[first : end + REACH]))
    start, end = start - first, end - first
    return any(at < start < to < end or start < at < end < to for at, to in around)


def _foreign(evidence: Evidence, start: int, end: int, target: Script, region: str) -> bool:
    own = evidence.script(start, end)
    if own in (Script.SIMPLIFIED, Script.TRADITIONAL):
        return own is not target
    clause = evidence.clause_at(start)
    if clause.script is Script.MIXED:
        return evidence.nearest(start, clause.start, clause.end) is not target
    if clause.script is Script.UNKNOWN:  # written alike in both: only what is no word of the target's own
        return target is Script.TRADITIONAL and evidence.text[start:end] not in said_in(region)
    return clause.script is not target
