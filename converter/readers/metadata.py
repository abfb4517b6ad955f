"""The metadata of a file, in the one shape that the document knows.

In: pandoc's `meta`, whose shapes differ from reader to reader (an author alone or in a list, a date as a string
or as inlines). Out: the fields that editions use, each in its plain shape, and the names of those left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from converter.document import Json

TEXTS = ("title", "subtitle", "date", "source")
CARRIED = ("abstract", "description", "keywords", "publisher", "rights")  # for people, as they are
ALIASES = {"authors": "author", "creator": "author", "language": "lang", "dcterms.date": "date"}
TECHNICAL = frozenset({"viewport", "generator", "charset", "identifier"})  # not worth a note


def normal(meta: dict[str, Json]) -> tuple[dict[str, Json], list[str]]:
    """The metadata that is used, and the names of the fields that are not."""
    given = {ALIASES[key]: value for key, value in meta.items() if key in ALIASES}
    given |= {key: value for key, value in meta.items() if key not in ALIASES}
    used: dict[str, Json] = {key: given[key] for key in CARRIED if key in given}
    for key in TEXTS:
        inlines = next(_texts(given.get(key)), None)
        if inlines:
            used[key] = {"t": "MetaInlines", "c": inlines}
    authors = list(_texts(given.get("author")))
    if authors:
        used["author"] = {"t": "MetaList", "c": [{"t": "MetaInlines", "c": author} for author in authors]}
    language = "".join(_string(inlines) for inlines in [*_texts(given.get("lang"))][:1])
    if language:
        used["lang"] = {"t": "MetaString", "c": language}
    return used, [key for key in given if key not in used and key not in TECHNICAL]


def _texts(value: Json) -> Iterator[list[Json]]:
    """Every text of a value that says something, as inlines."""
    match value:
        case {"t": "MetaInlines", "c": [*inlines]} if _string(inlines).strip():
            yield inlines
        case {"t": "MetaString", "c": str(words)} if words.strip():
            yield [{"t": "Str", "c": words}]
        case {"t": "MetaBlocks", "c": [*blocks]}:
            for block in blocks:
                if block["t"] in ("Para", "Plain"):
                    yield from _texts({"t": "MetaInlines", "c": block["c"]})
        case {"t": "MetaList", "c": [*items]}:
            for item in items:
                yield from _texts(item)
        case {"t": "MetaMap", "c": {"name": name}}:
            yield from _texts(name)


def _string(inlines: list[Json]) -> str:
    """The characters of plain inlines."""
    out = []
    for node in inlines:
        match node:
            case {"t": "Str" | "Code", "c": str(word)}:
                out.append(word)
            case {"t": "Space" | "SoftBreak"}:
                out.append(" ")
            case {"c": [*content]}:
                out.append(_string([item for item in content if isinstance(item, dict)]))
                out += [_string(part) for part in content if isinstance(part, list)]
    return "".join(out)
