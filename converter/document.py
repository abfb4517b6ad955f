"""The document every stage reads and returns: blocks of text, and text that carries marks.

A text is one flat string, and emphasis is a range over it, because everything we do to Chinese
(joining lines, 发展 to 發展, spacing) reads across markup. What is not text stands in it as one
`OBJECT` character. Pandoc's tree is rebuilt only at the edge, in `pandoc_json`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from converter.ledger import StageChanges

OBJECT = "\ufffc"  # stands in a text for one thing that is not text: a note, an image, a line break
NO_ATTR = ("", (), ())  # pandoc's (identifier, classes, key-value pairs)

Json = Any  # Pandoc's AST passes through as it came


class Role(StrEnum):
    """What a paragraph is for; its style in every edition."""

    BODY = "body"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    VERSE = "verse"
    STANZA = "stanza"  # a line of verse that begins a stanza below another
    QUOTE = "quote"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a block stood in the source: lines, 1-based, both ends included."""

    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of a text that is emphasised, linked, quoted …: one of pandoc's inline containers.

    `head` and `tail` are what pandoc keeps before and after the inlines: attributes, a link's target.
    """

    start: int
    end: int
    kind: str
    head: tuple[Json, ...] = ()
    tail: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, the marks over them (outer before inner), and the objects standing among them."""

    chars: str = ""
    marks: tuple[Mark, ...] = ()
    objects: tuple[Foreign, ...] = ()

    def texts(self) -> Iterator[Text]:
        """This text, then those inside its objects (a footnote's paragraphs)."""
        yield self
        for thing in self.objects:
            yield from thing.texts_inside()

    def map(self, f: Callable[[Text], Text]) -> Text:
        """F of this text, its objects' texts passed through f after it."""
        new = f(self)
        return replace(new, objects=tuple(thing.map(f) for thing in new.objects)) if new.objects else new


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose or verse."""

    text: Text
    role: Role = Role.BODY
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest below the title."""

    level: int
    text: Text
    attr: Json = NO_ATTR
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between scenes, printed as a rule or an ornament."""

    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Foreign:
    """What we carry but do not rebuild (a table, a list, a note): its shape as pandoc gave it, its texts lifted out."""

    shape: Json
    texts: tuple[Text, ...] = ()
    origin: Origin | None = None

    def texts_inside(self) -> Iterator[Text]:
        """Every text in it, in reading order."""
        for text in self.texts:
            yield from text.texts()

    def map(self, f: Callable[[Text], Text]) -> Foreign:
        """The same thing, every text in it passed through f."""
        return replace(self, texts=tuple(text.map(f) for text in self.texts)) if self.texts else self


Block = Paragraph | Heading | Rule | Foreign


@dataclass(frozen=True, slots=True)
class Meta:
    """What a title page says. `rest` holds what pandoc knew beyond these."""

    title: Text | None = None
    subtitle: Text | None = None
    authors: tuple[Text, ...] = ()
    date: Text | None = None
    source: Text | None = None
    language: str = ""
    rest: Foreign = Foreign({})

    def texts(self) -> Iterator[Text]:
        """Every text in it, in the order of the fields."""
        for text in (self.title, self.subtitle, *self.authors, self.date, self.source):
            if text is not None:
                yield from text.texts()
        yield from self.rest.texts_inside()

    def map(self, f: Callable[[Text], Text]) -> Meta:
        """The same, every text passed through f, in the order of `texts`."""
        return Meta(
            title=self.title and self.title.map(f),
            subtitle=self.subtitle and self.subtitle.map(f),
            authors=tuple(author.map(f) for author in self.authors),
            date=self.date and self.date.map(f),
            source=self.source and self.source.map(f),
            language=self.language,
            rest=self.rest.map(f),
        )


@dataclass(frozen=True, slots=True)
class Source:
    """The file as it was found."""

    path: str = ""
    kind: str = "text"  # "text", or the pandoc reader that read it: docx, html, markdown, epub, odt
    encoding: str = "utf-8"
    sure: bool = True  # of the encoding
    sha256: str = ""
    text: str = ""  # as decoded, before anything was changed: what `ledger.restore` gives back
    media: tuple[tuple[str, str, bytes], ...] = field(default=(), repr=False)  # (name, media type, bytes)


@dataclass(frozen=True, slots=True)
class Document:
    """A text on its way to an edition, with everything that was done to it so far."""

    blocks: tuple[Block, ...] = ()
    meta: Meta = Meta()
    source: Source = Source()
    changes: tuple[StageChanges, ...] = ()

    def texts(self) -> Iterator[Text]:
        """Every text of the document, wherever it stands: metadata, blocks, cells, notes."""
        yield from self.meta.texts()
        for block in self.blocks:
            match block:
                case Paragraph(text=text) | Heading(text=text):
                    yield from text.texts()
                case Foreign():
                    yield from block.texts_inside()

    def map_text(self, f: Callable[[Text], Text]) -> Self:
        """The same document, every text passed through f, in the order of `texts`."""
        meta = self.meta.map(f)
        return replace(self, meta=meta, blocks=tuple(_map_block(block, f) for block in self.blocks))


def _map_block(block: Block, f: Callable[[Text], Text]) -> Block:
    match block:
        case Paragraph(text=text) | Heading(text=text):
            return replace(block, text=text.map(f))
        case Foreign():
            return block.map(f)
    return block
