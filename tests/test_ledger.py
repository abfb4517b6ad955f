"""The ledger's laws: what was changed can be taken back, and nothing is changed that was not written down."""

from __future__ import annotations

import pytest
from documents import documents, full_texts, splices
from hypothesis import given
from hypothesis import strategies as st

from converter.document import Document, Mark, Origin, Paragraph, Source, Text
from converter.errors import LedgerError
from converter.ledger import BREAK, Change, Tracer, apply, balance, edit, entered, flat, restore, revert, rewrite


@given(st.data(), st.text(alphabet="理发店干净，。abc", max_size=30))
def test_reverting_the_changes_gives_the_text_before(data: st.DataObject, before: str) -> None:
    changes = data.draw(splices(before))
    assert revert(changes, apply(changes, before)) == before


@given(st.data(), documents)
def test_a_rewritten_document_balances_and_restores(data: st.DataObject, document: Document) -> None:
    after = rewrite(document, "test", lambda text: data.draw(splices(text.chars)))
    balance(document, after)
    again = rewrite(after, "test", lambda text: data.draw(splices(text.chars)))
    balance(after, again)
    assert restore(again) == flat(document)


@given(st.data(), full_texts)
def test_marks_stay_inside_the_text_and_nested(data: st.DataObject, text: Text) -> None:
    new = edit(text, data.draw(splices(text.chars)))
    assert len(new.objects) == len(text.objects)
    spans = [(mark.start, mark.end) for mark in new.marks]
    assert all(0 <= start < end <= len(new.chars) for start, end in spans)
    assert all(b <= c or d <= a or (a <= c and d <= b) or (c <= a and b <= d) for a, b in spans for c, d in spans)


@pytest.mark.parametrize(
    ("chars", "mark", "change", "marked"),
    [
        ("面条", (1, 2), Change("r", 0, "面条", "麵條"), "條"),
        ("内存条", (1, 2), Change("r", 0, "内存", "記憶體"), "記憶體"),
        ("他在理发", (2, 4), Change("r", 0, "他", "她們"), "理发"),
        ("结束了", (0, 3), Change("r", 3, "", "。"), "结束了"),
        ("结束了", (1, 3), Change("r", 1, "", "，"), "束了"),
    ],
)
def test_a_mark_keeps_its_words(chars: str, mark: tuple[int, int], change: Change, marked: str) -> None:
    new = edit(Text(chars, (Mark(*mark, "Emph"),)), [change])
    assert new.chars[new.marks[0].start : new.marks[0].end] == marked


def test_an_undeclared_change_is_refused() -> None:
    before = Document((Paragraph(Text("理发")),))
    for after in (
        entered(before, "test", [], blocks=[Paragraph(Text("理髮"))]),
        entered(before, "test", [Change("r", 0, "理", "禮")]),
        Document((Paragraph(Text("理发")),)),
    ):
        with pytest.raises(LedgerError):
            balance(before, after)


@pytest.mark.parametrize("change", [Change("r", 1, "理", ""), Change("r", 5, "", ""), Change("r", -1, "发", "")])
def test_a_change_that_does_not_fit_is_refused(change: Change) -> None:
    with pytest.raises(LedgerError):
        apply([change, Change("r", 0, "理发", "")], "理发")


def test_an_object_cannot_be_made_from_nothing() -> None:
    with pytest.raises(LedgerError):
        edit(Text("理发"), [Change("r", 0, "理", "\ufffc")])


def test_a_change_is_found_in_the_source() -> None:
    source = "甲\n\n乙乙\r\n丙"
    lines = Document(tuple(Paragraph(Text(t), origin=Origin(n, n)) for t, n in (("甲", 1), ("乙乙", 3), ("丙", 4))))
    read = entered(
        Document(source=Source(text=source)), "reading",
        [Change("reading.line-end", 1, "\n\n", BREAK), Change("reading.line-end", 5, "\r\n", BREAK)],
        blocks=lines.blocks,
    )  # fmt: skip
    joined = entered(read, "structure", [Change("lines.join", 1, BREAK, "")], blocks=read.blocks[1:])
    tracer = Tracer(joined)
    assert [tracer.line(1, at) for at in (0, 2, 3, 5)] == [1, 3, 3, 4]
    assert tracer.line(2, 1) == 3
