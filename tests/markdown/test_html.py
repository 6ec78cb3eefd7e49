from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from srs.markdown.html import escape_text, render_cloze_html, render_html, render_inline
from srs.model import gap_numbers, hidden_stretches, show_gaps

JOINER = "\u2060"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** ~~c~~ `d<e`", "<em>a</em> <strong>b</strong> <del>c</del> <code>d&lt;e</code>"),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("one  \ntwo", "one<br>two"),
        ("```python run\nx = 1\n\ny\n```", '<pre><code class="language-python">x = 1\n\ny</code></pre>'),
        ("    indented", "<pre><code>indented</code></pre>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("- [ ] a\n- [x] b", "<ul><li>☐ a</li><li>☑ b</li></ul>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("term\n: meaning", "<dl><dt>term</dt><dd>meaning</dd></dl>"),
        ("## a", "<h2>a</h2>"),
        ("$a<b$", r"\(a&lt;b\)"),
        ("$$\nx\n$$", "\\[\nx\n\\]"),
        ("[[a|b]] and [[c]]", "b and c"),
        ("==a *b*== c", "<mark>a <em>b</em></mark> c"),
        ("a == b == c", "a == b == c"),
        ("*==a* b==", "<em>==a</em> b=="),
        ("a &amp; b &copy; <", "a &amp; b © &lt;"),
        ("a[^1]", "a[^1]"),
        ("", ""),
    ],
)
def test_markdown_becomes_html(text, html):
    assert render_html(text) == html


def test_a_table_keeps_its_alignment():
    html = render_html("| a | b |\n|---|--:|\n| 1 | 2 |")

    assert html == (
        '<table><thead><tr><th>a</th><th align="right">b</th></tr></thead>'
        '<tbody><tr><td>1</td><td align="right">2</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a](https://x.org/?q=1&r)", '<a href="https://x.org/?q=1&amp;r">a</a>'),
        ("<me@x.org>", '<a href="mailto:me@x.org">me@x.org</a>'),
        ("[a](obsidian://open?vault=v)", '<a href="obsidian://open?vault=v">a</a>'),
        ("[a](zotero://select/items/1)", '<a href="zotero://select/items/1">a</a>'),
        ("[a](javascript:alert(1))", "a"),
        ("[a](JaVaScRiPt&#58;alert(1))", "a"),
        ("[a](data:text/html,x)", "a"),
        ("[a](file:///etc/passwd)", "a"),
        ("[a](other.md)", "a"),
        ('[a](<https://x.org/"onclick=b>)', '<a href="https://x.org/%22onclick=b">a</a>'),
        ("[a](https://x.org/[sound:b.mp3])", '<a href="https://x.org/%5Bsound:b.mp3%5D">a</a>'),
    ],
)
def test_only_links_that_lead_somewhere_safe_are_kept(text, html):
    assert render_html(text) == html


def test_an_image_is_named_by_the_caller_and_described_when_it_has_no_name():
    names = {"a b.png": "packed.png", "c.mp3": "packed.mp3"}

    assert render_html('![x "y"](<a b.png>)', image=names.get) == '<img src="packed.png" alt="x &quot;y&quot;">'
    assert render_html("![[a b.png|120]]", image=names.get) == '<img src="packed.png" alt="" width="120">'
    assert render_html("![[c.mp3]]", image=names.get) == "[sound:packed.mp3]"
    assert render_html("![*the* map](gone.png)", image=names.get) == "the map"
    assert render_html("![](img/gone.png)", image=names.get) == "gone.png"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("H<sub>2</sub>O <BR/> <b>x *y*</b>", "H<sub>2</sub>O <br> <b>x <em>y</em></b>"),
        ("<b>never closed", "&lt;b&gt;never closed"),
        ("never opened</b>", "never opened&lt;/b&gt;"),
        ("*a <b>b* c</b>", "<em>a &lt;b&gt;b</em> c&lt;/b&gt;"),
        ("<b><i>x</b>", "<b>&lt;i&gt;x</b>"),
        ('<b onclick="x">a</b>', '&lt;b onclick="x"&gt;a&lt;/b&gt;'),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("<div>\n<kbd>a</kbd>\n</div>", "<p>&lt;div&gt;<br><kbd>a</kbd><br>&lt;/div&gt;</p>"),
        ("a<!-- aside -->b", "ab"),
        ("<!-- aside\n\nmore", ""),
    ],
)
def test_raw_html_acts_only_where_it_is_harmless(text, html):
    assert render_html(text) == html


