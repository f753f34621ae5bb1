"""What the documents say: every figure looked up, nothing private, nothing run, nothing promised."""

import io
import json
import re
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from workbook import casefile, documents
from workbook.case import SECTIONS, TERMS, Case, Choice, Part, seen_by
from workbook.documents import facts as facts_module
from workbook.documents.blocks import Cite, Day, Document, Figure, Own, Plain, Section, spans
from workbook.documents.bundle import EVERY
from workbook.documents.declared import declared
from workbook.documents.facts import flat, lender_facts, own_facts, plain
from workbook.documents.parts import desk as desk_module
from workbook.documents.render.text import text
from workbook.language import NotKnown, Refused, speaking, tried
from workbook.loans import Standing
from workbook.money import shown
from workbook.position import Position
from workbook.text import clean

FIXTURES = Path(__file__).parent / "fixtures/documents"
SHOP = json.loads((FIXTURES / "shop.json").read_text("utf-8"))
TALKED = json.loads((FIXTURES / "talked.json").read_text("utf-8"))
TIRED = {
    "profile": {"as_of": "2026-11-23"},
    "situation": {"cash": "800"},
    "debts": {"loans": [{"id": "l1", "state": "overdue", "app_total": "3100.25"}]},
}
TOLD = json.loads((FIXTURES.parent / "cases/ten_minutes.json").read_text("utf-8"))
QUICK = {
    **TOLD,
    "profile": {"as_of": "2026-11-23"},
    "situation": {**TOLD["situation"], "what_changed": "门前修路，客流少了三成"},
}
CASES = {"shop": SHOP, "talked": TALKED, "tired": TIRED, "quick": QUICK, "dated": {"profile": {"as_of": "2026-11-23"}}}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


EXAMPLES = ("example", "example-court", "example-import")


def case(name="shop", **changes):
    if name in EXAMPLES:
        return casefile.read(Path(__file__).parents[1] / "data" / name / "case.json").case
    return Case.model_validate({**CASES[name], **changes})


def made(one):
    """Every document that this case allows."""
    found, position = [], Position.of(one)
    for paper in EVERY:
        try:
            found.append(paper.make(position))
        except Refused:
            continue
    return found


def without_figures(document):
    kept = (Plain,)
    return "".join(span.text for span in spans(document) if isinstance(span, kept)) + document.title


def printed(document):
    """The words of a document in each format."""
    reader = _Words()
    reader.feed(documents.html(document))
    return {
        "html": "".join(reader.words),
        "docx": words_of_docx(document),
        "pdf": words_of_pdf(document),
        "txt": text(document),
    }


def words_of_docx(document):
    import docx as library

    return "".join(library.Document(io.BytesIO(documents.docx(document))).element.body.itertext())


def words_of_pdf(document):
    from pypdf import PdfReader

    pdf = PdfReader(io.BytesIO(documents.pdf(document)))
    return "\n".join(_page(pdf, index) for index in range(len(pdf.pages)))


def _page(pdf, index):
    """The words of a page without its own number."""
    return pdf.pages[index].extract_text().replace(f"{index + 1} / {len(pdf.pages)}", "")


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words, self.skipped, self.tags, self.attributes = [], 0, [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attributes]
        self.skipped += tag == "style"

    def handle_endtag(self, tag):
        self.skipped -= tag == "style"

    def handle_data(self, data):
        self.words += [] if self.skipped else [data]


# -- figures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*CASES, *EXAMPLES])
def test_with_every_figure_blanked_no_digit_is_left(name):
    for document in made(case(name)):
        assert not re.search(r"\d", without_figures(document)), document.name


@pytest.mark.parametrize("name", ["talked", "example"])
def test_no_digit_is_typed_in_english_either(name):
    with speaking("en"):
        for document in made(case(name)):
            assert not re.search(r"\d", without_figures(document)), document.name


@pytest.mark.parametrize("name", [*CASES, *EXAMPLES])
def test_every_figure_printed_is_a_result_of_the_same_key_and_words(name):
    position = Position(case(name))
    for document in made(position):
        results = flat(lender_facts(position) if document.audience == "lender" else own_facts(position))
        for span in spans(document):
            if isinstance(span, Figure):
                assert results[span.key] == span, document.name


