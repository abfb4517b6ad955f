"""A long book laid out in parts, in one process and in two: the PDF of one piece, page for page."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import warnings
import zlib
from pathlib import Path

import pytest

from converter import pipeline, readers, resources
from converter.document import Document
from converter.editions import crew, html, matter, parts, pdf, progress
from converter.editions.contents import blocks_of
from converter.settings import Settings

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")

CHAPTERS = 10
WORDS = "渡口 老周 缆绳 江水 县城 桥墩 船票 夜雨 来信 灯塔 GPS 第38号 12.6% （旧事） 《江边》 “谁？” 等着".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A novel with notes, links from chapter to chapter, a table and emphasis."""
    rng = random.Random(5)  # noqa: S311
    found = ["% 渡口旧事\n% 周一舟\n"]
    for chapter in range(CHAPTERS):
        found.append(f"# 第{chapter + 1}章 {rng.choice(WORDS[:10])} {{#c{chapter}}}\n")
        for at in range(9):
            text = "，".join("".join(rng.choices(WORDS, k=rng.randint(3, 6))) for _ in range(rng.randint(3, 12)))
            if at % 5 == 2:
                text += f"[^{chapter}-{at}]。\n\n[^{chapter}-{at}]: 见《江边》卷{at}"
            elif at % 5 == 3:
                text += f"，参见[另一章](#c{(chapter * 7 + 6) % CHAPTERS})，**不再说**"
            found.append(f"{text}。\n")
        if chapter % 5 == 3:
            found.append("| 站 | 里 |\n|---|---|\n| 渡口 | 12 |\n| 县城 | 126 |\n")
    path = tmp_path_factory.mktemp("novel") / "novel.md"
    path.write_text("\n".join(found), encoding="utf-8")
    return path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Books of a few thousand characters are long."""
    monkeypatch.setattr(parts, "LONG", 2_000)
    monkeypatch.setattr(parts, "SHARE", 1_500)
    monkeypatch.setattr("converter.editions.contents.LONG", 2_000)
    monkeypatch.setattr("converter.editions.contents.PAGES", 500)


def prepared(source: Path, style: str, script: str = "keep") -> tuple[Document, Settings]:
    settings = Settings(script=script, style=style, cover="none")
    return pipeline.prepare(readers.read(source, settings), settings), settings


def printed(document: Document, settings: Settings, processes: int, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The PDF by so many processes; 0: in one piece."""
    with monkeypatch.context() as patch:
        patch.setattr(crew, "free_processes", lambda: processes)
        if not processes:
            patch.setattr(parts, "divided", lambda *_: [])
        return pdf.pdf(document, settings)


def told(data: bytes, path: Path, *command: str) -> str:
    path.write_bytes(data)
    return subprocess.run([*command, path, *(["-"] if command[0] == "pdftotext" else [])], check=True,
                          capture_output=True, text=True).stdout  # fmt: skip


def drawn(data: bytes) -> list[bytes]:
    """What is drawn on each page, in order."""
    streams = [zlib.decompressobj().decompress(one) for one in re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
               if one[:1] == b"x"]  # fmt: skip
    return [stream for stream in streams if b" Tf\n" in stream]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("style", ["article", "book"])
