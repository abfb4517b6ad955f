"""What came with a structure of its own keeps it; only the title is found, and told once."""

from __future__ import annotations

import re
from dataclasses import replace

from converter.characters import content
from converter.document import Block, Document, Heading, Text
from converter.ledger import BREAK, Change, entered, flat
from converter.settings import Settings

DUPLICATE = "furniture.duplicate-title"
SITE = re.compile(r"\s*[-_|–—·]+\s*[^-_|–—]{2,20}$")  # … - 某某网
FEWEST = 4  # characters of a title that its site's name may follow


def lift_title(document: Document, settings: Settings) -> Document:
    """The document with its title in `Meta` and not a second time in the body.

    A first heading that repeats the title goes; without a title, a first heading that alone has the highest
    level becomes it.
    """
    first = next(iter(document.blocks), None)
    if not isinstance(first, Heading) or settings.skips("front.title") or first.text.objects:
        return entered(document, "structure", ())
    title = document.meta.title
    if title is not None:
        own = content(first.text.chars)
        if content(title.chars) == own:
            return _without_first(document, DUPLICATE, "the title again", "")
        site = SITE.sub("", title.chars)
        if len(own) >= FEWEST and content(site) == own and not title.objects:
            return _without_site(document, site)
        return entered(document, "structure", ())
    others = [block.level for block in document.blocks[1:] if isinstance(block, Heading)]
    if first.level in others or any(level < first.level for level in others) or len(document.blocks) == 1:
        return entered(document, "structure", ())
    return _without_first(document, "front.title", "the only heading of its level, above all others", "meta.title")


def _without_site(document: Document, title: str) -> Document:
    """The document whose title names its site behind a dash, without it and without the heading that repeats it."""
    whole = document.meta.title.chars if document.meta.title else ""
    meta = replace(document.meta, title=Text(title))
    renamed = _without_first(replace(document, meta=replace(meta, title=Text(whole))), DUPLICATE, "the title again", "")
    site = Change("furniture.site-name", len(title), whole[len(title) :], "", "the name of the site behind the title")
    changes = (site, *renamed.changes[-1].changes)
    return entered(document, "structure", changes, blocks=renamed.blocks, meta=meta)


def _without_first(document: Document, rule: str, why: str, to: str) -> Document:
    """The document without its first block; with `to`, that block's text is the title now."""
    first, rest = document.blocks[0], document.blocks[1:]
    assert isinstance(first, Heading)  # noqa: S101
    at = len(BREAK.join(text.chars for text in document.meta.texts()))
    at += len(BREAK) if any(True for _ in document.meta.texts()) else 0
    last = at + len(first.text.chars) == len(flat(document))
    before = BREAK + first.text.chars if last else first.text.chars + BREAK
    changes = [Change(rule, at - len(BREAK) if last else at, before, "", why, to=to)]
    meta = document.meta
    if to:
        changes.insert(0, Change(rule, 0, "", first.text.chars + BREAK, why, to=to))
        meta = replace(meta, title=Text(first.text.chars, first.text.marks))
    return entered(document, "structure", changes, blocks=_outdented(rest, first.level if to else 0), meta=meta)


def _outdented(blocks: tuple[Block, ...], by: int) -> tuple[Block, ...]:
    """The blocks with their headings as many levels higher as the title took."""
    return tuple(
        replace(block, level=max(1, block.level - by)) if isinstance(block, Heading) else block for block in blocks
    )
