"""Refused input with the reason, and beside each the nearest valid input.

A case is one line in the list ``ROWS`` of its kind:

* protocol: ``callback_rows`` (the browser's answer), ``id_token_rows``, ``token_rows`` (the back channel), ``wire_rows`` (bytes
  on the way); ``listener_rows``: other programs and web pages at the listener. Each is played as a whole login over real
  sockets (``stage.py``): a ``Row``.
* ``bundle_rows``: answers of the results service and of the code list; ``journal_rows``; ``file_rows``: client file, key file,
  settings, policy; ``handover_rows``. Each is judged by one function: a ``Case``.

What is no input of a kind above, or no refusal, has no row. It is tested where it happens, under ``tests/``:

* the window: the wheel (``tests/gui/test_wheel.py``), where the trend stands (``tests/gui/results/test_trend*.py``), a failure
  that has the page (``tests/gui/test_window_waiting.py``), whom to call (``tests/gui/test_downtime_card.py``), how much one
  answer may make of it (``tests/gui/results/test_bounds.py``), unseen signs (``tests/gui/test_unseen_signs.py``), the number
  field (``tests/gui/test_patient_field.py``), the words for a failure (``tests/gui/test_messages.py``), an empty past
  (``tests/gui/results/test_view.py``), two isolates (``tests/gui/results/microbiology/test_isolates.py``), one and many
  (``tests/gui/test_messages.py``), how many keys a look-up takes (``tests/e2e/test_main_job.py``);
* time and ending: a wrong clock (``tests/gui/test_session_shown.py``, ``tests/unit/wiring/test_backend.py``), what is left of
  a login (``tests/unit/helseid/test_session_ends.py``, ``tests/gui/lock/test_idle.py``), a session after any answer at all
  (``tests/unit/helseid/test_any_answer.py``), SIGTERM (``tests/e2e/test_closing.py``), a journal on a full disk
  (``tests/unit/audit/test_journal_queue.py``);
* the machine: ports and connections (``tests/unit/helseid/test_loopback.py``), TLS that is too old
  (``tests/unit/platform/test_client.py``), a vault that asks (``tests/unit/wiring/test_backend.py``), packages with a known
  fault (``tests/unit/builds/test_workflows.py``);
* by other settings or at one's own hand: terms that nobody has signed (``tests/unit/helseid/test_login.py``), a number field of
  344 000 letters (``tests/unit/patient/test_identifiers.py``).

``fuzz.py`` makes what nobody has thought of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from provesvar_gui.errors import AppError


@dataclass(frozen=True, slots=True)
class Case:
    """``judge`` says of ``refused`` what is wrong with it, which is ``reason``, and of ``accepted`` nothing: ""."""

    judge: Callable[[Any], str]
    name: str
    refused: Any
    reason: str
    accepted: Any


def silent(error: AppError, *secrets: str) -> AppError:
    """The same error, which quotes none of these anywhere that a log might show."""
    said = f"{error!r} {error} {dict(error.params)} {error.__cause__!r}"
    if not error.__suppress_context__:
        said += repr(error.__context__)
    assert not [secret for secret in secrets if secret in said], error.code
    return error
