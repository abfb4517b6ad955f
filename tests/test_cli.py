"""The command as a user types it: exit codes, where results go, and what is said on the way."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from batches import HANG, wait_until
from click.testing import CliRunner, Result

from converter.cli import main
from converter.cli.messages import LANGUAGES, MESSAGES

TEXT = "雨夜\n\n　　他在理发店坐了很久,雨停了才走。\n　　第二天,他又来了。\n"
CLEAN_LOCALE = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with one text."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def dingben(*arguments: str, stdin: bytes = b"", **locale: str) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin, env={**CLEAN_LOCALE, **locale})


def files(folder: Path) -> list[str]:
    """What a folder holds, but for a batch's own two things: its manifest and the page to browse it by."""
    held = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [str(path) for path in held if ".dingben" not in path.parts and path.name != "index.html"]


# ---- results


def test_the_output_is_build_and_messages_go_to_standard_error(folder: Path) -> None:
    done = dingben("convert", "a.txt", "-t", "md,txt")
    assert (done.exit_code, done.stdout) == (0, "")
    assert files(folder / "build") == ["a.md", "a.txt"]
    assert "a.txt → build/a.md build/a.txt" in done.stderr
    assert dingben("convert", "a.txt", "-t", "md", "-q").stderr == ""


def test_several_scripts_are_told_apart_by_name(folder: Path) -> None:
    assert dingben("convert", "a.txt", "-t", "txt", "-s", "zh-Hans", "-s", "ZH-TW").exit_code == 0
    assert files(folder / "build") == ["a.zh-Hans.txt", "a.zh-TW.txt"]
    assert "理髮店" in (folder / "build" / "a.zh-TW.txt").read_text(encoding="utf-8")
    assert "理发店" in (folder / "build" / "a.zh-Hans.txt").read_text(encoding="utf-8")


def test_standard_input_to_standard_output(folder: Path) -> None:
    done = dingben("convert", "-", "-t", "txt", "-s", "zh-TW", stdin=TEXT.encode())
    assert done.exit_code == 0
    assert "他在理髮店坐了很久，雨停了才走。" in done.stdout
    assert "dingben-" not in done.stderr
    assert files(folder) == ["a.txt"]


def test_standard_input_to_a_file_and_a_folder(folder: Path) -> None:
    assert dingben("convert", "-", "-o", "x.md", stdin=TEXT.encode()).exit_code == 0
    assert dingben("convert", "-", "-o", "out", "-t", "md", stdin=TEXT.encode()).exit_code == 0
    assert files(folder) == ["a.txt", "out/stdin.md", "x.md"]


def test_a_folder_is_mirrored_and_one_bad_file_stops_nothing(folder: Path) -> None:
    (folder / "in" / "sub").mkdir(parents=True)
    for name in ("1.txt", "sub/2.txt"):
        (folder / "in" / name).write_text(TEXT, encoding="utf-8")
    (folder / "in" / "empty.txt").write_text("")
    (folder / "in" / "link.txt").symlink_to("/dev/zero")
    done = dingben("convert", "in", "-o", "out", "-t", "json", "-j", "2")
    assert done.exit_code == 7
    assert files(folder / "out") == ["1.json", "sub/2.json"]
    assert "2 done, 1 failed, 1 skipped" in done.stderr
    assert "skipped in/link.txt" in done.stderr


def test_a_dry_run_says_what_would_be_written(folder: Path) -> None:
    done = dingben("convert", "a.txt", "-n", "-t", "pdf,md")
    assert (done.exit_code, done.stdout) == (0, "a.txt → build/a.pdf build/a.md\n")
    assert files(folder) == ["a.txt"]


def test_metadata_given_wins_and_is_on_record(folder: Path) -> None:
    done = dingben("convert", "a.txt", "-o", "a.md", "-M", "title=晴天", "-M", "author=王铭", "--report", "r.json")
    assert done.exit_code == 0
    assert "title: 晴天" in (folder / "a.md").read_text(encoding="utf-8")
    (document,) = json.loads((folder / "r.json").read_text(encoding="utf-8"))["documents"]
    assert document["meta"]["title"] == "晴天"
    assert document["meta"]["authors"] == ["王铭"]
    assert {"metadata.title", "metadata.author"} <= set(document["counts"])


