"""Settings, edition.toml, and the two of them with the command line: what fits, what wins, what is refused."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from documents import documents
from hypothesis import given
from hypothesis import strategies as st

from converter import edition_toml, metadata, patterns
from converter.document import Document, Meta, Paragraph, Text
from converter.errors import UsageError
from converter.ledger import apply, balance, flat, revert
from converter.settings import METADATA_KEYS, Settings, checked, shorthand

FULL = """
to = ["pdf", "EPUB"]
script = ["zh-tw", "zh-Hans"]
style = "article"
regional-words = true
skip = ["stops"]
strict = true
[metadata]
author = ["王铭", "杨秀益"]
[furniture]
lines = ["责任编辑.*", "扫一扫.*"]
[glossary]
"溆浦" = "漵浦"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "edition.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_name_of_the_file_arrives(tmp_path: Path) -> None:
    order = edition_toml.order(edition_toml.load(written(tmp_path, FULL)))
    assert order.formats == ("pdf", "epub")
    assert [settings.script for settings in order.variants()] == ["zh-TW", "zh-Hans"]
    assert order.strict
    assert order.settings.regional_words
    assert order.settings.skips("stops.inside")
    assert order.settings.metadata == (("author", "王铭"), ("author", "杨秀益"))
    assert order.settings.furniture == ("责任编辑.*", "扫一扫.*")
    assert order.settings.glossary == (("溆浦", "漵浦"),)


def test_the_command_line_wins_and_skipped_rules_add_up() -> None:
    below = {"script": ["zh-TW"], "skip": ["stops"], "metadata": {"author": "甲", "date": "2020"}, "strict": True}
    above = {"script": ("zh-HK",), "skip": ("furniture,lines.join",), "metadata": {"author": ["乙"]}}
    order = edition_toml.order(edition_toml.merge(below, above))
    assert order.scripts == ("zh-HK",)
    assert order.settings.skip == {"stops", "furniture", "lines.join"}
    assert dict(order.settings.metadata) == {"author": "乙", "date": "2020"}
    assert order.strict


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "甲" / "乙"
    inner.mkdir(parents=True)
    far = written(tmp_path, "")
    assert edition_toml.nearest(inner) == far
    assert edition_toml.nearest(inner.parent) == far
    near = written(inner, "")
    assert edition_toml.nearest(inner) == near


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("output = '/etc'", "output"),
        ("report = 'x.json'", "report"),
        ("jobs = 99", "jobs"),
        ("stlye = 'article'", "did you mean 'style'"),
        ("script = 'zh-XX'", "zh-Hans, zh-Hant"),
        ("script = 3", "script takes"),
        ("strict = 'yes'", "true or false"),
        ("encoding = 'klingon'", "gb18030"),
        ("encoding = 'rot13'", "gb18030"),
        ("metadata = 'x'", "[metadata]"),
        ("[metadata]\nisbn = '1'", "isbn"),
        ('[metadata]\ntitle = "\\u001b[2J"', "U+001B"),
        ('[metadata]\ntitle = "\\u202e倒"', "U+202E"),
        ("[furniture]\nlines = ['(a+)+$']", "too costly"),
        ("[furniture]\nlines = ['(']", "not a regular expression"),
        ("[furniture]\nblocks = []", "blocks"),
        ("[glossary]\n'' = 'x'", "empty"),
        ("style = '../../secret.css'", "same folder"),
        ("style = '/etc/x.css'", "same folder"),
        ("style = '/etc/x.CSS'", "same folder"),
        ("x = " + "[" * 5000, "TOML"),
        ("= 3", "TOML"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as error:
        edition_toml.load(path)
    assert str(path) in str(error.value)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_stylesheet_is_named_from_its_own_folder(tmp_path: Path) -> None:
    assert edition_toml.load(written(tmp_path, "style = 'my.css'"))["style"] == str(tmp_path.resolve() / "my.css")


@pytest.mark.parametrize("pattern", ["(a|aa)+", "(.*)*", "([甲乙]*丙)+", "((a{2,}))+", "(a*){9}", ".*" * 7])
def test_a_pattern_that_can_run_away_is_refused(pattern: str) -> None:
    assert patterns.runs_away(pattern)


HONEST = ("责任编辑.*", r".*\(原标题.*\)", "(打印|关闭)", "[(*+]+", r"第\d+页/共\d+页", "(?:字号)+")


@pytest.mark.parametrize("pattern", HONEST)
def test_an_honest_pattern_is_not(pattern: str) -> None:
    patterns.check(pattern)
    start = time.process_time()
    re.fullmatch(pattern, "责任" * 2000)
    assert time.process_time() - start < 1


def test_shorthands_make_settings() -> None:
    settings = shorthand(Settings(), {"script": "zh-TW", "skip": "stops", "metadata": {"title": "题"}})
    assert settings == Settings(script="zh-TW", skip=frozenset({"stops"}), metadata=(("title", "题"),))
    with pytest.raises(TypeError):
        shorthand(Settings(), {"scrpit": "zh-TW"})
    with pytest.raises(UsageError, match="zh-HK"):
        checked(Settings(script="zh-XX"))


BODY = (Paragraph(Text("正文。")),)


def overridden(document: Document, *pairs: tuple[str, str]) -> Document:
    after = metadata.override(document, Settings(metadata=pairs))
    balance(document, after)
    return after


def test_the_users_title_stands_and_the_one_found_is_in_the_ledger() -> None:
    found = Document(BODY, Meta(title=Text("错题"), authors=(Text("甲"),)))
    after = overridden(found, ("title", "正题"), ("author", "王铭"), ("author", "杨秀益"), ("date", "2020-01-02"))
    assert after.meta.title == Text("正题")
    assert after.meta.authors == (Text("王铭"), Text("杨秀益"))
    assert [(change.rule, change.before) for change in after.changes[-1].changes] == [
        ("metadata.title", "错题"), ("metadata.author", "甲"), ("metadata.date", ""),
    ]  # fmt: skip


def test_an_empty_value_takes_the_field_away() -> None:
    after = overridden(Document(BODY, Meta(source=Text("首页"))), ("source", " "))
    assert after.meta.source is None
    assert flat(after) == "正文。"


def test_what_was_right_already_is_no_change() -> None:
    assert overridden(Document(BODY, Meta(title=Text("题"))), ("title", "题")).changes[-1].changes == ()


GIVEN = st.lists(st.tuples(st.sampled_from(METADATA_KEYS), st.sampled_from("甲乙 ")), max_size=4)


@given(documents, GIVEN)
def test_whatever_is_given_the_books_balance(document: Document, pairs: list[tuple[str, str]]) -> None:
    after = overridden(document, *pairs)
    changes = after.changes[-1].changes
    assert apply(changes, flat(document)) == flat(after)
    assert revert(changes, flat(after)) == flat(document)
