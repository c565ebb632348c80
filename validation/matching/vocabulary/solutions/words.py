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
    "員员 師师 專专 黨党 國国 華华 廣广 灣湾 縣县 鄉乡 鎮镇 島岛 農农 環环 優优 協协 團团 幣币 衛卫 藥药 動动 術术 藝艺 聲声 樂乐 "
    "虛虚 牆墙 難难 樁桩 椿桩 帶带 強强 錄录 錄录 權权 檢检 遠远 隨随 轉转 軟软 組组 編编 終终 響响 顧顾 額额 頁页 飛飞 "
    "導导 連连 達达 過过 進进 適适 選选 邏逻 鏈链 鍵键 鏡镜 鋼钢 錯错 鑰钥 閱阅 隊队 險险 隱隐 雜杂 離离 韓韩 項项 順顺 "
    "領领 頭头 題题 類类 風风 養养 餘余 駐驻 騰腾 鬥斗 齊齐 龐庞 偵侦 側侧 傑杰 債债 傷伤 價价 儀仪 億亿 償偿 剛刚 "
    "創创 劑剂 勞劳 勝胜 單单 嚴严 圍围 報报 塊块 塵尘 墾垦 壞坏 壯壮 夠够 夢梦 奧奥 媽妈 孫孙 寧宁 寶宝 寫写 將将 "
    "導导 屆届 嶺岭 幫帮 庫库 廢废 彈弹 後后 徑径 從从 恆恒 惡恶 慶庆 憑凭 憲宪 應应 懷怀 戰战 戲戏 戶户 執执 擊击 "
    "擇择 擔担 據据 攝摄 敗败 敵敌 斷断 時时 曉晓 條条 楊杨 極极 榮荣 槍枪 樣样 機机 檯台 歐欧 歲岁 歷历 殺杀 毀毁 "
    "決决 沒没 況况 淨净 減减 湯汤 溫温 準准 滅灭 滬沪 滿满 漁渔 潔洁 澤泽 濕湿 濱滨 瀏浏 灘滩 煙烟 熱热 爭争 牽牵 "
    "狀状 現现 瑪玛 瓊琼 畫画 療疗 盡尽 盤盘 眾众 礎础 禮礼 種种 稱称 穩稳 窮穷 競竞 筆笔 節节 範范 築筑 簡简 籌筹 "
    "糧粮 紅红 約约 紀纪 純纯 紙纸 細细 紹绍 結结 給给 絲丝 綠绿 綱纲 綜综 緊紧 線线 練练 縮缩 織织 續续 罰罚 羅罗 "
    "聖圣 聞闻 聽听 職职 肅肃 脈脉 臟脏 臨临 舉举 艦舰 莊庄 蓋盖 蔣蒋 蘇苏 蘭兰 補补 裝装 裡里 覺觉 觀观 訂订 記记 "
    "許许 訴诉 診诊 詞词 試试 詢询 該该 詳详 認认 誌志 誠诚 誤误 說说 誰谁 請请 諾诺 謀谋 證证 識识 譯译 讀读 變变 "
    "讓让 豐丰 貝贝 販贩 貨货 買买 費费 賀贺 賓宾 賣卖 質质 賴赖 贊赞 趙赵 軍军 輔辅 輛辆 輪轮 農农 郵邮 鄰邻 釋释 "
    "針针 鋪铺 鎖锁 鐘钟 鑫鑫 閉闭 陳陈 陸陆 階阶 雖虽 靈灵 靜静 頓顿 預预 頻频 顏颜 願愿 驟骤 鮮鲜 麗丽 黃黄 "
    "伝传 図图 営营 気气 変变 圧压 権权 検检 処处 発发 録录 総总 対对 蔵藏 広广 労劳 経经 済济 実实 験验 続续 単单 "
    "鉱矿 礦矿 塩盐 臓脏 剤剂 獣兽 薬药 辺边 関关 閲阅 隣邻 霊灵 顕显 帰归 戸户 弾弹 戦战 択择 沢泽 焼烧 県县 窓窗 "
    "聴听 脳脑 覧览 訳译 豊丰 軽轻 転转 郷乡 険险 隠隐 雑杂 頼赖 騒骚 応应 価价 両两 児儿 円圆 圏圈 団团 壱壹 売卖 "
    "専专 将将 巣巢 帯带 従从 徳德 恵惠 悪恶 抜拔 拡扩 挙举 捜搜 摂摄 斉齐 断断 暁晓 栄荣 桜樱 様样 槙槇 楽乐 歓欢 "
    "歯齿 歳岁 毎每 渋涩 温温 満满 滞滞 潜潜 瀬濑 災灾 為为 犠牺 独独 画画 畳叠 真真 瓶瓶 砕碎 禅禅 稲稻 穂穗 穏稳 "
    "竜龙 粛肃 絵绘 継继 緑绿 縦纵 繊纤 羅罗 芸艺 荘庄 蛍萤 衆众 触触 証证 読读 賛赞 践践 軌轨 輸输 遅迟 遠远 配配 "
    "醸酿 釈释 銭钱 鋭锐 錬炼 鎮镇 駆驱 駅驿 髄髓 魚鱼 鶏鸡 黒黑 黙默 斎斋 齢龄"
)
SIMPLER = str.maketrans({pair[0]: pair[1] for pair in _FORMS.split()})
