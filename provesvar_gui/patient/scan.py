"""Detection of a keyboard-wedge scanner by the times of its keys. Pure: the caller passes the times, in seconds.

A scanner's digits come at most 35 ms apart. The system may hold them up: such a hiccup breaks a scan into fragments, which belong
together when they follow each other within half a second, are at most three, and make eleven digits. Hands are no match for that:
at 80 ms and more between keys, even with two keys hit at once now and then, no three fragments make eleven digits.

A slow scanner, or one behind a slow remote desktop, cannot be told from a hand by its digits: they go where they were typed. But
an Enter right after eleven of them that came in about a second is taken for the scanner's own: a look-up is deliberate.
"""

from __future__ import annotations

GAP = 0.035  # s between two digits of a fragment
JOIN = 0.500  # s between two fragments of one scan
SUFFIX = 0.250  # s between the last digit and the scanner's own Enter or Tab; no hand is as quick
HICCUPS = 2
ENOUGH = 9  # digits in one fragment: this is a scanner, whatever comes
WHOLE = 11
SLOW_WHOLE = 1.1  # s for eleven digits of a slow scanner
SLOW_SUFFIX = 0.300  # s between its last digit and its Enter
SLOW_GAP = 0.110  # s between its two suffixes, where it has two
_FAST_GAPS = 5  # no more than GAP: with the Enter that follows, this too was a scanner (a label that is no patient number)


class ScanStream:
    """``number``: the digits of a scanner so far, "" while they may be typed by hand. ``slow``: a slow scanner, by its suffix."""

    def __init__(self) -> None:
        self.number = ""
        self.slow = False
        self._fragments: list[str] = []
        self._times: list[float] = []
        self._last = float("-inf")
        self._suffix = float("-inf")
        self._between = GAP  # s between the last suffix and a second one

    def continues(self, at: float) -> bool:
        return bool(self._fragments) and 0 <= self._since(at) <= (GAP if len(self.number) >= WHOLE else JOIN)

    def in_burst(self, at: float) -> bool:
        """Whether this time is right after a digit. The first repeat of a held key comes much later."""
        return bool(self._fragments) and 0 <= self._since(at) <= GAP

    def digit(self, digit: str, at: float) -> None:
        if not self.continues(at):
            self.reset()
        if self.in_burst(at):
            self._fragments[-1] += digit
        else:
            self._fragments.append(digit)
            del self._fragments[: -HICCUPS - 2]
        self._last = at
        self._times = [*self._times[1 - WHOLE :], at]
        self.number = self._number_with(digit)

    def suffix(self, at: float) -> bool:
        """Whether an Enter or Tab at this time is the scanner's; ``number``: the scanned number, "" for a second suffix."""
        fast = sum(len(fragment) - 1 for fragment in self._fragments) >= _FAST_GAPS
        if (self.number or fast) and 0 <= self._since(at) <= SUFFIX:
            self.number = self.number or self._joined(len(self._fragments))
            self._suffix, self._between = at, GAP
            return True
        whole = len(self._times) == WHOLE and round(self._last - self._times[0], 6) <= SLOW_WHOLE
        if whole and 0 <= self._since(at) <= SLOW_SUFFIX:
            self._suffix, self._between = at, SLOW_GAP
            self.slow = not self.number
            return True
        return 0 <= round(at - self._suffix, 6) <= self._between

    def may_be_scan(self) -> bool:
        return bool(self.number) or len(self._fragments) <= HICCUPS + 1 or len(self._fragments[-1]) > 1

    def reset(self) -> None:
        self.number = ""
        self.slow = False
        self._fragments = []
        self._times = []

    def _since(self, at: float) -> float:
        return round(at - self._last, 6)  # a time in whole milliseconds has no exact float

    def _number_with(self, digit: str) -> str:
        run = self._fragments[-1]
        if len(run) == WHOLE:  # nothing before it belongs to it
            return run
        if len(self.number) >= WHOLE:  # another kind of label: shown as the wrong number that it is
            return self.number + digit
        joined = self._joined(HICCUPS)
        return joined if self.number or len(run) >= ENOUGH or len(joined) == WHOLE else ""

    def _joined(self, hiccups: int) -> str:
        """The last fragment joined with earlier ones, as far as they fit in one number."""
        joined = self._fragments[-1]
        for fragment in self._fragments[-2 : -2 - hiccups : -1]:
            if len(fragment) + len(joined) > WHOLE:
                break
            joined = fragment + joined
        return joined
