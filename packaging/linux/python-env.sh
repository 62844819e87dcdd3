#!/usr/bin/env bash
# Makes (or refreshes) a virtual environment from the lock files and puts this checkout into it.
#   python-env.sh DIRECTORY run|test|no-qt
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
env=$1 kind=${2:-run}

python=${PYTHON:-}
if [ -z "$python" ]; then
  for candidate in python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      python=$candidate
      break
    fi
  done
fi
[ -n "$python" ] || { echo "Python 3.11 or newer with venv is needed (Debian: python3 python3-venv)." >&2; exit 1; }

lock="$root/tests/requirements.lock"
[ "$kind" = run ] && lock="$root/requirements.lock"
stamp="$env/.provesvar-$kind"
wanted=$(cat "$lock" "$root/pyproject.toml" | sha256sum)
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0

[ -x "$env/bin/python" ] || "$python" -m venv "$env"
packages=$(mktemp)
trap 'rm -f "$packages"' EXIT
if [ "$kind" = no-qt ]; then  # what the unit tests need, and no Qt at all
  awk '/^[a-z]/ { keep = $0 !~ /^(pyside6-essentials|shiboken6|pytest-qt|playwright|greenlet|mypy|ruff|import-linter|grimp|zizmor)==/ } keep' "$lock" >"$packages"
else
  cp "$lock" "$packages"
fi
"$env/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r "$packages"
# What builds it is locked too, and is there: nothing more is fetched.
"$env/bin/python" -m pip install -q --disable-pip-version-check --no-index --no-build-isolation --no-deps -e "$root"
echo "$wanted" >"$stamp"
