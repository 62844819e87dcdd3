#!/usr/bin/env bash
# Whether the same sources give the same bytes: what lies in dist/ (wheel, its bill of materials, source archive; the Debian package of
# dist/provesvar, made with FAST=1) is made once more out of a copy in another folder, under another umask, zone and language, and compared byte by byte.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT
umask 027
git -c core.quotePath=false ls-files -z --cached --others --exclude-standard | tar -c --null --ignore-failed-read -T - | tar -x -C "$elsewhere"
export SOURCE_DATE_EPOCH TZ=Pacific/Auckland LC_ALL=C HOME=/nonexistent
mkdir -p "$elsewhere/build/frozen"
ln -s "$root/build/frozen/env" "$elsewhere/build/frozen/env"
bash "$elsewhere/packaging/wheel/build.sh" >/dev/null
FAST=1 bash "$elsewhere/packaging/debian/build.sh" --frozen "$root/dist/provesvar" >/dev/null
made=0
for second in "$elsewhere"/dist/*; do
  cmp "dist/${second##*/}" "$second"
  made=$((made + 1))
done
[ "$made" -eq 4 ]
echo "wheel and its bill, source archive and Debian package: made twice, the same bytes"
