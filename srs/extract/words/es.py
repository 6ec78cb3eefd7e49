"""Spanish words that carry or deny a card."""

from __future__ import annotations

from srs.extract.words.language import Language

SPANISH = Language(
    labels="problema|propuesta|solución|antecedentes|contexto|propósito|motivación|método|métodos|enfoque|idea clave|idea principal|idea|contribución|contribuciones|resultado|resultados|hallazgo|hallazgos|limitación|limitaciones|conclusión|conclusiones|implicación|implicaciones|intuición|hipótesis|tesis|objetivo|observación|regla|hecho|axioma|teorema|lema|corolario|proposición|principio|ley|propiedad|suposición|definición|causa|efecto|explicación|demostración",
    bookkeeping="traductor|traductora|número de páginas|fecha de publicación|año de publicación|autor|autores|enlace|enlaces|url|año|etiquetas|tags|estado|fecha|fuente|fuentes|código|nota|notas|ejemplo|ejemplos|ej|ej.|p. ej.|p.ej.|actualizado|publicado|editorial|revista|véase|ver|ver también|cf|lugar|hora|duración|precio|costo|asistentes|agenda|aviso|importante|consejo|figura|fig.|tabla|imagen|tema|temas|capítulo|página|páginas|requisitos|pregunta|preguntas|respuesta|respuestas|contacto|versión|salida|entrada|licencia|observaciones|profesor|profesora|docente|tarea|tareas|examen|leyenda|objetivos",
    records="autor|autores|enlace|enlaces|url|año|fecha|estado|fuente|fuentes|código|publicado|editorial|revista|etiquetas",
    examples="ejemplo|ejemplos|ejercicio|ejercicios",
    generic="esto|este|esta|eso|introducción|resumen|notas|ejemplo|ejemplos|detalles|ventajas|desventajas|contexto|conceptos|general|generalidades|otros|definición|definiciones|descripción|propiedades|características|tipos|aplicaciones|comparación|conclusión|conclusiones|historia|términos|glosario|índice|anexo|ejercicios|preguntas|observación|observaciones|demostración|conceptos básicos|conceptos clave|definiciones básicas|en general|en resumen|por ejemplo|además|sin embargo|pasos|procedimiento|corrección|recordatorio|repaso|solución|soluciones|corolario|ejercicio",
    sections="referencias|bibliografía|lecturas|lista de lectura|por leer|tareas|pendientes|todo|enlaces|recursos|véase también|ver también|índice|contenido|contenidos|tabla de contenidos|reuniones|reunión|contactos|contacto|agradecimientos|licencia|diario|agenda|lista de compras|próximos pasos|cambios|fuentes|libros",
    manuals="instalación|uso|licencia|contribuir|requisitos|primeros pasos|características",
    journals="horario|cronograma|diario|pendientes|tareas|acta|reunión|reuniones",
    pointers="ver|véase|consultar|consulte|mirar|leer|más (?:información|info|detalles)|para más|fuente|tomado de|aquí (?:hay|está)|falta|pendiente",
    origins="de|según",
    questions="qué|que|cómo|como|por qué|porqué|cuándo|cuando|dónde|donde|quién|quiénes|cuál|cuáles|cuánto|cuántos|para qué|es|son|puede|pueden",
    asking="qué es|qué son|qué significa|qué hace|cómo se|cómo funciona|cómo funcionan|por qué es|por qué se|para qué sirve|cuál es|cuáles son|cuándo se|cómo \\w+[aei]r(?:se)?|por qué \\w+|para qué \\w+|en qué consiste|qué hay|qué pasa|de qué \\w+|cuándo usar|dónde se|qué tipos",
    imperatives="explica|explique|define|defina|compara|compare|describe|describa|nombra|nombre|enumera|enumere|demuestra",
    pronouns="esto|este|esta|estos|estas|ese|esa|eso|él|ella|ellos|aquí|allí|tal",
    articles="el|la|los|las|un|una|unos|unas",
    indefinite="un|una",
    openers="donde|si|cuando|mientras|porque|aunque|para|en|a|como|por|con|de|entonces|pero|y|o|también|otro|otra|cada|todo|toda|todos|algunos|muchos|sea|sean|dado|dada|así|luego|ahora|nuestro|ningún|no",
    dangling="esto|eso|esta|este|ello",
    binary="es|son|puede|pueden|tiene|tienen|hay|está|están",
    outside="ver arriba|véase arriba|ver figura|como se mencionó|ver sección|como antes|ya explicado|ya visto|ver abajo|explicado anteriormente|respondido arriba|respondido más arriba",
    volatile="actualmente|hoy en día|recientemente|este año|últimamente",
    personal="yo|nosotros|mi",
    copulas="es|son|era|eran|significa|se refiere a|describe|denota|consiste en|se define como|se llama|se denomina",
    defining="se refiere a|se define como|consiste en",
    naming="se dice|se le llama|se llama|se denomina|se lo denomina|se la denomina|denominado|denominada|denominados|denominadas|llamado|llamada|llamados|llamadas|se conoce como|refiere usualmente como|se refiere como",
    frames="por",
    framing="se entiende|entendemos|entenderemos",
    sets="razones|ventajas|desventajas|tipos|clases|pasos|etapas|fases|propiedades|características|diferencias|requisitos|causas|consecuencias|efectos|funciones|objetivos|partes|componentes|elementos|principios|factores|condiciones|criterios|límites|síntomas|fuentes",
    theorems="teorema|lema|corolario|proposición|axioma|postulado|ley|principio",
    conditions="si|cuando|sii",
    question_marks=("pregunta",),
    answer_marks=("respuesta",),
    glossaries="glosario|términos|definiciones|vocabulario|glosarios",
    numbers="dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez",
    months="enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|primavera|verano|otoño|invierno|lunes|martes|miércoles|jueves|viernes|sábado|domingo",
)
