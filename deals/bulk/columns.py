"""What a column of a file may mean: one for each answer, with the headings by which it is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from deals import answers
from validation.opportunity import words

PARTNER, PRODUCTS, PEOPLE_MOST = "partner", "products", 2
# Without these nobody could tell one row from another.
NEEDED = ("customer_name", "project_name")
DAYS = ("tender_on", "implementation_from", "implementation_until", "price_application_on", "close_on")


@dataclass(frozen=True)
class Column:
    """One meaning of a column. `headings` are other names for it, parted by bars; `example` fills the template."""

    name: str
    help: Any
    headings: str
    example: str = ""
    label: Any = ""
    number: int = 0

    @property
    def title(self) -> str:
        if self.number:
            return now_("Person %(number)d: %(what)s") % {"number": self.number, "what": self.label}
        return str(self.label) or answers.label(self.name)

    @property
    def field(self) -> str:
        """The answer it gives a part of, as the rules name it."""
        return "decision_chain" if self.number else self.name


_DAY = _("A day, such as 2027-03-31.")
_COUNTRY = _("Two letters or the name, such as TH or Thailand.")
_ONE_OF = _("One of the words on the sheet of codes.")
_PERSON = (
    ("role", _("Role"), _ONE_OF, "Decision maker",
     "role of contact|contact role|position|rolle|funktion|rôle|fonction|cargo|función|角色|职务|联系人职务|الدور|المنصب"),
    ("influence", _("Influence"), _ONE_OF, "High", "einfluss|influencia|影响力|التأثير"),
    ("name", _("Name"), _("Name and surname, as the customer writes them."), "Somchai Jaidee",
     "contact|contact name|decision maker|contact person|ansprechpartner|entscheider|nom du contact|contacto|"
     "联系人|联系人姓名|决策人|جهة الاتصال|صاحب القرار"),
    ("email", _("Business e-mail"), _("Such as name@example.com."), "somchai@example.com",
     "contact email|contact e-mail|email|e-mail|mail|e-mail-adresse|courriel|correo|邮箱|电子邮件|联系人邮箱|البريد الإلكتروني"),
    ("phone", _("Business phone"), "", "+66 2 555 0100",
     "contact phone|phone|telephone|telefon|téléphone|teléfono|电话|联系电话|الهاتف"),
)  # fmt: skip


def _people() -> Iterator[Column]:
    for number in range(1, PEOPLE_MOST + 1):
        for name, label, hint, example, headings in _PERSON:
            known = headings if number == 1 else ""
            yield Column(
                f"person_{number}_{name}", hint, known, example if number == 1 else "", label, number
            )


COLUMNS = (
    Column(PARTNER, _("The partner your company registers for, by its name or register number."),
           "on behalf of|reseller|partner name|für partner|händler|revendeur|partenaire|distribuidor|合作伙伴|代理商|الشريك",
           label=_("Who the deal is for")),
    Column("customer_name", _("The full legal name, as on the customer's own papers."),
           "customer|client|account|account name|end customer|end user|company|kunde|kundenname|endkunde|client final|"
           "nom du client|cliente|nombre del cliente|客户|客户名称|最终客户|客户名|العميل|اسم العميل", "Royal Irrigation Department"),
    Column("customer_country", _COUNTRY,
           "customer country|country of customer|land des kunden|kundenland|pays du client|país del cliente|"
           "客户国家|客户所在国家|بلد العميل", "TH"),
    Column("customer_domain", _("Such as example.com."),
           "customer domain|domain|website|web site|web|url|webseite|site web|sitio web|网站|域名|客户网站|الموقع الإلكتروني|النطاق",
           "rid.example"),
    Column("tax_number", "",
           "tax number|tax id|vat|vat number|register number|registration number|ust-id|umsatzsteuer-id|steuernummer|"
           "numéro de tva|siret|nif|cif|rfc|税号|统一社会信用代码|注册号|الرقم الضريبي", "0994000158378"),
    Column("installation_country", _COUNTRY,
           "country|installation country|delivery country|land|installationsland|pays|país|安装国家|国家|البلد|بلد التركيب", "TH"),
    Column("installation_city", "",
           "city|installation city|town|ort|stadt|ville|ciudad|城市|安装城市|المدينة", "Bangkok"),
    Column("project_name", _("As the customer calls it: its purpose, place and year make it specific."),
           "project|opportunity|opportunity name|deal|deal name|projekt|projektname|vorhaben|projet|nom du projet|proyecto|"
           "nombre del proyecto|项目|项目名称|商机名称|المشروع|اسم المشروع", "Flood control data centre, Bangkok 2027"),
    Column("deal_kind", _ONE_OF, "deal type|type of deal|type|art|typ|tipo|项目类型|نوع الصفقة", "New project"),
    Column("budget", _("In figures, such as 250000 or 250,000.00."),
           "amount|deal value|value|deal size|volume|estimated value|betrag|wert|budgetbetrag|volumen|montant|importe|"
           "presupuesto|金额|预算|项目金额|预算金额|الميزانية|المبلغ|القيمة", "1250000.00"),
    Column("currency", _("Three letters, such as USD."), "währung|devise|moneda|币种|货币|العملة", "THB"),
    Column("tender_published", _("Yes or no."),
           "public tender|tender|ausschreibung|appel d'offres|licitación|公开招标|是否招标|مناقصة عامة", "no"),
    Column("tender_number", _("Needed once a public tender is published."),
           "tender no|ausschreibungsnummer|numéro d'appel d'offres|número de licitación|招标编号|رقم المناقصة"),
    Column("tender_on", _DAY, "tender date|ausschreibungsdatum|招标日期|تاريخ المناقصة"),
    Column(PRODUCTS, _("Codes or names, parted by semicolons; a quantity goes before: 12 x Firewalls."),
           "product|product line|product lines|solution|solutions|produkt|produkte|produit|produits|producto|productos|"
           "产品|产品线|解决方案|المنتجات|المنتج", "{product}", _("Products or solutions")),
    *_people(),
    Column("implementation_from", _DAY,
           "implementation start|start date|start|project start|beginn|startdatum|projektbeginn|début|date de début|inicio|"
           "fecha de inicio|实施开始|实施开始日期|开始日期|بداية التنفيذ|تاريخ البدء", "{+90}"),
    Column("implementation_until", _DAY,
           "implementation end|end date|end|project end|ende|enddatum|projektende|fin|date de fin|fecha de fin|"
           "实施结束|实施结束日期|结束日期|نهاية التنفيذ|تاريخ الانتهاء", "{+180}"),
    Column("price_application_on", _("At least as many days from now as your policy says."),
           "price application|price application date|price request|preisanfrage|demande de prix|solicitud de precio|"
           "价格申请|价格申请日期|计划价格申请日期|طلب السعر", "{+45}"),
    Column("close_on", _DAY,
           "close date|closing date|expected close|expected order|order date|abschluss|abschlussdatum|date de clôture|"
           "fecha de cierre|预计签单|预计签单日期|预计成交日期|تاريخ الإغلاق", "{+80}"),
    Column("stage", _ONE_OF, "sales stage|phase|vertriebsphase|étape|etapa|销售阶段|阶段|المرحلة", "Solution agreed"),
    Column("competitors", _("Names, separated by commas."),
           "competition|competitor|wettbewerb|wettbewerber|concurrents|competidores|竞争对手|المنافسون"),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}


def offered(*, behalf: bool) -> tuple[Column, ...]:
    """The meanings a company may give: only a distributor says for whom."""
    return COLUMNS if behalf else COLUMNS[1:]


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
        for heading in (column.name, *titles, *column.headings.split("|")):
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
