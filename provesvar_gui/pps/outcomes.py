"""The service's answers about access and failures: OperationOutcome, problem+json or plain text become codes of the program.

``text`` is the service's own, shortened and without mark-up, for the screen only (invariant 1).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.pps.fhir.datatypes import plain_text
from provesvar_gui.pps.fhir.reader import decode, loads
from provesvar_gui.results.model import BARRED, Outcome, OutcomeKind
from provesvar_gui.results.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from provesvar_gui.platform.http import HttpResponse

    Policy = Mapping[str, tuple[OutcomeKind, bool]]

MOST_ALIKE: Final = 50  # outcomes of one kind that are kept of a look-up
LONGEST_TEXT: Final = 2000  # characters of the service's words that reach the screen
MOST_LINES: Final = 12  # and lines
_NEW: Final = (OutcomeKind.UNKNOWN, True)  # unknown is not no (invariant 12)
_PRIVACY_ISSUES: Final = frozenset({"suppressed", "security", "forbidden"})
_FAILED: Final = frozenset({"error", "fatal"})  # severities (R4 valueset-issue-severity)
# Something was not reached or not finished, so more may exist, whatever the severity (R4 valueset-issue-type).
_GAPS: Final = frozenset(
    {"incomplete", "timeout", "transient", "exception", "lock-error", "no-store", "throttled", "too-costly"},
)
_NOTHING_ISSUES: Final = frozenset({"not-found", "value"})  # «value» until 20.12.2022 (pps/README.md §5)
_PRIVACY_SYSTEMS: Final = ("pvk-outcome-cs", "nilarpvkoutcome")  # the two names of PvkOutcome (pps/README.md §5)
_PRIVACY_SYSTEM_NAME = re.compile(r"pvk|privacy|personvern|sperr|reserv")
_PRIVACY_CODES: Final = frozenset({"general", "specific", "reservation"})
_SAFE_CODE = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_LARGEST_BODY: Final = 200_000  # bytes of a refusal that are worth reading; it is read at once
# 400 to an elevated request with one of these says that the question was wrong, not that there was nothing to open.
_MALFORMED_ISSUES: Final = frozenset({"invalid", "structure", "required", "value", "invariant", "not-supported", "code-invalid"})
# Refusals about who asks and how, not about what the patient has decided: the token, its claims, our headers and parameters.
_ABOUT_THE_REQUEST = re.compile(
    r"token|scope|audience|\bclaim|dpop|bearer|person-id|access-basis|requester-hpr-role|correlation-id|\bhpr\b|hpr.?num|orgnr"
    r"|include|parameter",
    re.IGNORECASE,
)
_PRIVACY_WORDS = re.compile(r"sperr|skjerm|reserver|reservasjon|personvern|samtykk|consent|privacy", re.IGNORECASE)
_ERRORS_BY_STATUS: Final = {
    401: ErrorCode.LOGIN_NOT_ACCEPTED,
    403: ErrorCode.ACCESS_REFUSED,
    429: ErrorCode.SERVER_BUSY,
    200: ErrorCode.SERVER_ERROR,  # it holds nothing but an error
    **dict.fromkeys((408, 504), ErrorCode.TIMEOUT),
    **dict.fromkeys((404, 405, 410), ErrorCode.UNEXPECTED_ANSWER),
}
_NOTHING_TO_OPEN: Final = frozenset({"business-rule", "not-found"})


class Outcomes(dict[Outcome, None]):
    """The outcomes of one look-up, each once, in the service's order.

    At most MOST_ALIKE of one kind that can be opened or not are kept; ``left_out`` counts the issues that would be more.
    """

    def __init__(self) -> None:
        super().__init__()
        self.left_out = 0
        self._alike: Counter[tuple[OutcomeKind, bool]] = Counter()

    def add(self, one: Outcome) -> None:
        if one in self:
            return
        if self._alike[one.kind, one.openable] < MOST_ALIKE:
            self[one] = None
            self._alike[one.kind, one.openable] += 1
        else:
            self.left_out += 1


def settled(outcomes: Iterable[Outcome], *, empty: bool) -> tuple[Outcome, ...]:
    """All outcomes of a finished look-up. ``empty``: nothing but outcomes arrived, and everything was readable.

    «Nothing found» stands only for an empty answer in which the service reports neither a bar nor a failure (invariant 9); it is
    added where such an answer says nothing at all. Otherwise an issue ``not-found`` was said of something else (a practitioner,
    a parameter): what it says is kept as information.
    """
    found = tuple(outcomes)
    if empty and not any(one.kind in BARRED or one.kind is OutcomeKind.FAULT for one in found):
        return found or (Outcome(kind=OutcomeKind.NOTHING_FOUND),)
    kept: dict[Outcome, None] = {}
    for one in found:
        if one.kind is not OutcomeKind.NOTHING_FOUND:
            kept[one] = None
        elif one.text:
            kept[replace(one, kind=OutcomeKind.INFORMATION)] = None
    return tuple(kept)


def read_issue(issue: Mapping[str, object], policy: Policy) -> list[Outcome]:
    """The outcomes of an issue: one for each privacy code, else one.

    Privacy first, whatever the severity; then what a policy says of an issue's code; then failures (severity ``error`` or
    ``fatal``, and codes that say that something was not reached). NOTHING_FOUND is provisional: see ``settled``.
    """
    text = _issue_text(issue)
    privacy = _privacy_codes(issue, policy)
    if privacy:
        meant = {code: policy.get(code, _NEW) if known else _NEW for code, known in privacy.items()}
        return [Outcome(kind=kind, code=_safe(code), openable=may, text=text) for code, (kind, may) in meant.items()]
    named = _spelt(string(issue.get("code")), policy)
    code = named.lower()
    if named in policy:  # a machine's policy may name codes of issues too
        kind, openable = policy[named]
    elif code in _PRIVACY_ISSUES:
        kind, openable = _NEW
    elif _failed(issue) or code in _GAPS:
        kind, openable = OutcomeKind.FAULT, False
    else:
        kind, openable = OutcomeKind.NOTHING_FOUND if code in _NOTHING_ISSUES else OutcomeKind.INFORMATION, False
    return [Outcome(kind=kind, code=_safe(named), openable=openable, text=text)]


def _failed(issue: Mapping[str, object]) -> bool:
    return string(issue.get("severity")).strip().lower() in _FAILED


def _privacy_codes(issue: Mapping[str, object], policy: Policy) -> dict[str, bool]:
    """The privacy codes of an issue -> whether the policy's meaning of the code may be used.

    Known: a code in PvkOutcome, under either of its two names, or one of the policy's codes without a system. Where the system
    has another name, a code of PvkOutcome's, or any code of a system that sounds like one about privacy, is an unknown privacy
    outcome (invariant 12: unknown is not no, and it is not plain information either).
    """
    codes: dict[str, bool] = {}
    for detail in objects(issue.get("details")):
        for coding in objects(detail.get("coding")):
            system, code = string(coding.get("system")).strip().lower(), _spelt(string(coding.get("code")), policy)
            ours = code.lower() in _PRIVACY_CODES or code in policy
            if system.rstrip("/").endswith(_PRIVACY_SYSTEMS) or (not system and code in policy):
                codes[code] = True
            elif ours or (code and _PRIVACY_SYSTEM_NAME.search(system)):
                codes.setdefault(code, False)
    return codes


def _issue_text(issue: Mapping[str, object]) -> str:
    """The service's words: ``details.text`` and ``diagnostics``, else the displays of the codings."""
    details = objects(issue.get("details"))
    words = [*(detail.get("text") for detail in details), issue.get("diagnostics")]
    displays = (coding.get("display") for detail in details for coding in objects(detail.get("coding")))
    texts = [one for one in map(string, words) if one.strip()] or [one for one in map(string, displays) if one.strip()]
    return shorten("\n".join(dict.fromkeys(texts)))


