# ruff: noqa: E501 - a case is a line
"""Hostile input: texts that look like markup, bytes that are no text, names, links and archives that mean harm.

Each case is a file's bytes; where a case refers to something it must not reach, it names a canary: a file, a pipe
that whoever opens it hangs on, and a server on the loopback that counts whoever asks.
"""

from __future__ import annotations

import http.server
import io
import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

SECRET = "CANARY-7c1f"  # noqa: S105
BODY = "渡口的老周每天清早就把船解开，等第一个过河的人。"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


@dataclass(frozen=True)
class Canaries:
    """What no content may reach."""

    file: Path
    pipe: Path
    server: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def canaries(folder: Path) -> Iterator[Canaries]:
    """The canaries, in a folder beside the sources."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    (folder / "secret.txt").write_text(SECRET)
    os.mkfifo(folder / "secret.pipe")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        yield Canaries(folder / "secret.txt", folder / "secret.pipe", address, asked)
    finally:
        server.shutdown()
        server.server_close()


def literal(bait: Canaries) -> dict[str, str]:
    """Texts that some reader of markup would make something else of; every character is the author's."""
    return {
        "script": "<script>alert(船)</script>", "image": f"![图]({bait.file})", "web-image": f"![图]({bait.server}/a.png)",
        "attachment": f'<link rel=attachment href="file://{bait.file}">', "include": f"\\input{{{bait.file}}} \\include{{x}}",
        "yaml": f"---\ntitle: 假书名\ncss: {bait.pipe}\ncover-image: {bait.file}\n---\n{BODY}", "broken-yaml": f"---\n[: {{\n---\n{BODY}",
        "year": "1998. 那一年发了大水。", "hash": "# 井号不是标题", "strike": "12~15元~20元，2^10^与H~2~O", "path": "C:\\船\\新帆\\t",
        "comment": "<!-- 眉批 -->正文在后。", "raw": "`<w:p/>`{=openxml} `x`{=html}", "fence": "::: 船\n老周\n:::",
        "template": "{{7*7}} {% include 'x' %} $body$ ${title} #{x}", "cdata": "]]><x/><![CDATA[y]]>", "entity": "&lt;船&gt; &amp; &#x8239; &nbsp;",
        "style": "</style></title></head><b>帆", "javascript": "[过河](javascript:alert(1))", "attribute": "\"><img src=x onerror=alert(1)>",
        "quotes": ">" * 20_000 + "帆", "brackets": "[" * 50_000, "ticks": " ".join("`" * n for n in range(1, 400)),
        "word": "a" * 20_000, "address": "https://e.cn/" + "b" * 5000, "letters": "船\n帆\n桨\n中\n大\n", "letter": "舵", "rst": ".. include:: /etc/hostname\n\n.. raw:: html\n\n   <b>",
        "org": f"#+INCLUDE: {bait.file}\n{BODY}", "asciidoc": f"include::{bait.file}[]", "wiki": "{{{1|}}} [[File:x.png]] ==粗==",
        "stars": "*甲* **乙** ***丙*** * * *", "scores": "_甲_ __乙__ 蛇_形_名", "tildes": "~~删去~~ ~下~ ^上^ ==亮==", "hashes": "#话题# ##二级 ######",
        "links": "[过河](渡口) [船]: http://e.cn/帆 <http://e.cn/桨> ![](帆.png)", "brackets-two": "[[渡口|码头]] {{船}} {%帆%} <%= 桨 %> <?php 锚 ?>",
        "dollars": "$帆$ $$桨$$ \\(舵\\) \\[锚\\] $HOME ${船}", "escapes": "\\* \\_ \\# \\\\ \\n \\u8239 %20 \\x41", "entities": "&amp;amp; &lt; &#60; &hellip; &copy 帆",
        "list": "桨 - 舵 + 帆 > 船 * 锚", "rule": "***\n___\n- - -", "setext": "渡口\n====\n夜雨\n----",
        "table": "| 船 | 帆 |\n|---|:-:|\n| 一 | 二 |", "note": "渡口[^1]\n\n[^1]: 注文", "definition": "船\n: 水上的车", "citation": "@老周 [@船, 3] 说", "line-block": "| 一行\n| 二行",
        "attributes": "渡口 {#船 .帆 桨=舵}", "html-tags": "<u>船</u> <br/> <hr> <!DOCTYPE html> <a href=x>帆</a> </p>", "css": "p{display:none} @import url(x); content:'\\201C'",
        "command": "$(rm -rf ~) `id` ; ls | 船 > 帆 && 桨", "emoji": ":船: :smile: ☆★ (^_^) orz", "math": "a<b>c 3<5 x>y && y<z",
        "printf": "%s%n%x {0} {name!r}", "formula": "=cmd|'/c calc'!A0", "xml": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>&e;',
    }  # fmt: skip


