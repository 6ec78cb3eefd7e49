"""The vocabulary of extraction: data, one file a language."""

from __future__ import annotations

from srs.extract.words.cs import CZECH
from srs.extract.words.da import DANISH_AND_NORWEGIAN
from srs.extract.words.de import GERMAN
from srs.extract.words.en import ENGLISH
from srs.extract.words.es import SPANISH
from srs.extract.words.fr import FRENCH
from srs.extract.words.hu import HUNGARIAN
from srs.extract.words.id import INDONESIAN_AND_MALAY
from srs.extract.words.it import ITALIAN
from srs.extract.words.ja import JAPANESE
from srs.extract.words.ko import KOREAN
from srs.extract.words.nl import DUTCH
from srs.extract.words.pl import POLISH
from srs.extract.words.pt import PORTUGUESE
from srs.extract.words.ro import ROMANIAN
from srs.extract.words.ru import RUSSIAN
from srs.extract.words.sv import SWEDISH
from srs.extract.words.tr import TURKISH
from srs.extract.words.uk import UKRAINIAN
from srs.extract.words.vi import VIETNAMESE
from srs.extract.words.zh import CHINESE

LANGUAGES = (
    ENGLISH,
    GERMAN,
    SPANISH,
    FRENCH,
    PORTUGUESE,
    ITALIAN,
    DUTCH,
    CZECH,
    POLISH,
    SWEDISH,
    DANISH_AND_NORWEGIAN,
    HUNGARIAN,
    ROMANIAN,
    TURKISH,
    RUSSIAN,
    UKRAINIAN,
    VIETNAMESE,
    INDONESIAN_AND_MALAY,
    CHINESE,
    JAPANESE,
    KOREAN,
)

__all__ = ["LANGUAGES"]
