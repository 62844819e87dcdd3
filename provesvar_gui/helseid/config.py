"""The configuration of a HelseID client: one frozen object, checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.http import checked_origin

_REDIRECT_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})

IDENTITY_SCOPES = (
    "openid",
    "profile",
    "offline_access",
    "helseid://scopes/identity/pid",
    "helseid://scopes/identity/security_level",
    "helseid://scopes/hpr/hpr_number",
)


def default_scopes(api_version: int) -> tuple[str, ...]:
    """The scopes of a PPS client (helseid/README.md §6): the person, a refresh token, and the API's own scope."""
    return (*IDENTITY_SCOPES, "nhn:pps/provesvar" if api_version == 1 else "nhn:pps/provesvar-read")


@dataclass(frozen=True, slots=True, kw_only=True)
class HelseIdConfig:
    """A client of HelseID. Raises AppError(SETTINGS_INVALID); ``params["setting"]`` names the field.

    ``authority``: the issuer, byte for byte. ``redirect_uris``: verbatim as registered, tried in order; port 0 means any free
    port. ``api_version``: 2 is DPoP throughout, 1 is Bearer. ``multi_tenant_parent``: the legal entity's number, else empty.
    """

    authority: str
    client_id: str
    redirect_uris: tuple[str, ...]
    scopes: tuple[str, ...] = ()
    resource: str = "nhn:pps"
    api_version: int = 2
    acr_values: str = "Level4"
    required_level: int = 4
    send_dpop_jkt: bool = True
    scope_on_refresh: bool = True
    multi_tenant_parent: str = ""
    login_seconds: float = 300.0

    def __post_init__(self) -> None:
        if self.api_version not in (1, 2):
            raise _invalid("api_version", "neither 1 nor 2")
        if not self.scopes:
            object.__setattr__(self, "scopes", default_scopes(self.api_version))
        try:
            checked_origin(self.authority)
        except AppError:
            raise _invalid("authority", "not a plain URL with https (http only on this machine)") from None
        if urlsplit(self.authority).query:
            raise _invalid("authority", "not a plain URL")
        if not self.client_id:
            raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED, "no client_id")
        if "openid" not in self.scopes:
            raise _invalid("scopes", "openid is missing")
        if not self.redirect_uris:
            raise _invalid("redirect_uris", "empty")
        if not all(map(usable_redirect_uri, self.redirect_uris)):
            raise _invalid("redirect_uris", "must be http to localhost, 127.0.0.1 or [::1], with a port and a path")

    @property
    def dpop(self) -> bool:
        return self.api_version == 2

    @property
    def api_scopes(self) -> tuple[str, ...]:
        """The scopes of the API itself: by convention those that begin with ``resource`` and a slash (helseid/README.md §5)."""
        return tuple(scope for scope in self.scopes if scope.startswith(f"{self.resource}/"))


def _invalid(setting: str, why: str) -> AppError:
    return AppError(ErrorCode.SETTINGS_INVALID, f"{setting}: {why}", params={"setting": setting})


def usable_redirect_uri(uri: str) -> bool:
    """Whether a login can come back to it: plain http to this machine, with a fixed path (RFC 8252 section 7.3)."""
    try:
        checked_origin(uri)
    except AppError:
        return False
    parts = urlsplit(uri)
    plain = uri.isascii() and uri.isprintable() and " " not in uri and not parts.query
    return plain and parts.scheme == "http" and parts.hostname in _REDIRECT_HOSTS
