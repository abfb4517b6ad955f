"""The printed parts of a book put together: one PDF, its objects numbered anew."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from converter.editions import weasyprint_patch
from converter.editions.weasyprint_patch.press import FONTS, PAGES, ROOT, TREE, Cast, Sheets, Written

# A reference to an object, outside of the strings of a text: "12 0 R", but not "(12 0 R)".
REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|\b(\d+) 0 R\b", re.DOTALL)
POINTS = 0.75  # points in a CSS pixel


class Bound:
    """A PDF that parts are added to, in their order."""

    def __init__(self, page: str, created: str | None) -> None:
        """`page` is HTML with the metadata of the book, `created` an instant in ISO 8601."""
        # Even where no page was made in this process: a book is written alike by one process and by several.
        weasyprint_patch.install()
        from weasyprint import DEFAULT_OPTIONS, HTML
        from weasyprint import pdf as module
        from weasyprint.document import Document
        from weasyprint.html import get_html_metadata
        from weasyprint.pdf.metadata import DocumentMetadata
        from weasyprint.text.fonts import FontConfiguration

        metadata = DocumentMetadata(**get_html_metadata(HTML(string=page)))
        metadata.created = metadata.modified = created
        empty = Document([], metadata, None, FontConfiguration(), {}, None)
        options = {**DEFAULT_OPTIONS, "pdf_variant": "pdf/ua-1", "pdf_version": "1.7", "pdf_tags": True}
        self.pdf: Any = module.generate_pdf(empty, None, 1, **options)
        self.root = self._object(self.pdf.catalog["StructTreeRoot"])
        self.tree = self._object(self.root["K"][0])
        resources = next(item for item in self.pdf.objects if isinstance(item, dict) and "Font" in item)
        self.fonts = self._object(resources["Font"])
        self.content: list[Any] = []
        self.annotations: list[Any] = []
        self.anchors: dict[str, Any] = {}
        self.bookmarks: list[tuple[float, list[Any]]] = []

    def _object(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def add(self, sheets: Sheets) -> None:
        """Put a part behind those that are there."""
        import pydyf

        outer = {PAGES: self.pdf.pages, FONTS: self.fonts, ROOT: self.root, TREE: self.tree}
        places = {number: outer[name].number for number, name in sheets.outer.items()}
        renumber = self._place(sheets.objects, places)
        for page in sheets.pages:
            self.pdf.pages["Kids"].extend([places[page], 0, "R"])
        self.pdf.pages["Count"] += len(sheets.pages)
        self.tree["K"].extend(renumber(tag) for tag in sheets.tags)
        self.content += [thing for page, data in sheets.content for thing in (page, renumber(data))]
        self.annotations += [thing for key, data in sheets.annotations for thing in (key, renumber(data))]
        for name, page, x, y in sheets.anchors:
            place = pydyf.Array([f"{places[page]} 0 R".encode(), "/XYZ", x, y, 0])
            self.anchors.setdefault(name, place)
        self.bookmarks += sheets.bookmarks

    def add_face(self, face: Cast) -> None:
        """Add a face."""
        self.fonts[face.name] = self._place(face.objects, {})(face.reference)

    def _place(self, objects: list[Written], places: dict[int, int]) -> Callable[[bytes], bytes]:
        """Add objects, each with a number of its own. Answers what makes their references those of the book."""
        for new, written in enumerate(objects, len(self.pdf.objects)):
            places[written.number] = new

        def known(found: re.Match[bytes]) -> bytes:
            return b"%d 0 R" % places[int(found[1])] if found[1] else found[0]

        def renumber(data: bytes) -> bytes:
            return REFERENCE.sub(known, data)

        for written in objects:
            item = _Bytes(renumber(written.head) + written.rest, compressible=written.compressible)
            self.pdf.add_object(item)
        return renumber

    def write(self, identifier: bytes) -> bytes:
        """The PDF."""
        import pydyf

        self._structure()
        self._outlines()
        if self.anchors:
            names = pydyf.Array()
            for name in sorted(self.anchors):
                names.extend([pydyf.String(name), self.anchors[name]])
            self.pdf.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": names})})
        out = io.BytesIO()
        self.pdf.write(out, b"1.7", identifier, compress=True)
        return out.getvalue()

    def _structure(self) -> None:
        import pydyf

        mapping = self._object(self.root["ParentTree"])
        mapping["Nums"] = pydyf.Array([*self.content, *self.annotations])

    def _outlines(self) -> None:
        """The bookmarks, as WeasyPrint makes them of a whole document."""
        from weasyprint.anchors import make_page_bookmark_tree
        from weasyprint.matrix import Matrix
        from weasyprint.pdf.anchors import add_outlines

        roots: list[Any] = []
        skipped: list[int] = []
        depths, level = [roots], 0
        for number, (height, bookmarks) in enumerate(self.bookmarks):
            matrix = Matrix(a=POINTS, d=-POINTS, f=height * POINTS)
            page = SimpleNamespace(bookmarks=bookmarks)
            level = make_page_bookmark_tree(page, skipped, depths, level, number, matrix)
        add_outlines(self.pdf, roots)


class _Bytes:
    """A PDF object that is bytes already."""

    offset = generation = 0
    free = "n"
    number = 0

    def __init__(self, data: bytes, *, compressible: bool) -> None:
        self.data, self.compressible = data, compressible

    @property
    def indirect(self) -> bytes:
        """The object with its number."""
        return b"%d 0 obj\n%s\nendobj" % (self.number, self.data)

    @property
    def reference(self) -> bytes:
        """What refers to it."""
        return b"%d 0 R" % self.number
