"""The letters of the housing team about a dwelling: their words, with `$names` of `Told` alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from .letters_homes import ADMINISTRATOR, CENTRE, MODELS, Model, add_model

add_model(
    Model(
        "works",
        gettext_lazy("Notice of works"),
        gettext_lazy("Works needed at $address"),
        gettext_lazy(
            "Hello,\n\nWe ask you to have the following works done in the dwelling "
            "$address, $commune (our reference $code):\n\n…\n\nPlease tell us the day on which "
            "somebody will come, so that we can let the tenant know.\n\nWith kind "
            "regards,\n$sender"
        ),
    )
)
add_model(
    Model(
        "entry",
        gettext_lazy("Notice of entry"),
        gettext_lazy("Entry at $address"),
        gettext_lazy(
            "Hello,\n\n$tenant enters the dwelling $address, $commune (our reference $code). "
            "Title: $title, from $title_start.\n\nPlease find with this letter the inventory of "
            "entry, and tell us whom to write to about the meters and the keys.\n\nWith kind "
            "regards,\n$sender"
        ),
        needs_tenant=True,
    )
)
add_model(
    Model(
        "renewal",
        gettext_lazy("Request of renewal"),
        gettext_lazy("Renewal of the title of occupation at $address"),
        gettext_lazy(
            "Hello,\n\nThe title of occupation of $tenant for the dwelling $address, $commune "
            "($title, since $title_start) ends on $title_end.\n\nWe ask you to renew it, or to "
            "offer an open-ended lease, and to let us know your answer before that day.\n\nWith "
            "kind regards,\n$sender"
        ),
        needs_tenant=True,
    )
)
add_model(
    Model(
        "exit",
        gettext_lazy("Notice of departure"),
        gettext_lazy("Departure from $address"),
        gettext_lazy(
            "Hello,\n\n$tenant leaves the dwelling $address, $commune (our reference $code) on "
            "….\n\nPlease tell us on which day the inventory of exit is made and the keys are "
            "given back, and how the rental guarantee is released.\n\nWith kind regards,\n$sender"
        ),
        needs_tenant=True,
    )
)
add_model(
    Model(
        "administrator_home",
        gettext_lazy("Home and rent"),
        gettext_lazy("Home and rent of $tenant"),
        gettext_lazy(
            "Hello,\n\n$tenant lives in the dwelling $address, $commune. Title: $title, since "
            "$title_start.\n\nThe rent is $rent and the charges $charges a month, to be paid to "
            "$landlord by the first of the month. We ask you to set up a standing order and to "
            "tell us from which day.\n\nWith kind regards,\n$sender"
        ),
        needs_tenant=True,
        to=ADMINISTRATOR,
    )
)
add_model(
    Model(
        "administrator_rent",
        gettext_lazy("New rent"),
        gettext_lazy("New rent of $tenant from $rent_start"),
        gettext_lazy(
            "Hello,\n\nFrom $rent_start the rent of the dwelling of $tenant ($address, $commune) "
            "is $rent and the charges $charges a month.\n\nWe ask you to adapt the standing order "
            "in favour of $landlord.\n\nWith kind regards,\n$sender"
        ),
        needs_tenant=True,
        to=ADMINISTRATOR,
    )
)
add_model(
    Model(
        "centre_transfer",
        gettext_lazy("Transfer between public centres"),
        gettext_lazy("Transfer of the file of $tenant to the centre of $commune"),
        gettext_lazy(
            "Hello,\n\n$tenant lives since $title_start in the dwelling $address, $commune. We "
            "ask you to take over the file from the public centre that followed it until now, and "
            "to tell us from which day.\n\nWith kind regards,\n$sender"
        ),
        needs_tenant=True,
        to=CENTRE,
    )
)
ALL = tuple(MODELS.values())
"""Every letter, in order."""
