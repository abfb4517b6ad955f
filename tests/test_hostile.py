"""Hostile input is just input: no crash, no hang, nothing fetched, nothing read, nothing ill-formed, nothing lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hostile
import pytest
from batches import HANG

from converter import editions, pipeline, readers
from converter.ledger import restore
from converter.settings import Settings

pytestmark = pytest.mark.slow
FORMATS = ("pdf", "epub", "docx", "html", "md", "txt", "json")
WIDE = str.maketrans("，；：？！（）", ",;:?!()")  # the only change that these texts see, and it is on record
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Run:
    """One run over all cases."""

    source: Path
    output: Path
    told: dict[str, dict[str, object]]  # by the source's name
    said: str  # on both streams
    code: int
    bait: hostile.Canaries

    def edition(self, name: str, form: str) -> Path:
        return next(Path(str(path)) for path in self.told[name]["outputs"] if str(path).endswith(f".{form}"))  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("hostile")
    source, output = folder / "in", folder / "out"
    source.mkdir()
    with hostile.canaries(folder) as bait:
        for name, data in cases(bait).items():
            Path(os.fsdecode(os.fsencode(source) + b"/" + name)).write_bytes(data)
        (source / "link.txt").symlink_to(bait.file)
        (source / "loop.txt").symlink_to("loop.txt")
        (source / "zero.txt").symlink_to("/dev/zero")
        (source / "round").symlink_to(".")
        os.mkfifo(source / "pipe.txt")
        words = ("convert", str(source), "-o", str(output), "-t", ",".join(FORMATS), "-j", "2", "--json")
        report = ("--report", str(folder / "report.html"), "--max-seconds", "60", "--max-memory", "1000")
        done = subprocess.run(
            [sys.executable, "-m", "converter", *words, *report], capture_output=True, timeout=HANG, check=False
        )
        told = {Path(str(one["source"])).name: one for one in map(json.loads, done.stdout.splitlines())}
        said = (done.stdout + done.stderr + (folder / "report.html").read_bytes()).decode("utf-8")
        yield Run(source, output, told, said, done.returncode, bait)


def cases(bait: hostile.Canaries) -> dict[bytes, bytes]:
    out = {f"{name}.txt".encode(): text.encode() for name, text in hostile.literal(bait).items()}
    out |= {f"c-{name}.txt".encode(): data for name, data in hostile.harmful_characters().items()}
    out |= {f"l-{name}.txt".encode(): data for name, data in hostile.large().items()}
    out |= {name.encode(): data for name, data in (hostile.refused(bait) | hostile.reaching(bait)).items()}
    return out | dict.fromkeys(hostile.NAMES, hostile.BODY.encode())


def words_of(path: Path) -> str:
    """All text that a reader of the edition meets."""
    match path.suffix:
        case ".pdf":
            asked = ["/usr/bin/pdftotext", "-raw", str(path), "-"]
            text = subprocess.run(asked, capture_output=True, check=True).stdout.decode("utf-8")
        case ".epub":
            text = "".join("".join(part.itertext()) for name, part in parts(path) if name.endswith(".xhtml"))
        case ".docx":
            text = "".join(
                run.text or "" for name, part in parts(path) if name == "word/document.xml"
                for run in part.iter(f"{{{hostile.WORD}}}t")
            )  # fmt: skip
        case _:
            text = path.read_text(encoding="utf-8")
    return re.sub(r"[\s\u200b\u00ad]", "", unicodedata.normalize("NFC", text)).translate(WIDE)


def parts(path: Path) -> Iterator[tuple[str, ET.Element]]:
    """The XML in a container; raises when one is ill-formed."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".xhtml", ".opf", ".ncx")):
                yield name, ET.fromstring(archive.read(name))


def test_each_case_ends_as_it_should_and_no_traceback_is_seen(run: Run) -> None:
    failed = {name for name, one in run.told.items() if one["state"] == "failed"}
    assert failed == set(hostile.refused(run.bait))
    assert {error["exit_code"] for name in failed for error in run.told[name]["errors"]} == {4}  # type: ignore[attr-defined]
    assert len(run.told) == len(cases(run.bait))
    assert run.code == 7
    assert "Traceback" not in run.said
    assert "unexpected" not in run.said


def test_links_loops_pipes_and_devices_are_left_alone(run: Run) -> None:
    assert not {"link.txt", "loop.txt", "zero.txt", "pipe.txt"} & set(run.told)
    assert not any("round" in name for name in run.told)


