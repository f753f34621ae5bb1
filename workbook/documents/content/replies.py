"""What the other side usually says, and an honest next line."""

from __future__ import annotations

from workbook.language import N_

SHORT = (
    (N_("先还一部分再说"), N_("可以谈。请先写明这笔钱抵哪一项、下一步是什么，我再还。")),
    (N_("没有这个产品"), N_("那请看能不能协商重组或分期；不能的话，请书面写明原因。")),
    (N_("只有今天有效"), N_("请把条件发成书面，我看过再答复；今天不点确认。")),
    (N_("要起诉、要找法院"), N_("请把通知书面发给我。我愿意协商，请先登记我的申请。")),
)
