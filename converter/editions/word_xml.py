"""WordprocessingML written by hand: elements, parts, fields; every value escaped.

In: names, children that are markup already, and values that are not. Out: markup.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from converter.editions.allowed import NOT_IN_XML

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def text(value: str) -> str:
    """Character data: escaped, and without what XML cannot hold."""
    return escape(NOT_IN_XML.sub("", value))


def tag(name: str, /, *children: str, **attributes: str | int) -> str:
    """An element of the main namespace, its attributes too. Children are markup; attributes are escaped here."""
    inside = "".join(children)
    written = "".join(f" w:{key}={quoteattr(NOT_IN_XML.sub('', str(value)))}" for key, value in attributes.items())
    return f"<w:{name}{written}>{inside}</w:{name}>" if inside else f"<w:{name}{written}/>"


def part(name: str, *children: str) -> str:
    """A whole part, its root element of the main namespace."""
    return f'{HEAD}<w:{name} xmlns:w="{W}" xmlns:r="{R}">{"".join(children)}</w:{name}>'


def paragraph(style: str, *runs: str) -> str:
    """A paragraph of a named style."""
    return tag("p", tag("pPr", tag("pStyle", val=style)), *runs)


def run(value: str) -> str:
    """A run of plain text in the Chinese face."""
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{text(value)}</w:t></w:r>'


def field(code: str, shown: str) -> str:
    """A field that Word computes (TITLE, PAGE), showing `shown` until it does."""
    marks = {kind: tag("r", tag("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")}
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return "".join((marks["begin"], instruction, marks["separate"], run(shown), marks["end"]))
