"""Script: mixed Simplified and Traditional text becomes one variant of Chinese.

In: a document in whatever its author, its editor and three web sites have typed. Out: the same
document in one variant, its language set, every changed character in the ledger. What belongs to
both scripts is decided by the evidence around it, and marked unsure where that is not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from converter.addresses import merged
from converter.collector import paused
from converter.document import Document, Text
from converter.ledger import BREAK, Change, edit, entered, flat
from converter.script.evidence import Evidence, Script
from converter.script.glossary import glossary as read_glossary
from converter.script.glossary import pairs
from converter.script.languages import in_other_languages
from converter.script.mask import masked
from converter.script.names import of_persons
from converter.script.runner import spliced
from converter.script.variants import (
    CHARACTERS,
    CONTESTED,
    GLOSSARY,
    GLYPH,
    SCRIPT_OF,
    STAGE,
    WORDS,
    Conversion,
    Piece,
    blanked,
)
from converter.settings import SCRIPT_ALIASES, Settings, script_named

WHY = {
    CHARACTERS: "written in the other script",
    GLYPH: "another region's glyph of the same character",
    WORDS: "another region's word",
    CONTESTED: "belongs to both scripts",
    GLOSSARY: "the glossary says so",
}


def convert_script(
    text: str,
    variant: str,
    *,
    regional_words: bool = False,
    glossary: Mapping[str, str] | Iterable[tuple[str, str]] = (),
) -> str:
    """The text in a variant of Chinese: zh-Hans, zh-Hant, zh-TW, zh-HK; auto (its own main script) or keep (as it is).

    The number of lines never changes. Addresses, code, file names, Japanese and Korean stay as they are; so does every
    spelling in the glossary, which wins over every dictionary.
    Raises TypeError when the text or the variant is no str, or the glossary no pairs; UsageError for an unknown variant
    or a faulty glossary.
    """
    if not isinstance(text, str):
        raise TypeError(f"convert_script needs a str, not {type(text).__name__}")
    wanted = script_named(variant)
    if wanted == "keep":
        return text
    kept = masked(text)
    target = _own_variant(Evidence(blanked(text, kept)).main) if wanted == "auto" else wanted
    return Conversion(target, regional_words, read_glossary(pairs(glossary), SCRIPT_OF[target])).convert(text, kept)


@paused()
def normalise(document: Document, settings: Settings) -> Document:
    """The document in the variant that the settings name, and its language set to it.

    `auto` keeps a Chinese variant that the metadata names, and takes the document's main script otherwise.
    Raises UsageError for an unknown variant or a faulty glossary.
    """
    wanted = script_named(settings.script)
    text = flat(document)
    kept = masked(text)
    main = Evidence(blanked(text, kept)).main
    persons = (author.chars for author in document.meta.authors)
    kept = merged([*kept, *in_other_languages(document, main), *of_persons(text, persons)])
    its_own = SCRIPT_ALIASES.get(document.meta.language.lower()) or _own_variant(main)
    language = its_own if wanted in ("auto", "keep") else wanted
    changes: list[Change] = []
    if wanted != "keep" and not settings.skips(STAGE):
        own = () if settings.skips(GLOSSARY) else settings.glossary
        words = settings.regional_words and not settings.skips(WORDS)
        conversion = Conversion(language, words, read_glossary(own, SCRIPT_OF[language]), main)
        changes = list(_changes(text, conversion.pieces(text, kept), settings))
    edited = document.map_text(_editor(text, changes)) if changes else document
    after = entered(edited, STAGE, changes)
    return replace(after, meta=replace(after.meta, language=language))


def _editor(text: str, changes: Sequence[Change]) -> Callable[[Text], Text]:
    """What makes the changes (offsets in the flat text) in one text after the other, in the flat text's order."""
    if any(len(change.before) != len(change.after) for change in changes):
        return _resized(changes)
    flat_after, start = spliced(text, [(c.at, c.at + len(c.before), c.after) for c in changes]), 0

    def edited(text: Text) -> Text:
        nonlocal start
        first, start = start, start + len(text.chars) + len(BREAK)
        return Text(flat_after[first : start - len(BREAK)], text.marks, text.objects)

    return edited


def _resized(changes: Sequence[Change]) -> Callable[[Text], Text]:
    """The same where a change has another length, so that marks behind it move."""
    start = done = 0

    def edited(text: Text) -> Text:
        nonlocal start, done
        first, end = done, start + len(text.chars)
        while done < len(changes) and changes[done].at < end:
            done += 1
        mine = [change.moved(-start) for change in changes[first:done]]
        start = end + len(BREAK)
        return edit(text, mine)

    return edited


def _changes(text: str, pieces: Iterable[Piece], settings: Settings) -> Iterator[Change]:
    skipped = {rule for rule in WHY if settings.skips(rule)}
    for start, end, new, rule, doubt in pieces:
        if rule in skipped:
            continue
        before = text[start:end]
        if doubt:
            yield Change(rule, start, before, new, doubt.why, sure=False, alternatives=(doubt.other,))
        else:
            yield Change(rule, start, before, new, WHY[rule])


def _own_variant(script: Script) -> str:
    return "zh-Hant" if script is Script.TRADITIONAL else "zh-Hans"
