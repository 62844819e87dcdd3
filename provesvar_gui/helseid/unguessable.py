"""Randomness for what nobody may guess: state, nonce, code verifier, jti, one-time paths."""

from __future__ import annotations

import secrets


def unguessable() -> str:
    """256 random bits as 43 characters of text."""
    return secrets.token_urlsafe(32)