DIRECTIVES = [
    "[sound:x.mp3]",
    "[anki:tts lang=en_US]x[/anki:tts]",
    "[anki:play:q:0]",
    "[latex]x[/latex]",
    "[LaTeX]x[/latex]",
    "[$]x[/$]",
    "[$$]x[/$$]",
    r"\(x\)",
    r"\[x\]",
    "{{c1::x}}",
    "{{c,1::x}}",
    "[[type:Front]]",
]
LIVE = re.compile(r"\[sound:[^\]]+\]|\[anki:|\[\[type:|\[latex\]|\[\$\$?\]|\\[(\[]|\{\{c[\d,]+::", re.IGNORECASE)


@pytest.mark.parametrize("directive", DIRECTIVES)
@pytest.mark.parametrize(
    "write", ["{}", "a {} b", "![{}](gone.png)", "<!doctype {}>", "[{}](javascript:x)", "| {} |\n|--|"]
)
def test_directives_in_a_note_are_split_wherever_they_stand(directive, write):
    escaped = re.sub(r"([\\\[\]{}()$])", r"\\\1", directive)
    text = write.format(escaped)

    for html in (render_html(text), render_cloze_html(text + " {{c1::gap}}").removesuffix(" {{c1::gap}}")):
        assert not LIVE.search(html.replace("{{c1::gap}}", ""))


@pytest.mark.parametrize("directive", [d for d in DIRECTIVES if "\\" not in d])
def test_directives_in_code_are_split(directive):
    for html in (render_html(f"`{directive}`"), render_html(f"```\n{directive}\n```")):
        assert not LIVE.search(html)
        assert directive in html.replace(JOINER, "")


def test_delimiters_of_math_stay_as_they_are_in_code_where_mathjax_leaves_them_alone():
    assert render_html(r"`grep '\(a\)'`") == r"<code>grep '\(a\)'</code>"


@pytest.mark.parametrize("directive", ["&#91;sound:x.mp3]", "[[[sound:x.mp3]]]", "[[](javascript:x)sound:x.mp3]"])
def test_directives_that_only_come_about_by_rendering_are_split(directive):
    html = render_html(directive)

    assert not LIVE.search(html)
    assert "sound:x.mp3" in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"$\frac{1}{\sqrt{2}}$", r"\(\frac{1}{\sqrt{2} }\)"),
        ("${{c1::x}}$", r"\({ {c1: :x} }\)"),
        (r"$$a \\[2pt] b$$", r"\[a \\[2pt] b\]"),
        (r"$a \) b$", r"\(a \ ) b\)"),
        ("$[sound:x]$", r"\([ sound:x]\)"),
        (r"$\href{javascript:x}{y}$", r"\(\backslash href{javascript:x}{y}\)"),
    ],
)
def test_math_cannot_act_outside_of_itself(text, html):
    assert render_html(text) == html


def test_characters_that_a_field_cannot_hold_are_replaced():
    assert render_html("a\x1fb\x00c\ufdd0d\ud800") == "a\ufffdb\ufffdc\ufffdd\ufffd"


def test_a_single_line_never_becomes_a_block():
    assert render_inline("1. Origins of *x*") == "1. Origins of <em>x</em>"
    assert render_inline("- a\n# b") == "- a # b"


def test_plain_text_is_shown_as_it_is():
    assert escape_text("*a* <b> [sound:x]\nb") == f"*a* &lt;b&gt; [{JOINER}sound:x]<br>b"


@pytest.mark.parametrize(
    ("front", "html"),
    [
        ("a {{c1::b}} c", "a {{c1::b}} c"),
        ("{{c1::b::hint *x*}}", "{{c1::b::hint <em>x</em>}}"),
        ("**{{c1::漢字}}**は", "<strong>{{c1::漢字}}</strong>は"),
        ("{{c1::_b_}} {{c1::**c**}}d", "{{c1::<em>b</em>}} {{c1::<strong>c</strong>}}d"),
        ("{{c1::a {{c2::*b*}} c}}", "{{c1::a {{c2::<em>b</em>}} c}}"),
        ("{{c2,1::a}}", "{{c1,2::a}}"),
        ("$a^{ {{c1::2}} }$", r"\(a^{ {{c1::2}} }\)"),
        (r"{{c1::$\frac{a}{b}$}}", r"{{c1::\(\frac{a}{b}\)}}"),
        ("`f({{c1::x}})`", "<code>f({{c1::x}})</code>"),
        ("=={{c1::a}}==", "<mark>{{c1::a}}</mark>"),
        ("- a {{c1::b}}\n- {{c2::c}}", "<ul><li>a {{c1::b}}</li><li>{{c2::c}}</li></ul>"),
        ("{{c0::a}} {{c501::b}} {{c1::c}}", "a b {{c1::c}}"),
    ],
)
def test_gaps_are_kept_in_rendered_text(front, html):
    assert render_cloze_html(front) == html


