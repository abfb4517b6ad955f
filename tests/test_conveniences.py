"""What makes the command pleasant: completion, the manual, settings shown, watching, JSON, the page of a batch."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from batches import HANG, texts, wait_until
from click.testing import CliRunner, Result
from conftest import ROOT
from rich.cells import cell_len

from converter import edition_toml
from converter.batch import index
from converter.batch.manifest import Entry, Manifest
from converter.cli import error_words, main
from converter.cli.shells import SHELLS
from converter.cli.speaking import wrapped
from converter.errors import ExitCode


def dingben(*arguments: str, **environment: str) -> Result:
    clean = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}
    return CliRunner().invoke(main, arguments, prog_name="dingben", env={**clean, **environment})


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_a_script_that_asks_this_command(shell: str) -> None:
    done = dingben("completion", shell)
    assert done.exit_code == 0
    assert f"_DINGBEN_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.parametrize("shell", [shell for shell in SHELLS if Path(f"/usr/bin/{shell}").exists()])
def test_a_shell_takes_its_script(shell: str, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(dingben("completion", shell).stdout, encoding="utf-8")
    asked = [f"/usr/bin/{shell}", "-n", str(script)]
    assert subprocess.run(asked, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("dingben wat", "watch"),
        ("dingben convert --ski", "--skip"),
        ("dingben convert --skip furniture.page-n", "furniture.page-number"),
        ("dingben convert -t pdf,ep", "pdf,epub"),
        ("dingben convert -s zh-T", "zh-TW"),
        ("dingben check --style art", "article"),
    ],
)
def test_what_is_offered(words: str, offered: str) -> None:
    last = str(len(words.split()) - 1)
    done = dingben(_DINGBEN_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=last)
    assert f"plain,{offered}" in done.stdout.splitlines()


def test_the_manual_names_every_command_option_and_exit_code() -> None:
    page = dingben("man").stdout.replace(r"\-", "-")
    for command in main.commands.values():
        for option in command.params:
            assert all(name in page for name in option.opts if name.startswith("--"))
    assert all(f"\\fB{int(code)}\\fR" in page for code in ExitCode)
    assert "結束" not in page
    assert "原始檔讀不了" in dingben("man", LANG="zh_TW.UTF-8").stdout.replace(r"\:", "")  # where a line may end


def test_mistyped_options_and_commands_get_the_nearest() -> None:
    assert "--style" in dingben("convert", "x", "--styel", "article").stderr
    assert "convert" in dingben("convrt", "x").stderr
    assert "furniture.page-number" in dingben("convert", "x", "--skip", "furniture.page-numbr").stderr


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("zh_CN.UTF-8", ("没有可出版的内容", "没有这个文件", "没有选项", "没有命令", "格式")),
        ("zh_TW.UTF-8", ("沒有可出版的內容", "沒有這個檔案", "沒有選項", "沒有指令", "格式")),
        ("en_US.UTF-8", ("nothing to publish", "No such file", "No such option", "No such command", "format")),
    ],
)
def test_each_language_is_spoken_throughout(locale: str, words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    for asked, word in zip(
        (
            ("convert", str(tmp_path / "空.txt")), ("convert", str(tmp_path / "x.txt")),
            ("convert", "x", "--styel", "y"), ("convrt", "x"), ("convert", "x", "-t", "moby"),
        ), words, strict=True,
    ):  # fmt: skip
        done = dingben(*asked, LC_ALL=locale)
        assert word in done.stdout + done.stderr, asked


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("zh_CN.UTF-8", ("用法：", "选项", "命令", "显示本说明", "不是整数", "缺少参数", "不带参数", "多出参数")),
        ("zh_TW.UTF-8", ("用法：", "選項", "指令", "顯示本說明", "不是整數", "缺少引數", "不帶引數", "多出引數")),
        (
            "en_US.UTF-8",
            ("Usage:", "Options:", "Commands:", "Show this", "valid integer", "Missing", "does not", "unexpected"),
        ),
    ],
)  # fmt: skip
def test_the_words_of_the_option_parser_are_in_the_user_s_language(locale: str, words: tuple[str, ...]) -> None:
    asked = [
        ("convert", "--help"), ("convert", "-h"), ("--help",), ("styles", "--help"), ("convert", "x", "-j", "many"),
        ("convert",), ("convert", "x", "--strict=yes"), ("styles", "a", "b", "c"),
    ]  # fmt: skip
    english = ("Usage:", "Options:", "Commands:", "Show this", "valid integer", "Missing", "does not", "unexpected")
    for arguments, word in zip(asked, words, strict=True):
        done = dingben(*arguments, LC_ALL=locale)
        assert word in done.stdout + done.stderr, arguments
        said = done.stdout + done.stderr
        assert locale.startswith("en") or not any(one in said for one in (*english, "OPTIONS", "[ARGS]")), arguments
        assert all(cell_len(line) <= 80 for line in done.stdout.splitlines()), arguments


@pytest.mark.parametrize("width", [9, 24, 40])
def test_a_line_of_help_begins_with_no_mark_and_is_no_wider_than_it_may_be(width: int) -> None:
    said = "把每处改动写入 .json、.html 或 .txt；- 为打印出来（可重复）。《定本》“释文” [默认 article] 软件 → 軟體。"
    lines = list(wrapped(said, width))
    assert "".join(lines).replace(" ", "") == said.replace(" ", "")
    assert not any(line[0] in "，。、；：）》”" or line[-1] in "（《“" for line in lines)
    assert all(cell_len(line) <= max(width, len("[默认 article]") + 2) for line in lines)


def test_every_error_that_has_a_translation_is_still_said() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "converter").rglob("*.py") if "cli" not in path.parts
    )
    joined = re.sub(r'"\s*\n\s*f?"', "", code)
    for said in error_words.ERRORS:
        assert max(re.split(r"\{\}", said), key=len).strip() in joined, said


def test_the_settings_shown_are_an_edition_toml(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("第一夜\n", encoding="utf-8")
    said = (
        'script = ["zh-TW", "keep"]\nskip = ["stops"]\n[glossary]\n"溆浦" = "漵浦"\n[furniture]\nlines = ["扫\\\\d"]\n'
    )
    (tmp_path / "edition.toml").write_text(said, encoding="utf-8")
    done = dingben(
        "convert", str(tmp_path / "a.txt"), "--show-config", "-M", 'author=甲"乙', "-t", "md", "--skip", "verse"
    )
    assert done.exit_code == 0
    assert "edition.toml" in done.stdout.splitlines()[0]
    order = edition_toml.order(tomllib.loads(done.stdout))
    assert (order.formats, order.scripts) == (("md",), ("zh-TW", "keep"))
    assert order.settings.metadata == (("author", '甲"乙'),)
    assert order.settings.skip == {"stops", "verse"}
    assert order.settings.furniture == ("扫\\d",)
    assert order.settings.glossary == (("溆浦", "漵浦"),)


def test_json_is_one_line_a_document_and_nothing_else(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 3)
    (source / "空.txt").touch()
    done = dingben("convert", str(source), "-o", str(tmp_path / "out"), "-t", "txt", "--json", "-j", "1")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(one["state"] for one in told) == ["done", "done", "done", "failed"]
    assert {"source", "state", "outputs", "changes", "unsure", "tries", "warnings", "errors"} == set(told[0])
    (failed,) = (one for one in told if one["state"] == "failed")
    assert failed["errors"][0]["exit_code"] == 4
    assert dingben("convert", str(source), "-o", "-", "-t", "md", "--json").exit_code == 2


def test_a_report_of_a_batch_that_is_done_is_whole(tmp_path: Path) -> None:
    source, report = texts(tmp_path / "in", 3), tmp_path / "r.json"
    (source / "空.txt").touch()
    for _ in range(2):
        done = dingben("convert", str(source), "-o", str(tmp_path / "out"), "-t", "txt,md", "--report", str(report))
        assert done.exit_code == 7
        documents = json.loads(report.read_text(encoding="utf-8"))["documents"]
        assert [len(one["outputs"]) for one in documents if not one.get("errors")] == [2, 2, 2]
        assert "空.txt" in report.read_text(encoding="utf-8")


class Links(HTMLParser):
    """The addresses that a page leads to, and the tags it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.to: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.to += [value for name, value in attrs if name in ("href", "src") and value]


