"""The program's marks, drawn from ``resources/icons/*.svg`` in every size that desktops ask for, and as Windows' ``.ico``.

``python packaging/render_icons.py`` writes them beside their sources; ``--check`` says whether they are what is drawn now.
Qt draws them: no other tool is needed, and the same Qt draws the same bytes.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
MARKS = ("provesvar", "provesvar-practice")
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 192, 256, 512)  # the icon theme's own; pixels
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)  # Windows at 100, 125, 150, 200 %, and the Explorer's large tiles
_SMALL = 32  # below this the drawing on the grid of 16 px


def draw(mark: str, size: int) -> QImage:
    """A mark as a square of ``size`` pixels, transparent outside its field."""
    source = FOLDER / f"{mark}{'-small' if size < _SMALL else ''}.svg"
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(source)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """The picture as a PNG, without any time or name in it."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(data.data())


def ico(mark: str) -> bytes:
    """All sizes in one file. Small ones as bitmaps, which every Windows tool reads, the largest as PNG."""
    parts = [png(draw(mark, size)) if size > _LARGEST_BITMAP else _bitmap(draw(mark, size)) for size in ICO_SIZES]
    offset = 6 + 16 * len(parts)
    head = struct.pack("<HHH", 0, 1, len(parts))
    for size, part in zip(ICO_SIZES, parts, strict=True):
        side = size % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(part), offset)
        offset += len(part)
    return head + b"".join(parts)


_LARGEST_BITMAP = 64


def _bitmap(image: QImage) -> bytes:
    """A BITMAPINFOHEADER, the rows from below in BGRA, and the mask of old times, all zero: the alpha channel says it."""
    size = image.width()
    rows = bytes(image.constBits())
    stride = image.bytesPerLine()
    pixels = b"".join(rows[line * stride : line * stride + 4 * size] for line in reversed(range(size)))
    mask = bytes((size + 31) // 32 * 4 * size)
    return struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, len(pixels) + len(mask), 0, 0, 0, 0) + pixels + mask


def files() -> Iterator[tuple[Path, bytes]]:
    """Every file that belongs beside the sources, with what belongs in it."""
    for mark in MARKS:
        for size in SIZES:
            yield FOLDER / f"{mark}-{size}.png", png(draw(mark, size))
        yield FOLDER / f"{mark}.ico", ico(mark)


def main(arguments: list[str]) -> int:
    """Write them, or with ``--check`` compare them: 0 where all is well."""
    application = QGuiApplication.instance() or QGuiApplication([])
    if "--check" not in arguments:
        for path, wanted in files():
            path.write_bytes(wanted)
        return 0
    wrong = [path.name for path, wanted in files() if not path.is_file() or path.read_bytes() != wanted]
    sys.stdout.write("".join(f"{name}: not as it would be drawn now\n" for name in wrong) or "icons: in order\n")
    del application
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
