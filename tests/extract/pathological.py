"""Texts that nobody writes by hand and that make a careless reader slow: each family grows with the size asked for."""

from __future__ import annotations

from collections.abc import Callable

Family = Callable[[int], str]


def _repeat(piece: str) -> Family:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _around(opening: str, middle: str, closing: str) -> Family:
    """Nest: as many openings as closings around a middle."""

    def nest(size: int) -> str:
        depth = size // (len(opening) + len(closing))
        return opening * depth + middle + closing * depth

    return nest


def _stairs(mark: str, step: str) -> Family:
    """Indent each line by one step more than the one above."""

    def build(size: int) -> str:
        lines: list[str] = []
        total = 0
        while total < size:
            lines.append(f"{step * len(lines)}{mark}term: meaning")
            total += len(lines[-1]) + 1
        return "\n".join(lines)

    return build


def _numbered(piece: str) -> Family:
    """Repeat a piece with a number in it."""
    return lambda size: "".join(piece.format(number) for number in range(size // len(piece) + 1))[:size]


def _after(head: str, family: Family) -> Family:
    return lambda size: head + family(size)


FAMILIES: dict[str, Family] = {
    "quotes, one line": _after("", lambda size: ">" * size + " text"),
    "quotes, stairs": lambda size: "\n".join("> " * depth + "text" for depth in range(int(size**0.5))),
    "quotes, many": _repeat("> term: meaning\n\n"),
    "list stairs": _stairs("- ", "  "),
    "numbered stairs": _stairs("1. ", "   "),
    "list marks, one line": _repeat("- "),
    "list items": _numbered("- term {}: meaning\n"),
    "list items, bold": _numbered("- **term {}**: what it means\n"),
    "list items, numbered series": _numbered("- **Class {}**: what it means\n"),
    "labels line by line, with paragraphs": _numbered(
        "**one {0}**: a thing\n**two {0}**: another\n\n**three {0}** — a third\n\n"
    ),
    "list items, bare": _numbered("- word{}\n"),
    "list item, one long line below": _after("- term\n", _repeat("x")),
    "list items, lines below": _repeat("- term - meaning\nother - meaning\nthird one - meaning\n"),
    "html line, attributes": _after("<div ", _repeat("markdown=1 ")),
    "html lines, placed": _repeat("<p>a</p>\n"),
    "html lines, images": _repeat("<img src='a'>\n"),
    "html lines, breaks": _repeat("<br>\n"),
    "html line, breaks": _after("word", _repeat("<br> ")),
    "further terms in bold": _after("**a**", _repeat(", **b**")),
    "asides in brackets, no end": _after("**a** [x] [", _repeat("[x] ")),
    "attributes of kramdown": _after("**a**", _repeat("{: .b}*")),
    "attributes of kramdown, no end": _repeat("{: a\n"),
    "html table, no end": _after("<table>", _repeat("<tr><td>cell ")),
    "html table, tags": _after("<table><tr><td>", _repeat("<b")),
    "math of LaTeX, no end": _repeat("\\(a^2 "),
    "math of LaTeX, displayed, no end": _repeat("\\[a^2\n"),
    "math of LaTeX, ends": _repeat("\\) \\] "),
    "thumbnails, no end": _repeat("[![a](b)]("),
    "one long word before an address": lambda size: "a" * size + ": https://x",
    "ends of details": _repeat("a\n</details>\n# b\n"),
    "sides below headings": _repeat("## Front\n\na\n\n## Back\n\nb\n\n"),
    "answers to choose from": _repeat("# What\n\n- A one\n- B two (correct)\n- C three\n\n"),
    "apposed terms": _after("these:\n", _repeat("- Term, which is a thing\n")),
    "links with bars in rows": _repeat("| [[a|b]] | [[c|d\n"),
    "decks": _repeat("TARGET DECK: a\n"),
    "backslashes at the end": _after("Term: meaning ", _repeat("\\")),
    "list items, labels": _numbered("- **Observation {}**: something was seen there\n"),
    "paragraphs, labels": _numbered("**Observation {}**: something was seen\n\n"),
    "paragraphs, bold": _numbered("**Term {}**: what it means\n\n"),
    "paragraphs, bold lines": _numbered("**Term {}**\n\n"),
    "paragraphs, X is": _numbered("Term{} is a thing.\n\n"),
    "flat lines": _numbered("term {} - meaning\n"),
    "questions and answers": _numbered("Q: what is {}?\nA: a number\n"),
    "questions, paragraphs": _numbered("Q: what is {}?\n\nA: a number\n\n"),
    "questions without answers": _numbered("Q: what is {}?\n"),
    "cloze lines": _numbered("C: the [gap] {}\n"),
    "headings": _numbered("## Term {}\n\nA thing.\n\n"),
    "headings, deep": lambda size: "".join(f"{'#' * (n % 6 + 1)} Term {n}\n" for n in range(size // 12)),
    "headings, one long": lambda size: "# " + "word " * (size // 5),
    "headings, questions": _numbered("## What is {}?\n\nA thing.\n\n"),
    "rules": _repeat("---\n\n"),
    "brackets, open": _repeat("["),
    "brackets, nested": _around("[", "a", "]"),
    "brackets, pairs": _repeat("[a]"),
    "brackets, links nested": _around("[", "a", "](b)"),
    "links, open": _repeat("[a](b"),
    "links, parentheses": _after("[a](", _repeat("(")),
    "links, spaces": _after("[a](b ", lambda size: " " * size),
    "images, open": _repeat("!["),
    "images": _repeat("![a](b.png) "),
    "wiki links, open": _repeat("[["),
    "wiki links": _repeat("[[a|b]] "),
    "wiki pipes": _after("[[", _repeat("a|")),
    "braces, link targets": _after("[a]{", _repeat("{")),
    "backticks, one run": _repeat("`"),
    "backticks, apart": _repeat("` "),
    "backticks, growing": lambda size: " ".join("`" * n for n in range(1, int((2 * size) ** 0.5))),
    "dollars, one run": _repeat("$"),
    "dollars, apart": _repeat("$a "),
    "dollars, closed": _repeat("$a$ "),
    "double dollars": _repeat("$$ a "),
    "stars, one run": _repeat("*"),
    "stars, apart": _repeat("*a "),
    "stars, double apart": _repeat("**a "),
    "stars, mixed": _repeat("*a **b ***c "),
    "stars, closed": _repeat("*a*"),
    "underscores, one run": _repeat("_"),
    "underscores, apart": _repeat("_a "),
    "tildes": _repeat("~~a "),
    "equals": _repeat("=="),
    "table pipes, one line": _after("|a|b|\n|-|-|\n", _repeat("|")),
    "table pipes, head": lambda size: "|" * (size // 2) + "\n" + "|-" * (size // 4),
    "table rows": _after("|Term|Meaning|\n|---|---|\n", _numbered("|term {}|what it means|\n")),
    "cloze, open": _repeat("{{c1::"),
    "cloze, nested": _around("{{c1::", "a", "}}"),
    "cloze, pairs": _repeat("{{c1::a}} "),
    "cloze, ends": _after("{{c1::a", _repeat("}}")),
    "cloze, hints": _after("{{c1::a", _repeat("::")),
    "templates": _repeat("{{a}} "),
    "colons, one run": _repeat(":"),
    "colons, apart": _repeat(": "),
    "colons, words": _repeat("a: "),
    "colons, lines": _repeat(": a\n"),
    "colon fences": _repeat(":::\n"),
    "boxes": _repeat(":::note a\nb\n:::\n"),
    "boxes, open": _repeat(":::note a\n"),
    "boxes, nested": _around(":::note a\n", "b", "\n:::"),
    "environments": _repeat("\\begin{lemma}[a]\nb\n\\end{lemma}\n"),
    "environments, open": _repeat("\\begin{lemma}[a]\n"),
    "items apart": _numbered("- term {}\n\nwhat it means\n\n"),
    "lines with a number in brackets": _repeat("(1) a\n\nb\n\n"),
    "questions in boxes": _repeat("> [!question] a b c\n> d\n\n"),
    "numbered questions": _repeat("Q1) a?\nA1) b\n"),
    "entries of a dictionary": _repeat("**a** /b/ (n.) c\n"),
    "sounds": _after("**a** ", _repeat("/a")),
    "shapes": _repeat("\u25c6 a: b\n"),
    "hyphens, one run": _repeat("-"),
    "hyphens, apart": _repeat("a - "),
    "hyphens, spaces": lambda size: "a" + " " * size + "- b",
    "arrows": _repeat("a -> "),
    "full-width colons": _repeat("甲："),
    "definition lists": _numbered("term {}\n: what it means\n\n"),
    "definition list, one term": _after("term\n", _repeat(": what it means\n")),
    "parentheses": _repeat("("),
    "parentheses, closed": _repeat("(a)"),
    "asides": _after("**a** (", lambda size: "a" * size),
    "tags, open": _repeat("<a "),
    "tags": _repeat("<b>a</b>"),
    "angles": _repeat("<"),
    "comments, open": _repeat("<!--"),
    "comments": _repeat("<!-- a -->"),
    "comments, lines": _repeat("<!-- a\n"),
    "addresses": _repeat("https://example.org/a "),
    "address, one": _after("https://", lambda size: "a" * size),
    "escapes": _repeat("\\"),
    "escapes, apart": _repeat("\\* "),
    "sentences": _repeat("A thing is here. "),
    "sentences, pointers": _repeat("See this. "),
    "sentences, pointers after a term": _after("- **Term**: a meaning. ", _repeat("See this. ")),
    "sentences, abbreviations": _repeat("e.g. a "),
    "sentences, Chinese": _repeat("甲是一。"),
    "full stops": _repeat(". "),
    "full stops, one run": _repeat("."),
    "quotation marks": _repeat('"'),
    "full stop and quotation marks": _repeat('."'),
    "question marks": _repeat("?"),
    "questions, item": _after("- ", _repeat("what is this ")),
    "questions, item, marks": _after("- what is this thing? ", _repeat("- ")),
    "spaces": lambda size: " " * size + "a",
    "spaces, heading": lambda size: "# a" + " " * size + "b",
    "spaces, apart": _repeat("a  "),
    "tabs": _repeat("\t- "),
    "blank lines": _repeat("\n"),
    "hashes": _repeat("#"),
    "hashes, apart": _repeat("# # "),
    "fences, open": _repeat("```\n"),
    "fences, alternating": _repeat("```\n~~~\n"),
    "footnotes": _numbered("[^{}]: text\n"),
    "link definitions": _numbered("[a{}]: b\n"),
    "link definitions, used": lambda size: "[a]: b\n\n" + "[a] " * (size // 4),
    "front matter, open": _after("---\n", _repeat("a: b\n")),
    "front matter, keys": lambda size: "---\n" + "".join(f"k{n}: v\n" for n in range(size // 8)) + "---\n",
    "front matter, rules": _repeat("---\na: b\n"),
    "bullets, pasted": _numbered("Heading {}\n\n• item\n\n"),
    "callouts": _numbered("> [!note] Term {}\n> text\n\n"),
    "callouts, nested": lambda size: "\n".join("> " * n + "[!note] a" for n in range(1, int(size**0.5))),
    "digits": _repeat("1"),
    "digits, points": _repeat("1.2"),
    "links, numbered": _after("See: ", _repeat("[1], ")),
    "one word": _repeat("a"),
    "words, labels": _repeat("problem: "),
    "emoji": _repeat("🎈 "),
    "combining marks": _after("a", _repeat("\u0301")),
    "nulls": _repeat("\0"),
    "surrogates": _repeat("\ud800"),
    "line separators": _repeat("a\u2028"),
    "carriage returns": _repeat("a\r"),
    "same fact": _repeat("- **term**: what it means\n"),
}

PLACES: dict[str, tuple[str, str]] = {
    "item": ("- **Term**: a meaning ", ""),
    "bare item": ("- ", ""),
    "heading": ("# ", "\n\nA thing.\n"),
    "heading question": ("# What is ", "?\n\nA thing.\n"),
    "answer": ("Q: What is it?\nA: It is ", ""),
    "cloze": ("C: a [gap] in ", ""),
    "cell": ("|Term|Meaning|\n|---|---|\n|a| ", " |\n"),
    "callout": ("> [!note] Term\n> ", ""),
}
"""Where a family of one line is put, so that every reader of inline text meets it: what stands before it and after."""


def placed(family: str, place: str, size: int) -> str:
    """Return a family as the text of a heading, an item or another place, its lines joined to one."""
    before, after = PLACES[place]
    return before + " ".join(FAMILIES[family](size).split("\n")) + after
