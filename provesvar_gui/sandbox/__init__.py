"""HelseID, Pasientens prøvesvar and the 9060 list on loopback with synthetic people, as strict as the real ones.

A judge, not a mirror: nothing here is shared with the program it judges, so the two cannot agree on a mistake.

* ``server.Sandbox`` is all of it; ``python -m provesvar_gui.sandbox`` runs it alone and prints where it is.
* ``sandbox.faults.set("pps.401", 1)`` makes a service fail once (``data/faults.json`` names every fault); the people page has
  the same switches, which ``POST {helseid}/sandbox/faults`` takes as a form: ``pps.401=1``, ``action=clear``.
* ``sandbox.control`` tells what happened: refusals with their reasons, requests, whoever followed a redirect, and
  ``remarks``: what the services let pass but a reviewer of the program would not.
"""
