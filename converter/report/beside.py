"""Source lines beside the result as HTML: a row for every block, long quiet stretches folded.

In: an account with its record. Out: HTML, row by row, in the order of the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from converter.report import paint
from converter.report.account import Account
from converter.report.labels import LABELS, label
from converter.report.pieces import Made
from converter.report.printable import printable, shortened
from converter.report.rows import Line, Row, Set

FOLDED = 6  # quiet rows in a run, beyond those left at its ends
LEFT = 1
STYLES = {"BulletList": "item", "OrderedList": "item", "Table": "cell"}
AT_ONCE = ("gone", "moved", "unsure")  # kinds of change told at once, beside lines that went
MOST = 12  # kinds of change told below one block


class Beside:
    """Draws the rows of one document; `name` begins the names of its lines, which links lead to."""

    def __init__(self, account: Account, language: str, name: str) -> None:
        self._account, self._language, self._name = account, language, name
        self._tag = escape(account.language or "zh")
        self._either = label("or", language)

    def html(self) -> Iterator[str]:
        """The table, a piece at a time."""
        if not self._account.record:
            return
        heads = (escape(label(name, self._language)) for name in ("source", "result"))
        yield '<div class="sides">\n<div class="row head">' + "".join(f"<b>{head}</b>" for head in heads) + "</div>\n"
        for state, rows in groupby(self._account.record.rows(), _state):
            if state == "quiet":
                yield from self._stretch(list(rows))
            else:
                yield from map(self._row, rows)
        yield "</div>\n"

    def _stretch(self, rows: list[Row]) -> Iterator[str]:
        if len(rows) < FOLDED + 2 * LEFT:
            yield from map(self._row, rows)
            return
        yield from map(self._row, rows[:LEFT])
        yield f"<details><summary>{escape(self._folded(rows[LEFT:-LEFT]))}</summary>\n"
        yield from map(self._row, rows[LEFT:-LEFT])
        yield "</details>\n"
        yield from map(self._row, rows[-LEFT:])

    def _folded(self, rows: list[Row]) -> str:
        numbers = [line.number for row in rows for line in row.lines]
        name = "quiet" if any(row.made for row in rows) else "same"
        blocks = sum(len(row.blocks) for row in rows)
        return label(name, self._language).format(first=numbers[0], last=numbers[-1], n=blocks)

    def _row(self, row: Row) -> str:
        unsure = any(not made.change.sure for made in row.made)
        style = "row gone-row" if row.removed else "row unsure-row" if unsure else "row"
        left = "".join(map(self._line, row.lines))
        right = "".join(map(self._block, row.blocks)) + self._told(row)
        sides = f'<div class="s" lang="zh">{left}</div><div class="r" lang="{self._tag}">{right}</div>'
        return f'<div class="{style}">{sides}</div>\n'

    def _line(self, line: Line) -> str:
        name = f"{self._name}-{line.number}"
        words = paint.line(line.runs, self._either)
        return f'<p id="{name}"><a href="#{name}">{line.number}</a><span>{words}</span></p>'

    def _block(self, block: Set) -> str:
        kind, _, level = block.place.kind.partition(".")
        if kind == "rule":
            return "<hr>"
        level = level if kind == "heading" else ""
        style = f"{kind}{level}" if kind in ("heading", "verse", "byline", "meta") else STYLES.get(kind, "text")
        return f'<p class="{escape(style)}">{self._badge(block)}{paint.block(block, self._either, self._named)}</p>'

    def _badge(self, block: Set) -> str:
        """What the block is, unless it is plain text; with a sign when a rule found that out."""
        kind, _, rest = block.place.kind.partition(".")
        if kind in ("body", "") or not block.place.first:
            return ""
        became = [made for run in block.runs for made in run.made if made.change.kind == "become"]
        name = f"{label(kind, self._language)} {rest}" if kind == "heading" else self._named(rest or kind)
        title = f' title="{escape(printable(paint.why(became[0], self._either)))}"' if became else ""
        return f'<b class="badge{" became" if became else ""}"{title} lang="{self._language}">{escape(name)}</b> '

    def _named(self, name: str) -> str:
        name = "from" if name == "source" else name
        return label(name, self._language) if name in LABELS else printable(name)

    def _told(self, row: Row) -> str:
        """Why: at once for what went and what is not sure, on demand for the rest."""
        plainly = AT_ONCE if row.removed else ("unsure",)
        at_once = [made for made in row.made if paint.kind_of(made) in plainly]
        folded = [made for made in row.made if paint.kind_of(made) not in plainly]
        html = f'<ul class="why" lang="{self._language}">{_items(at_once, self._either)}</ul>' if at_once else ""
        if folded:
            said = label("time" if len(folded) == 1 else "times", self._language).format(n=len(folded))
            html += f'<details class="why" lang="{self._language}"><summary>{escape(said)}</summary>'
            html += f"<ul>{_items(folded, self._either, words=True)}</ul></details>"
        return html


def _state(row: Row) -> str:
    """Quiet: nothing but lines joined, surely."""
    return "loud" if row.removed or any(kind != "join" for kind in paint.kinds(row.made)) else "quiet"


def _items(made: Iterable[Made], either: str, *, words: bool = False) -> str:
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in made:
        counts[paint.kind_of(one), paint.why(one, either), _words(one) if words else ""] += 1
    items = [
        f'<li class="{kind}">{escape(printable(why))}{f" <q>{escape(done)}</q>" if done else ""}'
        f"{f' ×{count}' if count > 1 else ''}</li>"
        for (kind, why, done), count in counts.most_common(MOST)
    ]
    return "".join(items) + (f"<li>… {len(counts) - MOST}</li>" if len(counts) > MOST else "")


def _words(made: Made) -> str:
    change = made.change
    if change.before == change.after or change.kind == "join":
        return change.to
    return " → ".join(shortened(text.strip(), 24) for text in (change.before, change.after) if text.strip())
