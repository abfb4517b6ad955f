"""Reports: every change of the ledger arrives, at its line of the source, and none of it can do harm."""

from __future__ import annotations

import json
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

import converter
from converter.document import Document, Meta, Paragraph, Source, Text
from converter.errors import UsageError
from converter.ledger import BREAK, Change, entered
from converter.report import account, check_target, page, plain, render
from converter.report.printable import printable, shortened

SOURCE = "甲题\n正文一,续\n扫一扫关注我们\n末<b>段"


def prepared() -> Document:
    """A document of four lines: a comma widened, a line removed, a stop proposed."""
    flat = SOURCE.replace("\n", BREAK)
    ends = tuple(Change("reading.line-end", i, "\n", BREAK) for i, c in enumerate(SOURCE) if c == "\n")
    source = Source(path="甲.txt", encoding="gb18030", sure=False, text=SOURCE, sha256="0" * 64)
    document = Document(meta=Meta(title=Text("甲题"), language="zh-Hans"), source=source)
    document = entered(document, "reading", ends)
    gone = Change("furniture.share", flat.index("扫") - 1, f"{BREAK}扫一扫关注我们", "", why="<script>分享</script>")
    stop = Change("stops.inside", flat.index("续"), "", "", why="或有句号", sure=False, alternatives=("。",))
    wide = Change("punctuation.width", flat.index(","), ",", "，")
    document = entered(document, "structure", (gone,))
    blocks = (Paragraph(Text("正文一，续")), Paragraph(Text("末<b>段")))
    return entered(document, "punctuation", (wide, stop), blocks=blocks)


def told(**given: object) -> account.Account:
    return account.of(prepared(), "auto", [Path("build/甲.pdf")], "甲.txt", **given)  # type: ignore[arg-type]


def test_every_change_has_its_line_and_the_line_ends_are_summed() -> None:
    entries = {entry.rule: entry for entry in told().entries}
    assert {rule: entry.line for rule, entry in entries.items()} == {
        "furniture.share": 3, "punctuation.width": 2, "stops.inside": 2,
    }  # fmt: skip
    assert dict(told().counts)["reading.line-end"] == 3
    assert (told().changes, told().unsure) == (3, 1)
    assert (entries["punctuation.width"].left, entries["punctuation.width"].right) == ("正文一", "续")


def test_lines_are_right_behind_a_removed_line() -> None:
    document = prepared()
    after = entered(document, "late", (Change("late.rule", len("甲题") + 1 + len("正文一，续") + 1, "末", "未"),))
    assert [entry.line for entry in account.of(after, "auto", ()).entries if entry.rule == "late.rule"] == [4]


def test_counts_alone_are_the_same_counts() -> None:
    brief = told(listed=False)
    assert brief.entries == ()
    assert (brief.counts, brief.changes, brief.unsure) == (told().counts, told().changes, told().unsure)


def test_json_says_everything() -> None:
    report = json.loads(render([told()], ".json", {"坏.txt": ["读不了"]}, version="1.2"))
    assert (report["dingben"], report["schema"]) == ("1.2", 1)
    document, failed = report["documents"]
    assert document["encoding"] == {"name": "gb18030", "sure": False}
    assert document["meta"] == {"title": "甲题"}
    assert document["outputs"] == ["build/甲.pdf"]
    assert document["counts"]["punctuation.width"] == 1
    proposed = next(change for change in document["changes"] if not change["sure"])
    assert proposed == {
        "stage": "punctuation", "rule": "stops.inside", "kind": "propose", "line": 2, "at": 7, "before": "",
        "after": "", "why": "或有句号", "sure": False, "to": "", "alternatives": ["。"],
    }  # fmt: skip
    assert failed == {"source": "坏.txt", "errors": ["读不了"]}


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_escaped_tagged_and_fetches_nothing() -> None:
    elements = Elements()
    elements.feed(page.text([told()], {"<img src=x>.txt": ["<i>"]}, "zh-Hant"))
    tags = {tag for tag, _ in elements.seen}
    assert not tags & {"script", "img", "link", "i", "iframe", "form"}
    assert not any("src" in attributes or attributes.get("href", "#")[0] != "#" for _, attributes in elements.seen)
    assert not any(name.startswith("on") for _, attributes in elements.seen for name in attributes)
    assert ("html", {"lang": "zh-Hant"}) in elements.seen
    assert ("div", {"class": "r", "lang": "zh-Hans"}) in elements.seen
    assert "<script>分享</script>" in elements.text


