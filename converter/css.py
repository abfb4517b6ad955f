"""A user's stylesheet, kept to itself: nothing in it may fetch.

In: CSS text. Out: the same without @import and without addresses other than data: URIs. WeasyPrint's fetcher refuses
them anyway; a browser and an EPUB reader would not. What it says of pages is told apart.
"""

from __future__ import annotations

import warnings
from typing import Any

ADDRESSES = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})  # they may name a file


def contained(css: str, name: str = "the stylesheet") -> str:
    """The stylesheet without what it would fetch; each address left out is warned of, with its line in `name`."""
    import tinycss2

    return str(tinycss2.serialize(_kept(tinycss2.parse_component_value_list(css), name)))


def divided(css: str) -> tuple[str, str]:
    """A stylesheet without its @page rules, and those: they are for paper, and an EPUB may not have all of them."""
    import tinycss2

    rules = tinycss2.parse_stylesheet(css)
    page = [rule for rule in rules if rule.type == "at-rule" and rule.lower_at_keyword == "page"]
    if not page:
        return css, ""
    rest = [rule for rule in rules if rule not in page]
    return str(tinycss2.serialize(rest)), "\n".join(rule.serialize() for rule in page)


def _kept(nodes: list[Any], name: str) -> list[Any]:
    from tinycss2.ast import IdentToken

    kept: list[Any] = []
    importing = False
    for node in nodes:
        if node.type == "at-keyword" and node.lower_value == "import":
            importing = True
            said = f"{name}:{node.source_line}: @import was left out: put the rules into the file itself"
            warnings.warn(said, stacklevel=3)
        if not importing:
            kept.append(
                IdentToken(node.source_line, node.source_column, "none")
                if _fetches(node, name)
                else _inside(node, name)
            )
        importing = importing and node != ";"
    return kept


def _inside(node: Any, name: str) -> Any:
    for part in ("content", "arguments"):
        if isinstance(inside := getattr(node, part, None), list):
            setattr(node, part, _kept(inside, name))
    return node


def _fetches(node: Any, name: str) -> bool:
    addresses: list[str] = []
    if node.type == "url":
        addresses = [node.value]
    elif node.type == "function" and node.lower_name in ADDRESSES:
        addresses = [part.value for part in node.arguments if part.type == "string"]
    outside = [address for address in addresses if not address.strip().lower().startswith(("data:", "#"))]
    for address in outside:
        said = f"{name}:{node.source_line}: {address[:80]} was left out: only data: addresses are used"
        warnings.warn(said, stacklevel=4)
    return bool(outside)
