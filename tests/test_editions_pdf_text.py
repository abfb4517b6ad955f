"""What is copied out of a PDF when glyphs alone do not say it; and what is drawn for what no face has."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import warnings
import zlib
from pathlib import Path

import pytest

from converter import editions
from converter.document import Block, Document, Meta, Paragraph, Text
from converter.settings import Settings

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")

RIGHT = 507.6  # pt: where full lines of article end
NOBODYS = "\U00016a40\U00016a41\U00016a42"  # letters of Mro, which faces for Chinese do not have


def printed(folder: Path, *texts: str, language: str = "zh-Hans") -> Path:
    target = folder / "edition.pdf"
    blocks: tuple[Block, ...] = tuple(Paragraph(Text(text)) for text in texts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of characters that no face has, where that is not what is tested
        editions.write(Document(blocks, Meta(title=Text("字"), language=language)), target, Settings())
    return target


def told(path: Path, *options: str) -> str:
    command = ("pdftotext", *options, str(path), "-")
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "text",
    [
        "葛\U000e0100城的辻\U000e0101先生与祇\ufe00园",  # forms that an invisible character chooses
        "天气☀\ufe0f很好，心❤\ufe0f也是",
        "cafe\u0301里的nai\u0308f，与café里的naïf",  # letters and their accents, apart and in one
        "⼀⼆与一二，金与\uf90a",  # radicals and doubles, which share glyphs with ideographs
        "听hi-fi音响，wifi信号，staff们，sci-fi小说，3——4",  # letters that share a glyph, beside a gap
        "扩展区𠮷3号楼，𡃁GDP，他叫王𠮷",
        f"前{NOBODYS}后，又有{NOBODYS[1]}与{NOBODYS[2]}",
    ],
)
def test_what_the_glyphs_do_not_say_is_said(text: str, tmp_path: Path) -> None:
    assert text in told(printed(tmp_path, text)).replace("\n", "")


def test_invisible_characters_are_not_drawn() -> None:
    chosen = "葛\U000e0100城与辻\U000e0101先生"
    meta = Meta(title=Text("字"), language="zh-Hans")
    data = editions.make(Document((Paragraph(Text(chosen)),), meta), "pdf")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    contents = b"".join(zlib.decompressobj().decompress(part) for part in streams if part[:1] == b"x")
    shown = b"".join(re.findall(rb"<([0-9a-f]+)>", b"".join(re.findall(rb"\[(.*)\] TJ", contents))))
    glyphs = {shown[at : at + 4] for at in range(0, len(shown), 4)}
    assert len(glyphs) > len(set("葛城与辻先生"))
    assert not glyphs & {b"0000", b"ffff"}


def test_a_box_for_what_no_face_has_takes_its_room_in_the_line(tmp_path: Path) -> None:
    path = printed(tmp_path, f"前{NOBODYS}{NOBODYS}后" + "渡口的船工收起缆绳等风来" * 6)
    first = min(float(right) for right in re.findall(r'xMax="([\d.]+)"[^>]*>前', told(path, "-bbox")))
    assert first == pytest.approx(RIGHT, abs=0.1)


def test_a_face_is_embedded_with_the_glyphs_that_are_shown_and_no_more(tmp_path: Path) -> None:
    path = printed(tmp_path, "江水GDP往来", language="zh-Hant-TW")
    assert path.stat().st_size < 40_000  # an entry for each glyph of a Chinese face takes twice as much
    command = ("pdffonts", str(path))
    assert "CID Type 0C " in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_a_pdf_is_printed_without_fonttools_and_weasyprint_finds_it_when_it_wants_it() -> None:
    program = (
        "import io, sys\n"
        "from converter import editions; from converter.document import *\n"
        "made = editions.make(Document((Paragraph(Text('渡口')),), Meta(title=Text('题'))), 'pdf')\n"
        "early = 'fontTools.ttLib' in sys.modules\n"
        "from weasyprint.pdf import fonts\n"
        "try:\n"
        "    fonts.TTFont(io.BytesIO(b'no face'))\n"
        "except fonts.TTLibError as error:\n"
        "    print(made[:4], early, type(error).__module__, fonts.subset.Options().retain_gids)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "b'%PDF' False fontTools.ttLib False\n"
