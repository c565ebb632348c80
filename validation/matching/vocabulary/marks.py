"""Words for phases, lots, buildings and kinds of site, as parts of regular expressions over levelled text."""

# Ordinals stand before or after their noun, cardinals after it alone: "three phase" is no third phase.
ORDINALS = {
    "1": "first erste[rns]? premiere?s? primeir[oa] primer[oa]? prim[oa] перв\\w+ перш\\w+ първ\\w+ (?:ال)?اولي (?:ال)?اول "
    "pierwsz\\w+ prvni prv[ayi] birinci ilk pertama eerste forsta forste ensimmai\\w+ elso πρωτ[ηοα] α['’] ראשו\\w+ א['’]? प्रथम पहला",
    "2": "second zweite[rns]? deuxieme seconde segund[oa] second[oa] втор\\w+ друг[аиоу] (?:ال)?ثاني?ه? drug\\w+ druh[yae] ikinci kedua "
    "tweede andra anden annen toinen toise\\w+ masodik δευτερ[ηοα] β['’] שני\\w{0,2} ב['’]? द्वितीय दूसरा دوم",
    "3": "third dritte[rns]? troisieme tercer[oa]? terceir[oa] terz[oa] трет\\w+ (?:ال)?ثالثه? trzec\\w+ tret\\w+ ucuncu ketiga "
    "derde tredje kolmas kolman\\w+ harmadik τριτ[ηοα] γ['’] שלישי\\w* ג['’]? तृतीय तीसरा سوم",
    "4": "fourth vierte[rns]? quatrieme cuart[oa] quart[oa] четверт\\w+ четвърт\\w+ (?:ال)?رابعه? czwart\\w+ ctvrt\\w+ dorduncu keempat "
    "vierde fjarde fjerde neljas neljan\\w+ negyedik τεταρτ[ηοα] δ['’] רביעי\\w* ד['’]? चतुर्थ चौथा چهارم",
    "5": "fifth funfte[rns]? cinquieme quint[oa] пят\\w+ (?:ال)?خامسه? piat\\w+ paty besinci kelima vijfde femte viides otodik πεμπτ[ηοα] חמישי\\w* पंचम",
    "6": "sixth sechste[rns]? sixieme sext[oa] sest[oa] шест\\w+ (?:ال)?سادسه? szost\\w+ altinci zesde sjette sjatte kuudes שישי\\w*",
    "7": "seventh siebte[rns]? septieme septim[oa] setim[oa] settim[oa] седьм\\w+ (?:ال)?سابعه? siodm\\w+ yedinci zevende",
    "8": "eighth achte[rns]? huitieme octav[oa] oitav[oa] ottav[oa] восьм\\w+ (?:ال)?ثامنه? osm[ayei] sekizinci achtste",
    "9": "ninth neunte[rns]? neuvieme noven[oa] non[oa] девят\\w+ (?:ال)?تاسعه? dziewiat\\w+ dokuzuncu negende",
    "10": "tenth zehnte[rns]? dixieme decim[oa] десят\\w+ (?:ال)?عاشره? dziesiat\\w+ onuncu tiende",
}
CARDINALS = {
    "1": "one eins uno une? um[ao]? een jeden satu mot bir один",
    "2": "two zwei dos dois duas deux due twee dwa dua hai iki два",
    "3": "three drei tres trois tre drie trzy tiga uc три",
    "4": "four vier cuatro quatro quatre quattro cztery empat dort четыре",
    "5": "five funf cinco cinq cinque vijf piec lima nam bes пять",
}

KINDS = (
    r"phase|ph|stage|step|wave|tranche|round|etape|fases?|fasen|fas|fasa|etapas?|этап\w*|етап\w*|очеред[ьи]|черга|черги|фаз[аыеиу]?"
    r"|faza|fazy|fazis|faze|faz|etap\w*|vaihe\w*|asama\w*|kademe\w*|stufe|ausbaustufe|bauphase|bauabschnitt|teilabschnitt|bouwfase"
    r"|deelfase|trinn|trin|byggetrinn|skede|utem|szakasz|stralcio|стадия|стадии|кезең|кезен|merhele|mərhələ|bosqich|tahap|peringkat"
    r"|gelombang|giai doan|dot|gd|yugto|awamu|(?:ال|لل|بال|وال)?مرحله|فاز|מ?ה?שלב|פאזה|φαση|σταδιο|चरण|टप्पा|পর্যায়|ধাপ|கட்டம்|ეტაპი|փուլ"
    r"|ระยะที่|ระยะ|เฟส|เฟสที่|フェーズ|ステージ"
)

