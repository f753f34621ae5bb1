"""The talk: the log of contacts, what was promised, what came in writing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Self

from workbook.case.fields import Amount, Choice, Day, Flag, Part, Rate, Row, Sees, Words, rows, told
from workbook.case.terms import Terms
from workbook.language import N_

_LENDER: Sees = "this_lender"


class Channel(Choice):
    """How the contact took place."""

    APP = "app", N_("App 内客服")
    PHONE = "phone", N_("电话")
    MAIL = "mail", N_("书面或邮件")
    VISIT = "visit", N_("上门")
    SMS = "sms", N_("短信")


class Direction(Choice):
    """Who reached whom."""

    BY_ME = "by_me", N_("我找对方")
    BY_THEM = "by_them", N_("对方找我")


class Contact(Row):
    """One contact; entries are only added, a correction is a new entry that names the old one.

    While `open_on` says when it was begun it may still be changed; the rule stands in `casefile.log`.
    """

    loan_id: Words = told(N_("关于哪一笔"), sees=_LENDER)
    on: Day = told(N_("哪天"), sees=_LENDER)
    time: Words = told(N_("几点"), N_("例如 14:30"), sees=_LENDER)
    channel: Channel | None = told(N_("什么渠道"), sees=_LENDER)
    direction: Direction | None = told(N_("谁找谁"), sees=_LENDER)
    institution: Words = told(N_("对方说自己是哪家"), sees=_LENDER)
    verified: Flag = told(
        N_("核实过，真是这家或它委托的"),
        N_("从官方 App 打回去问过、看过委托书选“是”；查出是冒充的选“否”，不写进任何材料；没核实就空着"),
        sees=_LENDER,
    )
    agent: Words = told(N_("对方工号或姓名"), sees=_LENDER)
    ticket: Words = told(N_("工单号"), sees=_LENDER)
    said: Words = told(N_("说了什么"), long=True)
    their_words: Words = told(
        N_("对方的原话（投诉时写进去）"), N_("照原话记，不加评价；没有投诉就不会给对方看"), sees=_LENDER, long=True
    )
    their_promise: Words = told(N_("对方答应了什么"), sees=_LENDER, long=True)
    my_promise: Words = told(N_("我答应了什么"), long=True)
    next_on: Day = told(N_("下次联系或答复的日子"), sees=_LENDER)
    third_party: Flag = told(N_("对方联系了别人（家人、朋友、客户）"))
    corrects: Words = told(N_("更正哪一条"), N_("只补“关于哪一笔”时，别的可以空着，照原来那条算"))
    open_on: Day = told(N_("哪天开始写的（记下以后空着）"))

    def after(self, old: Contact | None) -> Contact:
        """Give this entry as it counts: a correction that only settles the loan or who it was keeps the rest."""
        told_here = {name: value for name, value in self if value is not None}
        if old is None or told_here.keys() - {"id", "archived", "corrects", "loan_id", "verified", "open_on"}:
            return self
        return old.model_copy(update=told_here)


class OfferWay(Choice):
    """How an offer reached the borrower: what a yes to it would be."""

    TAP = "tap", N_("App 或链接里点一下就算数")
    SAID = "said", N_("客服在电话里说的")
    COLLECTOR = "collector", N_("催收的人说的")
    WRITTEN = "written", N_("书面发来的")
    MEDIATED = "mediated", N_("调解里提的")
    RECORDED = "recorded", N_("要由法院、仲裁确认的")


ON_RECORD = frozenset({OfferWay.MEDIATED, OfferWay.RECORDED})
"""Ways after which a plan can be enforced once an instalment is missed (Civil Procedure Law 205)."""


class Offer(Row):
    """Terms the lender put forward, by word of mouth or in writing."""

    loan_id: Words = told(N_("哪一笔借款"), sees=_LENDER)
    on: Day = told(N_("哪天提出的"), sees=_LENDER)
    way: OfferWay | None = told(N_("怎么提的"), N_("先在这里算，再点“确认”、再答应"), sees=_LENDER)
    answered_on: Day = told(N_("哪天答复的"), N_("还没答复就空着"), sees=_LENDER)
    terms: Terms | None = told(N_("对方的条件"), sees=_LENDER)


class WrittenInstalment(Row):
    """One line of the schedule the lender confirmed."""

    due: Day = told(N_("还款日"), sees=_LENDER)
    payment: Amount = told(N_("应还"), unit="元", sees=_LENDER)
    principal: Amount = told(N_("其中本金"), unit="元", sees=_LENDER)
    interest: Amount = told(N_("其中利息"), unit="元", sees=_LENDER)


class WrittenTerms(Row):
    """The terms as the lender confirmed them in writing."""

    loan_id: Words = told(N_("哪一笔借款"), sees=_LENDER)
    on: Day = told(N_("哪天收到的"), sees=_LENDER)
    agreed: Terms | None = told(N_("口头谈定的"), sees=_LENDER)
    terms: Terms | None = told(N_("书面上写的"), sees=_LENDER)
    schedule: tuple[WrittenInstalment, ...] = rows(N_("书面还款计划"), sees=_LENDER)
    default_rate: Rate = told(N_("再违约时的年利率（%）"), unit="%", sees=_LENDER)
    counts_as_default: Words = told(N_("什么算违约"), sees=_LENDER)
    signed_by: Words = told(N_("谁盖章或确认"), sees=_LENDER)
    accepted_on: Day = told(
        N_("哪天核对后同意的"), N_("先看下面的对照；和谈定的不一样就先不填，也先不照它还"), sees=_LENDER
    )


class Talks(Part):
    """Talks with one or more creditors."""

    channel: Channel | None = told(N_("打算用哪个渠道谈"))
    appointment: Day = told(N_("约在哪天谈"))
    appointment_time: Words = told(N_("几点"))
    contacts: tuple[Contact, ...] = rows(N_("联系记录"), sees=_LENDER)
    offers: tuple[Offer, ...] = rows(N_("对方提出的条件"), sees=_LENDER)
    written: tuple[WrittenTerms, ...] = rows(N_("书面条件"), sees=_LENDER)

    @property
    def log(self) -> Mapping[str, Contact]:
        """Every entry as it counts, by its id, in the order they were written."""
        return self._log

    @property
    def corrected(self) -> Mapping[str, str]:
        """The id of the entry that takes the place of another, by the id of the other; the latest one counts."""
        return self._corrected

    @property
    def uncorrected(self) -> tuple[Contact, ...]:
        """The entries that no later one takes the place of."""
        return self._uncorrected

    def __copy__(self) -> Self:
        """Give a copy that knows only its own entries: another log is worked out from them."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied

    # Worked out once, since a long log is asked for at each of its entries.
    @cached_property
    def _log(self) -> Mapping[str, Contact]:
        found: dict[str, Contact] = {}
        for contact in self.contacts:
            if not contact.archived:
                found[contact.id] = contact.after(found.get(contact.corrects or ""))
        return found

    @cached_property
    def _corrected(self) -> Mapping[str, str]:
        latest = {c.corrects: c.id for c in self.log.values() if c.corrects}
        doubled = {c.id: latest[c.corrects] for c in self.log.values() if c.corrects and latest[c.corrects] != c.id}
        return {**latest, **doubled}

    @cached_property
    def _uncorrected(self) -> tuple[Contact, ...]:
        gone = self.corrected
        return tuple(contact for contact in self.log.values() if contact.id not in gone)
