"""What a text holds that is no prose: web and e-mail addresses, code, file names.

In: a text. Out: the ranges of these, in order, never overlapping. No stage changes a character inside one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

Range = tuple[int, int]

LINE_END = "\n\r\u2028\u2029"
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆"
# RFC 3986's characters. Han belongs to an address when the address goes on behind it, or when it ends a longer path
# (…/wiki/汉字); directly behind a host's own slash a short name that ends there is the address's (http://a.cn/软件),
# but what says what to do is the sentence going on (http://a.cn/了解详情).
URI = r"A-Za-z0-9\-._~:/?\#\[\]@!$&'()*+,;=%"
# The last part of a host's name in Chinese (IANA's root zone).
HAN_DOMAIN = "(?:中国|中國|公司|网络|網路|网址|网店|网站|政务|公益|集团|商城|在线|中文网|我爱你|测试|測試)"
# What leads to an address in running text: its first part, in Han characters itself, begins behind this.
LEADS_TO_HOST = "访问|訪問|打开|打開|进入|進入|登录|登錄|登陆|登陸|网址|網址|域名|[发發寄件信]到|写给|寫給|[:：]"
HOST_ENDS = rf"(?=[^{HAN}.]|\.(?!\w)|$|[或和与與及就即])"
HOST_PART = r"[^\W_了的我他她你您们是也都]{1,20}"
HOST = rf"(?i:https?|ftp|file)://(?:[A-Za-z0-9\-._~:@%]|[{HAN}](?=[{HAN}]{{0,30}}\.)|(?<=\.)(?:[{HAN}]{{1,10}}(?=[/:?\#])|{HAN_DOMAIN}))+"
PATH = rf"(?:[{URI}]|[{HAN}]+(?=[/.?\#&=%_\-]))*"
GOES_ON = (
    "[上里裡中和或的是有来來去看就可进進在为為查]|了解|下[载載]|[报報]名|[获獲]取|[注註][册冊]|填[写寫]|点击|點擊|[参參][与與加]|"
    "[观觀]看|[阅閱][读讀]|[访訪][问問]|登[录錄]|[咨諮][询詢]|申[请請]|[购購][买買]|提交|[联聯][系繫]|即可|[网網]站|[页頁]面"
)
NO_NAME = r"\s，。；：！？、（）「」『』“”‘’《》<>|\"*?"  # what ends the name of a file
NAME = r"[A-Za-z0-9_.+\-]{1,64}"
FILE_TYPE = (
    "txt|md|docx?|xlsx?|pptx?|od[tsp]|pdf|epub|mobi|azw3|html?|css|jsx?|tsx?|json|xml|csv|tsv|rtf|tex|log|wps|"
    "py|ipynb|c|h|cpp|hpp|cs|java|kt|rs|go|rb|php|pl|lua|swift|vue|sh|bat|ps1|sql|toml|ya?ml|ini|cfg|conf|"
    "zip|rar|7z|tar|gz|bz2|xz|exe|dll|msi|dmg|apk|iso|jpe?g|png|gif|svg|bmp|tiff?|webp|heic|psd|"
    "mp[34]|mov|avi|mkv|wmv|flv|webm|wav|flac|m4a|ogg|ttf|otf|woff2?|srt"
)
BEFORE_NAME = "是看见見请請叫到在从從把将將为為"  # in running text the name of a file begins behind one of these

FENCES = ("```", "~~~")  # enclose lines of code
TRAILING = ",.;:!?)]\"'"  # these end the sentence or the bracket around an address, not the address

_LINE_END = re.compile(f"[{LINE_END}]")
_CODE = re.compile("[`~]")
SIGNS = "`~@/\\.("  # none of these is without one


def addresses(text: str) -> list[Range]:
    """The ranges of addresses, code and file names."""
    if not any(sign in text for sign in SIGNS):
        return []
    kinds = [kind for kind in _kinds() if any(sign in text for sign in kind.signs)]
    found = (match for kind in kinds for place in _places(kind, text) for match in kind.body.finditer(text, *place))
    return merged((match.start(), match.start() + len(match.group().rstrip(TRAILING))) for match in found)


class Kind(NamedTuple):
    """Something that is masked: what no line that holds it is without, and what it looks like."""

    signs: str  # no text without one of these characters has a clue, and they are found faster
    clue: re.Pattern[str]
    body: re.Pattern[str]


def _places(kind: Kind, text: str) -> Iterable[Range]:
    fenced = kind.clue is _CODE and any(fence in text for fence in FENCES)
    return [(0, len(text))] if fenced else lines_with(kind.clue, text)


def lines_with(clue: re.Pattern[str], text: str) -> Iterator[Range]:
    """The lines of a text that hold a clue."""
    end = 0
    while found := clue.search(text, end):
        start = max(text.rfind(mark, end, found.start()) for mark in LINE_END) + 1
        behind = _LINE_END.search(text, found.end())
        yield start or end, (end := behind.start() if behind else len(text))


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order, those that touch made one."""
    out: list[Range] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


