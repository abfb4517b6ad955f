"""The lines of a finished PDF, as pdftotext finds them: edges, prohibitions, last lines, the grid and the text."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import zlib
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from converter import editions, pandoc_json
from converter.document import Block, Document, Heading, Mark, Meta, Paragraph, Role, Text
from converter.editions import html, tables
from converter.editions.contents import with_contents
from converter.errors import UnwritableError
from converter.settings import Settings

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")

SIZE, LINE = 10.5, 18.0  # pt, of article
LEFT, RIGHT = 87.6, 507.6  # pt: forty characters
NEVER_FIRST = "，。、；：？！）》」』】〗〕”’·～々%％℃"
NEVER_LAST = "（《「『【〖〔“‘"
HALF = set("，。、；：？！）》」』】”’")  # marks whose empty half may stand outside the measure

CLAUSES = {
    "zh-Hans": (
        "渡口的老周收起缆绳", "“风要来了”", "他在2023年买下第38号船", "（县志里没有记载）", "《江边旧事》写到过这里",
        "水位比去年高了12.6%", "船上有WiFi和GPS", "她问：“几点开船？”", "等了一个下午——船没有来", "谁也不说话……",
        "每天往返20多趟", "桥修好以后", "列夫·托尔斯泰说过类似的话", "全长126.4 km",
    ),
    "zh-TW": (
        "渡口的老周收起纜繩", "「風要來了」", "他在2023年買下第38號船", "（縣志裡沒有記載）", "《江邊舊事》寫到過這裡",
        "水位比去年高了12.6%", "船上有WiFi和GPS", "她問：「幾點開船？」", "等了一個下午——船沒有來", "誰也不說話……",
        "每天往返20多趟", "橋修好以後", "列夫·托爾斯泰說過類似的話", "全長126.4 km",
    ),
}  # fmt: skip
CLAUSES["zh-HK"] = CLAUSES["zh-TW"]


class Line(NamedTuple):
    """A line of a page, in pt."""

    page: int
    left: float
    right: float
    bottom: float
    text: str


def prose(language: str, count: int = 40, seed: int = 3) -> list[str]:
    rng = random.Random(seed)  # noqa: S311
    clauses = CLAUSES[language]
    return ["，".join(rng.choice(clauses) for _ in range(rng.randint(3, 16))) + "。" for _ in range(count)]


def printed(folder: Path, *blocks: Block, language: str = "zh-Hans", css: str = "") -> Path:
    settings = Settings()
    if css:
        (folder / "mine.css").write_text(css, encoding="utf-8")
        settings = Settings(style=str(folder / "mine.css"))
    target = folder / "edition.pdf"
    editions.write(Document(blocks, Meta(title=Text("渡口"), language=language)), target, settings)
    return target


def paragraphs(texts: list[str]) -> list[Block]:
    return [Paragraph(Text(text)) for text in texts]


def told(path: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, text=True, check=True).stdout


def lines(path: Path) -> list[Line]:
    """Every line of every page, from the top; words of one line differ by less than a third of its height."""
    found: list[Line] = []
    for number, page in enumerate(told(path, "-bbox").split("<page ")[1:], 1):
        words = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)
        rows: list[list[tuple[float, float, float, str]]] = []
        for word in sorted(((float(x), float(x1), float(y), text) for x, x1, y, text in words), key=lambda w: w[2]):
            if rows and word[2] - rows[-1][-1][2] < LINE / 3:
                rows[-1].append(word)
            else:
                rows.append([word])
        for row in rows:
            row.sort()
            text = unescape(" ".join(word[3] for word in row))
            found.append(Line(number, row[0][0], row[-1][1], max(word[2] for word in row), text))
    return found


def of(path: Path, texts: list[str]) -> list[list[Line]]:
    """The lines of each paragraph, the furniture left out."""
    pending = [re.sub(r"\s", "", text) for text in texts]
    result: list[list[Line]] = []
    rest = ""
    for line in (line for line in lines(path) if 70 < line.bottom < 775 and line.text != "渡口"):
        text = re.sub(r"\s|\u00ad", "", line.text)
        if rest and rest.startswith(text):
            rest = rest[len(text) :]
            result[-1].append(line)
        elif not rest and pending and pending[0].startswith(text):
            rest = pending.pop(0)[len(text) :]
            result.append([line])
    assert not pending, f"not found: {pending[:1]}"
    assert not rest
    return result


@pytest.fixture(scope="module", params=list(CLAUSES))
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    texts = prose(request.param)
    return printed(tmp_path_factory.mktemp("prose"), *paragraphs(texts), language=request.param), texts


def test_both_edges_are_straight(edition: tuple[Path, list[str]]) -> None:
    path, texts = edition
    for found in of(path, texts):
        for line in found[:-1]:
            outside = SIZE / 2 if line.text[-1] in HALF else 0.0
            assert min(abs(line.right - RIGHT), abs(line.right - outside - RIGHT)) < 0.05, line
        for line in found[1:]:
            outside = SIZE / 2 if line.text[0] in NEVER_LAST else 0.0
            assert min(abs(line.left - LEFT), abs(line.left + outside - LEFT)) < 0.05, line


ADDRESSES = (
    "https://Voyager.example/Wave/TAXI/Yellow-Toy/index.html", "www.Wave-Tokyo.example", "Yves.Tofu@WAVE.example",
    "https://e.example/wiki/Typography/AVATAR?lang=zh-Hans&page=12#To_You", "http://e.example/07/02/fi-fl/office/AV?T=VAT",
    "https://e.example/%E6%B8%A1%E5%8F%A3/AVAVAVA/TOTOTO/affluent/LTLTLTLT/index.aspx?id=1234567890&Type=VAT",
)  # fmt: skip


@pytest.mark.parametrize("language", ["zh-Hans", "zh-TW"])
def test_edges_are_straight_beside_addresses_and_rare_characters(language: str, tmp_path: Path) -> None:
    rng = random.Random(11)  # noqa: S311
    rare = ("葛\U000e0100城", "①②③", "한국어 문장", "ひらがな", "Ⅳ級", "specification", "AVATAR Tokyo", "efficient")
    texts = [
        "，".join(rng.choice((*CLAUSES[language], *ADDRESSES, *ADDRESSES, *rare)) for _ in range(12)) + "。"
        for _ in range(24)
    ]
    found = of(printed(tmp_path, *paragraphs(texts), language=language), texts)
    assert sum(len(one) for one in found) > 120
    for line in (line for one in found for line in one[:-1]):
        outside = SIZE / 2 if line.text[-1] in HALF else 0.0
        assert min(abs(line.right - RIGHT), abs(line.right - outside - RIGHT)) < 0.05, line
    starts = [line.text for one in found for line in one[1:] if line.text[0] in NEVER_FIRST + "/.?"]
    assert starts == []


def test_edges_are_straight_where_emphasis_parts_an_address_and_its_ligatures(tmp_path: Path) -> None:
    address = "https://e.example/2023/07/02/fi-fl-ffi/office"
    texts = ["风" * length + address + "浪" * 40 for length in range(2, 20)]
    marks = [(Mark(text.index("07/02"), text.index("浪") - 1, "Strong"),) for text in texts]
    blocks = [Paragraph(Text(text, mark)) for text, mark in zip(texts, marks, strict=True)]
    found = of(printed(tmp_path, *blocks, css="p { margin-left: 20em }"), texts)
    ends = {line.text[-2:] for one in found for line in one[:-1]}
    assert {"fi", "2/"} <= ends
    assert [line for one in found for line in one[:-1] if abs(line.right - RIGHT) > 0.05] == []


def test_no_line_begins_or_ends_with_a_mark_that_may_not(edition: tuple[Path, list[str]]) -> None:
    path, texts = edition
    found = [line for one in of(path, texts) for line in one]
    assert [line for line in found if line.text[0] in NEVER_FIRST or line.text[-1] in NEVER_LAST] == []
    broken = [(a.text, b.text) for a, b in pairwise(found) if a.text[-1] == b.text[0] and a.text[-1] in "—…"]
    assert broken == []


def test_figures_stay_with_what_belongs_to_them(edition: tuple[Path, list[str]]) -> None:
    path, texts = edition
    for one in of(path, texts):
        for before, after in pairwise(one):
            assert not re.search(r"[0-9.]$", before.text) or not re.match(r"[0-9.%]|km", after.text), (before, after)


def test_no_paragraph_ends_in_a_single_character(edition: tuple[Path, list[str]]) -> None:
    path, texts = edition
    ends = [one[-1].text for one in of(path, texts) if len(one) > 1]
    assert [text for text in ends if len(re.sub(r"\W", "", text)) < 2] == []


def test_the_text_is_read_back_as_it_was_written(edition: tuple[Path, list[str]]) -> None:
    path, texts = edition
    whole = re.sub(r"\n+\d+\n+\f(渡口\n+)?", "", told(path)).replace("\n", "")
    assert [text for text in texts if text not in whole] == []


def test_gaps_at_emphasis_links_and_full_width_spaces_are_no_spaces(tmp_path: Path) -> None:
    link = Mark(4, 10, "Link", (["", [], []],), (["https://example.org/", ""],))
    texts = ["请看这份README文件，再看English里的2023年", "第三条　本条例自2023年起施行。"]
    path = printed(tmp_path, Paragraph(Text(texts[0], (link, Mark(14, 21, "Strong")))), Paragraph(Text(texts[1])))
    assert all(text in told(path) for text in texts)


def test_a_note_s_call_stays_with_its_word(tmp_path: Path) -> None:
    note = {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": "见县志。"}]}]}
    blocks = []
    for length in range(34, 46):
        words = {"t": "Str", "c": "春江潮水连海平，"[:7] * 6}
        words["c"] = words["c"][:length]
        blocks.append(pandoc_json.lift({"t": "Para", "c": [words, note, {"t": "Str", "c": "，" + "月" * 30 + "。"}]}))
    found = [line.text for line in lines(printed(tmp_path, *blocks))]
    assert not [text for text in found if re.match(r"\d+ ?，", text)]
    assert not [text for text in found if text.startswith("，")]


def test_a_note_s_call_is_no_part_of_the_sentence_that_is_copied_out(tmp_path: Path) -> None:
    rng = random.Random(9)  # noqa: S311
    texts, blocks = prose("zh-TW", 14, 8), []
    for text in texts:
        inlines = []
        for clause in re.split("(?<=[，。])", text):
            note = {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": "見縣志。"}]}]}
            at = len(clause) - rng.choice((0, 1))  # before the mark, or behind it
            inlines += [{"t": "Str", "c": clause[:at]}, *([note] if rng.random() < 0.4 and clause else [])]
            inlines += [{"t": "Str", "c": clause[at:]}]
        blocks.append(pandoc_json.lift({"t": "Para", "c": [node for node in inlines if node.get("c")]}))
    path = printed(tmp_path, *blocks, language="zh-TW")
    assert "1\u2002見縣志。" in told(path), "the note has its number"
    said = told(path).replace("\n", "")
    missing = [text for text in texts if text not in said]
    assert len(missing) <= said.count("\f") - 1, "all but those that the turn of a page parts"


@pytest.mark.parametrize("above", range(20, 30))
def test_no_note_is_lost_where_a_page_ends_beside_its_call(above: int, tmp_path: Path) -> None:
    blocks: list[Block] = [Paragraph(Text("渡口的老周收起缆绳。"))] * above
    for number in range(0, 8, 2):
        notes = [
            {"t": "Note", "c": [{"t": "Para", "c": [{"t": "Str", "c": f"注{one}注" + "县志没有记载，" * 9}]}]}
            for one in (number, number + 1)
        ]
        words = ("风浪大的时候船不开，" * 3, "江上的雾还没有散去，" * 3, "水位比去年高一些。" * 14)
        first, second, third = ({"t": "Str", "c": clause} for clause in words)
        blocks.append(pandoc_json.lift({"t": "Para", "c": [first, notes[0], second, notes[1], third]}))
    whole = re.sub(r"\s", "", told(printed(tmp_path, *blocks)))
    assert [number for number in range(8) if f"注{number}注" not in whole] == []


def test_loose_lines_of_english_are_divided(tmp_path: Path) -> None:
    text = (
        "The internationalisation guidelines recommend interoperability, accessibility and responsibility across "
        "heterogeneous infrastructures, notwithstanding extraordinarily complicated configurations of typesetting."
    )
    path = printed(tmp_path, Paragraph(Text(text + text)))
    assert "\u00ad" in told(path, "-raw") or re.search(r"[a-z]-?\n[a-z]", told(path))
    widest = 0.0
    for page in told(path, "-bbox").split("<page ")[1:]:
        words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"', page)
        for (_, y0, x1), (x0, y1, _) in pairwise(words):
            if y0 == y1:
                widest = max(widest, float(x0) - float(x1))
    assert 0 < widest < 0.8 * SIZE


def test_every_line_lies_on_the_grid_of_its_page(tmp_path: Path) -> None:
    texts = prose("zh-Hans", 60)
    table = pandoc_json.lift(_table(2, "船"))
    quote = pandoc_json.lift({"t": "BlockQuote", "c": [{"t": "Para", "c": [{"t": "Str", "c": "江流天地外。"}]}]})
    heads = (Heading(1, Text("很长的标题" * 9)), Heading(2, Text("小题")), Heading(3, Text("再小")))
    kinds: tuple[tuple[Block, ...], ...] = ((), (), heads[:1], heads[:2], heads[1:], (table,), (quote,))
    between = random.Random(5).choices(kinds, k=len(texts))  # noqa: S311
    blocks = [block for text, more in zip(texts, between, strict=True) for block in (Paragraph(Text(text)), *more)]
    path = printed(tmp_path, *blocks)
    phases = [one.bottom % LINE for paragraph in of(path, texts) for one in paragraph]
    assert max(phases) - min(phases) < 0.2


@pytest.mark.parametrize("above", ["heading", "table", "quote"])
@pytest.mark.parametrize(("kind", "sign"), [("BulletList", "•"), ("OrderedList", "1.")])
@pytest.mark.parametrize("holds", ["Para", "Plain"])
def test_the_dot_or_number_of_a_lists_entry_stands_level_with_its_line(
    above: str, kind: str, sign: str, holds: str, tmp_path: Path
) -> None:
    entries = [[{"t": holds, "c": [{"t": "Str", "c": f"{which}件事要说的话。"}]}] for which in "甲乙"]
    numbered = [[1, {"t": "Decimal"}, {"t": "Period"}], entries]
    quoted = {"t": "BlockQuote", "c": [{"t": "Para", "c": [{"t": "Str", "c": "江流天地外。"}]}]}
    blocks = {
        "heading": Heading(1, Text("一、标题")),
        "table": pandoc_json.lift(_table(2, "船")),
        "quote": pandoc_json.lift(quoted),
    }
    made = pandoc_json.lift({"t": kind, "c": numbered if kind == "OrderedList" else entries})
    path = printed(tmp_path, Paragraph(Text("引子。")), blocks[above], made)
    middles = {}
    for top, bottom, word in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)<', told(path, "-bbox")):
        middles.setdefault(word, (float(top) + float(bottom)) / 2)
    assert middles[sign] == pytest.approx(middles["甲件事要说的话。"], abs=0.5)


def test_verse_and_ragged_lines_are_not_stretched(tmp_path: Path) -> None:
    verse = "昔人已乘黄鹤去，此地空余黄鹤楼。"
    path = printed(tmp_path, Paragraph(Text(verse), Role.VERSE), Paragraph(Text("见注。")))
    line = next(line for line in lines(path) if line.text == verse)
    assert line.right - line.left == pytest.approx(len(verse) * SIZE, abs=0.1)


@pytest.mark.parametrize("columns", [12, 30, 60])
def test_a_table_with_more_than_the_page_holds_stays_on_it(columns: int, tmp_path: Path) -> None:
    path = printed(tmp_path, pandoc_json.lift(_table(columns, "Internationalisation" if columns < 20 else "字12")))
    assert max(line.right for line in lines(path)) < RIGHT + 1
    assert min(line.left for line in lines(path)) > LEFT - 1


def test_a_column_of_a_table_is_as_wide_as_it_needs_though_markdown_aligns_it(tmp_path: Path) -> None:
    table = _table(3, "船")
    sides = ("AlignDefault", "AlignRight", "AlignCenter")
    parts = (3 / 12, 4 / 12, 5 / 12)  # |---|---:|:---:|
    table["c"][2] = [[{"t": side}, {"t": "ColWidth", "c": part}] for side, part in zip(sides, parts, strict=True)]
    for row in table["c"][4][0][3]:
        long = {"t": "Plain", "c": [{"t": "Str", "c": "风浪大的时候船不开，" * 6}]}
        row[1] = [*row[1][:2], [*row[1][2][:4], [long]]]
    found = [line for line in lines(printed(tmp_path, pandoc_json.lift(table))) if "风浪" in line.text]
    assert len(found) == 4, "two rows of two lines: the long column has nearly all of the page"


def test_a_book_has_its_contents_with_the_right_pages_and_begins_at_page_one(tmp_path: Path) -> None:
    names = [f"第{n}章　{name}" for n, name in zip("一二三四五六七八九", "江船桥雨县缆票信终", strict=True)]
    texts = prose("zh-TW", 300)
    blocks: list[Block] = []
    for at, name in enumerate(names):
        blocks += [Heading(1, Text(name)), *paragraphs(texts[at * 33 : at * 33 + 33])]
    pages = told(printed(tmp_path, *blocks, language="zh-TW"), "-layout").split("\f")
    listed = next(page for page in pages if "目錄" in page)
    body = next(at for at, page in enumerate(pages) if names[0] in page and "···" not in page)
    for name in names:
        said = re.search(rf"{name}[\s·]*(\d+)\n", listed)
        assert said, name
        page, before = pages[body + int(said[1]) - 1], pages[body + int(said[1]) - 2]
        assert name in page
        assert name not in before or before is listed
        assert page.split()[-1] == said[1]
    assert pages[body].split()[-1] == "1"
    heads = [re.sub(r"\s+", "\u3000", page.strip().split("\n")[0].strip()) for page in pages[body + 1 : -1]]
    assert set(heads[::2]) == {"渡口"}, "the book on the left"
    assert set(heads[1::2]) <= set(names), "the chapter on the right"


def test_an_article_has_no_contents() -> None:
    heads = [{"t": "Header", "c": [1, [f"s{n}", [], []], [{"t": "Str", "c": "节"}]]} for n in range(20)]
    published = {"blocks": heads, "meta": {}}
    assert with_contents(published) is published


def test_a_table_that_no_page_holds_is_refused_with_the_reason() -> None:
    with pytest.raises(UnwritableError, match="200 columns"):
        tables.fitted(_table(200, "字"))
    small = _table(3, "字")
    assert tables.fitted(small) is small
    assert html.for_paper({"blocks": [small]})["blocks"][0]["c"][0] == ["", [], []]


def _table(columns: int, text: str) -> Any:
    cell = [["", [], []], {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": [{"t": "Str", "c": text}]}]]
    return {
        "t": "Table",
        "c": [
            ["", [], []], [None, []], [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * columns,
            [["", [], []], []], [[["", [], []], 0, [], [[["", [], []], [cell] * columns]] * 2]], [["", [], []], []],
        ],
    }  # fmt: skip


def test_quotations_and_lists_in_each_other_stay_on_the_page(tmp_path: Path) -> None:
    shape: Any = {"t": "Para", "c": [{"t": "Str", "c": "最里面的一句"}]}
    for turn in range(40):
        shape = {"t": "BlockQuote", "c": [shape]} if turn % 2 else {"t": "BulletList", "c": [[shape]]}
    found = lines(printed(tmp_path, pandoc_json.lift(shape)))
    assert all(LEFT - 1 < line.left < line.right < RIGHT + 1 for line in found)


def test_lists_in_each_other_go_on_to_the_next_page(tmp_path: Path) -> None:
    shape: list[Any] = []
    for depth in range(70, 0, -1):
        item = {"t": "Plain", "c": [{"t": "Str", "c": f"第{depth}层的一句"}]}
        shape = [{"t": "BulletList", "c": [[item, *shape]]}]
    found = [line for line in lines(printed(tmp_path, pandoc_json.lift(shape[0]))) if "层的一句" in line.text]
    assert [int(re.sub(r"\D", "", line.text)) for line in found] == list(range(1, 71))
    assert found[-1].page <= 3


def test_a_word_of_five_thousand_letters_stays_on_the_page(tmp_path: Path) -> None:
    found = lines(printed(tmp_path, Paragraph(Text("号码是" + "abcdefghij" * 500 + "，请记下"))))
    assert max(line.right for line in found) < RIGHT + 0.1
    assert sum(line.text.count("j") for line in found) == 500


def test_marks_hang_where_the_style_asks_for_it(tmp_path: Path) -> None:
    texts = prose("zh-Hans", 30)
    path = printed(tmp_path, *paragraphs(texts), css="p { --hanging-punctuation: allow-end }")
    ends = [line for one in of(path, texts) for line in one[:-1] if line.text[-1] in "，。、"]
    assert [line for line in ends if abs(line.right - SIZE - RIGHT) < 0.05]


def test_emphasis_dots_stand_under_characters_and_are_no_text(tmp_path: Path) -> None:
    text = "请看，这里。"
    plain = (tmp_path / "plain", tmp_path / "dotted")
    for folder in plain:
        folder.mkdir()
    without = printed(plain[0], Paragraph(Text(text)))
    dotted = printed(plain[1], Paragraph(Text(text)), css="p { --text-emphasis: dot }")
    assert told(dotted) == told(without)
    assert [curves(path) for path in (without, dotted)] == [0, 4 * 4], "four characters, four quarters of a dot"


def curves(path: Path) -> int:
    """How many Bézier curves are drawn in a PDF."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.DOTALL)
    streams = [zlib.decompressobj().decompress(part) for part in parts if part[:1] == b"x"]
    return sum(len(re.findall(rb"^[\d. -]+ c$", stream, re.MULTILINE)) for stream in streams if b" Tf" in stream)


