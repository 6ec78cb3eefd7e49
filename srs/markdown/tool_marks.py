"""What other tools write beside the text of a note, and nobody reads: schedules, names of blocks, remarks, properties.

Each is taken out on its own line, so that line numbers stay.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SCHEDULE = re.compile(
    r"(?:(?<![ \t])[ \t]+)?<!--(?:SR:|ID:)(?:(?!<!--)[^\n])*?-->|(?:^|[ \t])\^(?:[a-z0-9][a-z0-9-]{3,}|[A-Za-z](?=[\w-]*[\d_-]|[A-Za-z]{2})[\w-]+)[ \t]*$",
    re.MULTILINE,
)
_PROPERTIES = re.compile(
    r"\A(?:[A-Za-z][\w-]*::[ \t]+[^\n]*\n)+(?=(?:[ \t]*\n)*(?:[-*+][ \t]|#))"
    r"|^[ \t]*(?:id|collapsed|heading|icon|public|title|alias|aliases|tags|type|template|background-color|created-at|updated-at"
    r"|(?:card|hl|ls|query|template)-[\w-]+|exclude-from-graph-visibility|logseq\.[\w.-]+)::[ \t]+[^\n]*$"
    r"|^[ \t]*:LOGBOOK:[ \t]*\n(?:[ \t]*CLOCK:[^\n]*\n)*[ \t]*:END:[ \t]*$"
    r"|^[ \t]*(?:SCHEDULED|DEADLINE):[ \t]*<[^<>\n]*>[ \t]*$"
    r"|^(?P<item>[ \t]*(?:[-*+][ \t]+)?)#\+(?:BEGIN|END)_(?!SRC|EXAMPLE)[A-Z]+[ \t]*$",
    re.MULTILINE,
)
"""What Logseq keeps of a page at its head, and of a block on lines of its own: `id:: ...`, `collapsed:: true`, when it was worked on."""
_BLOCK = re.compile(
    r"[ \t]*(?<!\()\(\((?:(?=[\w-]*[\dA-Z_-])[\w-]{9}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)\)(?!\))"
)
"""A block of another page in Roam and Logseq, by its id."""
_STATUS = re.compile(r"^([ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+)\[[*!?\"iIlfkS<>]\][ \t]+(?=\S)", re.MULTILINE)
_DECK = re.compile(r"^(?:TARGET DECK|FILE TAGS)(?:[ \t]*:[ \t]*|[ \t]*\n(?=\S))[^\n]+$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"^([ \t>]*)\{:[^{}\n]*\}[ \t]*$|(?<=[*_)\]])\{:[ ]*[.#][^{}\n]*\}", re.MULTILINE)
"""How kramdown sets a block, on a line of its own, or a word: `{: .definition}`."""
_REMARK = re.compile(r"(?:^|(?<=[ \t]))%%(?![ \t]*ANKI)(?:(?!%%)[\s\S])*?%%(?=\s|$)", re.MULTILINE)


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


TOOL_MARKS: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
    (("<!--", " ^", "\n^"), partial(_SCHEDULE.sub, "")),
    (("TARGET DECK", "FILE TAGS"), partial(_DECK.sub, _blank)),
    (("%%",), partial(_REMARK.sub, _blank)),
    (
        ("::", ":LOGBOOK:", "SCHEDULED:", "DEADLINE:", "#+BEGIN_"),
        partial(_PROPERTIES.sub, lambda found: (found["item"] or "").rstrip() + _blank(found)),
    ),
    (("((",), partial(_BLOCK.sub, "")),
    (("{:",), partial(_ATTRIBUTES.sub, lambda found: found[1] or "")),
    (("] ", "]\t"), partial(_STATUS.sub, r"\1")),
)
"""What has to stand in a text for a step to have something to do, and the step."""
