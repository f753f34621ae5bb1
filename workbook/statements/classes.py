"""What a row is: income, spending or neither, by its words; business or household, by the borrower's rules."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from workbook import lenders
from workbook.home import SHIPPED
from workbook.language import N_, Refused, _
from workbook.statements.known import Known
from workbook.statements.model import Direction, Entry, Family, Kind

# Words of the wallets and banks themselves. An order that was closed, failed or taken back moved no money in the end.
_CLOSED = re.compile(r"关闭|失败|撤销|已取消|已全额退款|已退还|已退回|未支付|作废|冲正|冲销|REVERSED|REVOKED|CANCEL")
_PENDING = re.compile(
    r"等待|待付款|待确认|待收款|待发货|待支付|待结算|未结算|处理中|进行中|冻结|未付款|交易创建|PENDING"
)
_REFUND = re.compile(r"退款|退货|退回|退税款?-|RETURN:|REFUND")
_GAVE_BACK = re.compile(r"\s*(交易)?(退款|退货)")
_LENT = re.compile(r"放款|借款发放|贷款发放|发放贷款|借款到账|借款入账|贷款入账|放贷|提款到账")
_REPAID = re.compile(
    r"还款|还贷|还本|还息|贷款归还|归还(?:贷款|借款|本金)|收回贷款|贷款收回|贷款回收|贷款扣款|贷款本息|贷款本金|贷款利息|代偿|按揭|扣息"
)
_DEBITED = re.compile(r"扣款|代扣|批扣|扣收")
# The state of a row and what it is filed under tell a loan whoever lends.
_LENT_STATUS = re.compile(r"放款成功|借款成功|借出成功|支用成功|已放款|放款完成")
_REPAID_STATUS = re.compile(r"还款成功|还款完成|已还款|已结清")
_CREDIT = re.compile(r"信用借还|借还款|信用贷款|个人贷款|消费贷款|经营贷款|网络贷款|小额贷款")
_TAKEN = re.compile(r"取出|取用|支用|借款|借出|提取|放款|到账|借钱")
_RETURNED = re.compile(r"归还|还款|还清|还钱|账单|扣款|结清|第\d++期")
# Money put down and given back.
_DEPOSIT = re.compile(r"保证金|质保金|消保金|消费者保障金")
_AGAINST_DEPOSIT = "赔|罚|违约|保证金|质保金|消保金|保障金"
_RENT = "租"
_PLEDGE = re.compile(rf"押金(?!.*{_RENT})")  # in whatever field it is told that rent is meant
_NO_DEPOSIT = re.compile(
    r"(?:保证金|质保金|消保金|保障金).{0,4}(?:利息|收益|手续费|服务费|保险|贷)|赔付|赔偿|理赔|罚|违约|保证金(?:扣除|划扣|扣款|抵扣)"
)
_REFUND_STATUS = re.compile(r"REFUND|退款(?:成功)?")
# What a house credits a shop with for goods, and takes back when they are.
_GOODS_SORT = re.compile(r"货款")
# What a house charges a shop for, and gives back to it.
_FEE_SORT = re.compile(r"手续费|技术服务费|平台服务费|软件服务费|佣金|^收费")
_FEES = re.compile(r"手续费|服务费|佣金|收费")
_FEE_BACK = re.compile(r"(?:退还|返还|退回|退)[^ ]*(?:手续费|服务费|佣金)|(?:手续费|服务费|佣金)(?:退还|返还|退回)")
_NOT_MOVED = re.compile(r"手续费|服务费|收费|推广|广告|直通车|千川")
_KEPT = (
    "余额宝|余利宝|零钱通|余额充值|零钱充值|转入零钱|理财|基金(?!会)|小金库|定活|约定转存|自动攒|"
    "银证转账|本人账户|账户互转|购汇|结汇|笔笔攒|小荷包|京东钱包"
)
_OWN = re.compile(f"{_KEPT}|提现")
# At a bank, whose rows state no 收/支: who keeps one's own money, which trade only bears such a word in its name, and
# which payouts are takings. A wallet pays out its holder's money unless a shop or a platform is named.
_KEEPER = re.compile(r"^(?:余额宝|余利宝|零钱通)|基金(?:管理|销售)|理财有限|理财子公司|证券(?:股份|有限)")
_KEEPING = "余额宝|余利宝|零钱通|基金|理财|证券"
_TRADE = re.compile(r"消费|货款|费|店|馆|食堂|餐|饭|民宿|培训|课程|工资|薪|房租|营业款|采购|材料")
_FEE_BESIDE = re.compile(r"(?:服务费|手续费|提现费|转账费)[:：¥￥\s]*\d[\d.]*元?")
_WALLET = re.compile(r"支付宝|蚂蚁|财付通|微信|零钱|余额宝|余利宝|京东钱包|小金库|QQ钱包|云闪付")
_TAKINGS = re.compile(
    r"商家|商户|店|货款|结算|经营|收单|营业|(?<!支付)平台|佣金|带货|直播|电商|抖音|快手|拼多多|美团|饿了么|淘宝|天猫|小红书|视频号"
)
_PHONE_OR_CARD_CREDIT = re.compile(r"话费|手机充值|一卡通|公交|地铁|游戏|会员|流量|油卡|ETC")
_BONUS = re.compile(r"返现|奖励|红包|积分")
_YIELD = re.compile(r"收益|利息|结息|分红")


@cache
def _telling() -> re.Pattern[str]:
    """Give all words that can tell what a row is; most names and goods hold none of them."""
    told = lenders.booked()
    lists = (
        _CLOSED, _PENDING, _REFUND, _LENT, told.lenders, told.loans, told.debits, _REPAID, told.purchases, _DEBITED,
        _OWN, _YIELD, _BONUS, _PHONE_OR_CARD_CREDIT, _TRADE, _WALLET, _CREDIT, _TAKEN, _RETURNED, _DEPOSIT, _PLEDGE,
        _FEES, _NOT_MOVED,
    )  # fmt: skip
    others = (_TAKINGS.pattern.replace("(?<!支付)", ""), _KEEPING, _AGAINST_DEPOSIT, _RENT)
    return _any_of(one for words in (*(each.pattern for each in lists), *others) for one in _ALTERNATIVES.split(words))


_ALTERNATIVES = re.compile(r"(?<!\\)\|(?![^(]*\))")


def _any_of(alternatives: Iterable[str]) -> re.Pattern[str]:
    """Make one expression of many, each beginning with a plain letter; what stands there twice is tried once.

    Those that begin alike stand together: the search skips to the letters that begin one, and tries few from there.
    """
    begun: dict[str, list[str]] = defaultdict(list)
    for each in dict.fromkeys(alternatives):
        letter = each[: 2 if each.startswith("\\") else 1]
        begun[letter].append(each[len(letter) :])
    return re.compile("|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in begun.items()) or "(?!)")


_MUTE = "·"
_ANY_NUMBER = str.maketrans("123456789", "000000000")


def muted(words: str) -> str:
    """Give the words with one number for all, or a dot where none of them can tell what a row is."""
    return all_muted([words])[0]


def all_muted(column: Iterable[str]) -> list[str]:
    """Give the same for many words, most of which tell nothing."""
    tells = _telling().search
    return [_with_one_number(words) if tells(words) else words and _MUTE for words in column]


@lru_cache(maxsize=50_000)
def _with_one_number(words: str) -> str:
    return words if lenders.booked().numbers.search(words) else words.translate(_ANY_NUMBER)


Told = tuple[str, str, str, str]
"""The type, the description, the other party and the remark of a row."""


class _Facts(NamedTuple):
    """What of a row decides its class; `words` are all joined, `said` leaves out the party.

    `stated` is whether the file itself says which way the money went, `shop` whether the account is the shop's own.
    """

    family: Family
    direction: Direction
    status: str
    words: str
    told: Told
    said: str
    stated: bool
    shop: bool


def classed(  # noqa: PLR0913 - what a row says of itself
    family: Family, direction: Direction, status: str, told: Told, *, wholly_refunded: bool, shop: bool = False
) -> tuple[Kind, Direction]:
    """Give the class of a row, and the direction when the file itself leaves it open (不计收支)."""
    sort, item, party, note = map(muted, told)
    return classed_by(family, direction, status, (sort, item, party, note), wholly_refunded, shop)


@lru_cache(maxsize=50_000)
def classed_by(  # noqa: PLR0913, PLR0917 - as above
    family: Family, direction: Direction, status: str, told: Told, wholly_refunded: bool, shop: bool
) -> tuple[Kind, Direction]:
    """Give the same for words that are muted already; few rows differ in what is left of them."""
    sort, item, party, note = told
    words = f"{sort} {item} {party} {note}"
    facts = _Facts(family, direction, status, words, told, f"{sort} {item} {note}", direction != "none", shop)
    facts = facts._replace(direction=_open_direction(facts))
    undone = wholly_refunded and not _is_refund(facts)
    return "closed" if undone else _kind(facts), facts.direction


BANK_LABELS: dict[Direction, str] = {"in": "收入", "out": "支出", "none": ""}
_PLAIN: dict[Direction, Kind] = {"in": "income", "out": "expense", "none": "neutral"}


def _open_direction(facts: _Facts) -> Direction:
    if facts.direction != "none" or facts.family != "wallet":
        return facts.direction
    if _REFUND.search(facts.words) or "退款" in facts.status:
        return "in"
    return _of_debt_status(facts) or ("in" if _LENT.search(facts.words) else _of_debt_words(facts))


def _of_debt_status(facts: _Facts) -> Direction | None:
    """Tell what is lent from what is repaid by the state of the row, which the house prints whoever lends."""
    if _LENT_STATUS.search(facts.status):
        return "in"
    return "out" if _REPAID_STATUS.search(facts.status) else None


def _of_debt_words(facts: _Facts) -> Direction:
    """Tell them by the words of a row that is filed under credit, else by the words for repaying alone."""
    if _CREDIT.search(facts.told[0]):
        words = " ".join(facts.told[1:])
        if _RETURNED.search(words):
            return "out"
        return "in" if _TAKEN.search(words) else "none"
    return "out" if _REPAID.search(facts.words) else "none"


def _kind(facts: _Facts) -> Kind:
    refund = _is_refund(facts)
    if _CLOSED.search(facts.status) and not (refund and "关闭" not in facts.status):
        return "closed"
    if _PENDING.search(facts.status):
        return "pending"
    if _is_deposit(facts):
        return "transfer"
    if refund:
        return "refund"
    return _of_debts(facts) or _of_own(facts) or _PLAIN[facts.direction]


def _is_refund(facts: _Facts) -> bool:
    """Tell money that came back from an order that was paid; to a shop, 退款 going out is what it gave back."""
    if facts.direction == "in":
        fee_back = facts.shop and (_FEE_SORT.search(facts.told[0]) or _FEE_BACK.search(facts.said))
        return bool(fee_back or _REFUND.search(facts.words) or "退款成功" in facts.status)
    if facts.direction != "out":
        return False
    taken_back = _REFUND_STATUS.fullmatch(facts.status) or _GOODS_SORT.fullmatch(facts.told[0])
    return bool(_GAVE_BACK.match(facts.words) or (facts.shop and taken_back))


def _is_deposit(facts: _Facts) -> bool:
    """Tell a deposit from its price: what is put down and given back stays its owner's; interest and fines do not."""
    put_down = _DEPOSIT.search(facts.said) or (facts.direction != "none" and _PLEDGE.search(facts.said))
    return bool(put_down) and not _NO_DEPOSIT.search(facts.said)


