"""Script conversion: what comes out of a text and of a document."""

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter import api, edition_toml, readers
from converter.document import Document, Foreign, Heading, Mark, Meta, Paragraph, Source, Text
from converter.errors import UsageError
from converter.ledger import balance, flat, restore
from converter.script import convert_script, normalise
from converter.script.evidence import Script
from converter.script.forms import simplified_only, traditional_only
from converter.script.report import script_report
from converter.settings import Settings, checked

TRADITIONAL = ("zh-Hant", "zh-TW", "zh-HK")


@pytest.mark.parametrize(
    ("text", "variant", "expected"),
    [
        # phrases are converted as words
        ("理发店的头发", "zh-TW", "理髮店的頭髮"),
        ("经济发展很快", "zh-TW", "經濟發展很快"),
        ("皇后走在后面", "zh-TW", "皇后走在後面"),
        ("这里离村里还有三公里", "zh-TW", "這裡離村裡還有三公里"),
        # each region's glyphs
        ("他在家里为大家读书", "zh-TW", "他在家裡為大家讀書"),
        ("他在家里为大家读书", "zh-HK", "他在家裏為大家讀書"),
        ("他在家里为大家读书", "zh-Hant", "他在家裡為大家讀書"),
        ("他看着卫星图", "zh-TW", "他看著衛星圖"),
        ("他看着卫星图", "zh-HK", "他看着衞星圖"),
        ("衞生署説明了這條綫", "zh-TW", "衛生署說明了這條線"),
        # to Simplified
        ("她聽著音樂，讀一本著名的小說", "zh-Hans", "她听着音乐，读一本著名的小说"),
        ("乾隆年間的乾糧", "zh-Hans", "乾隆年间的干粮"),
        ("憑藉這個藉口，一片狼藉", "zh-Hans", "凭借这个借口，一片狼藉"),
        ("黃鶯著《夜航船》，共三卷", "zh-Hans", "黄莺著《夜航船》，共三卷"),
        ("著有《夜航船》，看著名著", "zh-Hans", "著有《夜航船》，看着名著"),
        # surnames before a title
        ("钟老师和余先生到了，对于先生的病，范医生没有说", "zh-TW", "鍾老師和余先生到了，對於先生的病，范醫生沒有說"),
        # names of which nothing but the dictionary of words knows, at a text's head too
        ("于魁智和余秋雨看余晖", "zh-TW", "于魁智和余秋雨看餘暉"),
        # surnames after 姓
        ("他姓范，老百姓余粮不多", "zh-TW", "他姓范，老百姓餘糧不多"),
        # what dictionaries cut wrong
        ("这座墓是去年被发现的", "zh-TW", "這座墓是去年被發現的"),
        ("北京的胡同很窄", "zh-TW", "北京的胡同很窄"),
        ("唔该借借，桥建于徐州", "zh-HK", "唔該借借，橋建於徐州"),
    ],
)
def test_a_sentence_comes_out_as_its_readers_write_it(text, variant, expected):
    assert convert_script(text, variant) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("這條河很長，岸边的树都开花了。", "這條河很長，岸邊的樹都開花了。"),
        ("圖書館後面的门关了，王后没有来。", "圖書館後面的門關了，王后沒有來。"),
        ("山里的空氣很干净", "山裡的空氣很乾淨"),
        ("這個软件的價格不变", "這個軟件的價格不變"),
        ("他買了两只小鳥，只养了三天", "他買了兩隻小鳥，只養了三天"),
    ],
)
def test_mixed_text_becomes_one_script(text, expected):
    assert convert_script(text, "zh-TW") == expected


