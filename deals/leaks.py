"""Words to the partner must not tell what it must never learn: another partner, a record, another registration.

Rulebook, *What a partner must never learn*. Said before a letter is previewed or sent, by every verb whose words reach
the partner.
"""

import re

from django.utils.translation import gettext as _

from deals.models import Check, Registration
from deals.refusals import Refused
from partners.models import Partner
from validation.opportunity import fold

# Our references, and the ids of records as Salesforce writes them.
REFERENCE = re.compile(r"\bDR-[0-9A-Z]{4}-[0-9A-Z]{4}\b", re.IGNORECASE)
RECORD = re.compile(r"\b006[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?\b")
SHORTEST = 4
LEGAL_FORMS = frozenset(
    "co ltd limited inc corp corporation llc gmbh ag sa sarl bv plc pte pty company group".split()
)


def require_none(row: Registration, *texts: str) -> None:
    """Raise Refused, naming the words in the way, when a text tells the partner of others."""
    text = " ".join(part for part in texts if part).strip()
    if not text:
        return
    found = next((name for name in _told(row, text)), "")
    if found:
        raise Refused(
            _("“%s” tells the partner of somebody else’s deal. Take it out: the coded reason says enough.")
            % found,
            about="words",
        )


def _told(row: Registration, text: str) -> list[str]:
    references = [match[0] for match in REFERENCE.finditer(text) if match[0].upper() != row.reference]
    return [
        *references,
        *(match[0] for match in RECORD.finditer(text)),
        *_records(row, text),
        *_partners(row, text),
    ]


def _records(row: Registration, text: str) -> list[str]:
    """Ids of the records that stood beside the case whenever somebody looked, and their account managers."""
    beside = [
        each
        for check in Check.objects.filter(registration=row, code__in=("pipeline", "single"))
        for each in check.evidence.get("records", ())
    ]
    ids = {str(each.get("record", "")) for each in beside} - {"", row.reference}
    managers = {str(each.get("account_manager", "")) for each in beside}
    said, plain = text.casefold(), f" {_plain(text)} "
    return sorted(
        [
            *(each for each in ids if len(each) >= SHORTEST and each.casefold() in said),
            *(name for name in managers if _tells_person(name, plain)),
        ]
    )


def _tells_person(name: str, said: str) -> bool:
    """Whether a text names a person; a name in a script without spaces stands anywhere in it."""
    plain = _plain(name)
    return bool(plain) and (f" {plain} " in said or (not plain.isascii() and plain in said))


def _partners(row: Registration, text: str) -> list[str]:
    said = f" {_plain(text)} "
    own = {row.partner_id, row.distributor_id}
    customer = f" {_plain(row.customer_name)} "
    names = ((pk, name) for pk, name in Partner.objects.values_list("pk", "name") if pk not in own)
    return [name for _pk, name in names if _named(name, said) and not _named(name, customer)]


def _named(name: str, said: str) -> bool:
    words = [word for word in _plain(name).split() if word not in LEGAL_FORMS]
    short = " ".join(words)
    return len(short) >= SHORTEST and f" {short} " in said


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", fold(text)).split())
