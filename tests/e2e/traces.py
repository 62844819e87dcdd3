"""Looks for what must not stay: markers in every file that a run has left, however they are written, packed or named."""

from __future__ import annotations

import base64
import json
import os
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

SHORTEST_WORD = 5
_LARGEST = 20_000_000
#: Kinds of files that show what was on the screen, on paper or in the memory, where no text can be searched.
PICTURES = {
    rb"%PDF-": "PDF",
    rb"%!PS": "PostScript",
    rb"\x89PNG\r\n": "PNG",
    rb"\xff\xd8\xff": "JPEG",
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE\s+svg|<svg[\s>])": "SVG",
    rb"\x7fELF\x02\x01\x01\x00": "ELF",
}


def number_forms(digits: str) -> set[str]:
    """A person's number as people, programs and careless masks write it."""
    first, last = digits[:6], digits[6:]
    written = {f"{first}{gap}{last}" for gap in " -.\u00a0\u202f\u2009_/,+*"}
    parts = [digits[:2], digits[2:4], digits[4:6]]
    dates = {f"{gap.join(parts)}{space}{last}" for gap in " ./-" for space in ("", " ", "-")}
    return {digits, f"{digits[:4]} {digits[4:7]} {digits[7:]}", f"{first}*****", digits[::-1]} | written | dates


def word_forms(word: str) -> set[str]:
    return {word, word.upper(), word.lower(), word.title()}


def figure_forms(figure: str) -> set[str]:
    """A result in figures with a decimal point, as English and Norwegian write it, with and without thousands apart."""
    whole, _, decimals = figure.partition(".")
    wholes = {whole, *(f"{whole[:-3]}{gap}{whole[-3:]}" for gap in (" ", "\u00a0", "\u202f", "\u2009", ".", ",", "'"))}
    return {f"{each}{point}{decimals}" for each in wholes for point in ".,"}


def encodings(text: str) -> set[bytes]:
    raw = text.encode()
    found = {raw, text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("latin-1", "replace"), quote(text).encode()}
    found.add(json.dumps(text)[1:-1].encode())
    if not text.isascii():
        found |= {unicodedata.normalize("NFD", text).encode(), text.encode("ascii", "xmlcharrefreplace")}
    if text.isdigit():
        found |= {int(text).to_bytes(6, order) for order in ("big", "little")}  # as a database keeps it, and as a struct
    return found | packings_of(text)


def packings_of(text: str) -> set[bytes]:
    """The same within hexadecimal and base64; none of what is so short that it is met anywhere."""
    raw = text.encode()
    return packings(raw) if len(raw) >= 9 else set()


def packings(raw: bytes) -> set[bytes]:
    """What bytes become within hexadecimal and base64 text."""
    found = {raw.hex().encode(), raw.hex().upper().encode()}
    for shift in range(3):  # base64 of something that holds it, wherever it begins there; the ends depend on what is beside
        packed = base64.b64encode(b"\0" * shift + raw)
        inner = packed[(0, 2, 3)[shift] : len(packed) // 4 * 4 - 4]
        found |= {inner, inner.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def key_forms(value: str) -> tuple[set[bytes], set[bytes]]:
    """A private value of a JWK as it stands in JSON; and as it lies within DER, in PEM and in raw bytes."""
    raw = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    return encodings(value), {raw, raw[::-1]} | packings(raw)


class Forms:
    """Many byte strings, and which of them a content holds: in one pass, however many they are."""

    def __init__(self, names: dict[bytes, str]) -> None:
        self._by_start: dict[bytes, list[tuple[bytes, str]]] = {}
        for form, name in names.items():
            assert len(form) >= SHORTEST_WORD, name
            self._by_start.setdefault(form[:SHORTEST_WORD], []).append((form, name))

    def names_in(self, content: bytes) -> set[str]:
        starts = {content[at : at + SHORTEST_WORD] for at in range(len(content) - SHORTEST_WORD + 1)}
        likely = starts & self._by_start.keys()
        return {name for start in likely for form, name in self._by_start[start] if form in content}


class Scanner:
    """``markers``: what is looked for, each under the name by which it is told. ``keys``: private values of JWKs."""

    def __init__(self, markers: dict[str, Iterable[str]], keys: Iterable[str] = ()) -> None:
        plain = {form: name for name, texts in markers.items() for text in texts for form in encodings(text)}
        folded: dict[bytes, str] = {}
        for value in keys:
            as_text, packed = key_forms(value)
            plain |= dict.fromkeys(as_text | packed, "key")
            folded |= dict.fromkeys(packed, "key")
        for name, texts in markers.items():
            for text in texts:
                folded |= dict.fromkeys(packings_of(text), name)
                if text.isdigit():
                    folded[text.encode()] = name  # with whatever space between its digits
        self._plain, self._folded = Forms(plain), Forms(folded)

    def found_in(self, content: bytes) -> set[str]:
        """The names of the markers that this holds, packed parts of it too."""
        whole = b"\n".join(unpacked(content))
        unfolded = re.sub(rb"\\[nr]|%20|&nbsp;|[\r\n\t ]", b"", whole)  # PEM breaks its lines, and JSON writes the breaks
        return self._plain.names_in(whole) | (self._folded.names_in(unfolded) if unfolded != whole else set())

    def scan(self, roots: Iterable[Path], allowed: Iterable[Path] = ()) -> set[tuple[str, str]]:
        """Each file that tells something, relative to its root, with what; files and folders that may tell are left out."""
        spared = {path.resolve() for path in allowed}
        found: set[tuple[str, str]] = set()
        for root in roots:
            for path in root.rglob("*"):
                if not spared.isdisjoint({path.resolve(), *path.resolve().parents}):
                    continue
                name = str(path.relative_to(root))
                found |= {(name, f"{what} in its name") for what in self.found_in(name.encode())}
                found |= {(name, f"{what} beside it") for what in self.found_in(beside(path))}
                if path.is_symlink() or not path.is_file():
                    continue
                with suppress(FileNotFoundError):  # renamed meanwhile: the program may still run
                    content = path.read_bytes()
                    found |= {(name, what) for what in self.found_in(content)}
                    found |= {(name, kind) for start, kind in PICTURES.items() if re.match(start, content[:1000], re.DOTALL)}
        return found


def beside(path: Path) -> bytes:
    """What the system keeps of a file beside its content: where a link leads, and extended attributes."""
    told = [os.fsencode(path.readlink())] if path.is_symlink() else []
    if hasattr(os, "listxattr"):
        with suppress(OSError):  # not every file system has them
            for name in os.listxattr(path, follow_symlinks=False):
                told += [name.encode("utf-8", "surrogateescape"), os.getxattr(path, name, follow_symlinks=False)]
    return b"\n".join(told)


def unpacked(content: bytes, depth: int = 3) -> Iterator[bytes]:
    """The bytes themselves, and what is packed in them, and in that: gzip, zlib as in PDF, PNG and ZIP."""
    yield content
    if not depth:
        return
    for found in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|PK\x03\x04", content):
        try:
            part = _opened(found[0], content[found.start() :])
        except zlib.error:
            continue
        if len(part) >= SHORTEST_WORD:
            yield from unpacked(part, depth - 1)


def _opened(kind: bytes, packed: bytes) -> bytes:
    if kind.startswith(b"PK"):
        names = int.from_bytes(packed[26:28], "little") + int.from_bytes(packed[28:30], "little")
        return zlib.decompressobj(-15).decompress(packed[30 + names :], _LARGEST)
    return zlib.decompressobj(47).decompress(packed, _LARGEST)