def test_edges_are_straight_where_letters_are_spaced(tmp_path: Path) -> None:
    rng = random.Random(4)  # noqa: S311
    endings = ("等了一个下午——", "the internationalisation committee", "responsibility")
    texts = ["".join(rng.choice(endings) + rng.choice("风浪大船") for _ in range(24)) for _ in range(12)]
    path = printed(tmp_path, *paragraphs(texts), css="p { letter-spacing: 0.1em }")
    assert told(path).count("——") == "".join(texts).count("——")
    found = of(path, texts)
    ends = [line for one in found for line in one[:-1]]
    assert {line.text[-1] for line in ends} >= {"—", "\u00ad"}
    assert [line for line in ends if abs(line.right - RIGHT) > 0.05] == []


def test_letter_spacing_is_set_and_is_no_space(tmp_path: Path) -> None:
    path = printed(tmp_path, Paragraph(Text("疏排的一行字")), css="p { letter-spacing: 0.5em; text-indent: 0 }")
    line = next(line for line in lines(path) if "疏" in line.text)
    assert line.right - line.left == pytest.approx(6 * SIZE + 5 * 0.5 * SIZE, abs=0.1)
    assert "疏排的一行字" in told(path)


def test_another_weasyprint_sets_the_text_as_it_can_and_one_warning_says_so() -> None:
    program = (
        "import sys, warnings, weasyprint; weasyprint.__version__ = '99.0'\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from converter import editions; from converter.document import *\n"
        "with warnings.catch_warnings(record=True) as told:\n"
        "    warnings.simplefilter('always')\n"
        "    made = editions.make(Document((Paragraph(Text('渡口')),), Meta(title=Text('题'))), 'pdf')\n"
        "print(made[:4], [str(one.message) for one in told if 'ragged' in str(one.message)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).parent)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("b'%PDF' ['Chinese lines stay ragged: WeasyPrint is not 70.x but 99.0")
    assert done.stdout.count("ragged") == 1
