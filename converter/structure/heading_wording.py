"""How headings are worded, and what no heading says.

Headings name, sentences tell: what ends a clause, a particle, a pronoun speaks against a heading. Some lines are as
short as headings and are something else for certain: a caption, a party before a court, an ingredient, a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.structure.byline import is_name, names_in
from converter.structure.line import Line
from converter.structure.tunes import is_tune

QUOTES = '“「『"‘'
NOT_FIRST = frozenset("，。、；：？！）》」』—…[〔>▸►▶")
NOT_LAST = frozenset("，。、；,;…：:—")
TELLING = re.compile("[着便却就是]|了(?!解)|[我你他她]们?(?:的?[^的]|$)|不(?:敢|能|得|会|知|曾)")
TELLING_FIRST = re.compile("但|而|或|却|便|就|又|也|且|则|我|你|他|她|这|那|有人|于是|因此|所以|只|并")
LABELLED = re.compile(r"[^:]{2,8}:(?:[^一-鿿]+|[^一-鿿]*\d.{0,4})$")  # 文件名：src/main.rs, 难度：★★★, 重量：730 公斤
PLEASANTRY = re.compile(
    r"(?:您好|你好|大家好|此致|敬礼|谨启|敬启|台绥|台鉴|顺[颂祝].{2,4}|.{0,8}(?:敬上|谨上|手书|顿首|拜上)"
    r"|(?:尊敬|亲爱|敬爱)的.{1,16}|[各列]位.{1,10})[!:,]?|\(此件.{2,8}\)"
)
SIGNED = re.compile(r".{2,14}(?:政府|局|委员会|办公室|公司|中心|学校|学院|医院|委|厅|部|处|院|会|社|公所)")
DOCKET = re.compile(
    r".{2,16}第.{1,10}号|.{0,12}[(\[〔]\d{4}[)\]〕].{0,20}\d+号"
)  # 一○八年度訴字第一二三號, （2021）民初743号
SPACED_NAME = re.compile(
    r"[一-鿿]{0,6}(?:\s+[一-鿿]){2,4}|(?:[一-鿿]\s+){1,4}[一-鿿]\s+[一-鿿]{2,3}"
)  # 審　判　員　　邬明礼
BENCH = re.compile(
    r".{0,12}(?:审判长|审判员|法官|书记[官员]|检察官|公证员|仲裁员)(?!说法|释法|提[醒示]|寄语|点评|评析|后语|解读|建议|普法|答疑)[一-鿿○]{2,4}"
)  # who signs a judgment
COURT = re.compile(
    r"[^\s,。:]{2,16}(?:法院|检察院|仲裁委员会|公证处)"
)  # it heads its judgment, and is no heading in it
CREDITED = re.compile(
    r".{4,}\((?:.{0,12}(?:[摄绘图]|摄影|拍摄)|图片?来源.*|资料(?:图片?|照片?))\)"
)  # a picture's caption
CODE = re.compile(r"[^一-鿿]*(?:[_/@$<>={}|\\;]|--|\.\w|\w\([^()]*\))[^一-鿿]*")
DATED = re.compile(
    r".{0,8}[\d一二三四五六七八九十百〇○零]{2,4}年.{1,9}日?|某月某日.{0,8}|.{0,10}\d{1,2}月\d{1,2}日.{0,14}"
)
TUNE = re.compile(r"(?:右调|调寄|寄调|右寄|调用).{0,2}[《〈].+[》〉]")  # a ci poem's tune, named below it
PASSED = re.compile(  # 民國一○三年五月六日鎮務會議通過: how a statute came about
    r".{0,6}[\d一二三四五六七八九十百〇○零]{2,4}年.{2,30}(?:通过|公布|修正|发布|施行|订定|核定|备查|实施|印发|生效|制定|批准)"
)
ROLE = re.compile(  # 被　告　溪頭灌溉合作社: who is who before a court
    r"(?:原告|被告|反诉\w{2}|上诉人|被上诉人|抗告人|相对人|声请人|申请人|被申请人|申诉人|第三人|(?:诉讼|法定|委托|复|指定)?代理人"
    r"|法定代表人|代表人|负责人|审判长|审判员|人民陪审员|陪审员|书记[官员]|法官|公诉机关|公诉人|\w{0,2}辩护人|检察官|委托诉讼代理人)"
)
PARTY = re.compile(r"[^：:]{2,12}(?:[：:]\s*|[ \u3000]+)(?P<name>[一-鿿·]{2,4})")
COLUMNS = re.compile(r"\S[ \u3000]{2,}\S+[ \u3000]{2,}\S")
QUANTITY = re.compile(  # 猪肋排500克, 盐适量: an ingredient
    r"\S\s*(?:(?:[\d.~-]+|[半一二两三四五六七八九十几]+)\s*(?:克|千克|公斤|斤|两|钱|毫升|升|茶匙|汤匙|大匙|小匙|匙|勺|杯|碗|个|只|片|根|块"
    r"|条|颗|粒|瓣|朵|把|滴|包|g|kg|ml|cc)(?:左右)?|适量|少许)(?:\([^()]{1,12}\))?$"
)
ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百\d]{1,6}条\s.{9,}")  # an article of a statute and its sentence
SPEAKER = re.compile(r"[^:—]{1,4}(?:——|:)")  # 翁——你知道？
WORDS_QUOTED = re.compile(r"[“「『](?P<words>[^“”「」『』。！？!?…]*[^“”「」『』。！？!?…，])[”」』]")
ENCLOSED = re.compile(r"[\[［(（〔].*[\]］)）〕]")
ARROW = re.compile("[←-⇿▲▼△▽►◀▶👇👆➤➜]")
FORMULAIC = re.compile(  # what a genre calls its sections: judgments, recipes, papers, manuals
    r"主\s*文|(?:犯罪)?事\s*实(?:[及与和]理\s*由)?|理\s*由|(?:不?争执)?争点|基本案情|案情(?:简介|摘要)|裁判(?:要旨|要点|理由|结果)|处理结果|典型意义|法官(?:说法|释法|提[醒示]|寄语|点评|评析|后语)|(?:争议|争执)焦点|诉讼请求|审理(?:情况|经过|结果)|法律依据|专家点评|案例评析"
    r"|相关法条|主料|辅料|配料|调料|调味料|用料|食材(?:清单)?|材料|原料|做法|作法|步骤|制作(?:方法|步骤|过程)|烹饪步骤|操作步骤?|小?贴士|小窍门|备注|注意事项"
    r"|摘\s*要|关键词|关键字|方法|结果|讨论|结论|小结|总结|背景|概述|简介|历史|特点|影响|评价|作品|生平|早年|晚年|参见|参考资料|参考书目|外部链接|外部连结|相关条目|延伸阅读"
    r"|总则|附则|常见问题|装箱清单|技术参数|规格|使用方法|安装|原文|题解|译文|译诗|注释|赏析|鉴赏|导读|作者简介"
)
CASE = re.compile(
    r"[^,。;:“”\s]{2,24}(?:诉|与|申请|不服)[^,。;:“”]{2,30}案(?:评析)?"
)  # 王某诉某物业公司等财产损害赔偿案
FRAMED = re.compile("[│┃║].*[│┃║]")
SPACED = re.compile(r"\S[ \u3000]+\S")
DIGIT, WESTERN = re.compile(r"\d"), re.compile("[A-Za-z]")
SIGN = re.compile(r"[^\w\s，。、；：？！…—《》〈〉“”‘’「」『』（）()·,.!?:;%&+/-]")
ADDRESSED = re.compile("[你您]|我们|本[站文章页刊网篇书]")  # a page speaks to its reader
HALF = 8  # characters of each half of a heading in two
CAPTION = re.compile(
    r"(?:附?图示?|附?表格?|示?例|范例|程序?清单|Fig(?:ure|\.)?|Table|Listing)\s*[0-9一二三四五六七八九十]+[-.\d]*(?:[:\s.]|$)",
    re.IGNORECASE,
)


def is_something_else(line: Line) -> bool:
    """Whether the line's form alone says that it is no heading."""
    whole = (FRAMED, COURT, CREDITED, CODE, SPACED_NAME, PLEASANTRY, DOCKET, DATED, TUNE)
    if any(pattern.fullmatch(line.plain) for pattern in whole) or PASSED.fullmatch(line.plain.strip("()")):
        return True
    if BENCH.fullmatch("".join(line.plain.split())) or names_in(line.text):
        return True
    begun = CAPTION.match(line.opening) or ARTICLE.match(line.plain) or QUANTITY.search(line.plain)
    return bool(begun) or _names_a_party(line)


