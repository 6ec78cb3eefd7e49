"""TOML from files that anybody may have written."""

from __future__ import annotations

import re
import tomllib

_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'')
_DOTTED = re.compile(r"[\w-]++(?:[ \t]*+\.[ \t]*+[\w-]++)*+")
_MOST_PARTS = 100


def load_toml(text: str) -> dict[str, object]:
    """Return the keys of a text.

    Raises:
        ValueError: it is not valid TOML, or nested so deep that reading it would take long.
    """
    # The standard library takes time with the square of the parts of a key: `a.a.a...` of 40 kB would be 3 seconds.
    if any(found[0].count(".") >= _MOST_PARTS for found in _DOTTED.finditer(_QUOTED.sub("a", text))):
        message = f"a key has more than {_MOST_PARTS} parts"
        raise ValueError(message)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        message = "nested too deep"
        raise ValueError(message) from error
