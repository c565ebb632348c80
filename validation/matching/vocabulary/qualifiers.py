"""Words that say which organisation of a kind: rank, reach, direction and standing, in many languages."""

WORDS = """
national: national nationale nationales nacional nacionais nazionale nationaler nationales narodow* narodn* nacional* nationellt nasional ulusal milli kansallinen nemzeti nationalt Национальн* національн* национални وطني وطنية الوطنية الوطني قومي ملی ملي राष्ट्रीय জাতীয় แห่งชาติ quốc_gia 国家 國家 国立 國立 全国 全國 국립 국가 전국
international: international internationale internacional internazionale internationaler miedzynarodow* mezinarodni medunarodn* uluslararasi kansainvalinen nemzetkozi internationella intl Международн* міжнародн* دولي دولية الدولية الدولي بین_المللی بین_الاقوامی अंतर्राष्ट्रीय इंटरनेशनल আন্তর্জাতিক นานาชาติ quốc_tế 国际 國際 国際 국제
state: state etat estado estatal statale staatlich* staat stat statens panstwow* statni drzavn* devlet valtion allami Государств* державн* حكومي دولت دولتی राज्य রাজ্য รัฐ nhà_nước 国营 国有 州 국영
federal: federal federale federaux bundes* federaln* federalny Федеральн* федеративн* اتحادية فيدرالي संघीय ফেডারেল 联邦 聯邦 連邦 연방
public: public publique publics publico publica pubblico pubblica offentlich* offentlig publiczn* verejn* javn* kamu julkinen Публичн* публічн* общественн* عامة العامة عام عمومی सार्वजनिक সরকারি สาธารณะ công_cộng 公共 公立 公営 공공
private: private prive privado privada privato privat prywatn* soukrom* Частн* خاص خصوصی निजी เอกชน tư_nhân 民营 私立 사립
general: general generale geral generaldirektorat allgemein* glavn* genel yleinen altalanos Главн* генеральн* загальн* عام العام عمومي सामान्य সাধারণ ทั่วไป tổng 总 總 総合 综合 綜合 일반 종합
central: central centrale centraux zentral* centraln* sredisnj* merkez keskus* Центральн* المركزي مركزي مرکزی केंद्रीय केन्द्रीय কেন্দ্রীয় กลาง trung_ương 中央 중앙
regional: regionaal regionaln* bolgesel alueellinen Региональн* إقليمية منطقه_ای क्षेत्रीय আঞ্চলিক 区域 區域 지방
royal: royal royale real reale koniglich* koninklijk* kongelig* kunglig* krolewsk* kralovsk* kraljevsk* Королевск* ملكي سلطنتی शाही หลวง hoàng_gia 皇家 王立 왕립
united: united unis unidos uniti vereinigte* zjednoczon* spojen* ujedinjen* birlesik Объединенн* المتحدة متحده संयुक्त সংযুক্ত สห 联合 聯合 통합
first: first premier primera primero primeiro primo erste erster pierwsz* prvni prvi birinci 1st Перв* перший الأول اول प्रथम প্রথম thứ_nhất 第一 第1 제일 제1
second: second deuxieme segundo secondo zweite drug* druhy drugi ikinci 2nd Втор* другий الثاني دوم द्वितीय 第二 第2 제2
third: third troisieme tercero terceiro terzo dritte trzeci treti treci ucuncu 3rd Трет* третій الثالث سوم तृतीय 第三 第3 제3
north: north northern nord norte nord* septentrional polnocn* severn* sjevern* kuzey pohjoinen eszaki Северн* північн* الشمالية شمال شمالي شمالی उत्तर উত্তর เหนือ bắc 北部 北方 北 북부 북
south: south southern sud sur sul sued* poludniow* jizni juzn* guney etelainen deli Южн* південн* الجنوب جنوب جنوبی दक्षिण দক্ষিণ ใต้ nam 南部 南方 南 남부 남
east: east eastern est este leste ost* orientale oriental wschodn* vychodni istocn* dogu itainen keleti Восточн* східн* الشرق شرق شرقی पूर्व পূর্ব ตะวันออก đông 东部 東部 东方 東 东 동부 동
west: west western ouest oeste ovest west* occidentale occidental zachodn* zapadn* bati lantinen nyugati Западн* західн* الغرب غرب غربی पश्चिम পশ্চিম ตะวันตก tây 西部 西方 西 서부 서
new: new nouveau nouvelle nuevo nueva novo nova nuovo nuova neue neuer nowy nowa novy yeni uusi uj Нов* нова الجديدة جديد جدید नया नई নতুন ใหม่ mới 新 신
great: great greater grand grande gran gross* wielk* velk* buyuk suuri nagy больш* велик* الكبرى بزرگ महा বৃহৎ ใหญ่ đại 大
key: key schlussel* kljucn* ключев* 重点 重點 重点的 핵심
modern: modern moderne moderno moderna modern* nowoczesn* Современн* сучасн* الحديثة حديث मॉडर्न আধুনিক hiện_đại 现代 現代
higher: higher superior superieur superieure superiore hohere hoger wyzsz* vysok* visok* yuksek korkeakoulu Высш* вищ* العالي عالی उच्च উচ্চ ขั้นสูง cao_cấp 高等 고등
advanced: advanced avance avanzado avanzada avancado avancada avanzati fortgeschritten* zaawansowan* pokrocil* ileri Передов* المتقدمة पہلو उन्नत উন্নত 先进 先進 先端 첨단
main: main principal principale haupt* glowny hlavni glavni ana Основн* الرئيسية اصلی मुख्य প্রধান หลัก chính 主要 本部 본부
children: children childrens child enfants enfant ninos criancas bambini bambino kinder* barn dzieci* deti* djec* cocuk lasten gyermek Детск* дитяч* أطفال الأطفال کودکان बाल শিশু เด็ก nhi 儿童 兒童 児童 小児 こども 어린이 아동
women: women womens woman femmes femme mujeres mulheres donne frauen kobiet zen zena kadin naisten noi Женск* жіноч* نساء المرأة زنان महिला মহিলা สตรี phụ_nữ 妇女 婦女 女性 妇幼 여성 여자
people: people peoples populaire popular popolare volks* ludow* lidov* narod* halk Народн* شعبي الشعبية خلق مردم जन জন ประชาชน nhân_dân 人民 국민
democratic: democratic democratique democratico democratica demokratisch* demokratyczn* demokratik Демократическ* ديمقراطية 民主 민주
republic: republic republique republica repubblica republik republika respublika cumhuriyeti Республик* республік* جمهورية جمهوری गणराज्य প্রজাতন্ত্র สาธารณรัฐ cộng_hòa 共和国 共和國 공화국
islamic: islamic islamique islamico islamica islamisch* islam Исламск* إسلامية الإسلامية الاسلامي اسلامی इस्लामिक ইসলামী อิสลาม 伊斯兰 イスラム
catholic: catholic catholique catolica catolico cattolica katholisch* katolick* katolik Католическ* كاثوليكية 天主教 カトリック 가톨릭
"""
