"""What the emergency analytes are called in a policy. A module of its own: the settings need it before the first paint."""

from __future__ import annotations

from typing import Final

# The keys of the analytes, as a policy may name them; a test holds them against the file.
ANALYTE_KEYS: Final = (
    "potassium", "sodium", "haemoglobin", "creatinine", "egfr", "crp", "glucose", "inr", "troponin_t", "troponin_i", "lactate",
    "hba1c", "leukocytes", "thrombocytes", "ph", "pco2", "po2", "o2_saturation", "base_excess", "bicarbonate", "calcium_ionised",
    "alat", "bilirubin", "amylase", "lipase", "d_dimer", "nt_probnp", "paracetamol", "ethanol", "hcg", "abo", "rhd",
    "antibody_screen", "mrsa", "esbl", "sars_cov_2", "influenza_a", "influenza_b", "blood_culture",
)  # fmt: skip
