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
from converter.script.evidence import NEAR, SENTENCE_END, Evidence, Script
from converter.script.mixed import to_simplified, to_traditional
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

# General Chinese on both sides as well: a region's only beside a word of computing (not 法庭程序, 有智慧).
_GENERAL = (
    "程序 窗口 菜單 對象 支持 文件 打開 項目 高級 設置 設備 發送 發佈 消息 保存 信號 類型 訪問 連接 運行 "
    "智慧 資料 檔案 支援 建立 執行 整合 行程 核心 指標 影像 宣告 呼叫 連結 新增 即時 遠端 通道 傳送 儲存 開啟 裝置 "
    "專案 高階 互動 列舉 引數 向量 排程 啟用 釋出 檢視"
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
# 的士 is a taxi only where 士 does not begin a word of its own: 我军的|士气, 美国的|士兵.
GOES_ON = {"的士": "气兵绅官族卒大子林多"}

_COMPUTING = re.compile(COMPUTING)
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
        if _between_words(evidence.text, start, end):
            continue
        if _word(evidence, start, end) not in GENERAL or _in_computing(evidence.text, start, end):
            yield start, end, new


def _word(evidence: Evidence, start: int, end: int) -> str:
    """The word as OpenCC's Traditional standard has it, whatever it is written in."""
    return to_traditional().convert(to_simplified().convert(evidence.text[start:end]))


def _in_computing(text: str, start: int, end: int) -> bool:
    """Whether its sentence has a word of computing beside it."""
    first = max(0, start - NEAR)
    ends = [first + found.end() for found in _SENTENCE_END.finditer(text[first:start])]
    behind = _SENTENCE_END.search(text, end, end + NEAR)
    before, after = text[ends[-1] if ends else first : start], text[end : behind.start() if behind else end + NEAR]
    return any(_COMPUTING.search(to_simplified().plain(part)) for part in (before, after))


def _between_words(text: str, start: int, end: int) -> bool:
    """Whether the word is only where two everyday words meet: 多数|组织 holds no 数组."""
    goes_on = GOES_ON.get(text[start:end])
    if goes_on and to_simplified().plain(text[end : end + 1]) in tuple(goes_on):
        return True
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