def shorten(text: str) -> str:
    """The service's words as plain text of limited length."""
    plain = plain_text(text).strip()
    kept = "\n".join(plain[:LONGEST_TEXT].split("\n")[:MOST_LINES])
    return plain if kept == plain else f"{kept}…"


def _outcomes_in(bundle: Mapping[str, object]) -> list[dict[str, object]]:
    found = []
    for entry in objects(bundle.get("entry")):
        found += [one for one in objects(entry.get("resource")) if one.get("resourceType") == "OperationOutcome"]
        found += [one for response in objects(entry.get("response")) for one in objects(response.get("outcome"))]
    return found


def objects(raw: object) -> list[dict[str, object]]:
    items = raw if isinstance(raw, list) else [raw]
    return [item for item in items if isinstance(item, dict)]


def string(raw: object) -> str:
    return str(raw) if isinstance(raw, str) else ""


def _spelt(code: str, policy: Policy) -> str:
    """The code as the policy spells it, if known there."""
    bare = code.strip()
    return next((one for one in policy if one.strip().lower() == bare.lower()), bare)


def _safe(code: str) -> str:
    """A code that may be logged; "" for anything else."""
    return code if _SAFE_CODE.fullmatch(code) and not re.search(r"\d{6}", code) else ""


class Refusal:
    """An answer without results, parsed.

    ``text``: for the screen. ``issues``: the codes of its issues. ``failed``: it holds an issue of severity error or fatal.
    ``privacy``: what bars access; where it is not empty, the answer is no fault but one about the patient's decisions: in a 4xx a
    code of PvkOutcome or of what may be its successor, and ``suppressed``. ``forbidden`` and ``security`` are used for a user
    without rights too: in a 400 or 403 they count with words of the service's own (invariant 12) that do not name the token or a
    header alone; an elevated search that ends in a 400 with them has found nothing more to open (pps/README.md §2).
    """

    def __init__(self, response: HttpResponse, policy: Policy, *, elevated: bool = False) -> None:
        self._status = response.status
        self._headers = response.headers
        self._elevated = elevated
        self.text = ""
        self.failed = False
        self.issues: frozenset[str] = frozenset()
        self.privacy: tuple[Outcome, ...] = ()
        try:
            document = loads(response.body) if response.body.strip() and len(response.body) <= _LARGEST_BODY else None
        except AppError:
            self.text = _plain_body(response)
            return
        if isinstance(document, dict):
            self._read(document, policy)
        elif isinstance(document, str):
            self.text = shorten(document)

    def _read(self, document: dict[str, object], policy: Policy) -> None:
        outcomes = [document] if document.get("resourceType") == "OperationOutcome" else _outcomes_in(document)
        issues = [issue for outcome in outcomes for issue in objects(outcome.get("issue"))]
        texts = list(map(_issue_text, issues))
        if not outcomes:  # problem+json (RFC 9457), or an OAuth error
            texts = [string(document.get(name)) for name in ("title", "detail", "error_description", "message", "error")]
        self.text = shorten("\n".join(dict.fromkeys(filter(None, texts))))
        self.issues = frozenset(string(issue.get("code")).strip().lower() for issue in issues)
        self.failed = any(map(_failed, issues))
        found = (one for issue in issues if self._is_about_privacy(issue, policy) for one in read_issue(issue, policy))
        self.privacy = tuple(dict.fromkeys(one for one in found if one.kind in BARRED))

    def _is_about_privacy(self, issue: Mapping[str, object], policy: Policy) -> bool:
        if self._status == 200:
            return True  # as far as its outcomes bar access
        if not 400 <= self._status < 500:
            return False
        code = string(issue.get("code")).strip().lower()
        if _privacy_codes(issue, policy) or code == "suppressed":
            return True
        if code not in {"forbidden", "security"} or self._status not in {400, 403} or (self._elevated and self._status == 400):
            return False
        words = _issue_text(issue)
        return bool(words) and (_PRIVACY_WORDS.search(words) is not None or _ABOUT_THE_REQUEST.search(words) is None)

    def error(self, correlation_id: str) -> AppError:
        """The AppError of the refusal, also for a 200 with nothing but an error."""
        nothing_more = self.issues <= _NOTHING_TO_OPEN if self._status == 200 else not self.issues & _MALFORMED_ISSUES
        if self._elevated and self._status in (200, 400) and nothing_more:
            code = ErrorCode.NOTHING_MORE_TO_OPEN
        else:
            code = _error_code(self._status, self._headers)
        return AppError(
            code,
            f"the results service answered {self._status}" + (" with an error" if self._status == 200 else ""),
            params={"status": str(self._status)},
            service_text=self.text,
            correlation_id=correlation_id,
        )


def _error_code(status: int, headers: Mapping[str, str]) -> ErrorCode:
    if status == 503 and "retry-after" in headers:
        return ErrorCode.SERVER_BUSY
    rest = ErrorCode.SERVER_ERROR if status >= 500 else ErrorCode.REQUEST_REFUSED
    return _ERRORS_BY_STATUS.get(status, ErrorCode.UNEXPECTED_ANSWER if status < 400 else rest)


def _plain_body(response: HttpResponse) -> str:
    """A body without JSON as text. A web page is a proxy's or a portal's and is left out."""
    if "html" in response.headers.get("content-type", "").lower():
        return ""
    try:
        text = decode(response.body[: 4 * LONGEST_TEXT])
    except AppError:
        return ""
    return "" if text.lstrip()[:1] in {"<", "{", "["} else shorten(visible(text))
