"""A hearing as the desk reads it: what the partner was told, and what it replied."""

from django.utils.translation import gettext as _

from deals.countdowns import in_words
from deals.models import Hearing


def hearing_words(hearing: Hearing) -> list[tuple[str, str, str]]:
    """Title, who and when in words, and the text: of the opening, and of the reply or its absence."""
    opened = _("%(name)s, %(at)s. The partner may reply until %(until)s.") % {
        "name": hearing.opened_by.name,
        "at": in_words(hearing.opened_at),
        "until": in_words(hearing.until),
    }
    told = [(_("Hearing before a revocation"), opened, hearing.words)]
    if hearing.replied_by is not None and hearing.replied_at is not None:
        who = f"{hearing.replied_by.name}, {in_words(hearing.replied_at)}"
        told.append((_("The partner’s reply"), who, hearing.reply))
    else:
        told.append((_("The partner has not replied"), "", ""))
    return told
