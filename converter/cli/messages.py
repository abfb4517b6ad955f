"""What the command line says, in English, Simplified and Traditional Chinese, by the user's locale."""

from __future__ import annotations

import os

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
TRADITIONAL = ("zh_tw", "zh_hk", "zh_mo", "zh_hant", "zh-hant")

MESSAGES = {  # name: in the order of LANGUAGES
    # ---- help
    "help.main": (
        "dingben (定本): the definitive edition of a Chinese text, as PDF, EPUB and DOCX, every change on record.",
        "定本：把一份杂乱的中文文本做成可以付印的定本（PDF、EPUB、DOCX），每处改动都有记录。",
        "定本：把一份雜亂的中文文本做成可以付印的定本（PDF、EPUB、DOCX），每處改動都有記錄。",
    ),
    "help.convert": (
        "Make editions of SOURCES: files, folders of them, or - for standard input.",
        "把 SOURCES（文件、文件夹，或 - 表示标准输入）做成定本。",
        "把 SOURCES（檔案、資料夾，或 - 表示標準輸入）做成定本。",
    ),
    "help.check": (
        "Say what convert would change in SOURCES; write nothing.",
        "只报告 convert 会改动什么，不写任何文件。",
        "只報告 convert 會改動什麼，不寫任何檔案。",
    ),
    "help.styles": (
        "List the styles, or copy the style NAME into the folder DIR to edit it there.",
        "列出样式；给出 NAME 时，把该样式复制到文件夹 DIR 供修改。",
        "列出樣式；給出 NAME 時，把該樣式複製到資料夾 DIR 供修改。",
    ),
    "help.doctor": (
        "Say which libraries and fonts are installed, and how to install what is missing.",
        "检查所需的程序库和字体，并给出安装所缺之物的命令。",
        "檢查所需的程式庫和字型，並給出安裝所缺之物的指令。",
    ),
    "help.output": (
        "A file, or a folder; - is standard output.",
        "文件或文件夹；- 为标准输出。",
        "檔案或資料夾；- 為標準輸出。",
    ),
    "help.to": (
        "Formats: pdf, epub, docx, md, html, txt, json.  [default: pdf,epub,docx]",
        "格式：pdf、epub、docx、md、html、txt、json。[默认 pdf,epub,docx]",
        "格式：pdf、epub、docx、md、html、txt、json。[預設 pdf,epub,docx]",
    ),
    "help.script": (
        "auto, keep, zh-Hans, zh-Hant, zh-TW or zh-HK; repeatable.  [default: auto]",
        "auto、keep、zh-Hans、zh-Hant、zh-TW 或 zh-HK，可重复。[默认 auto]",
        "auto、keep、zh-Hans、zh-Hant、zh-TW 或 zh-HK，可重複。[預設 auto]",
    ),
    "help.regional": (
        "Also the region's own words (软件 → 軟體).",
        "连地区用词也转换（软件 → 軟體）。",
        "連地區用詞也轉換（软件 → 軟體）。",
    ),
    "help.style": (
        "A style's name, or a CSS file.  [default: article]",
        "样式名，或 CSS 文件。[默认 article]",
        "樣式名，或 CSS 檔案。[預設 article]",
    ),
    "help.metadata": (
        "title, subtitle, author, date or source, over what the text says; repeatable.",
        "指定 title、subtitle、author、date、source，优先于文中所见，可重复。",
        "指定 title、subtitle、author、date、source，優先於文中所見，可重複。",
    ),
    "help.encoding": (
        "The sources' encoding.  [default: found out]",
        "原文件的编码。[默认自动判断]",
        "原始檔的編碼。[預設自動判斷]",
    ),
    "help.skip": (
        "Switch off a rule or a family of rules; repeatable.",
        "关闭一条或一类规则，可重复。",
        "關閉一條或一類規則，可重複。",
    ),
    "help.report": (
        "Write every change to a .json, .html or .txt file; - prints it.",
        "把每处改动写入 .json、.html 或 .txt；- 为打印出来。",
        "把每處改動寫入 .json、.html 或 .txt；- 為列印出來。",
    ),
    "help.strict": (
        "Exit 3 when any change is unsure.",
        "有任何存疑的改动时，以 3 退出。",
        "有任何存疑的改動時，以 3 退出。",
    ),
    "help.jobs": ("Processes.  [default: one per core]", "进程数。[默认每核一个]", "行程數。[預設每核一個]"),
    "help.config": (
        "Settings file.  [default: the nearest edition.toml above the source]",
        "设定文件。[默认原文件之上最近的 edition.toml]",
        "設定檔。[預設原始檔之上最近的 edition.toml]",
    ),
    "help.dry": ("Say what would be written; write nothing.", "只说会写什么，不写。", "只說會寫什麼，不寫。"),
    "help.force": (
        "Make again what is already there and unchanged.",
        "已有而未变的也重做。",
        "已有而未變的也重做。",
    ),
    "help.force.styles": ("Replace files of that name.", "覆盖同名文件。", "覆蓋同名檔案。"),
    "help.quiet": ("Only errors.", "只报错误。", "只報錯誤。"),
    "help.verbose": ("Say more; -vv: tracebacks.", "说得更多；-vv 附出错回溯。", "說得更多；-vv 附出錯回溯。"),
    "help.shard": (
        "Only the Kth of N parts of the sources, for several machines.",
        "只做 N 份中的第 K 份，供多台机器分做。",
        "只做 N 份中的第 K 份，供多台機器分做。",
    ),
    "help.json": (
        "One line of JSON a document, on standard output.",
        "每份文档在标准输出写一行 JSON。",
        "每份文件在標準輸出寫一行 JSON。",
    ),
    "help.seconds": (
        "Longest a document may take.  [default: 900]",
        "每份文档最多用多少秒。[默认 900]",
        "每份文件最多用多少秒。[預設 900]",
    ),
    "help.memory": (
        "Most memory for a document, in a batch.  [default: 2000]",
        "批量时每份文档最多用多少内存（MB）。[默认 2000]",
        "批次時每份文件最多用多少記憶體（MB）。[預設 2000]",
    ),
    "help.bytes": (
        "Largest source that is read.  [default: 20000000]",
        "原文件最多多少字节。[默认 20000000]",
        "原始檔最多多少位元組。[預設 20000000]",
    ),
    "help.ratio": (
        "Most that a DOCX, ODT or EPUB may unpack to, times its size.  [default: 100]",
        "DOCX、ODT、EPUB 解压后最多为原大小的多少倍。[默认 100]",
        "DOCX、ODT、EPUB 解壓後最多為原大小的多少倍。[預設 100]",
    ),
    "help.version": ("Print the version.", "打印版本号。", "列印版本號。"),
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
    "row.made": ("made", "新做", "新做"),
    "row.unchanged": ("unchanged", "未变", "未變"),
    "row.unsure": ("with changes to be looked at", "有待确认之处的", "有待確認之處的"),
    "browse": ("all of it: {path}", "总览：{path}", "總覽：{path}"),
    "failed.list": ("failed:", "失败的：", "失敗的："),
    "failed.item": ("  {source}: {said}", "  {source}：{said}", "  {source}：{said}"),
    "bar.failed": ("{n} failed", "失败 {n}", "失敗 {n}"),
    "bar.rate": ("{n}/s", "{n}/秒", "{n}/秒"),
    "unsure": (
        "{n} changes are unsure (--strict): see them with --report -, settle them in the text or with --skip",
        "有 {n} 处改动存疑（--strict）：用 --report - 查看，改正原文或用 --skip 关闭规则",
        "有 {n} 處改動存疑（--strict）：用 --report - 檢視，改正原文或用 --skip 關閉規則",
    ),
    "config": ("settings: {path}", "设定：{path}", "設定：{path}"),
    "interrupted": ("interrupted; what was finished is kept", "已中断；做完的都保留", "已中斷；做完的都保留"),
    "working": ("making editions", "正在制作", "正在製作"),
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
    "error.shard": (
        "--shard {said}: write K/N, such as 3/8 for the third of eight parts",
        "--shard {said}：写作 K/N，如 3/8 为八份中的第三份",
        "--shard {said}：寫作 K/N，如 3/8 為八份中的第三份",
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