@pytest.mark.parametrize("form", ["pdf", "epub", "docx", "txt"])
def test_what_looks_like_markup_stays_text(run: Run, form: str) -> None:
    lost = {}
    for name, text in hostile.literal(run.bait).items():
        wanted = re.sub(r"\s", "", unicodedata.normalize("NFC", text)).translate(WIDE)
        if missing := Counter(wanted) - Counter(words_of(run.edition(f"{name}.txt", form))):
            lost[name] = missing
    assert lost == {}


def test_nothing_is_fetched_and_nothing_read(run: Run) -> None:
    assert run.bait.asked == []
    for path in filter(Path.is_file, run.output.rglob("*")):
        data = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                data = b"".join(map(archive.read, archive.namelist()))
        assert hostile.SECRET.encode() not in data, path
    assert hostile.SECRET not in run.said
    assert not list(run.source.parent.rglob("stolen.txt"))


def test_no_edition_keeps_a_live_address_but_the_web_s(run: Run) -> None:
    for name in hostile.reaching(run.bait):
        for form in ("html", "epub", "docx"):
            path = run.edition(name, form)
            texts = [path.read_text(encoding="utf-8")] if form == "html" else []
            if form != "html":
                with zipfile.ZipFile(path) as archive:
                    texts = [archive.read(part).decode("utf-8", "replace") for part in archive.namelist()]
            for text in texts:
                assert not re.search(r"""(href|src|Target)\s*=\s*["'](file|javascript):""", text), path
                assert not re.search(r"<(script|iframe|object|embed)\b|\sonerror=", text), path


def test_every_edition_is_well_formed_and_free_of_harmful_characters(run: Run) -> None:
    for path in run.output.rglob("*"):
        if path.suffix in {".epub", ".docx"}:
            assert not any(FORBIDDEN.search("".join(part.itertext())) for _, part in parts(path)), path
        elif path.suffix in {".md", ".txt", ".html", ".json"} and ".dingben" not in path.parts:
            assert not FORBIDDEN.search(path.read_text(encoding="utf-8")), path


def test_what_surrounds_a_harmful_character_stays(run: Run) -> None:
    for name in hostile.harmful_characters():
        text = words_of(run.edition(f"c-{name}.txt", "epub"))
        assert ("题" if name == "escape" else "𠮷野家" if name == "kept" else "帆") in text, name
    assert "葛\U000e0100城👨‍👩‍👧" in words_of(run.edition("c-kept.txt", "epub"))


def test_little_text_in_much_else_is_published(run: Run) -> None:
    for name in hostile.large():
        assert re.search("帆|渡口的老周", words_of(run.edition(f"l-{name}.txt", "docx"))), name
        assert run.told[f"l-{name}.txt"]["tries"] == 1, name


def test_nothing_that_is_printed_steers_a_terminal(run: Run) -> None:
    assert not FORBIDDEN.search(run.said)


def test_names_are_safe_and_all_different(run: Run) -> None:
    names = [path.name for path in run.output.rglob("*.pdf")]
    assert len({name.casefold() for name in names}) == len(names) == len(run.told) - len(hostile.refused(run.bait))
    assert all(name.isprintable() and not name.startswith(("-", ".")) for name in names)
    assert len(list(run.output.glob("*.pdf"))) == len(names), "all inside, none elsewhere"


LONG = {  # one line, or many of a few hundred characters, of what searches may run along
    "gap": "帆" + "\u3000" * 150_000 + "帆1", "leader": "帆" + "." * 150_000 + "帆1", "numbers": "1." * 75_000 + "帆",
    "columns": "帆\t" * 75_000, "labels": "甲：" * 75_000, "brackets": "（" * 75_000 + "帆",
    "names": "周 渔　" * 40_000,
    "gaps": ("帆" + "\u3000" * 390 + "帆1\n") * 3000,
}  # fmt: skip


@pytest.mark.parametrize("name", LONG)
def test_a_long_line_is_read_in_one_go(name: str) -> None:
    """In a second or so; a search that begins anew at each of its characters would last for many minutes."""
    document = pipeline.prepare(readers.read(LONG[name].encode()), Settings())
    assert restore(document) == LONG[name]


def calls(rows: int, form: str) -> int:
    """How many functions are called to make an edition of a paragraph of this many drawn rules."""
    data = ("=" * 60 + "\n").encode() * rows + hostile.BODY.encode()
    count = 0

    def seen(_frame: object, event: str, _about: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        editions.make(pipeline.prepare(readers.read(data), Settings()), form, Settings())
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("form", ["epub", "pdf"])
def test_a_paragraph_of_many_parts_takes_work_in_step_with_them(form: str) -> None:
    calls(100, form)  # what is loaded once
    assert calls(2000, form) < 2.5 * calls(1000, form)
