"""Spanish words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

SPANISH = Senses(
    negations="no|nunca|sin|ningún|ninguna|ninguno|ni|jamás|nada|nadie|salvo|excepto|solo|sólo|solamente|únicamente|apenas",
    rivals="más/menos|aument- crece crecen creciente/disminuy- reduc- decrece decreciente|siempre/nunca/a veces|todos todas todo cada/algunos algunas/varios/ningún ninguno|verdadero/falso|positivo positiva/negativo negativa|izquierda/derecha|antes/después/durante|alto alta altos altas/bajo baja bajos bajas|mayor mayores/menor menores|grande grandes/pequeño pequeña pequeños|debe deben/puede pueden|dentro interior interno/fuera exterior externo|rápido rápida/lento lenta|largo larga/corto corta|caliente/frío fría|norte/sur/este/oeste|converge convergen convergente/diverge divergen divergente|acepta aceptar/rechaza rechazar|sube suben/baja bajan|abierto abierta/cerrado cerrada|primero primera/último última|y e/o u|mismo misma mismos igual/diferente distinto distinta diferentes|mejor/peor|fuerte fuertes/débil débiles|inhib-/estimul- activ-|hombre hombres/mujer mujeres|madre/padre|enero/febrero/marzo/abril/mayo/junio/julio/agosto/septiembre/octubre/noviembre/diciembre|lunes/martes/miércoles/jueves/viernes/sábado/domingo|día días/semana semanas/mes meses/año años/hora horas/minuto minutos/segundo segundos/siglo siglos|mitad/tercio/cuarto|doble/triple",
    numbers="cero|uno una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince",
    ordinals="primero primera primer|segundo segunda|tercero tercera tercer|cuarto cuarta|quinto quinta|sexto sexta|séptimo séptima|octavo octava|noveno novena|décimo décima",
    large="cien ciento|mil|millón millones|billón billones",
    fillers="el|la|los|las|un|una|unos|unas|de|del|y|e|o|u|a|al|en|con|por|para|es|son|ser|está|están|fue|era|ha|han|se|su|sus|lo|le|que|qué|quien|cual|cuál|cuando|donde|como|este|esta|estos|estas|ese|esa|eso|esto|si|sí|pero|entre|sobre|también|muy|desde|hasta",
    synonyms="usa utiliza emplea|método técnica|objetivo meta|muestra|media promedio|permite|empieza comienza",
)
