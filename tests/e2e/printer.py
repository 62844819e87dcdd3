"""A printer of the ward's: as much of a print server (IPP, RFC 8010 and 8011) as libcups asks for, and one that can hang."""

from __future__ import annotations

import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAME = "ward"
_GROUPS = {"operation": b"\x01", "job": b"\x02", "printer": b"\x04"}
_PRINT_JOB, _CREATE_JOB, _SEND_DOCUMENT, _PRINTER_ATTRIBUTES, _DEFAULT, _PRINTERS = 2, 5, 6, 0x0B, 0x4001, 0x4002
_INTEGER, _BOOLEAN, _ENUM, _NAME, _URI, _CHARSET, _LANGUAGE, _MEDIA = 0x21, 0x22, 0x23, 0x42, 0x45, 0x47, 0x48, 0x49


def _attribute(tag: int, name: str, value: str | int | bool) -> bytes:
    number = bytes([value]) if isinstance(value, bool) else b"" if isinstance(value, str) else struct.pack(">i", value)
    raw = value.encode() if isinstance(value, str) else number
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(raw)) + raw


class Printer:
    """``jobs``: the names under which documents were announced. ``documents``: what came, after the attributes.

    ``asked``: set when a document has come; the answer waits for ``go_on``.
    """

    def __init__(self) -> None:
        self.jobs: list[bytes] = []
        self.documents: list[bytes] = []
        self.asked, self.go_on = threading.Event(), threading.Event()
        self.go_on.set()
        self.port = 0

    @property
    def environment(self) -> dict[str, str]:
        return {"CUPS_SERVER": f"127.0.0.1:{self.port}"}

    def answer(self, request: bytes) -> bytes:
        operation, number = struct.unpack(">H", request[2:4])[0], request[4:8]
        uri = f"ipp://127.0.0.1:{self.port}/printers/{NAME}"
        parts = [
            b"\x02\x00\x00\x00" + number + _GROUPS["operation"],
            _attribute(_CHARSET, "attributes-charset", "utf-8"),
            _attribute(_LANGUAGE, "attributes-natural-language", "en"),
        ]
        if operation in (_PRINTERS, _DEFAULT, _PRINTER_ATTRIBUTES):
            parts += [
                _GROUPS["printer"],
                _attribute(_NAME, "printer-name", NAME),
                _attribute(_URI, "printer-uri-supported", uri),
                _attribute(_ENUM, "printer-state", 3),
                _attribute(_BOOLEAN, "printer-is-accepting-jobs", True),
                _attribute(_MEDIA, "document-format-supported", "application/pdf"),
            ]
        if operation in (_CREATE_JOB, _PRINT_JOB):
            self.jobs.append(request)
            parts += [
                _GROUPS["job"],
                _attribute(_URI, "job-uri", f"{uri}/1"),
                _attribute(_INTEGER, "job-id", 1),
                _attribute(_ENUM, "job-state", 3),
            ]
        if operation in (_SEND_DOCUMENT, _PRINT_JOB):
            self.documents.append(request)
            self.asked.set()
            self.go_on.wait()
        return b"".join([*parts, b"\x03"])


@contextmanager
def printer() -> Iterator[Printer]:
    of_ward = Printer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_error(404)

        def do_POST(self) -> None:
            chunked = "chunked" in self.headers.get("Transfer-Encoding", "")
            body = self._chunks() if chunked else self.rfile.read(int(self.headers["Content-Length"]))
            answer = of_ward.answer(body)
            self.send_response(200)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def _chunks(self) -> bytes:
            parts: list[bytes] = []
            while size := int(self.rfile.readline().strip() or b"0", 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def log_message(self, *_: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            return  # who asked has been killed

    with Server(("127.0.0.1", 0), Handler) as server:
        of_ward.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield of_ward
        finally:
            of_ward.go_on.set()
            server.shutdown()
            thread.join()