def test_the_nearest_settings_file_is_used_and_the_command_line_wins(folder: Path) -> None:
    said = 'to = ["txt"]\nscript = "zh-TW"\n[glossary]\n"理发店" = "理发舖"\n'
    (folder / "edition.toml").write_text(said, encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub" / "b.txt").write_text(TEXT, encoding="utf-8")
    done = dingben("convert", "sub/b.txt", "-v")
    assert done.exit_code == 0
    assert "edition.toml" in done.stderr
    assert "理发舖坐了很久" in (folder / "build" / "b.txt").read_text(encoding="utf-8")
    assert dingben("convert", "sub/b.txt", "-t", "md").exit_code == 0
    assert files(folder / "build") == ["b.md", "b.txt"]
    (folder / "other.toml").write_text("output = '/'")
    assert dingben("convert", "a.txt", "-c", "other.toml").exit_code == 2


@pytest.mark.parametrize("report", ["r.json", "r.html", "r.txt", "-"])
def test_every_kind_of_report(folder: Path, report: str) -> None:
    done = dingben("convert", "a.txt", "-t", "md", "--report", report)
    assert done.exit_code == 0
    text = done.stdout if report == "-" else (folder / report).read_text(encoding="utf-8")
    assert "punctuation.width" in text


def test_check_reports_and_writes_nothing(folder: Path) -> None:
    done = dingben("check", "a.txt")
    assert done.exit_code == 0
    assert "punctuation.width" in done.stdout
    assert files(folder) == ["a.txt"]


def test_strict_is_about_unsure_changes(folder: Path, seed: Path) -> None:
    assert dingben("check", "a.txt", "--strict", "-q").exit_code == 0
    done = dingben("check", str(seed), "--strict", "-q")
    assert done.exit_code == 3
    assert "--strict" in done.stderr
    (folder / "edition.toml").write_text("strict = true")
    (folder / "seed.txt").write_bytes(seed.read_bytes())
    assert dingben("check", "seed.txt", "-q").exit_code == 3


def test_skipped_rules_are_not_applied(folder: Path) -> None:
    assert dingben("convert", "a.txt", "-o", "a.out.txt", "--skip", "punctuation").exit_code == 0
    assert "很久,雨" in (folder / "a.out.txt").read_text(encoding="utf-8")


def test_styles_are_listed_and_copied_and_never_overwritten(folder: Path) -> None:
    assert "article" in dingben("styles").stdout.split()
    assert dingben("styles", "article", "mine").exit_code == 0
    assert (folder / "mine" / "article.css").stat().st_size
    (folder / "mine" / "article.css").write_text("/* mine */")
    assert dingben("styles", "article", "mine").exit_code == 2
    assert (folder / "mine" / "article.css").read_text() == "/* mine */"
    assert dingben("styles", "article", "mine", "-f").exit_code == 0
    assert (folder / "mine" / "article.css").read_text() != "/* mine */"
    assert dingben("styles", "nosuch").exit_code == 2


@pytest.mark.usefixtures("folder")
def test_doctor_lists_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Pango" in dingben("doctor").stdout
    from converter import installed

    lost = installed.Need("Pango", installed.Kind.LIBRARY, "sets lines", installed.State.MISSING, package="pango")
    monkeypatch.setattr(installed, "needs", lambda *_: (lost,))
    done = dingben("doctor")
    assert done.exit_code == 5
    assert "MISSING" in done.stdout
    assert "pango" in done.stdout.splitlines()[-1]


# ---- what goes wrong: one line that says what to do, and its exit code


def bad_bytes(kind: str) -> bytes:
    blank, pdf = " \n\u3000\n".encode(), b"%PDF-1.7\n\xe2\xe3"
    return {"empty": b"", "blank": blank, "binary": bytes(range(256)) * 40, "pdf": pdf}[kind]


@pytest.mark.parametrize("kind", ["empty", "blank", "binary", "pdf"])
def test_a_source_with_nothing_to_publish(folder: Path, kind: str) -> None:
    (folder / "x.txt").write_bytes(bad_bytes(kind))
    refused("convert", "x.txt", code=4)
    assert not (folder / "build").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("convert", "nowhere.txt"), 4),
        (("convert", "hollow"), 4),
        (("convert", "a.txt", "--style", "nosuch"), 2),
        (("convert", "a.txt", "--style", "nosuch.css"), 2),
        (("convert", "a.txt", "-s", "zh-XX"), 2),
        (("convert", "a.txt", "-t", "mobi"), 2),
        (("convert", "a.txt", "-o", "a.mobi"), 2),
        (("convert", "a.txt", "-o", "a.pdf", "-t", "epub"), 2),
        (("convert", "a.txt", "-M", "title"), 2),
        (("convert", "a.txt", "-M", "isbn=1"), 2),
        (("convert", "a.txt", "-M", "title=\x1b[31m"), 2),
        (("convert", "a.txt", "--encoding", "klingon"), 2),
        (("convert", "a.txt", "--report", "r.pdf"), 2),
        (("convert", "a.txt", "-n", "--report", "r.txt"), 2),
        (("convert", "a.txt", "-t", "md", "--report", "a.txt"), 2),
        (("convert", "a.txt", "-t", "txt", "--report", "build/a.txt"), 2),
        (("check", "a.txt", "--report", "./a.txt"), 2),
        (("convert", "a.txt", "-c", "nowhere.toml"), 2),
        (("convert", "a.txt", "-j", "0"), 2),
        (("convert", ""), 2),
        (("convert", "长" * 300), 4),
        (("convert", "a.txt", "-o", "长" * 300 + ".md"), 6),
        (("convert", "a.txt", "--encoding", "idna"), 2),
        (("convert", "a.txt", "-t", "md", "--report", "a.txt"), 2),
        (("convert", "a.txt", "-t", "md", "--report", "new/../a.txt"), 2),
        (("convert", "a.txt", "-o", "b.txt", "--report", "b.txt"), 2),
        (("convert", "a.txt", "-o", "new/../a.txt"), 2),
        (("check", "a.txt", "--report", "./a.txt"), 2),
        (("convert", "a.txt", "--nosuch"), 2),
        (("convert",), 2),
        (("nosuch",), 2),
        (("convert", "-"), 2),
        (("convert", "a.txt", "-o", "-"), 2),
        (("convert", "a.txt", "a.txt", "-o", "-", "-t", "md"), 2),
        (("convert", "a.txt", "-o", "-", "-t", "md", "--report", "-"), 2),
        (("convert", "a.txt", "-o", ".", "-t", "txt"), 2),
        (("convert", "a.txt", "-o", "a.txt/sub"), 6),
        (("convert", "a.txt", "-t", "md", "--report", "a.txt/r.json"), 6),
    ],
)
def test_an_error_is_one_line_and_its_exit_code(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    (folder / "hollow").mkdir()
    refused(*arguments, code=code)
    assert (folder / "a.txt").read_text(encoding="utf-8") == TEXT


def refused(*arguments: str, code: int) -> None:
    done = dingben(*arguments)
    said = [line for line in done.stderr.splitlines() if line.startswith("dingben: ")]
    assert done.exit_code == code, done.stderr
    assert len(said) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "closed", "code"),
    [
        ("convert a.txt -o - -t md", ">/dev/full", 6),
        ("check a.txt", ">/dev/full", 6),
        ("convert a.txt -o - -t md", ">&-", 6),
        ("convert - -o - -t md", "<&-", 4),
        ("convert a.txt -t md", "2>&-", 0),
    ],
)
def test_a_stream_that_takes_or_gives_nothing(arguments: str, closed: str, code: int) -> None:
    command = f'"{sys.executable}" -m converter {arguments} {closed}'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=HANG)
    assert done.returncode == code, done.stderr
    assert "unexpected" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    (folder / "closed").mkdir(mode=0o555)
    refused("convert", "a.txt", "-o", "closed", code=6)


