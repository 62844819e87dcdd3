"""A vault that is absent, locked or broken: said in words, nothing hangs, what was typed stays, the next Enter tries again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.program import program
from tests.e2e.surroundings import KNOWS_NOBODY, resolver, settings
from tests.e2e.test_bad_days import GROUPED, ask
from tests.e2e.vaults import ABSENT, BROKEN, locked_vault, refusing

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader


@pytest.mark.parametrize(
    ("vault", "words"),
    [
        (partial(refusing, error=ABSENT), "This machine has no password store that keeps the program's HelseID key."),
        (partial(refusing, error=BROKEN), "The system's password store reports an error."),
        (partial(locked_vault, asking=BROKEN), "The system's password store is locked."),
    ],
    ids=["absent", "broken", "locked"],
)
def test_what_is_wrong_with_the_vault_is_said_and_the_window_lives(
    bench: Desk, reader: ScreenReader, home: Path, vault: Callable[[Desk], AbstractContextManager[None]], words: str
) -> None:
    config = settings(home, 'key = "vault"')
    with vault(bench), program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)) as run:
        ask(bench, reader)
        wait_until(lambda: reader.sees(words), words)
        assert reader.sees(GROUPED)  # nothing typed is lost
        assert not reader.sees("the vault's own words")
        bench.keys("Return")
        wait_until(lambda: reader.sees(words), "the failure of the second try")
        run.close(bench)


def test_while_the_system_asks_for_the_password_the_window_says_so_and_can_be_closed(
    bench: Desk, reader: ScreenReader, home: Path
) -> None:
    words = "Unlock it where the system asks for its password."
    config = settings(home, 'key = "vault"')
    with locked_vault(bench, ""), program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)) as run:
        ask(bench, reader)
        wait_until(lambda: reader.sees(words), words)
        assert reader.sees(GROUPED)
        run.close(bench)
