"""Other programs of the machine, and web pages in its browser, against the listener.

The attacker of these rows has even caught the true answer, code and state and all, and sends it with one thing wrong. Afterwards
the browser sends the same answer as it was, and the login goes well: the one thing wrong was the reason.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from tests.hostile.stage import Row, Stage, leap
from tests.unit.helseid.kit import ask, send


class Caught:
    """The answer as the browser was about to bring it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.port, self.host, self.query = parts.port or 0, parts.netloc, parts.query
        self.target = f"{parts.path}?{parts.query}"

    def named(self, name: str) -> str:
        return next(pair for pair in self.query.split("&") if pair.startswith(f"{name}="))

    def request(self, *, line: str = "", host: str | None = None, headers: str = "") -> bytes:
        named = f"Host: {self.host if host is None else host}\r\n"
        return f"{line or f'GET {self.target} HTTP/1.1'}\r\n{named}{headers}\r\n".encode()


async def rest(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""


def status(answer: bytes) -> str:
    """Its number, with nothing of the attacker's in the page."""
    head, _, _body = answer.partition(b"\r\n\r\n")
    assert b"evil" not in answer.lower()
    assert b"access-control" not in head.lower()
    return head.split(b" ")[1].decode() if head else "closed"


def request(name: str, reason: str, make: Callable[[Caught], bytes], accepted: Callable[[Caught], bytes] | None = None) -> Row:
    """One request with one thing wrong, then the right one. ``accepted``: at the next login, one much like the first."""

    async def attack(stage: Stage, caught: Caught) -> None:
        stage.seen.append(status(await send(caught.port, make(caught))))

    async def answer(_stage: Stage, caught: Caught) -> None:
        sent = accepted(caught) if accepted else caught.request()
        assert status(await send(caught.port, sent)) == "200"

    return play(name, reason, attack, accepted=play(name, reason, answer, answers=True).play)


def play(
    name: str,
    reason: str,
    attack: Callable[[Stage, Caught], Awaitable[None]],
    *,
    answers: bool = False,
    accepted: Callable[[Stage], None] | None = None,
) -> Row:
    """``answers``: whether the attack itself brings the right answer."""

    def set_up(stage: Stage) -> None:
        async def on_return(address: str) -> None:
            await attack(stage, Caught(address))
            if not answers:
                stage.browser.pages.append(await ask(address))

        stage.on_return(on_return)

    return Row(name=name, play=set_up, reason=reason, accepted=accepted)


async def drip(stage: Stage, caught: Caught) -> None:
    """A byte every two seconds: never silent, never finished."""
    reader, writer = await asyncio.open_connection("127.0.0.1", caught.port)
    closing = asyncio.ensure_future(rest(reader))
    with contextlib.suppress(OSError):
        for byte in caught.request():
            writer.write(bytes([byte]))
            await writer.drain()
            leap(2.0)
            done, _ = await asyncio.wait({closing}, timeout=0.0)
            if done:
                break
    stage.seen.append(status(await closing))
    writer.close()


async def flood(stage: Stage, caught: Caught) -> None:
    """Sixty connections that have said half a request; all stay open until the answer has come."""
    half = [await asyncio.open_connection("127.0.0.1", caught.port) for _ in range(60)]
    for _, writer in half:
        writer.write(caught.request()[:40])
    assert status(await ask(f"http://{caught.host}{caught.target}")) == "200"  # while they are all open
    stage.seen.append(status(await rest(half[0][0])))
    for _, writer in half:
        writer.close()


def silent(count: int) -> Callable[[Stage, Caught], Awaitable[None]]:
    """So many connections that say nothing at all, beside the right answer: how many are kept."""

    async def attack(stage: Stage, caught: Caught) -> None:
        opened = [await asyncio.open_connection("127.0.0.1", caught.port) for _ in range(count)]
        closed = [asyncio.ensure_future(rest(reader)) for reader, _ in opened]
        async with asyncio.timeout(4):  # before each of them is closed for its own silence
            await asyncio.gather(*closed[:-8])
        kept = sum(not each.done() for each in closed)
        assert status(await ask(f"http://{caught.host}{caught.target}")) == "200"
        stage.seen.append(f"{kept} kept")
        await asyncio.gather(*closed)
        for _, writer in opened:
            writer.close()

    return attack


async def in_one_connection(stage: Stage, caught: Caught) -> None:
    """The second answer rides behind the first: it must not be read, and the first one's code is redeemed."""
    other = caught.request(line=f"GET {caught.target.replace('code=', 'code=evil')} HTTP/1.1")
    answer = await send(caught.port, caught.request() + other)
    assert answer.count(b"HTTP/1.1 ") == 1
    stage.seen.append(status(answer))


async def after_the_answer(stage: Stage, caught: Caught) -> None:
    await ask(f"http://{caught.host}{caught.target}")
    other = caught.request(line=f"GET {caught.target.replace('code=', 'code=evil')} HTTP/1.1")
    try:
        stage.seen.append(status(await send(caught.port, other)))
    except ConnectionRefusedError:
        stage.seen.append("closed")


async def guessed_start(stage: Stage, caught: Caught) -> None:
    wrong = caught.request(line=f"GET /{'A' * 43} HTTP/1.1")
    stage.seen.append(status(await send(caught.port, wrong)))
    assert len(stage.fake.sent("/connect/par")) == 1


async def flood_of_starts(stage: Stage, caught: Caught) -> None:
    """The address to copy, opened without end, must not become a flood at HelseID."""
    (address,) = {step.browser_url for step in stage.steps if step.browser_url}
    line = f"GET {urlsplit(address).path} HTTP/1.1"
    answers = [status(await send(caught.port, caught.request(line=line))) for _ in range(40)]
    assert len(stage.fake.sent("/connect/par")) == 10
    stage.seen.append(answers[-1])


async def endless(stage: Stage, caught: Caught) -> None:
    """A head that never ends is answered when it is too long, not kept."""
    reader, writer = await asyncio.open_connection("127.0.0.1", caught.port)
    writer.write(caught.request()[:-2] + b"X: " + b"y" * 20000)
    stage.seen.append(status(await reader.read()))
    writer.close()


async def second_state(stage: Stage, caught: Caught) -> None:
    earlier = dict(pair.split("=", 1) for pair in stage.before[0].partition("?")[2].split("&"))["state"]
    parts = [f"state={earlier}" if pair.startswith("state=") else pair for pair in caught.query.split("&")]
    line = f"GET /callback?{'&'.join(parts)} HTTP/1.1"
    stage.seen.append(status(await send(caught.port, caught.request(line=line))))


def wrong_target(caught: Caught, target: str) -> bytes:
    return caught.request(line=f"GET {target}?{caught.query} HTTP/1.1")


def query(caught: Caught, extra: str) -> bytes:
    return caught.request(line=f"GET {caught.target}&{extra} HTTP/1.1")


async def replay(stage: Stage, caught: Caught) -> None:
    earlier = Caught(stage.before[0])
    line = f"GET {earlier.target} HTTP/1.1"
    stage.seen.append(status(await send(caught.port, caught.request(line=line))))


async def from_outside(stage: Stage, caught: Caught) -> None:
    """Another address of this machine's own: only 127.0.0.1 and ::1 are listened on."""
    try:
        await asyncio.wait_for(asyncio.open_connection("127.0.0.2", caught.port), 5)
        stage.seen.append("open")
    except OSError:
        stage.seen.append("closed")


ROWS = [
    request("DNS rebinding: the host of a web page", "400", lambda c: c.request(host=f"evil.example:{c.port}"),
            lambda c: c.request(headers="Origin: https://evil.example\r\n")),
    request("DNS rebinding: a name that begins as ours", "400", lambda c: c.request(host=f"localhost.evil.example:{c.port}")),
    request("another name of this machine", "400", lambda c: c.request(host=f"127.0.0.1:{c.port}")),
    request("the host without its port", "400", lambda c: c.request(host="localhost"),
            lambda c: c.request(host=f"LocalHost:{c.port}")),
    request("two hosts", "400", lambda c: c.request(headers=f"Host: {c.host}\r\n"),
            lambda c: c.request(headers=f"X-Forwarded-Host: {c.host}\r\n")),
    request("another path by a slash behind", "404", lambda c: wrong_target(c, "/callback/")),
    request("a method in small letters", "404", lambda c: c.request(line=f"get {c.target} HTTP/1.1")),
    request("no host", "400", lambda c: f"GET {c.target} HTTP/1.1\r\n\r\n".encode()),
    request("another host in an absolute target", "400", lambda c: wrong_target(c, f"http://evil.example:{c.port}/callback")),
    request("CRLF: a bare line feed hides a second host", "400", lambda c: c.request(headers="X: a\nHost: evil.example\r\n"),
            lambda c: c.request(headers="X: a\r\nY: evil.example\r\n")),
    request("CRLF: a bare carriage return", "400", lambda c: c.request(headers="X: a\rHost: evil.example\r\n")),
    request("CRLF in the state, to write a header of the answer", "400", lambda c: c.request(
        line="GET /callback?code=x&state=x%0d%0aSet-Cookie:%20evil=1 HTTP/1.1")),
    request("a folded host", "400", lambda c: c.request(host=f"{c.host}\r\n .evil.example"),
            lambda c: c.request(headers="X: a\r\n b\r\n")),
    request("another path by an escape", "404", lambda c: wrong_target(c, "/%63allback")),
    request("another path by dots", "404", lambda c: wrong_target(c, "/x/../callback")),
    request("a form posted by a web page", "404", lambda c: c.request(line=f"POST {c.target} HTTP/1.1")),
    request("a web page asks whether it may (CORS)", "404", lambda c: c.request(
        line=f"OPTIONS {c.target} HTTP/1.1",
        headers="Origin: https://evil.example\r\nAccess-Control-Request-Private-Network: true\r\n")),
    request("duplicates: a second state", "400", lambda c: query(c, c.named("state"))),
    request("duplicates: a second code", "400", lambda c: query(c, "code=evil")),
    request("duplicates: a second issuer", "400", lambda c: query(c, "iss=https://evil.example"), lambda c: query(c, "Iss=x")),
    request("duplicates: a second parameter of no meaning", "400", lambda c: query(c, "x=1&x=2"), lambda c: query(c, "x=1&y=1")),
    request("a state of nobody", "400", lambda c: c.request(line="GET /callback?code=x&state=evil HTTP/1.1")),
    request("a refusal that no state belongs to", "400", lambda c: c.request(line="GET /callback?error=access_denied HTTP/1.1")),
    request("bytes that are no text", "400", lambda c: query(c, "x=%ff%fe"), lambda c: query(c, "x=%c3%a5")),
    request("oversized: forty parameters", "400", lambda c: query(c, "&".join(f"x{n}=1" for n in range(40))),
            lambda c: query(c, "&".join(f"x{n}=1" for n in range(20)))),
    request("oversized: a head of 20 000 bytes", "400", lambda c: c.request(headers=f"X: {'y' * 20_000}\r\n"),
            lambda c: c.request(headers=f"X: {'y' * 7000}\r\n")),
    play("oversized: a head without end", "400", endless),
    play("slow loris: a byte every two seconds", "closed", drip),
    play("slow loris: sixty halves of a request", "closed", flood, answers=True),
    play("silent: hundreds of connections", "8 kept", silent(300), answers=True,
         accepted=play("silent: one connection", "1 kept", silent(1), answers=True).play),
    play("a second answer in the same connection", "200", in_one_connection, answers=True),
    play("a second answer after the first", "closed", after_the_answer, answers=True),
    play("replayed: the whole answer of an earlier login", "400", replay),
    play("replayed: the state of an earlier login with a good code", "400", second_state),
    play("the start page's address is guessed", "404", guessed_start),
    play("the start page is opened without end", "429", flood_of_starts),
    play("not from this machine's own address", "closed", from_outside),
]  # fmt: skip
