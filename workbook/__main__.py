"""The command line: a thin face of the package."""

from __future__ import annotations

import atexit
import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from itertools import count
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from pydantic import ValidationError

from workbook import casefile, home
from workbook.case import Case
from workbook.case.fields import problems, read_day
from workbook.language import N_, Refused, _, speak

if TYPE_CHECKING:
    from workbook.statements import Imported

BAD_INPUT = 2
FAILED = 1
STOPPED = 130


def _speaks(command: Callable[..., None]) -> Callable[..., None]:
    """Answer in one language, refuse in one sentence with exit code 2, stop at Ctrl-C with 130."""

    @wraps(command)
    def run(*, language: str, **options: Any) -> None:
        speak(language)
        try:
            command(**options)
        except Refused as refusal:
            click.echo(str(refusal), err=True)
            sys.exit(BAD_INPUT)
        except home.Incomplete as lacking:
            click.echo(str(lacking), err=True)
            sys.exit(FAILED)
        except KeyboardInterrupt:
            click.echo(_("已停下；没做完的没有留下，原来的文件没动"), err=True)
            sys.exit(STOPPED)

    return click.option("--language", default="zh", show_default=True, callback=_spoken, is_eager=True)(run)


def _spoken(_context: object, _parameter: object, value: str) -> str:
    """Speak the language as soon as it is read, so that what is refused after it is said in it."""
    try:
        speak(value)
    except Refused as refusal:
        raise click.UsageError(str(refusal)) from refusal
    return value


def _day(_context: object, _parameter: object, value: str | None) -> date | None:
    try:
        return read_day(value)  # type: ignore[return-value]
    except Refused as refusal:
        raise click.UsageError(str(refusal)) from refusal


def _since(context: click.Context, parameter: click.Parameter, value: str | None) -> date | Path | None:
    return Path(value) if value and Path(value).is_dir() else _day(context, parameter, value)


COLUMNS_HELP = "Which column means what, e.g. day=记账日,came_in=存入额; the roles stand in docs/statements.md."


def _columns(_context: object, _parameter: object, value: str | None) -> dict[str, str]:
    """Read `day=记账日,came_in=存入额`, with a plain or a full-width comma."""
    told: dict[str, str] = {}
    for part in filter(None, (value or "").replace("，", ",").split(",")):
        role, sign, name = part.partition("=")
        if not sign or not role.strip() or not name.strip():
            raise click.UsageError(_("列要写成“含义=列名”，用逗号隔开，例如 day=记账日,came_in=存入额"))
        told[role.strip()] = name.strip()
    return told


def _taken_in(
    case_file: Path, copies: list[tuple[str, bytes]], columns: dict[str, str], told: dict[str, dict[str, str]]
) -> Imported:
    """Import files; what the call says of columns answers the question about each layout that is not known."""
    from workbook import statements

    try:
        return statements.take_in(case_file, copies, told=told)
    except statements.ColumnsUnknown as question:
        if not columns or question.signature in told:
            raise
        return _taken_in(case_file, copies, columns, told | {question.signature: columns})


def _case_file(named: str) -> Path:
    try:
        return casefile.locate(Path(named).absolute())
    except Refused:
        return casefile.locate(named)


class _Wrong(click.ClickException):
    """A wrong call, said in one line without the usage text."""

    exit_code = BAD_INPUT

    def show(self, file: IO[Any] | None = None) -> None:
        """Print what is wrong where errors go."""
        click.echo(self.message, file=file, err=file is None)


class _OneSentence(click.Group):
    """Commands that answer a wrong call in one line with exit code 2."""

    def make_context(self, *words: Any, **options: Any) -> click.Context:
        """Read the words before the command's own."""
        with _in_one_line():
            return super().make_context(*words, **options)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the command's own words and run it."""
        with _in_one_line():
            return super().invoke(ctx)


@contextmanager
def _in_one_line() -> Iterator[None]:
    try:
        yield
    except click.UsageError as wrong:
        raise _Wrong(" ".join(_said(wrong).split())) from wrong


