from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from validation.models import PipelineSync, SalesforceFeed
from validation.pipeline.salesforce.trouble import Trouble
from validation.tests.salesforce_pulls import Salesforce

pytestmark = pytest.mark.django_db

LOOK = {"validation.view_salesforcefeed"}
PULL = LOOK | {"validation.change_salesforcefeed"}
PAGE, ASK = "admin:validation_salesforcefeed_changelist", "admin:validation_salesforcefeed_pull"
Desk = Callable[..., Client]


@pytest.fixture
def desk(client: Client, salesforce: Salesforce, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Desk:
    """A signed-in member of staff with some permissions, at the instant of the org."""
    settings.STAFF_SECOND_FACTOR = False
    monkeypatch.setattr("validation.admin.now", lambda: salesforce.org.now)
    user_model = get_user_model()

    def sign_in(permissions: set[str]) -> Client:
        monkeypatch.setattr(user_model, "has_perm", lambda self, perm, obj=None: perm in permissions)
        monkeypatch.setattr(user_model, "has_module_perms", lambda self, app: True)
        keeper = user_model.objects.create_superuser(email="keeper@example.com", password=None, name="Keeper")
        client.force_login(keeper)
        return client

    return sign_in


def page(client: Client) -> str:
    return client.get(reverse(PAGE)).text


def test_before_the_first_load_the_page_says_that_nothing_passes_as_new(desk: Desk) -> None:
    assert "The whole pipeline was not loaded yet." in page(desk(LOOK))


def test_after_a_pull_the_page_tells_rows_watermark_and_calls(desk: Desk, salesforce: Salesforce) -> None:
    salesforce.org.put(1)
    salesforce.pass_time(hours=1)
    salesforce.pull()
    salesforce.pass_time(minutes=7)
    shown = page(desk(LOOK))
    assert "The copy is abreast of Salesforce." in shown
    assert "1 new, 0 changed, 0 as before" in shown
    assert "7\xa0minutes" in shown
    assert "18 of 15,000" in shown


def test_a_trouble_shows_with_its_words_and_how_often_it_came(desk: Desk, salesforce: Salesforce) -> None:
    salesforce.org.trouble(
        "/token", 400, {"error": "invalid_client", "error_description": "<b>no</b>"}, times=2
    )
    for _ in range(2):
        with pytest.raises(Trouble):
            salesforce.pull()
    shown = page(desk(LOOK))
    assert "The last pull failed." in shown
    assert "invalid_client: &lt;b&gt;no&lt;/b&gt;. Check login address, client id, secret" in shown
    assert "2 failures since the last success" in shown


def test_a_copy_that_missed_its_pulls_is_called_late(desk: Desk, salesforce: Salesforce) -> None:
    salesforce.pull()
    client = desk(LOOK)
    salesforce.pass_time(minutes=60)
    assert "abreast of Salesforce" in page(client)
    salesforce.pass_time(minutes=1)
    assert "No pull has come to its end for a while." in page(client)


def test_a_run_under_way_shows_where_it_stands(desk: Desk, salesforce: Salesforce) -> None:
    salesforce.org.looks_until_ready = 9
    salesforce.pull(patient=False)
    assert "Salesforce prepares the whole pipeline" in page(desk(LOOK))


def test_cells_left_out_are_listed_by_record(desk: Desk, salesforce: Salesforce) -> None:
    key = salesforce.org.put(1, Account__Website="none yet")
    salesforce.pull()
    client = desk(LOOK | {"validation.view_pipelinesync"})
    assert "1 cell that cannot be read" in page(client)
    run = reverse("admin:validation_pipelinesync_change", args=[PipelineSync.objects.get().pk])
    assert f"Record {key} domain “none yet” Write the web domain alone" in client.get(run).text


def test_without_salesforce_the_page_says_so_and_offers_nothing(desk: Desk, settings: Any) -> None:
    settings.SALESFORCE = None
    client = desk(PULL)
    assert "Salesforce is not set up." in page(client)
    assert "Pull now" not in page(client)
    assert client.post(reverse(ASK)).status_code == 403


@pytest.mark.parametrize(("data", "whole"), [({}, False), ({"whole": "1"}, True)])
def test_pull_now_only_asks_and_is_kept_in_the_log(
    data: dict[str, str], whole: bool, desk: Desk, salesforce: Salesforce
) -> None:
    client = desk(PULL)
    assert "Pull now" in page(client)
    assert "It begins within a minute." in client.post(reverse(ASK), data, follow=True).text
    feed = SalesforceFeed.objects.get()
    assert (feed.asked_at, feed.due_at, feed.whole_asked) == (salesforce.org.now, salesforce.org.now, whole)
    assert salesforce.org.asked == []
    assert LogEntry.objects.get().object_id == str(feed.pk)


def test_who_may_only_look_is_offered_no_pull(desk: Desk) -> None:
    client = desk(LOOK)
    assert "Pull now" not in page(client)
    assert client.post(reverse(ASK)).status_code == 403
    assert not SalesforceFeed.objects.exists()


def test_following_a_link_pulls_nothing(desk: Desk) -> None:
    assert desk(PULL).get(reverse(ASK)).status_code == 405


def test_who_may_not_look_sees_no_page(desk: Desk) -> None:
    assert desk(set()).get(reverse(PAGE)).status_code == 403


def test_the_row_itself_has_no_page_of_its_own(desk: Desk, salesforce: Salesforce) -> None:
    salesforce.pull()
    change = reverse("admin:validation_salesforcefeed_change", args=[1])
    assert desk(PULL).post(change, {"watermark": ""})["Location"] == reverse(PAGE)
    assert SalesforceFeed.objects.get().watermark == salesforce.org.now - timedelta(0)
