"""A part of a document laid out as if the pages before it were there.

What a part must know of those pages is `Start`: how many there are, the folio, the page group (CSS @page :nth), the
running heads. It may be known before the part is laid out, or, where the text before is laid out at the same time, be
asked for when all pages of the part are made and before their margins are; where it then turns out that the pages
before change more than sides and figures, the part is laid out again. What a part must know of the pages after it, for
the contents, is `targets`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

FAR = 1_000_000  # pages before a part as long as nobody knows how many there are
# What of a page's style decides where its text stands, or counts.
GEOMETRY = (
    "size", "width", "height", "counter_reset", "counter_set", "counter_increment",
    *(f"margin_{side}" for side in ("top", "right", "bottom", "left")),
    *(f"padding_{side}" for side in ("top", "right", "bottom", "left")),
    *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")),
)  # fmt: skip
SIDED = ("left", "right", "recto", "verso")  # page breaks that depend on the side
FORCED = ("page", "always")


class IndivisibleError(Exception):
    """The document can only be laid out in one piece."""


class _AgainError(Exception):
    """The pages come out otherwise, now that those before them are known."""


class Start(NamedTuple):
    """What the pages before a part hand on."""

    pages: int = 0
    folio: int = 0  # the last value of the counter `page`
    group: tuple[str, int] = ("", -1)  # the named page of the last one, and the how manieth of its kind it is
    strings: tuple[tuple[str, str], ...] = ()  # what `string-set` said last


class Laid(NamedTuple):
    """A part that is laid out."""

    document: Any  # WeasyPrint's
    start: Start
    folios: list[int]  # of each page
    end: Start


class Layer:
    """What is known while one part is laid out."""

    def __init__(
        self,
        html: Any,
        begins: Start | None,
        ask: Callable[[], Start],
        ends: Callable[[Start], object],
        *,
        first: bool,  # nothing of its page groups began before it
        targets: Mapping[str, int],  # folios of what links lead to outside of it
    ) -> None:
        self.html, self.known, self.ask, self.ends = html, begins, ask, ends
        self.first, self.targets = first, targets
        self.start = begins
        self.context: Any = None

    @property
    def before(self) -> int:
        """Pages before the part."""
        return FAR if self.known is None else self.known.pages

    def groups(self, own: tuple[tuple[str, int], ...], start: Start | None) -> tuple[tuple[str, int], ...]:
        """The page groups of a page: the outermost goes on from the part before, unless it begins here."""
        if not own or self.first:
            return own
        (name, index), *inner = own
        if start is None:
            return ((name, index + FAR), *inner)
        return ((name, index + start.group[1] + 1 if name == start.group[0] else index), *inner)

    def end(self, start: Start) -> Start:
        """What the part hands on, when this was handed to it."""
        maker = self.context.page_maker
        last = maker[-1][3]
        groups = self.groups(tuple((name, index) for name, index, _ in last[3]), start)
        strings = dict(start.strings)
        for name, by_page in self.context.string_set.items():
            if by_page:
                strings[name] = by_page[max(by_page)][-1]
        pages = len(maker) - 1
        return Start(
            start.pages + pages, self.folio(pages, start), groups[0] if groups else ("", -1), tuple(strings.items())
        )

    def folio(self, number: int, start: Start) -> int:
        """The counter `page` on a page of the part, the first of which is 1."""
        own: int = self.context.page_maker[number][3][1].get("page", [0])[-1]
        return own if self.known is not None else own + start.folio


_layers: list[Layer] = []  # the part that is being laid out, if any


def install() -> None:
    """Teach WeasyPrint to lay out parts; to be called once. Nothing changes for whole documents."""
    from weasyprint import document, layout
    from weasyprint.layout import page

    if not hasattr(layout.make_margin_boxes, "stock"):
        _beginning(layout)
        _page_types(page)
        _margins(layout)
        _targets(document)


def lay(
    html: Any,
    sheets: list[Any],
    fonts: Any,
    begins: Start | None,
    ask: Callable[[], Start],
    ends: Callable[[Start], object],
    *,
    first: bool,
    targets: Mapping[str, int],
) -> Laid:
    """Lay out a part. `ask` answers where it starts, when `begins` does not; `ends` is told what it hands on.

    Raises IndivisibleError when the part does not begin with a page of its own.
    """
    install()
    layer = Layer(html, begins, ask, ends, first=first, targets=targets)
    while True:
        _layers.append(layer)
        try:
            rendered = html.render(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
            break
        except _AgainError:
            layer.known = layer.start
        finally:
            _layers.pop()
    start = layer.start or Start()
    folios = [layer.folio(number, start) for number in range(1, len(rendered.pages) + 1)]
    return Laid(rendered, start, folios, layer.end(start))


def _beginning(layout: Any) -> None:
    """The state before the first page."""
    stock = layout.initialize_page_maker

    def initialize_page_maker(context: Any, root_box: Any) -> None:
        stock(context, root_box)
        if not _layers:
            return
        layer = _layers[-1]
        layer.context = context
        resume_at, next_page, right_page, state, remake = context.page_maker[0]
        if layer.before:
            _check_opening(layer, context)
            next_page = {**next_page, "break": "page"}
        if layer.known is not None:
            right_page = layer.known.pages % 2 == 0
            quotes, counters, scopes, groups = state
            state = (quotes, {**counters, "page": [layer.known.folio]}, [{*scopes[0], "page"}], groups)
        context.page_maker[0] = (resume_at, next_page, right_page, state, remake)

    layout.initialize_page_maker = initialize_page_maker


def _check_opening(layer: Layer, context: Any) -> None:
    """Raise IndivisibleError when the part would not begin on a new page."""
    if layer.first:
        return
    body = layer.html.etree_element.find("body")
    opening = next((child for div in body for child in div), None)
    if opening is None or context.style_for(opening)["break_before"] not in FORCED:
        raise IndivisibleError


def _page_types(page: Any) -> None:
    """What a page is to the selectors of @page."""
    stock = page.PageType

    def page_type(side: str, blank: bool, name: str, index: int, groups: Any) -> Any:
        if _layers:
            layer = _layers[-1]
            index, groups = index + layer.before, layer.groups(groups, layer.known)
        return stock(side, blank, name, index, groups)

    page.PageType = page_type
    page.PageType.stock = stock


def _margins(layout: Any) -> None:
    """Running heads and folios, when it is known what stands before the part."""
    stock = layout.make_margin_boxes

    def make_margin_boxes(context: Any, page: Any, state: Any) -> Any:
        if not _layers or page is None:
            return stock(context, page, state)
        layer = _layers[-1]
        if context.current_page == 1:
            if layer.start is None:
                layer.start = layer.ask()
            if layer.known is not None or not _sided(layer, context):
                layer.ends(layer.end(layer.start))
            for name, text in layer.start.strings:
                if 1 not in context.string_set[name]:
                    context.string_set[name][1].append(text)
        start = layer.start or Start()
        if layer.known is None:
            _settle(layer, start, context, page)
            quotes, counters, scopes, groups = state
            folio = layer.folio(context.current_page, start)
            state = (quotes, {**counters, "page": [folio]}, scopes, groups)
        return stock(context, page, state)

    make_margin_boxes.stock = stock  # type: ignore[attr-defined]
    layout.make_margin_boxes = make_margin_boxes


def _settle(layer: Layer, start: Start, context: Any, page: Any) -> None:
    """Make a page that was laid out too early what it is. Raises _AgainError when its text would stand elsewhere."""
    from weasyprint.layout import page as pages

    number = context.current_page
    if _sided(layer, context):
        raise _AgainError
    side = "right" if (start.pages + number) % 2 else "left"
    early = page.page_type
    groups = early.groups
    if groups:
        (name, index), *inner = groups
        groups = (*layer.groups(((name, index - FAR),), start), *inner)
    settled = pages.PageType.stock(side, early.blank, early.name, start.pages + number - 1, groups)
    pages.set_page_type_computed_styles(settled, layer.html, context.style_for)
    style = context.style_for(settled)
    style["overflow"] = page.style["overflow"]
    pages._standardize_page_based_counters(style, None)
    if style["counter_reset"] or style["counter_set"] or any(style[name] != page.style[name] for name in GEOMETRY):
        raise _AgainError
    page.page_type, page.style = settled, style


def _sided(layer: Layer, context: Any) -> bool:
    """Whether the part begins on the other side than it was laid out for, and has page breaks to one side."""
    other = layer.start is not None and layer.start.pages % 2 == 1
    return other and any(made[1]["break"] in SIDED for made in context.page_maker[1:])


def _targets(document: Any) -> None:
    """Where the links of a part lead that lead out of it: the contents need the pages."""
    stock = document.TargetCollector

    def collector() -> Any:
        from types import SimpleNamespace

        from weasyprint.css.targets import TargetLookupItem

        made = stock()
        for name, folio in _layers[-1].targets.items() if _layers else ():
            item = made.target_lookup_items[name] = TargetLookupItem("up-to-date")
            item.target_box = SimpleNamespace(cached_counter_values={"page": [folio]})
        return made

    document.TargetCollector = collector
