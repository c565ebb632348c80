"""Words of project names that say how something is bought or how it is made, and not what."""

NOISE = frozenset(
    """
    project projects projet projets projekt projekte projektet proyecto proyectos projeto projetos progetto progetti proje projesi proyek
    du an проект проекта проекту مشروع مشروعات مشاريع rfp rfq rfi itt tender tenders tendering procurement purchase purchasing bid acquisition
    implementation implementing supply install installation delivery deploy deployment deployments provision provisioning commissioning
    turnkey renewal renewals refresh refreshment replacement replacing replace upgrade upgrades upgrading expansion expanding extension
    extend rollout roll-out roll out build buildout construction introduction setup modernisation modernization modernise modernize
    transformation improvement enhancement overhaul optimisation optimization programme program initiative works plan rehabilitation
    migration package lot phase stage pilot poc renovation retrofit relocation consolidation design
    appel offres fourniture mise oeuvre renouvellement remplacement deploiement modernisation extension achat acquisition marche
    ausschreibung beschaffung erneuerung austausch ausbau erweiterung einfuhrung modernisierung lieferung aufbau vergabe ablosung neubau
    licitacion licitacao concurso compra adquisicion aquisicao suministro fornecimento renovacion renovacao despliegue implantacion
    implantacao implementacion implementacao ampliacion ampliacao expansao actualizacion atualizacao modernizacion modernizacao
    sustitucion substituicao reemplazo instalacion instalacao mejora pregao contratacion contratacao
    gara appalto fornitura rinnovo aggiornamento ampliamento sostituzione realizzazione ammodernamento installazione acquisto
    ihale ihalesi alimi alim yenileme kurulum kurulumu yukseltme genisletme modernizasyonu tedarik tedariki
    przetarg zakup dostawa wymiana rozbudowa modernizacja wdrozenie budowa zamowienie
    pengadaan pembangunan peningkatan penggantian perluasan pemasangan mua sam dau thau nang cap thay mo rong trien khai lap dat
    тендер закупка закупки поставка поставки новый новая замена замены модернизация модернизации обновление обновления расширение расширения
    развертывание внедрение внедрения строительство создание построение монтаж установка реконструкция развитие конкурс аукцион
    مناقصة توريد تركيب تحديث تطوير توسعة توسيع استبدال تنفيذ شراء انشاء ترقية تجديد تجهيز عقد
    network platform system systems solution solutions service services new equipment infrastructure technology
    systeme solution plateforme reseau equipement sistema sistemas solucion solucao plataforma red rede rete equipo equipos equipamento
    equipamentos loesung losung anlage anlagen netz netzwerk sistemi sistem cozumu cozum система системы системе оборудование
    оборудования решение платформа сети сеть نظام انظمة شبكة منصة حلول اجهزة
    site fy q1 q2 q3 q4 h1 h2 year annual framework contract agreement plus
    with without the of and for in at to on de la le les du des del el los las der die das den und et y e o a en em no na do da dos das
    per di il lo im am fur zur zum mit auf pour avec para con com ve icin i w z do dan untuk cho va и для по на в с от ل و من في
    """.split()
)

# Words of project names that are part of some wording or say little, and are never a place.
GENERIC = frozenset(
    """
    enterprise smart digital corporate high primary secondary unified virtual hardware equipment devices racks units capacity
    works package annual maintenance support licence license licences licenses managed centralised centralized integrated
    intelligent next generation converged distributed modular campaign rooms sites offices branches users seats core edge
    research scientific government public private medical classroom telephony analysis appliance security perimeter
    """.split()
)

# The same of scripts without spaces, longest first where one begins another.
UNSPACED_NOISE = (
    "建设项目 采购项目 改造项目 升级项目 扩容项目 更新项目 建设工程 改造工程 升级改造 更新改造 公开招标 招标项目 项目 工程 建设 采购 招标 升级 改造 扩容 更新 部署 新建 实施 替换 更换 "
    "系统 平台 设备 服务 方案 配套 整備事業 導入事業 更新事業 整備 導入 構築 更改 増強 拡張 刷新 調達 事業 プロジェクト システム 一式 "
    "구축사업 도입사업 고도화사업 구축 도입 교체 증설 고도화 사업 프로젝트 시스템 구매 โครงการ จัดซื้อ จัดหา ติดตั้ง ปรับปรุง ระบบ พร้อม"
).split()

# Older forms of Chinese characters beside those written today, pair by pair.
_FORMS = (
    "網网 絡络 無无 線线 區区 園园 電电 腦脑 機机 據数 數数 儲储 雲云 災灾 備备 擬拟 體体 閃闪 陣阵 醫医 療疗 視视 訊讯 議议 會会 監监 "
    "慧慧 課课 學学 習习 話话 語语 統统 調调 維维 護护 設设 購购 採采 標标 項项 擴扩 換换 舊旧 設设 寬宽 頻频 纖纤 傳传 輸输 層层 "
    "匯汇 骨骨 幹干 測测 運运 營营 計计 劃划 構构 務务 業业 碼码 資资 訊讯 應应 級级 階阶 樓楼 廠厂 東东 南南 總总 辦办 處处 號号 "
    "棟栋 萬万 實实 驗验 驅驱 變变 壓压 陽阳 發发 儲储 態态 勢势 異异 複复 還还 復复 門门 鎖锁 車车 軌轨 鐵铁 燈灯 橋桥 場场 "
    "聯联 繫系 顯显 製制 屬属 節节 點点 樞枢 紐纽 邊边 緣缘 際际 載载 負负 當当 責责 審审 賬账 檔档 歸归 獨独 雙双 黃黄 龍龙 "
    "來来 個个 們们 這这 對对 於于 開开 關关 問问 間间 長长 馬马 鳥鸟 魚鱼 圖图 書书 館馆 銀银 錢钱 經经 濟济 財财 貿贸 產产 "
    "員员 師师 專专 黨党 國国 華华 廣广 灣湾 縣县 鄉乡 鎮镇 島岛 農农 環环 優优 協协 團团 幣币 衛卫 藥药 動动 術术 藝艺 聲声 樂乐"
)
SIMPLER = str.maketrans({pair[0]: pair[1] for pair in _FORMS.split()})
