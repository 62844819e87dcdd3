"""Starts npm's oidc-provider, and plays the person in front of its development pages."""

from __future__ import annotations

import http.cookiejar
import json
import re
import shutil
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
INSTALLED = (HERE / "node_modules" / "oidc-provider").is_dir() and shutil.which("node") is not None


@contextmanager
def oidc_provider(*, client_id: str, public_jwk: Mapping[str, object], redirect_uri: str, dpop: bool) -> Iterator[str]:
    """A provider with one registered client; gives its issuer."""
    setup = {"clientId": client_id, "publicJwk": dict(public_jwk), "redirectUris": [redirect_uri], "dpop": dpop}
    with subprocess.Popen(
        ["node", "provider.mjs"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as node:
        assert node.stdin is not None
        assert node.stdout is not None
        node.stdin.write(json.dumps(setup) + "\n")
        node.stdin.flush()
        try:
            yield json.loads(node.stdout.readline())["issuer"]
        finally:
            node.stdin.close()
            node.wait(10)


def log_in_as_a_person(url: str) -> str:
    """Open the address, fill in whatever form comes, until the program's own page answers; returns that page."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), urllib.request.ProxyHandler({}))
    with browser.open(url, timeout=20) as answer:
        page, where = answer.read().decode(), answer.geturl()
    for _ in range(5):
        form = re.search(r'<form[^>]*action="([^"]+)"[^>]*method="post"[^>]*>(.*?)</form>', page, re.DOTALL)
        if form is None:
            return str(page)
        fields = dict(re.findall(r'name="(\w+)"[^>]*value="([^"]*)"', form[2]))
        fields |= {"login": "vits", "password": "any"} if 'name="login"' in form[2] else {}
        body = urllib.parse.urlencode(fields).encode()
        with browser.open(urllib.parse.urljoin(where, form[1]), body, timeout=20) as answer:
            page, where = answer.read().decode(), answer.geturl()
    raise AssertionError("the provider's pages never led back")
