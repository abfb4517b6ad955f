"""Strategies: texts with marks and notes, blocks, metadata, whole documents, and the changes one could make to them."""

from __future__ import annotations

from hypothesis import strategies as st

from converter.document import OBJECT, Document, Foreign, Heading, Mark, Meta, Paragraph, Role, Rule, Text
from converter.ledger import Change
from converter.pandoc_json import SLOT

CHARS = st.text(alphabet="理发店干净的面条，。“”「」abc 12\u3000", max_size=12)
KINDS = st.sampled_from(["Emph", "Strong", "Underline", "Superscript"])
NOTE = {"t": "Note", "c": [{"t": "Para", "c": SLOT}]}


@st.composite
def texts(draw: st.DrawFn, *, depth: int = 1) -> Text:
    """A text with nested marks, line breaks and, at the first depth, notes."""
    pieces = draw(st.lists(CHARS, min_size=1, max_size=3))
    objects = []
    for _ in pieces[1:]:
        if depth and draw(st.booleans()):
            inner = draw(texts(depth=depth - 1).filter(lambda text: text.chars))
            objects.append(Foreign(NOTE, (inner,)))
        else:
            objects.append(Foreign({"t": "LineBreak"}))
    chars = OBJECT.join(pieces)
    return Text(chars, tuple(draw(marks(len(chars)))), tuple(objects))


@st.composite
def marks(draw: st.DrawFn, length: int) -> list[Mark]:
    """Up to two marks over a text of this length, the second inside or behind the first."""
    if length < 2:
        return []
    start = draw(st.integers(0, length - 1))
    end = draw(st.integers(start + 1, length))
    found = [Mark(start, end, draw(KINDS))]
    if draw(st.booleans()):
        low, high = (start, end) if draw(st.booleans()) or end == length else (end, length)
        inner = draw(st.integers(low, high - 1))
        found.append(Mark(inner, draw(st.integers(inner + 1, high)), draw(KINDS)))
    return found


full_texts = texts().filter(lambda text: text.chars)
blocks = st.one_of(
    st.builds(Paragraph, full_texts, st.sampled_from(Role)),
    st.builds(Heading, st.integers(1, 6), full_texts),
    st.just(Rule()),
    st.builds(lambda text: Foreign({"t": "BlockQuote", "c": [{"t": "Plain", "c": SLOT}]}, (text,)), full_texts),
)
metas = st.builds(
    Meta,
    title=st.none() | full_texts,
    subtitle=st.none() | full_texts,
    authors=st.lists(full_texts, max_size=2).map(tuple),
    date=st.none() | full_texts,
    source=st.none() | full_texts,
    language=st.sampled_from(["", "zh-Hans", "zh-TW"]),
)
documents = st.builds(Document, st.lists(blocks, max_size=5).map(tuple), metas)


@st.composite
def splices(draw: st.DrawFn, text: str) -> list[Change]:
    """Changes that fit the text, in order, none of which touches an object."""
    found, at = [], 0
    while at < len(text) and draw(st.integers(0, 3)):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 3)))
        before = text[start:end]
        if OBJECT not in before:
            found.append(Change("test.rule", start, before, draw(st.text(alphabet="發髮甲乙", max_size=3))))
        at = end + 1
    return found
