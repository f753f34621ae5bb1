"""Reading and saving: a save is all or nothing, one section at a time, never over somebody else's change."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workbook.case import SECTIONS, Case, Part, SectionName
from workbook.case.fields import problems
from workbook.casefile.lock import held
from workbook.casefile.log import check_log
from workbook.casefile.merge import merge
from workbook.casefile.places import (
    PRIVATE_FILE,
    adopt,
    backups,
    drawer,
    make_folder,
    now,
    private_folder,
    remove,
    today,
)
from workbook.casefile.plain_file import read_file
from workbook.casefile.strict_json import canonical, parse
from workbook.casefile.titles import place_words
from workbook.language import N_, Refused, _

VERSION = 4
LARGEST_FILE = 20_000_000
MINUTES_BETWEEN_BACKUPS = 10
BACKUPS_KEPT = 50
SECONDS_TO_KEEP_A_COPY = 3600
_HALF_WRITTEN = ".case-*.tmp"
_FOLDERS_NOT_SYNCED = frozenset({errno.EINVAL, errno.ENOTSUP})
"""What a disk answers that confirms files only."""

Drafts = Mapping[str, str]
"""What is typed but not valid yet in one section: path of the field → the text as typed."""


def _with_notes(body: dict[str, Any]) -> dict[str, Any]:
    """Version 2 knows notes under a loan, and payments booked on one of them; a file of version 1 tells of none."""
    return {**body, "schema_version": 2}


def _with_receivables(body: dict[str, Any]) -> dict[str, Any]:
    """Version 3 has receivables as rows; the one sum of a file of version 2 is a row without a name or a day."""
    told, drafts = body.get("situation"), body.get("drafts")
    typed = drafts.get("situation") if isinstance(drafts, dict) else None
    once = told.get("receivables") if isinstance(told, dict) else None
    draft = typed.get("receivables") if isinstance(typed, dict) else None
    if isinstance(told, dict) and (once, draft) != (None, None):
        body = {**body, "situation": {**told, "receivables": [{"id": "receivable", "amount": once}]}}
    elif isinstance(told, dict):
        body = {**body, "situation": {name: value for name, value in told.items() if name != "receivables"}}
    if isinstance(drafts, dict) and isinstance(typed, dict) and draft is not None:
        rest = {path: text for path, text in typed.items() if path != "receivables"}
        body = {**body, "drafts": {**drafts, "situation": {**rest, "receivables/receivable/amount": draft}}}
    return {**body, "schema_version": 3}


def _with_offers(body: dict[str, Any]) -> dict[str, Any]:
    """Version 4 knows how an offer came, where a sum at once comes from, lessons in three lines, what rows show."""
    return {**body, "schema_version": 4}


UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
    1: _with_notes,
    2: _with_receivables,
    3: _with_offers,
}
"""Version → function that lifts a file of that version to the next."""


class Unconfirmed(Refused):
    """It was written, but the disk did not confirm that it will last."""


@dataclass(frozen=True)
class Stored:
    """A case as it stands on disk, with the drafts kept beside it."""

    case: Case
    drafts: Mapping[str, Drafts] = field(default_factory=dict)


def read(path: Path) -> Stored:
    """Read a case file; a file that is not there yet is an empty case dated today.

    Raises Refused for anything unreadable, incomplete, altered, from a later version, or invalid, and for a file
    of which only backups are left.
    """
    _tidy(path)
    if not path.exists():
        if backups(path):
            raise Refused(N_("案例“{name}”的 case.json 不见了{backup}"), name=path.parent.name, backup=_offer(path))
        return _empty()
    try:
        return decode(raw(path))
    except Refused as error:
        raise Refused(
            N_("打不开案例“{name}”：{reason}{backup}"), name=path.parent.name, reason=error, backup=_offer(path)
        ) from error


def save(path: Path, section: SectionName, mine: Part, base: Part, drafts: tuple[Drafts, Drafts] = ({}, {})) -> Stored:
    """Write one section and its drafts (mine, base) and nothing else; give the case as it then stands.

    What others changed meanwhile stays; raises Conflict where both changed the same field, Refused
    when a log entry that is written down would change, or the disk refuses. The file is then as it was.
    """
    _case({section: _plain(mine)})
    with locked(path):
        found = read(path)
        merged = merge(_plain(base), _plain(getattr(found.case, section)), _plain(mine))
        kept = merge(dict(drafts[1]), dict(found.drafts.get(section, {})), dict(drafts[0]))
        case = _case({**dict(found.case), section: merged})
        check_log(found.case.talks, case.talks, today())
        drafts_now = {name: texts for name, texts in {**found.drafts, section: kept}.items() if texts}
        stored = Stored(case, drafts_now)
        _back_up(path)
        write(path, encode(stored))
    return stored


def create(name: str) -> Path:
    """Make an empty case dated today, which is there at once, and give its case file; make it the current one."""
    return _make(name, _empty())


def bring_in(name: str, content: bytes) -> Path:
    """Make a case from the bytes of a case file brought from elsewhere; Refused leaves nothing behind."""
    return _make(name, decode(content))


def _empty() -> Stored:
    return Stored(Case.model_validate({"profile": {"as_of": today()}}))


def _make(name: str, stored: Stored) -> Path:
    path = make_folder(name)
    try:
        write(path, encode(stored))
    except BaseException:
        if not path.exists():
            remove(path)
        raise
    adopt(path)
    return path


def newest_good(path: Path) -> Path | None:
    """Give the newest backup that can be read whole, if there is one."""
    return next(filter(is_good, backups(path)), None)


def is_good(path: Path) -> bool:
    """Tell whether a case file or backup can be read whole."""
    try:
        return bool(decode(raw(path)))
    except Refused:
        return False


def _plain(part: Part) -> dict[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True)


def encode(stored: Stored) -> bytes:
    """Give the bytes of a case file, also to carry it elsewhere."""
    body: dict[str, Any] = {"schema_version": VERSION}
    body |= {name: _plain(getattr(stored.case, name)) for name in SECTIONS}
    body["drafts"] = {name: dict(texts) for name, texts in stored.drafts.items()}
    body["checksum"] = _checksum(body)
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _checksum(body: dict[str, Any]) -> str:
    return hashlib.sha256(canonical({k: v for k, v in body.items() if k != "checksum"})).hexdigest()[:32]


def raw(path: Path) -> bytes:
    """Give the bytes of a case file or backup."""
    return read_file(path, LARGEST_FILE)


def decode(content: bytes) -> Stored:
    """Read the bytes of a case file; Refused for what is not one."""
    body = parse(content)
    if not isinstance(body, dict):
        raise Refused(N_("这不是案例文件"))
    if "checksum" in body and body["checksum"] != _checksum(body):
        raise Refused(N_("内容和校验和对不上，文件被改动或损坏了；如果是您自己改的，请删去 checksum 那一行"))
    body.pop("checksum", None)
    body = _upgraded(body)
    drafts = _read_drafts(body.pop("drafts", {}))
    return Stored(_case(body), drafts)


def _case(body: dict[str, Any]) -> Case:
    try:
        return Case.model_validate(body)
    except ValidationError as error:
        place, reason = next(iter(problems(error).items()))
        raise Refused(N_("“{place}”{reason}"), place=place_words(place), reason=reason) from error


def _upgraded(body: dict[str, Any]) -> dict[str, Any]:
    version = body.get("schema_version", VERSION)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise Refused(N_("版本号“{version}”不对"), version=str(version)[:40])
    if version > VERSION:
        raise Refused(N_("文件来自更新的版本（{version}），请先更新本工作簿"), version=version)
    while version < VERSION:
        body = UPGRADES[version](body)
        version += 1
    return body


def _read_drafts(value: Any) -> dict[str, dict[str, str]]:
    ok = isinstance(value, dict) and all(
        name in SECTIONS and isinstance(texts, dict) and all(isinstance(t, str) for t in texts.values())
        for name, texts in value.items()
    )
    if not ok:
        raise Refused(N_("草稿部分的格式不对"))
    return dict(value)


@contextlib.contextmanager
def locked(path: Path, wait: float = 10) -> Iterator[None]:
    """Hold the case for one writer; Refused if another does not let go within so many seconds."""
    private_folder(path.parent)
    try:
        with held(path.with_name(".lock"), wait, Refused(N_("另一个程序正在写这个案例，请过几秒再试"))):
            _sweep(path.parent)
            yield
    except OSError as error:
        raise disk_refusal(error, 0) from error


def _sweep(folder: Path) -> None:
    """Remove what a killed save left half written; under the lock nobody else saves, beside it copies may be kept."""
    old = now().timestamp() - SECONDS_TO_KEEP_A_COPY
    for left in (*folder.glob(_HALF_WRITTEN), *folder.glob(f"*/{_HALF_WRITTEN}")):
        if left.parent == folder or left.stat().st_mtime < old:
            left.unlink(missing_ok=True)


def _tidy(path: Path) -> None:
    """Sweep on opening too, if nobody is saving at this moment."""
    if next(path.parent.glob(_HALF_WRITTEN), None) is not None:
        with contextlib.suppress(Refused), locked(path, wait=0):
            pass


def write(path: Path, content: bytes) -> None:
    """Put content into the place of a file, all of it or nothing."""
    put(prepared(path, content), path)


def prepared(path: Path, content: bytes) -> Path:
    """Write the content beside the file, down to the disk."""
    temporary = path.with_name(f".case-{secrets.token_hex(4)}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise disk_refusal(error, len(content)) from error
    return temporary


def put(temporary: Path, path: Path) -> None:
    """Put what is written into the place of the file; Unconfirmed if only the disk's word for it is missing."""
    try:
        os.replace(temporary, path)  # noqa: PTH105 - the fault tests watch this very call
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise disk_refusal(error, 0) from error
    try:
        _sync_folder(path.parent)
    except OSError as error:
        if error.errno not in _FOLDERS_NOT_SYNCED:
            raise Unconfirmed(
                N_("已经写好，但磁盘没有确认（{reason}），断电可能会丢；请再保存一次，并另存一份"),
                reason=error.strerror or str(error),
            ) from error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def disk_refusal(error: OSError, needed: int) -> Refused:
    """Say why the disk refused and that the file is as it was."""
    if error.errno == errno.ENOSPC:
        return Refused(N_("磁盘满了，没有保存，原来的文件没动；请腾出至少 {needed} 字节再试"), needed=needed)
    return Refused(
        N_("不能保存（{reason}），原来的文件没动；请检查文件夹权限，或换一个位置"), reason=error.strerror or str(error)
    )


def _back_up(path: Path) -> None:
    if not path.exists():
        return
    dated = backups(path)
    if dated and dated[0].stat().st_mtime > now().timestamp() - 60 * MINUTES_BETWEEN_BACKUPS:
        return
    target = drawer(path, "backups") / f"{now():%Y-%m-%d-%H%M%S}.json"
    if not target.exists():
        target.touch(PRIVATE_FILE)
        target.write_bytes(path.read_bytes())
    for old in backups(path)[BACKUPS_KEPT:]:
        old.unlink()


def _offer(path: Path) -> str:
    good = newest_good(path)
    if good is not None:
        how = _("。最近的好备份是 backups/{name}：重新打开“开始”那一页按“用备份恢复”，或者用“workbook restore”")
        return how.format(name=good.name)
    return _("。它的备份也都打不开；请先把整个文件夹抄一份留着") if backups(path) else ""
