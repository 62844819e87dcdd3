"""Signs the notice that a newer version exists (``packaging/admin/upgrades.md``).

    python3 packaging/notice/sign.py new-key KEYFILE                          prints the line for the policy
    python3 packaging/notice/sign.py sign KEYFILE VERSION [--text …] [--link …] [--date …] > notice.json

The key is an Ed25519 private key in PEM, encrypted where a passphrase is given. It is asked for without echo; never by argument.
"""

from __future__ import annotations

import argparse
import base64
import datetime
import getpass
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

try:
    from provesvar_gui.notice.document import CONTEXT, FORMAT, TEXTS, NoticeRefusedError, checked, verified
except ModuleNotFoundError:  # a package lays that module beside this script
    from document import CONTEXT, FORMAT, TEXTS, NoticeRefusedError, checked, verified  # type: ignore[import-not-found, no-redef]

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Ask = Callable[[str], str]


def public_text(key: Ed25519PrivateKey) -> str:
    """As it stands in a policy."""
    return base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def new_key(path: Path, ask: Ask) -> str:
    """Make a key, of mode 0600, and give the policy's line. Raises FileExistsError: none is ever replaced."""
    secret = ask("Passphrase for the new key (empty: none): ")
    if secret and ask("Once more: ") != secret:
        raise ValueError("the passphrases differ")
    key = Ed25519PrivateKey.generate()
    protection = BestAvailableEncryption(secret.encode()) if secret else NoEncryption()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, protection))
    return f'public_key = "{public_text(key)}"'


def load_key(path: Path, ask: Ask) -> Ed25519PrivateKey:
    """The key. Raises OSError, ValueError."""
    content = path.read_bytes()
    secret = ask("Passphrase: ").encode() if b"ENCRYPTED" in content else None
    key = load_pem_private_key(content, secret)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("not an Ed25519 key")  # noqa: TRY004 - of a file, as everything else that is wrong with it
    return key


def signed(key: Ed25519PrivateKey, *, version: str, dated: str, text: str = "available", link: str = "") -> bytes:
    """The document. Raises NoticeRefusedError where the program would not show it."""
    said: dict[str, object] = {"format": FORMAT, "version": version, "date": dated, "text": text}
    if link:
        said["link"] = link
    checked(said)
    payload = json.dumps(said, sort_keys=True).encode()
    signature = key.sign(CONTEXT + payload)
    document = {"notice": base64.b64encode(payload).decode(), "signature": base64.b64encode(signature).decode()}
    body = json.dumps(document, indent=1).encode() + b"\n"
    verified(body, public_text(key))
    return body


def main(arguments: Sequence[str], ask: Ask = getpass.getpass) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description="Announce a newer version of Prøvesvar.")
    commands = parser.add_subparsers(dest="command", required=True)
    new = commands.add_parser("new-key", help="make a key, and print the line for the policy")
    new.add_argument("key", type=Path)
    sign = commands.add_parser("sign", help="print a signed notice")
    sign.add_argument("key", type=Path)
    sign.add_argument("version", help="such as 1.2.0")
    sign.add_argument("--text", choices=TEXTS, default=TEXTS[0], help="which of the program's own sentences is shown")
    sign.add_argument("--link", default="", help="https, for the IT department")
    sign.add_argument(
        "--date", default=datetime.datetime.now(datetime.UTC).date().isoformat(), help="of the notice; not shown before"
    )
    read = parser.parse_args(arguments)
    try:
        if read.command == "new-key":
            sys.stdout.write(new_key(read.key, ask) + "\n")
        else:
            key = load_key(read.key, ask)
            sys.stdout.write(signed(key, version=read.version, dated=read.date, text=read.text, link=read.link).decode())
    except EOFError:
        sys.stderr.write("no passphrase was typed: nothing was done\n")
        return 1
    except (OSError, ValueError, NoticeRefusedError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
