"""Splits a line into a term, the separator its author chose, and what follows."""

from __future__ import annotations

import re
from functools import lru_cache

from srs.markdown.inline import mask, plain, unmarked
from srs.model.values import dataclass

_MARKED = re.compile(
    r"""^(?:[^\w\s*_`\[\\$<(]{1,2}\s+|[pPsS]\.?\s?\d{1,4}[.:,]?\s+(?=\*\*|__))?  # an emoji, another sign or a page before the term
    (?:
      (?P<strong>(?:\*\*\*|\*\*|__)(?=\S)(?P<bold>.+?)\s?(?:\*\*\*|\*\*|__)
        |<(?P<tag>b|strong|u|ins|mark)(?:\s[^<>]*)?>(?P<tagged>[^<>]+)</(?P=tag)>)
    | (?P<emphasis>\*(?=[^\s*])(?P<italic>[^*]+?)(?<=\S)\*(?!\*)|_(?=[^\s_])(?P<slanted>[^_]+?)(?<=\S)_(?![\w_]))
    | (?P<code>(?P<ticks>`++)(?P<literal>.+?)(?P=ticks)(?!`))
    | (?P<link>\[(?P<name>(?:[^\[\]]|\[[^\[\]]*\])+)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)|\{[^{}\n]*\}|\[[^\[\]\n]*\]))
    | (?P<wiki>\[\[(?:[^\]|]*\|)?(?P<alias>[^\]|]+)\]\])
    )""",
    re.VERBOSE | re.DOTALL,
)
_WITHIN_WORD = re.compile(r"(?<=\*)[a-z\u00df-\u00ff\u0101-\u017f]")
_PREDICATE = re.compile(r"(?!은|는|이란|란|이라고|라고|이\s|가\s|이라|이며)[\uac00-\ud7af]|です|でした|である|だ[。\s]")
"""What follows a word at once, and makes it what is said of something, not what it is said of."""
_FURTHER = re.compile(
    r"(?:\s*+(?:\([^()\n]{1,80}\)\s*+)?(?:vs\.?|versus|and|or|und|oder|et|ou|y|e|и|или|&|/|,)\s*+(?:\*\*[^*\n]+\*\*|__[^_\n]+__))+"
    r"(?:\s*+\([^()\n]{1,80}\))?(?=\s*(?:[:：]|[-–—]\s))|, [^\W\d_][^\n,:.*_—–()-]{2,40}(?=\s[—–]\s)",
    re.IGNORECASE,
)
"""Further terms that are told apart from the first: `**A** vs **B**: ...`."""
_FURTHER_CODE = re.compile(
    r"(?:\s*(?:or|and|und|oder|nebo|et|ou|y|e|o|/|,)\s*`[^`\n]+`)+(?=\s*(?:[:：]|[-–—]\s))", re.IGNORECASE
)
"""Further names of one thing: `` `nslookup` or `dig` - ... ``."""
_AFTER = re.compile(
    r"\s*+(?P<aside>(?<!\n)\([^()\n\w]*+\w[^()\n]*+\)|（[^（）\n\w]*+\w[^（）\n]*+）|\[[^\[\]\n\w]*+\w[^\[\]\n]*+\](?![(\[])(?=\s[-–—:]))?(?P<stop>(?<=[)）*_>])[.。](?=\s))?\s*+(?P<sep>[:：](?!:)|(?<=\s)[-–—‒―]{1,2}(?=\s)|—|(?<=\s)=(?=\s)|(?:-{1,3}>|={1,3}>|→|⟶|⇒))?\s*"
)
# A sign is found by the class at the front, in one jump; what it is, and what stands before it, is looked at behind it.
_OWNER = re.compile(
    r"\s(?:of|in|for|to|der|des|von|vom|bei|im|zur?|zum|de|du|d['’]|del|della|dello|dei|degli|delle|di|da|do|dos|das|en|av|för|van|voor)\b"
    r"[^\n:：.;,*_`()]{1,40}(?=[:：]\s+\S)"
)
"""What a marked term is of, where the sign stands behind it: `**Symptoms** of gout: ...`."""
_NOUN = re.compile(r"\s[^\W\d_]+(?:\s[^\W\d_]+)?(?:\s\([^()\n]{1,40}\))?(?=[:：]\s+\S)")
"""The noun of which only the adjective is marked: `**Second** quartile (Q2): ...`."""
_FORMS = re.compile(r"(?:\s*/\s*[^\s/:=–—-](?:[^/:=–—\n]{0,22}[^\s/:=–—])?)+(?=\s*[:：]\s|\s+[=–—-]\s)")
"""Further forms of a word: `**drogi** / droga / drogie = expensive`."""
_PLAIN = re.compile(
    r"[:：=>→⟶⇒–—‒―-](?:"
    r"(?P<colon>(?<=[^\s:]:)(?=\s|$)|(?<=[^\s:][ \u00a0\u202f]:)(?=\s|$)|(?<=：))"
    r"|(?P<dash>(?:(?<=\s[-–—‒―])|(?<=\s-)-)(?=\s(?!\d+\W*$))|(?<=\S—)(?=\S))"
    r"|(?P<equals>(?<=\s=)(?=\s)|(?<=[\u3400-\u9fff）]=)(?=[\w（(]))"
    r"|(?P<arrow>(?:(?<=[→⟶⇒])|[-=]{0,2}(?<=[-=])>)(?=\s)))"
)
_CHAIN = re.compile(r"\s(?:[→⟶⇒]|[-=]{1,2}>)(?:\s|$)")
"""A second arrow: what leads to what, step by step."""
_ORNAMENT = re.compile(r"[\u2460-\u24ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]+\s*(?=\w)")
"""An emoji, a shape or a number in a circle before a term."""
_ENTRY = re.compile(
    r"""\s*(?=[/\[(（*_])(?P<sound>/(?!\s)[^/\n]{1,40}(?<!\s)/|\[(?=[^\]]*[ˈˌəɪʊɛɔæʌɑɒθðʃʒŋː])[^\[\]\n]{1,40}\])?\s*[*_]{0,2}
    (?P<word>[(（]?(?:[nv]\.|(?<=[*_])[nv](?=[*_])|(?:adj|adv|vt|vi|prep|conj|pron|noun|verb|adjective|adverb|preposition|conjunction|phrase|idiom|phr|subst|sust)\b)
    [^()（）\n*_]{0,12}[)）]?)?[*_]{0,2}[.:]?\s+(?=\S)""",
    re.VERBOSE,
)
"""How a word is spoken and what kind of word it is, as in a dictionary."""
_LIT_TERM = re.compile(r"==(\*\*[^*=\n]{2,60}\*\*)==")
_TWICE = re.compile(r"(?P<term>[^\W\d_][^,.:;()\n]{1,60}\([A-Z][A-Z0-9]{1,7}\))[,.]\s+(?P<rest>\S.*)", re.DOTALL)
"""A term with its abbreviation, told of behind a comma or a full stop."""
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BRACKETS = tuple(zip("([{（【《「“", ")]}）】》」”", strict=True))
_LONGEST_TERM = 80
_MOST_BEFORE_STOP = 4
_MOST_BARE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Split:
    """A term as markdown, how it is marked and separated, and the text behind it.

    mark is strong, emphasis, code, link, wiki (a link to another note) or plain; separator is colon, dash, equals, arrow or none.
    """

    term: str
    mark: str
    separator: str
    rest: str

    @property
    def style(self) -> str:
        """Name the author's way of writing it, to count how often it comes back."""
        return f"{self.mark} {self.separator}"


