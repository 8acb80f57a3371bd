"""Kill -9 in the middle of a rotation of the master key: every person's key still opens (G21).

`python -m tests.harness.rotation FOLDER KILLS [sabotage]` prints what was found, as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

PERSONS = 2_000


def main(folder: Path, kills: int, sabotage: bool) -> None:
    os.environ |= {
        "FILROUGE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "filrouge.config.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", "vault", database="keys", verbosity=0)
    from filrouge.vault import keys

    keys.make(range(1, PERSONS + 1))
    before = _all_keys()
    start = time.perf_counter()
    keys.rotate()
    usual = time.perf_counter() - start
    dice = random.Random(21)
    cut = lost = 0
    for _kill in range(kills):
        cut += _killed(usual * dice.random() * 1.1, sabotage)
        lost += sum(key != before[person] for person, key in _all_keys().items())
        lost += PERSONS - len(_all_keys())
        if lost:
            break
    if not sabotage:
        keys.rotate()
        assert keys.check() == keys.Health(PERSONS, 0, 0, ())
    print(json.dumps({"kills": kills, "cut": cut, "lost": lost}))


def _all_keys() -> dict[int, bytes]:
    """Every key, opened with what the disk holds now."""
    from cryptography.exceptions import InvalidTag

    from filrouge.vault import keys, master
    from filrouge.vault.models import PersonKey

    master._known.clear()
    by, found = master.load(fresh=False), {}
    for row in PersonKey.objects.all():
        try:
            found[row.person] = keys._unwrapped(row, by)
        except (InvalidTag, master.MasterKeyError):
            continue
    return found


def _killed(after: float, sabotage: bool) -> bool:
    """A rotation in a process of its own, killed after so long; whether it was cut short."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child == 0:
        from filrouge.vault import keys, master

        if sabotage:
            kept = master.with_new_version
            master.with_new_version = lambda by: _without_the_old(kept(by))  # type: ignore[assignment]
            real, keys._unwrapped = keys._unwrapped, keys._unwrapped
            old = master.load(fresh=False)
            keys._unwrapped = lambda row, _by: real(row, old)
        with suppress(BaseException):
            keys.rotate()
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _without_the_old(by):  # type: ignore[no-untyped-def]
    """Sabotage: the file forgets the old version before the keys are wrapped by the new one."""
    from filrouge.vault.master import Master

    return Master(by.current, {by.current: by.keys[by.current]}, {})


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), "sabotage" in sys.argv)
