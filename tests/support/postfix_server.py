"""Postfix, as Debian has it, with a configuration and a queue of its own; it delivers into one folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

MAIN = """\
compatibility_level = 3.6
config_directory = DIR/etc
queue_directory = DIR/spool
data_directory = DIR/data
maillog_file = DIR/log
maillog_file_prefixes = DIR
mail_owner = postfix
setgid_group = postdrop
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.acme.example
mynetworks = 127.0.0.0/8
mydestination =
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_client_connection_count_limit = 0
smtpd_recipient_limit = 1
in_flow_delay = 0s
virtual_mailbox_domains = acme.example
virtual_mailbox_maps = static:all/
virtual_mailbox_base = DIR/mail
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_mailbox_limit = 0
virtual_destination_concurrency_limit = 20
alias_maps =
local_recipient_maps =
"""
MASTER = """\
127.0.0.1:PORT inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000 0 flush
proxymap unix - - n - - proxymap
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """Use it as a context; `port` is where it listens, `mail` the folder with what it delivered."""

    def __enter__(self) -> Self:
        memory = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(prefix="fk-postfix-", dir=memory if os.access(memory, os.W_OK) else None))
        self.folder.chmod(0o755)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        for name in ("etc", "spool", "data", "mail"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        shutil.chown(self.folder / "mail", 65534, 65534)
        (self.folder / "etc" / "main.cf").write_text(MAIN.replace("DIR", str(self.folder)))
        (self.folder / "etc" / "master.cf").write_text(MASTER.replace("PORT", str(self.port)))
        self.mail = self.folder / "mail" / "all" / "new"
        self._postfix("start")
        deadline = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 5).close()
            except OSError:
                assert time.monotonic() < deadline, self.log()
                time.sleep(0.1)
            else:
                return self

    def __exit__(self, *_: object) -> None:
        self._postfix("abort")
        shutil.rmtree(self.folder, ignore_errors=True)

    def delivered(self, count: int, patience: float = 300) -> list[Path]:
        """The files of all messages, once there are so many."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.mail.is_dir() and sum(1 for _ in self.mail.iterdir()) >= count:
                break
            time.sleep(0.1)
        return sorted(self.mail.iterdir()) if self.mail.is_dir() else []

    def log(self) -> str:
        """The end of what it logged."""
        file = self.folder / "log"
        return file.read_text()[-2000:] if file.exists() else ""

    def _postfix(self, what: str) -> None:
        done = subprocess.run(
            ["/usr/sbin/postfix", "-c", self.folder / "etc", what],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr + self.log()
