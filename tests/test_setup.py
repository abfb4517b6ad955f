"""The set-up installs what is missing, by its lock, and knows no address of any registry."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT

from converter import installers, requirements

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SYSTEM = ROOT / "setup" / "system.sh"


def test_every_dependency_is_locked_in_a_version_that_fits() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [line for group in project["dependency-groups"].values() for line in group if isinstance(line, str)]
    locked = dict(re.findall(r"^([\w.-]+)==([^ ;]+)", LOCK, re.MULTILINE))
    wanted = [requirements._parsed(line) for line in (*project["project"]["dependencies"], *groups)]
    assert [str(one) for one in wanted if not (one.name in locked and one.admits(locked[one.name]))] == []


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    packages = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)[1:]
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert not re.search(r"//|--index|--find-links|^-", LOCK, re.MULTILINE)


def test_the_npm_lock_has_a_hash_and_no_address() -> None:
    lock = json.loads((ROOT / "setup" / "package-lock.json").read_text(encoding="utf-8"))
    installed = [package for place, package in lock["packages"].items() if place]
    assert installed
    assert all(package["integrity"].startswith("sha512-") and "resolved" not in package for package in installed)


def test_the_set_up_installs_what_doctor_names() -> None:
    """setup/system.sh runs before there is a Python environment, so it has names of its own."""
    mine = {installers.PACKAGES[name]["apt-get"] for name in ("pango", "pangoft2", "harfbuzz-subset", "faces")}
    assert mine <= set(re.findall(r"^need (\S+)", SYSTEM.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A folder with an apt-get and a sudo that only write down how they are called, and a python without libraries."""
    for name, script in {
        "apt-get": 'echo "apt-get $*" >> "$CALLS"',
        "sudo": 'exec "$@"',
        "bare-python": f'case "$*" in *ctypes*) exit 1;; esac; exec {sys.executable} "$@"',
    }.items():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    return tmp_path


def set_up(calls: Path, python: str) -> list[str]:
    """What setup/system.sh calls apt-get with."""
    log = calls / "log"
    log.touch()
    path = f"{calls}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "CALLS": str(log), "PYTHON": python}
    subprocess.run(["/bin/sh", SYSTEM, "run"], env=environment, check=True, capture_output=True)
    return log.read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="the names are Debian's")
def test_where_all_is_installed_nothing_is_called(calls: Path) -> None:
    assert set_up(calls, sys.executable) == []


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="the names are Debian's")
def test_only_what_is_missing_is_installed(calls: Path) -> None:
    update, install = set_up(calls, "bare-python")
    assert update == "apt-get update -q"
    packages = [word for word in install.split() if not word.startswith("-")][2:]
    assert packages == ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]


def test_an_old_python_is_refused_in_a_sentence() -> None:
    done = subprocess.run(
        ["/bin/sh", SYSTEM, "run"], env={"PATH": os.environ["PATH"], "PYTHON": "false"}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Python 3.11" in done.stderr


def test_ci_is_a_program() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
