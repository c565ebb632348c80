"""Names of countries, provinces and cities in many languages, read as ISO codes or one common spelling."""

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale

from .tables import entries

LANGUAGES = (
    "en fr de es pt it nl sv da nb fi et lv lt pl cs sk sl hr sr hu ro bg ru uk be el tr az kk ka hy ar fa ur he"
    " hi bn ta si th vi id ms fil sw zh zh_Hant ja ko".split()
)

_HAN = re.compile(r"[\u3400-\u9fff]+")
_RANKS = ("市", "省", "県", "市立", "県立")

DEMONYMS = """
US: american americain americana americano amerikanisch* amerikansk* американск* usa
GB: british britannique britanico britisch* uk england english anglais scotland scottish wales welsh
FR: french francais francaise francaises frances francese franzosisch* fransk* французск*
DE: german allemand allemande aleman tedesco deutsch* tysk* немецк* niemieck* germany
ES: spanish espagnol espagnole espanol espanola spagnolo spanisch* spansk* испанск*
IT: italian italien italienne italiano italiana italienisch* italiensk* итальянск* italian*
PT: portuguese portugais portugaise portugues portuguesa portugiesisch*
CN: chinese chinois chinoise chino chinesisch* китайск* 中国 中國 中华 中華 prc
JP: japanese japonais japonaise japones japanisch* японск* nippon nihon 日本 全日本
KR: korean coreen coreenne coreano koreanisch* корейск* 한국 대한 대한민국 韩国 韓国
IN: indian indien indienne indio indisch* индийск* bharat भारतीय ভারতীয়
RU: russian russe ruso russisch* rossii российск* русск* rossiysk* rf рф
CA: canadian canadien canadienne canadiense kanadisch*
AU: australian australien australienne australiano australisch*
BR: brazilian bresilien bresilienne brasileiro brasileira brasileno brasilianisch*
MX: mexican mexicain mexicaine mexicano mexicana
NL: dutch neerlandais holland hollandais nederlands* niederlandisch* netherlands
BE: belgian belge belga belgisch* belgique
CH: swiss suisse svizzero svizzera schweizer* suizo
AT: austrian autrichien autrichienne osterreichisch* austriaco
SE: swedish suedois suedoise svensk* schwedisch* sueco sveriges
NO: norwegian norvegien norsk* norges norwegisch* norges
DK: danish danois danoise dansk* danmarks danisch*
FI: finnish finlandais suomen suomalai* finlands finsk* finnisch*
EE: estonian eesti estnisch* эстонск*
LV: latvian latvijas lettisch* латвийск*
LT: lithuanian lietuvos litauisch* литовск*
PL: polish polonais polonaise polsk* polnisch* польск*
CZ: czech tcheque cesk* tschechisch* чешск*
SK: slovak slovenska slovensk* slowakisch* slovaque
SI: slovenian slovenij* slowenisch*
HU: hungarian hongrois magyar* ungarisch*
RO: romanian roumain roman romana romaniei rumanisch*
BG: bulgarian bulgare balgarsk* българск* bulgarisch*
GR: greek grec grecque griechisch* ελληνικ* hellenic
TR: turkish turc turque turk turkiye turkisch* турецк*
UA: ukrainian ukrainien українськ* україни ukraini украинск*
BY: belarusian беларус* белорусск* республики_беларусь
KZ: kazakh kazakhstani қазақ* казахск*
IR: iranian iranien iran ایران
IQ: iraqi irakien العراقية العراق
SA: saudi saoudien السعودية
EG: egyptian egyptien المصرية مصر
LY: libyan libyen الليبي ليبيا
DZ: algerian algerien algerienne الجزائرية الجزائر
TN: tunisian tunisien tunisienne التونسية
MA: moroccan marocain marocaine المغربية المغرب
PK: pakistani pakistan پاکستان
BD: bangladeshi বাংলাদেশ
ID: indonesian indonesien indonesia
MY: malaysian malaisien malaysia
TH: thai thailandais ไทย
VN: vietnamese vietnamien việt_nam vietnam
PH: philippine filipino pilipinas philippines
IE: irish irlandais irlandes irish eire
IS: icelandic islandais islensk* islands
IL: israeli israelien ישראל
AF: afghan afghanistan افغانستان
ZA: south_african sudafricain
AR: argentine argentino argentina argentin
CL: chilean chilien chileno chilena
CO: colombian colombien colombiano colombiana
PE: peruvian peruvien peruano peruana
EU: european europeen europeenne europeo europea europaisch* europeisk* европейск* european europejsk*
KG: kyrgyz кыргыз киргизск*
UZ: uzbek узбек*
GE: georgian грузинск*
AM: armenian армянск*
AZ: azerbaijani azarbaycan
TW: taiwanese taiwan 台湾 台灣 臺灣
HK: hongkong hong_kong 香港
MO: macau macao 澳門 澳门
MD: moldovan moldova moldovei
RS: serbian srpsk* srbije
HR: croatian hrvatsk*
LU: luxembourgeois letzebuerg
"""


def _lines(table: str) -> Iterator[tuple[str, list[str]]]:
    for line in table.strip().splitlines():
        code, words = line.split(":", 1)
        yield code.strip(), words.split()


def _with_rank(words: list[str]) -> Iterator[str]:
    """Names in Chinese characters with the rank of the place behind, as in 大阪市立大学 and 广东省人民医院."""
    for word in words:
        if _HAN.fullmatch(word):
            yield from (word + rank for rank in _RANKS)


@cache
def place_words() -> dict[str, tuple[str, ...]]:
    """Every spelling of each place, by its common reading: ``@fr`` for a country.

    ``=vienna`` stands for a city, a province, or another proper name of the gazetteer.
    """
    places: dict[str, list[str]] = {f"@{code.lower()}": words for code, words in _lines(DEMONYMS)}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"ZZ", "QO", "EZ", "UN", "XA", "XB"}:
                places.setdefault(f"@{code.lower()}", []).append(name.replace(" ", "_"))
    for name, words in entries("gazetteer"):
        places[f"={name}"] = [name, *words, *_with_rank(words)]
    return {code: tuple(words) for code, words in places.items()}
