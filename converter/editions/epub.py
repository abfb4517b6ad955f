"""The EPUB edition: EPUB 3 by pandoc from the publication tree, then one pass over the archive.

The pass says in Chinese what pandoc says in English or not at all: the title block, the pages' titles, landmarks,
the way back from a note. The stylesheet is the PDF's own; what only paper has is left out.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterator
from html import escape

from converter import pandoc, pandoc_json, resources
from converter.document import Document, Heading, Json
from converter.editions import archive, html, tree
from converter.editions.allowed import NOT_IN_XML
from converter.editions.epub_css import flatten
from converter.faces import region
from converter.settings import Settings

WRITER = ("--from=json", "--to=epub3", "--wrap=none", "--syntax-highlighting=none", "--epub-title-page=false",
          "--toc-depth=6", "--output=-")  # fmt: skip
ONE_PAGE = 30_000  # characters: a longer text has a file for each chapter, for readers open one file at a time
TITLE = "title"  # the id of the section under the title
NAMESPACE = uuid.UUID("6f1d7c1e-52c4-5d0f-9a63-7f9c5b8e4a10")  # of our editions' identifiers (RFC 9562, version 5)
WORDS = {  # what the edition itself says, by region
    "SC": {"contents": "目录", "landmarks": "导航", "body": "正文", "back": "回到正文",
           "summary": "本书为可重排的文字，有目录与标题层级，可由读屏软件顺序朗读。"},
    "TC": {"contents": "目錄", "landmarks": "導覽", "body": "正文", "back": "回到正文",
           "summary": "本書為可重排的文字，有目錄與標題層級，可由報讀軟體依序朗讀。"},
    "HK": {"contents": "目錄", "landmarks": "導覽", "body": "正文", "back": "回到正文",
           "summary": "本書為可重排的文字，有目錄與標題層級，可由讀屏軟件順序朗讀。"},
}  # fmt: skip

# Markup that only pandoc can have written: it escapes every < of the text.
OWN_TITLE = re.compile(rf'(<section id="{TITLE}"[^>]*>)\s*<h1[^>]*>.*?</h1>', re.DOTALL)
TITLE_BLOCK = re.compile(rf'<div class="{tree.TITLE_BLOCK}">(.*?)</div>', re.DOTALL)
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
PAGE_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
OWN_DATE = re.compile(r"\s*<dc:date[^>]*>[^<]*</dc:date>")
EMPTY_STYLE = re.compile(r"\s*<style>\s*</style>")
CALL = re.compile(r'<a href="#fn\d+"[^>]*epub:type="noteref"[^>]*>\d+</a>')
NOTE = re.compile(r'(<aside epub:type="footnote"[^>]*id="fn(\d+)"[^>]*>\s*)(<p>)?')
TAG = re.compile(r"<[^>]*>")


def epub(document: Document, settings: Settings) -> bytes:
    """An EPUB of the document.

    Raises UsageError when there is no such style, UnwritableError when pandoc fails or meets a limit.
    """
    style = resources.style(settings.style)
    made = pandoc.run(
        [*WRITER, f"--split-level={_split_level(document)}"], json.dumps(_published(document)).encode(), settings.limits
    )
    parts = archive.read(made)
    stamp, title, said = archive.timestamp(tree.iso_date(document)), _title(document), _words(document)
    first = next(name for name in parts if "/text/" in name)
    for name, data in parts.items():
        if name.endswith(".css"):
            parts[name] = flatten(style.css, tree.language(document)).encode()
        elif name == "EPUB/content.opf":
            parts[name] = _package(data.decode(), stamp, dated=bool(tree.iso_date(document))).encode()
        elif name == "EPUB/nav.xhtml":
            parts[name] = _navigation(data.decode(), said, first).encode()
        elif name.endswith(".xhtml"):
            parts[name] = _page(data.decode(), title, said["back"]).encode()
    return archive.write(parts)


# ---- the tree


def _published(document: Document) -> Json:
    published = html.breaking(tree.published(document, below_title=True, title_lines=True))
    meta = {key: _clean(value) for key, value in (published["meta"] | _meta(document)).items()}
    return {**published, "meta": meta, "blocks": [*_start(document), *published["blocks"]]}


def _clean(value: Json) -> Json:
    """Metadata without what XML cannot hold: one control character and no reader opens the book."""
    match value:
        case {"t": kind, "c": content}:
            return {"t": kind, "c": _clean(content)}
        case str():
            return NOT_IN_XML.sub("", value)
        case [*items]:
            return [_clean(item) for item in items]
    return value


def _start(document: Document) -> Iterator[Json]:
    """A heading for the top of the contents; `_page` puts the title block in its place.

    Pandoc would make one of its own. A text that begins with a heading and has no title needs none.
    """
    if tree.title_block(document) or not isinstance(next(iter(document.blocks), None), Heading):
        words = [{"t": "Str", "c": _title(document)}]
        yield {"t": "Header", "c": [1, [TITLE, [], []], words]}


def _title(document: Document) -> str:
    return NOT_IN_XML.sub("", tree.title_of(document))


def _split_level(document: Document) -> int:
    """The level of the headings that begin a new file."""
    below = 2 if document.meta.title else 1
    length = sum(len(text.chars) for text in document.texts())
    return below if length > ONE_PAGE else 1


def _meta(document: Document) -> dict[str, Json]:
    said = _words(document)
    pictures = _has_pictures(document)
    values = {
        "identifier": _identifier(document),
        "toc-title": said["contents"],
        "source": tree.plain(document.meta.source) if document.meta.source else "",
        "accessibilitySummary": said["summary"],
    }
    lists = {
        "accessModes": ["textual", "visual"] if pictures else ["textual"],
        "accessModeSufficient": ["textual,visual"] if pictures else ["textual"],
        "accessibilityFeatures": ["readingOrder", "structuralNavigation", "tableOfContents"],
        "accessibilityHazards": ["unknown" if pictures else "none"],  # nobody looked at the pictures
    }
    return {key: _string(value) for key, value in values.items() if value} | {
        key: {"t": "MetaList", "c": [_string(value) for value in values]} for key, values in lists.items()
    }


def _string(value: str) -> Json:
    return {"t": "MetaString", "c": value}


def _has_pictures(document: Document) -> bool:
    return '"t": "Image"' in json.dumps(pandoc_json.write(document)["blocks"])


def _identifier(document: Document) -> str:
    """A name that the same text in the same variant always has."""
    words = "\n".join([tree.language(document), *(text.chars for text in document.texts())])
    digest = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, digest)}"


def _words(document: Document) -> dict[str, str]:
    return WORDS[region(tree.language(document))]


# ---- the archive


def _page(page: str, title: str, back: str) -> str:
    """One file of the text: its title block, its title (the book's, where it has no heading), its notes."""
    page = OWN_TITLE.sub(r"\1", page)
    page = html.roles(page)
    page = TITLE_BLOCK.sub(r'<header class="title-block">\1</header>', page, count=1)
    title = escape(title)
    if tree.TITLE_BLOCK not in page and (heading := HEADING.search(page)):
        title = _plain(CALL.sub("", heading[1])) or title
    page = PAGE_TITLE.sub(lambda _: f"<title>{title}</title>", page, count=1)
    return _notes(EMPTY_STYLE.sub("", page, count=1), back)


def _plain(markup: str) -> str:
    return " ".join(TAG.sub("", markup).split())


def _notes(page: str, back: str) -> str:
    """Calls raised, and before each note its number, which leads back to the call."""

    def numbered(found: re.Match[str]) -> str:
        opening, number, paragraph = found.groups()
        link = f'<a href="#fnref{number}" class="footnote-back" role="doc-backlink" title="{back}">{number}</a>\u2002'
        return f"{opening}<p>{link}" + ("" if paragraph else "</p>")

    return NOTE.sub(numbered, CALL.sub(r"<sup>\g<0></sup>", page))


def _navigation(page: str, said: dict[str, str], first: str) -> str:
    start = first.removeprefix("EPUB/")
    landmarks = (
        f'<nav epub:type="landmarks" id="landmarks" hidden="hidden"><h2>{said["landmarks"]}</h2><ol>'
        f'<li><a href="{start}" epub:type="bodymatter">{said["body"]}</a></li></ol></nav>\n'
    )
    return EMPTY_STYLE.sub("", page, count=1).replace("</body>", f"{landmarks}</body>")


def _package(package: str, stamp: str, *, dated: bool) -> str:
    """The package document, with its maker and the time of its making, and no date that the text does not have."""
    if not dated:
        package = OWN_DATE.sub("", package, count=1)  # pandoc's own: of the day, or 1970
    package = re.sub(r'(<meta property="dcterms:modified">)[^<]*', lambda found: f"{found[1]}{stamp}", package, count=1)
    return package.replace("</metadata>", f'<meta name="generator" content="{tree.MAKER}" />\n</metadata>', 1)
