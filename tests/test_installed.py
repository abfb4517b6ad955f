"""What is missing is found, named, and mended by the command that is printed."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from converter import faces, installed, installers, requirements
from converter.errors import ExitCode, MissingError
from converter.installed import Kind, Need, State

THIS_MACHINE = installed.LIBRARIES


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    installed.require.cache_clear()
    yield
    installed.require.cache_clear()


def without(monkeypatch: pytest.MonkeyPatch, *packages: str) -> None:
    """As on a machine where these libraries are not installed."""
    gone = {file for library in THIS_MACHINE if library.package in packages for file in library.files}
    opened = installed._opened
    monkeypatch.setattr(installed, "_opened", lambda name: None if name in gone else opened(name))


def named(found: tuple[Need, ...]) -> set[str]:
    return {need.name for need in found}


def test_this_machine_has_all_that_the_tests_need() -> None:
    assert installed.missing(languages=("zh-Hans", "zh-TW", "zh-HK")) == ()


def test_the_libraries_are_those_weasyprint_opens() -> None:
    """Found here and missing there would be a traceback instead of a sentence."""
    from weasyprint.text import ffi

    text = Path(ffi.__file__).read_text(encoding="utf-8")
    opened = {name for name in re.findall(r"'(lib[\w.-]+\.(?:so|dylib|dll)[.\d]*)'", text) if "vector" not in name}
    assert opened == {file for library in THIS_MACHINE for file in library.files}


def test_a_text_edition_needs_no_layout() -> None:
    kinds = {need.kind for need in installed.needs(("md", "epub"))}
    assert Kind.PROGRAM in kinds
    assert not kinds & {Kind.LIBRARY, Kind.FACE}


def test_versions_are_told() -> None:
    versions = {need.name: need.version for need in installed.needs()}
    assert all(requirements.release(versions[name]) > (1,) for name in ("pandoc", "Pango", "HarfBuzz"))


def test_only_the_faces_of_the_language_are_asked_for() -> None:
    asked = installed.needs(("pdf",), ("zh-TW",))
    assert {need.name for need in asked if need.kind is Kind.FACE} == {"Noto Serif CJK TC", "Noto Sans CJK TC"}


@pytest.mark.parametrize(
    ("language", "region"),
    [("zh-Hans", "SC"), ("zh-CN", "SC"), ("zh", "SC"), ("", "SC"), ("zh-Hant", "TC"), ("zh-TW", "TC"),
     ("zh-HK", "HK"), ("zh-Hant-HK", "HK"), ("zh_MO", "HK")],
)  # fmt: skip
def test_a_language_has_a_region(language: str, region: str) -> None:
    assert faces.region(language) == region


def test_a_missing_library_is_one_line_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "pango", "pangoft2")
    monkeypatch.setattr(installers, "manager", lambda: "apt-get")
    with pytest.raises(MissingError) as caught:
        installed.require("pdf", "zh-Hans")
    message = str(caught.value)
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in message
    assert "Pango" in message
    assert "\n" not in message
    assert caught.value.exit_code is ExitCode.missing


def test_missing_faces_stop_a_pdf_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "families", lambda: frozenset({"DejaVu Sans", "Noto Serif CJK SC", "Noto Sans CJK SC"}))
    with pytest.raises(MissingError, match="Noto Serif CJK HK"):
        installed.require("pdf", "zh-HK")
    installed.require("pdf", "zh-Hans")
    installed.require("docx", "zh-HK")


def test_without_a_language_the_faces_of_one_region_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "families", lambda: frozenset(face for kind in faces.FACES["TC"] for face in kind))
    assert installed.missing(("pdf",)) == ()
    monkeypatch.setattr(faces, "families", lambda: frozenset({"DejaVu Sans"}))
    assert "Noto Serif CJK SC" in named(installed.missing(("pdf",)))


def test_another_name_of_the_same_face_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "families", lambda: frozenset({"Source Han Serif TC", "PingFang TC"}))
    found = [need for need in installed.needs(("pdf",), ("zh-TW",)) if need.kind is Kind.FACE]
    assert [need.version for need in found] == ["Source Han Serif TC", "PingFang TC"]


def test_without_the_subset_library_a_pdf_comes_out_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "harfbuzz-subset")
    with pytest.warns(UserWarning, match="8 s longer.*libharfbuzz-subset0|8 s longer.*harfbuzz"):
        installed.require("pdf", "zh-Hans")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        installed.require("docx", "zh-Hans")  # which embeds no face


def test_an_old_pango_is_unfit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "_said", lambda *_: "1.42.4")
    assert named(installed.missing(("pdf",))) == {"Pango"}


def test_a_package_of_another_version_is_unfit(monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = requirements._parsed("weasyprint<70.1,>=70.0"), requirements._parsed("click>=8.1")
    monkeypatch.setattr(requirements, "ours", lambda: pinned)
    monkeypatch.setattr(requirements, "installed", lambda name: "71.0" if name == "weasyprint" else "99")
    found = {need.name: need.state for need in installed.needs(("pdf",))}
    assert found["weasyprint"] is State.UNFIT
    assert found["click"] is State.FOUND


@pytest.mark.parametrize(
    ("line", "version", "fits"),
    [("weasyprint<70.1,>=70.0", "70.0", True), ("weasyprint<70.1,>=70.0", "70.1", False), ("a==1.4.2", "1.4.2", True),
     ("a>=8", "8.0.1", True), ("a>=13", "9.9", False), ("a<=70", "70.0", True), ("a; python_version<'4'", "1", True)],
)  # fmt: skip
def test_versions_are_compared_by_number(line: str, version: str, *, fits: bool) -> None:
    assert requirements._parsed(line).admits(version) is fits


@pytest.mark.parametrize("manager", installers.MANAGERS)
def test_one_command_installs_everything(manager: str) -> None:
    command = installers.system_command(installers.PACKAGES, manager)
    words = command.split()
    assert installers.MANAGERS[manager] in command
    assert len(words) == len(set(words)), "a package is named twice"
    assert words.count("sudo") == (manager != "brew" and os.geteuid() != 0)


def test_an_unknown_system_is_told_what_to_look_for() -> None:
    assert installers.system_command(["pango"], "") == "install what Debian calls libpango-1.0-0"


def test_the_stylesheets_ask_for_the_faces_that_are_looked_for() -> None:
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in (ROOT / "styles").glob("*.css"))
    looked_for = {family for region in faces.FACES.values() for families in region for family in families}
    assert {family for family in looked_for if f'"{family}"' not in sheets} == set()


def test_a_folder_is_tried_by_writing(tmp_path: Path) -> None:
    assert installed.folder(tmp_path / "new" / "deeper", "editions").state is State.FOUND
    assert [*tmp_path.iterdir()] == []
    file = tmp_path / "file"
    file.touch()
    unfit = installed.folder(file / "inside", "editions")
    assert unfit.state is State.UNFIT
    assert unfit.install
