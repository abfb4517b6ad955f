"""Title, subtitle and authors as an EPUB's own package document has them.

In: an EPUB. Out: pandoc's `meta` fields. Pandoc knows one title, the last, and turns the creators round, translators
among them; the package says which title is which and who wrote (EPUB 3.3, 5.5.3.1 and 5.5.3.2; EPUB 2 opf:role).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree

from converter.document import Json
from converter.readers.containers import Archive

CONTAINER: Final = "META-INF/container.xml"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
OPF: Final = "{http://www.idpf.org/2007/opf}"
AUTHOR: Final = "aut"  # MARC relator; who has no role at all is an author too


def fields(archive: Archive) -> dict[str, Json]:
    """What the package says of title, subtitle and authors; nothing where it cannot be read."""
    try:
        root = ElementTree.fromstring(archive.read(CONTAINER) or b"")  # noqa: S314 - `Archive` refuses entities
        named = root.find("{*}rootfiles/{*}rootfile")
        path = named.get("full-path", "") if named is not None else ""
        package = ElementTree.fromstring(archive.read(path) or b"")  # noqa: S314
    except ElementTree.ParseError:
        return {}
    found = {"title": _titles(package, ""), "subtitle": _titles(package, "subtitle")}
    meta: dict[str, Json] = {key: _string(words[0]) for key, words in found.items() if words}
    authors = [words for element, words in _all(package, "creator") if _role(package, element) in ("", AUTHOR)]
    if authors:
        meta["author"] = {"t": "MetaList", "c": [_string(name) for name in authors]}
    return meta


def _titles(package: ElementTree.Element, kind: str) -> list[str]:
    """The titles of a kind, the main one first when none is asked for."""
    named = [(_refined(package, element, "title-type"), words) for element, words in _all(package, "title")]
    if kind:
        return [words for said, words in named if said == kind]
    return [words for wanted in ("main", "") for said, words in named if said == wanted]


def _role(package: ElementTree.Element, creator: ElementTree.Element) -> str:
    return creator.get(f"{OPF}role", "") or _refined(package, creator, "role")


def _refined(package: ElementTree.Element, element: ElementTree.Element, name: str) -> str:
    """What a `meta` that refines the element says of it."""
    asked = f"#{element.get('id')}"
    metas = (meta for meta in package.iter(f"{OPF}meta") if meta.get("refines") == asked)
    return next(((meta.text or "").strip() for meta in metas if meta.get("property") == name), "")


def _all(package: ElementTree.Element, name: str) -> Iterator[tuple[ElementTree.Element, str]]:
    for element in package.iter(f"{DC}{name}"):
        if words := " ".join("".join(element.itertext()).split()):
            yield element, words


def _string(words: str) -> Json:
    return {"t": "MetaInlines", "c": [{"t": "Str", "c": words}]}
