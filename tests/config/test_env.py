"""Environment readers: a bad value stops with a sentence."""

import stat
from pathlib import Path

import pytest
from django.core import mail
from django.test import override_settings

from filrouge.config import databases, env


@pytest.mark.parametrize(("raw", "value"), [("1", True), ("oui", True), ("OFF", False), ("", True)])
def test_a_flag_is_read(monkeypatch: pytest.MonkeyPatch, raw: str, value: bool) -> None:
    monkeypatch.setenv("FILROUGE_DEBUG", raw)
    assert env.flag("FILROUGE_DEBUG", default=True) is value


@pytest.mark.parametrize("raw", ["fasle", "2", "-"])
def test_a_mistyped_flag_is_refused(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    monkeypatch.setenv("FILROUGE_DEBUG", raw)
    with pytest.raises(env.SettingError, match="FILROUGE_DEBUG doit valoir"):
        env.flag("FILROUGE_DEBUG")


@pytest.mark.parametrize("raw", ["0", "-3", "beaucoup", "1.5"])
def test_a_size_is_a_positive_number(monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    monkeypatch.setenv("FILROUGE_IMPORT_MAX_MB", raw)
    with pytest.raises(env.SettingError, match="nombre entier"):
        env.positive("FILROUGE_IMPORT_MAX_MB", 20)


def test_the_secret_key_is_drawn_once_and_kept_private(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("FILROUGE_SECRET_KEY", raising=False)
    first = env.secret_key(tmp_path)
    assert len(first) >= 50
    assert env.secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_readable_secret_key_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("FILROUGE_SECRET_KEY", raising=False)
    env.secret_key(tmp_path)
    (tmp_path / "secret_key").chmod(0o644)
    with pytest.raises(env.SettingError, match="lisible par d'autres"):
        env.secret_key(tmp_path)


def test_postgres_address() -> None:
    read = env.postgres("postgres://m%C3%A9l:p%40ss@db.example:5433/faits?sslmode=require")
    assert (read["USER"], read["PASSWORD"], read["HOST"]) == ("mél", "p@ss", "db.example")
    assert (read["NAME"], read["PORT"]) == ("faits", "5433")
    assert read["OPTIONS"]["sslmode"] == "require"
    assert read["OPTIONS"]["pool"]["max_size"] == 8


def test_postgres_by_socket() -> None:
    read = env.postgres("postgres://filrouge@/faits?host=%2Ftmp%2Fx")
    assert (read["HOST"], read["PASSWORD"]) == ("/tmp/x", "")


@pytest.mark.parametrize("url", ["mysql://a/b", "postgres://a@b", "rien", "postgres://h:x/b"])
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(env.SettingError, match="DATABASE_URL"):
        env.postgres(url)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 6), True),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_faulty_write_ahead_logs_are_known(version: tuple[int, ...], safe: bool) -> None:
    assert databases.wal_is_safe(version) is safe


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_is_opened_safely() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_mails_are_printed_until_a_server_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FILROUGE_MAIL_URL", raising=False)
    assert env.mailer()["BACKEND"].endswith("console.EmailBackend")


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://merle:p%40ss@mail.example", 587, True, False),
        ("smtps://merle:p%40ss@mail.example", 465, False, True),
        ("smtp://merle:p%40ss@mail.example:2525", 2525, True, False),
    ],
)
def test_mails_leave_encrypted(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, tls: bool, ssl: bool
) -> None:
    monkeypatch.setenv("FILROUGE_MAIL_URL", url)
    with override_settings(MAILERS={"default": env.mailer()}):
        backend = mail.mailers["default"]
    assert (backend.host, backend.port) == ("mail.example", port)
    assert (backend.username, backend.password) == ("merle", "p@ss")
    assert (backend.use_tls, backend.use_ssl) == (tls, ssl)


def test_another_kind_of_mail_server_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILROUGE_MAIL_URL", "ftp://mail.example")
    with pytest.raises(env.SettingError, match="FILROUGE_MAIL_URL"):
        env.mailer()
