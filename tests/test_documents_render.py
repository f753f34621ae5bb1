"""The writers: the same words in every format, nothing executed, the same bytes twice."""

import io
import re
from base64 import b64decode
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from workbook.documents.blocks import (
    Blanks,
    Bullets,
    Cite,
    Document,
    Facts,
    Figure,
    Fold,
    Grid,
    Heading,
    Own,
    Paragraph,
    Picture,
    Section,
    day,
    own,
    say,
    spans,
)
from workbook.documents.render.docx import docx
from workbook.documents.render.glyphs import BOLD, REGULAR, coverage, drawable, embedded
from workbook.documents.render.html import fragment, html
from workbook.documents.render.pdf import pdf, png
from workbook.documents.render.sheet import Sheet
from workbook.shown import Chart, Table

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80" viewBox="0 0 200 80">'
    '<path d="M10 70 L100 30 L190 10" stroke="#1b5e7a" fill="none"/></svg>'
)
HOSTILE = (
    '#read("/etc/passwd")',
    "#d.amount(1) *粗* _斜_ @ref <label> $x^2$ \\u{41}",
    "{{ 7*7 }} {% include '/etc/passwd' %} {# x #}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</style></w:t></w:p>&amp;&#60;",
    "张喆 㛃 𬭚",
    "=cmd|' /C calc'!A0",
    "![x](file:///etc/passwd) \\input{/etc/passwd}",
)


def chart():
    return Chart("欠款在减少", Table("欠款", ("月", "元"), (("一月", "1.00"),)), lambda: SVG)


def page(*blocks, **changes):
    made = Document("sample", "协商简报", "zh", "lender", date(2026, 11, 23), blocks, foot=say("截至今天"))
    return replace(made, **changes)


def full():
    total = Figure("loan.total", "¥123,456.78", Decimal("123456.78"), "this_lender")
    rows = tuple((say("逾期本金"), (total,)) for _ in range(60))
    return page(
        Paragraph(say("截至{on}，一共欠{total}。", on=day(date(2026, 11, 23)), total=total)),
        Heading(say("一、是谁")),
        Facts(((say("姓名"), own("张喆（虚构）")), (say("店名"), own(None, "还没填")))),
        Heading(say("细目"), 2),
        Grid(say("各项欠款"), (say("项目"), say("金额")), (*rows, (say("合计"), (total,))), frozenset({1}), total=True),
        *(Paragraph(say("一句话"), manner) for manner in ("plain", "say", "note", "warning", "right")),
        *(Bullets((say("甲"), say("乙")), marks) for marks in ("dots", "circles", "boxes")),
        Picture(say("一月起的欠款"), chart()),
        Section(say("① 打电话"), (Paragraph((Cite("《民法典》第678条", "extension"),)),)),
        Fold(say("只给自己看"), (Paragraph(say("上限在这里")),)),
        Blanks((say("签名"), say("日期"))),
    )


def words_of_pdf(made):
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def words_of_docx(made):
    import docx as library

    return "".join(library.Document(io.BytesIO(made)).element.body.itertext())


class Reader(HTMLParser):
    """Collects the words, the tags and the attributes of a page."""

    def __init__(self):
        super().__init__()
        self.words, self.tags, self.attributes, self._skipped = [], [], [], 0

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self._skipped += tag == "style"

    def handle_endtag(self, tag):
        self._skipped -= tag == "style"

    def handle_data(self, data):
        if not self._skipped:
            self.words.append(data)


def read(made):
    reader = Reader()
    reader.feed(made)
    return reader


@pytest.mark.parametrize("writer", [pdf, docx, html, fragment])
def test_the_same_document_gives_the_same_bytes(writer, monkeypatch):
    import time

    first = writer(full())
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert writer(full()) == first


def test_every_writer_says_the_same_words():
    found = {"pdf": words_of_pdf(pdf(full())), "docx": words_of_docx(docx(full()))}
    found["html"] = "".join(read(html(full())).words)
    for name, words in found.items():
        bare = re.sub(r"\s", "", words)
        for said in ("协商简报", "截至2026年11月23日，一共欠¥123,456.78。", "张喆（虚构）", "还没填", "合计", "签名"):
            assert said in bare, (name, said)


