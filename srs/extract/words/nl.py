"""Dutch words that carry or deny a card."""

from __future__ import annotations

from srs.extract.words.language import Language

DUTCH = Language(
    labels="probleem|probleemstelling|voorstel|oplossing|achtergrond|doel|motivatie|methode|methodologie|aanpak|kernidee|hoofdidee|idee|bijdrage|resultaat|resultaten|bevinding|bevindingen|beperking|beperkingen|conclusie|conclusies|gevolg|gevolgen|intuïtie|hypothese|onderzoeksvraag|waarneming|regel|feit|axioma|stelling|lemma|gevolgtrekking|principe|eigenschap|aanname|definitie|oorzaak|verklaring|inzicht",
    bookkeeping="vertaler|aantal pagina's|jaar van uitgave|gelezen op|auteur|auteurs|bron|bronnen|jaar|datum|notitie|notities|opmerking|opmerkingen|voorbeeld|voorbeelden|vb|vb.|bv|bv.|bijv|bijv.|bijvoorbeeld|d.w.z|d.w.z.|o.a.|bijgewerkt|uitgever|uitgeverij|zie|zie ook|cfr|cfr.|vgl|vgl.|plaats|tijd|duur|prijs|kosten|deelnemers|aanwezigen|let op|belangrijk|afbeelding|figuur|tabel|onderwerp|onderwerpen|hoofdstuk|pagina|blz|blz.|vereisten|opdracht|vraag|vragen|antwoord|antwoorden|versie|uitvoer|invoer|licentie|docent|hoogleraar|huiswerk|examen|leerdoelen|literatuur",
    records="auteur|auteurs|bron|bronnen|jaar|datum|uitgever|uitgeverij",
    examples="voorbeeld|voorbeelden|oefening|oefeningen",
    generic="het|dit|dat|deze|overzicht|inleiding|introductie|notities|samenvatting|voorbeeld|voorbeelden|voordelen|nadelen|achtergrond|basis|algemeen|overige|overig|varia|definitie|definities|beschrijving|eigenschappen|kenmerken|soorten|types|toepassingen|toepassing|vergelijking|conclusie|geschiedenis|begrippen|begrippenlijst|inhoud|bijlage|oefeningen|vragen|opmerking|opmerkingen|bovendien|echter|in het algemeen|stappen|werkwijze|bewijs|oplossing|resultaten|herhaling",
    sections="literatuur|literatuurlijst|bronnen|bronvermelding|verder lezen|leeslijst|te lezen|taken|nuttige links|zie ook|inhoudsopgave|inhoud|vergadering|vergaderingen|contacten|dankwoord|licentie|dagboek|agenda|boodschappenlijst|volgende stappen|wijzigingen|boeken",
    manuals="installatie|gebruik|licentie|bijdragen|vereisten|aan de slag|functies",
    journals="rooster|planning|dagboek|notulen|takenlijst|boodschappenlijst|vergadering",
    pointers="zie|meer (?:info|informatie|over)|bron|overgenomen|hier (?:is|vind|staat)|lees|nog te|aan te vullen",
    origins="van|uit|naar",
    questions="wat|hoe|waarom|wanneer|waar|wie|wiens|welke|welk|waarvoor|waardoor|waarmee|hoeveel|kan|kunnen|zijn",
    asking="wat is|wat zijn|wat betekent|wat doet|hoe werkt|hoe werken|hoe wordt|hoe worden|hoe kan|hoe kun|waarom is|waarom zijn|waartoe dient|wanneer is|welke soorten|waarom \\w+|waarvoor \\w+|hoe \\w+|wanneer gebruik|hoeveel \\w+",
    imperatives="leg uit|definieer|vergelijk|beschrijf|noem|bespreek|verklaar",
    pronouns="het|dit|dat|deze|zij|hij|hier|daar|hierboven|hieronder",
    articles="het|een",
    indefinite="een",
    openers="wat|welke|hoe|er|vooraf|achteraf|daarna|daarnaast|hierbij|hierdoor|daardoor|als|wanneer|omdat|hoewel|voor|bij|op|aan|naar|met|door|uit|tijdens|dus|maar|of|ook|elke|elk|ieder|iedere|alle|sommige|veel|wij|stel|daarom|eerst|vervolgens|geen|niet",
    dangling="het|dit|dat|deze|zij|hij",
    binary="kan|kunnen|heeft|hebben|wordt|worden|zijn|moet",
    outside="zie boven|zie onder|zie figuur|zoals vermeld|zoals hierboven|zie vorige",
    volatile="momenteel|tegenwoordig|recent|dit jaar",
    personal="ik|wij|mijn|ons",
    copulas="zijn|was|waren|betekent|beschrijft|wordt|verwijst naar|staat voor|bestaat uit|heet|heten|noemt men",
    defining="betekent|verwijst naar|staat voor|wordt gedefinieerd als",
    naming="heet|heten|noemt men|noemen we|genoemd|wordt genoemd|worden genoemd|bekend als",
    frames="onder|met",
    framing="verstaan we|verstaat men|wordt verstaan|bedoelen we|bedoelt men",
    sets="redenen|voordelen|nadelen|soorten|stappen|fasen|eigenschappen|kenmerken|verschillen|eisen|onderdelen|functies|oorzaken|gevolgen|effecten|doelen|taken|aspecten|voorwaarden|criteria|principes|beperkingen|symptomen|bronnen",
    theorems="stelling|lemma|gevolg|axioma|postulaat|wet|principe",
    conditions="als|wanneer|indien",
    question_marks=("vraag",),
    answer_marks=("antwoord",),
    glossaries="begrippen|begrippenlijst|woordenlijst|definities|terminologie|vocabularium",
    numbers="twee|drie|vier|vijf|zes|zeven|acht|negen|tien",
    months="januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|lente|zomer|herfst|winter|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag",
)
