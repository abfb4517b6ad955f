"""A note that WeasyPrint forgets.

A line for which there is only room when the page's notes go to the next page is kept, and its own notes are not looked
at: they would be on no page at all. Here they follow the others.
"""

from __future__ import annotations

from typing import Any


def install() -> None:
    """Have no note forgotten."""
    from weasyprint.layout import block

    stock = block._linebox_layout

    def _linebox_layout(context: Any, box: Any, index: int, child: Any, new_children: list[Any], *rest: Any) -> Any:
        answer = stock(context, box, index, child, new_children, *rest)
        abort, stop, _, _, laid, _ = answer
        if stop and not abort and new_children and context.footnotes:
            laid += _forgotten(context, new_children[-1])
        return answer

    block._linebox_layout = _linebox_layout


def _forgotten(context: Any, line: Any) -> list[Any]:
    """The notes of a line that are still waiting, put off to the next page."""
    notes = [box.footnote for box in line.descendants() if box.footnote in context.footnotes]
    for note in notes:
        context.layout_footnote(note)
        context.report_footnote(note)
    return notes
