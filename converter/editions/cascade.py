"""What a stylesheet says about each kind of paragraph, asked of WeasyPrint's own cascade.

In: a stylesheet and a sample page with one element for each kind. Out: plain values in points, so that an edition
that knows no CSS (DOCX) can look like those that do. WeasyPrint has no public call for computed styles: this is
the one module that uses its private one, and `tests/test_editions_docx.py` holds it to its contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from converter.editions.weasyprint_patch import start

PT_PER_PX = 0.75
NORMAL_LINE = 1.2  # what CSS suggests for `line-height: normal`
BOLD_FROM = 600  # CSS Fonts: weights from 600 on are bold
ALIGNMENTS = {"justify": "both", "center": "center", "right": "right", "end": "right"}

Style = Any  # WeasyPrint's computed style: a mapping from property to value
Element = Any  # an ElementTree element


@dataclass(frozen=True, slots=True)
class Edge:
    """A border: its width and distance from the text in points, its colour as RRGGBB."""

    width: float
    colour: str
    distance: float


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of paragraph looks. Lengths are in points, colours are RRGGBB or empty."""

    size: float
    pitch: float  # from one baseline to the next
    families: tuple[str, ...]
    word_latin: str  # what the stylesheet calls the face for Word (--word-latin, --word-cjk); empty: nothing
    word_cjk: str
    bold: bool
    italic: bool
    colour: str
    background: str
    tracking: float  # added after each character
    align: str  # Word's name: both, center, left, right
    indent: float
    before: float
    after: float
    left: float
    right: float
    top: Edge | None
    bottom: Edge | None
    padding: tuple[float, float, float, float]  # top, right, bottom, left
    centred: bool  # it stands in the middle, its own side margins being auto
    underlined: bool
    boxed: bool  # its margins before and after are not its own, but those of a box around it
    keep_next: bool
    keep_whole: bool
    new_page: bool
    widows: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page in points: width, height, and the margins top, right, bottom, left."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    columns: bool = False  # the text runs downwards, its lines from right to left

    @property
    def measure(self) -> float:
        """The length of a line."""
        return self._high if self.columns else self._wide

    @property
    def depth(self) -> float:
        """How far the lines of a page reach, one beside the other."""
        return self._wide if self.columns else self._high

    @property
    def _wide(self) -> float:
        return self.width - self.margins[1] - self.margins[3]

    @property
    def _high(self) -> float:
        return self.height - self.margins[0] - self.margins[2]


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands in one box of the page's margin: strings and counters by name, and its look."""

    box: str  # "top-left"
    content: tuple[tuple[str, str], ...]  # ("text", "第"), ("string", "title"), ("counter", "page"), in order
    look: Look


@dataclass(frozen=True, slots=True)
class Sheet:
    """A stylesheet's answers: looks by the id of the sample's element, the page, the margins of its later pages."""

    looks: dict[str, Look]
    page: Page
    margins: tuple[Margin, ...]
    first_margins: tuple[Margin, ...]
    left_margins: tuple[Margin, ...]

    @property
    def facing(self) -> bool:
        """Whether left pages have heads or feet of their own."""
        return self.left_margins != self.margins


@lru_cache(maxsize=32)
def ask(sample: str, *sheets: str) -> Sheet:
    """What stylesheets, given as text, say of a sample page: of its paper, and of every element that has an id."""
    from converter.editions import cascade_cache  # late: it knows this module's classes

    return cascade_cache.kept(_asked, sample, *sheets)


def _asked(sample: str, *sheets: str) -> Sheet:
    start.load()
    from weasyprint import CSS, HTML
    from weasyprint.css import get_all_computed_styles
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    html = HTML(string=sample, url_fetcher=fetcher)
    style_for = get_all_computed_styles(html, [CSS(string=css, url_fetcher=fetcher) for css in sheets])
    parents = {child: parent for parent in html.etree_element.iter() for child in parent}
    looks = {
        element.get("id"): _look(element, parents, style_for)
        for element in html.etree_element.iter()
        if element.get("id")
    }
    page, margins = _page(html, style_for, "right", 2)
    _, first_margins = _page(html, style_for, "right", 0)
    _, left_margins = _page(html, style_for, "left", 1)
    return Sheet(looks, page, margins, first_margins, left_margins)


def _page(html: Any, style_for: Any, side: str, index: int) -> tuple[Page, tuple[Margin, ...]]:
    from weasyprint.layout.page import PageType, set_page_type_computed_styles

    kind = PageType(side, False, "", index, ())
    set_page_type_computed_styles(kind, html, style_for)
    style = style_for(kind)
    width, height = (_points(side) for side in style["size"])
    top, right, bottom, left = (_points(style[f"margin_{side}"]) for side in ("top", "right", "bottom", "left"))
    boxes = [
        (name.removeprefix("@"), style_for(kind, name))
        for pseudo, name in list(style_for.get_computed_styles())
        if pseudo == kind and name
    ]
    found = (Margin(name, tuple(_content(box["content"])), _own_look(box)) for name, box in boxes)
    margins = tuple(margin for margin in found if margin.content)
    return Page(width, height, (top, right, bottom, left)), margins