@lru_cache(maxsize=1024)
def split_item(text: str) -> Split | None:
    """Split the first line of an item or paragraph; None where it has no term in front."""
    if text.startswith("!["):
        return None
    text = _unlit(text)
    found = None if text[:1].isalnum() and text[:1] not in "pPsS" else _MARKED.match(text)
    if found:
        split = _split_marked(text, found)
        if split:
            return split
    return _split_plain(text)


def _unlit(text: str) -> str:
    """Return a text without the marks of a highlighter around the whole of it, or around the bold term that it begins with."""
    if text.startswith("==**") and (found := _LIT_TERM.match(text)):
        return found[1] + text[found.end() :]
    lit = text.startswith("==") and text.endswith("==") and text.count("==") == 2  # noqa: PLR2004
    return text[2:-2].strip() if lit else text


def split_bare(text: str, below: str) -> Split | None:
    """Split an item whose first line is nothing but a term, with what stands on the lines below it."""
    term, _, more = text.partition("\n")
    if len(term.split()) > _MOST_BARE_WORDS and more.lstrip()[:1].islower():
        return None  # prose that goes on
    term = _clean(term.strip())
    if not term or text.startswith("![") or len(term) > _LONGEST_TERM or term[-1] in ".,;!?:…。，；！？：":
        return None
    return Split(term, "plain", "none", more.strip() or "" if more.strip() else "") if more.strip() or below else None


