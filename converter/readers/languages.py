"""The `lang` of an HTML element that pandoc would drop, handed on to an element whose `lang` it keeps.

In: a page's source. Out: the same source, with a `div` or `span` of that `lang` inside each such element. Pandoc 3.9
keeps `lang` on headings, tables, `div`, `section` and `span`, and loses it on paragraphs, quotations, list items,
cells, emphasis and the like.
"""

from __future__ import annotations

import re

_BLOCKS = "blockquote|article|main|aside|figure|ul|ol|dl"
_LINES = "p|li|dd|dt|td|th|caption|figcaption|em|i|b|strong|q|cite|dfn|mark|small|u|a|abbr|ruby|bdi|bdo"
_LANG = r"""\s(?:xml:)?lang\s*=\s*["']?([A-Za-z][A-Za-z0-9_\-]{1,34})(?=["'\s/>])"""
_ELEMENT = re.compile(
    rf"(<({_BLOCKS}|{_LINES})(?=\s)[^<>]*?{_LANG}[^<>]*>)((?:(?!</?\2\b).)*)(?=</\2\s*>)", re.I | re.S
)
_ANY = re.compile(rf"<(?!html\b)[a-z][^<>]*?{_LANG}", re.I)
_IS_BLOCK = re.compile(_BLOCKS, re.I)


def has_languages(page: str) -> bool:
    """Whether an element of the page, other than the page itself, names its language."""
    return _ANY.search(page) is not None


def carried(page: str) -> str:
    """The page with every `lang` where pandoc keeps it; an element without an end of its own stays as it is."""
    return _ELEMENT.sub(_inside, page)


def _inside(found: re.Match[str]) -> str:
    start, name, language, content = found.groups()
    box = "div" if _IS_BLOCK.fullmatch(name) or re.search(r"<(?:p|div)\b", content, re.I) else "span"
    return f'{start}<{box} lang="{language}">{carried(content)}</{box}>'
