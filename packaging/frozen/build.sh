#!/usr/bin/env bash
# The frozen one-folder build, with one command: dist/provesvar/provesvar-gui. The same commit gives the same bytes on the same system.
# PYTHON names another interpreter than the system's own. What is carried along is Python's library, which Debian (3.13) builds without a
# profile: it computes 1.45 x as long as Debian's own program python3.13, and so both this program and an empty window start later than
# from source (1.15 x by processor time). Of a Python configured with --enable-optimizations both start as from source.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
work=build/frozen
umask 022
bash packaging/linux/install-debian.sh build
bash packaging/frozen/env.sh "$work/env"

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0 LC_ALL=C.UTF-8 TZ=UTC PYTHONDONTWRITEBYTECODE=1 PYTHONSAFEPATH=1
export PYINSTALLER_CONFIG_DIR="$root/$work/cache"
# Modules lie in the program as they are: to unpack them would take 6 ms of the time to the first paint. A package packs them better whole.
export PYINSTALLER_ZLIB_COMPRESSION_LEVEL=0

# The program alone, in a folder of its own: this checkout has a folder called packaging, as a library of PyInstaller's is called.
rm -rf "$work/source" "$work/tools" dist/provesvar
mkdir -p "$work/source" "$work/tools"
tar -c --exclude=__pycache__ provesvar_gui resources | tar -x -C "$work/source"

asked() { QT_QPA_PLATFORM=offscreen LD_LIBRARY_PATH=${1:-/nowhere} "$work/env/bin/python" packaging/frozen/icu_check.py; }

"$work/env/bin/pyinstaller" --noconfirm --clean --log-level "${LOG_LEVEL:-WARN}" --distpath dist --workpath "$work/pyinstaller" \
  packaging/frozen/provesvar.spec 2> >(grep -v 'required via ctypes not found' >&2)  # Windows' own
icu=$(ls dist/provesvar/_internal/PySide6/Qt/lib/libicudata.so.*)
"$work/env/bin/python" packaging/frozen/icu_data.py "$icu"
[ "$(asked)" = "$(asked "$(dirname "$icu")")" ] || { echo "Qt answers otherwise with the smaller ICU data" >&2; exit 1; }
find dist/provesvar/_internal -name '*.so*' -type f -exec strip --strip-unneeded {} +
mv "$work"/pyinstaller/provesvar/{provesvar-first-paint,bare-window} "$work/tools/"
ours() { PYTHONSAFEPATH='' "$work/env/bin/python" -m "packaging.$1" "${@:2}"; }
ours policy_template >dist/provesvar/policy-example.toml
ours documents frozen dist/provesvar/documents
ours sbom dist/provesvar
find dist/provesvar -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
du -sh dist/provesvar
hashes=$(cd dist/provesvar && find . -type f -print0 | sort -z | xargs -0 sha256sum)
echo "$(sha256sum <<<"$hashes" | cut -c1-64)  all of dist/provesvar"
