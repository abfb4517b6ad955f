"""The words of a report, in English, Simplified and Traditional Chinese."""

from __future__ import annotations

LANGUAGES = ("en", "zh-Hans", "zh-Hant")

LABELS = {  # name: in the order of LANGUAGES
    "report": ("What dingben changed", "定本所作的改动", "定本所作的改動"),
    "source": ("source", "原文件", "原始檔"),
    "encoding": ("encoding", "编码", "編碼"),
    "not sure": ("not sure", "不能确定", "不能確定"),
    "script": ("script", "字形", "字形"),
    "outputs": ("editions", "成书", "成書"),
    "title": ("title", "标题", "標題"),
    "subtitle": ("subtitle", "副标题", "副標題"),
    "author": ("author", "作者", "作者"),
    "date": ("date", "日期", "日期"),
    "from": ("published in", "来源", "來源"),
    "changes": ("changes", "改动", "改動"),
    "unsure": ("to be looked at", "待确认", "待確認"),
    "none": ("none", "无", "無"),
    "rule": ("rule", "规则", "規則"),
    "count": ("times", "次数", "次數"),
    "line": ("line", "行", "行"),
    "change": ("change", "改动", "改動"),
    "why": ("why", "缘由", "緣由"),
    "or": ("or", "或作", "或作"),
    "gone": ("taken out", "删去的文字", "刪去的文字"),
    "more": ("… and {n} more", "……另有 {n} 处", "……另有 {n} 處"),
    "all": ("every change", "全部改动", "全部改動"),
    # ---- what there is of the result
    "outline": ("outline", "大纲", "大綱"),
    "headings": ("headings", "标题", "標題"),
    "paragraphs": ("paragraphs", "段落", "段落"),
    "verse lines": ("lines of verse", "诗行", "詩行"),
    "notes": ("notes", "注释", "註釋"),
    "lists": ("lists", "列表", "列表"),
    "tables": ("tables", "表格", "表格"),
    "characters": ("characters", "字符", "字元"),
    "figure": ("{n} {name}", "{name} {n}", "{name} {n}"),
    "colon": (": ", "：", "："),
    "folded": (
        "… {n} more headings (-v shows all)",
        "……另有 {n} 个标题（-v 全部列出）",
        "……另有 {n} 個標題（-v 全部列出）",
    ),
    "lines": ("lines", "行", "行"),
    "and": (", ", "、", "、"),
    # ---- what was done
    "joined": ("lines joined", "接合的行", "接合的行"),
    "became": ("known as", "认作", "認作"),
    "heading": ("heading", "标题", "標題"),
    "byline": ("byline", "署名", "署名"),
    "dateline": ("dateline", "电头", "電頭"),
    "verse": ("verse", "诗", "詩"),
    "quote": ("quotation", "引文", "引文"),
    "caption": ("caption", "图注", "圖註"),
    "note": ("note", "注释", "註釋"),
    "body": ("text", "正文", "正文"),
    "moved": ("moved", "移动的文字", "移動的文字"),
    "other": ("other changes", "其余改动", "其餘改動"),
    # ---- the page
    "beside": ("Source and result", "原文与定本对照", "原文與定本對照"),
    "result": ("result", "定本", "定本"),
    "legend": ("How changes are shown", "图例", "圖例"),
    "mark.gone": ("taken out", "删去", "刪去"),
    "mark.join": ("lines joined", "接行", "接行"),
    "mark.became": ("became a heading, byline or verse", "认作标题、署名或诗", "認作標題、署名或詩"),
    "mark.moved": ("moved to the metadata or a note", "移入题名信息或注释", "移入題名資訊或註釋"),
    "mark.script": ("script", "字形转换", "字形轉換"),
    "mark.marks": ("characters, marks and spaces", "字符、标点与空格", "字元、標點與空格"),
    "mark.added": ("added", "增补", "增補"),
    "mark.unsure": ("not sure: please look", "存疑，请过目", "存疑，請過目"),
    "same": (
        "lines {first}–{last}: {n} blocks, unchanged",
        "第 {first}–{last} 行：{n} 段，没有改动",
        "第 {first}–{last} 行：{n} 段，沒有改動",
    ),
    "quiet": (
        "lines {first}–{last}: {n} blocks, nothing but lines joined",
        "第 {first}–{last} 行：{n} 段，只接合了断行",
        "第 {first}–{last} 行：{n} 段，只接合了斷行",
    ),
    "times": ("{n} changes", "{n} 处改动", "{n} 處改動"),
    "time": ("1 change", "1 处改动", "1 處改動"),
}  # fmt: skip


def label(name: str, language: str) -> str:
    """One of LABELS in one of LANGUAGES; English when the language is another."""
    return LABELS[name][LANGUAGES.index(language) if language in LANGUAGES else 0]
