"""What the service says about access and failures: the issues of an OperationOutcome into words the program knows.

``text`` is the service's own, shortened and without mark-up, for the screen only (invariant 1). What is no 200: ``refusal.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import Outcome, OutcomeKind
from provesvar_gui.pps.parse.markup import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Policy = Mapping[str, tuple[OutcomeKind, bool]]

MOST_ALIKE: Final = 50  # outcomes of one kind that are kept of a look-up
LONGEST_TEXT: Final = 2000  # characters of the service's words that reach the screen
MOST_LINES: Final = 12  # and lines
BARRING: Final = frozenset({OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED, OutcomeKind.OPTED_OUT, OutcomeKind.UNKNOWN})
PRIVACY_ISSUES: Final = frozenset({"suppressed", "security", "forbidden"})
_FAILED: Final = frozenset({"error", "fatal"})  # severities (R4 valueset-issue-severity)
# Something was not reached or not finished, so more may exist, whatever the severity (R4 valueset-issue-type).
_GAPS: Final = frozenset(
    {"incomplete", "timeout", "transient", "exception", "lock-error", "no-store", "throttled", "too-costly"},
)
_NOTHING_ISSUES: Final = frozenset({"not-found", "value"})  # «value» until 20.12.2022 (pps/README.md §5)
_PRIVACY_SYSTEMS: Final = ("pvk-outcome-cs", "nilarpvkoutcome")  # the two names of PvkOutcome (pps/README.md §5)
_LIKE_A_PRIVACY_SYSTEM = re.compile(r"pvk|privacy|personvern|sperr|reserv")
_PRIVACY_CODES: Final = frozenset({"general", "specific", "reservation"})
_SAFE_CODE = re.compile(r"[A-Za-z0-9._:-]{1,64}")


class Outcomes(dict[Outcome, None]):
    """What the service says in one look-up, each outcome once, in its order.

    At most MOST_ALIKE of one kind that can be opened or not are kept; ``left_out`` counts the issues that would be more.
    """

    def __init__(self) -> None:
        super().__init__()
        self.left_out = 0
        self._alike: Counter[tuple[OutcomeKind, bool]] = Counter()

    def read(self, issue: Mapping[str, object], policy: Policy, *, first: bool = True) -> None:
        """Take in an issue. Only a ``first`` page can say that nothing was found. Never raises."""
        found = [one for one in _without_text(issue, policy) if first or one.kind is not OutcomeKind.NOTHING_FOUND]
        if any(self._has_room(one) for one in found):
            text = issue_text(issue)
            for one in found:
                self.add(replace(one, text=text))
        elif found:
            self.left_out += 1

    def add(self, one: Outcome) -> None:
        """Keep an outcome, or count it."""
        if one in self:
            return
        if self._has_room(one):
            self[one] = None
            self._alike[one.kind, one.openable] += 1
        else:
            self.left_out += 1

    def _has_room(self, one: Outcome) -> bool:
        return self._alike[one.kind, one.openable] < MOST_ALIKE


def settled(outcomes: Iterable[Outcome], *, empty: bool) -> tuple[Outcome, ...]:
    """All outcomes of a look-up that has ended. ``empty``: nothing came that is not an outcome, and nothing was unreadable.

    «Nothing found» stands only for an empty answer in which the service reports neither a bar nor a failure (invariant 9); it is
    added where such an answer says nothing at all. Otherwise an issue ``not-found`` was said of something else (a practitioner,
    a parameter): what it says is kept as information.
    """
    told = tuple(outcomes)
    if empty and not any(one.kind in BARRING or one.kind is OutcomeKind.FAULT for one in told):
        return told or (Outcome(kind=OutcomeKind.NOTHING_FOUND),)
    kept: dict[Outcome, None] = {}
    for one in told:
        if one.kind is not OutcomeKind.NOTHING_FOUND:
            kept[one] = None
        elif one.text:
            kept[replace(one, kind=OutcomeKind.INFORMATION)] = None
    return tuple(kept)


def read_issue(issue: Mapping[str, object], policy: Policy) -> tuple[Outcome, ...]:
    """One issue: as many outcomes as it names privacy codes, else one."""
    text = issue_text(issue)
    return tuple(replace(one, text=text) for one in _without_text(issue, policy))


def _without_text(issue: Mapping[str, object], policy: Policy) -> Iterable[Outcome]:
    """What an issue means.

    Privacy first, whatever the severity; then what a policy says of an issue's code; then failures (severity ``error`` or
    ``fatal``, and codes that say that something was not reached). NOTHING_FOUND is provisional: see ``settled``.
    """
    privacy = privacy_codes(issue, policy)
    if privacy:
        for code, known in privacy.items():
            kind, openable = policy.get(code, (OutcomeKind.UNKNOWN, True)) if known else (OutcomeKind.UNKNOWN, True)
            yield Outcome(kind=kind, code=_safe(code), openable=openable)
        return
    named = string(issue.get("code")).strip()
    code = named.lower()
    spelt = _spelt(named, policy)
    if spelt in policy:  # a machine's policy may name codes of issues too
        kind, openable = policy[spelt]
        yield Outcome(kind=kind, code=_safe(spelt), openable=openable)
    elif code in PRIVACY_ISSUES:
        yield Outcome(kind=OutcomeKind.UNKNOWN, code=code, openable=True)
    elif failed(issue) or code in _GAPS:
        yield Outcome(kind=OutcomeKind.FAULT, code=_safe(named))
    elif code in _NOTHING_ISSUES:
        yield Outcome(kind=OutcomeKind.NOTHING_FOUND, code=code)
    else:
        yield Outcome(kind=OutcomeKind.INFORMATION, code=_safe(named))


def failed(issue: Mapping[str, object]) -> bool:
    """Whether the service calls it an error."""
    return string(issue.get("severity")).strip().lower() in _FAILED


def privacy_codes(issue: Mapping[str, object], policy: Policy) -> dict[str, bool]:
    """The codings that say that privacy settings stand in the way: code -> whether the policy's meaning may be taken for it.

    Codes are compared without case and surrounding space, and given as the policy spells them: a known code is no unknown one
    for being written otherwise. Known: a code in PvkOutcome, under either of its two names, or one of the policy's codes without
    a system. Where the system has another name, a code of PvkOutcome's, or any code of a system that sounds like one about
    privacy, is an unknown privacy outcome (invariant 12: unknown is not no, and it is not plain information either).
    """
    codes: dict[str, bool] = {}
    for detail in objects(issue.get("details")):
        for coding in objects(detail.get("coding")):
            system, code = string(coding.get("system")).strip().lower(), _spelt(string(coding.get("code")), policy)
            ours = code.lower() in _PRIVACY_CODES or code in policy
            if system.rstrip("/").endswith(_PRIVACY_SYSTEMS) or (not system and code in policy):
                codes[code] = True
            elif ours or (code and _LIKE_A_PRIVACY_SYSTEM.search(system)):
                codes.setdefault(code, False)
    return codes


def issue_text(issue: Mapping[str, object]) -> str:
    """The service's words: ``details.text`` and ``diagnostics``, else the displays of the codings."""
    parts: dict[str, None] = {}
    displays: dict[str, None] = {}
    for detail in objects(issue.get("details")):
        parts[string(detail.get("text"))] = None
        for coding in objects(detail.get("coding")):
            displays[string(coding.get("display"))] = None
    parts[string(issue.get("diagnostics"))] = None
    words = [part for part in parts if part.strip()] or [one for one in displays if one.strip()]
    return shorten("\n".join(words))


