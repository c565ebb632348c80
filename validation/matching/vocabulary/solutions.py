"""Wordings of what a project buys, one solution a line, in the languages projects are named in.

Each wording is a set of word beginnings joined by ``+`` that must all occur; more of them make a surer reading.
The name before the slash is the family a solution belongs to.
"""

WORDINGS = """
campus/wireless: wifi wi-fi wi+fi wlan wireless+lan wireless+network wireless access+point sem+fio sans+fil inalambric drahtlos беспроводн вайфай واي+فاي لاسلكي 无线 無線 무선 와이파이 ไวไฟ kablosuz bezprzewod khong+day
campus/core-switch: core+switch core+network+switch lan+core backbone+switch coeur+reseau coeur+reseau+commut commutateur+coeur switch+nucleo nucleo+red nucleo+rede conmutador+nucleo troca+switch+core kern+switch core+commut коммутатор+ядр ядр+сет المحولات+الرئيسية محولات+رئيسية 核心交换机 核心交換器 核心+交换 コアスイッチ 코어+스위치 aggregation+switch distribution+switch data+center+switch campus+core core+lan spine+leaf switch+principal
campus/access-switch: access+switch access+layer edge+switch floor+switch poe+switch lan+access lan+switch access+lan workgroup+switch switch+acceso switch+acesso commutateur+acces switch+acces access-switch access+switches commutateurs+acces conmutador+acceso коммутатор+доступ محولات+الوصول محولات+وصول 接入交换机 接入+交换 poe交换机 接入交換器 アクセススイッチ 액세스+스위치 wired+lan lan+edge ethernet+switch
campus/network-management: network+management network+monitor nms nce imaster unified+network+management netzwerkmanagement netzmanagement gestion+red gestion+reseau supervision+reseau gerencia+rede monitoramento+rede gestao+rede network+controller управлени+сет мониторинг+сет إدارة+الشبكة ادارة+الشبكة ادارة+شبكة 网络管理 网管 網管 ネットワーク管理 네트워크+관리 network+observability network+visibility network+analytics noc+tool
campus/access-control-network: nac network+access+control 802.1x 准入控制
routing/backbone: mpls ip+backbone ip+core backbone+ip ip-backbone wan+backbone backbone+router core+router ip+transport dorsale+ip red+troncal rede+backbone магистральн+сет магистраль شبكة+mpls العمود+الفقري 骨干网 骨幹網 广域网 広域網 バックボーン 백본 segment+routing srv6 ip+network
routing/branch: branch+rout branch+wan remote+office+rout cpe+rout routers+branch rout+agenc roteador+agencia rout+sucursal rout+filial filialrout niederlassung+rout rout+remote sd-wan sdwan wan+edge маршрутизатор+филиал موجهات+الفروع موجهات+فروع 分支路由器 分支+路由 支店+ルータ 지점+라우터 branch+network branch+connect branch+gateway rout+edge
optical/metro: otn metro+optical metro+transport optical+ring optix metro+ring dwdm wdm roadm optical+transport optical+transmission anneau+optique anneau+otn reseau+optique anillo+optico anel+optico red+optica rede+optica optisch оптическ+сет городск+оптическ حلقة+ضوئية النقل+الضوئي شبكة+النقل+الضوئي الشبكة+الضوئية شبكة+ضوئية 城域光 城域otn 城域 光传输 光傳輸 波分 光伝送 광전송 optical+backbone fibre+ring fiber+ring lambda
optical/microwave: microwave richtfunk faisceaux+hertziens microondas радиорелей 微波
access/fibre: ftth fttx fttb gpon xgs-pon xgspon pon fibre+home fiber+home fibre+access fiber+access fibra+hogar fibra+casa fibre+domicile fibre+jusqu glasfaser fibre+rollout fiber+rollout broadband+access fibre+broadband fiber+broadband fibra+optica+acceso olt ont оптик+дом ألياف+المنازل الألياف 光纤到户 光纤接入 光纖到府 接入网 光アクセス 광가입자 последн+мил fibre+premises fiber+premises fibre+last+mile
access/mobile: lte 5g private+lte base+station ran 基站 专网 базов+станц
storage/primary: all-flash all+flash flash+storage flash+array flash+refresh afa ssd+storage ssd+primary primary+storage storage+array storage+refresh storage+replacement nvme san+storage san+refresh block+storage baie+stockage stockage+flash cabina+almacenamiento almacenamiento+flash storage+flash speichersystem armazenamento+flash систем+хранен флеш-массив флеш+массив схд مصفوفة+تخزين تخزين+فلاش 全闪存 全閃存 全闪 闪存 存储阵列 オールフラッシュ 올플래시 tier-1+storage tier+1+storage enterprise+storage
storage/imaging: pacs vna medical+imag imaging+archive radiology+storage radiology+archive radiology imag+archiv imagerie+medicale imagen+medica imagenes+medicas imagens+medicas bildarchiv dicom архив+медицин+изображен медицинск+изображен الصور+الطبية أرشيف+الصور أرشيف+طبية 影像 医学影像 医療画像 의료+영상 imaging+storage x-ray+archive
storage/backup: backup data+protection sauvegarde respaldo copia+seguridad datensicherung резервн+копир نسخ+احتياطي 备份 備份 バックアップ 백업 tape+library cyber+vault
storage/file: nas file+storage file+server object+storage scale-out+storage data+lake stockage+fichiers 文件存储 对象存储 ファイルサーバ
it/virtualisation: virtuali vmware vm+platform vm+migration hypervisor compute+cluster hyperconverged hci vsphere hyper-v esxi virtualisierung virtualisation+serveur virtualizacion virtualizacao virtualizzazione виртуализац الخوادم+الافتراضية محاكاة+الخوادم افتراضية 虚拟化 虛擬化 仮想化 가상화 vmware替换 server+consolidation server+farm
it/sap: sap hana s/4hana s4 s4hana erp+server erp+infrastruct erp+hardware erp+platform erp+hosting erp erp平台
it/hpc: hpc supercomput high+performance+comput research+comput compute+research hochleistungsrechner calcul+haute+performance calcul+intensif supercalculateur alto+desempenho alto+rendimiento supercomputador суперкомпьютер высокопроизводительн الحوسبة+عالية حاسوب+فائق عالية+الأداء عاليه+الأداء 高性能计算 超算 高效能運算 スーパーコンピュータ 슈퍼컴퓨터 고성능+컴퓨팅 scientific+comput numerical+simulation+cluster
it/ai: gpu+cluster ai+cluster ai+training ai+comput machine+learning+platform inference+cluster 智算 人工智能 ascend
it/desktop: vdi virtual+desktop desktop+virtual laptops notebooks thin+client workstation 桌面云 云桌面 仮想デスクトップ
it/database: database+platform gaussdb oracle+replacement big+data data+warehouse 数据库 大数据平台
cloud/private: private+cloud hybrid+cloud on-premise+cloud on-prem+cloud government+cloud cloud+platform cloud+stack cloud+build cloud+on+premise sovereign+cloud community+cloud nube+privada plataforma+nube nuvem+privada cloud+prive cloud+souverain plateforme+cloud private-cloud частн+облак облачн+платформ السحابة+الخاصة سحابة+خاصة منصة+سحابية 私有云 云平台 政务云 混合云 私有雲 プライベートクラウド 프라이빗+클라우드 openstack container+platform kubernetes iaas
cloud/data-centre: data+centre data+center datacent data-centre data-center dc+refresh dc+upgrade dc+moderni dc+renewal rechenzentrum rz-erneuerung rz+erneuerung centre+donnees centro+datos centro+dados центр+обработки+данн обработк+данн цод+модерниз дата-центр цод مركز+البيانات مركز+بيانات 数据中心 機房 机房 データセンター 데이터센터 server+room+moderni computer+room sala+servidores
cloud/recovery: dr+site disaster+recover dr+data+cent dr+centre drc secondary+data+cent backup+data+cent business+continuity bcp+site second+site standby+data+cent failover+site standby+site dr-standort ausweichrechenzentrum notfallrechenzentrum site+secours plan+reprise reprise+activite site+secondaire contingencia datos+alterno centro+alterno recuperacion+desastres recuperacao+desastres sitio+alterno резервн+цод катастрофоустойчив التعافي+من+الكوارث الموقع+البديل موقع+التعافي 灾备 容灾 災備 異地備援 災害復旧 ディザスタリカバリ 재해복구 dr+rechenzentrum
power/ups: ups uninterruptible power+backup backup+power battery+backup emergency+power usv onduleur no-break nobreak ибп бесперебойн تغذية+كهربائية+منقطعة غير+منقطعة مزود+الطاقة+اللامنقطعة اللامنقطعة طاقة+احتياطية 不间断电源 不斷電 無停電電源 무정전 standby+power critical+power alimentacion+ininterrumpida
power/solar: solar onduleur+solaire solaire photovoltai fotovoltai pv fusionsolar inverter солнечн фотоэлектр شمسية الطاقة+الشمسية 光伏 太陽能 太阳能 太陽光 태양광 gunes panneaux+solaires placas
power/storage: bess energy+storage battery+storage storage+battery batteriespeicher stockage+energie 储能 蓄電池
power/cooling: cooling hvac crac kuhlung refroidissement climatizacion 制冷 冷却 прецизионн+кондиц
power/charging: ev+charg charging+station ladestation borne+recharge 充电桩
collaboration/video: video+conferenc videoconferenc video-conferenc vc+room vc+solution boardroom meeting+room telepresence huddle conference+room conferenc+system idea+hub videokonferenz visioconference videoconferencia видеоконференц вкс المؤتمرات+المرئية مؤتمرات+الفيديو الاجتماعات+المرئية غرف+الاجتماعات قاعات+الاجتماعات 视频会议 会议室 視訊會議 会議室 テレビ会議 화상회의 회의실 visio+salle room+system sala+reunion
collaboration/classroom: classroom smart+class digital+class e-learning+class interactive+panel interactive+display interactive+whiteboard salles+classe klassenzimmer aulas aula+digital sala+aula horsaal digitale+klass умн+класс цифров+класс интерактивн+класс интерактивн+панел الفصول+الذكية فصول+ذكية 智慧教室 互动教室 教室 스마트+교실 電子黒板 lecture+hall teaching+room e-learning
collaboration/telephony: voip pbx ip-pbx ipt ip+telephony telephony telephone+system phone+system unified+communication uc+platform uc+system contact+cent call+cent ip-telefon ip+telefon telefonia telefonie telephonie tk-anlage tk+anlage unified-comm comunicaciones+unificadas comunicacoes+unificadas communications+unifiees телефон унифицированн+коммуникац الهاتف+الشبكي اتصالات+موحدة الاتصالات+الموحدة هاتف 统一通信 ip电话 電話 电话 통합+커뮤니케이션 전화 voice+platform softphone sip+trunk voice+system
vision/surveillance: cctv surveillance security+camera ip+camera camera+system camera+rollout camera+network camera video+monitor videouberwachung video+protection videoprotection videosurveillance videovigilancia videomonitoramento videosorveglianza camara+seguridad видеонаблюд камер+наблюд كاميرات+المراقبة كاميرات مراقبة 视频监控 监控 監視 監控 摄像 防犯カメラ 영상감시 감시 vigilancia
vision/access-control: access+control+system turnstile badge+reader 门禁
security/firewall: firewall ngfw utm pare-feu cortafuegos межсетев+экран جدار+الحماية جدار+ناري 防火墙 防火牆 ファイアウォール 방화벽 ips ids ddos perimeter+security
security/operations: siem soc+platform endpoint+security edr xdr zero+trust sase waf 态势感知 antivirus
structure/cabling: cabling cablage cableado verkabelung кабельн 布线 配線 structured+cabl
"""

NOISE = frozenset(
    """
    project projects projet projekt proyecto projeto progetto проект مشروع rfp rfq tender tenders procurement purchase
    implementation supply installation and the of for renewal renewals refresh replacement upgrade expansion rollout
    deployment build extension modernisation modernization programme program appel offres ausschreibung licitacion
    licitacao тендер закупка поставка مناقصة توريد новый erneuerung austausch ausbau remplacement renouvellement
    renovacion despliegue deploiement network platform system solution services service new phase stage fy site
    with without de la le du des del der die das und et y e в на и для по plus year annual framework contract agreement
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
