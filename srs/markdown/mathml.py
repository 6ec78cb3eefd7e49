"""Formulas as MathML, which browsers draw by themselves; where TeX cannot be converted, its source.

The library writes an element tree with characters as references, and would decode them after it is written down, so that text of
a formula became markup. Here the tree is decoded, and what is no MathML taken out, before it is written.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FORMULA: Final = re.compile(r"(<code[ >].*?</code>)|\\\((.*?)\\\)|\\\[(.*?)\\\]", re.DOTALL)
_ALIGNED: Final = re.compile(r"\\(begin|end)\{(?:aligned|split|gathered)\}")
_LONGEST: Final = 4000
_ELEMENTS: Final = re.compile(
    "math|menclose|mfenced|mfrac|mi|mmultiscripts|mn|mo|mover|mpadded|mphantom|mprescripts|mroot|mrow|ms|mspace|msqrt|mstyle|"
    "msub|msubsup|msup|mtable|mtd|mtext|mtr|munder|munderover|none"
)
_ATTRIBUTES: Final = re.compile(
    "xmlns|accent|columnalign|columnlines|columnspacing|display|displaystyle|fence|height|largeop|linethickness|lspace|mathcolor|"
    "mathsize|mathvariant|maxsize|minsize|movablelimits|notation|rowlines|rowspacing|rspace|scriptlevel|stretchy|voffset|width"
)
_VALUE: Final = re.compile(r"[\w .,#%()+-]*|http://www\.w3\.org/1998/Math/MathML")


def with_mathml(html: str) -> str:
    r"""Return HTML of `srs.markdown.html` with its formulas, `\(...\)` and `\[...\]`, as MathML; code stays as it is."""
    return _FORMULA.sub(_replace, html)


def _replace(found: re.Match[str]) -> str:
    code, inline, display = found.groups()
    if code is not None:
        return str(code)
    tex = unescape(inline if display is None else display).replace("\u2060", "").strip()
    return to_mathml(tex, is_display=display is not None) or f"<code>{escape(tex, quote=False)}</code>"


# A page is shown again and again, and a formula takes a third of a millisecond.
@lru_cache(maxsize=2048)
def to_mathml(tex: str, *, is_display: bool = False) -> str | None:
    """Return a formula as MathML; None where it cannot be converted."""
    from xml.etree.ElementTree import tostring

    from latex2mathml.converter import convert_to_element

    if len(tex) > _LONGEST:
        return None
    try:
        root = convert_to_element(_ALIGNED.sub(r"\\\1{align*}", tex), display="block" if is_display else "inline")
    except Exception:  # noqa: BLE001  (notes hold any TeX, and it fails on what is none in many ways)
        return None
    if not all(_clean(element) for element in root.iter()):
        return None
    return tostring(root, encoding="unicode")


def _clean(element: Element) -> bool:
    """Decode an element's text and take out attributes that MathML has no use for; False where TeX is left in it."""
    element.text = unescape(element.text or "")
    element.tail = unescape(element.tail or "")
    for name, value in list(element.attrib.items()):
        if not (_ATTRIBUTES.fullmatch(name) and _VALUE.fullmatch(value)):
            del element.attrib[name]
    is_left = element.tag == "mi" and (element.text == "&" or (element.text.startswith("\\") and len(element.text) > 1))
    return _ELEMENTS.fullmatch(element.tag) is not None and not is_left
