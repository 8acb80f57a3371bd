"""The app's registration with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupConfig(AppConfig):
    """Says who follows whom to the table of rules that opens files."""

    name = "filrouge.followup"
    label = "followup"

    def ready(self) -> None:
        """Declare the relation "team"."""
        from filrouge.access.files import add_relation

        from .relations import team_of

        add_relation("team", _("your team accompanies this person"), team_of)
