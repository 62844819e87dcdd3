#!/usr/bin/env bash
# The fonts of resources/fonts, made anew from the npm package inter-ui (SIL Open Font License 1.1). Needs npm and Python.
set -euo pipefail
cd "$(dirname "$0")/.."
version=4.1.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "inter-ui@$version" > pack && tar -xzf "$(cat pack)")
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet fonttools==4.60.1 brotli==1.1.0
"$work/venv/bin/python" - "$work/package/web" resources/fonts <<'PYTHON'
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Provesvar Sans"  # Inter is a trademark, and an Inter on the machine has other shapes
CHARACTERS = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2BC, 0x2DD), (0x300, 0x308), (0x370, 0x3FF), (0x1E00, 0x1EFF), (0x2010, 0x2027),
    (0x202F, 0x203A), (0x2044, 0x2044), (0x2070, 0x209F), (0x20AC, 0x20AC), (0x2113, 0x2126), (0x2190, 0x2199),
    (0x2202, 0x2265), (0xFFFD, 0xFFFD),
]
DEFAULT_SHAPES = ("cv05", "cv08")  # l with a tail, I with serifs: never taken for each other or for 1
KEPT = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]  # not "calt": it paints "->" and "2x3" as something else than was written


def change(font: TTFont, weight: str, number: int) -> None:
    substitutions = font["GSUB"].table
    for record in substitutions.FeatureList.FeatureRecord:
        if record.FeatureTag in DEFAULT_SHAPES:
            for which in record.Feature.LookupListIndex:
                for table in substitutions.LookupList.Lookup[which].SubTable:
                    shapes = getattr(table, "ExtSubTable", table).mapping
                    for each in font["cmap"].tables:
                        each.cmap = {code: shapes.get(name, name) for code, name in each.cmap.items()}
    options = subset.Options(layout_features=KEPT, name_IDs=[0, 1, 2, 4, 5, 6, 13, 14, 16, 17], hinting=False, notdef_outline=True)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[code for first, last in CHARACTERS for code in range(first, last + 1)])
    cut.subset(font)
    names = font["name"]
    names.names = [name for name in names.names if name.nameID not in (16, 17)]
    # Four faces of one family: Windows' own list knows two weights only, the typographic names tell all.
    for which, text in ((1, FAMILY), (2, weight), (4, f"{FAMILY} {weight}"), (6, f"ProvesvarSans-{weight}"), (16, FAMILY), (17, weight)):
        names.setName(text, which, 3, 1, 0x409)
    font["OS/2"].usWeightClass = number
    font.flavor = None


source, target = map(Path, sys.argv[1:])
for weight, number in (("Regular", 400), ("Medium", 500), ("SemiBold", 600), ("Bold", 700)):
    font = TTFont(source / f"Inter-{weight}.woff2", recalcTimestamp=False)
    change(font, weight, number)
    font.save(target / f"ProvesvarSans-{weight}.ttf")
PYTHON
tr -d '\r' < "$work/package/LICENSE.txt" > resources/fonts/LICENSE.txt
ls -l resources/fonts
