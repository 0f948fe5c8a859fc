"""SMTP with a server that goes wrong in every way: what is said of a mail is true, or is called unknown."""

from __future__ import annotations

import ssl
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from smtp_server import CHUNKING, DROP, GARBAGE, HALF, PIPELINING, SILENT, TAKE_AND_DROP, SmtpServer

from feedkit.exceptions import SendError
from feedkit.senders import Blame, Mail, Verdict, names
from feedkit.senders._session import Timeouts
from feedkit.senders.smtp import SmtpSettings, connect

SHORT = Timeouts(command=0.15, data=0.15, block=0.15, end=0.15)
PATIENT = Timeouts(command=30, data=30, block=30, end=30)
WAYS = {"alone": (), "pipelined": PIPELINING, "chunks": CHUNKING}
CERTAIN = {Verdict.DEFERRED, Verdict.THROTTLED, Verdict.BOUNCED, Verdict.UNSENT, Verdict.SKIPPED}


def mails(count: int, text: bytes = b"Robots knit.\r\nThey like it.\r\n" * 4) -> list[Mail]:
    return [
        Mail(
            key=number,
            sender=f"bounce+{number}@news.example",
            recipient=f"reader{number}@example.org",
            parts=(b"Message-ID: <%d@news.example>\r\nSubject: Robots\r\n\r\n" % number, text),
            message_id=f"<{number}@news.example>",
        )
        for number in range(count)
    ]


def sent(server, sendable, **changes) -> dict:
    """The outcomes by key; the mails go out in one group over one connection."""
    given = {"chunking": "always", "timeouts": SHORT, "security": "none", **changes}
    connection = connect(SmtpSettings(host="127.0.0.1", port=server.port, **given))
    try:
        found = list(connection.send(sendable))
    finally:
        connection.close()
    assert sorted(each.key for each in found) == sorted(each.key for each in sendable)
    return {each.key: each for each in found}


def assert_true(server, sendable, found) -> None:
    """What is called accepted is there once, what is called certain is not there."""
    for mail in sendable:
        times = server.recipients.count(mail.recipient)
        verdict = found[mail.key].verdict
        if verdict is Verdict.ACCEPTED:
            assert times == 1, (mail.key, found[mail.key])
        elif verdict in CERTAIN:
            assert times == 0, (mail.key, found[mail.key])


@pytest.mark.parametrize("way", WAYS)
def test_every_mail_of_a_group_arrives_whole_with_its_envelope(way):
    sendable = mails(25)
    with SmtpServer(extensions=WAYS[way]) as server:
        found = sent(server, sendable)
        assert {each.verdict for each in found.values()} == {Verdict.ACCEPTED}
        assert [each.content for each in server.taken] == [each.message for each in sendable]
        assert [each.sender for each in server.taken] == [each.sender for each in sendable]
        assert server.recipients == [each.recipient for each in sendable]
        assert found[3].code == 250
        assert found[3].enhanced == "2.0.0"
        assert "4711" in found[3].text


def test_with_pipelining_the_next_envelope_goes_out_with_the_dot():
    with SmtpServer(delay=0.005) as server:
        sent(server, mails(3))
        sizes = [len(each.message) for each in mails(3)]
        assert server.commands[1:4] == [
            f"MAIL FROM:<bounce+0@news.example> SIZE={sizes[0]}", "RCPT TO:<reader0@example.org>", "DATA"
        ]  # fmt: skip
        assert "RSET" not in server.commands


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "TEXT", "END"])
@pytest.mark.parametrize(
    "fault", [DROP, HALF, SILENT, GARBAGE, TAKE_AND_DROP, "421 4.3.2 shutting down", "451 4.3.0 later", "554 5.3.0 no"]
)
def test_a_fault_at_any_verb_leaves_no_verdict_that_is_untrue(way, verb, fault):
    if way == "chunks" and verb == "DATA":
        pytest.skip("there is no DATA")
    if verb == "TEXT" and fault in (HALF, SILENT, GARBAGE, TAKE_AND_DROP):
        pytest.skip("these are faults of replies")
    sendable = mails(6)
    with SmtpServer(extensions=WAYS[way], faults=lambda at, nth: fault if (at, nth) == (verb, 2) else None) as server:
        found = sent(server, sendable, pipeline=3)
        assert_true(server, sendable, found)
    unknown = [key for key, each in found.items() if each.verdict is Verdict.UNKNOWN]
    assert len(unknown) <= (3 if way == "chunks" else 1)
    if way != "chunks" and verb not in ("TEXT", "END"):
        assert not unknown, "before the dot everything is certain"
    assert found[0].verdict is found[1].verdict is Verdict.ACCEPTED


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_series_of_faults_makes_a_verdict_untrue(data):
    way = data.draw(st.sampled_from(sorted(WAYS)))
    faults = data.draw(
        st.dictionaries(
            st.tuples(st.sampled_from(["MAIL", "RCPT", "DATA", "TEXT", "END", "RSET"]), st.integers(0, 7)),
            st.sampled_from([DROP, HALF, GARBAGE, TAKE_AND_DROP, "421 bye", "450 4.2.1 later", "550 5.1.1 who", "250 2.0.0 yes", "354 go on"]),
            max_size=4,
        )
    )  # fmt: skip
    faults = {
        (verb, nth): fault for (verb, nth), fault in faults.items() if not (verb == "TEXT" and fault[0] in "h23gt")
    }
    faults = {place: fault for place, fault in faults.items() if not (place[0] in ("DATA", "END") and fault[0] in "23")}
    sendable = mails(8)
    with SmtpServer(extensions=WAYS[way], faults=lambda *at: faults.get(at)) as server:
        found = sent(server, sendable, pipeline=4)
        assert_true(server, sendable, found)


