"""Source beside result: every line and every block has its place, whatever the stages did in between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from converter.document import Document, Foreign, Heading, Meta, Paragraph, Role, Rule, Text
from converter.ledger import BREAK, Change, StageChanges, apply
from converter.report.outline import figures, outline
from converter.report.pieces import pieces
from converter.report.printable import cells
from converter.report.rows import LINE_ENDS, Place, Row, places, rows
from converter.report.tree import tree
from tests.documents import splices

BODY = Place("body")
SOURCES = st.lists(st.text(alphabet="理发店,。 　a", max_size=6), max_size=8).map("\n".join)


def ends(text: str) -> StageChanges:
    found = [Change("reading.line-end", at, "\n", BREAK) for at, c in enumerate(text) if c == "\n"]
    return StageChanges("reading", tuple(found))


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[str, list[StageChanges], str]:
    """A source, three stages of changes, and what came of it."""
    text = draw(SOURCES)
    stages, result = [ends(text)], text.replace("\n", BREAK)
    for stage in ("structure", "punctuation"):
        stages.append(StageChanges(stage, tuple(draw(splices(result)))))
        result = apply(stages[-1].changes, result)
    return text, stages, result


def beside(text: str, *stages: StageChanges, result: tuple[Place, ...] = (BODY,) * 9) -> list[tuple[str, str]]:
    """Rows as (numbered lines, blocks), | between several."""
    return [(lines_of(row), blocks_of(row)) for row in rows(text, [ends(text), *stages], result)]


def lines_of(row: Row) -> str:
    return "|".join(f"{line.number} " + "".join(run.before for run in line.runs).strip("\n") for line in row.lines)


def blocks_of(row: Row) -> str:
    return "|".join("".join(run.after for run in block.runs) for block in row.blocks)


# ---- laws


@given(ledgers())
def test_the_pieces_are_the_source_and_the_result(ledger: tuple[str, list[StageChanges], str]) -> None:
    text, stages, result = ledger
    found = pieces(text, stages)
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    assert "".join(text[one.start : one.end] if one.after is None else one.after for one in found) == result


@given(ledgers())
def test_every_change_is_in_a_piece(ledger: tuple[str, list[StageChanges], str]) -> None:
    text, stages, _ = ledger
    known = {id(made.change) for piece in pieces(text, stages) for made in piece.made}
    for stage in stages:
        for change in stage.changes:
            assert id(change) in known


@given(ledgers())
def test_every_line_and_every_block_is_in_one_row_in_its_order(ledger: tuple[str, list[StageChanges], str]) -> None:
    text, stages, result = ledger
    found = list(rows(text, stages, [BODY] * (result.count(BREAK) + 1)))
    shown = [
        (line.number, "".join(run.before for run in line.runs).rstrip("\n")) for row in found for line in row.lines
    ]
    assert shown == [(number, line) for number, line in enumerate(LINE_ENDS.split(text), 1) if line.strip()]
    blocks = ["".join(run.after for run in block.runs) for row in found for block in row.blocks]
    assert [block for block in blocks if block] == [block for block in result.split(BREAK) if block]


# ---- examples


def test_joined_lines_stand_beside_one_block_with_the_page_number_between_them() -> None:
    text = "他在理\n- 3 -\n发店\n末段"
    number = Change("furniture.page-number", 3, f"{BREAK}- 3 -", "")
    join = Change("lines.join", 9, BREAK, "")
    assert beside(text, StageChanges("structure", (number, join))) == [
        ("1 他在理|2 - 3 -|3 发店", "他在理发店"),
        ("4 末段", "末段"),
    ]


def test_lines_that_go_stand_by_themselves_before_and_behind() -> None:
    text = "导航\n\n甲\n乙\n广告\n版权"
    first = Change("furniture.x", 0, f"导航{BREAK}{BREAK}", "")
    last = Change("furniture.x", 7, f"{BREAK}广告{BREAK}版权", "")
    assert beside(text, StageChanges("structure", (first, last))) == [
        ("1 导航", ""), ("3 甲", "甲"), ("4 乙", "乙"), ("5 广告|6 版权", ""),
    ]  # fmt: skip


def test_a_line_that_becomes_two_blocks_stands_beside_both() -> None:
    split = Change("lines.split", 2, "", BREAK)
    assert beside("甲。乙。\n丙", StageChanges("structure", (split,))) == [("1 甲。乙。", "甲。|乙。"), ("2 丙", "丙")]


def test_the_columnsof_one_line_stand_beside_it() -> None:
    columns = StageChanges("structure", (Change("tables.column", 2, "  ", BREAK),))
    assert beside("品名  产地\n绿茶", columns) == [("1 品名  产地", "品名|产地"), ("2 绿茶", "绿茶")]


def test_what_went_to_the_metadata_stands_beside_it() -> None:
    entered = Change("front.title", 0, "", f"题{BREAK}", to="meta.title")
    moved = Change("front.title", 0, f"题{BREAK}", "", to="meta.title")
    found = beside("题\n甲", StageChanges("structure", (entered, moved)), result=(Place("meta.title"), BODY))
    assert found == [("1 题", "题"), ("2 甲", "甲")]


def test_a_stop_added_behind_a_paragraph_is_not_of_the_lines_that_went_after_it() -> None:
    gone = StageChanges("structure", (Change("furniture.x", 1, f"{BREAK}广告", ""),))
    stop = StageChanges("punctuation", (Change("stops.paragraph", 1, "", "。"),))
    kept, removed = rows("甲\n广告", [ends("甲\n广告"), gone, stop], (BODY,))
    assert [made.change.rule for made in kept.made] == ["stops.paragraph"]
    assert [made.change.rule for made in removed.made] == ["furniture.x"]


def test_only_what_differs_is_changed() -> None:
    (words,) = pieces("理发店在左", [StageChanges("script", (Change("script.words", 0, "理发店", "理髮店"),))])[1:2]
    assert (words.start, words.end, words.after) == (1, 2, "髮")


def test_a_rule_has_its_place_though_it_has_no_text() -> None:
    document = Document((Paragraph(Text("甲")), Rule(), Paragraph(Text("乙"), Role.VERSE)), Meta(Text("题")))
    assert [place.kind for place in places(document)] == ["meta.title", "body", "rule", "verse"]
    found = rows(f"题{BREAK}甲{BREAK}乙", (), places(document))
    assert [[block.place.kind for block in row.blocks] for row in found] == [
        ["meta.title"],
        ["body"],
        ["rule", "verse"],
    ]


# ---- the outline


def book() -> Document:
    note, end = Foreign({"t": "Note"}, (Text("注文"),)), Foreign({"t": "LineBreak"})
    verse = Paragraph(Text("一行\ufffc二行", objects=(end,)), Role.VERSE)
    return Document((
        Heading(1, Text("卷一")),
        Heading(2, Text("第一章")), Paragraph(Text("正 文\ufffc。", objects=(note,))),
        Heading(2, Text("第二章")), verse,
        Heading(1, Text("卷二")), Foreign({"t": "Table"}, (Text("格"),)), Foreign({"t": "BulletList"}, (Text("项"),)),
    ))  # fmt: skip


def test_a_heading_has_the_characters_below_it_its_subheadings_too() -> None:
    first, second = outline(book())
    assert (first.text, first.characters, [(mark.text, mark.characters) for mark in first.below]) == (
        "卷一", 9, [("第一章", 5), ("第二章", 4)],
    )  # fmt: skip
    assert (second.text, second.characters) == ("卷二", 2)


def test_there_are_figures_for_everything() -> None:
    assert figures(book()) == {
        "headings": 4, "paragraphs": 1, "verse lines": 2, "notes": 1, "lists": 1, "tables": 1, "characters": 21,
    }  # fmt: skip


def test_a_long_outline_is_folded_and_its_columns_agree() -> None:
    marks = outline(Document(tuple(Heading(1, Text(f"第{'十' * (n % 3)}章 a")) for n in range(20))))
    folded = tree(marks, "en")
    assert [line.strip() for line in folded if "14 more headings" in line]
    assert len(folded) == 7
    assert len(tree(marks, "en", whole=True)) == 20
    assert len({cells(line) for line in folded if "more" not in line}) == 1
