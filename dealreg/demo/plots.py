"""What happens to each registration of the demo: days before today, and the act of that day."""

from dataclasses import dataclass, field

Acts = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Plot:
    """One registration: who registers it, what it is, and its acts as (days ago, act), oldest first."""

    seller: str
    customer: str
    project: str
    product: str
    budget: int
    acts: Acts
    behalf_of: str = ""
    facts: dict[str, object] = field(default_factory=dict)


def kept_alive(since: int, until: int = 3, every: int = 20) -> Acts:
    """Counting updates from `since` days ago to `until` days ago."""
    return tuple((day, "update") for day in range(since - every, until, -every))


def approved(day: int) -> Acts:
    return ((day, "submit"), (day - 1, "approve"))


CUSTOMERS = (
    "Krungthep Rail Authority", "Mekong Delta Rice Mills", "Lumphini Tower Estates", "Penang Harbour Board",
    "Borneo Timber Exchange", "Sukhothai Ceramics Group", "Andaman Seafood Exports", "Java Sea Shipping",
    "Orchard Road Hospitality", "Singapura Clinical Labs", "Cebu Island Ferries", "Hanoi Textile Works",
    "Alpenblick Kliniken", "Rheinwerk Maschinenbau", "Elbtor Versicherung", "Nordsee Windpark", "Loire Vignobles",
    "Kraków Tramwaje", "Nairobi Tea Auctions", "Rift Valley Dairies", "Mombasa Container Terminal",
    "Serengeti Lodges", "Lagos Media House", "Cairo Metro Retail", "Dubai Falcon Aviation", "Riyadh Date Palms",
    "Jeddah Desalination", "Abu Dhabi Sky Gardens", "São Bento Hospitais", "Minas Aço", "Pantanal Energia",
    "Ipê Logística", "Puebla Autopartes", "Atacama Solar", "Valparaíso Puertos", "Oaxaca Café Unido",
)  # fmt: skip
HOME = {"chaophraya": "TH", "bangkokdata": "TH", "merlion": "SG", "nordlicht": "DE", "savannah": "KE",
        "andina": "BR", "gulfdist": "AE"}  # fmt: skip
SELLERS = {
    "chaophraya": "anan@chaophraya.example", "bangkokdata": "korn@bangkokdata.example",
    "merlion": "arjun@merlion.example", "nordlicht": "jonas@nordlicht.example",
    "savannah": "otieno@savannah.example", "andina": "diego@andina.example", "gulfdist": "omar@gulfdist.example",
}  # fmt: skip
SELLS = {
    "chaophraya": ("network.switch", "storage.flash", "security.firewall", "cloud.stack"),
    "bangkokdata": ("storage.flash", "compute.server", "storage.backup"),
    "merlion": ("cloud.stack", "network.wlan", "power.ups", "storage.flash"),
    "nordlicht": ("storage.backup", "compute.server", "power.pv"),
    "savannah": ("network.wlan", "power.pv"),
    "andina": ("power.pv", "network.switch", "storage.flash", "security.firewall"),
}  # fmt: skip
PROJECTS = {
    "network.switch": "Data centre network renewal", "network.wlan": "Wireless for all sites",
    "storage.flash": "All-flash storage for the core system", "storage.backup": "Ransomware-proof backup",
    "compute.server": "Virtualisation servers", "cloud.stack": "Private cloud, first stage",
    "power.ups": "Power for the new data hall", "power.pv": "Solar roof", "security.firewall": "Branch firewalls",
}  # fmt: skip

# State by state: how many, and what happened. Each takes the next company and customer in turn.
COURSES: tuple[tuple[int, Acts], ...] = (
    (5, ((4, "start"),)),
    (1, ((20, "start"),)),
    (3, ((1, "submit"),)),
    (2, ((2, "submit"), (1, "verify"))),
    (1, ((9, "submit"),)),
    (3, ((6, "submit"), (5, "return"))),
    (1, ((12, "submit"), (11, "return"), (9, "answer"), (8, "return"))),
    (4, (*approved(15),)),
    (2, (*approved(24),)),
    (2, (*approved(28),)),
    (4, (*approved(70), *kept_alive(70))),
    (2, (*approved(100), *kept_alive(100), (6, "price"))),
    (1, (*approved(60), *kept_alive(60), (9, "freeze"))),
    (2, (*approved(165), *kept_alive(165, 5, 18))),
    (1, (*approved(170), *kept_alive(170, 5, 18), (4, "ask extension"))),
    (1, (*approved(200), *kept_alive(200, 5, 18), (30, "ask extension"), (28, "extend"))),
    (4, (*approved(90), *kept_alive(90, 40), (30, "win"))),
    (3, (*approved(85), *kept_alive(85, 40), (33, "lose"))),
    (3, ((14, "submit"), (12, "withdraw"))),
    (2, (*approved(33),)),
    (2, (*approved(34), (1, "ask reinstatement"))),
    (2, (*approved(189), *kept_alive(189, 7, 18))),
    (3, ((18, "submit"), (16, "reject"))),
    (1, ((9, "submit"), (7, "reject"), (3, "appeal"))),
    (1, (*approved(40), *kept_alive(40), (16, "open hearing"), (13, "reply"), (10, "revoke"))),
    (1, (*approved(45), *kept_alive(45), (6, "open hearing"), (3, "reply"))),
    (1, (*approved(50), *kept_alive(50), (2, "open hearing"))),
)  # fmt: skip

PARTICULAR = (
    # One opportunity, two partners, two spellings: the earlier claim is approved, the later one is parked.
    Plot(SELLERS["chaophraya"], "Chulalongkorn Metro Hospital Public Company Limited", "Flash storage for radiology",
         "storage.flash", 420_000, ((10, "submit"), (9, "approve"))),
    Plot(SELLERS["bangkokdata"], "Chulalongkorn Metro Hospital PCL", "Flash storage for the radiology department",
         "storage.flash", 400_000, ((8, "submit"), (7, "park"))),
    # Already with an account manager.
    Plot(SELLERS["bangkokdata"], "Siam Orchid Hospital", "All-flash storage for radiology", "storage.flash", 300_000,
         ((2, "submit"),), facts={"installation_city": "Bangkok"}),
    # A distributor on behalf of partners it serves.
    Plot(SELLERS["gulfdist"], "Kilimanjaro Airports", "Wireless for two terminals", "network.wlan", 130_000,
         ((3, "submit"),), behalf_of="Savannah Tech Ltd", facts={"customer_country": "KE"}),
    Plot(SELLERS["gulfdist"], "Hansekontor Reederei", "Backup for the fleet office", "storage.backup", 95_000,
         ((17, "submit"), (16, "approve"), (15, "confirm")), behalf_of="Nordlicht IT GmbH",
         facts={"customer_country": "DE"}),
)  # fmt: skip


def plots() -> list[Plot]:
    """About sixty registrations, in every state."""
    made, names = list(PARTICULAR), list(SELLS)
    number = 0
    for count, acts in COURSES:
        for _each in range(count):
            company = names[number % len(names)]
            product = SELLS[company][(number // len(names)) % len(SELLS[company])]
            round_, place = divmod(number, len(CUSTOMERS))
            customer = CUSTOMERS[place] + (" Holding" if round_ else "")
            project = PROJECTS[product] + (", second site" if round_ else "")
            made.append(
                Plot(SELLERS[company], customer, project, product, 60_000 + 17_500 * (number % 23), acts,
                     facts={"customer_country": HOME[company]})
            )  # fmt: skip
            number += 1
    return made
