"""Strict reading of the one kind of HTTP request that the loopback listener answers (RFC 9112, RFC 3986). Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

_REQUEST_LINE = re.compile(rb"([A-Z]{1,16}) (/[\x21-\x7e]*) HTTP/1\.[01]")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n\x00]*?)[ \t]*")
_MOST_PARAMETERS = 32


class BadRequestError(Exception):
    """Not a request that a browser would send here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestHead:
    """Method, host and target of a request. The target may hold a code: never shown."""

    method: str
    host: str
    path: str = field(repr=False)
    query: str = field(repr=False)


def parse_head(head: bytes) -> RequestHead:
    """Read a request's head, up to and with the empty line. Raises BadRequestError."""
    lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    first = _REQUEST_LINE.fullmatch(lines[0])
    if first is None:
        raise BadRequestError
    hosts = []
    for line in lines[1:]:
        header = _HEADER.fullmatch(line)
        if header is None:
            raise BadRequestError
        if header.group(1).lower() == b"host":
            hosts.append(header.group(2))
    if len(hosts) != 1 or not hosts[0].isascii():
        raise BadRequestError
    path, _, query = first.group(2).decode("ascii").partition("?")
    return RequestHead(method=first.group(1).decode("ascii"), host=hosts[0].decode("ascii").lower(), path=path, query=query)


def parse_query(query: str) -> dict[str, str]:
    """The parameters of a callback, each at most once (RFC 6749 section 3.1). Raises BadRequestError."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        raise BadRequestError from None
    parameters = dict(pairs)
    if len(parameters) != len(pairs):
        raise BadRequestError
    return parameters
