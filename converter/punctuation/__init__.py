"""Punctuation: marks as GB/T 15834 and Taiwan's handbook set them."""

from converter.document import Document
from converter.ledger import entered
from converter.settings import Settings


def normalise(document: Document, settings: Settings) -> Document:  # noqa: ARG001
    """Nothing yet."""
    return entered(document, "punctuation", ())
