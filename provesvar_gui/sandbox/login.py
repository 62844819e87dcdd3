"""Authorization endpoint, login page, and logout: what the browser sees of HelseID."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.responses import RedirectResponse, Response

from provesvar_gui.sandbox import jose, pages
from provesvar_gui.sandbox.forms import is_form, read_pairs
from provesvar_gui.sandbox.grants import BrowserSession, Grants, Pushed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request

    from provesvar_gui.sandbox.clients import Client
    from provesvar_gui.sandbox.forms import Form
    from provesvar_gui.sandbox.people import Clinician
    from provesvar_gui.sandbox.tokens import Keys
    from provesvar_gui.sandbox.world import World

COOKIE = "helseid.sandbox"


class BrowserSide:
    """The pages of HelseID."""

    def __init__(self, world: World, grants: Grants, clients: Mapping[str, Client], issuer: str, keys: Keys) -> None:
        self._world = world
        self._grants = grants
        self._clients = clients
        self._issuer = issuer
        self._keys = keys

    async def authorize(self, request: Request) -> Response:
        """Only client_id and request_uri; anything wrong is an error page and no callback."""
        pairs = parse_qsl(request.url.query, keep_blank_values=True)
        names = sorted(name for name, _ in pairs)
        if names != ["client_id", "request_uri"]:
            return self._page_refused("only client_id and request_uri belong in this address")
        query = dict(pairs)
        if query["client_id"] not in self._clients:
            return self._page_refused("unknown client")
        pushed = self._grants.take_pushed(query["request_uri"], query["client_id"])
        if pushed is None:
            return self._page_refused("request_uri is unknown, used before, or has expired")
        if pushed.test_pid is not None:
            return self._test_login(pushed)
        session = self._session(request)
        if session is not None and self._is_enough(session, pushed):
            return self._back_with_code(pushed, session)
        if "none" in pushed.prompt:
            return self._back(pushed, {"error": "login_required"})
        interaction = self._grants.start_interaction(pushed)
        return RedirectResponse(f"{self._issuer}/login?{urlencode({'interaction': interaction})}", status_code=302)

    async def login_page(self, request: Request) -> Response:
        """The page with the list of people."""
        interaction = request.query_params.get("interaction", "")
        if self._grants.interactions.get(interaction) is None:
            return self._page_refused("the login page has been used or has expired")
        return self._show(interaction)

    async def login_answer(self, request: Request) -> Response:
        """Log in, search, or cancel."""
        if not is_form(request):
            return self._page_refused("not a form")
        form = await read_pairs(request)
        interaction = form.one("interaction") or ""
        pushed = self._grants.interactions.get(interaction)
        if pushed is None:
            return self._page_refused("the login page has been used or has expired")
        if form.one("action") == "cancel":
            del self._grants.interactions[interaction]
            return self._back(pushed, {"error": "access_denied", "error_description": "the person cancelled"})
        if form.one("action") == "search":
            return self._show(interaction, search=form.one("person") or "")
        found = self._chosen(form)
        if len(found) != 1:
            problem = "Ingen passer. Velg i listen." if not found else "Flere passer. Velg i listen."
            return self._show(interaction, search=(form.one("person") or "") if found else "", problem=problem, status=422)
        del self._grants.interactions[interaction]
        return self._back_with_code(pushed, self._new_session(found[0], found[0].level))

    async def end_session(self, request: Request) -> Response:
        """Logout: with the ID token as a hint at once, without it after a button."""
        if request.method == "POST":
            values = dict((await read_pairs(request)).pairs) if is_form(request) else {}
        else:
            values = dict(parse_qsl(request.url.query, keep_blank_values=True))
            if values.get("id_token_hint"):
                self._world.control.remark("an ID token in the address of a logout")
        hint = values.get("id_token_hint")
        if not hint and values.get("action") != "logout":
            return pages.render("logout.html", status=200, issuer=self._issuer)
        target = ""
        if hint:
            client = self._client_of(hint)
            if client is None:
                return self._page_refused("id_token_hint is none of ours")
            target = values.get("post_logout_redirect_uri", "")
            if target and not client.may_log_out_to(target):
                return self._page_refused("post_logout_redirect_uri is not registered")
        self._grants.sessions.pop(request.cookies.get(COOKIE, ""), None)
        if target:
            state = values.get("state")
            answer: Response = RedirectResponse(target + (f"?{urlencode({'state': state})}" if state else ""), status_code=303)
        else:
            answer = pages.render("logged_out.html", status=200)
        answer.delete_cookie(COOKIE)
        return answer

    def _client_of(self, hint: str) -> Client | None:
        try:
            claims = jose.read(hint).claims
            jose.check_signature(hint, self._keys.current)
        except jose.BadTokenError:
            return None
        audience = claims.get("aud")
        return self._clients.get(audience) if claims.get("iss") == self._issuer and isinstance(audience, str) else None

    def _session(self, request: Request) -> BrowserSession | None:
        return self._grants.sessions.get(request.cookies.get(COOKIE, ""))

    def _is_enough(self, session: BrowserSession, pushed: Pushed) -> bool:
        if pushed.prompt & {"login", "select_account"}:
            return False
        return pushed.max_age is None or self._world.now() - session.auth_time <= pushed.max_age

    def _chosen(self, form: Form) -> list[Clinician]:
        people = self._world.people.clinicians
        index = form.one("clinician")
        if index is not None:
            return [person for number, person in enumerate(people) if str(number) == index]
        return matching(people, form.one("person") or "") if form.one("person") else []

    def _show(self, interaction: str, *, search: str = "", problem: str = "", status: int = 200) -> Response:
        people = self._world.people.clinicians
        shown = matching(people, search) if search else list(people)
        if search and not shown:
            problem, shown = problem or "Ingen passer til søket. Hele listen vises.", list(people)
        rows = [
            {
                "index": people.index(person),
                "id": f"clinician-{person.hpr_number or f'uten-hpr-{people.index(person)}'}",
                "name": person.name,
                "hpr_number": person.hpr_number,
                "level": person.level,
                "roles": ", ".join(person.roles),
            }
            for person in shown
        ]
        return pages.render("login.html", status=status, rows=rows, interaction=interaction, problem=problem, issuer=self._issuer)

    def _test_login(self, pushed: Pushed) -> Response:
        person = next((person for person in self._world.people.clinicians if person.pid == pushed.test_pid), None)
        if person is None or pushed.test_level not in (None, "3", "4"):
            return self._back(pushed, {"error": "access_denied", "error_description": "no such test person"})
        return self._back_with_code(pushed, self._new_session(person, pushed.test_level or person.level))

    def _new_session(self, person: Clinician, level: str) -> BrowserSession:
        session = BrowserSession(sid=self._world.opaque()[:32], clinician=person, level=level, auth_time=int(self._world.now()))
        self._grants.sessions[session.sid] = session
        return session

    def _back_with_code(self, pushed: Pushed, session: BrowserSession) -> Response:
        code = self._grants.new_code(pushed, session)
        answer = self._back(pushed, {"code": code, "session_state": self._world.opaque()[:43]})
        answer.set_cookie(COOKIE, session.sid, httponly=True, samesite="lax")
        return answer

    def _back(self, pushed: Pushed, values: dict[str, str]) -> Response:
        if pushed.state is not None:
            wrong = self._world.faults.take("helseid.wrong-state")
            values["state"] = "another-state" if wrong else pushed.state
        values["iss"] = f"{self._issuer}/other" if self._world.faults.take("helseid.wrong-callback-issuer") else self._issuer
        joint = "&" if urlsplit(pushed.redirect_uri).query else "?"
        headers = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
        return RedirectResponse(f"{pushed.redirect_uri}{joint}{urlencode(values)}", status_code=303, headers=headers)

    def _page_refused(self, reason: str) -> Response:
        return pages.refused(self._world, reason)


def matching(people: Sequence[Clinician], search: str) -> list[Clinician]:
    """The people whose person number or HPR number is what was typed, or else whose name holds it."""
    wanted = " ".join(search.split()).casefold()
    digits = wanted.replace(" ", "")
    exact = [person for person in people if digits in (person.pid, person.hpr_number)]
    return exact or [person for person in people if wanted in person.name.casefold()]
