"""A server on loopback that answers searches with canned pages at once. First argument: the patient. Ends with its input.

Says its address on the first line. Of an answer ``X-Sent`` is the moment it went out, on the clock that all processes share, and
``X-Sent-At`` the same by the machine's time of day, as a browser has it. A GET brings a plain page, that of ``/overview`` one
that shows more (``test_results.py``).
"""

from __future__ import annotations

import sys
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from tests.benchmarks import canned

PATIENT = sys.argv[1]
page = cache(canned.page)


class Handler(BaseHTTPRequestHandler):
    """Any POST is a search for reports."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        html = canned.OVERVIEW_PAGE if self.path == "/overview" else canned.PLAIN_PAGE
        self.answer(html.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        body = page(PATIENT, int(form.get("_skip", ["0"])[0]), int(form.get("_count", ["50"])[0]))
        self.answer(body, "application/fhir+json; charset=utf-8")

    def answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Sent", repr(time.monotonic()))
        self.send_header("X-Sent-At", repr(time.time() * 1000))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Nothing."""


for number, _ in enumerate(canned.pages(PATIENT)):
    page(PATIENT, number * canned.PAGE_SIZE, canned.PAGE_SIZE)
server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}/v2\n")
sys.stdout.flush()
sys.stdin.read()
