"""Batches: which files are taken, what their editions are called, and that nothing bad stops the rest."""

from __future__ import annotations

import os
import signal
import unicodedata
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

import converter
from converter.batch import names, plan, pool
from converter.batch.outcome import Job, Outcome, Variant
from converter.batch.sources import Found, Skipped, Why, find, made_by_us
from converter.edition_toml import Order
from converter.errors import ExitCode, UnreadableError, UsageError
from converter.settings import Settings

TEXT = "第一回 夜雨\n他在理发店,坐了很久。\n雨停了才走。\n"


def text(path: Path, words: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return path


def found(*sources: Path, output: Path | None = None) -> list[str]:
    return [str(thing.relative) for thing in find(sources, output) if isinstance(thing, Found)]


def skipped(source: Path) -> dict[str, Why]:
    return {thing.path.name: thing.why for thing in find([source]) if isinstance(thing, Skipped)}


def test_a_folder_is_mirrored_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.md", "a/1.HTML", "第1回 上", "..txt"):
        text(tmp_path / name)
    assert found(tmp_path) == ["..txt", "a/1.HTML", "a/2.md", "b.txt", "第1回 上"]


def test_links_pipes_hidden_files_and_other_kinds_are_left_alone(tmp_path: Path) -> None:
    text(tmp_path / "a.txt")
    text(tmp_path / ".hidden.txt")
    text(tmp_path / "edition.toml")
    (tmp_path / "out.txt").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(".")
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path) == ["a.txt"]
    assert skipped(tmp_path) == {
        "out.txt": Why.LINK, "loop": Why.LINK, "pipe.txt": Why.SPECIAL, "edition.toml": Why.KIND,
    }  # fmt: skip


def test_the_folder_we_write_to_is_not_read(tmp_path: Path) -> None:
    text(tmp_path / "a.txt")
    text(tmp_path / "build" / "a.md")
    assert found(tmp_path, output=tmp_path / "build") == ["a.txt"]
    assert found(tmp_path, output=tmp_path / "other") == ["a.txt", "build/a.md"]


def test_our_own_pages_are_known_by_their_maker(tmp_path: Path) -> None:
    ours = text(tmp_path / "a.html", '<html><head><meta name="generator" content="dingben 1">')
    theirs = text(tmp_path / "b.html", "<p>说一说 dingben")
    assert (made_by_us(ours), made_by_us(theirs)) == (True, False)
    assert not made_by_us(text(tmp_path / "c.epub", "no zip"))


def test_a_file_named_twice_is_converted_once(tmp_path: Path) -> None:
    path = text(tmp_path / "a.txt")
    assert found(path, tmp_path, path) == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("-rf", "rf"), ("..", "_"), ("换\n行", "换_行"), ("\x1b[31m红", "_[31m红"), ("\u202etxt.exe", "_txt.exe"),
        ("CON", "_CON"), ("nul.tar", "_nul.tar"), ("COM¹", "_COM¹"),
        ("a/b\\c:d", "a_b_c_d"), ("船:帆", "船_帆"), ("e\u0301", "é"), ("末. ", "末"),
        ("--output=x", "output=x"), ("定本 上", "定本 上"), ("𠮷野家", "𠮷野家"),
    ],
)  # fmt: skip
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert names.safe(name) == safe


@pytest.mark.parametrize(
    ("name", "codec"), [("第一章 渡口.txt", "gbk"), ("第十二回　夜雨", "big5"), ("渡口的雾.txt", "gb18030")]
)
def test_a_name_from_a_chinese_windows_is_read(name: str, codec: str) -> None:
    assert names.safe(os.fsdecode(name.encode(codec))) == name


@given(st.text(max_size=40).flatmap(lambda part: st.sampled_from([part, part * 9])))
def test_any_name_is_safe(name: str) -> None:
    safe = names.safe(name)
    assert safe not in ("", ".", "..")
    assert not set(safe) & set('/\\:*?"<>|\0')
    assert len(safe.encode()) <= names.LONGEST
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs"} for c in safe)


SOURCES = st.lists(st.text(alphabet="aAbé\u0301序.tx-2 ", min_size=1, max_size=8), max_size=8, unique=True)


@given(SOURCES)
def test_no_two_stems_are_alike_in_any_case(sources: list[str]) -> None:
    stems = names.stems([PurePath(source) for source in sources])
    assert len({unicodedata.normalize("NFC", str(stem)).casefold() for stem in stems}) == len(stems)


def test_sources_of_one_stem_keep_their_whole_names() -> None:
    stems = names.stems(list(map(PurePath, ("序.txt", "序.md", "A.TXT", "a.txt", "b.txt"))))
    assert list(map(str, stems)) == ["序.txt", "序.md", "A.TXT", "a.txt-2", "b"]


def test_what_looks_like_no_suffix_stays_in_the_name() -> None:
    stems = names.stems(list(map(PurePath, ("第1.5版", "2020.12.31", "a.b.txt"))))
    assert list(map(str, stems)) == ["第1.5版", "2020.12.31", "a.b"]


def planned(*sources: Path, output: str | Path, order: Order = Order()) -> plan.Plan:  # noqa: B008 - frozen
    return plan.make(sources, plan.output_at(output), lambda _: order)


def targets(made: plan.Plan) -> list[str]:
    return [target.name for job in made.jobs for variant in job.variants for target in variant.targets]


