"""Which encoding a file is in, asked of the text that comes out."""

from __future__ import annotations

from contextlib import suppress

import pytest
from encoded import Sample
from encoded import samples as samples_of_all_kinds
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from converter.errors import UnreadableError, UsageError
from converter.readers.encoding import decode

SIMPLIFIED = (
    "清晨五点半，渡口的雾还没有散，老船工已经把缆绳解开，等着第一批进城卖菜的人。",
    "图书馆三楼东侧新辟了一间阅览室，专放地方志与族谱，周一闭馆，其余日子九点开门。",
    "“你到底去不去？”她把伞往桌上一搁，水珠溅了一地，“再晚，末班车就没有了。”",
    "据测算，该项目每年可节约用水12.6万立方米，相当于三千户居民一个季度的用量。",
    "第二章　总则\r\n第四条　各级人民政府应当加强对古树名木保护工作的领导。",
)
TRADITIONAL = (
    "暮春三月，江南的雨總是下得纏綿，石板路上長滿了青苔，行人都放慢了腳步。",
    "「這幅畫是誰留下來的？」他問。櫃檯後面的老先生搖搖頭，繼續撥他的算盤。",
    "臺北市立圖書館將於下週二起延長開放時間，讀者可憑證件借閱五冊，為期一個月。",
    "唐人傳奇多寫俠客與精怪，其文華美，其事離奇，後世話本戲曲往往取材於此。",
)
HONG_KONG = ("佢哋琴日喺茶餐廳食咗嘢先至返屋企，啲餸幾好味㗎。", "落雨嘞，唔該你幫我攞返把遮啦，噉樣行出去會凍親㗎。")
ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")


