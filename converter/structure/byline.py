"""Bylines: 本报记者 王铭 通讯员 杨秀益, 作者：林小满, 文／陈默.

A byline is nothing but offices and names. Offices are a closed class; a name is two to four Han that begin with
a surname, or anything short behind a colon or a slash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.characters import plain
from converter.structure.galley import Part

# Common surnames (the Hundred Family Surnames' most frequent, and the usual two-character ones), in Simplified.
SURNAMES = frozenset(
    "商赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时"
    "傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯"
    "昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎"
    "祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习"
    "艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利蔚越夔隆师巩聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫覃佟岳仝涂"
)
DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "夏侯",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "长孙",
        "宇文",
        "司徒",
        "南宫",
        "端木",
        "百里",
        "呼延",
    ]
)
OFFICES = (
    r"(?:[一-鿿]{2,6}(?:报|社|网|台|刊|新闻|传媒|融媒|客户端)(?=记者))?(?:本报|本刊|本社|本台|本网|本站|新华社|中新社|人民网|新华网|央视网)?(?:首席|特约|见习|实习|驻\w{2,6}|全媒体|融媒体)*"
    r"(?:记者|通讯员|撰稿人?|评论员|摄影(?:记者|报道)?|撰文|编译|采写|采访|编剧|口述|统筹|实习生|作者|文图|图文|图说|文|图|摄|译者|翻译|译|供稿|报道员)"
    r"|本报|本刊|本社|本台|本网讯?|本报讯|特约|文\s*/\s*图|文字\s*/\s*摄影"
)
OFFICE = re.compile(rf"(?P<office>{OFFICES})\s*(?P<mark>[:/|]|)\s*")
ORNAMENT = re.compile(r"[□■○●◎◇◆]\s*")
SPACED_NAME = re.compile(r"[一-鿿]\s+[一-鿿](?=\s|$)")  # 华　钧
GAP = re.compile(r"[\s、,/|]*")
HAN_NAME = re.compile(r"[一-鿿](?:·?[一-鿿]){1,5}")
FREE_NAME = re.compile(r"[^\s,。;:/|()]{1,12}(?: [A-Z][\w.]*)*")
CREDIT = re.compile(  # a label that says who did what, whatever follows it
    r"(?:作者|著者|原著|原作者?|原文|译者|翻译|编者|编译|编著|校译|校对者|审校者|整理|插图|绘图?|摄影|主编|撰文|撰稿)\s*:\s*(?P<who>\S.{0,58})"
)
NAME_AND_OFFICE = re.compile(
    r"(?:[\[(〔【].{1,4}[\])〕】])?\s*(?P<who>[一-鿿·]{2,8})\s*(?:编著|编译|编次|校订|原著|主编|著|撰|编|译|辑|选|注|评|述|作)"
)
PEN_NAME = re.compile("[一-鿿]{1,4}(?:居士|山人|先生|主人|散人|道人|书生|斋主|女史|外史|老人|散生)|[一-鿿]{2}[客翁叟]")
WITH_SPACE = re.compile(
    r"(?P<who>[一-鿿·]{2,6})\s+(?:编著|编译|编次|编撰|校订|原著|主编|著|撰|编|译|辑|述)"
)  # 東籬舊主　編次
REPORTER = re.compile(  # 記者林詠晴／基隆報導
    r"(?:[一-鿿]{2,8}(?:报|社|网|刊|台)\s+)?(?:本报|本刊|特派|特约|驻\w{2,4})?记者\s*(?P<who>[一-鿿]{2,4})"
    r"(?:\s*/\s*[一-鿿]{2,6}(?:综合|专题|即时)?(?:报道|报导|电|讯)|\s+发自\s*[一-鿿]{2,8})"
)
POSTS = (
    "医生|医师|护士|教授|副教授|讲师|博士|院士|校长|园长|主任|律师|法官|院长|馆长|局长|所长|站长|社长|主席|会长|理事长|秘书长|主笔"
    "|研究员|工程师|设计师"
)
WITH_POST = re.compile(rf"(?:(?:{POSTS})[\s:]+(?P<after>[一-鿿]{{2,4}})|(?P<before>[一-鿿]{{2,4}})\s*(?:{POSTS}))")
OF_A_DYNASTY = re.compile(  # 〔清〕沈維楨
    r"[\[(〔【](?:先秦|[两东西]?汉|三国|[曹北西东]?魏|蜀汉?|吴|[东西两]?晋|南北朝|[刘南北]?宋|[南北]?齐|梁|陈|北周|隋|唐|五代|后[梁唐晋汉周]|南唐|辽|金|西夏"
    r"|元|明|清|民国|近代|现代|当代)[\])〕】]\s*(?P<who>[一-鿿]{2,4})"
)
LONGEST = 40  # characters of a byline
LONGEST_CREDIT = 66  # of one with a label


def names_in(text: str) -> list[str]:
    """The persons that a byline names, as printed; empty when the line is no byline."""
    if len(text) > LONGEST_CREDIT:
        return []
    found = [text[start:end] for _, spans in _read(text) for start, end in spans]
    if found:
        return found
    line = plain(text)
    match = (
        WITH_SPACE.fullmatch(line)
        or CREDIT.fullmatch(line)
        or REPORTER.fullmatch(line)
        or OF_A_DYNASTY.fullmatch(line)
        or NAME_AND_OFFICE.fullmatch(line)
    )
    if not match and (posted := WITH_POST.fullmatch(line)):
        who = "after" if posted["after"] else "before"
        return [text[posted.start(who) : posted.end(who)]] if is_name(posted[who]) else []
    if not match or (match.re is NAME_AND_OFFICE and not is_name(match["who"])):
        return []
    return [text[match.start("who") : match.end("who")].strip()]


def is_name(text: str) -> bool:
    """Whether the text is a Chinese name and nothing else: a surname and one or two characters, or a pen name."""
    name = plain(text).replace(" ", "")
    if PEN_NAME.fullmatch(name):
        return True
    double = name[:2] in DOUBLE_SURNAMES
    return bool(HAN_NAME.fullmatch(name)) and (double or name[0] in SURNAMES) and len(name) <= (4 if double else 3)


def spacing_of(text: str) -> Iterator[Part]:
    """An ideographic space before each further office, as bylines are printed."""
    why = "persons in a byline stand a space apart"
    for start, spans in list(_read(text))[1:]:
        if not spans:
            continue
        before = len(text[:start].rstrip())
        if text[before:start] != "\u3000":
            yield Part(before, start, "front.byline-space", why, after="\u3000")


def _read(text: str) -> list[tuple[int, list[tuple[int, int]]]]:
    """The byline as offices: where each begins, and the spans of its names. Empty when anything else is in it."""
    line = plain(text)
    if len(line) > LONGEST:
        return []
    found: list[tuple[int, list[tuple[int, int]]]] = []
    line, shift = (line[1:-1], 1) if line[:1] == "(" and line[-1:] == ")" else (line, 0)
    if mark := ORNAMENT.match(line):
        line, shift = line[mark.end() :], shift + mark.end()
    at = 0
    while at < len(line):
        office = OFFICE.match(line, at)
        if office is None or (not office["office"]):
            return []
        if len(office["office"]) == 1 and not office["mark"] and office.end() == office.end("office"):
            return []  # 文章: a word, no 文 and a name
        spans, at = _names(line, office.end(), free=bool(office["mark"]))
        if not spans and not _bare_paper(office["office"]) and not office["mark"]:
            return []
        found.append((office.start() + shift, [(a + shift, b + shift) for a, b in spans]))
    return found if any(spans for _, spans in found) else []


def _bare_paper(office: str) -> bool:
    """A paper's name alone, the office of the next person."""
    return office.startswith("本") and not office.endswith("者")


def _names(line: str, at: int, *, free: bool) -> tuple[list[tuple[int, int]], int]:
    """The names from here to the next office or the end, and where they end."""
    spans: list[tuple[int, int]] = []
    while at < len(line):
        gap = GAP.match(line, at)
        at = gap.end() if gap else at
        if at >= len(line) or OFFICE.match(line, at):
            break
        end = _name_end(line, at, free=free)
        if end == at:
            return [], at
        spans.append((at, end))
        at = end
    return spans, at


def _name_end(line: str, at: int, *, free: bool) -> int:
    """Where the name that begins here ends; `at` when none does."""
    if (spaced := SPACED_NAME.match(line, at)) and line[at] in SURNAMES:
        return spaced.end()
    match = HAN_NAME.match(line, at)
    if match:
        run = match[0]
        stop = next((n for n in range(2, len(run)) if OFFICE.match(line, at + n)), len(run))
        known = run[:2] in DOUBLE_SURNAMES or run[0] in SURNAMES
        if (known and stop <= (4 if run[:2] in DOUBLE_SURNAMES else 3) + 1) or "·" in run[:stop]:
            return at + stop
    if free and (match := FREE_NAME.match(line, at)):
        return match.end()
    return at
