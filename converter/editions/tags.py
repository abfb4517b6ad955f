"""The tag tree of a PDF, as PDF/UA-1 wants it, where WeasyPrint 70 does not write it so.

ISO 32000-1, table 336: an item of a list holds a label and a body, nothing else. WeasyPrint puts the paragraphs of an
item beside its label. ISO 14289-1, 7.5: the headers of a cell can be found. WeasyPrint counts the cells of a head with
spans as if they had none. ISO 14289-1, 7.18.5: an annotation of a link stands in the tag of a link. WeasyPrint gives
emphasis in a link an annotation of its own, in the tag of the emphasis.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def mend(_: object, pdf: Any) -> None:
    """Give list items a body around their paragraphs, and links in links their tag: a finisher of `write_pdf`."""
    objects = {item.number: item for item in pdf.objects}
    for item in list(pdf.objects):
        if isinstance(item, dict) and item.get("S") == "/LI":
            _mend_item(pdf, item, objects)
        elif isinstance(item, dict) and item.get("Type") == "/StructElem" and _has_link(item, objects):
            item["S"] = "/Link"
        elif isinstance(item, dict) and item.get("S") == "/Table":
            _mend_headers(item, objects)


def _mend_headers(table: Any, objects: dict[int, Any]) -> None:
    """Name for each cell the headers of the columns that it stands in."""
    import pydyf

    sections = [kid for kid in _kids(table, objects) if kid["S"] in ("/THead", "/TBody", "/TFoot")]
    above: dict[int, list[Any]] = {}
    for section in sorted(sections, key=lambda section: section["S"] != "/THead"):
        cells = list(_grid([row for row in _kids(section, objects) if row["S"] == "/TR"], objects))
        beside: dict[int, list[Any]] = {}
        for row, _, cell in cells:
            beside.setdefault(row, []).extend([cell["ID"]] if cell["S"] == "/TH" and "ID" in cell else [])
        for row, columns, cell in cells:
            if section["S"] == "/THead":
                for column in columns if "ID" in cell else ():
                    above.setdefault(column, []).append(cell["ID"])
            elif cell["S"] == "/TD" and "A" in cell:
                named = [*beside[row], *(name for column in columns for name in above.get(column, ()))]
                cell["A"]["Headers"] = pydyf.Array(dict.fromkeys(named))


def _grid(rows: list[Any], objects: dict[int, Any]) -> Iterator[tuple[int, range, Any]]:
    """The cells of some rows, each with its row and its columns: one above may reach down."""
    taken: dict[int, int] = {}  # by column: rows that a cell above still fills
    for n, row in enumerate(rows):
        column, new = 0, dict[int, int]()
        for cell in _kids(row, objects):
            while taken.get(column):
                column += 1
            across, down = (int(cell.get("A", {}).get(name, 1)) for name in ("ColSpan", "RowSpan"))
            yield n, range(column, column + across), cell
            new |= dict.fromkeys(range(column, column + across), down)
            column += across
        taken = {at: left - 1 for at, left in (taken | new).items() if left > 1}


def _kids(element: Any, objects: dict[int, Any]) -> list[Any]:
    return [objects[_number(kid)] for kid in element["K"] if not isinstance(kid, int)]


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
