"""Regular expressions that are compiled when they are first used: many a command is done before it needs one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    Pattern = re.Pattern[str]


def pattern(text: str, flags: re.RegexFlag = re.NOFLAG) -> Pattern:
    """Return what does all that `re.compile` returns; a wrong expression shows at the first use, as in any test."""
    return cast("Pattern", _Pattern(text, flags))


class _Pattern:
    """Keeps each method of the compiled expression, so that looking it up again costs nothing."""

    def __init__(self, text: str, flags: re.RegexFlag) -> None:
        self._given = text, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(*self._given), name)
        setattr(self, name, method)
        return method
