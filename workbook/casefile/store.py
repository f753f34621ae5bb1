"""Reading and saving: a save is all or nothing, one section at a time, never over somebody else's change."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from workbook.case import SECTIONS, Case, Part, SectionName
from workbook.case.fields import problems
from workbook.casefile.log import check_log, keep_written
from workbook.casefile.merge import merge
from workbook.casefile.places import PRIVATE_FILE, backups, create, drawer, now, private_folder, today
from workbook.casefile.strict_json import canonical, parse
from workbook.language import N_, Refused, _

VERSION = 1
LARGEST_FILE = 20_000_000
MINUTES_BETWEEN_BACKUPS = 10
BACKUPS_KEPT = 50
_REPLACED = "case-{}-{}.json"

Drafts = Mapping[str, str]
"""What is typed but not valid yet in one section: path of the field → the text as typed."""

UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""Version → function that lifts a file of that version to the next."""


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
    if not path.exists():
        if backups(path):
            raise Refused(N_("案例“{name}”的 case.json 不见了{backup}"), name=path.parent.name, backup=_offer(path))
        return Stored(Case.model_validate({"profile": {"as_of": today()}}))
    try:
        return _decode(_raw(path))
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
    with _locked(path):
        found = read(path)
        merged = merge(_plain(base), _plain(getattr(found.case, section)), _plain(mine))
        kept = merge(dict(drafts[1]), dict(found.drafts.get(section, {})), dict(drafts[0]))
        case = _case({**dict(found.case), section: merged})
        check_log(found.case.talks, case.talks, today())
        drafts_now = {name: texts for name, texts in {**found.drafts, section: kept}.items() if texts}
        stored = Stored(case, drafts_now)
        _back_up(path)
        _write(path, _encode(stored))
    return stored


def bring_in(name: str, content: bytes) -> Path:
    """Make a case from the bytes of a case file brought from elsewhere; Refused leaves nothing behind."""
    stored = _decode(content)
    path = create(name)
    _write(path, _encode(stored))
    return path


def export(stored: Stored) -> bytes:
    """Give the bytes of a case file, to carry it elsewhere."""
    return _encode(stored)


def restore(path: Path) -> Path:
    """Put the newest good backup in the place of the case file; give the backup.

    The file that was there is kept beside it, whatever its state; `take_back` puts it back. Log entries that are
    written down and can still be read stay.
    """
    with _locked(path):
        good = newest_good(path)
        if good is None:
            raise Refused(N_("“{name}”没有能用的备份"), name=path.parent.name)
        _exchange(path, _with_log(path, good.read_bytes()))
    return good


def take_back(path: Path) -> Path:
    """Undo the last restore: put back the file that it replaced; give where that lay. Can itself be undone."""
    with _locked(path):
        replaced = max(path.parent.glob(_REPLACED.format("*", "*")), key=_stamped, default=None)
        if replaced is None:
            raise Refused(N_("“{name}”没有可以撤销的恢复"), name=path.parent.name)
        _exchange(path, _with_log(path, replaced.read_bytes()))
        replaced.unlink()
    return replaced


def newest_good(path: Path) -> Path | None:
    """Give the newest backup that can be read whole, if there is one."""
    return next(filter(_is_good, backups(path)), None)


def _with_log(path: Path, content: bytes) -> bytes:
    """Give the content with the log as it is written down in the present file, where both can be read."""
    try:
        now, then = _decode(_raw(path)), _decode(content)
    except Refused:
        return content
    talks = keep_written(then.case.talks, now.case.talks, today())
    return content if talks == then.case.talks else _encode(Stored(then.case.but(talks=talks), then.drafts))


def _exchange(path: Path, content: bytes) -> None:
    """Write first, then keep the present file beside under a name of its own, replace it last."""
    ready = _prepared(path, content)
    try:
        if path.exists():
            _set_aside(path)
    except OSError as error:
        ready.unlink()
        raise _disk_refusal(error, 0) from error
    _put(ready, path)


def _set_aside(path: Path) -> None:
    state = "before" if _is_good(path) else "damaged"
    kept = path.with_name(_REPLACED.format(state, f"{now():%Y%m%d-%H%M%S-%f}"))
    try:
        os.link(path, kept)
    except OSError:  # a disk that knows no links
        shutil.copyfile(path, kept)
    kept.chmod(PRIVATE_FILE)


def _is_good(path: Path) -> bool:
    try:
        return bool(_decode(_raw(path)))
    except Refused:
        return False


def _stamped(replaced: Path) -> str:
    return replaced.name.split("-", 2)[2]


def _plain(part: Part) -> dict[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True)


def _encode(stored: Stored) -> bytes:
    body: dict[str, Any] = {"schema_version": VERSION}
    body |= {name: _plain(getattr(stored.case, name)) for name in SECTIONS}
    body["drafts"] = {name: dict(texts) for name, texts in stored.drafts.items()}
    body["checksum"] = _checksum(body)
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _checksum(body: dict[str, Any]) -> str:
    return hashlib.sha256(canonical({k: v for k, v in body.items() if k != "checksum"})).hexdigest()[:32]


def _raw(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(N_("文件太大，不是案例文件"))
        return path.read_bytes()
    except OSError as error:
        raise Refused(N_("读不了文件（{reason}），请检查权限"), reason=error.strerror) from error


def _decode(raw: bytes) -> Stored:
    body = parse(raw)
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


def place_words(place: tuple[str | int, ...]) -> str:
    """Name a place in a case by the titles a borrower sees."""
    words, model = [], Case
    for step in place:
        if isinstance(step, int):
            words.append(_("第 {n} 行").format(n=step + 1))
            continue
        info = model.model_fields.get(step) if isinstance(model, type) else None
        words.append(_(info.title) if info and info.title else step)
        model = _part_within(info.annotation) if info else model
    return " › ".join(words) or _("案例文件")


def _part_within(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    inner = [_part_within(a) for a in getattr(annotation, "__args__", ())]
    return next((a for a in inner if a is not None), None)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    private_folder(path.parent)
    try:
        with FileLock(path.with_name(".lock"), timeout=10, mode=PRIVATE_FILE):
            yield
    except Timeout as error:
        raise Refused(N_("另一个程序正在写这个案例，请过几秒再试")) from error
    except OSError as error:
        raise _disk_refusal(error, 0) from error


def _write(path: Path, content: bytes) -> None:
    _put(_prepared(path, content), path)


def _prepared(path: Path, content: bytes) -> Path:
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
        raise _disk_refusal(error, len(content)) from error
    return temporary


def _put(temporary: Path, path: Path) -> None:
    try:
        os.replace(temporary, path)  # noqa: PTH105 - the fault tests watch this very call
        _sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _disk_refusal(error, 0) from error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _disk_refusal(error: OSError, needed: int) -> Refused:
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
        how = _("。最近的好备份是 backups/{name}：重新打开 00_start 按“用备份恢复”，或者用“workbook restore”")
        return how.format(name=good.name)
    return _("。它的备份也都打不开；请先把整个文件夹抄一份留着") if backups(path) else ""