@pytest.mark.parametrize(
    "text",
    [
        "萬里長城就在里程碑的後面，范先生不准我們征服它。",
        "于小姐說：「這只是開始，只有兩隻貓。」",
        "皇太后的乾清宮裡，云云眾生都是過客，不干我的事。",
        "他發明了新的制度，製造了鐘錶，又系統地研究關係。",
        "余光中與沈從文的著作，我看著喜歡。",
        "公布名單後，大家周末不上課，在布告欄上占了兩行。",
    ],
)
def test_traditional_text_is_not_damaged(text):
    assert convert_script(text, "zh-TW") == text


@pytest.mark.parametrize("text", ["乾坤著作瞭望台，著有三部书", "什么都没有，只剩下一片狼藉", "他们在后面的干粮店里"])
def test_simplified_text_is_not_damaged(text):
    assert convert_script(text, "zh-Hans") == text


@pytest.mark.parametrize(
    "kept",
    [
        "https://例子.com/文档/说明.html",
        "https://zh.example.org/wiki/简体字",
        "http://example.com/软件",
        "zhang.后@example.cn",
        "「会社の発展」",
        "zhang.jian@example.com",
        "`print('汉字')`",
        "“发票.pdf”",
        "/home/资料/发票.txt",
        "彼は図書館で本を読んでいます",
        "한국의 国会",
    ],
)
def test_addresses_code_and_foreign_passages_stay(kept):
    assert convert_script(f"请看（{kept}）。这样对吗？", "zh-TW") == f"請看（{kept}）。這樣對嗎？"


def test_a_foreign_word_does_not_keep_the_chinese_around_it():
    assert convert_script("我们爱吃お好み焼き和面条", "zh-TW") == "我們愛吃お好み焼き和麵條"
    assert convert_script("访问http://example.com/了解详情", "zh-TW") == "訪問http://example.com/瞭解詳情"


def test_regional_words_are_exchanged_once():
    assert convert_script("这个软件的内存不够", "zh-TW", regional_words=True) == "這個軟體的記憶體不夠"
    assert convert_script("这个软件的内存不够", "zh-TW") == "這個軟件的內存不夠"
    assert convert_script("請開啟這個檔案，印表機壞了", "zh-Hans", regional_words=True) == "请打开这个文件，打印机坏了"
    once = convert_script("请打开文档，再看演算法和硅片", "zh-TW", regional_words=True)
    assert convert_script(once, "zh-TW", regional_words=True) == once == "請開啟文件，再看演算法和矽片"
    assert convert_script("他簽了這份文件", "zh-TW", regional_words=True) == "他簽了這份文件"


def test_the_glossary_wins_and_works_both_ways():
    pairs = [("溆浦", "漵浦"), ("余晖", "余晖"), ("老干", "老幹")]
    assert convert_script("余晖从溆浦来见老干", "zh-TW", glossary=pairs) == "余晖從漵浦來見老幹"
    assert convert_script("漵浦的風", "zh-Hans", glossary=pairs) == "溆浦的风"
    assert convert_script("漵浦的风", "zh-TW", glossary=pairs) == "漵浦的風"


@pytest.mark.parametrize(
    "pairs", [[("", "甲")], [("甲", " ")], [("甲", "乙"), ("乙", "丙")], [("甲", "乙\n丙")], [("甲", 7)]]
)
def test_a_faulty_glossary_is_named(pairs):
    with pytest.raises(UsageError, match="glossary"):
        convert_script("甲", "zh-TW", glossary=pairs)


def test_wrong_arguments():
    with pytest.raises(UsageError, match="zh-Hans, zh-Hant, zh-TW, zh-HK"):
        convert_script("甲", "zh-XX")
    with pytest.raises(TypeError, match="bytes"):
        convert_script(b"\xe7", "zh-TW")


def test_auto_takes_the_main_script_and_keep_keeps():
    assert convert_script("我们喜欢這本书", "auto") == "我们喜欢这本书"
    assert convert_script("我們喜歡這本书", "auto") == "我們喜歡這本書"
    assert convert_script("我們喜歡這本书", "keep") == "我們喜歡這本书"


