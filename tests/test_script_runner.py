"""The fast runner says exactly what the package says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter.dictionaries import table
from converter.script import runner
from converter.script.opencc import engine
from converter.script.runner import Group

GROUPS = {
    "s2t": (table("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"), table("STCharacters")),
    "t2s": (table("TSPhrases"), table("TSCharacters")),
    "t2tw": (table("TWVariantsPhrases"), table("TWVariants")),
    "t2hk": (table("HKVariantsPhrases"), table("HKVariants")),
    "t2twp": (table("TWPhrases"), table("TWVariantsPhrases"), table("TWVariants")),
    "tw2tp": (table("TWPhrasesRev"), table("TWVariantsRevPhrases"), table("TWVariantsRev")),
}
RUNNERS = {name: (Group(*tables), engine(tables)) for name, tables in GROUPS.items()}
PLAIN = "的了在是人我，。 -\nA发后里干面了如制造与参头"


def _texts(name):
    keys = sorted({key for entries in GROUPS[name] for key in entries})
    half = st.sampled_from(keys).flatmap(lambda key: st.integers(0, len(key)).map(lambda n: key[n:]))
    return st.lists(st.one_of(st.sampled_from(keys), half, st.sampled_from(PLAIN)), max_size=12).map("".join)


@pytest.mark.parametrize("reach", [0, runner.FOR_THE_PACKAGE])  # 0: every overlap is decided by the runner alone
@pytest.mark.parametrize("name", GROUPS)
def test_the_runner_agrees_with_the_package(name, reach, monkeypatch):
    monkeypatch.setattr(runner, "FOR_THE_PACKAGE", reach)
    fast, package = RUNNERS[name]

    @settings(max_examples=120, deadline=None)
    @given(_texts(name))
    def agree(text):
        assert fast.convert(text) == package(text)

    agree()


def test_overlapping_phrases_are_decided_by_the_package():
    group = Group({"甲乙": "12", "乙丙丁": "345"}, {"甲": "a", "丁": "d"})
    assert group.convert("甲乙丙丁") == "a345"
    assert group.convert("甲乙丙") == "12丙"
    assert list(group.splices("丁甲乙丁")) == [(1, 3, "12")]


def test_an_entry_with_a_separator_is_never_found():
    assert Group({"甲-乙": "错"}, {"甲": "a"}).convert("甲-乙") == "a-乙"


def test_a_text_of_overlaps_without_end_is_converted_in_time():
    group = RUNNERS["s2t"][0]
    text = "头发发展" * 10_000
    assert group.convert(text) == "頭髮發展" * 10_000
    assert Group({"天天": "12"}, {"天": "a"}).convert("天" * 20_001) == "12" * 10_000 + "a"
