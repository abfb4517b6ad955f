"""Markdown, HTML, text and JSON as they come out, and files written whole or not at all."""

import json
import os
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from converter import editions, pandoc, pandoc_json
from converter.document import Document, Foreign, Heading, Mark, Meta, Paragraph, Role, Text
from converter.editions.files import replace_file
from converter.errors import UnwritableError, UsageError
from converter.settings import Settings

HOSTILE = (
    "他说：\"走吧\"，又说'不走'；It's 5\" wide",
    "省略...和--破折---号",
    "1. 不是列表",
    "(2) 也不是",
    "- 不是项目",
    "# 不是标题",
    "> 不是引文",
    "```",
    "---",
    ":::",
    ":::{.box}",
    "~10~20元~",
    "$5和$6",
    "^上标^与_下划_与*星*与**双星**",
    "@某人[@某文]",
    "<b>粗</b><!--注--><script>alert(1)</script>",
    "&amp;&#20013;&lt;",
    "[链接](javascript:alert(1))",
    "![图](file:///etc/passwd)",
    "|表|格|",
    "反\\斜\\*杠\\",
    "[^1]与[^1]: 注",
    "{{7*7}}{.类}",
    "http://例.cn/a_b_c?x='1'&y=\"2\"",
    "“引”‘号’……——《书》「角」",
    "\u3000\u3000全角空格开头",
    "%作者",
    ":定义",
)
NAMES = ("title", "subtitle", "date", "source")


def document(*blocks: object) -> Document:
    meta = Meta(
        title=Text('山城的书店: 一间"老"店'),
        subtitle=Text("——三代人的坚守"),
        authors=(Text("陈望"), Text("O'Brien")),
        date=Text("2021-3-7"),
        source=Text("城市"),
        language="zh-Hant",
    )
    return Document(blocks, meta)  # type: ignore[arg-type]


def words(value: object) -> str:
    """The characters of a Pandoc tree; what is not plain text shows as its name."""
    match value:
        case {"t": "Str", "c": str(word)}:
            return word
        case {"t": "Space" | "SoftBreak"}:
            return " "
        case {"t": "Para" | "Plain" | "MetaInlines", "c": inside}:
            return words(inside)
        case {"t": kind}:
            return f"<{kind}>"
        case [*items]:
            return "".join(map(words, items))
    return ""


@pytest.mark.parametrize(
    "reader", ["markdown", "markdown-smart", "markdown-citations-tex_math_dollars-example_lists", "gfm"]
)
def test_markdown_read_back_gives_the_same_characters(reader: str) -> None:
    written = editions.make(document(*(Paragraph(Text(line)) for line in HOSTILE)), "md")
    blocks = json.loads(pandoc.run(["-f", reader, "-t", "json"], written))["blocks"]
    got = [words(block) for block in blocks][-len(HOSTILE) :]  # gfm shows the head as text
    address = next(i for i, line in enumerate(HOSTILE) if line.startswith("http"))  # gfm makes it a link
    assert [line for i, line in enumerate(got) if i != address] == [
        line for i, line in enumerate(HOSTILE) if i != address
    ]
    assert got[address].removeprefix("<Link>") in (HOSTILE[address], '"')


def test_markdown_has_a_head_that_says_what_the_text_is() -> None:
    meta = json.loads(pandoc.run(["-f", "markdown-smart", "-t", "json"], editions.make(document(), "md")))["meta"]
    assert {name: words(meta[name]) for name in NAMES} == {
        "title": "山城的书店: 一间\"老\"店", "subtitle": "——三代人的坚守", "date": "2021-03-07", "source": "城市",
    }  # fmt: skip
    assert [words(author) for author in meta["author"]["c"]] == ["陈望", "O'Brien"]
    assert words(meta["lang"]) == "zh-Hant"


def test_markdown_keeps_the_byline_and_only_the_names_that_links_ask_for() -> None:
    link = Mark(0, 2, "Link", (["", [], []],), (["#尾声", ""],))
    written = editions.make(
        document(
            Paragraph(Text("本报记者　陈望"), Role.BYLINE),
            Heading(1, Text("开头")),
            Paragraph(Text("见后。", (link,))),
            Heading(1, Text("尾声"), ("尾声", (), ())),
        ),
        "md",
    ).decode()
    body = written.split("---\n")[-1]
    assert body.strip().startswith("本报记者　陈望")
    assert "# 开头\n" in body
    assert "[见后](#s2)" in body
    assert "# 尾声 {#s2}" in body


