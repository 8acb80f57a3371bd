"""The demonstration's report: the plan and the texts of the package, written by its accounts.

The plan says who began a chapter, who finished it and what was remarked meanwhile; all of it goes
through the verbs that writers use, so that the demonstration has a history.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.db import transaction

from filrouge.audit import journal

if TYPE_CHECKING:
    from filrouge.access.models import User
    from filrouge.reports.models import Chapter, Edition

FOLDER = "report_2024"
APPROVERS: Mapping[str, str] = {"institution": "finances"}
"""Who approves the chapters of a programme; the director does for all others."""
DIRECTOR = "direction"


@cache
def plan() -> dict[str, Any]:
    """The plan of the report: its heading, and its chapters in their order."""
    found: dict[str, Any] = tomllib.loads(_read("plan.toml"))
    return found


def body(code: str) -> str:
    """The text of a chapter, in Markdown."""
    return _read(f"{code}.md").strip("\n")


def beginning(text: str, paragraphs: int) -> str:
    """The first paragraphs of a text: what somebody had written the first time they saved it."""
    return "\n\n".join(text.split("\n\n")[:paragraphs])


@transaction.atomic
def prepare_report() -> "Edition | None":
    """Write and approve the report of the package; None when there is an edition already.

    The demonstration's accounts are its authors: they must exist.
    """
    from filrouge.access.models import User
    from filrouge.reports.models import Edition

    if Edition.objects.exists():
        return None
    accounts = {user.username: user for user in User.objects.all()}
    edition = _open_edition(accounts)
    for position, chapter in enumerate(plan()["chapters"], start=1):
        _write_chapter(edition, position, chapter, accounts)
    return edition


def publish_report(edition: "Edition") -> "Edition":
    """Publish the report and open the edition of the year after, which its teams then write.

    Raises `filrouge.reports.refusal.RefusedError` when something in the texts stands in the way.
    """
    from filrouge.access.models import User
    from filrouge.reports import plan as plans
    from filrouge.reports import publishing

    director = User.objects.get(username=DIRECTOR)
    publishing.publish_edition(actor=director, edition=edition)
    return plans.open_edition(actor=director, year=edition.year + 1)


def _open_edition(accounts: Mapping[str, "User"]) -> "Edition":
    from filrouge.reports.models import Edition

    heading = plan()
    edition = Edition.objects.create(
        year=heading["year"],
        title=heading["title"],
        subtitle=heading["subtitle"],
        organisation=heading["organisation"],
        responsible=accounts[heading["responsible"]],
    )
    journal.record(
        actor=accounts[heading["responsible"]],
        action="reports.open_edition",
        subject=f"edition {edition.year}",
        detail={"chapters": len(heading["chapters"]), "of": 0},
    )
    return edition


def _write_chapter(
    edition: "Edition", position: int, planned: Mapping[str, Any], accounts: Mapping[str, "User"]
) -> None:
    """A chapter from its first text to its approval, remarks and answers in between."""
    from filrouge.reports import reviewing
    from filrouge.reports.models import Chapter

    author = accounts[planned["by"]]
    chapter = Chapter.objects.create(
        edition=edition,
        code=planned["code"],
        position=position,
        level=planned.get("level", 2),
        programme=planned["programme"],
        title=planned["title"],
        guidance=planned.get("guidance", ""),
        responsible=author,
    )
    text = body(planned["code"])
    if "begun" in planned:
        who, paragraphs = planned["begun"]
        chapter = _save(accounts[who], chapter, beginning(text, paragraphs))
    remarks = [
        reviewing.add_comment(
            actor=accounts[one["author"]],
            chapter=chapter,
            passage=one["passage"],
            text=one["text"],
        )
        for one in planned.get("remarks", ())
    ]
    chapter = _save(author, chapter, text)
    for remark in remarks:
        reviewing.settle_comment(actor=author, comment=remark, settled=True)
    chapter = reviewing.hand_over(actor=author, chapter=chapter, version=chapter.version)
    # The publication reads the whole report with the guard: here a chapter is taken as it is.
    reviewing.approve_chapter(
        actor=accounts[APPROVERS.get(chapter.programme, DIRECTOR)],
        chapter=chapter,
        version=chapter.version,
        findings=0,
    )


def _save(actor: "User", chapter: "Chapter", text: str) -> "Chapter":
    from filrouge.reports import writing

    saved = writing.save_text(actor=actor, chapter=chapter, version=chapter.version, body=text)
    return saved.chapter


def _read(name: str) -> str:
    return (files("filrouge.demo") / "data" / FOLDER / name).read_text("utf-8")
