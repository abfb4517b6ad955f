"""The publication tree: what every edition prints, in the same words and the same order.

In: a prepared document. Out: its title block, its body, and a Pandoc tree from which nothing unsafe can come.
Each edition prints the title block first, then the body; each line of it stands once, the title above all headings.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import replace

from converter import pandoc_json
from converter.document import OBJECT, Block, Document, Json, Meta, Paragraph, Role, Text
from converter.editions import dates
from converter.editions.allowed import Limits, allow
from converter.faces import region

DEFAULT_LANGUAGE = "zh-Hans"
MAKER = "dingben"  # how an edition names its maker; a batch knows its own output by it
TITLE_BLOCK = "title-block"  # the class of the Div that holds the title block
LINE = pandoc_json.ROLE_CLASS  # each line of it is a Div of this class and its role, as a paragraph with a role is
PICTURE = {"SC": "插图", "TC": "插圖", "HK": "插圖"}  # an image that nobody described
UNTITLED = {"SC": "无题", "TC": "無題", "HK": "無題"}
TITLE_LENGTH = 40  # characters of a first line that must do for a title
SENTENCE = re.compile(f".{{1,{TITLE_LENGTH - 1}}}?[。！？]")
CLAUSES = re.compile(f"(.{{1,{TITLE_LENGTH - 2}}})[，、；：]")


def title_block(document: Document) -> tuple[tuple[str, Text], ...]:
    """The lines above the text, in print order: (role, text); roles source, title, subtitle, byline, date."""
    meta = document.meta
    date = meta.date and Text(dates.chinese(plain(meta.date)))
    lines = (
        ("source", meta.source),
        ("title", meta.title),
        ("subtitle", meta.subtitle),
        *(("byline", line) for line in bylines(document)),
        ("date", date),
    )
    return tuple((role, text) for role, text in lines if text is not None and text.chars.strip())


def bylines(document: Document) -> tuple[Text, ...]:
    """The byline as it stands at the head of the text; where there is none, the authors of the metadata."""
    found = tuple(block.text for block in document.blocks[: _bylines(document)] if isinstance(block, Paragraph))
    if found:
        return found
    authors = "\u3000".join(plain(author) for author in document.meta.authors)
    return (Text(authors),) if authors else ()


def body(document: Document) -> tuple[Block, ...]:
    """The blocks below the title block."""
    return document.blocks[_bylines(document) :]


def language(document: Document) -> str:
    """The document's language tag; zh-Hans when nothing says."""
    return document.meta.language or DEFAULT_LANGUAGE


def plain(text: Text) -> str:
    """Its characters, without notes and images, on one line."""
    return " ".join(text.chars.replace(OBJECT, "").split())


def title_of(document: Document) -> str:
    """What the edition is called in metadata: the title, else how the text begins."""
    if document.meta.title and (title := plain(document.meta.title)):
        return title
    lines = (plain(text) for text in replace(document, meta=Meta(), blocks=body(document)).texts())
    return next((_opening(line) for line in lines if line), UNTITLED[_region(document)])


def is_picture(block: Json) -> bool:
    """Whether a paragraph holds a picture and no words: it is set as a figure, without the indent of a first line."""
    match block:
        case {"t": "Para", "c": [*inlines]}:
            kinds = {node["t"] for node in inlines}
            return "Image" in kinds and kinds <= {"Image", "Space", "SoftBreak", "LineBreak"}
    return False


def authors_of(document: Document) -> tuple[str, ...]:
    """The authors' names, for metadata."""
    return tuple(name for name in map(plain, document.meta.authors) if name)


def iso_date(document: Document) -> str:
    """The date of the text as YYYY-MM-DD, YYYY-MM or YYYY; empty when none can be read."""
    return dates.iso(plain(document.meta.date)) if document.meta.date else ""


def published(document: Document, *, below_title: bool = False, title_lines: bool = False, alt: bool = True) -> Json:
    """The Pandoc tree that an edition is written from: body and metadata, cleaned by `allowed`.

    Headings begin at level 1; with `below_title` at level 2 when there is a title, which is then the h1.
    With `title_lines` the title block comes first, as a Div that `html.from_pandoc` knows.
    Images are data: URIs. With `alt`, an image without a description gets one.
    """
    tree = pandoc_json.write(replace(document, blocks=body(document)))
    highest = 2 if below_title and document.meta.title else 1
    limits = Limits(highest, _pictures(document), PICTURE[_region(document)] if alt else "")
    head = [_title_div(document, limits)] if title_lines and title_block(document) else []
    return {
        pandoc_json.API_KEY: tree[pandoc_json.API_KEY],
        "meta": _meta(document),
        "blocks": [*head, *allow(tree["blocks"], limits)],
    }


def _opening(line: str) -> str:
    """The first words of a text: a line as short as a title, else its first sentence or clauses, else what fits."""
    sentence, clauses = SENTENCE.match(line), CLAUSES.match(line)
    if sentence:
        return sentence[0].rstrip("。")
    if len(line) <= TITLE_LENGTH:
        return line
    return f"{clauses[1] if clauses else line[: TITLE_LENGTH - 1]}…"


def _bylines(document: Document) -> int:
    """How many blocks at the head of the text are its byline."""
    for i, block in enumerate(document.blocks):
        if not (isinstance(block, Paragraph) and block.role == Role.BYLINE):
            return i
    return len(document.blocks)


def _title_div(document: Document, limits: Limits) -> Json:
    """The title block; its own classes are put on when its words have been cleaned, for a source may not have them."""
    lines = (
        (role, allow([{"t": "Para", "c": pandoc_json.inlines_of(text)}], limits))
        for role, text in title_block(document)
    )
    return _div(TITLE_BLOCK, [_div(LINE + role, line) for role, line in lines])


def _div(name: str, blocks: list[Json]) -> Json:
    return {"t": "Div", "c": [["", [name], []], blocks]}


def _meta(document: Document) -> dict[str, Json]:
    """Only what we know: a source's own metadata could name files to include."""
    values = {"title": title_of(document), "date": iso_date(document), "lang": language(document)}
    meta: dict[str, Json] = {key: {"t": "MetaString", "c": value} for key, value in values.items() if value}
    if document.meta.subtitle:
        meta["subtitle"] = {"t": "MetaString", "c": plain(document.meta.subtitle)}
    if names := authors_of(document):
        meta["author"] = {"t": "MetaList", "c": [{"t": "MetaString", "c": name} for name in names]}
    return meta


def _region(document: Document) -> str:
    return region(language(document))


def _pictures(document: Document) -> Callable[[str], str | None]:
    """Finds an image of the source by its name, as a data: URI."""
    held = {name: (kind, data) for name, kind, data in document.source.media}

    def picture(target: str) -> str | None:
        if target not in held:
            return None
        kind, data = held[target]
        return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"

    return picture


def words_in(value: Json) -> int:
    """How many characters the words of a node have."""
    match value:
        case {"t": "Str", "c": str(text)}:
            return len(text)
        case {"c": inside}:
            return words_in(inside)
        case [*items]:
            return sum(map(words_in, items))
    return 0
