"""How much a line is worded as a web page's own: 收藏 1.2万 · 分享, 全站熱搜, 点上方蓝字，关注我们.

Pages differ in their layout and their phrases, hardly in their words. `page_words.txt` gives the words with their
weights; a word that the text itself uses in its prose says less, and what is not a page's word speaks against it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from converter.characters import count_han, ends_sentence
from converter.structure.evidence import words_of

WORDS = Path(__file__).with_name("page_words.txt")
LONGEST = 80  # characters of a line that may be a page's own
OTHER = 0.35  # what each other character takes off
STOP, COMMA = 2.0, 0.7  # what the marks of prose take off
ALL = 0.8  # of the line are a page's words
WHOLLY = 1.4  # times as much such a line says
COUNT = re.compile(  # (1,027), 356 人, 1.2万
    r"[\[(]\s*\d[\d,.]*\s*[万k+]?\s*[\])]|\d[\d,.]*\s*万?\s*(?=[次人条则位个赞]|$)|(?<=\s)\d[\d,.]*[万k]?",
    re.IGNORECASE,
)
ICON = re.compile(r"[←-⇿⌀-⏿■-◿☀-⛿✀-➿⬀-⯿\U0001f300-\U0001faff»«›‹▶◀×|]")
WESTERN = re.compile("[A-Za-z]+")
WESTERN_WORDS = re.compile(r"[a-z]+")
SIGN = 0.8  # weight of a count or an icon
OWN = 0.25  # of its weight is left to a word that the text's prose uses
IN_PROSE = 0.15  # of a line's characters, at most, are a page's words in prose


class PageWords:
    """A page's words, weighed for one text."""

    def __init__(self, prose: Iterable[str]) -> None:
        """`prose`: lines of the text that are its own, in plain form."""
        used: set[str] = set()
        for line in prose:
            found = _found(line)
            if sum(map(len, found)) <= IN_PROSE * len(line):
                used.update(found)
        self._weights = {word: weight * (OWN if word in used else 1.0) for word, weight in _weights().items()}

    def weigh(self, text: str) -> float:
        """The log-odds, by its words alone, that a text in plain form is a page's own; 0.0 where nothing tells."""
        found = _found(text) if 0 < len(text) <= LONGEST else []
        if not found:
            return 0.0
        covered, han = sum(map(len, found)), count_han(text)
        total = sum(self._weights[word] for word in set(found)) - OTHER * max(0, han - covered)
        total += SIGN * (bool(COUNT.search(text)) + bool(ICON.search(text)))
        if covered >= ALL * (han + len(WESTERN.findall(text))):
            total *= WHOLLY
        return total - STOP * ends_sentence(text) - COMMA * sum(mark in ",;、" for mark in text)


def _found(text: str) -> list[str]:
    """The page's words that a text holds, in Han and in Western letters."""
    words = _han().findall(text)
    if WESTERN.search(text):
        words += [word for word in WESTERN_WORDS.findall(text.lower()) if word in _weights()]
    return words


def _weights() -> dict[str, float]:
    """The words with their weights."""
    return words_of(WORDS)


@cache
def _han() -> re.Pattern[str]:
    """A pattern that finds the words in Han, the longest first.

    They stand grouped by their first character, so that a search skips what begins none of them.
    """
    tails: dict[str, list[str]] = defaultdict(list)
    for word in sorted((word for word in _weights() if not word.isascii()), key=len, reverse=True):
        tails[word[0]].append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in tails.items()))
