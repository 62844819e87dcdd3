"""The requirements of every vault, run over a store of our own with Windows' limits and over a real one."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.vault import KeyVault, Store
from tests.kit.errors import app_error
from tests.kit.loop import run

SERVICE, USER = "Prøvesvar-test", "private-jwk"
LONG = "nøkkel " * 500  # 3500 characters: an RSA key of 4096 bits, and more than Windows takes
SIZES = ("short", "", "æ" * 1280, "x" * 1281, LONG)


class SecretServiceNotAvailableException(Exception):  # noqa: N818 - secretstorage's name
    """As secretstorage names it."""


class Ground(Protocol):
    """What a vault stands on. ``secrets``: everything that it holds of ours, by whatever name."""

    store: Store
    folder: Path

    def vault(self, *, folder: bool = True) -> KeyVault:
        """As a new start of the program has it. ``folder``: whether it has one."""
        ...

    def secrets(self) -> list[str]: ...


def trouble(ground: Ground) -> ErrorCode:
    with pytest.raises(AppError) as caught:
        run(ground.vault().load("me"))
    return caught.value.code


class VaultContract:
    """Subclass with a fixture ``ground``."""

    def test_texts_of_any_length_are_kept_replaced_and_forgotten(self, ground: Ground) -> None:
        assert run(ground.vault().load("me")) is None
        run(ground.vault().delete("me"))
        run(ground.vault().store("another", "of another"))
        for text in (*SIZES, SIZES[0]):
            run(ground.vault().store("me", text))
            assert run(ground.vault().load("me")) == text
        run(ground.vault().delete("me"))
        assert run(ground.vault().load("me")) is None
        assert run(ground.vault().load("another")) == "of another"
        run(ground.vault().delete("another"))
        assert ground.secrets() == []
        assert not list(ground.folder.iterdir())

    @pytest.mark.hazard("S62")
    def test_nothing_of_what_was_replaced_stays(self, ground: Ground) -> None:
        async def scenario() -> None:
            for text in ("first of them", "second", LONG, "third"):
                await ground.vault().store("me", text)

        run(scenario())
        (file,) = ground.folder.iterdir()
        assert len(ground.secrets()) == 1  # the key of that file
        assert run(ground.vault().load("me")) == "third"
        assert not any(text.encode() in file.read_bytes() for text in ("first", "second", "third"))

    @pytest.mark.hazard("S5", "S60")
    @pytest.mark.requirement("R25")
    def test_a_text_lies_encrypted_beside_a_key_in_the_vault(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        (file,) = ground.folder.iterdir()
        assert file.stat().st_mode & 0o077 == 0
        assert ground.folder.stat().st_mode & 0o077 == 0
        assert b"n\xc3\xb8kkel" not in file.read_bytes()
        assert "me" not in file.name.split(".")
        assert not any("nøkkel" in secret for secret in ground.secrets())

    @pytest.mark.hazard("S67")
    def test_a_key_that_is_gone_is_told_and_can_be_replaced(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        ground.store.delete_password(f"{SERVICE}/me", USER)
        assert trouble(ground) is ErrorCode.KEY_MISSING
        run(ground.vault().store("me", LONG))
        assert run(ground.vault().load("me")) == LONG
        assert len(ground.secrets()) == 1

    def test_without_its_file_there_is_none(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        (file,) = ground.folder.iterdir()
        content = file.read_bytes()
        file.unlink()
        assert run(ground.vault().load("me")) is None
        file.write_bytes(content)
        assert run(ground.vault().load("me")) == LONG

    def test_a_file_that_is_changed_or_anothers_does_not_open_and_can_be_replaced(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        (mine,) = ground.folder.iterdir()
        good = mine.read_bytes()
        head = good.partition(b"\n")[0] + b"\n"
        for content in (good[:-1], good[:-1] + bytes([good[-1] ^ 1]), head, b"", b"x" * 40, good * 100):
            mine.write_bytes(content)
            assert trouble(ground) is ErrorCode.KEY_MALFORMED
        run(ground.vault().store("me", "new"))
        assert run(ground.vault().load("me")) == "new"

    @pytest.mark.hazard("S60")
    def test_a_file_and_its_key_under_another_clients_name_do_not_open(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        (mine,) = ground.folder.iterdir()
        run(ground.vault().store("another", LONG))
        (others,) = set(ground.folder.iterdir()) - {mine}
        others.write_bytes(mine.read_bytes())
        key = ground.store.get_password(f"{SERVICE}/me", USER)
        ground.store.set_password(f"{SERVICE}/another", USER, key or "")
        with app_error(ErrorCode.KEY_MALFORMED):
            run(ground.vault().load("another"))
        ground.store.set_password(f"{SERVICE}/another", USER, "no key")
        with app_error(ErrorCode.KEY_MALFORMED):
            run(ground.vault().load("another"))

    def test_what_a_later_version_keeps_is_told_and_left_as_it_is(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        (file,) = ground.folder.iterdir()
        said, secrets = b"PVK2" + file.read_bytes()[4:], ground.secrets()
        file.write_bytes(said)
        assert trouble(ground) is ErrorCode.KEY_NEWER
        for change in (ground.vault().store("me", "new"), ground.vault().delete("me")):
            with app_error(ErrorCode.KEY_NEWER):
                run(change)
        assert (file.read_bytes(), ground.secrets()) == (said, secrets)

    def test_without_a_folder_a_text_is_an_entry_of_the_vault(self, ground: Ground) -> None:
        vault = ground.vault(folder=False)
        assert run(vault.load("me")) is None
        run(vault.delete("me"))
        for text in ("first", "", "second"):
            run(vault.store("me", text))
            assert run(vault.load("me")) == text
        assert "second" in ground.secrets()
        run(vault.delete("me"))
        assert run(vault.load("me")) is None
        assert ground.secrets() == []
        assert not ground.folder.exists()
