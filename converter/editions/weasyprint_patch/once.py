"""What WeasyPrint and pydyf work out again and again in a long document, worked out once.

None of it changes a page. In a novel of 300,000 characters it is a quarter of the time.
"""

from __future__ import annotations

import zlib
from typing import Any

LEVEL = 6  # of zlib's; pydyf's 9 takes three times as long for one per cent


def pack(_: object, pdf: Any) -> None:
    """Compress the PDF's streams, which pydyf does each time it looks at them: a finisher of `write_pdf`."""
    from pydyf import _to_bytes

    for item in pdf.objects:
        if getattr(item, "compress", False):
            item.stream = [zlib.compress(b"\n".join(map(_to_bytes, item.stream)), LEVEL)]
            item.compress = False
            item.extra["Filter"] = "/FlateDecode"


def install() -> None:
    """Put the quicker ways in place; to be called once."""
    _page_references()
    _pseudo_elements()


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


def _pseudo_elements() -> None:
    """The styles of ::before, ::marker and the like: every element has several, and nearly all are the same."""
    from weasyprint.css import StyleFor

    stock = StyleFor.set_computed_styles

    def set_computed_styles(
        style_for: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: Any = None,
        base_url: Any = None,
        target_collector: Any = None,
    ) -> None:
        if pseudo_type is None or not hasattr(element, "attrib"):
            stock(style_for, element, parent, root, pseudo_type, base_url, target_collector)
            return
        computed = style_for.get_computed_styles()
        cascaded = style_for.get_cascaded_styles().get((element, pseudo_type), {})
        values = tuple((name, id(value), weight) for name, (value, weight) in cascaded.items())
        key = (id(computed[parent, None]), pseudo_type, values, base_url)
        shared = style_for.__dict__.setdefault("shared_styles", {})
        if key not in shared:
            stock(style_for, element, parent, root, pseudo_type, base_url, target_collector)
            shared[key] = computed[element, pseudo_type]
        computed[element, pseudo_type] = shared[key]

    StyleFor.set_computed_styles = set_computed_styles
