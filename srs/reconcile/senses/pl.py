"""Polish words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

POLISH = Senses(
    negations="nie|nigdy|bez|ani|żaden|żadna|żadne|tylko|jedynie|nic|nikt|oprócz|chyba",
    rivals="więcej/mniej|rośnie wzrasta zwiększ-/maleje spada zmniejsz-|wyższy wyższa wysoki wysokie wysokim wysoka/niższy niższa niski niskie niskim niska|większy większa duży duża/mniejszy mniejsza mały mała|zawsze/czasem/nigdy/często|wszystkie każdy każda/niektóre/wiele/żaden|prawda/fałsz|dodatni- pozytywn-/ujemn- negatywn-|lewo lewy lewa/prawo prawy prawa|przed/po/podczas|nad/pod|musi muszą/może mogą|szybciej szybki szybka szybko/wolniej wolny wolna wolno|dłuższy długi/krótszy krótki|gorący ciepły/zimny|północ/południe/wschód/zachód|wewnątrz/zewnątrz|otwarty/zamknięty|silny silniejszy/słaby słabszy|lepszy/gorszy|pierwszy/ostatni|i/lub|ten sam/inny różny|styczeń stycznia/luty lutego/marzec marca/kwiecień kwietnia/maj maja/czerwiec czerwca/lipiec lipca/sierpień sierpnia/wrzesień września/październik października/listopad listopada/grudzień grudnia|dzień dni/tydzień tygodnie/miesiąc miesięcy/rok lat lata/godzina godzin/wiek wieku",
    numbers="zero|jeden jedna|dwa dwie dwóch|trzy trzech|cztery czterech|pięć pięciu|sześć|siedem|osiem|dziewięć|dziesięć",
    ordinals="pierwszy pierwsza pierwsze|drugi druga drugie|trzeci trzecia trzecie|czwarty czwarta|piąty piąta|szósty|siódmy|ósmy|dziewiąty|dziesiąty",
    large="sto|tysiąc tysięcy|milion milionów|miliard miliardów|bilion bilionów",
    fillers="i|w|we|z|ze|na|do|od|o|u|dla|przez|jest|są|był|była|było|to|ten|ta|te|który|która|które|że|się|jak|gdy|co|kto|oraz|lub|albo|a|ale|też|jego|jej|ich|po|przy",
)
