"""Swedish words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

SWEDISH = Senses(
    negations="inte|ej|icke|aldrig|utan|ingen|inget|inga|bara|endast|enbart|knappt|inte|varken|förutom|såvida|sällan",
    rivals="mer fler/mindre färre|ökar öka ökad ökande/minskar minska minskad minskande|stiger/sjunker faller|högre hög högt höga/lägre låg lågt låga|större stor stort stora/mindre liten litet små|alltid/ibland/aldrig/ofta|alla varje/några/många/få|sant/falskt|positiv-/negativ-|vänster/höger|före innan/efter/under|över ovanför/under nedanför|måste/kan/får/bör|snabbare snabb snabbt snabba/långsammare långsam långsamt|längre lång långt/kortare kort|het varm varmt varma/kall kallt kalla|norr norra/söder södra/öster östra/väster västra|inne innanför/ute utanför|öppen öppet/stängd stängt|stark starkare/svag svagare|bättre/sämre|första/sista|och/eller|samma lika/olika annan|man män/kvinna kvinnor|mor/far|januari/februari/mars/april/maj/juni/juli/augusti/september/oktober/november/december|måndag/tisdag/onsdag/torsdag/fredag/lördag/söndag|dag dagar/vecka veckor/månad månader/år/timme timmar/minut minuter/sekund sekunder/sekel|hälften halv/tredjedel/fjärdedel|dubbel/trippel",
    numbers="noll|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv",
    ordinals="första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde",
    large="hundra|tusen|miljon miljoner|miljard miljarder|biljon biljoner",
    fillers="en|ett|den|det|de|och|eller|i|på|av|med|för|till|från|vid|om|är|var|blir|blev|har|hade|som|att|man|sig|sin|sitt|sina|dess|när|där|hur|vad|vem|vilken|så|också|men",
)
