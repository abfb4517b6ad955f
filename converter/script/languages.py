"""What the source itself says is in another language, and so stays as it is.

In: a document whose spans, divisions and headings carry pandoc's `lang` attribute. Out: their ranges in its flat text.
Japanese and the others that are written in Han characters are other languages; so is the other script of Chinese, which
somebody has set apart from the text around it on purpose. A `lang` that only repeats what the whole text is says
nothing, and one that cannot be true of a Han character (a template's lang="en") says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converter.addresses import Range
from converter.document import Document, Foreign, Heading, Json, Paragraph, Text
from converter.ledger import BREAK
from converter.pandoc_json import SLOT
from converter.script.evidence import Script

CHINESE = ("zh", "cmn", "yue", "lzh", "wuu", "hak", "nan", "gan", "hsn")
OTHERS_IN_HAN = ("ja", "jpn", "ko", "kor", "vi", "vie", "ojp", "okm", "za", "zha")
TRADITIONAL_REGIONS = ("hant", "tw", "hk", "mo")
SIMPLIFIED_REGIONS = ("hans", "cn", "sg", "my")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A text, and whether something around it says that it is in another language."""

    text: Text
    other: bool


def in_other_languages(document: Document, own: Script) -> Iterator[Range]:
    """The ranges of the flat text that a `lang` attribute gives to another language than the text's own."""
    start = 0
    for spoken in _texts(document, own):
        chars = spoken.text.chars
        if spoken.other and chars:
            yield start, start + len(chars)
        for mark in spoken.text.marks:
            if mark.kind == "Span" and mark.head and _is_other(mark.head[0], own):
                yield start + mark.start, start + mark.end
        start += len(chars) + len(BREAK)


def _texts(document: Document, own: Script) -> Iterator[_Spoken]:
    """Every text, in the order of `Document.texts`."""
    for text in document.meta.texts():
        yield _Spoken(text, False)
    for block in document.blocks:
        match block:
            case Paragraph(text=text):
                yield from _inside(text, own, False)
            case Heading(text=text, attr=attr):
                yield from _inside(text, own, _is_other(attr, own))
            case Foreign():
                yield from _in_foreign(block, own, False)


def _inside(text: Text, own: Script, other: bool) -> Iterator[_Spoken]:
    yield _Spoken(text, other)
    for thing in text.objects:
        yield from _in_foreign(thing, own, other)


def _in_foreign(thing: Foreign, own: Script, other: bool) -> Iterator[_Spoken]:
    for text, inner in zip(thing.texts, _slots(thing.shape, own, other), strict=False):
        yield from _inside(text, own, inner)


def _slots(shape: Json, own: Script, other: bool) -> Iterator[bool]:
    """For each of a shape's texts, in order, whether it is in another language."""
    match shape:
        case tuple() if shape == SLOT:
            yield other
        case {"t": "Div" | "Span" | "Header", "c": [*parts]}:
            inner = other or any(_is_other(part, own) for part in parts)
            yield from _slots(parts, own, inner)
        case dict():
            yield from (found for value in shape.values() for found in _slots(value, own, other))
        case list():
            yield from (found for value in shape for found in _slots(value, own, other))


def _is_other(attr: Json, own: Script) -> bool:
    match attr:
        case [str(), [*_], [*pairs]]:
            tags = [value for key, value in pairs if key in ("lang", "xml:lang")]
            return any(_differs(tag, own) for tag in tags if isinstance(tag, str) and tag)
    return False


def _differs(tag: str, own: Script) -> bool:
    language, *regions = tag.lower().replace("_", "-").split("-")
    if language not in CHINESE:
        return language in OTHERS_IN_HAN
    if any(region in TRADITIONAL_REGIONS for region in regions):
        return own is Script.SIMPLIFIED
    return own is Script.TRADITIONAL and any(region in SIMPLIFIED_REGIONS for region in regions)
