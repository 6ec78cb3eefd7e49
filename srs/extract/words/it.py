"""Italian words that carry or deny a card."""

from __future__ import annotations

from srs.extract.words.language import Language

ITALIAN = Language(
    labels="problema|proposta|soluzione|contesto|scopo|motivazione|metodo|metodi|approccio|idea chiave|idea principale|idea|contributo|contributi|risultato|risultati|scoperta|limite|limiti|limitazione|limitazioni|conclusione|conclusioni|implicazione|implicazioni|intuizione|ipotesi|tesi|obiettivo|osservazione|regola|fatto|assioma|teorema|lemma|corollario|principio|legge|proprietà|assunzione|definizione|causa|effetto|spiegazione",
    bookkeeping="traduttore|traduttrice|numero di pagine|data di pubblicazione|anno di pubblicazione|autore|autori|autrice|link|collegamento|url|anno|tag|stato|data|fonte|fonti|codice|nota|note|esempio|esempi|es|es.|ad es.|aggiornato|pubblicato|editore|rivista|vedi|vedi anche|cfr|cfr.|luogo|ora|durata|prezzo|costo|partecipanti|ordine del giorno|attenzione|importante|suggerimento|figura|fig.|tabella|immagine|argomento|argomenti|capitolo|pagina|pagine|requisiti|domanda|domande|risposta|risposte|contatto|versione|uscita|ingresso|licenza|professore|professoressa|docente|compito|compiti|esame|voto|legenda|obiettivi",
    records="autore|autori|link|url|anno|data|stato|fonte|fonti|codice|pubblicato|editore|rivista|tag",
    examples="esempio|esempi|esercizio|esercizi",
    generic="questo|questa|ciò|introduzione|riassunto|sommario|note|esempio|esempi|dettagli|vantaggi|svantaggi|contesto|concetti|generale|generalità|altro|altri|definizione|definizioni|descrizione|proprietà|caratteristiche|tipi|applicazioni|confronto|conclusione|conclusioni|storia|termini|glossario|indice|appendice|esercizi|domande|osservazione|osservazioni|concetti di base|nozioni di base|in generale|in sintesi|per esempio|ad esempio|inoltre|tuttavia|passi|passaggi|procedimento|correzione|promemoria|ripasso|soluzione|soluzioni|corollario|dimostrazione|esercizio",
    sections="riferimenti|bibliografia|letture|lista di lettura|da leggere|da fare|todo|link|link utili|risorse|vedi anche|indice|sommario|contenuti|riunioni|riunione|contatti|contatto|ringraziamenti|licenza|diario|agenda|lista della spesa|prossimi passi|modifiche|fonti|libri",
    manuals="installazione|utilizzo|licenza|contribuire|requisiti|funzionalità",
    journals="orario|calendario|diario|compiti|verbale|riunione|riunioni",
    pointers="vedi|vedere|si veda|cfr|consultare|leggere|leggi|maggiori (?:informazioni|dettagli)|per (?:maggiori|ulteriori|saperne)|fonte|tratto da|qui (?:c'è|si)|da completare|manca",
    origins="da|secondo",
    questions="che|che cosa|cosa|cos'è|come|perché|quando|dove|chi|quale|quali|quanto|quanti|a cosa|è|sono|può",
    asking="che cos'è|cos'è|cosa sono|che cosa sono|cosa significa|cosa fa|come funziona|come funzionano|come si|perché è|a cosa serve|qual è|quali sono|quando si|come \\w+[aei]re|perché \\w+|in cosa consiste|in che consiste|quando usare|a che serve|da cosa|che succede",
    imperatives="spiega|spiegare|definisci|definire|confronta|confrontare|descrivi|descrivere|elenca|elencare|enuncia|nomina",
    pronouns="questo|questa|questi|queste|quello|quella|ciò|esso|essa|egli|ella|qui|qua|là|tale",
    articles="il|lo|la|i|gli|le|l'|un|uno|una",
    indefinite="un|uno|una",
    openers="se|quando|mentre|perché|anche|per|in|a|come|con|di|allora|ma|e|o|ogni|tutto|tutti|alcuni|molti|sia|siano|dato|così|ora|nostro|nessun|non|nel|nella",
    dangling="questo|questa|esso|essa",
    binary="è|sono|può|possono|ha|hanno",
    outside="vedi sopra|vedi sotto|vedi figura|come detto|come prima|già spiegato|già visto|spiegato in precedenza",
    volatile="attualmente|al momento|recentemente|oggigiorno",
    personal="io|noi|mio|mia",
    copulas="è|sono|era|erano|significa|si riferisce a|descrive|denota|consiste in|si definisce|si chiama",
    defining="si riferisce a|si definisce|consiste in",
    naming="sono detti|sono dette|è detto|è detta|vengono chiamati|vengono chiamate|viene chiamato|viene chiamata|vengono detti|vengono dette|si definisce|si chiamano|si dice|si dicono|viene detto|viene detta|si chiama|chiamato|chiamata|detto|detta|è noto come",
    frames="per|con",
    framing="si intende|si intendono|intendiamo|si indica",
    sets="ragioni|motivi|vantaggi|svantaggi|tipi|tipologie|passi|fasi|proprietà|caratteristiche|differenze|requisiti|conseguenze|effetti|funzioni|obiettivi|componenti|elementi|principi|fattori|condizioni|criteri|limiti|sintomi|fonti",
    theorems="teorema|lemma|corollario|proposizione|assioma|postulato|legge|principio",
    conditions="se|quando|sse",
    question_marks=("domanda",),
    answer_marks=("risposta",),
    glossaries="glossario|termini|definizioni|vocabolario|lessico",
    numbers="due|tre|quattro|cinque|sei|sette|otto|nove|dieci",
    months="gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|primavera|estate|autunno|inverno|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica",
)
