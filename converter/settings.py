"""What a user may choose, and the one place for defaults."""

from __future__ import annotations

from dataclasses import dataclass

SCRIPTS = ("auto", "keep", "zh-Hans", "zh-Hant", "zh-TW", "zh-HK")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost, so that no input can take the machine down."""

    source_bytes: int = 20_000_000
    unzip_ratio: int = 100  # uncompressed to compressed size of a DOCX, ODT or EPUB
    unzip_bytes: int = 400_000_000
    pandoc_seconds: float = 60.0
    pandoc_megabytes: int = 512
    layout_seconds: float = 600.0


@dataclass(frozen=True, slots=True)
class Settings:
    """How one document is prepared and printed."""

    script: str = "auto"  # one of SCRIPTS
    regional_words: bool = False
    style: str = "article"  # a style's name, or the path of a CSS file
    encoding: str | None = None  # None: found out
    skip: frozenset[str] = frozenset()  # rules or families of rules that are switched off
    metadata: tuple[tuple[str, str], ...] = ()  # title, author, date, source, given by the user
    furniture: tuple[str, ...] = ()  # regular expressions of lines that are furniture
    glossary: tuple[tuple[str, str], ...] = ()  # wins over every dictionary of the script stage
    limits: Limits = Limits()

    def skips(self, rule: str) -> bool:
        """Whether the rule or a family it belongs to is switched off: "furniture" switches off "furniture.ads"."""
        parts = rule.split(".")
        return any(".".join(parts[: n + 1]) in self.skip for n in range(len(parts)))
