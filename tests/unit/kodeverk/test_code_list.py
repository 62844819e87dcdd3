from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.kodeverk.code_list import RoleListService, bundled, load_bundled, parse_live
from provesvar_gui.paths import resource
from provesvar_gui.patient.roles import HprRole, RoleList
from provesvar_gui.platform.http import HttpResponse
from provesvar_gui.results import reference_limits
from provesvar_gui.results.emergency_table import AcuteCode, Use
from tests.kit.clock import FakeClock
from tests.kit.errors import app_error
from tests.unit.kodeverk.fakes import DAY, URL, FakeList, answer, live_list

KNOWN = {role.code: role for role in load_bundled().roles}


def parse(body: object) -> tuple[HprRole, ...]:
    return parse_live(body if isinstance(body, bytes) else json.dumps(body).encode(), known=KNOWN)


def with_entry(**fields: Any) -> dict[str, HprRole]:
    """The list with the entry for PM replaced by these fields."""
    entries = [entry for entry in live_list()["codeValues"] if entry["value"] != "PM"]
    return {role.code: role for role in parse(live_list(codeValues=[*entries, fields]))}


def test_the_bundled_list() -> None:
    bundled = load_bundled()
    assert (bundled.dated, len(bundled.roles)) == ("2025-11-09", 36)
    assert {role.code for role in bundled.roles if not role.usable} == {"XX", "VE", "FB"}
    lege = bundled.find("LE")
    assert lege is not None
    assert (lege.name, lege.name_en) == ("Lege", "Medical Practitioner")
    assert bundled.find("QQ") is None


def test_the_live_list_says_what_the_bundled_one_says() -> None:
    assert parse(live_list()) == load_bundled().roles


def test_active_has_the_last_word() -> None:
    role = with_entry(value="PM", name="Paramedisiner", active=False)["PM"]
    assert (role.active, role.usable) == (False, False)
    assert with_entry(value="PM", name="P", active=None, validTo="2020-12-04T11:04:13.0000000")["PM"].active


def test_a_missing_name_is_the_bundled_one_or_the_code() -> None:
    assert with_entry(value="PM", name=None)["PM"].name == "Paramedisiner"
    assert with_entry(value="QQ")["QQ"].name == "QQ"
    assert with_entry(value="PM", name=" Para\r\nmedisiner ")["PM"].name == "Para medisiner"


def test_of_a_code_that_comes_twice_the_active_one_counts() -> None:
    entries = live_list()["codeValues"]
    old = {"value": "LE", "name": "Lege (gammel)", "active": False}
    for codes in ([old, *entries], [*entries, old]):
        roles = [role for role in parse(live_list(codeValues=codes)) if role.code == "LE"]
        assert [role.name for role in roles] == ["Lege"]
        assert roles[0].usable


@pytest.mark.parametrize(
    "entry", [None, 7, "LE", [], {}, {"value": None}, {"value": 7}, {"value": "L E"}, {"value": "LE\r\nX: y"}]
)
def test_a_broken_entry_is_passed_over(entry: object) -> None:
    assert parse(live_list(codeValues=[entry, *live_list()["codeValues"]])) == load_bundled().roles


def test_known_roles_keep_their_places_and_unknown_ones_stand_after_them() -> None:
    renamed = [{**entry, "name": "Zzz"} if entry["value"] == "LE" else entry for entry in live_list()["codeValues"]]
    new = [{"value": value, "name": name, "active": True} for value, name in (("QB", "Ålegress"), ("QA", "Aaa-lege"))]
    roles = parse(live_list(codeValues=[*new, *renamed]))
    bundled = [role.code for role in load_bundled().roles]
    assert [role.code for role in roles] == [*bundled, "QA", "QB"]


def refresh(service: RoleListService) -> RoleList | None:
    return asyncio.run(service.refresh())


