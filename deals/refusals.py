"""Why a verb refused. Each carries words for the person who asked; every edge catches `Refused` alone."""

from collections.abc import Sequence

from validation.findings import Finding


class Refused(Exception):
    """The verb did nothing. `str()` says why, and the remedy, in the reader's language.

    `about` names the one answer the remedy is about, where there is one, so that a form can say it there.
    """

    def __init__(self, words: str = "", *, about: str = "") -> None:
        super().__init__(words)
        self.about = about


class IllegalMove(Refused):
    """The table of moves has no such step from the present state."""


class NotYours(Refused):
    """The person has no part in this registration, or not the role for this verb."""


class Conflict(Refused):
    """The registration changed since the person looked (promise 3)."""


class NewFindings(Refused):
    """A rival claim appeared between looking and deciding."""


class NeedsSecondPerson(Refused):
    """Another coordinator has to carry this out (rulebook: two persons)."""


class NotWarned(Refused):
    """The clock may not end what was not warned of (*No silent ending*)."""


class NotAcceptable(Refused):
    """Criteria that do not pass; `findings` holds all of them, `failing` those in the way."""

    def __init__(self, words: str, findings: Sequence[Finding]) -> None:
        super().__init__(words)
        self.findings = tuple(findings)

    @property
    def failing(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.passed)
