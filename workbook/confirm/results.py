"""What a comparison finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook.case import Choice
from workbook.confirm.sooner import Sooner
from workbook.language import _, joined
from workbook.money import shown

Value = Decimal | int | date | str | bool | None


@dataclass(frozen=True)
class Difference:
    """One thing that was agreed one way and written another.

    `key` is stable ("rate", "treatments.penalty", "schedule.3.due"); `cost` is what the borrower pays more over the
    whole arrangement because of this alone (negative: less), None where it has no price; `days` is how much later
    (negative: earlier) a day lies; `sooner` what is asked sooner because of this alone, where it does not cost more.
    """

    key: str
    what: str
    agreed: Value
    written: Value
    agreed_words: str
    written_words: str
    cost: Decimal | None = None
    days: int | None = None
    sooner: Sooner | None = None

    @property
    def sentence(self) -> str:
        """Say both sides and what the difference costs."""
        words = _("{what}：谈定的是{agreed}，书面写的是{written}").format(
            what=self.what, agreed=self.agreed_words, written=self.written_words
        )
        return words + "".join(_("，") + part for part in (self._costs, self._shifts) if part) + _("。")

    @property
    def query(self) -> str:
        """Ask the lender about it, neutrally, whichever side it favours."""
        return joined(self.sentence, _("请说明以哪一个为准，并书面更正。"))

    @property
    def favourable(self) -> bool:
        """Tell whether the written side costs the borrower less without asking it sooner."""
        return self.cost is not None and self.cost < 0 and self.sooner is None

    @property
    def _costs(self) -> str:
        if self.sooner is not None:
            return self.sooner.words
        if not self.cost:
            return ""
        if self.key.startswith("schedule."):
            more = _("这一期多付 {amount}") if self.cost > 0 else _("这一期少付 {amount}")
        else:
            more = _("一共多付 {amount}") if self.cost > 0 else _("一共少付 {amount}")
        return more.format(amount=shown(abs(self.cost)))

    @property
    def _shifts(self) -> str:
        if not self.days:
            return ""
        later = _("晚 {days} 天") if self.days > 0 else _("早 {days} 天")
        return later.format(days=abs(self.days))


def worded(value: Value, unit: str = "") -> str:
    """Say a value as it is written in an arrangement."""
    if value is None:
        return _("没有写")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Choice):
        return value.words
    if isinstance(value, Decimal):
        return shown(value) if unit == "元" else f"{value.normalize():f}{unit}"
    return str(value)
