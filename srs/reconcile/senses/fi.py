"""Finnish words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

FINNISH = Senses(
    negations="ei|eivät|et|emme|ette|älä|eikä|ilman|koskaan|vain|ainoastaan|tuskin|paitsi|mitään",
    rivals="enemmän/vähemmän|kasva- nous- lisää- suuren-/laske- vähen- pienen-|korkea korkeampi korkeassa/matala matalampi matalassa|suuri suurempi iso/pieni pienempi|aina/joskus/usein|kaikki jokainen/jotkut/monet/harvat|tosi/epätosi|positiivi-/negatiivi-|vasen vasemmalla/oikea oikealla|ennen/jälkeen|yli yllä/alle alla|täytyy pitää/voi saa|nopea nopeampi nopeasti/hidas hitaampi hitaasti|pitkä pidempi/lyhyt lyhyempi|kuuma lämmin/kylmä|pohjoinen/etelä/itä/länsi|sisällä/ulkona|auki avoin/kiinni suljettu|vahva/heikko|parempi/huonompi|ensimmäinen/viimeinen|ja/tai|sama/eri|tammikuu-/helmikuu-/maaliskuu-/huhtikuu-/toukokuu-/kesäkuu-/heinäkuu-/elokuu-/syyskuu-/lokakuu-/marraskuu-/joulukuu-",
    numbers="nolla|yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän|kymmenen",
    ordinals="ensimmäinen|toinen|kolmas|neljäs|viides|kuudes|seitsemäs|kahdeksas|yhdeksäs|kymmenes",
    large="sata|tuhat tuhatta|miljoona miljoonaa|miljardi miljardia|biljoona",
    fillers="ja|tai|on|ovat|oli|olivat|se|ne|että|joka|jotka|kun|jos|myös|niin|kuin|mutta|sen|niiden|tämä|nämä|mikä|missä",
)
