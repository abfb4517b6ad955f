"""The names that --skip knows are those that the stages use."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import converter
from converter import rules
from converter.errors import UsageError
from converter.settings import Settings
from converter.structure import forms, page_forms

STAGES = ("structure", "script", "punctuation")
NAME = re.compile(rf"({'|'.join(rules.FAMILIES)})\.[a-z]+(-[a-z]+)*")


def used() -> set[str]:
    """Every rule that a stage names, in its code or in a table of forms."""
    package = Path(rules.__file__).parent
    trees = (ast.parse(file.read_text(encoding="utf-8")) for stage in STAGES for file in (package / stage).glob("*.py"))
    constants = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    named = {value for value in constants if isinstance(value, str) and NAME.fullmatch(value)}
    tables = [value for module in (forms, page_forms) for value in vars(module).values() if isinstance(value, tuple)]
    return named | {form.rule for table in tables for form in table if isinstance(form, forms.Form)}


def test_every_rule_that_a_stage_uses_can_be_skipped() -> None:
    assert used() - set(rules.names()) == set(), "add it to rules.FAMILIES"


def test_the_rules_of_a_real_text_can_all_be_skipped(seed: Path) -> None:
    changes = [change for stage in converter.prepare(converter.read(seed)).changes for change in stage.changes]
    made = {change.rule for change in changes if change.rule.split(".")[0] not in ("reading", "metadata")}
    assert made - set(rules.names()) == set()


@pytest.mark.parametrize(
    ("mistyped", "said"),
    [("furnitur", "'furniture'"), ("furniture.page-numbers", "'furniture.page-number'"), ("xyz", "families")],
)
def test_a_mistyped_rule_is_refused_with_the_nearest(mistyped: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        converter.prepare(converter.read("第一夜\n\n　　雨停了。\n".encode()), skip=mistyped)
    assert Settings(skip=frozenset({"furniture"})).skips("furniture.tail")
