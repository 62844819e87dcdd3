#!/usr/bin/env bash
# The whole test suite, from nothing: installs what is missing, then runs every kind of test.
#   tests/run.sh [unit] [gui] [views] [vault] [e2e] [interop] [builds] [benchmarks]     (default: all)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
bash packaging/linux/install-debian.sh test
bash packaging/linux/python-env.sh .venv test
kinds=("$@")
[ ${#kinds[@]} -eq 0 ] && kinds=(unit gui views vault interop e2e builds benchmarks)
export PYTHONDONTWRITEBYTECODE=

hung="timeout --kill-after 10 2400"  # pytest's own limit needs the interpreter's lock, which a hung call of Qt may hold

run() {
  echo "== $1"
  case $1 in
    unit)  # in an environment that has no Qt
      .venv/no-qt/bin/python -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("PySide6") is not None)'
      .venv/no-qt/bin/python -m pytest -q -p tests.skips -c tests/unit/pytest.ini --rootdir "$root" tests/unit tests/hostile tests/formats
      ;;
    gui) QT_QPA_PLATFORM=offscreen $hung .venv/bin/python -m pytest -q -p tests.skips tests/gui --ignore tests/gui/results ;;
    views) QT_QPA_PLATFORM=offscreen $hung .venv/bin/python -m pytest -q -p tests.skips tests/gui/results tests/golden ;;
    vault) .venv/bin/python -m pytest -q -p tests.skips tests/vault ;;
    interop)
      [ -d tests/interop/node_modules/oidc-provider ] || (cd tests/interop && npm ci --no-audit --no-fund --loglevel=error)
      .venv/bin/python -m pytest -q -p tests.skips tests/interop
      ;;
    e2e) .venv/bin/python -m pytest -q -p tests.skips tests/e2e ;;
    builds)  # built, started as they come out of their packages, looked at, made twice; the benchmarks measure them afterwards
      local step unpacked
      rm -f dist/*.deb
      while read -r step; do FAST=1 bash -euc "$step" </dev/null; done < <(sed -n 's/^ *- run: //p' .github/workflows/linux.yml)
      .venv/bin/python -m packaging.smoke dist/*.whl
      .venv/bin/python -m packaging.upgrade dist/*.whl
      lintian --no-cfg --profile debian --allow-root --fail-on error,warning dist/provesvar-gui_*.deb
      unpacked=$(mktemp -d)  # what was frozen, as the package has it
      dpkg-deb -x "$(ls -t dist/provesvar-gui_*.deb | head -n 1)" "$unpacked"
      .venv/bin/python -m packaging.smoke "$unpacked/usr/bin/provesvar-gui"
      rm -rf "$unpacked"
      bash packaging/twice.sh
      ;;
    benchmarks) .venv/bin/python -m pytest -q -p tests.skips -s tests/benchmarks ;;
  esac
}

# Two go through the kinds, each takes what the other has not; what takes the focus or the ports of others is the first one's alone.
# Benchmarks come last and alone.
claims=$(mktemp -d) log=$(mktemp) side=
trap '[ -z "$side" ] || pkill -P "$side" || true; rm -rf "$claims" "$log"' EXIT
take() {  # KIND...
  local kind
  for kind in "$@"; do
    if [[ " ${kinds[*]} " == *" $kind "* ]] && mkdir "$claims/$kind" 2>/dev/null; then run "$kind"; fi
  done
}
if [[ " ${kinds[*]} " == *" unit "* ]]; then bash packaging/linux/python-env.sh .venv/no-qt no-qt; fi
for kind in "${kinds[@]}"; do
  [[ " unit gui views vault interop e2e builds benchmarks " == *" $kind "* ]] || { echo "unknown kind of test: $kind" >&2; exit 2; }
done
take builds unit views gui >"$log" 2>&1 &
side=$!
take e2e vault interop gui views unit builds
wait "$side" || { cat "$log"; exit 1; }
cat "$log"
side=
take benchmarks