def _said(wrong: click.UsageError) -> str:
    if isinstance(wrong, click.exceptions.NoArgsIsHelpError):
        return _("写上要做什么；加 --help 看说明")
    if isinstance(wrong, click.MissingParameter) and wrong.param is not None:
        option = isinstance(wrong.param, click.Option)
        name = wrong.param.opts[0] if option else wrong.param.human_readable_name
        return _("缺少 {name}；加 --help 看说明").format(name=name)
    return wrong.format_message()


@click.group(cls=_OneSentence, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """协商工作簿 · prepare a small-business borrower for the talk with the lender."""
    atexit.register(gc.freeze)  # what is left goes with the process: nobody looks through it for circles


@main.command()
@click.argument("case")
@click.option("--out", type=click.Path(path_type=Path), help="Default: `reports` in the home, see WORKBOOK_HOME.")
@click.option("--release", is_flag=True, help="Write papers to lenders even while figures contradict each other.")
@click.option("--request", help="preferred, fallback or minimum: a draft request from what holds, where none is made.")
@_speaks
def report(case: str, out: Path | None, release: bool, request: str | None) -> None:
    """Run all notebooks on CASE (a folder or case.json) and write the walk and the documents."""
    from workbook.language import spoken
    from workbook.report import report as write_report

    place = (out or home.reports()).absolute()
    outcome = write_report(_case_file(case), place, spoken(), say=click.echo, release=release, request=request)
    for file in outcome.files:
        click.echo(str(file))
    for failure in outcome.failures:
        click.echo(str(failure), err=True)
    if outcome.failures:
        sys.exit(FAILED)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), help="Default: `reports` in the home, see WORKBOOK_HOME.")
@_speaks
def worksheet(out: Path | None) -> None:
    """Write a blank sheet with the workbook's questions, to be printed and filled in by hand."""
    from workbook import documents

    sheet = documents.blank(casefile.today())
    for file in documents.write(sheet.document, out or home.reports(), sheet.kinds):
        click.echo(str(file))


@main.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where each case gets a folder.")
@click.option("--since", callback=_since, help="Print whose advice changed since a day or the rules in a folder.")
@click.option("--only", type=click.Choice(["results", "documents", "walk"]), help="Default: everything.")
@click.option("--workers", type=click.IntRange(1), help="Cases at a time; default: one for each core.")
@click.option("--start", type=click.Choice(["fork", "spawn"]), help="Default: fork where there is one.")
@click.option("--seconds", type=click.FloatRange(1), default=300.0, show_default=True, help="A case may take so long.")
@click.option("--memory", type=click.IntRange(200), default=1500, show_default=True, help="And so many megabytes.")
@click.option("--dask", metavar="ADDRESS", help="Let a Dask cluster make them: tcp:// on this machine, else tls://.")
@click.option("--dask-local", type=click.IntRange(1), metavar="N", help="Let N Dask workers on this machine make them.")
@click.option("--names", is_flag=True, help="Name cases by their folders and days by their lenders on the page of all.")
@_speaks
def batch(  # noqa: PLR0913, PLR0917 - one each
    cases: tuple[Path, ...],
    out: Path | None,
    since: date | Path | None,
    only: str | None,
    workers: int | None,
    start: str | None,
    seconds: float,
    memory: int,
    dask: str | None,
    dask_local: int | None,
    names: bool,
) -> None:
    """Make the walk and the documents of many CASES: folders, folders of cases, or files that list them."""
    from workbook import batch as many
    from workbook.language import spoken

    found = many.case_files(cases)
    if since is not None:
        click.echo(str(many.changed(found, since, _aside)))
        return
    if out is None:
        raise click.UsageError(_("写上 --out 文件夹，或者 --since"))
    job = many.Job(out.absolute(), spoken(), only or "all", seconds, memory)
    cluster = dask if dask_local is None else dask_local
    if sum(told is not None for told in (dask, dask_local, workers or start)) > 1:
        raise click.UsageError(_("--dask、--dask-local 和 --workers、--start 只能写一样"))
    at_a_time = workers or os.cpu_count() or 1
    counts = many.batch(found, job, at_a_time, start, _aside, names=names, cluster=cluster)
    click.echo(str(counts))
    if counts.failed:
        sys.exit(FAILED)


