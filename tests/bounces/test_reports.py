"""What servers write when mail comes back, and what it means for the reader."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedkit.bounces import Meaning, proofs_in, read_report
from feedkit.bounces.meaning import meaning
from feedkit.bounces.proof import message_ids_in
from feedkit.tokens import Purpose, sign, unsubscribe_url, verp_address

NOW = datetime(2026, 5, 29, 8, tzinfo=UTC)
KEYS = [b"k" * 32]
VERP = verp_address("bounce@news.example", "daily/2026-05-28", 42, KEYS)
LINK = unsubscribe_url("https://news.example/mail", sign(KEYS, Purpose.UNSUBSCRIBE, "main", 42, NOW))
RETURNED = f"""Return-Path: <{VERP}>
From: News <newsletter@news.example>
To: ana@acme.example
Subject: Thursday
Message-ID: <daily.2026-05-28.abc@news.example>
List-Unsubscribe: <{LINK}>
"""

DSN = """Return-Path: <>
Delivered-To: {to}
Date: Fri, 29 May 2026 06:00:00 +0000
From: MAILER-DAEMON@mx.acme.example (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <20260529060000.1@mx.acme.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

This is a MIME-encapsulated message.

--b1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.acme.example
Arrival-Date: Thu, 28 May 2026 16:00:00 +0000

Final-Recipient: rfc822; ana@acme.example
Original-Recipient: rfc822;ana@acme.example
Action: {action}
Status: {status}
Remote-MTA: dns; mail.acme.example
Diagnostic-Code: smtp; {said}

--b1
Content-Type: {kind}

{returned}
--b1--
"""


def dsn(
    status="5.1.1",
    said="550 5.1.1 <ana@acme.example>: User unknown",
    *,
    action="failed",
    to=VERP,
    returned=RETURNED,
    kind="text/rfc822-headers",
):
    return DSN.format(to=to, action=action, status=status, said=said, returned=returned, kind=kind).encode()


ARF = f"""From: <feedback@mail.example>
Date: Fri, 29 May 2026 06:00:00 +0000
Subject: FW: Thursday
To: <abuse@news.example>
Message-ID: <arf.1@mail.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b2"

--b2
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report.

--b2
Content-Type: message/feedback-report

Feedback-Type: {{kind}}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <{VERP}>
Original-Rcpt-To: <redacted@mail.example>
Arrival-Date: Thu, 28 May 2026 16:00:00 +0000

--b2
Content-Type: message/rfc822

{RETURNED}
Spam, spam, spam.
--b2--
"""

QMAIL = f"""Return-Path: <>
To: {VERP}
From: MAILER-DAEMON@old.example
Date: 29 May 2026 06:00:00 -0000
Subject: failure notice

Hi. This is the qmail-send program at old.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ana@acme.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

{RETURNED}
Hello.
"""

EXIM = f"""Return-path: <>
Envelope-to: {VERP}
X-Failed-Recipients: ana@acme.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@exim.example>
To: {VERP}
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1aaaaa-000000-00@exim.example>
Date: Fri, 29 May 2026 06:00:00 +0000

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ana@acme.example
    host mail.acme.example [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<ana@acme.example>:
    550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------

{RETURNED}
"""

AWAY = f"""From: Ana <ana@acme.example>
To: {VERP}
Subject: Out of office: Thursday
Auto-Submitted: auto-replied
Message-ID: <away@acme.example>
In-Reply-To: <daily.2026-05-28.abc@news.example>

I am away until Monday. 550 5.1.1 user unknown is not what I mean.
"""


@pytest.mark.parametrize(
    ("status", "said", "expected"),
    [
        ("5.1.1", "550 5.1.1 <ana@acme.example>: Recipient address rejected: User unknown", "hard"),
        ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup", "hard"),
        ("5.1.2", "Host or domain name not found. Name service error for name=gone.example type=MX: Host not found", "hard"),
        ("5.0.0", "550-5.1.1 The email account that you tried to reach does not exist. https://support.example", "hard"),
        ("5.2.1", "550 5.2.1 The email account that you tried to reach is disabled.", "hard"),
        ("5.0.0", "550 No such user here", "hard"),
        ("5.5.0", "550 Requested action not taken: mailbox unavailable", "policy"),
        ("5.2.2", "552 5.2.2 The email account that you tried to reach is over quota", "soft"),
        ("5.1.1", "552 5.2.2 Mailbox full, quota exceeded", "soft"),
        ("4.4.1", "connect to mail.acme.example[192.0.2.1]:25: Connection timed out", "soft"),
        ("4.2.2", "452 4.2.2 mailbox full", "soft"),
        ("5.4.7", "Delivery expired (message too old)", "soft"),
        ("5.0.0", "", "soft"),
        ("", "", "soft"),
        ("5.7.1", "550 5.7.1 Message rejected due to content restrictions", "policy"),
        ("5.7.26", "550-5.7.26 This mail has been blocked because the sender is unauthenticated", "policy"),
        ("5.0.0", "550 5.7.515 Access denied, sending domain does not meet the required authentication level", "policy"),
        ("5.0.0", "554 Message blocked by our spam filter", "policy"),
        ("5.1.1", "550 5.1.1 rejected, see our blacklist", "policy"),
        ("5.1.8", "553 5.1.8 Sender address rejected: Domain not found", "policy"),
        ("5.3.4", "552 5.3.4 Message size exceeds fixed limit", "policy"),
        ("5.6.0", "554 5.6.0 Invalid Subject header", "policy"),
    ],
)  # fmt: skip
def test_the_codes_of_rfc_3463_say_whose_fault_it_is(status, said, expected):
    """What a receiver refuses because of us is never held against a reader; a code of its own beats a general one."""
    assert meaning(status, said)[0] == expected
    assert read_report(dsn(status, said)).meaning == expected


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", "Delayed (still trying)"])
def test_what_is_not_a_failure_counts_for_nothing(action):
    """A server that goes on trying, or a receipt."""
    assert read_report(dsn("4.4.1", action=action)).meaning is Meaning.NOTHING


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (ARF.format(kind="abuse"), "complaint"),
        (ARF.format(kind="fraud"), "complaint"),
        (ARF.format(kind="opt-out"), "leave"),
        (ARF.format(kind="not-spam"), "nothing"),
        (ARF.format(kind="auth-failure"), "nothing"),
        (QMAIL, "hard"),
        (EXIM, "hard"),
        (AWAY, "nothing"),
        ("Subject: Hello\n\nHow are you?\n", "nothing"),
        ("", "nothing"),
    ],
)
def test_each_kind_of_mail_is_what_it_is(mail, expected):
    """Complaints, servers with words of their own, automatic answers, letters."""
    assert read_report(mail.encode()).meaning == expected


@pytest.mark.parametrize(
    "mail",
    [
        dsn(),
        dsn(to="bounce@news.example"),
        dsn(to="bounce@news.example", returned=RETURNED.replace(f"Return-Path: <{VERP}>\n", "")),
        dsn(to="bounce@news.example", kind="message/rfc822", returned=RETURNED + "\nHello\n"),
        ARF.format(kind="abuse").encode(),
        QMAIL.encode(),
        EXIM.encode(),
        dsn(to=VERP.upper()),
    ],
)
def test_the_message_is_known_by_what_we_signed(mail):
    """The address the report came to, the one it quotes, or the link in the headers that came back."""
    proof = proofs_in(read_report(mail), KEYS, NOW)
    assert proof is not None
    assert proof.subscriber == 42
    assert proof.edition in ("daily.2026-05-28", "")


def test_nobody_can_suppress_somebody_else():
    """A report without our signature is about nobody, whatever address it names."""
    forged = dsn(to="bounce@news.example", returned="Message-ID: <x@y.example>\n")
    assert proofs_in(read_report(forged), KEYS, NOW) is None
    for changed in (VERP.replace(".16.", ".17."), "bounce+daily.2026-05-28.16.aaaaaaaaaaaa@news.example"):
        assert proofs_in(read_report(dsn(to=changed, returned="X: y\n")), KEYS, NOW) is None
    assert proofs_in(read_report(dsn()), [b"x" * 32], NOW) is None


def test_what_is_kept_of_a_report():
    """Short texts on one line; a second copy has the same name."""
    report = read_report(dsn(said="550 5.1.1 " + "x\r\n " * 3 + "y" * 900))
    assert report.status == "5.1.1"
    assert report.recipient == "ana@acme.example"
    assert report.at == datetime(2026, 5, 29, 6, tzinfo=UTC)
    assert "\n" not in report.said
    assert len(report.said) <= 500
    assert report.event == read_report(b"Received: by another\n" + dsn()).event
    assert "<daily.2026-05-28.abc@news.example>" in message_ids_in(report)


HOSTILE = {
    "deep": b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)),
    "many parts": b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
    + b"--b\n\nx\n" * 20_000,
    "many fields": b"".join(b"X-%d: y\n" % n for n in range(50_000)),
    "long field": b"Subject: " + b"=?utf-8?q?" + b"=41" * 200_000 + b"?=\n\n",
    "no end": dsn()[:700],
    "not text": bytes(range(256)) * 100,
    "status is a part": dsn().replace(b"message/delivery-status", b"message/delivery-status; charset=klingon"),
    "nested report": dsn(kind="message/rfc822", returned=dsn().decode()),
    "bad charset": dsn().replace(b"us-ascii", b"no-such-charset"),
    "date": dsn().replace(b"Fri, 29 May 2026 06:00:00 +0000", b"Fri, 99 Foo 9999999 99:99:99 +9999999"),
    "regular expression": dsn(said="mailbox " * 5000 + "account " * 5000),
    "encoded": dsn().replace(
        b"Content-Type: text/plain", b"Content-Transfer-Encoding: base64\nContent-Type: text/plain"
    ),
    "plus signs": b"To: " + b"a+" * 50_000 + b"@x.example\n\n" + b"<a+" * 10_000,
}


@pytest.mark.parametrize("mail", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mails_are_harmless(mail):
    """They are reports or they are not; nothing hangs, nothing is raised."""
    report = read_report(mail)
    assert len(report.said) <= 500
    proofs_in(report, KEYS, NOW)


@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from([*dsn().splitlines(keepends=True), b"\xff\n", b"--b1\n", b"\n"]), max_size=60).map(
        b"".join
    )
)
@settings(max_examples=150, deadline=None)
def test_no_mail_stops_the_reading(mail):
    """Whatever a mailbox holds."""
    proofs_in(read_report(mail), KEYS, NOW)


@pytest.mark.parametrize("charset", ["a\0b", "x\xff", "utf-7", "us-ascii'en'x"])
def test_a_character_set_that_is_none_is_no_fault(charset):
    """`Message.get_payload` raises for some of them."""
    mail = f"Content-Type: text/plain; charset={charset}\n\nB\xc3\xbccher\xff\n".encode("latin-1")
    assert read_report(mail).meaning is Meaning.NOTHING
    mail = f"Content-Type: text/plain; charset*=utf-8'en'{charset}\n\nB\xc3\xbccher\xff\n".encode("latin-1")
    assert read_report(mail).meaning is Meaning.NOTHING


def test_letters_in_the_headers_hide_no_bounce():
    """A detector that stumbled over a name in Latin-1 kept all others from looking."""
    mail = (
        b"From: Syst\xe8me <MAILER-DAEMON@mx.example.net>\nSubject: failure notice\n\n"
        b"Hi. This is the qmail-send program at mx.example.net.\n"
        b"I'm afraid I wasn't able to deliver your message to the following addresses.\n\n"
        b"<zoe@example.net>:\nUser unknown (#5.1.1)\n\n--- Below this line is a copy of the message.\n"
    )
    report = read_report(mail)
    assert (report.meaning, report.recipient) == (Meaning.HARD, "zoe@example.net")
