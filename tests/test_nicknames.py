"""What the borrower calls a loan is the borrower's own: no paper of the lender's folder has it, the private ones do."""

import io
import json
import zipfile

import pytest
from papers import stored, written
from same.cases import cases

from workbook import casefile, documents, options
from workbook.case import Asks, Case
from workbook.documents.naming import formal_name
from workbook.documents.render.text import text
from workbook.language import attempt, speaking
from workbook.position import Position

TOLD = dict(cases())
NAMELESS = frozenset({"empty", "state_three_years"})
"""Cases without a loan, or in which no loan is talked about."""
NICKNAME = "老婆不知道的"


def nicknamed(case, nickname=lambda n: f"{NICKNAME}{n}号"):
    """Give a case in which each loan has a nickname that is found nowhere else."""
    loans = tuple(loan.but(name=nickname(n)) for n, loan in enumerate(case.debts.loans, start=1))
    return case.but(debts=case.debts.but(loans=loans))


def asking(case):
    """Give a case with the first request that can be kept, where there is one: then there are papers to lenders."""
    return attempt(lambda: options.with_request(case, "preferred")) or case


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", TOLD)
def test_no_paper_for_a_lender_has_a_nickname_and_the_private_ones_keep_it(name, language, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(TOLD[name], ensure_ascii=False), encoding="utf-8")
    case = asking(nicknamed(casefile.read(file).case))
    with speaking(language):
        papers, _said = documents.compose(Position(case), release=True)
        words = {f"{one.folder / one.document.name}": (one.document.audience, text(one.document)) for one in papers}
    assert [paper for paper, (reader, said) in words.items() if reader == "lender" and NICKNAME in said] == []
    own = "".join(said for reader, said in words.values() if reader == "self")
    assert (NICKNAME in own) is (name not in NAMELESS)


def test_the_folder_that_is_handed_over_has_none_in_any_format_or_file_name():
    case = nicknamed(asking(stored("late_on_one")))
    papers, _said = documents.compose(Position(case), release=True)
    with zipfile.ZipFile(io.BytesIO(documents.for_lender(papers))) as folder:
        names = folder.namelist()
        plain = [folder.read(name).decode() for name in names if name.endswith((".html", ".txt"))]
        inner = [zipfile.ZipFile(io.BytesIO(folder.read(name))) for name in names if name.endswith(".docx")]
    assert len(plain) > 2
    assert len(inner) > 1
    words = [*names, *plain, *(one.read("word/document.xml").decode() for one in inner)]
    assert not any(NICKNAME in each for each in words)


@pytest.mark.parametrize("nickname", ["老婆消费的那笔贷款", "网商贷还的那笔", "房贷首付借的", "经营困难时借的"])
def test_a_nickname_that_only_sounds_like_a_product_names_none(nickname):
    case = asking(stored("bullet_in_35_days"))
    plain, named = (nicknamed(case, lambda _n, words=words: words) for words in ("甲", nickname))
    assert written(named, "lender") == written(plain, "lender")


@pytest.mark.parametrize(
    ("name", "lender", "formal"),
    [
        ("网商贷 老婆不知道的", None, "网商贷"),
        ("网商贷 3月那笔", "浙江网商银行股份有限公司", "网商贷"),
        ("网商贷 3月那笔", "（虚构）临河村镇银行", None),
        ("老婆不知道的", "浙江网商银行股份有限公司", None),
        ("流动资金贷款（老婆不知道的）", "（虚构）临河村镇银行", "经营贷款"),
        ("信用卡", "（虚构）某银行", "信用卡"),
        ("还信用卡", "（虚构）某银行", None),
        ("房贷首付借的", "（虚构）某银行", None),
        ("老婆消费的那笔贷款", "（虚构）某银行", None),
        ("白条", "（虚构）某银行", "白条"),
        ("白条还不上借的", "（虚构）某银行", None),
        (None, "（虚构）京东白条", "白条"),
        (None, None, None),
    ],
)
def test_a_loan_is_named_by_its_product_as_far_as_that_is_told(name, lender, formal):
    (loan,) = loans({"name": name, "lender": lender})
    assert formal_name(loan, (loan,)) == formal


@pytest.mark.parametrize(
    ("one", "other", "marks"),
    [
        ({"contract_no": "HT0001234"}, {"contract_no": "HT0005678"}, ("借据号尾号 1234", "借据号尾号 5678")),
        ({"contract_no": "A1234"}, {"contract_no": "B1234"}, ("借据号 A1234", "借据号 B1234")),
        ({"principal": "20000"}, {"principal": "50000"}, ("借款 ¥20,000.00", "借款 ¥50,000.00")),
        ({"drawn_on": "2026-01-05"}, {"drawn_on": "2026-03-05"}, ("2026-01-05 放款", "2026-03-05 放款")),
        ({"contract_no": "A1"}, {"drawn_on": "2026-03-05"}, ("借据号尾号 A1", "2026-03-05 放款")),
        ({}, {}, ("第 1 笔", "第 2 笔")),
    ],
    ids=["number", "same end", "amount", "day", "what is told", "nothing"],
)
def test_two_loans_of_one_lender_are_told_apart(one, other, marks):
    lender = {"lender": "（虚构）临河村镇银行"}
    both = loans({**one, **lender, "name": "甲"}, {**other, **lender, "name": "乙"})
    assert tuple(formal_name(loan, both) for loan in both) == tuple(f"借款（{mark}）" for mark in marks)


@pytest.mark.parametrize(
    ("number", "formal"),
    [("HT0001234", "借款（借据号尾号 1234）"), ("（虚构）没有号", None), ("A1", None), (None, None)],
)
def test_a_loan_without_a_product_is_named_by_its_number_where_that_is_one(number, formal):
    one, elsewhere = loans({"contract_no": number, "lender": "（虚构）甲银行"}, {"lender": "（虚构）乙银行"})
    assert formal_name(one, (one, elsewhere)) == formal


def test_in_the_papers_for_their_lender_two_loans_are_told_apart():
    case = stored("late_on_one")
    first = case.main_loan.but(contract_no="（虚构）A0001")
    both = (first, first.but(id="second", contract_no="（虚构）B0002"))
    for about, mark, other in ((both[0], "A0001", "B0002"), (both[1], "B0002", "A0001")):
        debts = case.debts.but(main=about.id, loans=both)
        papers = written(asking(nicknamed(case.but(debts=debts, ask=Asks()))), "lender")
        assert len(papers) > 2
        assert all(mark in words or mark[1:] in words for words in papers.values())
        assert not any(other in words or f"尾号{other[1:]}" in words for words in papers.values())


def loans(*rows):
    told = [{"id": f"l{n}", **row} for n, row in enumerate(rows, start=1)]
    return Case.model_validate({"debts": {"loans": told}}).loans
