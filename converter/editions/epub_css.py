"""The stylesheet for EPUB readers, many of which know no custom properties.

In: CSS with design tokens (`--accent: #9b1c1c` on `:root`, `var(--accent)` in the rules), and a language.
Out: the same CSS with every token's value in its place. What is only for Word goes; a token that nobody set stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
ROOT = re.compile(r"(?:^|(?<=[};]))\s*(:root\b[^{};]*)\{([^{}]*)\}")
DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;]*)(?:;|$)")
LANGUAGE = re.compile(r":lang\(([^)]*)\)")
FOR_WORD = re.compile(r"--word-[\w-]+\s*:[^;}]*;?")
TOKEN = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
DEEPEST = 8  # tokens that name tokens: a circle ends here


@lru_cache(maxsize=16)
def flatten(css: str, language: str) -> str:
    """The stylesheet with the tokens of this language written out."""
    css = COMMENT.sub("", css)
    tokens = {name: value.strip() for rule in ROOT.finditer(css) for name, value in _tokens(rule, language)}
    css = ROOT.sub(_other, css)
    for _ in range(DEEPEST):
        written = TOKEN.sub(lambda found: tokens.get(found[1]) or (found[2] or found[0]).strip(), css)
        if written == css:
            break
        css = written
    return re.sub(r"\n\s*\n+", "\n", FOR_WORD.sub("", css)).strip() + "\n"


def _tokens(rule: re.Match[str], language: str) -> Iterator[tuple[str, str]]:
    if any(_applies(selector, language) for selector in rule[1].split(",")):
        yield from DECLARATION.findall(rule[2])


def _applies(selector: str, language: str) -> bool:
    """Whether a :root selector is for this language: a tag means itself and all below it (RFC 4647, 3.3.1)."""
    asked = [tag.strip(" \"'").lower() for tag in LANGUAGE.findall(selector)]
    return all(f"{language.lower()}-".startswith(f"{tag}-") for tag in asked)


def _other(rule: re.Match[str]) -> str:
    """What a :root rule says beside its tokens."""
    rest = DECLARATION.sub("", rule[2]).strip()
    return f"\n{rule[1].strip()} {{ {rest} }}" if rest else ""