def test_no_character_of_the_other_script_is_left():
    for mine, other in ((simplified_only(), TRADITIONAL), (traditional_only(), ("zh-Hans",))):
        alone, among = "\n".join(sorted(mine)), "，".join(sorted(mine))
        for variant in other:
            for text in (alone, among, f"這{among}們", f"这{among}们"):
                assert not mine & set(convert_script(text, variant)), variant


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("发髮后後里裡干乾著着只鸟鳥的了软件這这，。`A《"), max_size=25), st.booleans())
def test_the_pieces_say_what_the_conversion_does(text, words):
    document = Document((Paragraph(Text(text)),))
    for variant in ("zh-Hans", "zh-TW"):
        converted = flat(
            normalise(document, Settings(script=variant, regional_words=words, glossary=(("只鸟", "隻鳥"),)))
        )
        assert converted == convert_script(text, variant, regional_words=words, glossary=(("只鸟", "隻鳥"),))


def test_compatibility_ideographs_become_the_characters_they_copy():
    assert convert_script("\uf914\uf9e9", "zh-Hans") == "乐里"


MIXED = st.text(
    st.sampled_from(
        "发發髮后後里裏裡干乾幹面麵著着只隻系係的是在人我們们個个国國，。「」\n\r \u2028A1.あ\ud800\ufffc\U0003ffff"
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(MIXED, st.sampled_from(("zh-Hans", *TRADITIONAL)), st.booleans())
def test_any_text_passes_and_keeps_its_lines(text, variant, words):
    out = convert_script(text, variant, regional_words=words)
    assert len(out.splitlines()) == len(text.splitlines())
    assert out.count("\ufffc") == text.count("\ufffc")


def _document() -> Document:
    note = Foreign({"t": "Note"}, (Text("注释：头发"),))
    return Document(
        blocks=(
            Heading(1, Text("理发店")),
            Paragraph(Text("他去理发\ufffc了", (Mark(3, 4, "Emph"),), (note,))),
            Foreign({"t": "Table"}, (Text("这里"), Text("里面"))),
            Paragraph(Text("這裡的门開着，内存不够")),
        ),
        meta=Meta(title=Text("发现"), authors=(Text("钟华"),)),
    )


@pytest.mark.parametrize("variant", ["auto", "keep", "zh-Hans", *TRADITIONAL])
@pytest.mark.parametrize("words", [False, True])
def test_the_books_balance(variant, words):
    before = _document()
    after = normalise(before, Settings(script=variant, regional_words=words))
    balance(before, after)
    assert restore(after) == flat(before)


def test_every_text_of_a_document_is_converted_and_marks_keep_their_words():
    after = normalise(_document(), Settings(script="zh-TW"))
    assert [text.chars for text in after.texts()] == [
        "發現", "鍾華", "理髮店", "他去理髮\ufffc了", "註釋：頭髮", "這裡", "裡面", "這裡的門開著，內存不夠",
    ]  # fmt: skip
    paragraph = after.blocks[1].text
    assert paragraph.chars[paragraph.marks[0].start : paragraph.marks[0].end] == "髮"
    assert after.meta.language == "zh-TW"


def test_the_language_is_always_set():
    def language(document, script):
        return normalise(document, Settings(script=script)).meta.language

    simplified, traditional = (Document((Paragraph(Text(t)),)) for t in ("这们", "這們"))
    taiwan = Document((Paragraph(Text("這們")),), Meta(language="zh-Hant-TW"))
    assert [language(d, "auto") for d in (simplified, traditional, taiwan)] == ["zh-Hans", "zh-Hant", "zh-TW"]
    assert [language(d, "keep") for d in (simplified, traditional, taiwan)] == ["zh-Hans", "zh-Hant", "zh-TW"]
    assert language(simplified, "zh-HK") == "zh-HK"


def _changes(text, **given):
    after = normalise(Document((Paragraph(Text(text)),)), Settings(**given))
    return [(c.rule, c.before, c.after, c.sure) for c in after.changes[-1].changes]


def test_every_change_has_a_rule_a_user_can_switch_off():
    assert _changes("这麪", script="zh-TW") == [
        ("script.characters", "这", "這", True), ("script.variants", "麪", "麵", True),
    ]  # fmt: skip
    assert _changes("软件", script="zh-TW", regional_words=True) == [("script.words", "软件", "軟體", True)]
    assert _changes("软件", script="zh-TW", regional_words=True, skip=frozenset({"script.words"})) == [
        ("script.characters", "软", "軟", True)
    ]
    assert _changes("这", script="zh-TW", skip=frozenset({"script"})) == []
    assert _changes("老干", script="zh-TW", glossary=(("老干", "老幹"),)) == [("script.glossary", "老干", "老幹", True)]


def test_what_evidence_cannot_decide_is_marked_with_its_alternative():
    document = Document((Paragraph(Text("這匹干鸟")),))
    after = normalise(document, Settings(script="zh-TW"))
    unsure = [c for c in after.changes[-1].changes if not c.sure]
    assert [(c.rule, c.before, {c.after, *c.alternatives}) for c in unsure] == [
        ("script.contested", "干", {"干", "幹"})
    ]
    assert unsure[0].why
    kept = normalise(document, Settings(script="zh-TW", skip=frozenset({"script.contested"})))
    assert flat(kept) == "這匹干鳥"


def test_a_part_without_evidence_follows_the_document():
    title, body = Paragraph(Text("后面的里面")), Paragraph(Text("这是一个关于门的故事"))
    assert flat(normalise(Document((title, body)), Settings(script="zh-TW"))).startswith("後面的裡面")
    long = Paragraph(Text("這個國家的歷史與風俗，讓後來的讀者難以忘記。" * 10))
    assert flat(normalise(Document((Paragraph(Text("皇后只干杯")), long)), Settings(script="zh-TW"))).startswith(
        "皇后只干杯"
    )


def _span(text, start, end, lang):
    return Text(text, (Mark(start, end, "Span", (("", (), (("lang", lang),)),)),))


def test_what_the_source_says_is_another_language_stays():
    shape = {"t": "Div", "c": [["", [], [["lang", "ja"]]], [{"t": "Plain", "c": ("text",)}]]}
    document = Document(
        (
            Paragraph(_span("我们说国会议事堂是什么", 3, 8, "ja")),
            Paragraph(_span("我们看這裡的頭髮", 3, 8, "zh-TW")),
            Paragraph(_span("我们看头发", 3, 5, "zh-CN")),
            Foreign(shape, (Text("国会"),)),
            Heading(1, Text("国会"), ("", (), (("lang", "ja"),))),
        )
    )
    traditional = [text.chars for text in normalise(document, Settings(script="zh-TW")).texts()]
    assert traditional == ["我們說国会议事堂是什麼", "我們看這裡的頭髮", "我們看頭髮", "国会", "国会"]
    simplified = [text.chars for text in normalise(document, Settings(script="zh-Hans")).texts()]
    assert simplified[1] == "我们看這裡的頭髮"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.html", '<p>他们去<span lang="ja">国会</span>了。</p>'),
        ("a.html", "<p>他们去<em lang=ja>国会</em>了。</p>"),
        ("a.html", '<p>他们来了。</p><p xml:lang="ja" lang="ja">国会</p>'),
        ("a.html", '<p>他们来了。</p><div lang="ja-JP"><p>甲</p>国会</div>'),
        ("a.html", '<p>他们来了。</p><h2 lang="ja">国会</h2><p>完。</p>'),
        ("a.html", '<p>他们来了。</p><blockquote lang="ja"><p>国会</p></blockquote>'),
        ("a.html", '<p>他们来了。</p><table lang="ja"><tr><td>国会</td></tr></table>'),
        ("a.html", '<p>他们来了。</p><ul><li lang="ja">国会</li></ul>'),
        ("a.md", "他们去[国会]{lang=ja}了。"),
        ("a.md", "他们来了。\n\n::: {lang=ja}\n国会\n:::\n"),
        ("a.md", "他们来了。\n\n## 国会 {lang=ja}\n"),
    ],
)
def test_a_language_named_in_a_file_reaches_the_conversion(name, source):
    document = readers.read(source.encode(), name=name)
    traditional = flat(normalise(document, Settings(script="zh-TW")))
    assert "国会" in traditional
    assert "他們" in traditional


