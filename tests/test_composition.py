"""Lines as they are composed, with characters of plain widths: Han and marks one em, Western half of one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.composition import addresses, breaking, hyphenation
from converter.composition.classes import classes
from converter.composition.fitting import Measure, fit
from converter.composition.justification import spread
from converter.composition.matter import Line, Matter, Shaped
from converter.composition.spacing import space

EM = 10.0
SPEECH = "“他说：‘走吧！’”（船工老周，63岁）点点头——风要来了……"


def shaped(text: str, region: str = "SC") -> Shaped:
    """The text in a face where every mark is half empty; in TC's, pauses and stops stand in the middle."""
    kinds = classes(text)
    advances = [0.0 if kind == "B" else EM / 4 if kind == "_" else EM / 2 if kind in "LZ" else EM for kind in kinds]
    blanks = {}
    for at, kind in enumerate(kinds):
        if kind == "S" and region == "TC":
            blanks[at] = (0.4, 0.4)
        elif kind in "OCS":
            blanks[at] = (0.6, 0.05) if kind == "O" else (0.05, 0.6)
    unicode = bytes(_unicode(kinds, at) for at in range(len(text) + 1))
    breaks = bytes(breaking.opportunities(text, kinds, unicode))
    return Shaped(text, kinds, advances, [EM] * len(text), blanks, {}, breaks)


def _unicode(kinds: str, at: int) -> bool:
    """UAX 14, as far as these texts need it."""
    if at in (0, len(kinds)):
        return bool(at)
    return kinds[at - 1] == "_" or (kinds[at] != "_" and kinds[at - 1 : at + 1] not in ("LL", "LZ", "ZL", "ZZ"))


def matter(text: str, region: str = "SC") -> Matter:
    return space(shaped(text, region))


def lines(text: str, ems: float, region: str = "SC", **more: object) -> list[Line]:
    return fit(matter(text, region), 0, Measure(ems * EM, **more))  # type: ignore[arg-type]


def words(text: str, found: list[Line]) -> list[str]:
    return [text[line.start : line.stop] for line in found]


def width(made: Matter, line: Line) -> float:
    """How wide a line is as it will be drawn."""
    change = spread(made, line)
    inside = range(line.start, line.stop - 1)
    gaps = sum(made.gaps.get(at, 0.0) + change.more.get(at, 0.0) for at in inside)
    even = change.even * sum(at not in made.rigid for at in inside)
    glyphs = sum(made.shaped.advances[line.start : line.stop])
    return glyphs + gaps + even + line.hyphen - line.trim_start - line.trim_end


# ---- spacing


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("在GDP里", {0: 2.5, 3: 2.5}),
        ("增长38.5%，", {1: 2.5}),  # none between a figure and its mark
        ("他说：“走", {2: -5.0}),  # ：“ stand on one and a half ems
        ("走。”他", {1: -5.0}),
        ("（《书》）", {0: -5.0, 3: -5.0}),
        ("她——他", {}),
    ],
)
def test_a_quarter_em_at_western_and_no_blank_twice_between_marks(text: str, gaps: dict[int, float]) -> None:
    assert dict(matter(text).gaps) == pytest.approx(gaps)


def test_marks_in_the_middle_of_their_square_stay_whole() -> None:
    assert dict(matter("走。」他", "TC").gaps) == {}
    assert all(line.trim_end == 0 for line in lines("天地玄黃，宇宙洪荒，" * 9, 7.4, "TC"))


# ---- breaking


@pytest.mark.parametrize(
    "text",
    [
        "天|地|玄|黄，|宇|宙|洪|荒。",
        "他|说：|“走|吧！”|她|点|头",
        "见|《书》|（上|册）|里",
        "等|——|风|来|了|……|走",
        "约|38.5%|的|人",
        "长|126 km，|重|35 kg|左|右",
        "气|温|１５℃|以|下",
        "列|夫·|托|尔|斯|泰",
        "售|价|¥12,800|元",
        "人|人，|时|时|（々）",
    ],
)
def test_a_line_ends_only_where_the_trade_lets_it(text: str) -> None:
    whole = text.replace("|", "")
    breaks = shaped(whole).breaks
    found = "".join(("|" if at and breaks[at] else "") + char for at, char in enumerate(whole))
    assert found == text


