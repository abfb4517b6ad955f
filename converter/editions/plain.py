"""The plain editions: Markdown, HTML in one file, text, and Pandoc's tree as JSON.

In: a prepared document. Out: UTF-8 bytes with a newline at the end. Markdown is escaped so that whoever reads it
back, with or without "smart" typography, gets the same characters.
"""

from __future__ import annotations

import json as json_
import re
from collections.abc import Iterator

from converter import pandoc, pandoc_json, resources
from converter.document import Document, Json, Paragraph, Text
from converter.editions import html as html_
from converter.editions import matter, tree
from converter.settings import Settings

# Without `smart`, so that “ stays “ in the file, for readers who do not turn " back into it.
MARKDOWN = ("--from=json", "--to=markdown-smart", "--wrap=none", "--standalone")
TEXT = ("--from=json", "--to=plain", "--wrap=none")
# What pandoc's writer leaves and a reader would change: marks that "smart" bends, citations, entities, fences.
BENDABLE = re.compile(r"""["'@]|\.(?=\.\.)|(?<=\.\.)\.|-(?=-)|(?<=-)-|&(?=[#A-Za-z])|^:""")
LINKED = re.compile(r'\["#([^"]+)", ')  # a link's target in the tree
EMPTY_LINES = re.compile(r"\n{2,}")
SCREEN = "body { max-width: 40em; margin: 3em auto; padding: 0 1em; }"  # the measure of the printed page


def md(document: Document, settings: Settings) -> bytes:
    """Pandoc's Markdown under a YAML head: title, subtitle, author, date (ISO), source, lang; the byline above it.

    Raises what `pandoc.run` raises.
    """
    published = tree.published(document, alt=False)
    byline = tree.bylines(document) if len(tree.body(document)) < len(document.blocks) else ()
    blocks = [*(pandoc_json.write_block(Paragraph(line)) for line in byline), *published["blocks"]]
    linked = set(LINKED.findall(json_.dumps(blocks)))
    data = {**published, "meta": _front(document), "blocks": _literal(_bare(blocks, linked))}
    return pandoc.run(MARKDOWN, json_.dumps(data).encode(), settings.limits)


def html(document: Document, settings: Settings) -> bytes:
    """A page in one file: stylesheet inside, images inside, nothing fetched. Raises what `pandoc.run` raises."""
    style = resources.style(settings.style)
    document = matter.known(document, style.matter)
    published = matter.published(document, style.matter)
    inside = html_.from_pandoc(html_.breaking(published), settings.limits)
    return html_.standalone(document, inside, f"{style.css}\n{SCREEN}").encode()


def txt(document: Document, settings: Settings) -> bytes:
    """The text alone: title block, headings and paragraphs, each on a line of its own; notes last.

    Raises what `pandoc.run` raises.
    """
    published = tree.published(document, title_lines=True)
    written = pandoc.run(TEXT, json_.dumps(published).encode(), settings.limits).decode()
    return (EMPTY_LINES.sub("\n", written).strip("\n") + "\n").encode()


def json(document: Document, settings: Settings) -> bytes:  # noqa: ARG001
    """The document as it is, as Pandoc's tree: what `pandoc -f json` reads."""
    return json_.dumps(pandoc_json.write(document), ensure_ascii=False).encode() + b"\n"


def _bare(value: Json, linked: set[str]) -> Json:
    """The tree without the identifiers that no link asks for: {#s1} behind a heading is noise to who reads the file."""
    match value:
        case [str(identifier), [*_], [*_]] if identifier and identifier not in linked:
            return ["", *value[1:]]
        case [*items]:
            return [_bare(item, linked) for item in items]
        case {}:
            return {key: _bare(item, linked) for key, item in value.items()}
    return value


def _front(document: Document) -> dict[str, Json]:
    """The YAML head: what the text says of itself, and nothing where it says nothing."""
    meta = document.meta
    date = tree.iso_date(document) or (tree.plain(meta.date) if meta.date else "")
    values = {
        "title": tree.plain(meta.title) if meta.title else "",
        "subtitle": tree.plain(meta.subtitle) if meta.subtitle else "",
        "date": date,
        "source": tree.plain(meta.source) if meta.source else "",
        "lang": tree.language(document),
    }
    front: dict[str, Json] = {key: _line(value) for key, value in values.items() if value}
    if authors := tree.authors_of(document):
        front["author"] = {"t": "MetaList", "c": [_line(name) for name in authors]}
    return front


def _line(text: str) -> Json:
    return {"t": "MetaInlines", "c": _literal(pandoc_json.inlines_of(Text(text)))}


def _literal(value: Json) -> Json:
    """The tree, with a backslash before what a reader would change."""
    if isinstance(value, list):
        return [new for item in value for new in _escaped(item)]
    if isinstance(value, dict):
        return {key: _literal(item) for key, item in value.items()}
    return value


def _escaped(node: Json) -> Iterator[Json]:
    match node:
        case {"t": "Str", "c": word}:
            at = 0
            for found in BENDABLE.finditer(word):
                if found.start() > at:
                    yield {"t": "Str", "c": word[at : found.start()]}
                yield {"t": "RawInline", "c": ["markdown", f"\\{found[0]}"]}
                at = found.end()
            if at < len(word):
                yield {"t": "Str", "c": word[at:]}
        case _:
            yield _literal(node)
