"""A text decided passage by passage is the text decided at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from converter.script import convert_script, mixed, passages
from converter.script.passages import Passages

ROWS = [
    line.split("\t")
    for file in ("pairs", "mixed", "simplified", "traditional")
    for line in (Path(__file__).parent / "script" / f"{file}.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SENTENCES = [cell.strip() for row in ROWS for cell in row if len(cell) > 5]
BETWEEN = "aT9 ，、。“：·-\n\u2029〇々\ufffc"
DECISIONS = {"Simplified": mixed._as_meant, "mixed": mixed._as_merged}


@st.composite
def _texts(draw):
    """Sentences full of traps, with something in their middle that cuts them into passages."""
    chance = draw(st.randoms(use_true_random=False))
    chosen = [list(chance.choice(SENTENCES)) for _ in range(chance.randint(1, 8))]
    for sentence in chosen:
        for _ in range(chance.randint(0, 4)):
            sentence.insert(chance.randrange(len(sentence) + 1), chance.choice(BETWEEN))
    return "\n".join("".join(sentence) for sentence in chosen)


@pytest.mark.parametrize("script", DECISIONS)
def test_a_text_by_its_passages_is_the_text_at_once(script):
    decide = DECISIONS[script]
    remembered = Passages(decide)

    @given_settings(max_examples=150, deadline=None)
    @given(_texts())
    def agree(text):
        whole, places = decide(text)
        by_passage = remembered(text)
        assert by_passage.text == whole
        assert list(by_passage.places) == sorted(places)

    agree()


def test_what_is_remembered_has_an_end(monkeypatch):
    monkeypatch.setattr(passages, "REMEMBERED", 30)
    monkeypatch.setattr(passages, "BLOCK", 2)
    remembered = Passages(mixed._as_meant)
    for sentence in SENTENCES[:50]:
        assert remembered(sentence).text == mixed._as_meant(sentence)[0]
        assert sum(map(len, remembered._known)) <= 30 + len(sentence)


def test_a_long_text_says_what_its_lines_say():
    lines = [f"第{number}回：{sentence}" for number, sentence in enumerate(SENTENCES * 3)]
    told = convert_script("\n".join(line for line in lines if "姓" not in line), "zh-Hans")
    again = "\n".join(convert_script(line, "zh-TW") for line in told.split("\n"))
    assert convert_script(told, "zh-TW").replace("\n", "") == again.replace("\n", "")
