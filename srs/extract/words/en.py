"""English words that carry or deny a card."""

from __future__ import annotations

from srs.extract.words.language import Language

ENGLISH = Language(
    labels="""
        advantages and disadvantages|pros & cons|advantage|advantages|disadvantage|disadvantages|pros|cons|pros and cons|upsides|downsides|why it matters|meaning|gist|problem|problem statement|proposal|proposed solution|proposed method|solution|background|purpose|motivation|method|methods|methodology|approach|key idea|main idea|
        core idea|idea|key insight|insight|key point|main point|contribution|contributions|main contribution|key contributions|result|results|main result|key result|
        finding|findings|key finding|key findings|main finding|limitation|limitations|conclusion|conclusions|implication|implications|intuition|takeaway|takeaways|
        key takeaway|hypothesis|claim|thesis|goal|aim|objective|research question|observation|rule|fact|axiom|theorem|thm|lemma|corollary|cor|prop|proposition|principle|law|
        postulate|property|assumption|weakness|weaknesses|strength|strengths|drawback|drawbacks|mechanism|explanation|reason|cause|effect|consequence|significance|
        facts|issue|holding|ratio decidendi|reasoning|dissent|evidence|caveat|mechanism of action|moa|indications|contraindications|side effects|symptoms|treatment|diagnosis|prognosis|pathophysiology|etiology|aetiology|epidemiology|complications|risk factors|novelty|setup|experiment|evaluation|architecture|definition|tl;dr|tldr|summary|abstract|lesson|moral|trade-off|tradeoff|remedy|fix|gotcha|gotchas|pitfall|pitfalls|common pitfalls|caveats|common mistakes|common errors|experiments|evaluations|observations|hypotheses|assumptions|claims
    """,
    bookkeeping="""
        textbook|citation|zotero|read on|reviewed|mood|headcount|next lecture|next class|essay question|exam question|exam questions|lecturer|course head|prof|til|credit hours|course code|module code|course credits|ects|ects credits|office hours|semester|term dates|workload|grading|attendance|study load|contact hours|assessment method|translator|translated by|number of pages|page count|publication date|published in|publication year|release date|date read|date finished|goodreads|author|authors|link|links|url|year|tags|tag|status|date|source|sources|venue|code|note|notes|example|examples|e.g.|e.g|eg|i.e.|i.e|updated|update|published|publisher|
        journal|conference|doi|isbn|issn|asin|edition|arxiv|github|repo|repository|paper|pdf|slides|video|blog|post|website|read|reading|todo|to do|to-do|tbd|fixme|see|see also|
        cf|ref|refs|reference|references|related|created|finished|started|finished reading|started reading|modified|last modified|last updated|version|license|contact|email|phone|price|cost|time|duration|deadline|
        points to ponder|next steps|conclusion and next steps|real-world examples|worked example|worked examples|further work|due|attendees|agenda|location|place|when|where|who|speaker|speakers|host|hint|warning|caution|tip|info|important|attention|nb|n.b.|p.s.|ps|output|input|usage|
        figure|fig|table|image|photo|credit|credits|caption|aliases|alias|topic|topics|category|categories|chapter|section|page|pages|prerequisites|prerequisite|
        category|type|id|file|files|download|install|installation|requirements|run|command|commands|step|warning|disclaimer|edit|question|questions|answer|answers|
        more info|further reading|readings|resources|resource|q|a|me|you|advice|great resources|great resource|history|overview|meeting|meetings|keywords|use case|use cases|proposed|proposed code|current implementation|acceptance criteria|expected behaviour|expected behavior|actual behavior|workaround|severity|priority|assignee|estimate|syntax|parameters|returns|raises|arguments|mnemonic|lec|lecture|week|unit|module|lesson|session|day|level|review|rating|recommend as|recommended for|target audience|audience|difficulty|progress|papers|articles|podcasts|taught by|taught-by|teacher|instructor|professor|lecturer|legend|examples of|homework|assignment|assignments|exam|exams|grade|grades|due date|course format|course structure|program of the course|programme of the course|course programme|course program|recommended books|recommended literature|learning objectives|learning goals|objectives for today|word count|reading time|title|affiliation|affiliations|short name|publication status|copyright|license url|interview tip|interview tips|interview insight|course goals|to explore|look into|action item|action items|open question|open questions|birthday|birth date|company|employer|supervisor|met|likes|dislikes|nickname|hometown|mobile|phone number|job title|note this|institute|institutes|affiliation|affiliations|zotero key|citation key|citekey
    """,
    records="finished|started|finished reading|started reading|rating|last updated|last update|updated by|created|created by|last modified|author|authors|link|links|url|year|date|status|source|sources|venue|code|published|publisher|journal|conference|doi|isbn|arxiv|github|paper|pdf|slides|video|website|tags|updated|read on|credit|credits|title|affiliation|affiliations|short name|publication status|institute|institutes|affiliation|affiliations|zotero key|citation key|citekey",
    examples="example|examples|exercise|exercises|e.g.",
    instances=r"e\.?g\.?|ex\.|for example|for instance",
    generic="""
        outline|comments|comment|reply|advanced|pricing|notation|tradeoffs|trade-offs|questions and answers|files modified|modified files|best practices|practical implications|it|this|that|these|those|they|he|she|main topics|overview|introduction|intro|notes|note|summary|example|examples|details|detail|advantages|disadvantages|pros|cons|
        benefits|background|basics|general|misc|miscellaneous|other|others|more|usage|definition|definitions|description|properties|characteristics|types|
        applications|application|use cases|comparison|discussion|conclusion|conclusions|motivation|history|terms|concepts|terminology|glossary|index|home|readme|
        untitled|my take|proof idea|derivation|links|resources|references|appendix|part|chapter|section|first|second|third|here|above|below|such|former|latter|remarks|remark|question|questions|
        answer|answers|test|tests|next|later|soon|now|today|term|concept|short ones|remember|reminder|careful|key takeaways|interview questions|interview question|practice questions|quiz|exercise|odds and ends|tips|tools|setup|faq|table|figure|key points|terms and concepts|quick overview|problem|problems|solution|solutions|exercise|exercises|basic concepts|basic terms|key concepts|key terms|core concepts|important terms|main concepts|considerations|design considerations|common terms|first steps|also|however|finally|moreover|in addition|in general|in short|in summary|in practice|in particular|in theory|in other words|in plain words|wikipedia says|bottom line|conversely|otherwise|similarly|for example|for instance|discussion questions|results|procedure|steps|process|method|methods|materials|data|correction|next week|ok|okay|def|thm|lem|cor|prop|challenge|situation|scenario|role and context|core constraint|true|false|yes|agree|disagree|correct|incorrect|snippet|snippets|code snippet|diagram|diagrams|return type|return value|screenshot|screenshots|corollary|proof sketch|proof|proofs|pictures|gallery|illustrations|qa|q&a|q & a|literature notes|literature note|permanent notes|fleeting notes|source notes|main notes|given|the|can be|typical questions|preliminary notes|finished notes|truth table|truth tables|only
    """,
    contents="table of contents|contents|toc|today's topics|topics covered",
    further="additional|further|other|more|some|final|extra",
    equating="given by|defined as|defined by|defined to be|calculated as|calculated by|computed as|computed by|expressed as|written as|equal to|as follows|then|thus",
    sections="""
        communication channels|bonus points|extra credit|teaching staff|course staff|course materials|course logistics|late policy|study sequence|study plan|study tips|exam format|exam dates|recommended textbooks|textbooks|off topic|off-topic|set up|learning objectives|learning goals|learning outcomes|course objectives|course outline|syllabus|course overview|course information|exam guide|exam information|grading|grading policy|meta|metadata|watch|read|listen|to watch|reading order|references|bibliography|further reading|reading list|to read|to buy|to learn|todo|to do|to-do|to-dos|todos|links|useful links|external links|resources|see also|
        table of contents|contents|toc|achievements|meetings|meeting|meeting notes|people|contact|contacts|acknowledgements|acknowledgments|credits|license|changelog|
        change log|contributing|contributors|authors|sponsors|related projects|related posts|related|projects|posts|blog posts|news|journal|diary|log|daily log|
        agenda|schedule|shopping list|shopping|sources|citations|reading|readings|to watch|watch list|inbox|quotes|actions for me|relevance for my thesis|mood|gratitude|wins|losses|habits|next steps|action items|thoughts|my thoughts|what i want to learn|
        what i'm learning|installation|install|how to install|how to use|how to contribute|how to build|how to run|getting started|quick start|quickstart|usage|setup|support|donate|roadmap|screenshots|demo|books|videos|courses|papers to read|bookmarks|thanks|related pages|related notes|related topics|related articles|related links|related content|related resources|related reading|related files|related documents|related papers|links to other notes|backlinks|publications|keywords|structure of the thesis|thesis structure|document structure|structure of the document|outline of the paper|structure of the paper
    """,
    ideas="blog ideas|business ideas|post ideas|project ideas|gift ideas|startup ideas|ideas for |ideas to |project idea|startup idea|app idea",
    section_openings="step-by-step|step by step|people i|meeting with|things to|my |what i want|papers to|books to|week of|day |sources on |sources for |references on |references for |references to |resources on |resources for |links on |links for |further reading on |readings on ",
    manuals="repository content|repository contents|repository overview|about this repository|about this repo|why this repository|what's in this repository|installation|install|how to install|installing|setup|set up|getting started|quick start|quickstart|usage|how to use|contributing|how to contribute|license|licence|features|prerequisites|requirements|system requirements|troubleshooting|configuration|development|deployment|running tests|build|building|changelog|roadmap|faq|support|demo|screenshots|tech stack|project structure|folder structure|repository structure|commands|available scripts|environment variables|acknowledgments|acknowledgements|authors|contributors|sponsors|documentation|api reference",
    journals="schedule|syllabus|timetable|journal|diary|logs|changelog|todo|todos|minutes|agenda|standup|checklist|meeting|meetings|standups|retro|retrospective",
    diaries="daily|dailies|journals|journaling|journalling|diaries|periodic|reminders|planner|log|logbook|worklog",
    pointers="""
        review (?:this|the chapter|the lecture|the section|the notes)|revisit|see(?!-)|check (?:this|these|it|here|also)|read (?:this|these|more|here|on|also|chapter|section|page|pages)|watch (?:this|these|here|also)|click (?:this|here|on)|look (?:here|at this|at these)|visit (?:this|the)|
        check the (?:post|article|video|docs|documentation|paper|book|chapter|link|slides|page)|read the (?:post|article|docs|documentation|paper|book|chapter|slides|page)|watch the (?:video|lecture|talk)|source(?!-| code| text| file| language| node| vertex| data| domain| program| port| address| and)|credit(?!-| card| risk| rating| score| default| spread| money| union| history| transfer| creation| market)|check out|refer to (?:this|the|chapter|section|page)|cf.?|credits|taken from|copied from|adapted from|find out more|learn more|
        more (?:info|information|details|about|on|here|at)|for more|(?:image|photo|picture|figure) (?:credits?|source|courtesy)(?!-)|for (?:further|additional)|for an? (?:example|overview|explanation|introduction)|if you (?:wish|want|would like)|want to learn|need to (?:learn|read|look|check|find|review|study|understand|watch|finish|add|write)|have to (?:learn|read|look|check|find|review|study|understand|watch|finish|add|write)|should (?:learn|read|look|review|study|watch|finish|add|write)|to be (?:done|continued|added|written|completed|determined|decided|announced|filled|updated|finished)|todo|tbd|wip|
        work in progress|coming soon|great (?:post|article|video|resource|explanation)s?|good (?:post|article|video|resource|explanation)s?|nice (?:post|article|video)|
        an? (?:good|great|nice|excellent) (?:post|article|video|resource|explanation|overview|introduction)|here(?: is|'s)? (?:an?|the)|example here|the (?:image|picture|photo|figure) (?:from|by)|image (?:from|by)|picture (?:from|by)|photo (?:from|by)|figure (?:from|by)|link(?!-| layer| state| local| between| function| aggregation| prediction| budget| failure| rate)|also see|watch this|this (?:post|article|video|paper) (?:explains|is|does)
    """,
    reading="review|revisit|check|read|watch|click|look at|visit|refer to|need to|have to|should|available at|available on|available from|available here",
    origins="from|via|after|adapted from|based on",
    steps="setup (?:a|an|the|your)|navigate to|generate|specify|install|download|create|configure|set up|deploy|enable|disable|connect to|add|remove|update|upgrade|expand|verify|clone|initialize|register|sign up|log in|launch|go to|click|choose",
    questions="what|what's|how|why|when|where|who|whom|whose|which|is|are|does|do|did|can|could|should|would|will|was|were|has|have|in what|in which|for what|for which|on what|on which|at what|at which|by what|under what|under which|to what|to which|with what|from what|from which|of what",
    asking=r"how (?!they |these |those |both )(?:[\w-]+ ){1,4}works?|why (?:[\w-]+ ){1,4}(?:is|are|was|were|has|have|uses?|needs?|works?|matters?)|what is|what are|what's|what does|what do|what was|what were|what happens|what makes|how to|how do|how does|how is|how are|how can|how did|how many|how much|why is|why are|why do|why does|why did|why not|when to|when do|when does|when is|when should|which of|who is|who was|what to|what can|what should|how should|how would|how was|how were|how long|how often|why use|why we|why it|why should|where is|where are|where do|where does|who are|which are|what goes|what kinds? of|what types? of",
    wondering=r"how (?!i |we |my |our |you |your |this |they |these |those |about )[\w-]+ [\w-]+|why (?!i |we |my |our |you |your |this |they |these |those )[\w-]+ [\w-]+",
    contrasts="difference between|differences between|the difference between|the differences between|distinction between",
    imperatives="explain|define|compare|describe|name|list|state|give|derive|prove|show|calculate|differentiate|distinguish|discuss|outline|contrast|motivate|illustrate",
    itself="this repository|this repo|this project|this template|this app",
    pronouns="it|its|this|that|these|those|they|their|he|she|such|here|there|above|below|now this|now that",
    leaning="this (?:section|lecture|chapter|lesson|module|unit|course|post) |in this (?:section|lecture|chapter|lesson|module|unit|course|post)|now this|now that|here we|here i|as above|as mentioned|same as above|ditto|i think|i still|not sure",
    articles="the|a|an",
    indefinite="a|an",
    openers="formally|informally|intuitively|roughly|simply|basically|generally|namely|where|having|central to|key to|based on|due to|according to|if|when|while|since|because|although|for|in|on|at|to|as|by|with|from|then|so|but|and|or|also|another|each|every|any|all|some|most|many|one|two|both|what|which|how|there|let|given|suppose|note|instead|however|thus|hence|now|first|second|finally|my|our|your|his|her|no|not|using|mathematically|put|putting|combining|substituting|plugging|therefore|something|everything|creating|maybe|perhaps|probably|possibly|yes|okay",
    dangling="it|this|that|they|them|these|those|he|she",
    binary="is|are|does|do|did|can|could|was(?= (?:the|a|an|it|this|that|these|there|he|she|they|any|all|every) )|were|has|have|will|should",
    outside="see above|see below|see figure|above figure|as above|as mentioned|as mentioned above|see section|next section|shown above|shown below|as before|see previous|already explained|explained above|explained below|explained earlier|see earlier|same as before|as discussed",
    volatile="currently|nowadays|latest|recently|this year|at the moment|as of now",
    personal="i|we|my",
    adverbs="simply|just|basically|essentially|usually|often|generally|typically|also|actually|merely|commonly|mainly|primarily|still|really",
    copulas="is|are|was|were|means|refers to|describes|denotes|stands for|consists of|occurs when|is called",
    defining="means|occurs when|happens when|states that|posits that|means that|is something that|is something which|is one in which|is one where|is one that|refers to|is where|is when|denotes|stands for|is defined as",
    introducing="we define|let us define|one defines|we can define|we can now define",
    naming="is called|are called|called|is also called|are also called|also called|is also known as|are also known as|is known as|are known as|is termed|we call|is referred to as",
    frames="by",
    framing="we mean|is meant|we understand",
    ranks="layer|level|stage|phase|type|grade|system|tier|generation",
    sets="reasons|advantages|disadvantages|pros|cons|types|kinds|steps|stages|phases|properties|characteristics|features|differences|similarities|requirements|benefits|drawbacks|components|parts|elements|functions|causes|symptoms|effects|consequences|principles|challenges|factors|goals|objectives|uses|roles|process|limits|limitations|conditions|criteria|signs|duties|sources",
    proofs=r"proof|pf(?=\.)",
    theorems="thm|prop|cor|theorem|lemma|corollary|proposition|axiom|postulate|conjecture|law|principle",
    conditions="if|iff|when|whenever|provided|precisely|exactly",
    participles=r"made (?:up )?of|composed of|formed (?:by|from|of)|consisting of|used (?:to|for|in|by|when|as)|built (?:from|on)|derived from|caused by|located (?:in|at|on|between)|(?!(?:during|according|depending|looking|going|moving|speaking|assuming|considering|starting|following|regarding|concerning|including|excluding|thing|everything|something|nothing|anything|being|having|let's) )\w{3,}ing (?:a|an|the|of|by|from|out|up|one|two|multiple|several|large|data|new) ",
    functions="allows|lets|enables|provides|protects|connects|creates|converts|determines|ensures|handles|indicates|keeps|maintains|manages|maps|measures|prevents|produces|reduces|represents|returns|shows|stores|transforms|translates|contains|consists of|calculates|computes|controls|describes|defines|defined as|occurs (?:when|if)|happens (?:when|if)|refers to|responsible for|supports|transmits|transports|regulates|removes|adds|carries",
    uses="you (?:can |could |may |often )?use|we (?:can |could |may |often )?use|one (?:can |could |may |often )?uses?|use",
    relatives="that|which|who|whose|whereby|used (?:to|for|in|by)|consisting of|designed to|(?:in|by|for|of|with|to|from|at|on) which",
    requirements="shall|must|should|has to|have to",
    definitions="definition|def",
    negations="not|no",
    question_marks=("question", "q"),
    answer_marks=("answer", "ans", "a"),
    glossaries="glossary|terminology|terms|definitions|vocabulary",
    numbers="two|three|four|five|six|seven|eight|nine|ten",
    months="jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday",
)
