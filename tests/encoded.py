"""Texts in the encodings that Chinese files are found in, whole and cut, short and long, for a reader to tell apart.

The sentences are ours, of many kinds (news, novels, letters, law, prices, verse, recipes, forums), in the mainland's,
Taiwan's and Hong Kong's writing, in Japanese and in Korean.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

SIMPLIFIED = (
    "供销社的旧门板换成了玻璃，柜台后面坐着的还是那个爱打毛线的女人。",
    "本市昨日新增公交线路三条，首末班时间为6:00至22:30，票价两元。",
    "“别急，”师傅说，“先把刨子磨快，木头自己会告诉你往哪边走。”",
    "第三十二条　承租人未按期支付租金的，出租人可以请求其在合理期限内支付；逾期不付的，可以解除合同。",
    "茄子切滚刀块，撒盐腌一刻钟，挤去水分，再下锅用中火慢慢煸软。",
    "楼主说得对，我们那届食堂的糖醋排骨一块五一份，现在想起来还流口水！",
    "她在信的末尾写道：见字如面，勿念。院里的枇杷熟了，给你留着呢。",
    "数据显示，前三季度网络零售额同比增长8.6%，其中农产品增速最快。",
    "月亮爬上了麦秸垛，狗叫了两声又不叫了，整个村子像沉进井底一样安静。",
    "注意事项：一、请勿在雨天使用；二、使用完毕请切断电源；三、儿童须有成人看护。",
    "北方的冬天来得早，十月底暖气就通了，玻璃上结着一层薄薄的霜花。",
    "张老师把粉笔头一扔：“这道题，期末必考，听懂的举手，没听懂的也举手。”",
)
TRADITIONAL = (
    "雜貨店的老闆娘記得每個孩子的名字，也記得他們欠了幾根冰棒的錢。",
    "氣象局表示，鋒面將於週四通過，各地有短暫陣雨，早晚溫差逾十度。",
    "「您慢走，」店員鞠了個躬，「下回來，我們還有新到的烏龍茶。」",
    "第十七條　公寓大廈應設管理負責人或管理委員會，其組織及選任辦法另定之。",
    "把豬腳燙過，加醬油、冰糖、八角，文火燉上兩個鐘頭，筷子能穿透就行了。",
    "這班區間車誤點二十分鐘，月臺上的學生乾脆坐在行李箱上背單字。",
    "祖父的書房裡有一方端硯，據說是曾祖從廣東帶回來的，誰也不許碰。",
    "根據統計，去年出境旅客人數較前年增加百分之十二點三，以赴日最多。",
    "夜深了，樓下的麵攤還亮著燈，蒸氣裡有人低聲唱著一首很舊的歌。",
    "凡本館館藏，限館內閱覽者，不得攜出；違者停止借閱權利三個月。",
    "雨打芭蕉，一聲一聲，像是有人在窗外輕輕地數著舊日的銅錢。",
    "導演說這齣戲沒有主角，每個上臺的人都只是把自己的那一段路走完。",
)
HONG_KONG = (
    "阿嬤話呢碗湯要煲足四粒鐘，唔好急，急親就冇晒啲味㗎喇。",
    "嗰日打風，巴士停晒，我哋喺茶餐廳坐咗成個下晝，食咗三件西多士。",
    "佢成日都唔記得攞鎖匙，次次都要喺樓梯口等我收工返嚟。",
    "你估下邊個嚟咗？原來係隔籬屋個細路，話要借個籃球玩一陣。",
)
JAPANESE = (
    "駅前の古い喫茶店は、今日も朝からコーヒーの香りがしています。",
    "明日の天気は晴れのち曇りで、最高気温は二十度くらいになるでしょう。",
    "図書館で借りた本を返しに行ったら、ちょうど閉まるところでした。",
)
KOREAN = (
    "어제 저녁에 친구와 함께 시장에 가서 사과와 배를 샀습니다.",
    "도서관은 매주 월요일에 쉬고 다른 날은 아홉 시에 엽니다.",
)
KOREAN_LETTERS = (
    "할머니는 마당에 널어 둔 고추를 걷으며 오늘 밤에는 비가 올 것 같다고 말씀하셨다.",
    "회의는 다음 주 목요일 오후 세 시에 본관 이층 회의실에서 열릴 예정이니 참석 바랍니다.",
    "기차가 터널을 빠져나오자 창밖으로 눈 덮인 들판이 끝없이 펼쳐졌다.",
    "문의 사항이 있으시면 아래 전화번호로 연락하시거나 담당자에게 전자 우편을 보내 주십시오.",
)

WRITES = (  # who writes in what
    (SIMPLIFIED, ("gb2312", "gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")),
    (TRADITIONAL, ("big5", "cp950", "big5hkscs", "gbk", "utf-8", "utf-16", "utf-16-le", "utf-16-be")),
    (HONG_KONG, ("big5hkscs", "utf-8", "gb18030", "utf-16-le")),
    (JAPANESE, ("euc_jp", "cp932", "utf-8", "utf-16")),
    (KOREAN, ("cp949", "utf-8", "utf-16-le")),
    (KOREAN_LETTERS, ("euc_kr", "cp949", "iso2022_kr")),
    (SIMPLIFIED, ("hz",)),
    (JAPANESE, ("iso2022_jp",)),
)
SHIFTED = ("hz", "iso2022_jp", "iso2022_kr")  # a shift back to ASCII ends what is in these
LENGTHS = ((6, 9), (10, 19), (20, 40), (60, 120), (400, 900))


@dataclass(frozen=True)
class Sample:
    """A text, the bytes it was written in, and how."""

    text: str
    data: bytes
    encoding: str
    cut: bool = False  # the last character lacks a byte

    @property
    def expected(self) -> str:
        """What a reader should make of it."""
        return f"{self.text[:-1]}\ufffd" if self.cut else self.text

    @property
    def kind(self) -> str:
        """What the figures are sorted by."""
        size = next(f"{least}-{most}" for least, most in LENGTHS if len(self.text) <= most)
        return f"{self.encoding} {size}{' cut' if self.cut else ''}"


def samples() -> Iterator[Sample]:
    """Every sample, always the same."""
    chance = random.Random(7)  # noqa: S311
    for sentences, encodings in WRITES:
        for encoding in encodings:
            for least, most in LENGTHS:
                for _ in range(max(3, len(sentences))):
                    text = _piece(sentences, chance, chance.randint(least, most))
                    if _fits(text, encoding):
                        data = text.encode(encoding)
                        yield Sample(text, data, encoding)
                        whole = "-" in encoding or encoding in SHIFTED
                        if least == 20 and not whole and len(text[-1].encode(encoding)) > 1:
                            yield Sample(text, data[:-1], encoding, cut=True)


def _piece(sentences: tuple[str, ...], chance: random.Random, length: int) -> str:
    """So many characters of one sentence, or of several, each a paragraph."""
    words = chance.choice(sentences)
    while len(words) < length + 10:
        words += f"\n　　{chance.choice(sentences)}"
    at = chance.randrange(0, max(1, len(words) - length))
    return words[at : at + length].strip() or words[:length]


def _fits(text: str, encoding: str) -> bool:
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False