def test_every_number_in_every_format_was_looked_up_cited_dated_or_told():
    for document in made(case("talked")):
        allowed = {
            number
            for span in spans(document)
            if isinstance(span, Figure | Own | Cite | Day)
            for number in NUMBER.findall(span.text)
        }
        for kind, words in printed(document).items():
            joined = re.sub(r"\s", "", words) if kind == "pdf" else words
            pieces = {number for number in NUMBER.findall(joined) if not _made_of(number, allowed)}
            assert pieces == set(), (document.name, kind)


def _made_of(number, allowed):
    """A number is allowed as it stands, or where a line break was taken out between two that are."""
    if number in allowed:
        return True
    return any(number.startswith(a) and _made_of(number[len(a) :], allowed) for a in allowed if a != number)


def test_results_are_ready_for_json_with_who_may_see_them():
    results = plain(own_facts(case()))
    assert results["loan.total"]["value"] == "53239.58"
    assert results["loan.total"]["text"] == "¥53,239.58"
    assert {r["sees"] for r in results.values()} == {"private"}
    lender = plain(lender_facts(case()))
    assert {r["sees"] for r in lender.values()} == {"this_lender"}
    assert json.loads(json.dumps(results)) == results


def test_what_is_not_known_is_worded_not_counted_as_zero():
    penalty = lender_facts(case("quick")).loan.penalty
    assert penalty.text == "以贵行系统核对为准，请书面列明"
    assert penalty.value is None
    assert own_facts(case("quick")).loan.penalty.text == "还不清楚"
    asked = case("quick", ask={"asks": [{"id": "a", "loan_id": "l1", "preferred": {"periods": 12, "rate": "12"}}]})
    assert "罚息 | 以贵行系统核对为准，请书面列明" in text(documents.brief(asked))


# -- privacy ---------------------------------------------------------------------------------------------------------


