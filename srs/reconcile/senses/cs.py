"""Czech words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

CZECH = Senses(
    negations="není|nejsou|nikdy|bez|žádný|žádná|žádné|ne|ani|jen|pouze|kromě|nic|nikdo",
    rivals="více/méně|roste stoupá zvyš-/klesá snižuje snižují|vyšší vysoký vysoká/nižší nízký nízká|větší velký velká/menší malý malá|vždy/někdy/nikdy/často|všechny všichni každý/některé/mnoho/žádný|pravda/nepravda|kladný kladná/záporný záporná|vlevo levý/vpravo pravý|před/po/během|nad/pod|musí/může mohou|rychlejší rychlý rychle/pomalejší pomalý pomalu|delší dlouhý/kratší krátký|horký teplý/studený|sever/jih/východ/západ|uvnitř/venku vně|otevřený/uzavřený|silný/slabý|lepší/horší|první/poslední|a/nebo|stejný/jiný různý|leden ledna/únor února/březen března/duben dubna/květen května/červen června/červenec července/srpen srpna/září/říjen října/listopad listopadu/prosinec prosince|den dny/týden/měsíc/rok let/hodina/století",
    numbers="nula|jeden jedna jedno|dva dvě|tři|čtyři|pět|šest|sedm|osm|devět|deset",
    ordinals="první|druhý druhá druhé|třetí|čtvrtý|pátý|šestý|sedmý|osmý|devátý|desátý",
    large="sto|tisíc|milion milionů|miliarda miliard|bilion bilionů",
    fillers="a|i|v|ve|z|ze|na|do|od|o|u|pro|je|jsou|byl|byla|bylo|být|to|ten|ta|který|která|které|že|se|si|jak|když|co|kdo|nebo|ale|také|jeho|její|jejich|při|s|k",
)
