"""Documents from and to the Pandoc JSON AST, losing nothing.

`read(write(document)) == document`, and `write(read(tree)) == tree` up to Pandoc's own normal form
(neighbouring `Str`s are one, a space stands outside them). Readers and editions share this module.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from converter.document import (
    OBJECT,
    Block,
    Document,
    Foreign,
    Heading,
    Json,
    Mark,
    Meta,
    Paragraph,
    Role,
    Rule,
    Text,
)

API_VERSION = (1, 23, 1)  # when a document did not come from pandoc; otherwise the reader's own is carried
API_KEY = "pandoc-api-version"

# Inline containers: how many values pandoc keeps before and after the inlines.
CONTAINERS = {
    "Emph": (0, 0), "Strong": (0, 0), "Underline": (0, 0), "Strikeout": (0, 0),
    "Superscript": (0, 0), "Subscript": (0, 0), "SmallCaps": (0, 0),
    "Quoted": (1, 0), "Cite": (1, 0), "Link": (1, 1), "Span": (1, 0),
}  # fmt: skip
LEAVES = {"Str", "Space", "SoftBreak", "LineBreak", "Code", "Math", "RawInline", "Image", "Note"}
INLINES = LEAVES | CONTAINERS.keys()
WHITE = {"Space": " ", "SoftBreak": "\n"}
SLOT = ("text",)  # in a Foreign's shape: here stands the next of its texts; JSON itself has no tuples
APART = re.compile(f"[ \n{OBJECT}]")  # what stands between Strs
PIECES = re.compile(f"[ \n{OBJECT}]|[^ \n{OBJECT}]+")
ROLE_CLASS = "dingben-"  # a role other than BODY is a Div of this class and the role's name


def read(tree: dict[str, Json]) -> Document:
    """The document of a Pandoc tree, `source` and `changes` empty."""
    return Document(tuple(map(_read_block, tree["blocks"])), _read_meta(tree["meta"], tree.get(API_KEY)))


def write(document: Document) -> dict[str, Json]:
    """The Pandoc tree of a document."""
    meta = _write_meta(document.meta)
    version = meta.pop(API_KEY, list(API_VERSION))
    return {API_KEY: version, "meta": meta, "blocks": [write_block(block) for block in document.blocks]}


def text_of(inlines: list[Json]) -> Text:
    """Pandoc inlines as one text."""
    chars: list[str] = []
    marks: list[Mark] = []
    objects: list[Foreign] = []

    def stand_in(node: Json) -> None:
        chars.append(OBJECT)
        objects.append(lift(node))

    def contain(node: Json, kind: str, content: Json) -> None:
        before, after = CONTAINERS[kind]
        parts = content if before or after else [content]
        start, position = len(chars), len(marks)
        walk(parts[before])
        if len(chars) == start:
            stand_in(node)  # a mark over nothing, such as an anchor
            return
        mark = Mark(start, len(chars), kind, tuple(parts[:before]), tuple(parts[before + 1 :]))
        marks.insert(position, mark)  # outer before inner

    def walk(nodes: list[Json]) -> None:
        for node in nodes:
            match node:
                case {"t": "Str", "c": word} if OBJECT in word:
                    for c in word:
                        if c == OBJECT:
                            stand_in({"t": "Str", "c": c})
                        else:
                            chars.append(c)
                case {"t": "Str", "c": word}:
                    chars.extend(word)
                case {"t": "Space" | "SoftBreak" as kind}:
                    chars.append(WHITE[kind])
                case {"t": kind, "c": content} if kind in CONTAINERS:
                    contain(node, kind, content)
                case _:
                    stand_in(node)

    walk(inlines)
    return Text("".join(chars), tuple(marks), tuple(objects))


def inlines_of(text: Text) -> list[Json]:
    """The pandoc inlines of a text."""
    if not (text.marks or APART.search(text.chars)):
        return [{"t": "Str", "c": text.chars}] if text.chars else []  # most of a book
    marks, objects = deque(text.marks), iter(text.objects)

    def run(start: int, end: int) -> Iterator[Json]:
        for piece in PIECES.findall(text.chars, start, end):
            match piece:
                case " ":
                    yield {"t": "Space"}
                case "\n":
                    yield {"t": "SoftBreak"}
                case "\ufffc":
                    yield lower(next(objects))
                case word:
                    yield {"t": "Str", "c": word}

    def build(start: int, end: int) -> list[Json]:
        out: list[Json] = []
        while marks and marks[0].start < end:
            mark = marks.popleft()
            out += run(start, mark.start)
            body = build(mark.start, mark.end)
            whole = [*mark.head, body, *mark.tail] if any(CONTAINERS[mark.kind]) else body
            out.append({"t": mark.kind, "c": whole})
            start = mark.end
        return [*out, *run(start, end)]

    return build(0, len(text.chars))


def lift(node: Json) -> Foreign:
    """A node as a shape with its texts lifted out."""
    texts: list[Text] = []

    def slot(value: Json) -> Json:
        if not _is_inlines(value):
            return None
        texts.append(text_of(value))
        return SLOT

    return Foreign(_walk(node, slot), tuple(texts))


def lower(thing: Foreign) -> Json:
    """The node that was lifted, its texts as they are now."""
    texts = iter(thing.texts)
    return _walk(thing.shape, lambda value: inlines_of(next(texts)) if value == SLOT else None)


def write_block(block: Block) -> Json:
    """A block as pandoc's."""
    match block:
        case Paragraph(text=text, role=Role.BODY):
            return {"t": "Para", "c": inlines_of(text)}
        case Paragraph(text=text, role=role):
            attr = ["", [ROLE_CLASS + role], []]
            return {"t": "Div", "c": [attr, [{"t": "Para", "c": inlines_of(text)}]]}
        case Heading(level=level, text=text, attr=attr):
            return {"t": "Header", "c": [level, _listed(attr), inlines_of(text)]}
        case Rule():
            return {"t": "HorizontalRule"}
        case Foreign():
            return lower(block)


