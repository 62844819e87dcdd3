"""Quantities: NLK codes (sourced in Norwegian material), how each laboratory writes them, and what is flagged.

The limits are plausible for an adult woman; they belong to these invented laboratories and to nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox.records.codes import coding
from provesvar_gui.sandbox.records.draft import quantity

if TYPE_CHECKING:
    from provesvar_gui.sandbox.records.draft import Draft, Resource


@dataclass(frozen=True, slots=True)
class Analyte:
    """``low``/``high`` are reference limits as text; ``floor``/``ceiling``: beyond these, "<5" or ">90" is reported."""

    nlk: str
    name: str
    unit: str
    decimals: int
    low: str = ""
    high: str = ""
    local: str = ""
    floor: str = ""
    ceiling: str = ""
    private_name: str = ""  # as the private laboratory calls it (serum)
    private_limits: tuple[str, str] | None = None


ANALYTES: dict[str, Analyte] = {
    "K": Analyte(
        "NPU03230", "P-Kalium", "mmol/L", 1, "3.5", "4.6", "KAL", private_name="S-Kalium", private_limits=("3.6", "5.0")
    ),
    "Na": Analyte(
        "NPU03429", "P-Natrium", "mmol/L", 0, "137", "144", "NAT", private_name="S-Natrium", private_limits=("137", "145")
    ),
    "crea": Analyte("NPU04998", "P-Kreatinin", "µmol/L", 0, "45", "90", "KREAT", private_name="S-Kreatinin"),
    "egfr": Analyte(
        "NOR25909",
        "Nyre-estimert GFR CKD-EPI Kreatinin (overfl.=1,73m2)",
        "mL/min/1.73m2",
        0,
        "60",
        "",
        "EGFR",
        ceiling="90",
        private_name="S-eGFR (CKD-EPI)",
        private_limits=("61", ""),
    ),
    "urea": Analyte("NPU01459", "P-Karbamid", "mmol/L", 1, "3.1", "7.9", "KARB", private_name="S-Karbamid"),
    "crp": Analyte("NPU19748", "P-C-Reaktivt protein", "mg/L", 0, "", "5", "CRP", floor="5", private_name="S-CRP"),
    "hb": Analyte("NOR05172", "B-Hemoglobin", "g/dL", 1, "11.7", "15.3", "HGB", private_name="B-Hemoglobin"),
    "lpk": Analyte("NPU02593", "B-Leukocytter", "10^9/L", 1, "3.5", "10.0", "LPK", private_name="B-Leukocytter"),
    "tpk": Analyte(
        "NPU03568",
        "B-Trombocytter",
        "10^9/L",
        0,
        "145",
        "390",
        "TPK",
        private_name="B-Trombocytter",
        private_limits=("165", "387"),
    ),
    "glu": Analyte("NPU02192", "P-Glukose", "mmol/L", 1, "4.0", "7.7", "GLUK", private_name="P-Glukose"),
    "hba1c": Analyte("NPU27300", "B-HbA1c", "mmol/mol", 0, "20", "42", "A1C", private_name="B-HbA1c"),
    "hba1c%": Analyte("NPU03835", "B-HbA1c", "%", 1, "4.0", "6.0", "A1CP", private_name="B-HbA1c"),
    "inr": Analyte("NPU01685", "P-INR", "", 1, "0.8", "1.2", "INR", private_name="P-INR"),
    "tnt": Analyte("NPU27501", "P-Troponin T", "ng/L", 0, "0", "14", "TROPT", floor="5", private_name="S-Troponin T"),
    "ddim": Analyte("NPU28289", "P-D-Dimer", "mg/L FEU", 2, "", "0.57", "DDI", ceiling="4.00", private_name="P-D-dimer"),
    "alat": Analyte("NPU19651", "P-ALAT", "U/L", 0, "10", "45", "ALT", private_name="S-ALAT"),
    "asat": Analyte("NPU19654", "P-ASAT", "U/L", 0, "15", "35", "AST", private_name="S-ASAT"),
    "gt": Analyte("NPU19657", "P-GT", "U/L", 0, "10", "75", "GGT", private_name="S-GT"),
    "alp": Analyte("NPU27783", "P-ALP", "U/L", 0, "35", "105", "ALP", private_name="S-ALP"),
    "bili": Analyte("NPU01370", "P-Bilirubin", "µmol/L", 0, "5", "25", "BIL", floor="3", private_name="S-Bilirubin"),
    "amy": Analyte("NPU19653", "P-Amylase, pankreastype", "U/L", 0, "10", "65", "AMYP", private_name="S-Amylase, pankreas"),
    "bnp": Analyte("NPU21571", "P-NT-proBNP", "ng/L", 0, "", "170", "BNP", private_name="S-NT-proBNP"),
    "ld": Analyte("NPU19658", "P-LD", "U/L", 0, "105", "205", "LDH", private_name="S-LD"),
    "alb": Analyte("NPU19673", "P-Albumin", "g/L", 0, "36", "45", "ALBU", private_name="S-Albumin"),
    "ferr": Analyte("NPU19763", "P-Ferritin", "µg/L", 0, "18", "240", "FERR", private_name="S-Ferritin"),
    "tsh": Analyte("NOR05865", "Us-TSH", "mIE/L", 2, "0.40", "4.50", "TSH", private_name="S-TSH"),
    "ft4": Analyte("NOR05863", "Us-FT4", "pmol/L", 0, "10", "22", "FT4", private_name="S-FT4"),
    "para": Analyte("NPU03024", "P-Paracetamol", "µmol/L", 0, "", "", "PARA", floor="50", private_name="S-Paracetamol"),
    "etoh": Analyte("NPU23869", "P-Etanol", "g/L", 2, "", "", "ETOH", floor="0.1", private_name="S-Etanol"),
    "hcg": Analyte("NPU19579", "P-hCG+ betakjeder", "U/L", 0, "", "5", "HCG", floor="2", private_name="S-hCG"),
    # Capillary CRP in a surgery, and venous blood gas. Lactate has one Norwegian source only.
    "mcrp": Analyte("NOR05091", "P-Mikro CRP", "mg/L", 0, "", "5", "MCRP", floor="5"),
    "ph": Analyte("NPU03995", "P-(vB) pH", "", 2, "7.31", "7.41", "VPH"),
    "pco2": Analyte("NPU10029", "P-(vB) pCO2", "kPa", 1, "5.3", "6.9", "VPCO2"),
    "po2": Analyte("NPU12501", "vB-pO2", "kPa", 1, "", "", "VPO2"),
    "be": Analyte("NPU12521", "P-(vB) Base Excess", "mmol/L", 1, "-3.0", "3.0", "VBE"),
    "hco3": Analyte("NPU14266", "P-(vB) bikarbonat, aktuell", "mmol/L", 1, "22.0", "28.0", "VHCO3"),
    "lac": Analyte("NPU03942", "vB-Laktat", "mmol/L", 1, "0.5", "2.2", "VLAK"),
    "ica": Analyte("NPU04144", "P-Kalsium, fritt (pH 7,4)", "mmol/L", 2, "1.15", "1.33", "CAFRI"),
    "bglu": Analyte("NPU02187", "B-Glukose", "mmol/L", 1, "4.0", "7.7", "BGLU"),
}

# Units as each laboratory spells them; the private laboratory's are often not UCUM.
_UNITS = {
    "nord": {"µmol/L": "umol/L", "10^9/L": "10^9 /L", "mL/min/1.73m2": "mL/min/1,73m2"},
    "ost": {"10^9/L": "10#9/L"},
}


def limits_text(low: str, high: str, *, comma: bool) -> str:
    """A reference range as text: "3.5 - 4.6", "<5", ">60" or ""."""
    text = f"{low} - {high}" if low and high else f"<{high}" if high else f">{low}" if low else ""
    return text.replace(".", ",") if comma else text


def code_of(analyte: Analyte, lab_key: str, spelling: int) -> Resource:
    """How a laboratory codes an analyte: local only, 7230, 7280 alone, or 7280 with a local code beside it."""
    if lab_key == "nord":
        name = analyte.private_name or analyte.name
        return {"coding": [coding("8212", f"{name[:2]}{analyte.local}", name, spelling)], "text": name}
    if lab_key == "ost":
        return {"coding": [coding("7230", analyte.nlk, f"P{analyte.local}", spelling)], "text": analyte.name}
    codings = [coding("7280", analyte.nlk, analyte.name, spelling)]
    if lab_key == "fjord":
        codings.append(coding("8212", analyte.local, analyte.name, spelling))
    return {"coding": codings, "text": analyte.name}


def measure(draft: Draft, key: str, amount: float, **more: Any) -> Resource:
    """Add one number to a report in its laboratory's manner: name, unit, range, comparator, and the laboratory's own flag."""
    analyte = ANALYTES[key]
    lab = draft.lab
    lab_key, comma = (lab.key, lab.comma) if lab else ("", False)
    low, high = analyte.private_limits if lab_key == "nord" and analyte.private_limits else (analyte.low, analyte.high)
    comparator, literal = "", f"{amount:.{analyte.decimals}f}"
    if analyte.floor and amount < float(analyte.floor):
        comparator, literal = "<", analyte.floor
    elif analyte.ceiling and amount > float(analyte.ceiling):
        comparator, literal = ">", analyte.ceiling
    elif literal.startswith("-") and not literal.strip("-0."):
        literal = literal[1:]
    shown = float(literal)
    flag = ""
    if comparator != "<" and high and shown > float(high):
        flag = "1"
    elif not comparator and low and shown < float(low):
        flag = "2"
    if flag and lab_key == "nord":
        flag = "3"  # this laboratory only says "outside"
    unit = _UNITS.get(lab_key, {}).get(analyte.unit, analyte.unit)
    more.setdefault("flag", flag)
    more.setdefault("limits", limits_text(low, high, comma=comma))
    return draft.add(code_of(analyte, lab_key, draft.spelling), quantity(literal, unit, comparator), **more)