def test_words_are_divided_by_their_language_and_names_are_not() -> None:
    text = "typographical UNESCO InDesign www.example.org"
    assert set(hyphenation.places(text, "zh-Hans")) == set(hyphenation.places("typographical", "en")) != set()
    assert not list(hyphenation.places("Straßenbahnhaltestelle", "zh-Hans"))
    assert list(hyphenation.places("Straßenbahnhaltestelle", "de"))


# ---- fitting and justification


def test_a_last_line_is_never_one_character() -> None:
    for length in range(20, 64):
        text = ("春江潮水连海平" * 10)[:length] + "。"
        last = words(text, lines(text, 20, indent=2 * EM))[-1]
        assert len(last.rstrip("。")) != 1, text


def test_a_line_is_pressed_rather_than_stretched_when_a_mark_can_give() -> None:
    text = "一二三，四五六，七八九，十" + "甲" * 30
    first = lines(text, 12.6)[0]
    assert text[: first.stop] == "一二三，四五六，七八九，十"
    assert first.lack < 0


def test_a_mark_hangs_only_where_it_is_asked_to() -> None:
    text = "天" * 10 + "，" + "地" * 30
    assert lines(text, 10)[0].stop < 11
    hanging = lines(text, 10, hanging=True)[0]
    assert (hanging.stop, hanging.trim_end) == (11, EM)


def test_a_word_longer_than_the_line_is_cut_or_stays_whole_as_the_style_wants() -> None:
    text = "网址" + "a" * 100 + "在此"
    assert max(line.width for line in lines(text, 10)) <= 10 * EM + 0.01
    assert max(line.width for line in lines(text, 10, breaking_words=False)) == pytest.approx(50 * EM)


def test_a_word_that_must_be_cut_begins_on_the_line_before_it_rather_than_leave_it_empty() -> None:
    text = "网址是" + "a" * 100 + "在此"
    first = lines(text, 10)[0]
    assert first.stop > len("网址是")
    assert 9 * EM < first.width <= 10 * EM
    short = "网址是" + "a" * 16 + "在此"  # a word that has room on a line of its own stays whole
    assert words(short, lines(short, 10))[:2] == ["网址是", "a" * 16 + "在"]


def test_ragged_lines_are_not_stretched() -> None:
    found = lines(SPEECH * 4, 15, justified=False)
    assert all(line.lack <= 0 for line in found)


@given(st.text("天地玄黄宇宙洪荒，。、：；！？“”（）《》——……ab 12%", min_size=1, max_size=200), st.integers(8, 40))
def test_every_character_is_set_once_and_every_line_is_exact(text: str, ems: int) -> None:
    made = matter(text)
    found = fit(made, 0, Measure(ems * EM, indent=2 * EM))
    assert found[0].start == 0
    assert found[-1].resume == len(text)
    assert all(one.resume == after.start for one, after in pairwise(found))
    for line in found[:-1]:
        room = ems * EM - (2 * EM if line.start == 0 else 0)
        if line.stop > line.start:
            assert width(made, line) == pytest.approx(line.width, abs=1e-6) or _stiff(made, line)
            assert line.width <= room + 1e-6 or _stiff(made, line) or line.stop - line.start == 1


def _stiff(made: Matter, line: Line) -> bool:
    """Whether no gap of the line can be made wider: a single word."""
    return all(at in made.rigid for at in range(line.start, line.stop - 1))


ADDRESS = "https://e.example/wiki/Mill_pond?lang=zh-Hans&page=12.5#To%20You"


def test_an_address_is_cut_after_a_solidus_and_before_a_hyphen() -> None:
    cut = sorted(addresses.at_marks(ADDRESS, 0, len(ADDRESS)))
    pieces = [ADDRESS[start:stop] for start, stop in pairwise([0, *cut, len(ADDRESS)])]
    assert pieces == [
        "https://", "e.", "example/", "wiki/", "Mill", "_pond?", "lang", "=zh", "-Hans", "&page", "=12.5", "#To%20You",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("见https://e.cn/a，", "https://e.cn/a"), ("www.e.cn", "www.e.cn"), ("写信给a.b@e-c.cn吧", "a.b@e-c.cn"),
        ("and/or 2023/07/02 TeX/LaTeX @老周", ""), ("a" * 41, "a" * 41), ("a" * 40, ""),
        ("看docs.example.org/guide/，", "docs.example.org/guide/"), (r"在C:\Users\lao", r"C:\Users\lao"),
    ],
)  # fmt: skip
def test_what_an_address_is(text: str, found: str) -> None:
    assert [text[start:stop] for start, stop in addresses.addresses(text)] == ([found] if found else [])