def samples(shortest: int, longest: int) -> list[tuple[str, str]]:
    """Pieces of the sentences, each with an encoding that can write it."""
    texts = [*SIMPLIFIED, *TRADITIONAL, *HONG_KONG]
    pieces = [text[at : at + size] for text in texts for at in range(0, len(text), 3) for size in (shortest, longest)]
    long_enough = [piece for piece in pieces if sum("一" <= char <= "鿿" for char in piece) > shortest // 2]
    return [(piece, name) for piece in long_enough for name in ENCODINGS if _can_write(piece, name)]


def _can_write(text: str, name: str) -> bool:
    try:
        return text.encode(name).decode(name) == text
    except UnicodeError:
        return False


@pytest.mark.parametrize("text", [*SIMPLIFIED, *TRADITIONAL])
@pytest.mark.parametrize("name", ENCODINGS)
def test_a_sentence_is_read_in_the_encoding_it_was_written_in(text: str, name: str) -> None:
    if not _can_write(text, name):
        pytest.skip("not writable")
    found = decode(text.encode(name))
    assert (found.text, found.encoding, found.sure) == (text, name, True)


@pytest.mark.parametrize(("shortest", "longest"), [(10, 19), (25, 40)])
def test_pieces_of_sentences_are_read_right_and_never_wrong_without_a_word(shortest: int, longest: int) -> None:
    tried = samples(shortest, longest)
    found = [(text, decode(text.encode(name))) for text, name in tried]
    wrong = [(text, one.text) for text, one in found if one.text != text]
    assert len(tried) > 300
    assert len(wrong) <= len(tried) * 0.005
    assert not [(text, one.text) for text, one in found if one.text != text and one.sure]


def read_as(sample: Sample) -> tuple[str, bool]:
    """What came of a sample, and whether a person is told to look at it."""
    try:
        found = decode(sample.data)
    except UnreadableError:
        return "", True
    return found.text.lstrip("\ufeff"), not found.sure or bool(found.bad)


def test_over_a_thousand_samples_are_read_exactly_and_none_becomes_mojibake_in_silence() -> None:
    tried = [(sample, *read_as(sample)) for sample in samples_of_all_kinds()]
    wrong = [(one.kind, one.text[:20], text[:20], told) for one, text, told in tried if text != one.expected]
    others = ("euc_jp", "cp932", "cp949", "euc_kr", "iso2022_jp", "iso2022_kr")
    chinese = [one for one, *_ in tried if one.encoding not in others]
    beyond = [one for one in wrong if one[0].split()[0] not in others]
    assert len(chinese) > 1000
    assert len(beyond) <= len(chinese) * 0.001 + 1, beyond
    assert len(wrong) <= len(tried) * 0.005, wrong
    assert [one for one in wrong if not one[3]] == []


@pytest.mark.parametrize("text", HONG_KONG)
def test_hong_kong_characters_are_big5_hkscs(text: str) -> None:
    assert decode(text.encode("big5hkscs")).text == text


def test_the_marks_of_windows_big5_stay_what_they_are() -> None:
    text = "約翰‧甘迺迪的傳記﹑書信與演講，收在這一冊裡。"
    assert decode(text.encode("cp950")).text == text


def test_the_euro_of_windows_gbk_is_no_error() -> None:
    found = decode("这本画册的售价是".encode("gbk") + b"\x80" + "三十五元整。".encode("gbk"))
    assert (found.text, found.bad) == ("这本画册的售价是€三十五元整。", ())


@pytest.mark.parametrize("name", ["utf-8", "gb18030", "big5hkscs", "utf-16-le"])
def test_a_character_cut_off_at_the_end_is_all_that_is_lost(name: str) -> None:
    text = TRADITIONAL[0]
    found = decode(text.encode(name)[:-1])
    assert found.text == text[:-1] + "\ufffd"
    assert found.bad[0].cut
    assert found.bad[0].byte == len(text[:-1].encode(name))


@pytest.mark.parametrize("name", ["utf-8", "gb18030"])
def test_one_bad_byte_is_one_replacement_character_with_its_offset(name: str) -> None:
    before, after = (text.encode(name) for text in SIMPLIFIED[:2])
    found = decode(before + b"\xff" + after)
    assert found.text == SIMPLIFIED[0] + "\ufffd" + SIMPLIFIED[1]
    assert [(bad.byte, bad.raw, bad.at) for bad in found.bad] == [(len(before), b"\xff", len(SIMPLIFIED[0]))]


@pytest.mark.parametrize(
    ("bom", "name"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_a_byte_order_mark_decides_and_stays_in_the_text(bom: bytes, name: str) -> None:
    found = decode(bom + SIMPLIFIED[1].encode(name))
    assert (found.text, found.encoding) == ("\ufeff" + SIMPLIFIED[1], name)


@pytest.mark.parametrize("others", ["gb18030", "big5hkscs"])
def test_a_file_whose_lines_are_in_two_encodings_is_read_line_by_line_and_unsure(others: str) -> None:
    lines = ["第一行是後來補寫的說明文字。", "第二行來自另一臺舊電腦。", "第三行又是說明文字，寫於今年。"]
    data = b"\n".join(line.encode(name) for line, name in zip(lines, ("utf-8", others, "utf-8"), strict=True))
    found = decode(data)
    assert found.text == "\n".join(lines)
    assert not found.sure
    assert found.doubts[0][0] == len(lines[0]) + 1


def test_the_given_encoding_wins() -> None:
    data = "第一章".encode("gbk")
    assert decode(data, "latin-1").text == data.decode("latin-1")
    assert decode("㛃".encode("gb18030"), "gb2312").text == "㛃"  # its superset is meant
    assert decode(b"\xfe\xff" + "甲".encode("utf-16-be"), "utf-16").text == "\ufeff甲"


@pytest.mark.parametrize("name", ["utf-16", "utf16", "UTF_16", "U16", "utf_16_le", "utf-32", "utf_32_le"])
def test_an_encoding_has_many_spellings(name: str) -> None:
    data = "第一章".encode("utf-32-le" if "32" in name else "utf-16-le")
    assert decode(data, name).text == "第一章"
    with suppress(UnreadableError):  # and no other error
        decode("第一章。".encode("gb18030") * 9, name)


def test_a_wrong_given_encoding_is_refused() -> None:
    with pytest.raises(UnreadableError, match="leave --encoding out"):
        decode(SIMPLIFIED[0].encode("gbk"), "utf-8")


@pytest.mark.parametrize("name", ["klingon", "undefined", "zlib", "punycode", "a\0b"])
def test_an_unknown_encoding_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError, match="there is no encoding"):
        decode(b"x", name)


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, bytes(range(4)) * 200, "Élève très fâché à Genève.".encode("latin-1"), b"\xff" * 9]
)
def test_what_is_no_chinese_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(data)


