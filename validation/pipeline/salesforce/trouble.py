"""What keeps a pull from going on, in words for the people who look after it."""

from datetime import timedelta

from django.utils.translation import gettext_noop as _

from validation.findings import Message

QUOTED_MOST = 300


class Trouble(Exception):
    """Why a pull stopped; `message` says it and what to do, `later` how long to leave Salesforce alone at least.

    With `lost` the place where the run stood is of no use any more; with `whole` only a whole load mends it.
    """

    def __init__(
        self,
        template: str,
        *,
        later: timedelta | None = None,
        lost: bool = False,
        whole: bool = False,
        **params: str | int | float,
    ) -> None:
        super().__init__(template, params)
        self.message = Message(template, params)
        self.later, self.lost, self.whole = later, lost, whole

    def __str__(self) -> str:
        return str(self.message)


def malformed(why: str) -> Trouble:
    """A page that does not say what the protocol asks for; nothing of it is written."""
    return Trouble(
        _("A page from Salesforce cannot be read: %(why)s What came before it is kept."),
        why=why[:QUOTED_MOST],
    )


def unexpected(crash: BaseException) -> Trouble:
    """Anything else, kept so that the health of the pull shows it; the log has the rest."""
    return Trouble(_("The pull broke off: %(why)s. The log says where."), why=type(crash).__name__)
