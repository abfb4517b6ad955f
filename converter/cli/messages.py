"""What the command line says, in English, Simplified and Traditional Chinese, by the user's locale."""

from __future__ import annotations

import os

from converter.cli.help_words import HELP

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
TRADITIONAL = ("zh_tw", "zh_hk", "zh_mo", "zh_hant", "zh-hant")

MESSAGES = {  # name: in the order of LANGUAGES
    **HELP,
    # ---- a run
    "done": (
        "{source} → {outputs} ({changes} changes, {unsure} to be looked at)",
        "{source} → {outputs}（改动 {changes} 处，待确认 {unsure} 处）",
        "{source} → {outputs}（改動 {changes} 處，待確認 {unsure} 處）",
    ),
    "checked": (
        "{source}: {changes} changes, {unsure} to be looked at",
        "{source}：改动 {changes} 处，待确认 {unsure} 处",
        "{source}：改動 {changes} 處，待確認 {unsure} 處",
    ),
    "kept": (
        "{source}: unchanged, {outputs} are there ({changes} changes, {unsure} to be looked at)",
        "{source}：未变，{outputs} 已在（改动 {changes} 处，待确认 {unsure} 处）",
        "{source}：未變，{outputs} 已在（改動 {changes} 處，待確認 {unsure} 處）",
    ),
    "would": ("{source} → {outputs}", "{source} → {outputs}", "{source} → {outputs}"),
    "warning": ("warning: {said}", "注意：{said}", "注意：{said}"),
    "skipped": ("skipped {path}: {why}", "跳过 {path}：{why}", "略過 {path}：{why}"),
    "skipped.link": ("a link is not followed", "不跟随链接", "不跟隨連結"),
    "skipped.special": (
        "a pipe, socket or device is never opened",
        "管道、套接字、设备一律不打开",
        "管線、通訊端、裝置一律不開啟",
    ),
    "skipped.kind": ("not a kind of file that holds a text", "不是文本一类的文件", "不是文本一類的檔案"),
    "skipped.ours": ("an edition made by dingben", "是定本自己做的书", "是定本自己做的書"),
    "skipped.closed": ("the folder may not be opened", "文件夹打不开", "資料夾打不開"),
    "summary": (
        "{done} done, {failed} failed, {skipped} skipped",
        "完成 {done}，失败 {failed}，跳过 {skipped}",
        "完成 {done}，失敗 {failed}，略過 {skipped}",
    ),
    "table": (
        "{rows}; {spent}, {rate} a second",
        "{rows}；用时 {spent}，每秒 {rate} 份",
        "{rows}；用時 {spent}，每秒 {rate} 份",
    ),
    "nothing": ("no text falls to this part", "这一份里没有文本", "這一份裡沒有文本"),
    "comma": (", ", "，", "，"),
    "row.made": ("worked on", "本次处理", "本次處理"),
    "row.unchanged": ("unchanged", "未变", "未變"),
    "row.unsure": ("with changes to be looked at", "有待确认之处的", "有待確認之處的"),
    "browse": ("all of it: {path}", "总览：{path}", "總覽：{path}"),
    "failed.list": ("failed:", "失败的：", "失敗的："),
    "failed.item": ("  {source}: {said}", "  {source}：{said}", "  {source}：{said}"),
    "bar.starting": ("starting …", "正在启动……", "正在啟動……"),
    "bar.failed": ("{n} failed", "失败 {n}", "失敗 {n}"),
    "bar.pages": ("{n} pages", "{n} 页", "{n} 頁"),
    "bar.rate": ("{n}/s", "{n}/秒", "{n}/秒"),
    "unsure": (
        "{n} changes are unsure (--strict): see them with --report -, settle them in the text or with --skip",
        "有 {n} 处改动存疑（--strict）：用 --report - 查看，改正原文或用 --skip 关闭规则",
        "有 {n} 處改動存疑（--strict）：用 --report - 檢視，改正原文或用 --skip 關閉規則",
    ),
    "config": ("settings: {path}", "设定：{path}", "設定：{path}"),
    "config.none": ("no settings file", "没有设定文件", "沒有設定檔"),
    "watching": (
        "watching {path}; Ctrl-C ends it",
        "正在看着 {path}；按 Ctrl-C 结束",
        "正在看著 {path}；按 Ctrl-C 結束",
    ),
    "interrupted": (
        "interrupted; what was finished is kept, and the same command goes on from there",
        "已中断；做完的都保留，再执行同一命令即可接着做",
        "已中斷；做完的都保留，再執行同一指令即可接著做",
    ),
    # ---- errors of the command line itself
    "error": ("dingben: {said}", "定本：{said}", "定本：{said}"),
    "error.of": ("dingben: {source}: {said}", "定本：{source}：{said}", "定本：{source}：{said}"),
    "error.usage": (
        "{said} (try `{command} --help`)",
        "{said}（可用 `{command} --help` 查看用法）",
        "{said}（可用 `{command} --help` 檢視用法）",
    ),
    "error.unexpected": (
        "unexpected {said}; run again with -vv and report what it prints",
        "意外的错误：{said}；请加 -vv 再运行一次，并报告所示内容",
        "意外的錯誤：{said}；請加 -vv 再執行一次，並回報所示內容",
    ),
    "error.pair": (
        "-M {given}: write KEY=VALUE, such as author=王铭",
        "-M {given}：写作 键=值，如 author=王铭",
        "-M {given}：寫作 鍵=值，如 author=王銘",
    ),
    "error.nameless": (
        "a source has no name; write . for this folder",
        "有一份原文没有文件名；当前文件夹请写 .",
        "有一份原文沒有檔名；目前資料夾請寫 .",
    ),
    "error.full": (
        "the disk is full; free some space, or send the output elsewhere",
        "磁盘已满；请腾出空间，或改换输出的去处",
        "磁碟已滿；請騰出空間，或改換輸出的去處",
    ),
    "error.stdin.closed": (
        "standard input is closed; name a file instead of -",
        "标准输入已关闭；请用文件名代替 -",
        "標準輸入已關閉；請用檔名代替 -",
    ),
    "error.stdout.closed": (
        "standard output is closed; name a file with -o",
        "标准输出已关闭；请用 -o 指定文件",
        "標準輸出已關閉；請用 -o 指定檔案",
    ),
    "error.stdout.to": (
        "standard output takes one format: name it with -t, such as -t md",
        "写到标准输出须指定一种格式，如 -t md",
        "寫到標準輸出須指定一種格式，如 -t md",
    ),
    "error.stdout.many": (
        "standard output takes one source and one script; name a folder with -o",
        "标准输出只能容一份原文、一种字形；请用 -o 指定文件夹",
        "標準輸出只能容一份原文、一種字形；請用 -o 指定資料夾",
    ),
    "error.stdout.terminal": (
        "a {form} file cannot be shown on a terminal; redirect it, or name a file with -o",
        "{form} 不能显示在终端上；请重定向，或用 -o 指定文件",
        "{form} 不能顯示在終端機上；請重新導向，或用 -o 指定檔案",
    ),
    "error.stdout.report": (
        "standard output takes one thing: an edition, a report or --json; give the others a file",
        "标准输出只能用于一样：定本、报告或 --json；其余请给文件名",
        "標準輸出只能用於一樣：定本、報告或 --json；其餘請給檔名",
    ),
    "error.report.taken": (
        "{path}: a text or an edition of this run has that place; give --report another name",
        "{path}：此处是本次要转换的文本或要写的定本；请给 --report 另一个文件名",
        "{path}：此處是本次要轉換的文字或要寫的定本；請給 --report 另一個檔名",
    ),
    "error.dry.report": (
        "-n writes nothing, not even a report; use `dingben check --report {path}`",
        "-n 什么也不写，包括报告；请用 `dingben check --report {path}`",
        "-n 什麼也不寫，包括報告；請用 `dingben check --report {path}`",
    ),
    "error.watch": (
        "watch takes files and folders, and writes into a folder: name it with -o",
        "watch 只看文件和文件夹，并写进文件夹：请用 -o 指定",
        "watch 只看檔案和資料夾，並寫進資料夾：請用 -o 指定",
    ),
    "error.shard": (
        "--shard {said}: write K/N, such as 3/8 for the third of eight parts",
        "--shard {said}：写作 K/N，如 3/8 为八份中的第三份",
        "--shard {said}：寫作 K/N，如 3/8 為八份中的第三份",
    ),
    "error.cluster": (
        "a cluster writes into a folder: name one with -o",
        "集群只能写进文件夹：请用 -o 指定",
        "叢集只能寫進資料夾：請用 -o 指定",
    ),
    "error.exists": (
        "{path} is already there; -f replaces it",
        "{path} 已存在；加 -f 覆盖",
        "{path} 已存在；加 -f 覆蓋",
    ),
    # ---- styles and doctor
    "copied": (
        "{path}: edit it, then convert with --style {path}",
        "{path}：修改后用 --style {path} 转换",
        "{path}：修改後用 --style {path} 轉換",
    ),
    "doctor.found": ("found", "已有", "已有"),
    "doctor.missing": ("MISSING", "缺少", "缺少"),
    "doctor.unfit": ("UNFIT", "不合用", "不合用"),
    "doctor.optional": ("optional", "可有可无", "可有可無"),
    "doctor.well": ("Everything is here.", "一应俱全。", "一應俱全。"),
    "doctor.install": ("To install what is missing:", "安装所缺之物：", "安裝所缺之物："),
    # ---- exit codes, for the manual page
    "exit.ok": ("every edition is written", "定本都已写好", "定本都已寫好"),
    "exit.unexpected": ("an unexpected error", "意外的错误", "意外的錯誤"),
    "exit.usage": ("a mistyped option or setting", "选项或设定有误", "選項或設定有誤"),
    "exit.unsure": ("--strict: there are unsure changes", "--strict：有存疑的改动", "--strict：有存疑的改動"),
    "exit.unreadable": (
        "a source cannot be read or decoded, or holds nothing to publish",
        "原文件读不了、解不开，或没有可出版的内容",
        "原始檔讀不了、解不開，或沒有可出版的內容",
    ),
    "exit.missing": (
        "something is not installed; dingben doctor says what",
        "缺少程序库或字体，dingben doctor 会说明",
        "缺少程式庫或字型，dingben doctor 會說明",
    ),
    "exit.unwritable": (
        "an edition cannot be written, or a limit was met",
        "定本写不了，或到了限额",
        "定本寫不了，或到了限額",
    ),
    "exit.partly": (
        "some of a batch failed, the rest is done",
        "批量中有的失败，其余已做好",
        "批次中有的失敗，其餘已做好",
    ),
    "exit.interrupted": ("interrupted", "被中断", "被中斷"),
}  # fmt: skip


def language() -> str:
    """One of LANGUAGES, by LC_ALL, LC_MESSAGES and LANG, the first that is set."""
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    tag = said.partition(".")[0].lower()
    if not tag.startswith("zh"):
        return "en"
    return "zh-Hant" if tag.startswith(TRADITIONAL) or tag.endswith("@hant") else "zh-Hans"


def say(name: str, **values: object) -> str:
    """One of MESSAGES in the user's language, its places filled."""
    return MESSAGES[name][LANGUAGES.index(language())].format(**values)
