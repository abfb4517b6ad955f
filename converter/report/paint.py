"""The inside of a line or a block as HTML: every change where it was made, its kind told by colour and by form.

In: runs of `rows`. Out: escaped HTML. What was there before stands in `del`, what is there now in `ins`, what is only
doubted in `mark`; the class is one of KINDS, and the title says by which rule and why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from converter.document import OBJECT
from converter.report.groups import REPRINTED
from converter.report.pieces import Made
from converter.report.printable import HERE, printable
from converter.report.rows import LINE_ENDS, QUIET, Run, Set

KINDS = ("gone", "join", "became", "moved", "script", "marks", "added", "unsure")  # in the order of the legend
FIRST = ("unsure", "join", "moved")  # of several on one stretch, the one that is shown
LINE_END = "⏎"


class Stroke(NamedTuple):
    """Text with one tag around it; no tag when the name is empty."""

    tag: str
    kind: str
    title: str


PLAIN = Stroke("", "", "")


def kind_of(made: Made) -> str:
    """One of KINDS."""
    change = made.change
    if not change.sure:
        return "unsure"
    match change.kind:
        case "remove":
            words = made.stage == "structure" or any(c.isalnum() for c in change.before)
            return "gone" if words and change.rule not in REPRINTED else "marks"
        case "join" | "become" | "move":
            return {"join": "join", "become": "became", "move": "moved"}[change.kind]
        case "insert" if made.stage != "script":
            return "added"
    return "script" if made.stage == "script" else "marks"


def why(made: Made, either: str) -> str:
    """The rule, why, and what else it might be; `either` is the word for that."""
    change = made.change
    said = f"{change.rule}: {change.why}" if change.why else change.rule
    return f"{said}; {either}: {' / '.join(change.alternatives)}" if change.alternatives else said


def line(runs: Iterable[Run], either: str) -> str:
    """A line of the source."""
    return _drawn((stroke, text) for run in runs for stroke, text in _before(run, either))


def block(one: Set, either: str, named: Callable[[str], str]) -> str:
    """A block of the result; its objects by the names that `named` gives them, `LineBreak` as the end of a line."""
    html = _drawn((stroke, text) for run in one.runs for stroke, text in _after(run, either))
    things = iter(one.place.objects)
    return re.sub(OBJECT, lambda _: _thing(next(things, ""), named), html)


def _thing(name: str, named: Callable[[str], str]) -> str:
    return "<br>" if name == "LineBreak" else f'<b class="thing">{escape(named(name) or "▢")}</b>'


def _before(run: Run, either: str) -> Iterator[tuple[Stroke, str]]:
    text = LINE_ENDS.sub("", run.before)
    if text:
        yield _stroke(run, "del", either), printable(text)
    if run.joins and len(text) < len(run.before):
        yield _stroke(run, "del", either), LINE_END


def _after(run: Run, either: str) -> Iterator[tuple[Stroke, str]]:
    if run.joins:
        yield _stroke(run, "ins", either), LINE_END
        yield PLAIN, _kept(run.after)
    elif run.after:
        yield _stroke(run, "ins", either), _kept(run.after)
    elif not run.before and any(not made.change.sure for made in run.made):
        yield _stroke(run, "mark", either), HERE


def _kept(text: str) -> str:
    """Printable; its objects stay, to be shown as what they are."""
    return OBJECT.join(map(printable, text.split(OBJECT)))


def _stroke(run: Run, tag: str, either: str) -> Stroke:
    told = [made for made in run.made if made.change.rule not in QUIET and (tag == "del" or kind_of(made) != "became")]
    if not told:
        return PLAIN
    kinds = [kind_of(made) for made in told]
    kind = next((kind for kind in FIRST if kind in kinds), kinds[-1])
    title = "\n".join(dict.fromkeys(why(made, either) for made in told))
    return Stroke("mark" if run.before == run.after and run.before else tag, kind, title)


def _drawn(strokes: Iterable[tuple[Stroke, str]]) -> str:
    return "".join(
        _tagged(stroke, "".join(text for _, text in group)) for stroke, group in groupby(strokes, lambda pair: pair[0])
    )


def _tagged(stroke: Stroke, text: str) -> str:
    if not stroke.tag or not text:
        return escape(text, quote=False)
    title = "&#10;".join(escape(printable(one)) for one in stroke.title.split("\n"))
    return f'<{stroke.tag} class="{stroke.kind}" title="{title}">{escape(text, quote=False)}</{stroke.tag}>'


def kinds(made: Iterable[Made]) -> Iterator[str]:
    """The kind of each change that is told of."""
    return (kind_of(one) for one in made if one.change.rule not in QUIET)