def _behind(words: str) -> str:
    return "(?:" + "|".join(f"(?<={word})" for word in words.split("|")) + ")"


@cache
def _kinds() -> tuple[Kind, ...]:
    def kind(signs: str, clue: re.Pattern[str], body: str) -> Kind:
        return Kind(signs, clue, re.compile(body, re.VERBOSE | re.DOTALL))

    return (
        kind(
            "`~", _CODE, r"```.*?```  |  (?:\A|(?<=[\n\u2029]))~~~.*?[\n\u2029]~~~  |  `[^`\n\u2029]+`"
        ),  # as Markdown fences it
        kind(
            "/",
            re.compile("://"),
            rf"{HOST}/{PATH}(?:[A-Za-z0-9%]|[{HAN}]+)[/=][{HAN}]+(?![{HAN}\w])  |  "
            rf"{HOST}/(?!{GOES_ON})[{HAN}]{{1,4}}(?=[\s。)）」』”]|$)  |  {HOST}(?:[/?\#]{PATH})?",
        ),
        kind(
            ".",
            re.compile(r"(?i:www)\."),
            rf"(?i:www)\.(?:[A-Za-z0-9\-._~/?\#=%&]|[{HAN}](?=[{HAN}]{{0,30}}\.[A-Za-z0-9{HAN}]))+",
        ),
        kind(
            "@",
            re.compile("@"),
            rf"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]+(?:(?<=[._+\-])[{HAN}]{{1,6}})?@"
            rf"(?:[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+|(?:[A-Za-z0-9{HAN}\-]{{1,20}}\.)+[A-Za-z]{{2,10}}(?![A-Za-z]))",
        ),  # e-mail
        kind(
            ".",
            re.compile(rf"\.{HAN_DOMAIN}"),
            rf"""(?:(?<=[\s“"'‘「『（(])|{_behind(LEADS_TO_HOST)})(?!{HOST_PART}?(?:{LEADS_TO_HOST}))
            (?:{HOST_PART}@)?{HOST_PART}(?:\.{HOST_PART})*?\.{HAN_DOMAIN}{HOST_ENDS}
            |[A-Za-z0-9_.+\-]+@(?:{HOST_PART}\.)+{HAN_DOMAIN}{HOST_ENDS}
            |(?<![\w.])(?!{HOST_PART}?(?:{LEADS_TO_HOST}))(?:{HOST_PART}\.){{2,}}{HAN_DOMAIN}{HOST_ENDS}
            |(?<![\w.])(?:[A-Za-z0-9\-]+\.)+{HAN_DOMAIN}{HOST_ENDS}""",
        ),  # a host's name in Han characters, where something shows that one begins
        kind(
            "(",
            re.compile(r"[A-Za-z_]\([\"']"),
            r"""(?<![A-Za-z0-9_.])[A-Za-z_][A-Za-z0-9_.]*\((?:"[^"\n\u2029]{0,200}"|'[^'\n\u2029]{0,200}')\)""",
        ),  # a call of code
        kind(
            "\\/",
            re.compile(r"[\\/]"),
            rf"""(?:[A-Za-z]:\\|(?<![A-Za-z0-9/])(?:~/|/(?=[A-Za-z][A-Za-z0-9._\-]*/)))
            (?:[^{NO_NAME}]{{0,200}}?\.(?i:{FILE_TYPE})(?![A-Za-z0-9])|[^{NO_NAME}{HAN}]*)""",
        ),
        kind(
            "/",
            re.compile("/"),
            r"(?<![\w/.])(?:[A-Za-z0-9_.+\-]{1,64}/){1,20}[A-Za-z0-9_.+\-]{1,64}\.[A-Za-z0-9]{1,5}\b",
        ),
        kind(
            ".",
            re.compile(rf"\.(?i:{FILE_TYPE})(?![A-Za-z0-9])"),
            rf"""(?<=[“"'‘「『《（(])[\w\-.]+\.(?i:{FILE_TYPE})(?=[”"'’」』》）)])
            |(?<![A-Za-z0-9_.\-])[A-Za-z0-9_][A-Za-z0-9_.\-]{{0,39}}\.(?i:{FILE_TYPE})(?![A-Za-z0-9])
            |(?:(?<![\w.\-])|(?<=[{BEFORE_NAME}])|(?<=\.[a-z0-9]{{2}})(?=[{HAN}]))(?![^\n.]{{0,20}}[A-Za-z]\.)(?:[^\W{BEFORE_NAME}]|[\-.]){{1,20}}\.(?i:{FILE_TYPE})(?![A-Za-z0-9])""",
        ),
    )
