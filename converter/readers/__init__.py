"""Readers: a file becomes a Document."""
