"""Run the sandbox alone: ``python -m provesvar_gui.sandbox``. It says where it is, and ends with its standard input."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from provesvar_gui.sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until standard input closes, so that the sandbox ends with whoever started it."""
    parser = argparse.ArgumentParser(prog="python -m provesvar_gui.sandbox", description=__doc__)
    parser.add_argument("--ports", type=int, nargs=3, default=(0, 0, 0), metavar=("HELSEID", "PPS", "KODEVERK"))
    ports = tuple(parser.parse_args(arguments).ports)
    with Sandbox(ports=ports) as sandbox:
        addresses = {
            **sandbox.urls,
            "client_file": sandbox.client_file,
            "client_file_v1": sandbox.client_file_v1,
            "organisations": sandbox.organisations,
        }
        sys.stdout.write(json.dumps(addresses) + "\n")
        sys.stdout.flush()
        try:
            while sys.stdin.buffer.read(4096):
                pass
        except KeyboardInterrupt:
            pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
