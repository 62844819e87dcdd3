"""What a login gave, for as long as it lasts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.helseid.model import Approval, Clinician, Organisation

if TYPE_CHECKING:
    from provesvar_gui.helseid.access_token import AccessToken
    from provesvar_gui.helseid.dpop import Prover
    from provesvar_gui.helseid.id_token import Identity
    from provesvar_gui.helseid.revocation import TokenChain


@dataclass(slots=True, kw_only=True)
class Grant:
    """What a login gave. Changes with each refresh; ``chain`` gets the newest refresh token before anything else is judged.

    ``spare``: the token of the code, where another one goes to the API: for userinfo, and forgotten with its use.
    """

    chain: TokenChain = field(repr=False)
    prover: Prover | None = field(repr=False)
    identity: Identity
    nonce: str = field(repr=False)
    fresh: bool
    organisation: Organisation | None
    id_token: str = field(repr=False)
    refresh_ends: float | None
    access: AccessToken
    spare: str = field(default="", repr=False)
    approvals: tuple[Approval, ...] | None = field(default=None, repr=False)

    @property
    def refresh_token(self) -> str:
        """The newest; empty where there is none."""
        return self.chain.newest

    def clinician(self) -> Clinician:
        """The person, as the window sees them."""
        return Clinician(
            subject=self.identity.subject,
            name=self.identity.name,
            hpr_number=self.identity.hpr_number,
            security_level=self.identity.security_level,
            organisation=self.organisation,
            fresh=self.fresh,
            auth_time=self.identity.auth_time,
            session_ends=self.refresh_ends,
            approvals=self.approvals,
        )