def test_pdf_is_tagged_for_screen_readers_repeats_headers_and_numbers_pages():
    from pypdf import PdfReader

    made = PdfReader(io.BytesIO(pdf(full())))
    texts = [re.sub(r"\s", "", one.extract_text()) for one in made.pages]
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert made.trailer["/Root"]["/Lang"].lower() == "zh-cn"
    assert b"pdfuaid:part" in made.trailer["/Root"]["/Metadata"].get_data()
    assert len(texts) > 1
    for number, text in enumerate(texts, 1):
        assert f"{number}/{len(texts)}" in text
    assert [text for text in texts if "项目金额" in text][1:], "the header row is repeated"


@pytest.mark.parametrize("block", [Paragraph, Heading])
def test_quotes_are_as_narrow_as_latin_letters_only_in_an_english_pdf(block):
    from pypdf import PdfReader

    words = (Own("“a” " * 20),)
    made = Document("quotes", "t", "en", "self", date(2026, 11, 23), (block(words),))
    lines = {
        language: [
            line
            for page in PdfReader(io.BytesIO(pdf(replace(made, language=language)))).pages
            for line in page.extract_text().splitlines()
            if "a" in line
        ]
        for language in ("en", "zh")
    }
    assert (len(lines["en"]), len(lines["zh"])) == (1, 2)


def test_pdf_uses_only_the_committed_face():
    from pypdf import PdfReader

    made = PdfReader(io.BytesIO(pdf(full())))
    fonts = {font.get_object()["/BaseFont"] for one in made.pages for font in one["/Resources"]["/Font"].values()}
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"NotoSansSC"}


def test_a_narrow_document_is_as_narrow_as_a_phone():
    from pypdf import PdfReader

    sides = PdfReader(io.BytesIO(pdf(full()))).pages[0].mediabox
    phone = PdfReader(io.BytesIO(pdf(replace(full(), narrow=True)))).pages[0].mediabox
    assert round(float(sides.width) / 72 * 25.4) == 210
    assert round(float(phone.width) / 72 * 25.4) == 100


def test_a_fold_stays_on_the_screen_of_its_owner():
    assert "上限在这里" in html(full())
    assert "上限在这里" not in words_of_pdf(pdf(full()))
    assert "上限在这里" not in words_of_docx(docx(full()))


def test_html_asks_the_network_for_nothing_and_runs_nothing():
    reader = read(html(full()))
    links = [value for name, value in reader.attributes if name in {"src", "href"}]
    assert links
    assert all(link.startswith("data:") for link in links)
    assert not {"script", "link", "iframe", "object"} & set(reader.tags)
    assert not re.search(r"@import|url\((?!data:)", html(full()))
    assert ("lang", "zh-CN") in reader.attributes


def test_html_brings_its_own_letters():
    made = html(full())
    assert made.count("font/woff;base64") == 2
    assert len(made) < 400_000


def test_docx_has_real_headings_a_language_alt_texts_and_repeated_headers():
    import docx as library

    made = library.Document(io.BytesIO(docx(full())))
    assert [p.text for p in made.paragraphs if p.style.name == "Heading 1"] == ["一、是谁", "① 打电话"]
    assert made.element.xpath("//w:tblHeader")
    assert made.element.xpath("//wp:docPr/@descr") == ["欠款在减少"]
    styles = made.styles.element
    assert styles.xpath("//w:rPrDefault//w:lang/@w:eastAsia") == ["zh-CN"]
    assert made.styles["Normal"].element.xpath(".//w:rFonts/@w:eastAsia") == ["Microsoft YaHei"]
    assert [f.text for f in made.sections[0].footer._element.xpath(".//w:instrText")] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("words", HOSTILE)
