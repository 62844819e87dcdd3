"""The parser of arguments and its error messages, which never repeat a number that may be a patient's."""

from __future__ import annotations

import argparse
import datetime
import re
from typing import NoReturn

_DAY, _TIME = "2026-11-25", "2026-11-25T13:00"  # examples of ours, in what is said of a time
_DIGITS = re.compile(rf"(?<![\w.\-])({_TIME}|{_DAY})(?![\w.\-])|\d[\d .\-]{{3,}}\d")
_HPR = re.compile(r"[0-9]{1,9}")


class Parser(argparse.ArgumentParser):
    """Takes no shortened names, and repeats no long number: standard error may be kept by whoever started the program."""

    def __init__(self, *, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        super().error(_DIGITS.sub(lambda found: found[1] or "[number]", message))


def hpr_number(text: str) -> str:
    """An HPR number. Raises ArgumentTypeError, which does not repeat it."""
    if not _HPR.fullmatch(text):
        raise argparse.ArgumentTypeError("not an HPR number (up to nine digits)")
    return text


def since(text: str) -> datetime.datetime:
    """The beginning of a day, or a time. Raises ArgumentTypeError."""
    return _time(text)[0]


def until(text: str) -> datetime.datetime:
    """The end of a day, or a time. Raises ArgumentTypeError."""
    time, whole_day = _time(text)
    if not whole_day:
        return time
    following = time.replace(tzinfo=None) + datetime.timedelta(days=1)
    return following.astimezone()


def _time(text: str) -> tuple[datetime.datetime, bool]:
    """Aware; and whether only a day was named."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        try:
            return datetime.datetime.fromisoformat(text).astimezone(), False
        except (ValueError, OverflowError):
            raise argparse.ArgumentTypeError(f"not a time: write it like {_DAY} or {_TIME}") from None
    return datetime.datetime.combine(day, datetime.time()).astimezone(), True
