"""Legal forms of organisations and small words that carry no identity, romanised as the names are."""

FORMS = frozenset(
    """
    ltd limited ltda lda llc llp lllp lp llp pllc plc inc incorporated corp corporation co cos company companies
    pty pte pvt pt tbk bhd sdn berhad sa sas sasu sarl sarlau sca scs snc eurl spa srl srls sapa sl slu slne sau
    sab sapi cv rl gmbh ggmbh mbh ag kg kgaa ohg gbr ug ev eg ek se bv nv vof cvba bvba sprl asbl vzw aisbl ab
    hb kb aps as asa ans ks oy oyj ky tmi ehf hf sf oao ooo zao pao ao nao too tov pat prat vat chp gup fgup
    mup ip spzoo spolka zoo sro spol vos akc doo dd ad dno jsc ojsc cjsc pjsc ooc kft zrt nyrt bt rt kht
    uab mb sia oü ou osauhing aktsiaselts eood ood ead epe ae oe ee ike jv fze fzco fzc wll llc saog saoc qsc
    psc kscc ksc kscp bsc sae sal gk kk yk kabushiki kaisha yugen godo goshi gaisha unltd unlimited aktiengesellschaft
    aktiebolag aktieselskab naamloze vennootschap besloten anonim sirketi sti anonyme societe sociedad sociedade
    anonima responsabilite limitee limitada responsabilidad obshchestvo aktsionernoe aktsionernoye otkrytoe
    zakrytoe publichnoe ogranichennoy otvetstvennostyu akcionerne spolecnost dioniko drustvo registered private
    aktien mutual lc pc pa apc na nl rf sicav gie scop scp sci scea eirl ltee ltd. ips spzoo cic cio ccc dac clg uc
    kommanditgesellschaft eingetragene genossenschaft sociedade por accoes acciones perseroan persero terbuka perusahaan
    jointstock stock joint jv inh holdg ord shs reg adr gdr
    eireli unipessoal publ jdoo scrl senc suarl shpk pcl mchj osoo zhshs khkhk ctcp tnhh sendirian terbatas proprietary
    aksjeselskap allmennaksjeselskap anpartsselskab kommanditselskab kommanditbolag handelsbolag aktiebolaget osakeyhtio
    kommandiittiyhtio hlutafelag einkahlutafelag teoranta cyfyngedig haftungsbeschrankt simplifiee limitata spolocnost
    reszvenytarsasag
    """.split()
)

STOP = frozenset(
    """
    the of and for in on at to by a an or with from de la le les des du el los las del dell della dello delle degli
    dei di da do dos das e y i et en und der die das dem den fur von zu zur zum im am vom an des van het een voor op
    og for pa av til och for i un une uno una ed al per con por para na w z ve ile u o ob pri iz od za s v na
    po dlya imeni im nam ta va bo no fi li lil bi wa um ki ka ke ko va the its ng sa si dan yang fakulta mt
    """.split()
)

# Forms of several words, and short ones that only their points or quotation marks tell from a word.
PHRASES = tuple(
    spelling.strip()
    for spelling in """
    gesellschaft mit beschränkter haftung | ges.m.b.h. | ges. m.b.h. | fz-llc | public company limited
    société à responsabilité limitée | société par actions simplifiée | societa per azioni | società per azioni
    società a responsabilità limitata | sociedad de responsabilidad limitada | sociedad anónima cerrada
    sp. z o.o. | sp. z o. o. | sp z o.o. | sp. z oo | sp z oo | sp.z o.o. | sp. j. | sp.j. | sp. k. | sp.k.
    spółka z ograniczoną odpowiedzialnością | spółka akcyjna | spółka jawna | spółka komandytowa
    spol. s r.o. | spol. s r. o. | spol.s r.o. | s r.o. | akciová společnost | akciová spoločnosť
    společnost s ručením omezeným | spoločnosť s ručením obmedzeným
    korlátolt felelősségű társaság | zártkörűen működő részvénytársaság | nyilvánosan működő részvénytársaság
    društvo s ograničenom odgovornošću | društvo sa ograničenom odgovornošću | dioničko društvo | akcionarsko društvo
    družba z omejeno odgovornostjo | delniška družba | sh.p.k. | sh.a. | societate cu răspundere limitată
    uždaroji akcinė bendrovė | akcinė bendrovė | akciju sabiedrība | sabiedrība ar ierobežotu atbildību
    perseroan terbatas | sendirian berhad | anonim şirketi | limited şirketi | məhdud məsuliyyətli cəmiyyəti
    công ty cổ phần | công ty tnhh | công ty trách nhiệm hữu hạn | trách nhiệm hữu hạn | một thành viên
    общество с ограниченной ответственностью | публичное акционерное общество | закрытое акционерное общество
    открытое акционерное общество | акционерное общество | товариство з обмеженою відповідальністю
    публічне акціонерне товариство | приватне акціонерне товариство | акціонерне товариство
    таварыства з абмежаванай адказнасцю | жауапкершілігі шектеулі серіктестігі | акционерлік қоғамы
    дружество с ограничена отговорност | акционерно дружество | друштво са ограниченом одговорношћу
    ανώνυμη εταιρεία | ανώνυμη εταιρία | εταιρεία περιορισμένης ευθύνης
    ش.م.م | ش.م.ع | ش.م.ك | ش.م.ل | ذ.م.م | ذات مسؤولية محدودة | ذات المسؤولية المحدودة | مساهمة عامة
    المساهمة العامة | مساهمة مقفلة | شركة مساهمة | سهامی عام | سهامی خاص | با مسئولیت محدود
    בע"מ | בע״מ | בערבון מוגבל | प्राइवेट लिमिटेड | प्रा. लि. | प्रा.लि.
    """.replace("\n", "|").split("|")
    if spelling.strip()
)

CJK_FORMS = (
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "有限公司",
    "股份公司",
    "股份",
    "カブシキガイシャ",
    "カブシキカイシャ",
    "ユウゲンガイシャ",
    "ユウゲンカイシャ",
    "ゴウドウガイシャ",
    "ゴウドウカイシャ",
    "ゴウシガイシャ",
    "ザイダンホウジン",
    "シャダンホウジン",
    "コウエキザイダンホウジン",
    "イッパンザイダンホウジン",
    "ガッコウホウジン",
    "イリョウホウジン",
    "コーポレーション",
    "カンパニー",
    "リミテッド",
    "集团公司",
    "总公司",
    "株式会社",
    "株式會社",
    "有限會社",
    "有限会社",
    "合同会社",
    "合資会社",
    "(株)",
    "(有)",
    "(財)",
    "(社)",
    "公益財団法人",
    "一般財団法人",
    "財団法人",
    "公益社団法人",
    "一般社団法人",
    "社団法人",
    "国立大学法人",
    "公立大学法人",
    "学校法人",
    "医療法人社団",
    "医療法人財団",
    "社会医療法人",
    "医療法人",
    "社会福祉法人",
    "特定非営利活動法人",
    "独立行政法人",
    "国立研究開発法人",
    "宗教法人",
    "地方独立行政法人",
    "公司",
    "주식회사",
    "(주)",
    "유한회사",
    "유한책임회사",
    "합자회사",
    "합명회사",
    "재단법인",
    "사단법인",
    "학교법인",
    "의료법인",
    "사회복지법인",
    "ห้างหุ้นส่วนจำกัด",
    "บริษัท",
    "จำกัด",
    "มหาชน",
)
