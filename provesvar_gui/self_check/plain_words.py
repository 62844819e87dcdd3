"""Telling a long name that people have made (of folders and machines) from a key, a token or a number of the same length.

``redact`` takes whatever is long for a secret. In a log that is right; of a path it would leave nothing by which an
administrator finds the file.
"""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"[/.\-_]+")
_SEGMENTS = re.compile(r"[/.]")
# A word with a few digits at its end, several words with capitals between, an abbreviation, or a short number such as a year.
_TOKEN = re.compile(r"(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*[A-Z]?|[A-Z]{1,8})\d{0,3}|\d{1,4}")
_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_VOWEL = re.compile(r"[aeiouy]", re.IGNORECASE)
_LONGEST = 27  # letters of one word: "spesialisthelsetjenesten" has 24, and redact takes 28 for a secret
_NEEDS_VOWEL = 4  # letters
_KEY = 20  # letters and digits of a path's parts, together, that are no words: so many may be a key with slashes of its own
_FIRM = re.compile(
    r"[A-Z][a-z]{2,}|[a-z]{3,}"
)  # a part before one that is no piece of it: of three letters and more, in one case
_MEAN = 3  # letters of a word, at least, over the whole: a key that happens to be all letters changes case more often


def is_plain(run: str) -> bool:
    """Whether a run of ASCII letters, digits, ``/ . - _`` is made of words and short numbers alone.

    Random base64, base64url, base32 and hexadecimal are not: digits stand within them, and case changes without reason.
    """
    words: list[str] = []
    for token in filter(None, _BETWEEN.split(run)):
        if _TOKEN.fullmatch(token) is None:
            return False
        words += _HUMP.findall(token)
    if any(len(word) > _LONGEST or (len(word) >= _NEEDS_VOWEL and not _VOWEL.search(word)) for word in words):
        return False
    return bool(words) and sum(map(len, words)) >= _MEAN * len(words)


def spared(run: str) -> str:
    """What is shown of a long run in a path: all of it, or what stands before the first part that may be of a key."""
    parts = run.split("/")
    odd = [number for number, part in enumerate(parts) if part and not is_plain(part)]
    if is_plain(run) or sum(len(each) for each in _SEGMENTS.split(run) if each and not is_plain(each)) < _KEY:
        return run
    if not odd:  # each part for itself might be a word
        return "[secret]"
    shown = odd[0]
    while shown and not _FIRM.fullmatch(parts[shown - 1]):
        shown -= 1
    return "".join(f"{part}/" for part in parts[:shown]) + "[secret]"