def test_a_closed_folder_is_said_once_for_all_editions(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "closed").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != "closed")
    refused("convert", "a.txt", "-o", "closed", "-t", "md,txt,json", code=6)


@pytest.mark.usefixtures("folder")
def test_something_missing_is_exit_five(monkeypatch: pytest.MonkeyPatch) -> None:
    from converter import editions
    from converter.errors import MissingError

    def lacks(*_: object) -> None:
        raise MissingError("PDF needs Noto Serif CJK TC: apt-get install fonts-noto-cjk")

    monkeypatch.setattr(editions, "write", lacks)
    refused("convert", "a.txt", "-o", "a.pdf", code=5)


@pytest.mark.usefixtures("folder")
def test_a_traceback_only_for_vv() -> None:
    assert "Traceback" not in dingben("convert", "nowhere.txt", "-v").stderr
    assert "Traceback" in dingben("convert", "nowhere.txt", "-vv").stderr


def test_when_all_fail_for_one_reason_that_is_the_exit_code(folder: Path) -> None:
    (folder / "e.txt").write_text("")
    assert dingben("convert", "nowhere.txt", "e.txt", "-j", "1").exit_code == 4
    assert dingben("convert", "nowhere.txt", "a.txt", "-t", "md", "-j", "1").exit_code == 7


