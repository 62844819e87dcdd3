"""Makes the library of ICU's data smaller: of 31 MB Qt asks for collation, converters and the names of time zones.

Qt calls ``ucol_*``, ``ucnv_*`` and ``ucal_*`` only (``objdump -T libQt6Core.so.6``). Collation stays whole, in every language, so
sorting does not change; names of currencies, units and regions, word breaks, transliterations, East Asian character sets go, and
locales that the program has no words for. ``icu_check.py`` compares what Qt answers before and after.

The library holds one table: a header, then a list of names and places, then the items (ICU, ``ucmndata.h``, format "CmnD" 1).

    icu_data.py LIBRARY        rewrites it in place; needs binutils
"""

from __future__ import annotations

import re
import struct
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"CmnD"
_AT_MAGIC = 12  # bytes before it: size of the header, its own magic number, and what machine it is for
_ALIGNED = 16
_ONE_BYTE_CHARACTERS = 8192  # bytes; the tables of East Asian character sets are many times larger
_GONE = ("brkitr/", "curr/", "lang/", "rbnf/", "region/", "translit/", "unit/", "unames.icu")
_LOCALE = re.compile(r"^(?:zone/)?[a-z]{2,3}(?:_[A-Za-z0-9]+)*\.res$")
_OUR_LOCALES = re.compile(r"^(?:zone/)?(?:en|no|nb|nn)(?:_(?:GB|NO|US|001|150))?\.res$")


class NotIcuError(ValueError):
    """Not the table that was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """ICU's data as it lies in the library: items in the order of their names."""

    header: bytes
    items: dict[str, bytes]

    @classmethod
    def read(cls, data: bytes) -> Table:
        """Read a table from its first byte to its last. Raises NotIcuError."""
        if data[_AT_MAGIC : _AT_MAGIC + 5] != _MAGIC + b"\x01":
            raise NotIcuError("no common data of format 1")
        size = int(struct.unpack_from("<H", data)[0])
        count = int(struct.unpack_from("<I", data, size)[0])
        places = [struct.unpack_from("<II", data, size + 4 + 8 * number) for number in range(count)]
        ends = [place for _, place in places[1:]] + [len(data) - size]
        items = {}
        for (name, begin), end in zip(places, ends, strict=True):
            text = data[size + name : data.index(b"\0", size + name)].decode("ascii")
            items[text] = data[size + begin : size + end]
        return cls(header=data[:size], items=items)

    def written(self) -> bytes:
        """The bytes of this table."""
        names = b"".join(name.encode("ascii") + b"\0" for name in self.items)
        place = _rounded(4 + 8 * len(self.items) + len(names))
        name_place, entries, body = 4 + 8 * len(self.items), [], []
        gap = b"\0" * (place - name_place - len(names))
        for name, data in self.items.items():
            entries.append(struct.pack("<II", name_place, place))
            padded = data + b"\0" * (_rounded(len(data)) - len(data))
            body.append(padded)
            name_place += len(name) + 1
            place += len(padded)
        return b"".join([self.header, struct.pack("<I", len(self.items)), *entries, names, gap, *body])

    def smaller(self) -> Table:
        """What Qt asks for."""
        return Table(header=self.header, items={name: data for name, data in self.items.items() if _is_kept(name, data)})


def _is_kept(name: str, data: bytes) -> bool:
    inside = name.partition("/")[2]  # without the name of the package
    if inside.startswith("coll/"):
        return True
    if inside.endswith(".cnv"):
        return len(data) <= _ONE_BYTE_CHARACTERS
    if inside.startswith(_GONE) or inside.endswith((".spp", ".cfu")):
        return False
    return not _LOCALE.match(inside) or bool(_OUR_LOCALES.match(inside)) or inside.endswith("res_index.res")


def _rounded(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED


def rewrite(library: Path) -> tuple[int, int]:
    """Make the library smaller; its size before and after. Raises NotIcuError, and CalledProcessError where binutils refuse."""
    symbols = subprocess.run(["readelf", "-W", "--dyn-syms", library], check=True, capture_output=True, text=True).stdout  # noqa: S603, S607 - binutils from PATH
    found = re.search(r"([0-9a-f]{16})\s+(0x[0-9a-f]+|\d+)\s+OBJECT\s+GLOBAL\s+DEFAULT\s+\d+\s+(icudt\d+_dat)\b", symbols)
    if found is None:
        raise NotIcuError("no symbol icudt*_dat")
    begin, size, symbol = int(found[1], 16), int(found[2], 0), found[3]
    data = library.read_bytes()  # its first segment is mapped as it lies in the file, so that an address is a place
    table = Table.read(data[begin : begin + size]).smaller()
    with tempfile.TemporaryDirectory() as folder:
        source, binary, compiled = (Path(folder, name) for name in ("icu.s", "icu.dat", "icu.o"))
        binary.write_bytes(table.written())
        source.write_text(
            f".section .rodata\n.balign 4096\n.globl {symbol}\n.type {symbol}, @object\n{symbol}:\n"
            f'.incbin "{binary.name}"\n.size {symbol}, .-{symbol}\n.section .note.GNU-stack,"",@progbits\n'
        )
        subprocess.run(["as", "-o", compiled, source.name], check=True, cwd=folder)  # noqa: S603, S607 - as above
        result = Path(folder, library.name)
        subprocess.run(["ld", "-shared", "-soname", library.name, "-z", "noexecstack", "-o", result, compiled], check=True)  # noqa: S603, S607 - as above
        before = library.stat().st_size
        library.write_bytes(result.read_bytes())
    return before, library.stat().st_size


if __name__ == "__main__":
    was, is_now = rewrite(Path(sys.argv[1]))
    sys.stdout.write(f"{Path(sys.argv[1]).name}: {was / 1e6:.1f} MB -> {is_now / 1e6:.1f} MB\n")
