"""What several test modules share: the seed, and its editions, made once for all of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest

# The same examples everywhere, however slow the machine: what was green for one stays green for all. To look for new
# ones: pytest --hypothesis-profile explore
SLOW = [hypothesis.HealthCheck.too_slow]  # measured by the clock: says more of the machine than of the strategy
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=SLOW)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("steady")

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_f8d11c881a77f0d7.txt"
SCRIPTS = ("zh-Hans", "zh-TW", "zh-HK")


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A cache of the tests' own: what an earlier run found out proves nothing."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def seed() -> Path:
    """The text that the project was asked for, as it was found."""
    return SEED


@pytest.fixture(scope="session")
def seed_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the seed's PDF, EPUB and DOCX in each of SCRIPTS, made by the command a reader would type."""
    folder = tmp_path_factory.mktemp("editions")
    dingben("convert", str(SEED), "-o", str(folder), *(word for script in SCRIPTS for word in ("-s", script)))
    return folder


def dingben(*arguments: str) -> str:
    """What the command prints; an AssertionError with its messages when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "converter", *arguments], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, f"dingben {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}"
    return done.stdout


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` rewrites the expected halves of tests/cases."""
    parser.addoption("--accept", action="store_true", help="rewrite what the cases expect")
