"""DOCX, ODT and EPUB are ZIP archives of XML: checked before anything parses them, and asked for their pictures.

In: the bytes of an archive. Out: nothing, or an error that says why it is refused; a picture's bytes by its name.
Nothing is unpacked to disk, and no entity is ever resolved.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from converter.errors import UnreadableError
from converter.settings import Limits

SMALL = 1_000_000  # bytes unpacked: below this no ratio makes a bomb
MAX_MEMBERS = 20_000
CHUNK = 1 << 20
XML_SUFFIXES = frozenset({".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".svg", ".smil"})
DTD = re.compile(rb"<!DOCTYPE|<!ENTITY", re.I)
# EPUB 2 and OpenOffice name a public DTD at the head of their files: harmless, unless entities are declared in it.
DTD_WITH_ENTITIES = re.compile(rb"<!DOCTYPE[^>\[]{0,500}\[|<!ENTITY", re.I)
FONT_SCRAMBLING = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")  # no encryption of text
DAMAGED = (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, KeyError, EOFError)


class Archive:
    """A checked archive."""

    def __init__(self, data: bytes, kind: str, limits: Limits) -> None:
        """Check the archive.

        Raises UnreadableError when it is damaged, encrypted, a bomb, declares entities or names a path outside itself.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            _check_sizes(self._zip.infolist(), limits)
            _check_names(self._zip.infolist())
            for info in self._zip.infolist():
                self._check_member(info, DTD if kind == "docx" else DTD_WITH_ENTITIES)
        except DAMAGED as error:
            raise UnreadableError(f"is damaged ({_first_line(error)}): open it and save it again") from None
        self._check_encryption()

    def read(self, name: str) -> bytes | None:
        """The member of that name; None when there is none."""
        return self._zip.read(name) if name in self._zip.namelist() else None

    def picture(self, target: str) -> bytes | None:
        """The member that pandoc means by a picture's target; None when there is none."""
        name = str(PurePosixPath(unquote(target)))
        names = [info.filename for info in self._zip.infolist() if not info.is_dir()]
        exact = [n for n in (name, f"word/{name}") if n in names]
        found = exact or sorted((n for n in names if n.endswith(f"/{name}")), key=len)
        return self._zip.read(found[0]) if found else None

    def _check_member(self, info: zipfile.ZipInfo, forbidden: re.Pattern[bytes]) -> None:
        """Read it to its end, as its checksum is verified there."""
        is_xml = PurePosixPath(info.filename).suffix.lower() in XML_SUFFIXES
        seen = b""
        for chunk in self._chunks(info):
            if is_xml or chunk.lstrip()[:5] == b"<?xml":
                is_xml = True
                seen = seen[-600:] + chunk.replace(b"\0", b"")  # UTF-16 too
                if forbidden.search(seen):
                    raise UnreadableError(f"declares a DTD in {info.filename!a}, which could read other files: refused")

    def _chunks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        if info.flag_bits & 1:
            raise UnreadableError("is encrypted: save it without a password first")
        with self._zip.open(info) as member:
            while chunk := member.read(CHUNK):
                yield chunk

    def _check_encryption(self) -> None:
        names = self._zip.namelist()
        if "META-INF/encryption.xml" in names:
            methods = re.findall(
                rb"EncryptionMethod[^>]*Algorithm\s*=\s*[\"']([^\"']+)", self._member("encryption.xml")
            )
            if any(method not in FONT_SCRAMBLING for method in methods):
                raise UnreadableError("is encrypted (DRM): only an EPUB without it can be read")
        if "META-INF/manifest.xml" in names and b"encryption-data" in self._member("manifest.xml"):
            raise UnreadableError("is encrypted: save it without a password first")

    def _member(self, name: str) -> bytes:
        return self._zip.read(f"META-INF/{name}")


def _check_sizes(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    packed = sum(info.compress_size for info in members)
    unpacked = sum(info.file_size for info in members)
    if len(members) > MAX_MEMBERS:
        raise UnreadableError(f"holds {len(members):,} files, more than {MAX_MEMBERS:,}: refused")
    if unpacked > limits.unzip_bytes:
        raise UnreadableError(f"unpacks to {unpacked:,} bytes, the limit is {limits.unzip_bytes:,}: refused")
    if unpacked > max(SMALL, packed * limits.unzip_ratio):
        raise UnreadableError(
            f"unpacks to {unpacked // max(1, packed)} times its size, the limit is {limits.unzip_ratio}: "
            "it looks like a ZIP bomb and is refused"
        )


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    for info in members:
        name = info.orig_filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or re.match("[A-Za-z]:", name):
            raise UnreadableError(f"holds a file named {info.orig_filename!a}, outside the archive: refused")


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
