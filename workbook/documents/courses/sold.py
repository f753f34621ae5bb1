"""The claim changed hands: who the creditor is comes before any amount."""

from __future__ import annotations

from collections.abc import Iterator

from workbook.documents.blocks import Blanks, Block, Bullets, Heading, Paragraph, say
from workbook.documents.parts import call, law, words
from workbook.documents.parts.call import Part
from workbook.documents.parts.desk import Desk
from workbook.language import N_, _


def _three_papers(desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("债权转让通知：谁转给谁、哪天转的")),
            say(_("来催的人有没有委托书")),
            say(_("现在债权人的全称和对公账户")),
            say(_("转让那天本金、利息、罚息各多少")),
        ),
        "boxes",
    )
    yield from law.grounds(desk, ("civil_546_assignment", "civil_548_defences"), "script")


def _verify(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("从 App 里找原来的贷款方，问：“这笔债权转了没有？转给谁？哪天转的？”")))
    yield from call.channels(desk)


def _note(_desk: Desk) -> Iterator[Block]:
    yield Blanks((say(_("几点")), say(_("哪家机构")), say(_("工号")), say(_("回拨电话"))))


def _then(desk: Desk) -> Iterator[Block]:
    yield Paragraph(say(_("核实清楚以后再谈，谈的还是这几样：")))
    yield from call.asks(desk)


def _never(_desk: Desk) -> Iterator[Block]:
    yield Bullets(
        (
            say(_("没核实就还款、签字、确认金额")),
            say(_("还到个人账户")),
            say(_("交“结清”“打折”的中介费")),
            say(_("通话中点新计划的“确认”")),
        )
    )


CARD: tuple[Part, ...] = (
    (N_("先不谈钱，这样说"), call.opening),
    (N_("先记下"), _note),
    (N_("要书面的"), _three_papers),
    (N_("向原来那家核实"), _verify),
    (N_("哪一笔"), call.which),
    (N_("核实以后"), _then),
    (N_("我的数"), call.mine),
    (N_("不做"), _never),
    (N_("结束这样说"), call.leave),
    (N_("念一遍核对"), call.read_back),
    (N_("挂了以后"), call.after),
)


def tonight(_desk: Desk) -> Iterator[Block]:
    """List what shows who the creditor is."""
    yield Heading(say(_("今晚存下来")))
    yield Bullets(
        (
            say(_("说债权转了的短信、信、通话记录")),
            say(_("App 里这笔借款现在的样子：还在不在、欠多少")),
            say(_("借款合同或借据、还款记录")),
            say(_("自动扣款绑定的账户：转让以后还扣不扣")),
        ),
        "boxes",
    )
    yield Heading(say(_("明天")))
    yield Bullets(
        (
            say(_("从 App 里问原来的贷款方：转了没有、转给谁")),
            say(_("向来催的那家要转让通知")),
            say(_("申请本人征信报告，看现在写的是哪家")),
        ),
        "boxes",
    )
    yield Paragraph(words.free_help(), "note")
