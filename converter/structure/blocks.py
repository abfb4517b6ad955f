"""What has been set, as blocks: paragraphs, headings, and lists of the items that follow each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from converter.document import Block, Foreign, Heading, Json, Origin, Paragraph, Role, Text
from converter.pandoc_json import SLOT
from converter.structure.galley import Kind, Verdict

ROLES = {Kind.BODY: Role.BODY, Kind.BYLINE: Role.BYLINE, Kind.VERSE: Role.VERSE}
PRINTED = "printed-markers"  # the class of a list whose marks stand in its text


def footnote(text: str) -> Foreign:
    """A note of one paragraph."""
    return Foreign({"t": "Note", "c": [{"t": "Para", "c": SLOT}]}, (Text(text),))


@dataclass
class Blocks:
    """Blocks in their order; items are held until their list is whole."""

    found: list[Block] = field(default_factory=list)
    _items: list[tuple[Verdict, Text, Origin]] = field(default_factory=list)

    def add(self, verdict: Verdict, text: Text, origin: Origin) -> None:
        """Put one more block behind the others."""
        if verdict.kind is Kind.ITEM:
            if self._items and not _follows(self._items[-1][0], verdict):
                self.close()
            self._items.append((verdict, text, origin))
            return
        self.close()
        if verdict.kind is Kind.HEADING:
            self.found.append(Heading(verdict.level, text, origin=origin))
        else:
            self.found.append(Paragraph(text, ROLES[verdict.kind], origin))

    def close(self) -> None:
        """End the list that is open, if one is."""
        if not self._items:
            return
        verdicts, texts, origins = zip(*self._items, strict=True)
        items: Json = [[{"t": "Plain", "c": SLOT}] for _ in texts]
        origin = Origin(origins[0].first_line, origins[-1].last_line)
        self.found.append(Foreign(_list(verdicts[0], items), tuple(texts), origin))
        self._items.clear()


def _follows(last: Verdict, verdict: Verdict) -> bool:
    """Whether an item goes on with the list of the last one."""
    return last.rule == verdict.rule and (verdict.rule != "lists.decimal" or verdict.level == last.level + 1)


def _list(first: Verdict, items: Json) -> Json:
    match first.rule:
        case "lists.bullet":
            return {"t": "BulletList", "c": items}
        case "lists.decimal":
            return {"t": "OrderedList", "c": [[first.level, {"t": "Decimal"}, {"t": "Period"}], items]}
    return {"t": "Div", "c": [["", [PRINTED], []], [{"t": "BulletList", "c": items}]]}
