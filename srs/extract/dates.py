"""Texts that are nothing but a date or a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATE = re.compile(
    r"^\W*(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}[./-]\d{1,2}(?:[./-]\d{1,2})?|(?:19|20)\d\d|\d{1,2}:\d\d|\d{1,4}\s*年.*)\W*$"
)


def is_date(text: str, months: Container[str]) -> bool:
    """Tell a date, a month with a year, a weekday or a clock time; `months` has their names, folded."""
    if _DATE.match(text):
        return True
    words = re.findall(r"[^\W\d]+", text.casefold())
    return bool(words) and all(word in months for word in words) and (bool(_YEAR.search(text)) or len(words) == 1)
