"""Czech words that carry or deny a card."""

from __future__ import annotations

from srs.extract.words.language import Language

CZECH = Language(
    labels="problém|návrh|řešení|pozadí|účel|motivace|metoda|metody|přístup|klíčová myšlenka|hlavní myšlenka|myšlenka|přínos|výsledek|výsledky|zjištění|omezení|závěr|závěry|důsledek|důsledky|intuice|hypotéza|teze|cíl|pozorování|pravidlo|fakt|axiom|věta|teorém|lemma|důsledek věty|princip|zákon|vlastnost|předpoklad|definice|příčina|následek|vysvětlení",
    bookkeeping="kredity|kód předmětu|semestr|akademický rok|vyučující|přednášející|cvičící|způsob zakončení|překladatel|překladatelka|počet stran|rok vydání|datum vydání|autor|autoři|autorka|odkaz|odkazy|url|rok|tagy|štítky|stav|datum|zdroj|zdroje|kód|pozn|pozn.|poznámka|poznámky|příklad|příklady|př|př.|např|např.|tj.|aktualizováno|vydáno|nakladatel|viz|viz také|srov|srov.|místo|čas|délka|cena|účastníci|program|pozor|důležité|tip|obrázek|obr.|tabulka|téma|témata|kapitola|strana|stránka|požadavky|otázka|otázky|odpověď|odpovědi|kontakt|verze|výstup|vstup|licence|vyučující|učitel|profesor|domácí úkol|úkol|úkoly|zkouška|známka|legenda|cíle",
    records="autor|autoři|odkaz|odkazy|url|rok|datum|stav|zdroj|zdroje|kód|vydáno|nakladatel|štítky",
    examples="příklad|příklady|cvičení",
    generic="pojem|to|toto|tento|tato|úvod|přehled|souhrn|shrnutí|poznámky|příklad|příklady|podrobnosti|detaily|výhody|nevýhody|pozadí|základy|obecné|obecně|ostatní|jiné|definice|popis|vlastnosti|typy|druhy|použití|aplikace|srovnání|závěr|historie|pojmy|slovník|rejstřík|obsah|příloha|cvičení|otázky|poznámka|základní pojmy|například|navíc|avšak|kroky|postup|oprava|připomenutí|opakování|řešení|def|věta|důkaz|tvrzení|důsledek",
    sections="doporučená literatura|podmínky zápočtu|požadavky ke zkoušce|organizace výuky|zdroje|literatura|seznam literatury|další čtení|k přečtení|úkoly|todo|odkazy|užitečné odkazy|viz také|obsah|schůzky|schůzka|kontakty|kontakt|poděkování|licence|deník|program|nákupní seznam|další kroky|změny|reference|knihy",
    ideas="nápady na |nápady pro ",
    manuals="instalace|použití|licence|přispívání|požadavky|funkce",
    journals="rozvrh|harmonogram|deník|úkoly|zápis|schůzka|porada",
    pointers="viz|srov|více (?:info|informací|zde|o|na)|další informace|zdroj|převzato|zde|přečíst|doplnit|dodělat",
    origins="z|podle",
    questions="co|jak|proč|kdy|kde|kdo|koho|komu|čí|který|která|které|jaký|jaká|jaké|kolik|k čemu|čím|je|jsou|lze|může",
    asking="co je|co jsou|co znamená|co dělá|jak funguje|jak fungují|jak se|proč je|proč se|k čemu slouží|k čemu je|kdy se|kdy použít|jaké jsou|jaký je|jaká je|jak \\w+|proč \\w+|v čem|na co|z čeho|kdy \\w+|k čemu|co to je|kolik",
    imperatives="vysvětli|vysvětlete|definuj|definujte|porovnej|porovnejte|popiš|popište|vyjmenuj|vyjmenujte|uveď|uveďte",
    pronouns="to|toto|tento|tato|tyto|ten|ta|ono|oni|zde|tady|tam",
    articles="",
    openers="pokud|když|protože|ačkoli|pro|v|ve|na|do|z|ze|s|se|k|ke|u|o|po|za|při|tedy|ale|a|nebo|také|každý|každá|každé|všechny|některé|mnoho|nechť|tak|teď|náš|žádný|není",
    dangling="to|toto|tento|tato",
    binary="je|jsou|lze|může|mohou|má|mají",
    outside="viz výše|viz níže|viz obrázek|jak bylo zmíněno|jako předtím|již vysvětleno|už vysvětleno",
    volatile="aktuálně|momentálně|v současnosti|nedávno",
    personal="já|my|můj",
    copulas="je|jsou|byl|byla|bylo|znamená|označuje|popisuje|spočívá v|se nazývá|představuje",
    defining="je to|je osoba|je proces|je způsob|je metoda|je druh|je typ|je nástroj|je soubor|je část|je schopnost|jsou to|označuje|spočívá v",
    naming="se nazývá|nazýváme|nazývaný|říká se|se říká",
    frames="pod|jako",
    framing="rozumíme|se rozumí|označujeme|označuje",
    sets="důvody|výhody|nevýhody|druhy|typy|kroky|fáze|etapy|vlastnosti|rozdíly|požadavky|části|složky|příčiny|důsledky|následky|funkce|cíle|úkoly|aspekty|podmínky|kritéria|principy|omezení|příznaky|zdroje",
    theorems="věta|teorém|lemma|důsledek|tvrzení|axiom|postulát|zákon|princip",
    conditions="pokud|když|jestliže|právě",
    definitions="definice",
    question_marks=("otázka",),
    answer_marks=("odpověď",),
    glossaries="slovníček|pojmy|definice|glosář|slovník|názvosloví",
    numbers="dvě|tři|čtyři|pět|šest|sedm|osm|devět|deset",
    months="leden|únor|březen|duben|květen|červen|červenec|srpen|září|říjen|listopad|prosinec|jaro|léto|podzim|zima|pondělí|úterý|středa|čtvrtek|pátek|sobota|neděle",
)