class Canaries:
    """Fills every field of a case with a value of its own, and remembers the private ones."""

    def __init__(self):
        self.count, self.private = 0, set()

    def fill(self, model, *, hidden=False):
        told = {}
        for name, field in model.model_fields.items():
            if name not in {"archived", "loan_id", "main", "corrects", "holding", "id", "schema_version"}:
                told[name] = self._value(field, hidden=hidden or seen_by(model, name) == "private")
        if "id" in model.model_fields:
            self.count += 1
            told["id"] = f"r{self.count}"
        return told

    def _value(self, field, *, hidden):
        inner = _inner(field.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            row = self.fill(inner, hidden=hidden)
            return (row,) if "tuple" in str(field.annotation) else row
        if isinstance(inner, type) and issubclass(inner, Choice):
            return (next(iter(inner)),) if "tuple" in str(field.annotation) else next(iter(inner))
        return self._plain(inner, hidden=hidden)

    def _plain(self, inner, *, hidden):
        self.count += 1
        plain = {
            Decimal: Decimal(f"{500 + self.count}.{self.count % 90 + 10}"),
            date: date(2021, 1, 1).replace(day=self.count % 28 + 1, year=2000 + self.count % 20),
            int: 400 + self.count,
            bool: True,
            str: f"{'私密' if hidden else '公开'}词{self.count}号",
        }
        value = plain[inner]
        if hidden and inner is Decimal:
            self.private |= {shown(value), str(value)}
        if hidden and inner is str:
            self.private.add(value)
        return value


def _inner(annotation):
    found = [a for a in get_args(annotation) if a not in {type(None), Ellipsis}]
    return _inner(found[0]) if found else annotation


def full_case(*, shares=None):
    """A case with every field filled; other household income is told to the lender only where it is shared."""
    canaries = Canaries()
    told = {name: canaries.fill(Case.model_fields[name].default_factory) for name in SECTIONS}
    told["profile"]["as_of"] = date(2026, 11, 23)
    main = {**SHOP["debts"]["loans"][0], "another_late": True, "spouse_signed": True, "auto_debit": "私密扣款账户"}
    other = {
        "name": "私密别家",
        "lender": "私密别家（虚构）",
        "id": "zz",
        "instalment": "1234.56",
        "next_due": "2026-12-01",
    }
    told["debts"] = {"main": main["id"], "loans": [main, other]}
    told["payments"] = {**told["payments"], "made": [], "all_paid_until": "2026-09-20"}
    for month in told["situation"]["months"]:
        month["month"] = month["read"]["month"] = "2026-05"
    for document in told["evidence"]["documents"]:
        document["holding"] = "have"
    told["ask"]["asks"] = [{**SHOP["ask"]["asks"][0], "walk_away": "8642.97", "offers_other": "公开诚意"}]
    told["ask"]["asks"][0]["shares_other_income"] = shares
    told["talks"]["written"] = told["talks"]["offers"] = []
    for contact in told["talks"]["contacts"]:
        contact.pop("corrects", None)
    private = canaries.private | {"私密", "¥1,234.56", "¥8,642.97", "8642.97"}
    return Case.model_validate(told), private


FULL, PRIVATE = full_case()


def lender_documents(one):
    return [document for document in made(one) if document.audience == "lender"]


def test_nothing_private_and_no_other_lender_reaches_a_lender():
    one, private = FULL, PRIVATE
    assert len(private) > 15
    for document in lender_documents(one):
        for kind, words in printed(document).items():
            assert {value for value in private if value in words} == set(), (document.name, kind)
    results = json.dumps(plain(lender_facts(one)), ensure_ascii=False)
    assert {value for value in private if value in results} == set()


def test_other_household_income_reaches_a_lender_only_where_it_is_shared():
    silent, shared = FULL, full_case(shares=True)[0]
    income = [
        f"{amount:,.2f}" for amount in (silent.situation.other_income, silent.situation.months[0].household_income)
    ]
    quiet, told = ("".join(text(document) for document in lender_documents(one)) for one in (silent, shared))
    assert not [amount for amount in income if amount in quiet]
    assert [amount for amount in income if amount in told]


def test_the_view_of_a_lender_keeps_what_the_lender_may_see():
    one = FULL
    seen = documents.lender_view(one)
    assert seen.situation.other_income is None
    assert seen.situation.cash is None
    assert [loan.id for loan in seen.loans] == ["l1"]
    assert seen.ask.asks[0].preferred == one.ask.asks[0].preferred
    assert seen.ask.asks[0].minimum is None
    assert seen.profile.name == one.profile.name


def private_fields(model=Case, path=()):
    """Every private field by its path; `0` stands for the first row of a list."""
    for name, field in model.model_fields.items():
        inner = _inner(field.annotation)
        if isinstance(inner, type) and issubclass(inner, Part):
            row = ("0",) if "tuple" in str(field.annotation) else ()
            yield from private_fields(inner, (*path, name, *row))
        elif path and seen_by(model, name) == "private":
            yield (*path, name)


# What a lender may learn from a private field all the same, by the keys of the figures it moves.
DECLARED = {
    "payments.all_paid_until": ("loan.", "ask.", "query.", "proof."),  # what is owed rests on it; the lender knows it
    "debts.loans.0.name": (),  # of it no more than which of the lender's own products it is, by the words on file
    "debts.main": ("",),  # it chooses the loan the documents are about
    "evidence.documents.0.holding": ("exhibit.", "proof."),  # a paper not in hand is not listed
    "talks.contacts.0.third_party": ("conduct.",),  # told by choosing to send a complaint
    "situation.other_income": ("cash.",),  # essentials are printed as far as the business bears them
    "situation.months.0.household_income": ("cash.",),  # the same, month by month
    "ask.asks.0.shares_other_income": ("cash.",),  # the borrower's own choice to tell it
    "archived": ("",),  # an archived row is gone
}
OFFER = "quick.offer"  # one result of private figures that the borrower chooses to tell


@pytest.mark.parametrize("path", sorted({path for path in private_fields() if "followup" not in path}), ids=".".join)
def test_a_private_field_changes_only_declared_figures_for_a_lender(path):
    before, after = told_to_a_lender(FULL), told_to_a_lender(_changed(FULL, path))
    moved = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    allowed = DECLARED.get(".".join(path), DECLARED.get(path[-1], ()))
    assert {key for key in moved if key != OFFER and not key.startswith(allowed)} == set()


@cache
def told_to_a_lender(one):
    return plain(lender_facts(one))


def _changed(part, path):
    head, *rest = path
    if isinstance(part, tuple):
        return (_changed(part[0], rest), *part[1:]) if part else part
    value = getattr(part, head)
    if rest and value is None:
        return part
    kind = _inner(type(part).model_fields[head].annotation)
    untold = next(iter(kind)) if isinstance(kind, type) and issubclass(kind, Choice) else "换了"
    return part.model_copy(update={head: _changed(value, rest) if rest else _other(value, untold)})


def _other(value, untold):
    if isinstance(value, bool):
        return not value
    if isinstance(value, Decimal):
        return value + 1
    return None if value is not None else untold


def others(value):
    """What else a private field might hold: nothing, nought, ten times as much, another word, another day."""
    if isinstance(value, bool):
        return (not value, None)
    if isinstance(value, Decimal | int):
        return (type(value)(0), value * 10, None)
    if isinstance(value, date):
        return (value - timedelta(days=400), value + timedelta(days=400), None)
    if isinstance(value, Choice):
        return (*(one for one in type(value) if one is not value), None)
    return (None,) if value is not None else ("换了",)


@cache
def lender_words(one):
    """Every word of every paper for a lender, with what stands in the way of the papers there are none of."""
    position = Position(one)
    papers = (paper for paper in EVERY if paper.reader == "lender")
    made = {paper.name: tried(lambda: paper.make(position)) for paper in papers}  # noqa: B023 - used at once
    return {name: text(found) if isinstance(found, Document) else str(found) for name, found in made.items()}


PRIVATE_PATHS = sorted(
    path
    for path in private_fields()
    if path[-1] not in DECLARED and ".".join(path) not in DECLARED and path[-1] != "id"
)


@pytest.fixture
def told_before(monkeypatch):
    """Papers are written with what the case declared before its private fields were changed."""
    decided = declared(Position(FULL))
    for module in (facts_module, desk_module):
        monkeypatch.setattr(module, "declared", lambda _position: decided)
    return FULL


@pytest.mark.parametrize("path", PRIVATE_PATHS, ids=".".join)
def test_no_word_of_a_lenders_paper_rests_on_a_private_field_beyond_what_is_declared(path, told_before):
    before = lender_words(told_before)
    assert any(len(words) > 400 for words in before.values())
    for changed in _variants(told_before, path):
        assert lender_words(changed) == before


def test_a_private_field_that_is_used_all_the_same_would_be_seen(told_before):
    shown_to_all = told_before.model_copy(
        update={"profile": told_before.profile.model_copy(update={"name": "别的名字"})}
    )
    assert lender_words(shown_to_all) != lender_words(told_before)


def _variants(part, path):
    """Give the case with this one field at each of the values it might hold."""
    head, *rest = path
    if isinstance(part, tuple):
        return [(one, *part[1:]) for one in _variants(part[0], rest)] if part else []
    value = getattr(part, head)
    inner = others(value) if not rest else _variants(value, rest) if value is not None else ()
    return [part.model_copy(update={head: one}) for one in inner]


def test_self_documents_may_show_the_ceiling_but_fold_it_away():
    words = documents.html(documents.card(case()))
    assert "<details>" in words
    assert "¥4,300.00" in words[words.index("<details>") : words.index("</details>")]
    assert "¥4,300.00" not in words[: words.index("<details>")]


@pytest.mark.parametrize("name", TERMS)
def test_every_term_that_is_asked_for_stands_in_the_annex_of_the_application(name):
    full = {
        "start": "2026-12-01",
        "first_due": "2027-01-05",
        "periods": 24,
        "rate": "8",
        "method": "equal_instalment",
        "payment": "2800",
        "grace_months": 2,
        "grace_kind": "interest_only",
        "down_payment": "500",
        "down_payment_on": "2026-12-15",
        "fee": "20",
        "fee_rows": [{"id": "f", "fee": "担保费", "wish": "return", "amount": "300"}],
        "treatments": [{"id": "t", "component": "penalty", "treatment": "waive"}],
        "principal_first": True,
        "no_acceleration": True,
        "collection_stops": True,
        "credit_reporting": "按新计划报送",
    }
    steps = {"steps": [{"id": "s", "periods": 3, "payment": "900"}, {"id": "r", "periods": 21, "payment": "4000"}]}
    full |= {"maturity": "2028-12-05"} if name == "maturity" else {}
    asked = full if name != "steps" else {key: full[key] for key in ("start", "first_due", "rate")} | steps
    told = case(ask={"asks": [{**SHOP["ask"]["asks"][0], "preferred": asked}]})
    assert TERMS[name].label in text(documents.brief(told))


# -- the brief -------------------------------------------------------------------------------------------------------


def test_the_brief_has_every_part_in_two_or_three_pages():
    from pypdf import PdfReader

    document = documents.brief(case())
    words = text(document)
    for part in (
        "一、借款人",
        "二、借款",
        "三、欠多少",
        "四、还款能力",
        "五、请求",
        "六、材料",
    ):
        assert part in words
    assert "附于《关于申请调整还款计划的函》" in words
    assert len(PdfReader(io.BytesIO(documents.pdf(document))).pages) in {2, 3}


def test_the_brief_lists_components_that_sum_to_the_total():
    loan = lender_facts(case()).loan
    assert sum(amount.value for _name, amount in loan.components) == loan.total.value


def test_the_brief_of_a_court_case_agrees_with_the_judgment():
    # LexEval (MIT) data/3_2.json, record 797: contract interest, penalty at 1.5 times, compound on contract interest
    words = re.sub(r"\s", "", words_of_pdf(documents.brief(case("example-court"))))
    for amount in ("50,000.00元", "5,778.90元", "3,694.31元", "426.98元", "59,900.19元"):
        assert amount in words


def test_a_claim_without_an_exhibit_is_marked_as_an_estimate():
    with_papers = text(documents.letter(case()))
    without = text(documents.letter(case(evidence={})))
    assert "水果损耗增加。（附件3）" in with_papers
    assert "水果损耗增加。（本人陈述）" in without
    assert "没有书面材料" in without


def test_nothing_is_said_about_hardship_that_was_not_told():
    quiet = {k: v for k, v in SHOP["situation"].items() if k not in {"what_changed", "changed_on", "done_already"}}
    assert "水果损耗" not in text(documents.letter(case(situation=quiet)))


def test_card_rules_and_marketing_never_reach_the_brief():
    words = text(documents.brief(case()))
    for never in ("第70条", "停息挂账", "四倍", "必须同意", "风险分类"):
        assert never not in words


def test_a_brief_without_a_loan_says_where_to_go():
    with pytest.raises(NotKnown, match="“借款”那一页"):
        documents.brief(case("dated"))


# -- card, chat, tonight, answers --------------------------------------------------------------------------------------


def test_the_card_keeps_the_order_of_a_call():
    titles = ["".join(s.text for s in b.title) for b in documents.card(case()).blocks if isinstance(b, Section)]
    assert len(titles) == 13
    assert titles[:4] == ["① 从 App 里拨", "② 哪一笔", "③ 开头这样说", "④ 我要的"]
    assert titles[-1] == "⑬ 挂了以后"


def test_three_answers_are_enough_for_a_card():
    words = text(documents.card(case("tired")))
    assert "App 上的数（自己核对用）：¥3,100.25" in words
    assert "现在不报数字" in words


@pytest.mark.parametrize("name", ["shop", "tired", "quick"])
def test_the_chat_text_fits_the_window(name):
    one = case(name)
    words = "".join(span.text for span in spans(documents.chat(one).blocks))
    assert len(words) <= 300
    assert "工单号" in words


def test_a_long_story_and_a_long_name_never_cut_the_request():
    whole = text(documents.letter(case())).split("请求\n")[1].split("\n")[0]
    long = {**SHOP["profile"], "name": "（虚构）" + "欧阳" * 60}
    told = case(profile=long, situation={**SHOP["situation"], "what_changed": "修路客流少" * 400})
    words = "".join(span.text for span in spans(documents.chat(told).blocks))
    assert len(words) <= 300
    assert whole in words
    assert "…" in words
    assert words.endswith("请告知工单号和答复日期。")


def test_distress_comes_first_and_only_where_it_was_indicated():
    troubled = case(profile={**SHOP["profile"], "distressed": True})
    for paper in (documents.card, documents.script, documents.tonight, documents.answers):
        assert "先不打电话" in text(paper(troubled))
    assert "先不打电话" not in text(documents.card(case()))
    assert "先不打电话" not in text(documents.brief(troubled))


def test_tonight_asks_for_five_pictures_and_names_the_missing_answer():
    words = text(documents.tonight(case("tired")))
    assert words.count("□") >= 7
    assert "还缺的一个答案" in words


def test_the_ten_minute_answers_give_no_figure_where_none_survives():
    assert "坏月份也拿得出的（每月，看到书面再答应）：先不报数字" in text(documents.answers(case("tired")))


# -- hostile words -----------------------------------------------------------------------------------------------------

HOSTILE = (
    '#read("/etc/passwd")',
    "{{7*7}}{%for x in y%}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]> </w:t> &amp; {0} {name} %s",
    '= HYPERLINK("x")',
    "张喆㛃𬭚👍🏽\u202eabc\u0007",
)


CLEANED = tuple(clean(words).strip() for words in HOSTILE)


def hostile_case():
    """The talked-about case with one hostile text after another in every field that takes words."""
    supply = cycle(HOSTILE)

    def swap(model, value):
        out = dict(value)
        for name, field in model.model_fields.items():
            inner = _inner(field.annotation)
            if name in {"id", "loan_id", "main", "schema_version", "month", "corrects"}:
                continue
            if isinstance(inner, type) and issubclass(inner, BaseModel) and out.get(name):
                rows = out[name]
                out[name] = [swap(inner, r) for r in rows] if isinstance(rows, list) else swap(inner, rows)
            elif inner is str:
                out[name] = next(supply)
        return out

    return Case.model_validate({n: swap(Case.model_fields[n].default_factory, TALKED.get(n, {})) for n in SECTIONS})


def test_hostile_words_in_every_field_are_printed_and_never_run():
    one = hostile_case()
    printed_in_brief = [value for value in one.profile.model_dump().values() if value in set(CLEANED)]
    assert set(printed_in_brief) == set(CLEANED)
    for document in made(one):
        reader = _Words()
        reader.feed(documents.html(document))
        assert "script" not in reader.tags, document.name
        assert not [name for _tag, name, _value in reader.attributes if name.startswith("on")]
        assert all(v.startswith("data:") for tag, name, v in reader.attributes if tag == "img" and name == "src")
        said = {"html": "".join(reader.words), "docx": words_of_docx(document), "pdf": words_of_pdf(document)}
        assert not [kind for kind, found in said.items() if "root:" in found or len(found) < 60], document.name
        if document.name == "brief":
            assert [words in said["html"] and words in said["docx"] for words in CLEANED] == [True] * 6


# -- files -------------------------------------------------------------------------------------------------------------


def test_files_are_for_the_owner_alone_and_private_ones_lie_apart(tmp_path):
    told = case("talked")
    accepted = told.talks.written[0].but(accepted_on="2026-11-21")
    (ask,) = told.ask.asks
    anew = ask.but(preferred=ask.preferred.but(first_due="2027-06-10"))
    told = told.but(talks=told.talks.but(written=(accepted,)), ask=told.ask.but(asks=(anew,)))
    written, missing = documents.write_all(told, tmp_path / "out", release=True)
    names = {str(path.relative_to(tmp_path / "out")) for path in written}
    assert {"brief.pdf", "brief.docx", "brief.html", "chat.txt", "private/card.html", "private/results.json"} <= names
    assert all(path.stat().st_mode & 0o077 == 0 for path in written)
    assert not [sentence for sentence in missing if "还不能生成" in sentence]


def test_what_cannot_be_written_yet_is_said_in_a_sentence(tmp_path):
    written, missing = documents.write_all(Case(), tmp_path)
    assert written == ()
    assert any("“开始”那一页" in sentence for sentence in missing)


def test_an_unknown_format_is_refused(tmp_path):
    with pytest.raises(Refused, match="pdf"):
        documents.write(documents.brief(case()), tmp_path, ("odt",))


def test_every_document_is_the_same_twice():
    assert made(case("talked")) == made(case("talked"))
    first, second = (documents.letter(case("talked")) for _time in range(2))
    assert documents.pdf(first) == documents.pdf(second)
    assert documents.docx(first) == documents.docx(second)
    assert documents.html(first) == documents.html(second)


def test_the_walk_is_one_page_with_contents_and_no_request():
    page = documents.walk("例子", (("00_start", "<h1>开始</h1><p>好</p>"),), "zh")
    assert '<a href="#00_start">开始</a>' in page
    assert not re.search(r"(src|href)=\"(?!data:|#)", page)


def test_a_fictional_case_says_so_first():
    first = documents.brief(case()).blocks[0]
    assert "虚构" in "".join(span.text for span in spans(first))
    assert "虚构" not in text(documents.brief(replace_profile(fictional=None, name="林某", business=None)))


def replace_profile(**changes):
    one = case(debts={"loans": SHOP["debts"]["loans"][:1]})
    return one.model_copy(update={"profile": one.profile.model_copy(update=changes)})


# -- letters -----------------------------------------------------------------------------------------------------------


def words_of(make, name="talked", **changes):
    return text(make(case(name, **changes)))


def test_the_letter_asks_in_one_sentence_and_carries_the_schedule():
    words = words_of(documents.letter, "shop")
    assert words.startswith("关于申请调整还款计划的函")
    assert words.count("请贵行答复同意或不同意") == 1
    assert words.count("如不能按此办理，请告知可以办理的方式、期数和所需材料。") == 1
    assert words.index("日期：") < words.index("附表")
    rows = lender_facts(case()).ask.preferred.row
    assert rows[max(rows)].balance.value == 0


def test_letter_annex_and_chat_ask_for_the_same_in_the_same_words():
    asked = text(documents.letter(case())).split("请求\n")[1].split("\n")[0]
    for paper in (documents.brief, documents.chat):
        assert asked in text(paper(case()))


def test_before_the_due_day_the_letter_says_that_it_comes_early():
    loan = {**SHOP["debts"]["loans"][0], "state": "not_due", "next_due": "2026-12-20"}
    early = case(debts={"loans": [loan]}, payments={"all_paid_until": "2026-11-20"})
    words = text(documents.letter(early))
    assert words.startswith("关于提前申请调整还款计划的函")
    assert "现于到期前提出申请" in words
    assert "未按期偿还" not in words
    assert "申请展期；同不同意由贷款人决定" in words


def test_a_letter_without_a_request_names_no_amount_and_asks_for_the_parts():
    document = documents.letter(case("tired"))
    assert document.name == "holding"
    assert not [span for span in spans(document) if isinstance(span, Figure)]
    for asked in ("工单号", "本金、利息、罚息、复利、费用", "请只与本人联系"):
        assert asked in text(document)


def test_the_query_letter_asks_about_differences_whoever_they_favour():
    words = words_of(documents.letter)
    assert "贵行多" in words
    assert "书面写的是" in words
    assert "不论对谁有利" in words
    assert "这条线" not in words


def test_what_does_not_agree_goes_with_the_request_where_one_is_made():
    loan = {**SHOP["debts"]["loans"][0], "instalment": "9300"}
    words = text(documents.brief(case(debts={"loans": [loan]})))
    assert "请一并核对" in words
    assert "请一并核对" not in text(documents.brief(case(debts={"loans": [{**loan, "instalment": None}]})))


def test_the_chronology_tells_what_was_recorded_and_not_what_i_promised():
    words = words_of(documents.complaint)
    assert "T20261105-01" in words
    assert "自称“受托催收”的人联系了借款人以外的人" in words
    assert "补交流水" not in words
    assert words.index("2026年11月5日") < words.index("2026年11月12日")


def test_the_script_gives_a_next_line_for_each_thing_heard():
    words = words_of(documents.script)
    assert "“先还一部分再谈”" in words
    assert "要拿到：" in words
    assert "重新起算" in words


def test_near_three_years_nothing_goes_to_a_lender():
    old = {
        "id": "l1",
        "name": "旧借款",
        "state": "overdue",
        "next_due": "2023-12-20",
        "app_total": "900",
        "periods_left": 1,
    }
    late = case("tired", debts={"loans": [old]})
    with pytest.raises(Refused, match="先问律师"):
        documents.letter(late)
    assert "先停一下" in text(documents.card(late))


def test_reminders_are_a_calendar_that_reads_back():
    from icalendar import Calendar

    made = documents.ics(case("talked"))
    events = Calendar.from_ical(made).walk("VEVENT")
    assert made == documents.ics(case("talked"))
    assert events
    assert all(event["DTSTAMP"].dt.date() == date(2026, 11, 23) for event in events)
    assert all(event.walk("VALARM") for event in events)
    with pytest.raises(Refused):
        documents.ics(case("dated"))


def test_the_plan_is_one_long_picture():
    assert len(documents.pages(documents.plan(case()))) == 1


def test_the_index_lists_every_exhibit_with_its_number():
    words = words_of(documents.exhibit_index, "shop")
    assert [f"附件{n}" in words for n in (1, 2, 3)] == [True] * 3
    with pytest.raises(NotKnown, match="“证据”那一页"):
        documents.exhibit_index(case(evidence={}))


@pytest.mark.parametrize("name", ["talked", "quick"])
def test_only_rules_the_gate_lets_through_are_cited(name):
    from workbook import rules

    one = case(name)
    state = Standing.of(one, one.main_loan).state
    allowed = {r.id for r in rules.applicable(rules.Scope.of(one.main_loan, state, one.profile, one.as_of))}
    for document in made(one):
        cited = {s.rule_id for s in spans(document) if isinstance(s, Cite) and ":" not in s.rule_id}
        assert cited <= allowed, document.name
        assert not {r for r in cited if r.startswith(("class_", "card_", "spc_"))}


def test_documents_carry_the_language_spoken():
    with speaking("en"):
        document = documents.brief(case())
        assert document.language == "en"
        assert 'lang="en"' in documents.html(document)
        assert documents.pdf(document).startswith(b"%PDF")


def test_the_exhibits_go_out_in_one_file_with_the_index_first_and_only_unchanged_copies(tmp_path):
    import hashlib
    import zipfile

    (tmp_path / "exhibits").mkdir()
    kept, spoilt = b"picture", b"changed later"
    digests = [hashlib.sha256(content).hexdigest() for content in (kept, b"original")]
    for digest, content in zip(digests, (kept, spoilt), strict=True):
        (tmp_path / "exhibits" / f"{digest}.png").write_bytes(content)
    papers = [{**p, "sha256": d} for p, d in zip(SHOP["evidence"]["documents"], digests, strict=False)]
    one = case(evidence={"documents": [{**papers[0], "title": "../../欠款 截图"}, papers[1]]})
    packed = zipfile.ZipFile(io.BytesIO(documents.exhibit_zip(one, tmp_path)))
    assert packed.namelist() == ["00 证据目录.pdf", "01 欠款_截图.png"]
    assert packed.read("01 欠款_截图.png") == kept
    assert documents.exhibit_zip(one, tmp_path) == documents.exhibit_zip(one, tmp_path)
    with speaking("en"):
        assert zipfile.ZipFile(io.BytesIO(documents.exhibit_zip(one, tmp_path))).namelist()[0] == "00 证据目录.pdf"


def test_each_lender_gets_papers_of_its_own_and_too_many_promises_raise_an_alarm(tmp_path):
    asks = [*SHOP["ask"]["asks"], {"id": "a2", "loan_id": "l2", "preferred": {"periods": 12, "rate": "10"}}]
    two = case(ask={"asks": asks})
    two = two.model_copy(update={"debts": two.debts.model_copy(update={"loans": (two.loans[0], _told(two.loans[1]))})})
    held, said = documents.write_all(two, tmp_path)
    assert {path.parent.name for path in held} == {"private"}
    written, _again = documents.write_all(two, tmp_path, release=True)
    assert (tmp_path / "loan-l2" / "application.pdf") in written
    assert "某消费金融公司" not in text(documents.letter(two))
    assert any("不能都答应" in sentence for sentence in said)


def _told(loan):
    return loan.but(balance_left="9000.00", app_total="0")
