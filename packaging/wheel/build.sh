#!/usr/bin/env bash
# The wheel, its bill of materials and the source archive, with one command: dist/*.whl, dist/wheel.cdx.json, dist/*.tar.gz.
# The same commit gives the same bytes.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
bash packaging/frozen/env.sh build/frozen/env  # its hatchling is locked: nothing is fetched by the build
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0 LC_ALL=C.UTF-8 TZ=UTC PYTHONSAFEPATH=1
umask 022
rm -f dist/*.whl dist/wheel.cdx.json dist/*.tar.gz
build/frozen/env/bin/hatchling build -t wheel -t sdist -d dist
PYTHONSAFEPATH='' build/frozen/env/bin/python -m packaging.sbom dist/*.whl
(cd dist && sha256sum -- *.whl *.cdx.json *.tar.gz && du -h -- *.whl *.tar.gz)