@main.command()
@click.argument("cases", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--names", is_flag=True, help="Say what each day is about with the names in it.")
@_speaks
def due(cases: tuple[Path, ...], names: bool) -> None:
    """Print the next days of all CASES that nobody moves, in order; folders are named, people and lenders are not."""
    from workbook import batch as many

    click.echo(str(many.due(many.case_files(cases), _aside, names=names)))


def _aside(words: str) -> None:
    click.echo(words, err=True)


@main.command()
@click.argument("name")
@_speaks
def new(name: str) -> None:
    """Make an empty case called NAME and open it from now on."""
    if not name.strip():
        raise Refused(N_("案例要有名字"))
    click.echo(str(casefile.create(name)))


@main.command()
@click.argument("case")
@click.option("--undo", is_flag=True, help="Put back the file that the last restore replaced.")
@_speaks
def restore(case: str, *, undo: bool) -> None:
    """Put the newest good backup in the place of the case file, which is kept beside it."""
    path = _case_file(case)
    if undo:
        click.echo(_("已撤销恢复，换回 {name}").format(name=casefile.take_back(path).name))
    else:
        click.echo(_("已用备份 {name} 恢复，原来的文件留在旁边").format(name=casefile.restore(path).name))


@main.command(name="import")
@click.argument("case")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--columns", callback=_columns, help=COLUMNS_HELP)
@_speaks
def import_(case: str, files: tuple[Path, ...], columns: dict[str, str]) -> None:
    """Import bank or wallet exports FILES into CASE: kept unchanged, summed by month."""
    from workbook import statements

    path = _case_file(case)
    copies = [(file.name, casefile.read_file(file, statements.LARGEST_TEXT)) for file in files]
    result = _taken_in(path, copies, columns, {})
    for month in result.months:
        click.echo(f"{month.month}  {month.receipts:>14,.2f}  {month.costs:>14,.2f}  {month.count:>6}")
    for note in result.notes:
        click.echo(note, err=True)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON; the keys stand in docs/statements.md.")
@click.option("--columns", callback=_columns, help=COLUMNS_HELP)
@_speaks
def statement(files: tuple[Path, ...], as_json: bool, columns: dict[str, str]) -> None:
    """Read bank or wallet exports FILES and print rows, totals, period and warnings; change nothing."""
    from workbook import statements

    with _progress(show=not as_json) as progress:
        merged = statements.read_all(files, progress, columns=columns)
    described = statements.describe(merged, statements.monthly(merged))
    _print(described, as_json=as_json)


@main.command()
@click.argument("case")
@click.option("--rows", help="platform, wages, rent, tax, stock, loans, family, own, other; default: the first five.")
@click.option("--from", "first", required=True, callback=_day, help="The first day, e.g. 2026-01-01.")
@click.option("--to", "last", required=True, callback=_day, help="The last day.")
@click.option("--as", "kind", default="pdf", show_default=True, type=click.Choice(["pdf", "xlsx"]))
@click.option("--out", type=click.Path(path_type=Path), help="Default: `reports` in the home, see WORKBOOK_HOME.")
@_speaks
def extract(case: str, rows: str | None, first: date, last: date, kind: str, out: Path | None) -> None:  # noqa: PLR0913, PLR0917 - one each
    """Write the rows of CASE's statements that a lender needs, marked as an extract."""
    from workbook import documents
    from workbook.case import RowsOf

    known = {what.value: what for what in RowsOf}
    asked = [name.strip() for name in (rows or "").replace("，", ",").split(",") if name.strip()]
    for name in asked:
        if name not in known:
            raise Refused(N_("不认识的种类“{name}”，可用：{known}"), name=name, known=_("、").join(known))
    path = _case_file(case)
    wanted = [known[name] for name in asked] or list(documents.NEEDED)
    click.echo(
        str(documents.write_extract(path, wanted, (first, last), out or home.reports() / path.parent.name, kind))
    )


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as-of", required=True, callback=_day, help="The day everything is computed for, e.g. 2026-11-23.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON; the keys stand in docs/loans.md.")
@_speaks
def loan(file: Path, as_of: date, as_json: bool) -> None:
    """Print schedule, balance and annual cost of the loan in FILE (a loan, or a loan with its payments, as JSON)."""
    from workbook import loans

    case = _case_with(casefile.parse(casefile.read_file(file, casefile.LARGEST_FILE)), as_of)
    _print(loans.describe(loans.Standing.of(case, case.main_loan)), as_json=as_json)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON; the keys stand in docs/loans.md.")
@_speaks
def rate(file: Path, as_json: bool) -> None:
    """Print the annual cost of the dated flows in FILE (CSV with the columns date, amount)."""
    from workbook import loans

    _print(loans.describe_flows(loans.read_flows(casefile.read_file(file, casefile.LARGEST_FILE))), as_json=as_json)


def _case_with(told: Any, as_of: date) -> Case:
    """Make a case of one loan: a bare loan, or {"loan": …, "payments": […], "all_paid_until": …}."""
    if not isinstance(told, dict):
        raise Refused(N_("文件里应是一笔借款，写成 JSON 的一个对象"))
    wrapped = told if "loan" in told else {"loan": told}
    unknown = set(wrapped) - {"loan", "payments", "all_paid_until"}
    paid = wrapped.get("payments", [])
    if not isinstance(paid, list) or not all(isinstance(payment, dict) for payment in paid):
        unknown.add("payments")
    if unknown or not isinstance(wrapped["loan"], dict):
        raise Refused(N_("不认识的项目“{name}”，请看 docs/loans.md"), name=_("、").join(sorted(unknown)) or "loan")
    one = {"id": "loan", **wrapped["loan"]}
    told_ids = [payment.get("id") for payment in paid]
    ids = (name for n in count(1) if (name := f"p{n}") not in told_ids)
    made = [{"id": next(ids), "loan_id": one["id"], **payment} for payment in paid]
    body = {
        "profile": {"as_of": as_of},
        "debts": {"loans": [one]},
        "payments": {"made": made, "all_paid_until": wrapped.get("all_paid_until")},
    }
    try:
        return Case.model_validate(body)
    except ValidationError as error:
        place, reason = next(iter(problems(error).items()))
        raise Refused(N_("“{place}”{reason}"), place=casefile.place_words(place), reason=reason) from error


@contextmanager
def _progress(*, show: bool) -> Iterator[Callable[[int, int], None]]:
    """Show progress on the terminal's error stream, where it does not mix with what is printed."""
    last = -1

    def tell(done: int, whole: int) -> None:
        nonlocal last
        percent = 100 * done // max(whole, 1)
        if show and percent != last:
            click.echo(f"\r{percent:3d}%", nl=False, err=True)
            last = percent

    yield tell
    if last >= 0:
        click.echo("", err=True)


def _lines(value: Any, depth: int = 0) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list) and inner:
                yield f"{pad}{key}:"
                yield from _lines(inner, depth + 1)
            else:
                yield f"{pad}{key}: {_plain(inner)}"
    elif isinstance(value, list):
        for inner in value:
            flat = isinstance(inner, dict) and not any(isinstance(v, dict | list) for v in inner.values())
            if flat:
                yield pad + "  ".join(f"{k}={_plain(v)}" for k, v in inner.items())
            else:
                yield from _lines(inner, depth)
                yield ""
    else:
        yield f"{pad}{_plain(value)}"


def _plain(value: Any) -> str:
    return "–" if value in (None, [], {}) else str(value)


def _print(shown: Any, *, as_json: bool) -> None:
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(shown)))


if __name__ == "__main__":
    main()