def shorten(text: str) -> str:
    """The service's words, plain and no longer than a screen can bear."""
    plain = plain_text(text).strip()
    kept = "\n".join(plain[:LONGEST_TEXT].split("\n")[:MOST_LINES])
    return plain if kept == plain else f"{kept}…"


def outcomes_in(bundle: Mapping[str, object]) -> list[dict[str, object]]:
    """The OperationOutcomes among a Bundle's entries."""
    found = []
    for entry in objects(bundle.get("entry")):
        found += [one for one in objects(entry.get("resource")) if one.get("resourceType") == "OperationOutcome"]
        found += [one for response in objects(entry.get("response")) for one in objects(response.get("outcome"))]
    return found


def objects(raw: object) -> list[dict[str, object]]:
    """The objects in a list, or the one that stands alone."""
    items = raw if isinstance(raw, list) else [raw]
    return [item for item in items if isinstance(item, dict)]


def string(raw: object) -> str:
    """A JSON string; "" for anything else."""
    return str(raw) if isinstance(raw, str) else ""


def _spelt(code: str, policy: Policy) -> str:
    """The code as the policy spells it, where it knows it."""
    bare = code.strip()
    return next((one for one in policy if one.strip().lower() == bare.lower()), bare)


def _safe(code: str) -> str:
    """A code as it may stand in a log; "" for anything that does not look like one."""
    return code if _SAFE_CODE.fullmatch(code) and not re.search(r"\d{6}", code) else ""
