"""The smoke test of what was built: one command for each kind of build.

    python -m packaging.smoke dist/provesvar_gui-1.1.0-py3-none-any.whl     the wheel, in a fresh environment
    python -m packaging.smoke dist/provesvar/provesvar-gui                  the frozen folder
    python -m packaging.smoke /usr/bin/provesvar-gui                        an installed package

The checkout has to be of the build's version: its source says what has to be there. Nothing else that a build leaves is needed.
From the environment of the tests (``packaging/linux/python-env.sh .venv test``), with the packages of
``packaging/linux/debian-test.txt``.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

try:
    from packaging.smoke import steps
    from packaging.smoke.artefact import folder_of, wheel
except ModuleNotFoundError as missing:
    sys.exit(
        f"{missing.name} is not here: the smoke test needs the environment of the tests.\n"
        "    bash packaging/linux/python-env.sh .venv test      (and the Debian packages of packaging/linux/debian-test.txt)"
    )


def main() -> int:
    """0 where every step held."""
    parser = argparse.ArgumentParser(prog="python -m packaging.smoke", description="Start what was built and look at it.")
    parser.add_argument("artefact", type=Path, help="a wheel, or the program of a frozen folder")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="keep a picture of the results (needs ImageMagick)")
    given = parser.parse_args()
    opened = wheel if given.artefact.suffix == ".whl" else folder_of
    with opened(given.artefact.absolute()) as artefact:
        for name, step in (
            ("version", steps.names_itself),
            ("parts", steps.loads),
            ("vault", steps.keeps_a_key),
            ("look-up", lambda built: steps.looks_up(built, given.picture)),
            ("upgrade", steps.outlives_its_files),
        ):
            started = time.monotonic()
            try:
                said = step(artefact)
            except (steps.StepError, AssertionError) as error:
                sys.stdout.write(f"{name}: FAILED\n{error}\n")
                return 1
            sys.stdout.write(f"{name}: {said}  ({time.monotonic() - started:.1f} s)\n")
            sys.stdout.flush()
    return 0


sys.exit(main())
