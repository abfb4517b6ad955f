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

Rule = Callable[[Proof], None]
RULES: tuple[tuple[str, Rule], ...] = (
    ("punctuation.ascii", width.narrow),
    ("punctuation.dash", dashes.double),
    ("punctuation.width", width.widen),
    ("punctuation.quotes", quotes.straighten),
    ("punctuation.quotes", quotes.nest),
    ("punctuation.space", spacing.close_up),
)
STOPS: tuple[tuple[str, Rule], ...] = (("stops.inside", stops.propose), ("stops.paragraph", stops.repair))


def normalise(document: Document, settings: Settings) -> Document:
    """The document with its marks mended."""
    language = document.meta.language or "zh-Hans"
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    lost = stops.lost_stops(paragraphs)
    roles = {id(block.text): block.role for block in paragraphs}
    prose = {id(block.text) for block in paragraphs if lost and stops.is_prose(block)}
    rules = _rules(settings)
    repairs = [mend for rule, mend in STOPS if not settings.skips(rule)] if lost else []

    def find(text: Text) -> Iterator[Change]:
        if not text.chars or width.is_latin_text(text.chars):
            return iter(())
        masked = frozenset(index for place in addresses(text.chars) for index in range(*place))
        proof = Proof(text.chars, roles.get(id(text)), language, masked)
        for mend in rules:
            mend(proof)
        for mend in repairs if id(text) in prose else ():
            mend(proof)
        return proof.changes()

    return rewrite(document, "punctuation", find)


def _rules(settings: Settings) -> list[Rule]:
    """The rules that are not switched off, in their order; the script of the marks is kept with that of the words."""
    rules = [mend for rule, mend in RULES if not settings.skips(rule)]
    if settings.script != "keep" and not settings.skips("punctuation.quotes"):
        rules.append(quotes.follow_script)
    return rules
