"""DOCX, ODT, EPUB, HTML and Markdown: read by pandoc in its sandbox, then made fit to print.

In: the bytes of a file. Out: a `Document` with its structure and its pictures, and the ledger's entry for what
was cleaned or left out. Its source text is the flat text as it was first read, an `OBJECT` for what was left out.
"""

from __future__ import annotations

import json
import re
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace

from converter import pandoc, pandoc_json
from converter.document import OBJECT, Document, Foreign, Json, Source, Text
from converter.errors import UnreadableError
from converter.ledger import Change, flat, rewrite
from converter.readers import clean, encoding, epub_package, languages, word_languages
from converter.readers.containers import Archive
from converter.readers.kinds import CONTAINERS
from converter.readers.media import Album
from converter.readers.text import cleaning
from converter.readers.tree import MARKER, Cleaner, Note
from converter.settings import Settings

HTML_WITH_LANGUAGES = "html with languages"
FORMATS = {
    "docx": "docx", "odt": "odt", "epub": "epub",
    "html": "html-native_divs",  # a page's boxes are its design
    HTML_WITH_LANGUAGES: "html",  # … but a box may say which language is in it
    # Quotation marks stay the author's; ~ is a range (10~20元) and @ a name far oftener than pandoc's markup.
    "markdown": "markdown-smart-raw_tex-latex_macros-citations-subscript-example_lists",
}  # fmt: skip
NO_METADATA = "-yaml_metadata_block-simple_tables-multiline_tables"  # what stood between --- is no table either
MAX_DEPTH = 250  # of the tree's lists and objects: some eighty lists inside each other
NAMED = 3  # pictures that a warning names
INNER_BREAKS = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]+")
QUOTES_AND_DASHES = frozenset("“”‘’…—·")  # ambiguous in width; Chinese beside a wide character


def read(data: bytes, source: Source, settings: Settings) -> Document:
    """The document of a file of the kind that `source` names.

    Raises UnreadableError when it is refused, or pandoc cannot read it within the limits.
    """
    doubts: list[Change] = []
    archive, form = None, source.kind
    if source.kind in CONTAINERS:
        archive = Archive(data, source.kind, settings.limits)
    else:
        decoded = encoding.decode(data, settings.encoding)
        page = decoded.text.removeprefix("\ufeff")
        if source.kind == "html" and languages.has_languages(page):
            form, page = HTML_WITH_LANGUAGES, languages.carried(page)
        data = page.encode("utf-8", "replace")
        source = replace(source, encoding=decoded.encoding, sure=decoded.sure)
        doubts = [change for change in cleaning(decoded) if change.rule in ("reading.encoding", "reading.undecodable")]
    album = Album(archive)
    cleaner = Cleaner(source.kind, album)
    if archive is not None and source.kind == "docx":
        data = word_languages.marked(data, archive)
    tree = _tree(data, form, settings)
    if source.kind == "docx":
        tree = word_languages.spans(tree)
    if archive is not None and source.kind == "epub":
        tree["meta"] |= epub_package.fields(archive)
    document = pandoc_json.read(cleaner.clean(tree))
    _tell_of_pictures([note.why.partition(": ")[2] for note in cleaner.notes if note.rule == "reading.image"])
    source = replace(source, text=flat(document), media=tuple(album.media.values()))
    return _entered(replace(document, source=source), cleaner, doubts)


def _tell_of_pictures(lost: list[str]) -> None:
    """Say on one line which pictures the editions will not have: none is fetched, from a folder or from the network."""
    if lost:
        names = ", ".join(dict.fromkeys(lost[:NAMED])) + (" …" if len(lost) > NAMED else "")
        many = "1 picture was" if len(lost) == 1 else f"{len(lost)} pictures were"
        said = f"{many} left out, not being in the file itself: {names} (a DOCX or an EPUB holds its pictures)"
        warnings.warn(said, stacklevel=2)


def _tree(data: bytes, kind: str, settings: Settings) -> dict[str, Json]:
    """What pandoc reads.

    Raises UnreadableError.
    """
    try:
        out = _pandoc(data, FORMATS[kind], settings)
    except UnreadableError as error:
        if kind != "markdown" or "YAML" not in str(error):
            raise
        out = _pandoc(data, FORMATS[kind] + NO_METADATA, settings)
    deep = UnreadableError("is nested too deeply (lists or quotations inside each other): flatten it first")
    try:
        tree: dict[str, Json] = json.loads(out)
    except RecursionError:
        raise deep from None
    if _depth(tree) > MAX_DEPTH:
        raise deep
    return tree


def _pandoc(data: bytes, form: str, settings: Settings) -> bytes:
    return pandoc.run(["-f", form, "-t", "json"], data, settings.limits, failure=UnreadableError)


def _depth(tree: Json) -> int:
    """How many lists and objects are inside each other; counted without recursion."""
    depth, level = 0, [tree]
    while level and depth <= MAX_DEPTH:
        depth += 1
        children = (child for value in level for child in (value.values() if isinstance(value, dict) else value))
        level = [child for child in children if isinstance(child, (dict, list))]
    return depth


def _entered(document: Document, cleaner: Cleaner, doubts: Sequence[Change]) -> Document:
    """The document cleaned, with the first entry of its ledger."""
    document = rewrite(document, "reading", lambda text: _changes(text, cleaner.notes))
    entry = document.changes[-1]
    end = len(document.source.text)
    late = (_number(node) for node in cleaner.pending)
    last = [Change(cleaner.notes[n].rule, end, "", "", cleaner.notes[n].why) for n in late if n is not None]
    first = [replace(change, at=0, before="", after="") for change in doubts]
    return replace(document, changes=(replace(entry, changes=(*first, *entry.changes, *last)),))


def _changes(text: Text, notes: Sequence[Note]) -> list[Change]:
    found = [*_markers(text, notes), *clean.find(text.chars, objects=True), *_inner_breaks(text.chars)]
    return sorted(found, key=lambda change: change.at)


def _markers(text: Text, notes: Sequence[Note]) -> Iterator[Change]:
    at = -1
    for thing in text.objects:
        at = text.chars.index(OBJECT, at + 1)
        n = _number(thing.shape)
        if n is not None:
            yield Change(notes[n].rule, at, OBJECT, "", notes[n].why)


def _number(node: Json | Foreign) -> int | None:
    match node:
        case {"t": "RawInline", "c": [form, number]} if form == MARKER:
            return int(number)
    return None


def _inner_breaks(chars: str) -> Iterator[Change]:
    """Breaks inside a paragraph: nothing between Chinese characters, a space elsewhere."""
    for match in INNER_BREAKS.finditer(chars):
        joined = _is_chinese(chars[max(0, match.start() - 1) : match.start()], chars[match.end() : match.end() + 1])
        why = "a line of the file ends here, inside a paragraph"
        yield Change("reading.line-end", match.start(), match.group(), "" if joined else " ", why)


def _is_chinese(before: str, after: str) -> bool:
    """Whether both are Chinese: one is wide, the other wide too or a mark whose width its neighbour decides."""
    if not before or not after:
        return True
    wide = [unicodedata.east_asian_width(char) in "WF" for char in (before, after)]
    return any(wide) and all(w or c in QUOTES_AND_DASHES for w, c in zip(wide, (before, after), strict=True))
