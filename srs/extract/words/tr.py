"""Turkish words that carry or deny a card, as written with all letters and with plain ones."""

from __future__ import annotations

from srs.extract.words.language import Language

TURKISH = Language(
    labels="avantajlar|avantajları|dezavantajlar|dezavantajları|anlam|anlamı|sorun|öneri|çözüm|cozum|arka plan|amaç|amaci|amacı|motivasyon|yöntem|yontem|yöntemler|metot|metod|yaklaşım|ana fikir|temel fikir|fikir|katkı|katkılar|sonuç|sonuc|sonuçlar|bulgu|bulgular|kısıt|kısıtlar|sınırlama|sınırlamalar|sezgi|hipotez|gözlem|kural|olgu|aksiyom|teorem|önerme|onerme|yardımcı teorem|ilke|i̇lke|prensip|yasa|özellik|varsayım|tanım|tanim|neden|sebep|açıklama|aciklama|mantık|önemli nokta",
    bookkeeping="yazar|yazarlar|yazarı|kaynak|kaynaklar|kaynakça|yayın yılı|yayınevi|çeviren|çevirmen|sayfa sayısı|tarih|notlar|notlarım|örnek|örnekler|ornek|ornekler|örn|mesela|örneğin|ornegin|yani|bkz|bakınız|ayrıca bakınız|güncelleme|güncellendi|son güncelleme|yer|süre|fiyat|ücret|katılımcılar|dikkat|önemli|onemli|önemli not|uyarı|uyari|i̇pucu|ipucu|şekil|resim|tablo|konu|konular|bölüm|sayfa|sayfalar|ön koşul|ön koşullar|gereksinimler|ödev|ödevler|görev|görevler|gelecek hafta|sonraki ders|soru|sorular|cevap|cevaplar|yanıt|yanıtlar|sürüm|versiyon|çıktı|cikti|girdi|kullanım|kullanımı|söz dizimi|lisans|öğretmen|öğretim üyesi|sınav|sınav soruları|dönem|kredi|ders kodu|ders kitabı|hafta|ders|adım|durum",
    records="yazar|yazarlar|kaynak|kaynaklar|yayınevi|yayın yılı|tarih",
    examples="örnek|örnekler|örneği|örnekleri|ornek|ornekler|örneğin|alıştırma|alıştırmalar|uygulama soruları",
    generic="bunlar|avantajı|dezavantajı|araçlar|kullanım alanı|kullanım amacı|evet|hayır|genel bakış|genel bakis|giriş|giris|notlar|ders notları|özet|ozet|örnek|örnekler|ayrıntılar|detaylar|avantajlar|dezavantajlar|avantajları|dezavantajları|avantajlar ve dezavantajlar|artıları|eksileri|arka plan|temeller|temel bilgiler|genel|diğer|diger|tanım|tanımlar|tanımı|açıklama|özellikler|özellikleri|türler|türleri|tipler|çeşitleri|uygulama|uygulamalar|kullanım alanları|karşılaştırma|sonuç|sonuçlar|tarihçe|tarihçesi|kavramlar|temel kavramlar|terimler|sözlük|i̇çindekiler|içindekiler|ekler|alıştırmalar|sorular|ayrıca|genel olarak|adımlar|kanıt|i̇spat|ispat|çözüm|tekrar|kaynaklar",
    contents="içindekiler|i̇çindekiler|icindekiler",
    sections="kaynaklar|kaynakça|kaynakca|referanslar|ek okumalar|okuma listesi|okunacaklar|yapılacaklar|yapilacaklar|linkler|faydalı linkler|yararlı linkler|bağlantılar|ayrıca bakınız|i̇çindekiler|içindekiler|toplantılar|toplantı notları|i̇letişim|iletişim|teşekkürler|lisans|günlük|alışveriş listesi|sonraki adımlar|değişiklikler|kitaplar|ders bilgileri|ders içeriği|öğrenme hedefleri",
    diaries="günlükler|günlüklerim",
    ideas="proje fikirleri|hediye fikirleri|blog fikirleri",
    manuals="kurulum|kullanım|lisans|gereksinimler|özellikler|başlarken|katkıda bulunma",
    journals="günlük|günlüğü|günlükler|gündem|tutanak|yapılacaklar|ders programı|alışveriş listesi",
    pointers="bkz|bakınız|daha fazla (?:bilgi|detay)|detaylı bilgi|ayrıntılı bilgi|kaynak(?! kod)|buradan|okunacak|tamamlanacak|eklenecek|devam edecek",
    questions="neden|niçin|niye|nasıl|nasil|hangi|hangisi|hangileri|kaç|nerede|nereden|kimdir",
    asking="nasıl \\w+|nasil \\w+|neden \\w+|niçin \\w+|hangi \\w+|kaç \\w+|ne zaman \\w+|ne işe yarar|ne için|neye göre",
    asking_ends="nedir|nedi̇r|nelerdir|ne demek|ne demektir|ne işe yarar|kimdir|nasıl çalışır|nasıl yapılır|nasıl oluşur|nasıl kullanılır|nasıl oluşturulur|nasıl hesaplanır|neden önemlidir|neden önemli|neden kullanılır|niçin kullanılır|ne zaman kullanılır|nerede kullanılır|arasındaki fark|arasındaki farklar|arasındaki farklılıklar",
    imperatives="açıklayınız|açıklayın|tanımlayınız|tanımlayın|karşılaştırınız|karşılaştırın",
    pronouns=r"bu(?= \w\w)|bu\Z|şu(?= \w\w)|şu\Z|bunlar|bunun|buradaki|burada|yukarıda|yukarıdaki|aşağıda|aşağıdaki",
    openers="eğer|çünkü|veya|ancak|fakat|tüm|bütün|bazı|birçok|önce|önceden|sonra|ardından|böylece|ayrıca|herhangi|diğer|örneğin|eğerki|bir de|bir diğer|bir başka|bu nedenle|bu yüzden|bu sayede|bu durumda|bu şekilde|kısacası|genellikle|olmayan|değil",
    dangling="bu|şu|bunlar|bunun|bunu",
    outside="yukarıda bahsedilen|yukarıdaki şekil|aşağıdaki şekil|yukarıdaki gibi|daha önce bahsettiğimiz",
    volatile="şu anda|günümüzde|şu an|bu yıl",
    personal="bizim|benim",
    indefinite="bir",
    copulas="demektir|anlamına gelir|anlamına gelen|ifade eder|denir|denilir|tanımlanır|adlandırılır|adı verilir",
    ranks="katman|seviye|aşama|düzey|evre",
    sets="nedenler|nedenleri|avantajlar|avantajları|dezavantajlar|dezavantajları|türler|türleri|çeşitler|çeşitleri|adımlar|adımları|aşamalar|aşamaları|özellikler|özellikleri|farklar|farkları|benzerlikler|gereksinimler|bileşenler|bileşenleri|unsurlar|işlevler|işlevleri|sonuçları|etkileri|amaçlar|amaçları|koşullar|koşulları|ilkeler|ilkeleri|kısıtlar|belirtiler|belirtileri",
    proofs="kanıt|ispat|i̇spat",
    theorems="teorem|önerme|yardımcı teorem|aksiyom|yasa|ilke|i̇lke|prensip|sonuç",
    conditions="eğer",
    definitions="tanım|tanim|tanımı",
    negations="değil",
    question_marks=("soru",),
    answer_marks=("cevap", "yanıt"),
    glossaries="terimler|sözlük|kavramlar|tanımlar|kelimeler",
    numbers="iki|üç|dört|beş|altı|yedi|sekiz|dokuz|",
    months="ocak|şubat|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|ilkbahar|sonbahar|kış|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi",
)
