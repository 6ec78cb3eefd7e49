"""Italian words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

ITALIAN = Senses(
    negations="non|mai|senza|nessun|nessuno|nessuna|né|niente|nulla|solo|soltanto|solamente|tranne|eccetto|appena",
    rivals="più/meno|aument- cresce crescente/diminu- riduc- decresce decrescente|sempre/talvolta/mai|tutti tutte tutto ogni/alcuni alcune/molti/nessuno|vero/falso|positivo positiva/negativo negativa|sinistra/destra|prima/dopo/durante|alto alta alti alte/basso bassa bassi basse|maggiore/minore|grande grandi/piccolo piccola piccoli|deve devono/può possono|dentro interno/fuori esterno|veloce rapido/lento lenta|lungo lunga/corto corta breve|caldo calda/freddo fredda|nord/sud/est/ovest|converge/diverge|accetta/rifiuta|sale/scende|aperto aperta/chiuso chiusa|primo prima/ultimo ultima|e ed/o|stesso stessa uguale/diverso diversa diversi|migliore/peggiore|forte forti/debole deboli|inib-/stimol- attiv-|uomo uomini/donna donne|madre/padre|gennaio/febbraio/marzo/aprile/maggio/giugno/luglio/agosto/settembre/ottobre/novembre/dicembre|lunedì/martedì/mercoledì/giovedì/venerdì/sabato/domenica|giorno giorni/settimana settimane/mese mesi/anno anni/ora ore/minuto minuti/secondo secondi/secolo secoli|metà/terzo/quarto|doppio/triplo",
    numbers="zero|uno una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici",
    ordinals="primo prima|secondo seconda|terzo terza|quarto quarta|quinto quinta|sesto sesta|settimo|ottavo|nono|decimo",
    large="cento|mille mila|milione milioni|miliardo miliardi",
    fillers="il|lo|la|i|gli|le|l|un|uno|una|di|del|dello|della|dell|dei|degli|delle|e|ed|o|a|al|allo|alla|all|ai|agli|alle|in|nel|nello|nella|nell|nei|nelle|con|per|su|sul|sulla|da|dal|dalla|dall|è|sono|era|essere|ha|hanno|si|che|chi|cui|come|quando|dove|se|ma|anche|questo|questa|questi|queste|suo|sua|suoi|loro|c|ci|tra|fra",
    synonyms="usa utilizza impiega|metodo tecnica|scopo obiettivo|mostra|permette consente|inizia comincia",
)
