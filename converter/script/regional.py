"""Regional words: 软件 is 軟體 in Taiwan, 出租车 is 的士 in Hong Kong, 檔案 is 文件 on the mainland.

Words are exchanged once, and only where the text was written for the other region's readers: 文件 is
a file on the mainland, a document in Taiwan, and must not become 檔案 in a Taiwan author's contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from converter.script.dictionaries import Table, characters, phrases, table
from converter.script.evidence import Clause, Evidence, Script, Surroundings, clause_at
from converter.script.runner import Group, Splice


class Words:
    """A region's words over the glyphs it already has; the chemists' characters (硅, 矽) are words of one."""

    def __init__(self, entries: Table, *glyphs: Table) -> None:
        self._group = Group(phrases(entries), *glyphs)
        # 埠 is a port in Taiwan's computers, but also the quay of 商埠: a character alone is no word for two.
        self._elements = {c: new for c, new in characters(entries).items() if len(new) == 1 and new != c}

    def splices(self, text: str) -> Iterator[Splice]:
        """The words found, left to right."""
        at = 0
        for start, end, new in self._group.splices(text):
            yield from self._alone(text, at, start)
            yield start, end, new
            at = end
        yield from self._alone(text, at, len(text))

    def _alone(self, text: str, start: int, end: int) -> Iterator[Splice]:
        for at in range(start, end):
            if text[at] in self._elements:
                yield at, at + 1, self._elements[text[at]]


@cache
def words(region: str) -> Words:
    """The words of Taiwan (TW) or Hong Kong (HK), for text in OpenCC's Traditional standard."""
    return Words(table(f"{region}Phrases"), table(f"{region}VariantsPhrases"), table(f"{region}Variants"))


@cache
def mainland() -> Words:
    """Taiwan's and Hong Kong's words back to the mainland's, in OpenCC's Traditional standard."""
    return Words(table("TWPhrasesRev", "HKPhrasesRev"))


@cache
def _regional_words() -> frozenset[str]:
    return frozenset(table("TWPhrases").values()) | frozenset(table("HKPhrases").values())


def needed(text: str, splices: Iterable[Splice], target: Script, around: Surroundings) -> Iterator[Splice]:
    """The regional words that were written in the other script, and so by a reader of the other region."""
    splices = list(splices)
    evidence = Evidence(text if splices else "")
    found = list(evidence.clauses(around.script))
    for start, end, new in splices:
        clause = clause_at(found, start) or Clause(start, end, around.script)
        if new != text[start:end] and _foreign(evidence, text, start, end, clause, target):
            yield start, end, new


def _foreign(evidence: Evidence, text: str, start: int, end: int, clause: Clause, target: Script) -> bool:
    own = evidence.script(start, end)
    if own in (Script.SIMPLIFIED, Script.TRADITIONAL):
        return own is not target
    if clause.script is Script.MIXED:
        return evidence.nearest(start, clause.start, clause.end) is not target
    if clause.script is Script.UNKNOWN:  # written alike in both: only what is no word of the target's own
        return target is Script.TRADITIONAL and text[start:end] not in _regional_words()
    return clause.script is not target
