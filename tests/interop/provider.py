"""Starts npm's oidc-provider."""

from __future__ import annotations

import json
import shutil
import subprocess
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