def test_parts_make_the_same_pages_as_one_piece(
    style: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [printed(*prepared(source, style), count, monkeypatch) for count in (0, 1, 2)]
    whole, alone, both = made
    assert len(drawn(whole)) > CHAPTERS + 3, "contents, and chapters of more than a page"
    assert drawn(whole) == drawn(alone) == drawn(both)
    for command in (("pdftotext", "-layout"), ("pdfinfo", "-dests"), ("pdfinfo", "-struct-text"), ("pdfinfo", "-url")):
        said = [told(data, tmp_path / "made.pdf", *command) for data in made]
        assert _same(said[0]) == _same(said[1]) == _same(said[2]), command
    fonts = [told(data, tmp_path / "made.pdf", "pdffonts") for data in made]
    assert len({tuple(sorted(re.findall(r"^\w{6}\+\S+", said, re.MULTILINE))) for said in fonts}) == 1
    assert alone == both, "one process or two: the same bytes"


def _same(said: str) -> list[str]:
    """What `pdfinfo` says, but for the size of the file, and the numbers of its objects, which name heads of tables."""
    lines = (re.sub(r"(TH) <[-\d]+>|(Headers) .*", r"\1\2", line) for line in said.splitlines())
    return [line for line in lines if not re.match(r"File size|\s*Object \d+ 0$", line)]


@pytest.mark.usefixtures("small")
def test_what_is_counted_goes_on_from_part_to_part(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document, settings = prepared(source, "article", "zh-TW")
    pages = told(printed(document, settings, 2, monkeypatch), tmp_path / "made.pdf", "pdftotext", "-layout").split("\f")
    body = next(at for at, page in enumerate(pages) if re.match(r"\s*第1章", page))
    folios = [int(page.split()[-1]) for page in pages[body:-1]]
    assert folios == list(range(1, len(folios) + 1))
    calls = [int(call) for page in pages[body:] for call in re.findall(r"^\s*(\d+)\s見《江邊》", page, re.MULTILINE)]
    assert calls == list(range(1, CHAPTERS * 2 + 1)), "the notes are counted through"
    listed = dict(re.findall(r"(第\d+章)[^·\n]*[·\s]+(\d+)\n", "".join(pages[:body])))
    assert len(listed) == CHAPTERS
    for name, folio in listed.items():
        assert re.search(rf"^\s*{name}\s", pages[body + int(folio) - 1], re.MULTILINE)


@pytest.mark.usefixtures("small")
def test_a_stylesheet_that_looks_across_chapters_keeps_the_book_in_one_piece(source: Path) -> None:
    document, settings = prepared(source, "article")
    published, style = html.for_paper(matter.published(document, frozenset())), resources.style(settings.style)
    divided = parts.divided(published, style)
    assert len(divided) > 2
    assert [part.front for part in divided] == [True] + [False] * (len(divided) - 1)
    whole = [json.dumps(block) for block in blocks_of(published["blocks"][-1])]
    shared = [json.dumps(block) for part in divided[1:] for block in blocks_of(part.tree["blocks"][-1])]
    assert shared == whole, "every block once, in order"
    for rule in ("h2 { counter-increment: chapter }", "@page { @top-left { content: counter(pages) } }"):
        assert parts.divided(published, style._replace(page=style.page + rule)) == []


@pytest.mark.usefixtures("small")
def test_chapters_that_do_not_open_pages_after_all_are_laid_out_in_one_piece(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.css"
    own.write_text(".opening { font-weight: 400; }")
    own.with_name("own.page.css").write_text(".opening { break-before: auto; }")
    document, settings = prepared(source, str(own))
    assert printed(document, settings, 1, monkeypatch) == printed(document, settings, 0, monkeypatch)


@pytest.mark.usefixtures("small")
def test_a_character_that_no_face_has_is_warned_of_once_from_parts_too(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "odd.md"
    odd.write_text(source.read_text(encoding="utf-8").replace("第9章", "第9章\U0003fffd", 1), encoding="utf-8")
    document, settings = prepared(odd, "article")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        printed(document, settings, 2, monkeypatch)
    assert len([one for one in caught if "no installed face has" in str(one.message)]) == 1


@pytest.mark.usefixtures("small")
def test_every_page_is_told_to_who_watches(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for processes in (1, 2):
        seen: list[tuple[int, int]] = []
        with progress.shown(lambda made, expected, seen=seen: seen.append((made, expected))):  # type: ignore[misc]
            data = printed(*prepared(source, "article"), processes, monkeypatch)
        assert len(seen) >= len(drawn(data))
        assert [made for made, _ in seen] == list(range(1, len(seen) + 1))
        assert all(made <= expected for made, expected in seen)
        assert abs(seen[-1][1] - len(seen)) < 3


def test_a_worker_of_a_batch_lays_out_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Worker:
        daemon = True

    monkeypatch.setattr(crew, "current_process", Worker)
    assert crew.free_processes() == 1


def test_a_book_is_written_alike_by_a_process_that_has_made_no_page() -> None:
    page = "<html lang=zh><head><title>渡口</title></head><body></body></html>"
    write = "from converter.editions.weasyprint_patch.binding import Bound; made = Bound({page!r}, None).write(b'name')"
    printed = (
        "import sys; from converter.editions import weasyprint_patch; {first}{write}; sys.stdout.buffer.write(made)"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", printed.format(first=first, write=write.format(page=page))],
            capture_output=True,
            check=True,
        ).stdout
        for first in ("", "weasyprint_patch.install(); ")
    ]
    assert made[0] == made[1] != b""
