"""The sentences that only the institution, Connect and Support workbooks call for."""

from django.utils.translation import gettext_lazy as _

ERRORS = {
    "not_a_month": _("“%(value)s” is not a month: write the year and the month, like 2024-03."),
    "not_years": _("“%(value)s” is not a pair of years: write for instance 2023-2024."),
    "unknown_institution": _(
        "“%(value)s” is neither a name nor an alias of the sheet “Institutions”: correct it or add "
        "it there."
    ),
    "unknown_institution_near": _(
        "“%(value)s” is neither a name nor an alias of the sheet “Institutions”: did you mean "
        "“%(near)s”? Otherwise add it there."
    ),
    "unknown_funder": _(
        "“%(value)s” is neither a name nor an alias of the sheet “Bailleurs de fonds”: correct it "
        "or add it there."
    ),
    "unknown_funder_near": _(
        "“%(value)s” is neither a name nor an alias of the sheet “Bailleurs de fonds”: did you "
        "mean “%(near)s”? Otherwise add it there."
    ),
    "unknown_body": _(
        "“%(value)s” is neither a name nor an alias of the sheet “Instances”: correct it or add it "
        "there."
    ),
    "unknown_body_near": _(
        "“%(value)s” is neither a name nor an alias of the sheet “Instances”: did you mean "
        "“%(near)s”? Otherwise add it there."
    ),
    "unknown_group": _(
        "The group “%(value)s” is not in the sheet of groups: correct the code or add the group."
    ),
    "unknown_event": _(
        "The event “%(value)s” is not in the sheet “Événements”: correct the code or add it."
    ),
    "unknown_file": _(
        "The file “%(value)s” is in no row of the sheet “Demandes”: correct the code or note it on "
        "its request."
    ),
    "unknown_supervision": _(
        "The supervision “%(value)s” is not in the sheet “Supervisions”: correct the code or add "
        "it."
    ),
    "unknown_accompaniment": _(
        "The accompaniment “%(value)s” is not in the sheet “PAT accompagnements”: correct the code "
        "or add it."
    ),
    "unknown_module": _(
        "The module “%(value)s” is not in the sheet “Modules”: correct the code or add it."
    ),
    "unknown_action": _(
        "The action “%(value)s” is not in the sheet “Formations séances”: correct the code or add "
        "it."
    ),
    "answered_before_received": _(
        "The first answer (%(value)s) is before the request (%(start)s): correct one of the dates."
    ),
    "closed_before_opened": _(
        "The file is closed (%(value)s) before it was opened (%(start)s): correct one of the dates."
    ),
    "held_once": _(
        "“%(value)s”: row %(first)s already holds the same %(columns)s. Correct one of the two "
        "rows."
    ),
    "needed_here": _("“%(column)s” is mandatory when “%(by)s” is “%(label)s”: fill it in."),
    "blank_here": _("“%(column)s” stays blank when “%(by)s” is “%(label)s”: clear it."),
    "outcome_of_other_kind": _(
        "“%(value)s” is not possible for this type of request. Possible: %(expected)s."
    ),
    "openers_above_delivered": _(
        "%(value)s unique openers are more than the %(delivered)s editions delivered: correct one."
    ),
    "event_inside_itself": _(
        "The event “%(value)s” is, through its parents, its own parent: correct or clear it."
    ),
}

WARNINGS = {
    "negative_amount": _(
        "The amount %(value)s is below 0: it counts as the correction of an earlier line. Check it."
    ),
    "alias_of_two": _(
        "The alias “%(alias)s” is also in row %(first)s: rows that use it mean the institution of "
        "that row."
    ),
    "animators_not_two": _(
        "The group has %(count)s animator(s): two are expected, one of each side. Check the sheet."
    ),
    "withdrawn_without_date": _(
        "The withdrawal has no date: fill in “%(column)s”, otherwise the enrolment is not counted."
    ),
    "enrolled_twice": _(
        "This participant is already accepted in the same group in row %(first)s: both count."
    ),
    "theme_of_own_activity": _(
        "“%(column)s” is expected blank for an activity of one's own: it is in no share of sectors."
    ),
    "single_worker": _("Only one worker is noted: two at least are expected. Check the row."),
    "opened_without_date": _(
        "A file was opened but “%(column)s” is blank: the request counts as pending. Fill it in."
    ),
    "opened_before_received": _(
        "The file was opened on %(value)s, before the request (%(received)s): check the two dates."
    ),
    "intervention_outside_file": _(
        "On %(value)s the file “%(file)s” was not open: the intervention counts. Check the dates."
    ),
    "hire_without_year": _(
        "A planned hire without “%(column)s” enters no forecast: fill in the year."
    ),
    "no_session_that_day": _(
        "No session of “%(of)s” is noted on %(value)s: check the date, or add the session."
    ),
    "fte_above_one": _(
        "With its other rows of the same days, “%(who)s” works %(total)s of a full time: check "
        "the dates and the shares."
    ),
    "unknown_replaced": _(
        "“%(value)s” is the code of nobody in this sheet: check who is replaced."
    ),
}

NOTICES = {
    "second_of_institution": _(
        "A second worker of the same institution in this group (the first is in row %(first)s), "
        "without a derogation: say why in “%(column)s”."
    ),
}
