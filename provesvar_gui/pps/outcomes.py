"""What the service says about access and errors: OperationOutcome, problem+json or plain text into words the program knows.

``text`` and ``service_text`` are the service's own, shortened and without mark-up, for the screen only (invariant 1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import Outcome, OutcomeKind
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.pps.json_reader import decode, loads
from provesvar_gui.pps.parse.markup import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from provesvar_gui.net.http import HttpResponse

    Policy = Mapping[str, tuple[OutcomeKind, bool]]

_LARGEST_BODY: Final = 200_000  # bytes of a refusal that are worth reading; it is read at once (json_reader.py)
LONGEST_TEXT: Final = 2000  # characters of the service's words that reach the screen
_PRIVACY_SYSTEMS: Final = ("pvk-outcome-cs", "nilarpvkoutcome")
_PRIVACY_ISSUES: Final = frozenset({"suppressed", "security", "forbidden"})
_NOTHING_ISSUES: Final = frozenset({"not-found", "value"})  # «value» until 20.12.2022 (pps.md §5)
_SAFE_CODE = re.compile(r"[A-Za-z0-9._:-]{1,64}")
# 400 to an elevated request with one of these says that the question was wrong, not that there was nothing to open.
_MALFORMED_ISSUES: Final = frozenset({"invalid", "structure", "required", "value", "invariant", "not-supported", "code-invalid"})


def read_outcome(raw: Mapping[str, object], policy: Policy) -> tuple[Outcome, ...]:
    """The issues of one OperationOutcome. Never raises; an outcome without a readable issue gives an empty tuple."""
    found: list[Outcome] = []
    for issue in _objects(raw.get("issue")):
        found += [one for one in _read_issue(issue, policy) if one not in found]
    return tuple(found)


def _read_issue(issue: Mapping[str, object], policy: Policy) -> Iterable[Outcome]:
    text = _issue_text(issue)
    privacy = _privacy_codes(issue, policy)
    if privacy:
        for code in privacy:
            kind, openable = policy.get(code, (OutcomeKind.UNKNOWN, True))
            yield Outcome(kind=kind, code=_safe(code), text=text, openable=openable)
        return
    code = _string(issue.get("code"))
    if code in policy:  # a machine's policy may name codes of issues too
        kind, openable = policy[code]
        yield Outcome(kind=kind, code=_safe(code), text=text, openable=openable)
    elif code in _PRIVACY_ISSUES:
        yield Outcome(kind=OutcomeKind.UNKNOWN, code=code, text=text, openable=True)
    elif code in _NOTHING_ISSUES:
        yield Outcome(kind=OutcomeKind.NOTHING_FOUND, code=code, text=text)
    else:
        yield Outcome(kind=OutcomeKind.INFORMATION, code=_safe(code), text=text)


def _privacy_codes(issue: Mapping[str, object], policy: Policy) -> list[str]:
    """Codes of PvkOutcome, in either of its two systems; without a system only codes the policy knows."""
    codes: dict[str, None] = {}
    for detail in _objects(issue.get("details")):
        for coding in _objects(detail.get("coding")):
            system, code = _string(coding.get("system")).lower(), _string(coding.get("code"))
            if system.rstrip("/").endswith(_PRIVACY_SYSTEMS) or (not system and code in policy):
                codes[code] = None
    return list(codes)


def _issue_text(issue: Mapping[str, object]) -> str:
    parts: dict[str, None] = {}
    displays: dict[str, None] = {}
    for detail in _objects(issue.get("details")):
        parts[_string(detail.get("text"))] = None
        for coding in _objects(detail.get("coding")):
            displays[_string(coding.get("display"))] = None
    parts[_string(issue.get("diagnostics"))] = None
    words = [part for part in parts if part.strip()] or [one for one in displays if one.strip()]
    return shorten("\n".join(words))


def shorten(text: str) -> str:
    """The service's words, plain and no longer than a screen can bear."""
    plain = plain_text(text).strip()
    return plain if len(plain) <= LONGEST_TEXT else f"{plain[:LONGEST_TEXT]}…"


