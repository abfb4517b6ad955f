"""The forms that a page's furniture takes, as a table of patterns.

Each is matched on a whole line in plain form (`Line.plain`: Simplified, half-width), so one pattern serves both
scripts and both widths. A form is evidence, never a verdict: `furniture` weighs it with position and repetition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A shape of line that furniture has."""

    rule: str
    why: str
    pattern: re.Pattern[str]
    weight: float = 4.0  # log-odds that a line of this form at the head or the tail is furniture
    anywhere: bool = False  # also in the middle of a text
    foreign: bool = False  # only where its wording is not the text's own


def _any(*words: str) -> str:
    """One of the words; each argument holds several, a space between them."""
    return "(?:" + "|".join(" ".join(words).split()) + ")"


def _form(
    rule: str, why: str, pattern: str, weight: float = 4.0, *, anywhere: bool = False, foreign: bool = False
) -> Form:
    """A form whose pattern is written with free spaces (`re.VERBOSE`)."""
    return Form(f"furniture.{rule}", why, re.compile(pattern, re.IGNORECASE | re.VERBOSE), weight, anywhere, foreign)


DATE = r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
WEB = r"(?:https?://\S+|www\.[\w.-]+\S*|\b[\w-]+\.(?:com|net|org|cn|cc|tw|hk|mo|sg|edu|gov|info|xyz|top|me|la|tv|club|vip|site|online|example)\b\S*)"
SITES = _any(
    "微信好友 微信 新浪微博 腾讯微博 微博 朋友圈 QQ空间 QQ好友 QQ 豆瓣 人人网 知乎 百度贴吧 贴吧 抖音 快手",
    "Facebook Twitter LINE WhatsApp Telegram Instagram Plurk 噗浪 电邮 邮件",
)
BUTTONS = _any(
    "打印本页 打印本文 打印此页 打印 列印 关闭窗口 关闭本页 关闭 我要纠错 纠错 举报 复制链接 复制 投诉",
    "推荐给朋友 推荐",
    "加入收藏 收藏本站 收藏本页 收藏本文 收藏 设为首页 返回顶部 返回首页 返回列表 返回目录 返回上页 返回",
    "回到顶部 回顶部 回首页",
    "刷新 放大 缩小 点赞 发表评论 评论 登录 登陆 登入 注册 退出 转到手机版 手机版 电脑版 触屏版 客户端",
    "搜索 订阅 投稿 分享",
    "网站地图 站点地图 会员中心 个人中心 反馈 意见反馈 写留言 留言 默认",
    "字体 大 中 小 本页 下载 下载本文 目录 书签 加入书签 上一页 下一页 首页 尾页 末页 简体 繁体",
)
READERS = _any("阅读 点阅 在看 点击 浏览 评论 访问 查看 人气 点赞 收藏 转发 跟帖 回复 参与 喜欢 赞 分享 热度")
HEADS_OF_LISTS = _any(
    "相关 推荐 热门 延伸 更多 最新 猜你喜欢 猜你可能感兴趣 您可能还喜欢 您可能感兴趣的 你可能也喜欢",
    "编辑推荐 今日 本周 本月 精彩 网友 热点 热评 大家都在看 大家还看了 同类 栏目 专题 其他 往期 上期",
)
LISTED = _any(
    "阅读 文章 新闻 链接 资讯 推荐 评论 话题 内容 标签 专题 图片 报道 排行榜 排行",
    "精选 热文 视频 搜索 导读 回顾 关键词 连结 产品 稿件",
)
EDITORS = _any(
    "责任编辑 责编 编辑 校对 审校 审核 监制 美编 值班主任 值班编委 值班编辑 主编 终审 初审 复审 编审 排版",
    "审读 二审 三审 一审 值班总编",
    "网络编辑 网编 图文编辑 实习编辑 执行编辑 责任校对",
)
COPYRIGHT = _any(
    r"版权所有 版权声明 版权归 免责声明 免责条款 all\srights\sreserved copyright ICP[备证] 公网安备 经营许可证",
    "主办单位[:：] 承办单位[:：] 技术支持[:：] 网站标识码 投稿邮箱",
    r"未经.{0,12}(?:授权|许可|同意|允许).{0,20}(?:转载|使用|复制|转贴)",
    r"(?:未经|请勿|严禁|谢绝).{0,14}(?:转载|镜像|复制|售卖|转贴|盗用) 权利?归.{0,6}作者.{0,12} 授权刊发",
    r"本(?:页|站|网|库|系统|平台|资料|文件).{0,24}(?:仅供.{0,8}参考|以.{1,10}为准|概不负责|不得.{0,10}商业)",
    r"转载(?:请|须|务必|时请)?.{0,8}(?:注明|联系|标明) 欢迎转载 谢绝转载",
    r"不代表本[站网刊报].{0,8} 仅代表作者 与本(?:网站|站|网)无关 如有侵权.{0,20} 侵权.{0,6}(?:联系|删除)",
)
PROMISES = _any("推荐票 收藏 月票 订阅 打赏 评论 票票 鲜花 红票 支持 点击 书评")
WARES = _any(
    "减肥 祛斑 祛痘 美白 白癜风 牛皮癣 脱发 植发 丰胸 壮阳 治疗 偏方 疗效 副作用 药好 药物 特效 专治 医院哪家",
    "优惠 特惠 促销 打折 秒杀 包邮 商城 旗舰店 加盟 招商 招租 代理 开户 贷款 借款 信用卡 理财 股票推荐 彩票 博彩",
    "置换 回收 高价 低价 多少钱 价格表 报价 报名 招生 培训班 考研 热线 咨询电话 联系电话 广告位 排行榜",
    "哪个牌子 哪种好 免费领 立即购买",
)
ACTIONS = _any(  # what a reader of a page is asked to do
    "点击 点开 点上方 点下方 点此 轻点 戳 长按 扫 打开 下载 安装 登录 登入 注册 分享",
    "转给 转存 转发 传送 发送",
    "复制 储存 保存 收进 关注 订阅 添加 加入 跳到 跳至 返回 回到 翻回 翻到",
    "回 展开 收起 查看 上传 滑动 搜索 搜寻 切换 提交 申请 检视 设为 夹个 夹入",
)
THINGS = _any(  # and with what
    "客户端 APP 应用市场 应用商店 二维码 小程序 图片 大图 原图 截图 照 全文 余下 剩余 隐藏 [前后上下]一[页屏章回节级]",
    "首页 页首 顶部 目录 总目 书签 书架 朋友 好友 群 链接 连结 星标 在看 公众号 蓝字 留言 评论 讨论 列表",
    "文章 主文 正文 导览 导航 搜寻 搜索 主要内容 菜单 会员 账号 后台 结果 工单 讨论 WhatsApp LINE PDF 授权",
)
# Neither verse in columns nor a chapter with its title of two halves is a menu.
NO_MENU = (
    r"(?!.*[A-Za-z] [的是和与在中里上了为等])(?!第\S{1,5}[卷回章集部])(?!卷\S)"
    r"(?!(?:[一-鿿]{5}\s+)+[一-鿿]{5}$)(?!(?:[一-鿿]{7}\s+)+[一-鿿]{7}$)"
)
SIZE = r"[【\[(]?\s* (?:特大|超大|大|中|小|默认|[+-]) \s*[】\])]?\s* [/|]?\s*"
NUMBER = r"\d[\d,.]*\s* 万?"

