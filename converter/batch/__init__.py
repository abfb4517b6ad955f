"""Batch: many sources, one outcome each."""
