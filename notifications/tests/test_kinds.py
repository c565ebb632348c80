import pytest

from deals.admin.history import title
from deals.moves import KINDS
from notifications import audiences
from notifications.kinds import words


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_event_has_words(kind: str) -> None:
    assert title(kind) not in ("", kind)


@pytest.mark.parametrize("kind", audiences.kinds())
def test_every_kind_of_notice_has_words(kind: str) -> None:
    assert words(kind) not in ("", kind)
