"""What an erasure does and what it leaves, in plain words: before, and on the certificate."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .erasure import Preview
from .models import Erasure
from .paper import Paper, Part


@dataclass(frozen=True, slots=True)
class Going:
    """What goes, what stays and why, what to look at before."""

    goes: list[str]
    stays: list[str]
    shared: list[str]


def erasure(looked: Preview) -> Going:
    """The preview of an erasure in sentences."""
    emptied, deleted, kept = (
        sum(counts.values()) for counts in (looked.emptied, looked.deleted, looked.kept)
    )
    texts = ngettext(
        "%(number)s text: its key is destroyed, in old copies of the database too.",
        "%(number)s texts: their key is destroyed, in old copies of the database too.",
        emptied,
    )
    links = ngettext(
        "%(number)s link of a worker, document or closing of the file.",
        "%(number)s links of workers, documents or closings of the file.",
        deleted,
    )
    facts = ngettext(
        "%(number)s fact without a name (dates, dwellings, health): the figures already published "
        "rest on it.",
        "%(number)s facts without a name (dates, dwellings, health): the figures already published "
        "rest on them.",
        kept,
    )
    return Going(
        [
            _("First name, last name, number of the file, day of birth."),
            *([texts % {"number": emptied}] if emptied else []),
            *([links % {"number": deleted}] if deleted else []),
        ],
        [
            facts % {"number": kept},
            _("The month of birth: ages in past reports rest on it."),
            _("The journal of who read the file, without a name: the law asks for it."),
            _("The paper file, and copies of the key store for thirty days at most."),
        ],
        _shared(looked),
    )


def in_general() -> Going:
    """The same without numbers, for whoever writes the request down."""
    return Going(
        [
            _("First name, last name, number of the file, day of birth."),
            _("All notes and texts: nobody can read them again, in old copies either."),
            _("Links of workers, documents, closings of the file."),
        ],
        [
            _("Facts without a name (dates, dwellings, health): published figures rest on them."),
            _("The month of birth: ages in past reports rest on it."),
            _("The journal of who read the file, without a name: the law asks for it."),
            _("A file that is held (claim, inquiry, rights still to obtain): it waits."),
        ],
        [],
    )


def _shared(looked: Preview) -> list[str]:
    found = []
    if looked.shared_lost:
        text = ngettext(
            "%(number)s note of this file is about a meeting with somebody else too: it goes.",
            "%(number)s notes of this file are about meetings with somebody else too: they go.",
            looked.shared_lost,
        )
        found.append(text % {"number": looked.shared_lost})
    if looked.shared_left:
        text = ngettext(
            "%(number)s note in another file is about a meeting where this person was: it stays, "
            "and must be read again by whoever accompanies the other person.",
            "%(number)s notes in other files are about meetings where this person was: they stay, "
            "and must be read again by whoever accompanies the other persons.",
            looked.shared_left,
        )
        found.append(text % {"number": looked.shared_left})
    return found


def certificate(done: Erasure) -> Paper:
    """The proof of an erasure, without personal data."""
    counts: dict[str, dict[str, int]] = done.counts
    numbers = {name: sum(counts.get(name, {}).values()) for name in ("emptied", "deleted", "kept")}
    day = formats.date_format(timezone.localtime(done.at), "j F Y")
    ground = (
        _("On %(day)s, the data of a person were erased, as the person asked.")
        if done.ground == Erasure.Ground.REQUEST
        else _("On %(day)s, the data of a person were erased, at the end of their keeping.")
    )
    return Paper(
        _("Certificate of erasure no. %(number)s") % {"number": done.pk},
        [ground % {"day": day}],
        [
            Part(
                _("What is gone"),
                points=[
                    _("First name, last name, number of the file, day of birth."),
                    _(
                        "Texts made unreadable: %(number)s. The key that opened them is destroyed, "
                        "for copies of the database made before that day too."
                    )
                    % {"number": numbers["emptied"]},
                    _("Links of workers, documents and closings of the file: %(number)s.")
                    % {"number": numbers["deleted"]},
                ],
            ),
            Part(
                _("What stays"),
                points=[
                    _("Facts without a name, for the figures already published: %(number)s.")
                    % {"number": numbers["kept"]},
                    _("The journal of who read the file, without a name: the law asks for it."),
                    _("Copies of the key store, for thirty days at most."),
                ],
            ),
            Part(_("Nobody can be found from this certificate."), []),
        ],
    )
