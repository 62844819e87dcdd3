"""What every vault must do, run over a store of our own with Windows' limits and over a real one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from tests.unit.helseid.kit import run

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.helseid.vault import KeyVault
    from provesvar_gui.helseid.vault_entries import Store

SERVICE, USER = "Prøvesvar-test", "private-jwk"
LONG = "nøkkel " * 500  # 3500 characters: an RSA key of 4096 bits, and more than Windows takes
SIZES = ("short", "", "æ" * 1280, "x" * 1281, LONG)


class Ground(Protocol):
    """What a vault stands on. ``secrets``: everything that it holds of ours, by whatever name."""

    store: Store
    folder: Path

    def vault(self) -> KeyVault:
        """As a new start of the program has it."""
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
        assert not list(ground.folder.iterdir()) if ground.folder.exists() else True

    def test_nothing_of_what_was_replaced_stays(self, ground: Ground) -> None:
        async def scenario() -> None:
            for text in ("first of them", "second", LONG, "third"):
                await ground.vault().store("me", text)

        run(scenario())
        held = ground.secrets()
        assert "third" in held
        assert not any("first" in secret or "second" in secret or "nøkkel" in secret for secret in held)
        assert not list(ground.folder.iterdir()) if ground.folder.exists() else True

    @pytest.mark.parametrize("text", ["short", LONG])
    def test_what_earlier_versions_cut_in_parts_is_read_and_put_together(self, ground: Ground, text: str) -> None:
        tag = hashlib.sha256(text.encode()).hexdigest()[:16]
        parts = [text[start : start + 1200] for start in range(0, len(text), 1200)]
        for number, part in enumerate(parts):
            ground.store.set_password(f"{SERVICE}/me/{tag}/{number}", USER, part)
        ground.store.set_password(f"{SERVICE}/me", USER, f"{tag}:{len(parts)}")

        async def scenario() -> None:
            assert await ground.vault().load("me") == text
            if len(parts) > 1:
                assert all(ground.store.get_password(f"{SERVICE}/me/{tag}/{n}", USER) is None for n in range(len(parts)))
            assert await ground.vault().load("me") == text
            await ground.vault().delete("me")

        run(scenario())
        assert ground.secrets() == []

    def test_a_part_of_an_earlier_version_that_is_gone_or_changed_is_told(self, ground: Ground) -> None:
        tag = hashlib.sha256(b"abcd").hexdigest()[:16]
        ground.store.set_password(f"{SERVICE}/me/{tag}/0", USER, "ab")
        ground.store.set_password(f"{SERVICE}/me", USER, f"{tag}:2")
        assert trouble(ground) is ErrorCode.KEY_MISSING
        ground.store.set_password(f"{SERVICE}/me/{tag}/1", USER, "ce")
        assert trouble(ground) is ErrorCode.KEY_MISSING

    @pytest.mark.parametrize("text", ["short", LONG])
    def test_an_entry_that_the_head_names_and_that_is_gone_is_told_and_can_be_replaced(self, ground: Ground, text: str) -> None:
        run(ground.vault().store("me", text))
        head = ground.store.get_password(f"{SERVICE}/me", USER)
        assert head is not None
        ground.store.delete_password(f"{SERVICE}/me/{head.partition(':')[0]}/0", USER)
        assert trouble(ground) is ErrorCode.KEY_MISSING
        run(ground.vault().store("me", "new"))
        assert run(ground.vault().load("me")) == "new"

    @pytest.mark.parametrize("head", ["", "x", "0123456789abcdef", "zz:1", "zz:x", "../../a:sealed"])
    def test_a_head_that_says_nothing_sensible_is_no_key(self, ground: Ground, head: str) -> None:
        ground.store.set_password(f"{SERVICE}/me", USER, head)
        assert run(ground.vault().load("me")) is None
        run(ground.vault().store("me", "new"))
        assert run(ground.vault().load("me")) == "new"

    @pytest.mark.parametrize("head", ["{}:later", "{}:100", "- {}:later", "{other}:1 {}:later", "{}:"])
    def test_what_a_later_version_keeps_is_told_and_left_as_it_is(self, ground: Ground, head: str) -> None:
        said = head.format("0123456789abcdef", other="fedcba9876543210")
        ground.store.set_password(f"{SERVICE}/me", USER, said)
        assert trouble(ground) is ErrorCode.KEY_NEWER
        for change in (ground.vault().store("me", "new"), ground.vault().delete("me")):
            with pytest.raises(AppError) as caught:
                run(change)
            assert caught.value.code is ErrorCode.KEY_NEWER
        assert ground.store.get_password(f"{SERVICE}/me", USER) == said
        ground.store.delete_password(f"{SERVICE}/me", USER)


class SealedContract:
    """For a ground whose vault takes no more than Windows' 2560 bytes for one secret."""

    def test_a_large_text_lies_encrypted_beside_a_key_in_the_vault(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        (file,) = ground.folder.iterdir()
        assert file.stat().st_mode & 0o077 == 0
        assert ground.folder.stat().st_mode & 0o077 == 0
        assert b"n\xc3\xb8kkel" not in file.read_bytes()
        assert "me" not in file.name.split(".")
        assert not any("nøkkel" in secret for secret in ground.secrets())

    def test_a_file_or_its_key_that_is_gone_is_told(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        (file,) = ground.folder.iterdir()
        content = file.read_bytes()
        file.unlink()
        assert trouble(ground) is ErrorCode.KEY_MISSING
        file.write_bytes(content)
        assert run(ground.vault().load("me")) == LONG
        ground.store.delete_password(f"{SERVICE}/me/{file.name.split('.')[1]}/0", USER)
        assert trouble(ground) is ErrorCode.KEY_MISSING
        run(ground.vault().store("me", LONG))
        assert run(ground.vault().load("me")) == LONG
        assert len(list(ground.folder.iterdir())) == 1

    def test_a_file_that_is_changed_or_anothers_does_not_open(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        (mine,) = ground.folder.iterdir()
        good = mine.read_bytes()
        run(ground.vault().store("another", LONG))
        (others,) = set(ground.folder.iterdir()) - {mine}
        for content in (others.read_bytes(), good[:-1], good[:-1] + bytes([good[-1] ^ 1]), b"", b"x" * 40, b"x" * 300_000):
            mine.write_bytes(content)
            with pytest.raises(AppError) as caught:
                run(ground.vault().load("me"))
            assert caught.value.code is ErrorCode.KEY_MALFORMED
        assert run(ground.vault().load("another")) == LONG

    def test_a_file_and_its_key_under_another_clients_name_do_not_open(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        (mine,) = ground.folder.iterdir()
        run(ground.vault().store("another", LONG))
        (others,) = set(ground.folder.iterdir()) - {mine}
        others.write_bytes(mine.read_bytes())
        key = ground.store.get_password(f"{SERVICE}/me/{mine.name.split('.')[1]}/0", USER)
        ground.store.set_password(f"{SERVICE}/another/{others.name.split('.')[1]}/0", USER, key or "")
        with pytest.raises(AppError) as caught:
            run(ground.vault().load("another"))
        assert caught.value.code is ErrorCode.KEY_MALFORMED

    def test_what_a_crash_has_left_is_swept_at_the_next_write(self, ground: Ground) -> None:
        run(ground.vault().store("me", LONG))
        (file,) = ground.folder.iterdir()
        stem = file.name.split(".")[0]
        (ground.folder / f"{stem}.{'ab' * 8}.sealed").write_bytes(b"left")
        ground.store.set_password(f"{SERVICE}/me/{'ab' * 8}/0", USER, "left")
        (ground.folder / f"{'0' * 24}.{'ab' * 8}.sealed").write_bytes(b"of another client")
        run(ground.vault().store("me", "short"))
        assert [path.read_bytes() for path in ground.folder.iterdir()] == [b"of another client"]
        assert "left" not in ground.secrets()
