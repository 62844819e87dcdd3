"""No display is needed."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from provesvar_gui.ui.qt_setup import keep_constants_alive

keep_constants_alive()
