"""Whether a session may rest in the vault, by the settings, and what becomes of one where it may not."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, cast

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.records.policy import fixed_settings
from provesvar_gui.system.file_lock import FileLock
from provesvar_gui.wiring.assembly import ConfiguredBackend
from provesvar_gui.wiring.kept_sessions import keeps_session, session_keeper
from tests.unit.helseid.fake_helseid import CLIENT_ID
from tests.unit.helseid.kept import Desk, ended, first_run
from tests.unit.helseid.kit import API, Kit, make_kit, run
from tests.unit.helseid.test_login import CHILD

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from provesvar_gui.helseid.model import Clinician
    from provesvar_gui.net.http import HttpResponse
    from provesvar_gui.records.settings import Settings
    from provesvar_gui.wiring.assembly import ReplaceableBackend


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def by(proof: str, *, wanted: bool = True, client: str = CLIENT_ID, proxy: str = "system") -> Settings:
    said = {"helseid.keep_session": wanted, "lock.proof": proof, "helseid.client_id": client, "network.proxy": proxy}
    return fixed_settings(said)


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
    kit = build(desk, settings, resume=resume)
    keeper = kit.session._resting._keeper
    assert keeper is not None
    keeper.take_effect()
    return kit


def build(desk: Desk, settings: Settings, *, resume: bool = True) -> Kit:
    return desk.start(vault_keeper=session_keeper(settings, desk.vault(), desk.state, resume=resume))


class Built:
    """A backend that is a session alone. ``closing``: awaited before it closes."""

    closing: asyncio.Event | None = None

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    @property
    def logged_in(self) -> bool:
        return self.kit.session.clinician is not None

    def take_effect(self) -> None:
        if (keeper := self.kit.session._resting._keeper) is not None:
            keeper.take_effect()

    async def login(self, **how: Any) -> Clinician:
        return await self.kit.session.login(**how)

    async def aclose(self) -> None:
        if self.closing is not None:
            await self.closing.wait()
        await ended(self.kit)
        await self.kit.close()


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
        await backend.aclose()

    run(scenario())


def built(kit: Kit) -> ReplaceableBackend:
    return cast("ReplaceableBackend", Built(kit))


class Program:
    """One run of the program, over files that may say something else later."""

    def __init__(self, desk: Desk, files: list[Settings]) -> None:
        self.desk, self.files = desk, files
        self.built: list[Built] = []

    async def begin(self) -> ConfiguredBackend:
        async def read() -> Settings:
            return self.files[0]

        first = await self.build(self.files[0], resume=True)
        first.take_effect()
        return ConfiguredBackend(first, self.files[0], read, self.build, cast("Any", lambda _settings: None))

    async def build(self, settings: Settings, *, resume: bool) -> ReplaceableBackend:
        self.built.append(Built(build(self.desk, settings, resume=resume)))
        return cast("ReplaceableBackend", self.built[-1])

    async def login_without_network(self, backend: ConfiguredBackend) -> None:
        """The vault is read, and its session is this program's from then on; HelseID is not reached."""

        async def no_network(*_: object, **__: object) -> HttpResponse:
            raise AppError(ErrorCode.NO_NETWORK)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(self.built[-1].kit.helseid, "request", no_network)
            with pytest.raises(AppError) as caught:
                await login(backend)
        assert caught.value.code is ErrorCode.NO_NETWORK


async def login(backend: ConfiguredBackend) -> Clinician:
    return await backend.login(force=True, organisation=CHILD, report=lambda _progress: None)


async def is_gone_on_with(desk: Desk) -> bool:
    backend = await Program(desk, [by("system")]).begin()
    clinician = await login(backend)
    await backend.aclose()
    return clinician.kept


@pytest.mark.parametrize("changed", [by("system", wanted=False), by("helseid"), by("system", client="other")])
@pytest.mark.parametrize("logs_in", [True, False])
def test_settings_that_change_in_a_run_end_what_that_run_itself_had_in_hand(desk: Desk, changed: Settings, logs_in: bool) -> None:
    async def scenario() -> None:
        await first_run(desk)
        files = [by("system")]
        program = Program(desk, files)
        backend = await program.begin()
        await program.login_without_network(backend)
        files[0] = changed
        await backend.read_settings()
        if logs_in:
            assert (await login(backend)).fresh
        await backend.aclose()
        assert not await is_gone_on_with(desk)

    run(scenario())


@pytest.mark.parametrize("changed", [by("system", wanted=False), by("system", client="other")])
@pytest.mark.parametrize("logs_in", [True, False])
def test_settings_that_change_end_it_on_a_home_that_is_slow_to_give_back_the_lock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, changed: Settings, logs_in: bool
) -> None:
    """Slower than what was in force may take to close."""
    gate, give_back = threading.Event(), FileLock.give_back

    def slow(lock: FileLock) -> None:
        assert gate.wait(20)
        give_back(lock)

    async def scenario() -> None:
        await first_run(desk)
        files = [by("system")]
        program = Program(desk, files)
        backend = await program.begin()
        await program.login_without_network(backend)
        files[0] = changed
        monkeypatch.setattr(FileLock, "give_back", slow)
        await backend.read_settings()
        asyncio.get_running_loop().call_later(0.1, gate.set)
        if logs_in:
            assert (await login(backend)).fresh
        await backend.aclose()
        assert not await is_gone_on_with(desk)

    run(scenario())


@pytest.mark.parametrize("changed", [by("system", wanted=False), by("system", proxy="none")])
def test_whoever_waits_no_longer_for_other_settings_leaves_nothing_in_nobodys_hands(desk: Desk, changed: Settings) -> None:
    """Escape, while what was in force is being closed."""

    async def scenario() -> None:
        await first_run(desk)
        files = [by("system")]
        program = Program(desk, files)
        backend = await program.begin()
        await program.login_without_network(backend)
        files[0] = changed
        closing = program.built[0].closing = asyncio.Event()
        reading = asyncio.ensure_future(backend.read_settings())
        while len(program.built) < 2:  # noqa: ASYNC110 - a turn of the loop at a time
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        reading.cancel()
        assert isinstance((await asyncio.gather(reading, return_exceptions=True))[0], asyncio.CancelledError)
        again = asyncio.ensure_future(login(backend))
        await asyncio.sleep(0.05)
        assert not program.built[1].kit.steps, "what is in force is alone first"
        closing.set()
        clinician = await again
        assert clinician.kept == keeps_session(changed)
        await ended(program.built[1].kit)
        assert (await desk.kept() is not None) == keeps_session(changed)
        await program.built[1].kit.session.logout()
        await backend.aclose()
        assert await desk.kept() is None
        assert not await is_gone_on_with(desk)

    run(scenario())
