#!/usr/bin/env bash
# Makes (or refreshes) the environment that freezes the program: what it runs with, and PyInstaller; all locked. The program itself is
# not installed: it is taken from this checkout.
#   env.sh DIRECTORY
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
env=$1
python=${PYTHON:-}
for candidate in /usr/bin/python3 python3; do  # the system's own gets its security updates
  [ -z "$python" ] && "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$candidate
done
[ -n "$python" ] || { echo "Python 3.11 or newer with venv is needed (Debian: python3 python3-venv)." >&2; exit 1; }
locks=("$root/requirements.lock" "$root/packaging/frozen/requirements.lock")
wanted=$(cat "$0" "${locks[@]}" <("$python" --version) | sha256sum)
[ -f "$env/.provesvar" ] && [ "$(cat "$env/.provesvar")" = "$wanted" ] && exit 0
rm -rf "$env"
"$python" -m venv "$env"
export PYINSTALLER_COMPILE_BOOTLOADER=1  # PyInstaller's loader is compiled here, of the locked source, not taken from a wheel
for lock in "${locks[@]}"; do
  "$env/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --no-deps \
    --no-build-isolation --no-binary pyinstaller -r "$lock"
done
echo "$wanted" >"$env/.provesvar"
