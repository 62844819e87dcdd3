"""Where the frozen program begins.

Its loader points the dynamic linker at the program's own folder, and leaves notes to itself. All that has been read by now. It is
not for the programs that this one starts: a browser would load our Qt. What was there before comes back.
"""

import os
import sys

if getattr(sys, "frozen", False):
    for _name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[_name]
    _before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if _before is not None:
        os.environ["LD_LIBRARY_PATH"] = _before

# Only now: what it imports may start programs.
from provesvar_gui.__main__ import main

sys.exit(main())
