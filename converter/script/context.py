"""Characters whose Traditional form the words beside them decide, where no dictionary word does.

In: a text in Simplified. Out: the places, and what stands there. A rule stands here only when it holds in running
text of any kind; where a sentence can mean both, the dictionary's answer stays. And no rule fires inside or across a
longer word: where the likeliest cut has the character in a word (标准|你, 这块|表皮), it must hold of that word alone.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from converter.script import vocabulary
from converter.script.context_rules import RULES, Rule
from converter.script.context_words import HAN
from converter.script.runner import SHORT

REACH = 6  # characters on each side that the cut around a place takes in
PARTICLES = "了着过得"  # with one of these a verb makes no longer word
BEFORE = 12  # characters before a place that a rule may ask for

_BY_CHAR = {char: [rule for rule in RULES if rule.char == char] for char in dict.fromkeys(r.char for r in RULES)}
_MARK = re.compile(f"[^{HAN}]")  # no word goes across one


class Asked(NamedTuple):
    """A rule, ready to be asked."""

    rule: Rule
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    unless: re.Pattern[str] | None


@cache
def _found(chars: str) -> re.Pattern[str]:
    """One pattern for the places where a rule may hold: its neighbours are as it asks, as far as a look behind goes."""
    parts = [f"{char}(?:{'|'.join(f'(?:{rule.pattern})' for rule in _BY_CHAR[char])})" for char in chars]
    return re.compile("|".join(parts))


@cache
def _rules(char: str) -> list[Asked]:
    """The rules of a character, the last first."""
    return [
        Asked(
            rule,
            re.compile(f"{char}(?:{rule.pattern})"),
            re.compile(rf"(?:{rule.before})\Z") if rule.before else None,
            re.compile(rf"(?:{rule.unless})\Z") if rule.unless else None,
        )
        for rule in reversed(_BY_CHAR[char])
    ]


def in_context(folded: str) -> dict[int, str]:
    """The places whose character its neighbours decide, and how; the last rule that fits."""
    places: dict[int, str] = {}
    for pattern in _asked(folded):
        for found in pattern.finditer(folded):
            at = found.start()
            start, end = max(0, at - BEFORE), at + BEFORE
            form = _decided(folded[start:end], at - start)
            if form:
                places[at] = form
    return dict(sorted(places.items()))


def _asked(text: str) -> list[re.Pattern[str]]:
    """All characters in one pass; in a short text only those that it has, for the patterns take long to compile."""
    return [_found(char) for char in _BY_CHAR if char in text] if len(text) < SHORT else [_found("".join(_BY_CHAR))]


@lru_cache(maxsize=vocabulary.REMEMBERED)
def _decided(text: str, at: int) -> str | None:
    """What the rules make of a place in a short stretch."""
    for rule, pattern, before, unless in _rules(text[at]):
        if not pattern.match(text, at):
            continue
        if (before and not before.search(text, 0, at)) or (unless and unless.search(text, 0, at)):
            continue
        if rule.whole or _free(text, at, pattern, rule.alone):
            return rule.form
    return None


def _free(text: str, at: int, pattern: re.Pattern[str], alone: bool) -> bool:
    """Whether the likeliest cut has the place in no longer word, or in one of which the pattern holds by itself."""
    first, last = max(0, at - REACH), min(len(text), at + REACH)
    for mark in _MARK.finditer(text, first, last):
        first, last = (mark.end(), last) if mark.end() <= at else (first, min(last, mark.start()))
    here = at - first
    for start, end in vocabulary.cut(text[first:last]):
        if end <= here:
            continue
        if start > here:
            return not (alone and start == here + 1)
        if text[at + 1 : first + end].strip(PARTICLES) or start < here:
            return pattern.match(text[first + start : first + end], here - start) is not None
    return True


def placed(text: str, places: dict[int, str]) -> str:
    """The text with characters put at places."""
    out: list[str] = []
    at = 0
    for place in sorted(places):
        out += (text[at:place], places[place])
        at = place + 1
    return "".join([*out, text[at:]])
