"""What was plainly examined, by specimen and name: two materials under one national code are two series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.results.test_series import coded, made

if TYPE_CHECKING:
    from provesvar_gui.results.model import Finding

POTASSIUM = ("7280", "NPU03230")


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (coded("P-Kalium", POTASSIUM), coded("U-Kalium", POTASSIUM), 2),
        (coded("P-Glukose", POTASSIUM), coded("Csv-Glukose", POTASSIUM, material="Spinalvæske"), 2),
        (coded("P-LD", POTASSIUM), coded("LD", POTASSIUM, material="Pleuravæske"), 2),
        (coded("P-Kalium", POTASSIUM), coded("P-Kalium", POTASSIUM, material="Døgnurin"), 2),
        (coded("Kalium", POTASSIUM, material="Plasma"), coded("Kalium", POTASSIUM, material="Urin"), 2),
        (coded("Kalium", POTASSIUM, material="EDTA-blod"), coded("U-Kalium", POTASSIUM), 2),
        (coded("Kalium", POTASSIUM, material="P"), coded("Kalium", POTASSIUM, material="U"), 2),
        (coded("U-Kalium", POTASSIUM), coded("Csv-Kalium", POTASSIUM), 2),
        (coded("P-Kalium", POTASSIUM), coded("S-Kalium", POTASSIUM, material="Fullblod"), 1),
        (coded("aB-Kalium", POTASSIUM), coded("Kalium", POTASSIUM), 1),
        (coded("U-Kalium", POTASSIUM), coded("Kalium", POTASSIUM), 1),
        (coded("Kalium", POTASSIUM), coded("Kalium", POTASSIUM, material="Urin"), 1),
        (coded("Kalium", POTASSIUM, material="Sårsekret"), coded("Kalium", POTASSIUM, material="Ukjent"), 1),
    ],
)
def test_plainly_two_materials_under_one_national_code_are_two_series(one: Finding, other: Finding, count: int) -> None:
    assert len(made(one, other)) == len(made(other, one)) == count


def test_what_says_no_material_goes_with_blood_where_two_are_told() -> None:
    blood, urine, unsaid = coded("P-Kalium", POTASSIUM), coded("U-Kalium", POTASSIUM), coded("Kalium", POTASSIUM)
    found = {each.key.material: len(each.points) for each in made(urine, unsaid, blood)}
    assert found == {"": 2, "urine": 1}
    assert [each.key for each in made(urine)] == [each.key for each in made(unsaid, urine)]  # the key is the same beside others


def test_two_series_are_not_called_the_same() -> None:
    same = (
        coded("P-Lipase", POTASSIUM),
        coded("P-Lipase", POTASSIUM, material="Urin"),
        coded("U-Lipase", POTASSIUM, material="Urin"),
    )
    assert [each.name for each in made(*same[:2])] == ["P-Lipase (NPU03230)", "P-Lipase (NPU03230), Urin"]
    assert [each.name for each in made(same[2])] == ["U-Lipase (NPU03230)"]
