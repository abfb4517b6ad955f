"""The tag tree of a PDF, as PDF/UA-1 wants it, where WeasyPrint 70 does not write it so.

ISO 32000-1, table 336: an item of a list holds a label and a body, nothing else. WeasyPrint puts the paragraphs of an
item beside its label.
"""

from __future__ import annotations

from typing import Any


def mend(_: object, pdf: Any) -> None:
    """Give each list item whose paragraphs stand beside its label a body around them: a finisher of `write_pdf`."""
    objects = {item.number: item for item in pdf.objects}
    for item in list(pdf.objects):
        if isinstance(item, dict) and item.get("S") == "/LI":
            _mend_item(pdf, item, objects)


def _mend_item(pdf: Any, item: Any, objects: dict[int, Any]) -> None:
    import pydyf

    kids = [(reference, objects[_number(reference)]) for reference in item["K"] if not isinstance(reference, int)]
    if all(kid["S"] in ("/Lbl", "/LBody") for _, kid in kids):
        return
    labels = [reference for reference, kid in kids if kid["S"] == "/Lbl"]
    parts = [(reference, kid) for reference, kid in kids if kid["S"] != "/Lbl"]
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array([reference for reference, _ in parts]),
            "Pg": item["Pg"],
            "P": item.reference,
        }
    )
    pdf.add_object(body)
    for _, kid in parts:
        kid["P"] = body.reference
        if kid["S"] == "/LBody":
            kid["S"] = "/Div"
    item["K"] = pydyf.Array([*labels, body.reference])


def _number(reference: bytes | str) -> int:
    """The number of an object, from a reference such as b"12 0 R"."""
    return int(reference.split()[0])
