"""Units, formulas and the Greek and Latin parts of words that many languages share."""

from __future__ import annotations

from srs.reconcile.senses.language import Senses

SCIENCE = Senses(
    rivals="""
        mg/kg/μg mcg ug/ng/pg/lb lbs/oz|km/cm/mm/μm um/nm/pm/ft/mi/yd|ml/cl/dl/μl/gal|ms/μs us/ns/min/hr hrs|kj/kcal/cal/ev/kev/mev|
        kw/mw/gw|hz/khz/mhz/ghz|pa/hpa/kpa/bar/mbar/atm/mmhg|mv/kv|ma/μa|mol/mmol/μmol/nmol|kb/mb/gb/tb/kib/mib/gib|bit bits/byte bytes|
        am/pm|bc bce/ad ce|usd/eur/gbp/chf/jpy|€/£/¥/₹/$|
        sum/prod|max/min|argmax/argmin|sup/inf|sin/cos/tan/cot|sinh/cosh/tanh|log ln/exp|cup/cap|land/lor|forall/exists|≤/≥/</>/=/≠|∪/∩|∈/∉|→/←/↔|∀/∃|+/-|
        diploid-/haploid-|cation-/anion-|anode-/cathode- kathode-|convex/concave|konvex-/konkav-|mitosis mitotic/meiosis meiotic|gram-positive/gram-negative|
        proton-/neutron-/elektron- electron-|syn/ack/fin/rst|tcp/udp|dna/rna/mrna/trna|http/https/ftp|ipv4/ipv6|row-/column-|and/or/xor/nand/nor
    """,
    prefixes="""
        exo/endo/ecto/meso|intra/extra/inter|hyper/hypo/normo|macro/micro/nano|af/ef|ad/ab|con/di|en/de|em/de|over/under|up/down|pre/post/peri|pro/anti/contra|sub/super/supra/infra|
        mono/di/bi/tri/tetra/poly|uni/bi/multi|homo/hetero|cis/trans|endo/epi|eu/normo/hyper/hypo|ana/para|pro/eu|leuko/leuco/erythro/thrombo|geno/pheno|hydro/lipo|osteo/chondro|primi/multi|on/off|in/out|brady/tachy|ana/cata/kata/meta|an/cat/kat|eu/dys|oligo/poly|in/ex|im/ex|intro/extro|in/de|as/de|ac/de|max/min|
        auto/hetero/allo/xeno|iso/hyper/hypo/aniso|ortho/para|dextro/levo|phago/pino|ante/post|vaso/broncho|thermo/photo|electro/magneto|under/out|arterio/veno|proto/deuto|
        aktiv/passiv|links/rechts|er/ver|sobre/sub|sur/sous|sopra/sotto|haut/bas|
        kilo/mega/giga/milli/mikro|pan/oligo|
        ein/aus|auf/ab|zu/ab|ueber/unter|innen/aussen|vor/nach|hin/her|ober/unter|be/ent|hoch/nieder/tief|gross/klein|halb/voll|an/ab|mehr/minder/weniger|
        при/от|экзо/эндо|гипер/гипо|макро/микро|внутри/вне|в/вы|за/от|екзо/ендо|гіпер/гіпо
    """,
    suffixes="ctite/gmite|fugal/petal|blast/clast/cyte|ful/less|voll/los|ate/ite/ide|at/it/id|ase/ose|ous/ic|philic/phobic|phil/phob|dilation/constriction|dilatation/konstriktion|ane/ene/yne|genic/lytic|genese/lyse|genesis/lysis|gram/graph|tonic/static|tomy/stomy/ectomy|er/ee|or/ee|penia/cytosis|illion/illiard",
    synonyms="times cdot",
    denying="un|in|im|il|ir|non|dis|a|an|anti|de|ne|des|mis|mal|para|pseudo|counter|contra|ab|nie|nicht|ikke|epä|не|ні|бес|без|غير|לא|अ|अन|不|非|无|無|未|비|불|무|미",
)
