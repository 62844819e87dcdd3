"""Run the sandbox alone: ``python -m provesvar_gui.sandbox``. It says where it is, and ends with its standard input."""

from __future__ import annotations

import json
import sys
from contextlib import suppress

from provesvar_gui.sandbox.server import Sandbox


def main() -> int:
    """Serve until standard input closes, so that the sandbox ends with whoever started it."""
    with Sandbox() as sandbox, suppress(KeyboardInterrupt):
        files = {"client_file": sandbox.client_file, "client_file_v1": sandbox.client_file_v1}
        sys.stdout.write(json.dumps({**sandbox.urls, **files, "organisations": sandbox.organisations}) + "\n")
        sys.stdout.flush()
        while sys.stdin.buffer.read(4096):
            pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
