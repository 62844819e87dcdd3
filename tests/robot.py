"""A browser without a person: opens the address that the program hands to the browser, logs in, and delivers the callback.

Also a command: ``robot.py ADDRESS PERSON``.
"""

from __future__ import annotations

import http.client
import sys
from collections.abc import Mapping
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

_HOPS = 10


class Robot:
    """Keeps its cookies from one login to the next, as a browser does."""

    def __init__(self) -> None:
        self._cookies: dict[str, str] = {}

    def log_in(self, address: str, *, person: str) -> str:
        """Log in at the page the address leads to, and follow every redirect. ``person``: HPR number, person number or name.

        Returns the last page. Raises OSError or http.client.HTTPException where something does not answer, RuntimeError where
        HelseID shows an error page.
        """
        status, page, text = self._follow("GET", address, None)
        if "/login" in urlsplit(page).path:
            interaction = parse_qs(urlsplit(page).query)["interaction"][0]
            form = {"interaction": interaction, "person": person, "action": "login"}
            status, page, text = self._follow("POST", urljoin(page, urlsplit(page).path), form)
        if status >= 400:
            raise RuntimeError(f"the browser stopped at a page with status {status}")
        return text

    def _follow(self, method: str, address: str, form: Mapping[str, str] | None) -> tuple[int, str, str]:
        for _ in range(_HOPS):
            status, location, text = self._ask(method, address, form)
            if location is None:
                return status, address, text
            address, method, form = urljoin(address, location), "GET", None
        raise RuntimeError("too many redirects")

    def _ask(self, method: str, address: str, form: Mapping[str, str] | None) -> tuple[int, str | None, str]:
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
        headers = {"Accept": "text/html", "Accept-Language": "nb"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(form)
        try:
            connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or []:
                self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            location = answer.headers["Location"] if answer.status in (301, 302, 303, 307) else None
            return answer.status, location, answer.read().decode(errors="replace")
        finally:
            connection.close()


if __name__ == "__main__":
    Robot().log_in(sys.argv[1], person=sys.argv[2])
