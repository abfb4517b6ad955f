"""The tag tree of a PDF, as PDF/UA-1 wants it, where WeasyPrint 70 does not write it so.

ISO 32000-1, table 336: an item of a list holds a label and a body, nothing else. WeasyPrint puts the paragraphs of an
item beside its label. ISO 14289-1, 7.18.5: an annotation of a link stands in the tag of a link. WeasyPrint gives
emphasis in a link an annotation of its own, in the tag of the emphasis.
"""

from __future__ import annotations

from typing import Any


def mend(_: object, pdf: Any) -> None:
    """Give list items a body around their paragraphs, and links in links their tag: a finisher of `write_pdf`."""
    objects = {item.number: item for item in pdf.objects}
    for item in list(pdf.objects):
        if isinstance(item, dict) and item.get("S") == "/LI":
            _mend_item(pdf, item, objects)
        elif isinstance(item, dict) and item.get("Type") == "/StructElem" and _has_link(item, objects):
            item["S"] = "/Link"


def _has_link(item: Any, objects: dict[int, Any]) -> bool:
    kids = (objects[_number(kid)] for kid in item["K"] if not isinstance(kid, int))
    held = (objects[_number(kid["Obj"])] for kid in kids if kid.get("Type") == "/OBJR")
    return any(annotation.get("Subtype") == "/Link" for annotation in held)


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
