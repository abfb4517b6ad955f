"""What the library's errors say, in Chinese: the library speaks English, to programs and to logs alike.

In: a line as an error has it. Out: the same in the user's language, its names and figures as they stood; a line that is
not in the table stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

ERRORS = {  # as the library says it, {} for what differs: Simplified, Traditional
    "is empty: there is nothing to publish": ("是空的，没有可出版的内容", "是空的，沒有可出版的內容"),
    "is blank: there is nothing to publish": ("只有空白，没有可出版的内容", "只有空白，沒有可出版的內容"),
    "has {} bytes or more, the limit is {}: split it into parts": (
        "至少有 {} 字节，上限为 {}：请分成几份",
        "至少有 {} 位元組，上限為 {}：請分成幾份",
    ),
    "cannot be opened: {}": ("打不开：{}", "打不開：{}"),
    "is a folder: name a file in it": ("是文件夹：请指定其中的文件", "是資料夾：請指定其中的檔案"),
    "is no regular file (a pipe or a device): save its contents in a file first": (
        "不是普通文件（而是管道或设备）：请先把内容存成文件",
        "不是普通檔案（而是管線或裝置）：請先把內容存成檔案",
    ),
    "in no encoding that fits (UTF-8, GB18030, Big5, UTF-16): if you know it, pass --encoding NAME": (
        "编码不是 UTF-8、GB18030、Big5 或 UTF-16：如知其编码，请用 --encoding 指定",
        "編碼不是 UTF-8、GB18030、Big5 或 UTF-16：如知其編碼，請用 --encoding 指定",
    ),
    "not text: it is full of control characters": ("不是文本：满是控制字符", "不是文本：滿是控制字元"),
    "nothing but a page's furniture: {} … Keep it as text with --skip furniture --skip front.": (
        "只有网页的边角料：{}……如要当作正文，请加 --skip furniture --skip front",
        "只有網頁的邊角料：{}……如要當作正文，請加 --skip furniture --skip front",
    ),
    "took longer than {} s and was ended; split the text, or allow more with --max-seconds": (
        "超过 {} 秒，已中止；请把文本分开，或用 --max-seconds 放宽",
        "超過 {} 秒，已中止；請把文本分開，或用 --max-seconds 放寬",
    ),
    "the worker that held it was killed (out of memory?); try it alone, or with a smaller -j": (
        "处理它的进程被杀（内存不足？）；请单独再试，或减小 -j",
        "處理它的行程被砍（記憶體不足？）；請單獨再試，或減小 -j",
    ),
    "needs more memory than a document may take; split the text, or allow more with --max-memory": (
        "所需内存超过每份文档的上限；请把文本分开，或用 --max-memory 放宽",
        "所需記憶體超過每份文件的上限；請把文本分開，或用 --max-memory 放寬",
    ),
    "no text to convert in this folder; it should hold {} files": (
        "文件夹里没有可转换的文本；应有 {} 文件",
        "資料夾裡沒有可轉換的文本；應有 {} 檔案",
    ),
    "an edition would replace a text that is to be converted; choose another folder with -o": (
        "写出的定本会盖掉待转换的文本；请用 -o 另选文件夹",
        "寫出的定本會蓋掉待轉換的文本；請用 -o 另選資料夾",
    ),
    "{} is one file, but there are {} sources; name a folder with -o": (
        "{} 是一个文件，原文却有 {} 份；请用 -o 指定文件夹",
        "{} 是一個檔案，原文卻有 {} 份；請用 -o 指定資料夾",
    ),
    "unknown format {}: one of {}": ("没有 {} 这种格式：可用 {}", "沒有 {} 這種格式：可用 {}"),
    "no permission to write here; choose another folder with -o": (
        "没有写入权限；请用 -o 另选文件夹",
        "沒有寫入權限；請用 -o 另選資料夾",
    ),
    "the disk is full; free some space or choose another folder with -o": (
        "磁盘已满；请腾出空间，或用 -o 另选文件夹",
        "磁碟已滿；請騰出空間，或用 -o 另選資料夾",
    ),
    "no scheduler answers there; start one with `dask scheduler`, and workers with `dask worker`": (
        "那里没有调度器应答；请用 `dask scheduler` 启动，并用 `dask worker` 启动工作进程",
        "那裡沒有排程器回應；請用 `dask scheduler` 啟動，並用 `dask worker` 啟動工作行程",
    ),
    "there is no such thing; look at the address": ("那里没有这样东西；请检查地址", "那裡沒有這樣東西；請檢查位址"),
}
CLICK = {  # what click says
    "No such option {}. Did you mean {}?": ("没有选项 {}。是不是 {}？", "沒有選項 {}。是不是 {}？"),
    "No such option {}. (Did you mean one of: {}?)": (
        "没有选项 {}。是不是其中之一：{}？",
        "沒有選項 {}。是不是其中之一：{}？",
    ),
    "No such option {}.": ("没有选项 {}。", "沒有選項 {}。"),
    "No such command {}. Did you mean {}?": ("没有命令 {}。是不是 {}？", "沒有指令 {}。是不是 {}？"),
    "No such command {}.": ("没有命令 {}。", "沒有指令 {}。"),
    "No such command {}. (Did you mean one of: {}?)": (
        "没有命令 {}。是不是其中之一：{}？",
        "沒有指令 {}。是不是其中之一：{}？",
    ),
    "Missing command.": ("缺少命令。", "缺少指令。"),
    "Missing argument {}. Choose from:{}": ("缺少参数 {}，可选：{}", "缺少引數 {}，可選：{}"),
    "Option {} does not take a value.": ("选项 {} 不带参数。", "選項 {} 不帶引數。"),
    "Got unexpected extra argument ({})": ("多出参数（{}）", "多出引數（{}）"),
    "Got unexpected extra arguments ({})": ("多出参数（{}）", "多出引數（{}）"),
    "Invalid value for {}: {}": ("{} 的值不对：{}", "{} 的值不對：{}"),
    "{} is not a valid integer range.": ("{} 不是整数。", "{} 不是整數。"),
    "{} is not a valid float range.": ("{} 不是数字。", "{} 不是數字。"),
    "{} is not a valid integer.": ("{} 不是整数。", "{} 不是整數。"),
    "{} is not a valid float.": ("{} 不是数字。", "{} 不是數字。"),
    "{} is not in the range {}.": ("{} 不在 {} 的范围内。", "{} 不在 {} 的範圍內。"),
    "{} is not one of {}.": ("{} 不是 {} 之一。", "{} 不是 {} 之一。"),
    "Path {} does not exist.": ("路径 {} 不存在。", "路徑 {} 不存在。"),
    "File {} does not exist.": ("文件 {} 不存在。", "檔案 {} 不存在。"),
    "File {} is a directory.": ("{} 是文件夹。", "{} 是資料夾。"),
    "Directory {} is a file.": ("{} 是文件，不是文件夹。", "{} 是檔案，不是資料夾。"),
    "Missing argument {}.": ("缺少参数 {}。", "缺少引數 {}。"),
    "Option {} requires an argument.": ("选项 {} 须有参数。", "選項 {} 須有引數。"),
    "No such file or directory": ("没有这个文件或文件夹", "沒有這個檔案或資料夾"),
    "Permission denied": ("没有权限", "沒有權限"),
}


def translated(said: str, language: str) -> str:
    """The line in a language of messages.LANGUAGES; a name and a colon may stand before what the table has."""
    if language == "en":
        return said
    for pattern, words in _table():
        if found := pattern.fullmatch(said):
            place, *values = found.groups("")
            name = f"{place[:-2]}：" if place else ""
            return name + words[language == "zh-Hant"].format(*(translated(value, language) for value in values))
    return said


@cache
def _table() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    """The longest first: what is general says least."""
    known = sorted({**ERRORS, **CLICK}.items(), key=lambda item: -len(item[0]))
    return tuple(
        (re.compile(rf"(.+: )?{'(.+?)'.join(map(re.escape, said.split('{}')))}", re.S), to) for said, to in known
    )
