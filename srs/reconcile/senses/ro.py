"""Romanian words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

ROMANIAN = Senses(
    negations="nu|niciodată|fără|nici|niciun|nicio|doar|numai|nimic|nimeni|decât",
    rivals="mai mult/mai puțin|crește cresc creștere/scade scad scădere|înalt mare mari/scăzut mic mică mici|întotdeauna/niciodată|toți toate fiecare/unii unele|adevărat/fals|pozitiv pozitivă/negativ negativă|stânga/dreapta|înainte/după|trebuie/poate pot|rapid/lent|lung/scurt|cald/rece|nord/sud/est/vest|intern/extern|deschis/închis|puternic/slab|primul prima/ultimul ultima|și/sau|ianuarie/februarie/martie/aprilie/mai/iunie/iulie/august/septembrie/octombrie/noiembrie/decembrie",
    numbers="zero|unu una|doi două|trei|patru|cinci|șase|șapte|opt|nouă|zece",
    ordinals="primul prima|doilea doua|treilea treia|patrulea patra|cincilea cincea",
    large="sută sute|mie mii|milion milioane|miliard miliarde",
    fillers="un|o|al|ale|a|ai|de|din|în|la|pe|cu|și|sau|este|e|sunt|era|fi|se|ce|care|cine|când|unde|cum|că|să|dar|prin|pentru|lui|lor",
)
