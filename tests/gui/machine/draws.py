"""What hypothesis chooses from."""

from __future__ import annotations

from hypothesis import strategies as st

from provesvar_gui.errors import ErrorCode
from tests.gui.machine.answers import PATIENTS
from tests.gui.machine.seat import Key

NUMBERS = st.sampled_from(sorted(PATIENTS.values()))
PERSONS = st.sampled_from(["a", "a", "b"])
BASES = st.sampled_from("SUA")
ROLES = st.sampled_from(["LE", "SP", "AA"])
SUFFIXES = st.sampled_from([None, Key.Key_Return, Key.Key_Tab])
PLACES = st.integers(0, 200)
ERRORS = st.sampled_from(
    [
        ErrorCode.NO_NETWORK, ErrorCode.TIMEOUT, ErrorCode.ACCESS_REFUSED, ErrorCode.REQUEST_REFUSED, ErrorCode.SERVER_ERROR,
        ErrorCode.NOTHING_MORE_TO_OPEN, ErrorCode.SESSION_EXPIRED, ErrorCode.LOGIN_NOT_ACCEPTED,
    ]
)  # fmt: skip
LOGIN_ERRORS = st.sampled_from(
    [ErrorCode.NO_NETWORK, ErrorCode.LOGIN_DENIED, ErrorCode.LOGIN_TIMEOUT, ErrorCode.KEY_MISSING, ErrorCode.NO_HPR_NUMBER]
)
SESSION_GONE = (ErrorCode.SESSION_EXPIRED, ErrorCode.LOGIN_NOT_ACCEPTED)

ACTS = [
    "log out", "session ends", "another", "login", "enter", "other basis", "first digit", "late", "answer", "fail", "open",
    "steps", "scan", "scan same", "time", "wipe", "escape", "clear", "lock",
    "lock", "idle", "long idle", "warned", "back", "back", "other", "not anew", "fails", "bedside", "end key", "direct",
    "arrives", "invalid", "not me", "take", "keep",
]  # fmt: skip
