"""The demonstration organisation for the rest of the product: workbooks, accounts, loading."""

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from filrouge.access import isolation
from filrouge.common.text import join_codes
from filrouge.demo.accounts import ACCOUNTS, DIRECTOR, PASSWORD

if TYPE_CHECKING:
    from filrouge.imports.api import Outcome


# The workbooks of the package that a demonstration loads, in this order.
LOADED = (
    "institution_2024.xlsx",
    "connect_2024.xlsx",
    "support_2024.xlsx",
    "housing_first_2024.xlsx",
)


def workbooks() -> list[Path]:
    """The workbooks that the demonstration loads, in the order of the constant."""
    return [_folder() / name for name in LOADED]


def differences() -> list[Path]:
    """What the organisation's past reports printed otherwise, by name."""
    return sorted(_folder().glob("differences_*.csv"))


def _folder() -> Path:
    return Path(str(files("filrouge.demo"))) / "data"


def create_accounts() -> list[tuple[str, str, str]]:
    """Make sure of one account per role; return log-in name, label of the role and password.

    An account that is already there is left as it is, its password included.
    """
    from filrouge.access import domain
    from filrouge.access.models import User
    from filrouge.access.policy import ROLES

    known = set(User.objects.values_list("username", flat=True))
    for account in ACCOUNTS:
        if account.username not in known:
            user = domain.create_account(
                actor=None,
                username=account.username,
                password=PASSWORD,
                role=account.role,
                full_name=account.name,
                check_password=False,
            )
            user.teams = join_codes(account.teams)
            user.save(update_fields=["teams"])
    return [(item.username, str(ROLES[item.role].label), PASSWORD) for item in ACCOUNTS]


def link_workers() -> None:
    """Say which worker of the workbooks an account is, where nobody said otherwise."""
    from filrouge.access.models import User
    from filrouge.staff.models import Worker

    codes = {account.username: account.worker for account in ACCOUNTS if account.worker}
    for user in User.objects.filter(username__in=codes, worker__isnull=True):
        Worker.objects.filter(code=codes[user.username], account=None).update(account=user)


type Progress = Callable[[int, int, str], None]


def load(progress: Progress | None = None) -> "Outcome | None":
    """Import the workbooks in the director's name, through the door a user takes.

    Nothing happens when an import was ever stored here, even undone since. Raises RuntimeError
    when the workbooks are refused: the package is then broken, not the data of a user.
    """
    from filrouge.access.models import User
    from filrouge.imports import api
    from filrouge.imports.models import ImportRun

    stored = (ImportRun.State.STORED, ImportRun.State.UNDONE)
    if ImportRun.objects.filter(state__in=stored).exists():
        return None
    actor = User.objects.get(username=DIRECTOR.username)
    outcome = api.run_import([*workbooks(), *differences()], actor=actor, progress=progress)
    if outcome.run.state != ImportRun.State.STORED:
        raise RuntimeError(f"the demonstration was not stored: {outcome.sentence}")
    return outcome


def load_report() -> None:
    """Write and publish the report of the package, once, when its records are there.

    Nothing happens beside an edition that exists, or when the import was undone.
    """
    from filrouge.demo import report
    from filrouge.imports.models import ImportRun

    if ImportRun.objects.filter(state=ImportRun.State.STORED).exists():
        edition = report.prepare_report()
        if edition is not None:
            report.publish_report(edition)


def load_life() -> None:
    """Write the weeks before today, as the accounts would have done, once.

    Nothing happens when somebody noted an encounter already, or when the import was undone.
    """
    from django.utils import timezone

    from filrouge.demo.life.living import live
    from filrouge.followup.models import Encounter
    from filrouge.imports.models import ImportRun

    stored = ImportRun.objects.filter(state=ImportRun.State.STORED).exists()
    if stored and not Encounter.objects.filter(recorded_by__isnull=False).exists():
        live(timezone.localdate())


@isolation.purpose("demo")
def prepare(*, progress: bool = False) -> list[tuple[str, str, str]]:
    """Accounts, records, report, last weeks of the demonstration; name, password and role of each.

    With `progress`, a bar on standard error shows how far the import is.
    """
    accounts = create_accounts()
    if progress:
        bar: tqdm[Any]
        with tqdm(leave=False) as bar:
            load(_shown_on(bar))
    else:
        load()
    link_workers()
    load_report()
    load_life()
    return [(username, password, role) for username, role, password in accounts]


@isolation.purpose("demo")
def made_on() -> date | None:
    """The day whose last weeks `load_life` wrote: that of the first encounter an account noted."""
    from django.db.models import Min
    from django.utils import timezone

    from filrouge.followup.models import Encounter

    noted = Encounter.objects.filter(recorded_by__isnull=False)
    first = noted.aggregate(first=Min("recorded_at"))["first"]
    return first and timezone.localdate(first)


def _shown_on(bar: "tqdm[Any]") -> Progress:
    def show(done: int, total: int, step: str) -> None:
        bar.total, bar.n = total, done
        bar.set_description_str(step, refresh=False)
        bar.refresh()

    return show
