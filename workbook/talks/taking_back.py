"""A promise of one's own that what can be paid does not carry: found, and taken back in one sentence."""

from __future__ import annotations

from workbook.case import Contact, Loan
from workbook.case.talks import Channel
from workbook.course import TALKED, Course, course
from workbook.language import N_, _, attempt
from workbook.money import ZERO
from workbook.position import Position, borrowers_own
from workbook.pressure import CALENDAR_DAYS, shares, today_at_most
from workbook.pressure.today import nothing_left
from workbook.talks.log import uncorrected
from workbook.talks.promises import Promise, in_words
from workbook.talks.spoken import Spoken, spoken_payment

_HOW = {
    Channel.PHONE: N_("电话里"),
    Channel.APP: N_("在 App 里"),
    Channel.SMS: N_("短信里"),
    Channel.MAIL: N_("信里"),
    Channel.VISIT: N_("当面"),
}


@borrowers_own
def taken_back(position: Position, loan: Loan) -> str:
    """Give the sentence that takes back the latest promise to pay this lender, if it cannot be kept; else nothing.

    Nothing where it was paid, where terms came in writing since, or where no amount may be talked of.
    """
    mine = [c for c in uncorrected(position, loan) if c.my_promise]
    paying = [contact for contact in mine if spoken_payment(contact)]
    return _withdrawn(position, loan, paying[-1]) if paying and _talked(position, loan) else ""


@borrowers_own
def next_step(position: Position, promise: Promise) -> str:
    """Say what to do about a promise: one's own that cannot be kept is taken back, not waited for."""
    loan = _loan(position, promise)
    if loan is not None and not _talked(position, loan) and (promise.whose == "mine" or _stopped(position, loan)):
        return _("先不提这件事，先做这一步：{course}").format(course=course(position, loan).words)
    back = taken_back(position, loan) if loan is not None and promise.whose == "mine" else ""
    if back and _paying_last(position, loan) == promise.contact_id:
        return _("按现在的数做不到，就这样更正：“{words}”").format(words=back)
    return promise.next_step


def _loan(position: Position, promise: Promise) -> Loan | None:
    """Give the loan a promise was about: the one in the talk, if it is of that lender."""
    contact = position.case.talks.log[promise.contact_id]
    about = position.case.about(contact) or position.loans[:1]
    return position.loan if about and position.loan in about else next(iter(about), None)


def _talked(position: Position, loan: Loan) -> bool:
    return attempt(lambda: course(position, loan)) in TALKED


def _stopped(position: Position, loan: Loan) -> bool:
    return attempt(lambda: course(position, loan)) is Course.STOP


def _paying_last(position: Position, loan: Loan | None) -> str | None:
    found = [c.id for c in uncorrected(position, loan) if c.my_promise and spoken_payment(c)]
    return found[-1] if found else None


def _withdrawn(position: Position, loan: Loan, contact: Contact) -> str:
    said = spoken_payment(contact)
    if said is None or _over(position, loan, contact, said) or _carried(position, loan, said) is not False:
        return ""
    how = _(_HOW[contact.channel]) if contact.channel else ""
    made = in_words(contact.on) if contact.on else _("上次")
    amount = f"{said.amount:,.2f}".removesuffix(".00")
    return _template(said).format(made=made, how=how, due=in_words(said.due) if said.due else "", amount=amount)


def _template(said: Spoken) -> str:
    if said.monthly:
        return _(
            "我{made}{how}说每月还{amount}元，核算后做不到，现在更正，请改记录，并给我工单号。能做到的我书面告诉您。"
        )
    if said.due:
        return _(
            "我{made}{how}说{due}还{amount}元，核算后做不到，现在更正，请改记录，并给我工单号。能做到的我书面告诉您。"
        )
    return _("我{made}{how}说还{amount}元，核算后做不到，现在更正，请改记录，并给我工单号。能做到的我书面告诉您。")


def _over(position: Position, loan: Loan, contact: Contact, said: Spoken) -> bool:
    """Tell whether the promise has had its end: paid since, or replaced by terms that came in writing."""
    day = contact.on
    written = position.case.written_on(loan.id)
    if day is None:
        return False
    paid = sum((p.amount or ZERO for p in position.case.payments_on(loan) if p.paid_on and p.paid_on >= day), ZERO)
    return (paid >= said.amount and not said.monthly) or any(one.on and one.on >= day for one in written)


def _carried(position: Position, loan: Loan, said: Spoken) -> bool | None:
    """Tell whether what can be paid carries it: a bad month's share each month, or today's cash with those shares.

    What can be paid today is what thirty bad days leave, so a day within them adds nothing. None where not known.
    """
    if nothing_left(position):
        return False
    share, cash = attempt(lambda: shares(position).of(loan)), today_at_most(position)
    if said.monthly:
        return None if share is None else said.amount <= share
    days = max((said.due - position.as_of).days, 0) if said.due else 0
    return None if cash is None else said.amount <= cash + days // CALENDAR_DAYS * (share or ZERO)
