"""The keys that sign links and hash addresses: from the configuration, or from a file that feedkit makes.

The file, `feedkit.key` beside `feedkit.yml`, has one key a line; the first signs, all verify. To change keys put a new
line on top. The last line must stay: the hashes of suppressed addresses were made with it.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Sequence
from pathlib import Path

from feedkit.exceptions import FileError, GuardError
from feedkit.tokens import MIN_KEY, derived_key

KEY_FILE = "feedkit.key"
_HEAD = (
    "# Signs links in mails and hashes addresses: keep it secret, back it up, never commit it.\n"
    "# The first key signs. To change it, put a new line above; never take the last line away.\n"
)


def signing_keys(configured: Sequence[str], project: Path, *, create: bool = True) -> tuple[bytes, ...]:
    """The keys of the project, the one that signs first. Raises FileError, or GuardError when others can read the file.

    `configured` is `mail.signing_keys`. Where it is empty the file is read, and made if `create` says so.
    """
    if configured:
        return _checked([each.encode() for each in configured], "mail.signing_keys")
    path = project / KEY_FILE
    try:
        text = _read(path)
    except FileNotFoundError as error:
        if not create:
            raise FileError(
                f"there is no {path}", help="Run `feedkit subscribers stats` once, or set `mail.signing_keys`."
            ) from error
        text = _make(path)
    lines = [line.strip() for line in text.splitlines()]
    return _checked([line.encode() for line in lines if line and not line.startswith("#")], str(path))


def hashing_key(keys: Sequence[bytes]) -> bytes:
    """The key that addresses are hashed with: of the oldest one, since hashes cannot be made anew."""
    return derived_key(keys[-1], "addresses")


def _checked(keys: Sequence[bytes], where: str) -> tuple[bytes, ...]:
    if not keys or any(len(key) < MIN_KEY for key in keys):
        raise FileError(
            f"{where}: a key must have at least {MIN_KEY} characters",
            help="Make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
        )
    return tuple(keys)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise GuardError(
                    f"{path} can be read by others than its owner",
                    help=f"Whoever has it can unsubscribe anybody. Run: chmod 600 {path}",
                )
            return file.read(100_000).decode("ascii")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FileError(f"{path} is not a file of keys", help="Each line is a key in letters and digits.") from error


def _make(path: Path) -> str:
    """Write a new key, whole or not at all; the text of the file, which another process may have written first."""
    text = f"{_HEAD}{secrets.token_urlsafe(32)}\n"
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return _read(path)
        finally:
            draft.unlink()
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}") from error
    return text
