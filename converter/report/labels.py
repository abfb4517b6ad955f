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
}  # fmt: skip


def label(name: str, language: str) -> str:
    """One of LABELS in one of LANGUAGES; English when the language is another."""
    return LABELS[name][LANGUAGES.index(language) if language in LANGUAGES else 0]
