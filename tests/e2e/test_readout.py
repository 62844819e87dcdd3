"""What a screen reader comes to in one whole look-up is what the page says, where it was read and judged.

``python -m tests.e2e.test_readout`` writes it into the page anew. Times and ages, others each day, and the period
of the curves, which follows the time of day, are told as ‹tid› and ‹alder›.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.display import Display, display, wait_until
from tests.e2e.hands import DOCTOR, caret, fill_in, wait_for_caret
from tests.e2e.program import ROOT, log_in, program
from tests.e2e.screen_reader import Node, ScreenReader

PAGE = ROOT / "packaging" / "compliance" / "screen-reader.md"
HEAD = "## 3. One look-up, as it is read\n"
CELLS = 4  # of a table, and the focused one
#: Without a name: not told. In the trend that is the period with which it begins.
STEPS = (
    ("Down", "One row down", "tast H [selected, focused]"),
    ("k", "", "svar tegnet"),
    ("minus " * 6, "K, and - up to the whole time: the trend of potassium", "hele tidsrommet [checked]"),
    ("ctrl+3", "Ctrl+3: the reports", "table: Rapporten"),
    ("F8", "F8: a new patient", "Skriv, lim inn eller skann"),
)
MONTHS = "jan|feb|mars|april|mai|juni|juli|aug|sep|okt|nov|des"
PASSING = (
    (r"Liste fra \S+", "Liste fra ‹tid›"),
    (r"Forløp \d+ (?:t|d|år)\b", "Forløp ‹tid›"),
    (rf"\d+\. (?:{MONTHS})\w*(?: \d{{4}})?|\bi (?:dag|går)\b", "‹dag›"),
    (r"(?:‹dag› )?\b\d\d:\d\d\b|‹dag›", "‹tid›"),
    (r"\(?\b\d+ (?:min|t|d|md|år) (?:siden|før)\b\)?|\b\d+ år\b", "‹alder›"),
    (r"\d{4}–\d{4}", "‹år›"),
    (r"\b\d+ (t\b|timer\b|svar tegnet)", r"‹n› \1"),
    (r" Lavest: .*", " …"),
)


def lines(nodes: list[Node]) -> Iterator[str]:
    cells = 0
    for node in nodes:
        cells = cells + 1 if node.role == "cell" else 0
        if not (node.name or node.text) or node.role in ("application", "desktop frame") or (cells > CELLS and not node.focused):
            continue
        states = ", ".join((*node.states, *(("focused",) if node.focused else ())))
        told = " ".join(filter(None, (f"{node.role}:", node.name, node.text and f"= {node.text}", states and f"[{states}]")))
        line = " ".join((told if node.description in ("", node.name) else f"{told} — {node.description}").split())
        for pattern, instead in PASSING:
            line = re.sub(pattern, instead, line)
        yield line


def read_aloud(bench: Display, reader: ScreenReader, home: Path) -> str:
    """The form and the overview whole; of every other step what is new on the screen."""
    parts: list[str] = []
    before: list[str] = []

    def tell(step: str, seen: str, *, whole: bool = False) -> None:
        wait_until(lambda: any(seen in each for each in lines(reader.read())), f"{step}: {seen}")
        wait_until(lambda: list(lines(reader.read())) == list(lines(reader.read())), f"{step} at rest")
        if not step:
            return
        now = list(lines(reader.read()))
        parts.append("\n".join((f"### {step}\n", "```", *(each for each in now if whole or each not in before), "```\n")))
        before[:] = now

    with program(bench, home, "--sandbox") as run:
        bench.come_to("Prøvesvar")
        wait_for_caret(reader)
        tell("The form", "Innlogging, tjeneste og kodeliste svarer", whole=True)
        fill_in(bench, caret(reader))
        bench.keys("Tab", "Down")
        tell("Number, basis and role are filled in, the list of organisations is open", "Fiktivdal legesenter")
        bench.keys("Return")
        tell("Enter: the browser logs in", "Logg inn i nettleseren")
        log_in(run.next_address(), DOCTOR)
        tell("The overview", "cell: Kalium", whole=True)
        for key, step, seen in STEPS:
            bench.keys(*key.split())
            tell(step, seen)
        run.close(bench)
    return "\n".join(parts)


@pytest.mark.hazard("H4.2")
def test_a_whole_lookup_is_read_as_the_page_says(bench: Display, reader: ScreenReader, home: Path) -> None:
    assert read_aloud(bench, reader, home).strip() == PAGE.read_text("utf-8").partition(HEAD)[2].strip()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="pv") as folder, display(Path(folder)) as ready:
        made = read_aloud(ready, ScreenReader(ready.env["DBUS_SESSION_BUS_ADDRESS"]), Path(folder))
    PAGE.write_text(PAGE.read_text("utf-8").partition(HEAD)[0] + HEAD + "\n" + made, "utf-8")
