"""In production no variable of the user's makes a stranger's certificate count."""

from __future__ import annotations

from provesvar_gui.platform.http_client import ignore_own_certificates


def test_the_users_certificates_are_forgotten_and_nothing_else() -> None:
    environ = {"SSL_CERT_FILE": "own/ca.pem", "SSL_CERT_DIR": "own", "LANG": "nb_NO"}
    ignore_own_certificates(environ)
    assert environ == {"LANG": "nb_NO"}
    ignore_own_certificates(environ)
