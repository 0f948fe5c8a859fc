"""The outbox: messages as files, each whole or not there."""

from __future__ import annotations

import email
import resource
import signal

import pytest

from feedkit.exceptions import SendError
from feedkit.senders import Mail, Verdict
from feedkit.senders.outbox import OutboxSettings, connect

MESSAGE = b"Message-ID: <1@news.example>\r\nSubject: Robots\r\n\r\nRobots knit.\r\n"


def mail(key: int = 1, recipient: str = "ana@example.org", message: bytes = MESSAGE) -> Mail:
    return Mail(
        key=key, sender="b@news.example", recipient=recipient, parts=(message,), message_id=f"<{key}@news.example>"
    )


def test_each_message_is_a_file_of_its_own(tmp_path):
    box = connect(OutboxSettings(folder=tmp_path / "out"))
    found = list(box.send([mail(1), mail(2)]))
    box.close()
    assert [each.verdict for each in found] == [Verdict.ACCEPTED] * 2
    files = sorted((tmp_path / "out").iterdir())
    assert [each.read_bytes() for each in files] == [MESSAGE] * 2
    assert files[0].name.startswith("ana@example.org.")
    assert email.message_from_bytes(files[0].read_bytes())["Subject"] == "Robots"


def test_a_second_attempt_gives_no_second_file(tmp_path):
    box = connect(OutboxSettings(folder=tmp_path))
    list(box.send([mail(1)]))
    list(box.send([mail(1)]))
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "recipient", ["../../etc/passwd@example.org", "a/b@example.org", ".hidden@example.org", "ü" * 200 + "@example.org"]
)
def test_no_address_leads_out_of_the_folder(tmp_path, recipient):
    folder = tmp_path / "out"
    box = connect(OutboxSettings(folder=folder))
    assert next(box.send([mail(recipient=recipient)])).verdict is Verdict.ACCEPTED
    (file,) = folder.iterdir()
    assert file.parent == folder
    assert not file.name.startswith(".")
    assert list(tmp_path.iterdir()) == [folder]


def test_a_full_disk_leaves_no_half_message_and_the_mail_is_deferred(tmp_path):
    """A limit on the size of files fails in the middle of writing, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    box = connect(OutboxSettings(folder=tmp_path))
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
        found = next(box.send([mail(message=MESSAGE * 1000)]))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert list(tmp_path.iterdir()) == []
    assert found.verdict is Verdict.DEFERRED
    assert found.text


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(SendError, match="cannot be made"):
        connect(OutboxSettings(folder=tmp_path / "out"))
