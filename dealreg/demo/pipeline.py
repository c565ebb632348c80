"""The vendor's pipeline of the demo: two thousand invented opportunities, the same ones each time."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

ROWS = 2000
FIRST = ("Amber", "Baltic", "Cedar", "Delta", "Ember", "Falcon", "Garnet", "Harbour", "Indigo", "Jasper", "Kestrel",
         "Lotus", "Mango", "Nimbus", "Opal", "Pioneer", "Quartz", "Raven", "Saffron", "Tamarind", "Umbra")  # fmt: skip
SECOND = ("Logistics", "Bank", "Hospital", "University", "Retail", "Airways", "Energy", "Water", "Telecom", "Foods",
          "Insurance", "Steel", "Port Authority", "Media", "Textiles")  # fmt: skip
FORMS = {
    "TH": "Co., Ltd.",
    "SG": "Pte. Ltd.",
    "DE": "GmbH",
    "FR": "S.A.",
    "KE": "Ltd",
    "BR": "S.A.",
    "AE": "LLC",
}
PROJECTS = ("Core network refresh", "Storage consolidation", "Campus wireless", "Private cloud", "Backup modernisation",
            "Data centre power", "Branch firewalls", "Server renewal")  # fmt: skip
LINES = ("network.switch", "storage.flash", "network.wlan", "cloud.stack", "storage.backup", "power.ups",
         "security.firewall", "compute.server")  # fmt: skip
OWNERS = ("Malee Srisai", "Klara Vogt", "Peter Njoroge", "Beatriz Rocha", "Layla Haddad")
# The account manager's own records of two deals that partners register in the demo.
PLANTED = (
    {"record_id": "006-PLANTED-1", "customer_name": "Siam Orchid Hospital", "country": "TH", "city": "Bangkok",
     "project_name": "All-flash storage for radiology", "product_lines": "storage.flash", "amount": "310000"},
    {"record_id": "006-PLANTED-2", "customer_name": "暹罗兰花医院", "country": "TH", "city": "Bangkok",
     "project_name": "Backup for the new wing", "product_lines": "storage.backup", "amount": "90000"},
)  # fmt: skip


def rows(at: datetime) -> Iterator[tuple[int, dict[str, str]]]:
    """The pipeline file as of `at`, one (line, cells) a row."""
    chance = random.Random(7)
    for number in range(ROWS):
        country = chance.choice(sorted(FORMS))
        name = f"{chance.choice(FIRST)} {chance.choice(SECOND)}"
        kind = chance.randrange(len(PROJECTS))
        yield (
            number + 2,
            {
                "record_id": f"006-{number:05}",
                "customer_name": f"{name} {FORMS[country]}",
                "project_name": f"{PROJECTS[kind]} {chance.choice(('phase 1', 'phase 2', 'head office', 'west site'))}",
                "country": country,
                "amount": str(chance.randrange(20, 900) * 1000),
                "currency": "USD",
                "product_lines": LINES[kind],
                "close_date": (at + timedelta(days=chance.randrange(10, 300))).date().isoformat(),
                "created_at": (at - timedelta(days=chance.randrange(20, 400))).isoformat(),
                "owner": OWNERS[number % len(OWNERS)],
            },
        )
    for line, planted in enumerate(PLANTED, start=ROWS + 2):
        yield (
            line,
            planted
            | {"owner": OWNERS[0], "currency": "USD", "created_at": (at - timedelta(days=60)).isoformat()},
        )