def _of_debts(facts: _Facts) -> Kind | None:
    words, told = facts.words, lenders.booked()
    if facts.family == "card" and facts.direction == "in":
        # What comes onto a card is its holder's own, or given back; only interest and bonus are income.
        return "income" if _YIELD.search(words) or _BONUS.search(words) else "settlement"
    status, filed = _of_debt_status(facts), bool(_CREDIT.search(facts.told[0]))
    if facts.direction == "in":
        lent = _LENT.search(words) or (told.lenders.search(words) and not _YIELD.search(words))
        return "loan_in" if status == "in" or lent or (filed and not status) else None
    filed = filed and facts.direction == "out"
    if status == "out" or filed or _REPAID.search(words) or (_DEBITED.search(words) and told.debits.search(words)):
        return "settlement" if told.purchases.search(words) and not told.loans.search(words) else "repayment"
    return None


def _of_own(facts: _Facts) -> Kind | None:
    if _YIELD.search(facts.words) and facts.direction != "out":
        return _PLAIN[facts.direction]
    if facts.shop:
        return "transfer" if _OWN.search(facts.said) and not _NOT_MOVED.search(facts.said) else None
    own = _is_own_at_bank(facts) if facts.family == "bank" else not facts.stated and _OWN.search(facts.words)
    return "transfer" if own and not _PHONE_OR_CARD_CREDIT.search(facts.words) else None


