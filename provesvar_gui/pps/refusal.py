"""Answers that give nothing: OperationOutcome, problem+json or plain text into one AppError, or into what bars access.

``text`` is the service's own, shortened and without mark-up, for the screen only (invariant 1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.visible import visible
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.pps.json_reader import decode, loads
from provesvar_gui.pps.outcomes import (
    BARRING,
    LONGEST_TEXT,
    failed,
    issue_text,
    objects,
    outcomes_in,
    privacy_codes,
    read_issue,
    shorten,
    string,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.domain.results import Outcome
    from provesvar_gui.net.http import HttpResponse
    from provesvar_gui.pps.outcomes import Policy

_LARGEST_BODY: Final = 200_000  # bytes of a refusal that are worth reading; it is read at once (json_reader.py)
# 400 to an elevated request with one of these says that the question was wrong, not that there was nothing to open.
_MALFORMED_ISSUES: Final = frozenset({"invalid", "structure", "required", "value", "invariant", "not-supported", "code-invalid"})
# Refusals about who asks and how, not about what the patient has decided: the token, its claims, our headers and parameters.
_ABOUT_THE_REQUEST = re.compile(
    r"token|scope|audience|\bclaim|dpop|bearer|person-id|access-basis|requester-hpr-role|correlation-id|\bhpr\b|hpr.?num|orgnr"
    r"|include|parameter",
    re.IGNORECASE,
)
_ABOUT_PRIVACY = re.compile(r"sperr|skjerm|reserver|reservasjon|personvern|samtykk|consent|privacy", re.IGNORECASE)
# Codes of an error within a 200 (R4 valueset-issue-type). Anything else is a fault of the service.
_ERRORS_BY_ISSUE: Final = {
    **dict.fromkeys((*_MALFORMED_ISSUES, "too-long", "extension", "not-found"), ErrorCode.REQUEST_REFUSED),
    **dict.fromkeys(("login", "expired"), ErrorCode.LOGIN_NOT_ACCEPTED),
    "unknown": ErrorCode.ACCESS_REFUSED,
    "timeout": ErrorCode.TIMEOUT,
    "throttled": ErrorCode.SERVER_BUSY,
}
_NOTHING_TO_OPEN: Final = frozenset({"business-rule", "not-found"})


class Refusal:
    """An answer without results, read.

    ``text``: for the screen. ``issues``: the codes of its issues. ``failed``: it holds an issue of severity error or fatal.
    ``privacy``: what bars access; where it is not empty, the answer is no fault but one about the patient's decisions.

    Where the line is, in a 4xx (pps/README.md §5: the service's own pages name 400 and 401 only, 403 is undocumented):

    * a code of PvkOutcome, or of what may be its successor, and the issue code ``suppressed`` ("business rules, consent or
      privacy rules", R4 valueset-issue-type) are about privacy, whatever the status.
    * ``forbidden`` and ``security`` are used for privacy and for a user without rights alike. With words of the service's own,
      in a 400 or 403, they are an unrecognised refusal (invariant 12: its own text, openable behind the later steps), since a
      clinician who is told to check the role will not find what is restricted. They are about the request where the words name
      the token or a header and nothing that sounds like privacy, where there are no words, and in a 401.
    * an elevated search that ends in a 400 with them has found nothing more to open (pps/README.md §2).
    * without an OperationOutcome a 403 is ACCESS_REFUSED.
    """

    __slots__ = ("failed", "issues", "privacy", "status", "text")

    def __init__(self, response: HttpResponse, policy: Policy, *, elevated: bool = False) -> None:
        self.status = response.status
        self.text = ""
        self.failed = False
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
            self._read(document, policy, elevated=elevated)
        elif isinstance(document, str):
            self.text = shorten(document)

    def _read(self, document: dict[str, object], policy: Policy, *, elevated: bool) -> None:
        outcomes = [document] if document.get("resourceType") == "OperationOutcome" else outcomes_in(document)
        texts: dict[str, None] = {}
        issues: set[str] = set()
        privacy: list[Outcome] = []
        for outcome in outcomes:
            for issue in objects(outcome.get("issue")):
                texts[issue_text(issue)] = None
                issues.add(string(issue.get("code")).strip().lower())
                self.failed = self.failed or failed(issue)
                if self._is_about_privacy(issue, policy, elevated=elevated):
                    privacy.extend(one for one in read_issue(issue, policy) if one.kind in BARRING)
        if not outcomes:  # problem+json (RFC 9457), or an OAuth error
            for name in ("title", "detail", "error_description", "message", "error"):
                texts[string(document.get(name))] = None
        self.text = shorten("\n".join(text for text in texts if text))
        self.issues = frozenset(issues)
        self.privacy = tuple(dict.fromkeys(privacy))

    def _is_about_privacy(self, issue: Mapping[str, object], policy: Policy, *, elevated: bool) -> bool:
        if self.status == 200:
            return True  # as far as its outcomes bar access
        if not 400 <= self.status < 500:
            return False
        code = string(issue.get("code")).strip().lower()
        if privacy_codes(issue, policy) or code == "suppressed":
            return True
        if code not in {"forbidden", "security"} or self.status not in {400, 403} or (elevated and self.status == 400):
            return False
        words = issue_text(issue)
        return bool(words) and (_ABOUT_PRIVACY.search(words) is not None or _ABOUT_THE_REQUEST.search(words) is None)

    def error(self, correlation_id: str, headers: Mapping[str, str], *, elevated: bool) -> AppError:
        """The AppError to raise for it; also for a 200 that holds nothing but an error."""
        if self.status == 200:
            code = self._code_of_issues(elevated=elevated)
        elif elevated and self.status == 400 and not self.issues & _MALFORMED_ISSUES:
            code = ErrorCode.NOTHING_MORE_TO_OPEN
        else:
            code = _error_code(self.status, headers)
        return AppError(
            code,
            f"the results service answered {self.status}" + (" with an error" if self.status == 200 else ""),
            params={"status": str(self.status)},
            service_text=self.text,
            correlation_id=correlation_id,
            retry_after=_retry_after(headers),
        )

    def _code_of_issues(self, *, elevated: bool) -> ErrorCode:
        if elevated and self.issues <= _NOTHING_TO_OPEN:
            return ErrorCode.NOTHING_MORE_TO_OPEN
        return next((code for issue, code in _ERRORS_BY_ISSUE.items() if issue in self.issues), ErrorCode.SERVER_ERROR)


def _error_code(status: int, headers: Mapping[str, str]) -> ErrorCode:
    if status == 401:
        return ErrorCode.LOGIN_NOT_ACCEPTED
    if status == 403:
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


def _plain_body(response: HttpResponse, content_type: str) -> str:
    """A body that is no JSON: shown as text where it is text. A web page is a proxy's or a portal's: left out."""
    if "html" in content_type.lower():
        return ""
    try:
        text = decode(response.body[: 4 * LONGEST_TEXT], content_type)
    except AppError:
        return ""
    return "" if text.lstrip()[:1] in {"<", "{", "["} else shorten(visible(text))
