"""Universal words of organisation names, one meaning a line, in the languages customers write them in.

A word ending in ``*`` stands for every word that begins so, which covers inflected languages.
"""

WORDS = """
university: university univ uni universite universitat universitaet universiteit universitet universitetet universitat* universidad universidade universita universitas uniwersytet* universitatea univerzit* universit* egyetem* universitesi yliopisto* ulikool* universitate* Университет* університет* универзитет* Πανεπιστήμιο πανεπιστημιο* جامعة جامعه دانشگاه پوهنتون یونیورسٹی אוניברסיטה אוניברסיטת विश्वविद्यालय युनिवर्सिटी বিশ্ববিদ্যালয় ඉ විශ්වවිද්‍යාලය பல்கலைக்கழகம் มหาวิทยาลัย đại_học 大学 大學 대학교 대학
college: college colegio collegium kolegij colegiul kolej koledz college* Колледж* коледж* كلية کالج महाविद्यालय কলেজ วิทยาลัย cao_đẳng 学院 學院 专科学校 高等专科学校 短期大学 전문대학
school: school schools ecole escola escuela scuola schule skole skolan skola szkola szkoly skoly iskola okulu koulu Школа школы мектеп مدرسة مدارس مدرسه اسکول विद्यालय स्कूल বিদ্যালয় โรงเรียน trường 学校 學校 中学 中學 小学 小學 高中 高等学校 학교 고등학교 중학교
academy: academy academie academia accademia akademie akademi akademia akademija akademiya akademia* akademiemi academies Академ* академі* أكاديمية اکادمی अकादमी আকাদেমি สถาบันวิชาการ học_viện 科学院 研究院 アカデミー 아카데미 academiei
institute: institute institut instituto istituto instytut* institutt institutet institutul institutu inst institutas instituts instituut ustav* intezet* enstitusu enstitu instituti zavod Институт* інститут* институт* Ινστιτούτο معهد مؤسسه انسٹی ٹیوٹ מכון संस्थान ইনস্টিটিউট สถาบัน viện 研究所 研究院 研究机构 学院 インスティテュート 연구원 연구소
laboratory: laboratory lab labs laboratories laboratoire laboratoires laboratorio laboratorium labor laborator* laboratori* Лаборатор* лабораторія مختبر آزمایشگاه प्रयोगशाला ห้องปฏิบัติการ 实验室 實驗室 研究室 ラボ ラボラトリー 실험실
center: center centre ctr cent centro centrum centar centrul centra centru center* centri zentrum tsentr* kozpont* merkezi merkez keskus* keskus centr centers centres centros centrs Центр* центъра مركز مرکز مراکز מרכז केंद्र केन्द्र কেন্দ্র ศูนย์ trung_tâm 中心 センター 센터
department: department dept departement departamento dipartimento abteilung avdeling avdelning departament* osasto oddeleni oddelek Департамент* отдел* кафедра إدارة دائرة اداره محكمه विभाग অধিদপ্তর กรม sở 部门 部門 系 局 課 학과 부서
faculty: faculty faculte facultad faculdade facolta fakultat fakultet* fakulte fakulta wydzial Факультет* کلية कला_संकाय คณะ khoa 学部 學部 학부
ministry: ministry ministere ministerio ministero ministerium ministerie ministerstwo ministerstv* ministarstvo ministerul bakanligi kementerian kementrian miniszterium ministerio* ministeriet Министерств* міністерств* وزارة وزارت وزارہ משרד मंत्रालय মন্ত্রণালয় กระทรวง bộ 部委 省厅 부처
government: government govt gouvernement gobierno governo regierung vlada rzad hukumeti Правительств* уряд حكومة حکومت سरकार รัฐบาล chính_phủ 政府 人民政府 정부
agency: agency agence agencia agenzia agentur agentschap agencja agentur* agentura agencija ajansi kurumu agens virasto Агентств* агенці* وكالة سازمان एजेंसी সংস্থা สำนักงาน 机构 機構 庁 청
authority: authority autorite autoridad autoridade autorita behorde urad autoritatea authorities Управлени* هيئة سلطة اتھارٹی प्राधिकरण কর্তৃপক্ষ 管理局 管理局 公社 공단
office: office bureau oficina ufficio escritorio buro biuro kantoor kontor ofisi buroul amt Бюро офис مكتب دفتر دفتر कार्यालय কার্যালয় văn_phòng 办公室 辦公室 事務所 事务所 사무소 局
council: council conseil consejo conselho consiglio rat raad rad rada radet vijece savjet kurulu dewan consiliul Совет* рада مجلس شورای مجلس परिषद পরিষদ สภา hội_đồng 委员会 委員會 委員会 理事会 評議会 위원회 협의회
commission: commission comision comissao commissione kommission komisja komise komisija komisyonu Комисси* комісі* لجنة كميسيون आयोग কমিশন คณะกรรมการ ủy_ban 委员会 委員會 委員会 위원회
committee: committee comite comitato komitee komitet vybor odbor komitesi Комитет* комітет لجنة کمیٹی समिति কমিটি 委员会 委員會 委員会 위원회
association: association associations assoc assn asociacion associacao associazione verein verband vereniging foreningen forening stowarzyszenie asociat* asociace udruzenje udruga dernegi yhdistys liitto egyesulet sdruzeni zdruzenie Ассоциаци* асоціаці* объединение جمعية انجمن संघ সমিতি สมาคม hội 协会 協會 協会 联合会 聯合會 連合会 連盟 联盟 협회 연합회 연맹 federation federacion federacao federazione foderation federatie federacja federace federasyonu Федераци* اتحاد
society: society societe_savante sociedad sociedade societa gesellschaft selskab selskap sallskapet seura spolecnost towarzystwo drustvo Общество товариство جمعیة सोसाइटी সোসাইটি 学会 學會 研究会 학회
foundation: foundation fondation fundacion fundacao fondazione stiftung stiftelse stiftelsen stichting fundacja nadace nadacia fondacija fundatia vakfi saatio sihtasutus alapitvany fonden Фонд* фундаці* مؤسسة بنیاد بنياد مؤسسه فाउंडेशन ফাউন্ডেশন มูลนิธิ quỹ 基金会 基金會 财团 財団 재단 fund fonds fondo fundo
hospital: hospital hospitals hopital hopitaux ospedale ospedali krankenhaus klinikum spital ziekenhuis sygehus sjukhus sykehus szpital* nemocnic* bolnica spitalul hastanesi hastane korhaz sairaala haigla slimnica ligonine bolnitsa hospitalier hospitaliere hospitalario Больниц* госпитал* лікарн* болница Νοσοκομείο مستشفى بیمارستان شفاخانه ہسپتال अस्पताल চিকিৎসালয় হাসপাতাল โรงพยาบาล bệnh_viện 医院 醫院 病院 병원
clinic: clinic clinics clinique clinica klinik klinika klinikken poliklinika polyclinic policlinico Клиник* клінік* عيادة کلینک क्लिनिक คลินิก 诊所 診所 クリニック 의원 클리닉
bank: bank banks banque banco banca banka banki bankas panka pank banken bankasi bancorp sparebank Банк* بنك بانک البنك बैंक ব্যাংক ธนาคาร ngân_hàng 银行 銀行 은행
insurance: insurance assurance assurances seguros seguro assicurazioni versicherung* verzekering* forsikring forsakring ubezpieczen pojistovna osiguranje sigorta biztosito vakuutus Страхов* تأمين بیمه انشورنس बीमा บริษัทประกันภัย bảo_hiểm 保险 保險 保険 보험
company: company companies compagnie compania companhia compagnia firma Компани* компані* شركة شرکت کمپنی कंपनी কোম্পানি บริษัท công_ty 公司 会社 회사
group: group groupe grupo gruppo gruppe groep grupa grup grubu gruppen konzern Групп* група مجموعة گروه ग्रुप গ্রুপ กลุ่ม tập_đoàn 集团 集團 グループ 그룹
holding: holding holdings hldgs hldg Холдинг* قابضة هلدینگ 控股 ホールディングス 홀딩스 지주
partners: partners partner partenaires socios partneri 合伙 パートナーズ 파트너스
service: service services servicio servicios servico servicos servizio servizi dienst dienste dienstleistungen tjanst uslugi sluzby hizmetleri svcs serv Служб* сервис* услуг* خدمات सेवा সেবা บริการ dịch_vụ 服务 服務 サービス 서비스
system: system systems systeme systemes sistema sistemas sistemi systemy sistemleri Систем* أنظمة نظام सिस्टम ระบบ hệ_thống 系统 系統 システム 시스템
union: union unions unione uniao unie unija birligi Союз* союз спілка اتحاد نقابة यूनियन ইউনিয়ন สหภาพ liên_hiệp 联合 聯合 連合 联盟 조합
museum: museum museums musee museo museu muzeum muzej muzeul muzesi museet muuseum* kirjandusmuuseum Музе* متحف موزه संग्रहालय জাদুঘর พิพิธภัณฑ์ bảo_tàng 博物馆 博物館 美术馆 美術館 박물관 미술관
library: library libraries bibliotheque biblioteca bibliothek biblioteka knihovna kutuphane kirjasto bibliotek Библиотек* бібліотек* مكتبة کتابخانه पुस्तकालय ห้องสมุด thư_viện 图书馆 圖書館 図書館 도서관
station: station estacion estacao stazione stacja stanice istasyonu Станци* станці* محطة ایستگاه स्टेशन สถานี trạm 站 駅 역
hotel: hotel hotels Отель гостиниц* فندق هتل होटल โรงแรม khách_sạn 酒店 饭店 旅館 ホテル 호텔
pharmacy: pharmacy pharmacies pharmacie farmacia apotheke apteka apotek eczanesi lekarna ljekarna Аптек* аптека صيدلية داروخانه 药房 藥房 药店 藥局 薬局 약국
restaurant: restaurant restaurants restaurante ristorante restauracja restoran Ресторан* مطعم رستوران रेस्टोरेंट ภัตตาคาร 餐厅 餐廳 レストラン 식당
church: church eglise iglesia igreja chiesa kirche kerk kirken kyrka kosciol Церков* كنيسة 教会 教會 교회
trust: trust trusts trustees 信托 信託 신탁
factory: factory plant works usine fabrica fabbrica fabrik werk fabryka zavod fabrikasi tehdas Завод* фабрик* مصنع کارخانه कारखाना โรงงาน nhà_máy 厂 工厂 工廠 工場 공장
airport: airport aeroport aeropuerto aeroporto flughafen lufthavn lotnisko letiste havalimani lentoasema Аэропорт* مطار فرودگاه हवाई_अड्डा ท่าอากาศยาน sân_bay 机场 機場 空港 공항
port: port ports puerto porto hafen havn limani satama Порт* ميناء بندر बंदरगाह ท่าเรือ cảng 港口 港 항만
railway: railway railways railroad rail ferroviaire ferrocarriles ferrovie ferrovias eisenbahn bahn jernbane kolej zeleznice demiryollari vasut Железн*_дорог* железная железных سكة_حديد راه_آهن रेलवे রেলওয়ে รถไฟ đường_sắt 铁路 鐵路 鉄道 電鉄 철도
bus: bus buses autobus avtobus Автобус* حافلات 公交 公車 巴士 バス 버스
airline: airline airlines airways aerolineas aerienne linee_aeree luftfahrt lentoyhtio hava_yollari Авиалини* авіалінії طيران هواپیمایی एयरलाइंस สายการบิน hàng_không 航空 항공
telecom: telecom telecommunications telecommunication telekom telecomunicaciones telecomunicacoes telecomunicazioni telekomunikac* telecommunicaties Телеком* телекоммуникац* اتصالات مخابرات दूरसंचार টেলিযোগাযোগ โทรคมนาคม viễn_thông 电信 電信 通信 통신
court: court courts cour tribunal tribunale gericht sad soud sud mahkemesi Суд* محكمة دادگاه न्यायालय আদালত ศาล tòa_án 法院 裁判所 법원
police: police policia polizia polizei politi policja policie policija polisi poliisi Полици* поліці* شرطة پلیس पुलिस পুলিশ ตำรวจ cảnh_sát 警察 公安 경찰
army: army armee ejercito exercito esercito heer wojsko armada ordusu Арми* جيش ارتش सेना সেনা กองทัพ quân_đội 军 陸軍 군
headquarters: headquarters hq headquarter hauptsitz siege 总部 總部 本社 본사
branch: branch sucursal filiale filial zweigstelle succursale Филиал* فرع شعبه शाखा শাখা สาขา chi_nhánh 分公司 支行 分行 支店 지점
division: division divisions direction directorate direccion direcao direzione direktion direktorat Дирекци* дивизион مديرية مدیریت निदेशालय 司 本部
procurement: procurement purchasing beschaffung achats compras acquisti einkauf zakupki Закупк* مشتريات 采购 採購 調達 구매
district: district districts distrito distretto bezirk kreis okres powiat ilcesi Район* округ* منطقة ناحیه जिला জেলা อำเภอ huyện 区 區 지구 구
city: city ville ciudad cidade citta stadt stad grad miasto mesto miasta sehir kaupunki by kommune kommun Город* місто مدينة شهر नगर শহর เมือง thành_phố tp 市 시 town municipality municipio municipal municipality* municipalite gemeinde gmina obec belediyesi comune mairie Муниципал* بلدية شهرداری नगरपालिका পৌরসভা เทศบาล
county: county counties comte condado contea landkreis grafschaft zupanija hrabstwo Графство 县 縣 군
province: province provincial provincia provinz prowincja provincie Провинци* област* область محافظة استان प्रांत 省 도 prefecture prefectural prefeitura 県 府
region: region regional region* regiao regione regionale regional* Регион* إقليم منطقه क्षेत्र অঞ্চল ภาค vùng 地区 地區 지역 area
"""