def _is_own_at_bank(facts: _Facts) -> bool:
    """Tell the holder's own money at a bank; a wallet that states 收入 or 支出 is believed, a card holds none."""
    if "提现" in facts.said and facts.direction == "in":
        return bool(_WALLET.search(facts.words)) and not _TAKINGS.search(facts.words)
    kept = _OWN.search(facts.said) or _KEEPER.search(facts.told[2])
    return bool(kept) and not _TRADE.search(_FEE_BESIDE.sub("", facts.said))


def reclassed(entry: Entry, family: Family, direction: Direction) -> Entry:
    """Give a bank's or card's entry another direction, with the label and class that follow from it."""
    told = (entry.sort, entry.item, entry.party, entry.note)
    kind, _way = classed(family, direction, entry.status, told, wholly_refunded=False, shop=entry.shop)
    return entry._replace(direction=direction, label=BANK_LABELS[direction], kind=kind)


RULES = SHIPPED / "data" / "statement_rules.toml"

Side = Literal["business", "household", "own", "loan", "repayment", "settlement", "left_out", "unsorted"]
SIDES: tuple[Side, ...] = get_args(Side)
_DIRECTIONS = ("in", "out", "any")


@dataclass(frozen=True)
class Rule:
    """Rows with one of these words, going this way, belong to this side; `always`: whatever their class."""

    side: Side
    words: tuple[str, ...]
    direction: Literal["in", "out", "any"] = "any"
    always: bool = False


