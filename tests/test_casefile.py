"""The case folder: read strictly, saved all or nothing, never over somebody else's change."""

import json
import os
import stat
from decimal import Decimal

import pytest
from killing import killed

from workbook import casefile
from workbook.case import Case, Debts, Loan, Profile, Situation
from workbook.casefile.merge import merge
from workbook.language import Refused, speaking


@pytest.fixture
def path(tmp_path):
    return tmp_path / "case.json"


@pytest.fixture(autouse=True)
def own_cases(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    monkeypatch.delenv("WORKBOOK_CASE", raising=False)


def saved(path, **loan):
    base = casefile.read(path).case.debts
    return casefile.save(path, "debts", Debts(loans=(Loan(id="L1", **loan),)), base)


def test_a_case_that_is_not_there_yet_is_empty_and_dated(path):
    case = casefile.read(path).case
    assert case.loans == ()
    assert case.as_of == casefile.today()


def test_what_is_saved_is_read_again_exactly(path):
    stored = saved(path, principal="120000.05", rate="0.04", name="（虚构）网商贷")
    assert casefile.read(path) == stored
    assert casefile.read(path).case.debts.loans[0].principal == Decimal("120000.05")


def test_amounts_are_stored_as_text(path):
    saved(path, principal="120000.05")
    assert '"principal": "120000.05"' in path.read_text(encoding="utf-8")


def test_only_the_saved_section_changes(path):
    saved(path, principal="5")
    other = casefile.read(path).case.situation
    casefile.save(path, "situation", Situation(cash="100"), other)
    assert casefile.read(path).case.debts.loans[0].principal == Decimal("5.00")


def test_changes_of_two_people_in_different_fields_are_both_kept(path):
    base = saved(path, principal="5").case.debts
    casefile.save(path, "debts", Debts(loans=(Loan(id="L1", principal="5", rate="12"),)), base)
    casefile.save(path, "debts", Debts(loans=(Loan(id="L1", principal="6"), Loan(id="L2"))), base)
    first, second = casefile.read(path).case.debts.loans
    assert (first.principal, first.rate, second.id) == (Decimal("6.00"), Decimal(12), "L2")


def test_a_section_with_one_id_twice_is_never_saved(path):
    base = saved(path, principal="5").case.debts
    before = path.read_bytes()
    twice = base.model_copy(update={"loans": (*base.loans, Loan(id="L1", principal="7"))})
    with pytest.raises(Refused, match="借款 › 第 2 行”的编号“L1”上面已经用过"):
        casefile.save(path, "debts", twice, base)
    assert path.read_bytes() == before


def test_two_rows_with_one_id_are_not_joined_into_one():
    rows = [{"id": "p", "amount": "1"}, {"id": "p", "amount": "2"}]
    with pytest.raises(casefile.Conflict) as caught:
        merge({"made": []}, {"made": [{"id": "q"}]}, {"made": rows})
    assert caught.value.places == (("made",),)


def test_a_case_with_one_id_twice_is_not_brought_in():
    with pytest.raises(Refused, match="材料 › 第 2 行"):
        casefile.bring_in("twice", b'{"evidence": {"documents": [{"id": "d"}, {"id": "d"}]}}')
    assert casefile.listed() == ()


def test_a_row_removed_here_and_changed_there_is_a_conflict(path):
    base = saved(path, principal="5").case.debts
    casefile.save(path, "debts", Debts(loans=(Loan(id="L1", principal="6"),)), base)
    before = path.read_bytes()
    with pytest.raises(casefile.Conflict) as caught:
        casefile.save(path, "debts", Debts(), base)
    assert caught.value.places in ((("loans",),), (("loans", "L1"),))
    assert path.read_bytes() == before


def test_a_cut_file_never_loads_and_names_the_backup(path):
    saved(path, principal="5", name="（虚构）")
    saved(path, principal="6", name="（虚构）")
    whole = path.read_bytes()
    for length in range(len(whole) - 2):
        path.write_bytes(whole[:length])
        with pytest.raises(Refused):
            casefile.read(path)
    with pytest.raises(Refused, match="workbook restore"):
        casefile.read(path)
    casefile.restore(path)
    assert casefile.read(path).case.debts.loans[0].principal == Decimal("5.00")
    (kept,) = path.parent.glob("case-damaged-*.json")
    assert (kept.read_bytes(), stat.S_IMODE(kept.stat().st_mode)) == (whole[:-3], 0o600)


def with_backups(path, *principals):
    """Save these amounts one after another, each with its own backup of the one before; give the backups' folder."""
    for n, principal in enumerate(principals, start=1):
        saved(path, principal=principal)
        for backup in path.parent.glob("backups/20*.json"):
            backup.rename(backup.with_name(f"b{n}.json"))
            os.utime(backup.with_name(f"b{n}.json"), (0, 0))
    return path.parent / "backups"


def principal(path):
    return str(casefile.read(path).case.debts.loans[0].principal)


@pytest.mark.parametrize("newest", ["good", "cut", "empty"])
def test_a_case_of_which_only_backups_are_left_is_no_empty_case(path, newest):
    backups = with_backups(path, "5", "6", "7")
    path.unlink()
    if newest != "good":
        (backups / "b3.json").write_bytes(b"" if newest == "empty" else (backups / "b3.json").read_bytes()[:-9])
    good = "b3.json" if newest == "good" else "b2.json"
    with pytest.raises(Refused, match=f"case.json 不见了。最近的好备份是 backups/{good}"):
        casefile.read(path)
    with pytest.raises(Refused, match="不见了"):
        saved(path, principal="9")
    assert not path.exists()
    assert casefile.restore(path).name == good
    assert principal(path) == ("6.00" if newest == "good" else "5.00")


@pytest.mark.parametrize("present", [None, b"{", b"\xff"])
def test_a_case_whose_backups_are_all_damaged_is_said_and_left_alone(path, present):
    backups = with_backups(path, "5", "6", "7")
    for backup in backups.iterdir():
        backup.write_bytes(backup.read_bytes()[:40])
    path.unlink() if present is None else path.write_bytes(present)
    with pytest.raises(Refused, match="备份也都打不开"):
        casefile.read(path)
    with pytest.raises(Refused, match="没有能用的备份"):
        casefile.restore(path)
    assert (path.read_bytes() if path.exists() else None) == present


@pytest.mark.parametrize("present", [b"{", b"", None])
def test_a_restore_is_undone_and_done_again(path, present):
    with_backups(path, "5", "6")
    before = path.read_bytes() if present is None else present
    path.write_bytes(before)
    casefile.restore(path)
    assert principal(path) == "5.00"
    casefile.take_back(path)
    assert path.read_bytes() == before
    casefile.take_back(path)
    assert principal(path) == "5.00"
    assert len(list(path.parent.glob("case-*-*.json"))) == 1


def test_what_a_restore_replaced_is_no_backup(path):
    with_backups(path, "5", "6")
    for _time in range(3):
        assert casefile.restore(path).name == "b2.json"
    with pytest.raises(Refused, match="没有可以撤销的恢复"):
        casefile.take_back(path.parent / "other" / "case.json")


def test_a_restore_that_fails_leaves_everything_as_it_was(path, monkeypatch):
    backups = with_backups(path, "5", "6")
    path.write_bytes(b"{")
    for call in ("fsync", "replace"):
        monkeypatch.setattr(f"os.{call}", lambda *_a: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(Refused, match="磁盘满了"):
            casefile.restore(path)
        monkeypatch.undo()
        assert (path.read_bytes(), len(list(backups.iterdir()))) == (b"{", 1)
        assert not list(path.parent.glob("*.tmp"))
    casefile.restore(path)
    assert principal(path) == "5.00"


def _restore_for_ever(path):
    while True:
        path.write_bytes(b"{")
        casefile.restore(path)


def test_a_killed_restore_can_be_done_again(path):
    with_backups(path, "5", "6")
    for n in range(15):
        killed(_restore_for_ever, path, 0.01 + 0.003 * n)
        assert path.exists()
        casefile.restore(path)
        assert principal(path) == "5.00"


def test_no_flipped_byte_changes_a_number_in_silence(path):
    saved(path, principal="51234.56", rate="0.04")
    whole = path.read_bytes()
    right = casefile.read(path).case
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            assert casefile.read(path).case == right
        except Refused:
            continue


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"schema_version": 5}', "更新的版本"),
        ('{"schema_version": "x"}', "版本号"),
        ('{"debts": {"loans": [{"id": "a", "principal": "-5"}]}}', "第 1 行 › 借款本金”金额不能是负数"),
        ('{"debts": {"loans": [{"id": "a", "principal": 1e400}]}}', "金额太大"),
        ('{"debts": {"loans": [{"id": "a", "principal": NaN}]}}', "不是数字"),
        ('{"debts": {"loans": [{"id": "a", "drawn_on": "2026-02-30"}]}}', "日历上没有"),
        ('{"debts": {"loans": [{"id": "a", "rte": "5"}]}}', "不认识的项目"),
        ('{"debts": {}, "debts": {}}', "出现了两次"),
        ('{"debts": {"loans": [{"id": "a"}, {"id": "b"}, {"id": "a"}]}}', "借款 › 第 3 行”的编号“a”上面已经用过"),
        (
            '{"ask": {"asks": [{"id": "a", "preferred": {"steps": [{"id": "s"}, {"id": "s"}]}}]}}',
            "首选方案 › 分段还款（先少后多） › 第 2 行”的编号“s”",
        ),
        ("[1, 2]", "不是案例文件"),
        ("{" * 100_000, "不完整或写错"),
        ("[" * 100_000, "太深"),
        ('{"drafts": {"debts": 5}}', "草稿"),
        ("", "不完整"),
    ],
)
def test_bad_files_are_refused_with_place_and_reason_and_left_as_they_are(path, content, said):
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=said):
        casefile.read(path)
    assert path.read_text(encoding="utf-8") == content