def harmful_characters() -> dict[str, bytes]:
    """Characters that XML forbids, that steer terminals, or that hide; the text goes on around them."""
    texts = {
        "nul": "船\0帆", "controls": "船\x01\x08\x0b\x0c帆", "escape": f"\x1b]0;夺\x07\x1b[2J题\n{BODY}", "none": "船\ufffe\uffff帆",
        "c1": "船\x85\x9b31m帆", "directions": "船\u202e帆\u2066桨\u2069", "hidden": "船\u200b帆\ufeff桨\u00ad",
        "marks": "船" + "\u0301" * 5000 + "帆", "private": "船\ue000帆", "kept": "𠮷野家 葛\U000e0100城 👨‍👩‍👧",
    }  # fmt: skip
    return {name: text.encode() for name, text in texts.items()} | {
        "surrogate": f"{BODY}船".encode() + b"\xed\xa0\x80" + f"帆{BODY}".encode()
    }


def refused(bait: Canaries) -> dict[str, bytes]:
    """Files with a name and suffix that hold nothing to publish, or are refused before they are parsed."""
    dtd = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{bait.file}">]>'
    laughs = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    return {
        "empty.txt": b"", "bom.txt": b"\xef\xbb\xbf", "blank.txt": " \n\u3000\n\t\n".encode(), "noise.txt": bytes(range(256)) * 40,
        "really-a-pdf.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "no-zip.docx": b"PK\x03\x04 garbage", "cut.epub": docx(BODY)[:200],
        "entity.docx": docx("&e;", dtd), "laughs.docx": docx("&j;", f'<!DOCTYPE x [<!ENTITY a "哈">{laughs}]>'),
        "climbing.docx": docx(BODY, extra={"../../../stolen.txt": "x"}), "bomb.docx": docx("A" * (8 << 20)),
        "wall.txt": f"题\n\n　　{BODY}{BODY}\n".encode() * 140_000, "page.txt": FURNITURE.encode(),
        "shell.txt": b"\x7fELF" + bytes(400), "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    }  # fmt: skip


def large() -> dict[str, bytes]:
    """Little text in much of something: it is published all the same, in the time and memory of any other."""
    return {
        "lines": b"\n" * 1_000_000 + BODY.encode(), "marks": ("船" + "\u0301" * 1_000_000 + "帆").encode(),
        "spaces": (BODY + "\u3000" * 300_000 + BODY).encode(), "bare": (BODY[:-1] * 4000).encode(),
        "rules": ("=" * 60 + "\n").encode() * 20_000 + BODY.encode(), "ends": f"帆{BODY}\u2028船\u2029桨{BODY}\r舵\r\n锚".encode(),
        "stops": (BODY + "。" * 30_000).encode(), "quotation": ("「" * 5000 + BODY + "」" * 5000).encode(),
    }  # fmt: skip


FURNITURE = "渡口晚报 2011-03-02 08:15 字号：大 中 小\n打印 关闭\n相关新闻\n"


def reaching(bait: Canaries) -> dict[str, bytes]:
    """Documents with markup of their own that would fetch or embed something; they are converted without it."""
    file, pipe, web = bait.file, bait.pipe, bait.server
    html = (
        f'<link rel=attachment href="file://{file}"><link rel=stylesheet href="{web}/l.css"><base href="{web}/">'
        f'<style>@import "{web}/i.css"; @font-face {{ font-family: x; src: url({web}/f.woff) }} '
        f"p {{ background: url(file://{pipe}); content: url({web}/c.png) }}</style>"
        f'<img src="file://{file}"><img src="{web}/m.png" srcset="{web}/s.png 2x" onerror="fetch(\'{web}/e\')">'
        f'<iframe src="{web}/f"></iframe><object data="file://{pipe}"></object><embed src="{web}/e">'
        f'<video poster="{web}/p" src="{web}/v"></video><svg><image href="{web}/g.svg"/><use href="file://{file}#x"/></svg>'
        f'<p style="background: url({web}/b.png)">{BODY}<a href="file://{file}">去</a><a href="javascript:alert(1)">来</a>'
    )
    md = (
        f"---\ncover-image: {file}\ncss: {pipe}\nheader-includes: <script src='{web}/h.js'></script>\n---\n\n{BODY}\n\n"
        f"![]({file})\n\n![]({web}/m.png)\n\n<iframe src='{web}/f'></iframe>\n\n`<img src={web}/r>`{{=html}}\n"
    )
    link = f'<w:hyperlink w:anchor="x"><w:r><w:t>{BODY}</w:t></w:r></w:hyperlink>'
    drawn = (
        f"{BODY}</w:t></w:r>{link}<w:r><w:fldSimple w:instr='INCLUDETEXT \"{file}\"'/><w:pict><v:shape "
        'xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="i1" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"/></v:shape></w:pict></w:r><w:r><w:t>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    related = "".join(
        f'<Relationship Id="i{n}" Type="{kind}" TargetMode="External" Target="{goal}"/>'
        for n, goal in enumerate((f"file://{pipe}", f"{web}/d.png", f"file://{file}"), 1)
    )
    parts = {"word/_rels/document.xml.rels": RELATIONS.partition("<Relationship ")[0] + related + "</Relationships>"}
    book = epub(
        f'<h1>船</h1><p>{BODY}</p><img src="file://{file}"/><img src="{web}/b.png"/><object data="{pipe}"/>', web
    )
    return {
        "web.html": html.encode(),
        "notes.md": md.encode(),
        "far.docx": docx(drawn, extra=parts),
        "far.epub": book,
        "deep.html": b"<div>" * 3000 + "帆".encode(),
    }


def docx(words: str, doctype: str = "", extra: dict[str, str] | None = None) -> bytes:
    """A DOCX of one paragraph; `words` and `doctype` are XML as it stands."""
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>'
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f'<?xml version="1.0"?>{doctype}{body}',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**parts, **(extra or {})}.items():
            archive.writestr(name, data)
    return out.getvalue()


def epub(body: str, web: str) -> bytes:
    """An EPUB of one page, whose package names things elsewhere, too."""
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title><link rel="stylesheet" href="{web}/e.css"/></head><body>{body}</body></html>'
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>远</dc:title><dc:identifier id="i">x</dc:identifier><dc:language>zh'
        f'</dc:language></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="f" href="{web}/f"'
        ' media-type="image/png" properties="cover-image"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        'full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (
            ("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("a.opf", package), ("a.xhtml", page),
        ):  # fmt: skip
            archive.writestr(name, text)
    return out.getvalue()


NAMES = (
    b"-rf.txt", b"--output=x.txt", b"a b'\"$(id)`id`;.txt", "换\n行.txt".encode(), "\x1b[31m红.txt".encode(),
    "\u202etxt.exe.txt".encode(), b"CON.txt", b"..txt", "é-1.txt".encode(), "e\u0301-1.txt".encode(),
    ("船" * 80 + ".txt").encode(), b"B.TXT", b"b.txt", b"\xc4\xe3\xba\xc3.txt", b"%s%n.txt", b"[bold].txt", b"index.html.txt",
)  # fmt: skip