def test_a_connection_lost_behind_the_dot_leaves_one_mail_unknown_and_the_rest_unsent():
    sendable = mails(5)
    with SmtpServer(faults=lambda verb, nth: TAKE_AND_DROP if (verb, nth) == ("END", 1) else None) as server:
        found = sent(server, sendable)
    assert [found[key].verdict for key in range(5)] == [
        Verdict.ACCEPTED, Verdict.UNKNOWN, Verdict.UNSENT, Verdict.UNSENT, Verdict.UNSENT
    ]  # fmt: skip


def test_silence_behind_the_dot_is_unknown_and_silence_before_it_is_not():
    for verb, verdict in (("END", Verdict.UNKNOWN), ("RCPT", Verdict.UNSENT)):
        with SmtpServer(faults=lambda at, _, verb=verb: SILENT if at == verb else None) as server:
            found = sent(server, mails(2))
        assert found[0].verdict is verdict
        assert found[1].verdict is Verdict.UNSENT
        assert found[0].text == "no answer in time"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("verb", "reply", "verdict", "blame"),
    [
        ("RCPT", "550 5.1.1 no such user", Verdict.BOUNCED, Blame.MAILBOX),
        ("RCPT", "550 mailbox unavailable", Verdict.BOUNCED, Blame.MAILBOX),
        ("RCPT", "556 5.1.10 null MX", Verdict.BOUNCED, Blame.MAILBOX),
        ("RCPT", "552 5.2.2 mailbox full", Verdict.BOUNCED, Blame.SOFT),
        ("RCPT", "550 5.7.1 you are listed", Verdict.DEFERRED, Blame.SENDER),
        ("MAIL", "550 5.1.8 bad sender", Verdict.DEFERRED, Blame.SENDER),
        ("END", "550 5.7.515 access denied", Verdict.DEFERRED, Blame.SENDER),
        ("END", "554 5.6.0 content", Verdict.BOUNCED, Blame.NOBODY),
        ("END", "454 Throttling failure: Maximum sending rate exceeded", Verdict.THROTTLED, Blame.NOBODY),
        ("RCPT", "451 4.7.1 Greylisted, come back", Verdict.DEFERRED, Blame.NOBODY),
        ("RCPT", "452 4.2.2 over quota", Verdict.DEFERRED, Blame.NOBODY),
        ("MAIL", "451 4.7.0 slow down", Verdict.THROTTLED, Blame.NOBODY),
        ("MAIL", "421 4.7.0 too many connections", Verdict.THROTTLED, Blame.NOBODY),
    ],
)
def test_a_reply_means_what_it_says(way, verb, reply, verdict, blame):
    with SmtpServer(extensions=WAYS[way], faults=lambda at, nth: reply if (at, nth) == (verb, 1) else None) as server:
        found = sent(server, mails(4), pipeline=1)
    assert found[0].verdict is Verdict.ACCEPTED
    assert (found[1].verdict, found[1].blame) == (verdict, blame)
    assert found[1].code == int(reply[:3])
    rest = {found[2].verdict, found[3].verdict}
    stopped = blame is Blame.SENDER or verdict is Verdict.THROTTLED
    assert rest == ({Verdict.UNSENT} if stopped else {Verdict.ACCEPTED})


def test_a_refused_recipient_does_not_spoil_those_behind_it():
    """After a refusal the server is in the middle of a transaction; 354 may come all the same (RFC 2920)."""
    faults = {("RCPT", 1): "550 5.1.1 who", ("DATA", 1): "354 go on"}
    for way in WAYS.values():
        with SmtpServer(extensions=way, faults=lambda *at: faults.get(at)) as server:
            found = sent(server, mails(5))
            assert [found[key].verdict is Verdict.ACCEPTED for key in range(5)] == [True, False, True, True, True]
            assert_true(server, mails(5), found)


def test_a_connection_carries_no_more_messages_than_it_may():
    with SmtpServer() as server:
        found = sent(server, mails(5), messages=3)
        assert [found[key].verdict for key in range(5)] == [Verdict.ACCEPTED] * 3 + [Verdict.UNSENT] * 2
        assert server.commands[-1] == "QUIT"


def test_what_is_larger_than_the_server_takes_is_not_begun():
    with SmtpServer(extensions=("PIPELINING", "SIZE 100")) as server:
        found = sent(server, mails(2))
        assert "MAIL" not in server.heard
    assert {each.blame for each in found.values()} == {Blame.SENDER}
    assert "the server takes 100" in found[0].text


