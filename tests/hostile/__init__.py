"""Refused input with the reason, and beside each the nearest valid input.

A case is one line in the list ``ROWS`` of its kind:

* protocol: ``callback_rows`` (the browser's answer), ``id_token_rows``, ``token_rows`` (the back channel), ``wire_rows`` (bytes
  on the way); ``listener_rows``: other programs and web pages at the listener. Each is played as a whole login over real
  sockets (``stage.py``): a ``Row``.
* ``bundle_rows``: answers of the results service and of the code list; ``journal_rows``; ``file_rows``: client file, key file,
  settings, policy; ``handover_rows``. Each is judged by one function: a ``Case``.

What is no input of a kind above, or no refusal, has no row. Under ``tests`` it is tested where it happens:

* the window: the wheel (``gui/test_wheel.py``), where the trend stands (``gui/results/test_trend*.py``), a failure that has the
  page (``gui/test_failed_again.py``), whom to call (``gui/test_whom_to_call.py``), how much one answer may make of it
  (``gui/results/test_bounds.py``), unseen signs in every view, copy and print (``gui/test_unseen_signs.py``), what is put into
  the number field (``gui/test_patient_field.py``), the words for a failure (``gui/test_messages.py``), for an empty past
  (``gui/results/test_view.py``), for two isolates (``gui/results/microbiology/test_told_apart.py``) and for one and for many
  (``gui/test_i18n.py``), and how many keys a look-up takes (``e2e/test_keystrokes.py``);
* time and ending: a wrong clock (``gui/test_session_shown.py``, ``unit/wiring/test_wrong_clock.py``), what is left of a login
  (``unit/helseid/test_session_ends.py``, ``gui/lock/test_tokens.py``), a session after any answer at all
  (``unit/helseid/test_any_answer.py``), SIGTERM (``e2e/test_closing.py``), a journal that cannot be written
  (``unit/audit/test_clerk.py``);
* the machine: ports that are taken or reserved, how often the table of connections is read (``unit/helseid/test_loopback.py``),
  the vault that asks before a patient is there (``unit/wiring/test_vault_asks.py``), TLS of yesterday
  (``unit/platform/test_client_failures.py``), packages with a known fault (``unit/builds/test_vulnerabilities.py``).

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
