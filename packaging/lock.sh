#!/usr/bin/env bash
# Renews the two lock files: requirements.lock (running, with the sandbox) and tests/requirements.lock (everything). Both hold what
# builds the program too: installing fetches nothing that is not locked.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() { uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --upgrade --group pyproject.toml:build "$@" pyproject.toml; }
lock --extra sandbox -o requirements.lock
lock --extra sandbox --extra dev -o tests/requirements.lock
