"""A paragraph as WeasyPrint has it, a tree of inline boxes, laid out flat for the compositor.

In: a LineBox that holds the whole paragraph. Out: its characters with their widths, each box as a stretch of them, and
its lines for a measure. What cannot be composed (text that runs rightwards, preserved white space, floats) is None:
WeasyPrint then sets it as it always does.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from converter.composition import hyphenation
from converter.composition.classes import EDGE, OBJECT, OTHER, RAISED, WIDE, classes
from converter.composition.fitting import Measure, fit, is_loose
from converter.composition.matter import Line, Matter, Shaped
from converter.composition.spacing import AUTOSPACE, JOINTS, space
from converter.editions.weasyprint_patch import places
from converter.editions.weasyprint_patch.faces import NONE as NO_METRICS
from converter.editions.weasyprint_patch.faces import Metrics, metrics
from converter.editions.weasyprint_patch.shaping import NONE as NO_GLYPHS
from converter.editions.weasyprint_patch.shaping import Glyphs, shape

JOINER = "\u2060"
RIGHTWARDS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u202a-\u202e\t\f\x0b\u0085\u2028\u2029]")
FULL = 0.95  # em; no letter is so wide but the full-width ones
RAISED_LENGTH = 8  # characters; what is longer is no note's call and no exponent
SIDES = ("margin", "padding")
JOINT = "__autospace"  # --autospace: 0.2em; what stands between Han and Western, where it is no quarter


@dataclass(slots=True)
class Node:
    """A box and the characters it holds."""

    box: Any
    start: int
    stop: int = 0
    children: tuple[Node, ...] = ()
    glyphs: Glyphs = NO_GLYPHS  # of a text
    kind: str = "inline"  # inline, text, object, out (of the flow)
    index: int = 0  # among the children of its parent
    lead: int = 0  # characters that stand for padding, before its own
    trail: int = 0
    strut: Metrics = NO_METRICS


@dataclass(slots=True)
class Paragraph:
    """All of a paragraph."""

    box: Any
    language: str
    text: str = ""
    kinds: str = ""
    nodes: tuple[Node, ...] = ()
    leaves: list[Node] = field(default_factory=list)
    objects: list[Node] = field(default_factory=list)
    leader: bool = False
    generated: bool = False  # some of it is written by the stylesheet, and may change with the page
    strut: Metrics = NO_METRICS
    advances: Any = None
    sizes: Any = None
    blanks: dict[int, tuple[float, float]] = field(default_factory=dict)
    extra: dict[int, float] = field(default_factory=dict)
    breaks: bytes = b""
    ends: dict[int, float] = field(default_factory=dict)
    loose: AbstractSet[int] = frozenset()
    cuts: AbstractSet[int] = frozenset()  # where an address ends a line for want of a better place
    hyphens: dict[int, float] | None = None
    matter: Matter | None = None
    lines: dict[tuple[int, Measure], dict[int, Line]] = field(default_factory=dict)
    resolved: float | None = None  # the width of the block that percentages were taken of

    def spaced(self) -> Matter:
        """The characters with their gaps; made again when an object in the line was measured anew."""
        if self.matter is None:
            self.matter = space(
                Shaped(self.text, self.kinds, self.advances, self.sizes, self.blanks, self.extra, self.breaks,
                       self.ends, self.loose)
            )  # fmt: skip
        return self.matter

    def widen(self, node: Node, width: float) -> None:
        """Say how wide an object in the line is, px."""
        if self.advances[node.start] != width:
            self.advances[node.start] = width
            self.matter = None
            self.lines.clear()

    def line(self, start: int, measure: Measure) -> Line:
        """The line that begins at a character. All lines of the paragraph are chosen when the first is asked for."""
        for (begun, known), lines in self.lines.items():
            if known == measure and begun <= start and start in lines:
                return lines[start]
        matter = self.spaced()
        found = fit(matter, start, measure)
        if is_loose(found, matter) and (divided := self._hyphens() | dict.fromkeys(self.cuts, 0.0)):
            found = fit(matter, start, measure, divided)
        self.lines[start, measure] = {line.start: line for line in found}
        return found[0]

    def _hyphens(self) -> dict[int, float]:
        """Where words may be divided, and how wide the hyphen is there."""
        if self.hyphens is None:
            self.hyphens = {}
            for leaf in self.leaves:
                style = leaf.box.style
                if leaf.kind != "text" or style["hyphens"] != "auto" or style["white_space"] == "nowrap":
                    continue
                for at in hyphenation.places(leaf.box.text, style["lang"] or ""):
                    place = leaf.start + at
                    # Not within a ligature, nor right behind one: mupdf reads the hyphen into it.
                    whole = all(self.advances[place - 1 : place + 1])
                    if whole and not self.breaks[place]:
                        self.hyphens[place] = sum(hyphen_of(style).advances)
        return self.hyphens


def hyphen_of(style: Any) -> Glyphs:
    """The hyphen of a style, shaped."""
    text = style["hyphenate_character"]
    return shape(text, style, classes(text)) or NO_GLYPHS


def paragraph_of(box: Any) -> Paragraph | None:
    """The paragraph of a LineBox, made once; None when it is to be left to WeasyPrint."""
    known: tuple[Any, Any, Paragraph | None] | None = getattr(box, "composed", None)
    # A copy of a box has other children; and what a counter generates changes when pages are numbered.
    if known is None or known[0] is not box.children or (known[1] and known[1] != _signature(box)):
        found = _made(box)
        known = box.composed = (box.children, _signature(box) if found and found.generated else (), found)
    return known[2]


def _signature(box: Any) -> tuple[Any, ...]:
    return tuple((id(child), getattr(child, "text", "")) for child in box.descendants())


def _made(box: Any) -> Paragraph | None:
    if box.style["direction"] == "rtl" or not box.children:
        return None
    paragraph = Paragraph(box, box.style["lang"] or "")
    reader = _Reader(paragraph)
    paragraph.nodes = reader.nodes(box.children, raised=False)
    if not reader.able or not paragraph.leaves:
        return None
    paragraph.text, kinds = "".join(reader.texts), "".join(reader.kinds)
    if RIGHTWARDS.search(paragraph.text) or not paragraph.text.strip():
        return None
    paragraph.kinds = kinds
    paragraph.advances, paragraph.sizes = reader.advances, reader.sizes
    paragraph.strut = metrics(box.style)
    paragraph.breaks = places.breaks(paragraph)
    places.cut(paragraph)
    return paragraph


class _Reader:
    """Reads the boxes of a paragraph, in order."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.able = True
        self.texts: list[str] = []
        self.kinds: list[str] = []
        self.advances = array("d")
        self.sizes = array("f")
        self.count = 0

    def nodes(self, children: Any, raised: bool) -> tuple[Node, ...]:
        found = []
        for index, child in enumerate(children):
            node = self._node(child, raised)
            if node is None:
                self.able = False
                return ()
            node.index = index
            found.append(node)
        return tuple(found)

    def _node(self, box: Any, raised: bool) -> Node | None:
        from weasyprint.formatting_structure import boxes

        if isinstance(box, boxes.TextBox):
            return self._text(box, raised)
        if not box.is_in_normal_flow():
            out = box.is_absolutely_positioned() or box.is_running() or box.is_note()
            return Node(box, self.count, self.count, kind="out") if out else None
        if isinstance(box, boxes.InlineBox):
            return self._inline(box, raised)
        if isinstance(box, boxes.AtomicInlineLevelBox):
            node = Node(box, self.count, self.count + 1, kind="object")
            self.paragraph.generated |= "::" in box.element_tag
            self._add(OBJECT, "X", [0.0], box.style["font_size"])
            self.paragraph.leaves.append(node)
            self.paragraph.objects.append(node)
            return node
        return None

    def _inline(self, box: Any, raised: bool) -> Node | None:
        style = box.style
        if style["direction"] == "rtl":
            return None
        node = Node(box, self.count, strut=metrics(style))
        raised = raised or (style["vertical_align"] != "baseline" and _length(box) <= RAISED_LENGTH)
        self.paragraph.leader |= box.is_leader
        self.paragraph.generated |= "::" in box.element_tag
        node.lead = self._edge(box, "left")
        node.children = self.nodes(box.children, raised)
        node.trail = self._edge(box, "right")
        node.stop = self.count
        return node

    def _text(self, box: Any, raised: bool) -> Node | None:
        style, text = box.style, box.text
        wrap = style["white_space"]
        leader = wrap == "pre" and "\n" not in text  # WeasyPrint makes it so
        if not (leader or wrap in ("normal", "nowrap", "pre-line")) or not style["font_size"]:
            return None
        kinds = classes(text)
        glyphs = shape(text, style, kinds)
        if glyphs is None:
            return None
        for at in glyphs.narrow:
            kinds = f"{kinds[:at]}L{kinds[at + 1 :]}"
        for at in (at for at, kind in enumerate(kinds) if kind == OTHER):
            if glyphs.advances[at] > FULL * style["font_size"]:  # ① Ⅳ →, in a face for Chinese
                kinds = f"{kinds[:at]}{WIDE}{kinds[at + 1 :]}"
        node = Node(box, self.count, self.count + len(text), kind="text", glyphs=glyphs, strut=metrics(style))
        paragraph, begun = self.paragraph, self.count
        paragraph.blanks |= {begun + at: blank for at, blank in glyphs.blanks.items()}
        paragraph.ends |= {begun + at: more for at, more in glyphs.ends.items()}
        self._space(style, glyphs, begun)
        for token in style[JOINT] or ():
            if (less := AUTOSPACE - (getattr(token, "value", None) or AUTOSPACE)) and token.type == "dimension":
                for at in (begun + found.start() for found in JOINTS.finditer(kinds)):
                    paragraph.extra[at] = paragraph.extra.get(at, 0.0) - less * style["font_size"]
        self._add(text, RAISED * len(text) if raised else kinds, glyphs.advances, style["font_size"])
        paragraph.leaves.append(node)
        return node

    def _space(self, style: Any, glyphs: Glyphs, begun: int) -> None:
        """Letter-spacing and word-spacing."""
        extra, text = self.paragraph.extra, glyphs.text
        if (more := style["letter_spacing"]) != "normal" and more:
            # None within a glyph: —— may be one, and a letter and its accent.
            extra |= {begun + at: more for at in range(len(text)) if at + 1 == len(text) or glyphs.advances[at + 1]}
        if more := style["word_spacing"]:
            for at in (at for at, char in enumerate(text) if char in " \u00a0"):
                extra[begun + at] = extra.get(begun + at, 0.0) + more

    def _edge(self, box: Any, side: str) -> int:
        """A character that stands for the padding of an inline box; how many, 0 or 1."""
        style = box.style
        lengths = [style[f"{kind}_{side}"] for kind in SIDES]
        width = sum(getattr(length, "value", 0) for length in lengths if getattr(length, "unit", "") == "px")
        width += style[f"border_{side}_width"]
        if not width:
            return 0
        self._add(JOINER, EDGE, [width], style["font_size"])
        return 1

    def _add(self, text: str, kinds: str, advances: Sequence[float], size: float) -> None:
        self.texts.append(text)
        self.kinds.append(kinds)
        self.advances.extend(advances)
        self.sizes.extend([size] * len(text))
        self.count += len(text)


def _length(box: Any) -> int:
    return sum(len(getattr(child, "text", "")) for child in box.descendants())