@given(st.text("aZ09/.?&=-_%:", min_size=1, max_size=80))
def test_no_cut_in_an_address_parts_figures_or_begins_a_line_with_a_stop(tail: str) -> None:
    text = "https://" + tail
    for at in addresses.at_marks(text, 0, len(text)) | addresses.elsewhere(text, 0, len(text)):
        assert 0 < at < len(text)
        assert text[at] not in "/.?%:"
        assert not (text[at - 1].isdigit() and text[at].isdigit())


def test_a_short_address_is_cut_at_its_marks_only() -> None:
    short = "www.Wave.example"
    assert addresses.elsewhere(short, 0, len(short)) == set()
    assert addresses.elsewhere(ADDRESS, 0, len(ADDRESS)) > {11, 12}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("调用get_computed_styles即可", ["get", "_computed", "_styles"]),
        ("用os.path.commonprefix求", ["os.", "path.", "commonprefix"]),
        ("U.S.A. 与 e.g. 与 v2.10.3beta 与 a_b 与 3.14159265", []),
    ],
)
def test_a_name_of_a_program_is_cut_at_its_marks(text: str, pieces: list[str]) -> None:
    found = [*addresses.names(text)]
    cuts = [[start, *sorted(addresses.at_marks(text, start, stop)), stop] for start, stop in found]
    assert [text[start:stop] for places in cuts for start, stop in pairwise(places)] == pieces


def test_an_address_fills_its_lines() -> None:
    made = space(replace(shaped(ADDRESS * 2), loose=range(2 * len(ADDRESS) - 1)))
    found = fit(made, 0, Measure(12 * EM), dict.fromkeys(addresses.elsewhere(ADDRESS * 2, 0, 2 * len(ADDRESS)), 0.0))
    assert [width(made, line) for line in found[:-1]] == pytest.approx([12 * EM] * (len(found) - 1))
    assert all(line.hyphen == 0 for line in found)


def test_kerning_with_a_letter_of_the_next_line_is_not_counted() -> None:
    text = "船" * 3 + "VA-VAVAVA"
    kerned = {at: 1.0 for at in range(len(text)) if text[at : at + 2] in ("VA", "AV")}
    at = text.index("-") + 1
    made = space(replace(shaped(text), ends=kerned))
    assert made.width(0, at) == pytest.approx(made.edges[at])
    assert made.width(0, at + 1) == pytest.approx(made.edges[at + 1] + 1)


@pytest.mark.parametrize(
    ("text", "kept"), [("电话6255 1234号", "6255 1234"), ("约1 280 500元", "1 280 500"), ("降到−3 ℃了", "3 ℃")]
)
def test_groups_of_figures_and_their_signs_stay_together(text: str, kept: str) -> None:
    start = text.index(kept)
    assert not any(shaped(text).breaks[start + 1 : start + len(kept)])


def test_a_long_row_of_numbers_may_be_broken() -> None:
    row = " ".join(str(n) for n in range(100, 140))
    assert sum(shaped(row).breaks) == 40


def test_a_chosen_form_and_what_follows_stand_apart_like_other_characters() -> None:
    made = matter("葛\U000e0100城的船")
    assert [*made.rigid] == [0]


def test_no_last_line_is_one_character_though_the_line_before_must_break_early() -> None:
    text = "甲" * 24 + "12.6%、々人。"
    assert words(text, lines(text, 28.5)) == ["甲" * 24, "12.6%、々人。"]


def test_a_line_before_a_picture_as_wide_as_the_page_is_not_torn_apart() -> None:
    text = "完了段落中\ufffc间的图。"
    plain = shaped(text)
    made = space(replace(plain, advances=[20 * EM if char == "\ufffc" else EM for char in text]))
    first, *_ = fit(made, 0, Measure(20 * EM))
    assert (first.stop, first.lack) == (5, 0.0)