FORMS = (
    _form("separator", "a mark that only separates", r"[-—–_=*·•~\#.|+─━═╌┄│﹏]+", 1.0),
    _form(
        "font-size",
        "a web page's font-size switch",
        rf"""[【\[(]?\s* 字[号体级]\s* (?:大小)?\s* [:】\]]?\s* (?:{SIZE}){{2,}}
            (?:[【\[(]?\s* {BUTTONS}\s* [】\])]?\s*)*
          | (?:T\s*[大中小]\s*){{2,3}} | A[-−⁻]\s*A?\s*A[+⁺] | A\s+A[-+⁻⁺]\s+A[-+⁻⁺]""",
        6,
    ),
    _form(
        "breadcrumb",
        "where the page stands in its site",
        r"""[:\s]{0,4}(?:您|你)?的?(?:现在|当前|目前)?的?(?:所?在的?|浏览的?)?
            (?:位置|栏目|页面)(?:在)?\s* [:是在\ ].{1,60}
          | (?=.*[一-鿿]) [\w·\s]{1,12} (?:\s* (?:>{1,2}|»|›|::|〉|\\) \s* [\w·《》()\[\].\s]{1,24})+
          | \w{1,8}(?:\s+[·・‧]\s+\w{1,8}){2,}
          | [^。,]{1,40}?(?:\s*(?:>{1,2}|»|›|→|〉)\s*[^→»›〉>。,]{1,24}){2,}""",
        5,
    ),
    _form(
        "navigation",
        "a site's navigation",
        rf"""{NO_MENU} (?:\w{{2,8}} (?:\s|\||/|·)+){{3,}} \w{{2,8}}
          | (?:[^|︱│┃,。;!?、]{{1,14}}[|︱│┃]\s*){{2,}} [^|︱│┃,。;!?、]{{1,16}}
          | (?:[\w]{{1,8}}[・‧·▾]\s*){{3,}} [\w]{{1,10}}▾?
          | [^|︱│┃∕。]{{1,20}}(?:\s+[|︱│┃∕]\s+[^|︱│┃∕。]{{1,20}}){{2,}}
          | \w{{1,6}}\s*[/|]\s*[A-Z][A-Za-z ]{{2,16}}
          | (?:.{{1,8}}:)?\s*(?:[•▪]\s*[^\s•▪][^•▪。]{{0,16}}){{3,}}
          | (?:[\w·]{{1,12}}\s+/\s+){{2,}} [\w·]{{1,16}}
          """,
        4.5,
    ),
    _form(
        "contents",
        "a page's contents on one line",
        r"(?:目录|目次|本[页文](?:目录|内容|导览)|快速定位|跳至|章节)\s*:?\s+\S.{4,}(?<![。!?])",
        4.5,
    ),
    _form("page-tools", "a page's buttons", r"(?:[【\[][^】\]。]{1,14}[】\]]\s*){3,}", 4.5),
    _form(
        "interface",
        "what a page asks its reader to do",
        rf"""(?:[^一-鿿\w]{{1,3}})?(?:请|欢迎|立即|马上|免费|此处)?{ACTIONS}[^。!?:“「]{{0,14}}{THINGS}[^。?:“「]{{0,24}}
          | (?:[^\w\s,。、:;!?“”‘’「」『』()《》〈〉\[\]〔〕〖〗【】.—…·•*\-]\s*[一-鿿]{{1,4}}\s*[\d,.]*\s*){{2,}}""",
        3,
    ),
    _form(
        "interface",
        "a link to the rest of the page",
        r"(?:点击|轻点|点此|戳).{0,6}(?:展开|查看|阅读|加载).{0,8}(?:全文|剩余|余下|更多|内容|原文).{0,8}",
        5,
        anywhere=True,
    ),
    _form("interface", "when the page was last changed", r"本页面?最[后近](?:修订|更新|编辑|修改).{1,40}", 5),
    _form(
        "share",
        "a share bar",
        rf"""(?:一键)?(?:分享|转发|转载)(?:到|至|给|本文)?\s* :?\s* (?:(?:{SITES}|更多|复制链接|好友)\s* [/|、·]?\s*)*
          | (?:{SITES}\s* [/|、·]?\s*){{2,}}""",
        5,
    ),
    _form("share", "one place of a share bar", SITES, 3),
    _form("page-tools", "a page's buttons", rf"(?:[【\[(]?\s* {BUTTONS}\s* [】\])]?\s* [|/·、+o-]*\s*)+", 5),
    _form(
        "previous-next",
        "a link to the neighbouring page",
        r"""[【\[<«←]*\s* [上下前后]一?(?:篇|页|章|则|条|节|回|张|版)(?:文章|新闻|章节)?[】\]]?\s*
            (?:[:>»→].{0,60}|\s+.{0,60}|)
          | [←«⇐◀]\s*\w.{0,40} | \w.{0,40}[→»⇒▶]""",
    ),
    _form(
        "related",
        "the head of a list of other pages",
        rf"[【\[■◆▍|]?\s* {HEADS_OF_LISTS}的?\w{{0,4}}?{LISTED}?{LISTED}?[】\]]?\s* [:>»]*"
        r"(?:\s* (?:更多|more)\s* [>»]*)?"
        r"|(?:读者|网友|全部|热门)?(?:留言|评论|跟帖)\s* \(\s* \d*\s* \)|\d+\s*[则条个]\s*(?:留言|评论|回复|讨论)"
        r"|(?:热度|人气|阅读|点击|热搜|热门|热文|周|月|日)(?:榜|排行榜?).{0,4}",
        3,
    ),
    _form(
        "counts",
        "a count of readers or comments",
        rf"""您是第\s* {NUMBER}\s* 位.{{2,6}} | .{{0,8}}(?:共有?|已有)\s* {NUMBER}\s* [条人次个位].{{0,8}}
          | (?:.{{0,4}}{READERS}(?:数|量|次数|率)?\s* [:(]?\s* {NUMBER}[次人]?\)?\s* [|/·]?\s*)+""",
    ),
    _form("counts", "a count of readers", rf"{READERS}(?:人次|人数|次数|数|量)\s* :?\s* {NUMBER}\s.{{0,40}}"),
    _form("copyright", "a copyright or disclaimer line", rf".*{COPYRIGHT}.*", 5),
    _form(
        "editor",
        "the line of a page's editors",
        rf"""[(\[【]?\s* (?:(?:本文|本期|本版|网站|网络)?{EDITORS}\s* [:/]\s*
             [\w·•]{{1,12}}(?:\s+[\w·•]{{1,12}})?\s* [;,|、]?\s*)+ [)\]】]?
          | (?:{EDITORS}\s+ [一-鿿·]{{2,4}}\s* [|、]?\s*){{2,}}""",
        5,
    ),
    _form(
        "qr-code",
        "an invitation to scan, follow or install",
        r""".{0,16}(?:扫一?扫|扫码|扫描|长按|识别).{0,10}(?:二维码|关注|下载|识别|图片|小程序|手机).{0,20}
          | .{0,16}点个?(?:在看|赞|关注).{0,6}
          | .{0,8}(?:关注|订阅|添加|搜索).{0,12}(?:公众[帐账]?号|微信号|官方微博|官微|频道|视频号).{0,20}
          | .{0,6}下载.{0,8}(?:客户端|APP|应用).{0,16}""",
    ),
    _form("advertisement", "an advertisement's wording", rf"(?=.*{WARES})[^。！？!?]{{4,30}}", 2.0, foreign=True),
    _form(
        "advertisement",
        "the word that stands over an advertisement",
        r"""[-—\s]*[\[【(]?\s* (?:广\s* 告|advertisement|sponsored)\s* [\])】]?
            (?:\s*[\[(].{2,16}[\])] | 过后.{0,8})?[-—\s]*""",
        anywhere=True,
    ),
    _form(
        "counts",
        "how long reading takes",
        r"(?:本文|全文)?共?.{0,4}\d+\s*字.{0,14}分钟.{0,4}|(?:预计)?阅读(?:时间|本文|时长)?.{0,8}\d+\s*分钟.{0,6}",
        5,
    ),
    _form(
        "page-data",
        "when the page was made",
        rf"[^。]{{0,14}}(?:创建|发布|发表|更新|编辑|修改|上传|收录)(?:于|时间|日期)?\s*:?\s*{DATE}.{{0,24}}",
        3.5,
    ),
    _form(
        "page-data",
        "a file to take away",
        r".*\.(?:pdf|docx?|odt|ofd|xlsx?|zip|rar|jpg|mp3)\b.*\(?\d[\d.]*\s*[KMG]B?.*",
        4.5,
    ),
    _form("related", "a head between arrows", r"[↓↑▼▲▽△⇩⇧👇]+\s*[^。]{2,16}?\s*[↓↑▼▲▽△⇩⇧👇]+", 3.5),
    _form("end", "the mark of a page's end", r"[-—=\s]*(?:the\s+)?end[-—=\s]*", 3, anywhere=True),
    _form("binding", "where a letter is bound", r"装[\s.·•…-]*订[\s.·•…-]*线", 5, anywhere=True),
    _form(
        "pager",
        "links to the pages of one article",
        r"(?:\d{1,3}\s+){1,}下一页.{0,10}|第\s*\d+\s*[页屏笔条项]\s*[/共].{1,24}|.{0,8}(?:未完|没完).{0,6}下一[页屏章].{0,8}",
        anywhere=True,
    ),
    _form(
        "promotion",
        "a link to another page",
        r"[【\[](?:推荐|推广|相关阅读|延伸阅读|热文|关注)[】\]].{2,40}"
        r"|(?:延伸|相关|推荐|扩展)阅读\s*:.{2,60}|往期(?:推荐|回顾|精选)\s*:?.{2,60}",
        anywhere=True,
    ),
    _form("tags", "a page's tags", r"(?:标签|关键词)?\s* :?\s* (?:\#[^\s\#]{1,12}\s*)+"),
    _form("address", "nothing but a web address", rf"(?:.{{0,10}}:)?\s* {WEB}", 5),
    _form(
        "watermark",
        "the site's own line among the text's",
        rf"""(?=[^./]*[./])(?=.*[一-鿿]|{WEB})[^。]{{0,30}}(?:{WEB})[^。]{{0,20}}[。.!]?
          | [(\[【]?\s* (?:本章完|未完待续|本章未完.{{0,20}}|[全本][文书]完|完本|待续|本[节卷]完)\s* [)\]】]?[。.!]?
          | (?:PS|p\.s\.|作者的话|求)?\s* :?\s* (?:(?:跪|再|继续)?求(?:一下|个|点)?{PROMISES}\s* [,、!~]*\s*){{1,6}}
          | [^。]{{0,12}}(?:(?:记住|收藏)(?:本站|我们的|【)|本站(?:地址|网址|域名)|最新网址|手机用户请|手机阅读
                           |无弹窗|全集下载|TXT下载|首发(?:于|站)?|最快更新).{{0,30}}
          | 本(?:书|电子书|文件|资源|文本)(?:由|来自).{{1,20}}(?:整理|制作|提供|收集|下载|上传|转出).{{0,40}}""",
        5.5,
        anywhere=True,
    ),
    _form(
        "listed-date",
        "the date and section of another page",
        rf"""{DATE}(?:\s+{TIME})?\s* (?:\||·|/|—)\s* [\w·]{{2,10}}
          | [\w·]{{2,10}}\s* (?:\||·|/)\s* {DATE}(?:\s+{TIME})?""",
    ),
)
