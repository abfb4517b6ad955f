"""One source from bytes to editions: read once, prepared once up to the script stage, then each script's own.

In: a Job. Out: an Outcome. Whatever goes wrong is in it, and what can be made is made all the same.
"""

from __future__ import annotations

import os
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from converter import editions, pipeline, readers
from converter.batch import remote
from converter.batch.outcome import Failure, Job, Outcome, Remote, Variant
from converter.document import Document
from converter.errors import ConverterError, ExitCode, LedgerError, UnwritableError
from converter.report import account

OWN = pipeline.STAGES[len(pipeline.SHARED) :]  # the stages that differ from script to script


def run(job: Job) -> Outcome:
    """Make all that the job asks for; only KeyboardInterrupt and SystemExit leave it."""
    return remote.run(job, _run) if job.to or isinstance(job.source, Remote) else _run(job)


def _run(job: Job) -> Outcome:
    assert not isinstance(job.source, Remote)  # noqa: S101
    read = ""
    written: list[Path] = []
    accounts: list[account.Account] = []
    failures: list[Failure] = []
    with _caught() as said, _noted(failures):
        shared = job.variants[0].settings
        found = readers.read(job.source, shared, name=job.name)
        read = found.source.sha256
        base: Document = pipeline.prepare(found, shared, pipeline.SHARED)
        _make_room(job)
        for variant in job.variants:
            with _noted(failures):
                document = pipeline.prepare(base, variant.settings, OWN)
                done = list(_written(document, variant, failures))
                written += done
                accounts.append(account.of(document, variant.settings.script, done, job.name, listed=job.listed))
    sizes = tuple(path.stat().st_size for path in written)
    return Outcome(job.name, tuple(written), sizes, read, tuple(accounts), tuple(failures), tuple(said))


def _written(document: Document, variant: Variant, failures: list[Failure]) -> Iterator[Path]:
    for target in variant.targets:
        with _noted(failures):
            editions.write(document, target, variant.settings)
            yield target


def _make_room(job: Job) -> None:
    """Make the folders that the editions go to; said once, not for each edition.

    Raises UnwritableError when that cannot be, or when a link in the output folder leads out of it.
    """
    for folder in dict.fromkeys(target.parent for target in job.targets):
        if job.inside is not None and not folder.resolve().is_relative_to(job.inside.resolve()):
            raise UnwritableError(f"{folder}: a link leads out of the output folder; choose another with -o")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = f"cannot be made ({error.strerror})"
            raise UnwritableError(f"{folder}: {reason}; choose another folder with -o") from error
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UnwritableError(f"{folder}: may not be written in; choose another folder with -o")


@contextmanager
def _noted(failures: list[Failure]) -> Iterator[None]:
    """Turn an error into a Failure."""
    try:
        yield
    except LedgerError as error:
        said = f"a bug of dingben, not of the text: please report it with the text ({error})"
        failures.append(Failure(said, error.exit_code, traceback.format_exc()))
    except ConverterError as error:
        failures.append(Failure(str(error), error.exit_code, traceback.format_exc()))
    except RecursionError:
        said = "nested too deeply (lists or quotations inside one another): flatten it and try again"
        failures.append(Failure(said, ExitCode.unwritable, traceback.format_exc()))
    except MemoryError:
        said = "needs more memory than a document may take; split the text, or allow more with --max-memory"
        failures.append(Failure(said, ExitCode.unwritable, traceback.format_exc(), transient=True))
    except Exception as error:
        said = f"unexpected {type(error).__name__}: {error}; run again with -vv and report what it prints"
        failures.append(Failure(said, ExitCode.unexpected, traceback.format_exc()))


@contextmanager
def _caught() -> Iterator[list[str]]:
    """The warnings meant for users, each once; those of libraries to their programmers are left out."""
    said: dict[str, None] = {}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        out: list[str] = []
        yield out
    for warning in caught:
        if issubclass(warning.category, UserWarning):
            said[str(warning.message)] = None
    out += said
