"""Mail to a relay by SMTP (RFC 5321), several messages on their way at once.

smtplib does the greeting, TLS and authentication; the transactions are our own, since smtplib waits four times for the
server in each of them. With PIPELINING (RFC 2920) the envelope of the next message goes out with the end of the one
before, so one wait is left; with CHUNKING (RFC 3030) there is none, which pays where the server is far away. What that
costs: if the connection is lost, up to `depth` messages are unknown rather than one. So `auto` chooses by distance.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import time

from feedkit.exceptions import SendError
from feedkit.quick_dataclasses import dataclass, field
from feedkit.senders import Connection
from feedkit.senders._session import Session, Timeouts
from feedkit.senders._transactions import Features
from feedkit.senders._wire import Wire

NAME = "smtp"
FAR = 0.005
"""Seconds of a round trip from which on messages are sent in chunks, if the server takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """How the relay is reached."""

    host: str
    port: int = 587
    security: str = "starttls"
    """`starttls` or `tls`, both with a verified certificate, or `none`."""
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    """Certificates to trust instead of the system's."""
    hello: str = ""
    """What we call ourselves; the address of the socket where it is empty."""
    pipeline: int = 10
    """Messages on their way at once in one connection."""
    messages: int = 0
    """After how many messages a connection is closed; 0 for never."""
    chunking: str = "auto"
    """`auto`, `always` (where offered) or `never`."""
    timeouts: Timeouts = field(default_factory=Timeouts)


def connect(settings: object) -> Connection:
    """A session with the relay, greeted, encrypted and authenticated. Raises SendError."""
    assert isinstance(settings, SmtpSettings)
    where = f"{settings.host}:{settings.port}"
    try:
        client = _greeted(settings, where)
    except ssl.SSLCertVerificationError as error:
        raise SendError(
            f"the certificate of {where} is not to be trusted: {error.verify_message}",
            help="write the name that is in the certificate as `mail.smtp.host`, or the authority's file as `mail.smtp.ca_file`",
        ) from error
    except smtplib.SMTPAuthenticationError as error:
        raise SendError(
            f"{where} refused the user or the password: {_said(error.smtp_error)}",
            help="correct `mail.smtp.user` and `mail.smtp.password`",
            temporary=400 <= error.smtp_code < 500,
        ) from error
    except smtplib.SMTPResponseException as error:
        temporary = not 500 <= error.smtp_code < 600
        raise SendError(f"{where} said {error.smtp_code} {_said(error.smtp_error)}", temporary=temporary) from error
    except (OSError, smtplib.SMTPException) as error:  # smtplib's errors are OSErrors, too
        raise SendError(f"{where} cannot be reached: {error}", temporary=True) from error
    return client


def _greeted(settings: SmtpSettings, where: str) -> Session:
    # To read all certificates of the system takes a while: not where none is needed.
    context = None if settings.security == "none" else ssl.create_default_context(cafile=settings.ca_file or None)
    hello = settings.hello or None
    patience = settings.timeouts.command
    if settings.security == "tls":
        client: smtplib.SMTP = smtplib.SMTP_SSL(
            settings.host, settings.port, local_hostname=hello or "[127.0.0.1]", timeout=patience, context=context
        )
    else:
        client = smtplib.SMTP(settings.host, settings.port, local_hostname=hello or "[127.0.0.1]", timeout=patience)
    try:
        trip = _ehlo(client)
        if settings.security == "starttls":
            _refuse_clear_text(client, where)
            client.starttls(context=context)
            trip = _ehlo(client)
        if settings.user:
            _refuse_clear_password(settings, where)
            client.login(settings.user, settings.password)
        return _session(client, settings, trip)
    except BaseException:
        client.close()
        raise


def _ehlo(client: smtplib.SMTP) -> float:
    """Say EHLO; seconds until the answer. Raises smtplib.SMTPResponseException."""
    began = time.monotonic()
    code, text = client.ehlo()
    if not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, text)
    return time.monotonic() - began


def _session(client: smtplib.SMTP, settings: SmtpSettings, trip: float) -> Session:
    features = client.esmtp_features
    chunking = "chunking" in features and "pipelining" in features
    size = features.get("size", "")
    sock, reader = client.sock, client.file
    assert sock is not None
    assert reader is not None
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setblocking(False)
    with reader:
        try:
            early = reader.read1()  # what came with the last answer
        except ssl.SSLWantReadError:
            early = b""
    return Session(
        wire=Wire(sock, early),
        features=Features(
            pipelining="pipelining" in features,
            chunking=chunking and (settings.chunking == "always" or (settings.chunking == "auto" and trip >= FAR)),
            size=int(size) if size.isdigit() else 0,
            says_size="size" in features,
            eight_bit="8bitmime" in features,
            smtputf8="smtputf8" in features,
        ),
        depth=settings.pipeline,
        messages=settings.messages,
        timeouts=settings.timeouts,
    )


def _refuse_clear_text(client: smtplib.SMTP, where: str) -> None:
    if not client.has_extn("starttls"):
        raise SendError(
            f"{where} offers no encryption (STARTTLS)",
            help="write `security: none` under `mail.smtp` only if the relay is on this machine or network",
        )


def _refuse_clear_password(settings: SmtpSettings, where: str) -> None:
    if settings.security == "none" and settings.host not in ("localhost", "127.0.0.1", "::1"):
        raise SendError(
            f"the password would go to {where} in clear text", help="write `security: starttls` under `mail.smtp`"
        )


def _said(error: bytes | str) -> str:
    return error.decode("utf-8", "replace") if isinstance(error, bytes) else error