class Refusal:
    """An answer that is not 200, read: ``text`` for the screen, ``issues`` and ``privacy`` where it holds an OperationOutcome."""

    __slots__ = ("issues", "privacy", "status", "text")

    def __init__(self, response: HttpResponse, policy: Policy) -> None:
        self.status = response.status
        self.text = ""
        self.issues: frozenset[str] = frozenset()
        self.privacy: tuple[Outcome, ...] = ()
        content_type = response.headers.get("content-type", "")
        if len(response.body) > _LARGEST_BODY:
            return
        try:
            document = loads(response.body, content_type) if response.body.strip() else None
        except AppError:
            self.text = _plain_body(response, content_type)
            return
        if isinstance(document, dict):
            self._read(document, policy)
        elif isinstance(document, str):
            self.text = shorten(document)

    def _read(self, document: dict[str, object], policy: Policy) -> None:
        outcomes = [document] if document.get("resourceType") == "OperationOutcome" else outcomes_in(document)
        texts: dict[str, None] = {}
        issues: set[str] = set()
        privacy: list[Outcome] = []
        for outcome in outcomes:
            for issue in _objects(outcome.get("issue")):
                texts[_issue_text(issue)] = None
                issues.add(_string(issue.get("code")))
                if _privacy_codes(issue, policy) or issue.get("code") == "suppressed":
                    privacy.extend(_read_issue(issue, policy))
        if not outcomes:  # problem+json (RFC 9457), or an OAuth error
            for name in ("title", "detail", "error_description", "message", "error"):
                texts[_string(document.get(name))] = None
        self.text = shorten("\n".join(text for text in texts if text))
        self.issues = frozenset(issues)
        self.privacy = tuple(dict.fromkeys(privacy))

    def error(self, correlation_id: str, headers: Mapping[str, str], *, elevated: bool) -> AppError:
        """The AppError to raise for it."""
        code = _error_code(self.status, headers)
        if elevated and self.status == 400 and not self.issues & _MALFORMED_ISSUES:
            code = ErrorCode.NOTHING_MORE_TO_OPEN
        return AppError(
            code,
            f"the results service answered {self.status}",
            params={"status": str(self.status)},
            service_text=self.text,
            correlation_id=correlation_id,
            retry_after=_retry_after(headers),
        )


def _error_code(status: int, headers: Mapping[str, str]) -> ErrorCode:
    if status in {401, 403}:
        return ErrorCode.ACCESS_REFUSED
    if status == 429 or (status == 503 and "retry-after" in headers):
        return ErrorCode.SERVER_BUSY
    if status in {408, 504}:
        return ErrorCode.TIMEOUT
    if status >= 500:
        return ErrorCode.SERVER_ERROR
    if status in {404, 405, 410} or status < 400:
        return ErrorCode.UNEXPECTED_ANSWER
    return ErrorCode.REQUEST_REFUSED


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds (RFC 9110 §10.2.3); the form with a date is left out."""
    value = headers.get("retry-after", "").strip()
    return min(float(value), 3600.0) if value.isascii() and value.isdigit() and len(value) < 9 else None


def outcomes_in(bundle: Mapping[str, object]) -> list[dict[str, object]]:
    """The OperationOutcomes among a Bundle's entries."""
    found = []
    for entry in _objects(bundle.get("entry")):
        found += [one for one in _objects(entry.get("resource")) if one.get("resourceType") == "OperationOutcome"]
    return found


def _plain_body(response: HttpResponse, content_type: str) -> str:
    """A body that is no JSON: shown as text where it is text. A web page is a proxy's or a portal's: left out."""
    if "html" in content_type.lower():
        return ""
    try:
        text = decode(response.body[: 4 * LONGEST_TEXT], content_type)
    except AppError:
        return ""
    return (
        "" if text.lstrip()[:1] in {"<", "{", "["} else shorten("".join(one for one in text if one.isprintable() or one == "\n"))
    )


def _objects(raw: object) -> list[dict[str, object]]:
    items = raw if isinstance(raw, list) else [raw]
    return [item for item in items if isinstance(item, dict)]


def _string(raw: object) -> str:
    return str(raw) if isinstance(raw, str) else ""


def _safe(code: str) -> str:
    """A code as it may stand in a log; "" for anything that does not look like one."""
    return code if _SAFE_CODE.fullmatch(code) and not re.search(r"\d{6}", code) else ""
