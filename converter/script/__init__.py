"""Script: mixed Simplified and Traditional text becomes one variant of Chinese.

In: a document in whatever its author, its editor and three web sites have typed. Out: the same
document in one variant, its language set, every changed character in the ledger. What belongs to
both scripts is decided by the evidence around it, and marked unsure where that is not enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from converter.document import Document, Text
from converter.errors import UsageError
from converter.ledger import Change, entered, flat, rewrite
from converter.script.evidence import Evidence, Script, Surroundings
from converter.script.glossary import glossary as read_glossary
from converter.script.mask import masked
from converter.script.variants import CHARACTERS, CONTESTED, GLOSSARY, GLYPH, SCRIPT_OF, WORDS, Conversion, blanked
from converter.settings import SCRIPTS, Settings

STAGE = "script"
# Names that other programs give a variant (BCP 47, with the region written out or not).
ALIASES = {
    "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-my": "zh-Hans", "zh-hans": "zh-Hans", "zh-hans-cn": "zh-Hans",
    "zh-hans-sg": "zh-Hans", "zh-hant": "zh-Hant", "zh-tw": "zh-TW", "zh-hant-tw": "zh-TW", "zh-hk": "zh-HK",
    "zh-mo": "zh-HK", "zh-hant-hk": "zh-HK", "zh-hant-mo": "zh-HK",
}  # fmt: skip
WHY = {
    CHARACTERS: "written in the other script",
    GLYPH: "another region's glyph of the same character",
    WORDS: "another region's word",
    CONTESTED: "belongs to both scripts",
    GLOSSARY: "the glossary says so",
}


def convert_script(
    text: str, variant: str, *, regional_words: bool = False, glossary: Iterable[tuple[str, str]] = ()
) -> str:
    """The text in a variant of Chinese: zh-Hans, zh-Hant, zh-TW, zh-HK; auto (its own main script) or keep (as it is).

    The number of lines never changes. Addresses, code, file names, Japanese and Korean stay as they are; so does every
    spelling in the glossary, which wins over every dictionary.
    Raises TypeError when the text is no str; UsageError for an unknown variant or a faulty glossary.
    """
    if not isinstance(text, str):
        raise TypeError(f"convert_script needs a str, not {type(text).__name__}")
    wanted = known(variant)
    around = _main(text)
    if wanted == "keep":
        return text
    target = _own_variant(around.script) if wanted == "auto" else wanted
    return _conversion(target, around, words=regional_words, pairs=glossary).convert(text)


def normalise(document: Document, settings: Settings) -> Document:
    """The document in the variant that the settings name, and its language set to it.

    `auto` keeps a Chinese variant that the metadata names, and takes the document's main script otherwise.
    Raises UsageError for an unknown variant or a faulty glossary.
    """
    wanted = known(settings.script)
    around = _main(flat(document))
    own = ALIASES.get(document.meta.language.lower()) or _own_variant(around.script)
    language = own if wanted in ("auto", "keep") else wanted
    if wanted == "keep" or settings.skips(STAGE):
        after = entered(document, STAGE, ())
        return replace(after, meta=replace(after.meta, language=own))
    words = settings.regional_words and not settings.skips(WORDS)
    pairs = () if settings.skips(GLOSSARY) else settings.glossary
    conversion = _conversion(language, around, words=words, pairs=pairs)
    after = rewrite(document, STAGE, lambda text: _changes(text, conversion, settings))
    return replace(after, meta=replace(after.meta, language=language))


def known(variant: str) -> str:
    """The variant by our name for it.

    Raises UsageError, naming the known ones, when there is none.
    """
    name = variant if variant in SCRIPTS else ALIASES.get(variant.lower())
    if name is None:
        raise UsageError(f"script {variant!r} is unknown. Choose one of: {', '.join(SCRIPTS)}.")
    return name


def _changes(text: Text, conversion: Conversion, settings: Settings) -> Iterator[Change]:
    for piece in conversion.pieces(text.chars):
        if settings.skips(piece.rule):
            continue
        before = text.chars[piece.start : piece.end]
        doubt = piece.doubt
        yield Change(
            rule=piece.rule,
            at=piece.start,
            before=before,
            after=piece.new,
            why=doubt.why if doubt else WHY[piece.rule],
            sure=doubt is None,
            alternatives=(doubt.other,) if doubt else (),
        )


def _conversion(variant: str, around: Surroundings, *, words: bool, pairs: Iterable[tuple[str, str]]) -> Conversion:
    return Conversion(variant, words, read_glossary(pairs, SCRIPT_OF[variant]), around)


def _main(text: str) -> Surroundings:
    return Evidence(blanked(text, masked(text))).surroundings()


def _own_variant(script: Script) -> str:
    return "zh-Hant" if script is Script.TRADITIONAL else "zh-Hans"
