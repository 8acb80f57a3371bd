"""What the association says outside: newsletter, posts, publications, public actions, bodies."""

from typing import override

from django.db import models
from django.db.models import F, Q

from filrouge.common.models import Record, one_of
from filrouge.directory.models import Organisation
from filrouge.staff.models import Worker
from filrouge.vocabulary import lists


class PublicAction(Record):
    """A talk, an interview, a jury, a request for expertise... of one programme on one day."""

    day = models.DateField(db_index=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300, blank=True)
    programme = models.CharField(max_length=40)
    level = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=40, blank=True)
    requester = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="public_requests"
    )
    partners: "models.ManyToManyField[Organisation, models.Model]" = models.ManyToManyField(
        Organisation, related_name="public_actions"
    )
    workers: "models.ManyToManyField[Worker, models.Model]" = models.ManyToManyField(
        Worker, related_name="public_actions"
    )
    audience = models.PositiveIntegerField(null=True, blank=True)  # persons met
    number = models.PositiveIntegerField(null=True, blank=True)  # times it was done

    class Meta:
        constraints = [
            one_of("kind", lists.get("public_action_kind").codes, "public_action_kind_known")
        ]

    @override
    def __str__(self) -> str:
        return self.title or str(self.day)


class Publication(Record):
    """A publication; `action_year` is the year whose report tells it."""

    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=40)
    series = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=40, blank=True)
    published_on = models.DateField(null=True, blank=True)
    action_year = models.PositiveSmallIntegerField(null=True, blank=True)
    print_run = models.PositiveIntegerField(null=True, blank=True)
    languages = models.CharField(max_length=100, blank=True)
    from_round_table = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("kind", lists.get("publication_kind").codes, "publication_kind_known")
        ]

    @override
    def __str__(self) -> str:
        return self.title


class Body(Record):
    """A body where programmes are represented."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="body")
    programmes = models.CharField(max_length=200, blank=True)

    @override
    def __str__(self) -> str:
        return str(self.organisation)


class BodyMeeting(Record):
    """A meeting of a body: one record even with two representatives."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    organ = models.CharField(max_length=200, blank=True)
    day = models.DateField(db_index=True)
    programmes = models.CharField(max_length=200)  # codes between semicolons
    present = models.BooleanField(null=True, blank=True)

    @override
    def __str__(self) -> str:
        return f"{self.body_id} {self.day}"


class NewsletterEdition(Record):
    """An edition of the newsletter: delivered, and opened by so many different readers."""

    code = models.CharField(max_length=7, unique=True)  # "2024-03"
    day = models.DateField(db_index=True)
    delivered = models.PositiveIntegerField()
    unique_openers = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(delivered__gt=0), name="edition_delivered"),
            models.CheckConstraint(
                condition=Q(unique_openers__lte=F("delivered")),
                name="openers_never_above_delivered",
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.code


class NewsletterItem(Record):
    """An item of an edition, with exactly one theme."""

    edition = models.CharField(max_length=7, db_index=True)
    rubric = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    theme = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)

    @override
    def __str__(self) -> str:
        return self.title


class AudienceSnapshot(Record):
    """How many people follow a channel on a day."""

    channel = models.CharField(max_length=40)
    day = models.DateField(db_index=True)
    value = models.PositiveIntegerField()

    @override
    def __str__(self) -> str:
        return f"{self.channel} {self.day}"


class ChannelMeasure(Record):
    """A yearly measure typed from a platform."""

    channel = models.CharField(max_length=40)
    measure = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(db_index=True)
    value = models.PositiveIntegerField()

    @override
    def __str__(self) -> str:
        return f"{self.channel} {self.measure} {self.year}"


class SocialPost(Record):
    """A piece of news on one network; the same `news` on two networks is one post."""

    news = models.CharField(max_length=60)
    day = models.DateField(db_index=True)
    network = models.CharField(max_length=40)
    post_class = models.CharField(max_length=40)
    title = models.CharField(max_length=300, blank=True)
    theme = models.CharField(max_length=40, blank=True)
    reach = models.PositiveIntegerField(null=True, blank=True)
    clicks = models.PositiveIntegerField(null=True, blank=True)
    reactions = models.PositiveIntegerField(null=True, blank=True)
    shares = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [one_of("post_class", lists.get("post_class").codes, "post_class_known")]

    @override
    def __str__(self) -> str:
        return self.title or self.news
