"""How LaTeX names, accents and alphabets read in Unicode: tables, no logic."""

from __future__ import annotations

SUPERSCRIPTS = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤∘°*∗†′″‴ ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ°°**†′″‴ ",
)
SUBSCRIPTS = str.maketrans("0123456789+-−=()aehijklmnoprstuvxβγρφχ ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ ")
PRIMES = {2: "″", 3: "‴"}
CHEMICAL_ARROWS = {"<=>": "⇌", "<->": "↔", "->": "→", "<-": "←"}

RELATIONS = frozenset("=<>≠≤≥≪≫≈≡∼≃≅≜≔≐∝∈∉∋⊂⊃⊆⊇⊊⊋⊈⊉⊄⊢⊨∥∣⊥≺≻⪯⪰⊏⊐⋈≲≳∴∵⩽⩾")
NAMED = frozenset("∀∃∄∇∂∞∅¬∠△□◊⊤♯♭√∆ℵ")
"""Mathematical symbols that stand for a thing, not for an operation."""
APPLIED = frozenset("fghpEFGHP")
"""Letters that stand for a function when a bracket follows them."""
BIG = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⋁⋀")
ARROW_BLOCKS = (range(0x2190, 0x2200), range(0x27F0, 0x2800), range(0x2900, 0x2980))

SYMBOLS = {
    "implies": "⟹", "impliedby": "⟸", "iff": "⟺", "ne": "≠", "land": "∧", "lor": "∨", "models": "⊨", "neg": "¬",
    "coloneqq": "≔", "|": "‖", "Vert": "‖", "degree": "°", "lt": "<", "gt": ">", "gets": "←", "checkmark": "✓",
    "triangle": "△", "Box": "□", "Diamond": "◇", "bot": "⊥", "ddagger": "‡", "S": "§", "P": "¶", "copyright": "©",
    "pounds": "£", "euro": "€", "clubsuit": "♣", "diamondsuit": "♢", "heartsuit": "♡", "spadesuit": "♠", "lhd": "⊲",
    "rhd": "⊳", "imath": "ı", "jmath": "ȷ", "leadsto": "⇝", "vDash": "⊨", "lll": "⋘", "ggg": "⋙", "vcentcolon": ":",
    "eqqcolon": "≕", "bigstar": "★", "colon": ":", "prime": "′", "dots": "…", "dotsc": "…", "dotsb": "⋯", "owns": "∋",
    "hslash": "ħ", "And": "&", "lbrace": "{", "rbrace": "}", "lbrack": "[", "rbrack": "]", "nmid": "∤",
    "leqslant": "⩽", "geqslant": "⩾", "vartheta": "ϑ", "blacksquare": "■", "qed": "□", "_": "_", "%": "%", "#": "#",
    "&": "&", "$": "$", "{": "{", "}": "}", "vert": "|", "lvert": "|", "rvert": "|", "mid": "|", "perp": "⊥",
    "cdot": "·", "epsilon": "ε", "varepsilon": "ε", "phi": "φ", "varphi": "φ", "setminus": "∖", "N": "ℕ", "Z": "ℤ",
    "Q": "ℚ", "R": "ℝ", "C": "ℂ",
}  # fmt: skip
FUNCTIONS = frozenset({
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd",
    "hom", "inf", "ker", "lcm", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min", "Pr", "sec", "sin",
    "sinh", "sup", "tan", "tanh", "argmax", "argmin", "tr", "rank", "Re", "Im",
})  # fmt: skip
LIMITS = frozenset({
    "lim", "liminf", "limsup", "max", "min", "sup", "inf", "argmax", "argmin",
})  # fmt: skip
SPACES = {",": " ", ":": " ", ";": " ", " ": " ", ">": " ", "enspace": " ", "thinspace": " ", "quad": "\u2003"}
SPACES |= {"qquad": "\u2003", "space": " ", "hfill": "\u2003", "newline": " "}
IGNORED = frozenset({
    "left", "right", "middle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr",
    "Biggl", "Biggr", "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "!", "nonumber", "notag",
    "hline", "rm", "bf", "it", "cal", "centering", "strut", "mathstrut",
})  # fmt: skip
ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "vec": "\u20d7", "tilde": "\u0303", "widetilde": "\u0303",
    "dot": "\u0307", "ddot": "\u0308", "dddot": "\u20db", "check": "\u030c", "breve": "\u0306", "acute": "\u0301",
    "grave": "\u0300", "mathring": "\u030a", "overline": "\u0305", "underline": "\u0332", "overrightarrow": "\u20d7",
}  # fmt: skip
ALPHABETS = {
    "mathbb": ("MATHEMATICAL DOUBLE-STRUCK", "DOUBLE-STRUCK"),
    "mathcal": ("MATHEMATICAL SCRIPT", "SCRIPT"),
    "mathscr": ("MATHEMATICAL SCRIPT", "SCRIPT"),
    "mathfrak": ("MATHEMATICAL FRAKTUR", "BLACK-LETTER"),
}
PLAIN = frozenset({
    "text", "textrm", "textit", "textbf", "textsf", "texttt", "textnormal", "mbox", "hbox", "mathrm", "mathit",
    "mathbf", "mathsf", "mathtt", "boldsymbol", "bm", "pmb", "emph", "boxed", "cancel", "bcancel", "fbox", "mathop",
    "mathrel", "mathbin", "mathord", "ensuremath",
})  # fmt: skip
TEXT = frozenset({
    "text", "textrm", "textit", "textbf", "textsf", "texttt", "textnormal", "mbox", "hbox", "emph", "fbox",
})  # fmt: skip
FENCES = {
    "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "Bmatrix": ("{", "}"), "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"), "matrix": ("", ""), "smallmatrix": ("", ""), "array": ("", ""),
}  # fmt: skip
ROWS = frozenset({
    "aligned", "align", "align*", "alignedat", "split", "gathered", "gather", "gather*", "equation", "equation*",
    "eqnarray", "multline",
})  # fmt: skip
