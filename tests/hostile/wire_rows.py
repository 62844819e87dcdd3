"""Changes by a false server, or between server and client, to the bytes of an answer."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from functools import partial

from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.http import HttpResponse
from tests.hostile.stage import BODY_LIMIT, Row, Stage, Wire, encoded, leap, says

DISCOVERY, JWKS = "/.well-known/openid-configuration", "/jwks"
PAR, TOKEN = "/connect/par", "/connect/token"


def wire(
    name: str,
    path: str,
    code: ErrorCode,
    reason: str,
    make: Callable[[Stage], Wire],
    accepted: Callable[[HttpResponse], bytes] = encoded,
) -> Row:
    """The answer at ``path`` is made byte by byte. ``accepted``: the true one in a form that is as unusual."""

    def play(stage: Stage) -> None:
        renew(stage)
        stage.server.wire[path] = [make(stage)]

    def play_accepted(stage: Stage) -> None:
        renew(stage)
        stage.server.changed[path] = accepted

    def renew(stage: Stage) -> None:
        if path in (DISCOVERY, JWKS):
            stage.clock.seconds += 24 * 3600 + 1  # fetched anew

    return Row(name=name, play=play, code=code, reason=reason, accepted=play_accepted)


def packed(response: HttpResponse) -> bytes:
    return encoded(response, gzip.compress(response.body), Content_Encoding="gzip")


def chunked(response: HttpResponse) -> bytes:
    half = len(response.body) // 2
    parts = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (response.body[:half], response.body[half:], b""))
    return encoded(response, parts, Content_Length="", Transfer_Encoding="chunked")


def with_header(name: str, value: str) -> Callable[[HttpResponse], bytes]:
    return lambda response: encoded(response, None, **{name: value})


def with_member(text: bytes) -> Callable[[HttpResponse], bytes]:
    return lambda response: encoded(response, response.body.rstrip()[:-1] + b', "x": ' + text + b"}")


def raw(data: bytes) -> Callable[[Stage], Wire]:
    return lambda _stage: says(data)


def body(content: bytes, headers: str = "", status: str = "200 OK") -> Callable[[Stage], Wire]:
    return raw(f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(content)}\r\n\r\n".encode() + content)


def redirect(status: int, stage: Stage) -> Wire:
    return says(f"HTTP/1.1 {status} x\r\nLocation: {stage.trap}/t\r\nContent-Length: 0\r\n\r\n".encode())


def endless(_stage: Stage) -> Wire:

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(b" " * 65536)
            await writer.drain()

    return answer


def slow(beginning: bytes, byte: bytes) -> Callable[[Stage], Wire]:
    """The rest comes a byte at a time, each well within the limit for one read."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n" + beginning)
        while not writer.is_closing():
            writer.write(byte)
            await writer.drain()
            leap(2.0)
            await asyncio.sleep(0.0)

    return lambda _stage: answer


BOMB = gzip.compress(b" " * (BODY_LIMIT * 20), 9)
UNEXPECTED = ErrorCode.UNEXPECTED_ANSWER
NO_HTTP = "RemoteProtocolError at localhost"

ROWS = [
    wire("redirect to another origin: the code and the assertion", TOKEN, UNEXPECTED, "token: status 307",
         partial(redirect, 307)),
    wire("redirect to another origin: the pushed request", PAR, UNEXPECTED, "PAR: status 308", partial(redirect, 308)),
    wire("redirect to another origin: the metadata", DISCOVERY, UNEXPECTED, "metadata: a redirect", partial(redirect, 302)),
    wire("redirect to another origin: the keys", JWKS, UNEXPECTED, "signing keys: a redirect", partial(redirect, 301)),
    wire("oversized: an answer without end", TOKEN, UNEXPECTED, f"body larger than {BODY_LIMIT} bytes at localhost", endless,
         lambda response: encoded(response, response.body.ljust(BODY_LIMIT))),
    wire("oversized: a few bytes that unpack to millions", TOKEN, UNEXPECTED,
         f"body larger than {BODY_LIMIT} bytes at localhost", body(BOMB, "Content-Encoding: gzip\r\n"), packed),
    wire("oversized: the head of an answer without end", TOKEN, UNEXPECTED, NO_HTTP,
         raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000), with_header("X", "y" * 10_000)),
    wire("slow: a body a byte at a time", TOKEN, ErrorCode.TIMEOUT, "TimeoutError at localhost",
         slow(b"Content-Length: 1000\r\n\r\n", b" ")),
    wire("slow: a head a byte at a time", TOKEN, ErrorCode.TIMEOUT, "TimeoutError at localhost", slow(b"X: ", b"x")),
    wire("a content coding that was not asked for", TOKEN, UNEXPECTED,
         "a content coding that was not asked for at localhost", body(b"{}", "Content-Encoding: br\r\n"),
         with_header("Content_Encoding", "identity")),
    wire("a broken content coding", TOKEN, UNEXPECTED, "a broken content coding at localhost",
         body(b"{}", "Content-Encoding: gzip\r\n"), packed),
    wire("smuggling: a length that is none", TOKEN, UNEXPECTED, NO_HTTP,
         raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n{}"), chunked),
    wire("CRLF: a DPoP nonce with a bare carriage return", TOKEN, UNEXPECTED, NO_HTTP,
         body(b'{"error":"use_dpop_nonce"}', "DPoP-Nonce: a\rb\r\n", "400 Bad Request")),
    wire("no HTTP at all", TOKEN, UNEXPECTED, NO_HTTP, raw(b"SSH-2.0-evil\r\n\r\n")),
    wire("cut off in the middle", TOKEN, ErrorCode.CONNECTION_BROKEN, NO_HTTP,
         raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")),
    wire("a page instead of an answer", TOKEN, UNEXPECTED, "token: status 200, not a JSON object", body(b"<html>evil</html>"),
         with_header("Content_Type", "text/html")),
    wire("metadata nested without end", DISCOVERY, UNEXPECTED, "metadata: status 200, not a JSON object", body(b"[" * 100_000),
         with_member(b"[" * 100 + b"]" * 100)),
    wire("a number of a hundred thousand digits", TOKEN, UNEXPECTED, "token: status 200, not a JSON object",
         body(b'{"expires_in":' + b"9" * 100_000 + b"}"), with_member(b"9" * 1000)),
    wire("keys that are no list", JWKS, ErrorCode.DISCOVERY_INVALID, "signing keys: no list", body(b'{"keys":{}}')),
    wire("success without content", TOKEN, ErrorCode.TOKEN_INVALID, "token: token_type is not DPoP", body(b"")),
    wire("a refusal without content", TOKEN, ErrorCode.CLIENT_REFUSED, "token: status 401 without an error",
         body(b"", status="401 Unauthorized")),
]  # fmt: skip
