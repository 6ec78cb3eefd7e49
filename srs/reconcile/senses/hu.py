"""Hungarian words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

HUNGARIAN = Senses(
    negations="nem|ne|sem|nincs|nincsenek|soha|nélkül|sincs|csak|csupán|senki|semmi|kivéve|alig",
    rivals="több/kevesebb|nő növek- emelked- növel-/csökken-|magas magasabb/alacsony alacsonyabb|nagy nagyobb/kicsi kisebb kis|mindig/néha/soha|minden összes/néhány/sok|igaz/hamis|pozitív/negatív|bal balra/jobb jobbra|előtt/után/közben|felett fölött/alatt|kell/lehet|gyors gyorsabb/lassú lassabb|hosszú hosszabb/rövid rövidebb|meleg forró/hideg|észak/dél/kelet/nyugat|nyitott/zárt|erős erősebb/gyenge gyengébb|jobb/rosszabb|első/utolsó|és/vagy|január/február/március/április/május/június/július/augusztus/szeptember/október/november/december",
    numbers="nulla|egy|kettő két|három|négy|öt|hat|hét|nyolc|kilenc|tíz",
    ordinals="első|második|harmadik|negyedik|ötödik|hatodik|hetedik|nyolcadik|kilencedik|tizedik",
    large="száz|ezer|millió|milliárd|billió",
    fillers="a|az|egy|és|vagy|de|hogy|is|van|vannak|volt|voltak|lesz|ez|azt|ezt|ami|aki|amely|mint|ha|meg|el|ki|be|le|fel|amikor|ahol",
)