def test_text_has_one_line_for_each_line_of_the_title_each_heading_and_each_paragraph() -> None:
    note = Foreign({"t": "Note", "c": [{"t": "Para", "c": pandoc_json.SLOT}]}, (Text("店在十八梯。"),))
    noted = Paragraph(Text("书店\ufffc还开着。", (Mark(0, 2, "Strong"),), (note,)))
    long = Paragraph(Text("很长" * 300 + "。"))
    written = editions.make(document(noted, Heading(2, Text("尾声")), long), "txt").decode()
    assert written.splitlines() == [
        "城市", "山城的书店: 一间\"老\"店", "——三代人的坚守", "陈望　O'Brien", "2021年3月7日",
        "书店[1]还开着。", "尾声", "很长" * 300 + "。", "[1] 店在十八梯。",
    ]  # fmt: skip


def test_text_takes_every_character_literally() -> None:
    written = editions.make(Document(tuple(Paragraph(Text(line)) for line in HOSTILE)), "txt").decode()
    assert [line.strip() for line in written.splitlines()] == [line.strip() for line in HOSTILE]


def test_json_read_back_is_the_same_document() -> None:
    wanted = document(Paragraph(Text("诗", (Mark(0, 1, "Emph"),)), Role.VERSE), Heading(3, Text("三")))
    got = pandoc_json.read(json.loads(editions.make(wanted, "json")))
    assert (got.blocks, replace(got.meta, rest=Foreign({}))) == (wanted.blocks, wanted.meta)


def test_html_is_one_safe_file_in_the_markup_that_the_stylesheet_knows(tmp_path: Path) -> None:
    css = tmp_path / "mine.css"
    css.write_text(
        '@import "http://127.0.0.1/a.css"; p { color: #123456; background: url(http://127.0.0.1/b.png) }\n'
        "@font-face { font-family: x; src: u\\72 l(//127.0.0.1/c.woff) } /* </style><script>alert(2)</script> */"
    )
    blocks = (
        *(Paragraph(Text(line)) for line in HOSTILE),
        Paragraph(Text("举头望明月"), Role.VERSE),
        Heading(1, Text("尾")),
    )
    with pytest.warns(UserWarning, match="left out"):
        page = editions.make(document(*blocks), "html", Settings(style=str(css))).decode()
    assert '<html lang="zh-Hant">' in page
    head = re.search(r'<header class="title-block">(.*?)</header>', page, re.DOTALL)
    assert head
    assert re.findall(r"<(p|h1) class=\"(\w+)\">", head[1]) == [
        ("p", "kicker"), ("h1", "title"), ("p", "subtitle"), ("p", "byline"), ("p", "date"),
    ]  # fmt: skip
    assert '<p class="verse">举头望明月</p>' in page
    assert '<h2 id="s1">尾</h2>' in page
    assert "#123456" in page
    assert "127.0.0.1" not in page
    assert page.count("</style>") == page.count("<style>") == 1
    assert "<script" not in page.partition("</style>")[2]
    assert "&lt;script&gt;alert(1)" in page


# ---- files


def test_an_edition_replaces_what_stood_there_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "新文件夹" / "书.txt"
    editions.write(document(Paragraph(Text("一"))), target)
    editions.write(document(Paragraph(Text("二"))), target)
    assert target.read_text(encoding="utf-8").endswith("二\n")
    assert [path.name for path in target.parent.iterdir()] == ["书.txt"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask


def test_a_symbolic_link_is_replaced_and_its_target_left_alone(tmp_path: Path) -> None:
    mine, link = tmp_path / "mine.txt", tmp_path / "link.txt"
    mine.write_text("我的")
    link.symlink_to(mine)
    replace_file(link, b"new")
    assert mine.read_text() == "我的"
    assert not link.is_symlink()
    assert link.read_bytes() == b"new"


def test_a_failure_says_why_and_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    target.write_text("旧")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableError, match=r"a\.txt: the disk is full"):
        replace_file(target, b"new")
    assert target.read_text() == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("inside", ["", "x.txt"])
def test_a_folder_or_a_file_in_the_way_is_named(tmp_path: Path, inside: str) -> None:
    if inside:
        (tmp_path / "way").write_text("")
        target = tmp_path / "way" / inside
    else:
        target = tmp_path
    with pytest.raises(UnwritableError) as error:
        replace_file(target, b"")
    assert "\n" not in str(error.value)
    assert str(target) in str(error.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_a_reason(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(UnwritableError, match="no permission"):
        replace_file(tmp_path / "a.txt", b"")


@pytest.mark.parametrize("name", ["a.rtf", "a"])
def test_an_unknown_format_is_refused_with_the_list(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="pdf, epub, docx"):
        editions.write(document(), tmp_path / name)
