"""Characters whose Traditional form the words beside them decide, where no dictionary word does.

In: a text in Simplified. Out: the places, and what stands there. A rule stands here only when it holds in running
text of any kind; where a sentence can mean both, the dictionary's answer stays. And no rule fires inside or across a
longer word: where the likeliest cut has the character in a word (标准|你, 这块|表皮), it must hold of that word alone.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from converter.script import vocabulary
from converter.script.context_words import (
    BAND,
    CHEWED,
    COUNTED,
    CUP,
    DRINK,
    DRY_GOODS,
    DRYING,
    EMPRESSES,
    FIELD,
    HAN,
    MADE,
    NO_NUMBER,
    PEOPLE,
    SAYING,
    STILL,
)

REACH = 6  # characters on each side that the cut around a place takes in
PARTICLES = "了着过得"  # with one of these a verb makes no longer word
BEFORE = 12  # characters before a place that a rule may ask for


class Rule(NamedTuple):
    """A character, what it becomes, and when."""

    char: str
    form: str
    pattern: str  # what follows it, and what precedes it, itself included
    before: str = ""  # what must stand before it, of any length
    unless: str = ""  # what must not
    alone: bool = False  # the next character must begin no longer word than the pattern asks for
    whole: bool = False  # it reads a whole phrase, and so knows better than the cut


_RULES = (
    # 乾 dry and to drain a glass, 幹 to do, 干 to concern
    Rule("干", "乾", rf"(?=了?{CUP})"),
    Rule("干", "乾", r"(?<=[喝吸擦晒晾烘烤吹拧榨抽沥熬抹拭揩焙阴风]干)(?![部事活劲掉])"),
    Rule("干", "乾", r"(?<=[薯肉果萄杏笋腐柿卜枣豆鱼虾芒]干)(?![涉预事扰部劲活])"),
    Rule("干", "乾", rf"(?={DRY_GOODS})"),
    Rule("干", "幹", r"(?<=[没不未在想能敢肯会要去来苦实快]干)(?=[过完成得起着])"),
    Rule("干", "幹", r"(?<=[谁他她你我们人家]干)(?=的)"),
    Rule("干", "幹", r"(?=将)", before="得力|员|名|手下|爱|猛|虎"),
    Rule("干", "幹", rf"(?=了(?!{CUP})[一二两三几很许不这那半])(?<![晒晾烘烤吹晾河水嘴口唇泪汗]干)"),
    Rule("干", "乾", rf"(?=[了透不没吗吧呢得再就时后]|[^{HAN}]|$)", before=rf"(?:{DRYING}){STILL}", whole=True),
    Rule("干", "干", r"(?=[你我他她您咱]们?的?(?:什么|何|屁|啥)?事)", whole=True),
    Rule("干", "干", "(?<=姓干)"),
    Rule("干", "干", rf"(?<=何干)(?=[^{HAN}]|$)"),
    Rule("干", "干", rf"(?=[^{HAN}]|$|的)", before=f"[与跟和同][{HAN}]{{1,6}}[何不无]相"),
    # 睏 sleepy, 困 beset
    Rule("困", "睏", rf"(?=了(?:[^{HAN}]|$|就|便|想|先|吧|呢|吗|要|去))(?<![被围受所陷]困)"),
    Rule("困", "睏", r"(?=得(?:睁|不行|要命|直|眼|厉害|打|受不|一))"),
    Rule("困", "睏", rf"(?<=[犯很太好又真特]困)(?=[^{HAN}]|$|了|又|得)"),
    Rule("困", "睏", r"(?=[意倦觉])"),
    # 沖 to pour water, 衝 to rush
    Rule("冲", "沖", rf"(?=[了过好上的]?(?:{CUP})?[热冷温开浓淡红绿花黑牛清]?(?:{DRINK}))"),
    Rule("冲", "沖", r"(?=[洗泡淡刷印厕调服晒])"),
    Rule("冲", "沖", r"(?=[走垮毁掉散]|[了过]?[一个]{0,2}[凉澡])"),
    # 游 to swim, 遊 to travel
    Rule("游", "游", rf"(?=[过到向回][了去来]?[{HAN}]{{0,2}}[河江湖海岸溪]|[上回]岸|得[快慢远]|不动)"),
    Rule("游", "游", rf"(?<=[水河江湖海池][里中底]游)(?=[^{HAN}]|$|[着来去动走])"),
    # 齣 for plays
    Rule(
        "出",
        "齣",
        rf"(?<=[一二两三四五六七八九十几数这那每整首]出)(?=(?:[{HAN}]{{1,4}}的)?[大小好新老]?(?:戏(?![院曲楼台班])"
        r"|[悲喜闹舞歌话京默]?剧(?![场院组团本目中])))",
        whole=True,
    ),
    # 后 an empress, behind the name of her family
    Rule(
        "后",
        "后",
        rf"(?=[、，。：；！？“”的与和是都也为曰问听见召死崩怒]|[^{HAN}]|$)",
        before=rf"(?:^|[^{HAN}])(?:{EMPRESSES})",
    ),
    # 里 a mile
    Rule("里", "里", r"(?<=[一二两三四五六七八九十百千万几数]里)(?![面头外边屋])"),
    # 隻 for animals and ships, 只 only
    Rule("只", "只", r"(?<=[这那]只)(?=[是有能要不好得想怕剩求见为需]|会[让使给导造带更越是有])", whole=True),
    Rule("只", "隻", r"(?<=[二两三四五六七八九十百千万几数]只)(?![是有能要会好得想怕剩需够])"),
    Rule("只", "隻", r"(?<=两只)", unless="[我你他她它们这那人]", whole=True),
    Rule(
        "只",
        "隻",
        rf"(?<=[一二两三四五六七八九十百千万几数这那每哪]只)(?=[{HAN}]{{0,6}}[的大小老好白黑花灰黄肥幼母公](?:{COUNTED}))",
        unless=NO_NUMBER,
        whole=True,
    ),
    Rule("只", "隻", r"(?<=只只)|(?=只(?!有|能|是|要|会|好|想))", before=f"(?:{COUNTED})只?", whole=True),
    # 麵 noodles and flour
    Rule("面", "麪", r"(?<=[碗斤]面)(?![积前对向子孔板貌临])"),
    Rule("面", "麪", r"(?<=[吃煮擀泡炒嗦][着了过]面)(?![积前对向子孔板貌临])"),
    Rule("面", "麪", rf"(?=[^{HAN}]|$)", before=rf"[碗盘锅份][{HAN}]{{1,6}}的"),
    Rule("面", "麪", rf"(?={CHEWED})(?<![里外上下前后边对方一]面)"),
    Rule("面", "麪", r"(?=(?:已经|都|还没|快|刚)?(?:煮|下锅|醒好|发酵|擀|揉))(?<![里外上下前后边对方一]面)"),
    # 繫 to tie, 係 to be
    Rule("系", "繫", rf"(?=[好上着紧了在住过]*(?:一?[条根个])?(?:[{HAN}]{{1,2}}色?的?)?(?:{BAND}))", unless=FIELD),
    Rule("系", "繫", rf"(?=在(?:[{HAN}]?[身腰脖颈手脚头树裤柱船车马桩胸背门栏杆]|一))", unless=FIELD),
    Rule("系", "系", r"(?=上的?(?:[同学老教课规]|主任))"),
    Rule("系", "係", r"(?=[指因])(?<![星院科]系)", unless=f"{FIELD}|[该本全某各]", alone=True),
    Rule("系", "係", r"(?<=[确乃均皆]系)(?![统列数])"),
    # 製 to make
    Rule("制", "製", r"(?<=[木铁铜钢皮纸竹石银革布瓷陶料璃胶棉丝骨]制)(?=[的品成作])"),
    Rule("制", "製", r"(?<=[秘腌烤蒸煮熏卤焙烘酿研监缝]制)"),
    Rule("制", "製", rf"(?<=自制)(?=[{HAN}]{{0,3}}(?:{MADE}))", whole=True),
    Rule("制", "製", r"(?<=自制)(?=的)"),
    # 錶 a watch
    Rule("表", "錶", r"(?=[壳盘针链匠]|走得|[慢快停]了)"),
    Rule("表", "錶", r"(?<=[这那每][只块]表)(?![示现面达演明情格决态扬彰述白])"),
    Rule("表", "錶", r"(?<=[戴块修腕怀]表)(?![示现面达演明情格决态扬彰述白])"),
    Rule("表", "錶", r"(?<=[戴修][着了过]表)"),
    Rule(
        "表",
        "錶",
        rf"(?![{HAN}示现面达演明情格决态扬彰述白哥姐弟妹])|(?<=[名金银旧新好]表)(?=[去来参出和在])",
        before=rf"[戴修](?:着|了|过|好)?(?:一?[块只])?[{HAN}]{{0,3}}",
    ),
    # 准 to allow, 準 exact
    Rule("准", "准", r"(?<=[不获批核恩]准)(?<!准不准)(?![确备时则点头])"),
    Rule(
        "准",
        "準",
        rf"(?<=不准)(?=[^{HAN}]|$|[的了吗呢吧啊])",
        unless=rf"(?:{PEOPLE}|(?<![{HAN}]))(?:都|也|就|偏|还)?不",
    ),
    Rule("准", "准", r"(?=[你我他她])"),
    # 云 to say, before what is said
    Rule("云", "云", r"(?=[：“「『])", before=SAYING),
    Rule("云", "云", r"(?:(?<=古人云)|(?<=[语谚经]云)(?=[，：“「]))"),
    # 余, the old word for I
    Rule("余", "余", rf"(?<![{HAN}]余)(?=[曰居尝闻观谓亦乃既幼独甚窃素曾]|以为|与[之其友])"),
    # 薑 in the kitchen
    Rule("姜", "薑", r"(?:(?<=[葱蒜]姜)|(?=[葱蒜]))"),
    Rule(
        "姜",
        "薑",
        r"(?:(?<=[一二两三四五六七八九十几半数][片块斤克勺两钱]姜)|(?=切[片丝末块碎成]|去皮|洗净|拍[碎松扁]))",
    ),
    # 划 to row, 劃 to draw a line
    Rule("划", "划", r"(?=着|[了过起]?[小大一两快长]?[条只叶艘]?[双支把]?(?:小|大|木|橡皮|竹|龙)?[船桨艇舟水筏])"),
    # 扎 to prick, 紮 to tie up
    Rule("扎", "扎", r"(?=[了过]?[一二两三几]?[针刀剑])"),
    Rule("扎", "紮", rf"(?=[着了过好起成]+[{HAN}]{{0,4}}[辫髻束巾带绳口袋捆])"),
    # 捲 to roll up, 卷 a book
    Rule("卷", "捲", r"(?=成一?[团个筒])"),
    Rule("卷", "捲", r"(?=起来)", whole=True),
    Rule("卷", "捲", r"(?=着)"),
    # 晒 all, as Cantonese has it
    Rule("晒", "晒", r"(?<=[该谢冇食饮做齐搞]晒)(?![太衣干黑])"),
    # 噹 a sound
    Rule("当", "當", r"(?=当网)|(?<=当当)(?=网)", whole=True),
    # 鐘 that strikes; the surname 鍾 is the dictionary's usual form
    Rule("钟", "鐘", r"(?:(?<=[的座口敲撞听闹挂时警古]钟)|(?=[停响走坏声摆鸣]))"),
    # 岳 is 嶽 only among the great mountains
    Rule("岳", "岳", r"(?<![山五东西南北中]岳)"),
    # 箇中 is a rare word, 个 before 中 a common one
    Rule("个", "個", r"(?=中)(?![中]?(?:滋味|三昧|缘由|奥妙|道理|原因|奥秘|高手))"),
)

_MARK = re.compile(f"[^{HAN}]")  # no word goes across one
DECIDED = frozenset(rule.char for rule in _RULES)


@cache
def _found() -> re.Pattern[str]:
    """One pattern for the places where a rule may hold: its neighbours are as it asks, as far as a look behind goes."""
    parts = []
    for char, rules in groupby(_RULES, key=lambda rule: rule.char):
        parts.append(f"{char}(?:{'|'.join(f'(?:{rule.pattern})' for rule in rules)})")
    return re.compile("|".join(parts))


@cache
def _rules() -> dict[str, tuple[tuple[Rule, re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None], ...]]:
    """The rules of each character, the last first."""
    out: dict[str, tuple[tuple[Rule, re.Pattern[str], re.Pattern[str] | None, re.Pattern[str] | None], ...]] = {}
    for rule in reversed(_RULES):
        pattern = re.compile(rule.char + f"(?:{rule.pattern})")
        before = re.compile(rf"(?:{rule.before})\Z") if rule.before else None
        unless = re.compile(rf"(?:{rule.unless})\Z") if rule.unless else None
        out[rule.char] = (*out.get(rule.char, ()), (rule, pattern, before, unless))
    return out


def in_context(folded: str) -> dict[int, str]:
    """The places whose character its neighbours decide, and how; the last rule that fits."""
    places: dict[int, str] = {}
    for found in _found().finditer(folded):
        at = found.start()
        start, end = max(0, at - BEFORE), at + BEFORE
        form = _decided(folded[start:end], at - start)
        if form:
            places[at] = form
    return places


@lru_cache(maxsize=vocabulary.REMEMBERED)
def _decided(text: str, at: int) -> str | None:
    """What the rules make of a place in a short stretch."""
    for rule, pattern, before, unless in _rules()[text[at]]:
        if not pattern.match(text, at):
            continue
        if (before and not before.search(text, 0, at)) or (unless and unless.search(text, 0, at)):
            continue
        if rule.whole or _free(text, at, pattern, rule.alone):
            return rule.form
    return None


def _free(text: str, at: int, pattern: re.Pattern[str], alone: bool) -> bool:
    """Whether the likeliest cut has the place in no longer word, or in one of which the pattern holds by itself."""
    first, last = max(0, at - REACH), min(len(text), at + REACH)
    for mark in _MARK.finditer(text, first, last):
        first, last = (mark.end(), last) if mark.end() <= at else (first, min(last, mark.start()))
    here = at - first
    for start, end in vocabulary.cut(text[first:last]):
        if end <= here:
            continue
        if start > here:
            return not (alone and start == here + 1)
        if text[at + 1 : first + end].strip(PARTICLES) or start < here:
            return pattern.match(text[first + start : first + end], here - start) is not None
    return True


def placed(text: str, places: dict[int, str]) -> str:
    """The text with characters put at places."""
    out: list[str] = []
    at = 0
    for place in sorted(places):
        out += (text[at:place], places[place])
        at = place + 1
    return "".join([*out, text[at:]])
