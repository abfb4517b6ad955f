"""What the parts of an EPUB say of the whole: its title, its pages in order, its images, its words for itself."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from converter.document import Document
from converter.editions import matter, tree
from converter.editions.allowed import NOT_IN_XML
from converter.editions.epub_markup import Picture
from converter.editions.epub_pages import Entry, Page
from converter.faces import region

COVER_PAGE, COVER_IMAGE = "cover.xhtml", "media/cover.jpg"
NAMESPACE = uuid.UUID("6f1d7c1e-52c4-5d0f-9a63-7f9c5b8e4a10")  # of our editions' identifiers (RFC 9562, version 5)
ISBN = re.compile(r"^ISBN(?:-1[03])?:?|[\s-]", re.IGNORECASE)
WORDS: Final = {  # what the edition itself says, by region
    "SC": {"contents": "目录", "landmarks": "导航", "body": "正文", "back": "回到正文",
           "summary": "本书为可重排的文字，有目录与标题层级，可由读屏软件顺序朗读。"},
    "TC": {"contents": "目錄", "landmarks": "導覽", "body": "正文", "back": "回到正文",
           "summary": "本書為可重排的文字，有目錄與標題層級，可由報讀軟體依序朗讀。"},
    "HK": {"contents": "目錄", "landmarks": "導覽", "body": "正文", "back": "回到正文",
           "summary": "本書為可重排的文字，有目錄與標題層級，可由讀屏軟件順序朗讀。"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """A finished book, but for the documents that list what is in it."""

    document: Document
    pages: tuple[Page, ...]
    written: Mapping[str, str]  # each page by its name, as XHTML
    entries: tuple[Entry, ...]
    pictures: tuple[Picture, ...]
    fonts: tuple[str, ...] = ()  # files
    contents: bool = False  # the navigation is a page of the book too
    cover: bool = False
    columns: bool = False  # the text runs from top to bottom, the columns from right to left

    @property
    def language(self) -> str:
        """Its language tag."""
        return tree.language(self.document)

    @property
    def title(self) -> str:
        """Its title."""
        return title_of(self.document)

    @property
    def said(self) -> Mapping[str, str]:
        """What the edition and its matter say."""
        return said(self.document)

    def identifiers(self) -> tuple[str, ...]:
        """A name that the same text in the same variant always has, then the one that was given."""
        words = "\n".join([self.language, *(text.chars for text in self.document.texts())])
        digest = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
        given = matter.given(self.document, "identifier")
        return (f"urn:uuid:{uuid.uuid5(NAMESPACE, digest)}", *([_urn(given)] if given else []))


def title_of(document: Document) -> str:
    """The book's title, without what XML cannot hold."""
    return NOT_IN_XML.sub("", tree.title_of(document))


def said(document: Document) -> Mapping[str, str]:
    """What the edition and its matter say, in the document's language."""
    return {**matter.words(document), **WORDS[region(tree.language(document))]}


def _urn(identifier: str) -> str:
    """A book's number as a URN where it is an ISBN (RFC 8254), else as it was given."""
    digits = ISBN.sub("", identifier)
    return f"urn:isbn:{digits}" if re.fullmatch(r"\d{9}[\dXx]|97[89]\d{10}", digits) else identifier