def test_a_language_that_frames_a_whole_page_is_its_templates():
    for language in ("zh-CN", "zh-TW", "en"):
        page = f'<div lang="{language}"><p>他们去国会，发现头发。</p><p lang="ja">国会</p></div>'
        document = readers.read(page.encode(), name="a.html")
        lines = [text.chars for text in normalise(document, Settings(script="zh-TW")).texts()]
        assert lines == ["他們去國會，發現頭髮。", "国会"]


def test_the_script_report_says_how_much_and_what_is_unsure():
    source = "这里的门\n這匹干鸟\n天"
    lines = tuple(Paragraph(Text(line)) for line in source.split("\n"))
    before = Document(lines, source=Source(text=source))
    assert script_report(before).share.mixed
    report = script_report(normalise(before, Settings(script="zh-TW")))
    assert (report.language, report.share.simplified, report.share.traditional) == ("zh-TW", 3, 1)
    assert dict(report.share.lines) == {
        Script.SIMPLIFIED: 1, Script.TRADITIONAL: 0, Script.MIXED: 1, Script.UNKNOWN: 1,
    }  # fmt: skip
    (decision,) = report.unsure
    assert (decision.line, decision.at, decision.source) == (2, 7, "干")
    assert {decision.choice, *decision.alternatives} == {"干", "幹"}
    assert decision.why
    assert "匹干鸟" in decision.around


