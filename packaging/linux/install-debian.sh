#!/usr/bin/env bash
# Installs the Debian packages that running the program needs (with "build": also freezing it; with "test": also testing it, and what it
# is built to). Does nothing where all are there.
#   install-debian.sh run|build|test
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
lists=("$here/debian-run.txt")
case ${1:-run} in
  build) lists+=("$here/debian-build.txt") ;;
  test) lists+=("$here/debian-build.txt" "$here/debian-test.txt") ;;
esac
command -v dpkg-query >/dev/null || { echo "Not a Debian system: install the counterparts of ${lists[*]} yourself." >&2; exit 0; }

# A package counts as there when dpkg has it, or when the command it is wanted for came from somewhere else (Node.js often does).
there() {
  dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed' && return 0
  dpkg-query -W -f '${Provides} ${Status}\n' 2>/dev/null | grep -q "\b$1\b.*ok installed" && return 0
  case $1 in
    nodejs) command -v node >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    python3-venv) python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ;;
    *) return 1 ;;
  esac
}
missing=()
while read -r package; do there "$package" || missing+=("$package"); done < <(sed -e 's/#.*//' -e '/^\s*$/d' "${lists[@]}")
[ ${#missing[@]} -eq 0 ] && exit 0

sudo=(); [ "$(id -u)" -eq 0 ] || sudo=(sudo)
if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
  echo "Please have these Debian packages installed: ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
"${sudo[@]}" apt-get update -qq
"${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
