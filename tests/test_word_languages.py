"""The language that a DOCX states of some words is respected."""

import io
import re
import subprocess
import zipfile

import pypandoc
import pytest

import converter
from converter.ledger import flat

TEXT = (
    "他在[国会]{lang=ja}图书馆里看书，**[国会]{lang=ja}**发展。\n\n"
    "这里的国会没有标记，头发也很长，后面还有很多话要说。\n"
)
KEPT = "他在国会圖書館裡看書，国会發展。"
CONVERTED = "他在國會圖書館裡看書，國會發展。"
REST = "這裡的國會沒有標記，頭髮也很長，後面還有很多話要說。"
STATED = '<w:lang w:val="ja" ?/>'


def _docx(tmp_path, text, changed=lambda _, part: part):
    made, path = tmp_path / "made.docx", tmp_path / "text.docx"
    subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "docx", "-o", made], input=text.encode(), check=True
    )
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changed(name, part.decode()) if name.endswith(".xml") else part)
    path.write_bytes(out.getvalue())
    return path


def _lines(path):
    return flat(converter.prepare(converter.read(path), script="zh-TW")).split("\u2029")


@pytest.mark.parametrize("tag", ['w:val="ja"', 'w:val="en-US" w:eastAsia="ja-JP"', 'w:eastAsia="ko-KR"'])
def test_a_run_in_another_language_stays(tmp_path, tag):
    path = _docx(tmp_path, TEXT, lambda _, part: re.sub(STATED, f"<w:lang {tag}/>", part))
    assert _lines(path)[-2:] == [KEPT, REST]


@pytest.mark.parametrize("tag", ['w:eastAsia="zh-CN"', 'w:val="en-US"', 'w:val="ja-JP" w:eastAsia="zh-TW"'])
def test_word_s_own_language_says_nothing(tmp_path, tag):
    path = _docx(tmp_path, TEXT, lambda _, part: re.sub(STATED, f"<w:lang {tag}/>", part))
    assert _lines(path)[-2:] == [CONVERTED, REST]


@pytest.mark.parametrize("kind", ["character", "paragraph"])
def test_a_style_in_another_language_counts_and_what_is_based_on_it(tmp_path, kind):
    styles = (
        f'<w:style w:type="{kind}" w:styleId="A"><w:name w:val="A"/>'
        '<w:rPr><w:lang w:eastAsia="ja-JP"/></w:rPr></w:style>'
        f'<w:style w:type="{kind}" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style></w:styles>'
    )

    def changed(name, part):
        if name == "word/styles.xml":
            return part.replace("</w:styles>", styles)
        if kind == "character":
            return re.sub(rf"<w:rPr>((?:(?!</w:rPr>).)*){STATED}", r'<w:rPr><w:rStyle w:val="B"/>\1', part)
        return re.sub(STATED, "", part.replace('<w:pStyle w:val="FirstParagraph"', '<w:pStyle w:val="B"'))

    expected = KEPT if kind == "character" else "他在国会图书馆里看书，国会发展。"
    assert _lines(_docx(tmp_path, TEXT, changed))[-2:] == [expected, REST]


def test_the_keyboard_of_a_whole_text_says_nothing(tmp_path):
    everywhere = re.sub("(这里的.*说)", r"[\1]{lang=ja}", TEXT)
    assert _lines(_docx(tmp_path, everywhere))[-2:] == [CONVERTED, REST]


def test_an_edition_of_ours_keeps_it_when_it_is_read_again(tmp_path):
    edition = tmp_path / "edition.docx"
    document = converter.prepare(converter.read(_docx(tmp_path, TEXT)), script="zh-TW")
    converter.write(document, edition)
    assert KEPT in _lines(edition)
