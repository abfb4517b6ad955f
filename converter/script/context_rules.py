"""What the words beside a character say of its Traditional form: the rules of `context`, each a line.

A rule stands here only when it holds in running text of any kind; where a sentence can mean both, none does. It is
written for Simplified text. Of several that fit, the last wins.
"""

from __future__ import annotations

from typing import NamedTuple

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
    MATERIAL,
    NO_NUMBER,
    NOODLES,
    PEOPLE,
    SAYING,
    STILL,
    SYLLABLE,
)
from converter.script.names import COMMON_SURNAMES


class Rule(NamedTuple):
    """A character, what it becomes, and when."""

    char: str
    form: str
    pattern: str  # what follows it, and what precedes it, itself included
    before: str = ""  # what must stand before it, of any length
    unless: str = ""  # what must not
    alone: bool = False  # the next character must begin no longer word than the pattern asks for
    whole: bool = False  # it reads a whole phrase, and so knows better than the cut


RULES = (
    # 乾 dry and to drain a glass, 幹 to do, 干 to concern
    Rule("干", "乾", rf"(?=了?{CUP})"),
    Rule("干", "乾", r"(?<=[喝吸擦晒晾烘烤吹拧榨抽沥熬抹拭揩焙阴风甩]干)(?![部事活劲掉])"),
    Rule("干", "乾", r"(?<=[薯肉果萄杏笋腐柿卜枣豆鱼虾芒椰瓜桃梨莓蕉橘]干)(?![涉预事扰部劲活])"),
    Rule("干", "乾", rf"(?={DRY_GOODS})"),
    Rule("干", "乾", r"(?=[嚼吼寒嗽嚎呕咳笑裂瘪冽涩枯渴瘦硬冷热煸])(?<![主树枝骨若才能躯茎基单敢]干)"),
    Rule("干", "幹", r"(?<=[没不未在想能敢肯会要去来苦实快]干)(?=[过完成得起着])"),
    Rule("干", "幹", r"(?<=[谁他她你我们人家]干)(?=的)"),
    Rule("干", "幹", r"(?=将)", before="得力|员|名|手下|爱|猛|虎"),
    Rule("干", "幹", rf"(?=了(?!{CUP})[一二两三几很许不这那半])(?<![晒晾烘烤吹晾河水嘴口唇泪汗]干)"),
    Rule("干", "乾", rf"(?=[了透不没吗吧呢得再就时后]|[^{HAN}]|$)", before=rf"(?:{DRYING}){STILL}", whole=True),
    Rule("干", "干", r"(?=[你我他她您咱]们?的?(?:什么|何|屁|啥)?事)", whole=True),
    Rule("干", "乾", r"(?=得(?:裂|冒|起皮|掉渣|开裂|发[裂硬白黄疼痒]))|(?<=[晒烘晾风]成干)"),
    Rule("干", "干", "(?<=姓干)"),
    Rule("干", "干", rf"(?<=何干)(?=[^{HAN}]|$)"),
    Rule("干", "干", rf"(?=[^{HAN}]|$|的)", before=f"[与跟和同][{HAN}]{{1,6}}[何不无]相"),
    # 睏 sleepy, 困 beset
    Rule("困", "睏", rf"(?=了(?:[^{HAN}]|$|就|便|想|先|吧|呢|吗|要|去))(?<![被围受所陷]困)"),
    Rule("困", "睏", r"(?=得(?:睁|不行|要命|直|眼|厉害|打|受不|一))"),
    Rule("困", "睏", rf"(?<=[犯很太好又真]困)(?=[^{HAN}]|$|了|又|得)"),
    Rule("困", "睏", r"(?=[意倦觉])"),
    Rule("困", "睏", r"(?=死(?:了|我))(?<![被围]困)"),
    # 沖 to pour water, 衝 to rush
    Rule("冲", "沖", rf"(?=[了过好上的]?(?:{CUP})?[热冷温开浓淡红绿花黑牛清]?(?:{DRINK}))"),
    Rule("冲", "沖", r"(?=[洗泡淡刷印厕调服晒]|干净|一[冲洗刷])|(?<=冲一冲)"),
    Rule("冲", "沖", r"(?<=水冲)(?![突锋进向出击动过到高低破天])"),
    Rule("冲", "沖", rf"(?=[^{HAN}]|$|[是和与说道的])", before=rf"(?:^|[^{HAN}]|[和与跟])[{COMMON_SURNAMES}]"),
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
    Rule(
        "出",
        "齣",
        rf"(?<=[一二两三四五六七八九十百几数]出)(?=[^{HAN}]|$)",
        before="(?:共有?|全[剧本])[一二三四五六七八九十百几]{1,3}",
    ),
    Rule("出", "齣", r"(?=出(?:精彩|好看|叫座))|(?<=出出)(?=精彩|好看|叫座)", whole=True),
    # 后 an empress, behind the name of her family
    Rule(
        "后",
        "后",
        rf"(?=[、，。：；！？“”的与和是都也为曰问听见召死崩怒]|[^{HAN}]|$)",
        before=rf"(?:^|[^{HAN}])(?:{EMPRESSES})",
    ),
    # 穀 grain, 谷 a valley
    Rule("谷", "穀", r"(?=[种堆粒穗囤糠壳秆雀])(?<![山河峡幽]谷)"),
    Rule("谷", "穀", r"(?<=[苞瘪储存粮粟割打晒碾舂籴粜糙]谷)(?![歌底口中里])"),
    # 里 a mile
    Rule("里", "里", r"(?<=[一二两三四五六七八九十百千万几数]里)(?![面头外边屋])"),
    Rule("里", "裏", r"(?<=胡同里|[院屋房巷村园]子里)(?=拉|弄[得成坏脏丢])", whole=True),
    Rule("里", "裏", r"(?<=[院屋巷村楼]里)(?=拉|弄[得成坏脏丢])", whole=True),
    Rule("里", "裏", r"(?<=[大在到沉掉跳落入从那这深]海里)(?![程约斯])", whole=True),
    # and in names of other languages
    Rule("里", "里", rf"(?=[{SYLLABLE}]{{0,3}}·)|(?<=·里)|(?<=[{SYLLABLE}]里)(?=[{SYLLABLE}])", whole=True),
    Rule("里", "里", rf"(?:(?<![{HAN}]里)|(?<=[和与叫对问给由]里))(?=[{SYLLABLE}皮奇德特约昂希基根森夫])", whole=True),
    Rule("里", "里", rf"(?<=[佩默帕努埃弗莱伯奥]里)|(?<![{HAN}]马里)(?<=马里)|(?<=[在去到过和与往从赴对]马里)"),
    # 隻 for animals and ships, 只 only
    Rule("只", "只", r"(?<=[这那]只)(?=[是有能要不好得想怕剩求见为需]|会[让使给导造带更越是有])", whole=True),
    Rule("只", "隻", r"(?<=[二两三四五六七八九十百千万几数]只)(?![是有能要会好得想怕剩需够])"),
    Rule("只", "隻", rf"(?<=[来多余]只)(?=(?:大|小|老|母|公)?(?:{COUNTED}))", before="[十百千万][来多余]", whole=True),
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
    Rule("面", "麪", r"(?<=[碗斤份]面)(?![积前对向子孔板貌临试谈具额膜霜巾单])"),
    Rule("面", "麪", r"(?<=把面)(?=[揉擀煮捞拌]|和[好匀成])"),
    Rule("面", "麪", r"(?<=[吃煮擀泡炒嗦][着了过]面)(?![积前对向子孔板貌临])"),
    Rule("面", "麪", rf"(?=[^{HAN}]|$)", before=rf"[碗盘锅份][{HAN}]{{1,6}}的"),
    Rule("面", "麪", rf"(?={CHEWED})(?<![里外上下前后边对方一]面)"),
    Rule(
        "面",
        "麪",
        r"(?=(?:已经|都|还没|快|刚|太|有点|要|得|先)?(?:煮|下锅|醒好|发酵|擀|揉|烫|凉了|坨|糊了))(?<![里外上下前后边对方一表脸墙地桌水路]面)",
    ),
    Rule("面", "麪", rf"(?<=(?:{NOODLES})面)(?![积前对向子孔板貌临])"),
    Rule("面", "麪", r"(?=[缸袋渣胚]|案(?![例件情卷由发子头]))(?<![里外上下前后边对方一表脸墙地桌水路封]面)"),
    Rule("面", "麪", rf"(?<=[下煮吃][点些]面)(?=[^{HAN}]|$)"),
    # 繫 to tie, 係 to be
    Rule("系", "繫", rf"(?=[好上着紧了在住过]*(?:一?[条根个])?(?:[{HAN}]{{1,2}}色?的?)?(?:{BAND}))", unless=FIELD),
    Rule(
        "系",
        "繫",
        rf"(?=在(?:[{HAN}]?[身腰脖颈手脚头树裤柱船车马桩胸背门栏杆腕踝岸码缆鞍把窗椅梁架环扣]|一))",
        unless=FIELD,
    ),
    Rule("系", "系", r"(?<=[这那该本各某哪个]系)(?![统列数着好紧上了住于念着])"),
    Rule("系", "系", r"(?=上的?(?:[同学老教课规]|主任))"),
    Rule("系", "係", r"(?=[指因])(?<![星院科]系)", unless=f"{FIELD}|[该本全某各]", alone=True),
    Rule("系", "係", r"(?<=[确乃均皆]系)(?![统列数])"),
    # 製 to make
    Rule("制", "製", r"(?<=[木铁铜钢皮纸竹石银革布瓷陶料璃胶棉丝骨]制)(?=[的品成作])"),
    Rule("制", "製", r"(?<=[秘腌烤蒸煮熏卤焙烘酿研监缝]制)"),
    Rule("制", "製", rf"(?<=自制)(?=[{HAN}]{{0,3}}(?:{MADE}))", whole=True),
    Rule("制", "製", r"(?<=自制)(?=的)"),
    Rule("制", "製", r"(?<=[炒刻绣拼镶塑烙铸焊煎煲泡酱]制)"),
    Rule("制", "製", r"(?=的|成)", before=f"{MATERIAL}|自己|亲手|手工"),
    Rule("制", "製", r"(?=[种氢氧丝罐帽皂])"),
    # 錶 a watch
    Rule("表", "錶", r"(?=[壳盘针链匠袋]|盖(?![章上了过有])|走得|[慢快停]了|坏|没电|进水)|(?<=咪表)"),
    Rule("表", "錶", r"(?<=[这那每][只块]表)(?![示现面达演明情格决态扬彰述白])"),
    Rule("表", "錶", r"(?<=[戴块修腕怀]表)(?![示现面达演明情格决态扬彰述白])"),
    Rule("表", "錶", r"(?<=[戴修][着了过]表)"),
    Rule(
        "表",
        "錶",
        rf"(?![{HAN}示现面达演明情格决态扬彰述白哥姐弟妹])|(?<=[名金银旧新好]表)(?=[去来参出和在])",
        before=rf"[戴修](?:着|了|过|好)?(?:一?[块只])?[{HAN}]{{0,3}}",
    ),
    # 征 on a long way, 徵 to call up
    Rule("征", "征", r"(?=[鸿雁帆衣尘鞍蓬夫马轮鼓袍])"),
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
    Rule(
        "划",
        "划",
        r"(?=着|[了过起]?[小大一两快长]?[条只叶艘]?[双支把]?(?:小|大|木|橡皮|竹|龙)?[船桨艇舟水筏]|[到向]?[对彼]岸)",
    ),
    # 扎 to prick, 紮 to tie up
    Rule("扎", "扎", r"(?=[了过]?[一二两三几]?[针刀剑])"),
    Rule("扎", "紮", rf"(?=[着了过好起成]+[{HAN}]{{0,4}}[辫髻束巾带绳口袋捆])"),
    Rule("扎", "紮", r"(?=[了个条起好着]*(?:小|大|长|羊角|麻花|马尾|双)?(?:辫|马尾|头发|蝴蝶结|发髻))"),
    # 捲 to roll up, 卷 a book
    Rule("卷", "捲", r"(?=成一?[团个筒])"),
    Rule("卷", "捲", r"(?=起来)", whole=True),
    Rule("卷", "捲", r"(?=着)"),
    Rule("卷", "捲", r"(?=[走进紧起])(?<![试画书开上中下问答案宗一二三四五六七八九十首末各本该每]卷)", alone=True),
    Rule("卷", "捲", r"(?=[了个]?(?:纸筒|纸烟|旱烟|烟卷|铺盖|煎饼|春饼|饼))(?<![第试答]卷)"),
    # 晒 all, as Cantonese has it
    Rule("晒", "晒", r"(?<=[该谢冇食饮做齐搞]晒)(?![太衣干黑])"),
    # 噹 a sound
    Rule("当", "當", r"(?=当网)|(?<=当当)(?=网)", whole=True),
    # 簽 to sign, 籤 a slip of bamboo
    Rule("签", "簽", r"(?<![竹牙书标抽求灵神支根价货诗药便棉铁掣探浮中吉凶好上下竖]签)(?![筒诗文语子条签])"),
    Rule("签", "簽", r"(?=[了过完得着到])"),
    # 斗 a measure and a vessel, 鬥 to fight
    Rule("斗", "斗", rf"(?<=[一二两三四五六七八九十百千万几数半]斗)(?=[^{HAN}]|$|[米谷麦豆粟粮酒面高油盐的])"),
    Rule("斗", "斗", r"(?<=用斗)(?=[装量盛])"),
    Rule("斗", "斗", r"(?<=[煤料挎翻车滤爪簸墨戽抓铲]斗)(?![争智勇志])"),
    # 捨 to give away
    Rule("舍", "捨", r"(?<=[抛吝难]舍)|(?=掉)"),
    # 鬍 and 鬚 in a face
    Rule("胡", "鬍", r"(?=[茬渣碴楂])"),
    Rule("须", "鬚", r"(?<=[腮颔颊]须)(?![要得经知臾])|(?=刨)"),
    # 鬆 loose
    Rule("松", "鬆", rf"(?<=[较偏稍略]松)(?=[^{HAN}]|$|[了些的软散])"),
    # 曆 a calendar
    Rule("历", "曆", r"(?<=[傣佛彝藏]历)(?![史程代来经任届次])"),
    # 鐘 that strikes; the surname 鍾 is the dictionary's usual form
    Rule("钟", "鐘", r"(?:(?<=[的座口敲撞听闹挂时警古]钟)|(?=[停响走坏声摆鸣]))"),
    Rule("钟", "鐘", rf"(?<![{HAN}]钟)(?=在|已经|每|还没|终于|突然|[又不也是][停响走敲快慢坏准])"),
    Rule("钟", "鐘", rf"(?<=[了个看墙]钟)(?=[^{HAN}]|$)"),
    # 岳 is 嶽 only among the great mountains
    Rule("岳", "岳", r"(?<![山五东西南北中]岳)"),
    # 箇中 is a rare word, 个 before 中 a common one
    Rule("个", "個", r"(?=中)(?![中]?(?:滋味|三昧|缘由|奥妙|道理|原因|奥秘|高手))"),
)