def test_the_page_shows_each_change_in_its_place_by_its_kind() -> None:
    html = page.text([told()], language="en")
    assert '<del class="gone" title="furniture.share: &lt;script&gt;分享&lt;/script&gt;">扫一扫关注我们</del>' in html
    assert '正文一<del class="marks" title="punctuation.width">,</del>续' in html
    assert '正文一<ins class="marks" title="punctuation.width">，</ins>' in html
    assert '<mark class="unsure" title="stops.inside: 或有句号; or: 。">‸</mark>' in html
    assert '<a href="#d1-2">line 2</a>' in html
    assert 'id="d1-2"' in html


def test_long_quiet_stretches_are_folded_and_nothing_of_them_is_lost() -> None:
    text = "\n".join(f"第{n}段没有改动。" for n in range(50))
    ends = [Change("reading.line-end", at, "\n", BREAK) for at, c in enumerate(text) if c == "\n"]
    blocks = [Paragraph(Text(line)) for line in text.split("\n")]
    document = entered(Document(source=Source(text=text)), "reading", ends, blocks=blocks)
    html = page.text([account.of(document, "keep", ())])
    assert "<summary>lines 2–49: 48 blocks, unchanged</summary>" in html
    assert html.count("没有改动") == 100


def test_a_page_of_a_book_is_made_in_linear_time() -> None:
    def seconds(lines: int) -> float:
        text = "一行文字,没有别的\n" * lines
        ends = [Change("reading.line-end", at, "\n", BREAK) for at, c in enumerate(text[:-1]) if c == "\n"]
        document = entered(Document(source=Source(text=text.rstrip("\n"))), "reading", ends)
        wide = [Change("punctuation.width", at, ",", "，") for at, c in enumerate(text) if c == ","]
        document = entered(document, "punctuation", wide)
        start = time.process_time()
        page.text([account.of(document, "keep", ())])
        return time.process_time() - start

    seconds(100)
    assert seconds(8_000) < 3 * 8 * max(seconds(1_000), 0.01)


def test_the_brief_report_shows_what_went_and_what_is_unsure() -> None:
    text = plain.text([told()], "zh-Hans", brief=True)
    assert "     3  furniture.share  扫一扫关注我们" in text
    assert "正文一,[‸]续" in text
    assert "或作: 。" in text
    assert "punctuation.width   , → ，" in text
    assert "全部改动" not in text


def test_the_same_change_many_times_is_one_line() -> None:
    commas = Source(text="一,二,三,四")
    document = Document((Paragraph(Text("一，二，三，四")),), source=commas)
    document = entered(document, "punctuation", [Change("punctuation.width", at, ",", "，") for at in (1, 3, 5)])
    assert "punctuation.width  , → ， ×3  (line 1)" in plain.text([account.of(document, "keep", ())])


@pytest.mark.parametrize("suffix", [".txt", ".json", ".html"])
def test_no_report_can_drive_a_terminal(suffix: str) -> None:
    evil = "题\x1b]0;x\x07\x9b31m\u202e\udcc4"
    document = Document((Paragraph(Text(evil)),), Meta(title=Text(evil)), Source(text=evil))
    document = entered(document, "x", [Change("x.y", 0, "题", "題", why=evil)])
    text = render([account.of(document, "auto", (), evil)], suffix, {evil: [evil]})
    assert not set(text) & set("\x1b\x07\x9b\u202e\udcc4")
    assert text.encode()


def test_what_is_printed_is_one_visible_line() -> None:
    assert printable("换\n行\x1b[2J\u202e甲\tb") == "换⏎行<U+001B>[2J<U+202E>甲 b"
    assert printable("𠮷野家　ok") == "𠮷野家　ok"
    assert len(shortened("字" * 500)) <= 40


def test_a_report_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UsageError, match=r"\.json"):
        check_target(Path("x.pdf"))


def test_the_seeds_account_has_its_furniture_with_line_numbers(seed: Path) -> None:
    document = converter.prepare(converter.read(seed))
    removed = {entry.line: entry.before for entry in account.of(document, "auto", ()).entries if entry.kind == "remove"}
    lines = seed.read_text(encoding="utf-8").splitlines()
    for line, words in removed.items():
        assert words.strip(BREAK).split(BREAK)[0].strip() in lines[line - 1]
    assert any("减肥" in words for words in removed.values())