class _Deciding:
    """Patterns in order, each with its side; what sorts, parties and remarks say is looked through once."""

    def __init__(self, rules: Iterable[tuple[re.Pattern[str], Rule]]) -> None:
        self.rules = tuple(rules)
        self._sides = (*(rule.side for _pattern, rule in self.rules), None)
        self._tells = _any_of(re.escape(word) for _pattern, rule in self.rules for word in rule.words).search
        self._known = Known(self._first)

    def side(self, entry: Entry) -> Side | None:
        """Give the side of the first rule that fits; None where none does."""
        known, item = self._known, entry.item
        first = min(known[entry.sort], known[entry.party], known[entry.note])
        return self._sides[min(first, self._first(item)) if self._tells(item) else first]

    def _first(self, words: str) -> int:
        """Say which rule fits first; the number after the last where none does."""
        if not self._tells(words):
            return len(self.rules)
        return next(at for at, (pattern, _rule) in enumerate(self.rules) if pattern.search(words))


@dataclass(frozen=True)
class Rules:
    """Rules in order, the names of the borrower's own accounts, and what to do with the rest."""

    rules: tuple[Rule, ...] = ()
    own_names: tuple[str, ...] = ()
    otherwise_in: Side = "unsorted"
    otherwise_out: Side = "unsorted"

    def first(self, rule: Rule) -> Rules:
        """Put a rule before all others."""
        return replace(self, rules=(rule, *self.rules))

    @cached_property
    def _deciding(self) -> dict[tuple[Direction, bool], _Deciding]:
        """The patterns to look through, by direction and whether a row is plain; words are words, never expressions."""
        patterns = [(rule, re.compile("|".join(map(re.escape, rule.words)))) for rule in self.rules]
        ways: tuple[Direction, ...] = get_args(Direction)
        return {
            (way, plain): _Deciding(
                (pattern, rule)
                for rule, pattern in patterns
                if (plain or rule.always) and rule.direction in {"any", way}
            )
            for way in ways
            for plain in (True, False)
        }

    def side(self, entry: Entry, way: Direction, *, plain: bool) -> Side | None:
        """Give the side of a row going this way; None when its class decides. `plain` is income, spending or refund.

        What stands in a shop's own account is the business's, unless a rule decides always.
        """
        if entry.party in self.own_names:
            return "own"
        deciding = self._deciding[way, plain and not entry.shop]
        if deciding.rules and (side := deciding.side(entry)):
            return side
        if not plain:
            return None
        return "business" if entry.shop else self.otherwise_in if way == "in" else self.otherwise_out