def test_the_live_list_comes_at_most_once_a_day() -> None:
    clock = FakeClock()
    service = RoleListService(FakeList(answer(), answer(), answer()), URL, clock)
    found = refresh(service)
    assert found is not None
    assert (found.dated, len(found.roles)) == ("2026-11-25", 36)
    clock.seconds += DAY - 1
    assert refresh(service) is None
    clock.seconds += 1
    assert refresh(service) is not None
    clock.seconds += 61
    assert asyncio.run(service.refresh(every=60.0)) is not None  # who looks before a shift asks sooner


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (answer(b"<html>"), ErrorCode.CODE_LIST_UNUSABLE),
        (answer(live_list(codeValues=[])), ErrorCode.CODE_LIST_UNUSABLE),
        (answer(b"", 302), ErrorCode.UNEXPECTED_ANSWER),
        (answer({"title": "Not Found"}, 404), ErrorCode.UNEXPECTED_ANSWER),
        (answer(b"", 500), ErrorCode.SERVER_ERROR),
        (answer(b"", 429), ErrorCode.SERVER_ERROR),
        (AppError(ErrorCode.TIMEOUT), ErrorCode.TIMEOUT),
    ],
)
def test_a_failure_is_told_and_the_next_try_works(bad: HttpResponse | AppError, code: ErrorCode) -> None:
    service = RoleListService(FakeList(bad, answer()), URL, FakeClock())
    with app_error(code):
        refresh(service)
    assert refresh(service) is not None


SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "acute_analytes.json"
TABLE = bundled()
RAW: dict[str, dict[str, Any]] = {
    each["key"]: each for each in json.loads(resource("codes", "acute_analytes.json").read_bytes())["analytes"]
}
SOURCES: dict[str, list[str]] = {code["code"]: code["sources"] for each in RAW.values() for code in each["codes"]}
CODES = [(analyte, code) for analyte in TABLE.analytes for code in analyte.codes]
WRITTEN_OTHERWISE = {"1 (no unit)": "", "1 (pH)": "", "1 or %": "%", "g/L (‰)": "g/L", "U/L (IU/L)": "U/L"}


def test_every_analyte_stands_on_one_card() -> None:
    assert sorted(key for card in TABLE.cards for key in card.analytes) == sorted(each.key for each in TABLE.analytes)
    assert len({card.key for card in TABLE.cards}) == len(TABLE.cards)
    assert all(card.nb and card.en for card in TABLE.cards)


def test_a_code_is_national_sourced_and_of_one_analyte() -> None:
    assert len({code.code for _, code in CODES}) == len(CODES)
    for analyte, code in CODES:
        assert analyte.words or code.use is Use.HIGHLIGHT, "one origin counts only where the name agrees"
        assert re.fullmatch(r"(NPU|NOR)\d{5}", code.code)
        assert code.name
        assert SOURCES[code.code]
        assert all(source.strip() for source in SOURCES[code.code])


def test_no_look_alike_is_a_code() -> None:
    look_alikes = {one["code"] for each in RAW.values() for one in each.get("not_same", ())}
    assert not look_alikes & {code.code for _, code in CODES}


def shared() -> dict[str, dict[str, Any]]:
    if not SHARED.exists():
        pytest.skip("the shared data is not beside this checkout")
    return {each["key"]: each for each in json.loads(SHARED.read_bytes())}


def _as_shared(code: AcuteCode, raw: dict[str, Any]) -> None:
    assert raw["norwegian_source"] is True
    assert (code.use is Use.HIGHLIGHT) == (raw["status"] == "verified"), code.code
    assert code.only_blood == bool(raw.get("condition")), code.code
    assert len(SOURCES[code.code]) == len(raw["source"].split(" | "))
    if raw["unit"] is not None:
        assert code.unit is not None
        unit = WRITTEN_OTHERWISE.get(raw["unit"], raw["unit"])
        assert reference_limits.normal(code.unit) == reference_limits.normal(unit)


def test_the_codes_of_an_analyte_in_the_shared_data_are_its_norwegian_ones() -> None:
    for key, fact in shared().items():
        (analyte,) = (each for each in TABLE.analytes if each.key == key)
        norwegian = {raw["code"]: raw for raw in fact["codes"] if raw["norwegian_source"]}
        assert {code.code for code in analyte.codes} == set(norwegian)
        assert [raw["code"] for raw in RAW[key].get("not_same", ())] == [raw["code"] for raw in fact.get("not_same") or ()]
        for code in analyte.codes:
            _as_shared(code, norwegian[code.code])
