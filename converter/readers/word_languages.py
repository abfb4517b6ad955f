"""The language that a DOCX gives to some of its words, which pandoc does not hand on.

In: an archive whose runs or styles carry `w:lang`. Out: its bytes with a mark before and behind each such run's text,
and afterwards pandoc's tree with spans of that `lang` where the marks were.

Only Japanese, Korean and Vietnamese count: Word writes zh-CN, the language of its own installation, on nearly every run
of a Traditional text too, so that Chinese says nothing about Chinese. Nor does the language of most of a text, of a
document's defaults or of its default style: that is the keyboard's, while a statement sets words apart.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from converter.addresses import HAN
from converter.document import Json
from converter.pandoc_json import INLINES
from converter.readers.containers import Archive

PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
STYLES = "word/styles.xml"
LANGUAGES = ("ja", "ko", "vi")
END = "\ufdd3"  # noncharacters, which no text has
MARKS = dict(zip(LANGUAGES, "\ufdd0\ufdd1\ufdd2", strict=True))
BY_MARK = {mark: language for language, mark in MARKS.items()}
DEEPEST = 20  # styles based on each other

_OTHERS = re.compile(rf"<w:lang\s[^>]*\"(?:{'|'.join(LANGUAGES)})\b")
_LANG = re.compile(r"<w:lang\s([^>]*)>")
_TAG = re.compile(r'w:(eastAsia|val)="([A-Za-z]+)')
_STYLE = re.compile(r"<w:style\s([^>]*)>(.*?)</w:style>", re.S)
_BASE = re.compile(r'<w:basedOn\s+w:val="([^"]*)"')
_RUN_STYLE = re.compile(r'<w:rStyle\s+w:val="([^"]*)"')
_PIECE = re.compile(
    r'<w:p(?=[\s>])|<w:pStyle\s+w:val="(?P<style>[^"]*)"|<w:r(?:\s[^>]*)?>(?P<run>(?:(?!<w:r[\s>]).)*?)</w:r>', re.S
)
_WORDS = re.compile(r"(<w:t(?:\s[^>]*)?>)([^<]+)(?=</w:t>)")
_HAN = re.compile(f"[{HAN}]")
_MARKED = re.compile(f"([{''.join(MARKS.values())}{END}])")


def marked(data: bytes, archive: Archive) -> bytes:
    """The archive with its foreign words marked; the same bytes when it has none."""
    parts = {name: (archive.read(name) or b"").decode("utf-8", "replace") for name in (*PARTS, STYLES)}
    if not any(_OTHERS.search(part) for part in parts.values()):
        return data
    styles = _styles(parts.pop(STYLES))
    new = {name: _marked_part(part, styles) for name, part in parts.items()}
    foreign = sum(len(_HAN.findall(run)) for part in new.values() for run in _foreign_runs(part))
    if not foreign or 2 * foreign > sum(len(_HAN.findall(part)) for part in new.values()):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in old.infolist():
            changed = new.get(info.filename)
            target.writestr(info.filename, changed.encode() if changed else old.read(info))
    return out.getvalue()


def spans(value: Json) -> Json:
    """A pandoc tree with spans in the place of the marks."""
    if isinstance(value, dict):
        return {key: spans(item) for key, item in value.items()}
    if not isinstance(value, list):
        return _MARKED.sub("", value) if isinstance(value, str) else value
    if not any(isinstance(item, dict) and item.get("t") in INLINES for item in value):
        return [spans(item) for item in value]
    out: list[Json] = []
    inside = out
    for piece in (piece for inline in value for piece in _pieces(inline)):
        if piece == END:
            inside = out
        elif isinstance(piece, str):
            inside = []
            out.append({"t": "Span", "c": [["", [], [["lang", BY_MARK[piece]]]], inside]})
        else:
            inside.append(spans(piece))
    return out


def _pieces(inline: Json) -> Iterator[Json]:
    """An inline, or a string's parts between the marks, each mark by itself."""
    match inline:
        case {"t": "Str", "c": str(chars)}:
            for part in filter(None, _MARKED.split(chars)):
                yield part if _MARKED.fullmatch(part) else {"t": "Str", "c": part}
        case _:
            yield inline


def _styles(part: str) -> dict[str, str]:
    """The language of every style that states one, by its identifier."""
    own: dict[str, str] = {}
    bases: dict[str, str] = {}
    for attributes, content in _STYLE.findall(part):
        name = re.search(r'w:styleId="([^"]*)"', attributes)
        if not name or re.search(r'w:default="(?:1|true|on)"', attributes):
            continue
        own[name[1]] = _language(content)
        base = _BASE.search(content)
        bases[name[1]] = base[1] if base else ""
    for style in own:
        above = style
        for _ in range(DEEPEST):
            if own[style] or above not in bases:
                break
            above = bases[above]
            own[style] = own.get(above, "")
    return own


def _language(content: str) -> str:
    """The primary tag that a run's or a style's properties give East Asian text; empty when they say nothing."""
    found = _LANG.search(content)
    tags: dict[str, str] = dict(_TAG.findall(found[1])) if found else {}
    return tags.get("eastAsia", tags.get("val", "")).lower()


def _marked_part(part: str, styles: dict[str, str]) -> str:
    part = _MARKED.sub("", part)
    paragraph = ""

    def replaced(found: re.Match[str]) -> str:
        nonlocal paragraph
        run = found["run"]
        if run is None:
            paragraph = unescape(found["style"] or "")
            return found[0]
        style = _RUN_STYLE.search(run)
        language = _language(run) or styles.get(unescape(style[1]) if style else "", "") or styles.get(paragraph, "")
        if language not in MARKS:
            return found[0]
        return _WORDS.sub(rf"\1{MARKS[language]}\2{END}", found[0])

    return _PIECE.sub(replaced, part)


def _foreign_runs(part: str) -> Iterator[str]:
    pieces = _MARKED.split(part)
    return (pieces[n + 1] for n in range(1, len(pieces) - 1, 2) if pieces[n] != END)
