"""Names of countries and large cities in many languages, read as ISO codes or one common spelling."""

from collections.abc import Iterator
from functools import cache

from babel import Locale

LANGUAGES = (
    "en fr de es pt it nl sv da nb fi et lv lt pl cs sk sl hr sr hu ro bg ru uk be el tr az kk ka hy ar fa ur he"
    " hi bn ta si th vi id ms fil sw zh zh_Hant ja ko".split()
)

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

CITIES = """
moscow: moscou moskau moskva moscu mosca москва московск* москвы 莫斯科
saintpetersburg: petersburg saint_petersburg st_petersburg санкт_петербург* петербург*
beijing: pekin peking pechino пекин* 北京
shanghai: шанхай* 上海
guangzhou: canton 广州 廣州
shenzhen: 深圳
tianjin: 天津
chongqing: 重庆 重慶
nanjing: nanking 南京
hangzhou: 杭州
wuhan: 武汉
xian: 西安
chengdu: 成都
xiamen: amoy 厦门
changsha: 长沙
changchun: 长春
shenyang: 沈阳
dalian: 大连
qingdao: 青岛
harbin: haerbin 哈尔滨
tokyo: tokio токио 東京 东京
osaka: 大阪
kyoto: kioto 京都
nagoya: 名古屋
yokohama: 横浜
kobe: 神戸
sapporo: 札幌
fukuoka: 福岡
hiroshima: 広島
sendai: 仙台
hokkaido: 北海道
kyushu: 九州
okinawa: 沖縄
seoul: 서울 首尔 seul
busan: pusan 부산
daegu: taegu 대구
incheon: 인천
gwangju: kwangju 광주
daejeon: taejon 대전
kyungpook: gyeongbuk 경북
jeju: cheju 제주
gangwon: kangwon 강원
taipei: taibei 台北 臺北
kaohsiung: gaoxiong 高雄
vienna: wien vienne viena vídeň вена
munich: munchen muenchen monaco_di_baviera
cologne: koln koeln
zurich: zuerich zurigo
geneva: geneve genf ginevra ginebra
basel: bale basilea
bern: berne berna
rome: roma rom рим
milan: milano mailand
turin: torino
florence: firenze florenz
naples: napoli neapel
venice: venezia venise
genoa: genova genes
padua: padova
lisbon: lisboa lisbonne lissabon
porto: oporto
seville: sevilla
zaragoza: saragossa
brussels: bruxelles brussel brusel
antwerp: antwerpen anvers
ghent: gent gand
hague: haag haye
copenhagen: kobenhavn kopenhagen
gothenburg: goteborg
helsinki: helsingfors helsingin
turku: abo
warsaw: warszawa* varsovie warschau
krakow: cracow krakov krakau
wroclaw: breslau
prague: praha prag praze
bucharest: bucuresti bucarest bukarest
belgrade: beograd belgrad београд
sofia: софия
athens: athen αθήνα athenes
thessaloniki: salonica θεσσαλονίκη
kyiv: kiev київ* киев* kiew
kharkiv: kharkov харків* харьков*
lviv: lvov львів* львов* lwow
odesa: odessa одес*
minsk: мінск* минск*
istanbul: стамбул
izmir: smyrna
cairo: kairo القاهرة
alexandria: الإسكندرية الاسكندرية
algiers: alger الجزائر
tripoli: طرابلس
benghazi: بنغازي
damascus: damas دمشق
baghdad: bagdad بغداد
tehran: teheran تهران
isfahan: esfahan اصفهان
shiraz: شیراز
mashhad: meshed مشهد
tabriz: تبریز
mecca: makkah مكة
medina: madinah المدينة
riyadh: الرياض
jeddah: jiddah جدة
kabul: kaboul کابل
karachi: کراچی
lahore: لاہور
islamabad: اسلام_آباد
delhi: दिल्ली
mumbai: bombay मुंबई
kolkata: calcutta কলকাতা
chennai: madras
bengaluru: bangalore
dhaka: dacca ঢাকা
hanoi: hà_nội
saigon: sài_gòn ho_chi_minh hồ_chí_minh
bangkok: กรุงเทพ
singapore: singapour singapur 新加坡
quebec: québec
"""


def _lines(table: str) -> Iterator[tuple[str, list[str]]]:
    for line in table.strip().splitlines():
        code, words = line.split(":", 1)
        yield code.strip(), words.split()


@cache
def place_words() -> dict[str, tuple[str, ...]]:
    """Every spelling of each place, by its common reading: ``@fr`` for a country, ``=vienna`` for a city."""
    places: dict[str, list[str]] = {f"@{code.lower()}": words for code, words in _lines(DEMONYMS)}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"ZZ", "QO", "EZ", "UN", "XA", "XB"}:
                places.setdefault(f"@{code.lower()}", []).append(name.replace(" ", "_"))
    for city, words in _lines(CITIES):
        places[f"={city}"] = [city, *words]
    return {code: tuple(words) for code, words in places.items()}
