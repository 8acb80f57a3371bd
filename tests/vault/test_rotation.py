"""Master keys: drawn once, kept apart, renewed all or nothing, readable throughout."""

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connections

from filrouge.config.cli import main
from filrouge.vault import keys, master
from filrouge.vault.master import MasterKeyError
from filrouge.vault.models import PersonKey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_file(db: None, settings: Any, tmp_path: Path) -> Path:
    PersonKey.objects.all().delete()  # a test in a browser commits, and may leave keys behind
    keys.forget()
    settings.VAULT_MASTER_KEYS = tmp_path / "elsewhere" / "master_keys.json"
    return Path(settings.VAULT_MASTER_KEYS)


def raw(person: int) -> bytes:
    row = PersonKey.objects.get(person=person)
    return keys._unwrapped(row, master.load(fresh=False))


def all_readable(before: dict[int, bytes]) -> bool:
    return {person: raw(person) for person in before} == before


def made(count: int) -> dict[int, bytes]:
    keys.make(range(1, count + 1))
    return {person: raw(person) for person in range(1, count + 1)}


def test_the_file_is_made_on_first_use_for_its_owner_only(own_file: Path) -> None:
    made(1)
    assert own_file.stat().st_mode & 0o777 == 0o600
    own_file.chmod(0o640)
    keys.forget()
    with pytest.raises(MasterKeyError, match="chmod 600"):
        keys.check()


def test_a_lost_file_is_never_replaced_by_a_new_key(own_file: Path) -> None:
    made(1)
    own_file.unlink()
    with pytest.raises(MasterKeyError, match="remettez ce fichier"):
        keys.make([2])
    assert not own_file.exists()


@pytest.mark.parametrize("text", ["", "{}", '{"current": 2, "keys": {"1": "00"}, "retired": {}}'])
def test_a_damaged_file_is_told(own_file: Path, text: str) -> None:
    made(1)
    own_file.write_text(text)
    os.utime(own_file, (1, 1))
    with pytest.raises(MasterKeyError, match="abîmé"):
        keys.check()


def test_a_rotation_wraps_every_key_again_and_changes_none() -> None:
    before = made(20)
    keys.destroy(7)
    assert keys.rotate() == 19
    del before[7]
    assert all_readable(before)
    assert set(PersonKey.objects.filter(erased_at=None).values_list("master", flat=True)) == {2}
    assert keys.check() == keys.Health(19, 1, 0, ())


def test_one_key_that_does_not_open_refuses_the_whole_rotation(own_file: Path) -> None:
    made(3)
    PersonKey.objects.filter(person=2).update(wrapped=b"0" * 60)
    said = own_file.read_bytes()
    with pytest.raises(MasterKeyError, match="rien n'a été changé"):
        keys.rotate()
    assert own_file.read_bytes() == said
    assert set(PersonKey.objects.values_list("master", flat=True)) == {1}


@pytest.mark.parametrize("moment", ["after the file", "midway", "before the end"])
def test_a_rotation_cut_short_leaves_all_readable_and_the_next_one_ends_it(
    moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(50)

    class Killed(BaseException):
        pass

    def half_then_die(by: master.Master) -> int:
        if moment == "midway":
            for row in PersonKey.objects.all()[:25]:
                row.wrapped, row.master = keys._wrapped(row, keys._unwrapped(row, by), by), 2
                row.save()
        raise Killed

    with monkeypatch.context() as patch:
        if moment == "before the end":
            patch.setattr(master, "without_old_versions", _dies(Killed))
        else:
            patch.setattr(keys, "_rewrap", half_then_die)
        with pytest.raises(Killed):
            keys.rotate()
    keys.forget()
    assert all_readable(before)
    keys.rotate()
    assert all_readable(before)
    assert keys.check().old == 0


def _dies(kind: type[BaseException]) -> Any:
    def die(*_arguments: Any) -> None:
        raise kind

    return die


def test_an_old_version_stays_as_long_as_copies_live_then_leaves(own_file: Path) -> None:
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC)) as clock:
        made(2)
        keys.rotate()
        assert set(json.loads(own_file.read_text())["keys"]) == {"1", "2"}
        clock.shift(31 * 86_400)
        keys.rotate()
        assert set(json.loads(own_file.read_text())["keys"]) == {"2", "3"}


def test_fifty_thousand_keys_would_be_wrapped_again_in_thirty_seconds() -> None:
    """On two thousand, with a margin: the work grows with the number (G21)."""
    made(2_000)
    start = time.process_time()
    assert keys.rotate() == 2_000
    assert time.process_time() - start <= 30 * 2_000 / 50_000


def test_the_command_says_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    made(3)
    keys.destroy(1)
    assert main(["keys", "check"]) == 0
    assert "2 clés s'ouvrent, 1 détruites." in capsys.readouterr().out
    assert main(["keys", "rotate"]) == 0
    assert "2 clés emballées" in capsys.readouterr().out
    PersonKey.objects.filter(person=2).update(wrapped=b"0" * 60)
    assert main(["keys", "check"]) == 1
    assert "1 clé(s) ne s'ouvrent pas" in capsys.readouterr().err


def test_the_key_store_is_a_database_of_its_own() -> None:
    assert "vault_personkey" in connections["keys"].introspection.table_names()
    assert "vault_personkey" not in connections["default"].introspection.table_names()
    assert "people_person" not in connections["keys"].introspection.table_names()
