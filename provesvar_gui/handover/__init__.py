"""How a patient comes from another program (the EPJ), and how a second start finds the first. No Qt, nothing of a patient kept.

``packaging/admin/hand-over.md`` describes it for who calls it.
"""
