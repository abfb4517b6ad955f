"""What of a Pandoc tree may be published: safe links, images we hold, attributes that mean something on a page.

In: a Pandoc tree, from any reader. Out: the same tree without raw HTML, without links and images that leave the
allow-list (their text stays), every identifier plain ASCII and unique, headings without a skipped level.
Allow-lists, never deny-lists: what is unknown goes, and a warning says that it went.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from converter.document import Json

LINKS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
PICTURES = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
ATTRIBUTES = frozenset({"lang", "dir", "width", "height"})
# Never taken over from a source, for an edition finds its own title block and notes by them. The roles of paragraphs
# (dingben-verse) are: our own Markdown is read back with them.
OUR_CLASSES = frozenset({
    "footnote", "tail", "clause", "url", "cover", "part", "chapter", "whole",
    "colophon", "colophon-title", "contents", "contents-title", "toc1", "toc2", "toc3",
    "title-block", "dingben-source", "dingben-title", "dingben-subtitle", "dingben-date",
})  # fmt: skip
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, section 2.2
LOWEST = 6  # h6
ALIKE = 0.02  # of a column's width: what programs round
EXACTLY = 1e-6
COLONS = {"AlignLeft": 1, "AlignRight": 1, "AlignCenter": 2}
DASHES = range(1, 13)  # of a column's rule in Markdown, where its width says nothing
WORDS = frozenset({"Str", "Space"})


class Limits(NamedTuple):
    """How a tree is published."""

    highest: int  # the level of the highest heading: 2 below a title that is an h1
    picture: Callable[[str], str | None]  # an image's target as a data: URI, None when we do not hold it
    alt: str  # what an image without a description is called; empty: nothing


def allow(blocks: list[Json], limits: Limits) -> list[Json]:
    """The blocks, cleaned, as a new list."""
    return list(_Cleaner(blocks, limits).nodes(blocks))


def is_plain(node: Json) -> bool:
    """Whether it is a paragraph of nothing but words: most of a book is, and need not be looked into."""
    return node.get("t") == "Para" and all(inline["t"] in WORDS for inline in node["c"])


def _headings(value: Json) -> Iterator[Json]:
    """Every heading in a tree, in reading order, also those inside other blocks."""
    if isinstance(value, list):
        for item in value:
            yield from _headings(item)
    elif isinstance(value, dict):
        if value.get("t") == "Header":
            yield value
        elif not is_plain(value):
            yield from _headings(value.get("c"))


def _numbered(blocks: list[Json]) -> Iterator[tuple[Json, int, str]]:
    """Each heading, its depth (1 is the highest, none is skipped) and its name: s1, s1-1, s1-2, s2."""
    open_levels: list[int] = []  # as the source numbers them
    counts: list[int] = []
    for heading in _headings(blocks):
        level = heading["c"][0]
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        depth = len(open_levels)
        counts = [*counts[:depth], *[0] * (depth - len(counts))]
        counts[-1] += 1
        yield heading, depth, "s" + "-".join(map(str, counts))


def identifiers(value: Json) -> Iterator[str]:
    """The identifier of every attribute in a tree, in reading order."""
    if _is_attr(value):
        yield value[0]
    elif isinstance(value, list):
        for item in value:
            yield from identifiers(item)
    elif isinstance(value, dict) and not is_plain(value):
        for item in value.values():
            yield from identifiers(item)


class _Cleaner:
    """One pass over one tree."""

    def __init__(self, blocks: list[Json], limits: Limits) -> None:
        self._limits = limits
        self._names = {id(heading): (depth, name) for heading, depth, name in _numbered(blocks)}
        self._anchors: dict[str, str] = {}  # a name in the source: the name in the edition
        self._placed: set[str] = set()
        for heading, _, name in _numbered(blocks):
            self._anchors.setdefault(heading["c"][1][0], name)
        self._placed |= self._anchors.keys()
        for identifier in identifiers(blocks):
            self._anchors.setdefault(identifier, f"a{len(self._anchors) + 1}")

    def nodes(self, nodes: list[Json]) -> Iterator[Json]:
        """The nodes of one list, each cleaned, some gone, some replaced by what was in them."""
        for i, node in enumerate(nodes):
            match node:
                case {"t": "RawBlock" | "RawInline", "c": [form, _]}:
                    warnings.warn(f"raw {form} was left out: an edition holds text, not code", stacklevel=2)
                case {"t": "Str", "c": word}:
                    yield {"t": "Str", "c": NOT_IN_XML.sub("\ufffd", word)}
                case {"t": "SoftBreak"}:
                    if not (_wide(nodes[i - 1 : i], -1) and _wide(nodes[i + 1 : i + 2], 0)):
                        yield {"t": "Space"}
                case {"t": "Para", "c": [{"t": "Str", "c": word}]}:
                    yield {"t": "Para", "c": [{"t": "Str", "c": NOT_IN_XML.sub("\ufffd", word)}]}
                case {"t": "Para" | "Plain", "c": []}:
                    pass  # an empty paragraph says nothing, and a million of them stop pandoc
                case {"t": "Link", "c": [attr, inlines, [target, title]]}:
                    yield from self._link(attr, inlines, target, title)
                case {"t": "Image", "c": [attr, inlines, [target, title]]}:
                    yield from self._picture(attr, inlines, target, title)
                case {"t": "Header", "c": [_, [_, classes, pairs], inlines]}:
                    depth, name = self._names[id(node)]
                    attr = [name, *self._attr(["", classes, pairs])[1:]]
                    level = min(self._limits.highest + depth - 1, LOWEST)
                    yield {"t": "Header", "c": [level, attr, list(self.nodes(inlines))]}
                case {"t": "Table", "c": [attr, caption, columns, *parts]}:
                    parts = [self._value(part) for part in [attr, caption, _chosen(columns), *parts]]
                    yield {"t": "Table", "c": parts}
                case _:
                    yield self._value(node)

    def _value(self, value: Json) -> Json:
        if _is_attr(value):
            return self._attr(value)
        if isinstance(value, list):
            return list(self.nodes(value))
        if isinstance(value, dict):
            return {key: self._value(item) for key, item in value.items()}
        return NOT_IN_XML.sub("\ufffd", value) if isinstance(value, str) else value

    def _attr(self, attr: Json) -> Json:
        identifier, classes, pairs = attr
        kept = [c for c in classes if c not in OUR_CLASSES]
        return [self._place(identifier), kept, [[k, v] for k, v in pairs if k in ATTRIBUTES]]

    def _place(self, identifier: str) -> str:
        """One name for one thing; the second thing of the same name gets none."""
        if not identifier or identifier in self._placed:
            return ""
        self._placed.add(identifier)
        return self._anchors[identifier]

    def _link(self, attr: Json, inlines: Json, target: str, title: str) -> Iterator[Json]:
        inside = list(self.nodes(inlines))
        if target.startswith("#"):
            name = self._anchors.get(target[1:]) or self._anchors.get(unquote(target[1:]))
            target = f"#{name}" if name else ""
        elif not LINKS.fullmatch(target):
            target = ""
        if target:
            yield {"t": "Link", "c": [self._attr(attr), inside, [target, title]]}
        else:
            yield from inside

    def _picture(self, attr: Json, inlines: Json, target: str, title: str) -> Iterator[Json]:
        alt = list(self.nodes(inlines))
        data = target if PICTURES.fullmatch(target) else self._limits.picture(target)
        if data is None:
            warnings.warn(f"image {target[:80]!r} is not in the source, its description stands for it", stacklevel=2)
            yield from alt
            return
        if not alt and self._limits.alt:
            warnings.warn(f"{_named(target)} has no description: {self._limits.alt!r} stands for it", stacklevel=2)
            alt = [{"t": "Str", "c": self._limits.alt}]
        yield {"t": "Image", "c": [self._attr(attr), alt, [data, title]]}


def _named(target: str) -> str:
    """What to call an image: by its file's name, which data: has none of."""
    return "an image" if target.startswith("data:") else f"image {target[:80]!r}"


