"""French words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

FRENCH = Senses(
    negations="ne|pas|jamais|sans|aucun|aucune|ni|guère|rien|personne|sauf|seulement|uniquement|sinon",
    rivals="plus/moins|augment- croît croissant accroît/diminu- décroît décroissant rédui-|toujours/parfois/souvent/jamais|tous toutes tout chaque/certains certaines quelques/plusieurs/aucun aucune|vrai/faux|positif positive positifs/négatif négative négatifs|gauche/droite|avant/après/pendant|haut haute hauts élevé élevée élevés/bas basse bas faible faibles|fort forte forts fortes/faible faibles|grand grande grands/petit petite petits|doit doivent/peut peuvent|dessus/dessous|intérieur interne/extérieur externe|rapide rapidement/lent lente lentement|long longue/court courte|chaud chaude/froid froide|nord/sud/est/ouest|convergent converge convergente/diverge divergent divergente|accepte accepter/rejette rejeter refuse refuser|monte hausse/descend baisse|ouvert ouverte/fermé fermée|premier première/dernier dernière|et/ou|même mêmes identique/différent différente différents|meilleur meilleure/pire|inhib-/stimul- activ-|homme hommes/femme femmes|mère/père|janvier/février/mars/avril/mai/juin/juillet/août/septembre/octobre/novembre/décembre|lundi/mardi/mercredi/jeudi/vendredi/samedi/dimanche|jour jours/semaine semaines/mois/an ans année années/heure heures/minute minutes/seconde secondes/siècle siècles|moitié/tiers/quart|double/triple|printemps/été/automne/hiver",
    numbers="zéro|un une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize",
    ordinals="premier première|deuxième second seconde|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième",
    large="cent cents|mille|million millions|milliard milliards|billion billions",
    fillers="le|la|les|l|d|un|une|des|du|de|et|ou|à|au|aux|en|dans|par|pour|sur|avec|est|sont|être|été|était|a|ont|il|elle|ils|elles|on|ce|c|cette|ces|qui|que|qu|quoi|dont|où|se|s|son|sa|ses|leur|leurs|y|si|mais|donc|car|ainsi|aussi|comme|lors|quand|fait",
    synonyms="utilise emploie utilisé employé|méthode technique approche|but objectif|montre illustre|moyenne|débute commence|permet autorise",
)
