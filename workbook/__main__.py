"""The command line: a thin face of the package."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import click

from workbook import casefile
from workbook.case.fields import read_day
from workbook.language import Refused, _, speak

BAD_INPUT = 2
FAILED = 1


def _speaks(command: Callable[..., None]) -> Callable[..., None]:
    """Answer in one language, refuse in one sentence with exit code 2."""

    @wraps(command)
    def run(*, language: str, **options: Any) -> None:
        speak(language)
        try:
            command(**options)
        except Refused as refusal:
            click.echo(str(refusal), err=True)
            sys.exit(BAD_INPUT)

    return click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)(run)


def _day(_context: object, _parameter: object, value: str | None) -> date | None:
    try:
        return read_day(value)  # type: ignore[return-value]
    except Refused as refusal:
        raise click.BadParameter(str(refusal)) from refusal


def _case_file(named: str) -> Path:
    here = Path(named).absolute()
    return casefile.locate(here if here.exists() else named)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """协商工作簿 · prepare a small-business borrower for the talk with the lender."""


@main.command()
@click.argument("case")
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True)
@_speaks
def report(case: str, out: Path) -> None:
    """Run all notebooks on CASE (a folder or case.json) and write the walk and the documents."""
    from workbook.language import spoken
    from workbook.report import report as write_report

    outcome = write_report(_case_file(case), out.absolute(), spoken(), say=click.echo)
    for file in outcome.files:
        click.echo(str(file))
    for failure in outcome.failures:
        click.echo(str(failure), err=True)
    if outcome.failures:
        sys.exit(FAILED)


@main.command()
@click.argument("name")
@_speaks
def new(name: str) -> None:
    """Make an empty case called NAME and open it from now on."""
    path = casefile.create(name)
    case = casefile.read(path).case
    casefile.save(path, "profile", case.profile, case.profile.but(as_of=None))
    click.echo(str(path))


@main.command()
@click.argument("case")
@_speaks
def restore(case: str) -> None:
    """Put the newest good backup in the place of a damaged case file."""
    named = Path(case).absolute()
    path = named / "case.json" if named.is_dir() else _case_file(case)
    click.echo(_("已用备份 {name} 恢复").format(name=casefile.restore(path).name))


def _print(shown: Any, *, as_json: bool) -> None:
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2) if as_json else shown)


if __name__ == "__main__":
    main()