# ---- hostile names and titles


def test_no_name_or_title_drives_the_terminal(folder: Path) -> None:
    for name in ("\x1b[31m红.txt", "换\n行.txt", "\u202etxt.exe.txt", "[red]粗[bold].txt"):
        (folder / name).write_text(f"\x1b]0;夺取\x07标题\n\n{TEXT}", encoding="utf-8")
    (folder / os.fsdecode(b"\xc4\xe3\xba\xc3.txt")).write_text(TEXT, encoding="utf-8")
    for done in (dingben("convert", ".", "-o", "out", "-t", "md", "-j", "1"), dingben("check", ".", "-j", "1")):
        assert done.exit_code == 0, done.stderr
        assert not set(done.output) & set("\x1b\x07\u202e")
        assert "[red]粗[bold]" in done.output
    assert len(files(folder / "out")) == 6
    assert all(name.isprintable() for name in files(folder / "out"))


def test_names_like_options_are_files(folder: Path) -> None:
    (folder / "-rf.txt").write_text(TEXT, encoding="utf-8")
    assert dingben("convert", "-t", "md", "-o", "out", "--", "-rf.txt").exit_code == 0
    assert files(folder / "out") == ["rf.md"]


def test_an_error_names_its_source_once(folder: Path) -> None:
    (folder / "换\n行.txt").write_text("")
    assert dingben("convert", "换\n行.txt").stderr.count("行.txt") == 1
    assert dingben("convert", "nowhere.txt").stderr.count("nowhere.txt") == 1


# ---- languages and start-up


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "完成 1，失败 1"),
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "zh_CN.UTF-8"}, "完成 1，失敗 1"),
        ({"LC_MESSAGES": "zh_HK"}, "完成 1，失敗 1"),
        ({"LANG": "de_DE.UTF-8"}, "1 done, 1 failed"),
    ],
)
def test_messages_follow_the_locale(locale: dict[str, str], said: str) -> None:
    assert said in dingben("convert", "a.txt", "nowhere.txt", "-t", "md", "-j", "1", **locale).stderr


def test_every_message_has_every_language_and_the_same_places() -> None:
    for name, said in MESSAGES.items():
        assert len(said) == len(LANGUAGES), name
        assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in said}) == 1, name


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=HANG)


def test_help_and_version_as_a_process() -> None:
    assert "convert" in python("-m", "converter", "--help").stdout
    assert python("-m", "converter", "--version").stdout.startswith("dingben ")
    seen = python("-c", "import sys, converter; print('converter.pipeline' in sys.modules, converter.ExitCode.missing)")
    assert seen.stdout.split() == ["False", "5"]


def test_an_interrupt_leaves_no_half_file(folder: Path) -> None:
    for n in range(60):
        (folder / f"{n}.txt").write_text(TEXT * 300, encoding="utf-8")
    command = [sys.executable, "-m", "converter", "convert", ".", "-o", "out", "-t", "epub,md", "-j", "2"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=folder)
    wait_until((folder / "out").exists)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=HANG)
    assert running.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said
    made = files(folder / "out")
    assert len(made) < 120
    assert all(name.endswith((".epub", ".md")) and (folder / "out" / name).stat().st_size for name in made)
