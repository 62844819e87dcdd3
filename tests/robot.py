"""A browser without a person: opens the address that the program hands to the browser, and fills in whatever forms come.

Also a command: ``robot.py ADDRESS PERSON``.
"""

from __future__ import annotations

import re
import sys
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

_PAGES = 5


class Robot:
    """Keeps its cookies from one login to the next, as a browser does. ``filled``: what it puts into fields of these names."""

    def __init__(self, **filled: str) -> None:
        self._opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
        self._filled = filled

    def visit(self, address: str) -> str:
        """The last page, also one that refuses something."""
        form: dict[str, str] | None = None
        for _ in range(_PAGES):
            page, address = self._ask(address, form)
            found = re.search(r'<form[^>]*method="post"[^>]*>.*?</form>', page, re.DOTALL)
            action = re.search(r'<form[^>]*action="([^"]+)"', found[0]) if found else None
            if found is None or action is None:
                return page
            form = dict(re.findall(r'<input[^>]*type="hidden" name="(\w+)"[^>]*value="([^"]*)"', found[0]))
            form |= {name: value for name, value in self._filled.items() if f'name="{name}"' in found[0]}
            address = urljoin(address, action[1])
        raise AssertionError("the pages never led back")

    def _ask(self, address: str, form: dict[str, str] | None) -> tuple[str, str]:
        try:
            answer = self._opener.open(address, None if form is None else urlencode(form).encode(), timeout=20)
        except HTTPError as refused:
            answer = refused
        with answer:
            return answer.read().decode(), answer.geturl()


if __name__ == "__main__":
    Robot(person=sys.argv[2], action="login").visit(sys.argv[1])
