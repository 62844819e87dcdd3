"""The log of a test, taken away again."""

from __future__ import annotations

import logging


def close_logs(handler: logging.Handler) -> None:
    logging.getLogger().removeHandler(handler)
    handler.close()
