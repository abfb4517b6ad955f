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
    "is a link, and is not followed; remove it": ("是链接，不跟随；请删去", "是連結，不跟隨；請刪去"),
    "the list of what is done cannot be kept ({}); {}": ("完成清单无法保存（{}）；{}", "完成清單無法保存（{}）；{}"),
    "free some space": ("请腾出空间", "請騰出空間"),
    "choose another folder with -o": ("请用 -o 另选文件夹", "請用 -o 另選資料夾"),
    "unknown format {}, not one of {}; a folder's name may end in /": (
        "没有 {} 这种格式：可用 {}；要指文件夹，可在名后加 /",
        "沒有 {} 這種格式：可用 {}；要指資料夾，可在名後加 /",
    ),
    "{} is one file, for {}; for several formats name a folder with -o": (
        "{} 是一个文件，格式为 {}；要几种格式，请用 -o 指定文件夹",
        "{} 是一個檔案，格式為 {}；要幾種格式，請用 -o 指定資料夾",
    ),
    "a link leads out of the output folder; choose another with -o": (
        "有链接通往输出文件夹之外；请用 -o 另选文件夹",
        "有連結通往輸出資料夾之外；請用 -o 另選資料夾",
    ),
    "may not be written in; choose another folder with -o": (
        "不能写入；请用 -o 另选文件夹",
        "不能寫入；請用 -o 另選資料夾",
    ),
    "{}; choose another folder with -o": ("{}；请用 -o 另选文件夹", "{}；請用 -o 另選資料夾"),
    "cannot be made ({})": ("建立不了（{}）", "建立不了（{}）"),
    "is a folder; give the name of a file, such as {}": (
        "是文件夹；请写文件名，如 {}",
        "是資料夾；請寫檔名，如 {}",
    ),
    "no such settings file": ("没有这个设定文件", "沒有這個設定檔"),
    "not a TOML file in UTF-8 ({})": ("不是 UTF-8 的 TOML 文件（{}）", "不是 UTF-8 的 TOML 檔（{}）"),
    "{} cannot be set here; {}": ("{} 不能在此设定；{}", "{} 不能在此設定；{}"),
    "did you mean {}?": ("是不是 {}？", "是不是 {}？"),
    "known: {}": ("可用 {}", "可用 {}"),
    "no rule {} to skip; {}": ("没有 {} 这条规则可关闭；{}", "沒有 {} 這條規則可關閉；{}"),
    "no style {}: choose one of {}, or give the path of a .css file": (
        "没有 {} 这种样式：可用 {}，或给出 .css 文件的路径",
        "沒有 {} 這種樣式：可用 {}，或給出 .css 檔的路徑",
    ),
    "cannot be read as a stylesheet ({})": ("不能当作样式表读（{}）", "不能當作樣式表讀（{}）"),
    "@page leaves no room for text: make it larger, or its margins smaller": (
        "@page 没有给正文留地方：请放大纸张，或缩小页边",
        "@page 沒有給正文留地方：請放大紙張，或縮小頁邊",
    ),
    "a report is one of {}, or - for the terminal": (
        "报告的后缀须是 {}，或用 - 打印",
        "報告的後綴須是 {}，或用 - 列印",
    ),
    "there is no encoding {}: try utf-8, gb18030, big5hkscs or utf-16, or leave --encoding out": (
        "没有 {} 这种编码：可试 utf-8、gb18030、big5hkscs、utf-16，或不写 --encoding",
        "沒有 {} 這種編碼：可試 utf-8、gb18030、big5hkscs、utf-16，或不寫 --encoding",
    ),
    "unknown encoding {}: try utf-8, gb18030, big5hkscs or utf-16": (
        "没有 {} 这种编码：可试 utf-8、gb18030、big5hkscs、utf-16",
        "沒有 {} 這種編碼：可試 utf-8、gb18030、big5hkscs、utf-16",
    ),
    "not in {}: leave --encoding out, and it is found": (
        "不是 {} 编码：不写 --encoding 即自动判断",
        "不是 {} 編碼：不寫 --encoding 即自動判斷",
    ),
    "no such image; give a JPEG or PNG file, or {}": (
        "没有这张图片；请给 JPEG 或 PNG 文件，或用 {}",
        "沒有這張圖片；請給 JPEG 或 PNG 檔，或用 {}",
    ),
    "--vertical is for Traditional characters: add --script zh-TW or zh-HK": (
        "--vertical 限繁体：请加 --script zh-TW 或 zh-HK",
        "--vertical 限繁體：請加 --script zh-TW 或 zh-HK",
    ),
    "a table of {} columns has no room on a page: split it, at most {}": (
        "表格有 {} 栏，一页放不下：请拆开，至多 {} 栏",
        "表格有 {} 欄，一頁放不下：請拆開，至多 {} 欄",
    ),
    "setting the pages took longer than {} s and was ended: split the text into smaller files": (
        "排版超过 {} 秒，已中止：请把文本分成几个文件",
        "排版超過 {} 秒，已中止：請把文本分成幾個檔案",
    ),
    "is nested too deeply (lists or quotations inside each other): flatten it first": (
        "列表或引文嵌套太深：请先拉平",
        "列表或引文巢狀太深：請先拉平",
    ),
    "is encrypted: save it without a password first": ("已加密：请先去掉密码另存", "已加密：請先去掉密碼另存"),
    "is encrypted (DRM): only an EPUB without it can be read": (
        "有 DRM 加密：只能读没有 DRM 的 EPUB",
        "有 DRM 加密：只能讀沒有 DRM 的 EPUB",
    ),
    "is damaged ({}): open it and save it again": ("已损坏（{}）：请打开后重新保存", "已損壞（{}）：請打開後重新儲存"),
    "begins as a ZIP, DOCX, ODT or EPUB but is damaged: open it and save it again": (
        "开头是 ZIP、DOCX、ODT 或 EPUB，但已损坏：请打开后重新保存",
        "開頭是 ZIP、DOCX、ODT 或 EPUB，但已損壞：請打開後重新儲存",
    ),
    "unpacks to {} times its size, the limit is {}: it looks like a ZIP bomb and is refused": (
        "解压后是原大小的 {} 倍，上限为 {} 倍：像是 ZIP 炸弹，不读",
        "解壓後是原大小的 {} 倍，上限為 {} 倍：像是 ZIP 炸彈，不讀",
    ),
    "unpacks to {} bytes, the limit is {}: refused": (
        "解压后有 {} 字节，上限为 {}：不读",
        "解壓後有 {} 位元組，上限為 {}：不讀",
    ),
    "looks like a ZIP archive that is no DOCX, ODT or EPUB: unpack it first": (
        "像是 ZIP 压缩包，而不是 DOCX、ODT 或 EPUB：请先解压",
        "像是 ZIP 壓縮檔，而不是 DOCX、ODT 或 EPUB：請先解壓",
    ),
    "looks like a MOBI e-book: convert it to EPUB first": (
        "像是 MOBI 电子书：请先转成 EPUB",
        "像是 MOBI 電子書：請先轉成 EPUB",
    ),
    "is no {}, whatever its name says: open it and save it again": (
        "名为 {} 而其实不是：请打开后重新保存",
        "名為 {} 而其實不是：請打開後重新儲存",
    ),
    "looks like {}: {}": ("像是 {}：{}", "像是 {}：{}"),
    "only texts can be read": ("只能读文本", "只能讀文本"),
    "unpack it first": ("请先解压", "請先解壓"),
    "save it as DOCX first": ("请先另存为 DOCX", "請先另存為 DOCX"),
    "take its text out first, for example with `pdftotext`": (
        "请先取出文字，如用 `pdftotext`",
        "請先取出文字，如用 `pdftotext`",
    ),
    "take its text out first": ("请先取出文字", "請先取出文字"),
    "unknown metadata key {}: one of {}": ("没有 {} 这种元数据：可用 {}", "沒有 {} 這種中繼資料：可用 {}"),
    "script {} is unknown. Choose one of: {}.": ("没有 {} 这种文字：可用 {}", "沒有 {} 這種文字：可用 {}"),
    "a PDF": ("PDF", "PDF"),
    "an RTF file": ("RTF 文件", "RTF 檔"),
    "a program": ("程序", "程式"),
    "a sound": ("声音", "聲音"),
    "a database": ("数据库", "資料庫"),
    "a {} image": ("{} 图片", "{} 圖片"),
    "a {} archive": ("{} 压缩包", "{} 壓縮檔"),
    "unexpected {}: {}; run again with -vv and report what it prints": (
        "意外的 {}：{}；请加 -vv 再运行，并报告所打印的内容",
        "意外的 {}：{}；請加 -vv 再執行，並回報所列印的內容",
    ),
}
OTHERS = {  # what click, SQLite and the system say
    "database or disk is full": ("磁盘已满", "磁碟已滿"),
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
    known = [(found, words) for pattern, words in _table() if (found := pattern.fullmatch(said))]
    if not known:
        return said
    found, words = min(known, key=lambda one: len(one[0][1] or ""))  # what explains most of the line
    place, *values = found.groups("")
    name = f"{place[:-2]}：" if place else ""
    return name + words[language == "zh-Hant"].format(*(translated(value, language) for value in values))


@cache
def _table() -> tuple[tuple[re.Pattern[str], tuple[str, str]], ...]:
    """The longest first: what is general says least."""
    known = sorted({**ERRORS, **OTHERS}.items(), key=lambda item: -len(item[0]))
    return tuple(
        (re.compile(rf"(.+: )?{'(.+?)'.join(map(re.escape, said.split('{}')))}", re.S), to) for said, to in known
    )
