"""Pictures: which of those that a document names can be carried, and what they are.

In: a picture's target as pandoc gives it, and the archive it may be in. Out: its name, media type and bytes.
Only what is inside the file is carried: nothing is fetched, and no other file is opened.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from converter.readers.containers import Archive

Media = tuple[str, str, bytes]  # name, media type, bytes

SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png", "png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg", "jpg"),
    (re.compile(rb"GIF8[79]a"), "image/gif", "gif"),
    (re.compile(rb"RIFF....WEBP", re.S), "image/webp", "webp"),
    (re.compile(rb"BM"), "image/bmp", "bmp"),
    (re.compile(rb"II\*\0|MM\0\*"), "image/tiff", "tiff"),
    (
        # Possessive, for a comment that ends at any of the later --> would be tried in exponentially many ways.
        re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*>)*+<svg\b", re.S | re.I),
        "image/svg+xml",
        "svg",
    ),
)
ACTIVE_SVG = re.compile(  # what runs, or reaches outside the picture
    rb"<script|<foreignObject|<!ENTITY|javascript:|\son\w+\s*=|@import|href\s*=\s*[\"'](?!#|data:image/)|url\(\s*[\"']?(?!#|data:)",
    re.I,
)
DATA_URI = re.compile(r"data:image/[\w.+-]+((?:;[\w=-]+)*),(.*)", re.S)


@dataclass
class Album:
    """The pictures of one document, collected while its tree is walked."""

    archive: Archive | None = None
    media: dict[str, Media] = field(default_factory=dict)  # by name

    def name_of(self, target: str) -> str | None:
        """The picture's name in the album; None when it cannot be carried."""
        if target in self.media:
            return target
        embedded = DATA_URI.match(target)
        data = _embedded(embedded) if embedded else self.archive and self.archive.picture(target)
        found = data and _type_of(data)
        if not data or not found:
            return None
        media_type, suffix = found
        name = f"media/{hashlib.sha256(data).hexdigest()[:16]}.{suffix}" if embedded else target
        self.media[name] = (name, media_type, data)
        return name


def _type_of(data: bytes) -> tuple[str, str] | None:
    """Media type and suffix of a picture that every edition can show, by its first bytes."""
    for signature, media_type, suffix in SIGNATURES:
        if signature.match(data):
            return None if suffix == "svg" and ACTIVE_SVG.search(data) else (media_type, suffix)
    return None


def _embedded(uri: re.Match[str]) -> bytes | None:
    data = unquote_to_bytes(uri[2])
    if "base64" not in uri[1]:
        return data
    try:
        return base64.b64decode(data)
    except binascii.Error:
        return None
