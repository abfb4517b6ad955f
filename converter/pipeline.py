"""The stages in their order, each checked against its ledger.

Script conversion must see whole words, so lines are joined first; quotation marks follow the script.
What the user says about the title page comes before the script stage, to be converted with the rest.
"""

from __future__ import annotations

from collections.abc import Callable

from converter import metadata, punctuation, script, structure
from converter.document import Document
from converter.ledger import balance
from converter.settings import Settings

Stage = Callable[[Document, Settings], Document]

SHARED: tuple[Stage, ...] = (structure.rebuild, metadata.override)  # the same for every script
STAGES: tuple[Stage, ...] = (*SHARED, script.normalise, punctuation.normalise)


def prepare(document: Document, settings: Settings, stages: tuple[Stage, ...] = STAGES) -> Document:
    """The document after every stage, each change of each stage in its ledger.

    Raises LedgerError when a stage did not write down what it did.
    """
    for stage in stages:
        after = stage(document, settings)
        balance(document, after)
        document = after
    return document
