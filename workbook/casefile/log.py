"""The law of the log: an entry that is written down stays as it is, where it is; a correction is a new entry.

An entry is written down as soon as it stands in the file, unless it carries the day it was begun (`open_on`): then
it may be changed on that day and the next, or until it is written down for good.
"""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from workbook.case import Contact, Talks
from workbook.language import N_, Refused

DAYS_MORE = 1
"""A call late in the evening may be noted in peace after midnight."""


class Written(Refused):
    """An entry of the log that is written down would have changed; nothing was saved."""


def written(talks: Talks, day: date) -> tuple[Contact, ...]:
    """Give the entries that cannot be changed any more on a day."""
    return tuple(c for c in talks.contacts if not _is_open(c, day))


def _is_open(entry: Contact, day: date) -> bool:
    return entry.open_on is not None and 0 <= (day - entry.open_on).days <= DAYS_MORE


def check_log(before: Talks, after: Talks, day: date) -> None:
    """Refuse, as Written, a change that touches, drops or moves a written entry or puts a new one before it."""
    kept = written(before, day)
    still_open = {c.id for c in before.contacts} - {c.id for c in kept}
    now = [c for c in after.contacts if c.id not in still_open][: len(kept)]
    for n, (old, new) in enumerate(zip_longest(kept, now), start=1):
        if old != new:
            raise Written(
                N_("第 {n} 条联系记录（{day}）已经记下，不能改、删或换位置；写错了就在最后新写一条，注明更正哪一条"),
                n=n,
                day=old.on or "–",
            )


def keep_written(wanted: Talks, now: Talks, day: date) -> Talks:
    """Give the wanted talks with every entry that is written down now as it is, where it is."""
    mine = {c.id: c for c in wanted.contacts}
    stay = {c.id: mine.get(c.id) if _is_open(c, day) else c for c in now.contacts}
    new = (c for c in wanted.contacts if c.id not in stay)
    return wanted.but(contacts=(*filter(None, stay.values()), *new))
