"""Words that name nothing, in the languages partners write; `validation.rules.specific` reads them."""

# Say nothing alone.
PLACEHOLDERS = """
tbd, tba, tbc, to be determined, to be defined, to be decided, to be announced, to be confirmed,
to be named, n/a, not applicable, not available, not known, not yet known, not specified, not decided,
unknown, unspecified, undefined, undisclosed, confidential, under nda, none, no name, nil, null,
nothing, empty, blank, pending, open, later, various, several, any, anyone, someone, something, other,
misc, sample, example, dummy, asdf, asdfg, qwerty, lorem ipsum, foo, foobar, abc, abcd, 123, 1234,
12345, bank, government, hospital, school, university, por definir, por determinar, por confirmar,
pendiente, desconocido, sin definir, sin nombre, no aplica, ninguno, à définir, à déterminer,
à confirmer, à préciser, inconnu, non défini, non spécifié, sans objet, néant, aucun, unbekannt,
noch offen, offen, noch unbekannt, wird noch festgelegt, nicht bekannt, keine, keine angabe, k.a.,
da definire, da determinare, sconosciuto, non definito, nessuno, a definir, a determinar, desconhecido,
nenhum, não se aplica, onbekend, n.v.t., nader te bepalen, geen, okänd, ukjent, ukendt, tuntematon,
nieznany, brak, do ustalenia, nie dotyczy, bilinmiyor, belirsiz, belirlenecek, yok, yoktur, neznámý,
ismeretlen, necunoscut, неизвестно, неизвестен, неизвестный, не определено, не определён, не указано,
уточняется, нет, нет данных, н/д, невідомо, не визначено, немає, άγνωστο, άγνωστος, δεν υπάρχει,
לא ידוע, לא רלוונטי, טרם נקבע, אין, غير محدد, غير معروف, غير معلوم, غير متوفر, لا يوجد, لا ينطبق,
مجهول, يحدد لاحقا, سيحدد لاحقا, قيد التحديد, نامشخص, نامعلوم, ندارد, tidak diketahui, belum ditentukan,
belum diketahui, tidak ada, tiada, chưa xác định, chưa rõ, không rõ, không có, ไม่ทราบ, ไม่ระบุ,
ยังไม่ระบุ, ไม่มี, अज्ञात, लागू नहीं, अनिश्चित, 待定, 未定, 不详, 不詳, 未知, 不明, 暂无, 暫無, 无, 無,
没有, 待确认, 待確認, 待补充, 待補充, 待填, 保密, 某某, 匿名, なし, 無し, 該当なし, 非公開, 検討中,
調整中, 미정, 없음, 알수없음, 모름, 해당없음, 비공개
"""

# Say nothing with each other, with a short number or with a single letter: "Test customer", "Project 1".
EMPTY_WORDS = """
test tests testing demo trial temp dummy sample some any new the a unnamed anonymous unknown
undisclosed confidential various tbd tba tbc unbekannt inconnu desconocido desconhecido sconosciuto
неизвестный prueba pruebas essai prova teste versuch proef próba deneme тест тестовый тестовая проба
δοκιμή בדיקה اختبار تجربة تجريبي آزمایشی uji coba thử nghiệm ทดสอบ परीक्षण テスト 테스트
"""

CUSTOMER_WORDS = """
customer customers client clients company end user buyer account name cliente clientes empresa kunde
kunden firma société entreprise klant bedrijf klient müşteri şirket заказчик клиент компания замовник
πελάτης לקוח عميل العميل زبون شركة الشركة مشتری pelanggan klien perusahaan khách hàng ลูกค้า ग्राहक
顧客 お客様 고객 고객사
"""

PROJECT_WORDS = """
project projects deal opportunity name proyecto projet projekt progetto projeto proje проект сделка
проєкт έργο פרויקט مشروع المشروع پروژه proyek dự án โครงการ परियोजना 案件 프로젝트
"""

# Chinese and Japanese run words together: "某客户", "测试项目", "客户A".
RUN_TOGETHER = "待定|未定|未知|不详|不明|测试|測試|某|新|一个|该|テスト|新規"
CUSTOMER_RUN = "客户|客戶|公司|单位|單位|用户|企业|名称|名|顧客|会社"
PROJECT_RUN = "项目|項目|工程|名称|名|案件|プロジェクト"