@pytest.mark.parametrize(
    ("front", "html"),
    [
        ("*a {{c1::b* c}}", "*a {{c1::b* c}}"),
        ("$a {{c1::b$ c}}", "$a {{c1::b$ c}}"),
        ("a {{c1::b\n\nc}}", "a {{c1::b<br><br>c}}"),
        ("[a](https://x.org/{{c1::b}})", "[a](https://x.org/{{c1::b}})"),
        ("![{{c1::b}}](x.png)", "![{{c1::b}}](x.png)"),
    ],
)
def test_where_gaps_and_markdown_cross_the_gaps_win(front, html):
    assert render_cloze_html(front, image=lambda _: "x.png") == html


@pytest.mark.parametrize(
    ("front", "html"),
    [
        ("{{c1::std::vector::type}}", f"{{{{c1::std:{JOINER}:vector::type}}}}"),
        ("{{c1::a:::hint}}", f"{{{{c1::a:{JOINER}::hint}}}}"),
        ("{{c1::a}} }}", f"{{{{c1::a}}}} }}{JOINER}}}"),
        ("{{c1::image-occlusion:rect}}", f"{{{{c1::image-occlusion{JOINER}:rect}}}}"),
        ("{{c1::a}} {{c2::b", f"{{{{c1::a}}}} {{{JOINER}{{c2:{JOINER}:b"),
    ],
)
def test_text_inside_a_gap_cannot_end_it_or_give_it_a_hint(front, html):
    assert render_cloze_html(front) == html


MARKUP = st.lists(
    st.sampled_from(
        ["{{c1::", "{{c2::", "}}", "::", "*", "**", "_", "$", "$$", "`", "==", "<b>", "</b>", "[", "](x)", "![", "\n\n"]
        + [
            "- ",
            "> ",
            "| ",
            "|--|\n",
            "\\",
            "(",
            "sound:",
            "{",
            "}",
            "<!--",
            "-->",
            "a",
            " ",
            "\n",
            "[[",
            "]]",
            "⸩",
            "\ufdd0",
        ]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("sentence", "html"),
    [
        ("The {{c1::Seine}} in {{c2::Paris}}", "The «Seine» in Paris"),
        ("{{c2::a {{c1::b}} c}} {{c1::d {{c2::e}} f}}", "a «b» c «d e f»"),
        ("x {{c1::`a` **b**}} y", "x «<code>a</code> <strong>b</strong>» y"),
        ("`a{{c1::b}}`", "<code>a«b»</code>"),
        ("```python\nprint({{c1::1}})\n```", "<pre><code>print(«1»)</code></pre>"),
        ("$E = {{c1::m}}{{c1::c}}^2$ and $a$", r"«\(E = mc^2\)» and \(a\)"),
        ("{{c1::![](a.png)}} {{c1::![b](b.png)}}", '«<img src="a.png" alt="">» «<img src="b.png" alt="b">»'),
        ("- a {{c1::b}}\n- c", "<ul><li>a «b»</li><li>c</li></ul>"),
        ("==a {{c1::b}}==", "<mark>a «b»</mark>"),
        # Where edges and elements cross, and where an edge would change what is said, nothing is set off.
        ("*a {{c1::b* c}} d", "<em>a b</em> c d"),
        ("{{c1::a\n\nb}} c", "<p>a</p><p>b c</p>"),
        ("![{{c1::cat}}](b.png)", '<img src="b.png" alt="cat">'),
        ("{{c1::a $b}} c$", r"a \(b c\)"),
    ],
)
def test_what_a_gap_hid_is_set_off(sentence, html):
    hidden = hidden_stretches(sentence, 1)
    shown = render_html(show_gaps(sentence, None), image=lambda source: source, hidden=hidden)

    assert re.sub('<mark class="gap">(.*?)</mark>', r"«\1»", shown) == html


@given(MARKUP, MARKUP, MARKUP)
def test_what_was_hidden_changes_no_word(before, hidden, after):
    text, stretch = before + hidden + after, (len(before), len(before + hidden))
    shown = render_html(text, hidden=(stretch,))

    said, plain = (re.sub(f"<[^>]*>|{JOINER}", "", html) for html in (shown, render_html(text)))
    assert said == plain


@given(MARKUP)
def test_rendering_is_total_and_leaves_no_placeholder(text):
    html = render_html(text) + render_cloze_html(text) + render_inline(text) + escape_text(text)

    assert not re.search("[\ufdd0-\ufdef]", html)


@given(MARKUP)
@example("{{c1::<!---->}}")
def test_rendering_keeps_every_gap(text):
    assert gap_numbers(render_cloze_html(text)) == gap_numbers(text)


@given(MARKUP)
def test_elements_are_always_closed_in_order(text):
    opened = []
    for end, name in re.findall(r"<(/?)([a-z0-9]+)[^>]*>", render_html(text)):
        if end:
            assert opened.pop() == name
        elif name not in {"br", "hr", "img"}:
            opened.append(name)

    assert opened == []
