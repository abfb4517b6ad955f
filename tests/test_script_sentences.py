"""Labelled sentences of our own, in files that anyone can read and add to: tests/script/*.tsv.

A floor for each file: it is only ever raised. What comes out is also converted again, and must stay.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.script import convert_script

FILES = Path(__file__).parent / "script"
FLOORS = {"simplified": 0.995, "traditional": 0.996, "mixed": 0.995, "elsewhere": 0.994}
SAME = str.maketrans("臺檯", "台台")  # printed both ways


class Sentence(NamedTuple):
    variant: str
    words: bool
    source: str
    right: tuple[str, ...]


def sentences(name: str) -> list[Sentence]:
    rows = (line.split("\t") for line in (FILES / f"{name}.tsv").read_text(encoding="utf-8").splitlines())
    found = []
    for variant, source, right, _ in (row for row in rows if not row[0].startswith("#")):
        found.append(Sentence(variant.partition("+")[0], "+" in variant, source, tuple(right.split("‖"))))
    return found


def converted(sentence: Sentence) -> str:
    return convert_script(sentence.source, sentence.variant, regional_words=sentence.words)


@pytest.mark.parametrize("name", FLOORS)
def test_labelled_sentences_come_out_right(name):
    rows = sentences(name)
    wrong = [
        f"{row.source} → {out}, not {row.right[0]}"
        for row in rows
        if (out := converted(row)).translate(SAME) not in {right.translate(SAME) for right in row.right}
    ]
    assert len(wrong) <= (1 - FLOORS[name]) * len(rows), "\n".join(wrong)


@pytest.mark.parametrize("name", FLOORS)
def test_converting_again_changes_nothing(name):
    for row in sentences(name):
        once = converted(row)
        assert convert_script(once, row.variant, regional_words=row.words) == once


def test_there_are_enough_sentences():
    assert sum(len(sentences(name)) for name in FLOORS) >= 200


CLAUSES = sorted(
    clause
    for row in (row for name in FLOORS for row in sentences(name))
    for text in (row.source, *row.right)
    for clause in re.findall("[^，。！？；]+[，。！？；]?", text)
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(CLAUSES), max_size=5).map("".join),
    st.sampled_from(("zh-Hans", "zh-Hant", "zh-TW", "zh-HK")),
    st.booleans(),
)
def test_an_edition_of_any_mixture_stays_when_it_is_converted_again(text, variant, words):
    once = convert_script(text, variant, regional_words=words)
    assert convert_script(once, variant, regional_words=words) == once
