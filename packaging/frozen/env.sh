#!/usr/bin/env bash
# Makes (or refreshes) the environment that freezes the program: what it runs with, and PyInstaller; all locked. The program itself is
# not installed: it is taken from this checkout.
#   env.sh DIRECTORY
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
env=$1
python=${PYTHON:-/usr/bin/python3}  # the system's own gets its security updates
command -v "$python" >/dev/null || python=python3
locks=("$root/requirements.lock" "$root/packaging/frozen/requirements.lock")
wanted=$(cat "${locks[@]}" <("$python" --version) | sha256sum)
[ -f "$env/.provesvar" ] && [ "$(cat "$env/.provesvar")" = "$wanted" ] && exit 0
rm -rf "$env"
"$python" -m venv "$env"
for lock in "${locks[@]}"; do
  "$env/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r "$lock"
done
echo "$wanted" >"$env/.provesvar"
