"""Kinds of words that decide the Traditional form of a neighbour: what is drunk, dries, is counted with 隻."""

from __future__ import annotations

HAN = "\u3400-\u9fff"
DRINK = "茶|咖啡|奶|豆浆|可可|麦片|药|汤|水|酒|凉|澡|剂|蜂蜜|面糊"
CUP = "[一二两三四几半]?[大小]?[杯壶碗瓶包袋盅]"
BAND = "鞋带|领带|安全带|围巾|扣子|绳|围裙|腰带|红领巾|带子|丝带|蝴蝶结|铃"
# What gets dry by itself, by the end of its name, and what may stand between it and 干.
DRYING = (
    "[衣服裳裤衫裙袜鞋被单巾布漆墨迹泪汗血河井湖池塘溪泥胶浆叶草柴米粮稻麦谷饼]|饼干|头发|湿发|刘海|嗓子|喉咙|嗓眼|嘴|嘴唇|嘴巴|舌头|口|"
    "水|地|地面|路面|地板|土|皮肤|木头|面包|雨伞|伞|颜料|水彩|水泥|指甲油|伤口|帐篷|被子|帘子|杯子|碗|碗筷|盘子"
)
STILL = (
    "(?:都|也|还|又|全|快|就|已经|已|早就|早|还没有|还没|没有|没|未|不|终于|差不多|渐渐|慢慢|很快|才|刚|一|会|要|太|很|有点|有些|"
    "完全|彻底)*"
)
# What a kitchen keeps dried, behind 干.
DRY_GOODS = (
    "(?:淀粉|面粉|木耳|银耳|香菇|蘑菇|虾仁|虾米|海带|紫菜|海参|百合|红枣|桂花|花椒|辣椒|黄豆|莲子|笋|茶叶|"
    "酵母|毛巾|柴火|树枝|草料)"
)
# What is said of noodles and hardly of faces and sides.
CHEWED = (
    "(?:很|真|太|最|更|挺|要|不|还|够|有点|特别|非常|十分|比较|也|都)*"
    "(?:劲道|筋道|弹牙|爽滑|有?嚼劲|有?嚼头|坨了|好吃|难吃|很香)"
)
# What things are made of, before 制.
MATERIAL = "木头|玻璃|塑料|金属|竹子|石头|黄金|纯银|白银|不锈钢|牛皮|羊皮|陶土|水晶|象牙|橡胶|铝合金|草根|黏土|蜂蜡"
# What noodles are named after, in two characters, where OpenCC's list has not the whole name.
NOODLES = (
    "鱼蛋|鸭蛋|煎蛋|鸡汤|骨汤|高汤|清汤|酸汤|酸菜|雪菜|青菜|白菜|蟹黄|虾仁|鲜虾|大虾|鱼丸|牛丸|肉丸|"
    "碱水|杂粮|鳝鱼|羊杂|牛杂|肉燥|葱香"
)
# What is counted with 隻: characters that Unicode files under bird, dog and insect, other animals, and halves of pairs.
COUNTED = (
    "[\u9e1f-\u9e75\u72ac-\u72b0\u72d0-\u7360\u866b-\u8829]|鸡|鸭|鹅|雀|雁|隼|燕|狗|猫|羊|猪|虎|豹|象|鼠|兔|熊|鹿|驼|龟|虾|蟹|贝|蛙|"
    "兽|羔|崽|手|脚|腿|眼|眼睛|耳朵|胳膊|翅膀|鞋|靴|袜|船|艇|舰|筏|箱|杯|碗|壶|锅|桶|瓶|罐|口袋|手套|气球|灯笼|风筝|蝉|蝶"
)
# Before a number that counts no animals: 他们三个只好.
NO_NUMBER = f"[第初周][{HAN}]{{0,3}}|[我你他她它们人][{HAN}]{{0,2}}"
# Departments of a university, before 系.
FIELD = (
    "广告|中文|历史|数学|物理|化学|化工|外语|英语|日语|法语|德语|俄语|新闻|法律|法学|经济|管理|计算机|电子|电机|机械|机电|建筑|美术|艺术|"
    "音乐|舞蹈|戏剧|戏曲|导演|表演|摄影|设计|哲学|社会|社会学|教育|教育学|心理|心理学|生物|生命科学|地理|地质|天文|大气|医学|药学|护理|"
    "土木|水利|材料|金融|会计|统计|贸易|外贸|旅游|体育|政治|外交|考古|图书馆|档案|传播|播音|编导|动画|农学|园艺|林学|园林|兽医|食品|纺织|"
    "服装|通信|通讯|自动化|软件|信息|网络|环境|能源|海洋|航空|汽车|交通|工程|学|文|理|工|商|太阳|水|银河|派|体|语|星|根|谱|世|母|父|嫡|直"
)
# Families of empresses.
EMPRESSES = "吕|薄|窦|卫|阴|邓|梁|何|甄|贾|羊|独孤|长孙|武|韦|萧|刘|郭|曹|高|向|孟|李|谢|马|张|徐|周|王|慈安|慈禧|隆裕"
# Who allows and forbids, by the last character.
PEOPLE = "[我你他她您们咱妈爸爷奶娘爹师长官帝王婆公姐哥嫂叔伯姑舅板校院府厂司局家法律规会主人]"
# Whose words come behind 云 and a colon: a book, a poem, a saying, the ancients.
SAYING = "[诗又语谚经书传歌词注序文记赋铭志史赞偈话句曰亦所俗古子人谣赋诰曲]"
# What people make at home, by the end of its name, behind 自制.
MADE = "[酱酒糕饼糖汁茶菜面包点心衣裙灯具器炮弹药板饮料冰皂粉油醋肠醪酪]"
# Characters that names of other languages are spelt with, and hardly anything else.
SYLLABLE = "斯克尔弗迪蒂奥埃莱塞娅姆亨佩默帕努伊阿塔卢杰诺萨托维茨兹赫瓦丽莎罗蒙恩伯巴朗顿"
