"""Every page under tests/cases: a source, what is made of it, and what the ledger says.

A case lies in tests/cases/STAGE/RULE/SENTENCE.txt; the file's name is the sentence it proves. Its three parts stand
between a line of ===== and one of -----. Settings may stand in first lines such as `@ script = zh-TW`.
`pytest --accept` rewrites the last two parts; git then shows what moved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pages import ledger_page, page

from converter import punctuation, readers, script, structure
from converter.document import Document
from converter.ledger import balance, restore
from converter.settings import Settings

CASES = Path(__file__).parent / "cases"
STAGES: dict[str, tuple[Callable[[Document, Settings], Document], ...]] = {
    "structure": (structure.rebuild,),
    "script": (script.normalise,),
    "punctuation": (punctuation.normalise,),
    "whole": (structure.rebuild, script.normalise, punctuation.normalise),
}


@pytest.mark.parametrize("path", sorted(CASES.rglob("*.txt")), ids=lambda path: str(path.relative_to(CASES)))
def test_case(path: Path, request: pytest.FixtureRequest) -> None:
    source, _, expected = path.read_text(encoding="utf-8").partition("\n=====\n")
    found = _result(path.relative_to(CASES).parts[0], source)
    if request.config.getoption("--accept"):
        path.write_text(f"{source}\n=====\n{found}", encoding="utf-8")
    else:
        assert found == expected


def _result(stage: str, source: str) -> str:
    settings, text = _settings(source)
    document = readers.read(text.encode(), settings)
    if settings.script in ("zh-Hans", "zh-TW", "zh-HK", "zh-Hant"):
        document = replace(document, meta=replace(document.meta, language=settings.script))
    for run in STAGES[stage]:
        after = run(document, settings)
        balance(document, after)
        document = after
    assert restore(document) == document.source.text
    changes = tuple(change for entry in document.changes for change in entry.changes)
    return f"{page(document)}-----\n{ledger_page(changes)}"


def _settings(source: str) -> tuple[Settings, str]:
    """The settings in the first lines, and the text below them."""
    settings = Settings(script="keep")
    lines = source.split("\n")
    while lines and lines[0].startswith("@ "):
        name, _, value = lines.pop(0)[2:].partition(" = ")
        match name:
            case "script":
                settings = replace(settings, script=value)
            case "skip":
                settings = replace(settings, skip=frozenset(value.split()))
            case "headings":
                settings = replace(settings, headings=(*settings.headings, value))
            case "furniture":
                settings = replace(settings, furniture=(*settings.furniture, value))
            case "glossary":
                key, _, meaning = value.partition(" → ")
                settings = replace(settings, glossary=(*settings.glossary, (key, meaning)))
            case "regional_words":
                settings = replace(settings, regional_words=True)
            case _:
                raise ValueError(f"no such setting in a case: {name}")
    return settings, "\n".join(lines)