def _content(value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):  # "none", "normal", "inhibit"
        return
    for kind, detail in value:
        match kind:
            case "string":
                yield "text", detail
            case "string()" | "counter()":
                yield kind.removesuffix("()"), detail[0]


def _look(element: Element, parents: dict[Element, Element], style_for: Any) -> Look:
    """The element's look, with what the boxes around it add to its sides."""
    style = style_for(element)
    look = _own_look(style)
    new_page = look.new_page
    left, right, before, after, top, bottom = look.left, look.right, look.before, look.after, look.top, look.bottom
    child, parent = element, parents.get(element)
    first = last = True
    while parent is not None:
        around = style_for(parent)
        left += _sides(around, "left")
        right += _sides(around, "right")
        first, last = first and parent[0] is child, last and parent[-1] is child
        new_page = new_page or (first and _breaks(around))
        if first and parent.tag not in ("body", "html"):
            top, before = _outwards(around, "top", top, before)
        if last and parent.tag not in ("body", "html"):
            bottom, after = _outwards(around, "bottom", bottom, after)
        child, parent = parent, parents.get(parent)
    boxed = (before, after) != (look.before, look.after) and not (look.before or look.after)
    look = replace(look, left=left, right=right, before=before, after=after, top=top, bottom=bottom)
    return replace(look, boxed=boxed, new_page=new_page)


def _breaks(style: Style) -> bool:
    """Whether a page ends before the box."""
    return style["break_before"] in ("page", "always", "recto", "verso", "left", "right")


def _outwards(around: Style, side: str, edge: Edge | None, margin: float) -> tuple[Edge | None, float]:
    """The edge and margin at one side of a box whose outermost child has these; margins collapse (CSS 2, 8.3.1)."""
    outer, padding = _points(around[f"margin_{side}"]), _points(around[f"padding_{side}"])
    border = _edge(around, side)
    if border:
        return replace(border, distance=padding + margin), outer
    if padding:
        return edge, outer + padding + margin
    return edge, max(outer, margin)


def _own_look(style: Style) -> Look:
    size = style["font_size"] * PT_PER_PX
    return Look(
        size=size,
        pitch=_pitch(style["line_height"], size),
        families=tuple(style["font_family"]),
        word_latin=_custom(style, "__word_latin"),
        word_cjk=_custom(style, "__word_cjk"),
        bold=style["font_weight"] >= BOLD_FROM,
        italic=style["font_style"] != "normal",
        colour=_colour(style["color"]),
        background=_colour(style["background_color"]),
        tracking=_points(style["letter_spacing"]),
        align=ALIGNMENTS.get(style["text_align_all"], "left"),
        indent=_points(style["text_indent"]),
        before=_points(style["margin_top"]),
        after=_points(style["margin_bottom"]),
        left=_sides(style, "left"),
        right=_sides(style, "right"),
        top=_edge(style, "top"),
        bottom=_edge(style, "bottom"),
        padding=_padding(style),
        centred=style["margin_left"] == style["margin_right"] == "auto",
        underlined="underline" in style["text_decoration_line"],
        boxed=False,
        keep_next=style["break_after"] == "avoid",
        keep_whole=style["break_inside"] == "avoid",
        new_page=_breaks(style),
        widows=style["widows"] > 1,
    )


def _padding(style: Style) -> tuple[float, float, float, float]:
    top, right, bottom, left = (_points(style[f"padding_{side}"]) for side in ("top", "right", "bottom", "left"))
    return top, right, bottom, left


def _custom(style: Style, name: str) -> str:
    """A custom property that is a name: the words of its value."""
    try:
        tokens = style[name]
    except KeyError:
        return ""
    return " ".join(str(token.value) for token in tokens if token.type in ("string", "ident"))


def _sides(style: Style, side: str) -> float:
    """Margin, border and padding of one side."""
    return sum(_points(style[name]) for name in (f"margin_{side}", f"border_{side}_width", f"padding_{side}"))


def _edge(style: Style, side: str) -> Edge | None:
    width = _points(style[f"border_{side}_width"])
    if not width or style[f"border_{side}_style"] in ("none", "hidden"):
        return None
    colour = style[f"border_{side}_color"]
    shown = style["color"] if colour == "currentcolor" else colour
    return Edge(width, _colour(shown), _points(style[f"padding_{side}"]))


def _pitch(value: Any, size: float) -> float:
    if value == "normal":
        return size * NORMAL_LINE
    unit = getattr(value, "unit", None)  # a number alone counts in the size of the text
    return _points(value) if unit else float(getattr(value, "value", value)) * size


def _points(value: Any) -> float:
    """A computed length in points; `auto`, `normal` and percentages are 0."""
    if isinstance(value, str) or getattr(value, "unit", "px") != "px":
        return 0.0
    return float(getattr(value, "value", value)) * PT_PER_PX


def _colour(value: Any) -> str:
    if isinstance(value, str) or not value.alpha:
        return ""
    return "".join(f"{round(part * 255):02X}" for part in value.to("srgb").coordinates)
