"""Any answer of Selvbetjening is read, or becomes an error that quotes nothing."""

from __future__ import annotations

import datetime
import json
from typing import Any, TypeVar

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.discovery import Metadata
from provesvar_gui.helseid.jose import generate_p256_key, import_private_key
from provesvar_gui.helseid.keys.selvbetjening import SelvbetjeningClient
from provesvar_gui.helseid.requests import BoundToken, Prover
from provesvar_gui.platform.clock import ServerClock
from provesvar_gui.platform.http import HttpResponse
from tests.kit.clock import FakeClock
from tests.kit.errors import app_error
from tests.kit.http import Answer, FakeHttp, Request
from tests.kit.loop import run
from tests.unit.helseid.fake_helseid import answer
from tests.unit.helseid.kit import client_jwk

T = TypeVar("T")
BASE = "https://api.selvbetjening.example"
KEY = import_private_key(client_jwk())
DPOP = generate_p256_key()


class Answering(FakeHttp):
    def __init__(self, *answers: HttpResponse) -> None:
        self.answers, self.bodies = list(answers), list[bytes | None]()

    async def answer(self, request: Request) -> Answer:
        assert request.method in {"GET", "POST"}
        assert request.url == f"{BASE}/v1/client-secret"
        self.bodies.append(request.body)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def service(*answers: HttpResponse) -> tuple[SelvbetjeningClient, Answering]:
    http = Answering(*answers)
    return SelvbetjeningClient(http=http, metadata=nothing, client_id="c", base_url=BASE, clock=ServerClock(FakeClock())), http


async def nothing() -> Metadata:
    raise AssertionError


def token() -> BoundToken:
    return BoundToken("secret-token", Prover(DPOP, FakeClock()), BASE)


@pytest.mark.parametrize(
    ("said", "expires"),
    [
        ("2027-05-10T12:00:00Z", datetime.datetime(2027, 5, 10, 12, tzinfo=datetime.UTC)),
        ("2027-05-10T12:00:00.1234567Z", datetime.datetime(2027, 5, 10, 12, 0, 0, 123456, tzinfo=datetime.UTC)),
        ("2027-05-10T14:00:00+02:00", datetime.datetime(2027, 5, 10, 12, tzinfo=datetime.UTC)),
        ("2027-05-10T12:00:00", datetime.datetime(2027, 5, 10, 12, tzinfo=datetime.UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("in May", None),
        (1810000000, None),
        (None, None),
    ],
)
def test_when_a_key_ends(said: object, expires: datetime.datetime | None) -> None:
    selvbetjening, _ = service(answer(200, {"expiration": said}))
    assert run(selvbetjening.register(token(), KEY)) == expires


@pytest.mark.parametrize(
    "listed",
    [
        {"jwkThumbprint": KEY.thumbprint},
        {"jwkThumbprint": f"{KEY.thumbprint}="},
        {"kid": "client-key"},
    ],
)
def test_a_key_is_known_again(listed: dict[str, Any]) -> None:
    selvbetjening, _ = service(answer(200, [{"kid": "other"}, listed]))
    assert [each.matches(KEY) for each in run(selvbetjening.keys(token()))] == [False, True]


def test_an_object_first_then_a_text_and_only_the_public_half() -> None:
    selvbetjening, http = service(answer(400, {}), answer(200, {}))
    run(selvbetjening.register(token(), KEY))
    first, second = (json.loads(body or b"") for body in http.bodies)
    assert first == json.loads(second) == {**KEY.public_members, "kid": "client-key", "alg": "ES256", "use": "sig"}
    assert "d" not in first
    selvbetjening, http = service(answer(400, {"detail": "the key is too\x00 small"}))
    with app_error(ErrorCode.REQUEST_REFUSED) as caught:
        run(selvbetjening.register(token(), KEY))
    assert caught.value.service_text == "the key is too⟨U+0000⟩ small"
    assert "small" not in str(caught.value)
    assert len(http.bodies) == 2
    selvbetjening, _ = service(answer(400, {"property": "childOrganizationNumbers", "message": "is not of this organisation"}))
    with app_error(ErrorCode.REQUEST_REFUSED) as caught:
        run(selvbetjening.register(token(), KEY))
    assert caught.value.service_text == "is not of this organisation"
