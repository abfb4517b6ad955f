"""What is wrong in a user's stylesheet, with its file and line; and what in a style Word cannot show.

In: CSS files. Out: lines of text. WeasyPrint's parser is asked about properties and values, as it will read them for
the PDF; tinycss2 about the rest.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from converter.editions.weasyprint_patch import start
from converter.resources import PAGE

IGNORED = re.compile(r"Ignored `(.*)` at (\d+):\d+, (.*?)\.?", re.DOTALL)
SELECTOR = re.compile(r"Invalid or unsupported selector, '(.*)'", re.DOTALL)
UNKNOWN = re.compile(r"Unknown rule <AtRule (@\S+).*> at (\d+):\d+", re.DOTALL)
# Descriptors that start with -- are ours or the author's own; WeasyPrint takes them as they are.
WORD_SHOWS: Final = frozenset({
    "font", "font-family", "font-size", "font-weight", "font-style", "color", "background", "background-color",
    "letter-spacing", "text-align", "text-align-all", "text-indent", "line-height", "text-decoration",
    "text-decoration-line", "margin", "margin-top", "margin-right", "margin-bottom", "margin-left", "padding",
    "padding-top", "padding-right", "padding-bottom", "padding-left", "border", "border-top", "border-bottom",
    "border-width", "border-style", "border-color", "border-collapse", "break-before", "break-after", "break-inside",
    "page-break-before", "page-break-after", "page-break-inside", "orphans", "widows", "size", "content",
    "writing-mode", "caption-side",
})  # fmt: skip
# What the other editions need and Word does by itself, or has no use for.
WORD_NEEDS_NOT: Final = frozenset({
    "overflow-wrap", "word-break", "white-space", "hyphens", "vertical-align", "string-set", "bookmark-level",
    "bookmark-label", "page", "overflow", "text-overflow", "list-style", "max-width", "max-height", "height", "width",
    "display", "object-fit",
})  # fmt: skip
# A cover is drawn, footnotes and the dots of the contents are Word's own.
BY_OTHER_MEANS: Final = (".cover", "@page cover", ".footnote", ".contents a::after")
WHY: Final = {
    "float": "a text in Word flows in one column",
    "position": "a paragraph in Word stands where its turn comes",
    "content": "Word has no generated content: the words are not in the DOCX",
    "counter-reset": "Word has no counters of CSS",
    "counter-increment": "Word has no counters of CSS",
    "columns": "the section has one column",
    "column-count": "the section has one column",
}


def problems(path: Path) -> Iterator[str]:
    """What is ignored in a stylesheet and in its .page.css: "mine.css:3: `colr: red` is ignored (unknown property)"."""
    for sheet in (path, path.with_name(path.stem + PAGE)):
        if sheet.is_file():
            yield from _problems(sheet)


def unshown(sheet: Path) -> Iterator[str]:
    """Every declaration of a stylesheet that has no counterpart in Word."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(sheet.read_text(encoding="utf-8-sig"), skip_comments=True, skip_whitespace=True)
    for rule in rules:
        if rule.type in ("qualified-rule", "at-rule") and rule.content is not None:
            selector = " ".join(tinycss2.serialize(rule.prelude).split())
            name = f"@{rule.at_keyword} {selector}".strip() if rule.type == "at-rule" else selector
            yield from _unshown(sheet.name, name, rule.content)


def _unshown(file: str, name: str, content: Any) -> Iterator[str]:
    import tinycss2

    if name.startswith(BY_OTHER_MEANS):
        return
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration" or node.name.startswith("--"):
            continue
        generated = node.name == "content" and "::" in name
        known = node.lower_name in WORD_SHOWS | WORD_NEEDS_NOT or node.lower_name.startswith("border-")
        if generated or not known:
            why = WHY.get(node.lower_name, "Word has no such property")
            yield f"{file}:{node.source_line}: {name} {{ {node.name} }}: {why}"


def _problems(sheet: Path) -> Iterator[str]:
    text = sheet.read_text(encoding="utf-8-sig", errors="replace")
    yield from (f"{sheet}:{line}: {said}" for line, said in sorted([*_syntax(text), *_properties(text)]))


def _syntax(text: str) -> Iterator[tuple[int, str]]:
    """Where the parser finds no rule: a brace too many, an address without its end."""
    import tinycss2

    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "error":
            yield rule.source_line, f"not CSS, ignored ({rule.message})"
    if line := _unclosed(text):
        yield line, "this { has no }: what follows is taken for its own"


def _unclosed(text: str) -> int:
    """The line of the outermost brace that is never closed; 0 when all are."""
    opened: list[int] = []
    for found in re.finditer(r"/\*.*?(?:\*/|\Z)|\"[^\"\n]*\"|'[^'\n]*'|[{}]", text, re.DOTALL):
        if found[0] == "{":
            opened.append(text.count("\n", 0, found.start()) + 1)
        elif found[0] == "}" and opened:
            opened.pop()
    return opened[0] if opened else 0


def _properties(text: str) -> Iterator[tuple[int, str]]:
    """What WeasyPrint says of declarations and selectors."""
    start.load()
    from weasyprint import CSS
    from weasyprint.urls import URLFetcher

    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        CSS(string=text, url_fetcher=URLFetcher(allowed_protocols={"data"}, allow_redirects=False))
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
    for message in dict.fromkeys(said):
        if found := IGNORED.fullmatch(message):
            # Addresses are said by converter.css, which leaves them out.
            if not found[1].startswith("--") and not found[3].startswith("Relative URI"):
                yield int(found[2]), f"`{' '.join(found[1].split())}` is ignored ({found[3]})"
        elif found := SELECTOR.fullmatch(message):
            selector = found[1].strip().strip("}").strip()
            if selector.startswith(":is(") and selector not in text:
                continue  # the rule of a brace that is not closed, which has been said
            yield _line_of(text, selector), f"'{' '.join(selector.split())}' is no selector, its rule is ignored"
        elif found := UNKNOWN.fullmatch(message):
            yield int(found[2]), f"{found[1]} is unknown, its rule is ignored"


def _line_of(text: str, words: str) -> int:
    at = text.find(words)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
