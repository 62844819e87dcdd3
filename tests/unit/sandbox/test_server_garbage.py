"""Whatever is sent, the sandbox refuses it and goes on; its own judgement of numbers holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provesvar_gui.sandbox import jose
from provesvar_gui.sandbox.people import PATIENTS, holds_person_number, is_person_number
from tests.unit.sandbox.broken_clients import Reference, put, send

if TYPE_CHECKING:
    from provesvar_gui.sandbox.server import Sandbox

FORM = [("Content-Type", "application/x-www-form-urlencoded")]
over_http = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@over_http
@given(body=st.binary(max_size=300), path=st.sampled_from(["par", "token", "revocation"]))
def test_bodies(sandbox: Sandbox, body: bytes, path: str) -> None:
    assert send("POST", f"{sandbox.urls['helseid']}/connect/{path}", headers=FORM, body=body).status == 400


@over_http
@given(token=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=200))
def test_tokens_and_proofs(sandbox: Sandbox, token: str) -> None:
    headers = [("Authorization", f"DPoP {token}"), ("DPoP", token)]
    url = f"{sandbox.urls['pps_v2']}/DiagnosticReport/_search"
    assert send("POST", url, headers=headers, body=b"").status == 401


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(max_value=0) | st.floats() | st.text(max_size=5), st.lists, max_leaves=5
)


@over_http
@given(name=st.sampled_from(["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]), value=json_values)
def test_claims_of_any_type(sandbox: Sandbox, name: str, value: object) -> None:
    client = Reference(sandbox, sandbox.default_client)
    client.changes["assertion.claims"] = put(**{name: value})
    # A jti may be any text, and an nbf any whole number that is past; nothing else of these is right.
    right = (name == "jti" and isinstance(value, str)) or (name == "nbf" and type(value) is int and value < 1)
    assert client.par().status == 400 or right


@given(text=st.text(max_size=80))
def test_reading_never_fails_in_another_way(text: str) -> None:
    with pytest.raises(jose.BadTokenError):
        jose.read(text)


@given(
    number=st.sampled_from([patient.number for patient in PATIENTS]),
    place=st.integers(0, 10),
    digit=st.sampled_from("0123456789"),
)
def test_one_wrong_digit_is_always_noticed(number: str, place: int, digit: str) -> None:
    assert is_person_number(number)
    changed = number[:place] + digit + number[place + 1 :]
    assert is_person_number(changed) == (changed == number)


@given(before=st.text(st.characters(exclude_characters="0123456789"), max_size=5), after=st.sampled_from(["", " ", "-x", "/1"]))
def test_a_number_is_found_in_a_text(before: str, after: str) -> None:
    number = PATIENTS[0].number
    assert holds_person_number(f"{before}{number}{after}", {number})
    assert not holds_person_number(f"{before}1{number}{after}", {number})


@pytest.mark.parametrize("value", ["A{}F", "0a{}", "{}c", "request_uri=urn:x:{}BE9"])
def test_a_random_value_is_not_taken_for_a_person(value: str) -> None:
    text = value.format(PATIENTS[0].number)
    assert not holds_person_number(text, {PATIENTS[1].number})
    assert holds_person_number(text, {PATIENTS[0].number})


@pytest.mark.parametrize("value", ["{}", "hint={}&x=1", "/Patient/{}", "x-{}", "id_{}", "oid|{}"])
def test_a_number_that_stands_alone_is_anyones(value: str) -> None:
    assert holds_person_number(value.format(PATIENTS[0].number), ())


@pytest.mark.parametrize("number", ["02013299997", "02013299903", "02013299806", "30108299920", "30108299939"])
def test_the_numbers_of_2032(number: str) -> None:
    assert is_person_number(number)


@pytest.mark.parametrize("text", ["", "1234567890", "00000000000", "99999999999", "31129955131", "٠١٢٣٤٥٦٧٨٩٠"])
def test_what_is_no_number(text: str) -> None:
    assert not is_person_number(text)


@pytest.mark.parametrize(
    "token", ["", "a.b", "a.b.c.d", "W10.W10.", "e30.W10.", "bnVsbA.e30.", "e30.MTc.", "e30.e30=.", "e3 0.e30."]
)
def test_what_is_no_token(token: str) -> None:
    with pytest.raises(jose.BadTokenError):
        jose.read(token)


def test_what_is_one() -> None:
    assert jose.read("e30.e30.") == ({}, {})