def _chosen(columns: list[Json]) -> list[Json]:
    """The columns of a table; widths that are all alike nobody has chosen, and the text says what each needs.

    In Markdown a column is as wide as its rule, |---|---:|:---:|, and the colons that align it make it no wider.
    """
    widths = [width.get("c", 0.0) for _, width in columns]
    colons = [COLONS.get(side["t"], 0) for side, _ in columns]
    ruled = ([width / (dashes + more) for width, more in zip(widths, colons, strict=True)] for dashes in DASHES)
    if len(widths) > 1 and (_alike(widths, ALIKE) or any(_alike(rule, EXACTLY) for rule in ruled)):
        return [[side, {"t": "ColWidthDefault"}] for side, _ in columns]
    return columns


def _alike(widths: list[float], near: float) -> bool:
    return max(widths) - min(widths) <= near * max(widths)


def _is_attr(value: Json) -> bool:
    """Whether a value has the shape of pandoc's (identifier, classes, pairs)."""
    match value:
        case [str(), [*classes], [*pairs]]:
            return all(isinstance(c, str) for c in classes) and all(isinstance(p, list) and len(p) == 2 for p in pairs)
    return False


def _wide(nodes: list[Json], end: int) -> bool:
    """Whether the text of the nodes begins (end 0) or ends (end -1) with a full-width character."""
    if not nodes:
        return False
    node = nodes[end]
    content = node.get("c")
    if node.get("t") == "Str":
        return bool(content) and unicodedata.east_asian_width(content[end]) in "WF"
    lists = [part for part in (content if isinstance(content, list) else []) if isinstance(part, list)]
    inside = content if lists == [] and isinstance(content, list) else lists[-1] if lists else []
    return bool(inside) and all(isinstance(n, dict) for n in inside) and _wide(inside, end)
