"""Whether a session may rest in the vault, by the settings, and what becomes of one where it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from provesvar_gui.records.policy import fixed_settings
from provesvar_gui.wiring.assembly import ConfiguredBackend
from provesvar_gui.wiring.kept_sessions import keeps_session, session_keeper
from tests.unit.helseid.fake_helseid import CLIENT_ID
from tests.unit.helseid.kept import Desk, ended, first_run
from tests.unit.helseid.kit import API, Kit, make_kit, run
from tests.unit.helseid.test_login import CHILD

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from provesvar_gui.records.settings import Settings
    from provesvar_gui.wiring.assembly import ReplaceableBackend


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def by(proof: str, *, wanted: bool = True, client: str = CLIENT_ID) -> Settings:
    return fixed_settings({"helseid.keep_session": wanted, "lock.proof": proof, "helseid.client_id": client})


@pytest.mark.parametrize("proof", ["system", "helseid", "pin"])
@pytest.mark.parametrize("wanted", [True, False])
def test_a_session_is_kept_only_where_the_systems_unlock_proves_who_is_back(proof: str, wanted: bool) -> None:
    assert keeps_session(by(proof, wanted=wanted)) == (wanted and proof == "system")


def test_none_is_kept_by_default() -> None:
    assert not keeps_session(fixed_settings({}))


@pytest.mark.parametrize("settings", [by("helseid"), by("pin"), by("system", wanted=False), by("system", client="other")])
@pytest.mark.parametrize("logs_in", [True, False])
def test_one_that_was_kept_is_over_with_a_run_that_keeps_none(desk: Desk, settings: Settings, logs_in: bool) -> None:
    """Somebody's login and logout there would not end it."""

    async def scenario() -> None:
        await first_run(desk)
        kit = start(desk, settings)
        if logs_in:
            await kit.login(organisation=CHILD)
            await kit.session.logout()
        await kit.close()
        kit = start(desk, by("system"))
        clinician = await kit.login(organisation=CHILD)
        assert not clinician.kept
        assert clinician.fresh
        await kit.close()

    run(scenario())


def test_one_that_is_kept_is_gone_on_with_only_before_anybody_has_logged_in(desk: Desk) -> None:
    async def scenario() -> None:
        for resume in (True, False):
            await first_run(desk)
            kit = start(desk, by("system"), resume=resume)
            clinician = await kit.login(organisation=CHILD)
            assert (clinician.kept, clinician.fresh) == (resume, not resume)
            await ended(kit)
            await kit.session.logout()
            await kit.close()

    run(scenario())


def start(desk: Desk, settings: Settings, *, resume: bool = True) -> Kit:
    return desk.start(vault_keeper=session_keeper(settings, desk.vault(), desk.state, resume=resume))


class Built:
    """A backend that is a session alone."""

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    @property
    def logged_in(self) -> bool:
        return self.kit.session.clinician is not None

    async def aclose(self) -> None:
        await self.kit.session.aclose()


def test_settings_that_are_read_again_leave_a_session_alone_until_it_has_ended() -> None:
    """At the cover, after a login that failed there."""

    async def scenario() -> None:
        kit, other = make_kit(), make_kit()
        await kit.login(organisation=CHILD)
        before, changed = fixed_settings({}), fixed_settings({"log.level": "debug"})

        async def read() -> Settings:
            return changed

        async def build(settings: Settings, *, resume: bool) -> ReplaceableBackend:
            del settings, resume
            return built(other)

        told: list[Settings] = []

        def of_window(settings: Settings) -> Any:
            told.append(settings)

        backend = ConfiguredBackend(built(kit), before, read, build, of_window)
        await backend.read_settings()
        assert told == [before]
        assert not kit.helseid.revoked
        await kit.session.headers("GET", API)
        await kit.session.logout()
        await backend.read_settings()
        assert told == [before, changed]
        for each in (kit, other):
            await each.close()

    run(scenario())


def built(kit: Kit) -> ReplaceableBackend:
    return cast("ReplaceableBackend", Built(kit))
