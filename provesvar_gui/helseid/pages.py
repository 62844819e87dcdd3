"""The pages that the browser shows: static, nothing echoed, nothing kept by the browser, no script but the one that is named."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass, field
from html import escape
from string import Template
from typing import TYPE_CHECKING

from provesvar_gui.paths import resource

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer to the browser. ``form_target``: the origins to which a form of the page may be sent, with spaces between."""

    status: int
    body: bytes = field(repr=False)
    content_type: str = "text/html; charset=utf-8"
    extra_headers: tuple[tuple[str, str], ...] = ()
    form_target: str = ""

    def encode(self) -> bytes:
        """The whole HTTP/1.1 answer."""
        headers = [
            ("Content-Type", self.content_type),
            ("Content-Length", str(len(self.body))),
            ("Content-Security-Policy", self._policy()),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
            *self.extra_headers,
        ]
        head = "".join(f"{name}: {value}\r\n" for name, value in headers)
        return f"HTTP/1.1 {self.status} {_REASONS[self.status]}\r\n{head}\r\n".encode("ascii") + self.body

    def _policy(self) -> str:
        target = self.form_target or "'none'"
        parts = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", f"form-action {target}"]
        for directive, element in (("script-src", b"script"), ("style-src", b"style")):
            found = re.findall(rb"<%b>(.*?)</%b>" % (element, element), self.body, re.DOTALL)
            hashes = [f"'sha256-{b64encode(hashlib.sha256(text).digest()).decode()}'" for text in found]
            if hashes:
                parts.append(f"{directive} {' '.join(hashes)}")
        return "; ".join(parts)


_REASONS = {
    200: "OK",
    303: "See Other",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    410: "Gone",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    503: "Service Unavailable",
}


def _plain(status: int, text: str, *extra: tuple[str, str]) -> Page:
    return Page(status=status, body=f"{text}\n".encode(), content_type="text/plain; charset=utf-8", extra_headers=extra)


def _file(name: str) -> bytes:
    # The hash in the policy is over what the browser parses: it turns CRLF into LF, and so must we.
    return resource("pages", name).read_bytes().replace(b"\r\n", b"\n")


def _not_taken(status: int, heading: str, words: str) -> Page:
    """A page that takes the query out of the address: what was not taken may hold a code that is still good."""
    text = Template(_file("not-taken.html").decode()).substitute(heading=escape(heading), words=escape(words))
    return Page(status=status, body=text.encode())


BAD_REQUEST = _not_taken(400, "Ugyldig forespørsel", "Lukk denne fanen og gå tilbake til Prøvesvar.")
STRAY = _not_taken(
    400,
    "Svaret ble ikke brukt",
    "Dette svaret hører ikke til innloggingen som pågår. Lukk denne fanen og gå tilbake til Prøvesvar.",
)
NOT_FOUND = _plain(404, "Finnes ikke.")
METHOD_NOT_ALLOWED = _plain(405, "Metoden er ikke tillatt.", ("Allow", "GET"))
GONE = _not_taken(410, "Innloggingen er allerede besvart", "Lukk denne fanen og gå tilbake til Prøvesvar.")
TOO_LARGE = _not_taken(431, "Forespørselen er for stor", "Lukk denne fanen og gå tilbake til Prøvesvar.")
TOO_MANY = _plain(429, "Adressen er brukt for mange ganger. Gå tilbake til Prøvesvar og start innloggingen på nytt.")
NOT_READY = _plain(503, "Innloggingen kunne ikke forberedes. Last siden på nytt, eller gå tilbake til Prøvesvar.")


def onward(address: str) -> Page:
    """Leads the browser to ``address``, an ASCII URL without control characters."""
    return _plain(303, "Videre til innlogging.", ("Location", address))


def login_done() -> Page:
    """Shown after an answer that holds a code."""
    return Page(status=200, body=_file("login-done.html"))


def login_failed() -> Page:
    """Shown after an answer that holds an error."""
    return Page(status=200, body=_file("login-failed.html"))


def sign_out(endpoint: str, fields: Sequence[tuple[str, str]], *, form_target: str) -> Page:
    """A page that posts ``fields`` to HelseID's end-session endpoint, so that no ID token stands in any address."""
    inputs = "\n".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in fields)
    text = Template(_file("logout.html").decode()).substitute(endpoint=escape(endpoint), fields=inputs)
    return Page(status=200, body=text.encode(), form_target=form_target)
