"""The forms that a page's furniture takes, as a table of patterns.

Each is matched on a whole line in plain form (`Line.plain`: Simplified, half-width), so one pattern serves both
scripts and both widths. A form is evidence, never a verdict: `furniture` weighs it with position and repetition.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from converter.structure.galley import Line


@dataclass(frozen=True, slots=True)
class Form:
    """A shape of line that furniture has; patterns are matched on `Line.plain` (Simplified, half-width)."""

    rule: str
    why: str
    pattern: re.Pattern[str]
    weight: float  # log-odds that a line of this form is furniture, wherever it stands at head or tail


def _form(rule: str, why: str, pattern: str, weight: float = 4.0) -> Form:
    return Form(f"furniture.{rule}", why, re.compile(pattern, re.IGNORECASE), weight)


DATE = r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
SITES = r"微信|微博|新浪微博|腾讯微博|朋友圈|QQ空间|QQ好友|QQ|豆瓣|人人网|知乎|百度贴吧|贴吧|Facebook|Twitter|LINE|WhatsApp|Telegram"
SEPARATOR = r"\s|>|»|›|\||/|·|、|-"
NAME = r"[\w·•]{1,12}"

FORMS = (
    _form("rule", "a mark that only separates", r"[-—–_=*·•~#.|+]{1,}"),
    _form("font-size", "a web page's font-size switch", r"[【\[(]?\s*字[号体]\s*(?:大小)?\s*[:】\]]?\s*(?:[【\[(]?\s*(?:特大|超大|大|中|小|默认|[+-])\s*[】\])]?\s*/?){2,}.*", 6),
    _form("breadcrumb", "where the page stands in its site", r"(?:您?的?(?:现在的?|当前)?(?:所在)?位置\s*[:是]?.*|[^,。!?]{1,12}(?:\s*(?:>|»|›|→|::)\s*[^,。!?>]{1,24}){1,})", 5),
    _form("navigation", "a site's navigation", rf"(?:[\w+]{{1,6}}(?:{SEPARATOR})+){{3,}}[\w+]{{1,6}}", 2.5),
    _form("share", "a share bar", rf"(?:一键)?(?:分享|转发|转载)(?:到|至|给)?\s*[:]?\s*(?:(?:{SITES}|更多|复制链接|好友)\s*[/|、·]?\s*)*|(?:(?:{SITES})\s*[/|、·]?\s*){{2,}}", 5),
    _form("page-tools", "a page's buttons", r"(?:[【\[(]?\s*(?:打印|关闭|收藏|举报|纠错|我要纠错|复制|投诉|推荐给?|加入收藏|设为首页|返回(?:顶部|首页|列表|目录)?|回到顶部|刷新|放大|缩小|点赞|评论|发表评论|登录|注册|手机版|转到手机版|收藏本[站页文]|打印(?:本页|本文|此页)?|关闭(?:窗口|本页|此页)?|本页)\s*[】\])]?\s*[|/·]?\s*){1,}", 5),
    _form("previous-next", "a link to the neighbouring page", r"[<«←]*\s*[上下前后][一]?[篇页章则条节回张](?:文章|新闻|章节)?\s*[:>»→]?.{0,60}", 4),
    _form("related", "the head of a list of other pages", r"[【\[]?(?:相关|推荐|热门|延伸|更多|最新|猜你(?:喜欢|可能感兴趣)|您可能(?:还|也)?(?:喜欢|感兴趣)|编辑推荐|今日|本周|精彩|图片|网友|热点)(?:的)?(?:阅读|文章|新闻|链接|资讯|推荐|评论|话题|内容|标签|专题|图片|报道|排行|精选|热文|视频|搜索|导读)?(?:排行榜?)?[】\]]?\s*[:>»]*(?:\s*(?:更多|more)\s*[>»]*)?", 3),
    _form("comments", "a count of readers or comments", r".{0,8}(?:共有?|已有)?\s*\d[\d,.]*\s*(?:万)?\s*(?:条|人|次)?\s*(?:评论|跟帖|参与|浏览|阅读|点赞|回复|条)|(?:.{0,6}(?:阅读|点击|浏览|评论|访问|查看|人气)(?:数|量|次数|率)?\s*[:]?\s*\d[\d,.]*\s*次?\s*)+", 4),
    _form("copyright", "a copyright or disclaimer line", r".*(?:版权(?:所有|声明|归)|免责(?:声明|条款)|未经.{0,12}(?:授权|许可|同意).{0,20}(?:转载|使用|复制)|转载(?:请|须|务必)?.{0,8}(?:注明|联系)|all rights reserved|copyright|ICP[备证]|[^\w]备\d{6,}号|不代表本[站网刊报].{0,6}|仅代表作者).*", 5),
    _form("editor", "the line of a page's editors", rf"[(\[【]?\s*(?:(?:本文|本期|本版|网站|网络)?(?:责任编辑|责编|编辑|校对|审校|审核|监制|美编|值班(?:主任|编委)|主编|终审|初审|复审|编审|排版)\s*[:/]\s*{NAME}(?:\s+{NAME}){{0,2}}\s*[;,|、]?\s*)+[)\]】]?", 5),
    _form("qr-code", "an invitation to scan, follow or install", r".{0,16}(?:扫一?扫|扫描|长按|识别).{0,10}(?:二维码|关注|下载|识别|图片|小程序).{0,20}|.{0,8}(?:关注|订阅|添加|搜索).{0,12}(?:公众号|微信号|官方微博|官微|频道|视频号).{0,20}|.{0,6}下载.{0,8}(?:客户端|APP|应用).{0,16}", 4),
    _form("address", "nothing but a web address", r"(?:.{0,10}[:])?\s*(?:https?://|www\.)[^\s一-鿿]+", 5),
    _form("listed-date", "the date and section of another page", rf"{DATE}(?:\s+{TIME})?\s*(?:\||·|/|—)\s*[\w·]{{2,10}}|[\w·]{{2,10}}\s*(?:\||·|/)\s*{DATE}(?:\s+{TIME})?", 4),
)  # fmt: skip


def form_of(line: Line, skips: Callable[[str], bool]) -> Form | None:
    """The form of furniture the line has, the one of most weight; None when it has none that is switched on."""
    found = (form for form in FORMS if form.pattern.fullmatch(line.plain) and not skips(form.rule))
    return max(found, key=lambda form: form.weight, default=None)
