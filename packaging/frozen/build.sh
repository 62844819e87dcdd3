#!/usr/bin/env bash
# The frozen one-folder build, with one command: dist/provesvar/provesvar-gui. The same commit gives the same bytes on the same system.
# PYTHON names another interpreter than the system's own.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
work=build/frozen
bash packaging/frozen/env.sh "$work/env"

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0 LC_ALL=C.UTF-8 TZ=UTC PYTHONDONTWRITEBYTECODE=1 PYTHONSAFEPATH=1
export PYINSTALLER_CONFIG_DIR="$root/$work/cache"
# The program alone, in a folder of its own: this checkout has a folder called packaging, as a library of PyInstaller's is called.
rm -rf "$work/source" dist/provesvar
mkdir -p "$work/source"
tar -c --exclude=__pycache__ provesvar_gui resources | tar -x -C "$work/source"
"$work/env/bin/pyinstaller" --noconfirm --clean --log-level "${LOG_LEVEL:-WARN}" \
  --distpath dist --workpath "$work/pyinstaller" packaging/frozen/provesvar.spec
if icu=$(ls dist/provesvar/_internal/PySide6/Qt/lib/libicudata.so.* 2>/dev/null); then  # Windows has its own
  asked() { QT_QPA_PLATFORM=offscreen LD_LIBRARY_PATH=${1:-/nowhere} "$work/env/bin/python" packaging/frozen/icu_check.py; }
  whole=$(asked "")
  "$work/env/bin/python" packaging/frozen/icu_data.py "$icu"
  [ "$whole" = "$(asked "$(dirname "$icu")")" ] || { echo "Qt answers otherwise with the smaller ICU data" >&2; exit 1; }
fi
find dist/provesvar/_internal -name '*.so*' -exec strip --strip-unneeded {} +
find dist/provesvar -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
du -sh dist/provesvar
echo "$(hashes=$(cd dist/provesvar && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); sha256sum <<<"$hashes" | cut -c1-64)  all of it"
