"""A tree that pandoc read, made fit to print: no raw markup, no link or picture that reaches outside.

In: a Pandoc tree. Out: the same tree, with a marker wherever something was left out, and the notes the markers
stand for. A marker is a `RawInline` of the format `MARKER`; `foreign` takes it out and writes its note in the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from converter.document import Json
from converter.pandoc_json import INLINES
from converter.readers import metadata
from converter.readers.clean import legal
from converter.readers.media import Album

MARKER = "dingben"
SCHEMES = frozenset({"http", "https", "mailto"})
# Attributes that say something about the text; handlers, styles and the like are left out.
ATTRIBUTES = frozenset({"width", "height", "lang", "dir", "start", "number", "colspan", "rowspan"})
QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
BLOCKS = frozenset({
    "Plain", "Para", "LineBlock", "CodeBlock", "RawBlock", "BlockQuote", "OrderedList", "BulletList",
    "DefinitionList", "Header", "HorizontalRule", "Table", "Figure", "Div",
})  # fmt: skip
LINE_BREAK = re.compile(r"<br\s*/?>", re.I)
SHOWN = 60  # characters of what was left out that a note shows


@dataclass(frozen=True, slots=True)
class Note:
    """What was left out."""

    rule: str
    why: str


class Cleaner:
    """Walks one tree. What is left out between blocks waits in `pending` for the next text."""

    def __init__(self, kind: str, album: Album) -> None:
        self._styled = kind == "markdown"  # its classes are the author's; those of a page are its design's
        self._album = album
        self._targets: frozenset[str] = frozenset()
        self._ids: frozenset[str] = frozenset()
        self._language: Json = None  # the `lang` of the division or table around, as a pair
        self._size = 0  # characters of the whole tree
        self.notes: list[Note] = []
        self.pending: list[Json] = []

    def clean(self, tree: dict[str, Json]) -> dict[str, Json]:
        """The tree, fit to print."""
        self._targets, self._ids = frozenset(_targets(tree)), frozenset(_identifiers(tree))
        self._size = _length(tree["blocks"])
        meta, unused = metadata.normal(tree["meta"])
        if unused:
            self._postpone("reading.metadata", f"metadata that no edition uses: {', '.join(unused)[:200]}")
        meta = {key: self._walk(value) for key, value in meta.items()}
        blocks = [_paragraph(block) for block in self._walk(tree["blocks"])]
        return {**tree, "meta": meta, "blocks": blocks}

    def _walk(self, value: Json) -> Json:
        if isinstance(value, str):
            return legal(value)
        if isinstance(value, dict):
            return {key: self._walk(item) for key, item in value.items()}
        if not isinstance(value, list):
            return value
        if _is_attr(value):
            return self._attr(value)
        out: list[Json] = []
        if value and _type(value[0]) in INLINES:
            out, self.pending = self.pending, []
        for item in value:
            if _type(item) in INLINES:
                out += self._inline(item)
            elif _type(item) in BLOCKS:
                out += self._block(item)
            else:
                out.append(self._walk(item))
        return out

    # ---- blocks

    def _block(self, node: Json) -> list[Json]:
        match node:
            case {"t": "RawBlock", "c": [form, content]}:
                self._postpone("reading.raw", f"raw {form} left out: {_short(content)}")
                return []
            case {"t": "Div" | "Table", "c": [attr, *_]} if self._speaks(attr, node):
                outer, self._language = self._language, _language(attr)
                blocks = self._block(_without_language(node))
                self._language = outer
                return blocks
            case {"t": "Div", "c": [attr, blocks]} if not (self._styled and attr[1]):
                self._anchor(attr)
                return list(self._walk(blocks))
            case {"t": "Figure", "c": [_, [_, caption], content]} if caption and not any(self._pictures(content)):
                return self._captioned(content) + list(self._walk(caption))
            case {"t": "Para" | "Plain" | "Header"}:
                return self._lines(node)
        return [{key: self._walk(item) for key, item in node.items()}]

    def _lines(self, node: Json) -> list[Json]:
        """A paragraph or heading, unless nothing is left in it: its markers and anchors then wait for the next."""
        walked = {key: self._walk(item) for key, item in node.items()}
        inlines = walked["c"][-1] if node["t"] == "Header" else walked["c"]
        if not all(map(_is_nothing, inlines)):
            if self._language:
                inlines[:] = [{"t": "Span", "c": [["", [], [self._language]], inlines[:]]}]
            return [walked]
        if node["t"] == "Header":
            self._anchor(node["c"][1])
        self.pending += [inline for inline in inlines if _type(inline) in ("RawInline", "Span")]
        return []

    def _captioned(self, content: Json) -> list[Json]:
        """Nothing, for a figure whose pictures cannot be carried: its caption stands for them."""
        for node in _nodes(content):
            if node["t"] == "Image":
                self._postpone("reading.image", f"a picture left out: {_short(node['c'][2][0])}")
        return []

    def _pictures(self, content: Json) -> Iterator[bool]:
        return (self._album.name_of(node["c"][2][0]) is not None for node in _nodes(content) if node["t"] == "Image")

    def _speaks(self, attr: Json, node: Json) -> bool:
        """Whether a `lang` says something that each line inside has to keep.

        A page's frame that says Chinese says it of the text as a whole: its region is the editor's, not the author's.
        """
        pair = _language(attr)
        chinese = pair and pair[1].lower().startswith("zh")
        return bool(pair) and not (chinese and 2 * _length(node) > self._size)

    # ---- inlines

    def _inline(self, node: Json) -> list[Json]:
        match node:
            case {"t": "RawInline", "c": [_, content]} if LINE_BREAK.fullmatch(content):
                return [{"t": "LineBreak"}]
            case {"t": "RawInline", "c": [form, content]}:
                return [self._mark("reading.raw", f"raw {form} left out: {_short(content)}")]
            case {"t": "Quoted", "c": [{"t": kind}, content]}:
                opening, closing = QUOTES[kind]
                return [{"t": "Str", "c": opening}, *self._walk(content), {"t": "Str", "c": closing}]
            case {"t": "Cite", "c": [_, content]}:
                return list(self._walk(content))
            case {"t": "Span", "c": [attr, content]}:
                return self._span(attr, content)
            case {"t": "Link", "c": [attr, content, [url, title]]}:
                return self._link(attr, content, url, title)
            case {"t": "Image", "c": [attr, alt, [url, title]]}:
                return self._image(attr, alt, url, title)
            case {"t": "Str"}:
                return [node]  # its characters are the ledger's
        return [{key: self._walk(item) for key, item in node.items()}]

    def _span(self, attr: Json, content: Json) -> list[Json]:
        kept = self._attr(attr)
        inside = list(self._walk(content))
        if kept[0] or (inside and (_language(kept) or (self._styled and kept[1]))):
            return [{"t": "Span", "c": [kept, inside]}]
        return inside

    def _link(self, attr: Json, content: Json, url: str, title: str) -> list[Json]:
        inside = list(self._walk(content))
        if self._may_link(url):
            return [{"t": "Link", "c": [self._attr(attr), inside, [legal(url).strip(), legal(title)]]}]
        return [*inside, self._mark("reading.link", f"a link left out, its text kept: {_short(url)}")]

    def _may_link(self, url: str) -> bool:
        if url.startswith("#"):
            return url[1:] in self._ids
        return url.partition(":")[0].strip().lower() in SCHEMES and legal(url).strip() == url.strip()

    def _image(self, attr: Json, alt: Json, url: str, title: str) -> list[Json]:
        name = self._album.name_of(url)
        inside = list(self._walk(alt))
        if name is not None:
            return [{"t": "Image", "c": [self._attr(attr), inside, [name, legal(title)]]}]
        return [*inside, self._mark("reading.image", f"a picture left out, its description kept: {_short(url)}")]

    # ---- attributes, anchors and notes

    def _attr(self, attr: Json) -> Json:
        identifier, classes, pairs = attr
        identifier = identifier if identifier in self._targets else ""
        return [identifier, classes if self._styled else [], [pair for pair in pairs if pair[0] in ATTRIBUTES]]

    def _anchor(self, attr: Json) -> None:
        """Keep the place that a link leads to, though its block is gone."""
        if attr[0] in self._targets:
            self.pending.append({"t": "Span", "c": [[attr[0], [], []], []]})

    def _mark(self, rule: str, why: str) -> Json:
        self.notes.append(Note(rule, why))
        return {"t": "RawInline", "c": [MARKER, str(len(self.notes) - 1)]}

    def _postpone(self, rule: str, why: str) -> None:
        self.pending.append(self._mark(rule, why))


def _type(value: Json) -> Json:
    return value.get("t") if isinstance(value, dict) else None


def _paragraph(block: Json) -> Json:
    """At the top there is no list item for a bare text to be in."""
    return {"t": "Para", "c": block["c"]} if block["t"] == "Plain" else block


def _is_nothing(inline: Json) -> bool:
    """White space, a marker, or an anchor."""
    match inline:
        case {"t": "Space" | "SoftBreak" | "LineBreak"} | {"t": "RawInline"} | {"t": "Span", "c": [_, []]}:
            return True
        case {"t": "Str", "c": str(word)}:
            return not legal(word).strip()
    return False


def _is_attr(value: Json) -> bool:
    match value:
        case [str(), [*classes], [*pairs]]:
            return all(isinstance(c, str) for c in classes) and all(isinstance(p, list) for p in pairs)
    return False


def _language(attr: Json) -> Json:
    """The pair of `lang` among the attributes, None without any."""
    return next((["lang", value] for key, value in attr[2] if key in ("lang", "xml:lang") and value), None)


def _without_language(node: Json) -> Json:
    (identifier, classes, pairs), *rest = node["c"]
    return {**node, "c": [[identifier, classes, [p for p in pairs if p[0] not in ("lang", "xml:lang")]], *rest]}


def _length(value: Json) -> int:
    """Characters of text below."""
    return sum(len(node["c"]) for node in _nodes(value) if node["t"] == "Str")


def _nodes(value: Json) -> Iterator[Json]:
    """Every node below, in no order."""
    stack = [value]
    while stack:
        top = stack.pop()
        if _type(top):
            yield top
        stack += top.values() if isinstance(top, dict) else top if isinstance(top, list) else ()


def _targets(tree: Json) -> Iterator[str]:
    return (n["c"][2][0][1:] for n in _nodes(tree["blocks"]) if n["t"] == "Link" and n["c"][2][0].startswith("#"))


def _identifiers(tree: Json) -> Iterator[str]:
    for node in _nodes(tree["blocks"]):
        for part in node.get("c", ()) if isinstance(node.get("c"), list) else ():
            if _is_attr(part) and part[0]:
                yield part[0]


def _short(content: str) -> str:
    line = " ".join(legal(content).split())
    return line if len(line) <= SHOWN else line[:SHOWN] + " …"
