"""The addresses of links and pictures are whole, public, lasting, and lead to the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from feedkit.checks.articles import Manuscript
from feedkit.checks.articles._outline import Link, Outline, Picture, is_template
from feedkit.diagnostics import Diagnostic, Edit, Fix, Rule
from feedkit.rules.references import (
    EXPIRING_LINK,
    INSECURE_OWN_LINK,
    INSECURE_PICTURE,
    LOCAL_ADDRESS,
    MALFORMED_ADDRESS,
    MISSING_SCHEME,
    PRIVATE_PAGE,
    TRACKING_PARAMETER,
    WRAPPED_LINK,
)
from feedkit.rules.secrets import FORGED_HOST, PASSWORD_IN_ADDRESS, PERSONAL_ADDRESS

RULES = (
    TRACKING_PARAMETER, WRAPPED_LINK, MISSING_SCHEME, MALFORMED_ADDRESS, INSECURE_OWN_LINK, LOCAL_ADDRESS, PRIVATE_PAGE,
    EXPIRING_LINK, INSECURE_PICTURE, PASSWORD_IN_ADDRESS, PERSONAL_ADDRESS, FORGED_HOST,
)  # fmt: skip

_TOP_LEVEL = "com|org|net|io|dev|edu|gov|app|de|uk|fr|eu|ai|info|blog|ch|at|nl|it|es|jp|cn|ru|pl|se|ca|us"
_BARE_HOST = re.compile(
    rf"(?:www\.[a-z0-9-]+\.[a-z.]{{2,}}|(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|co\.uk)|[a-z0-9-]+\.(?:{_TOP_LEVEL})(?=/))(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_MALFORMED = re.compile(
    r"(https?)(?:/{2}|:/(?!/)|;//|:\\\\|::/+|\.//)(?=[a-z0-9])|(?:https?:/*){1,2}(https?)(?:://|//)"
    r"|(?:htps|htpp|htttp|htttps|hhttps?|ttps?|htp|hxxps?):/+()",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:%20|%22|%E2%80%9[CD]|[,;\"'”“‘<>])+\Z")
_PRIVATE_HOST = re.compile(
    r"localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+"
    r"|169\.254\.\d+\.\d+|\[::1\]|[\w-]+\.(?:local|localdomain|internal|lan)"
)
_OWN_DISK = re.compile(r"/(?:Users|home)/[^/\s]+/[^\s]+")
_TRACKING = re.compile(
    r"(?:[?&;]|&amp;)(utm_[a-z]+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok"
    r"|oly_anon_id|oly_enc_id|vero_id|wickedid|rb_clickid|s_cid|ml_subscriber(?:_hash)?|__s)=[^&#]*",
    re.IGNORECASE,
)
_WRAPPERS: dict[str, tuple[str, ...]] = {
    "www.google.com/url": ("q", "url"), "google.com/url": ("q", "url"), "l.facebook.com/l.php": ("u",),
    "lm.facebook.com/l.php": ("u",), "l.instagram.com/": ("u",), "www.youtube.com/redirect": ("q",),
    "slack-redir.net/link": ("url",), "out.reddit.com/": ("url",), "steamcommunity.com/linkfilter/": ("url", "u"),
    "www.linkedin.com/redir/redirect": ("url",), "vk.com/away.php": ("to",), "href.li/": (),
    "duckduckgo.com/l/": ("uddg",), "www.bing.com/ck/a": (),
}  # fmt: skip
_WRAPPING_HOST = re.compile(
    r"(?:[a-z0-9-]+\.)?safelinks\.protection\.outlook\.com|urldefense\.(?:com|proofpoint\.com)|[a-z0-9-]+\.(?:ct\.sendgrid\.net|list-manage\.com/track)"
    r"|linkprotect\.cudasvc\.com|(?:protect|secure-web)\.[a-z0-9-]*(?:mimecast|cisco)\.com|click\.convertkit-mail\d*\.com"
)
_PRIVATE_PAGE = re.compile(
    r"/wp-admin/|/wp-login\.php|[?&]preview=true\b|[?&]preview_id=|^https?://(?:mail\.google\.com/mail|outlook\.(?:live|office)\.com/mail"
    r"|medium\.com/p/[0-9a-f]+/edit|[a-z0-9-]+\.substack\.com/publish/|app\.slack\.com/client|web\.whatsapp\.com/"
    r"|[a-z0-9-]+\.ghost\.io/ghost/|dashboard\.stripe\.com/|console\.aws\.amazon\.com/)"
)
_EXPIRING = re.compile(
    r"[?&](?:X-Amz-Signature|X-Goog-Signature|AWSAccessKeyId)=|[?&]se=[^&]+&(?:[^#]*&)?sig=|[?&]sig=[^&]+&(?:[^#]*&)?se="
    r"|^https?://(?:cdn|media)\.discordapp\.(?:com|net)/attachments/|^https?://[a-z0-9-]+\.fbcdn\.net/\S+[?&]oe="
    r"|^https?://[a-z0-9-]+\.cdninstagram\.com/\S+[?&]oe=|^https?://files\.slack\.com/|^https?://lh\d\.googleusercontent\.com/(?:keep|notebooklm|docs)/"
)
_PASSWORD = re.compile(
    r"[?&;](password|passwd|pwd|secret|client_secret|api_?key|access_?token|auth_?token)=([^&#]+)", re.IGNORECASE
)
_EXAMPLE = re.compile(
    r"\Apk[._]|x{3,}|\*|your|example|foo|bar|test|demo|dummy|secret|password|passwd|pass\b|1234|abcd|\{|<|\[|\$|%3C|%7B|token\Z|key\Z",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"[?&;](?:e?mail|e-mail|recipient|subscriber|user_?email|to_?email)=([^&#]+(?:@|%40)[^&#]+)", re.IGNORECASE
)
_UNSUBSCRIBES = re.compile(
    r"list-manage\.com/unsubscribe\?[^#]*\be=|/unsubscribe/[A-Za-z0-9_-]{20,}|substack\.com/(?:action/disable_email|redirect/2/)"
    r"|[?&](?:unsubscribe_?token|unsub_?id|unsubscribe_hash)=",
    re.IGNORECASE,
)
_LATIN = re.compile("[a-z]")
_LOOKALIKES = re.compile(
    "[\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u03bf\u03bd\u03b1]"
)

Verdict = tuple[Rule, str, str, str | None]
"""The rule, the message, what its fix does, and the address it would write."""


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """At most one finding for each link or picture."""
    outline, site = manuscript.outline(), manuscript.site.publication.site_url
    own_host = urlsplit(site).hostname or ""
    for link in outline.links:
        if verdict := _verdict(link, own_host if site.startswith("https:") else "", outline.source):
            yield _diagnostic(outline, link, verdict)
    for picture in outline.pictures:
        if verdict := _of_picture(picture, manuscript):
            yield _diagnostic(outline, picture, verdict)


def _diagnostic(outline: Outline, piece: Link | Picture, verdict: Verdict) -> Diagnostic:
    rule, message, done, better = verdict
    fix, help = None, f"write `{better[:120]}`" if better else ""
    span = outline.span_of(piece)
    if better and span and outline.is_verbatim and rule.fix:
        written = better if outline.source[slice(*span)] == piece.address else better.replace("&", "&amp;")
        if outline.source[slice(*span)].replace("&amp;", "&") == piece.address:
            fix = Fix(message=done, applicability=rule.fix, edits=(Edit(outline.range(*span), written),))
    return Diagnostic(rule=rule, place=outline.place_of(piece), message=message, help=help, fix=fix)


def _verdict(link: Link, own_host: str, source: str) -> Verdict | None:
    """What is wrong with the address of a link, the worst first; quick for those with which nothing is."""
    address = link.address
    if address.startswith(("https://", "http://")):
        return _of_web(link, address, own_host, source)
    if not address or address[0] in "#?" or address.startswith("mailto:") or is_template(address):
        return None
    return _of_other(address)


def _of_other(address: str) -> Verdict | None:
    if match := _MALFORMED.match(address):
        scheme = (match[1] or match[2] or "https").lower()
        rest = address[match.end() :].lstrip("/")
        return MALFORMED_ADDRESS, f"`{match[0]}` is mistyped", "mend the address", f"{scheme}://{rest}"
    if _OWN_DISK.fullmatch(address):
        return LOCAL_ADDRESS, f"`{address[:60]}` is on your own computer", "", None
    if address[0] not in "/." and _BARE_HOST.fullmatch(address):
        return MISSING_SCHEME, f"`{address[:60]}` has no `https://`", "put `https://` before it", f"https://{address}"
    return None


def _of_web(link: Link, address: str, own_host: str, source: str) -> Verdict | None:
    try:
        parts = urlsplit(address)
        host = unquote(parts.hostname or "").lower()
    except ValueError:
        return None
    if address.startswith(("http://http", "https://http")) and (match := _MALFORMED.match(address)) and match[2]:
        better = f"{match[2].lower()}://{address[match.end() :]}"
        return MALFORMED_ADDRESS, "the address begins twice", "leave the first beginning away", better
    if not host.isascii() and _LATIN.search(host) and (found := _LOOKALIKES.search(host)):
        return FORGED_HOST, f"`{host}` has U+{ord(found[0]):04X} among Latin letters", "", None
    if "@" in parts.netloc and ":" in parts.netloc.partition("@")[0]:
        password = parts.netloc.rpartition("@")[0].partition(":")[2]
        if password and not _EXAMPLE.search(password):
            return PASSWORD_IN_ADDRESS, f"a password stands before `{host}`", "", None
    if (
        host == "localhost"
        or host[-1:].isdigit()
        or host.endswith((".local", ".internal", ".lan", ".localdomain", "::1"))
    ):
        if _PRIVATE_HOST.fullmatch(f"[{host}]" if ":" in host else host) and not _is_shown(link, host, source):
            return LOCAL_ADDRESS, f"`{host}` is in your own network", "", None
        return None
    if is_template(address):
        return None
    if own_host and host == own_host and address.startswith("http:"):
        return INSECURE_OWN_LINK, "the site's own address begins with `http:`", "write https", f"https:{address[5:]}"
    if (tail := _TAIL.search(address)) and _is_stray(tail[0], address):
        better = address[: tail.start()]
        return MALFORMED_ADDRESS, f"`{tail[0]}` hangs on the end of the address", "take it off", better
    if _EXPIRING.search(address):
        return EXPIRING_LINK, f"this address of `{host}` is signed and will stop working", "", None
    if _PRIVATE_PAGE.search(address):
        return PRIVATE_PAGE, f"`{address[:80]}` asks others to log in", "", None
    if inner := _wrapped(address, host, parts.path):
        return (
            WRAPPED_LINK,
            f"the link leads through `{host}`",
            "write the address itself",
            inner if "://" in inner else None,
        )
    return _of_query(address) if parts.query else None


def _is_stray(tail: str, address: str) -> bool:
    """Whether what stands at the end belongs to nothing before it: a search for `"words"` ends with its quote."""
    before = address[: -len(tail)]
    return not any(mark in tail and mark in before for mark in ('"', "%22", "'", "<", "%E2%80%9C", "“", "‘"))


def _is_shown(link: Link, host: str, source: str) -> bool:
    """Whether readers are shown the host, to be typed or as what their own computer answers to: then it is meant."""
    return host in link.text.lower() or source.count(host) > source.count(f"//{host}")


def _wrapped(address: str, host: str, path: str) -> str:
    """The address that a wrapper leads to, `?` if it cannot be read out of it; empty when there is no wrapper."""
    names = _WRAPPERS.get(host + path, _WRAPPERS.get(host + "/") if path != "/" and host != "www.google.com" else None)
    if names is None and not _WRAPPING_HOST.match(host):
        return ""
    given = dict(parse_qsl(urlsplit(address).query))
    inner = next((given[name] for name in (*(names or ()), "url", "u", "a") if name in given), "?")
    return inner if inner.startswith(("http://", "https://")) else "?"


def _of_query(address: str) -> Verdict | None:
    if match := _PERSONAL.search(address):
        bare = address.partition("?")[0]
        return PERSONAL_ADDRESS, f"`{unquote(match[1])[:40]}` is published with this link", "", bare
    if _UNSUBSCRIBES.search(address):
        return PERSONAL_ADDRESS, "whoever follows this link unsubscribes somebody", "", None
    if (match := _PASSWORD.search(address)) and len(match[2]) >= 12 and not _EXAMPLE.search(match[2]):
        return PASSWORD_IN_ADDRESS, f"`{match[1]}` stands in the address with its value", "", None
    if found := _TRACKING.search(address):
        return (
            TRACKING_PARAMETER,
            f"`{found[1]}` follows who clicks here",
            "take the parameters out",
            untracked(address),
        )
    return None


def untracked(address: str) -> str:
    """The address without the parameters by which people are followed."""
    before, mark, fragment = address.partition("#")
    path, question, query = before.partition("?")
    if not question:
        return address
    kept = [each for each in re.split("&amp;|[&;]", query) if not _TRACKING.match(f"?{each}")]
    return path + ("?" + "&".join(kept) if kept else "") + mark + fragment


def _of_picture(picture: Picture, manuscript: Manuscript) -> Verdict | None:
    address = picture.address
    if address.startswith(("http://", "https://")):
        try:
            host = (urlsplit(address).hostname or "").lower()
        except ValueError:
            return None
        if is_template(address):
            return None
        if _PRIVATE_HOST.fullmatch(host):
            return LOCAL_ADDRESS, f"`{host}` is in your own network", "", None
        if _EXPIRING.search(address):
            return EXPIRING_LINK, f"this address of `{host}` is signed and will stop working", "", None
        if address.startswith("http:"):
            return INSECURE_PICTURE, "the picture is loaded by `http:`", "", None
        return None
    if _OWN_DISK.fullmatch(address) and address.lstrip("/") not in manuscript.site.files:
        return LOCAL_ADDRESS, f"`{address[:60]}` is on your own computer", "", None
    return None
