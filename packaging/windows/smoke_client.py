"""A synthetic client for the smoke test: its configuration file with a new key, and settings that keep it in the vault.

    python -m packaging.windows.smoke_client FOLDER      writes client.json and settings.toml there

No HelseID knows it. In English, so that the smoke test reads the sources' words.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from joserfc.jwk import ECKey

SETTINGS = """\
[ui]
language = "en"

[helseid]
client_id = "smoke-test"
key = "vault"
"""


def main(folder: Path) -> int:
    """Write both."""
    jwk = ECKey.generate_key("P-256").as_dict(private=True)
    jwk.pop("kid", None)
    document = {"authority": "https://helseid-sts.test.nhn.no", "clientId": "smoke-test", "privateJwk": json.dumps(jwk)}
    client = folder / "client.json"
    client.touch(mode=0o600)
    client.write_text(json.dumps(document), encoding="utf-8")
    (folder / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
