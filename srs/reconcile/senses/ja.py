"""Japanese words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

JAPANESE = Senses(
    negations="無|不|非|未|否",
    endings="ない|ません|なかっ|なく|のみ|だけ|しか",
    rivals="大/小|多/少|高/低|左/右|前/後|上/下|増/減|真/偽|正/負|昇/降|速 早/遅|長/短|熱 暑/冷 寒|東/西/南/北|内/外|開/閉|強/弱|良/悪|最初/最後|同/異|吸/放|入/出|受/送|加/減|乗/除|男/女|父/母|陰/陽|酸/塩|新/旧 古|軽/重|深/浅|広/狭|日/週/月/年/時/分/秒",
    numbers="零|一|二|三|四|五|六|七|八|九|十",
    large="百|千|万|億|兆",
    fillers="的|事|物|者|等|様|為|時|所|用|使|行|言|呼",
)
