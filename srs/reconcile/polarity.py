"""Words that turn a sentence around when they come or go: negations, and words with an opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_NEGATIONS = """
    not no never none neither nor without cannot nicht kein keine keinen keiner nie niemals ohne nunca sin ningún ninguna
    ne pas jamais sans aucun aucune não sem nenhum nenhuma non mai senza nessun nessuna není nikdy bez žádný žádná
    不 没 沒 無 无 非 未 ない
"""
_POLES = """
    more less most least increase decrease increases decreases increasing decreasing increased decreased higher lower high low
    maximum minimum maximal minimal maximize minimize maximizes minimizes upper larger smaller large small greater fewer
    always sometimes all some every any only must may true false positive negative left right before after above below
    inside outside first last necessary sufficient odd even open closed forward backward input output strong weak
    increasingly better worse best worst and or
    mehr weniger höher niedriger größer kleiner immer alle manche wahr falsch positiv negativ links rechts vor nach über unter
    plus moins toujours tous vrai faux positif négatif gauche droite avant après
    más menos siempre todos verdadero falso positivo negativo izquierda derecha antes después
    mais menos sempre verdadeiro falso esquerda direita depois più meno vero sinistra destra prima dopo
    více méně vždy všechny pravda nepravda kladný záporný vlevo vpravo před
    大 小 多 少 高 低 左 右 前 后 後 上 下 增 减 減 真 假 正 负 負
"""
_SIGNS = (
    "< > = ≤ ≥ ≠ ≈ + - − ± × ÷ ¬ ∀ ∃ ∈ ∉ ⊂ ⊆ → ← ↔ % leq geq neq notin forall exists cup cap subset supset / * ^ ' ! |"
)
_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "a", "anti", "de", "ne", "不", "非", "无", "無", "未")
_DENYING = frozenset((_NEGATIONS + _SIGNS).split())
_OPPOSED = frozenset(_POLES.split())


def denies(words: Collection[str]) -> bool:
    """Tell whether one is a negation or a sign: a sentence with one more or less of it says something else."""
    if not _DENYING.isdisjoint(words):
        return True
    return "n't" in "".join(words) and any(word.endswith("n't") for word in words)


def have_opposite(words: Iterable[str]) -> bool:
    """Tell whether one of the words says the reverse where another such takes its place: "more", "less"."""
    return not _OPPOSED.isdisjoint(words)


def is_negated(words: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether one of the words is another with a prefix that denies it: "unsupervised" and "supervised"."""
    plain = tuple(others)
    for word in words:
        if word.endswith(plain) and any(
            word.startswith(prefix) and len(word) > len(prefix) + 2 and word.removeprefix(prefix) in plain
            for prefix in _PREFIXES
        ):
            return True
    return False
