"""Korean words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

KOREAN = Senses(
    lone="안|못|비|불|무|미|부|반",
    endings="않|없|아니|못하|만이|뿐|말고",
    rivals="증가/감소|높/낮|크 큰/작|많/적|빠르 빠른 빨리/느리 느린|위/아래|전/후|참/거짓|양/음|왼/오른|뜨거/차가|북/남/동/서|강/약",
    numbers="영|일 하나|이 둘|삼 셋 세|사 넷 네|오 다섯|육 여섯|칠 일곱|팔 여덟|구 아홉|십 열",
    large="백|천|만|억|조",
)
