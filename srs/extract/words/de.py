"""German words that carry or deny a card."""

from __future__ import annotations

from srs.extract.words.language import Language

GERMAN = Language(
    labels="problem|problemstellung|vorschlag|lösung|hintergrund|zweck|motivation|methode|ansatz|kernidee|idee|grundidee|beitrag|ergebnis|ergebnisse|erkenntnis|erkenntnisse|befund|einschränkung|einschränkungen|grenzen|fazit|schlussfolgerung|folgerung|implikation|intuition|hypothese|these|ziel|forschungsfrage|beobachtung|regel|fakt|axiom|satz|theorem|lemma|korollar|prinzip|gesetz|eigenschaft|annahme|definition|ursache|wirkung|begründung|merksatz",
    bookkeeping="übersetzer|übersetzerin|übersetzt von|seitenzahl|seitenanzahl|erscheinungsjahr|erscheinungsdatum|gelesen am|autor|autoren|autorin|link|links|url|jahr|tags|status|datum|stand|quelle|quellen|code|notiz|notizen|anmerkung|hinweis|beispiel|beispiele|z.b.|z.b|d.h|bsp|bsp.|d.h.|aktualisiert|veröffentlicht|verlag|siehe|siehe auch|vgl|vgl.|termin|ort|zeit|uhrzeit|dauer|preis|kosten|teilnehmer|agenda|achtung|wichtig|tipp|abbildung|abb.|tabelle|bild|thema|themen|kapitel|seite|voraussetzungen|aufgabe|frage|fragen|antwort|antworten|kontakt|version|ausgabe|eingabe|lizenz|dozent|dozentin|professor|lehrer|hausaufgabe|hausaufgaben|klausur|note|noten|lernziele|legende|literatur|merke",
    records="autor|autoren|link|links|url|jahr|datum|status|quelle|quellen|code|veröffentlicht|verlag|tags",
    examples="beispiel|beispiele|übung|übungen|aufgabe",
    generic="es|das|dies|diese|dieser|überblick|übersicht|einführung|einleitung|notizen|zusammenfassung|beispiel|beispiele|details|vorteile|nachteile|hintergrund|grundlagen|allgemeines|allgemein|sonstiges|definition|definitionen|beschreibung|eigenschaften|arten|anwendungen|anwendung|vergleich|fazit|geschichte|begriffe|glossar|inhalt|anhang|aufgaben|fragen|bemerkung|bemerkungen|begriffsdefinitionen|begriffserklärung|grundbegriffe|wichtige begriffe|außerdem|allerdings|im allgemeinen|allgemein gilt|zum beispiel|korrektur|erinnerung|wiederholung|ablauf|vorgehen|schritte|ergebnisse|lösungen|lösung|übung|übungen|beweis|folgerung|situation",
    sections="literatur|literaturverzeichnis|quellen|weiterführende literatur|leseliste|zu lesen|todo|todos|aufgaben|links|weblinks|ressourcen|siehe auch|inhaltsverzeichnis|inhalt|treffen|besprechungen|besprechung|kontakte|kontakt|danksagung|lizenz|tagebuch|termine|einkaufsliste|nächste schritte|änderungen|bücher",
    manuals="installation|einrichtung|verwendung|benutzung|lizenz|mitwirken|voraussetzungen|beitragen|erste schritte|funktionen",
    journals="stundenplan|lernplan|zeitplan|terminplan|tagebuch|protokoll|aufgaben|einkaufsliste|besprechung|sitzung|sitzungsprotokoll|treffen",
    pointers="siehe|vgl|vergleiche|mehr (?:dazu|infos|informationen)|weitere (?:infos|informationen|details)|quelle|hier (?:ist|geht|gibt)|lies|näheres|muss noch|noch zu|nachlesen",
    origins="von|aus|nach",
    questions="was|wie|warum|wieso|weshalb|wann|wo|wer|wen|wem|wessen|welche|welcher|welches|welchen|wozu|wofür|wodurch|worin|woraus|ist|sind|kann|können",
    asking="was ist|was sind|was bedeutet|was versteht|wie funktioniert|wie funktionieren|wie wird|wie werden|wie kann|warum ist|warum sind|wozu dient|wann ist|welche arten|was passiert|was macht|was tun|wie entsteht|wie entstehen|wie berechnet|wie kommt|woraus besteht|woraus bestehen|worin unterscheiden|warum braucht|warum brauchen|wann wird|wann sollte|wie viele|wozu",
    imperatives="erkläre|erklären sie|definiere|definieren sie|vergleiche|beschreibe|beschreiben sie|nenne|nennen sie|erläutere|erläutern sie",
    pronouns="es|dies|diese|dieser|dieses|das|sie|er|hier|dort|oben|unten",
    articles="der|die|das|ein|eine|einen",
    indefinite="ein|eine",
    openers="zum|wobei|wo|wenn|weil|da|obwohl|für|in|im|an|am|auf|zu|als|mit|von|dann|aber|und|oder|auch|jede|jeder|jedes|alle|einige|viele|man|wir|ich|sei|seien|somit|daher|nun|bei|mein|unser|kein|keine",
    dangling="es|dies|das|diese|sie|er",
    binary="ist|sind|kann|können|hat|haben|wird|werden|war|waren|soll",
    outside="siehe oben|siehe unten|wie oben|siehe abbildung|wie erwähnt|siehe abschnitt|wie vorher|wie zuvor|wie gehabt|bereits erklärt|schon erklärt|s. o.",
    volatile="derzeit|aktuell|momentan|heutzutage|neuerdings|dieses jahr",
    personal="ich|wir|mein|meine",
    copulas="ist|sind|war|waren|bedeutet|bezeichnet|beschreibt|heißt|heißen|steht für|besteht aus",
    defining="bezeichnet|steht für|versteht man",
    naming="heißt|heißen|nennt man|genannt|wird als",
    frames="als|unter|mit",
    framing="versteht man|verstehen wir|bezeichnet man|bezeichnet|bezeichnen wir|versteht|wird verstanden|ist zu verstehen",
    sets="gründe|vorteile|nachteile|arten|typen|schritte|phasen|stufen|eigenschaften|merkmale|unterschiede|gemeinsamkeiten|anforderungen|bestandteile|komponenten|funktionen|ursachen|folgen|auswirkungen|ziele|aufgaben|aspekte|dimensionen|voraussetzungen|bedingungen|kriterien|prinzipien|grenzen|symptome",
    theorems="satz|theorem|lemma|korollar|proposition|axiom|hilfssatz|gesetz|prinzip|postulat",
    conditions="wenn|falls|genau|sofern",
    question_marks=("frage",),
    answer_marks=("antwort",),
    glossaries="glossar|begriffe|definitionen|terminologie|vokabular|fachbegriffe|fachwörter",
    numbers="zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn",
    months="januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|frühling|sommer|herbst|winter|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag",
)