def is_signature(line: Line, below: Line) -> bool:
    """Whether an office signs: its name over the date."""
    return bool(DATED.fullmatch(below.plain) and SIGNED.fullmatch(line.plain))


def wording(line: Line) -> Iterator[str]:
    """What its words say, each a name in `heading_weights.txt`: headings name, sentences tell."""
    text = line.text
    if quoted := WORDS_QUOTED.fullmatch(text):  # 「電腦字沒有錯」: what somebody says in prose ends in its stop
        text = quoted["words"]
    inner = text[:-1]
    said = {
        "quoted": quoted is not None,
        "exclaims": text[-1] in "！!」”』’",
        "formulaic": FORMULAIC.fullmatch(line.plain.strip(" :【】[]")) is not None,
        "names-a-case": CASE.fullmatch(line.plain) is not None,
        "a-tune": is_tune(line.plain),
        "asks": text[-1] in "？?",
        "holds-a-stop": any(mark in "。！!？?" for mark in inner),
        "holds-a-clause": any(mark in "，,；;、" for mark in inner) and not _is_balanced(text),
        "holds-a-colon": any(mark in "：:" for mark in inner),
        "a-label": text[-1] in "：:",
        "begins-quoted": text[0] in QUOTES,
        "begins-as-an-item": text[0] in "-*•·・‧∙▪●○(（①②③",
        "spaced": SPACED.search(text) is not None,
        "in-columns": COLUMNS.search(text) is not None,
        "tells": TELLING.search(line.plain) is not None,
        "begins-as-a-sentence": TELLING_FIRST.match(line.opening) is not None,
        "enclosed": ENCLOSED.fullmatch(text) is not None,
        "an-arrow": ARROW.search(text) is not None,
        "labelled": LABELLED.match(line.opening) is not None,
        "a-speaker": SPEAKER.match(line.opening) is not None,
        "a-digit": DIGIT.search(line.plain) is not None,
        "western": WESTERN.search(line.plain) is not None,
        "a-sign": SIGN.search(text) is not None,
        "addresses": ADDRESSED.search(line.plain) is not None,
    }
    return (name for name, there in said.items() if there)


def _is_balanced(text: str) -> bool:
    """Whether it is made of two halves of one length, as headings like to be: 两个徒弟，一个本子."""
    halves = re.split("[，,]", text)
    one, other = len(halves[0]), len(halves[-1])
    return len(halves) == 2 and abs(one - other) <= 1 and min(one, other) >= 3 and max(one, other) <= HALF


def _names_a_party(line: Line) -> bool:
    """Whether the line says who someone is: 甲方：崔秀莲, 法定代理人　賴清河."""
    words = line.plain.split()
    before_court = len(words) > 1 and (ROLE.fullmatch(words[0]) or ROLE.match("".join(words[:3])))
    match = PARTY.fullmatch(line.text)
    return bool(before_court) or (match is not None and is_name(match["name"]))
