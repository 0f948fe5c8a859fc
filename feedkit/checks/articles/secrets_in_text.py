"""No key, token or password stands in an article.

Only forms that a service gives to nothing else, with as much chance in them as a real one has; what the services print
in their own documentation, and what is plainly made up, is passed over. The formats follow the services' pages and the
rules of secret scanners such as gitleaks.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

from feedkit.checks.articles import Manuscript
from feedkit.diagnostics import Diagnostic, Place, Rule
from feedkit.rules.secrets import EXPOSED_KEY, EXPOSED_PRIVATE_KEY, EXPOSED_TOKEN

RULES = (EXPOSED_KEY, EXPOSED_PRIVATE_KEY, EXPOSED_TOKEN)
_NO_WORD = r"(?<![A-Za-z0-9_/+-])"
_KEYS: tuple[tuple[str, str, str], ...] = tuple(
    (sign, service, _NO_WORD + pattern + r"(?![A-Za-z0-9_-])")
    for signs, service, pattern in (
        (("AKIA", "ASIA"), "AWS", r"(?:AKIA|ASIA)[A-Z2-7]{16}"),
        (("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), "GitHub", r"gh[pousr]_[A-Za-z0-9]{36}"),
        (("github_pat_",), "GitHub", r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
        (("glpat-",), "GitLab", r"glpat-[A-Za-z0-9_-]{20}"),
        (("xoxb-", "xoxp-", "xoxa-", "xoxs-"), "Slack", r"xox[bpas]-[0-9]{10,13}-[0-9]{10,13}-[A-Za-z0-9-]{20,64}"),
        (
            ("hooks.slack.com/services/",),
            "Slack",
            r"https://hooks\.slack\.com/services/T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{24}",
        ),
        (
            ("discord.com/api/webhooks/", "discordapp.com/api/webhooks/"),
            "Discord",
            r"https://discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,70}",
        ),
        (("sk_live_", "rk_live_"), "Stripe", r"[sr]k_live_[A-Za-z0-9]{24,99}"),
        (("AIza",), "Google", r"AIza[A-Za-z0-9_-]{35}"),
        (("GOCSPX-",), "Google", r"GOCSPX-[A-Za-z0-9_-]{28}"),
        (("SG.",), "SendGrid", r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
        (("sk-ant-",), "Anthropic", r"sk-ant-[a-z]+[0-9]{2}-[A-Za-z0-9_-]{80,110}"),
        (("T3BlbkFJ",), "OpenAI", r"sk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{20,80}T3BlbkFJ[A-Za-z0-9_-]{20,80}"),
        (("npm_",), "npm", r"npm_[A-Za-z0-9]{36}"),
        (("pypi-AgEIcHlwaS5vcmc",), "PyPI", r"pypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}"),
        (("hf_",), "Hugging Face", r"hf_[A-Za-z]{34}"),
        (("dop_v1_",), "DigitalOcean", r"dop_v1_[a-f0-9]{64}"),
        (("shpat_", "shpss_"), "Shopify", r"shp(?:at|ss)_[a-fA-F0-9]{32}"),
        (("key-",), "Mailgun", r"key-[a-f0-9]{32}"),
        (("-us",), "Mailchimp", r"[a-f0-9]{32}-us[0-9]{1,2}"),
        ((":AA",), "Telegram", r"(?:bot)?[0-9]{8,10}:AA[A-Za-z0-9_-]{33}"),
    )
    for sign in signs
)
"""What every key of a service has in it, the service, and the form of its keys, which is compiled when it is needed."""
_MARKS = ("_", "-")
_BEFORE = {mark: tuple({sign[:-1].rpartition(mark)[2] for sign, _, _ in _KEYS if sign[-1] == mark}) for mark in _MARKS}
"""What stands before such a mark at the end of a sign, after any other."""
_PRIVATE_KEY = r"-----BEGIN (?:(?:RSA|EC|DSA|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?-----"
_INSIDE_KEY = r"[\sA-Za-z0-9+/=:,.-]{200,}"
_LONGEST_KEY = 20_000
_SIGNED = r"(?<![\w.-])eyJ[A-Za-z0-9_-]{14,2000}\.eyJ[A-Za-z0-9_-]{14,4000}\.[A-Za-z0-9_-]{22,700}(?![\w-])"
# "sub":"1234567890" and "name":"John Doe" of jwt.io, in the three ways that base64 can fall.
_KNOWN_TOKENS = ("IxMjM0NTY3ODkwI", "MTIzNDU2Nzg5MC", "xMjM0NTY3ODkw", "Sm9obiBEb2", "pvaG4gRG9l", "Kb2huIERvZ")
_MADE_UP = re.compile(
    r"example|sample|xxxx|\.\.\.|…|your|replace|dummy|fake|placeholder|redacted|12345678|abcdefg|qwerty|deadbeef|0{6}|(.)\1{4}|test_?key"
    r"|aaaa|bbbb|1111",
    re.IGNORECASE,
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """A finding for each of them, wherever in the file it stands; the value itself is not repeated."""
    text = manuscript.text
    seen: set[int] = set()
    possible = {mark: _may_have(text, mark) for mark in _MARKS}
    for sign, service, pattern in _KEYS:
        if possible.get(sign[-1], True) and sign in text:
            for match in re.finditer(pattern, text):
                if match.start() not in seen and _is_real(match[0].rpartition("/")[2]):
                    seen.add(match.start())
                    yield _one(manuscript, EXPOSED_KEY, match, f"this looks like a real key of {service}")
    if "-----" in text and "PRIVATE KEY" in text:
        for match in re.finditer(_PRIVATE_KEY, text):
            end = text.find("-----END", match.end(), match.end() + _LONGEST_KEY)
            inside = text[match.end() : end] if end >= 0 else ""
            if re.fullmatch(_INSIDE_KEY, inside) and not _MADE_UP.search(inside.replace("A" * 5, "")[:2000]):
                yield _one(manuscript, EXPOSED_PRIVATE_KEY, match, "a whole private key stands here")
    if "eyJ" in text:
        for match in re.finditer(_SIGNED, text):
            if not any(known in match[0] for known in _KNOWN_TOKENS) and _is_real(match[0].rpartition(".")[2]):
                yield _one(manuscript, EXPOSED_TOKEN, match, "this looks like a real token that logs somebody in")


def _may_have(text: str, mark: str) -> bool:
    """Whether a sign that ends in this mark may be in the text: to look at what is before each mark is quicker than to look for all."""
    return mark in text and any(part.endswith(_BEFORE[mark]) for part in text.split(mark)[:-1])


def _one(manuscript: Manuscript, rule: Rule, match: re.Match[str], message: str) -> Diagnostic:
    text, start = manuscript.text, match.start()
    line = text.count("\n", 0, start) + 1
    before = text.rfind("\n", 0, start)
    place = Place(manuscript.path, line, start - before, line, match.end() - before)
    shown = f"`{match[0][:8]}…`: {message}"
    return Diagnostic(rule=rule, place=place, message=shown, help="revoke it, then put an invented one here")


def _is_real(value: str) -> bool:
    """Whether a value looks drawn by chance: its characters differ, and no word says that it is an example."""
    return not _MADE_UP.search(value) and _bits(value) > 3.0


def _bits(text: str) -> float:
    """The information in each character, in bits (Shannon's entropy)."""
    length = len(text)
    return -sum(count / length * math.log2(count / length) for count in Counter(text).values())
