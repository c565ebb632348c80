from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deals.models import Event
from notifications.querysets import NoticeQuerySet
from notifications.topics import Mail
from partners.models import Standing, TreeEvent


class Channel(models.TextChoices):
    MAIL = "mail", _("Mail")
    PORTAL = "portal", _("Portal")
    DIGEST = "digest", _("Digest")


class Cursor(models.Model):
    """How far the journals have been read. Sequences are in order of commit, so nothing is skipped."""

    event_sequence = models.PositiveBigIntegerField(default=0)
    standing = models.PositiveBigIntegerField(default=0)
    tree_event = models.PositiveBigIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"{self.event_sequence}/{self.standing}"


class Dwelling(models.Model):
    """Which database the outbox was last seen in; one row."""

    identity = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.identity


class Notice(models.Model):
    """What one person is told of one event through one channel: once (promise I4).

    Mail is claimed under a lease, handed to the mail server, and only then marked as sent: at least once, always
    with the same Message-ID. What is for the digest is marked as sent first, and goes with the others of its person
    in one mail: at most once. `letter` is the folder under `templates/mail` that words it.
    """

    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")
    standing = models.ForeignKey(Standing, models.PROTECT, null=True, related_name="+")
    tree_event = models.ForeignKey(TreeEvent, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    channel = models.CharField(_("channel"), max_length=8, choices=Channel)
    kind = models.CharField(_("what happened"), max_length=40)
    letter = models.CharField(_("letter"), max_length=40)
    created_at = models.DateTimeField(_("noted"))
    read_at = models.DateTimeField(_("read"), null=True)
    message_id = models.CharField(max_length=200, blank=True)
    next_try_at = models.DateTimeField(_("next try"), null=True)
    claimed_until = models.DateTimeField(null=True)
    held_at = models.DateTimeField(_("held"), null=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    sent_at = models.DateTimeField(_("sent"), null=True)
    given_up_at = models.DateTimeField(_("given up"), null=True)
    last_error = models.CharField(_("last trouble"), max_length=300, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(event__isnull=False, standing__isnull=True, tree_event__isnull=True)
                | Q(event__isnull=True, standing__isnull=False, tree_event__isnull=True)
                | Q(event__isnull=True, standing__isnull=True, tree_event__isnull=False),
                name="a_notice_tells_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["event", "person", "channel"], condition=Q(event__isnull=False),
                name="one_notice_per_event_person_channel",
            ),
            models.UniqueConstraint(
                fields=["standing", "person", "channel"], condition=Q(standing__isnull=False),
                name="one_notice_per_standing_person_channel",
            ),
            models.UniqueConstraint(
                fields=["tree_event", "person", "channel"], condition=Q(tree_event__isnull=False),
                name="one_notice_per_tree_event_person_channel",
            ),
            models.UniqueConstraint(
                fields=["message_id"], condition=~Q(message_id=""), name="one_message_id_per_notice"
            ),
            models.CheckConstraint(
                condition=Q(channel="portal")
                | Q(channel="digest", next_try_at__isnull=False)
                | ~Q(message_id="") & Q(next_try_at__isnull=False),
                name="mail_has_its_message_id_from_the_start",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(channel="mail", sent_at__isnull=True, given_up_at__isnull=True),
                name="mail_to_send",
            ),
            models.Index(
                fields=["next_try_at"], condition=Q(channel="digest", sent_at__isnull=True, given_up_at__isnull=True),
                name="digests_to_send",
            ),
            models.Index(fields=["person", "channel", "read_at"], name="unread_of_a_person"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.person}"


class Choice(models.Model):
    """How a person wants to be mailed about a topic; without one, at once (`notifications.topics`)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=20)
    mail = models.CharField(max_length=8, choices=Mail)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "topic"], name="one_choice_per_person_and_topic")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.topic} {self.mail}"


class Habit(models.Model):
    """The hour of a person's digest, in the person's own zone, and how loud copies of colleagues' deals may be."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest_hour = models.PositiveSmallIntegerField(default=8)
    copies = models.CharField(max_length=8, choices=Mail, default=Mail.AT_ONCE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest_hour__lte=23), name="a_digest_goes_at_an_hour_of_the_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.digest_hour}:00"
