"""Every sentence of an import, in one place: code, severity, text.

The text says what is wrong and what to do. Codes never change: programs read them.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import messages_programmes as programmes

ERROR = "error"
WARNING = "warning"
NOTICE = "notice"


@dataclass(frozen=True)
class Message:
    """A sentence with its placeholders, translated when read."""

    severity: str
    text: Promise


_FILES = {
    "file_missing": _("The file “%(workbook)s” cannot be found: check its name and folder."),
    "file_unreadable": _("The file “%(workbook)s” cannot be opened: close it elsewhere and retry."),
    "file_too_many": _("%(count)s files at once are too many: give at most %(limit)s."),
    "file_too_big": _(
        "The file is %(size)s MB, more than the %(limit)s MB accepted: remove pictures and "
        "unneeded sheets, or split it."
    ),
    "file_empty": _("The file is empty: save the workbook again and send it once more."),
    "file_protected": _(
        "The workbook is protected by a password: remove the password in the spreadsheet, save, "
        "and import it again."
    ),
    "file_old_excel": _(
        "This is an old Excel file (.xls) or another Office file: save it as “Excel workbook "
        "(.xlsx)” and import it again."
    ),
    "file_binary_excel": _(
        "This is a binary Excel workbook (.xlsb): save it as “Excel workbook (.xlsx)”."
    ),
    "file_open_document": _(
        "This is an OpenDocument file: save it as “Excel workbook (.xlsx)” and import it again."
    ),
    "file_not_workbook": _(
        "This is not an Excel workbook (.xlsx), whatever its name says: open it in the "
        "spreadsheet and save it as “Excel workbook (.xlsx)”."
    ),
    "file_macros": _(
        "The workbook holds macros, which are never accepted: save it as “Excel workbook (.xlsx)” "
        "without macros."
    ),
    "file_damaged": _(
        "The file is damaged or incomplete: open it in the spreadsheet, save it again and send it "
        "once more."
    ),
    "file_odd_zip": _(
        "The inside of the file is not that of an ordinary workbook: open it in the spreadsheet "
        "and save it under another name."
    ),
    "file_bomb": _(
        "The content of the file is out of proportion with its size: it is refused. Copy the "
        "useful sheets into a new workbook."
    ),
    "file_doctype": _(
        "The workbook holds declarations that no spreadsheet writes: it is refused. Copy the "
        "useful sheets into a new workbook."
    ),
    "file_odd_encoding": _(
        "The inside of the file is written in an unexpected encoding: open it in the spreadsheet "
        "and save it under another name."
    ),
    "file_odd_cells": _(
        "The inside of a sheet is malformed: open the workbook in the spreadsheet and save it "
        "under another name."
    ),
    "file_too_wide": _(
        "A sheet reaches beyond %(rows)s rows or %(columns)s columns: delete the empty rows and "
        "columns at the end (a stray value far away is enough)."
    ),
    "file_too_many_cells": _(
        "The sheets reach over more than %(limit)s cells: delete the empty rows and columns at the "
        "end (a stray value far away is enough), or split the workbook."
    ),
    "file_too_many_sheets": _("The workbook has more than %(limit)s sheets: keep the useful ones."),
    "file_too_many_formulas": _(
        "A sheet holds more than %(limit)s formulas: paste values instead of formulas."
    ),
    "unknown_workbook": _(
        "None of the sheets is known: this is not one of the yearly workbooks. Expected: "
        "%(expected)s."
    ),
    "same_workbook_twice": _(
        "Two files of this import are the same workbook (%(source)s): keep one."
    ),
}

_SHEETS = {
    "misspelt_header": _(
        "The whole sheet is refused: the mandatory column “%(expected)s” is missing, and "
        "“%(value)s” looks like it. Correct the header."
    ),
    "missing_header": _(
        "The whole sheet is refused: the mandatory column “%(column)s” is missing. Add it."
    ),
    "missing_sheet": _(
        "The sheet “%(sheet)s” is missing, and the sheet “%(by)s” refers to it: add it."
    ),
    "duplicate_sheet": _(
        "Two sheets are named “%(sheet)s”: which one holds the records? Remove or rename the other."
    ),
}

_CELLS = {
    "formula": _(
        "The cell “%(column)s” holds a formula: paste its value instead (paste special, values)."
    ),
    "error_value": _(
        "The cell “%(column)s” shows a spreadsheet error such as #N/A: write the value itself."
    ),
    "missing_mandatory": _("“%(column)s” is mandatory: fill it in."),
    "unknown_label": _(
        "“%(value)s” is not known in the column “%(column)s”. Accepted: %(expected)s."
    ),
    "unknown_label_near": _(
        "“%(value)s” is not known in the column “%(column)s”: did you mean “%(near)s”?"
    ),
    "impossible_date": _(
        "“%(value)s” is not a date: write for instance 31/12/2024 or use a date cell."
    ),
    "date_out_of_range": _("The date %(value)s is after %(limit)s: correct the year."),
    "impossible_time": _("“%(value)s” is not a time: write for instance 9:30 or 9h30."),
    "text_in_number": _("“%(value)s” is not a number: write digits only, for instance 45 or 45,5."),
    "not_whole": _("“%(value)s” must be a whole number, without decimals."),
    "not_positive": _("“%(value)s” must be greater than 0: correct it or leave the cell blank."),
    "negative_duration": _(
        "“%(value)s” cannot be a duration: it must be greater than 0. Correct it or leave it blank."
    ),
    "out_of_range": _("“%(value)s” is outside the limits: from %(minimum)s to %(maximum)s."),
    "text_too_long": _("The text is too long: %(maximum)s characters at most."),
    "not_yes_no": _("“%(value)s” is neither yes nor no: write oui or non."),
    "none_with_others": _(
        "“%(none)s” cannot stand beside other values: keep “%(none)s” or the others."
    ),
}

_ROWS = {
    "duplicate_row": _("This row repeats row %(first)s in every column: delete one of them."),
    "duplicate_key": _(
        "“%(value)s” is already used in row %(first)s: each row needs its own value (%(columns)s)."
    ),
    "duplicate_pair": _(
        "Row %(first)s already holds the same %(columns)s: put the two rows together."
    ),
    "unknown_tenant": _(
        "The tenant %(value)s is not in the sheet “Locataires”: correct the number or add the "
        "person."
    ),
    "unknown_tenant_in_list": _(
        "The tenant %(number)s, named in “%(value)s”, is not in the sheet “Locataires”: correct "
        "the number or add the person."
    ),
    "unknown_dwelling": _(
        "The dwelling “%(value)s” is not in the sheet “Logements”: correct the code or add it."
    ),
    "unknown_landlord": _(
        "The landlord “%(value)s” is not in the sheet “Bailleurs”: correct the name or add it."
    ),
    "unknown_referrer": _(
        "The service “%(value)s” is neither a name nor an alias of the sheet “Envoyeurs”: correct "
        "it or add it."
    ),
    "end_before_start": _("The end (%(value)s) is before the start (%(start)s): correct one."),
    "impossible_birth_date": _(
        "The birth date %(value)s is not before the start of accompaniment (%(start)s)."
    ),
    "missing_reason": _("An end date needs a “%(column)s”: fill it in."),
    "reason_without_end": _(
        "“%(column)s” is filled but there is no end date: add the date or clear the reason."
    ),
    "missing_destination": _("A stay that ended needs a destination: fill in “%(column)s”."),
    "overlapping_follow_ups": _(
        "This follow-up overlaps that of row %(first)s (%(where)s): a follow-up resumes after the "
        "end of the previous one."
    ),
    "follow_up_after_death": _("The person died on %(death)s: no follow-up can start later."),
    "overlapping_stays": _(
        "This stay overlaps that of row %(first)s: a person lives in one dwelling at a time. "
        "Correct the dates of one of them."
    ),
    "overlapping_incomes": _(
        "The same income of the same person is already noted for these days in row %(first)s."
    ),
    "none_overlaps_income": _(
        "“Sans revenu” and another income (row %(first)s) hold on the same days: correct one."
    ),
    "score_after_death": _("The person died on %(death)s: a score cannot be later."),
    "encounter_after_death": _(
        "Tenant %(number)s died on %(death)s: a held encounter cannot be later. Correct the date "
        "or the number."
    ),
    "status_not_allowed": _(
        "“%(value)s” is only possible for a home visit or an outing: correct the status or the "
        "type."
    ),
    "death_on_another_day": _(
        "The stay ends by death on %(value)s, but the person died on %(death)s: give the stay the "
        "day of death (the end of the lease goes in “Titres”)."
    ),
    "death_not_recorded": _(
        "The stay ends by death, but the sheet “Locataires” records no death of tenant %(number)s: "
        "record it there or correct the destination."
    ),
    "stay_after_death": _(
        "The person died on %(death)s and this stay goes on: end it that day with the destination "
        "Décès."
    ),
    "item_of_other_category": _(
        "“%(value)s” belongs to the category “%(category)s”: correct the category or the item."
    ),
    "conflict_with_stored": _(
        "This row cannot stand beside a record of an earlier import (%(where)s) that is no longer "
        "in this file: undo that import first, or put the row back."
    ),
    "edited_since": _(
        "This row changed, but its record was also changed in Filrouge since it was imported: "
        "correct it there, or put the former value back in the file."
    ),
    "person_erased": _(
        "This file tells of a person whose data were erased: take the rows of that person out."
    ),
}

_WARNINGS = {
    "second_entry_score": _(
        "A follow-up has one entry score, and row %(first)s already holds one: the latest counts. "
        "Correct the moment or delete one of the rows."
    ),
    "missing_sheet_optional": _(
        "The sheet “%(sheet)s” is missing: nothing is imported from it, and the figures that rest "
        "on it will be empty."
    ),
    "extra_column_near": _(
        "The column “%(value)s” is unknown and ignored: did you mean “%(near)s”?"
    ),
    "duplicate_header": _("The column “%(column)s” appears twice: only the first one is read."),
    "time_ignored": _("The time of “%(value)s” is ignored: the column holds a date."),
    "rounded_amount": _("“%(value)s” has more than two decimals: rounded to %(rounded)s."),
    "repeated_row": _("This row repeats row %(first)s: both are counted. Delete one if needed."),
    "encounter_outside_followup": _(
        "On %(value)s tenant %(number)s was not followed: the encounter is stored but enters no "
        "figure."
    ),
    "missing_topic": _("An encounter was held but no topic is noted: fill in “%(column)s”."),
    "not_multiple_of_5": _("The score %(value)s is not a multiple of 5: check it."),
    "start_not_first_entry": _(
        "The start of accompaniment (%(value)s) is not the first entry in a dwelling (%(entry)s): "
        "check the two dates."
    ),
    "blank_yes_no": _(
        "Blank in %(columns)s: it counts as no. Write “non” if the question was asked."
    ),
    "death_destination_missing": _(
        "The stay ends on the day of death without the destination Décès: the home counts as lost. "
        "Check it."
    ),
    "death_after_follow_up": _(
        "The stay ends by death although tenant %(number)s was no longer followed: check it."
    ),
    "newer_kept": _(
        "Records that another workbook, of a later year or that goes first, has written otherwise: "
        "%(count)s. What that workbook says is kept."
    ),
    "rows_gone": _(
        "Rows of an earlier import of this workbook that are no longer in the file: %(count)s "
        "(%(where)s). They stay in Filrouge. To remove them, undo the earlier import, then import "
        "this file."
    ),
}

_NOTICES = {
    "extra_column": _("The column “%(value)s” is not part of the format: it is ignored."),
    "absent_column": _("There is no column “%(value)s”: it is read as blank."),
    "extra_sheet": _("The sheet “%(sheet)s” is not part of the format: it is ignored."),
    "empty_sheet": _("The sheet “%(sheet)s” is empty."),
    "merged_cells": _(
        "The sheet has merged cells: only the first cell of each block holds its value."
    ),
    "year_inferred": _("The name of the file gives no year: %(year)s is taken, from %(source)s."),
    "no_duration": _(
        "Held encounters without a duration: %(count)s. They are left out of the mean durations."
    ),
    "insufficient_score": _(
        "A score of 0 means “insufficient information”: %(count)s row(s), which count as absent."
    ),
    "nothing_changed": _("The content is already in Filrouge: nothing changed."),
}

MESSAGES: dict[str, Message] = {
    **{
        code: Message(severity, text)
        for severity, groups in (
            (ERROR, (_FILES, _SHEETS, _CELLS, _ROWS, programmes.ERRORS)),
            (WARNING, (_WARNINGS, programmes.WARNINGS)),
            (NOTICE, (_NOTICES, programmes.NOTICES)),
        )
        for sentences in groups
        for code, text in sentences.items()
    },
}
