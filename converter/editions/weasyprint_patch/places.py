"""Where the lines of a paragraph may end: as the trade has it, and as the boxes' white-space and word-break want it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.composition import addresses, breaking
from converter.composition.classes import RAISED
from converter.editions.weasyprint_patch.shaping import allowed_breaks

if TYPE_CHECKING:
    from converter.editions.weasyprint_patch.paragraph import Paragraph

NEVER = "CSMBRE"  # classes that begin no line, wherever else the text may be cut


def breaks(paragraph: Paragraph) -> bytes:
    """Before which characters a line may end: 1 or 0 for each, and for the end of the text."""
    text, kinds = paragraph.text, paragraph.kinds
    raised = [at for at, kind in enumerate(kinds) if kind == RAISED]
    if raised:  # what a note's call stands beside decides, not its figure
        kept = [at for at, kind in enumerate(kinds) if kind != RAISED]
        plain = allowed_breaks("".join(text[at] for at in kept), paragraph.language)
        allowed = bytearray(len(text) + 1)
        for at, flag in zip([*kept, len(text)], plain, strict=True):
            allowed[at] = flag
    else:
        allowed = bytearray(allowed_breaks(text, paragraph.language))
    found = breaking.opportunities(text, kinds, bytes(allowed))
    for leaf in paragraph.leaves:
        if leaf.kind == "text" and leaf.box.style["white_space"] in ("nowrap", "pre"):
            breaking.without(found, range(leaf.start + 1, leaf.stop))
    return bytes(found)


def cut(paragraph: Paragraph) -> None:
    """Where addresses and overlong words may be cut, and which of their characters may stand apart."""
    text = breaking.words(paragraph.text, paragraph.kinds)
    known, cuts = set[int](), set[int]()
    for start, stop in addresses.addresses(text):
        known |= {*range(start, stop)}
        cuts |= addresses.elsewhere(text, start, stop)
    for start, stop in addresses.names(text):
        cuts |= addresses.at_marks(text, start, stop)
    for leaf in paragraph.leaves:
        style = leaf.box.style
        if leaf.kind == "text" and style["word_break"] == "break-all":
            inside = addresses.anywhere(text, leaf.start, leaf.stop)
            cuts |= {at for at in inside - known if paragraph.kinds[at] not in NEVER}
            known |= {*range(leaf.start, leaf.stop)}
        if leaf.kind == "text" and cuts and style["white_space"] in ("nowrap", "pre"):
            cuts -= {*range(leaf.start + 1, leaf.stop)}
    if known or cuts:
        # Nothing is cut or set apart within a glyph: the end of a ligature takes no place of its own.
        paragraph.loose = {at for at in known if at + 1 in known and paragraph.advances[at + 1]}
        paragraph.cuts = {at for at in cuts if paragraph.advances[at] and not paragraph.breaks[at]}
