"""The discovery document, field for field as HelseID publishes it (helseid/README.md §1)."""

from __future__ import annotations

from typing import Any

from provesvar_gui.sandbox.clients import IDENTITY_SCOPES
from provesvar_gui.sandbox.jose import ALGORITHMS


def document(issuer: str, *, wrong_issuer: bool = False) -> dict[str, Any]:
    """The metadata of this issuer; it names every endpoint of HelseID, also those the sandbox does not serve."""
    connect = f"{issuer}/connect"
    identity = "helseid://claims/identity/"
    client = "helseid://claims/client/"
    return {
        "issuer": f"{issuer}/other" if wrong_issuer else issuer,
        "jwks_uri": f"{issuer}/.well-known/openid-configuration/jwks",
        "authorization_endpoint": f"{connect}/authorize",
        "token_endpoint": f"{connect}/token",
        "userinfo_endpoint": f"{connect}/userinfo",
        "end_session_endpoint": f"{connect}/endsession",
        "check_session_iframe": f"{connect}/checksession",
        "revocation_endpoint": f"{connect}/revocation",
        "introspection_endpoint": f"{connect}/introspect",
        "device_authorization_endpoint": f"{connect}/deviceauthorization",
        "backchannel_authentication_endpoint": f"{connect}/ciba",
        "pushed_authorization_request_endpoint": f"{connect}/par",
        "require_pushed_authorization_requests": False,
        "authorization_response_iss_parameter_supported": True,
        "dpop_signing_alg_values_supported": list(ALGORITHMS),
        "id_token_signing_alg_values_supported": ["RS256"],
        "request_parameter_supported": True,
        "request_object_signing_alg_values_supported": [*ALGORITHMS, "HS256", "HS384", "HS512"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "private_key_jwt"],
        "code_challenge_methods_supported": ["plain", "S256"],
        "grant_types_supported": [
            "authorization_code",
            "client_credentials",
            "refresh_token",
            "implicit",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:openid:params:grant-type:ciba",
            "urn:ietf:params:oauth:grant-type:token-exchange",
        ],
        "response_types_supported": [
            "code",
            "token",
            "id_token",
            "id_token token",
            "code id_token",
            "code token",
            "code id_token token",
        ],
        "response_modes_supported": ["form_post", "query", "fragment"],
        "prompt_values_supported": ["none", "login", "consent", "select_account"],
        "subject_types_supported": ["public"],
        "scopes_supported": [
            *IDENTITY_SCOPES,
            "helseid://scopes/client/info",
            "nhn:tillitsrammeverk:parameters",
            "nhn:sfm:journal-id",
        ],
        "claims_supported": [
            "name",
            "family_name",
            "given_name",
            "middle_name",
            *(f"{identity}{name}" for name in ("assurance_level", "pid", "pid_pseudonym", "security_level", "network")),
            "helseid://claims/hpr/hpr_number",
            f"{client}client_name",
            f"{client}client_tenancy",
            *(f"{client}claims/orgnr_{name}" for name in ("parent", "child", "supplier")),
            "client_amr",
        ],
        # The test environment's copy has these as texts.
        "frontchannel_logout_supported": "true",
        "frontchannel_logout_session_supported": "true",
        "backchannel_logout_supported": "true",
        "backchannel_logout_session_supported": "true",
        "backchannel_token_delivery_modes_supported": ["poll"],
        "backchannel_user_code_parameter_supported": True,
        "expired_jwks_uri": f"{connect}/expiredjwks",
        "available_idps": f"{connect}/availableidps",
    }
