"""The login against the sandbox over real HTTP: an independent judge with faults to switch on."""

from __future__ import annotations

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.model import Organisation, SessionEnd
from provesvar_gui.sandbox.server import Sandbox
from tests.kit.errors import app_error
from tests.unit.helseid.stand import DOCTOR, LEVEL_3, NO_HPR, Browser, SandboxStand, unit


@pytest.mark.requirement("R14", "R16")
@pytest.mark.parametrize("v1", [False, True], ids=["v2", "v1"])
async def test_login_renewal_change_and_logout(sandbox: Sandbox, v1: bool) -> None:
    async with SandboxStand(sandbox, Browser(), v1=v1) as stand:
        clinician = await stand.login(unit(sandbox))
        assert (clinician.name, clinician.hpr_number, clinician.fresh) == ("VÅKEN STETOSKOP", DOCTOR, True)
        assert "kontrollerer innloggingen" in await stand.browser.visits[0]
        await stand.session.renew()
        changed = await stand.session.set_organisation(unit(sandbox, 1))
        assert changed.organisation == unit(sandbox, 1)
        with app_error(ErrorCode.SCOPE_REFUSED):
            await stand.session.set_organisation(unit(sandbox, 2))
        with app_error(ErrorCode.ORGANISATION_REFUSED):
            await stand.session.set_organisation(Organisation(orgnr="999999999", name="x"))
        headers = await stand.session.headers("POST", f"{stand.api}/DiagnosticReport/_search")
        assert ("DPoP" in headers) is not v1
        await stand.session.logout()
        assert stand.events[-1].ended is SessionEnd.LOGGED_OUT
        await stand.browser.visits[-1]
    assert not sandbox.control.remarks
    unexpected = [refusal.reason for refusal in sandbox.control.refusals if refusal.error != "use_dpop_nonce"]
    assert not [why for why in unexpected if "HID" not in why and "organisation" not in why and "999999999" not in why]


@pytest.mark.requirement("R30", "R33")
@pytest.mark.parametrize(
    ("person", "action", "code"),
    [
        (DOCTOR, "cancel", ErrorCode.LOGIN_DENIED),
        (LEVEL_3, "login", ErrorCode.LEVEL_TOO_LOW),
        (NO_HPR, "login", ErrorCode.NO_HPR_NUMBER),
    ],
)
async def test_people_who_do_not_get_in(sandbox: Sandbox, person: str, action: str, code: ErrorCode) -> None:
    async with SandboxStand(sandbox, Browser(person=person, action=action)) as stand:
        with app_error(code):
            await stand.login(unit(sandbox))


@pytest.mark.requirement("R29")
async def test_new_nonces_and_new_keys_are_none_of_the_persons_business(sandbox: Sandbox) -> None:
    sandbox.faults.set("helseid.new-nonce")
    async with SandboxStand(sandbox, Browser()) as stand:
        await stand.login(unit(sandbox))
        sandbox.faults.set("helseid.key-rotation", 1)
        await stand.session.renew()


@pytest.mark.requirement("R7")
@pytest.mark.parametrize("offset", [-7200, 90])
async def test_a_workstation_whose_clock_is_off_logs_in_by_the_servers_time(sandbox: Sandbox, offset: int) -> None:
    sandbox.faults.set("clock.offset", offset)
    async with SandboxStand(sandbox, Browser()) as stand:
        assert (await stand.login(unit(sandbox))).fresh
