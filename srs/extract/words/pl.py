"""Polish words that carry or deny a card."""

from __future__ import annotations

from srs.extract.words.language import Language

POLISH = Language(
    labels="problem|propozycja|rozwiązanie|tło|motywacja|metoda|metody|podejście|główna idea|idea|wkład|wynik|wyniki|odkrycie|ograniczenie|ograniczenia|wniosek|wnioski|konsekwencja|konsekwencje|intuicja|hipoteza|teza|obserwacja|reguła|zasada|fakt|aksjomat|twierdzenie|lemat|prawo|własność|założenie|definicja|przyczyna|skutek|wyjaśnienie",
    bookkeeping="punkty ects|ects|kod przedmiotu|semestr|rok akademicki|prowadzący|forma zaliczenia|tłumacz|liczba stron|rok wydania|data wydania|autor|autorzy|autorka|odnośnik|źródło|źródła|notatka|notatki|uwaga|uwagi|przykład|przykłady|przykładowo|np|np.|tzn|tzn.|tj|tj.|m.in.|zaktualizowano|wydawnictwo|wydawca|zobacz|zobacz też|por|por.|miejsce|czas|czas trwania|cena|koszt|uczestnicy|ważne|wskazówka|rysunek|rys|rys.|tabela|temat|tematy|rozdział|strona|strony|wymagania|zadanie|zadania|pytanie|pytania|odpowiedź|odpowiedzi|wersja|wyjście|wejście|licencja|wykładowca|prowadzący|nauczyciel|praca domowa|kolokwium|egzamin|ocena",
    records="autor|autorzy|źródło|źródła|wydawnictwo|wydawca|odnośnik",
    examples="przykład|przykłady|ćwiczenie|ćwiczenia|zadanie",
    generic="ten|ta|te|wstęp|wprowadzenie|przegląd|podsumowanie|streszczenie|notatki|przykład|przykłady|szczegóły|zalety|wady|podstawy|ogólne|ogólnie|inne|pozostałe|definicja|definicje|opis|właściwości|własności|cechy|rodzaje|typy|zastosowanie|zastosowania|porównanie|wnioski|historia|pojęcia|podstawowe pojęcia|słownik|spis treści|dodatek|ćwiczenia|pytania|uwaga|uwagi|ponadto|jednak|kroki|etapy|dowód|rozwiązanie|powtórka",
    sections="bibliografia i źródła|warunki zaliczenia|plan zajęć|cele kursu|literatura|bibliografia|źródła|do przeczytania|zadania|linki|przydatne linki|zobacz też|spis treści|spotkania|spotkanie|kontakty|kontakt|podziękowania|licencja|dziennik|lista zakupów|następne kroki|zmiany|książki",
    ideas="pomysły na |pomysły do ",
    manuals="instalacja|użycie|licencja|wymagania|funkcje|uruchomienie",
    journals="harmonogram|terminarz|dziennik|protokół|zadania|spotkanie",
    pointers="zobacz|patrz|por|więcej (?:informacji|na|o)|źródło|tutaj|przeczytać|uzupełnić|dokończyć",
    origins="według",
    questions="co|jak|dlaczego|czemu|kiedy|gdzie|kto|kogo|czym|czego|który|która|które|jaki|jaka|jakie|ile|czy|po co",
    asking="co to jest|co to są|czym jest|czym są|co oznacza|co robi|jak działa|jak działają|jak się|dlaczego się|do czego służy|do czego służą|kiedy się|jakie są|jaki jest|jaka jest|na czym polega|jak \\w+|dlaczego \\w+|po co \\w+|z czego \\w+|ile \\w+|kiedy \\w+",
    imperatives="wyjaśnij|zdefiniuj|porównaj|opisz|wymień|podaj",
    pronouns="ten|ta|te|tego|tutaj|tam|powyżej|poniżej",
    openers="co|jak|dlatego|jeśli|jeżeli|gdy|kiedy|ponieważ|chociaż|dla|w|we|na|z|ze|od|przez|przy|więc|ale|i|lub|oraz|także|każdy|każda|każde|wszystkie|niektóre|wiele|niech|teraz|nasz|nie|podczas",
    dangling="ten|ta|te",
    binary="czy",
    outside="zobacz wyżej|zobacz niżej|patrz rysunek|jak wspomniano|jak wyżej",
    volatile="obecnie|aktualnie|ostatnio|w tym roku",
    personal="ja|mój|moja",
    copulas="jest|są|był|była|było|oznacza|określa|opisuje|polega na|nazywa się|nazywamy|stanowi|składa się z|służy do|to jest|to są",
    defining="jest to|są to|to jest|to są|— to|– to|- to|to proces|to metoda|to sposób|to zbiór|to rodzaj|to typ|oznacza|polega na",
    naming="nazywa się|nazywamy|nazywany|nazywana|nazywane|zwany|zwana|zwane|zwanym|określa się jako|znany jako",
    frames="przez|jako",
    framing="rozumiemy|rozumie się|określamy|określa się",
    sets="powody|zalety|wady|rodzaje|typy|kroki|etapy|fazy|właściwości|cechy|różnice|wymagania|składniki|elementy|przyczyny|skutki|funkcje|cele|zadania|aspekty|warunki|kryteria|zasady|ograniczenia|objawy|źródła",
    theorems="twierdzenie|lemat|aksjomat|postulat|prawo|zasada",
    conditions="jeśli|jeżeli|gdy|wtedy",
    definitions="definicja",
    negations="nie",
    question_marks=("pytanie",),
    answer_marks=("odpowiedź",),
    glossaries="słowniczek|pojęcia|definicje|glosariusz|słownik|terminologia",
    numbers="dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć",
    months="styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|wiosna|lato|jesień|zima|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela",
)
