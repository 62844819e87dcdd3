"""Who can change a file on Windows, from the text of its access list."""

from __future__ import annotations

from pathlib import Path

import pytest

from provesvar_gui.platform.access_list import EVERYBODY, access_list, changed_by, read_by

USER = "S-1-5-21-1004336348-1177238915-682003330-1001"
SYSTEM = "(A;;FA;;;SY)(A;;FA;;;BA)"


@pytest.mark.parametrize(
    ("sddl", "who"),
    [
        (f"O:BAG:SYD:PAI{SYSTEM}", set()),
        (f"O:BAD:AI{SYSTEM}(A;ID;0x1200a9;;;BU)", set()),  # they read
        (f"O:{USER}D:{SYSTEM}", {USER}),  # who owns it can give itself the right
        (f"O:BAD:{SYSTEM}(A;;0x1301bf;;;AU)", {"AU"}),  # modify
        (f"O:BAD:{SYSTEM}(A;;FW;;;WD)(A;;WD;;;{USER})", {"WD", USER}),
        (f"O:BAD:{SYSTEM}(XA;;GA;;;BU;(@User.Title==1))", {"BU"}),
        (f"O:BAD:{SYSTEM}(A;;QQ;;;BU)", {"BU"}),  # a right that nobody knows
        (f"O:BAD:{SYSTEM}(A;OICIIO;FA;;;CO)(D;;FA;;;BU)(AU;SA;FA;;;WD)", set()),  # what is made in it; denied; recorded
        (f"D:{SYSTEM}", {"WD"}),  # nobody knows who owns it
        ("O:BA", {"WD"}),  # no list: everybody may do everything
        ("O:BAD:NO_ACCESS_CONTROL", {"WD"}),
        ("O:BAD:", set()),  # an empty one: nobody
    ],
)
def test_who_can_change_it(sddl: str, who: set[str]) -> None:
    assert changed_by(sddl) == who


def test_in_a_folder_new_files_replace_nothing() -> None:
    program_data = f"O:SYD:PAI{SYSTEM}(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;DCLCRPCR;;;BU)"  # as Windows has it
    assert changed_by(program_data, folder=True) == set()
    assert changed_by(program_data) == {"BU"}
    assert changed_by(f"O:SYD:{SYSTEM}(A;;DT;;;BU)", folder=True) == {"BU"}


@pytest.mark.parametrize(
    ("rights", "who", "everybody"), [("FR", "BU", True), ("GR", "WD", True), ("FR", USER, False), ("FX", "BU", False)]
)
def test_who_can_read_it(rights: str, who: str, everybody: bool) -> None:
    assert bool(read_by(f"O:BAD:{SYSTEM}(A;;{rights};;;{who})") & EVERYBODY) is everybody


def test_elsewhere_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no access lists"):
        access_list(tmp_path)
