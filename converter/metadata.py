"""The user's own metadata: `-M title=…` wins over what the structure stage found.

In: a Document whose Meta is what the text said. Out: the same, with the given fields in place and a
change in the ledger for each. An empty value takes a field away. It stands before the script stage,
so that a title given in Simplified characters is right in a Traditional edition too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from converter.document import Document, Meta, Text
from converter.ledger import BREAK, Change, entered, flat
from converter.settings import Settings

FIELDS = ("title", "subtitle", "author", "date", "source")  # in the order of Meta.texts
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
        values: dict[str, Any] = {"authors": texts} if key == "author" else {key: texts[0] if texts else None}
        meta = replace(meta, **values)
    return meta


def _changes(document: Document, before: Meta, after: Meta) -> Iterator[Change]:
    """The splices of the flat text; each field's texts stand in it with a BREAK behind the last."""
    at, end = 0, len(flat(document))
    for field in FIELDS:
        old, new = _behind(_field(before, field)), _behind(_field(after, field))
        if old != new:
            yield _splice(field, at, old, new, end)
        at += len(old)


def _splice(field: str, at: int, old: str, new: str, end: int) -> Change:
    last = at + len(old) > end  # the document's last text has no BREAK behind it
    if last or (old and new):
        old, new = old[: -len(BREAK)], new[: -len(BREAK)]
    return Change(f"metadata.{field}", at, old, new, WHY)


def _field(meta: Meta, field: str) -> tuple[Text, ...]:
    if field == "author":
        return meta.authors
    text: Text | None = getattr(meta, field)
    return () if text is None else (text,)


def _behind(texts: tuple[Text, ...]) -> str:
    return "".join(part.chars + BREAK for text in texts for part in text.texts())