@pytest.mark.parametrize(
    ("text", "name"),
    [("これは日本語の文章です。今日は雨が降ります。", "euc_jp"), ("오늘은 날씨가 매우 좋습니다.", "cp949")],
)
def test_japanese_and_korean_do_not_become_chinese_nonsense(text: str, name: str) -> None:
    assert decode(text.encode(name)).text == text


@pytest.mark.parametrize("text", ["쉬고 다른 날", "아홉 시에", "비가 온다.", "감사합니다"])
def test_a_few_words_of_korean_are_korean(text: str) -> None:
    assert decode(text.encode("euc_kr")).text == text


@pytest.mark.parametrize("text", ["今天天气很好", "他在理发店", "第三章", "出版说明", "目录"])
def test_a_few_words_of_chinese_are_not_korean(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("渡口的雾还没有散。\n第二行 abc。", "hz"),
        ("会議室は二階です。", "iso2022_jp"),
        ("회의는 목요일에.", "iso2022_kr"),
    ],
)
def test_the_seven_bit_encodings_of_old_mail_are_read(text: str, name: str) -> None:
    found = decode(text.encode(name))
    assert (found.text, found.sure) == (text, True)


def test_what_is_broken_in_a_seven_bit_encoding_is_told() -> None:
    found = decode("渡口的雾还没有散。\n第二行".encode("hz")[:-3])
    assert (found.text, found.sure) == ("渡口的雾还没有散。\n第二\ufffd", False)


@pytest.mark.parametrize("text", ["10~{20} and ~{x}\nplain ~{\\bf text} here", "\x1b[31mred\x1b$ x", "a ~{b~} c"])
def test_ascii_with_a_tilde_or_an_escape_stays_as_it_is(text: str) -> None:
    found = decode(text.encode())
    assert (found.text, found.encoding) == (text, "utf-8")


@pytest.mark.parametrize(
    ("text", "real", "said"),
    [
        (SIMPLIFIED[0], "gbk", "utf-8"), (SIMPLIFIED[1], "gb18030", "big5"), (TRADITIONAL[0], "big5", "gb2312"),
        (TRADITIONAL[1], "utf-8", "big5"), (HONG_KONG[0], "big5hkscs", "utf-8"),
    ],
)  # fmt: skip
def test_what_a_page_says_of_its_own_encoding_is_not_believed(text: str, real: str, said: str) -> None:
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{said}"><title>{text[:6]}</title></head><body><p>{text}</p></body>'
    )
    assert decode(page.encode(real)).text == page


@pytest.mark.parametrize("text", ["Bush hid the facts", "a", "0", "plain ASCII, nothing else\n" * 40])
def test_ascii_is_ascii(text: str) -> None:
    found = decode(text.encode())
    assert (found.text, found.encoding) == (text, "utf-8")


@pytest.mark.parametrize("name", [*ENCODINGS, "utf-32-le"])
@trials(deadline=None)
@given(text=st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9F00, codec="gb18030"), min_size=1))
def test_every_text_survives_its_own_encoding(name: str, text: str) -> None:
    if _can_write(text, name):
        assert decode(text.encode(name), name).text == text


@trials(deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_become_text_or_an_error_for_the_user(data: bytes) -> None:
    try:
        found = decode(data)
    except UnreadableError:
        return
    found.text.encode("utf-8")
    assert all(found.text[bad.at] == "\ufffd" for bad in found.bad)
