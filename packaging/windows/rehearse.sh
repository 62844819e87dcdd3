#!/usr/bin/env bash
# A rehearsal on Debian of what build.ps1 does with WiX: the installer of any frozen folder, compiled by wixl, to be read with msiinfo. It
# is no release: its payload is whatever is in the folder, and wixl leaves out what README.md names.
#   rehearse.sh FROZEN_FOLDER OUT.msi [VERSION]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(realpath "$1") out=$(realpath -m "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ ! -e "$folder/Provesvar.exe" ]; then  # frozen on Linux: the names that the build for Windows gives
  cp -r --dereference "$folder" "$work/folder"
  folder=$work/folder
  cp "$folder/provesvar-gui" "$folder/Provesvar.exe"
  mv "$folder/provesvar-gui" "$folder/provesvar-gui.exe"
fi
cd "$root"
python=.venv/bin/python; [ -x "$python" ] || python=python3
"$python" -m packaging.windows.msi_source "$folder" "$work/provesvar.wxs" --for-wixl ${3:+--version "$3"}
wixl -a x64 -o "$out" "$work/provesvar.wxs"
