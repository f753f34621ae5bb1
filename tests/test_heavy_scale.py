"""The report of one heavy case is made within what was promised."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "bench_heavy.py"


@pytest.mark.scale
@pytest.mark.timed
def test_forty_loans_and_five_thousand_entries():
    said = subprocess.run([sys.executable, BENCHMARK], capture_output=True, text=True, check=True).stdout
    assert said.count("promise kept") == 2, said
