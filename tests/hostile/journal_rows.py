"""Every change to the access journal without its key is found and named.

What is done to the lines is done to several of them, in one file and in more, with the vault's part and without it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import cache, partial
from pathlib import Path

from provesvar_gui.audit.check import JournalReport, check_journal
from provesvar_gui.audit.line import JournalKeys
from tests.hostile import Case
from tests.unit.audit.kit import KEY, NOON, Place, entry, filled

Lines = list[bytes]
Act = Callable[[Lines, int], Lines]  # given the lines and the number of one of them
COUNT = 12


@cache
def whole() -> tuple[tuple[bytes, ...], str, str | None]:
    """The lines, the seal and the vault's part of a journal that nobody has touched; the places it was in are gone."""
    with tempfile.TemporaryDirectory() as root:
        place = filled(Path(root), COUNT)
        assert place.anchor is not None
        return tuple(place.lines()), place.seal.read_text(), place.anchor.text


def report_of(lines: Lines, *, files: int = 1, vault: bool = True, then_write: bool = False) -> JournalReport:
    """What the check says of these lines under the seal of the untouched journal."""
    _, seal, anchor = whole()
    with tempfile.TemporaryDirectory() as root:
        place = Place(Path(root))
        assert place.anchor is not None
        place.anchor.text = anchor if vault else None
        place.folder.mkdir()
        place.seal.parent.mkdir()
        place.seal.write_text(seal)
        size = max(1, -(-len(lines) // files))
        for at in range(files):
            (place.folder / f"journal-{at + 1:010d}.jsonl").write_bytes(b"".join(lines[at * size : (at + 1) * size]))
        if then_write:
            place.open().append(entry(COUNT + 1))
        return check_journal(place.folder, place.seal, JournalKeys(KEY), place.anchor)


def told(report: JournalReport, number: int = 0) -> str:
    """The findings in words: "n" is the number of the line to which it was done."""
    names = {COUNT: "last", number - 1: "n-1", number + 1: "n+1", number: "n"} if number else {}
    places = [(one.problem.value, *(names.get(at, str(at)) for at in (one.first, one.last))) for one in report.findings]
    assert report.whole == all(finding.problem.harmless for finding in report.findings)
    return ", ".join(f"{problem} {first}" if first == last else f"{problem} {first} to {last}" for problem, first, last in places)


def judged(act: Act, *, then_write: bool = False) -> str:
    def one(number: int, files: int, vault: bool) -> str:
        lines = act(list(whole()[0]), number)
        return told(report_of(lines, files=files, vault=vault, then_write=then_write), number)

    return " / ".join(sorted({one(*layout) for layout in ((2, 1, True), (5, 4, True), (7, 3, False), (10, 2, True))}))


def at(place: Callable[[Place], object]) -> str:
    """What the check says of a journal of four lines to which this was done."""
    with tempfile.TemporaryDirectory() as root:
        journal = filled(Path(root) / "journal", 4)
        place(journal)
        return told(journal.check())


lines = partial(Case, judged)
followed = partial(Case, partial(judged, then_write=True))  # another line is written after it was done
place = partial(Case, at)


def untouched(lines: Lines, _number: int) -> Lines:
    return lines


def changed(**fields: object) -> Act:
    """A field of the line says something else."""

    def act(lines: Lines, number: int) -> Lines:
        document = json.loads(lines[number - 1]) | fields
        return instead(json.dumps(document, sort_keys=True, separators=(",", ":")).encode() + b"\n")(lines, number)

    return act


def instead(*raw: bytes) -> Act:
    return lambda lines, number: [*lines[: number - 1], *raw, *lines[number:]]


def put(raw: bytes) -> Act:
    return lambda lines, number: [*lines[:number], raw, *lines[number:]]


def spaced(lines: Lines, number: int) -> Lines:
    return instead(lines[number - 1].replace(b":", b": ", 1))(lines, number)


def swapped(lines: Lines, number: int) -> Lines:
    return [*lines[: number - 1], lines[number], lines[number - 1], *lines[number + 1 :]]


def cut(part: int) -> Act:
    """After the line; ``part``: bytes of it that are left, of the last one."""
    return lambda lines, number: [*lines[: number - 1], lines[number - 1][:part]] if part else lines[:number]


def next_line(journal: Place) -> None:
    journal.open().append(entry(5))


def forged_seal(journal: Place, then: Callable[[Place], None] = lambda _journal: None) -> None:
    journal.seal.write_bytes(b"{}")
    then(journal)


def put_back(journal: Place, then: Callable[[Place], None] = lambda _journal: None, *, more: int = 3) -> None:
    """Files and seal from a copy, after ``more`` lines: the vault remembers."""
    shutil.copytree(journal.root, journal.root.parent / "copy")
    for number in range(4, 4 + more):
        journal.open().append(entry(number))
    shutil.rmtree(journal.root)
    shutil.copytree(journal.root.parent / "copy", journal.root)
    then(journal)


def all_gone(journal: Place, then: Callable[[Place], None] = lambda _journal: None) -> None:
    shutil.rmtree(journal.root)
    then(journal)


def another_history(journal: Place) -> None:
    """The last line is that of another journal under the same key."""
    other = Place(journal.root.parent / "other")
    for number in range(10, 14):
        other.open().append(entry(number))
    journal.put(journal.lines()[:3] + other.lines()[3:])


def another_end(journal: Place) -> None:
    """The last line is another one of this journal, written after the same ones: only the seals know which was there."""
    other = filled(journal.root.parent / "other", 3)
    other.open().append(entry(9))
    journal.put(other.lines())


def in_files(journal: Place) -> list[Path]:
    """Twenty lines more, over several files."""
    for number in range(5, 25):
        journal.open().append(entry(number, time=NOON + timedelta(days=6 * number)))
    return journal.files()


def file_beside(name: str, journal: Place) -> None:
    (journal.folder / name).write_bytes(b"hello\n" * 500)
    next_line(journal)


def rubbish(journal: Place) -> None:
    journal.put([*journal.lines()[:1], *[b"{}\n"] * 50_000, *journal.lines()[2:]])


copied_and_back = partial(put_back, more=0)

ROWS = [
    lines("a changed outcome", changed(outcome="denied"), "changed n", changed(outcome="done")),
    lines("a changed person", changed(hpr_number="900100101"), "changed n", changed(hpr_number="565501872")),
    lines("a changed link to the line before", changed(prev="0" * 64), "changed n", untouched),
    lines("a space more", spaced, "changed n", untouched),
    lines("a line of zero bytes", instead(b"\0" * 300 + b"\n"), "changed n", untouched),
    lines("a removed line", instead(), "removed n", untouched),
    lines("two lines that changed places", swapped, "reordered n", untouched),
    lines("a line that is there twice", lambda lines, number: [*lines, lines[number - 1]], "added last", untouched),
    lines("a foreign line", put(b"hello\n"), "added n", put(b"")),
    lines("a foreign line: nested without end", put(b"[" * 100_000 + b"\n"), "added n", put(b"")),
    lines("a foreign line: of a number too long to be one", put(b'{"n":' + b"9" * 5000 + b"}\n"), "added n", put(b"")),
    lines("a foreign line: half a letter for its MAC", put(b'{"mac":"\\ud800"}\n'), "added n", put(b"")),
    followed("a foreign line: half a letter for its MAC, and one more is written", put(b'{"mac":"\\ud800"}\n'), "added n",
             put(b"")),
    lines("a line with half a letter for its MAC", changed(mac="\ud800"), "changed n", untouched),
    place("a seal with half a letter for its MAC", lambda journal: journal.seal.write_text('{"mac":"\\ud800"}'), "seal 4",
          next_line),
    lines("a cut tail", cut(0), "cut n+1 to last", untouched),
    lines("a tail cut within a line", cut(50), "changed n, cut n+1 to last", untouched),
    followed("a removed line, and one more is written", instead(), "removed n", untouched),
    followed("a foreign line, and one more is written", put(b"hello\n"), "added n", put(b"")),
    followed("a cut tail, and one more is written", cut(0), "removed n+1 to last", untouched),
    place("the seal is gone", lambda journal: journal.seal.unlink(), "seal 4", next_line),
    place("the seal is forged", forged_seal, "seal 4", next_line),
    place("the seal is forged, and one more line is written", partial(forged_seal, then=next_line), "seal 5",
          next_line),
    place("files and seal are put back from a copy", put_back, "seal 4, cut 5 to 7", copied_and_back),
    place("files and seal are put back, and one more line is written", partial(put_back, then=next_line),
          "removed 5 to 7", copied_and_back),
    place("everything is deleted", all_gone, "seal 0, cut 1 to 4", copied_and_back),
    place("everything is deleted, and one more line is written", partial(all_gone, then=next_line), "removed 1 to 4, seal 5",
          copied_and_back),
    place("two histories put together", another_history, "changed 4", copied_and_back),
    place("another last line after the same ones", another_end, "changed 4", copied_and_back),
    place("a whole file taken away", lambda journal: in_files(journal)[1].unlink(), "removed 5 to 6", in_files),
    place("a file named to be the last for ever", partial(file_beside, "journal-9999999999.jsonl"), "added 5",
          partial(file_beside, "notes.txt")),  # ours might go on behind it
    place("a heap of rubbish", rubbish, "changed 2, added 2", next_line),
]  # fmt: skip
