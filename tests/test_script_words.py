"""Every word of OpenCC's dictionaries, converted twice: the second time changes nothing, regional words or not."""

import pytest

from converter.dictionaries import choices
from converter.script import convert_script

DICTIONARIES = (
    "STCharacters", "STPhrases", "STPhrases_GeneratedFromRegionalPhrases", "TSCharacters", "TSPhrases", "TWPhrases",
    "TWVariants", "TWVariantsPhrases", "TWPhrasesRev", "TWVariantsRevPhrases", "HKPhrases", "HKVariants",
    "HKVariantsPhrases", "HKPhrasesRev", "HKVariantsRevPhrases",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("regional_words", [False, True])
@pytest.mark.parametrize("variant", ["zh-Hans", "zh-TW", "zh-HK"])
def test_no_word_of_the_dictionaries_changes_twice(variant, regional_words):
    entries = [entry for name in DICTIONARIES for entry in choices(name).items()]
    words = {word for source, targets in entries for word in (source, *targets)}
    once = {convert_script(word, variant, regional_words=regional_words) for word in words}
    assert len(words) > 90_000
    assert [word for word in once if convert_script(word, variant, regional_words=regional_words) != word] == []


@pytest.mark.parametrize("word", ["毕昇", "於梨华", "变徵", "於潜", "苏东坡著", "画家洪昇"])
def test_what_simplified_keeps_of_traditional_stays(word):
    assert convert_script(word, "zh-Hans") == word
