"""What the workers' fork server imports before any of them exists: WeasyPrint takes a second, once is enough.

When it cannot be imported, the job that needs it will say so.
"""

from contextlib import suppress

from converter.batch import work  # noqa: F401

with suppress(Exception):
    from converter.editions import pdf  # noqa: F401
