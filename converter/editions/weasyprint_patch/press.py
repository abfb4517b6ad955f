"""Parts of a book printed: each a stack of PDF objects (`Sheets`) that `binding` numbers anew and puts together.

A press prints many parts one after the other, with the same faces and stylesheets. The faces themselves are cast last,
when it is known which glyphs all presses have used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from converter.editions.weasyprint_patch import kept
from converter.editions.weasyprint_patch.faces import Types
from converter.editions.weasyprint_patch.parts import IndivisibleError, Laid, Start, lay

PAGES, FONTS, ROOT, TREE = "pages", "fonts", "root", "tree"  # objects that a book has once
BODY = "book-body"  # the class of the element that holds the text
OWN = 1_000_000  # /StructParent keys that the annotations of one part have for themselves


class Written(NamedTuple):
    """A PDF object as bytes; what refers to other objects stands in `head`."""

    number: int
    head: bytes
    rest: bytes
    compressible: bool


class Sheets(NamedTuple):
    """A part of a book, printed. Numbers of objects are the part's own, pages are counted in the book."""

    front: bool
    objects: list[Written]
    outer: dict[int, str]  # objects that stand for what the book has once
    pages: list[int]  # the objects of the pages
    tags: list[bytes]  # the objects of the top of the tag tree
    content: list[tuple[int, bytes]]  # of each page: what its marked content belongs to
    annotations: list[tuple[int, bytes]]
    anchors: list[tuple[str, int, float, float]]  # name, page's object, place
    bookmarks: list[tuple[float, list[Any]]]  # of each page: its height, and WeasyPrint's bookmarks
    targets: dict[str, int]  # the folio of each anchor


class Order(NamedTuple):
    """A part to be printed."""

    number: int
    page: str  # HTML
    first: bool = False  # the text begins here
    front: bool = False  # what stands before the text is printed, the text itself is not
    last: bool = False
    targets: Mapping[str, int] = {}


class Cast(NamedTuple):
    """A face with the glyphs that the book needs."""

    name: str
    objects: list[Written]
    reference: bytes  # to its own object


Glyphs = dict[str, dict[int, tuple[float, str]]]  # by face: each glyph's width, and the characters it stands for


class Press:
    """What prints the parts of one book in one process."""

    def __init__(self, sheets: tuple[str, ...], names: frozenset[str]) -> None:
        from converter.editions import weasyprint_patch

        weasyprint_patch.install()
        self.names = names  # of all anchors of the book
        self.fetcher = kept.fetcher()
        self.sheets, self.faces = kept.stylesheets("", sheets)
        self.fonts: dict[Any, Any] = {}

    def print(
        self,
        order: Order,
        begins: Start | None,
        ask: Callable[[], Start] = Start,
        ends: Callable[[Start], object] = bool,
    ) -> tuple[Sheets, Start]:
        """A part, and what it hands on, which `ends` is told before the part is drawn.

        Where the part starts is asked for when `begins` is None. Raises IndivisibleError.
        """
        from weasyprint import HTML

        html = HTML(string=order.page, url_fetcher=self.fetcher)
        first = order.first or order.front
        laid = lay(html, self.sheets, self.faces, begins, ask, ends, first=first, targets=order.targets)
        rendered, end = laid.document, laid.end
        if order.front:
            rendered, end = _front(laid)
        elif not order.last and rendered.pages[-1]._page_box.page_type.blank:
            raise IndivisibleError  # its last notes belong on the first page of the next part
        rendered.fonts = self.fonts
        found = _sheets(rendered, laid, order, self.names)
        known = getattr(self.faces, "composition", Types())
        known.short.clear()  # running heads come again, but not in another part
        return found, end

    @property
    def lacking(self) -> bool:
        """Whether there was a character that no face has: each press gives those glyphs of its own."""
        return any(font.missing for font in self.fonts.values())

    def glyphs(self) -> Glyphs:
        """What has been printed of each face."""
        found: Glyphs = {}
        for font in self.fonts.values():
            mine = found.setdefault(font.hash, {})
            for glyph in {*font.widths, *font.to_unicode}:
                mine[glyph] = (font.widths.get(glyph, 0), font.to_unicode.get(glyph, ""))
        return found

    def cast(self, union: Glyphs) -> list[Cast]:
        """These faces with these glyphs; those with characters that nobody has are as they are."""
        import pydyf
        from weasyprint import DEFAULT_OPTIONS
        from weasyprint.pdf import fonts

        options, made = {**DEFAULT_OPTIONS, "pdf_version": "1.7"}, []
        for name, glyphs in union.items():
            mine = {key: font for key, font in self.fonts.items() if font.hash == name}
            for font in mine.values():
                if not font.missing:
                    font.widths = {glyph: glyphs[glyph][0] for glyph in sorted(glyphs)}
                    font.to_unicode = {glyph: glyphs[glyph][1] for glyph in sorted(glyphs) if glyphs[glyph][1]}
            pdf = pydyf.PDF()
            found = fonts.build_fonts_dictionary(pdf, mine, compress=True, subset=True, options=options)
            made.append(Cast(name, list(_written(pdf.objects[3:], {})), found[name]))
        return made