def _read_block(node: Json) -> Block:
    match node:
        case {"t": "Para", "c": inlines}:
            return Paragraph(text_of(inlines))
        case {"t": "Header", "c": [level, attr, inlines]}:
            return Heading(level, text_of(inlines), _frozen(attr))
        case {"t": "HorizontalRule"}:
            return Rule()
        case {"t": "Div", "c": [["", [name], []], [{"t": "Para", "c": inlines}]]} if _is_role(name):
            return Paragraph(text_of(inlines), Role(name.removeprefix(ROLE_CLASS)))
    return lift(node)


def _is_role(name: str) -> bool:
    return name.startswith(ROLE_CLASS) and name.removeprefix(ROLE_CLASS) in set(Role) - {Role.BODY}


def _is_inlines(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(n, dict) and n.get("t") in INLINES for n in value)


def _walk(value: Json, change: Callable[[Json], Json]) -> Json:
    """The value rebuilt; where `change` gives something, that stands instead."""
    if (changed := change(value)) is not None:
        return changed
    if isinstance(value, list):
        return [_walk(item, change) for item in value]
    if isinstance(value, dict):
        return {key: _walk(item, change) for key, item in value.items()}
    return value


def _frozen(attr: Json) -> Json:
    identifier, classes, pairs = attr
    return (identifier, tuple(classes), tuple(tuple(pair) for pair in pairs))


def _listed(attr: Json) -> Json:
    identifier, classes, pairs = attr
    return [identifier, list(classes), [list(pair) for pair in pairs]]


# ---- metadata: the fields we know, when they have the plain shape; all else stays in `rest`

TEXT_FIELDS = ("title", "subtitle", "date", "source")


def _read_meta(tree: dict[str, Json], version: Json) -> Meta:
    rest = dict(tree)
    found: dict[str, Any] = {}
    for key in TEXT_FIELDS:
        match rest.get(key):
            case {"t": "MetaInlines", "c": inlines} if _is_inlines(inlines):
                found[key] = text_of(inlines)
                del rest[key]
    match rest.get("author"):
        case {"t": "MetaList", "c": [*authors]} if authors and all(map(_is_author, authors)):
            found["authors"] = tuple(text_of(author["c"]) for author in authors)
            del rest["author"]
    match rest.get("lang"):
        case {"t": "MetaString", "c": str(language)} if language:
            found["language"] = language
            del rest["lang"]
    shape = lift(rest)
    if version is not None:
        shape = replace(shape, shape={**shape.shape, API_KEY: version})
    return Meta(**found, rest=shape)


def _is_author(value: Json) -> bool:
    return isinstance(value, dict) and value.get("t") == "MetaInlines" and _is_inlines(value.get("c"))


def _write_meta(meta: Meta) -> dict[str, Json]:
    tree: dict[str, Json] = lower(meta.rest)
    for key in TEXT_FIELDS:
        text = getattr(meta, key)
        if text is not None:
            tree[key] = {"t": "MetaInlines", "c": inlines_of(text)}
    if meta.authors:
        tree["author"] = {
            "t": "MetaList",
            "c": [{"t": "MetaInlines", "c": inlines_of(author)} for author in meta.authors],
        }
    if meta.language:
        tree["lang"] = {"t": "MetaString", "c": meta.language}
    return tree
