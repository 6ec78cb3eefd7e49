r"""Mends what people write and the parser takes for something else, line by line, so that line numbers stay.

`•` bullets of a pasted page become list items, and in such a paste a short line standing alone becomes a heading;
`##Heading` gets its space. Boxes become callouts (`srs.markdown.directives`), fences and tags that only place text vanish,
and the field lists of reStructuredText (`:Axiom 1: ...`) and lines with letters (`a) ...`, `b) ...`) become items. A run of terms with their meaning indented
on the next line becomes a definition list, and math between the marks of LaTeX (`\( \)`, `\[ \]`) stands between dollars. Marks that
other tools leave (`srs.markdown.tool_marks`) and tags that only colour or place text vanish too. Other code fences are left alone.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from srs.markdown.directives import count_options, head_of, quoted, with_callouts
from srs.markdown.indents import with_even_indents
from srs.markdown.tool_marks import TOOL_MARKS

if TYPE_CHECKING:
    from collections.abc import Callable

_ADMONITION = re.compile(
    r"^(?:!!!|\?\?\?\+?)[ \t]+(?P<type>[\w-]+)(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[^\n]*\n(?P<body>(?:(?:[ ]{4}|\t)[^\n]*\n|[ \t]*\n(?=(?:[ ]{4}|\t)\S))+)",
    re.MULTILINE,
)
_QUOTED_ADMONITION = re.compile(
    r"^(?:!!!|\?\?\?\+?)[ \t]+(?P<type>[\w-]+)(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*$(?=\n>)", re.MULTILINE
)
_TITLE_BLOCK = re.compile(r"\A(?:% [^\n]*(?:\n|\Z))+")
"""Title, authors and date as https://pandoc.org/MANUAL.html#extension-pandoc_title_block has them."""
_BULLETS = "•◦▪‣●○∙·"
_BULLET = re.compile(rf"^([ \t]*)[{_BULLETS}][ \t]+", re.MULTILINE)
_HARD_SPACE = re.compile(rf"^([ \t\u00a0]*)([-*+{_BULLETS}]|\d{{1,3}}[.)])\u00a0[ \t\u00a0]*", re.MULTILINE)
_BOLD_BULLET = re.compile(rf"^([ \t]*)\*\*([{_BULLETS}])\*\*[ \t\u00a0]+", re.MULTILINE)
_TEXT_COMMAND = re.compile(
    r"^(?P<before>[ \t]*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+)?)\\(?P<name>textbf|underline|emph|textit)\{(?P<text>[^{}$\\\n]*[^\W\d_]{3}[^{}$\\\n]*)\}",
    re.MULTILINE,
)
_LETTERED = re.compile(
    r"^(?P<indent>[ \t]*)a\)[ \t]+\S[^\n]*(?:\n(?:[ \t]*\n)?(?P=indent)(?![ \t])[b-h]\)[ \t]+\S[^\n]*)+", re.MULTILINE
)
_LETTER = re.compile(r"^([ \t]*)[a-h]\)[ \t]+(.*?)[ \t]*\\?[ \t]*$", re.MULTILINE)
_GLUED = re.compile(r"^(#{2,6})(?=[^\s#])", re.MULTILINE)
_TEMPLATE = re.compile(
    r"^[ \t]*\{%-?[ \t]*(?:end)?(?:hint|tabs?|raw|note|tip|info|warning|details|columns?|steps?|stepper|callout)\b[^%\n]*%\}[ \t]*$",
    re.MULTILINE,
)
_TOC = re.compile(r"^[ \t]*\[{1,2}_?toc_?\]{1,2}[ \t]*$", re.MULTILINE | re.IGNORECASE)
_CARD_HEAD = re.compile(r"^([^\n*]+)\n\^{3,}[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"^:([^\W_a-z][^:\n]{0,60}):[ \t]+(?=\S)", re.MULTILINE)
_FENCED = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)\n(?P<body>(?s:.*?))(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|^[ \t]*>[ \t>]*(?P<quoted>`{3,}|~{3,})[^\n`]*(?:\n[ \t]*>(?![ \t>]*(?P=quoted))[^\n]*)*(?:\n[ \t]*>[ \t>]*(?P=quoted)[`~]*[ \t]*$)?",
    re.MULTILINE,
)
"""A block of code, to its end or that of the quote in which it stands."""
_TEXT_DIRECTIVE = re.compile(
    r"\{(?:admonition|note|tip|hint|important|warning|danger|caution|attention|error|seealso|margin|sidebar|topic"
    r"|definition|theorem|lemma|proposition|corollary|axiom|example|remark|exercise|prf:\w+)\}"
)
_BLOCK_OPTION = re.compile(r"[ \t]*(?P<name>title|collapse|icon|color):[ \t]*(?P<value>[^\n]*?)[ \t]*$")
_ATX = re.compile(r"^#{1,6}[ \t]", re.MULTILINE)
_HANGING = re.compile(
    r"\n\n(?P<term>(?![-*+>#|`$:<\[]|\d+[.)])\S[^\n.!?:;…。，；：]{1,59})\n(?P<indent>[ ]{2,8}|\t)(?=[^\s\-*+>#|`\d])"
)
_BELOW_NUMBER = re.compile(r"^([ \t]*)\d{1,3}[.)][ \t]+\S[^\n]*\n\1 {1,2}[-*+][ \t]", re.MULTILINE)
_FOOTNOTE = re.compile(r"`+[^`\n]*`+|\[\^(?P<name>[\w-]{1,32})\](?!:)")
_FOOTNOTE_TEXT = re.compile(r"^[ ]{0,3}\[\^([\w-]{1,32})\]:", re.MULTILINE)
_STYLE = re.compile(r"(?P<code>`+[^`\n]*`+)|~=\{[^{}\n]*\}|=~|</?(?:span|font|center)\b[^<>\n]*>", re.IGNORECASE)
_TEX_MATH = re.compile(
    r"(?P<other>`+[^`\n]*`+|\$\$[^$]+\$\$|\$[^$\n]+\$)|\\\\?\((?P<inline>(?:(?!\\[()])[^\n$`]){1,400}?)\\\\?\)"
    r"|\\\\?\[(?P<display>(?:(?!\\[\[\]]|\n[ \t>]*\n)[^$`]){1,2000}?)\\\\?\]"
)
"""Math between the marks of LaTeX, with one backslash or, as for Jekyll, two."""
_MATH_SIGN = re.compile(r"\\[A-Za-z]+|\^|_\{|(?<![^\W_])[^\W\d_]_\w\b|[\w)}\s][=<>+][\w(\s\\-]")
_WORD = re.compile(r"[^\W\d_]{3}")
_HTML_HEADING = re.compile(
    r"^[ \t]*<h(?P<level>[1-6])\b[^<>\n]*>(?P<text>[^\n]*?)</h(?P=level)>[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_ESCAPED_NUMBER = re.compile(r"^([ \t]*)(?:\\(\d{1,3})|(\d{1,3})\\)([.)])(?=[ \t])", re.MULTILINE)
_ESCAPED_SIGN = re.compile(r"(?<=\S )(?:\\(=)|\\(-)|\\?([-=])\\>)(?= )")
"""A sign between a term and its meaning that a program escaped on export: `Reed \\= a comb`."""
_LONE_IMAGE = re.compile(
    r"^[ \t]*<img\b(?P<attributes>[^<>\n]*)>[ \t]*$(?=\n[ \t]*[^\s<])", re.MULTILINE | re.IGNORECASE
)
_SOURCE = re.compile(r"\bsrc\s*=\s*[\"']([^\"'<>\s]+)[\"']", re.IGNORECASE)
_CLOSED_ABOVE = re.compile(
    r"(?<=[^`~])\n[ \t]*</(?P<tag>details|table|div|section|ul|ol|dl|figure|center)>[ \t]*\n(?=#{1,6}[ \t]|[ \t]*<details\b)",
    re.IGNORECASE,
)
_BREAK_BEHIND = re.compile(
    r"(?<=\S)(?<!br>)(?<!br/>)(?<!br />)[ \t]*+(?:<br\s?/?>[ \t]*+)++$", re.MULTILINE | re.IGNORECASE
)
"""A break at the end of a line, as two spaces are."""
_LONE_BREAK = re.compile(r"^[ \t]*<br\b[^<>\n]*>[ \t]*$(?=\n[ \t]*[^\s<])", re.MULTILINE | re.IGNORECASE)
_PLACED = re.compile(
    r"^[ \t]*<(?P<tag>p|div)\b[^<>\n]*>(?P<inner>[^\n]*?)</(?P=tag)>[ \t]*$(?=\n[ \t]*[^\s<])",
    re.MULTILINE | re.IGNORECASE,
)
_ASIDE = re.compile(r"^[ \t]*</?aside>[ \t]*$", re.MULTILINE)
"""The lines around a callout, as Notion exports it."""
_CONTAINER = re.compile(r"^[ \t]*<(?P<tag>div|section|article|aside)\b(?P<attributes>[^<>\n]*)>[ \t]*$", re.MULTILINE)
_HOLDS_MARKDOWN = re.compile(r"\bmarkdown=[\"']?(?:1|block)\b")
_ROW = re.compile(r"^[ \t>]*\|[^\n]*\[\[[^\n]*$", re.MULTILINE)
_PIPE_IN_LINK = re.compile(r"(\[\[[^\[\]|\\\n]*)\|([^\[\]|\n]*\]\])")
"""A link to a note with a name of its own, in the row of a table: its bar parts no cells."""
_WIKI_HEADING = re.compile(r"^(?P<marks>={2,6})[ \t]+(?P<text>\S[^\n]*?)[ \t]+(?P=marks)[ \t]*$", re.MULTILINE)
"""A heading as MediaWiki and AsciiDoc have it; what a highlighter marks has no space within."""
_INDENTED = re.compile(
    r"(?P<before>\A|\n[ \t]*\n|^#[^\n]*\n)(?P<run>(?:\t|[ ]{4})\S[^\n]*(?:\n(?:[ \t]*\n)?(?:\t|[ ]{4})\S[^\n]*)*)",
    re.MULTILINE,
)
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|[ \t]*\[\^")
_INDENT = re.compile(r"^(?:\t|[ ]{4})", re.MULTILINE)
_CODE_SIGN = re.compile(r"[{}\\<>=|$`~^@#]|;\s*$|\w\(|\)\.|/\w+/|^\s*(?:\.|--?\w|[│├└+*|-]{2})")
_PROSE_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}|[^\W\d_]{2,}")
_FEWEST_HANGING = 3
_LONGEST_HEADING = 90
_MOST_WORDS = 14
_FEWEST_WORDS = 4


def mend(text: str) -> str:
    """Return the text with as many lines and each fault above mended."""
    if text.startswith("% "):
        text = _TITLE_BLOCK.sub(lambda found: "\n" * found[0].count("\n"), text)
    if ":::" in text or "\\begin{" in text:
        text = with_callouts(text)
    if "```" not in text and "~~~" not in text:
        return _mend_prose(text, pasted=_ATX.search(text) is None)
    parts: list[str] = []
    last = 0
    for fenced in _FENCED.finditer(text):
        parts += [_mend_prose(text[last : fenced.start()], pasted=False), _mend_fence(fenced)]
        last = fenced.end()
    return "".join([*parts, _mend_prose(text[last:], pasted=False)])


def without_footnotes(text: str) -> str:
    """Leave out the marks of footnotes that the note has: a card does not show what they point to."""
    named = set(_FOOTNOTE_TEXT.findall(text)) if "[^" in text else set()
    return _FOOTNOTE.sub(lambda found: found[0] if found["name"] not in named else "", text) if named else text


def _mend_fence(fenced: re.Match[str]) -> str:
    """Take the fence off a directive whose content is text; code stays as it is."""
    if fenced["quoted"] is None and fenced["info"].startswith("ad-"):
        return _mend_block(fenced)
    if fenced["quoted"] or not _TEXT_DIRECTIVE.match(fenced["info"].strip()):
        return fenced[0]
    name, _, title = fenced["info"].strip(" {").removeprefix("prf:").partition("}")
    head = head_of(name, title.strip())
    lines = _lines_of(fenced["body"])
    if head:
        return _as_many_lines([head, *quoted(lines)], fenced)
    count = count_options(lines)
    return _as_many_lines(["", *[""] * count, *lines[count:]], fenced)


def _lines_of(body: str) -> list[str]:
    """Return the lines between the fences of a block, of which there may be none."""
    return body.removesuffix("\n").split("\n") if body else []


def _as_many_lines(lines: list[str], fenced: re.Match[str]) -> str:
    """Join what stands in place of a block; a fence that closes it, or the end of its last line, leaves an empty line."""
    return "\n".join([*lines, *[""] * (fenced[0].count("\n") + 1 - len(lines))])


def _mend_block(fenced: re.Match[str]) -> str:
    """Write a block of Obsidian's Admonition plugin as a callout where it has a title, else as text."""
    title = ""
    lines = _lines_of(fenced["body"])
    for number, line in enumerate(lines):
        option = _BLOCK_OPTION.match(line)
        if option is None:
            break
        title = option["value"] if option["name"] == "title" else title
        lines[number] = ""
    if title:
        return _as_many_lines([f"> [!{fenced['info'].strip()[3:]}] {title}", *quoted(lines)], fenced)
    return _as_many_lines(["", *lines], fenced)


def _mend_prose(text: str, *, pasted: bool) -> str:
    """Mend what stands outside of code; in a note without headings bullets may be those of a pasted page."""
    for marks, step in _STEPS:
        if any(map(text.__contains__, marks)) or (text[:1] == ":" and "\n:" in marks):
            text = step(text)
    if any(map(text.__contains__, _BULLETS)) and _BULLET.search(text):
        text = _BULLET.sub(lambda found: f"{found.group(1)}- ", text)
        if pasted:
            text = _raise_headings(text)
    return text


def _code_alone(found: re.Match[str]) -> str:
    return found["code"] or ""


def _without_styles(text: str) -> str:
    return _STYLE.sub(_code_alone, text)


def _with_dollars(text: str) -> str:
    """Put math that stands between the marks of LaTeX between those of Markdown, for which the former are escaped brackets.

    One that says so by its signs speaks for others without words.
    """
    if not any(map(_says_math, _TEX_MATH.finditer(text))):
        return text
    return _TEX_MATH.sub(_as_dollars, text)


def _says_math(found: re.Match[str]) -> bool:
    return _MATH_SIGN.search(found["inline"] or found["display"] or "") is not None


def _as_dollars(found: re.Match[str]) -> str:
    if found["inline"] and (_says_math(found) or not _WORD.search(found["inline"])):
        return f"${found['inline'].strip()}$"
    return f"$${found['display']}$$" if found["display"] and _says_math(found) else found[0]


def _without_html_lines(text: str) -> str:
    """Turn lines of HTML that only place something into text: below such a line the parser takes all for HTML up to the next empty one.

    The end of a block that stands right above a heading, or a question that folds away, moves to the line before, so that an empty one
    is left.
    """
    text = _CLOSED_ABOVE.sub(lambda found: f"</{found['tag']}>\n\n", text)
    text = _ASIDE.sub("", text)
    tags = {found["tag"] for found in _CONTAINER.finditer(text) if _HOLDS_MARKDOWN.search(found["attributes"])}
    for tag in sorted(tags):
        text = re.sub(rf"^[ \t]*</{tag}>[ \t]*$", "", text, flags=re.MULTILINE)
    if tags:
        text = _CONTAINER.sub(lambda found: "" if _HOLDS_MARKDOWN.search(found["attributes"]) else found[0], text)
    text = _BREAK_BEHIND.sub("  ", text)
    text = _LONE_BREAK.sub("", _PLACED.sub(lambda found: found["inner"], text))
    return _LONE_IMAGE.sub(_as_image, text)


def _as_image(found: re.Match[str]) -> str:
    source = _SOURCE.search(found["attributes"])
    return f"![]({source[1]})" if source else ""


def _as_marked(found: re.Match[str]) -> str:
    """Write words that LaTeX would set in bold, underlined or italic at the head of a line as Markdown does."""
    mark = "**" if found["name"] in ("textbf", "underline") else "*"
    return f"{found['before']}{mark}{found['text'].strip()}{mark}"


def _with_items(text: str) -> str:
    """Write lines that begin with `a)`, `b)`, ... as the items that they are to a reader."""
    return _LETTERED.sub(lambda found: _LETTER.sub(r"\1- \2", found[0]), text)


def _with_callouts(text: str) -> str:
    return _QUOTED_ADMONITION.sub(_as_head, _ADMONITION.sub(_as_callout, text))


def _mend_below_numbers(text: str) -> str:
    """Set bullets in as far as the number above them asks for."""
    return with_even_indents(text) if _BELOW_NUMBER.search(text) else text


def _mend_hanging(text: str) -> str:
    """Write terms with their meaning indented below as a definition list, where a good part of the text is such."""
    before = "" if text.startswith("\n") else "\n\n"  # a term at the very start stands apart too
    apart = before + text
    count = len(_HANGING.findall(apart))
    if count < _FEWEST_HANGING or count * 3 < text.count("\n\n"):
        return text
    mended = _HANGING.sub(lambda found: f"\n\n{found['term']}\n:{found['indent'][1:] or ' '}", apart)
    return mended.removeprefix(before)


def _mend_indented(text: str) -> str:
    """Take the indent off paragraphs and lists that their author set in with a tab: a reader sees text there, the parser code."""

    def mended(found: re.Match[str]) -> str:
        above = text[: found.start("run")].rstrip().rpartition("\n")[2]
        in_list = _ITEM.match(above) or above[:1].isspace()
        if in_list or not (_is_prose(found["run"]) or _is_list(found["run"])):
            return found[0]
        return found["before"] + _INDENT.sub("", found["run"])

    return _INDENTED.sub(mended, text)


def _is_prose(text: str) -> bool:
    """Tell lines of words without the signs of code."""
    lines = [line for line in text.split("\n") if line.strip()]
    telling = sum(len(_PROSE_WORD.findall(line)) >= _FEWEST_WORDS for line in lines)
    return telling * 2 > len(lines) and not any(map(_CODE_SIGN.search, lines))


def _is_list(text: str) -> bool:
    """Tell several items, most of them of as many words as statements have."""
    lines = [line for line in text.split("\n") if line.strip()]
    telling = sum(len(_PROSE_WORD.findall(line)) >= _FEWEST_WORDS for line in lines)
    return len(lines) > 1 and telling * 2 > len(lines) and all(map(_ITEM.match, lines))


def _as_head(found: re.Match[str]) -> str:
    """Write the first line of an admonition whose text is set as a quote."""
    return f"> [!{found['type']}] {found['title'] or ''}".rstrip()


def _as_callout(found: re.Match[str]) -> str:
    """Write an admonition of MkDocs as the callout that Obsidian and GitHub know."""
    title = found["title"] or ""
    lines = found["body"].split("\n")[:-1]
    body = "".join(f"> {line[4:] if line[:4].isspace() else line.lstrip()}\n" for line in lines)
    return f"> [!{found['type']}] {title}\n{body}"


def _raise_headings(text: str) -> str:
    """Mark the lines of a pasted page that a reader sees as headings."""
    lines = text.split("\n")
    item = ""
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        before = lines[number - 1] if number else ""
        if line.lstrip().startswith("- "):
            item = line
        elif not before.strip() and _reads_as_heading(line) and (not after.strip() or _reads_as_heading(after)):
            if line.strip() in item:
                continue  # the caption of an image repeats the item it belongs to
            item = ""
            lines[number] = f"## {line}"
            if after.strip():
                lines[number + 1] = f"## {after}"
    return "\n".join(lines)


def _reads_as_heading(line: str) -> bool:
    """Tell a short line at the margin that does not end as a sentence does; a question may be a heading."""
    text = line.rstrip()
    return (
        bool(text)
        and not text[0].isspace()
        and text[0].isalnum()
        and len(text) <= _LONGEST_HEADING
        and len(text.split()) <= _MOST_WORDS
        and text[-1] not in ".:;,!…。：；，"
    )


_STEPS: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
    *TOOL_MARKS,
    (("== ",), partial(_WIKI_HEADING.sub, lambda found: f"{'#' * len(found['marks'])} {found['text']}")),
    (("[[",), partial(_ROW.sub, lambda found: _PIPE_IN_LINK.sub(r"\1\\|\2", found[0]))),
    (("<span", "<font", "<center", "~={"), _without_styles),
    (("\\(", "\\["), _with_dollars),
    (("<h", "<H"), partial(_HTML_HEADING.sub, lambda found: f"{'#' * int(found['level'])} {found['text']}")),
    (("\\.", "\\)", "\\1"), partial(_ESCAPED_NUMBER.sub, r"\1\2\3\4")),
    (
        ("\\=", "\\-", "\\>"),
        partial(_ESCAPED_SIGN.sub, lambda found: f"{found[3]}>" if found[3] else found[1] or found[2]),
    ),
    (("<img", "<br", "<p ", "<p>", "<div", "<aside>", "</", "markdown="), _without_html_lines),
    (("\u00a0",), partial(_HARD_SPACE.sub, r"\1\2 ")),
    (tuple(f"**{mark}" for mark in _BULLETS), partial(_BOLD_BULLET.sub, r"\1\2 ")),
    (("\\textbf{", "\\underline{", "\\emph{", "\\textit{"), partial(_TEXT_COMMAND.sub, _as_marked)),
    (("a) ", "a)\t"), _with_items),
    (("##",), partial(_GLUED.sub, r"\1 ")),
    (("[TOC", "[toc", "_TOC_"), partial(_TOC.sub, "")),
    (("{%",), partial(_TEMPLATE.sub, "")),
    (("^^^",), partial(_CARD_HEAD.sub, r"**\1**\n")),
    (("\n:",), partial(_FIELD.sub, r"- **\1**: ")),
    (("!!!", "???"), _with_callouts),
    (("\n     ", "\n\t"), with_even_indents),
    (("\n - ", "\n  - ", "\n * ", "\n  * "), _mend_below_numbers),
    (("\n  ", "\n\t"), _mend_hanging),
    (("\n    ", "\n\t"), _mend_indented),
)
"""What a text is mended of, in this order, where one of the marks is in it."""
