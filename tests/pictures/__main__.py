"""Pictures of every view with the sandbox's emergency patient, to be looked at: light and dark, at 100 % and 150 %, in bokmål.

    python -m tests.pictures FOLDER

The last ones that were looked at lie in ``reference``.

They are drawn by the real window without a display. What they show is judged by people; the tests judge the rest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

SCHEMES = ("light", "dark")
SCALES = ("1", "1.5")


def main(folder: Path) -> None:
    """One process for each scheme and scale: Qt reads the scale once."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme, scale in product(SCHEMES, SCALES):
        surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        subprocess.run([sys.executable, "-m", "tests.pictures.draw", str(folder), scheme, scale], check=True, env=surroundings)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
