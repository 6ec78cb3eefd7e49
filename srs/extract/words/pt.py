"""Portuguese words that carry or deny a card."""

from __future__ import annotations

from srs.extract.words.language import Language

PORTUGUESE = Language(
    labels="problema|proposta|solução|contexto|propósito|motivação|método|métodos|abordagem|ideia-chave|ideia chave|ideia principal|ideia|contribuição|contribuições|resultado|resultados|descoberta|descobertas|achado|achados|limitação|limitações|conclusão|conclusões|implicação|implicações|intuição|hipótese|tese|objetivo|observação|regra|fato|facto|axioma|teorema|lema|corolário|princípio|lei|propriedade|suposição|definição|causa|efeito|explicação",
    bookkeeping="tradutor|tradutora|número de páginas|data de publicação|ano de publicação|referências principais|autor|autores|autora|link|links|url|ano|tags|etiquetas|estado|status|data|fonte|fontes|código|nota|notas|exemplo|exemplos|ex|ex.|p. ex.|atualizado|publicado|editora|revista|ver|ver também|veja|cf|local|hora|duração|preço|custo|participantes|agenda|atenção|importante|dica|figura|fig.|tabela|imagem|tema|temas|capítulo|página|páginas|requisitos|pergunta|perguntas|resposta|respostas|contato|contacto|versão|saída|entrada|licença|professor|professora|docente|tarefa|tarefas|prova|legenda|objetivos",
    records="autor|autores|link|links|url|ano|data|status|fonte|fontes|código|publicado|editora|revista|etiquetas",
    examples="exemplo|exemplos|exercício|exercícios",
    generic="isto|isso|este|esta|introdução|resumo|notas|exemplo|exemplos|detalhes|vantagens|desvantagens|contexto|conceitos|geral|outros|definição|definições|descrição|propriedades|características|tipos|aplicações|comparação|conclusão|conclusões|história|termos|glossário|índice|anexo|exercícios|perguntas|observação|observações|conceitos básicos|definições básicas|em geral|em resumo|por exemplo|além disso|no entanto|passos|procedimento|correção|lembrete|revisão|solução|soluções|corolário|demonstração",
    sections="referências|bibliografia|leituras|lista de leitura|para ler|tarefas|pendências|a fazer|todo|links|recursos|ver também|veja também|índice|sumário|conteúdo|reuniões|reunião|contatos|contato|agradecimentos|licença|diário|agenda|lista de compras|próximos passos|mudanças|fontes|livros",
    manuals="instalação|uso|licença|contribuindo|requisitos|funcionalidades",
    journals="cronograma|diário|tarefas|pendências|ata|reunião|reuniões",
    pointers="ver|veja|consultar|consulte|ler|leia|mais (?:informações|info|detalhes)|para mais|fonte|retirado de|aqui (?:há|está)|falta|pendente",
    origins="de|segundo",
    questions="o que|que|como|por que|por quê|porque|porquê|quando|onde|quem|qual|quais|quanto|quantos|para que|é|são|pode",
    asking="o que é|o que são|o que significa|o que faz|como funciona|como funcionam|como se|por que é|para que serve|qual é|quais são|quando se|como \\w+[aei]r|por que \\w+|em que consiste|quando usar|de que|onde se|o que há|quais tipos",
    imperatives="explique|explica|defina|define|compare|descreva|descreve|cite|nomeie|enumere|liste",
    pronouns="isto|isso|este|esta|estes|estas|esse|essa|ele|ela|eles|aqui|ali|tal",
    articles="o|a|os|as|um|uma|uns|umas",
    indefinite="um|uma",
    openers="se|quando|enquanto|porque|embora|para|em|como|por|com|de|então|mas|e|ou|também|cada|todo|toda|todos|alguns|muitos|seja|sejam|dado|assim|agora|nosso|nenhum|não|no|na",
    dangling="isso|isto|ele|ela",
    binary="é|são|pode|podem|tem|há|está",
    outside="ver acima|ver abaixo|ver figura|como mencionado|como antes|já explicado|já visto|explicado anteriormente",
    volatile="atualmente|hoje em dia|recentemente|este ano",
    personal="eu|nós|meu|minha",
    copulas="é|são|era|eram|significa|refere-se a|descreve|denota|consiste em|define-se como|chama-se",
    defining="refere-se a|define-se como|consiste em",
    naming="diz-se|dá-se o nome de|chama-se|chamado|chamada|denominado|denominada|é conhecido como",
    frames="por",
    framing="entende-se|se entende|entendemos",
    sets="razões|vantagens|desvantagens|tipos|passos|etapas|fases|propriedades|características|diferenças|requisitos|causas|consequências|efeitos|funções|objetivos|partes|componentes|elementos|princípios|fatores|condições|critérios|limites|sintomas|fontes",
    theorems="teorema|lema|corolário|proposição|axioma|postulado|lei|princípio",
    conditions="se|quando|sse",
    question_marks=("pergunta",),
    answer_marks=("resposta",),
    glossaries="glossário|termos|definições|vocabulário",
    numbers="dois|três|quatro|cinco|seis|sete|oito|nove|dez",
    months="janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|primavera|verão|outono|inverno|segunda|terça|quarta|quinta|sexta|sábado|domingo",
)
