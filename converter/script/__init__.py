"""Script: mixed text becomes one variant of Chinese."""

from converter.document import Document
from converter.ledger import entered
from converter.settings import Settings


def normalise(document: Document, settings: Settings) -> Document:  # noqa: ARG001
    """Nothing yet."""
    return entered(document, "script", ())