def test_the_borrowers_words_are_printed_as_they_stand_and_never_run(words):
    made = page(Heading(say("一、是谁")), Paragraph((Own(words),)), Facts(((say("店名"), (Own(words),)),)))
    bare = re.sub(r"\s", "", words)
    shown = read(html(made))
    assert bare in re.sub(r"\s", "", "".join(shown.words))
    assert not {"script", "img"} & set(shown.tags)
    assert bare in re.sub(r"\s", "", words_of_docx(docx(made)))
    printed = re.sub(r"\s", "", words_of_pdf(pdf(made)))
    assert bare in printed
    assert "root:" not in printed


def test_a_character_no_face_can_draw_is_printed_as_its_code_point():
    assert drawable("好👍\t㛃\n") == "好〔U+1F44D〕 㛃\n"
    assert "〔U+1F44D〕" in words_of_pdf(pdf(page(Paragraph((Own("好👍"),)))))


def test_every_control_character_still_gives_a_document():
    words = "".join(chr(n) for n in (*range(1, 32), *range(0x7F, 0xA0), 0x202E, 0x2066, 0xFFFF)) + "还在"
    made = page(Paragraph((Own(words),)))
    assert "还在" in words_of_docx(docx(made))
    assert "还在" in words_of_pdf(pdf(made))


def test_both_faces_draw_every_word_of_the_package():
    import workbook

    sources = Path(workbook.__file__).parent.rglob("*.py")
    used = {c for source in sources for c in source.read_text(encoding="utf-8") if c.isprintable()}
    odd = set("㛃𬭚👍")
    assert {c for c in used - odd if ord(c) not in coverage(REGULAR)} == set()
    assert {c for c in used - odd if ord(c) not in coverage(BOLD)} == set()
    assert all(ord(c) in coverage(REGULAR) for c in "张喆㛃𬭚①⑬□")


@pytest.mark.parametrize("face", [REGULAR, BOLD])
def test_a_cut_face_draws_its_characters_as_the_whole_face_does_and_no_others(face: Path):
    characters = "协商还款1,234.50 元①□—éA"
    with TTFont(face) as whole, TTFont(io.BytesIO(b64decode(embedded(face, characters)))) as cut:
        assert cut.flavor == "woff"
        assert set(cut.getBestCmap()) == {ord(c) for c in characters} & coverage(face)
        for code in cut.getBestCmap():
            assert drawn(cut, code) == drawn(whole, code)
        assert set(cut.keys()) <= set(whole.keys())
        for number in (0, 1, 2, 13, 14):
            assert cut["name"].getDebugName(number) == whole["name"].getDebugName(number)


def drawn(font: TTFont, code: int) -> tuple[float, list]:
    """Give how wide a character is and the strokes it is drawn with."""
    glyphs, pen = font.getGlyphSet(), DecomposingRecordingPen(font.getGlyphSet())
    glyph = glyphs[font.getBestCmap()[code]]
    glyph.draw(pen)
    return glyph.width, pen.value


def test_a_cut_face_is_no_larger_than_fonttools_makes_it():
    characters = "".join(chr(n) for n in range(0x4E00, 0x5100))
    options = subset.Options(layout_features=[], hinting=False, flavor="woff", name_IDs=[0, 1, 2, 13, 14])
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT"]
    font, made = subset.load_font(str(REGULAR), options), io.BytesIO()
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    subset.save_font(font, made, options)
    assert len(b64decode(embedded(REGULAR, characters))) < len(made.getvalue()) * 1.02


def test_a_chart_becomes_a_picture_for_writers_without_svg():
    assert png(SVG).startswith(b"\x89PNG")


def test_text_is_made_of_named_spans():
    total = Figure("loan.total", "¥1.00", Decimal("1.00"))
    text = say("欠{total}，{words}。", total=total, words=own("一{total}二"))
    assert [span.text for span in text] == ["欠", "¥1.00", "，", "一{total}二", "。"]
    assert [span for span in spans(page(Paragraph(text))) if isinstance(span, Figure)] == [total]


def test_a_notebook_shows_the_document_on_white_paper_without_its_own_face():
    bundle = Sheet(full())._repr_mimebundle_()
    assert "截至2026年11月23日，一共欠¥123,456.78。" in bundle["text/plain"]
    assert 'class="wb-doc"' in bundle["text/html"]
    assert "@font-face" not in bundle["text/html"]
