"""Turkish words that turn a sentence around."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

TURKISH = Senses(
    negations="değil|değildir|yok|yoktur|hiç|hiçbir|asla|sadece|yalnızca|ancak|hariç",
    rivals="daha çok fazla/daha az|artar artırır artan artış yükselir/azalır azaltır azalan azalış düşer|yüksek/düşük alçak|büyük/küçük|her zaman daima/bazen/asla|tüm bütün her/bazı/çok/hiçbir|doğru/yanlış|pozitif/negatif|sol/sağ|önce/sonra/sırasında|üst üstünde/alt altında|hızlı hızlıdır/yavaş yavaştır|uzun/kısa|sıcak/soğuk|kuzey/güney/doğu/batı|iç/dış|açık/kapalı|güçlü/zayıf|iyi/kötü|ilk/son|ve/veya|aynı/farklı|ocak/şubat/mart/nisan/mayıs/haziran/temmuz/ağustos/eylül/ekim/kasım/aralık",
    numbers="sıfır|bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on",
    ordinals="birinci|ikinci|üçüncü|dördüncü|beşinci|altıncı|yedinci|sekizinci|dokuzuncu|onuncu",
    large="yüz|bin|milyon|milyar|trilyon",
    fillers="bir|ve|veya|ile|için|de|da|bu|şu|o|olan|olarak|ki|gibi|dir|dır|ise|mi|mı|ne|kadar",
)
