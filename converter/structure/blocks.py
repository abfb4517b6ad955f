"""What has been set, as blocks: paragraphs, headings, and lists of the items that follow each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from converter.document import Block, Foreign, Heading, Json, Origin, Paragraph, Role, Text
from converter.ledger import BREAK
from converter.pandoc_json import SLOT
from converter.structure.galley import Kind, Verdict

ROLES = {
    Kind.BODY: Role.BODY,
    Kind.QUOTE: Role.QUOTE,
    Kind.BYLINE: Role.BYLINE,
    Kind.VERSE: Role.VERSE,
    Kind.STANZA: Role.STANZA,
}


def footnote(text: str) -> Foreign:
    """A note of one paragraph."""
    return Foreign({"t": "Note", "c": [{"t": "Para", "c": SLOT}]}, (Text(text),))


@dataclass
class Blocks:
    """Blocks in their order; items and rows are held until their list or table is whole."""

    found: list[Block] = field(default_factory=list)
    _held: list[tuple[Verdict, tuple[Text, ...], Origin]] = field(default_factory=list)

    def add(self, verdict: Verdict, text: Text, origin: Origin) -> None:
        """Put one more block behind the others."""
        if verdict.kind in (Kind.ITEM, Kind.ROW):
            texts = tuple(map(Text, text.chars.split(BREAK))) if verdict.kind is Kind.ROW else (text,)
            if self._held and not _follows(self._held[-1], verdict, texts):
                self.close()
            self._held.append((verdict, texts, origin))
            return
        self.close()
        if verdict.kind is Kind.HEADING:
            self.found.append(Heading(verdict.level, text, origin=origin))
        else:
            self.found.append(Paragraph(text, ROLES[verdict.kind], origin))

    def close(self) -> None:
        """End the list or table that is open, if one is."""
        if not self._held:
            return
        verdict, first, start = self._held[0]
        texts = tuple(text for _, own, _ in self._held for text in own)
        shape = _list(verdict, len(texts)) if verdict.kind is Kind.ITEM else _table(len(self._held), len(first))
        self.found.append(Foreign(shape, texts, Origin(start.first_line, self._held[-1][2].last_line)))
        self._held.clear()


def _follows(last: tuple[Verdict, tuple[Text, ...], Origin], verdict: Verdict, texts: tuple[Text, ...]) -> bool:
    """Whether an item or a row goes on with the list or the table of the last one."""
    before, own, _ = last
    counts = verdict.rule != "lists.decimal" or verdict.level == before.level + 1
    return before.rule == verdict.rule and len(own) == len(texts) and counts


def _list(first: Verdict, count: int) -> Json:
    items = [[_plain()] for _ in range(count)]
    if first.rule == "lists.bullet":
        return {"t": "BulletList", "c": items}
    return {"t": "OrderedList", "c": [[first.level, {"t": "Decimal"}, {"t": "Period"}], items]}


def _table(rows: int, columns: int) -> Json:
    """Pandoc's table of so many rows, the first of them its head."""
    none = ["", [], []]
    cell = [none, {"t": "AlignDefault"}, 1, 1, [_plain()]]
    row = [none, [cell] * columns]
    widths = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * columns
    body = [none, 0, [], [row] * (rows - 1)]
    return {"t": "Table", "c": [none, [None, []], widths, [none, [row]], [body], [none, []]]}


def _plain() -> Json:
    return {"t": "Plain", "c": SLOT}
