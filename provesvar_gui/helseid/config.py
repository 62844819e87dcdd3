"""The configuration of a HelseID client: one frozen object, checked when it is made."""

from __future__ import annotations

from dataclasses import dataclass

from provesvar_gui.errors import AppError, ErrorCode

RESOURCE = "nhn:pps"
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
    """A client of HelseID, of values that the settings have checked. Raises AppError: CLIENT_NOT_CONFIGURED, SETTINGS_INVALID.

    ``authority``: the issuer, byte for byte. ``redirect_uris``: verbatim as registered, tried in order; port 0 means any free
    port. ``api_version``: 2 is DPoP throughout, 1 is Bearer. ``multi_tenant_parent``: the legal entity's number, else empty.
    ``several_organisations``: one of them is chosen before anything is asked of the API.
    """

    authority: str
    client_id: str
    redirect_uris: tuple[str, ...]
    scopes: tuple[str, ...] = ()
    api_version: int = 2
    send_dpop_jkt: bool = True
    scope_on_refresh: bool = True
    multi_tenant_parent: str = ""
    several_organisations: bool = False
    login_seconds: float = 300.0

    def __post_init__(self) -> None:
        if not self.scopes:
            object.__setattr__(self, "scopes", default_scopes(self.api_version))
        if not self.client_id:
            raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED, "no client_id")
        for setting, right in (("scopes", "openid" in self.scopes), ("redirect_uris", self.redirect_uris)):
            if not right:
                raise AppError(ErrorCode.SETTINGS_INVALID, f"{setting}: not enough to log in", params={"setting": setting})

    @property
    def dpop(self) -> bool:
        return self.api_version == 2

    @property
    def api_scopes(self) -> tuple[str, ...]:
        """The scopes of the API itself: by convention those that begin with its resource and a slash (helseid/README.md §5)."""
        return tuple(scope for scope in self.scopes if scope.startswith(f"{RESOURCE}/"))
