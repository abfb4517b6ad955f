"""The user's own metadata: `-M title=…` wins over what the structure stage found.

In: a Document whose Meta is what the text said. Out: the same, with the given fields in place and a
change in the ledger for each. An empty value takes a field away. It stands before the script stage,
so that a title given in Simplified characters is right in a Traditional edition too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from converter import pandoc_json
from converter.document import Document, Foreign, Meta, Text
from converter.ledger import BREAK, Change, entered
from converter.settings import Settings

FIELDS = ("title", "subtitle", "author", "date", "source")  # in the order of Meta.texts
KEPT = {"series": "belongs-to-collection"}  # what pandoc calls a key that we keep in `Meta.rest`
WHY = "given by the user"


def override(document: Document, settings: Settings) -> Document:
    """The document with the metadata that the user gave, a change for every field it replaced."""
    given = _given(settings)
    before, after = document.meta, _laid_over(document.meta, given)
    return entered(document, "metadata", _changes(document, before, after), meta=after)


def _given(settings: Settings) -> dict[str, tuple[Text, ...]]:
    """Field to its new texts; the last title given wins, authors add up."""
    out: dict[str, tuple[Text, ...]] = {}
    for key, value in settings.metadata:
        texts = (Text(value.strip()),) if value.strip() else ()
        out[key] = (*out.get(key, ()), *texts) if key == "author" else texts
    return out


def _laid_over(meta: Meta, given: dict[str, tuple[Text, ...]]) -> Meta:
    for key, texts in given.items():
        if key not in FIELDS:
            meta = replace(meta, rest=_with(meta.rest, KEPT.get(key, key), texts))
            continue
        values: dict[str, Any] = {"authors": texts} if key == "author" else {key: texts[0] if texts else None}
        meta = replace(meta, **values)
    return meta


def _with(rest: Foreign, key: str, texts: tuple[Text, ...]) -> Foreign:
    """The rest of the metadata, with another value for one of its keys, or without it."""
    tree = {name: value for name, value in (pandoc_json.lower(rest) or {}).items() if name != key}
    if texts:
        tree[key] = {"t": "MetaInlines", "c": pandoc_json.inlines_of(texts[0])}
    return pandoc_json.lift(tree)


def _changes(document: Document, before: Meta, after: Meta) -> Iterator[Change]:
    """The splices of the flat text; each field's texts stand in it with a BREAK behind the last."""
    fields = [(field, _behind(_field(before, field)), _behind(_field(after, field))) for field in FIELDS]
    fields.append(("book", _rest(before), _rest(after)))
    if not any(replace(document, meta=Meta()).texts()):
        yield from _whole(fields)
        return
    at = 0
    for field, old, new in fields:
        if old != new:
            cut = len(BREAK) if old and new else 0
            yield Change(f"metadata.{field}", at, old[: len(old) - cut], new[: len(new) - cut], WHY)
        at += len(old)


def _whole(fields: list[tuple[str, str, str]]) -> Iterator[Change]:
    """One splice for a document whose only texts these are (it is all code or pictures): no BREAK ends the last."""
    changed = [field for field, old, new in fields if old != new]
    if changed:
        old, new = ("".join(field[n] for field in fields).removesuffix(BREAK) for n in (1, 2))
        yield Change(f"metadata.{changed[0]}", 0, old, new, WHY)


def _rest(meta: Meta) -> str:
    return _behind(meta.rest.texts)


def _field(meta: Meta, field: str) -> tuple[Text, ...]:
    if field == "author":
        return meta.authors
    text: Text | None = getattr(meta, field)
    return () if text is None else (text,)


def _behind(texts: tuple[Text, ...]) -> str:
    return "".join(part.chars + BREAK for text in texts for part in text.texts())
