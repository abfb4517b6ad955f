"""Script: mixed Simplified and Traditional text becomes one variant of Chinese.

In: a document in whatever its author, its editor and three web sites have typed. Out: the same
document in one variant, its language set, every changed character in the ledger. What belongs to
both scripts is decided by the evidence around it, and marked unsure where that is not enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from converter.addresses import merged
from converter.collector import paused
from converter.document import Document, Text
from converter.ledger import BREAK, Change, apply, edit, entered, flat
from converter.script.evidence import Evidence, Script
from converter.script.glossary import glossary as read_glossary
from converter.script.glossary import pairs
from converter.script.mask import masked
from converter.script.names import of_persons
from converter.script.variants import GLOSSARY, SCRIPT_OF, STAGE, WHY, WORDS, Conversion, blanked
from converter.settings import SCRIPT_ALIASES, Settings, check_switch, script_named


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
    Raises TypeError when the text or the variant is no str, `regional_words` no bool, or the glossary no pairs;
    UsageError for an unknown variant or a faulty glossary.
    """
    if not isinstance(text, str):
        raise TypeError(f"convert_script needs a str, not {type(text).__name__}")
    wanted = script_named(variant)
    check_switch("regional_words", regional_words)
    if wanted == "keep":
        return text
    kept = masked(text)
    target = _own_variant(Evidence(blanked(text, kept)).main) if wanted == "auto" else wanted
    conversion = Conversion(target, regional_words, read_glossary(pairs(glossary), SCRIPT_OF[target]))
    return conversion.converted(text, kept).text


@paused()
def normalise(document: Document, settings: Settings) -> Document:
    """The document in the variant that the settings name, and its language set to it.

    `auto` keeps a Chinese variant that the metadata names, and takes the document's main script otherwise.
    Raises UsageError for an unknown variant or a faulty glossary.
    """
    from converter.script.languages import in_other_languages  # late: plain text says nothing of the kind

    wanted = script_named(settings.script)
    text = flat(document)
    kept = masked(text)
    main = Evidence(blanked(text, kept)).main
    persons = (author.chars for author in document.meta.authors)
    kept = merged([*kept, *in_other_languages(document, main), *of_persons(text, persons)])
    its_own = SCRIPT_ALIASES.get(document.meta.language.lower()) or _own_variant(main)
    language = its_own if wanted in ("auto", "keep") else wanted
    changes: list[Change] = []
    edited = document
    if wanted != "keep" and not settings.skips(STAGE):
        own = () if settings.skips(GLOSSARY) else settings.glossary
        words = settings.regional_words and not settings.skips(WORDS)
        conversion = Conversion(language, words, read_glossary(own, SCRIPT_OF[language]), main)
        converted = conversion.converted(text, kept)
        skipped = {rule for rule in WHY if settings.skips(rule)}
        changes = [change for change in converted.changes if change.rule not in skipped]
        if changes:
            new = apply(changes, text) if skipped else converted.text
            edited = document.map_text(_cut(new) if converted.even else _editor(changes))
    after = entered(edited, STAGE, changes)
    return replace(after, meta=replace(after.meta, language=language))


def _cut(flat_after: str) -> Callable[[Text], Text]:
    """What takes one text after the other, in the flat text's order, out of the flat text as it is to be."""
    start = 0

    def edited(text: Text) -> Text:
        nonlocal start
        first, start = start, start + len(text.chars) + len(BREAK)
        return Text(flat_after[first : start - len(BREAK)], text.marks, text.objects)

    return edited


def _editor(changes: Sequence[Change]) -> Callable[[Text], Text]:
    """What makes the changes (offsets in the flat text) in one text after the other, in the flat text's order."""
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


def _own_variant(script: Script) -> str:
    return "zh-Hant" if script is Script.TRADITIONAL else "zh-Hans"
