"""The one hierarchy of expected errors.

The code chooses the words on the screen (``ui/messages.py``); the detail goes to the log. Neither ``str()`` nor ``repr()`` of an
error ever holds what a service or a person wrote, so an error that reaches a log by accident says nothing about a patient.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class ErrorCode(StrEnum):
    """The kinds of expected errors that the screen tells apart."""

    # transport
    NO_NETWORK = "no-network"  # name resolution or connect failed
    TIMEOUT = "timeout"
    CONNECTION_BROKEN = "connection-broken"  # it ended before the whole answer had come
    TLS_REJECTED = "tls-rejected"  # the certificate
    TLS_TOO_OLD = "tls-too-old"  # the other side offers no version or cipher of today
    PROXY_FAILED = "proxy-failed"
    UNEXPECTED_ANSWER = "unexpected-answer"  # broken JSON, wrong content, a redirect where none belongs
    SERVER_ERROR = "server-error"  # 5xx
    SERVER_BUSY = "server-busy"  # 429 or 503 with Retry-After
    # settings and key
    SETTINGS_UNREADABLE = "settings-unreadable"  # params: file, line, kind (ui/messages.py)
    SETTINGS_INVALID = "settings-invalid"  # params: file, setting, line, allowed; maybe entry, fault
    SETTINGS_REFUSED = "settings-refused"  # prod: where requests go may not come from here. params: file, setting
    CLIENT_NOT_CONFIGURED = "client-not-configured"
    DRAFT_REFUSED = "draft-refused"  # Selvbetjening did not take the draft of a client; service_text says why
    DRAFT_NOT_CONFIRMED = "draft-not-confirmed"  # in the browser, or HelseID does not take its key
    KEY_MISSING = "key-missing"  # params: file, unread
    KEY_MALFORMED = "key-malformed"
    KEY_FORBIDDEN = "key-forbidden"  # this account may not read the machine's key. params: file
    KEY_EXPOSED = "key-exposed"  # a key in a file can be read or changed by whom it must not. params: file
    KEY_NOT_OURS = "key-not-ours"  # only its owner (the user, or the machine's administrator) may replace it
    KEY_EXPIRED = "key-expired"  # HelseID takes it no longer. params: date
    KEY_BUSY = "key-busy"  # another program is replacing it
    KEY_LOCK_FAILED = "key-lock-failed"  # the file that keeps programs apart cannot be made or locked. params: folder
    KEY_NEWER = "key-newer"  # a newer version of the program has kept it; it is left as it is
    KEY_STORE_ABSENT = (
        "key-store-absent"  # of a key that cannot be copied: no TPM, no token, no module. params of all: store, kind
    )
    KEY_STORE_LOCKED = "key-store-locked"  # after wrong PINs
    KEY_STORE_PIN = "key-store-pin"  # none is kept, or the last one was wrong, and none was tried
    KEY_STORE_PIN_REFUSED = "key-store-pin-refused"  # by the token. params: tries, "1" where it says that one is left
    KEY_STORE_FAILED = "key-store-failed"
    VAULT_ABSENT = "vault-absent"  # there is none in this session
    VAULT_LOCKED = "vault-locked"  # it was not unlocked: its question was put away, or nobody could be asked
    VAULT_SLOW = "vault-slow"  # it does not answer
    VAULT_UNAVAILABLE = "vault-unavailable"  # it answers with an error
    # login
    DISCOVERY_INVALID = "discovery-invalid"
    PORTS_BUSY = "ports-busy"  # params: ports
    PORTS_FORBIDDEN = "ports-forbidden"  # the system lets nobody listen there. params: ports
    PORTS_UNUSABLE = "ports-unusable"  # neither: params: ports, reason (the system's own name of the error)
    BROWSER_NOT_STARTED = "browser-not-started"
    LOGIN_TIMEOUT = "login-timeout"
    LOGIN_DENIED = "login-denied"  # access_denied: the person cancelled or the IdP refused
    LOGIN_REFUSED = "login-refused"  # any other OAuth error of the authorization response
    OTHER_ISSUER = "other-issuer"  # the browser brought the answer of another server than HelseID (RFC 9207)
    CLIENT_REFUSED = "client-refused"  # invalid_client, unauthorized_client, or a 401 that says no more
    SCOPE_REFUSED = "scope-refused"  # invalid_scope, or what we need was withheld
    TERMS_NOT_SIGNED = "terms-not-signed"  # rejected_scope of a multi-tenant client. params: orgnr
    ORGANISATION_REFUSED = "organisation-refused"  # HID-1001..1010
    DPOP_REQUIRED = "dpop-required"  # v1: the client's registration forces DPoP
    DPOP_REFUSED = "dpop-refused"  # invalid_dpop_proof, with a clock that is right as far as known
    TOKEN_INVALID = "token-invalid"  # noqa: S105 - a code, not a secret. HelseID's answer, or a token in it, fails a check
    TOKEN_AUDIENCE = "token-audience"  # noqa: S105 - a code, not a secret. Token for another audience
    LEVEL_TOO_LOW = "level-too-low"
    NO_HPR_NUMBER = "no-hpr-number"
    CLOCK_WRONG = "clock-wrong"  # params: seconds
    SESSION_EXPIRED = "session-expired"
    PIN_WRONG = "pin-wrong"  # the last try to unlock the window
    NOT_LOGGED_IN = "not-logged-in"
    # look-up
    REQUEST_REFUSED = "request-refused"  # 400; service_text says why
    LOGIN_NOT_ACCEPTED = "login-not-accepted"  # 401, also after one renewal: only a new login may help
    ACCESS_REFUSED = "access-refused"  # 403
    NOTHING_MORE_TO_OPEN = "nothing-more-to-open"
    OPENING_REFUSED = "opening-refused"  # for reasons of privacy, before anything came; service_text says why
    # lists
    CODE_LIST_UNUSABLE = "code-list-unusable"
    # the local access journal: the look-up goes on, the clinician is told
    JOURNAL_FULL = "journal-full"  # no room on the disk
    JOURNAL_UNAVAILABLE = "journal-unavailable"  # its folder or its key cannot be used
    JOURNAL_NEWER = "journal-newer"  # a newer version of the program has kept it; it is left as it is
    # the program itself
    SANDBOX_UNAVAILABLE = "sandbox-unavailable"
    INTERNAL = "internal"


class AppError(Exception):
    """An expected failure.

    ``detail``: for the log; written by us, never a quotation of what a service, a file or a person said.
    ``service_text``: the service's own words, for the screen only. ``params``: patient-free values for the words on the screen.
    ``also``: what else is wrong of the same kind, found in the same go (the settings' files); none of them has any of its own.
    ``refused``: set where a server has judged the request, whatever it said of that (a 4xx): it would judge it so again.
    """

    def __init__(
        self,
        code: ErrorCode,
        detail: str = "",
        *,
        params: Mapping[str, str] | None = None,
        service_text: str = "",
        correlation_id: str = "",
        retry_after: float | None = None,
        also: tuple[AppError, ...] = (),
    ) -> None:
        super().__init__(code.value, detail)
        self.code = code
        self.detail = detail
        self.params: Mapping[str, str] = MappingProxyType(dict(params or {}))
        self.service_text = service_text
        self.correlation_id = correlation_id
        self.retry_after = retry_after
        self.also = also
        self.refused = False

    def __str__(self) -> str:
        return f"{self.code.value}: {self.detail}" if self.detail else self.code.value
