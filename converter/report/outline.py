"""The outline of a result: its headings with what lies below each, and what there is of everything.

In: a prepared Document. Out: plain data, readable without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from converter.document import OBJECT, Block, Document, Foreign, Heading, Paragraph, Role, Text

FIGURES = ("headings", "paragraphs", "verse lines", "notes", "lists", "tables", "characters")
SHAPES = {"BulletList": "lists", "OrderedList": "lists", "Table": "tables"}


@dataclass(slots=True)
class Landmark:
    """A heading of the result."""

    level: int
    text: str
    line: int  # in the source, 1-based; 0 when no line is known
    characters: int = 0  # below it, its subheadings' too
    below: list[Landmark] = field(default_factory=list)


def outline(document: Document) -> tuple[Landmark, ...]:
    """The headings as trees, each below the nearest one above it of a higher level."""
    top: list[Landmark] = []
    path: list[Landmark] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            while path and path[-1].level >= block.level:
                path.pop()
            mark = Landmark(block.level, block.text.chars, block.origin.first_line if block.origin else 0)
            (path[-1].below if path else top).append(mark)
            path.append(mark)
        else:
            count = _characters(_texts(block))
            for mark in path:
                mark.characters += count
    return tuple(top)


def figures(document: Document) -> dict[str, int]:
    """How many there are of each of FIGURES."""
    counts = Counter(dict.fromkeys(FIGURES, 0))
    for block in document.blocks:
        match block:
            case Heading():
                counts["headings"] += 1
            case Paragraph(role=Role.VERSE | Role.STANZA, text=text):
                counts["verse lines"] += 1 + sum(thing.shape.get("t") == "LineBreak" for thing in text.objects)
            case Paragraph():
                counts["paragraphs"] += 1
            case Foreign(shape={"t": shape}) if shape in SHAPES:
                counts[SHAPES[shape]] += 1
        texts = list(_texts(block))
        counts["notes"] += sum(thing.shape.get("t") == "Note" for text in texts for thing in text.objects)
        counts["characters"] += _characters(texts)
    return dict(counts)


def _texts(block: Block) -> Iterator[Text]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield from text.texts()
        case Foreign():
            yield from block.texts_inside()


def _characters(texts: Iterable[Text]) -> int:
    """Without spaces and objects."""
    return sum(len("".join(text.chars.split())) - text.chars.count(OBJECT) for text in texts)
