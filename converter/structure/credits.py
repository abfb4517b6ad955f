"""Who wrote a text, when, and where it appeared: the line of date and source, the byline.

In: the first lines. Out: entries for `Meta`, and verdicts on the lines they stood in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from converter.structure.assembly import Entry
from converter.structure.byline import is_name, names_in, spacing_of
from converter.structure.dateline import dateline_parts
from converter.structure.galley import Galley, Kind, Part, Verdict
from converter.structure.line import Line


def read_datelines(galley: Galley, head: Sequence[int]) -> Iterator[Entry]:
    """Decide about the lines of date and source among the first lines, and give what they say."""
    seen: set[str] = set()
    for index in head:
        line = galley.lines[index]
        parts = list(dateline_parts(line))
        if not parts or not _is_news(parts, seen):
            continue
        galley.decide(index, Verdict(Kind.FRONT, "front.dateline", "the line of date and source", parts=tuple(parts)))
        if galley.verdicts[index] is None:
            continue
        for part in parts:
            name = part.to.removeprefix("meta.")
            text = line.text[part.start : part.end].strip()
            if name == "authors":
                yield from (Entry(name, one, part.rule, part.why) for one in text.split())
            elif name and name not in seen:
                seen.add(name)
                yield Entry(name, text, part.rule, part.why)


def _is_news(parts: Sequence[Part], seen: set[str]) -> bool:
    """Whether the line says what no dateline before it said, or is a page's data about itself: else it is text."""
    fields = {part.to.removeprefix("meta.") for part in parts if part.to}
    return not fields <= seen or any(part.rule.startswith("furniture.") for part in parts)


def read_bylines(galley: Galley, head: Sequence[int], known: Collection[str]) -> Iterator[Entry]:
    """Decide about the bylines, up to where the text begins; their authors, unless others are `known`."""
    for index in head:
        line = galley.lines[index]
        if galley.verdicts[index] is not None:
            continue
        names = names_in(line.text) or _bare_name(galley, index, line)
        if not names:
            return  # the text begins
        galley.decide(index, Verdict(Kind.BYLINE, "front.byline", "who wrote it", parts=tuple(spacing_of(line.text))))
        if "authors" not in known and galley.verdicts[index] is not None:
            for name in names:
                yield Entry("authors", name, "front.author", "named in the byline")


def _bare_name(galley: Galley, index: int, line: Line) -> list[str]:
    """A person's name and nothing else, right under the title."""
    above = galley.verdicts[index - 1] if index else None
    under_title = above is not None and above.rule in ("front.title", "front.subtitle")
    followed = index + 1 < len(galley.lines)
    return [line.text] if under_title and followed and is_name(line.text) else []
