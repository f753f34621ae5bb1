"""Every export in the reference folder against its expected rows and totals, and the csv spectrum."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from workbook.language import Refused
from workbook.statements import describe, monthly, read, read_all
from workbook.statements.months import SLOTS
from workbook.statements.opening import csv_rows, encoding_of

FOLDER = Path(os.environ.get("WORKBOOK_REFERENCE", Path(__file__).parents[2] / "../shared/reference"))
STATEMENTS = FOLDER / "statements"
EXPECTED = json.loads((STATEMENTS / "expected_shared.json").read_text("utf-8")) if STATEMENTS.exists() else []
BY_NAME = {Path(each["file"]).name: each for each in EXPECTED}
FILES = sorted(file for file in STATEMENTS.glob("*") if file.name in BY_NAME)
TOLD = [file for file in FILES if "n_rows" in BY_NAME[file.name]]


def name(file):
    return file.name


def test_the_folder_holds_exports():
    assert FILES
    assert len(FILES) == len(EXPECTED)


@pytest.mark.parametrize("file", TOLD, ids=name)
def test_rows_header_and_encoding(file):
    expected, export = BY_NAME[file.name], read(file)
    assert len(export.entries) == expected["n_rows"]
    assert not export.skipped
    if "header_line_no" in expected:
        assert export.header_line == expected["header_line_no"]
    if "encoding" in expected:
        assert export.encoding == expected["encoding"]


@pytest.mark.parametrize("file", TOLD, ids=name)
def test_totals(file):
    expected, told = BY_NAME[file.name], describe([read(file)])["files"][0]["totals"]
    wanted = expected.get("totals_by_label", {}) | {k: expected[k] for k in ("money_in", "money_out") if k in expected}
    assert wanted
    for label, figure in wanted.items():
        assert Decimal(told[label]["sum"]) == Decimal(figure["sum"]), label
        assert told[label]["count"] == figure.get("count", told[label]["count"]), label


@pytest.mark.parametrize("file", TOLD, ids=name)
def test_states_are_kept_as_printed(file):
    states = BY_NAME[file.name].get("status_counts", {})
    found = [entry.status for entry in read(file).entries]
    assert {state: found.count(state) for state in states} == states


@pytest.mark.parametrize("file", [f for f in TOLD if BY_NAME[f.name].get("declared_in_file")], ids=name)
def test_a_file_that_contradicts_itself_is_imported_with_warnings(file):
    export = read(file)
    assert export.entries
    assert export.printed["记录"].count == BY_NAME[file.name]["declared_in_file"]["记录"]
    assert any("两者不一样" in warning for warning in export.warnings)


def imported_or_refused(file):
    try:
        return read(file).entries
    except Refused as refused:
        return str(refused)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_file_is_imported_or_refused_with_a_sentence(file):
    assert imported_or_refused(file)


@pytest.mark.parametrize("file", [f for f in FILES if f.suffix == ".csv"], ids=name)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_the_encoding_makes_no_difference(tmp_path, file, encoding):
    words = file.read_bytes().decode(encoding_of(file))
    copy = tmp_path / file.name
    copy.write_bytes((b"\xff\xfe" if encoding == "utf-16-le" else b"") + words.encode(encoding))
    assert read(copy).entries == read(file).entries


def test_exports_of_one_account_share_their_rows():
    alipay = [file for file in FILES if "alipay" in file.name or "支付宝" in file.name]
    merged = read_all(alipay)
    assert len(merged.duplicates) == sum(len(read(f).entries) for f in alipay) - len(merged.entries)
    assert len(merged.duplicates) == min(len(read(f).entries) for f in alipay)


# The csv and the json of location_coordinates disagree about the telephone number itself.
DISAGREED = "Contact Phone Number"


@pytest.mark.parametrize("file", sorted((FOLDER / "hostile" / "csv_spectrum").glob("*.csv")), ids=name)
def test_csv_spectrum(file):
    header, *rows = [row for _line, row in csv_rows(file, encoding_of(file)) if row]
    told = [dict(zip(header, row, strict=True)) for row in rows]
    wanted = json.loads(file.with_suffix(".json").read_text("utf-8"))
    assert [comparable(row) for row in told] == [comparable(row) for row in wanted_rows(wanted)]


def wanted_rows(wanted):
    return wanted if isinstance(wanted, list) else [wanted]


def comparable(row):
    return {key: str(cell).replace("\r\n", "\n") for key, cell in row.items() if key != DISAGREED}


BUGS = FOLDER / "publicbugs"
# folder and files, then sums of all months that are not zero, as the notes beside the files say
RIGHT = {
    "K1-merchant-bills/alipay_business_detail.csv": {"receipts": "390.00", "costs": "2.34"},
    "K1-merchant-bills/wechat_merchant_fund_bill.csv": {"receipts": "400.00", "costs": "0.77", "own_out": "1000.00"},
    "K1-merchant-bills/wechat_merchant_fund_bill_fullwidth.csv": {"receipts": "70.00"},
    "K4-loan-told-by-status/alipay_loans_by_status.csv": {"loans_in": "4000.00", "repayments": "821.00"},
    "K4-loan-told-by-status/alipay_status_3.csv": {
        "loans_in": "8000.00", "repayments": "700.00", "settlements": "90.00",
    },
    "K5-deposits/alipay_merchant_deposit.csv": {
        "receipts": "1280.00", "costs": "591.50", "loans_in": "30000.00", "repayments": "2132.67",
        "own_in": "1000.00", "own_out": "14000.00",
    },
    "K5-deposits/bank_deposit.csv": {"receipts": "500.00", "own_in": "3000.00", "own_out": "3000.00"},
    "K6-one-purchase-in-two-wallets/meituan.csv K6-one-purchase-in-two-wallets/wechat.csv": {
        "household_out": "38.50", "unsorted_out": "10.00",
    },
    "K6-one-purchase-in-two-wallets/meituan_paid_by_alipay.csv K6-one-purchase-in-two-wallets/alipay.csv": {
        "household_out": "38.50",
    },
    "K7-refund-onto-a-card/bocom_card_refund.csv": {"own_in": "500.00"},
    "K7-refund-onto-a-card/cmb_card_refund.csv": {"household_out": "60.00", "own_in": "500.00"},
    "K10-time-columns/completed_at.csv": {"household_out": "32.50", "unsorted_in": "80.00"},
}  # fmt: skip


@pytest.mark.skipif(not BUGS.exists(), reason="no such folder")
@pytest.mark.parametrize("files", RIGHT)
def test_what_others_got_wrong(files):
    merged = read_all([BUGS / file for file in files.split(" ")])
    assert not any(export.warnings or export.skipped for export in merged.exports)
    (month,) = monthly(merged)
    assert {slot: str(getattr(month, slot)) for slot in SLOTS if getattr(month, slot)} == RIGHT[files]


@pytest.mark.skipif(not BUGS.exists(), reason="no such folder")
def test_names_beside_account_numbers():
    first, second = (read(BUGS / "K12-combined-columns" / f"{name}.csv") for name in ("ccb_place", "number_then_name"))
    parties = ["财付通支付科技有限公司", "（虚构）李某", "浙江网商银行股份有限公司", "", "（虚构）王某", "（虚构）公司"]
    assert [entry.party for export in (first, second) for entry in export.entries] == parties
