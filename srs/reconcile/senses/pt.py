"""Portuguese words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

PORTUGUESE = Senses(
    negations="não|sem|nenhum|nenhuma|nunca|jamais|nem|nada|ninguém|só|apenas|somente|exceto|salvo",
    rivals="mais/menos|aument- cresce crescente/diminu- reduz- decresce decrescente|sempre/nunca|todos todas todo cada/alguns algumas/vários/nenhum|verdadeiro/falso|positivo positiva/negativo negativa|esquerda/direita|antes/depois/durante|alto alta altos altas/baixo baixa baixos baixas|maior maiores/menor menores|grande grandes/pequeno pequena pequenos|deve devem/pode podem|dentro interior interno/fora exterior externo|rápido rápida/lento lenta|longo longa/curto curta|quente/frio fria|norte/sul/leste/oeste|converge/diverge|aceita/rejeita|sobe/desce cai|aberto aberta/fechado fechada|primeiro primeira/último última|e/ou|mesmo mesma igual/diferente diferentes|melhor/pior|forte fortes/fraco fraca|inib-/estimul- ativ-|homem homens/mulher mulheres|mãe/pai|janeiro/fevereiro/março/abril/maio/junho/julho/agosto/setembro/outubro/novembro/dezembro|segunda/terça/quarta/quinta/sexta/sábado/domingo|dia dias/semana semanas/mês meses/ano anos/hora horas/minuto minutos/século séculos|metade/terço/quarto|dobro/triplo",
    numbers="zero|um uma|dois duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze",
    ordinals="primeiro primeira|segundo segunda|terceiro terceira|quarto quarta|quinto quinta|sexto sexta|sétimo|oitavo|nono|décimo",
    large="cem cento|mil|milhão milhões|bilhão bilhões|trilhão trilhões",
    fillers="o|a|os|as|um|uma|uns|umas|de|do|da|dos|das|e|ou|em|no|na|nos|nas|com|por|para|pelo|pela|ao|à|aos|é|são|ser|está|foi|era|tem|há|se|seu|sua|seus|suas|que|quem|qual|quando|onde|como|este|esta|isso|isto|também|mas|entre|sobre",
    synonyms="usa utiliza emprega|método técnica|objetivo meta|mostra|média|permite|começa inicia",
)