def test_a_folder_gets_the_three_editions_and_several_scripts_a_tag(tmp_path: Path) -> None:
    source = text(tmp_path / "序.txt")
    assert targets(planned(source, output=tmp_path / "o")) == ["序.pdf", "序.epub", "序.docx"]
    order = Order(("md",), ("zh-TW", "keep"))
    assert targets(planned(source, output=tmp_path / "o", order=order)) == ["序.zh-TW.md", "序.keep.md"]
    assert targets(planned(source, output=tmp_path / "定.MD", order=order)) == ["定.zh-TW.md", "定.keep.md"]


def test_a_files_suffix_decides_the_format(tmp_path: Path) -> None:
    source = text(tmp_path / "a.txt")
    assert targets(planned(source, output=tmp_path / "定本.EPUB")) == ["定本.EPUB"]
    assert targets(planned(source, output=tmp_path / "第1.5版", order=Order(("md",)))) == ["a.md"]
    (tmp_path / "folder.pdf").mkdir()
    assert targets(planned(source, output=tmp_path / "folder.pdf", order=Order(("md",)))) == ["a.md"]


@pytest.mark.parametrize(
    ("output", "formats", "said"),
    [("x.mobi", (), "mobi"), ("x.pdf", ("epub",), "one file"), ("o", ("mobi",), "mobi")],
)
def test_what_cannot_be_written_is_said_before_any_work(
    tmp_path: Path, output: str, formats: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        planned(text(tmp_path / "a.txt"), output=tmp_path / output, order=Order(formats))


def test_two_sources_do_not_fit_one_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="2 sources"):
        planned(text(tmp_path / "a.txt"), text(tmp_path / "b.txt"), output=tmp_path / "x.pdf")


def test_no_edition_replaces_a_text(tmp_path: Path) -> None:
    source = text(tmp_path / "a.md")
    made = planned(source, output=tmp_path, order=Order(("md",)))
    assert made.jobs == ()
    assert [outcome.failures[0].exit_code for outcome in made.refused] == [ExitCode.usage]


def job(source: Path | bytes, *targets: Path, name: str = "") -> Job:
    return Job(source, name or str(source), (Variant(Settings(script="keep"), targets),))


def outcomes(jobs: list[Job], workers: int) -> dict[str, Outcome]:
    return {outcome.source: outcome for outcome in pool.run(jobs, workers)}


def test_one_bad_file_stops_nothing_and_workers_make_the_same(tmp_path: Path) -> None:
    good = [text(tmp_path / f"{n}.txt", TEXT + f"第{n}夜又下了雨。\n") for n in range(3)]
    bad = text(tmp_path / "bad.txt", "")
    jobs = [job(path, tmp_path / "one" / f"{path.stem}.json") for path in (*good, bad)]
    again = [job(path, tmp_path / "two" / f"{path.stem}.json") for path in (*good, bad)]
    alone, together = outcomes(jobs, 1), outcomes(again, 2)
    assert alone.keys() == together.keys()
    for path in good:
        assert alone[str(path)].failures == together[str(path)].failures == ()
        made = [(tmp_path / folder / f"{path.stem}.json").read_bytes() for folder in ("one", "two")]
        assert made[0] == made[1]
    assert alone[str(bad)].failures[0].exit_code == together[str(bad)].failures[0].exit_code == ExitCode.unreadable
    assert not (tmp_path / "one" / "bad.json").exists()


class Deadly(bytes):
    """A source that kills the worker it reaches."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.kill, (Killer(), signal.SIGKILL)


class Killer(int):
    def __reduce__(self) -> tuple[object, ...]:
        return os.getpid, ()


def test_a_killed_worker_costs_only_the_job_it_held(tmp_path: Path) -> None:
    good = [job(text(tmp_path / f"{n}.txt"), tmp_path / f"{n}.json") for n in range(4)]
    done = outcomes([good[0], job(Deadly(b"x"), name="deadly"), *good[1:]], 2)
    assert done["deadly"].failures[0].exit_code == ExitCode.unwritable
    assert sum(not outcome.failures for outcome in done.values()) == 4


def test_a_link_does_not_lead_out_of_the_output_folder(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "sub").symlink_to(outside)
    text(tmp_path / "in" / "sub" / "a.txt")
    (outcome,) = converter.convert_all([tmp_path / "in"], inside, formats=["json"])
    assert outcome.error is not None
    assert "leads out" in str(outcome.error)
    assert list(outside.iterdir()) == []


def test_convert_says_what_it_wrote_and_changed(tmp_path: Path) -> None:
    outcome = converter.convert(text(tmp_path / "a.txt"), tmp_path / "a.md", tmp_path / "a.txt.json", script="zh-TW")
    assert outcome.written == (tmp_path / "a.md", tmp_path / "a.txt.json")
    assert "理髮店，" in (tmp_path / "a.md").read_text(encoding="utf-8")
    assert {"punctuation.width"} <= {change.rule for change in outcome.changes}
    assert outcome.error is None


def test_convert_raises_what_went_wrong(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        converter.convert(tmp_path / "nowhere.txt", tmp_path / "a.md")


def test_an_edition_that_fails_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    wanted = job(TEXT.encode(), tmp_path / "a.md", tmp_path / "a.json", name="-")
    (outcome,) = pool.run([wanted])
    assert outcome.written == (tmp_path / "a.json",)
    assert outcome.failures[0].exit_code == ExitCode.unwritable


def test_the_public_names_are_there() -> None:
    for name in converter.__all__:
        assert getattr(converter, name)
    assert set(converter.__all__) == set(dir(converter))
    assert converter.convert_script("他在理发店", "zh-TW") == "他在理髮店"
