#!/usr/bin/env bash
# Renews the two lock files: requirements.lock (running, with the sandbox) and tests/requirements.lock (everything). Both hold what
# builds the program too: installing fetches nothing that is not locked.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() { uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --upgrade --group pyproject.toml:build "$@" pyproject.toml; }
lock -o requirements.lock
lock --extra dev -o tests/requirements.lock
# What freezes the program, beside what it runs with. PyInstaller, its hooks and altgraph (GPL with the exception that a frozen program
# is free of it, Apache-2.0, MIT): none of them is shipped but PyInstaller's loader.
uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade packaging/frozen/requirements.in \
  -o packaging/frozen/requirements.lock
