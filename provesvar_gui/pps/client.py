"""The results client: one deliberate question about one patient becomes one LookupResult (pps/README.md §3, §4, §5).

A search is logged on the patient, so it is repeated only where it cannot have been carried out: the connection failed, or the
service answered 401 (a DPoP nonce it wants, an access token that has run out). Never after a timeout or a 5xx.

The window's thread and the loop's thread share the interpreter lock, so reading goes in slices of at most two milliseconds, each
after a real pause, in which the lock is free, and a turn of the loop. For the first page somebody waits, and the window has
nothing to show before it: its slices may be as long as a frame of the window.
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast

from provesvar_gui.desk.actions import LookupProgress, LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform import time_slices
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import BundleReader
from provesvar_gui.pps.outcomes import Refusal, shorten
from provesvar_gui.results.model import BARRED, Coverage, LookupResult, Note, NoteKind, Outcome, OutcomeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence
    from uuid import UUID

    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.platform.clock import Clock
    from provesvar_gui.platform.http import Http, HttpResponse
    from provesvar_gui.pps.fhir.bundle import PageFacts
    from provesvar_gui.pps.fhir.resources import Resource


# Relations that the service's own pages use in an example (pps/README.md §3). The others may be refused and are dropped then.
CONFIRMED_INCLUDES = frozenset(
    {
        "DiagnosticReport:based-on",
        "DiagnosticReport:specimen",
        "DiagnosticReport:result",
        "ServiceRequest:requester",
        "Observation:specimen",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PpsConfig:
    """The configuration of requests. ``includes``: names of parameters with their values.

    ``outcomes``: PvkOutcome code -> (meaning, can be opened: invariant 12). ``withhold_other_kind``: a report on another kind of
    identifier is withheld instead of set apart (invariant 4).
    """

    base_url: str
    correlation_header: str
    api_version: int
    includes: tuple[tuple[str, str], ...]
    outcomes: Mapping[str, tuple[OutcomeKind, bool]]
    withhold_other_kind: bool
    page_size: int = 50  # the service's own default (pps/README.md §3)
    seconds: float = 45.0  # one look-up, pages and renewals included (provesvar_gui/README.md §3)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        return tuple(name for _, name in self.includes if name not in CONFIRMED_INCLUDES)

    def include_form(self, *, narrow: bool, start: str = "") -> list[tuple[str, str]]:
        """Parameters of a search. ``narrow``: the confirmed ones only. ``start``: where another resource is searched for."""
        kept = [each for each in self.includes if not narrow or each[1] in CONFIRMED_INCLUDES]
        names = dict.fromkeys((f"{start}specimen", *(name for _, name in kept)))
        return [("_include", one) for one in names if one.startswith(start)] if start else kept

    def url(self, resource_type: str) -> str:
        """The search address of a resource type. The patient is never part of it (pps/README.md §3)."""
        return f"{self.base_url.rstrip('/')}/{resource_type}/_search"


_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LARGEST_PAGE: Final = 200
_MOST_PAGES: Final = 2000
_BATCH: Final = 50  # ids in one Observation/_search: the service's own page size
_MOST_ROUNDS: Final = 20  # of questions for observations; the look-up's 45 s end most often sooner
_QUICK_FAILURE_SECONDS: Final = 1.0  # a connection that failed sooner is tried once more, and still reported within 8 s

T = TypeVar("T")


class Authorization(Protocol):
    """Authorization of single requests (RFC 6750 for v1, RFC 9449 for v2)."""

    async def headers(self, method: str, url: str) -> Mapping[str, str]:
        """``Authorization`` and, for DPoP, a fresh ``DPoP`` proof. Renews a token that is about to end. Raises AppError."""

    def take_challenge(self, url: str, status: int, response_headers: Mapping[str, str]) -> bool:
        """Take in a ``DPoP-Nonce``; True where a 401 ``use_dpop_nonce`` makes one repeat worthwhile."""

    async def renew(self) -> None:
        """Get a new access token after a 401. Raises AppError(SESSION_EXPIRED) where that is over."""


class PpsClient:
    """Asks the service. One look-up at a time or several: they share nothing but ``narrow``."""

    def __init__(
        self, config: PpsConfig, http: Http, authorization: Authorization, new_uuid: Callable[[], UUID], clock: Clock
    ) -> None:
        self.config = config
        self.http = http
        self.authorization = authorization
        self.new_uuid = new_uuid
        self.clock = clock
        self.narrow = False  # the service has refused an include, and is asked for the confirmed ones only

    async def lookup(self, lookup: Lookup, report: Callable[[LookupProgress], None]) -> LookupResult:
        """Fetch all pages of a look-up. ``report``: called on the loop's thread, with partial results while more pages follow.

        Raises AppError where nothing came, also for a 200 that holds only an error; OPENING_REFUSED for an elevated look-up of
        which nothing came but a refusal for reasons of privacy. Else such a refusal is no error but an outcome, beside what came,
        and once a page has come, a failure is a note (PAGE_FAILED) on a result that is marked incomplete.
        """
        run = _Run(lookup, report, self)
        try:
            return await run.fetch()
        except BaseException:  # passed on: whoever keeps a journal learns under which references the service was asked
            run.tell(run.step)
            raise


class _Run:
    def __init__(self, lookup: Lookup, report: Callable[[LookupProgress], None], client: PpsClient) -> None:
        self._lookup = lookup
        self._report = report
        self._client = client
        self._config = client.config
        self._ends = client.clock.monotonic() + client.config.seconds
        self._renewed = False
        self._correlation_ids: list[str] = []  # one for each request, in order
        self._narrow = client.narrow
        self._mapper = Mapper(lookup, self._config.outcomes, withhold_other_kind=self._config.withhold_other_kind)
        self._notes: list[Note] = []
        self._seen: set[str] = set()
        self._count = max(1, min(client.config.page_size, _LARGEST_PAGE))
        self._total: int | None = None
        self._pages = 0
        self._complete = False
        self.step = LookupStep.SENDING
        self._barred = False  # the service gave no more for reasons of privacy: it is not asked on

    async def fetch(self) -> LookupResult:
        self.tell(LookupStep.SENDING)
        try:
            await self._fetch_pages()
            if not self._barred:
                await self._fetch_missing_results()
        except AppError as error:
            if not self._pages:
                raise
            self._fail(error)
        if self._narrow:
            self._notes += (Note(kind=NoteKind.INCLUDE_REFUSED, what=include) for include in self._config.unconfirmed)
        result = await spread(self._mapper.finish(self._coverage(), tuple(self._notes)))
        if self._lookup.basis.elevated and _only_barred(result):
            raise self._opening_refused(shorten("\n".join(dict.fromkeys(one.text for one in result.outcomes if one.text))))
        self.tell(LookupStep.DONE)
        return self._stamped(result)

    def _opening_refused(self, text: str) -> AppError:
        """The error of an opening that brought only refusals: the results on the screen stay."""
        code, reference = ErrorCode.OPENING_REFUSED, self._correlation_id
        return AppError(code, "the results service did not open", service_text=text, correlation_id=reference)

    def _stamped(self, result: LookupResult) -> LookupResult:
        return replace(
            result,
            correlation_ids=tuple(self._correlation_ids),
            fetched_at=datetime.fromtimestamp(self._client.clock.now(), UTC),
        )

    def _fail(self, error: AppError) -> None:
        """Keep the pages so far. A failed page is not tried again: the clinician decides."""
        self._complete = False
        self._notes.append(Note(kind=NoteKind.PAGE_FAILED, what=error.code.value))
        if error.service_text:
            self._mapper.outcomes.add(Outcome(kind=OutcomeKind.FAULT, text=error.service_text))

    def _bar(self, refusal: Refusal) -> None:
        """Keep the pages so far, with the service's outcomes about access."""
        self._barred = True
        for one in refusal.privacy:
            self._mapper.outcomes.add(one)
        if self._pages:
            self._notes.append(Note(kind=NoteKind.PAGE_FAILED, what=ErrorCode.ACCESS_REFUSED.value))

    def _coverage(self) -> Coverage:
        return Coverage(fetched=len(self._seen), total=self._total, complete=self._complete and not self._barred)

    def tell(self, step: LookupStep, *, partial: bool = False) -> None:
        self.step = step
        whole: LookupResult | None = None
        if partial:
            whole = self._stamped(self._mapper.partial(replace(self._coverage(), complete=False)))
        self._report(
            LookupProgress(
                lookup_number=self._lookup.number,
                step=step,
                fetched=len(self._seen),
                total=self._total,
                partial=whole,
                correlation_ids=tuple(self._correlation_ids),
            )
        )

    async def _fetch_pages(self) -> None:
        skip = 0
        fewer = None if self._narrow or not self._config.unconfirmed else self._form(0, narrow=True)
        response = await self._answer("DiagnosticReport", self._form(0, narrow=self._narrow), fewer)
        while response is not None:
            self.tell(LookupStep.READING)
            facts = await self._read(response)
            self._pages += 1
            fresh = [match for match in dict.fromkeys(facts.matches) if match not in self._seen]
            self._seen.update(fresh)
            self._total = facts.total if facts.total is not None else self._total
            skip += max(len(facts.matches), min(self._count, len(facts.matches) + facts.unreadable))
            if self._is_last(facts, fresh, skip):
                return
            self.tell(LookupStep.PAGING, partial=True)
            response = await self._answer("DiagnosticReport", self._form(skip, narrow=self._narrow))

    def _is_last(self, facts: PageFacts, fresh: list[str], skip: int) -> bool:
        """Whether this page is the last, with notes on completeness (invariant 11)."""
        total = self._total
        repeated = bool(facts.matches) and not fresh
        if repeated or self._pages >= _MOST_PAGES:
            self._notes.append(Note(kind=NoteKind.PAGE_FAILED, what=ErrorCode.UNEXPECTED_ANSWER.value))
        elif fresh and (total is None or skip > total) and (total is None or len(facts.matches) >= self._count):
            return False  # no total, or a full page beyond it: the total is wrong, there may be more
        elif (fresh or facts.unreadable) and total is not None and skip < total:
            return False
        self._complete = len(self._seen) >= total if total is not None else not repeated
        if total is not None and len(self._seen) != total:
            self._notes.append(Note(kind=NoteKind.TOTAL_MISMATCH, count=abs(len(self._seen) - total)))
        return True

    async def _answer(
        self, resource_type: str, form: Sequence[tuple[str, str]], fewer: Sequence[tuple[str, str]] | None = None
    ) -> HttpResponse | None:
        """Ask; None for a refusal for reasons of privacy. ``fewer``: to ask once more with where the service refuses includes."""
        response = await self._search(resource_type, form)
        if response.status == 200:
            self._client.narrow = self._narrow  # what was refused is not asked for again
            return response
        refusal = self._refusal(response)
        if refusal.privacy:
            if self._lookup.basis.elevated and not self._pages:
                raise self._opening_refused(refusal.text)
            self._bar(refusal)
            return None
        # An elevated search is one opening: it is not asked a second time in another way (invariant 3).
        if fewer is None or response.status != 400 or self._lookup.basis.elevated:
            raise refusal.error(self._correlation_id)
        self._narrow = self._narrow or resource_type == "DiagnosticReport"
        return await self._answer(resource_type, fewer)

    def _form(self, skip: int, *, narrow: bool) -> list[tuple[str, str]]:
        return [*self._config.include_form(narrow=narrow), ("_count", str(self._count)), ("_skip", str(skip))]

    async def _read(self, response: HttpResponse, *, completing: bool = False) -> PageFacts:
        reader = BundleReader(self._mapper.prepare)
        seconds = time_slices.LOOP if self._pages else time_slices.FIRST_PAGE
        try:
            await spread(reader.steps(response.body), seconds=seconds)
        except AppError as error:
            error.correlation_id = self._correlation_id
            raise
        entries = self._entries(reader)
        if entries is None:
            raise AppError(ErrorCode.UNEXPECTED_ANSWER, "the answer is no Bundle", correlation_id=self._correlation_id)
        if entries and all(one.outcomes and not one.kind for one in entries):
            refusal = self._refusal(response)
            if refusal.failed and not refusal.privacy:
                raise refusal.error(self._correlation_id)  # an error that comes as a 200
            if self._pages and any(one not in self._mapper.outcomes for one in refusal.privacy):
                self._bar(refusal)  # said now, so it is said of what was to come
        steps = self._mapper.add_page(reader.head, entries, first=not self._pages and not completing)
        return await spread(steps, seconds=seconds)

    def _entries(self, reader: BundleReader) -> list[Resource] | None:
        """The entries of a Bundle; an OperationOutcome that comes alone counts as one. None: neither."""
        kind = reader.head.get("resourceType")
        if kind == "OperationOutcome":
            return [self._mapper.prepare({"resource": reader.head})]
        if reader.head.get("entry") is None and (kind == "Bundle" or reader.entries):
            return reader.entries
        return None  # also where "entry" is no list

    async def _fetch_missing_results(self) -> None:
        """Ask for the observations that reports refer to and that did not come with them. Only these; bounded."""
        vain: set[str] = set()  # asked for, and not there
        for _ in range(_MOST_ROUNDS):  # one for each level of a tree that comes level by level, or for a page of a batch
            await spread(self._mapper.regrow())
            wanted = [one for one in self._mapper.missing_results() if one not in vain and _GUID.fullmatch(one)]
            if not wanted:
                return
            self.tell(LookupStep.COMPLETING, partial=True)
            for at in range(0, len(wanted), _BATCH):
                vain.update(await self._fetch_results(wanted[at : at + _BATCH]))
                if self._barred:
                    return

    async def _fetch_results(self, ids: Sequence[str]) -> Sequence[str]:
        """Ask for these; gives those that the service does not have."""
        form = [("_id", ",".join(ids)), ("_count", str(len(ids)))]
        includes = self._config.include_form(narrow=self._narrow, start="Observation:")
        response = await self._answer("Observation", [*includes, *form], form)
        if response is None:
            return ()
        facts = await self._read(response, completing=True)
        left = self._mapper.lacking(ids)
        all_sent = facts.total is not None and facts.total <= len(facts.matches)
        return left if all_sent or len(left) == len(ids) else ()

    @property
    def _correlation_id(self) -> str:
        return self._correlation_ids[-1] if self._correlation_ids else ""

    def _refusal(self, response: HttpResponse) -> Refusal:
        return Refusal(response, self._config.outcomes, elevated=self._lookup.basis.elevated)

    async def _search(self, resource_type: str, form: Sequence[tuple[str, str]]) -> HttpResponse:
        """Ask once, with the repeats that are transport. Raises AppError, TIMEOUT at the end of the look-up's time too."""
        url = self._config.url(resource_type)
        try:
            async with asyncio.timeout(max(0.0, self._ends - self._client.clock.monotonic())):
                return await self._authorized(url, form)
        except TimeoutError:
            pass
        raise AppError(ErrorCode.TIMEOUT, "the look-up has taken its whole time", correlation_id=self._correlation_id)

    async def _authorized(self, url: str, form: Sequence[tuple[str, str]]) -> HttpResponse:
        """With one repeat for a nonce, and one with a new access token; after that again one for a nonce."""
        challenged = False
        while True:
            response = await self._connected(url, form)
            nonce = self._client.authorization.take_challenge(url, response.status, response.headers)
            if nonce and not challenged:
                challenged = True
                continue
            # A 401 may also tell what the patient has decided: only 400 and 401 are documented (pps/README.md §5).
            if response.status != 401 or self._refusal(response).privacy:
                return response
            if self._renewed:
                raise self._refusal(response).error(self._correlation_id)
            self._renewed, challenged = True, False
            await self._client.authorization.renew()

    async def _connected(self, url: str, form: Sequence[tuple[str, str]]) -> HttpResponse:
        began = self._client.clock.monotonic()
        try:
            return await self._send(url, form)
        except AppError as error:
            # NO_NETWORK alone may also be a connection that broke after the request was on its way.
            unsent = error.code is ErrorCode.NO_NETWORK and error.params.get("sent") == "no"
            if not unsent or self._client.clock.monotonic() - began > _QUICK_FAILURE_SECONDS:
                raise
        return await self._send(url, form)

    async def _send(self, url: str, form: Sequence[tuple[str, str]]) -> HttpResponse:
        correlation_id = str(self._client.new_uuid())
        headers = {
            "person-id": self._lookup.patient.digits,
            "access-basis": self._lookup.basis.value,
            "requester-hpr-role": self._lookup.role_code,
            self._client.config.correlation_header: correlation_id,
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/fhir+json",
            **await self._client.authorization.headers("POST", url),
        }
        self._correlation_ids.append(correlation_id)
        try:
            seconds = max(0.1, self._ends - self._client.clock.monotonic())
            return await self._client.http.request("POST", url, headers=headers, form=form, seconds=seconds)
        except AppError as error:
            error.correlation_id = error.correlation_id or correlation_id
            raise


def _only_barred(result: LookupResult) -> bool:
    notes = [note for note in result.notes if note.kind not in (NoteKind.INCLUDE_REFUSED, NoteKind.TOTAL_MISMATCH)]
    came = (result.reports, result.other_identifier, result.loose_findings, result.other_loose_findings, notes)
    return not any(came) and not result.coverage.fetched and any(one.kind in BARRED for one in result.outcomes)


async def spread(
    steps: Generator[None, None, T], now: Callable[[], float] = time.perf_counter, *, seconds: float = time_slices.LOOP
) -> T:
    """Drive a generator to its end in slices, with a pause and a turn of the loop before each; there it may be cancelled."""
    while True:
        while time_slices.window_is_ahead():  # noqa: ASYNC110 - the window's thread has no event of this loop to set
            await asyncio.sleep(time_slices.WINDOW_PAUSE)
        # Not asyncio.sleep: its shortest pause is 1 ms on Linux and 16 ms on Windows, as long as the work itself or longer.
        time.sleep(time_slices.PAUSE)  # noqa: ASYNC251 - lets go of the interpreter lock
        await asyncio.sleep(0)
        try:
            time_slices.run_slice(steps, seconds, now=now)
        except StopIteration as end:
            return cast("T", end.value)