# Labels are followed by a number or a letter; each is compared under the first name of its line.
SAME_LABEL = {
    "building": "bldg gebaude haus batiment bat edificio edif predio palazzina gebouw byggnad bygning rakennus hoone bina budynek budova"
    " zgrada cladire cladirea gedung bangunan toa_nha корпус здание строение сграда зграда будівля מבנה בניין κτιριο مبني عماره"
    " ساختمان भवन อาคาร ตึก",
    "lot": "lote lotto los lott perceel package pakket paquete pacote pakiet paket partida czesc cast lotul лот пакет часть частина партия"
    " партида обособена_позиция قطعه حزمه لوت دفعه جزء חבילה מנה παρτιδα लॉट पैकेज goi_thau",
    "block": "bloco bloque blok blocco blokk блок بلوك खंड",
    "site": "standort sede lokacja lokalita locatie lokasi площадка обект объект موقع سايت אתר",
    "tower": "torre turm toren tarn torni wieza kule menara thap башня برج מגדל πυργοσ",
    "area": "zone region zona sector secteur sektor bereich зона участок منطقه",
    "floor": "etage etasje stockwerk geschoss verdieping vaning kerros piso andar pietro poschodie patro emelet lantai этаж поверх طابق طبقه"
    " קומה οροφοσ ชั้น",
    "wing": "flugel trakt vleugel flygel aile skrzydlo kridlo krilo siipi sayap крыло جناح אגף πτερυγα",
    "hall": "halle hal hala pavilion pavillon pabellon pavilhao padiglione pavilon pawilon павильон зал قاعه אולם",
    "room": "salle raum zaal",
    "campus": "kampus kampusz кампус حرم מתחם קמפוס วิทยาเขต co_so",
    "branch": "oddzial филиал فرع סניף สาขา chi_nhanh",
    "plant": "werk usine fabrik fabrica fabbrica fabriek zavod завод цех مصنع מפעל",
    "terminal": "терминал",
    "dormitory": "dorm hostel",
    "batch": "",
}

SIDES = {
    "north": r"north(?:ern)?|nord|norte|septentrional|noord(?:elijke?)?|norra|nordre|pohjois\w*|ziemelu|eszaki|utara|северн\w+|північн\w+"
    r"|(?:ال)?شمالي\w*|kuzey|polnocn\w+|severni|severny|sjevern[aio]|ה?צפונית?|βορει\w+|उत्तरी",
    "south": r"south(?:ern)?|sud|sul|sur|meridional|zuid(?:elijke?)?|sodra|sondre|etela\w*|dienvidu|deli|selatan|южн\w+|південн\w+"
    r"|(?:ال)?جنوبي\w*|guney|poludniow\w+|jizni|juzny|juzn[aio]|ה?דרומית?|νοτι\w+|दक्षिणी",
    "east": r"east(?:ern)?|ost|est|este|leste|oriental|oost(?:elijke?)?|ostra|ostre|ita|austrumu|keleti|timur|восточн\w+|східн\w+"
    r"|(?:ال)?شرقي\w*|dogu|wschodni\w*|vychodni|vychodny|istocn[aio]|ה?מזרחית?|ανατολικ\w+|पूर्वी",
    "west": r"west(?:ern)?|ouest|oeste|ovest|occidental|westelijke?|vastra|vestre|lansi|rietumu|nyugati|barat|западн\w+|західн\w+"
    r"|(?:ال)?غربي\w*|bati|zachodni\w*|zapadni|zapadny|zapadn[aio]|ה?מערבית?|δυτικ\w+|पश्चिमी",
    "main": r"main|principale?|haupt|hoofd|hoved|huvud|paa|hlavni|hlavny|glavn[aio]|главн\w+|основн\w+|головн\w+|(?:ال)?رئيسي\w*|ana|glown\w+"
    r"|ה?ראשית?|κεντρικ\w+|मुख्य",
    "city": r"city|downtown|central(?!e)|innenstadt|centre-ville",
}
HAN_SIDES = {"north": "北북", "south": "南남", "east": "东동", "west": "西서", "main": "主本본"}

# Written as one word with a side: Südcampus, Hauptgebäude, hovedbygning.
COMPOUNDS = r"campus|gebaude|flugel|trakt|turm|gebouw|vleugel|bygning(?:en)?|byggnad(?:en)?|flygeln?|rakennu\w+|siipi|kampus"