def _front(laid: Laid) -> tuple[Any, Start]:
    """The pages before the text, and what they hand on."""
    document, pages = laid.document, []
    for page in document.pages:
        texts = [box for box in page._page_box.descendants() if _is_body(box)]
        if texts:
            break
        pages.append(page)
    if not pages or len(pages) == len(document.pages) or laid.start.pages:
        raise IndivisibleError
    strings = {name: text for name, text in laid.end.strings if name != "chapter"}
    return document.copy(pages), Start(len(pages), laid.folios[len(pages) - 1], ("", -1), tuple(strings.items()))


def _is_body(box: Any) -> bool:
    return box.element is not None and box.element.get("class") == BODY and box.element_tag == "div"


def _sheets(document: Any, laid: Laid, order: Order, names: frozenset[str]) -> Sheets:
    """The PDF objects of a part."""
    import pydyf
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint import pdf as module

    from converter.editions.tags import mend

    stock_fonts, stock_links = module.build_fonts_dictionary, module.resolve_links
    holder = pydyf.Dictionary()
    bookmarks = [(page.height, page.bookmarks) for page in document.pages]
    document.make_bookmark_tree = lambda *_, **__: []
    module.build_fonts_dictionary = lambda *_: holder
    module.resolve_links = lambda pages: _links(pages, names)
    try:
        options = {**DEFAULT_OPTIONS, "pdf_variant": "pdf/ua-1", "pdf_version": "1.7", "pdf_tags": True}
        pdf = module.generate_pdf(document, None, 1, **options)
    finally:
        module.build_fonts_dictionary, module.resolve_links = stock_fonts, stock_links
    mend(document, pdf)
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    tree, mapping = pdf.objects[_number(root["K"][0])], pdf.objects[_number(root["ParentTree"])]
    outer = {pdf.pages.number: PAGES, holder.number: FONTS, root.number: ROOT, tree.number: TREE}
    dropped = {pdf.catalog.number: "", mapping.number: ""}
    pages = [_number(reference) for reference in pdf.page_references]
    for reference in pages:
        pdf.objects[reference]["StructParents"] += laid.start.pages
    nums = list(zip(mapping["Nums"][::2], mapping["Nums"][1::2], strict=True))
    for annotation in (item for item in pdf.objects if isinstance(item, dict) and "StructParent" in item):
        annotation["StructParent"] += (order.number + 1) * OWN
    _name_headers(pdf, order.number)
    return Sheets(
        order.front,
        list(_written(pdf.objects, outer | dropped)),
        outer,
        pages,
        list(tree["K"]),
        [(key + laid.start.pages, value.data) for key, value in nums[: len(pages)]],
        [(key + (order.number + 1) * OWN, value) for key, value in nums[len(pages) :]],
        list(_anchors(pdf)),
        bookmarks,
        {name: folio for page, folio in zip(document.pages, laid.folios, strict=False) for name in page.anchors},
    )


def _links(pages: Any, names: frozenset[str]) -> Iterator[Any]:
    """WeasyPrint's `resolve_links`, where links may lead to other parts."""
    known: set[str] = set()
    for page in pages:
        anchors = [(name, place[0], place[1]) for name, place in page.anchors.items() if name not in known]
        known.update(name for name, _, _ in anchors)
        yield [link for link in page.links if link[0] != "internal" or link[1] in names], anchors


def _name_headers(pdf: Any, number: int) -> None:
    """Name the heads of tables so that no two in the book are called the same."""
    import pydyf

    for item in pdf.objects:
        if isinstance(item, dict) and item.get("S") in ("/TH", "/TD"):
            if "ID" in item:
                item["ID"] = pydyf.String(f"{number}-{item['ID'].string}")
            if "Headers" in item.get("A", {}):
                item["A"]["Headers"] = pydyf.Array(
                    pydyf.String(f"{number}-{key.string}") for key in item["A"]["Headers"]
                )


def _anchors(pdf: Any) -> Iterator[tuple[str, int, float, float]]:
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())
    for name, place in zip(names[::2], names[1::2], strict=True):
        yield name.string, _number(place[0]), place[2], place[3]


def _written(objects: list[Any], without: Mapping[int, str]) -> Iterator[Written]:
    import pydyf

    for item in objects:
        if item.number in without or item.free == "f":
            continue
        data: bytes = item.data
        if isinstance(item, pydyf.Stream):
            head, mark, rest = data.partition(b"\nstream\n")
            yield Written(item.number, head, mark + rest, compressible=False)
        else:
            yield Written(item.number, data, b"", item.compressible)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
