"""What OpenCC's dictionaries get wrong in everyday prose: surnames, where something shows them, and entries cut wrong.

Few and general on purpose: a rule stands here only when it holds in running text of any kind.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache, lru_cache

from converter.addresses import HAN
from converter.dictionaries import Table
from converter.script import vocabulary
from converter.script.runner import REMEMBERED, SHORT

# Surnames that are also everyday characters with another Traditional form: 于先生 but 等於, 鍾老師 but 鐘聲.
SURNAMES = dict(zip("于余范姜沈钟党种仇朴卜岳郁涂谷曲游", "于余范姜沈鍾党种仇朴卜岳郁涂谷曲游", strict=True))
UNCHANGED = frozenset(surname for surname, family in SURNAMES.items() if surname == family) | {"周", "后"}
LONGEST_NAME = 4  # characters
# The commonest surnames of all, in Simplified: two of three Chinese bear one of the first forty.
COMMON_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤萧穆鲁巴郁冰老茅艾欧阮凌鲍梅查甘柳施洪翁柯倪葛岑骆"
)
DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "诸葛",
    "上官",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "端木",
    "东方",
    "独孤",
)
TITLES = (
    "先生|女士|小姐|太太|夫人|老师|教授|医生|博士|经理|主任|校长|局长|处长|书记|同学|同志|警官|律师|师傅|某|氏|"
    "总统|总理|部长|市长|县长|省长|董事|院长|将军|司令|队长|导演|编辑|记者|医师|护士|法官|总编|大爷|大妈|大哥|大姐|叔|伯|"
    "会计|主管|科长|院士|法师|道长|大夫|村长|镇长|乡长|总监|厂长|馆长|站长|所长|组长|班长|团长|营长|连长|参谋|秘书|"
    "姑娘|公子|老板|掌柜|家庄|家村|家人"
)
# Characters of which given names are mostly made.
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英华明红玉兰志建国文德海林春秀云荣生祥福康健永成忠义仁礼智信孝贤良俊宏振兴"
    "家宝光辉耀庆昌盛金银珍珠琴琳瑶瑜莹洁雪梅菊莲荷蓉薇婷婉娴雅慧聪颖思佳嘉怡欣悦晓晨旭阳东南北西山川江河湖波涵泽润清"
    "浩瀚天宇宙星辰月日晖昊轩鹏飞翔龙虎凤鸣翼松柏竹森木枫桐楚燕赵秦汉晋唐宋少卿子君若然逸凡谦和安宁静怀谨慎博达远航"
    "秋冬夏勃昭洪炳培旺焕敬尚希彦廷章延庭宾懋镛衡穆谦禄寿龄肃岱钦颂萱蕾莎娅妮黛"
    "正直方圆仲伯叔季淹任右成丹虹艺彤妍倩倩珊珊媛琪琦瑞祺霖峰岩岭岚峻凯胜胤彬斌斐毅恒恺诚诗韵雨露霜霄雯震霆维纲纪绍"
    "风舟帆田歌画墨砚舒曼倩"
    "继祖宗耀武威勋勤俭朴廉洁训诲学知行之以则鸿雁鹤鹭莺禹舜尧汤熙乾坤元亨利贞伦伟业锋钢铁铭锦钧镇铎新民主义心如意可"
)
OFFICES = (
    "作家|诗人|导演|演员|主席|总理|教授|记者|书记|同学|朋友|校长|老师|市长|县长|将军|医生|主任|博士|歌手|作者|画家"
)
_BEFORE = "[和与跟找问给请叫是老小于让替帮陪见谢送接爱骂归如像的着了、]"
_AFTER = "[^\u3400-\u9fff]|$|[说道问答笑曰想叹喊叫是在和与也就曾从被把将及去来到写著的等很又便却都]|一[起同]"
_NAMED = (
    rf"[{''.join(SURNAMES)}](?:(?=(?:{TITLES}))(?:(?<![\u3400-\u9fff].)|(?<={_BEFORE}.)|(?<=[只仅]剩.))"
    rf"|(?=[{GIVEN}]{{1,2}}(?:{_AFTER}))(?:(?<![\u3400-\u9fff].)|(?<=、.)"
    rf"|(?<=[和与跟].)|(?<=(?:{OFFICES}).))"
    r"|(?<=姓.)(?<!百姓.))"  # 姓范, but not 百姓余粮
)
# A village or a place named after the family that settled there: 于家庄, 余家沟.
_SETTLED = rf"[{''.join(SURNAMES)}](?=家[庄村湾屯沟坡岭堡集寨营窑坝圩坪畈垸])"
# 范 and 朴 are surnames wherever they are not part of a few words: 模范, 范围; 朴素, 纯朴.
_BOUND = (
    r"范(?![围例畴文本式读儿化性])(?<![模规示典师防风就垂遗]范)(?=[\u3400-\u9fff])"
    r"|朴(?![素实质厚直拙刀硝树真讷鄙野陋学茂雅])(?<![俭质纯古淳简诚敦厚抱]朴)(?=[\u3400-\u9fff])"
)

# A surname with what may be a given name of two characters; a family that is named; one of it at a clause's head.
_THREE = rf"[{''.join(SURNAMES)}](?=[{HAN}]{{2}})"
_FAMILY = rf"(?<!百)姓([{''.join(SURNAMES)}])"
_DOES = rf"(?<![{HAN}])[{''.join(SURNAMES)}](?=[走说道来去笑问答想看听坐站跑又便就也却把被从在不没])"
_ANY = frozenset(SURNAMES)
_compiled = cache(re.compile)  # when a text first needs one: together they take a tenth of the load

# Entries whose two characters mostly meet by chance: 被发明 is 被 and 发明, not hair worn loose (被髮); 展示了如何;
# 参与制造; 借借 is asking for a loan or to pass, hardly ever 藉藉; 建于徐州 names a place, no Mr 于.
# The words that are meant, such as 被发左衽 and 了如指掌, have longer entries of their own.
# 扎了 is to tie or to prick; 征人, a soldier far from home, is older than the sense of recruiting (徵人).
CUT_WRONG = frozenset({"有云", "并为", "被发", "了如", "参与制", "借借", "于徐", "扎了", "征人", "归余", "一出"})
# Taiwan's Ministry of Education and Hong Kong print 胡同, 拐杖 and 蒙在鼓裡; 衚衕, 柺杖 and 矇在鼓裡 are rarer forms.
PAST = (("衚衕", "胡同"), ("柺杖", "拐杖"), ("矇在鼓", "蒙在鼓"))
# Words that OpenCC's list does not have, or has half converted (郁郁): the branches of the calendar, places named with
# 于, words of the classics.
ADDED = {
    "子丑": "子丑",
    "丑寅": "丑寅",
    "于都县": "于都縣",
    "于田县": "于田縣",
    "于洪区": "于洪區",
    "郁郁": "鬱鬱",
    "郁郁乎文": "郁郁乎文",
    "咸与维新": "咸與維新",
    "冲晒": "沖曬",
    "干宝": "干寶",
    "硅岩": "硅岩",
    "格拉斯里": "格拉斯里",
    "曹冲": "曹沖",
    "棋后": "棋后",
    "发泥": "髮泥",
    "发膜": "髮膜",
    "发胶": "髮膠",
    "发绳": "髮繩",
}


def surnames(folded: str, words: Container[str]) -> dict[int, str]:
    """The places of surnames, where something shows one, and how families write them.

    沈阳 and 钟声 look like names and are words: the dictionary knows them.
    """
    if len(folded) < SHORT and _ANY.isdisjoint(folded):
        return {}
    places = [found.start() for pattern in (_BOUND, _SETTLED) for found in _compiled(pattern).finditer(folded)]
    for found in _compiled(_THREE).finditer(folded):
        at = found.start()
        if _is_name(folded[at - 1 : at], folded[at : at + 1 + vocabulary.LONGEST]) and not (
            folded[at : at + 2] in words or folded[at : at + 3] in words
        ):
            places.append(at)
    for found in _compiled(_NAMED).finditer(folded):
        at = found.start()
        known = folded[at : at + 2] in words and vocabulary.is_word(folded[at : at + 2])
        if not known or folded[at - 1 : at] == "姓":
            places.append(at)
    return {at: SURNAMES[folded[at]] for at in places}


def of_families(folded: str) -> dict[int, str]:
    """The places where one of a family that the text names does something: 他姓钟 and then, at a head, 钟走了."""
    if "姓" not in folded:
        return {}
    families = {found.group(1) for found in _compiled(_FAMILY).finditer(folded)}
    does = _compiled(_DOES).finditer(folded) if families else ()
    return {found.start(): SURNAMES[found.group()] for found in does if found.group() in families}


@lru_cache(maxsize=REMEMBERED)
def _is_name(before: str, text: str) -> bool:
    """Whether a text begins with somebody's name of three characters.

    Not where the first makes a word with the one before it, nor where a longer word begins behind it (于|清华大学), nor
    where 于 stands behind a verb and before a word: 任职于|清华.
    """
    if not vocabulary.is_name(text[:3]) or (before and vocabulary.is_word(before + text[0])):
        return False
    if any(vocabulary.is_word(text[1:end]) for end in range(4, len(text) + 1)):
        return False
    behind_a_verb = (
        text[0] == "于" and _compiled(f"[{HAN}]").match(before) is not None and not _compiled(_BEFORE).match(before)
    )
    return not (behind_a_verb and vocabulary.is_word(text[1:3]))


def of_persons(text: str, persons: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the surnames of known persons stand that stay as they are in every script: 周一舟 is not 週一舟."""
    known = {name for name in persons if 2 <= len(name) <= LONGEST_NAME and name[0] in UNCHANGED}
    for name in known:
        yield from ((found.start(), found.start() + 1) for found in re.finditer(re.escape(name), text))


def corrected(entries: Table) -> Table:
    """OpenCC's phrases without what is cut wrong or past."""
    out = entries | ADDED
    for past, present in PAST:
        out |= {source: out[source].replace(past, present) for source in entries if past in out[source]}
    for source in CUT_WRONG:
        out.pop(source, None)
    return out
