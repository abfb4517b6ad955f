"""What WeasyPrint and pydyf work out again and again in a long document, worked out once.

None of it changes a page. In a novel of 300,000 characters it is a quarter of the time.
"""

from __future__ import annotations

import zlib
from typing import Any

LEVEL = 6  # of zlib's; pydyf's 9 takes three times as long for one per cent
USED = tuple(
    f"{name}_{side}" for name in ("margin", "padding") for side in ("top", "right", "bottom", "left")
) + tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left")) + (
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip


def freeze(_: object, pdf: Any) -> None:
    """Write out the PDF's objects, which pydyf does to hash and again to write them: a finisher of `write_pdf`."""
    import pydyf

    class Written(pydyf.Object):  # type: ignore[misc]
        """An object that is bytes already."""

        data = b""
        compressible = True

    kinds = (pydyf.Dictionary, pydyf.Array, pydyf.String, pydyf.Stream)
    for place, item in enumerate(pdf.objects):
        if not isinstance(item, kinds) or item.free == "f":
            continue
        written = pdf.objects[place] = Written()
        written.number, written.data, written.compressible = item.number, item.data, item.compressible


def install() -> None:
    """Put the quicker ways in place; to be called once."""
    _page_references()
    _compression()
    _styles()
    _used_values()
    _font_files()


def _page_references() -> None:
    """The list of the pages' references, which each tag asks for."""
    import pydyf

    stock = pydyf.PDF.page_references

    def page_references(pdf: Any) -> Any:
        count, known = getattr(pdf, "known_references", (0, ()))
        if count != len(pdf.pages["Kids"]):
            count, known = pdf.known_references = (len(pdf.pages["Kids"]), stock.fget(pdf))
        return known

    pydyf.PDF.page_references = property(page_references)


def _compression() -> None:
    """Each stream: pydyf compresses it whenever it is asked for, as hard as it can."""
    import pydyf

    stock = pydyf.Stream.data

    def data(stream: Any) -> Any:
        if stream.compress:
            stream.stream = [zlib.compress(b"\n".join(map(pydyf._to_bytes, stream.stream)), LEVEL)]
            stream.compress = False
            stream.extra["Filter"] = "/FlateDecode"
        return stock.fget(stream)

    pydyf.Stream.data = property(data)


def _styles() -> None:
    """The styles of pages, margin boxes, ::before and ::marker: every page and element has some, mostly the same."""
    from weasyprint.css import StyleFor
    from weasyprint.layout import page

    stock, stock_page = StyleFor.set_computed_styles, page.set_page_type_computed_styles

    def set_computed_styles(
        style_for: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: Any = None,
        base_url: Any = None,
        target_collector: Any = None,
    ) -> None:
        if pseudo_type is None and hasattr(element, "attrib"):
            stock(style_for, element, parent, root, pseudo_type, base_url, target_collector)
            return
        computed = style_for.get_computed_styles()
        cascaded = style_for.get_cascaded_styles().get((element, pseudo_type), {})
        values = tuple((name, id(value)) for name, (value, _) in cascaded.items())
        key = (id(computed[parent, None]), pseudo_type, values, base_url)
        shared = style_for.__dict__.setdefault("shared_styles", {})
        if key not in shared:
            stock(style_for, element, parent, root, pseudo_type, base_url, target_collector)
            shared[key] = computed[element, pseudo_type]
        computed[element, pseudo_type] = shared[key]

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        stock_page(page_type, html, style_for)
        style_for.get_cascaded_styles().clear()  # each new page would be looked for among all before it

    StyleFor.set_computed_styles = set_computed_styles
    page.set_page_type_computed_styles = set_page_type_computed_styles


def _used_values() -> None:
    """Margins, paddings, borders and sizes: the same for all boxes of a style in blocks of the same size."""
    from weasyprint import layout
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import percent

    stock = percent.resolve_percentages

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        whole = isinstance(containing_block, boxes.Box)
        size = (containing_block.width, containing_block.height) if whole else tuple(containing_block)
        if isinstance(box, boxes.PageBox) or style["border_collapse"] == "collapse":
            stock(box, containing_block)
            return
        known = style.__dict__.setdefault("used_values", {})
        if size not in known:
            stock(box, containing_block)
            known[size] = {name: getattr(box, name) for name in USED}
        box.__dict__.update(known[size])

    for name in vars(layout):
        module = getattr(layout, name)
        if getattr(module, "resolve_percentages", None) is stock:
            module.resolve_percentages = resolve_percentages


def _font_files() -> None:
    """The bytes of a font's file: WeasyPrint copies 20 MB of each face at once, and nearly always wants the subset."""
    from weasyprint.pdf import fonts

    stock = fonts.get_hb_object_data

    def file_content(font: Any) -> Any:
        held = font.__dict__["held"]
        if not isinstance(held, bytes):
            held = font.__dict__["held"] = stock(held)
        return held

    def hold(font: Any, content: Any) -> None:
        font.__dict__["held"] = content

    fonts.Font.file_content = property(file_content, hold)
    fonts.get_hb_object_data = lambda face: face