def test_addresses_beyond_ascii_need_smtputf8():
    mail = Mail(key=1, sender="b@news.example", recipient="dörte@example.org", parts=("To: dörte@example.org\r\n\r\n".encode(),), message_id="<1@x>")  # fmt: skip
    with SmtpServer(extensions=("8BITMIME",)) as server:
        assert sent(server, [mail])[1].reason == "eai"
    with SmtpServer() as server:
        assert sent(server, [mail])[1].verdict is Verdict.ACCEPTED
        assert any(each.endswith("BODY=8BITMIME SMTPUTF8") for each in server.commands)


@pytest.mark.parametrize("text", [b"a\nb\r\n", b"a\rb\r\n", b"a\r\n.\r\nMAIL FROM:<x@y>\r\n", b"no end"])
def test_nothing_can_be_smuggled(text):
    """A line end that some servers see and others do not would begin a second message (RFC 5321 §2.3.8)."""
    with SmtpServer() as server:
        found = sent(server, mails(1, text))
        assert found[0].verdict is Verdict.SKIPPED
        assert not server.taken


def test_far_servers_get_chunks_and_near_ones_dots():
    for delay, verb in ((0.02, "BDAT"), (0.0, "DATA")):
        with SmtpServer(extensions=CHUNKING, delay=delay) as server:
            sent(server, mails(2), chunking="auto", timeouts=Timeouts())
            assert any(each.startswith(verb) for each in server.commands)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tls")
    key, file = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", file, "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    return context, file


def test_tls_is_verified_and_carries_the_password(certificate):
    context, file = certificate
    with SmtpServer(tls=context, users={"ana": "secret"}, extensions=CHUNKING) as server:
        settings = {"port": server.port, "user": "ana", "password": "secret", "timeouts": SHORT}
        connection = connect(SmtpSettings(host="localhost", ca_file=str(file), **settings))
        assert {each.verdict for each in connection.send(mails(5))} == {Verdict.ACCEPTED}
        connection.close()
        with pytest.raises(SendError, match="not to be trusted"):
            connect(SmtpSettings(host="localhost", **settings))
        with pytest.raises(SendError, match="not to be trusted"):
            connect(SmtpSettings(host="127.0.0.1", ca_file=str(file), **settings))
        with pytest.raises(SendError, match="refused the user") as refused:
            connect(SmtpSettings(host="localhost", ca_file=str(file), **{**settings, "password": "wrong"}))
        assert not refused.value.temporary


def test_a_message_that_no_socket_takes_at_once_arrives_whole_in_clear_text_and_over_tls(certificate):
    context, file = certificate
    sendable = mails(3, b"0123456789abcdef" * 4 + b"\r\n" + b"Robots knit, and robots sew.\r\n" * 100_000)
    with SmtpServer(tls=context, extensions=CHUNKING) as server:
        settings = SmtpSettings(
            host="localhost", port=server.port, ca_file=str(file), timeouts=PATIENT, chunking="never"
        )
        connection = connect(settings)
        assert {each.verdict for each in connection.send(sendable)} == {Verdict.ACCEPTED}
        connection.close()
        assert [each.content for each in server.taken] == [each.message for each in sendable]
    with SmtpServer() as server:
        found = sent(server, sendable, timeouts=PATIENT)
        assert {each.verdict for each in found.values()} == {Verdict.ACCEPTED}
        assert [each.content for each in server.taken] == [each.message for each in sendable]


def test_what_a_server_says_right_behind_its_greeting_is_heard():
    """It has changed its mind: its 421 comes in one packet with the answer to EHLO."""
    busy = "250 fine\r\n421 4.3.2 on second thoughts, busy"
    with SmtpServer(faults=lambda at, _: busy if at == "EHLO" else None) as server:
        found = sent(server, mails(2))
        assert {each.verdict for each in found.values()} <= CERTAIN
        assert "second thoughts" in found[0].text
        assert not server.taken


def test_a_server_without_encryption_is_refused_unless_that_is_wanted():
    with SmtpServer() as server, pytest.raises(SendError, match="offers no encryption"):
        connect(SmtpSettings(host="127.0.0.1", port=server.port, timeouts=SHORT))


@pytest.mark.parametrize("fault", [DROP, HALF, SILENT, GARBAGE, "421 4.3.2 busy", "554 5.7.1 go away"])
@pytest.mark.parametrize("verb", ["CONNECT", "EHLO"])
def test_a_greeting_that_goes_wrong_is_an_error_that_says_whether_to_come_again(verb, fault):
    with SmtpServer(faults=lambda at, _: fault if at == verb else None) as server, pytest.raises(SendError) as error:
        connect(SmtpSettings(host="127.0.0.1", port=server.port, security="none", timeouts=SHORT))
    assert error.value.temporary == (not fault.startswith("5"))


def test_nobody_listening_is_an_error():
    with SmtpServer() as server:
        port = server.port
    with pytest.raises(SendError, match="cannot be reached"):
        connect(SmtpSettings(host="127.0.0.1", port=port, security="none"))


def test_there_are_three_senders():
    assert names() == ("outbox", "sendmail", "smtp")
