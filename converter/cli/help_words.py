"""What `--help` says, in English, Simplified and Traditional Chinese."""

from __future__ import annotations

HELP = {  # name: in the order of messages.LANGUAGES
    "help.main": (
        "dingben (定本): the definitive edition of a Chinese text, as PDF, EPUB and DOCX, every change on record.",
        "定本：把一份杂乱的中文文本做成可以付印的定本（PDF、EPUB、DOCX），每处改动都有记录。",
        "定本：把一份雜亂的中文文本做成可以付印的定本（PDF、EPUB、DOCX），每處改動都有記錄。",
    ),
    "help.usage": ("Usage: ", "用法：", "用法："),
    "help.options": ("[OPTIONS]", "[选项]", "[選項]"),
    "help.command": ("COMMAND", "命令", "指令"),
    "help.args": ("[ARGS]...", "[参数]...", "[引數]..."),
    "man.name": ("NAME", "名称", "名稱"),
    "man.synopsis": ("SYNOPSIS", "用法", "用法"),
    "man.exit": ("EXIT STATUS", "退出码", "結束碼"),
    "help.heading.options": ("Options:", "选项：", "選項："),
    "help.heading.commands": ("Commands:", "命令：", "指令："),
    "help.page": ("Show this message and exit.", "显示本说明。", "顯示本說明。"),
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
        "title, subtitle, author, date, source, publisher, series, identifier or rights, over what the text says;"
        " repeatable.",
        "指定 title、subtitle、author、date、source、publisher、series、identifier、rights，优先于文中所见，可重复。",
        "指定 title、subtitle、author、date、source、publisher、series、identifier、rights，優先於文中所見，可重複。",
    ),
    "help.cover": (
        "An image for the cover, or none.  [default: drawn from title and author]",
        "封面图片；none 为不要封面。[默认按书名、作者绘制]",
        "封面圖片；none 為不要封面。[預設按書名、作者繪製]",
    ),
    "help.vertical": (
        "Set EPUB and DOCX in columns from right to left (Traditional characters).",
        "EPUB 与 DOCX 直排，自右至左（限繁体）。",
        "EPUB 與 DOCX 直排，自右至左（限繁體）。",
    ),
    "help.fonts": (
        "Carry the faces along in the EPUB, only the characters it needs.",
        "把 EPUB 所用的字嵌入字体子集。",
        "把 EPUB 所用的字嵌入字型子集。",
    ),
    "help.explain": (
        "Say what of the style Word cannot show, and what stands around its text.",
        "说明该样式中 Word 无法表现的部分，以及正文前后的内容。",
        "說明該樣式中 Word 無法表現的部分，以及正文前後的內容。",
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
    "help.cluster": (
        "Have it done by the Dask cluster whose scheduler has this address, such as tcp://host:8786.",
        "交给 Dask 集群去做；ADDRESS 为调度器地址，如 tcp://host:8786。",
        "交給 Dask 叢集去做；ADDRESS 為排程器位址，如 tcp://host:8786。",
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
    "help.show": (
        "Print the settings that would be used, as an edition.toml; write nothing.",
        "以 edition.toml 的写法列出将用的设定，不写任何文件。",
        "以 edition.toml 的寫法列出將用的設定，不寫任何檔案。",
    ),
    "help.watch": (
        "Keep the editions of SOURCES up to date while you write.",
        "边写边做：SOURCES 一有改动就更新定本。",
        "邊寫邊做：SOURCES 一有改動就更新定本。",
    ),
    "help.completion.short": (
        "Print a shell's completion script.",
        "打印命令行补全脚本（bash、zsh、fish）。",
        "列印指令列補全指令稿（bash、zsh、fish）。",
    ),
    "help.completion": (
        'Print the completion script of SHELL: eval "$(dingben completion bash)" in ~/.bashrc.',
        '打印 SHELL 的补全脚本：在 ~/.bashrc 里写 eval "$(dingben completion bash)"。',
        '列印 SHELL 的補全指令稿：在 ~/.bashrc 裡寫 eval "$(dingben completion bash)"。',
    ),
    "help.man": (
        "Print the manual page: dingben man | man -l -",
        "打印手册页：dingben man | man -l -",
        "列印手冊頁：dingben man | man -l -",
    ),
}  # fmt: skip
