"""Which tests are quick: those of the arithmetic, the rules and the words, which a change breaks first."""

import pytest

QUICK = frozenset(
    [
        "architecture",
        "case",
        "cashflow",
        "confirm",
        "confirm_in_force",
        "docs",
        "evidence",
        "facts",
        "followup",
        "language",
        "lenders",
        "loans_balance",
        "loans_check",
        "loans_cost",
        "loans_describe",
        "loans_early",
        "loans_remaining",
        "loans_schedule",
        "loans_sums",
        "log",
        "money",
        "notebooks",
        "pressure",
        "pressure_first",
        "pressure_strain",
        "rules",
        "shown",
        "statements",
        "statements_cells",
        "statements_own",
        "talks",
        "talks_whose",
        "workdays",
    ]
)


def _quick(path):
    return path.stem.removeprefix("test_") in QUICK


def pytest_ignore_collect(collection_path, config):
    """With `-m quick` alone the other files are not even read: reading them takes longer than the quick tests."""
    if config.option.markexpr == "quick" and collection_path.is_file() and not _quick(collection_path):
        return True
    return None


def pytest_collection_modifyitems(items):
    for item in items:
        if _quick(item.path):
            item.add_marker(pytest.mark.quick)
