"""Words of the trade, each said once on a page in plain words where it comes up first."""

from __future__ import annotations

from workbook.language import N_, _

WORDS = (
    (N_("罚息"), N_("逾期以后，按比原来高的利率收的利息；高多少看合同")),
    (N_("复利"), N_("没还上的利息再生的利息；收不收看合同")),
    (N_("借据"), N_("一个额度里每借一次，就有一张：各有各的金额、利率和到期日")),
    (N_("等额本息"), N_("每期还的总数一样，开头几期里利息占得多")),
    (N_("等额本金"), N_("每期还的本金一样，利息一期比一期少")),
    (N_("先息后本"), N_("平常只还利息，本金到期一次还")),
    (N_("宽限期"), N_("过了还款日还不算逾期的几天；有没有、几天看合同")),
    (N_("提前到期"), N_("对方要求把没到期的也一次还清")),
    (N_("展期"), N_("同一份合同，到期日往后挪")),
    (N_("续贷"), N_("旧的到期，签一份新合同接着用")),
    (N_("综合融资成本"), N_("利息和各种费用合起来，折成一年是百分之几")),
    (N_("征信"), N_("人民银行的信用报告里记的还款情况，银行放款前会看")),
    (N_("代偿"), N_("保险公司或担保人替您还给对方，之后由它向您要")),
    (N_("债权"), N_("向您要这笔钱的权利；它可以转给别人")),
    (N_("支付令"), N_("法院应对方申请发的付款命令；不服要在写明的日子以前提")),
    (N_("仲裁"), N_("由仲裁机构裁决，不经法院审；合同里要有这一条才行")),
    (N_("强制执行"), N_("裁判生效还不付，法院可以查账户、扣钱、查封财产")),
    (N_("生活保障线"), N_("家里过日子最少要留的钱，先留出它再谈还多少")),
)


def plain(words: str) -> tuple[tuple[str, str], ...]:
    """Give the words of the trade that a text uses, each with what it means, in the language now spoken."""
    told = words.casefold()
    return tuple((_(word), _(meaning)) for word, meaning in WORDS if _(word).casefold() in told)
