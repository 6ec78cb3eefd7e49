"""Dutch words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

DUTCH = Senses(
    negations="niet|geen|nooit|zonder|noch|nauwelijks|alleen|slechts|enkel|niets|niemand|nergens|behalve|tenzij|zelden",
    rivals="meer/minder|neemt stijgt stijgen toeneemt/daalt dalen afneemt|hoger hoog hoge/lager laag lage|groter groot grote/kleiner klein kleine|altijd/soms/nooit/vaak|alle elke ieder/sommige/veel/weinig|waar/onwaar vals|positie- positief/negatie- negatief|links linker/rechts rechter|voor/na/tijdens|boven/onder|moet moeten/kan kunnen/mag mogen|sneller snel snelle/langzamer langzaam trager|langer lang lange/korter kort korte|heet warm warme warmer/koud koude kouder|noorden noord/zuiden zuid/oosten oost/westen west|binnen/buiten|open/gesloten dicht|sterk sterker/zwak zwakker|beter/slechter|eerste/laatste|en/of|zelfde dezelfde hetzelfde gelijk/verschillend verschillende ander andere|man mannen/vrouw vrouwen|moeder/vader|januari/februari/maart/april/mei/juni/juli/augustus/september/oktober/november/december|maandag/dinsdag/woensdag/donderdag/vrijdag/zaterdag/zondag|dag dagen/week weken/maand maanden/jaar jaren/uur uren/minuut minuten/seconde seconden/eeuw eeuwen|helft half/derde/kwart|dubbel/driedubbel",
    numbers="nul|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien",
    ordinals="eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende",
    large="honderd|duizend|miljoen miljoenen|miljard miljarden|biljoen",
    fillers="de|het|een|van|en|of|in|op|aan|met|door|voor|bij|te|uit|naar|om|is|zijn|was|waren|wordt|worden|werd|heeft|hebben|er|die|dat|dit|deze|wie|wat|waar|wanneer|hoe|als|dan|ook|maar|zich|je|men|ze|hij|zij|hun|haar|zo",
    synonyms="gebruikt|methode techniek|doel|toont|begint start",
)
