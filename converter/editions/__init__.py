"""Editions: a Document becomes a PDF, an EPUB, a DOCX and more."""
