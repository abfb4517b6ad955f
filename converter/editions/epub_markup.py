"""XHTML of an EPUB's pages: sections by heading, notes that pop up, links and images across files.

In: pages of blocks. Out: whole pages (EPUB 3.3, section 6.1; the kinds of things are those of the Structural Semantics
Vocabulary), and the images that they show.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from converter.document import Json
from converter.editions import matter, tree
from converter.editions.allowed import NOT_IN_XML
from converter.editions.elements import attributes
from converter.editions.epub_pages import FRONT, Page
from converter.editions.formulas import Formula
from converter.editions.markup import Markup

STYLESHEET: Final = "styles/stylesheet1.css"
PICTURE: Final = "media/file{}.{}"
DATA = re.compile(r"data:(image/(\w+)[^;]*);base64,(.*)", re.DOTALL)
SUFFIXES: Final = {"jpeg": "jpg"}
PAGE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" \
xml:lang="{language}">
<head>
  <meta charset="utf-8" />
  <title>{title}</title>
  <link rel="stylesheet" type="text/css" href="{up}{stylesheet}" />{head}
</head>
<body epub:type="{kind}">
{inside}
</body>
</html>
"""
CALL: Final = (
    '<sup><a href="#fn{n}" class="footnote-ref" id="fnref{n}" epub:type="noteref" role="doc-noteref">{n}</a></sup>'
)
BACK: Final = '<a href="#fnref{n}" class="footnote-back" role="doc-backlink" title="{said}">{n}</a>\u2002'


class Picture(NamedTuple):
    """An image of the book."""

    name: str
    media_type: str
    data: bytes


class Shelf:
    """The images of a book, each once."""

    def __init__(self) -> None:
        self._pictures: dict[str, Picture] = {}

    def __iter__(self) -> Iterator[Picture]:
        return iter(self._pictures.values())

    def name(self, target: str) -> str:
        """The file of the image that a data: URI is."""
        if target not in self._pictures and (found := DATA.match(target)):
            name = PICTURE.format(len(self._pictures), SUFFIXES.get(found[2], found[2]))
            self._pictures[target] = Picture(name, found[1], base64.b64decode(found[3]))
        return self._pictures[target].name


class PageMarkup(Markup):
    """Writes the nodes of one page of an EPUB.

    `places`: the page of each id in the book; `back`: what the way from a note to its call is called.
    """

    line_break = "<br />\n"  # two lines are two for who reads the text without its markup

    def __init__(
        self, page: Page, formulas: Mapping[Formula, str], places: Mapping[str, str], shelf: Shelf, back: str
    ) -> None:
        super().__init__(formulas)
        self._page, self._places, self._shelf, self._back = page, places, shelf, back

    def written(self) -> str:
        """The inside of the page's body."""
        inside = self.sections(self._page.blocks)
        if name := self._page.section:
            inside = f'<section id="{name}" class="level1">\n{inside}\n</section>'
        return inside + self.notes()

    def sections(self, blocks: Sequence[Json]) -> str:
        """Blocks, each heading with what follows it in a section, which has the heading's id."""
        open_levels: list[int] = []
        lines: list[str] = []
        for block in blocks:
            if block["t"] == "Header":
                level, [name, classes, pairs], inlines = block["c"]
                while open_levels and open_levels[-1] >= level:
                    open_levels.pop()
                    lines.append("</section>")
                open_levels.append(level)
                lines.append(f"<section{attributes([name, [f'level{level}'], []])}>")
                lines.append(self.heading(level, ["", classes, pairs], inlines))
            else:
                lines.append(self.block(block))
        return "\n".join(lines + ["</section>"] * len(open_levels))

    def div(self, attr: Json, inside: list[Json]) -> str:
        """A Div; headings in it have sections of their own, the colophon is known as one."""
        if attr[1] == [matter.COLOPHON]:
            kind = f'class="{matter.COLOPHON}" id="{matter.COLOPHON}" epub:type="copyright-page"'
            return f"<div {kind}>\n{self.blocks(inside)}\n</div>"
        if any(block["t"] == "Header" for block in inside):
            return f"<div{attributes(attr)}>\n{self.sections(inside)}\n</div>"
        return super().div(attr, inside)

    def title_block(self, lines: list[Json]) -> str:
        """The lines above the text, known as a title page where they have a page of their own."""
        kind = ' epub:type="titlepage"' if self._page.kind == FRONT else ""
        return f'<header class="{tree.TITLE_BLOCK}"{kind}>\n{self.blocks(lines)}\n</header>'

    def note(self, inside: list[Json]) -> str:
        """The call of a note, raised; before the note its number, which leads back."""
        n = self._kept()
        back = BACK.format(n=n, said=self._back)
        match inside:
            case [{"t": "Para", "c": inlines}, *rest]:
                first = f"<p>{back}{self.inlines(inlines)}</p>"
            case rest:
                first = f"<p>{back}</p>"
        told = "\n".join([first, *map(self.block, rest)])
        self._notes[n - 1] = f'<aside epub:type="footnote" role="doc-footnote" id="fn{n}">\n{told}\n</aside>'
        return CALL.format(n=n)

    def notes(self) -> str:
        """The notes of the page."""
        if not self._notes:
            return ""
        asides = "\n".join(self._notes)
        kinds = 'class="footnotes footnotes-end-of-document" epub:type="footnotes"'
        return f'\n<section id="footnotes" {kinds}>\n<hr />\n{asides}\n</section>'

    def target(self, target: str) -> str:
        """Where a link leads: an id of ours may be on another page."""
        place = self._places.get(target[1:], "") if target.startswith("#") else ""
        return target if place in ("", self._page.name) else place.rpartition("/")[2] + target

    def picture(self, target: str) -> str:
        """The file of an image."""
        return f"../{self._shelf.name(target)}"


def whole(page: str, title: str, kind: str, language: str, *, up: str = "../", head: str = "") -> str:
    """A page around the inside of its body; `up` is the way to the package's folder, `head` what else its head has."""
    return PAGE.format(
        language=escape(language),
        title=escape(NOT_IN_XML.sub("", title)),
        up=up,
        stylesheet=STYLESHEET,
        head=head and f"\n  {head}",
        kind=kind,
        inside=NOT_IN_XML.sub("\ufffd", page),
    )
