#!/usr/bin/env bash
# The Debian package, with one command: dist/provesvar-gui_VERSION-REVISION_ARCHITECTURE.deb. The same commit gives the same bytes.
#   build.sh [--revision N] [--frozen FOLDER]
# FOLDER: a frozen build that is there already; else it is made first. FAST=1: hardly compressed, to be looked at only.
# DEBFULLNAME and DEBEMAIL name whoever answers for the package.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
revision=1 frozen='' level=6
while [ $# -gt 0 ]; do
  case $1 in
    --revision) revision=$2; shift ;;
    --frozen) frozen=$(cd "$2" && pwd); shift ;;
    *) sed -n '3,5s/^# *//p' "$0" >&2; exit 2 ;;
  esac
  shift
done
[ -z "${FAST:-}" ] || level=0
bash packaging/linux/install-debian.sh build  # with what running needs: a library that is not here cannot be depended on
if [ -z "$frozen" ]; then
  bash packaging/frozen/build.sh
  frozen=$root/dist/provesvar
fi

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC PYTHONDONTWRITEBYTECODE=1
python=${PYTHON:-/usr/bin/python3}
name=provesvar-gui id=no.provesvar.Provesvar
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' provesvar_gui/__init__.py)-$revision
architecture=$(dpkg --print-architecture)
maintainer="${DEBFULLNAME:-Prøvesvar maintainers} <${DEBEMAIL:-maintainers@provesvar.invalid}>"
work=$root/build/debian tree=$root/build/debian/$name
umask 022
rm -rf "$work"
mkdir -p "$tree"/DEBIAN "$tree"/usr/{bin,lib} "$work/debian"

# The program. What it loads is no command: only the one file is to be started.
cp -r "$frozen" "$tree/usr/lib/$name"
rm -rf "$tree/usr/lib/$name"/{documents,policy-example.toml}  # they lie where Debian has them, see below
find "$tree/usr/lib/$name" -type f -exec chmod 0644 {} +
find "$tree/usr/lib/$name" -type d -exec chmod 0755 {} +
chmod 0755 "$tree/usr/lib/$name/$name"
documents=$tree/usr/share/doc/$name
mkdir -p "$documents/examples" "$tree/usr/share/man/man1"
for document in THIRD_PARTY_NOTICES.txt sbom.cdx.json; do mv "$tree/usr/lib/$name/$document" "$documents/"; done
ln -s "../lib/$name/$name" "$tree/usr/bin/$name"

# What the desktop reads.
put() { install -D -m 0644 "$1" "$tree/usr/share/$2"; }
for mark in provesvar: provesvar-practice:.Practice; do
  for picture in resources/icons/"${mark%%:*}"-[0-9]*.png; do
    size=$(basename "$picture" .png); size=${size##*-}
    put "$picture" "icons/hicolor/${size}x$size/apps/$id${mark#*:}.png"
  done
  put "resources/icons/${mark%%:*}.svg" "icons/hicolor/scalable/apps/$id${mark#*:}.svg"
done
for entry in packaging/linux/desktop/*.desktop; do put "$entry" "applications/$(basename "$entry")"; done
put "packaging/linux/desktop/$id.metainfo.xml" "metainfo/$id.metainfo.xml"

# What people read.
"$python" -m packaging.documents debian "$documents"
"$python" -m packaging.policy_template >"$documents/examples/policy.toml"
"$python" -m packaging.man_page | gzip -9n >"$tree/usr/share/man/man1/$name.1.gz"
gzip -9nc CHANGELOG.md >"$documents/changelog.gz"
gzip -9nc >"$documents/changelog.Debian.gz" <<END
$name ($version) stable; urgency=medium

  * See changelog.gz.

 -- $maintainer  $(date -R -d "@$SOURCE_DATE_EPOCH")
END
put packaging/debian/copyright "doc/$name/copyright"
put packaging/debian/lintian-overrides "lintian/overrides/$name"

# What it depends on: what its libraries are linked to, and what is loaded by name.
printf 'Source: %s\n\nPackage: %s\nArchitecture: any\n' "$name" "$name" >"$work/debian/control"
mapfile -t libraries < <(find "$tree/usr/lib/$name" -type f \( -name '*.so' -o -name '*.so.*' -o -name "$name" \) ! -name libqgtk3.so | sort)
test ${#libraries[@]} -gt 1
(cd "$work" && dpkg-shlibdeps -O --ignore-missing-info -S"$tree" "${libraries[@]}" >depends 2>shlibdeps.log) \
  || { cat "$work/shlibdeps.log" >&2; exit 1; }
linked=$(sed -n 's/^shlibs:Depends=//p' "$work/depends")
. packaging/debian/by-name.sh

sizes=$(du -sk --apparent-size "$tree" | cut -f1)
sed -e "s|@VERSION@|$version|" -e "s|@ARCHITECTURE@|$architecture|" -e "s|@MAINTAINER@|$maintainer|" -e "s|@SIZE@|$sizes|" \
  -e "s/@DEPENDS@/$linked, $loaded/" -e "s/@RECOMMENDS@/$recommended/" packaging/debian/control.in >"$tree/DEBIAN/control"
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
chmod 0644 "$tree"/DEBIAN/*

find "$tree" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
package=$root/dist/${name}_${version}_$architecture.deb
dpkg-deb --root-owner-group --threads-max=1 -Zxz "-z$level" --build "$tree" "$package" >/dev/null  # one thread: the bytes follow their number
du -h "$package"
