"""The page that a stylesheet is asked about for Word: one element for each style, in the markup of the other editions.

In: the lines of a document's title block, and its language. Out: HTML in which an element's id is its style's id.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from converter.editions import matter
from converter.editions.table_sizes import VARIANTS

TITLE_BLOCK: Final = {
    "grade": '<p class="grade" id="Grade">x</p>', "masthead": '<p class="masthead" id="Masthead">x</p>',
    "source": '<p class="kicker" id="Source">x</p>', "title": '<h1 class="title" id="Title">x</h1>',
    "subtitle": '<p class="subtitle" id="Subtitle">x</p>', "byline": '<p class="byline" id="Author">x</p>',
    "date": '<p class="date" id="Date">x</p>',
}  # fmt: skip
SAMPLE: Final = """<html lang="{language}"><body id="Normal"><header class="title-block">{title_block}</header>
{headings}<p id="BodyText">x</p>
<p><a href="http://x" id="Hyperlink">x</a><em id="Emphasis">x</em><em class="western"
id="WesternEmphasis">x</em><strong id="Strong">x</strong></p>
<blockquote><p id="BlockText">x</p></blockquote><p class="quote" id="Quote">x</p>
<p class="verse" id="Verse">x</p><p class="verse stanza" id="Stanza">x</p><div class="line-block" id="Poem">x</div>
<p class="byline" id="Byline">x</p><p class="dateline" id="Dateline">x</p><p class="caption" id="Caption">x</p>
<p class="note" id="Note">x</p><p class="addressee" id="Addressee">x</p><p class="signature" id="Signature">x</p>
<p class="annex" id="Annex">x</p><p class="annexed" id="Annexed">x</p>
<div class="colophon"><div class="colophon-title"><p id="ColophonTitle">x</p></div><p id="Colophon">x</p></div>
<div class="contents"><div class="contents-title"><p id="TOCHeading">x</p></div>
<div class="toc1"><p id="TOC1">x</p></div>
<div class="toc2"><p id="TOC2">x</p></div><div class="toc3"><p id="TOC3">x</p></div><p>x</p></div>
<ul><li id="ListParagraph">x</li></ul>
<pre id="SourceCode"><code id="VerbatimChar">x</code></pre>
<table id="Table"><caption id="TableCaption">x</caption>
<thead><tr id="TableHeadRow"><th id="TableHead">x</th></tr></thead>
<tbody><tr id="TableRow"><td id="TableText">x</td></tr></tbody></table>
{tables}<figure><p id="CaptionedFigure">x</p><figcaption id="ImageCaption">x</figcaption></figure>
<figure><p id="Figure">x</p></figure>
<dl><dt>x</dt><dt id="DefinitionTerm">x</dt><dd id="Definition">x</dd><dd>x</dd></dl><hr id="Rule">
<section class="footnotes"><aside><p id="FootnoteText">x</p></aside></section>
<p id="Header"></p><p id="Footer"></p></body></html>"""

TABLE: Final = """<table class="{name}" id="Table{suffix}"><thead><tr id="TableHeadRow{suffix}">
<th id="TableHead{suffix}">x</th></tr></thead><tbody><tr><td id="TableText{suffix}">x</td></tr></tbody></table>"""


def sample(roles: Sequence[str], language: str, chapter: int = 1) -> str:
    """The page to ask the stylesheet about: a title block of these roles, and one element for each other style.

    `chapter` is the depth of the headings that open a chapter; those above it open a part.
    """
    highest = 2 if "title" in roles else 1  # as in the HTML: below a title, which is the h1, headings begin at h2
    levels = [min(n + highest - 1, 6) for n in range(1, 7)]
    headings = "".join(
        f'<h{level}{_opening(n, chapter)} id="Heading{n}">x</h{level}>' for n, level in enumerate(levels, 1)
    )
    shown = "".join(TITLE_BLOCK[role] for role in dict.fromkeys(roles))
    absent = "".join(element for role, element in TITLE_BLOCK.items() if role not in roles)
    smaller = "".join(TABLE.format(name=name, suffix=suffix) for name, suffix in VARIANTS.items())
    page = SAMPLE.format(language=language, title_block=shown, headings=headings, tables=smaller)
    return page.replace("</body>", f'<header class="title-block">{absent}</header></body>')


def _opening(depth: int, chapter: int) -> str:
    if depth > chapter:
        return ""
    return f' class="{matter.CHAPTER if depth == chapter else matter.PART}"'
