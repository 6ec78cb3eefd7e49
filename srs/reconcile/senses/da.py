"""Danish and Norwegian words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

DANISH = Senses(
    negations="ikke|aldrig|aldri|uden|uten|ingen|intet|kun|bare|næppe|hverken|undtagen|medmindre|sjældent",
    rivals="mere mer flere/mindre færre|øger øges stiger vokser/falder mindskes reducerer synker|højere høj højt høje høyere høy/lavere lav lavt lave|større stor stort store/mindre lille små|altid alltid/nogle undertiden/aldrig aldri/ofte|alle hver/nogle noen/mange/få|sand sandt/falsk|positiv-/negativ-|venstre/højre høyre|før/efter etter/under|over/under|skal må/kan/bør|hurtigere hurtig hurtigt raskere/langsommere langsom langsomt|længere lang/kortere kort|varm varmt hed/kold koldt kald|nord/syd sør/øst/vest|inde indenfor/ude udenfor|åben åpen/lukket|stærk stærkere/svag svagere|bedre/værre dårligere|første/sidste|og/eller|samme ens/forskellig forskellige anden|mand mænd/kvinde kvinder|mor/far|januar/februar/marts mars/april/maj mai/juni/juli/august/september/oktober/november/december|mandag/tirsdag/onsdag/torsdag/fredag/lørdag/søndag|dag dage/uge uger/måned måneder/år/time timer/minut minutter/sekund/århundrede|halv halvdelen/tredjedel/fjerdedel",
    numbers="nul|én|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv",
    ordinals="første|anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende",
    large="hundrede|tusind tusen|million millioner|milliard milliarder|billion billioner",
    fillers="en|et|den|det|de|og|eller|i|på|af|av|med|for|til|fra|ved|om|er|var|bliver|blev|har|havde|som|der|at|man|sig|sin|sit|sine|dens|dets|når|hvor|hvad|hvem|så|også|men",
)
