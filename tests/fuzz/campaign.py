"""`python tests/fuzz/campaign.py TARGET [FOLDER] [options of libFuzzer]`: throws mutations of the seeds at one target.

`any` throws at all of them, in turns, from a few seeds of each. FOLDER keeps what was found interesting, so that a campaign can be taken up again;
a temporary one unless given. It ends with an exit code other than 0 at the first exception, at 20 seconds for one input,
and at 500 MB of memory.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import atheris

LARGEST_SEED = 20_000
ANY = "any"
SEEDS_OF_EACH = 12


def main(name: str, options: list[str]) -> None:
    """Run the campaign against a target of that name; never returns."""
    with atheris.instrument_imports(include=["feedkit"]):
        sys.path.insert(0, str(Path(__file__).parent))
        from targets import TARGETS

    targets = list(TARGETS.values()) if name == ANY else [TARGETS[name]]
    seeds = [
        (bytes([number]) if name == ANY else b"") + path.read_bytes()
        for number, target in enumerate(targets)
        for path in target.read_seeds()[: SEEDS_OF_EACH if name == ANY else None]
        if path.stat().st_size <= LARGEST_SEED
    ]

    def in_turns(raw: bytes) -> None:
        if raw:
            targets[raw[0] % len(targets)].run(raw[1:])

    throw(in_turns if name == ANY else targets[0].run, seeds, options)


def throw(run: Callable[[bytes], None], seeds: Iterable[bytes], options: list[str]) -> None:
    """Throw mutations of the seeds at a function; never returns."""
    given = [each for each in options if not each.startswith("-")]
    folder = Path(given[0] if given else tempfile.mkdtemp(prefix="feedkit-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number:03}").write_bytes(seed)
    limits = ["-rss_limit_mb=500", "-timeout=20", "-max_len=30000", f"-artifact_prefix={folder}/"]
    atheris.Setup([sys.argv[0], *limits, *(each for each in options if each.startswith("-")), str(folder)], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
