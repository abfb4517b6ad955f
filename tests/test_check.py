"""`dingben check` as a user reads it: the outline, what went and from where, what to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from converter.cli import main

CHAPTER = "　　他在理发店坐了很久，雨停了才走，街上一个人也没有。\n　　第二天，他又来了，手里拿着一把旧伞。\n"
BOOK = "雨夜归人\n\n" + "".join(f"第{n}章 渡口\n\n{CHAPTER}\n" for n in "一二三四五六七八九十")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "book.txt").write_text(BOOK, encoding="utf-8")
    return tmp_path


def check(*arguments: str, locale: str = "") -> Result:
    env = {"LC_ALL": locale, "LC_MESSAGES": "", "LANG": ""}
    return CliRunner().invoke(main, ("check", *arguments), env=env)


@pytest.mark.usefixtures("folder")
def test_the_outline_is_folded_until_all_is_asked_for() -> None:
    brief, whole = check("book.txt").stdout, check("book.txt", "-v").stdout
    assert "第一章" in brief.split("outline:")[1].split("known as")[0]
    assert "more headings (-v shows all)" in brief
    assert "more headings" not in whole
    assert all(f"第{n}章" in whole for n in "一二三四五六七八九十")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("locale", "words"), [("zh_CN.UTF-8", ("大纲：", "另有")), ("zh_TW.UTF-8", ("大綱：", "另有"))]
)
def test_it_speaks_the_readers_language(locale: str, words: tuple[str, ...]) -> None:
    assert all(word in check("book.txt", locale=locale).stdout for word in words)


def test_lines_that_went_are_told_as_runs_with_their_numbers(seed: Path) -> None:
    done = check(str(seed)).stdout
    assert "30–61  32 lines: furniture." in done
    assert "2019-12-22 16:25 → date" in done
    assert "得到充分利用[⏎],降低" in done
    assert "[‸]近年来" in done


def test_nothing_but_furniture_is_said_and_listed(folder: Path) -> None:
    (folder / "f.txt").write_text("字号: 大 中 小\n- 1 -\n", encoding="utf-8")
    done = check("f.txt")
    assert done.exit_code == 4
    assert "字号: 大 中 小" in done.stderr


def test_no_text_drives_the_terminal(folder: Path) -> None:
    (folder / "evil.txt").write_text(f"第一章 \x1b]0;x\x07雨\x9b31m夜\n\n{CHAPTER}", encoding="utf-8")
    for report in ((), ("-v",), ("--report", "-"), ("--report", "r.html")):
        done = check("evil.txt", *report)
        assert not set(done.output) & set("\x1b\x07\x9b")
    assert not set((folder / "r.html").read_text(encoding="utf-8")) & set("\x1b\x07\x9b")


def test_the_page_has_the_source_beside_the_result(folder: Path) -> None:
    assert check("book.txt", "--report", "r.html", "-q").exit_code == 0
    html = (folder / "r.html").read_text(encoding="utf-8")
    assert '<p id="d1-3">' in html
    assert 'class="badge became"' in html
    assert '<a href="#d1-3">' in html
