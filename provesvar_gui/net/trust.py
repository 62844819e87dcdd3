"""Which certificates count. In production the machine decides (its trust store and its policy), not the user's environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import MutableMapping

_OPENSSL: Final = ("SSL_CERT_FILE", "SSL_CERT_DIR")  # OpenSSL, X509_get_default_cert_file_env(3)


def ignore_own_certificates(environ: MutableMapping[str, str]) -> None:
    """Take away what would make OpenSSL trust files of the user's choosing; before the first connection."""
    for name in _OPENSSL:
        environ.pop(name, None)