def _split_marked(text: str, found: re.Match[str]) -> Split | None:
    if found["strong"] and (_WITHIN_WORD.match(text, found.end()) or _PREDICATE.match(text, found.end())):
        return None  # letters of a word are stressed, or what something else is: no term
    mark = next(name for name in ("strong", "emphasis", "code", "link", "wiki") if found[name])
    term, separator = _marked_term(text, found, mark)
    end = found.end()
    if mark == "strong" and not separator:
        further = next(filter(None, (one.match(text, end) for one in (_FURTHER, _FORMS, _OWNER, _NOUN))), None)
        if not further and (entry := _entry_at(text, end)):
            return Split(_clean(term), mark, "dash", entry)
        if further:
            more = plain(further[0]).strip()
            term, end = f"{term}{more}" if more[:1] == "," else f"{term} {more}", further.end()
    if mark == "code" and (further := _FURTHER_CODE.match(text, end)):
        term, end = f"{term}{further[0]}", further.end()
    after = _AFTER.match(text, end)
    assert after is not None  # noqa: S101  (it may be empty)
    rest = text[after.end() :]
    term = f"{term} {after['aside']}" if after["aside"] else term
    if after["stop"] and not separator:
        if not after["aside"] and (mark != "strong" or not _is_name(term)):
            return None
        separator = "period"
    if after["sep"] and separator != "period":
        separator = _separator(after["sep"])
    if not separator and mark != "strong" and rest and not rest[:1].isalnum() and rest[:1] not in "*_`$[(":
        return None
    term = term if mark == "code" else _clean(term)
    return Split(term, mark, separator or "none", rest.strip()) if term else None


def _is_name(term: str) -> bool:
    """Tell a few words, no sentence."""
    return len(term.split()) <= _MOST_BEFORE_STOP and len(_CJK.findall(term)) <= 2 * _MOST_BEFORE_STOP


def _marked_term(text: str, found: re.Match[str], mark: str) -> tuple[str, str]:
    """Return what is marked, and the separator that stands within the marks."""
    inner = next(
        found[name] for name in ("bold", "tagged", "italic", "slanted", "literal", "name", "alias") if found[name]
    )
    if found["strong"] and found["strong"].endswith("***") and not text.startswith("***"):
        inner += "*"  # `**A***` is the algorithm A*
    if mark == "code":
        coloned = len(inner) > 1 and inner.endswith(":") and not inner.endswith("::")
        return (f"`{inner[:-1]}`", "colon") if coloned else (f"`{inner}`", "")
    term = inner.strip()
    if term[-1:] not in (":", "：", ".", "。"):
        return term, ""
    return term.rstrip(term[-1]).rstrip(), "colon" if term[-1] in ":：" else "period"


def _entry_at(text: str, end: int) -> str:
    """Return what stands behind a word in a dictionary, empty where neither its sound nor its kind is told."""
    entry = _ENTRY.match(text, end)
    return text[end:].strip() if entry and (entry["sound"] or entry["word"]) else ""


def _separator(sign: str) -> str:
    if sign in ":：":
        return "colon"
    if sign[-1] in ">→⟶⇒":
        return "arrow"
    return "equals" if sign == "=" else "dash"


def _split_plain(text: str) -> Split | None:
    line = text.split("\n", 1)[0]
    masked = mask(line[: _LONGEST_TERM * 2])
    for found in _signs(masked):
        if found.start() > _LONGEST_TERM:
            return None
        before = masked[: found.start()]
        if any(a in before and before.count(a) > before.count(b) for a, b in _BRACKETS) or before.count('"') % 2:
            continue
        if before.count("$") % 2 and "$" in masked[found.end() :]:
            continue  # a formula with spaces inside its marks
        separator = str(found.lastgroup)
        rest = text[found.end() :].lstrip("—").strip()
        if separator == "arrow" and _CHAIN.search(masked, found.end()):
            return None
        term = line[: found.start()].strip()
        ornament = _ORNAMENT.match(term)
        term = term[ornament.end() :] if ornament else term
        return Split(_clean(term), "plain", separator, rest) if plain(term) else None
    twice = _TWICE.match(text) if "(" in text else None
    return Split(_clean(twice["term"]), "plain", "dash", twice["rest"]) if twice else None


def _signs(masked: str) -> list[re.Match[str]]:
    """Find what may part a term from the rest, colons and dashes first, but a dash behind "=" may be the minus of a formula."""
    signs = list(_PLAIN.finditer(masked))
    if len(signs) > 1:
        equals = next((found.start() for found in signs if found.lastgroup == "equals"), len(masked))
        signs.sort(
            key=lambda found: found.lastgroup != "colon" and (found.lastgroup != "dash" or found.start() > equals)
        )
    return signs


def _clean(term: str) -> str:
    """Take emphasis and links off a term, keep its code and math."""
    if "`" in term or "$" in term:
        return unmarked(term).strip(" *_,;")
    return plain(term).strip(" ,;")
