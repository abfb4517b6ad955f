"""What fills a line: how much wider, or narrower, each of its gaps becomes.

CLREQ 3.2.4: a line is made longer first at the word spaces, then between Han and Western, then everywhere alike; it is
made shorter first at the word spaces, then at the marks, then between Han and Western. JLREQ 3.8.3, 3.8.4.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from converter.composition.matter import Line, Matter, within

WORD_GROWS = 0.125  # em that a word space grows before other gaps do
JOINT_GROWS = 0.0625  # em: between Han and Western
NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Spread:
    """How the gaps of a line change, px: all but the rigid ones by `even`, some by more."""

    even: float = 0.0
    more: dict[int, float] = field(default_factory=dict)  # by the character before the gap


NONE = Spread()


def spread(matter: Matter, line: Line) -> Spread:
    """What each gap of the line takes of what the line lacks. The sum is exact, unless no gap can give."""
    if line.lack > NOTHING:
        return _stretched(matter, line)
    return _shrunk(matter, line) if line.lack < -NOTHING else NONE


def _stretched(matter: Matter, line: Line) -> Spread:
    lack, more = line.lack, dict[int, float]()
    start, stop, sizes = line.start, line.stop - 1, matter.shaped.sizes
    free = stop - start - len(within(matter.rigid, start, stop))
    for all_places, grows in ((matter.words, WORD_GROWS), (matter.joints, JOINT_GROWS)):
        places = within(all_places, start, stop)
        if places and lack > NOTHING:
            each = min(grows * sizes[places[0]], lack / len(places))
            more |= dict.fromkeys(places, each)
            lack -= each * len(places)
    if lack <= NOTHING:
        return Spread(0.0, more)
    if free:
        return Spread(lack / free, more)
    if lack > sizes[start] or start == stop:
        return NONE
    return Spread(0.0, dict.fromkeys(range(start, stop), lack / (stop - start)))  # the piece of a word that is cut


def _shrunk(matter: Matter, line: Line) -> Spread:
    lack, more = -line.lack, dict[int, float]()
    places = within(matter.pressed, line.start, line.stop - 1)
    for rank in range(3):
        able = {at: matter.elastic[at][1] for at in places if matter.elastic[at][0] == rank}
        if able and lack > NOTHING:
            share = min(1.0, lack / sum(able.values()))
            more |= {at: -gives * share for at, gives in able.items()}
            lack -= share * sum(able.values())
    return Spread(0.0, more)
