"""What a user may choose, and the one place for defaults."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from converter.errors import UnknownScriptError, UsageError

SCRIPTS = ("auto", "keep", "zh-Hans", "zh-Hant", "zh-TW", "zh-HK")
# Names that other programs give a variant (BCP 47, with the region written out or not).
SCRIPT_ALIASES = {
    "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-my": "zh-Hans", "zh-hans": "zh-Hans", "zh-hans-cn": "zh-Hans",
    "zh-hans-sg": "zh-Hans", "zh-hant": "zh-Hant", "zh-tw": "zh-TW", "zh-hant-tw": "zh-TW", "zh-hk": "zh-HK",
    "zh-mo": "zh-HK", "zh-hant-hk": "zh-HK", "zh-hant-mo": "zh-HK", "auto": "auto", "keep": "keep",
}  # fmt: skip
METADATA_KEYS = ("title", "subtitle", "author", "date", "source", "publisher", "series", "identifier", "rights")
COVER_DRAWN, COVER_NONE = "drawn", "none"  # what `cover` may be beside the path of an image
LONGEST_VALUE = 1000  # characters of one metadata value
UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # Unicode categories with no place on a title page
# Codecs for parts of a text, not for files: the names of hosts, and literals in a program.
NO_FILES = {"idna", "punycode", "unicode-escape", "raw-unicode-escape"}
JOINERS = "\u200c\u200d"  # format characters that a name or an emoji may need


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost, so that no input can take the machine down."""

    source_bytes: int = 20_000_000
    unzip_ratio: int = 100  # uncompressed to compressed size of a DOCX, ODT or EPUB
    unzip_bytes: int = 400_000_000
    pandoc_seconds: float = 60.0
    pandoc_megabytes: int = 512
    layout_seconds: float = 600.0
    document_seconds: float = 900.0  # for all editions of one document, in a batch
    document_megabytes: int = 2000  # what a worker may allocate, in a batch


@dataclass(frozen=True, slots=True)
class Settings:
    """How one document is prepared and printed."""

    script: str = "auto"  # one of SCRIPTS
    regional_words: bool = False
    style: str = "article"  # a style's name, or the path of a CSS file
    cover: str = COVER_DRAWN  # or COVER_NONE, or the path of an image
    vertical: bool = False  # set in columns, from right to left: EPUB and DOCX in Traditional characters
    embed_fonts: bool = False  # carry the faces along in the EPUB, only the characters that it needs
    encoding: str | None = None  # None: found out
    skip: frozenset[str] = frozenset()  # rules or families of rules that are switched off
    metadata: tuple[tuple[str, str], ...] = ()  # keys of METADATA_KEYS, given by the user; author may repeat
    furniture: tuple[str, ...] = ()  # regular expressions of lines that are furniture
    headings: tuple[str, ...] = ()  # regular expressions of lines that are headings
    glossary: tuple[tuple[str, str], ...] = ()  # wins over every dictionary of the script stage
    limits: Limits = Limits()

    def skips(self, rule: str) -> bool:
        """Whether the rule or a family it belongs to is switched off: "furniture" switches off "furniture.ads"."""
        if not self.skip:  # as nearly always, and asked for every change
            return False
        parts = rule.split(".")
        return any(".".join(parts[: n + 1]) in self.skip for n in range(len(parts)))


def shorthand(settings: Settings, given: Mapping[str, Any]) -> Settings:
    """The settings with the keywords of a call laid over them: `prepare(document, script="zh-TW")`.

    Dictionaries, lists and single strings are taken where Settings keeps tuples.
    Raises TypeError for a keyword that is no field of Settings, UsageError for a value that does not fit.
    """
    values = dict(given)
    for name in ("metadata", "glossary"):
        if name in values:
            values[name] = _pairs(name, values[name])
    for name, kind in (("skip", frozenset), ("furniture", tuple), ("headings", tuple)):
        if name in values:
            values[name] = kind(_strings(values[name]))
    return checked(replace(settings, **values))


def checked(settings: Settings) -> Settings:
    """The same settings, the script by our own name for it.

    Raises UsageError, saying what would fit, for a script, encoding, rule, metadata value or pattern that does
    not; TypeError for a switch that is no bool.
    """
    settings = replace(settings, script=script_named(settings.script))
    for name in ("regional_words", "vertical", "embed_fonts"):
        check_switch(name, getattr(settings, name))
    if settings.encoding is not None:
        _check_encoding(settings.encoding)
    for key, value in settings.metadata:
        check_metadata(key, value)
    if settings.skip:
        from converter import rules  # late: most runs skip nothing

        rules.check(settings.skip)
    if settings.furniture or settings.headings:
        from converter import patterns  # late: `re` costs start-up time

        for pattern in (*settings.furniture, *settings.headings):
            patterns.check(pattern)
    return settings


def check_switch(name: str, value: object) -> None:
    """Raise TypeError unless this is True or False: a text such as "no" would count as true."""
    if not isinstance(value, bool):
        raise TypeError(f"{name} is True or False, not {value!r}")


def script_named(name: str) -> str:
    """The script, one of SCRIPTS, by a name that we or other programs give it: zh-CN is zh-Hans.

    Raises UnknownScriptError, naming the known ones, when there is none; TypeError when the name is no str.
    """
    if not isinstance(name, str):
        raise TypeError(f"a script is named by a str, not {type(name).__name__}")
    known = name if name in SCRIPTS else SCRIPT_ALIASES.get(name.lower().replace("_", "-"))
    if known is None:
        raise UnknownScriptError(name, SCRIPTS)
    return known


def check_metadata(key: str, value: str) -> None:
    """Raise UsageError unless this can stand on a title page."""
    if key not in METADATA_KEYS:
        raise UsageError(f"unknown metadata key {key!r}: one of {', '.join(METADATA_KEYS)}")
    if len(value) > LONGEST_VALUE:
        raise UsageError(f"metadata {key}: {len(value)} characters are too many; at most {LONGEST_VALUE}")
    for c in value:
        if c == "\ufffc" or (unicodedata.category(c) in UNPRINTABLE and c not in JOINERS):
            raise UsageError(f"metadata {key}: remove the control character U+{ord(c):04X}")


def _check_encoding(name: str) -> None:
    try:
        "".encode(name)  # raises for what is no encoding of text, such as zlib
        if codecs.lookup(name).name.replace("_", "-") in NO_FILES:
            raise LookupError(name)
    except (LookupError, ValueError) as error:
        raise UsageError(f"unknown encoding {name!r}: try utf-8, gb18030, big5hkscs or utf-16") from error


def _pairs(name: str, value: object) -> tuple[tuple[Any, Any], ...]:
    if isinstance(value, Mapping):
        return tuple(value.items())
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise TypeError(f"{name} is a mapping or pairs, not {type(value).__name__}")
    pairs = tuple(value)
    for pair in pairs:
        if isinstance(pair, str | bytes) or not isinstance(pair, Sequence) or len(pair) != 2:
            raise TypeError(f"an entry of {name} is a pair, not {pair!r}")
    return tuple((key, meant) for key, meant in pairs)


def _strings(value: str | Iterable[str]) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value
