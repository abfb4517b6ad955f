"""Structure, scored on the labelled texts: no figure falls below its floor.

A floor is raised by hand, to a hair below what is reached. `python tests/scoring.py NAME` lists a page's mistakes.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import scoring
from scoring import FIGURES, LESS_IS_BETTER, Line, Page, Score, Tally

from converter.document import Block, Document, Heading, Meta, Paragraph, Role, Text

FLOORS: dict[str, dict[str, float]] = tomllib.loads(Path(__file__).with_name("scores.toml").read_text(encoding="utf-8"))
PAGE = Page(
    "page",
    "group",
    (
        Line("furniture", "首页 新闻"),
        Line("title", "渡口"),
        Line("h1", "一　清晨"),
        Line("p", "　　天亮了，船还没"),
        Line("furniture", "- 3 -"),
        Line("+", "有来{{分享到：微信}}〈。〉"),
        Line("v", "千山无鸟夜沉沉，"),
        Line("v", "一盏残灯照客心。"),
    ),
)
PERFECT = Document(
    (
        Heading(1, Text("一　清晨")),
        Paragraph(Text("天亮了，船还没有来。")),
        Paragraph(Text("千山无鸟夜沉沉，"), Role.VERSE),
        Paragraph(Text("一盏残灯照客心。"), Role.VERSE),
    ),
    Meta(title=Text("渡口")),
)


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    strangers = {folder.name: scoring.score_all(scoring.pages(folder))["all"] for folder in scoring.STRANGERS}
    return scoring.score_all(scoring.pages()) | strangers


@pytest.mark.parametrize(("group", "figure"), [(group, figure) for group in FLOORS for figure in FLOORS[group]])
def test_no_figure_falls_below_its_floor(scores: dict[str, Score], group: str, figure: str) -> None:
    reached, floor = FIGURES[figure](scores[group]), FLOORS[group][figure]
    good = reached <= floor if figure in LESS_IS_BETTER else reached >= floor
    assert good, f"{group}: {figure} {reached:.4f}, floor {floor}\n" + "\n".join(scores[group].mistakes)


def test_every_group_has_its_floors(scores: dict[str, Score]) -> None:
    assert {group: set(floors) for group, floors in FLOORS.items()} == {group: set(FIGURES) for group in scores}


def test_the_labels_are_not_of_the_source() -> None:
    assert PAGE.source == (
        "首页 新闻\n渡口\n一　清晨\n　　天亮了，船还没\n- 3 -\n有来分享到：微信\n千山无鸟夜沉沉，\n一盏残灯照客心。\n"
    )


@pytest.mark.parametrize("profile", scoring.PROFILES)
def test_wrapping_a_page_changes_its_lines_alone(profile: str) -> None:
    path = scoring.LABELLED / "novel" / "chapters-with-volumes-simplified.txt"
    page, _ = scoring.read_page(path)
    new = scoring.wrapped(page, profile)
    assert new.source != page.source
    assert _contents(new) == _contents(page)


def _contents(page: Page) -> list[tuple[str, str]]:
    return [
        (label.kind, scoring.folded("".join(run.chars for run in label.runs)))
        for label in page.labels
        if label.kind != "furniture"
    ]


def test_what_an_editor_wants_scores_full_marks() -> None:
    found = scoring.score(PAGE, PERFECT)
    assert not found.mistakes
    assert {name: figure(found) for name, figure in FIGURES.items()} == {
        name: 0.0 if name in LESS_IS_BETTER else 1.0 for name in FIGURES
    }
    assert (found.boundaries.hit, found.content) == (4, 27)


def test_each_mistake_is_counted_where_it_belongs() -> None:
    heading, prose, verse, last = PERFECT.blocks
    split = (Paragraph(Text("天亮了，船还没")), Paragraph(Text("有来分享到：微信")))
    joined = Paragraph(Text("千山无鸟夜沉沉，一盏残灯照客心。"))

    broken = _score_of(heading, *split, verse, last)
    assert broken.boundaries == Tally(4, 1, 0)
    assert broken.furniture == Tally(5, 0, 5)
    assert broken.stops == Tally(1, 0, 1)
    assert _score_of(heading, prose, joined).boundaries == Tally(3, 0, 1)
    assert _score_of(heading, prose, verse).lost == 7
    assert _score_of(prose, verse, last).headings == Tally(0, 0, 1)
    assert _score_of(*PERFECT.blocks, Paragraph(Text("全文终"))).invented == 3
    assert scoring.score(PAGE, replace(PERFECT, meta=Meta())).titles == Tally(missed=1)


def test_what_was_moved_is_not_lost() -> None:
    heading, prose, verse, last = PERFECT.blocks
    found = _score_of(heading, verse, last, prose)
    assert (found.lost, found.invented) == (0, 0)


def _score_of(*blocks: Block) -> Score:
    return scoring.score(PAGE, replace(PERFECT, blocks=blocks))
