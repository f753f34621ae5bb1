"""An export of a million rows is read and summed within what was promised."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "bench_statements.py"


@pytest.mark.scale
@pytest.mark.timed
def test_a_million_rows():
    said = subprocess.run([sys.executable, BENCHMARK], capture_output=True, text=True, check=True).stdout
    assert said.count("1,000,000 rows") == 2, said
    assert said.count("promise kept") == 2, said
