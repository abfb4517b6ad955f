"""The functions of the public API, each with the keyword shorthands of Settings; what they need is imported late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from converter.document import Document
from converter.settings import Settings, shorthand

if TYPE_CHECKING:
    from converter.batch.outcome import Outcome

DEFAULTS = Settings()


def read(source: str | Path | bytes, *, encoding: str | None = None, name: str = "") -> Document:
    """The document in a file, or in bytes; `name` helps to tell what kind of file bytes are.

    Raises UnreadableError for what cannot be opened, decoded or parsed, or holds nothing to publish.
    """
    from converter import readers

    path = source if isinstance(source, bytes) else Path(source)
    return readers.read(path, shorthand(Settings(), {"encoding": encoding}), name=name)


def prepare(document: Document, settings: Settings = DEFAULTS, **shorthands: Any) -> Document:
    """The document with its structure found, its script normalised and its punctuation set, every change in its ledger.

    Keywords are fields of Settings: `prepare(document, script="zh-TW")`.
    Raises TypeError when the document is none, UsageError for a setting that does not fit, LedgerError when a stage did
    not write down what it did.
    """
    from converter import pipeline

    if not isinstance(document, Document):
        raise TypeError(f"prepare needs a Document, which read() gives, not {type(document).__name__}")
    return pipeline.prepare(document, shorthand(settings, shorthands))


def write(document: Document, target: str | Path, settings: Settings = DEFAULTS, **shorthands: Any) -> None:
    """Write one edition; the target's suffix names the format. The target is replaced in one step.

    Raises UsageError for an unknown format or style, MissingError for what is not installed, UnwritableError.
    """
    from converter import editions

    editions.write(document, Path(target), shorthand(settings, shorthands))


def convert(
    source: str | Path | bytes, *targets: str | Path, settings: Settings = DEFAULTS, **shorthands: Any
) -> Outcome:
    """Read a source, prepare it and write its editions; the outcome says what was written and changed.

    Raises the ConverterError of what went wrong first; the other editions are written all the same.
    """
    from converter import batch

    return batch.convert(source, targets, shorthand(settings, shorthands))


def convert_all(
    sources: Iterable[str | Path],
    output: str | Path,
    settings: Settings = DEFAULTS,
    *,
    formats: Iterable[str] = (),
    scripts: Iterable[str] = (),
    jobs: int = 1,
    resume: bool = False,
    **shorthands: Any,
) -> Iterator[Outcome]:
    """Make the editions of files and folders below an output folder: one outcome for each source, as it is done.

    `formats` are suffixes without the dot (pdf, epub and docx when empty); `scripts` several scripts of one text
    (NAME.zh-TW.pdf …); `jobs` processes (with more than one, call it under `if __name__ == "__main__"`).
    A source that fails is an outcome whose `error` says why, and stops nothing. `resume` makes only what is missing or
    changed since the last time, and lists no changes, only their number.
    Raises UsageError for what does not fit.
    """
    from converter import batch

    order = shorthand(settings, shorthands)
    return batch.convert_all(
        sources, output, order, formats=tuple(formats), scripts=tuple(scripts), jobs=jobs, resume=resume
    )


def convert_script(
    text: str,
    variant: str,
    *,
    regional_words: bool = False,
    glossary: Mapping[str, str] | Iterable[tuple[str, str]] = (),
) -> str:
    """The text in another script, one of settings.SCRIPTS; the number of lines stays.

    Raises TypeError when the text or the variant is no str, `regional_words` no bool or the glossary no pairs,
    UsageError for an unknown script.
    """
    from converter import script

    return script.convert_script(text, variant, regional_words=regional_words, glossary=glossary)
