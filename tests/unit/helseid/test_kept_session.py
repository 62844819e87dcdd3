"""A session that a policy lets outlive the program: in the vault alone, gone with the session, confirmed before it is used."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.kept_session import SessionKeeper, parse_kept
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.helseid.vault import KeyVault
from tests.unit.helseid.fake_helseid import CLIENT_ID, answer
from tests.unit.helseid.kept import Desk, ended, first_run, logged_out, refused
from tests.unit.helseid.kit import API, Kit, make_kit, run, steady
from tests.unit.helseid.stand import DOCTOR, Browser, Stand, unit
from tests.unit.helseid.test_login import CHILD
from tests.unit.helseid.windows_store import WindowsStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.sandbox.server import Sandbox


class Full(WindowsStore):
    """Takes nothing."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        raise OSError("the store says: " + password)


@pytest.mark.parametrize("dpop", [True, False], ids=["v2", "v1"])
def test_the_next_run_goes_on_without_the_browser_and_asks_who_it_is(desk: Desk, dpop: bool) -> None:
    async def scenario() -> None:
        await first_run(desk, dpop=dpop)
        assert desk.helseid is not None
        assert not desk.helseid.revoked
        kit = desk.start(dpop=dpop)
        clinician = await kit.login(organisation=CHILD)
        assert (clinician.name, clinician.hpr_number, clinician.organisation) == ("LIVSTRETT BEVER", "565550846", CHILD)
        assert not clinician.fresh  # so that the person must confirm it before anything is sent
        assert clinician.kept  # so that the window is locked until it is proved who is there
        assert kit.browser.opened == []
        assert not kit.helseid.sent("/connect/par")
        await kit.session.headers("GET", API)
        await ended(kit)
        kept = await desk.kept()
        assert kept is not None
        assert kept["refreshToken"] in kit.helseid.refresh_tokens
        await kit.close()

    run(scenario())


@pytest.mark.parametrize("v1", [False, True], ids=["v2", "v1"])
def test_the_sandbox_takes_it_as_well(desk: Desk, sandbox: Sandbox, v1: bool) -> None:
    async def scenario() -> None:
        for fresh in (True, False):
            browser = Browser()
            keeper = desk.keeper()
            stand = Stand(sandbox, browser, v1=v1, vault_keeper=keeper, userinfo=False)
            try:
                clinician = await stand.login(unit(sandbox))
                assert (clinician.hpr_number, clinician.fresh) == (DOCTOR, fresh)
                assert len(browser.visits) == int(fresh)
                grant = stand.session._grant
                while grant is not None and not keeper.has(grant):  # noqa: ASYNC110 - a turn of the loop at a time
                    await asyncio.sleep(0.001)
            finally:
                await stand.close()

    run(scenario())
    assert not sandbox.control.remarks


def test_each_refresh_token_is_in_the_vault_before_its_access_token_is_used(desk: Desk) -> None:
    async def scenario() -> None:
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        for _ in range(3):
            await kit.session.renew()
            kept = await desk.kept()
            assert kept is not None
            assert kept["refreshToken"] in kit.helseid.refresh_tokens
        await kit.close()

    run(scenario())


@pytest.mark.parametrize("end", [logged_out, refused])
def test_nothing_stays_of_a_session_that_is_over(desk: Desk, end: Callable[[Kit], Awaitable[None]]) -> None:
    async def scenario() -> None:
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        assert await desk.kept() is not None
        await end(kit)
        await ended(kit)
        assert await desk.kept() is None
        await kit.close()
        assert not desk.store.targets
        kit = desk.start()
        await kit.login(organisation=CHILD)
        assert kit.browser.opened
        await kit.close()

    run(scenario())


def test_not_me_ends_it_and_the_next_login_is_a_real_one(desk: Desk) -> None:
    async def scenario() -> None:
        await first_run(desk)
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await kit.session.logout()
        assert len(kit.helseid.revoked) == 1
        await kit.login(organisation=CHILD)
        assert [form.form.get("prompt") for form in kit.helseid.sent("/connect/par")] == ["login"]
        await kit.close()

    run(scenario())


def test_another_persons_login_takes_its_place(desk: Desk) -> None:
    async def scenario() -> None:
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        kit.helseid.claims["sub"] = "another"
        await kit.login(organisation=CHILD)
        await ended(kit)
        kept = await desk.kept()
        assert kept is not None
        assert kept["sub"] == "another"
        await kit.close()

    run(scenario())


def test_what_was_kept_is_used_once_in_a_run_and_only_before_a_login(desk: Desk) -> None:
    """A login to unlock the window, or after the session's end, must never be answered by the vault."""

    async def scenario() -> None:
        await first_run(desk)
        kit = desk.start()
        assert (await kit.login(organisation=CHILD)).kept
        assert not (await kit.login(organisation=CHILD)).kept
        assert len(kit.browser.opened) == 1
        await kit.close()

    run(scenario())


