"""Notes pasted from an app's list: see what was read, add it to a loan, take it back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

import ipywidgets as widgets

from workbook import casefile
from workbook.case import Case, Debts, Loan, Note, lacking, referred
from workbook.forms.reading import list_tables, loan_names
from workbook.forms.style import Panel, button, styled
from workbook.language import N_, Refused, _
from workbook.loans import expected_notes, read_notes
from workbook.shown import Tables

_WIDE = {"description_width": "initial"}


class NotesPanel(Panel):
    """Paste lines, look at what was read, then add it; what is refused stays in the field."""

    tone = "wb-help"

    def __init__(self, path: Path, saved: Callable[[], None]) -> None:
        self.path, self.saved = path, saved
        self._read: tuple[Note, ...] = ()
        self._added: tuple[Debts, Debts] | None = None
        full = widgets.Layout(width="calc(100% - 4px)", flex_flow="column", height="auto")
        self.pasted = widgets.Textarea(
            description=_("从 App 或表格里复制来的借据"), placeholder=expected_notes(), style=_WIDE, layout=full
        )
        self.pasted.observe(lambda _change: self._forget(), names="value")
        self.loan = widgets.Dropdown(description=_("加进哪一笔借款"), style=_WIDE)
        self.look = button(_("看看读到了什么"), self.read)
        self.take = button(_("加进这笔借款"), self.add)
        self.undo = button(_("撤销刚才加的"), self.take_back)
        self.note, self.found = widgets.HTML(), widgets.HTML()
        line = widgets.Box([self.loan, self.look, self.take, self.undo])
        line.add_class("wb-line")
        self.box = styled(widgets.VBox([self.pasted, line, self.note, self.found]))
        self._forget()
        self.undo.disabled = True
        self.refresh()

    def refresh(self) -> None:
        """Offer the loans the case has now; with one there is nothing to choose."""
        try:
            named = [(name, key) for key, name in loan_names(casefile.read(self.path).case).items()]
        except Refused:
            return
        if named != list(self.loan.options):
            chosen = self.loan.value
            self.loan.options = named
            self.loan.value = next((key for _name, key in named if key == chosen), named[0][1] if named else None)
        self.loan.layout.display = "" if len(named) > 1 else "none"

    def move(self, path: Path) -> None:
        """Be about another case; what was pasted for the former one goes."""
        super().move(path)
        self.pasted.value, self._added, self.undo.disabled = "", None, True
        self.refresh()

    def read(self) -> None:
        """Show what the pasted lines say; nothing is written yet."""
        self.does(self._look)

    def add(self) -> None:
        """Put what was read into the chosen loan, without what stands there already."""
        if self.does(self._add):
            self.saved()

    def take_back(self) -> None:
        """Take out again what was added last."""
        if self.does(self._take_back):
            self.saved()

    def _look(self) -> str:
        self._read = read_notes(self.pasted.value)
        self.found.value = Tables(tuple(list_tables(self._read, _("读到的借据"), {}))).html()
        self.take.disabled = False
        return _("读到 {n} 张，还没有加进去；核对以后再按“{button}”").format(
            n=len(self._read), button=self.take.description
        )

    def _add(self) -> str:
        path = self.own()
        case = casefile.read(path).case
        loan = _chosen(case, self.loan.value)
        new = _not_there(self._read, loan)
        doubled = len(self._read) - len(new)
        said = [_("{n} 张本来就有，没有再加，也没有改").format(n=doubled)] if doubled else []
        if new:
            mine = _with(case.debts, loan, (*loan.notes, *new))
            stored = casefile.save(path, "debts", mine, case.debts)
            self._added, self.undo.disabled = (case.debts, stored.case.debts), False
            said.insert(0, _("已加进 {n} 张借据，在上面的表里可以改").format(n=len(new)))
        self.pasted.value = ""
        return _("；").join(said)

    def _take_back(self) -> str:
        if self._added is None:
            return ""
        path, (before, after) = self.own(), self._added
        case, ids = casefile.read(path).case, _ids(after) - _ids(before)
        if any(referred(case, key) for key in ids):
            raise Refused(N_("已经有还款记在这些借据上，撤不了；请在上面的表里一张一张删"))
        loans = tuple(one.but(notes=tuple(n for n in one.notes if n.id not in ids)) for one in case.debts.loans)
        casefile.save(path, "debts", case.debts.but(loans=loans), case.debts)
        self._added, self.undo.disabled = None, True
        return _("已撤销，刚才加的借据拿掉了")

    def _forget(self) -> None:
        """What is typed now was not looked at yet."""
        self._read, self.found.value, self.take.disabled = (), "", True


# -- what is added ---------------------------------------------------------------------------------------------------


def _not_there(read: Sequence[Note], loan: Loan) -> tuple[Note, ...]:
    """Give what the loan does not have yet, each with an id of its own.

    The same is a note of the same day and amount whose number is the same or not told on one side; one that stands
    there accounts for one line, since two drawings of a day may be alike.
    """
    there, new = list(loan.current_notes), []
    for note in read:
        same = next((one for one in there if _same(one, note)), None)
        if same is None:
            new.append(note.but(id=secrets.token_hex(4)))
        else:
            there.remove(same)
    return tuple(new)


def _same(one: Note, other: Note) -> bool:
    numbers = {one.contract_no, other.contract_no} - {None}
    return (one.drawn_on, one.amount) == (other.drawn_on, other.amount) and len(numbers) < 2  # noqa: PLR2004 - differ


def _with(debts: Debts, loan: Loan, notes: tuple[Note, ...]) -> Debts:
    return debts.but(loans=tuple(one.but(notes=notes) if one.id == loan.id else one for one in debts.loans))


def _ids(debts: Debts) -> set[str]:
    return {note.id for loan in debts.loans for note in loan.notes}


def _chosen(case: Case, key: str | None) -> Loan:
    loan = next((one for one in case.loans if one.id == key), None)
    if loan is None:
        raise lacking("debts", N_("先在上面的表里加一笔借款，再把借据加进去"))
    return loan
