"""Accounts."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from filrouge.common.text import split_codes

from .links import Block, BreakGlass, CareLink, Recusal, Restriction
from .policy import ROLES, role_choices
from .throttle import Attempts

__all__ = ["Attempts", "Block", "BreakGlass", "CareLink", "Recusal", "Restriction", "User"]


class User(AbstractUser):
    """Someone who works in the organisation and logs in.

    One role each; a blank role may log in and see nothing. An account that acted once is
    deactivated, never deleted: the journal keeps pointing at it.
    """

    role = models.CharField(_("role"), max_length=32, blank=True, choices=role_choices)

    teams = models.CharField(_("teams"), max_length=100, blank=True, default="", db_default="")
    """Codes of the teams whose files the account opens, between semicolons: ";act;housing;"."""

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name as colleagues read it: full name, else the log-in name."""
        return self.get_full_name() or self.username

    @property
    def team_codes(self) -> list[str]:
        """The teams one by one."""
        return split_codes(self.teams)

    @property
    def role_label(self) -> str:
        """The role as shown, or an empty text when none was given."""
        role = ROLES.get(self.role)
        return str(role.label) if role else ""