def rules_from(path: Path | None = None) -> Rules:
    """Read rules from a file, by default the ones that come with the workbook; Refused names what is wrong in it."""
    path = path or RULES
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused(N_("分类规则文件“{name}”读不了，请检查格式：{reason}"), name=path.name, reason=error) from error
    return rules_of(told)


def rules_of(told: Mapping[str, object]) -> Rules:
    """Make rules of plain values, as a file or a form holds them; Refused names the rule that is wrong."""
    rows = told.get("rule", [])
    if not isinstance(rows, list):
        raise Refused(N_("分类规则要写成一条一条的 [[rule]]"))
    return Rules(
        rules=tuple(_rule(number, row) for number, row in enumerate(rows, 1)),
        own_names=_words(told.get("own_names", []), N_("own_names 要写成一列名字")),
        otherwise_in=_side(told.get("otherwise_in", "unsorted"), 0),
        otherwise_out=_side(told.get("otherwise_out", "unsorted"), 0),
    )


def _rule(number: int, row: object) -> Rule:
    if not isinstance(row, Mapping) or row.keys() - {"side", "words", "direction", "always"}:
        raise Refused(N_("第 {number} 条分类规则里有不认识的内容，可用：side、words、direction、always"), number=number)
    words = _words(row.get("words", []), N_("第 {number} 条分类规则的 words 要写成一列词"), number)
    direction = row.get("direction", "any")
    if not words or direction not in _DIRECTIONS:
        raise Refused(N_("第 {number} 条分类规则要有 words，direction 只能是 in、out、any"), number=number)
    return Rule(_side(row.get("side"), number), words, direction, always=bool(row.get("always", False)))


def _side(told: object, number: int) -> Side:
    if told in SIDES:
        return told
    raise Refused(N_("第 {number} 条分类规则的 side 不认识，可用：{sides}"), number=number, sides=_("、").join(SIDES))


def _words(told: object, complaint: str, number: int = 0) -> tuple[str, ...]:
    listed = told if isinstance(told, list | tuple) else [None]
    words = tuple(word for word in listed if isinstance(word, str) and word.strip())
    if len(words) < len(listed):
        raise Refused(complaint, number=number)
    return words
