"""Inside a built program: imports what standard input lists, ``module`` or ``module:name``, and says what fails.

In a copy of a frozen program it stands where the program would begin (``artefact.turned``); of a wheel its environment's
interpreter runs it. It imports nothing of the program by itself.
"""

import importlib
import sys


def failure(part: str) -> str:
    """Why a part is not there; "" where it is."""
    module, _, name = part.partition(":")
    try:
        loaded = importlib.import_module(module)
        if name and not hasattr(loaded, name):
            importlib.import_module(f"{module}.{name}")
    except Exception as error:  # noqa: BLE001 - whatever it is, the part is not usable
        return f"{part}: {type(error).__name__}: {error}"
    return ""


def main() -> int:
    """0 where all is there."""
    parts = sys.stdin.read().split()
    failed = [said for said in map(failure, parts) if said]
    sys.stdout.write("".join(f"{said}\n" for said in failed) + f"{len(parts) - len(failed)} of {len(parts)} parts load\n")
    return bool(failed)


sys.exit(main())