GROUNDS = (
    r"campus|site|wing|building|region|kampus|yerleske\w*|standort|gebaude|flugel|batiment|edificio|sede|predio|gebouw|vleugel|bygning|byggnad|rakennus|budynek|budova|kridlo|zgrada|krilo|bina\w*|gedung|sayap|aile"
    r"|pabellon|padiglione|kampusz|epulet|κτιριο|полигон|кампус|корпус"
    r"|здание|филиал|площадк\w|крыло|будівля|(?:ال)?(?:حرم|مبني|موقع|فرع|منطقه|مجمع)|ה?קמפוס|ה?בניין|परिसर|भवन"
)

# Kinds of site beside a side with a ground.
PLACES = {
    "headquarters": (
        r"\bhq\b|\bheadquarters?\b|\bhead[- ]office\b|\bcorporate office\b|总部|总行|总公司|本社|本部|본사|(?<!지역)본부|\bhauptsitz\b|\bzentrale\b"
        r"|\bsiege(?: social)?\b|\bsede (?:central|principal|centrale)\b|\bcasa matriz\b|\boficinas? central(?:es)?\b|\bmatriz\b"
        r"|\bgenel mudurluk\b|\bcentrala\b|\bhoofdkantoor\b|\bhovedkontor(?:et)?\b|\bhuvudkontor(?:et)?\b|\bpaakonttori\b|\bpeakontor\b|\bustredi[ea]?\b|\bszekhaz\b"
        r"|\bsediul? central\b|\bsjediste\b|\bsediste\b|\bgenel merkez\w*|\bibu pejabat\b|\bkantor pusat\b|\btru so\b|головн\w+ офис\w*|центральн\w+ офис\w*|централен офис|штаб-квартир\w+|本店|본점|본청|κεντρικα γραφεια|मुख्यालय|משרד ראשי|ה?מטה\b|(?:ال)?مقر (?:ال)?رئيسي|(?:ال)?مقر\b|(?:ال)?مركز (?:ال)?رئيسي|สำนักงานใหญ่"
    ),
    "city": r"\b(?:city|downtown|central) office\b",
    "annex": r"\bann?ex(?:e|o|us)?\b|附楼|别馆|別馆|별관|пристроик\w",
    "regional offices": (
        r"\bregional (?:offices?|sites?|branches)\b|\bbranch offices\b|\bbureaux regionaux\b|\b(?:oficinas|sedes) regionales\b"
        r"|\bregionalburos\b|\bescritorios regionais\b|региональн\w+ офис\w*|(?:ال)?مكاتب (?:ال)?اقليميه|区域办事处"
    ),
    "plant": (
        r"\bplant\b(?! inverter)|\bfactory\b|\bwarehouse\b|\bdepot\b|\bfabrik\b|\bwerk\b|\busine\b|\bentrepot\b|\bfabrica\b|\balmacen\b"
        r"|\barmazem\b|\bfabbrica\b|\bstabilimento\b|\bmagazzino\b|\bfabrika\b|завод\w?|склад\w?|工厂|厂区|仓库|工场|倉库|공장|물류센터|مصنع|مستودع|\bfabriek\b|\btehdas\b|\bpabrik\b|\bmagazijn\b|\bgudang\b|\braktar\b"
        r"|εργοστασιο|מפעל|מחסן|कारखाना|โรงงาน|كارخانه"
    ),
}

# A text without any of these names no kind of site: a quick look before the long one.
HINTS = (
    rf"hq|head|office|总|本|본|haupt|zentral|siege|sede|matriz|centr|genel|kantor|kantoor|kontor|paakontt|ustred|szekhaz|sediu|sjedist|sedist|pejabat|tru so|головн|штаб|офис|κεντρικ|मुख्य|משרד|מטה|점|청|مقر|رئيسي|สำนัก|{GROUNDS}|区|院|园|馆|楼|栋|翼|キャン|캠퍼"
    r"|annex|anexo|附|別|별|пристр|region|bureaux|oficinas|plant|factory|warehouse|depot|fabri|werk|usine|entrepot|almacen|armazem|fabbr"
    r"|stabil|magaz|завод|склад|厂|仓|工场|倉|공장|물류|tehdas|pabrik|gudang|raktar|εργοστ|מפעל|מחסן|कारख|โรงงาน|كارخانه|مصنع|مستودع|city|downtown|central|اقليم|escrit"
)

# Words of places that are part of what is bought.
NO_PLACE = r"(?:photovoltaic|solar|pv|power|fotovoltaica|charging|generat\w+|planta solar) (?:power )?(?:plant|central|centrale|usina)|data warehouse|entrepot de donnees|almacen de datos"
