"""Where the frozen program begins.

Its loader points the dynamic linker at the program's own folder. That has been read by now, and is not for the programs that this
one starts: a browser would load our Qt. What was there before comes back.
"""

import os
import sys

for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    _before = os.environ.pop(f"{_name}_ORIG", None)
    if _before is not None:
        os.environ[_name] = _before
    elif getattr(sys, "frozen", False):
        os.environ.pop(_name, None)

from provesvar_gui.__main__ import main  # noqa: E402 - what it imports may start programs

sys.exit(main())
