"""What turns a sentence around, by language; a new language is a file and a line here."""

from __future__ import annotations

from srs.reconcile.senses.ar import ARABIC
from srs.reconcile.senses.cs import CZECH
from srs.reconcile.senses.da import DANISH
from srs.reconcile.senses.de import GERMAN
from srs.reconcile.senses.en import ENGLISH
from srs.reconcile.senses.es import SPANISH
from srs.reconcile.senses.fi import FINNISH
from srs.reconcile.senses.fr import FRENCH
from srs.reconcile.senses.he import HEBREW
from srs.reconcile.senses.hi import HINDI
from srs.reconcile.senses.hu import HUNGARIAN
from srs.reconcile.senses.it import ITALIAN
from srs.reconcile.senses.ja import JAPANESE
from srs.reconcile.senses.ko import KOREAN
from srs.reconcile.senses.language import Senses
from srs.reconcile.senses.nl import DUTCH
from srs.reconcile.senses.pl import POLISH
from srs.reconcile.senses.pt import PORTUGUESE
from srs.reconcile.senses.ro import ROMANIAN
from srs.reconcile.senses.ru import RUSSIAN
from srs.reconcile.senses.science import SCIENCE
from srs.reconcile.senses.sv import SWEDISH
from srs.reconcile.senses.tr import TURKISH
from srs.reconcile.senses.uk import UKRAINIAN
from srs.reconcile.senses.vi import VIETNAMESE
from srs.reconcile.senses.zh import CHINESE

__all__ = ["SENSES", "Senses"]

SENSES: tuple[Senses, ...] = (
    SCIENCE,
    *(
        ENGLISH,
        GERMAN,
        FRENCH,
        SPANISH,
        ITALIAN,
        PORTUGUESE,
        DUTCH,
        SWEDISH,
        DANISH,
        POLISH,
        CZECH,
        ROMANIAN,
        HUNGARIAN,
    ),
    *(FINNISH, TURKISH, RUSSIAN, UKRAINIAN, VIETNAMESE, CHINESE, JAPANESE, KOREAN, ARABIC, HEBREW, HINDI),
)
