"""The other names of a column, as files of many languages head it, and how headings are matched to answers."""

from functools import cache

from django.conf import settings
from django.utils.translation import override

from deals.bulk.columns import COLUMNS, offered
from validation.opportunity import words

# Besides the code of the answer and its title in each language of the portal.
HEADINGS = {
    "partner": """
        on behalf of | reseller | partner name | für partner | händler | revendeur | partenaire |
        distribuidor | 合作伙伴 | 代理商 | الشريك
    """,
    "customer_name": """
        customer | client | account | account name | end customer | end user | company | kunde |
        kundenname | endkunde | client final | nom du client | cliente | nombre del cliente | 客户 | 客户名称
        | 最终客户 | 客户名 | العميل | اسم العميل
    """,
    "customer_country": """
        customer country | country of customer | land des kunden | kundenland | pays du client | país
        del cliente | 客户国家 | 客户所在国家 | بلد العميل
    """,
    "customer_domain": """
        customer domain | domain | website | web site | web | url | webseite | site web | sitio web |
        网站 | 域名 | 客户网站 | الموقع الإلكتروني | النطاق
    """,
    "tax_number": """
        tax number | tax id | vat | vat number | register number | registration number | ust-id |
        umsatzsteuer-id | steuernummer | numéro de tva | siret | nif | cif | rfc | 税号 | 统一社会信用代码 | 注册号
        | الرقم الضريبي
    """,
    "installation_country": """
        country | installation country | delivery country | land | installationsland | pays | país |
        安装国家 | 国家 | البلد | بلد التركيب
    """,
    "installation_city": """
        city | installation city | town | ort | stadt | ville | ciudad | 城市 | 安装城市 | المدينة
    """,
    "project_name": """
        project | opportunity | opportunity name | deal | deal name | projekt | projektname | vorhaben
        | projet | nom du projet | proyecto | nombre del proyecto | 项目 | 项目名称 | 商机名称 | المشروع | اسم
        المشروع
    """,
    "deal_kind": """
        deal type | type of deal | type | art | typ | tipo | 项目类型 | نوع الصفقة
    """,
    "budget": """
        amount | deal value | value | deal size | volume | estimated value | betrag | wert |
        budgetbetrag | volumen | montant | importe | presupuesto | 金额 | 预算 | 项目金额 | 预算金额 | الميزانية |
        المبلغ | القيمة
    """,
    "currency": """
        währung | devise | moneda | 币种 | 货币 | العملة
    """,
    "tender_published": """
        public tender | tender | ausschreibung | appel d'offres | licitación | 公开招标 | 是否招标 | مناقصة
        عامة
    """,
    "tender_number": """
        tender no | ausschreibungsnummer | numéro d'appel d'offres | número de licitación | 招标编号 | رقم
        المناقصة
    """,
    "tender_on": """
        tender date | ausschreibungsdatum | 招标日期 | تاريخ المناقصة
    """,
    "products": """
        product | product line | product lines | solution | solutions | produkt | produkte | produit |
        produits | producto | productos | 产品 | 产品线 | 解决方案 | المنتجات | المنتج
    """,
    "person_1_role": """
        role of contact | contact role | position | rolle | funktion | rôle | fonction | cargo |
        función | 角色 | 职务 | 联系人职务 | الدور | المنصب
    """,
    "person_1_influence": """
        einfluss | influencia | 影响力 | التأثير
    """,
    "person_1_name": """
        contact | contact name | decision maker | contact person | ansprechpartner | entscheider | nom
        du contact | contacto | 联系人 | 联系人姓名 | 决策人 | جهة الاتصال | صاحب القرار
    """,
    "person_1_email": """
        contact email | contact e-mail | email | e-mail | mail | e-mail-adresse | courriel | correo |
        邮箱 | 电子邮件 | 联系人邮箱 | البريد الإلكتروني
    """,
    "person_1_phone": """
        contact phone | phone | telephone | telefon | téléphone | teléfono | 电话 | 联系电话 | الهاتف
    """,
    "implementation_from": """
        implementation start | start date | start | project start | beginn | startdatum | projektbeginn
        | début | date de début | inicio | fecha de inicio | 实施开始 | 实施开始日期 | 开始日期 | بداية التنفيذ |
        تاريخ البدء
    """,
    "implementation_until": """
        implementation end | end date | end | project end | ende | enddatum | projektende | fin | date
        de fin | fecha de fin | 实施结束 | 实施结束日期 | 结束日期 | نهاية التنفيذ | تاريخ الانتهاء
    """,
    "price_application_on": """
        price application | price application date | price request | preisanfrage | demande de prix |
        solicitud de precio | 价格申请 | 价格申请日期 | 计划价格申请日期 | طلب السعر
    """,
    "close_on": """
        close date | closing date | expected close | expected order | order date | abschluss |
        abschlussdatum | date de clôture | fecha de cierre | 预计签单 | 预计签单日期 | 预计成交日期 | تاريخ الإغلاق
    """,
    "stage": """
        sales stage | phase | vertriebsphase | étape | etapa | 销售阶段 | 阶段 | المرحلة
    """,
    "competitors": """
        competition | competitor | wettbewerb | wettbewerber | concurrents | competidores | 竞争对手 |
        المنافسون
    """,
}


def reading(heading: str) -> str:
    """A heading without what differs from file to file: case, accents, signs, and the unit in brackets behind it."""
    bare = heading.partition("(")[0].partition("（")[0].partition("[")[0]
    return " ".join(words(bare)) or " ".join(words(heading))


@cache
def known_headings() -> dict[str, str]:
    """Every heading that names a column without being asked: its code, its title in each language, its other names."""
    found: dict[str, str] = {}
    for column in COLUMNS:
        titles = []
        for language, _name in settings.LANGUAGES:
            with override(language):
                titles.append(column.title)
        others = HEADINGS.get(column.name, "").split("|")
        for heading in (column.name, *titles, *others):
            if said := reading(heading):
                found.setdefault(said, column.name)
    return found


def matched(headings: list[str], remembered: dict[str, str], *, behalf: bool) -> list[str]:
    """What each column most likely means, "" for one to leave out; no meaning twice."""
    names = {column.name for column in offered(behalf=behalf)}
    found: list[str] = []
    for heading in headings:
        said = reading(heading)
        name = remembered.get(said, known_headings().get(said, ""))
        found.append(name if name in names and name not in found else "")
    return found
