#!/usr/bin/env bash
# Every check that reads the code without running it.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff format --check .
$bin/ruff check .
$bin/mypy
$bin/lint-imports
$bin/zizmor --offline --no-progress --pedantic --strict-collection --quiet .github/workflows
$bin/python packaging/check_tree.py
$bin/python packaging/i18n.py check
$bin/python -m packaging.tests_page check
