"""What is done before a title of occupation ends."""

from __future__ import annotations

from typing import override

from django.conf import settings
from django.db import models

from filrouge.common.models import one_of
from filrouge.vocabulary import lists

from .homes import Title

STEPS = lists.get("title_step").codes


class TitleStep(models.Model):
    """A step done for a title, on a day, by somebody. A step that is not done has no row."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=20)
    done_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            one_of("code", STEPS, "title_step_known"),
            models.UniqueConstraint(fields=["title", "code"], name="title_step_once"),
        ]

    @override
    def __str__(self) -> str:
        return lists.get("title_step").label(self.code)
