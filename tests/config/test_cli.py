"""The command: status 0, or 1 with one sentence on standard error, never a trace."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from filrouge.config import cli
from filrouge.config.commands import server
from filrouge.config.failure import Failure


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that must fail; return its one sentence."""
    assert cli.main(words) == 1
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    sentence = err.strip()
    assert sentence
    assert "\n" not in sentence
    assert out == ""
    return sentence


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ((), "il manque VERBE"),
        (("chanter",), "« chanter » n'est pas un choix"),
        (("figures",), "--year"),
        (("figures", "--year", "deux"), "« deux » ne convient pas à --year"),
        (("figures", "--year", "2024", "--format", "pdf"), "« pdf » n'est pas un choix"),
        (("import",), "il manque FICHIER"),
        (("serve", "--vite"), "« --vite » n'est pas une option connue"),
        (("createuser", "merle"), "il manque --role"),
    ],
)
def test_a_wrong_call_is_a_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], part: str
) -> None:
    assert part in refused(capsys, *words)


def test_help_lists_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    assert stop.value.code == 0
    assert "createuser" in capsys.readouterr().out


@pytest.mark.django_db
class TestFigures:
    def test_csv_has_the_agreed_columns(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["figures", "--year", "2024", "--format", "csv"]) == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert list(rows[0]) == ["id", "value", "unit", "base", "version"]
        assert len({row["id"] for row in rows}) == len(rows) > 100

    def test_json_says_the_same(self, capsys: pytest.CaptureFixture[str]) -> None:
        cli.main(["figures", "--year", "2024", "--format", "csv"])
        ids = [line.split(",")[0] for line in capsys.readouterr().out.splitlines()[1:]]
        cli.main(["figures", "--year", "2024", "--format", "json"])
        assert [row["id"] for row in json.loads(capsys.readouterr().out)] == ids

    def test_table_is_readable(self, capsys: pytest.CaptureFixture[str]) -> None:
        cli.main(["figures", "--period", "2024-T1"])
        head = capsys.readouterr().out.splitlines()[0]
        assert head.split() == ["chiffre", "valeur", "unité", "base", "version"]

    def test_a_programme_nobody_has(self, capsys: pytest.CaptureFixture[str]) -> None:
        sentence = refused(capsys, "figures", "--year", "2024", "--programme", "lune")
        assert "« lune »" in sentence

    def test_a_period_nobody_can_read(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "2024-T9" in refused(capsys, "figures", "--period", "2024-T9")

    def test_a_figure_nobody_defined(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "« hf.rien »" in refused(capsys, "explain", "hf.rien", "--year", "2024")


@pytest.mark.django_db
class TestAccounts:
    @pytest.fixture(autouse=True)
    def _typed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("sauge-merle-orme-lilas\n"))

    def test_an_account_is_made(self, capsys: pytest.CaptureFixture[str]) -> None:
        from filrouge.access.models import User

        assert cli.main(["createuser", "merle", "--role", "hf_director"]) == 0
        assert "merle" in capsys.readouterr().out
        user = User.objects.get(username="merle")
        assert user.role == "hf_director"
        assert user.check_password("sauge-merle-orme-lilas")

    def test_an_unknown_role_lists_the_roles(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert "peer_worker" in refused(capsys, "createuser", "merle", "--role", "roi")

    def test_a_taken_name_is_refused(self, capsys: pytest.CaptureFixture[str]) -> None:
        from filrouge.access.models import User

        User.objects.create_user("merle", role="peer_worker")
        refused(capsys, "createuser", "merle", "--role", "hf_director")

    def test_a_weak_password_is_refused(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("123\n"))
        refused(capsys, "createuser", "merle", "--role", "hf_director")


@pytest.mark.django_db
def test_importing_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "n'existe pas" in refused(capsys, "import", str(tmp_path / "absent.xlsx"))


class TestSafety:
    @pytest.fixture(autouse=True)
    def _settings(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.delenv("FILROUGE_HOSTS", raising=False)
        yield

    def test_this_machine_only_is_safe(self) -> None:
        server.refuse_unsafe("127.0.0.1")

    def test_the_network_needs_https(self) -> None:
        with pytest.raises(Failure, match="FILROUGE_HTTPS=1"):
            server.refuse_unsafe("0.0.0.0")

    def test_the_network_needs_a_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings, "HTTPS", True)
        with pytest.raises(Failure, match="FILROUGE_HOSTS"):
            server.refuse_unsafe("0.0.0.0")

    def test_debug_stays_on_this_machine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settings, "DEBUG", True)
        with pytest.raises(Failure, match="FILROUGE_DEBUG"):
            server.refuse_unsafe("192.0.2.1")


def test_log_lines_leave_messages_out() -> None:
    from filrouge.config.logs import PlainFormatter

    try:
        raise ValueError("Cygne Iris, née en 1980")
    except ValueError as error:
        written = PlainFormatter().formatException((type(error), error, error.__traceback__))
    assert "Cygne" not in written
    assert "ValueError" in written
    assert "test_cli.py" in written