def test_refusals_speak_english_too(path):
    path.write_text('{"schema_version": 5}', encoding="utf-8")
    with pytest.raises(Refused) as caught:
        casefile.read(path)
    with speaking("en"):
        assert "later version" in str(caught.value)


def test_a_file_without_checksum_is_a_case_written_by_hand(path):
    path.write_text('\ufeff{"debts": {"loans": [{"id": "a", "principal": 73398.5}]}}', encoding="utf-8")
    assert casefile.read(path).case.debts.loans[0].principal == Decimal("73398.50")


def test_a_full_disk_at_any_byte_leaves_the_old_file(path, monkeypatch):
    saved(path, principal="5")
    before = path.read_bytes()
    real = os.fdopen

    class Full:
        def __init__(self, file):
            self.file = file

        def __enter__(self):
            return self

        def __exit__(self, *_args):
            self.file.close()

        def write(self, content):
            self.file.write(content[: len(content) // 2])
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("workbook.casefile.store.os.fdopen", lambda *a: Full(real(*a)))
    with pytest.raises(Refused, match="磁盘满了"):
        saved(path, principal="6")
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.tmp"))


def test_a_save_reaches_the_disk_before_it_replaces(path, monkeypatch):
    saved(path, principal="5")
    calls = []
    monkeypatch.setattr("workbook.casefile.store.os.fsync", lambda _fd: calls.append("sync"))
    replace = os.replace
    monkeypatch.setattr("workbook.casefile.store.os.replace", lambda *a: (calls.append("replace"), replace(*a)))
    saved(path, principal="6")
    assert calls == ["sync", "replace", "sync"]


def _save_for_ever(path):
    for n in range(100_000):
        saved(path, principal=str(n))


def test_a_killed_save_leaves_the_case_as_before_or_after(path):
    saved(path, principal="0")
    for n in range(40):
        killed(_save_for_ever, path, 0.01 + 0.002 * n)
        assert casefile.read(path).case.debts.loans[0].principal is not None
    saved(path, principal="7")
    assert casefile.read(path).case.debts.loans[0].principal == Decimal("7.00")


def test_files_are_for_this_user_only(path):
    saved(path, principal="5")
    saved(path, principal="6")
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (path, path.parent / "backups")}
    assert modes == {"case.json": 0o600, "backups": 0o700}
    assert all(stat.S_IMODE(b.stat().st_mode) == 0o600 for b in (path.parent / "backups").iterdir())


@pytest.mark.parametrize(
    "name", ["../../x", "/etc/x", "CON", "a\0b", "汉" * 300, "小店😀", "end.", "  ", "..", "current"]
)
def test_any_name_stays_inside_the_cases_folder(name, tmp_path):
    made = casefile.create(name)
    assert made.parent.parent == tmp_path / "data" / "cases"
    assert made.parent.is_dir()
    assert casefile.current() == made


def test_a_link_out_of_the_cases_folder_is_refused(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "data" / "cases"
    folder.mkdir(parents=True)
    (folder / "shop").symlink_to(outside)
    with pytest.raises(Refused):
        casefile.create("shop")


def test_the_named_case_wins_over_the_environment_over_the_current_one(tmp_path, monkeypatch):
    made = casefile.create("（虚构）一号")
    assert casefile.locate() == made
    other = tmp_path / "data" / "example"
    other.mkdir()
    (other / "case.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("WORKBOOK_CASE", "data/example")
    assert casefile.locate() == other / "case.json"
    for nowhere in ("nowhere", "长" * 300, "a" * 5000, "shop/" * 2000):
        with pytest.raises(Refused, match="找不到案例"):
            casefile.locate(nowhere)


def test_a_case_of_which_only_backups_are_left_is_found_and_listed():
    made = casefile.create("（虚构）一号")
    with_backups(made, "5", "6")
    made.unlink()
    assert casefile.locate("虚构-一号") == casefile.locate() == made
    assert casefile.listed() == (made,)


def test_a_case_is_carried_away_and_brought_in_elsewhere(path):
    stored = saved(path, principal="5", name="（虚构）")
    brought = casefile.bring_in("copy", casefile.export(stored))
    assert casefile.read(brought) == stored
    with pytest.raises(Refused):
        casefile.bring_in("bad", b"{")
    assert [p.parent.name for p in casefile.listed()] == ["copy"]


def test_exhibits_are_kept_by_their_digest_and_statements_under_their_name(path):
    kept, digest = casefile.keep(path, "exhibits", "照片 1.JPG", b"picture")
    assert kept.name == f"{digest}.JPG"
    again, _digest = casefile.keep(path, "exhibits", "other.JPG", b"picture")
    assert again == kept
    statement, _digest = casefile.keep(path, "statements", "支付宝 账单.csv", b"rows")
    assert statement.read_bytes() == b"rows"
    assert stat.S_IMODE(statement.stat().st_mode) == 0o600


def test_every_field_survives_save_and_load(path):
    case = Case(profile=Profile(name="（虚构）李小满", as_of="2026-11-23", distressed=False))
    base = casefile.read(path).case.profile
    stored = casefile.save(path, "profile", case.profile, base)
    assert stored.case.profile == case.profile
    assert json.loads(path.read_text(encoding="utf-8"))["profile"]["distressed"] is False