def test_adjacent_changes_are_one():
    assert _changes("发展", script="zh-TW") == [("script.characters", "发", "發", True)]
    assert _changes("头发", script="zh-TW") == [("script.characters", "头发", "頭髮", True)]


@pytest.mark.parametrize(
    ("entries", "line"),
    [('"" = "甲"', 3), ('"甲" = " "', 3), ('"丙" = "丁"\n"甲" = "乙"\n"乙" = "甲"', 4), ('"丁" = "丙"\n"甲" = 7', 4)],
)
def test_a_faulty_glossary_entry_is_named_with_its_line(tmp_path, entries, line):
    path = tmp_path / "edition.toml"
    path.write_text(f'script = "zh-TW"\n[glossary]\n{entries}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=rf"edition\.toml:{line}: glossary"):
        edition_toml.load(path)


@pytest.mark.parametrize("text", ["著" * 50_000, "們们" + "后" * 50_000, "们" + "，后" * 25_000 + "們", "頭发" * 9_000])
def test_a_text_without_end_is_converted_in_time(text):
    for variant in ("zh-Hans", "zh-TW"):
        assert len(convert_script(text, variant)) == len(text)


@pytest.mark.parametrize("word", ["干", "系", "余", "于", "云", "天后", "里头发"])
def test_a_word_repeated_without_end_takes_time_and_memory_in_step(word):
    text = word * (20_000 // len(word))
    convert_script(word, "zh-TW")
    tracemalloc.start()
    out = convert_script(text, "zh-TW")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(out) == len(text)
    assert peak < 100_000_000  # a list copied at every place would take more than a gigabyte


@pytest.mark.parametrize(
    "unit",
    [
        "山", "1", "a", ".", "-", "1.", "a-", "-/", "a/", "是a", "山.", "姓", "`", "~", "@", "://", "http://a/",
        "www.", "“a.", "系着", "扎着", "两只", "还没有", "著", "看著", "乾",
        "后後", "文件", "一", "あ山", "，", "a.txt\n",
    ],
)  # fmt: skip
def test_a_long_run_without_a_break_comes_to_an_end(unit):
    """Every search in it must take time in step with its length: with the square of it this would last for hours."""
    run = unit * (100_000 // len(unit))
    for text in (run, f"們们{run}/a.txt ` @ ://\u2028，"):
        for variant in ("zh-Hans", "zh-TW"):
            assert len(convert_script(text, variant)) == len(text)
    assert convert_script(run, "zh-TW", regional_words=True)


@pytest.mark.parametrize("glossary", [{"溆浦": "漵浦"}, [("溆浦", "漵浦")], (["溆浦", "漵浦"],)])
def test_a_glossary_is_a_mapping_or_pairs(glossary):
    assert api.convert_script("溆浦的里长", "zh-TW", glossary=glossary) == "漵浦的里長"


@pytest.mark.parametrize("glossary", ["溆浦", ["溆浦"], [("溆", "浦", "县")], [b"ab"], 5, None])
def test_what_is_no_glossary_is_no_other_one(glossary):
    with pytest.raises(TypeError, match="glossary"):
        api.convert_script("溆浦的里长", "zh-TW", glossary=glossary)
    with pytest.raises(TypeError, match="glossary"):
        api.prepare(api.read("溆浦的里长。".encode()), glossary=glossary)


@pytest.mark.parametrize("variant", [None, 5, ["zh-TW"]])
def test_a_variant_is_a_string(variant):
    with pytest.raises(TypeError, match="str"):
        api.convert_script("溆浦", variant)


@pytest.mark.parametrize("switch", ["no", 1, None])
def test_a_switch_is_true_or_false(switch):
    with pytest.raises(TypeError, match="regional_words is True or False"):
        api.convert_script("软件", "zh-TW", regional_words=switch)
    with pytest.raises(TypeError, match="regional_words is True or False"):
        api.prepare(api.read("软件更新了。".encode()), regional_words=switch)


def test_only_a_document_is_prepared():
    with pytest.raises(TypeError, match=r"read\(\)"):
        api.prepare("软件更新了。")


@pytest.mark.parametrize(
    ("name", "ours"), [("zh-CN", "zh-Hans"), ("zh_sg", "zh-Hans"), ("ZH-Hant-HK", "zh-HK"), ("zh-MO", "zh-HK")]
)
def test_the_settings_know_other_programs_names_of_a_script(name, ours, tmp_path):
    assert checked(Settings(script=name)).script == ours
    (tmp_path / "edition.toml").write_text(f'script = ["{name}"]', encoding="utf-8")
    assert edition_toml.order(edition_toml.load(tmp_path / "edition.toml")).scripts == (ours,)


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ('style = "article"\nscript = ["zh-TW", "zh-Klingon"]', 2),
        ('[glossary]\n"甲" = "乙"\n"丙" = "丁\\n戊"', 3),
    ],
)
def test_what_is_wrong_in_the_file_is_named_with_its_line(lines, line, tmp_path):
    path = tmp_path / "edition.toml"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(UsageError, match=f"edition.toml:{line}: "):
        edition_toml.load(path)


def test_a_rule_of_the_neighbourhood_against_the_dictionary_is_unsure():
    before = Document((Paragraph(Text("他昨天干了一瓶酒。")),))
    (decision,) = script_report(normalise(before, Settings(script="zh-TW"))).unsure
    assert (decision.source, decision.choice, decision.alternatives) == ("干", "乾", ("幹",))


def test_the_name_of_a_known_author_keeps_its_family():
    text = Text("周一那天，周一舟没有开船。")
    before = Document((Paragraph(text),), Meta(authors=(Text("周一舟"),)), Source(kind="text"))
    after = normalise(before, Settings(script="zh-TW"))
    assert [author.chars for author in after.meta.authors] == ["周一舟"]
    assert after.blocks[0].text.chars == "週一那天，周一舟沒有開船。"
