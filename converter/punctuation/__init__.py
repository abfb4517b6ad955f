"""Punctuation: marks as GB/T 15834-2011 (Simplified) and 重訂標點符號手冊 (Traditional) set them.

In: a `Document` whose `meta.language` names the edition's script. Out: the same words with their marks mended,
each mend in the ledger. Web addresses, file names and text without Chinese keep the marks they have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from converter.addresses import addresses
from converter.document import Document, Paragraph, Text
from converter.ledger import Change, rewrite
from converter.punctuation import dashes, quotes, spacing, stops, width
from converter.punctuation.proof import Proof
from converter.settings import Settings

RULES: tuple[tuple[str, Callable[[Proof], None]], ...] = (
    ("punctuation.ascii", width.narrow),
    ("punctuation.dash", dashes.double),
    ("punctuation.width", width.widen),
    ("punctuation.quotes", quotes.straighten),
    ("punctuation.quotes", quotes.nest),
    ("punctuation.space", spacing.close_up),
)


def normalise(document: Document, settings: Settings) -> Document:
    """The document with its marks mended."""
    language = document.meta.language or "zh-Hans"
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    lost = stops.lost_stops(paragraphs)
    roles = {id(block.text): block.role for block in paragraphs}
    prose = {id(block.text) for block in paragraphs if stops.is_prose(block)}

    def find(text: Text) -> Iterator[Change]:
        if not text.chars or width.is_latin_text(text.chars):
            return iter(())
        masked = frozenset(index for place in addresses(text.chars) for index in range(*place))
        proof = Proof(text.chars, roles.get(id(text)), language, masked)
        _mend(proof, settings)
        if lost and id(text) in prose:
            _mend_stops(proof, settings)
        return proof.changes()

    return rewrite(document, "punctuation", find)


def _mend(proof: Proof, settings: Settings) -> None:
    for rule, mend in RULES:
        if not settings.skips(rule):
            mend(proof)
    if settings.script != "keep" and not settings.skips("punctuation.quotes"):
        quotes.follow_script(proof)


def _mend_stops(proof: Proof, settings: Settings) -> None:
    if not settings.skips("stops.inside"):
        stops.propose(proof)
    if not settings.skips("stops.paragraph"):
        stops.repair(proof)
