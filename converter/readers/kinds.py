"""What kind of file this is: by its name and by its first bytes.

In: a name, and the bytes. Out: "text", or the pandoc reader that reads it. A name ending in .txt is always text,
so that no text is taken for markup; a DOCX, ODT or EPUB is known by what its archive holds, whatever its name.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from converter.errors import UnreadableError

TEXT = "text"
SUFFIXES = {
    ".txt": TEXT, ".text": TEXT,
    ".htm": "html", ".html": "html", ".xhtml": "html",
    ".md": "markdown", ".markdown": "markdown",
    ".docx": "docx", ".odt": "odt", ".epub": "epub",
}  # fmt: skip
CONTAINERS = frozenset({"docx", "odt", "epub"})
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

FOREIGN = (  # first bytes, what they mean, what to do about it
    (b"%PDF-", "a PDF", "take its text out first, for example with `pdftotext`"),
    (b"{\\rtf", "an RTF file", "save it as DOCX first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc), or one with a password", "save it as DOCX first"),
    (b"%!PS", "PostScript", "take its text out first"),
    (b"\x89PNG", "a PNG image", "only texts can be read"),
    (b"\xff\xd8\xff", "a JPEG image", "only texts can be read"),
    (b"GIF8", "a GIF image", "only texts can be read"),
    (b"II*\0", "a TIFF image", "only texts can be read"),
    (b"MM\0*", "a TIFF image", "only texts can be read"),
    (b"RIFF", "a picture, sound or film", "only texts can be read"),
    (b"OggS", "a sound", "only texts can be read"),
    (b"ID3", "a sound", "only texts can be read"),
    (b"Rar!\x1a", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"\x7fELF", "a program", "only texts can be read"),
    (b"MZ\x90\0", "a program", "only texts can be read"),
    (b"SQLite format 3", "a database", "only texts can be read"),
    (b"ITSF", "a CHM help file", "convert it to EPUB or HTML first"),
)
MOBI = (b"BOOKMOBI", b"TEXtREAd")  # at byte 60
PAGE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)


def kind_of(data: bytes, name: str = "") -> str:
    """One of: text, html, markdown, docx, odt, epub.

    Raises UnreadableError when it is none of these.
    """
    suffix = PurePath(name).suffix.lower()
    by_name = SUFFIXES.get(suffix)
    if data.startswith(ZIP):
        return _container(data)
    _refuse(data)
    if by_name in CONTAINERS:
        raise UnreadableError(f"is no {suffix[1:].upper()}, whatever its name says: open it and save it again")
    if by_name:
        return by_name
    return "html" if not suffix and PAGE.match(data.removeprefix(b"\xef\xbb\xbf")) else TEXT


def _refuse(data: bytes) -> None:
    for magic, what, advice in FOREIGN:
        if data.startswith(magic):
            raise UnreadableError(f"looks like {what}: {advice}")
    if data[60:68] in MOBI:
        raise UnreadableError("looks like a MOBI e-book: convert it to EPUB first")


def _container(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, KeyError, EOFError):
        raise UnreadableError("begins as a ZIP, DOCX, ODT or EPUB but is damaged: open it and save it again") from None
    if mimetype.startswith(b"application/epub+zip") or "META-INF/container.xml" in names:
        return "epub"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    raise UnreadableError("looks like a ZIP archive that is no DOCX, ODT or EPUB: unpack it first")
