"""Words for phases, lots, buildings and kinds of site, as parts of regular expressions over levelled text."""

ORDINALS = {
    "1": "first one erste[rns]? premiere? primeir[oa] primer[oa]? prim[oa] перв\\w+ (?:ال)?اولي (?:ال)?اول pierwsz\\w+ birinci pertama eins uno une?",
    "2": "second two zweite[rns]? deuxieme seconde segund[oa] second[oa] втор\\w+ (?:ال)?ثانيه?  drug\\w+ ikinci kedua zwei dos dois deux",
    "3": "third three dritte[rns]? troisieme tercer[oa]? terceir[oa] terz[oa] трет\\w+ (?:ال)?ثالثه? trzec\\w+ ucuncu ketiga drei tres trois",
    "4": "fourth four vierte[rns]? quatrieme cuart[oa] quart[oa] четверт\\w+ (?:ال)?رابعه? czwart\\w+ dorduncu keempat vier cuatro quatro quatre",
}

KINDS = (
    r"phase|ph|stage|step|wave|tranche|round|etape|fases?|etapas?|этап\w*|очеред[ьи]|фаз[аы]?|faza|fazy|faz|etap\w*|vaihe|asama\w*|stufe"
    r"|bauabschnitt|tahap|giai doan|dot|(?:ال)?مرحله|ระยะที่|ระยะ|フェーズ|ステージ"
)

LABELS = (
    r"site|building|bldg|block|lot|lote|lotto|los|package|batch|zone|tower|wing|floor|hall|room|gebaude|haus|batiment"
    r"|edificio|predio|bloco|bloque|torre|area|region|branch|campus|terminal|bina|blok|budynek|gedung|toa nha|лот|корпус|здание|строение"
    r"|блок|площадка|(?:ال)?(?:قطعه|مبني|موقع|منطقه|برج)|standort|sede|plant"
)

SAME_LABEL = {
    "building": "bldg gebaude haus batiment edificio predio bina budynek gedung toa_nha корпус здание строение مبني المبني",
    "lot": "lote lotto los package лот قطعه القطعه",
    "block": "bloco bloque blok блок",
    "site": "standort sede площадка موقع الموقع",
    "tower": "torre برج البرج",
    "area": "zone region منطقه المنطقه",
}

SIDES = {
    "north": r"north(?:ern)?|nord|norte|septentrional|северн\w+|(?:ال)?شمالي\w*|kuzey|polnocn\w+",
    "south": r"south(?:ern)?|sud|sul|sur|meridional|южн\w+|(?:ال)?جنوبي\w*|guney|poludniow\w+",
    "east": r"east(?:ern)?|ost|est|este|leste|oriental|восточн\w+|(?:ال)?شرقي\w*|dogu|wschodni\w*",
    "west": r"west(?:ern)?|ouest|oeste|ovest|occidental|западн\w+|(?:ال)?غربي\w*|bati|zachodni\w*",
    "main": r"main|principale?|haupt|hauptcampus|главн\w+|основн\w+|(?:ال)?رئيسي\w*|ana|glown\w+",
    "city": r"city|downtown|central(?!e)|innenstadt|centre-ville",
}
HAN_SIDES = {"north": "北", "south": "南", "east": "东", "west": "西", "main": "主本"}

GROUNDS = (
    r"campus|site|wing|building|region|kampus|yerleske\w*|standort|gebaude|flugel|batiment|edificio|sede|predio|полигон|кампус|корпус"
    r"|здание|филиал|площадк\w|(?:ال)?(?:حرم|مبني|موقع|فرع|منطقه)"
)

# Kinds of site beside a side with a ground.
PLACES = {
    "headquarters": (
        r"\bhq\b|\bheadquarters?\b|\bhead[- ]office\b|\bcorporate office\b|总部|总行|总公司|本社|本部|본사|본부|\bhauptsitz\b|\bzentrale\b"
        r"|\bsiege(?: social)?\b|\bsede (?:central|principal|centrale)\b|\bcasa matriz\b|\boficinas? central(?:es)?\b|\bmatriz\b"
        r"|\bgenel mudurluk\b|\bcentrala\b|\bkantor pusat\b|\btru so\b|головн\w+ офис\w*|штаб-квартир\w+|(?:ال)?مقر (?:ال)?رئيسي|(?:ال)?مقر\b|(?:ال)?مركز (?:ال)?رئيسي|สำนักงานใหญ่"
    ),
    "city": r"\b(?:city|downtown|central) office\b",
    "annex": r"\bann?ex(?:e|o|us)?\b|附楼|別館|별관|пристроик\w",
    "regional offices": (
        r"\bregional (?:offices?|sites?|branches)\b|\bbranch offices\b|\bbureaux regionaux\b|\b(?:oficinas|sedes) regionales\b"
        r"|\bregionalburos\b|\bescritorios regionais\b|региональн\w+ офис\w*|(?:ال)?مكاتب (?:ال)?اقليميه|区域办事处"
    ),
    "plant": (
        r"\bplant\b(?! inverter)|\bfactory\b|\bwarehouse\b|\bdepot\b|\bfabrik\b|\bwerk\b|\busine\b|\bentrepot\b|\bfabrica\b|\balmacen\b"
        r"|\barmazem\b|\bfabbrica\b|\bstabilimento\b|\bmagazzino\b|\bfabrika\b|завод\w?|склад\w?|工厂|厂区|仓库|工場|倉庫|공장|مصنع|مستودع"
    ),
}

# A text without any of these names no kind of site: a quick look before the long one.
HINTS = (
    rf"hq|head|office|总|本|본|haupt|zentral|siege|sede|matriz|centr|genel|kantor|tru so|головн|штаб|مقر|رئيسي|สำนัก|{GROUNDS}|区|院|园|キャン|캠퍼"
    r"|annex|anexo|附|別|별|пристр|region|bureaux|oficinas|plant|factory|warehouse|depot|fabri|werk|usine|entrepot|almacen|armazem|fabbr"
    r"|stabil|magaz|завод|склад|厂|仓|工場|倉|공장|مصنع|مستودع|city|downtown|central|اقليم|escrit"
)

# Words of places that are part of what is bought.
NO_PLACE = r"(?:photovoltaic|solar|pv|power|fotovoltaica|charging|generat\w+|planta solar) (?:power )?(?:plant|central|centrale|usina)|data warehouse|entrepot de donnees|almacen de datos"
