"""Keys are made once, kept from others, and never half written."""

import threading

import pytest

from feedkit.exceptions import FileError, GuardError
from feedkit.keys import KEY_FILE, hashing_key, signing_keys


def test_a_key_is_made_once_and_is_nobody_elses_to_read(tmp_path):
    """The file explains itself."""
    keys = signing_keys((), tmp_path)
    assert keys == signing_keys((), tmp_path)
    assert len(keys) == 1
    assert len(keys[0]) >= 32
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o077 == 0
    assert (tmp_path / KEY_FILE).read_text().startswith("# Signs links")
    assert [each.name for each in tmp_path.iterdir()] == [KEY_FILE]


def test_the_first_line_signs_and_the_last_one_hashes_for_good(tmp_path):
    """A new key goes on top; addresses stay suppressed."""
    old = signing_keys((), tmp_path)
    path = tmp_path / KEY_FILE
    path.write_text("n" * 40 + "\n" + path.read_text())
    both = signing_keys((), tmp_path)
    assert both == (b"n" * 40, *old)
    assert hashing_key(both) == hashing_key(old)


def test_keys_of_the_configuration_are_taken_instead(tmp_path):
    """No file is made then."""
    assert signing_keys(["a" * 20, "b" * 20], tmp_path) == (b"a" * 20, b"b" * 20)
    assert list(tmp_path.iterdir()) == []


def test_many_that_need_a_key_at_once_get_the_same(tmp_path):
    """A web application and a command may start together."""
    found = []
    threads = [threading.Thread(target=lambda: found.append(signing_keys((), tmp_path))) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(10)
    assert len(found) == 8
    assert len(set(found)) == 1


def test_a_file_that_others_can_read_is_refused(tmp_path):
    """As ssh refuses it."""
    signing_keys((), tmp_path)
    (tmp_path / KEY_FILE).chmod(0o644)
    with pytest.raises(GuardError, match="can be read by others") as caught:
        signing_keys((), tmp_path)
    assert "chmod 600" in caught.value.help


@pytest.mark.parametrize("text", ["", "# nothing\n", "short\n", "é" * 20])
def test_a_file_without_good_keys_is_refused(tmp_path, text):
    """Nothing is made over it: old links depend on what was in it."""
    (tmp_path / KEY_FILE).write_text(text, "utf-8")
    (tmp_path / KEY_FILE).chmod(0o600)
    with pytest.raises(FileError):
        signing_keys((), tmp_path)
    assert (tmp_path / KEY_FILE).read_text("utf-8") == text


def test_a_weak_key_of_the_configuration_is_refused(tmp_path):
    """With a way to make a strong one."""
    with pytest.raises(FileError, match=r"mail\.signing_keys") as caught:
        signing_keys(["secret"], tmp_path)
    assert "secrets.token_urlsafe" in caught.value.help


def test_no_key_is_made_where_none_is_asked_for(tmp_path):
    """A reader of bounces must not start with a new key: nothing would fit it."""
    with pytest.raises(FileError, match="there is no"):
        signing_keys((), tmp_path, create=False)
