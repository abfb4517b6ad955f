"""Full stops that a text has lost.

Some pages lose every 。 on their way. Where the document as a whole lost them, a prose paragraph that ends in none
gets its own back: that is a repair. Inside a paragraph a lost stop is only ever proposed, for a person to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from converter.characters import CLOSERS, SENTENCE_ENDS, is_han, is_western, last_mark, width
from converter.document import OBJECT, Paragraph, Role
from converter.punctuation.proof import Mend, Proof

PROSE_WIDTH = 20.0  # ems; a shorter paragraph is prose only when it has a comma
LOST_SHARE = 0.7  # of the prose paragraphs
FEWEST = 3
CLAUSES = re.compile("[，,；;。！？!?、]")
COMMAS = frozenset("，,；;")
REPAIR = Mend("stops.paragraph", "the document lost its full stops; this paragraph's is put back")
PROPOSAL = Mend("stops.inside", "a sentence seems to begin here", False, ("。",))
# Words that open a sentence and seldom stand inside one, Simplified and Traditional.
OPENERS = re.compile(
    "近年来|近年來|目前|如今|与此同时|與此同時|此外|据了解|據了解|据介绍|據介紹|截至|随后|隨後|不久|后来|後來|当年|當年"
    "|[一二三四五六七八九十两兩几幾多0-9]+年[来來]|(?:自|从|從)?[12][0-9]{3}年(?:初|底|末|[0-9]{1,2}月)?[,，]|因此|然而|但是|于是|於是|所以"
)
BINDS = frozenset(
    "的在从從自到于於是为為至和与與及或把被对對将將向以等若如即当當每各其这這那个個直截除随隨约約近前后後上下了说說称稱"
)


def lost_stops(paragraphs: Iterable[Paragraph]) -> bool:
    """Whether the document as a whole lost its stops: most prose paragraphs end in no mark at all."""
    prose = [block.text.chars for block in paragraphs if block.role is Role.BODY and is_prose(block)]
    ends = [_is_open(chars) for chars in prose]
    long = sum(map(_is_long, prose))
    return len(ends) >= FEWEST <= long and sum(ends) >= LOST_SHARE * len(ends)


def is_prose(block: Paragraph) -> bool:
    """Whether a paragraph is made of sentences, be it a line of verse with a mark inside."""
    chars = block.text.chars
    if block.role in (Role.VERSE, Role.STANZA):
        return _is_measured(chars)
    return block.role is Role.BODY and (_is_long(chars) or not COMMAS.isdisjoint(chars))


def _is_long(chars: str) -> bool:
    """Whether a paragraph is as wide as prose; its first characters nearly always say so."""
    return width(chars[: 2 * int(PROSE_WIDTH)]) >= PROSE_WIDTH or width(chars) >= PROSE_WIDTH


def _is_measured(chars: str) -> bool:
    """Whether a line of verse has clauses of one length, as old verse has: new verse goes without stops by design."""
    clauses = [clause for clause in CLAUSES.split(chars) if clause]
    return len(clauses) > 1 and len(set(map(len, clauses))) == 1


def _is_open(chars: str) -> bool:
    mark = last_mark(chars.rstrip(OBJECT))
    return bool(mark) and (is_han(mark) or is_western(mark) or mark in "%％")


def repair(proof: Proof) -> None:
    """The stop at the end of a prose paragraph that has none, inside a closing quotation mark where one stands last."""
    end = len(proof) - 1
    while end >= 0 and proof.cells[end] in ("", OBJECT):
        end -= 1
    if end < 0 or not _is_open(proof.text().rstrip()):
        return
    while end > 0 and proof.cells[end] in tuple(CLOSERS) and proof.cells[end] not in ")）》〉】〕":
        end -= 1
    stop = "？" if proof.cells[end] in ("吗", "嗎") else "。"
    proof.mend(end, proof.cells[end] + stop, REPAIR)


def propose(proof: Proof) -> None:
    """The places inside a paragraph where a sentence seems to begin without a stop before it."""
    text = "".join(cell or " " for cell in proof.cells)
    if len(text) != len(proof):
        return
    for match in OPENERS.finditer(text):
        at = match.start()
        before = text[at - 1] if at else ""
        if before and is_han(before) and before not in BINDS and before not in SENTENCE_ENDS:
            proof.propose(at, PROPOSAL)
