"""What stands around a title on a page: who wrote the text, when, where it appeared, and the site's own name."""

from __future__ import annotations

import re

from converter.structure.byline import names_in
from converter.structure.dateline import dateline_parts
from converter.structure.galley import Galley
from converter.structure.line import Line

# 南灣鎮公所　函: what stands for a title in a letter of a Taiwanese office (文書處理手冊, 公文格式)
OFFICIAL = re.compile(r"[^\s:，。]{3,24}\s+(?:函|书函|令|公告|咨|呈|开会通知单|会勘通知单)")
SITE_NAME = re.compile(
    r".*(?:网|网站|书库|文库|诗社|杂志|周刊|月刊|中文|门户|平台|社区|论坛|频道|文学|书屋|书城|日报|晚报|在线|部落|之家|图书馆|资料库|数据库|法院|学校|学院|大学|中学|医院|公司|基金会"
    r"|协会|精华区|公报|双月刊|季刊|网路版|电子报|小筑|日[记誌志])(?:[-—·\s].*)?"
)
LABELS = re.compile(  # what a page tells about its text
    r"(?:作\s?者|编\s?者|译\s?者|楼主|记者|撰文|采写|编辑|文|图|摄|摄影|来源|稿源|出处|出自|刊名|卷期|看板|时间|日期|posted|by"
    r"|(?:发布|发表|上传|更新|最后更新|最后修订)(?:时间|日期)?|类别|分类|主题分类|字数|阅读|点击|浏览|点阅|单位|状态|体\s*裁"
    r"|档\s*号|索\s*引\s*号|文\s*号|有\s*效\s*性|保存年限|发布机构|地址|电话|传真|承办人|受文者|速别|密等|附件|发文\w{2})"
    r"(?:于|on|\s)*(?:[:|/\d]|\s+\S)|\S{2,6}:\S+\s+\S{2,6}:\S",
    re.IGNORECASE,
)
ISSUE = re.compile(
    r".{0,30}第.{1,6}卷?\s*(?:第.{1,4})?期.{0,16}|.{2,16}\s第.{1,4}[辑册].{0,8}|第?[A-Z]?\d{1,3}版.{0,8}"
)
NUMERIC_DATE = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}")
BAR = re.compile(r"\s*[|︱_]\s*")
WIDEST = 60.0  # ems of a title, or a line about it
SHORTEST_TITLE = 3  # characters before a site's name
BOOK = re.compile("[《〈][^《》〈〉]{1,30}[》〉]")
WORDS = re.compile(r"[一-鿿]{3,10}")


def site_names(galley: Galley) -> set[str]:
    """What the lines above the title call their site: 蓼花文学, 江北新闻网."""
    words = {word for line in galley.lines[: galley.title] for word in WORDS.findall(line.plain)}
    title = galley.lines[galley.title].plain
    return {word for word in words if SITE_NAME.fullmatch(word) and word not in title}


def site_tail(galley: Galley, line: Line) -> int:
    """Where the site's own words behind a title begin, as a window's title has them; 0 where there are none."""
    bar = BAR.search(line.plain, 2)
    if bar is None:
        return 0
    tail = line.plain[bar.end() :]
    sites = site_names(galley) or {""}
    named = any(name and name in tail for name in sites) or LABELS.match(tail) or SITE_NAME.fullmatch(tail)
    return bar.start() if named and bar.start() >= SHORTEST_TITLE else 0


def is_meta(line: Line) -> bool:
    """Whether a line says who wrote the text, when, or where it appeared."""
    if dateline_parts(line) or names_in(line.text) or LABELS.match(line.plain) or is_issue(line):
        return True
    return not line.stopped and line.width <= WIDEST and NUMERIC_DATE.search(line.plain) is not None


def is_issue(line: Line) -> bool:
    """Whether a line names an issue of a periodical: 海角月刊　第七卷第三期."""
    return ISSUE.fullmatch(line.plain) is not None
