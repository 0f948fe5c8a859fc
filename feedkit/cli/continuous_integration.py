"""The files that publish a project on every merge, for each kind of CI."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

_REQUIREMENTS = {"feedkit-requirements.txt": "feedkit-requirements.txt"}
CI: dict[str, dict[str, str]] = {
    "github": {
        ".github/workflows/feeds.yml": "github-feeds.yml",
        ".github/workflows/feeds-preview.yml": "github-feeds-preview.yml",
        ".github/workflows/feeds-comment.yml": "github-feeds-comment.yml",
        **_REQUIREMENTS,
    },
    "gitlab": {".gitlab-ci.yml": "gitlab-ci.yml", **_REQUIREMENTS},
    "forgejo": {".forgejo/workflows/feeds.yml": "forgejo-feeds.yml", **_REQUIREMENTS},
}
"""What `--ci` adds, as above."""


def _branch(folder: Path) -> str:
    """The branch that CI publishes from. Raises click.UsageError below the top of a repository, where no CI looks."""
    from feedkit import git
    from feedkit.exceptions import FileError

    place = next(each for each in (folder, *folder.resolve().parents) if each.is_dir())
    try:
        repo = git.repository(place, os.environ)
    except FileError:  # no git: nothing to ask
        repo = None
    if repo is None:
        return "main"
    if repo.root.resolve() != folder.resolve():
        raise click.UsageError(
            f"--ci is for the top of a repository, {repo.root}; copy the files from there and set working-directory"
        )
    return git.current_branch(repo) or "main"


def texts_of(ci: str, folder: Path) -> dict[str, str]:
    """The files of that kind of CI for the project in `folder`: path → text. Raises click.UsageError."""
    from importlib.resources import files

    from feedkit import __version__

    branch = _branch(folder)

    starter = files("feedkit") / "starter"
    given = {"@BRANCH@": branch.replace("\\", "\\\\").replace('"', '\\"'), "@VERSION@": __version__}
    texts = {path: (starter / name).read_text(encoding="utf-8") for path, name in CI[ci].items()}
    return {path: re.sub("|".join(given), lambda match: given[match[0]], text) for path, text in texts.items()}