def spoiled(kit: Kit, how: str) -> None:
    helseid = kit.helseid
    if how == "refused":
        helseid.refresh_tokens.clear()
    elif how == "another person":
        helseid.claims["sub"] = "another"
    elif how == "no HPR number":
        helseid.claims["helseid://claims/hpr/hpr_number"] = None
    elif how == "no ID token":
        helseid.edit = lambda _kind, document: document.pop("id_token") and None


@pytest.mark.parametrize("how", ["refused", "another person", "no HPR number", "no ID token"])
def test_a_session_that_cannot_be_gone_on_with_is_forgotten_and_the_browser_opens(desk: Desk, how: str) -> None:
    async def scenario() -> None:
        await first_run(desk)
        kit = desk.start()
        spoiled(kit, how)

        async def heal(url: str) -> None:
            kit.helseid.claims.clear()
            kit.helseid.edit = None
            kit.browser.play = None
            await kit.browser._visit(url)

        kit.browser.play = heal
        clinician = await kit.login(organisation=CHILD)
        assert clinician.fresh
        assert len(kit.browser.opened) == 1
        await kit.close()

    run(scenario())


def test_a_vault_that_waits_for_its_password_before_it_gives_one_out_is_told(desk: Desk) -> None:
    async def scenario() -> None:
        await first_run(desk)
        unlocked = threading.Event()

        def open_store() -> WindowsStore:
            assert unlocked.wait(20)
            return desk.store

        vault = KeyVault("x", user="session", open_store=open_store, folder=desk.folder, limit=2560, asks=lambda: True)
        kit = desk.start(vault_keeper=SessionKeeper(vault, CLIENT_ID, desk.state))

        def report(progress: LoginProgress) -> None:
            kit.steps.append(progress)
            if progress.step is LoginStep.VAULT:
                unlocked.set()

        clinician = await kit.session.login(force=True, organisation=CHILD, report=report)
        assert clinician.kept
        assert kit.passed() == [LoginStep.KEY, LoginStep.VAULT, LoginStep.DISCOVERY], "unlocked, it is no more said to wait"
        assert vault.on_asking is None
        await ended(kit)
        await kit.close()

    run(scenario())


def test_helseid_out_of_reach_loses_nothing(desk: Desk) -> None:
    async def scenario() -> None:
        await first_run(desk)
        kit = desk.start()
        kit.helseid.answers["/connect/token"] = [answer(503, {})]
        with pytest.raises(AppError) as caught:
            await kit.login(organisation=CHILD)
        assert caught.value.code is ErrorCode.SERVER_ERROR
        assert not (await kit.login(organisation=CHILD)).fresh
        await kit.close()

    run(scenario())


def test_a_vault_that_fails_costs_the_keeping_and_not_the_session(desk: Desk) -> None:
    async def scenario() -> None:
        desk.store = Full()
        kit = desk.start()
        await kit.login(organisation=CHILD)
        await ended(kit)
        await kit.session.headers("GET", API)
        await kit.close()
        assert len(kit.helseid.revoked) == 1  # it is nowhere now: so it is revoked

    run(scenario())


def test_what_another_hand_wrote_there_is_not_used(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.vault().store(CLIENT_ID, '{"version": 1, "refreshToken": "x"}')
        kit = desk.start()
        await kit.login(organisation=CHILD)
        assert kit.browser.opened
        await kit.close()

    run(scenario())


def test_without_the_policy_nothing_is_kept(desk: Desk) -> None:
    async def scenario() -> None:
        kit = make_kit()
        await kit.login(organisation=CHILD)
        await kit.close()
        assert len(kit.helseid.revoked) == 1
        assert not desk.store.targets

    run(scenario())


def test_no_secret_of_it_is_shown_or_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def scenario() -> list[str]:
        await first_run(desk)
        kept = await desk.kept()
        assert kept is not None
        parsed = parse_kept(json.dumps(kept))
        shown = f"{parsed!r} {caplog.text}"
        kit = desk.start()
        kit.helseid.refresh_tokens.clear()
        await kit.login(organisation=CHILD)
        await kit.close()
        return [
            value
            for value in (kept["refreshToken"], kept["sub"], kept["nonce"], kept["dpop"]["d"])
            if value in shown + caplog.text
        ]

    assert run(scenario()) == []
    assert "kept session: session-expired" in caplog.text


@settings(steady, max_examples=200)
@given(
    st.one_of(
        st.text(),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: (
                st.lists(inner)
                | st.dictionaries(
                    st.sampled_from(["version", "refreshToken", "sub", "nonce", "mark", "dpop", "authTime", "ends", "kty", "d"]),
                    inner,
                )
            ),
        ).map(json.dumps),
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    parse_kept(text)