def test_the_page_of_a_batch_leads_to_every_edition_and_runs_nothing(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", 3), tmp_path / "out"
    (source / "<img src=x> 雨 #1?.txt").write_text("<script>夜\n\n　　雨停了。\n", encoding="utf-8")
    (source / "空.txt").touch()
    assert dingben("convert", str(source), "-o", str(output), "-t", "txt,epub").exit_code == 7
    page = (output / "index.html").read_text(encoding="utf-8")
    links = Links(page)
    made = {path for path in output.rglob("*") if path.suffix in {".txt", ".epub"}}
    assert {output / unquote(link) for link in links.to} == made
    assert not links.tags & {"script", "img", "iframe", "link"}
    assert "空.txt" in page
    assert "empty" in page
    assert "default-src 'none'" in page


def test_a_large_batch_has_pages_that_lead_on(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    for n in range(2 * index.ROWS + 1):
        manifest.enter(Entry(f"{n:05}", f"{n}.txt", "", {}, f"题{n}", n, error="坏" if n == 4000 else ""))
    manifest.close()
    first = index.write(tmp_path)
    seen, waiting = {first}, [first]
    while waiting:
        page = waiting.pop()
        for link in Links(page.read_text(encoding="utf-8")).to:
            path = (page.parent / link).resolve()
            assert path.is_file(), link
            waiting += [path] if path not in seen else []
            seen.add(path)
    text = [page.read_text(encoding="utf-8") for page in seen]
    assert len(seen) == 3
    assert sum(page.count("<td>") for page in text) == 2 * (2 * index.ROWS + 1)
    assert "题4000" in first.read_text(encoding="utf-8"), "what failed stands first"


def test_the_pages_of_a_batch_tell_its_failures_in_the_user_s_language(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", 1), tmp_path / "out"
    (source / "空.txt").touch()
    (source / "图.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    report = tmp_path / "changes.html"
    done = dingben(
        "convert", str(source), "-o", str(output), "-t", "txt", "--report", str(report), LC_ALL="zh_CN.UTF-8"
    )
    for said in (done.stderr, *(path.read_text(encoding="utf-8") for path in (output / "index.html", report))):
        assert "是空的，没有可出版的内容" in said
        assert "像是 PNG 图片：只能读文本" in said
        assert "nothing to publish" not in said


def test_a_part_that_no_text_falls_to_says_so(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 1)
    words = ("convert", str(source), "-o", str(tmp_path / "out"), "-n")
    said = [dingben(*words, "--shard", f"{part}/2").stderr for part in (1, 2)]
    assert sum("no text falls to this part" in one for one in said) == 1


def test_an_edition_called_index_keeps_its_name(tmp_path: Path) -> None:
    source = texts(tmp_path / "in", 1)
    (source / "index.txt").write_text("目录\n\n　　雨停了。\n", encoding="utf-8")
    assert dingben("convert", str(source), "-o", str(tmp_path / "out"), "-t", "html").exit_code == 0
    assert "雨停了" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "_index.html").is_file()


def test_an_entry_keeps_the_editions_of_other_formats(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.enter(Entry("卷/序", "a.txt", "", {"序.md": ("r1", 3)}, title="序"))
    manifest.enter(Entry("卷/序", "a.txt", "", {"序.pdf": ("r2", 5)}, title="序"))
    entry = manifest.entry("卷/序")
    assert entry is not None
    assert entry.editions == {"序.md": ("r1", 3), "序.pdf": ("r2", 5)}
    manifest.close()


def test_watching_makes_again_what_is_saved(tmp_path: Path) -> None:
    source, output = texts(tmp_path / "in", 2), tmp_path / "out"
    words = ("watch", str(source), "-o", str(output), "-t", "txt", "-j", "1")
    watching = subprocess.Popen(
        [sys.executable, "-m", "converter", *words], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        first = min(source.rglob("*.txt"))
        made = output / first.relative_to(source)
        wait_until(lambda: (output / "index.html").exists())
        assert len([path for path in output.rglob("*.txt") if path.is_file()]) == 2
        first.write_text("改过的一夜\n\n　　老周走了。\n", encoding="utf-8")
        wait_until(lambda: "老周走了" in made.read_text(encoding="utf-8"))
    finally:
        os.killpg(watching.pid, signal.SIGINT)
        _, said = watching.communicate(timeout=HANG)
    assert watching.returncode == 130
    assert re.search("watching", said)
