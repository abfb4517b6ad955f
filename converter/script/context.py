"""Characters whose Traditional form the words beside them decide, where no dictionary word does.

In: a text in Simplified. Out: the places, and what stands there. A rule stands here only
when it holds in running text of any kind; where a sentence can mean both, the dictionary's answer stays.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import itemgetter

HAN = "\u3400-\u9fff"
DRINK = "茶|咖啡|奶|豆浆|可可|麦片|药|汤|水|酒|凉|澡|剂|蜂蜜|面糊"
CUP = "[一二两三四几半]?[大小]?[杯壶碗瓶包袋盅]"
BAND = "鞋带|领带|安全带|围巾|扣子|绳|围裙|腰带|红领巾|带子|丝带|蝴蝶结|铃"

# What follows the character (in the first form of a pattern) and what precedes it, the character itself included.
_RULES: tuple[tuple[str, str, str], ...] = (
    # 乾 dry and to drain a glass, 幹 to do, 干 to concern
    ("干", rf"(?=了?{CUP})", "乾"),
    ("干", r"(?<=[喝吸擦晒晾烘烤吹拧榨抽沥熬抹拭揩焙阴]干)(?![部事活劲掉])", "乾"),
    ("干", r"(?<=[没不未在想能敢肯会要去来苦实快]干)(?=[过完成得起着])", "幹"),
    ("干", r"(?<=[谁他她你我们人家]干)(?=的)", "幹"),
    ("干", rf"(?<=[河水湖池井海溪泪汗血]干)(?=了(?:[^{HAN}]|$))", "乾"),
    ("干", rf"(?=了(?!{CUP})[一二两三几很许不这那半])(?<![晒晾烘烤吹晾河水嘴口唇泪汗]干)", "幹"),
    ("干", r"(?=[你我他她您][们]?(?:什么|何|屁|啥)?事)", "干"),
    # 睏 sleepy, 困 beset
    ("困", rf"(?=了(?:[^{HAN}]|$|就|便|想|先|吧|呢|吗|要|去))(?<![被围受所陷]困)", "睏"),
    ("困", r"(?=得(?:睁|不行|要命|直|眼|厉害|打|受不|一))", "睏"),
    ("困", rf"(?<=[犯很太好又真特]困)(?=[^{HAN}]|$|了|又|得)", "睏"),
    ("困", r"(?=[意倦觉])", "睏"),
    # 沖 to pour water, 衝 to rush
    ("冲", rf"(?=[了过好上的]?(?:{CUP})?[热冷温开浓淡红绿花黑牛清]?(?:{DRINK}))", "沖"),
    ("冲", r"(?=[洗泡淡刷印厕调服])", "沖"),
    ("冲", r"(?=[走垮毁掉散]|[了过]?[一个]{0,2}[凉澡])", "沖"),
    # 游 to swim, 遊 to travel
    ("游", r"(?=[过到向回][了去来]?.{0,2}[河江湖海岸溪]|[上回]岸|得[快慢远]|不动)", "游"),
    ("游", rf"(?<=[水河江湖海池][里中底]游)(?=[^{HAN}]|$|[着来去动走])", "游"),
    # 齣 for plays
    ("出", r"(?<=[一二两三四五六七八九十几数这那每整首]出)(?=[大小好新老]?戏|[悲喜闹舞歌话京默]剧)", "齣"),
    # 隻 for animals and ships, 只 only
    ("只", r"(?<=[这那]只)(?=[是有能要不好得想怕剩求见为需]|会[让使给导造带更越是有])", "只"),
    ("只", r"(?<=[二两三四五六七八九十百千万几数]只)(?![是有能要会好得想怕剩需够])", "隻"),
    # 麵 noodles and flour
    ("面", r"(?<=[碗斤]面)(?![积前对向子孔板貌临])", "麪"),
    ("面", r"(?<=[吃煮擀泡炒嗦][着了过]面)(?![积前对向子孔板貌临])", "麪"),
    # 繫 to tie, 係 to be
    ("系", rf"(?=[好上着紧了在住过]*(?:一?[条根个])?(?:{BAND}))", "繫"),
    ("系", r"(?=在[一身腰脖颈手脚头树裤柱船车马桩胸背门栏杆])(?<![关体派联科院理学文史济律数语]系)", "繫"),
    ("系", r"(?=[指因])(?<![体派关联星院科]系)", "係"),
    ("系", r"(?<=[确乃均皆]系)(?![统列数])", "係"),
    # 製 to make
    ("制", r"(?<=[木铁铜钢皮纸竹石银革布瓷陶料璃胶棉丝骨]制)(?=[的品成作])", "製"),
    ("制", r"(?<=[秘腌烤蒸煮熏卤焙烘酿研监缝]制)", "製"),
    # 錶 a watch
    ("表", r"(?=[壳盘针链匠]|走得|[慢快停]了)", "錶"),
    ("表", r"(?<=[这那每][只块]表)(?![示现面达演明情格决态扬彰述白])", "錶"),
    ("表", r"(?<=[戴块修腕怀]表)(?![示现面达演明情格决态扬彰述白])", "錶"),
    ("表", r"(?<=[戴修][着了过]表)", "錶"),
    # 准 to allow, 準 exact
    ("准", r"(?<=[不获批核恩]准)(?<!准不准)(?![确备时则点头])", "准"),
    ("准", r"(?=[你我他她])", "准"),
    # 云 to say, before what is said
    ("云", r"(?=[：“「『])(?<![白乌彩浮风烟青祥星流阴层多残]云)", "云"),
    ("云", r"(?:(?<=古人云)|(?<=[语谚经]云)(?=[，：“「]))", "云"),
    # 余, the old word for I
    ("余", rf"(?<![{HAN}]余)(?=[曰居尝闻观谓亦乃既幼独甚窃素曾]|以为|与[之其友])", "余"),
    # 薑 in the kitchen
    ("姜", r"(?:(?<=[葱蒜]姜)|(?=[葱蒜]))", "薑"),
    # 扎 to prick, 紮 to tie up
    ("扎", r"(?=[了过]?[一二两三几]?[针刀剑])", "扎"),
    # 捲 to roll up, 卷 a book
    ("卷", r"(?=起来|成一?[团个筒])", "捲"),
    # 晒 all, as Cantonese has it
    ("晒", r"(?<=[该谢冇食饮做齐搞]晒)(?![太衣干黑])", "晒"),
    # 鐘 that strikes; the surname 鍾 is the dictionary's usual form
    ("钟", r"(?:(?<=[的座口敲撞听闹挂时警古]钟)|(?=[停响走坏声摆鸣]))", "鐘"),
    # 岳 is 嶽 only among the great mountains
    ("岳", r"(?<![山五东西南北中]岳)", "岳"),
    # 箇中 is a rare word, 个 before 中 a common one
    ("个", r"(?=中)(?![中]?(?:滋味|三昧|缘由|奥妙|道理|原因|奥秘|高手))", "個"),
)


DECIDED = frozenset(c for c, _, _ in _RULES)


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """For each character one pattern of all its rules, the last first, and what each of its groups says."""
    out = []
    for c, rules in groupby(_RULES, key=itemgetter(0)):
        last_first = list(rules)[::-1]
        patterns = "|".join(f"{pattern}()" for _, pattern, _ in last_first)  # the empty group says which it was
        out.append((c, re.compile(f"{c}(?:{patterns})"), tuple(form for _, _, form in last_first)))
    return tuple(out)


def in_context(folded: str) -> dict[int, str]:
    """The places whose character its neighbours decide, and how; the last rule that fits."""
    places: dict[int, str] = {}
    for c, pattern, forms in _rules():
        if c in folded:
            places.update((found.start(), forms[(found.lastindex or 0) - 1]) for found in pattern.finditer(folded))
    return places


def placed(text: str, places: dict[int, str]) -> str:
    """The text with characters put at places."""
    out: list[str] = []
    at = 0
    for place in sorted(places):
        out += (text[at:place], places[place])
        at = place + 1
    return "".join([*out, text[at:]])
