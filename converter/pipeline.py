"""The stages in their order, each checked against its ledger.

Script conversion must see whole words, so lines are joined first; quotation marks follow the script.
"""

from __future__ import annotations

from collections.abc import Callable

from converter import punctuation, script, structure
from converter.document import Document
from converter.ledger import balance
from converter.settings import Settings

Stage = Callable[[Document, Settings], Document]

STAGES: tuple[Stage, ...] = (structure.rebuild, script.normalise, punctuation.normalise)


def prepare(document: Document, settings: Settings) -> Document:
    """The document after every stage, each change of each stage in its ledger.

    Raises LedgerError when a stage did not write down what it did.
    """
    for stage in STAGES:
        after = stage(document, settings)
        balance(document, after)
        document = after
    return document
