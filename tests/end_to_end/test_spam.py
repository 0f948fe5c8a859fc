"""What a filter says that many servers run."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

MAILS = Path(__file__).parent.parent / "goldens" / "expected" / "mail"


@pytest.mark.parametrize("name", ["2026-05-26.eml", "2026-05-28.eml"])
def test_spamassassin_finds_next_to_nothing(name: str) -> None:
    """Below 2 points with the tests that need no network; 5 are spam."""
    program = shutil.which("spamassassin")
    if program is None:
        pytest.skip("spamassassin is not installed (apt-get install spamassassin)")
    done = subprocess.run(
        [program, "-L", "-t"], input=(MAILS / name).read_bytes(), capture_output=True, check=True, timeout=120
    )
    points = re.search(rb"Content analysis details:\s+\((-?[\d.]+) points", done.stdout)
    assert points is not None
    assert float(points[1]) < 2
