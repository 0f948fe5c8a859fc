"""Bytes of strangers: every seed, and what a coverage-guided fuzzer (atheris) makes of the seeds.

A few hundred runs here; `FEEDKIT_FUZZ_SECONDS=300` makes each a campaign of that length, `tests/fuzz/campaign.py` any other.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
_SPEC = importlib.util.spec_from_file_location("targets", HERE / "targets.py")
assert _SPEC is not None
assert _SPEC.loader is not None
targets = importlib.util.module_from_spec(_SPEC)
sys.modules["targets"] = targets
_SPEC.loader.exec_module(targets)
SECONDS = int(os.environ.get("FEEDKIT_FUZZ_SECONDS", "0"))
RUNS = 1_500


def campaign(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    pytest.importorskip("atheris", reason="atheris has no wheel for this Python or system")
    # A process is said to have needed what the one that forked it did, here all that tests have; a shell between is small.
    command = ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=SECONDS + 300)


@pytest.mark.parametrize("name", targets.TARGETS)
def test_every_seed_is_read(name):
    """What people have written, in the shape in which it is thrown at its reader; and the first half of it."""
    target = targets.TARGETS[name]
    seeds = target.read_seeds()
    assert seeds, "nothing to begin from"
    for seed in seeds[:20]:
        raw = seed.read_bytes()[:20_000]
        target.run(raw)
        target.run(raw[: len(raw) // 2])


@pytest.mark.parametrize("name", targets.TARGETS if SECONDS else ["any"])
def test_what_a_fuzzer_makes_of_the_seeds_is_read(name, tmp_path):
    """No exception, no hang, less than 500 MB."""
    length = [f"-max_total_time={SECONDS}"] if SECONDS else [f"-runs={RUNS}", "-max_len=1000", "-seed=1"]
    done = campaign(HERE / "campaign.py", name, tmp_path, *length)
    assert done.returncode == 0, done.stderr[-4_000:]
    assert "Done " in done.stderr


@pytest.mark.parametrize(
    ("fault", "said"),
    [("assert not raw", "AssertionError"), ("kept.append(b'x' * 700_000_000) if raw else None", "out-of-memory")],
)
def test_a_fault_ends_a_campaign(fault, said, tmp_path):
    """The test above can fail."""
    script = tmp_path / "broken.py"
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(HERE)!r})\nfrom campaign import throw\nkept = []\n"
        f"def run(raw):\n    {fault}\nthrow(run, [b'some bytes'], [{str(tmp_path / 'kept')!r}, '-runs=50'])\n"
    )
    done = campaign(script)
    assert done.returncode != 0
    assert said in done.stderr + done.stdout
