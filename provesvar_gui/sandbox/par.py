"""The pushed authorization request endpoint (RFC 9126, helseid/README.md §3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from provesvar_gui.sandbox.clients import audience_of
from provesvar_gui.sandbox.grants import PUSHED_LIFE, Pushed
from provesvar_gui.sandbox.organisations import without_details
from provesvar_gui.sandbox.refusal import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.forms import Form
    from provesvar_gui.sandbox.world import World

_KNOWN = frozenset(
    {
        "client_id", "scope", "redirect_uri", "response_type", "code_challenge", "code_challenge_method", "client_assertion",
        "client_assertion_type", "state", "resource", "nonce", "acr_values", "prompt", "dpop_jkt", "response_mode", "ui_locales",
        "login_hint", "max_age", "on_behalf_of", "test_pid", "test_security_level",
    }
)  # fmt: skip
_PROMPTS = frozenset({"none", "login", "consent", "select_account"})
_S256 = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST = 2000


def _bad(reason: str, error: str = "invalid_request") -> RefusedError:
    return RefusedError(400, error, reason)


def granted_scopes(client: Client, text: str) -> tuple[str, ...]:
    """The scopes of a request, each of which the client must have. Raises RefusedError (invalid_scope)."""
    scopes = tuple(dict.fromkeys(text.split(" ")))
    if not all(scopes):
        raise _bad("scope is malformed", "invalid_scope")
    if not set(scopes) <= set(client.scopes):
        raise _bad("a scope is not granted to this client", "invalid_scope")
    return scopes


def check_pushed(form: Form, client: Client, claims: Mapping[str, object], proof_thumbprint: str | None, world: World) -> Pushed:
    """Check a pushed request of an authenticated client. Raises RefusedError."""
    without_details(client, claims)
    if form.names & {"request", "request_uri"}:
        raise _bad("request objects are not used here; request_uri is what this endpoint gives")
    if form.names - _KNOWN:
        raise _bad("an unknown parameter")
    if any(len(value) > _LONGEST for name, value in form.pairs if name != "client_assertion"):
        raise _bad("a parameter is too long")
    form.needed("client_id")  # whose it is was checked with the assertion
    if "authorization_code" not in client.grant_types:
        raise _bad("the client may not log people in", "unauthorized_client")
    if form.needed("response_type") != "code":
        raise _bad("response_type is not code", "unsupported_response_type")
    if form.one("response_mode") not in (None, "query"):
        raise _bad("response_mode is not query")
    if not client.may_return_to(form.needed("redirect_uri")):
        raise _bad("redirect_uri is not registered")
    if form.needed("code_challenge_method") != "S256":
        raise _bad("code_challenge_method is not S256")
    if not _S256.fullmatch(form.needed("code_challenge")):
        raise _bad("code_challenge is not one")
    scopes = granted_scopes(client, form.needed("scope"))
    resources = form.all("resource")
    if not set(resources) <= {audience_of(scope) for scope in scopes} - {None}:
        raise _bad("a resource belongs to none of the scopes", "invalid_target")
    prompt = frozenset((form.one("prompt") or "").split())
    if not prompt <= _PROMPTS or ("none" in prompt and len(prompt) > 1):
        raise _bad("prompt is wrong")
    max_age = form.one("max_age")
    if max_age is not None and not re.fullmatch(r"[0-9]{1,9}", max_age, re.ASCII):
        raise _bad("max_age is wrong")
    thumbprint = form.one("dpop_jkt")
    if thumbprint is not None and not _S256.fullmatch(thumbprint):
        raise _bad("dpop_jkt is not a thumbprint")
    if thumbprint is not None and proof_thumbprint not in (None, thumbprint):
        raise _bad("dpop_jkt is not the proof's key", "invalid_dpop_proof")
    _remark_on(form, client, world)
    return Pushed(
        client=client,
        redirect_uri=form.needed("redirect_uri"),
        scopes=scopes,
        resources=tuple(dict.fromkeys(resources)),
        code_challenge=form.needed("code_challenge"),
        state=form.one("state"),
        nonce=form.one("nonce"),
        prompt=prompt,
        max_age=None if max_age is None else int(max_age),
        dpop_jkt=thumbprint or proof_thumbprint,
        test_pid=form.one("test_pid"),
        test_level=form.one("test_security_level"),
        expires=world.now() + PUSHED_LIFE,
    )


def _remark_on(form: Form, client: Client, world: World) -> None:
    for name in ("state", "nonce", "resource"):
        if not form.all(name):
            world.control.remark(f"PAR without {name}")
    for name in ("state", "nonce"):
        if form.all(name) and len(form.needed(name)) < 22:
            world.control.remark(f"PAR with a short {name}")
    if "Level4" not in (form.one("acr_values") or "").split():
        world.control.remark("PAR without acr_values Level4")
    if client.require_dpop and not form.one("dpop_jkt"):
        world.control.remark("PAR without dpop_jkt")
