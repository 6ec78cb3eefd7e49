r"""Make the text of a note harmless before a terminal reads it.

A terminal obeys control characters: they move the cursor, set the title or the clipboard, and hide or reorder text.
C0 controls and DEL become their pictures in Unicode's block "Control Pictures" (U+2400), C1 controls their escape
`\x9b`, and format characters that reorder or hide text (https://www.unicode.org/reports/tr36/) are taken out.
"""

from __future__ import annotations

import re
from functools import cache

from srs.model.pattern import pattern

TAB_STOP = 4

_SUSPECT = pattern(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)

_SPELLED_WITH_JOINERS = "\u0600-\u109f\u1780-\u18af\ua840-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_PICTOGRAMS = "\u2190-\u2bff\u3030\u303d\ufe0f\U0001f000-\U0001faff"


@cache
def _joiners() -> re.Pattern[str]:
    """Match joiners, those to keep in group 1; compiled when a text has joiners at all, as few have."""
    wanted = f"(?<=[{_SPELLED_WITH_JOINERS}])[\u200c\u200d]|(?<=[{_PICTOGRAMS}])\u200d(?=[{_PICTOGRAMS}])"
    return re.compile(f"({wanted})|[\u200c\u200d]")


def visible(text: str) -> str:
    """Return the text with every control character shown as a picture or taken out; newlines stay.

    Tabs become spaces up to the next multiple of four, as markdown counts them. Joiners stay where emoji and the
    scripts of Persia and India need them. Lone surrogates and noncharacters become U+FFFD.
    """
    # Nothing suspect is printable; a line break is neither.
    if text.isprintable() or _SUSPECT.search(text) is None:
        return text
    text = text.replace("\r\n", "\n").translate(_pictures())
    if "\u200c" in text or "\u200d" in text:
        text = _joiners().sub(lambda found: found[1] or "", text)
    return text.expandtabs(TAB_STOP) if "\t" in text else text


@cache
def _pictures() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table[0x7F] = "\u2421"
    table |= {code: f"\\x{code:02x}" for code in range(0x80, 0xA0)}
    table |= dict.fromkeys((0x2028, 0x2029), "\n")
    table |= dict.fromkeys([*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)], "\ufffd")
    hidden = (0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB)
    table |= dict.fromkeys([*hidden, *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xE0000, 0xE0080)], "")
    del table[ord("\t")], table[ord("\n")]
    return table
