"""How this machine installs what is missing: the package names of four families of systems, and the command to type.

In: what is needed, by its name here. Out: one command, or a sentence where no package manager is known.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable

MANAGERS = {
    "apt-get": "apt-get install",  # Debian, Ubuntu
    "dnf": "dnf install",  # Fedora
    "pacman": "pacman -S",  # Arch
    "brew": "brew install",  # macOS
}

# Named as Debian 12, Fedora 40, Arch and Homebrew name them.
PACKAGES: dict[str, dict[str, str]] = {
    "gobject": {"apt-get": "libglib2.0-0", "dnf": "glib2", "pacman": "glib2", "brew": "glib"},
    "pango": {"apt-get": "libpango-1.0-0", "dnf": "pango", "pacman": "pango", "brew": "pango"},
    "pangoft2": {"apt-get": "libpangoft2-1.0-0", "dnf": "pango", "pacman": "pango", "brew": "pango"},
    "harfbuzz": {"apt-get": "libharfbuzz0b", "dnf": "harfbuzz", "pacman": "harfbuzz", "brew": "harfbuzz"},
    "harfbuzz-subset": {"apt-get": "libharfbuzz-subset0", "dnf": "harfbuzz", "pacman": "harfbuzz", "brew": "harfbuzz"},
    "fontconfig": {"apt-get": "libfontconfig1", "dnf": "fontconfig", "pacman": "fontconfig", "brew": "fontconfig"},
    "faces": {
        "apt-get": "fonts-noto-cjk",
        "dnf": "google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts",
        "pacman": "noto-fonts-cjk",
        "brew": "font-noto-serif-cjk font-noto-sans-cjk",
    },
}


def manager() -> str:
    """The package manager of this machine, one of MANAGERS; "" when it has none that we know."""
    return next((name for name in MANAGERS if shutil.which(name)), "")


def system_command(names: Iterable[str], with_manager: str | None = None) -> str:
    """The command that installs these of PACKAGES, with sudo where it takes one.

    Without a known package manager: a sentence that names Debian's packages, which a reader can look up.
    """
    found = manager() if with_manager is None else with_manager
    packages = " ".join(dict.fromkeys(PACKAGES[name][found or "apt-get"] for name in names))
    if not found:
        return f"install what Debian calls {packages}"
    return f"{_sudo(found)}{MANAGERS[found]} {packages}"


def python_command(requirements: Iterable[str]) -> str:
    """The command that installs Python packages next to this one, quoted for a shell."""
    return "pip install " + " ".join(f"'{requirement}'" for requirement in dict.fromkeys(requirements))


def _sudo(found: str) -> str:
    """Homebrew refuses to run as root; root needs no sudo, and a small machine has none."""
    return "" if found == "brew" or not hasattr(os, "geteuid") or os.geteuid() == 0 else "sudo "
