"""French words that carry or deny a card."""

from __future__ import annotations

from srs.extract.words.language import Language

FRENCH = Language(
    labels="problème|problématique|proposition|solution|contexte|but|motivation|méthode|méthodes|approche|idée clé|idée principale|idée|contribution|contributions|résultat|résultats|constat|limite|limites|limitation|limitations|conclusion|conclusions|implication|implications|intuition|hypothèse|thèse|objectif|observation|règle|fait|axiome|théorème|lemme|corollaire|principe|loi|propriété|définition|cause|effet|explication|à retenir",
    bookkeeping="traducteur|traductrice|nombre de pages|date de parution|date de publication|note de lecture|auteur|auteurs|autrice|lien|liens|url|année|tags|étiquettes|statut|date|source|sources|code|note|notes|remarque|remarques|exemple|exemples|ex|ex.|p. ex.|mis à jour|publié|éditeur|revue|voir|voir aussi|cf|cf.|lieu|heure|durée|prix|coût|participants|ordre du jour|attention|important|astuce|figure|fig.|tableau|image|sujet|sujets|thème|chapitre|page|pages|prérequis|question|questions|réponse|réponses|contact|version|sortie|entrée|licence|professeur|enseignant|devoir|devoirs|examen|légende|on a|objectifs",
    records="auteur|auteurs|lien|liens|url|année|date|statut|source|sources|code|publié|éditeur|revue|étiquettes",
    examples="exemple|exemples|exercice|exercices",
    generic="cela|ceci|ce|introduction|résumé|notes|exemple|exemples|détails|avantages|inconvénients|contexte|bases|généralités|général|divers|autres|définition|définitions|description|propriétés|caractéristiques|types|applications|comparaison|conclusion|historique|histoire|termes|glossaire|index|annexe|exercices|questions|remarque|remarques|notions de base|concepts de base|notions|rappel|rappels|correction|de manière générale|en général|par exemple|en résumé|en bref|également|étapes|démarche|à retenir|exercice|solution|solutions|corollaire|démonstration|preuve",
    sections="références|bibliographie|lectures|liste de lecture|à lire|à faire|todo|liens|liens utiles|ressources|voir aussi|table des matières|sommaire|réunions|réunion|contacts|contact|remerciements|licence|journal|agenda|liste de courses|prochaines étapes|changements|sources|livres",
    manuals="installation|utilisation|licence|contribuer|prérequis|fonctionnalités",
    journals="planning|calendrier|journal|tâches|compte-rendu|réunion|réunions",
    pointers="voir|cf|consulter|lire|regarder|plus (?:d'infos|d'informations|de détails)|pour plus|pour en savoir|source|tiré de|ici|à compléter|à faire",
    origins="de|d'après|selon",
    questions="que|qu'est-ce|quoi|comment|pourquoi|quand|où|qui|quel|quelle|quels|quelles|combien|est-ce|à quoi|en quoi|de quoi",
    asking="qu'est-ce que|qu'est-ce qu'|qu'est ce que|comment fonctionne|comment fonctionnent|comment se|pourquoi est|à quoi sert|à quoi servent|quelle est|quel est|quels sont|quelles sont|que signifie|comment \\w+|pourquoi \\w+|qu'est-ce|à quoi|en quoi|c'est quoi|que fait|quand utiliser|que se passe",
    imperatives="expliquer|expliquez|définir|définissez|comparer|comparez|décrire|décrivez|citer|citez|nommer|énoncer|donner",
    pronouns="il|elle|ils|elles|ce|cela|ceci|ça|ces|cette|ici|là",
    articles="le|la|les|l'|un|une|des|du",
    indefinite="un|une",
    openers="si|quand|lorsque|parce|bien|pour|en|à|comme|par|avec|de|alors|mais|et|ou|aussi|chaque|tout|toute|tous|certains|soit|soient|donc|ainsi|maintenant|notre|dans|sur|on|nous|aucun|ne",
    dangling="cela|ça|ceci|il|elle",
    binary="est-ce que|est-ce|est-il|sont-ils|peut-on|y a-t-il",
    outside="voir ci-dessus|voir ci-dessous|voir figure|comme mentionné|cf. ci-dessus|comme avant|comme précédemment|déjà expliqué|déjà vu|vu précédemment|voir plus haut|voir plus bas",
    volatile="actuellement|de nos jours|récemment|cette année|en ce moment",
    personal="je|nous|mon|ma",
    copulas="est|sont|était|étaient|signifie|désigne|décrit|se réfère à|consiste en|consiste à|se définit comme|s'appelle",
    defining="désigne|se définit comme|consiste à|consiste en",
    naming="se dit|est dite|sont dits|sont dites|est appelé|est appelée|s'appelle|appelé|appelée|est dit|on appelle|est connu sous le nom de",
    frames="par",
    framing="on entend|nous entendons",
    sets="raisons|avantages|inconvénients|types|sortes|étapes|phases|propriétés|caractéristiques|différences|exigences|causes|conséquences|effets|limites|fonctions|objectifs|composants|éléments|principes|facteurs|conditions|critères|rôles|symptômes|sources",
    theorems="théorème|lemme|corollaire|proposition|axiome|postulat|loi|principe",
    conditions="si|ssi|lorsque|quand|lorsqu'il",
    question_marks=("question",),
    answer_marks=("réponse",),
    glossaries="glossaire|définitions|terminologie|vocabulaire|lexique",
    numbers="deux|trois|quatre|cinq|six|sept|huit|neuf|dix",
    months="janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|printemps|été|automne|hiver|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
)
