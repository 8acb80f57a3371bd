"""Workers, known by the code they write on their records."""

from typing import override

from django.db import models

from filrouge.common.models import Record


class Worker(Record):
    """Somebody of the association who meets people or trains others."""

    code = models.CharField(max_length=20, unique=True)

    @override
    def __str__(self) -> str:
        return self.code
